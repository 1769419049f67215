/* SPDX-License-Identifier: ISC */
/* plan_wait.c: routes on which something waits for the new device. */
#include <string.h>

#include "plan_rules_priv.h"

bool
sst_plan_rules_is_plastic(const struct sst_plan_ctx *x)
{
	return x->line->profile != NULL &&
	       x->line->profile->form == SST_FORM_UICC;
}

bool
sst_plan_rules_row_has(const struct sst_plan_ctx *x, const char *word)
{
	return x->line->carrier != NULL &&
	       sst_know_has(x->line->carrier->new_device_reinstall, word);
}

/* The order lies ready for the EID of the target: nothing else is needed. */
static bool
is_bound_to_eid(const struct sst_plan_ctx *x)
{
	const char *eid = sst_plan_target_eid(x);

	return eid != NULL && x->told != NULL &&
	       !sst_plan_rules_is_plastic(x) &&
	       sst_plan_told_text(x->told->told_eid) != NULL &&
	       strcmp(x->told->told_eid, eid) == 0;
}

static bool
has_text(const char *text)
{
	return text != NULL && *text != '\0';
}

static bool
has_default(const struct sst_plan_ctx *x)
{
	return x->chip != NULL && has_text(x->chip->addresses.default_dp);
}

bool
sst_plan_wait_waits_at_default(const struct sst_plan_ctx *x)
{
	return has_default(x) && is_bound_to_eid(x);
}

bool
sst_plan_wait_may_wait_at_default(const struct sst_plan_ctx *x)
{
	return has_default(x) && x->who != NULL &&
	       !sst_plan_rules_is_plastic(x);
}

/* Phones know a root SM-DS; a chip that was read says whether it has one. */
static bool
has_discovery(const struct sst_plan_ctx *x)
{
	return x->chip == NULL || !x->chip->addresses.is_there ||
	       has_text(x->chip->addresses.root_ds);
}

bool
sst_plan_wait_waits_at_discovery(const struct sst_plan_ctx *x)
{
	return has_discovery(x) && is_bound_to_eid(x);
}

bool
sst_plan_wait_may_wait_at_discovery(const struct sst_plan_ctx *x)
{
	return x->chip != NULL && has_text(x->chip->addresses.root_ds) &&
	       x->who != NULL && !sst_plan_rules_is_plastic(x);
}

/* Whether the server has a new code for the old number: a question, asked
 * only when the user wants it asked (SGP.22 v2.6 section 3.1.7). */
bool
sst_plan_wait_can_probe(const struct sst_plan_ctx *x)
{
	return x->in->probe_acr && x->line->smdp_address != NULL &&
	       has_text(x->line->iccid) && !sst_plan_rules_is_plastic(x);
}

/* The phone was told of a server that hands out eSIMs by itself (TS.43). */
bool
sst_plan_wait_has_entitlement(const struct sst_plan_ctx *x)
{
	const struct sst_profile *p = x->line->profile;

	if (sst_plan_rules_row_has(x, "ts43"))
		return true;
	for (size_t i = 0; p != NULL && i < p->carrier_config.n; i++) {
		const struct sst_config *c = &p->carrier_config.v[i];

		if (c->key != NULL && has_text(c->value) &&
		    strstr(c->key, "entitlement_server_url") != NULL)
			return true;
	}
	return false;
}

static bool
is_in_phone(const struct sst_plan_ctx *x)
{
	enum sst_device_kind on = x->line->profile->on != 0
	                              ? x->line->profile->on
	                              : x->in->known->device.kind;

	return on == SST_DEVICE_ANDROID || on == SST_DEVICE_IPHONE ||
	       on == SST_DEVICE_MODEM;
}

/* What is damaged is the phone, where the SIM was read in one. */
bool
sst_plan_wait_is_sim_well(const struct sst_plan_ctx *x)
{
	return sst_plan_rules_is_plastic(x) && is_in_phone(x) &&
	       x->in->situation == SST_PLAN_DAMAGED &&
	       x->in->target.kind != SST_PLAN_LIVE &&
	       !x->line->profile->is_older;
}

/* A plastic SIM that is gone or dead is made anew. */
bool
sst_plan_wait_wants_plastic(const struct sst_plan_ctx *x)
{
	return sst_plan_rules_is_plastic(x) && x->who != NULL &&
	       (x->is_lost || (x->in->situation == SST_PLAN_DAMAGED &&
	                          !sst_plan_wait_is_sim_well(x)));
}

/* Operators with shops give plastic for an eSIM as well. */
bool
sst_plan_wait_may_have_plastic(const struct sst_plan_ctx *x)
{
	return !sst_plan_rules_is_plastic(x) &&
	       sst_plan_rules_row_has(x, "store");
}
