/* SPDX-License-Identifier: ISC */
/* plan_rules_table.c: one row for each way a route can be open. */
#include <string.h>

#include "plan_rules_priv.h"

static bool
is_live(const struct sst_plan_ctx *x)
{
	return x->in->target.kind == SST_PLAN_LIVE;
}

static bool
is_there(const struct sst_plan_ctx *x)
{
	return x->on_target != NULL;
}

/* The card: it takes its profiles along, unless it is the target itself. */

static bool
is_on_card(const struct sst_plan_ctx *x)
{
	return x->on_card && !(is_live(x) && x->same_chip);
}

static bool
card_may_be_lost(const struct sst_plan_ctx *x)
{
	return is_on_card(x) && x->is_lost;
}

static bool
card_may_lack_it(const struct sst_plan_ctx *x)
{
	return is_on_card(x) && x->line->profile->is_older;
}

static bool
sim_may_be_damaged(const struct sst_plan_ctx *x)
{
	return sst_plan_wait_is_sim_well(x) && x->who != NULL;
}

static bool
card_may_be_damaged(const struct sst_plan_ctx *x)
{
	return is_on_card(x) && x->in->situation == SST_PLAN_DAMAGED;
}

static bool
card_is_not_the_target(const struct sst_plan_ctx *x)
{
	return is_on_card(x) && is_live(x);
}

static bool
card_was_reset(const struct sst_plan_ctx *x)
{
	return is_on_card(x) && x->in->situation == SST_PLAN_RESET;
}

static bool
row_has_card(const struct sst_plan_ctx *x)
{
	return sst_plan_rules_row_has(x, "card-move");
}

/* Device change, SGP.22 v3: never with a policy rule on the profile. */

static const struct sst_device_change *
device_change_of(const struct sst_plan_ctx *x)
{
	const struct sst_profile *p = x->line->profile;

	if (p == NULL || !p->device_change.is_there || x->same_chip)
		return NULL;
	return p->rules.is_known && p->rules.v != 0 ? NULL : &p->device_change;
}

static bool
begins_with_3(const char *version)
{
	return version != NULL && version[0] == '3' && version[1] == '.';
}

static bool
is_version_3(const struct sst_plan_ctx *x)
{
	const struct sst_snapshot *known = x->in->known;
	const struct sst_profile *p = x->line->profile;

	for (size_t i = 0; i < known->euiccs.n; i++) {
		const struct sst_euicc *e = &known->euiccs.v[i];

		if (e->eid == NULL || p->eid == NULL ||
		    strcmp(e->eid, p->eid) != 0)
			continue;
		return begins_with_3(e->info2.highest_svn) ||
		       begins_with_3(e->info1.highest_svn) ||
		       begins_with_3(e->info2.svn);
	}
	return false;
}

static bool
may_request(const struct sst_plan_ctx *x)
{
	const struct sst_device_change *d = device_change_of(x);

	return d != NULL && d->smdp_address != NULL && x->old_works;
}

static bool
can_request(const struct sst_plan_ctx *x)
{
	return may_request(x) && is_version_3(x) && !x->line->profile->is_older;
}

static bool
holds_code(const struct sst_plan_ctx *x)
{
	const struct sst_device_change *d = device_change_of(x);

	return d != NULL && d->activation_code != NULL;
}

static bool
holds_old_code(const struct sst_plan_ctx *x)
{
	return holds_code(x) && x->line->profile->is_older;
}

static bool
holds_free_code(const struct sst_plan_ctx *x)
{
	return holds_code(x) && !x->line->profile->device_change.delete_old;
}

static bool
can_delete_for_code(const struct sst_plan_ctx *x)
{
	return holds_code(x) && x->old_works;
}

/* The kept code. */

static bool
is_open_again(const struct sst_plan_ctx *x)
{
	return x->reuse == SST_PLAN_REUSE_YES ||
	       x->reuse == SST_PLAN_REUSE_AFTER;
}

static bool
may_be_open(const struct sst_plan_ctx *x)
{
	return x->reuse == SST_PLAN_REUSE_UNKNOWN ||
	       x->reuse == SST_PLAN_REUSE_IF;
}

static bool
code_works_here(const struct sst_plan_ctx *x)
{
	return x->same_chip && is_open_again(x);
}

static bool
code_waits_here(const struct sst_plan_ctx *x)
{
	return x->same_chip && x->reuse == SST_PLAN_REUSE_RELEASE;
}

static bool
code_may_work_here(const struct sst_plan_ctx *x)
{
	return x->same_chip && may_be_open(x);
}

