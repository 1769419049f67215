/* SPDX-License-Identifier: ISC */
/* uicc_identity.c: who a SIM is: ICCID, IMSI, operator, name, services. */
#include <stdio.h>
#include <string.h>

#include <simstow/base/digits.h>
#include <simstow/base/hex.h>
#include <simstow/uicc/identity.h>

#include "uicc_priv.h"

#define SERVICE_TEXT 32
#define MCC 3 /* digits */

int
uicc_text(struct uicc_run *r, const char *text, const char **out,
    struct sst_err *err)
{
	*out = NULL;
	if (text == NULL || text[0] == '\0')
		return 0;
	*out = sst_arena_text(&r->snap->mem, text);
	return *out != NULL ? 0 : sst_arena_full(&r->snap->mem, err);
}

static int
keep_hex(struct uicc_run *r, struct sst_span s, const char **out,
    struct sst_err *err)
{
	*out = sst_hex_text(&r->snap->mem, s);
	return *out != NULL ? 0 : sst_arena_full(&r->snap->mem, err);
}

static int
take_iccid(struct uicc_run *r, const struct uicc_file *f, struct sst_err *err)
{
	char digits[2 * SST_ICCID_BYTES + 1];

	if (f->content.n != SST_ICCID_BYTES)
		return sst_fail(err, SST_E_FORMAT, "%zu bytes found, %d wanted",
		    f->content.n, SST_ICCID_BYTES);
	sst_bcd_swapped(f->content, digits);
	if (keep_hex(r, f->content, &r->line->iccid_raw, err) < 0)
		return -1;
	return uicc_text(r, digits, &r->line->iccid, err);
}

static int
take_imsi(struct uicc_run *r, const struct uicc_file *f, struct sst_err *err)
{
	char imsi[SST_IMSI_DIGITS + 1];

	if (sst_identity_imsi(f->content, imsi, err) < 0)
		return -1;
	return uicc_text(r, imsi, &r->line->imsi, err);
}

static int
take_ad(struct uicc_run *r, const struct uicc_file *f, struct sst_err *err)
{
	(void)err;
	r->mnc_digits = sst_identity_mnc_digits(f->content);
	return 0;
}

/* FF at the end fills the file up; of FF alone there is no identifier. */
static int
keep_gid(struct uicc_run *r, const struct uicc_file *f, const char **out,
    struct sst_err *err)
{
	struct sst_span s = f->content;

	while (s.n > 0 && s.p[s.n - 1] == 0xFF)
		s.n--;
	return s.n > 0 ? keep_hex(r, s, out, err) : 0;
}

static int
take_gid1(struct uicc_run *r, const struct uicc_file *f, struct sst_err *err)
{
	return keep_gid(r, f, &r->line->owner.gid1, err);
}

static int
take_gid2(struct uicc_run *r, const struct uicc_file *f, struct sst_err *err)
{
	return keep_gid(r, f, &r->line->owner.gid2, err);
}

static int
take_spn(struct uicc_run *r, const struct uicc_file *f, struct sst_err *err)
{
	struct sst_identity_spn spn;

	if (sst_identity_spn(f->content, &r->scratch, &spn, err) < 0 ||
	    uicc_text(r, spn.name, &r->line->sim.spn, err) < 0)
		return -1;
	r->line->provider = r->line->sim.spn;
	return 0;
}

/* EF.LI comes first; EF.PL is for when it says nothing. */
static int
take_languages(struct uicc_run *r, const struct uicc_file *f,
    struct sst_err *err)
{
	const char *text;

	if (r->line->sim.languages != NULL)
		return 0;
	if (sst_identity_languages(f->content, &r->scratch, &text, err) < 0)
		return -1;
	return uicc_text(r, text, &r->line->sim.languages, err);
}

/* ---- services ---- */

static bool
is_set(const struct uicc_run *r, struct sst_span table, unsigned service)
{
	return r->uicc.is_2g ? sst_identity_has_service_2g(table, service)
	                     : sst_identity_has_service(table, service);
}

static const char *
table_name(const struct uicc_run *r)
{
	return r->uicc.is_2g ? "EF.SST" : "EF.UST";
}

bool
uicc_has_service(const struct uicc_run *r, unsigned service)
{
	const struct uicc_file *f = uicc_find(r, table_name(r), NULL);

	return f != NULL && is_set(r, f->content, service);
}

static int
add_service(struct uicc_run *r, unsigned service, struct sst_err *err)
{
	struct sst_texts *list = &r->line->sim.services;
	const char *name = r->uicc.is_2g ? sst_identity_service_name_2g(service)
	                                 : sst_identity_service_name(service);
	char text[SERVICE_TEXT];
	const char **v;

	(void)snprintf(text, sizeof(text), "service %u", service);
	v = sst_arena_grow(&r->snap->mem, list->v, list->n, sizeof(*v));
	if (v == NULL)
		return sst_arena_full(&r->snap->mem, err);
	list->v = v;
	if (uicc_text(r, name == NULL ? text : name, &v[list->n], err) < 0)
		return -1;
	list->n++;
	return 0;
}

/* Tables are some 20 bytes long; what is beyond the limit stays in the raw. */
static int
take_services(struct uicc_run *r, const struct uicc_file *f,
    struct sst_err *err)
{
	struct sst_texts *list = &r->line->sim.services;

	list->v = sst_arena_get_array(&r->snap->mem, 1, sizeof(*list->v));
	if (list->v == NULL)
		return sst_arena_full(&r->snap->mem, err);
	for (unsigned i = 1; i <= SST_SIM_SERVICES; i++)
		if (is_set(r, f->content, i) && add_service(r, i, err) < 0)
			return -1;
	return 0;
}

/* ---- all of it ---- */

/* In this order: EF.LI before EF.PL. */
static const struct {
	const char *name;
	int (*take)(struct uicc_run *r, const struct uicc_file *f,
	    struct sst_err *err);
} files[] = {
	{ "EF.ICCID", take_iccid },
	{ "EF.IMSI", take_imsi },
	{ "EF.AD", take_ad },
	{ "EF.GID1", take_gid1 },
	{ "EF.GID2", take_gid2 },
	{ "EF.SPN", take_spn },
	{ "EF.UST", take_services },
	{ "EF.SST", take_services },
	{ "EF.LI", take_languages },
	{ "EF.PL", take_languages },
};

/* EF.IMSI begins with them; EF.AD says how long the MNC is. */
static int
name_operator(struct uicc_run *r, struct sst_err *err)
{
	struct sst_owner *o = &r->line->owner;
	size_t n = MCC + r->mnc_digits;

	if (r->line->imsi != NULL && r->mnc_digits != 0 &&
	    strlen(r->line->imsi) >= n) {
		o->mcc_mnc = sst_arena_printf(&r->snap->mem, "%.*s", (int)n,
		    r->line->imsi);
		if (o->mcc_mnc == NULL)
			return sst_arena_full(&r->snap->mem, err);
	}
	r->line->has_owner =
	    o->mcc_mnc != NULL || o->gid1 != NULL || o->gid2 != NULL;
	return 0;
}

int
uicc_take_identity(struct uicc_run *r, struct sst_err *err)
{
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		const struct uicc_file *f = uicc_find(r, files[i].name, NULL);

		if (f != NULL && files[i].take(r, f, err) < 0 &&
		    uicc_gap(r, f, err, err) < 0)
			return -1;
	}
	return name_operator(r, err);
}
