/* SPDX-License-Identifier: ISC */
/* uicc_select.c: how to come to a file in as few commands as possible. */
#include <assert.h>

#include <simstow/uicc/files.h>

#include "uicc_priv.h"

#define INS_SELECT 0xA4
#define P1_FID 0x00
#define P1_NAME 0x04
#define P1_PATH 0x08 /* from the MF, which is left out */
#define P2_FCP 0x04

static int
send_select(struct sst_uicc *u, uint8_t p1, struct sst_span data, bool is_left,
    struct sst_uicc_answer *out, struct sst_err *err)
{
	const struct sst_apdu a = { .cla = u->is_2g ? SST_CARD_CLASS_2G : 0,
		.ins = INS_SELECT,
		.p1 = p1,
		.p2 = u->is_2g ? 0 : P2_FCP,
		.data = data,
		.ne = 256,
		.leave = is_left };

	if (sst_card_send(u->card, &a, &out->data, &out->sw, err) == 0)
		return 0;
	/* Who knows what the card did. */
	u->is_current_known = false;
	return -1;
}

static int
by_fid(struct sst_uicc *u, uint16_t fid, bool is_left,
    struct sst_uicc_answer *out, struct sst_err *err)
{
	const uint8_t id[] = { (uint8_t)(fid >> 8), (uint8_t)fid };

	return send_select(u, P1_FID, SST_SPAN(id), is_left, out, err);
}

static void
enter(struct sst_uicc *u, const struct sst_uicc_path *path, size_t n)
{
	u->current = *path;
	u->current.n = n;
	u->is_current_known = true;
}

int
sst_uicc_name(struct sst_uicc *u, struct sst_uicc_answer *out,
    struct sst_err *err)
{
	static const struct sst_uicc_path adf = { { SST_UICC_ADF }, 1 };
	const struct sst_span aid = { u->usim.aid, u->usim.aid_n };

	if (send_select(u, P1_NAME, aid, false, out, err) < 0)
		return -1;
	if (sst_uicc_is_done(u, out->sw))
		enter(u, &adf, adf.n);
	return 0;
}

static bool
is_in_adf(const struct sst_uicc_path *path)
{
	return path->n > 0 && path->fid[0] == SST_UICC_ADF;
}

static size_t
common(const struct sst_uicc_path *a, const struct sst_uicc_path *b)
{
	size_t n = 0;

	while (n < a->n && n < b->n && a->fid[n] == b->fid[n])
		n++;
	return n;
}

/*
 * The first step of a walk: identifier n counted from 1, 0 for the MF. From a
 * directory can be selected: what is in it, itself, the one above, and
 * directories beside it; the USIM from everywhere, but nothing is beside it.
 * ETSI TS 102 221 section 8.4.1, TS 51.011 section 6.5.
 */
static size_t
first_step(const struct sst_uicc *u, const struct sst_uicc_path *path)
{
	size_t top = is_in_adf(path) ? 1 : 0;
	size_t same = common(&u->current, path);
	size_t deeper = u->current.n - same;
	bool is_beside;

	if (!u->is_current_known || deeper > 1)
		return top;
	if (same == path->n)
		return path->n;
	if (deeper == 0)
		return same + 1;
	is_beside = sst_uicc_is_dir(path->fid[same]) &&
	            !(same == 0 && is_in_adf(&u->current));
	return is_beside ? same + 1 : same;
}

/* One identifier of a path, counted from 1; 0 is the MF. */
static int
step(struct sst_uicc *u, const struct sst_uicc_path *path, size_t at,
    bool is_left, struct sst_uicc_answer *out, struct sst_err *err)
{
	uint16_t fid = at == 0 ? SST_UICC_MF : path->fid[at - 1];

	if (by_fid(u, fid, is_left, out, err) < 0)
		return -1;
	/* The name always works, but may cost the PIN that was given. */
	if (fid == SST_UICC_ADF && !sst_uicc_is_done(u, out->sw) &&
	    sst_uicc_name(u, out, err) < 0)
		return -1;
	if (sst_uicc_is_done(u, out->sw) && (at == 0 || sst_uicc_is_dir(fid)))
		enter(u, path, at);
	return 0;
}

static int
walk(struct sst_uicc *u, const struct sst_uicc_path *path, bool is_left,
    struct sst_uicc_answer *out, struct sst_err *err)
{
	for (size_t at = first_step(u, path); at <= path->n; at++) {
		bool is_last = at == path->n;

		if (step(u, path, at, is_left || !is_last, out, err) < 0)
			return -1;
		if (!sst_uicc_is_done(u, out->sw))
			break;
	}
	return 0;
}

static int
by_path(struct sst_uicc *u, const struct sst_uicc_path *path, bool is_left,
    struct sst_uicc_answer *out, struct sst_err *err)
{
	uint8_t ids[2 * SST_UICC_PATH];
	size_t n = path->n;

