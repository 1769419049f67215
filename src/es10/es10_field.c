/* SPDX-License-Identifier: ISC */
/* es10_field.c: tables of tags, and how the value of a tag becomes a member. */
#include <assert.h>

#include "es10_priv.h"

static size_t
find_row(const struct sst_es10_field *fields, size_t n, uint32_t tag)
{
	size_t i = 0;

	while (i < n && fields[i].tag != tag)
		i++;
	return i;
}

static int
check_needed(const struct sst_es10_field *fields, size_t n, uint32_t seen,
    struct sst_err *err)
{
	for (size_t i = 0; i < n; i++)
		if (fields[i].is_needed && (seen & (uint32_t)1 << i) == 0)
			return sst_fail(err, SST_E_FORMAT, "no %s (%02X)",
			    fields[i].name, fields[i].tag);
	return 0;
}

int
sst_es10_field_all(struct sst_cur c, const struct sst_es10_field *fields,
    size_t n, void *out, struct sst_arena *mem, struct sst_err *err)
{
	struct sst_tlv t;
	uint32_t seen = 0;
	int rc;

	assert(n <= SST_ES10_FIELDS_MAX);
	while ((rc = sst_tlv_next(&c, &t, err)) > 0) {
		size_t i = find_row(fields, n, t.tag);

		if (i == n || (seen & (uint32_t)1 << i) != 0)
			continue;
		seen |= (uint32_t)1 << i;
		if (fields[i].read(&fields[i], &t,
		        (unsigned char *)out + fields[i].member, mem, err) < 0)
			return -1;
	}
	if (rc < 0)
		return -1;
	return check_needed(fields, n, seen, err);
}

static int
wrong_length(const struct sst_es10_field *f, size_t n, struct sst_err *err)
{
	if (f->min == f->max)
		return sst_fail(err, SST_E_FORMAT,
		    "%s (%02X) has %zu byte%s, want %zu", f->name, f->tag, n,
		    n == 1 ? "" : "s", f->min);
	return sst_fail(err, SST_E_FORMAT,
	    "%s (%02X) has %zu byte%s, want %zu to %zu", f->name, f->tag, n,
	    n == 1 ? "" : "s", f->min, f->max);
}

int
sst_es10_field_span(const struct sst_es10_field *f, const struct sst_tlv *t,
    void *member, struct sst_arena *mem, struct sst_err *err)
{
	struct sst_span *out = member;

	(void)mem;
	if (t->value.n < f->min || t->value.n > f->max)
		return wrong_length(f, t->value.n, err);
	*out = t->value;
	return 0;
}

int
sst_es10_field_bits(const struct sst_es10_field *f, const struct sst_tlv *t,
    void *member, struct sst_arena *mem, struct sst_err *err)
{
	struct sst_euicc_bits *out = member;

	(void)mem;
	if (sst_tlv_get_bits(t, &out->bits, err) < 0)
		return sst_within(err, "%s (%02X)", f->name, f->tag);
	out->is_there = true;
	return 0;
}

int
sst_es10_field_uint(const struct sst_es10_field *f, const struct sst_tlv *t,
    void *member, struct sst_arena *mem, struct sst_err *err)
{
	uint64_t *out = member;

	(void)mem;
	if (sst_tlv_get_uint(t, out, err) < 0)
		return sst_within(err, "%s (%02X)", f->name, f->tag);
	return 0;
}

static int
put_key(struct sst_euicc_keys *out, const struct sst_tlv *t,
    struct sst_arena *mem, struct sst_err *err)
{
	static const struct sst_es10_field key = { .tag = 0x04,
		.name = "SubjectKeyIdentifier",
		.min = 1,
		.max = 64 };
	struct sst_span *v;

	if (t->tag != key.tag)
		return 0;
	if (out->n == SST_EUICC_KEYS)
		return sst_fail(err, SST_E_FORMAT,
		    "more than %d key identifiers", SST_EUICC_KEYS);
	v = sst_arena_grow(mem, out->v, out->n, sizeof(*v));
	if (v == NULL)
		return sst_arena_full(mem, err);
	out->v = v;
	if (sst_es10_field_span(&key, t, &v[out->n], mem, err) < 0)
		return -1;
	out->n++;
	return 0;
}

int
sst_es10_field_keys(const struct sst_es10_field *f, const struct sst_tlv *t,
    void *member, struct sst_arena *mem, struct sst_err *err)
{
	struct sst_euicc_keys *out = member;
	struct sst_cur c = sst_tlv_enter(t);
	struct sst_tlv key;
	int rc;

	out->is_there = true;
	while ((rc = sst_tlv_next(&c, &key, err)) > 0) {
		rc = put_key(out, &key, mem, err);
		if (rc < 0)
			break;
	}
	return rc < 0 ? sst_within(err, "%s (%02X)", f->name, f->tag) : 0;
}

/* OperatorId, SGP.22 v2.5 RSPDefinitions. */
static const struct sst_es10_field owner_fields[] = {
	{ 0x80, "mccMnc", sst_es10_field_span,
	    offsetof(struct sst_euicc_owner, mcc_mnc), 3, 3, false },
	{ 0x81, "gid1", sst_es10_field_span,
	    offsetof(struct sst_euicc_owner, gid1), 0, 64, false },
	{ 0x82, "gid2", sst_es10_field_span,
	    offsetof(struct sst_euicc_owner, gid2), 0, 64, false },
};

int
sst_es10_field_owner(const struct sst_es10_field *f, const struct sst_tlv *t,
    void *member, struct sst_arena *mem, struct sst_err *err)
{
	if (sst_es10_field_all(sst_tlv_enter(t), owner_fields,
	        SST_ES10_FIELDS_COUNT(owner_fields), member, mem, err) < 0)
		return sst_within(err, "%s (%02X)", f->name, f->tag);
	return 0;
}
