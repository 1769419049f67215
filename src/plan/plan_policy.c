/* SPDX-License-Identifier: ISC */
/* plan_policy.c: policy rules of a profile against those of the chip. */
#include <string.h>
#include <strings.h>

#include "plan_priv.h"

#define CONSENT 0x1u

/* A nibble E of the table is a wildcard, '?' in text. */
static bool
is_network(const char *rule, const char *owner)
{
	size_t i;

	if (rule == NULL || owner == NULL)
		return false;
	for (i = 0; rule[i] != '\0' && owner[i] != '\0'; i++)
		if (rule[i] != '?' && rule[i] != owner[i])
			return false;
	return rule[i] == owner[i] || strspn(rule, "?") == strlen(rule);
}

/* An absent group identifier of the rule fits every profile. */
static bool
is_group(const char *rule, const char *owner)
{
	if (rule == NULL || *rule == '\0')
		return true;
	return owner != NULL && strcasecmp(rule, owner) == 0;
}

static bool
allows(const struct sst_rule *r, uint32_t ppr, const struct sst_owner *owner)
{
	if ((r->ppr_ids.v & ppr) == 0)
		return false;
	for (size_t i = 0; i < r->allowed.n; i++) {
		const struct sst_owner *o = &r->allowed.v[i];

		if (is_network(o->mcc_mnc, owner->mcc_mnc) &&
		    is_group(o->gid1, owner->gid1) &&
		    is_group(o->gid2, owner->gid2))
			return true;
	}
	return false;
}

/* The first rule that fits decides (SGP.22 v2.5 section 2.9.3.1). */
static const struct sst_rule *
rule_for(const struct sst_rules *table, uint32_t ppr,
    const struct sst_owner *owner)
{
	for (size_t i = 0; i < table->n; i++)
		if (allows(&table->v[i], ppr, owner))
			return &table->v[i];
	return NULL;
}

static bool
has_other_operational(const struct sst_plan_ctx *x)
{
	const struct sst_snapshot *live = x->in->target.live;

	if (x->in->target.kind != SST_PLAN_LIVE || live == NULL)
		return false;
	for (size_t i = 0; i < live->profiles.n; i++)
		if (live->profiles.v[i].profile_class == SST_CLASS_OPERATIONAL)
			return true;
	return false;
}

static const char unblock[] =
    "Another chip helps, or a profile without that rule: ask the carrier.";

/* true: told; false: this rule is no obstacle. */
static bool
check_one(struct sst_plan_ctx *x, uint32_t ppr, const char *name)
{
	const struct sst_profile *p = x->line->profile;
	const struct sst_rules *table = &x->chip->rules;
	const struct sst_bits *forbidden = &x->chip->info2.forbidden_rules;
	const struct sst_rule *rule;

	if (forbidden->is_known && (forbidden->v & ppr) != 0) {
		sst_plan_target_refuse(x, unblock,
		    "the profile has the policy rule %s, which the chip "
		    "forbids",
		    name);
		sst_plan_basis_target(x, "forbiddenProfilePolicyRules", name);
		return true;
	}
	if (ppr == SST_PPR_NO_DISABLE && has_other_operational(x)) {
		sst_plan_target_refuse(x, unblock,
		    "the profile has the policy rule %s, which wants a chip "
		    "without another line",
		    name);
		sst_plan_basis_field(x, "profilePolicyRules", name);
		return true;
	}
	if (!table->is_there)
		return false;
	rule = rule_for(table, ppr, &p->owner);
	if (rule == NULL) {
		sst_plan_target_refuse(x, unblock,
		    "its rules authorisation table allows %s to no such "
		    "carrier",
		    name);
		sst_plan_basis_target(x, "rulesAuthorisationTable", name);
		return true;
	}
	if ((rule->flags.v & CONSENT) == 0)
		return false;
	sst_plan_target_doubt(x,
	    "The profile has the policy rule %s: you will be asked to agree "
	    "(once agreed, it cannot be %s by you).",
	    name, ppr == SST_PPR_NO_DISABLE ? "disabled" : "deleted");
	sst_plan_basis_target(x, "rulesAuthorisationTable",
	    "this rule needs your consent");
	return true;
}

void
sst_plan_policy_check(struct sst_plan_ctx *x)
{
	static const struct {
		uint32_t bit;
		const char *name;
	} rules[] = {
		{ SST_PPR_NO_DISABLE, "ppr1 (no disabling)" },
		{ SST_PPR_NO_DELETE, "ppr2 (no deleting)" },
	};
	const struct sst_profile *p = x->line->profile;

	if (p == NULL || !p->rules.is_known) {
		sst_plan_target_not_known(x, "the profile's policy rules");
		return;
	}
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
		if ((p->rules.v & rules[i].bit) != 0 &&
		    check_one(x, rules[i].bit, rules[i].name))
			return;
	if ((p->rules.v & (SST_PPR_NO_DISABLE | SST_PPR_NO_DELETE)) != 0 &&
	    !x->chip->rules.is_there)
		sst_plan_target_not_known(x,
		    "the chip's rules authorisation table");
	else
		sst_plan_target_fits(x);
}
