/* SPDX-License-Identifier: ISC */
/* es10_list.c: lists of which a damaged entry costs that entry alone. */
#include "es10_priv.h"

#define TAG_LIST 0xA0
#define TAG_ERROR 0x81

/* The length of a list, of which sst_tlv_next would refuse a cut value. */
static int
get_length(struct sst_cur *c, size_t *n, struct sst_err *err)
{
	size_t at = c->at;
	uint8_t b, more;

	if (sst_cur_get_u8(c, &b, err) < 0)
		return -1;
	*n = b;
	if (b < 0x80)
		return 0;
	if (b == 0x80)
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: indefinite length", at);
	if (b > 0x84)
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: length form %02X, at most 84 wanted", at, b);
	for (*n = 0; b > 0x80; b--) {
		if (sst_cur_get_u8(c, &more, err) < 0)
			return -1;
		*n = *n << 8 | more;
	}
	return 0;
}

/* A tag of one or two bytes: ES10 lists have no longer ones. */
static int
get_tag(struct sst_cur *c, uint32_t want, struct sst_err *err)
{
	size_t at = c->at;
	uint32_t tag;
	uint8_t b;

	if (c->left.n == 0)
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: nothing found, %02X wanted", at, want);
	if (sst_cur_get_u8(c, &b, err) < 0)
		return -1;
	tag = b;
	if ((b & 0x1F) == 0x1F) {
		if (sst_cur_get_u8(c, &b, err) < 0)
			return -1;
		tag = tag << 8 | b;
	}
	if (tag != want)
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: tag %02X found, %02X wanted", at, tag, want);
	return 0;
}

int
sst_es10_list_peel(struct sst_cur *c, uint32_t tag, struct sst_cur *value,
    bool *is_cut, struct sst_err *err)
{
	struct sst_cur at = *c;
	struct sst_span s;
	size_t n = 0;

	*value = (struct sst_cur){ 0 };
	*is_cut = false;
	if (get_tag(&at, tag, err) < 0 || get_length(&at, &n, err) < 0)
		return -1;
	*is_cut = n > at.left.n;
	*value = at;
	if (sst_cur_get(&at, *is_cut ? at.left.n : n, &s, err) < 0)
		return -1;
	value->left = s;
	*c = at;
	return 0;
}

int
sst_es10_list_get_error(struct sst_span answer, uint32_t outer, uint64_t *value,
    struct sst_err *err)
{
	struct sst_cur c = sst_cur_of(answer);
	struct sst_cur inside;
	struct sst_tlv t;
	bool is_cut;

	*value = 0;
	if (sst_es10_list_peel(&c, outer, &inside, &is_cut, err) < 0)
		return -1;
	if (inside.left.n == 0 || *inside.left.p != TAG_ERROR)
		return 0;
	if (sst_tlv_get(&inside, TAG_ERROR, &t, err) < 0 ||
	    sst_tlv_get_uint(&t, value, err) < 0)
		return -1;
	return 1;
}

static int
put_fault(const struct sst_es10_list *l, size_t at, struct sst_span raw,
    struct sst_arena *mem, struct sst_err *err)
{
	struct sst_es10_faults *f = l->faults;
	struct sst_es10_fault *v;

	v = sst_arena_grow(mem, f->v, f->n, sizeof(*v));
	if (v == NULL)
		return sst_arena_full(mem, err);
	f->v = v;
	v[f->n].at = at;
	v[f->n].raw = raw;
	v[f->n].text = sst_arena_text(mem, err->msg);
	if (v[f->n].text == NULL)
		return sst_arena_full(mem, err);
	f->n++;
	return 0;
}

/* 1 go on, 0 the rest of the list is one fault or there is none, -1 failed */
static int
read_next(const struct sst_es10_list *l, struct sst_cur *c, size_t at,
    struct sst_arena *mem, struct sst_err *err)
{
	struct sst_tlv t;
	int rc;

	if (c->left.n > 0 && at > l->max) {
		sst_err_set(err, SST_E_FORMAT,
		    "more than %zu entries: the rest of the list", l->max);
		return put_fault(l, at, c->left, mem, err);
	}
	rc = sst_tlv_next(c, &t, err);
	if (rc == 0)
		return 0;
	if (rc < 0) {
		sst_err_prefix(err, "%s %zu and the rest of the list", l->noun,
		    at);
		return put_fault(l, at, c->left, mem, err);
	}
	if (l->read(l->out, at, &t, mem, err) == 0)
		return 1;
	if (err->code == SST_E_FAILED)
		return -1;
	sst_err_prefix(err, "%s %zu", l->noun, at);
	return put_fault(l, at, t.whole, mem, err) < 0 ? -1 : 1;
}

/*
 * Bytes that are missing behind the last whole entry, or left where the
 * length of the list was too short for all of it.
 */
static int
check_end(const struct sst_es10_list *l, size_t at, struct sst_span behind,
    bool is_cut, struct sst_arena *mem, struct sst_err *err)
{
	if (is_cut) {
		sst_err_set(err, SST_E_FORMAT,
		    "%s %zu and the rest of the list: the answer is cut",
		    l->noun, at);
		return put_fault(l, at, behind, mem, err);
	}
	if (behind.n == 0)
		return 0;
	sst_err_set(err, SST_E_FORMAT, "%zu byte%s behind the list", behind.n,
	    behind.n == 1 ? "" : "s");
	return put_fault(l, at, behind, mem, err);
}

int
sst_es10_list_read(struct sst_span answer, uint32_t outer,
    const struct sst_es10_list *l, struct sst_arena *mem, struct sst_err *err)
{
	struct sst_cur c = sst_cur_of(answer);
	struct sst_cur inside, entries;
	bool is_outer_cut, is_list_cut;
	size_t at = 1;
	int rc;

	if (sst_es10_list_peel(&c, outer, &inside, &is_outer_cut, err) < 0 ||
	    sst_es10_list_peel(&inside, TAG_LIST, &entries, &is_list_cut, err) <
	        0)
		return -1;
	while ((rc = read_next(l, &entries, at, mem, err)) > 0)
		at++;
	if (rc < 0)
		return -1;
	if (entries.left.n > 0)
		return 0; /* a fault says so already */
	return check_end(l, at, inside.left, is_outer_cut || is_list_cut, mem,
	    err);
}
