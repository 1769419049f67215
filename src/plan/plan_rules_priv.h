/* SPDX-License-Identifier: ISC */
/* plan_rules_priv.h: a rule, and the table of them. */
#ifndef SIMSTOW_PLAN_RULES_PRIV_H
#define SIMSTOW_PLAN_RULES_PRIV_H

#include "plan_priv.h"

struct sst_plan_rule {
	const char *route; /* of formats/routes.tsv */
	bool (*applies)(const struct sst_plan_ctx *x);
	enum sst_plan_outcome outcome; /* 0: an alternative at most */
	const char *why;
};

/* The line is on a plastic SIM; its carrier's row has that route. */
bool sst_plan_rules_is_plastic(const struct sst_plan_ctx *x);
bool sst_plan_rules_row_has(const struct sst_plan_ctx *x, const char *word);

/* plan_wait.c: an order at a server, a question to one, a new plastic SIM. */
bool sst_plan_wait_waits_at_default(const struct sst_plan_ctx *x);
bool sst_plan_wait_may_wait_at_default(const struct sst_plan_ctx *x);
bool sst_plan_wait_waits_at_discovery(const struct sst_plan_ctx *x);
bool sst_plan_wait_may_wait_at_discovery(const struct sst_plan_ctx *x);
bool sst_plan_wait_can_probe(const struct sst_plan_ctx *x);
bool sst_plan_wait_has_entitlement(const struct sst_plan_ctx *x);
bool sst_plan_wait_is_sim_well(const struct sst_plan_ctx *x);
bool sst_plan_wait_wants_plastic(const struct sst_plan_ctx *x);
bool sst_plan_wait_may_have_plastic(const struct sst_plan_ctx *x);

/* sst_plan_rules_table - the rules; of one route the first to apply counts. */
const struct sst_plan_rule *sst_plan_rules_table(size_t *n);

#endif
