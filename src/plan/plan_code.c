/* SPDX-License-Identifier: ISC */
/* plan_code.c: which kept activation code belongs to which profile. */
#include <string.h>

#include "plan_priv.h"

bool
sst_plan_code_same_iccid(const char *a, const char *b)
{
	return a != NULL && b != NULL && *a != '\0' && strcmp(a, b) == 0;
}

const struct sst_plan_code *
sst_plan_code_of(const struct sst_plan_codes *codes,
    const struct sst_profile *p)
{
	for (size_t i = 0; p != NULL && i < codes->n; i++) {
		if (codes->v[i].profile == p && !codes->v[i].is_extra)
			return &codes->v[i];
	}
	return NULL;
}

static bool
is_of_host(const struct sst_profile *p, const struct sst_plan_code *c)
{
	const char *host = sst_snapshot_smdp(p);

	return host != NULL && c->is_read &&
	       sst_know_is_host(host, c->ac.smdp_address);
}

/* The newest code of an ICCID is the one; the others are spare. */
static void
bind_by_iccid(const struct sst_snapshot *known, struct sst_plan_codes *codes,
    struct sst_plan_code *c)
{
	struct sst_plan_code *other = codes->v;

	for (size_t i = 0; i < known->profiles.n && c->profile == NULL; i++) {
		if (sst_plan_code_same_iccid(c->kept->iccid,
		        known->profiles.v[i].iccid))
			c->profile = &known->profiles.v[i];
	}
	for (; c->profile != NULL && other < c; other++) {
		if (other->profile != c->profile || other->is_extra)
			continue;
		if (c->kept->added >= other->kept->added)
			other->is_extra = true;
		else
			c->is_extra = true;
	}
}

/* How many codes without an ICCID name the same server. */
static size_t
rivals(const struct sst_plan_codes *codes, const struct sst_plan_code *c)
{
	size_t n = 0;

	for (size_t i = 0; i < codes->n; i++) {
		const struct sst_plan_code *o = &codes->v[i];

		if (o->kept->iccid == NULL && o->is_read &&
		    sst_know_is_host(o->ac.smdp_address, c->ac.smdp_address))
			n++;
	}
	return n;
}

/*
 * Without an ICCID only the server is left. It is enough where one code and
 * one profile of that server are known, and the profile has no code.
 */
static void
bind_by_host(const struct sst_snapshot *known, struct sst_plan_codes *codes,
    struct sst_plan_code *c)
{
	const struct sst_profile *found = NULL;
	size_t n = 0;

	for (size_t i = 0; i < known->profiles.n; i++) {
		if (!is_of_host(&known->profiles.v[i], c))
			continue;
		found = &known->profiles.v[i];
		n++;
	}
	c->shares_host = n > 0;
	if (n != 1 || c->kept->iccid != NULL || rivals(codes, c) != 1 ||
	    sst_plan_code_of(codes, found) != NULL)
		return;
	c->profile = found;
	c->by_host = true;
}

static int
read_code(struct sst_plan_code *c, struct sst_arena *mem, struct sst_err *err)
{
	struct sst_err why = { 0 };
	const char *text = c->kept->text;

	if (text == NULL)
		return 0;
	if (sst_ac_parse(sst_span_of_text(text), mem, &c->ac, NULL, &why) < 0) {
		/* A code that is none costs that code; memory costs all. */
		if (why.code == SST_E_FAILED)
			return sst_arena_full(mem, err);
		return 0;
	}
	c->is_read = true;
	return 0;
}

int
sst_plan_code_bind(const struct sst_snapshot *known, struct sst_arena *mem,
    struct sst_plan_codes *out, struct sst_err *err)
{
	struct sst_plan_codes codes = { 0 };

	*out = codes;
	codes.v = sst_arena_get_array(mem, known->codes.n, sizeof(*codes.v));
	if (codes.v == NULL)
		return sst_arena_full(mem, err);
	codes.n = known->codes.n;
	for (size_t i = 0; i < codes.n; i++) {
		codes.v[i].kept = &known->codes.v[i];
		if (read_code(&codes.v[i], mem, err) < 0)
			return -1;
	}
	for (size_t i = 0; i < codes.n; i++)
		bind_by_iccid(known, &codes, &codes.v[i]);
	for (size_t i = 0; i < codes.n; i++) {
		if (codes.v[i].profile == NULL)
			bind_by_host(known, &codes, &codes.v[i]);
	}
	*out = codes;
	return 0;
}
