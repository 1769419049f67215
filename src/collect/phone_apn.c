/* SPDX-License-Identifier: ISC */
/* phone_apn.c: the access points that a line of this phone could use. */
#include <string.h>

#include "phone_priv.h"

/* Telephony.Carriers.USER_EDITED. */
#define USER_EDITED "1"

static const struct {
	const char *column;
	size_t at; /* in struct sst_apn */
} columns[] = {
	{ "name", offsetof(struct sst_apn, name) },
	{ "apn", offsetof(struct sst_apn, apn) },
	{ "numeric", offsetof(struct sst_apn, numeric) },
	{ "type", offsetof(struct sst_apn, types) },
	{ "protocol", offsetof(struct sst_apn, protocol) },
	{ "roaming_protocol", offsetof(struct sst_apn, roaming_protocol) },
	{ "proxy", offsetof(struct sst_apn, proxy) },
	{ "port", offsetof(struct sst_apn, port) },
	{ "mmsc", offsetof(struct sst_apn, mmsc) },
	{ "mmsproxy", offsetof(struct sst_apn, mms_proxy) },
	{ "mmsport", offsetof(struct sst_apn, mms_port) },
	{ "mvno_type", offsetof(struct sst_apn, mvno_type) },
	{ "mvno_match_data", offsetof(struct sst_apn, mvno_match) },
};

static int
take(struct sst_phone_run *r, const struct sst_phone_answer *a,
    struct sst_content_rows *out, struct sst_err *err)
{
	if (sst_content_parse(a->text, sst_phone_apn_columns, &r->scratch, out,
	        err) < 0)
		return -1;
	return sst_phone_gap_faults(r, a->what, a->member, &out->faults, err);
}

int
sst_phone_apn_take(struct sst_phone_run *r, const struct sst_phone_answer *a,
    struct sst_err *err)
{
	return take(r, a, &r->apns, err);
}

int
sst_phone_apn_preferred(struct sst_phone_run *r,
    const struct sst_phone_answer *a, struct sst_err *err)
{
	return take(r, a, &r->preferred, err);
}

static bool
is_text(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

static bool
is_user_made(const struct sst_pairs *row)
{
	return is_text(sst_pairs_get(row, "edited"), USER_EDITED);
}

static bool
is_preferred(const struct sst_phone_run *r, const struct sst_pairs *row)
{
	const char *id = sst_pairs_get(row, "_id");

	for (size_t i = 0; i < r->preferred.n; i++) {
		if (row == &r->preferred.v[i] ||
		    is_text(sst_pairs_get(&r->preferred.v[i], "_id"), id))
			return true;
	}
	return false;
}

/* The table has the access points of all the world. */
static bool
is_of_line(const struct sst_phone_run *r, const struct sst_pairs *row)
{
	const char *code = sst_pairs_get(row, "numeric");

	for (size_t i = 0; i < r->snap->profiles.n; i++) {
		if (is_text(r->snap->profiles.v[i].owner.mcc_mnc, code))
			return true;
	}
	return false;
}

static int
keep_row(struct sst_phone_run *r, const struct sst_pairs *row,
    struct sst_err *err)
{
	struct sst_apns *list = &r->snap->apns;
	struct sst_apn *v =
	    sst_arena_grow(&r->snap->mem, list->v, list->n, sizeof(*v));
	const char *auth = sst_pairs_get(row, "authtype");

	if (v == NULL)
		return sst_arena_full(&r->snap->mem, err);
	list->v = v;
	v += list->n++;
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
		const char *value = sst_pairs_get(row, columns[i].column);
		const char **to = (void *)((char *)v + columns[i].at);

		if (sst_phone_copy(r, value, to, err) < 0)
			return -1;
	}
	/* -1: the phone chooses, which is what an absent one means. */
	if (auth != NULL && auth[0] >= '0' && auth[0] <= '9')
		v->auth_type = (struct sst_num){ true, auth[0] - '0' };
	v->is_user_made = is_user_made(row);
	v->is_preferred = is_preferred(r, row);
	return 0;
}

/* Free text may have forged an untrusted row; its fault is a gap. */
int
sst_phone_apn_keep(struct sst_phone_run *r, struct sst_err *err)
{
	const struct sst_content_rows *all =
	    r->apns.n > 0 ? &r->apns : &r->preferred;

	for (size_t i = 0; i < all->n; i++) {
		const struct sst_pairs *row = &all->v[i];

		if (all->is_untrusted[i] ||
		    (!is_user_made(row) && !is_preferred(r, row) &&
		        !is_of_line(r, row)))
			continue;
		if (r->snap->apns.n > SST_PHONE_APNS)
			break;
		if (keep_row(r, row, err) < 0)
			return -1;
	}
	return sst_phone_gap_cut(r, "access points", SST_PHONE_APNS,
	    &r->snap->apns.n, err);
}