	for (size_t i = 0; i < n; i++) {
		ids[2 * i] = (uint8_t)(path->fid[i] >> 8);
		ids[2 * i + 1] = (uint8_t)path->fid[i];
	}
	if (send_select(u, P1_PATH, (struct sst_span){ ids, 2 * n }, is_left,
	        out, err) < 0)
		return -1;
	if (sst_uicc_is_done(u, out->sw))
		enter(u, path, sst_uicc_is_dir(path->fid[n - 1]) ? n : n - 1);
	else
		/* Some cards enter directories before they refuse. */
		u->is_current_known = false;
	return 0;
}

/* A path is no better than its last identifier when its place is current. */
static bool
is_for_walk(const struct sst_uicc *u, const struct sst_uicc_path *path)
{
	if (u->is_2g || path->n == 0 || (path->n == 1 && is_in_adf(path)))
		return true;
	return u->is_current_known && u->current.n + 1 == path->n &&
	       common(&u->current, path) == u->current.n;
}

/* Then the card knows no command of ours, and not only no paths. */
static bool
is_other_class(uint16_t sw)
{
	return sw >> 8 == 0x6E || sw >> 8 == 0x6D;
}

/*
 * Cards are on record that refuse paths, above all those with 7FFF. While it
 * is not known of this one, a refusal is tried again step by step.
 */
int
sst_uicc_find(struct sst_uicc *u, const struct sst_uicc_path *path,
    bool is_left, struct sst_uicc_answer *out, struct sst_err *err)
{
	enum sst_uicc_way *way = is_in_adf(path) ? &u->from_adf : &u->from_mf;

	if (is_for_walk(u, path) || *way == SST_UICC_WAY_REFUSED)
		return walk(u, path, is_left, out, err);
	if (by_path(u, path, is_left, out, err) < 0)
		return -1;
	if (sst_uicc_is_done(u, out->sw))
		*way = SST_UICC_WAY_WORKS;
	if (*way == SST_UICC_WAY_WORKS || is_other_class(out->sw))
		return 0;
	if (walk(u, path, is_left, out, err) < 0)
		return -1;
	if (sst_uicc_is_done(u, out->sw))
		*way = SST_UICC_WAY_REFUSED;
	return 0;
}

static int
read_description(const struct sst_uicc *u, const struct sst_uicc_path *path,
    const struct sst_uicc_answer *a, struct sst_fcp *out, struct sst_err *err)
{
	struct sst_span s = sst_buf_span(&a->data);
	bool is_adf = path->n == 1 && is_in_adf(path);
	uint16_t want = path->n == 0 ? SST_UICC_MF : path->fid[path->n - 1];

	if ((u->is_2g ? sst_fcp_parse_2g(s, out, err)
	              : sst_fcp_parse(s, out, err)) < 0)
		return -1;
	out->aid = (struct sst_span){ 0 };
	/* A card may give its ADF an identifier, or not tell one at all. */
	if (is_adf || out->fid == want || (out->fid == 0 && !u->is_2g))
		return 0;
	return sst_fail(err, SST_E_FORMAT, "file %04X found, %04X wanted",
	    out->fid, want);
}

int
sst_uicc_check(const struct sst_uicc *u, const struct sst_uicc_path *path,
    struct sst_err *err)
{
	char text[SST_UICC_PATH_TEXT];

	if (sst_uicc_path_check(path, err) < 0)
		return -1;
	sst_uicc_path_format(path, text);
	if (sst_files_is_forbidden(path))
		return sst_fail(err, SST_E_FAILED,
		    "%s: never read: a key or temporary identity", text);
	if (!is_in_adf(path) || u->has_usim)
		return 0;
	sst_err_set(err, SST_E_REFUSED, "%s: no USIM on this card", text);
	sst_err_set_sw(err, 0x6A82);
	return -1;
}

int
sst_uicc_look(struct sst_uicc *u, const struct sst_uicc_path *path,
    struct sst_fcp *out, struct sst_err *err)
{
	struct sst_uicc_answer a = { 0 };
	char text[SST_UICC_PATH_TEXT];
	int rc = -1;

	*out = (struct sst_fcp){ 0 };
	u->file = *path;
	sst_uicc_path_format(path, text);
	if (sst_uicc_find(u, path, false, &a, err) < 0) {
		sst_err_prefix(err, "%s", text);
		goto out;
	}
	/* 6283, of a file that is deactivated, may come with its FCP. */
	if (!sst_uicc_is_done(u, a.sw) &&
	    (a.sw >> 8 != 0x62 || a.data.n == 0)) {
		rc = sst_uicc_refused(err, a.sw, path);
		goto out;
	}
	rc = read_description(u, path, &a, out, err);
	if (rc < 0) {
		sst_err_prefix(err, "%s", text);
		*out = (struct sst_fcp){ 0 };
	}
out:
	sst_buf_fini(&a.data);
	return rc;
}

int
sst_uicc_select(struct sst_uicc *u, const struct sst_uicc_path *path,
    struct sst_fcp *out, struct sst_err *err)
{
	*out = (struct sst_fcp){ 0 };
	if (sst_uicc_check(u, path, err) < 0 ||
	    sst_uicc_look(u, path, out, err) < 0)
		return -1;
	if (sst_uicc_settle(u, path, out, err) < 0) {
		*out = (struct sst_fcp){ 0 };
		return -1;
	}
	return 0;
}