static bool
code_works_there(const struct sst_plan_ctx *x)
{
	return !x->same_chip && is_open_again(x);
}

static bool
code_is_unseen(const struct sst_plan_ctx *x)
{
	return x->reuse == SST_PLAN_REUSE_UNSEEN;
}

static bool
code_waits_there(const struct sst_plan_ctx *x)
{
	return !x->same_chip && x->reuse == SST_PLAN_REUSE_RELEASE;
}

static bool
code_may_work_there(const struct sst_plan_ctx *x)
{
	return !x->same_chip && may_be_open(x);
}

/* The carrier's own ways. */

/* Two phones of one family, both new enough, as far as they are known. */
static bool
is_family(const struct sst_plan_ctx *x)
{
	const struct sst_plan_described *d = &x->in->target.described;
	enum sst_device_kind on =
	    x->line->profile == NULL ? 0 : x->line->profile->on;
	unsigned least = d->kind == SST_DEVICE_IPHONE ? 16 : 14;

	if (d->kind == SST_DEVICE_EUICC || d->kind == SST_DEVICE_UICC ||
	    d->kind == SST_DEVICE_MODEM)
		return false;
	if (d->version != 0 && d->version < least)
		return false;
	return d->kind == 0 || on == 0 || d->kind == on;
}

static bool
can_transfer(const struct sst_plan_ctx *x)
{
	return sst_plan_rules_row_has(x, "os-transfer") && x->old_works &&
	       !is_live(x) && !x->on_card && !x->same_chip && is_family(x);
}

static bool
may_transfer(const struct sst_plan_ctx *x)
{
	return sst_plan_rules_row_has(x, "os-transfer") && !x->is_lost &&
	       !x->same_chip;
}

/* The carrier wants something of the old device or the line, and it is gone. */
static bool
wants_what_is_lost(const struct sst_plan_ctx *x)
{
	const unsigned of_old = SST_PLAN_IF_OLD_LINE | SST_PLAN_IF_OWN_SMS;

	return (!x->line_works && (x->conditions & of_old) != 0) ||
	       (x->is_lost && (x->conditions & SST_PLAN_IF_DELETED) != 0);
}

static bool
has_app(const struct sst_plan_ctx *x)
{
	return sst_plan_rules_row_has(x, "app") && !wants_what_is_lost(x);
}

static bool
may_have_app(const struct sst_plan_ctx *x)
{
	return sst_plan_rules_row_has(x, "app");
}

static bool
has_portal(const struct sst_plan_ctx *x)
{
	return sst_plan_rules_row_has(x, "portal") && !wants_what_is_lost(x);
}

static bool
may_have_portal(const struct sst_plan_ctx *x)
{
	return sst_plan_rules_row_has(x, "portal");
}

static bool
must_release(const struct sst_plan_ctx *x)
{
	return x->reuse == SST_PLAN_REUSE_RELEASE && x->who != NULL;
}

static bool
has_support(const struct sst_plan_ctx *x)
{
	return sst_plan_rules_row_has(x, "support");
}

static bool
may_have_support(const struct sst_plan_ctx *x)
{
	return x->who != NULL;
}

static bool
has_store(const struct sst_plan_ctx *x)
{
	return sst_plan_rules_row_has(x, "store");
}

static bool
can_buy(const struct sst_plan_ctx *x)
{
	return sst_plan_rules_row_has(x, "rebuy") ||
	       sst_plan_rules_row_has(x, "paid-new");
}

