/* SPDX-License-Identifier: ISC */
/* uicc.c: find out what a card is: a UICC with a USIM, or a SIM before it. */
#include <string.h>

#include <simstow/base/tlv.h>

#include "uicc_priv.h"

#define TAG_APP 0x61
#define TAG_AID 0x4F
#define TAG_LABEL 0x50
#define AID_MIN 5

static const struct sst_uicc_path ef_dir = { { 0x2F00 }, 1 };
static const struct sst_uicc_path df_gsm = { { SST_UICC_GSM }, 1 };

/* ETSI TS 101 220 annex E: 3GPP, USIM; the rest is country and provider. */
static const uint8_t usim_prefix[] = { 0xA0, 0x00, 0x00, 0x00, 0x87, 0x10,
	0x02 };

static bool
is_usim(const struct sst_uicc_app *app)
{
	return app->aid_n >= sizeof(usim_prefix) &&
	       memcmp(app->aid, usim_prefix, sizeof(usim_prefix)) == 0;
}

/*
 * 1 an application, its label borrowed from record, 0 an empty record.
 * ETSI TS 102 221 section 13.1.
 */
static int
parse_app(struct sst_span record, struct sst_uicc_app *out, struct sst_err *err)
{
	struct sst_cur c = sst_cur_of(record);
	struct sst_tlv app, aid, label;
	int rc;

	rc = sst_tlv_next_padded(&c, &app, err);
	if (rc <= 0)
		return rc;
	if (app.tag != TAG_APP)
		return sst_fail(err, SST_E_FORMAT,
		    "tag %02X found, %02X wanted", app.tag, TAG_APP);
	if (sst_tlv_find(sst_tlv_enter(&app), TAG_AID, &aid, err) < 0 ||
	    sst_tlv_find(sst_tlv_enter(&app), TAG_LABEL, &label, err) < 0)
		return -1;
	if (aid.value.n < AID_MIN || aid.value.n > sizeof(out->aid))
		return sst_fail(err, SST_E_FORMAT,
		    "AID of %zu byte%s, %d to %zu wanted", aid.value.n,
		    aid.value.n == 1 ? "" : "s", AID_MIN, sizeof(out->aid));
	memcpy(out->aid, aid.value.p, aid.value.n);
	out->aid_n = aid.value.n;
	out->label = label.value;
	return 1;
}

static int
keep_app(struct sst_uicc *u, struct sst_uicc_app app, struct sst_arena *mem,
    struct sst_err *err)
{
	app.label.p = sst_arena_copy(mem, app.label);
	if (app.label.p == NULL)
		return sst_arena_full(mem, err);
	u->apps[u->app_n++] = app;
	return 0;
}

/* A record that is damaged or refused costs that application. */
static int
read_app(struct sst_uicc *u, const struct sst_fcp *f, unsigned record,
    struct sst_arena *mem, struct sst_err *err)
{
	struct sst_uicc_app app = { 0 };
	struct sst_buf b = { 0 };
	int rc;

	rc = sst_uicc_read_record(u, f, record, &b, err);
	if (rc == 0)
		rc = parse_app(sst_buf_span(&b), &app, err);
	if (rc < 0 && sst_uicc_is_local(err))
		rc = 0;
	if (rc > 0)
		rc = keep_app(u, app, mem, err);
	sst_buf_fini(&b);
	return rc;
}

static int
read_apps(struct sst_uicc *u, struct sst_arena *mem, struct sst_err *err)
{
	struct sst_fcp f;

	if (sst_uicc_look(u, &ef_dir, &f, err) < 0)
		return -1;
	if (f.type != SST_FCP_LINEAR)
		return sst_fail(err, SST_E_FORMAT,
		    "3F00/2F00: %s file, linear wanted",
		    sst_fcp_type_name(f.type));
	for (unsigned r = 1; r <= f.record_count && u->app_n < SST_UICC_APPS;
	     r++)
		if (read_app(u, &f, r, mem, err) < 0)
			return -1;
	return 0;
}

/* What a damaged FCP of an application leaves unknown is its PIN alone. */
static void
take_pins(struct sst_uicc *u, struct sst_span answer)
{
	struct sst_err unused = { 0 };
	struct sst_fcp f;

	if (sst_fcp_parse(answer, &f, &unused) < 0)
		return;
	u->pin1 = f.pin1;
	u->pin1_key = f.pin1_key;
	u->pin2_key = f.pin2_key;
}

static int
open_usim(struct sst_uicc *u, const struct sst_uicc_app *app,
    struct sst_err *err)
{
	struct sst_uicc_answer a = { 0 };
	int rc;

	u->usim = *app;
	rc = sst_uicc_name(u, &a, err);
	if (rc == 0 && !sst_uicc_is_done(u, a.sw))
		rc = sst_card_refused(err, a.sw, "USIM");
	if (rc == 0) {
		u->has_usim = true;
		take_pins(u, sst_buf_span(&a.data));
	}
	sst_buf_fini(&a.data);
	return rc;
}

static int
open_uicc(struct sst_uicc *u, struct sst_arena *mem, struct sst_err *err)
{
	int rc = 0;

	if (read_apps(u, mem, err) < 0)
		return -1;
	for (size_t i = 0; i < u->app_n && !u->has_usim; i++) {
		if (!is_usim(&u->apps[i]))
			continue;
		rc = open_usim(u, &u->apps[i], err);
		if (rc < 0 && !sst_uicc_is_local(err))
			return -1;
	}
	return rc;
}

static int
open_2g(struct sst_uicc *u, struct sst_err *err)
{
	struct sst_fcp f;

	u->is_2g = true;
	u->is_current_known = false;
	if (sst_uicc_look(u, &df_gsm, &f, err) == 0) {
		u->pin1 = f.pin1;
		return 0;
	}
	u->is_2g = false;
	u->is_current_known = false;
	return -1;
}

static int
open_any(struct sst_uicc *u, struct sst_arena *mem, struct sst_err *err)
{
	struct sst_err first = { 0 };
	bool is_uicc = open_uicc(u, mem, &first) == 0;

	if (!is_uicc && !sst_uicc_is_local(&first)) {
		*err = first;
		return -1;
	}
	if (u->has_usim || open_2g(u, err) == 0)
		return 0;
	if (!sst_uicc_is_local(err))
		return -1;
	/* Without a USIM it is still a UICC; else the first error says why. */
	if (is_uicc)
		return 0;
	*err = first;
	return -1;
}

int
sst_uicc_open(struct sst_card *card, struct sst_arena *mem,
    struct sst_uicc *out, struct sst_err *err)
{
	struct sst_uicc u = { .card = card };

	*out = (struct sst_uicc){ 0 };
	u.arr = sst_arena_get_array(mem, SST_UICC_ARRS, sizeof(*u.arr));
	if (u.arr == NULL)
		return sst_arena_full(mem, err);
	if (open_any(&u, mem, err) < 0)
		return -1;
	*out = u;
	return 0;
}
