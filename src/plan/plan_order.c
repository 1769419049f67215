/* SPDX-License-Identifier: ISC */
/* plan_order.c: which line first: the one that the others need. */
#include <assert.h>
#include <string.h>

#include "plan_priv.h"

/* A line while it is put in order. */
struct node {
	struct sst_plan_line line;
	size_t at;          /* where it stood: the last word between equals */
	size_t senders;     /* who sends codes to it, other lines apart */
	const char *sender; /* the first of them */
	size_t *needs;      /* those that come before it, as far as known */
	size_t needs_n;
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
static void
count_senders(const struct sst_plan *plan, struct node *one)
{
	const struct sst_told *t = one->line.told;

	for (size_t i = 0; t != NULL && i < t->codes_for.n; i++) {
		const char *who = t->codes_for.v[i];

		if (*who == '\0' || sst_plan_order_find(plan, who) != NULL)
			continue;
		if (one->senders++ == 0)
			one->sender = who;
	}
}

/* One that it needs and that is not done yet, or NULL. */
static struct node *
wanted(const struct nodes *all, const struct node *one)
{
	for (size_t i = 0; i < one->needs_n; i++)
		if (!all->v[one->needs[i]].is_done)
			return &all->v[one->needs[i]];
	return NULL;
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

/*
 * When all that are left wait for another, one that waits stands in a circle,
 * or what it waits for leads into one.
 */
static struct node *
easiest_of_circle(const struct nodes *all, struct node *one)
{
	struct node *best;

	for (size_t i = 0; i < all->n && one != NULL; i++)
		one = wanted(all, one);
	assert(one != NULL);
	best = one;
	for (struct node *o = wanted(all, one); o != NULL && o != one;
	     o = wanted(all, o))
		if (is_easier(o, best))
			best = o;
	return best;
}

static struct node *
next(const struct nodes *all, bool *is_circle)
{
	struct node *best = NULL;
	struct node *waits = NULL;

	for (size_t i = 0; i < all->n; i++) {
		struct node *one = &all->v[i];

		if (one->is_done)
			continue;
		if (wanted(all, one) != NULL) {
			if (waits == NULL)
				waits = one;
		} else if (best == NULL || is_before(one, best)) {
			best = one;
		}
	}
	*is_circle = best == NULL;
	return best == NULL ? easiest_of_circle(all, waits) : best;
}

/* What stands before it in the circle is not to be waited for. */
static void
break_circle(struct sst_plan_ctx *x, const struct nodes *all, struct node *one)
{
	struct sst_texts left = { 0 };

	for (size_t i = 0; i < one->line.after.n; i++) {
		const char *iccid = one->line.after.v[i];
		bool is_done = false;

		for (size_t k = 0; k < one->needs_n; k++) {
			const struct node *o = &all->v[one->needs[k]];

			is_done = is_done ||
			          (o->is_done && sst_plan_code_same_iccid(iccid,
			                             o->line.iccid));
		}
		if (is_done)
			one->line.after.v[left.n++] = iccid;
	}
	one->line.after.n = left.n;
	x->line = &one->line;
	sst_plan_say_risk(x,
	    "It needs a message to a line that itself waits for this one: "
	    "prove who you are in another way, at support or in a shop.");
}

/* A message to a line of which nothing is known may reach nobody. */
static void
say_unknown(struct sst_plan_ctx *x, struct node *one)
{
	x->line = &one->line;
	for (size_t i = 0; i < one->line.after.n; i++) {
		const char *iccid = one->line.after.v[i];

		if (sst_plan_order_find(x->plan, iccid) == NULL)
			sst_plan_say_risk(x,
			    "It needs a message to the line %s, which is in no "
			    "backup: make sure that you can read what comes "
			    "there.",
			    iccid);
	}
}

static const char *
why_of(struct sst_plan_ctx *x, const struct node *one)
{
	if (one->line.after.n > 0)
		return sst_plan_say_text(x,
		    "its login needs a message to the line %s",
		    one->line.after.v[0]);
	if (one->senders > 0)
		return sst_plan_say_text(x, "it receives the codes of %s%s",
		    one->sender, one->senders > 1 ? " and others" : "");
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
		count_senders(plan, &out->v[i]);
	}
	return 0;
}

static bool
needs(const struct node *a, const struct node *b)
{
	for (size_t i = 0; i < a->line.after.n; i++)
		if (sst_plan_code_same_iccid(a->line.after.v[i], b->line.iccid))
			return true;
	return false;
}

/* Whom each waits for; a line whose messages others need, or a bank. */
static int
link(const struct nodes *all, struct sst_arena *mem)
{
	for (size_t i = 0; i < all->n; i++) {
		struct node *one = &all->v[i];

		one->line.is_lifeline = one->line.is_lifeline || one->senders;
		for (size_t k = 0; one->line.after.n > 0 && k < all->n; k++) {
			size_t *v;

			if (k == i || !needs(one, &all->v[k]))
				continue;
			v = sst_arena_grow(mem, one->needs, one->needs_n,
			    sizeof(*v));
			if (v == NULL)
				return -1;
			v[one->needs_n++] = k;
			one->needs = v;
			all->v[k].line.is_lifeline = true;
		}
	}
	return 0;
}

/* Cost: the square of the lines. */
int
sst_plan_order_sort(const struct sst_plan_ctx *in, struct sst_err *err)
{
	struct sst_plan_ctx x = *in;
	struct sst_plan *plan = x.plan;
	struct nodes all = { 0 };
	bool is_circle;

	if (copy(plan, &plan->mem, &all) < 0 || link(&all, &plan->mem) < 0)
		return sst_arena_full(&plan->mem, err);
	for (size_t i = 0; i < all.n; i++)
		say_unknown(&x, &all.v[i]);
	for (size_t i = 0; i < all.n; i++) {
		struct node *one = next(&all, &is_circle);

		if (is_circle)
			break_circle(&x, &all, one);
		one->line.why_here = why_of(&x, one);
		one->is_done = true;
		plan->lines.v[i] = one->line;
	}
	return x.failed ? sst_arena_full(&plan->mem, err) : 0;
}
