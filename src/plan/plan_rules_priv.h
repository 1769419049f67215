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

/* sst_plan_rules_table - the rules; of one route the first to apply counts. */
const struct sst_plan_rule *sst_plan_rules_table(size_t *n);

#endif
