/* SPDX-License-Identifier: ISC */
/* plan_policy.c: policy rules of a profile against those of the chip. */
#include <string.h>
#include <strings.h>

#include "plan_priv.h"

#define CONSENT 0x1u

/*
 * A nibble E of the table is a wildcard, '?' in text: of the third digit of
 * an MNC too, where the owner has none. All of them fit an unknown owner.
 */
static bool
is_network(const char *rule, const char *owner)
{
	if (rule == NULL)
		return false;
	if (owner == NULL)
		owner = "";
	while (*rule != '\0' && *owner != '\0' &&
	       (*rule == '?' || *rule == *owner)) {
		rule++;
		owner++;
	}
	return *owner == '\0' && strspn(rule, "?") == strlen(rule);
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

/* A rule that a profile may have. */
struct ppr {
	uint32_t bit;
	const char *name;
	const char *undone; /* what can no longer be done */
};

/* true: told; false: the chip itself is no obstacle. */
static bool
check_chip(struct sst_plan_ctx *x, const struct ppr *ppr)
{
	const struct sst_bits *forbidden = &x->chip->info2.forbidden_rules;

	if (forbidden->is_known && (forbidden->v & ppr->bit) != 0) {
		sst_plan_target_refuse(x, unblock,
		    "the profile has the policy rule %s, which the chip "
		    "forbids",
		    ppr->name);
		sst_plan_basis_target(x, "forbiddenProfilePolicyRules",
		    sst_plan_say_text(x, "the chip forbids %s", ppr->name));
		return true;
	}
	if (ppr->bit == SST_PPR_NO_DISABLE && has_other_operational(x)) {
		sst_plan_target_refuse(x, unblock,
		    "the profile has the policy rule %s, which wants a chip "
		    "without another line",
		    ppr->name);
		sst_plan_basis_target(x, "profileClass",
		    "the chip has another line");
		return true;
	}
	return false;
}

/* The table names owners: nothing is refused to one that is not known. */
static bool
check_table(struct sst_plan_ctx *x, const struct ppr *ppr)
{
	const struct sst_profile *p = x->line->profile;
	const struct sst_owner none = { 0 };
	const struct sst_owner *owner = p->has_owner ? &p->owner : &none;
	const struct sst_rule *rule =
	    rule_for(&x->chip->rules, ppr->bit, owner);

	if (rule == NULL && owner->mcc_mnc == NULL) {
		sst_plan_target_not_known(x,
		    "the profile's owner, whom the chip must allow its policy "
		    "rule");
		return true;
	}
	if (rule == NULL) {
		sst_plan_target_refuse(x, unblock,
		    "its rules authorisation table allows %s to no such "
		    "carrier",
		    ppr->name);
		sst_plan_basis_target(x, "rulesAuthorisationTable",
		    sst_plan_say_text(x, "no rule allows %s to %s", ppr->name,
		        owner->mcc_mnc));
		return true;
	}
	if ((rule->flags.v & CONSENT) == 0)
		return false;
	sst_plan_target_doubt(x,
	    "The profile has the policy rule %s: you will be asked to agree "
	    "(once agreed, it cannot be %s by you).",
	    ppr->name, ppr->undone);
	sst_plan_basis_target(x, "rulesAuthorisationTable",
	    sst_plan_say_text(x, "%s needs your consent", ppr->name));
	return true;
}

/* Each rule is looked at: a doubt about one hides no refusal of another. */
void
sst_plan_policy_check(struct sst_plan_ctx *x)
{
	static const struct ppr rules[] = {
		{ SST_PPR_NO_DISABLE, "ppr1 (no disabling)", "disabled" },
		{ SST_PPR_NO_DELETE, "ppr2 (no deleting)", "deleted" },
	};
	const struct sst_profile *p = x->line->profile;
	bool has_rule = false;
	bool is_told = false;

	if (p == NULL || !p->rules.is_known) {
		sst_plan_target_not_known(x, "the profile's policy rules");
		return;
	}
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		if ((p->rules.v & rules[i].bit) == 0)
			continue;
		has_rule = true;
		sst_plan_basis_field(x, "profilePolicyRules",
		    sst_plan_say_text(x, "the profile has %s", rules[i].name));
		is_told =
		    check_chip(x, &rules[i]) ||
		    (x->chip->rules.is_there && check_table(x, &rules[i])) ||
		    is_told;
	}
	if (is_told)
		return;
	if (has_rule && !x->chip->rules.is_there)
		sst_plan_target_not_known(x,
		    "the chip's rules authorisation table");
	else
		sst_plan_target_fits(x);
}
