/* SPDX-License-Identifier: ISC */
/* plan_code.c: which kept activation code belongs to which profile. */
#include <string.h>
#include <strings.h>

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

/* What is weighed when a code says no ICCID. */
struct weighing {
	const struct sst_plan_input *in;
	struct sst_plan_codes *codes;
};

static const struct sst_carrier *
row_of_name(const struct weighing *w, const char *name)
{
	struct sst_know_found found;

	if (name == NULL || *name == '\0')
		return NULL;
	sst_know_ask(w->in->book, name, &found);
	return found.row;
}

/* The name itself, or two names of one row. */
static bool
is_one_carrier(const struct weighing *w, const char *a, const char *b)
{
	const struct sst_carrier *row;

	if (a == NULL || b == NULL)
		return false;
	if (strcasecmp(a, b) == 0)
		return true;
	row = row_of_name(w, a);
	return row != NULL && row == row_of_name(w, b);
}

/* The user's word for the carrier of the code, where there is one. */
static bool
is_of_carrier(const struct weighing *w, const struct sst_profile *p,
    const struct sst_plan_code *c)
{
	const char *word = c->kept->carrier;

	return is_one_carrier(w, word, p->provider) ||
	       is_one_carrier(w, word, p->carrier_name) ||
	       is_one_carrier(w, word, p->name);
}

/* Codes without an ICCID that could be of the same profile. */
static size_t
rivals(const struct weighing *w, const struct sst_plan_code *c, bool by_carrier)
{
	size_t n = 0;

	for (size_t i = 0; i < w->codes->n; i++) {
		const struct sst_plan_code *o = &w->codes->v[i];

		if (o->kept->iccid != NULL || !o->is_read ||
		    !sst_know_is_host(o->ac.smdp_address, c->ac.smdp_address))
			continue;
		n += !by_carrier || o->kept->carrier == NULL ||
		     is_one_carrier(w, o->kept->carrier, c->kept->carrier);
	}
	return n;
}

/* Profiles of the code's server, and of its carrier where that is asked. */
static size_t
count_fitting(const struct weighing *w, const struct sst_plan_code *c,
    bool by_carrier, const struct sst_profile **found)
{
	const struct sst_snapshot *known = w->in->known;
	size_t n = 0;

	for (size_t i = 0; i < known->profiles.n; i++) {
		const struct sst_profile *p = &known->profiles.v[i];

		if (!is_of_host(p, c) ||
		    (by_carrier && !is_of_carrier(w, p, c)))
			continue;
		*found = p;
		n++;
	}
	return n;
}

/*
 * Without an ICCID the server is left, and the user's word for the carrier.
 * They are enough where they leave one code and one profile, and the profile
 * has no code.
 */
static void
bind_by_host(const struct weighing *w, struct sst_plan_code *c)
{
	const struct sst_profile *found = NULL;
	size_t n = count_fitting(w, c, false, &found);
	bool by_carrier = n > 0 && c->kept->carrier != NULL;

	c->shares_host = n > 0;
	if (by_carrier && count_fitting(w, c, true, &found) > 0)
		n = count_fitting(w, c, true, &found);
	else
		by_carrier = false;
	if (n != 1 || c->kept->iccid != NULL || rivals(w, c, by_carrier) != 1 ||
	    sst_plan_code_of(w->codes, found) != NULL)
		return;
	c->profile = found;
	c->by_host = !by_carrier;
	c->by_carrier = by_carrier;
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
sst_plan_code_bind(const struct sst_plan_input *in, struct sst_arena *mem,
    struct sst_plan_codes *out, struct sst_err *err)
{
	const struct sst_snapshot *known = in->known;
	struct sst_plan_codes codes = { 0 };
	const struct weighing w = { in, &codes };

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
			bind_by_host(&w, &codes.v[i]);
	}
	*out = codes;
	return 0;
}
