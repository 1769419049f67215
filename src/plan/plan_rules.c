/* SPDX-License-Identifier: ISC */
/* plan_rules.c: the rules: when a route is open, and what comes of it. */
#include <stdlib.h>
#include <string.h>

#include "plan_priv.h"
#include "plan_rules_priv.h"

#define RULE_MAX 64

/* A route that is open for this line. */
struct open_route {
	const struct sst_plan_rule *rule;
	long order; /* of formats/routes.tsv: smaller is better */
};

struct open_routes {
	struct open_route v[RULE_MAX];
	size_t n;
};

static bool
has_route(const struct open_routes *open, const char *id)
{
	for (size_t i = 0; i < open->n; i++) {
		if (strcmp(open->v[i].rule->route, id) == 0)
			return true;
	}
	return false;
}

/* Before another: what may be chosen, then the better order, then as found. */
static bool
is_before(const struct open_route *a, const struct open_route *b)
{
	bool a_last = a->rule->outcome == 0;
	bool b_last = b->rule->outcome == 0;

	if (a_last != b_last)
		return b_last;
	return a->order < b->order;
}

static void
insert(struct open_routes *open, struct open_route new)
{
	size_t at = open->n++;

	for (; at > 0 && is_before(&new, &open->v[at - 1]); at--)
		open->v[at] = open->v[at - 1];
	open->v[at] = new;
}

/* Of several rules of one route, the first that applies counts. */
static void
collect(const struct sst_plan_ctx *x, struct open_routes *open)
{
	const struct sst_plan_rule *rules;
	const struct sst_route *row;
	size_t n;

	rules = sst_plan_rules_table(&n);
	for (size_t i = 0; i < n && open->n < RULE_MAX; i++) {
		row = sst_know_route(rules[i].route);
		if (row == NULL || has_route(open, rules[i].route) ||
		    !rules[i].applies(x))
			continue;
		insert(open, (struct open_route){ &rules[i],
		                 strtol(row->order, NULL, 10) });
	}
}

/* Nothing is sure: support is asked, where anybody can be named. */
static const struct sst_plan_rule *
fall_back(const struct sst_plan_ctx *x)
{
	static const struct sst_plan_rule ask = { "carrier_support", NULL,
		SST_PLAN_WITH_CARRIER,
		"no other route is sure; support can tell" };

	return x->who == NULL ? NULL : &ask;
}

/* Its conditions and its fee are for the user to judge. */
static bool
has_terms(const struct sst_carrier *c)
{
	return c != NULL && (*c->preconditions != '\0' || *c->fee != '\0');
}

/* Every step of the route is one that the caller can take by itself. */
static bool
is_automatic(const struct sst_plan_ctx *x, const struct sst_plan_rule *rule)
{
	bool waits = strcmp(rule->route, "default_smdp") == 0 ||
	             strcmp(rule->route, "smds_event") == 0;
	bool own = strcmp(rule->route, "device_change_stored_ac") == 0 &&
	           !x->line->profile->device_change.delete_old;
	bool kept = strncmp(rule->route, "stored_code_", 12) == 0 &&
	            x->reuse == SST_PLAN_REUSE_YES &&
	            !has_terms(x->line->carrier);

	return (x->in->can & SST_PLAN_CAN_DOWNLOAD) != 0 && x->chip != NULL &&
	       x->in->target.kind == SST_PLAN_LIVE && (waits || own || kept);
}

/* A code that asks for a confirmation code is worth nothing without it. */
static enum sst_plan_outcome
outcome_by_code(const struct sst_plan_ctx *x, const struct sst_plan_rule *rule)
{
	bool by_code = strncmp(rule->route, "stored_code_", 12) == 0;
	bool by_own = strcmp(rule->route, "device_change_stored_ac") == 0;

	if (rule->outcome == SST_PLAN_WITH_CODE && by_own && x->own_confirms)
		return SST_PLAN_WITH_CARRIER;
	if (rule->outcome != SST_PLAN_WITH_CODE || !by_code)
		return rule->outcome;
	if (!x->code->ac.needs_confirmation &&
	    (x->conditions & SST_PLAN_IF_CONFIRMED) == 0)
		return SST_PLAN_WITH_CODE;
	return x->code->kept->confirmation_code == NULL ? SST_PLAN_WITH_CARRIER
	                                                : SST_PLAN_WITH_CODE;
}

static enum sst_plan_outcome
outcome_of(const struct sst_plan_ctx *x, const struct sst_plan_rule *rule)
{
	enum sst_plan_outcome o = outcome_by_code(x, rule);

	return o == SST_PLAN_WITH_CODE && is_automatic(x, rule)
	           ? SST_PLAN_AUTOMATIC
	           : o;
}

static void
choose(struct sst_plan_ctx *x, const struct sst_plan_rule *rule)
{
	const struct sst_route *row = sst_know_route(rule->route);

	x->line->route = (struct sst_plan_route){ .id = rule->route,
		.what = row->what,
		.why = rule->why };
	x->line->outcome = outcome_of(x, rule);
}

/* No download fits the target: what would have been chosen is told. */
static void
block(struct sst_plan_ctx *x, const struct sst_plan_rule *rule)
{
	x->line->outcome = SST_PLAN_BLOCKED;
	if (rule != NULL)
		sst_plan_say_alternative(x, rule->route,
		    "not on this target; on another one");
}

/* A card that moves is no download; a lock refuses it all the same. */
static bool
is_stopped(const struct sst_plan_ctx *x, const struct sst_plan_rule *rule)
{
	bool is_card = strcmp(rule->route, "card_move") == 0 ||
	               strcmp(rule->route, "plastic_sim") == 0;

	if (x->stop == NULL || x->on_target != NULL)
		return false;
	return !is_card || x->is_locked;
}

void
sst_plan_rules_apply(struct sst_plan_ctx *x)
{
	struct open_routes open = { 0 };
	const struct sst_plan_rule *chosen = NULL;
	size_t first = 0;

	if (x->is_void && x->on_target == NULL) {
		x->line->outcome = SST_PLAN_BLOCKED;
		return;
	}
	collect(x, &open);
	if (open.n > 0 && open.v[0].rule->outcome != 0)
		chosen = open.v[first++].rule;
	else
		chosen = fall_back(x);
	if (chosen == NULL || is_stopped(x, chosen))
		block(x, chosen);
	else
		choose(x, chosen);
	/* what only a backup says to be there may not be there */
	if (x->line->outcome == SST_PLAN_PRESENT &&
	    x->in->target.kind == SST_PLAN_LIVE)
		return;
	for (size_t i = first; i < open.n; i++) {
		const struct sst_plan_rule *r = open.v[i].rule;

		if (chosen == NULL || strcmp(r->route, chosen->route) != 0)
			sst_plan_say_alternative(x, r->route, r->why);
	}
}
