/* SPDX-License-Identifier: ISC */
/* plan_order.c: which line first: the one that the others need. */
#include <string.h>

#include "plan_priv.h"

/* A line while it is put in order. */
struct node {
	struct sst_plan_line line;
	size_t at;      /* where it stood: the last word between equals */
	size_t senders; /* who sends codes to it, other lines apart */
	bool is_done;
};

struct nodes {
	struct node *v;
	size_t n;
};

struct sst_plan_line *
sst_plan_order_find(const struct sst_plan *plan, const char *iccid)
{
	for (size_t i = 0; i < plan->lines.n; i++)
		if (sst_plan_code_same_iccid(plan->lines.v[i].iccid, iccid))
			return &plan->lines.v[i];
	return NULL;
}

/* Banks and shops that send codes to the line. */
static size_t
senders_of(const struct sst_plan *plan, const struct sst_plan_line *line)
{
	size_t n = 0;

	if (line->told == NULL)
		return 0;
	for (size_t i = 0; i < line->told->codes_for.n; i++) {
		const char *who = line->told->codes_for.v[i];

		n += *who != '\0' && sst_plan_order_find(plan, who) == NULL;
	}
	return n;
}

static bool
needs(const struct sst_plan_line *a, const struct sst_plan_line *b)
{
	for (size_t i = 0; i < a->after.n; i++)
		if (sst_plan_code_same_iccid(a->after.v[i], b->iccid))
			return true;
	return false;
}

/* Another line that is not done yet has to come before it. */
static bool
has_to_wait(const struct nodes *all, const struct node *one)
{
	if (one->line.after.n == 0)
		return false;
	for (size_t i = 0; i < all->n; i++)
		if (!all->v[i].is_done && &all->v[i] != one &&
		    needs(&one->line, &all->v[i].line))
			return true;
	return false;
}

/* How soon a line can be there; blocked ones come last. */
static int
ease(const struct sst_plan_line *line)
{
	return line->outcome == SST_PLAN_PRESENT ? 0 : (int)line->outcome;
}

/* Before another of those that need not wait. */
static bool
is_before(const struct node *a, const struct node *b)
{
	bool a_there = a->line.outcome == SST_PLAN_PRESENT;
	bool b_there = b->line.outcome == SST_PLAN_PRESENT;

	if (a->line.is_lifeline != b->line.is_lifeline)
		return a->line.is_lifeline;
	if (a->senders != b->senders)
		return a->senders > b->senders;
	if (a_there != b_there)
		return a_there;
	return a->at < b->at;
}

/* In a circle the line goes first that can come back without a message. */
static bool
is_easier(const struct node *a, const struct node *b)
{
	return ease(&a->line) != ease(&b->line)
	           ? ease(&a->line) < ease(&b->line)
	           : is_before(a, b);
}

static struct node *
next(struct nodes *all, bool *is_circle)
{
	struct node *best = NULL;

	*is_circle = false;
	for (size_t i = 0; i < all->n; i++)
		if (!all->v[i].is_done && !has_to_wait(all, &all->v[i]) &&
		    (best == NULL || is_before(&all->v[i], best)))
			best = &all->v[i];
	if (best != NULL)
		return best;
	*is_circle = true;
	for (size_t i = 0; i < all->n; i++)
		if (!all->v[i].is_done &&
		    (best == NULL || is_easier(&all->v[i], best)))
			best = &all->v[i];
	return best;
}

/* What stands before it in the circle is not to be waited for. */
static void
break_circle(struct sst_plan_ctx *x, struct nodes *all, struct node *one)
{
	struct sst_texts left = { 0 };

	for (size_t i = 0; i < one->line.after.n; i++) {
		const char *iccid = one->line.after.v[i];
		bool is_done = false;

		for (size_t k = 0; k < all->n; k++)
			is_done = is_done || (all->v[k].is_done &&
			                         sst_plan_code_same_iccid(iccid,
			                             all->v[k].line.iccid));
		if (is_done)
			one->line.after.v[left.n++] = iccid;
	}
	one->line.after.n = left.n;
	x->line = &one->line;
	sst_plan_say_risk(x,
	    "It needs a message to a line that itself waits for this one: "
	    "prove who you are in another way, at support or in a shop.");
}

static const char *
why_of(struct sst_plan_ctx *x, const struct node *one)
{
	const struct sst_told *t = one->line.told;

	if (one->line.after.n > 0)
		return sst_plan_say_text(x,
		    "its login needs a message to the line %s",
		    one->line.after.v[0]);
	if (one->senders > 0 && t != NULL)
		return sst_plan_say_text(x, "it receives the codes of %s%s",
		    t->codes_for.v[0], one->senders > 1 ? " and others" : "");
	if (one->line.is_lifeline)
		return "another line needs its messages";
	return NULL;
}

static int
copy(const struct sst_plan *plan, struct sst_arena *mem, struct nodes *out)
{
	out->n = plan->lines.n;
	out->v = sst_arena_get_array(mem, out->n, sizeof(*out->v));
	if (out->v == NULL)
		return -1;
	for (size_t i = 0; i < out->n; i++) {
		out->v[i].line = plan->lines.v[i];
		out->v[i].at = i;
		out->v[i].senders = senders_of(plan, &plan->lines.v[i]);
	}
	return 0;
}

/* A line whose messages others need, or a bank. */
static void
mark(const struct nodes *all)
{
	for (size_t i = 0; i < all->n; i++) {
		struct node *one = &all->v[i];

		one->line.is_lifeline = one->senders > 0;
		for (size_t k = 0; k < all->n; k++)
			if (k != i && needs(&all->v[k].line, &one->line))
				one->line.is_lifeline = true;
	}
}

int
sst_plan_order_sort(const struct sst_plan_ctx *in, struct sst_err *err)
{
	struct sst_plan_ctx x = *in;
	struct sst_plan *plan = x.plan;
	struct nodes all = { 0 };
	bool is_circle;

	if (copy(plan, &plan->mem, &all) < 0)
		return sst_arena_full(&plan->mem, err);
	mark(&all);
	for (size_t i = 0; i < plan->lines.n; i++) {
		struct node *one = next(&all, &is_circle);

		if (is_circle)
			break_circle(&x, &all, one);
		one->line.why_here = why_of(&x, one);
		one->is_done = true;
		plan->lines.v[i] = one->line;
	}
	return x.failed ? sst_arena_full(&plan->mem, err) : 0;
}
