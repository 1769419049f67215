/* SPDX-License-Identifier: ISC */
/* plan_told.c: what only the user knows of a line, and what follows from it. */
#include <string.h>

#include "plan_priv.h"

const char *
sst_plan_told_text(const char *text)
{
	return text == NULL || *text == '\0' ? NULL : text;
}

const struct sst_told *
sst_plan_told_of(const struct sst_snapshot *known, const char *iccid)
{
	for (size_t i = 0; i < known->told.n; i++)
		if (sst_plan_code_same_iccid(known->told.v[i].iccid, iccid))
			return &known->told.v[i];
	return NULL;
}

/* A line whose user said that another one's login sends its SMS here. */
static const struct sst_told *
told_by_other(const struct sst_snapshot *known, const char *iccid)
{
	for (size_t i = 0; i < known->told.n; i++) {
		const struct sst_told *t = &known->told.v[i];

		for (size_t k = 0; k < t->codes_for.n; k++)
			if (sst_plan_code_same_iccid(t->codes_for.v[k], iccid))
				return t;
	}
	return NULL;
}

static bool
is_word(const char *text, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(text, words[i]) == 0)
			return true;
	return false;
}

static bool
is_in_hand(const struct sst_plan_ctx *x, const char *iccid)
{
	const struct sst_snapshot *s = x->in->in_hand;

	for (size_t i = 0; s != NULL && i < s->profiles.n; i++)
		if (sst_plan_code_same_iccid(s->profiles.v[i].iccid, iccid))
			return true;
	return false;
}

/* What was said of the second factor, and in which record. */
struct factor {
	const char *text;
	const struct sst_told *by;
	const char *field;
};

static bool
find_factor(const struct sst_plan_ctx *x, struct factor *out)
{
	const struct sst_told *other =
	    told_by_other(x->in->known, x->line->iccid);
	const char *own =
	    x->told == NULL ? NULL : sst_plan_told_text(x->told->second_factor);

	if (own != NULL)
		*out = (struct factor){ own, x->told, "second factor" };
	else if (other != NULL)
		*out = (struct factor){ other->iccid, other, "codes for" };
	return own != NULL || other != NULL;
}

/*
 * The second factor of the login at the line's own carrier. The user's word
 * goes before what a row says of an SMS to the line itself.
 */
static void
fill_factor(struct sst_plan_ctx *x, const struct factor *f)
{
	static const char *const free_of_lines[] = { "app", "mail", "none" };
	const unsigned sms = SST_PLAN_IF_OWN_SMS | SST_PLAN_IF_SMS;

	if (strcmp(f->text, "self") == 0 ||
	    sst_plan_code_same_iccid(f->text, x->line->iccid)) {
		x->conditions |= SST_PLAN_IF_OWN_SMS;
		sst_plan_basis_word(x, f->by, f->field,
		    "its login sends a code to this very line");
		return;
	}
	x->conditions &= ~sms;
	if (is_word(f->text, free_of_lines, 3)) {
		sst_plan_basis_word(x, f->by, f->field,
		    "its login needs no message to a line");
		return;
	}
	x->conditions |= SST_PLAN_IF_SMS;
	x->knows_sms = true;
	if (is_in_hand(x, f->text)) {
		sst_plan_basis_word(x, f->by, f->field,
		    "its login sends a code to a line on a device in hand");
		return;
	}
	x->second = f->text;
	sst_plan_basis_word(x, f->by, f->field,
	    "its login sends a code to another line");
}

void
sst_plan_told_fill(struct sst_plan_ctx *x)
{
	struct factor f;

	x->told = sst_plan_told_of(x->in->known, x->line->iccid);
	x->line->told = x->told;
	if (x->line->iccid != NULL && find_factor(x, &f))
		fill_factor(x, &f);
}