static const struct sst_plan_rule rules[] = {
	{ "enable_existing", is_there, SST_PLAN_PRESENT,
	    "it is there: nothing to download" },

	{ "card_move", card_may_be_lost, 0,
	    "only if the card itself is in your hand" },
	{ "card_move", card_may_lack_it, 0,
	    "only if it is still on the card: the newest backup lacks it" },
	{ "card_move", sst_plan_wait_is_sim_well, SST_PLAN_WITH_CODE,
	    "the phone is damaged, and its SIM most likely is not" },
	{ "card_move", card_may_be_damaged, 0,
	    "only if the phone is damaged and the card is not" },
	{ "card_move", card_is_not_the_target, 0,
	    "the old card itself can be used instead of this target" },
	{ "card_move", card_was_reset, SST_PLAN_WITH_CODE,
	    "a reset of the phone leaves the profiles on the card" },
	{ "card_move", is_on_card, SST_PLAN_WITH_CODE,
	    "the profile lies on the card, and the card is in hand" },
	{ "card_move", row_has_card, 0,
	    "only if the profile lies on such a card and you hold it" },

	{ "device_change_request", can_request, SST_PLAN_WITH_CODE,
	    "the profile allows it, and the old device works" },
	{ "device_change_request", may_request, 0,
	    "the profile allows it, but no backup shows that the old "
	    "device can do it" },
	{ "device_change_stored_ac", holds_old_code, 0,
	    "the newest backup lacks the profile: its code may be used up" },
	{ "device_change_stored_ac", holds_free_code, SST_PLAN_WITH_CODE,
	    "the profile itself holds a code for another device" },
	{ "device_change_stored_ac", can_delete_for_code, SST_PLAN_WITH_CODE,
	    "the profile itself holds a code for another device, and the "
	    "old device can delete the profile first" },
	{ "device_change_stored_ac", holds_code, 0,
	    "the code in the profile works only after the old profile was "
	    "deleted, and nobody can be sure to do that now" },

	{ "acr", sst_plan_wait_can_probe, 0,
	    "a question to the server, not tried with every one: it may have "
	    "a new code for the old ICCID" },

	{ "stored_code_same_eid", code_works_here, SST_PLAN_WITH_CODE,
	    "the kept code may be used again on this chip" },
	{ "stored_code_same_eid", code_waits_here, 0,
	    "only once the server knows that the old profile was deleted" },
	{ "stored_code_same_eid", code_may_work_here, 0,
	    "nothing says for sure that the kept code may be used again" },
	{ "stored_code_new_eid", code_works_there, SST_PLAN_WITH_CODE,
	    "the kept code may be used again on another chip" },
	{ "stored_code_new_eid", code_is_unseen, SST_PLAN_WITH_CODE,
	    "no backup has a profile of this code" },
	{ "stored_code_new_eid", code_waits_there, 0,
	    "only once the server knows that the old profile was deleted" },
	{ "stored_code_new_eid", code_may_work_there, 0,
	    "nothing says for sure that the kept code may be used again" },

	{ "os_transfer", can_transfer, SST_PLAN_WITH_CARRIER,
	    "listed for this carrier, and the old device works" },
	{ "os_transfer", may_transfer, 0,
	    "only between two phones that work, are of one family (or the "
	    "carrier is listed for both) and offer it" },
	{ "ts43", sst_plan_wait_has_entitlement, 0,
	    "the carrier runs an entitlement server: the new phone may offer "
	    "the line while it is set up" },
	{ "carrier_app", has_app, SST_PLAN_WITH_CARRIER,
	    "listed for this carrier" },
	{ "carrier_app", may_have_app, 0,
	    "it asks for the old device or for a message on this very line" },
	{ "carrier_portal", has_portal, SST_PLAN_WITH_CARRIER,
	    "listed for this carrier" },
	{ "carrier_portal", may_have_portal, 0,
	    "it asks for the old device or for a message on this very line" },
	{ "default_smdp", sst_plan_wait_waits_at_default, SST_PLAN_WITH_CODE,
	    "the carrier knows the EID, and the chip has a default SM-DP+" },
	{ "default_smdp", sst_plan_wait_may_wait_at_default, 0,
	    "once the carrier has bound the order to the EID of the chip" },
	{ "smds_event", sst_plan_wait_waits_at_discovery, SST_PLAN_WITH_CODE,
	    "the carrier knows the EID: the order waits at the discovery "
	    "server" },
	{ "smds_event", sst_plan_wait_may_wait_at_discovery, 0,
	    "once the carrier has bound the order to the EID of the chip" },
	{ "plastic_sim", sst_plan_wait_wants_plastic, SST_PLAN_WITH_CARRIER,
	    "a plastic SIM that is gone is made anew with the same number" },
	{ "plastic_sim", sim_may_be_damaged, 0,
	    "if the SIM itself is damaged too" },
	{ "plastic_sim", sst_plan_wait_may_have_plastic, 0,
	    "its shops give plastic SIMs too" },
	{ "carrier_support", must_release, SST_PLAN_WITH_CARRIER,
	    "support must release the old profile, or give a new code" },
	{ "carrier_support", has_support, SST_PLAN_WITH_CARRIER,
	    "listed for this carrier" },
	{ "carrier_support", may_have_support, 0,
	    "not listed, but every carrier can be asked" },
	{ "carrier_store", has_store, SST_PLAN_WITH_CARRIER,
	    "listed for this carrier" },
	{ "rebuy", can_buy, SST_PLAN_WITH_CARRIER, "listed for this carrier" },
};

const struct sst_plan_rule *
sst_plan_rules_table(size_t *n)
{
	*n = sizeof(rules) / sizeof(rules[0]);
	return rules;
}
