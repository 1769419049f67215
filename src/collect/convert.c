/* SPDX-License-Identifier: ISC */
/* convert.c: bytes of a card as text, numbers and bits of a snapshot. */

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <simstow/base/digits.h>
#include <simstow/base/hex.h>
#include <simstow/base/text.h>

#include "collect_priv.h"

struct sst_euicc *
collect_euicc(const struct collect_run *r)
{
	return &r->snap->euiccs.v[r->index];
}

static const char *
kept(struct collect_run *r, const char *text)
{
	if (text == NULL)
		r->failed = true;
	return text;
}

const char *
collect_hex(struct collect_run *r, struct sst_span s)
{
	if (s.p == NULL)
		return NULL;
	return kept(r, sst_hex_text(&r->snap->mem, s));
}

const char *
collect_copy(struct collect_run *r, const char *text)
{
	if (text == NULL)
		return NULL;
	return kept(r, sst_arena_text(&r->snap->mem, text));
}

/* VersionType is 3 bytes; a card that sends another length keeps its bytes. */
const char *
collect_version(struct collect_run *r, struct sst_span s)
{
	if (s.p == NULL || s.n != 3)
		return collect_hex(r, s);
	return kept(r, sst_arena_printf(&r->snap->mem, "%u.%u.%u", s.p[0],
	                   s.p[1], s.p[2]));
}

struct sst_bits
collect_bits(struct sst_euicc_bits b)
{
	return (struct sst_bits){ b.is_there, b.bits };
}

struct sst_num
collect_integer(struct sst_span s)
{
	struct sst_tlv t = { .value = s };
	struct sst_err ignored = { 0 };
	uint64_t v;

	if (s.p == NULL || sst_tlv_get_uint(&t, &v, &ignored) < 0 ||
	    v > INT64_MAX)
		return (struct sst_num){ 0 };
	return (struct sst_num){ true, (int64_t)v };
}

struct sst_texts
collect_keys(struct collect_run *r, const struct sst_euicc_keys *keys)
{
	struct sst_texts out = { 0 };
	size_t i;

	if (!keys->is_there)
		return out;
	out.v = sst_arena_get_array(&r->snap->mem, keys->n, sizeof(*out.v));
	if (out.v == NULL) {
		r->failed = true;
		return out;
	}
	for (i = 0; i < keys->n; i++)
		out.v[i] = collect_hex(r, keys->v[i]);
	out.n = keys->n;
	return out;
}

struct sst_owner
collect_owner(struct collect_run *r, const struct sst_euicc_owner *o)
{
	struct sst_err ignored = { 0 };
	struct sst_owner out = { 0 };
	char plmn[7];

	if (o->mcc_mnc.p != NULL &&
	    sst_plmn_format(o->mcc_mnc, plmn, &ignored) == 0)
		out.mcc_mnc = collect_copy(r, plmn);
	else
		out.mcc_mnc = collect_hex(r, o->mcc_mnc);
	out.gid1 = collect_hex(r, o->gid1);
	out.gid2 = collect_hex(r, o->gid2);
	return out;
}

static void
text_gap(struct collect_run *r, const char *where, const char *what,
    const char *why)
{
	struct sst_gap *g = sst_snapshot_add_gap(r->snap);

	if (g == NULL) {
		r->failed = true;
		return;
	}
	g->what =
	    kept(r, sst_arena_printf(&r->snap->mem, "%s: %s", where, what));
	g->eid = collect_euicc(r)->eid;
	g->reason = collect_copy(r, why);
}

const char *
collect_text(struct collect_run *r, struct sst_span s, const char *where,
    const char *what)
{
	if (s.p == NULL)
		return NULL;
	if (!sst_text_is_utf8(s)) {
		text_gap(r, where, what, "not UTF-8; see the raw answer");
		return NULL;
	}
	if (s.n > 0 && memchr(s.p, 0, s.n) != NULL) {
		text_gap(r, where, what, "holds a NUL; see the raw answer");
		return NULL;
	}
	return kept(r, (const char *)sst_arena_copy(&r->snap->mem, s));
}

const char *
collect_raw(struct collect_run *r, const char *leaf, const char *what,
    struct sst_span data)
{
	struct sst_raw *raw = sst_snapshot_add_raw(r->snap);

	if (raw == NULL) {
		r->failed = true;
		return NULL;
	}
	raw->name = kept(r, sst_arena_printf(&r->snap->mem,
	                        "raw/euicc-%zu/%s.der", r->index + 1, leaf));
	raw->what = collect_copy(r, what);
	raw->data.p = sst_arena_copy(&r->snap->mem, data);
	raw->data.n = raw->data.p == NULL ? 0 : data.n;
	if (raw->data.p == NULL)
		r->failed = true;
	return raw->name;
}

const char *
collect_reason(const char *what, const char *text)
{
	size_t n = strlen(what);

	if (strncmp(text, what, n) == 0 && strncmp(text + n, ": ", 2) == 0)
		return text + n + 2;
	return text;
}

int
collect_gap(struct collect_run *r, const char *what, const char *member,
    struct sst_err *err)
{
	struct sst_err why = *err;

	(void)snprintf(why.msg, sizeof(why.msg), "%s",
	    collect_reason(what, err->msg));
	if (why.code == SST_E_DEVICE || why.code == SST_E_FAILED)
		return -1;
	if (sst_snapshot_note_gap(r->snap, what, collect_euicc(r)->eid, &why,
	        err) < 0)
		return -1;
	r->snap->gaps.v[r->snap->gaps.n - 1].member = member;
	return 0;
}
