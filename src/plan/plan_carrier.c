/* SPDX-License-Identifier: ISC */
/* plan_carrier.c: routes on which the carrier acts: what to ask, with what. */
#include <string.h>

#include "plan_ways_priv.h"

/* A message to another line, where the old one cannot receive it. */
static unsigned
message_need(const struct sst_plan_ctx *x)
{
	return (x->conditions & SST_PLAN_IF_SMS) != 0 && !x->line_works
	           ? SST_PLAN_OTHER_LINE
	           : 0;
}

/* Needs that follow from the carrier's conditions. */
static unsigned
condition_needs(const struct sst_plan_ctx *x)
{
	static const struct {
		unsigned condition;
		unsigned need;
	} map[] = {
		{ SST_PLAN_IF_IDENTITY, SST_PLAN_IDENTITY },
		{ SST_PLAN_IF_LOGIN, SST_PLAN_LOGIN },
		{ SST_PLAN_IF_PERSON, SST_PLAN_HOME },
	};
	const unsigned of_old = SST_PLAN_IF_OLD_LINE | SST_PLAN_IF_OWN_SMS;
	unsigned needs = 0;

	for (size_t i = 0; i < sizeof(map) / sizeof(map[0]); i++) {
		if ((x->conditions & map[i].condition) != 0)
			needs |= map[i].need;
	}
	if ((x->conditions & of_old) != 0 && x->line_works)
		needs |= SST_PLAN_OLD_DEVICE;
	return needs | message_need(x);
}

/* What the carrier will ask for. */
static void
ready_step(struct sst_plan_ctx *x)
{
	const struct sst_profile *p = x->line->profile;
	const char *iccid = x->line->iccid;
	const char *eid = sst_plan_target_eid(x);
	const char *of = "";

	if (iccid == NULL && p != NULL && x->line->code != NULL)
		iccid = x->line->code->iccid;
	if (iccid != NULL)
		of = sst_plan_say_text(x, " the ICCID %s of the line and",
		    iccid);
	if (of == NULL)
		return;
	if (eid != NULL)
		sst_plan_say_step(x, SST_PLAN_YOU, 0,
		    "Have ready:%s the EID %s of the chip it shall go to.", of,
		    eid);
	else
		sst_plan_say_step(x, SST_PLAN_YOU, 0,
		    "Have ready:%s the EID of the %sdevice.", of,
		    x->same_chip ? "" : "new ");
	sst_plan_say_remark(x);
}

/* A lost device can be neither deleted from nor asked. */
static void
conditions_step(struct sst_plan_ctx *x, const char *as_of)
{
	const struct sst_carrier *c = x->line->carrier;

	if (x->is_lost && (x->conditions & SST_PLAN_IF_DELETED) != 0)
		sst_plan_say_step(x, SST_PLAN_YOU, condition_needs(x),
		    "Tell %s that the old device is gone: of its conditions "
		    "(as of %s: \"%s\") the deletion cannot be met.",
		    c->name, as_of, c->preconditions);
	else
		sst_plan_say_step(x, SST_PLAN_YOU, condition_needs(x),
		    "Check the conditions of %s (as of %s): %s.", c->name,
		    as_of, c->preconditions);
	sst_plan_say_remark(x);
}

void
sst_plan_carrier_terms(struct sst_plan_ctx *x)
{
	const struct sst_carrier *c = x->line->carrier;
	const char *as_of;

	if (c == NULL)
		return;
	as_of = *c->source_date == '\0' ? c->seen : c->source_date;
	if (*c->preconditions != '\0')
		conditions_step(x, as_of);
	if (*c->fee == '\0')
		return;
	sst_plan_say_step(x, SST_PLAN_YOU,
	    strncmp(c->fee, "free", 4) == 0 ? 0 : SST_PLAN_MONEY,
	    "Fee at %s (as of %s): %s.", c->name, as_of, c->fee);
	sst_plan_say_remark(x);
}

/* The route through a carrier ends alike for all of them. */
static void
carrier_end(struct sst_plan_ctx *x)
{
	sst_plan_say_step(x, SST_PLAN_CARRIER, 0,
	    "The carrier gives you a new activation code, or binds the new "
	    "profile to the EID.");
	sst_plan_say_gives(x, SST_PLAN_NEW_CODE);
	sst_plan_ways_download(x, "as the carrier says", SST_PLAN_NEW_CODE);
}

void
sst_plan_carrier_app(struct sst_plan_ctx *x)
{
	x->line->summary = sst_plan_say_text(x,
	    "%s must issue it again: ask in its app.", x->who);
	ready_step(x);
	sst_plan_carrier_terms(x);
	sst_plan_say_step(x, SST_PLAN_YOU,
	    SST_PLAN_NETWORK | SST_PLAN_LOGIN | message_need(x),
	    "Ask for a new eSIM in the app of %s.", x->who);
	carrier_end(x);
}

void
sst_plan_carrier_portal(struct sst_plan_ctx *x)
{
	x->line->summary = sst_plan_say_text(x,
	    "%s must issue it again: ask in its web account.", x->who);
	ready_step(x);
	sst_plan_carrier_terms(x);
	sst_plan_say_step(x, SST_PLAN_YOU,
	    SST_PLAN_NETWORK | SST_PLAN_LOGIN | message_need(x),
	    "Log in at the web site of %s and ask for a new eSIM.", x->who);
	carrier_end(x);
}

/* The code is good once the carrier lets go of the old profile. */
static void
say_release(struct sst_plan_ctx *x)
{
	x->line->summary = sst_plan_say_text(x,
	    "Support of %s must release the old profile: then the kept code "
	    "may be used again.",
	    x->who);
	ready_step(x);
	sst_plan_carrier_terms(x);
	sst_plan_say_step(x, SST_PLAN_YOU, SST_PLAN_IDENTITY | message_need(x),
	    "Ask support of %s to release the profile on the old device, or "
	    "for a new code.",
	    x->who);
	sst_plan_say_step(x, SST_PLAN_CARRIER, 0,
	    "The carrier releases the old profile, or gives you a new code.");
	sst_plan_say_gives(x, SST_PLAN_NEW_CODE);
	sst_plan_ways_download(x, "with the kept code or the new one",
	    SST_PLAN_NEW_CODE);
}

void
sst_plan_carrier_support(struct sst_plan_ctx *x)
{
	const struct sst_profile *p = x->line->profile;
	bool is_plastic = p != NULL && p->form == SST_FORM_UICC;

	if (x->reuse == SST_PLAN_REUSE_RELEASE) {
		say_release(x);
		return;
	}
	x->line->summary = sst_plan_say_text(x,
	    "Ask %s: support there must act first.", x->who);
	ready_step(x);
	sst_plan_carrier_terms(x);
	sst_plan_say_step(x, SST_PLAN_YOU, SST_PLAN_IDENTITY | message_need(x),
	    is_plastic ? "Ask %s to move the line from the plastic SIM to an "
	                 "eSIM."
	               : "Ask %s for a new activation code, or to reset the "
	                 "old one.",
	    x->who);
	carrier_end(x);
}

void
sst_plan_carrier_store(struct sst_plan_ctx *x)
{
	x->line->summary =
	    sst_plan_say_text(x, "%s shop of %s can do it, in person.",
	        strcmp(x->line->carrier->new_device_reinstall, "store") == 0
	            ? "Only a"
	            : "A",
	        x->who);
	ready_step(x);
	sst_plan_carrier_terms(x);
	sst_plan_say_step(x, SST_PLAN_YOU, SST_PLAN_HOME | SST_PLAN_IDENTITY,
	    "Go to a shop of %s with the new device.", x->who);
	carrier_end(x);
}

void
sst_plan_carrier_rebuy(struct sst_plan_ctx *x)
{
	x->line->summary = sst_plan_say_text(x,
	    sst_know_has(x->line->carrier->new_device_reinstall, "rebuy")
	        ? "At %s it comes back only as a new purchase."
	        : "%s issues a new eSIM for money.",
	    x->who);
	ready_step(x);
	sst_plan_carrier_terms(x);
	sst_plan_say_step(x, SST_PLAN_YOU, SST_PLAN_NETWORK,
	    "First ask support of %s whether the number or the balance can "
	    "move.",
	    x->who);
	sst_plan_say_step(x, SST_PLAN_YOU, SST_PLAN_NETWORK | SST_PLAN_MONEY,
	    "Buy a new eSIM from %s, and keep the old ICCID for a claim.",
	    x->who);
	sst_plan_say_gives(x, SST_PLAN_NEW_CODE);
	sst_plan_ways_download(x, "with the new code", SST_PLAN_NEW_CODE);
}

void
sst_plan_carrier_plastic(struct sst_plan_ctx *x)
{
	x->line->summary = sst_plan_say_text(x,
	    "%s must make a new SIM with the same number.", x->who);
	sst_plan_basis_field(x, "form", "the line is on a plastic SIM");
	sst_plan_basis_route(x, "plastic_sim",
	    "the carrier replaces a SIM and keeps the number");
	if (x->line->iccid != NULL) {
		sst_plan_say_step(x, SST_PLAN_YOU, 0,
		    "Have ready: the ICCID %s of the SIM.", x->line->iccid);
		sst_plan_say_remark(x);
	}
	sst_plan_carrier_terms(x);
	sst_plan_say_step(x, SST_PLAN_YOU, SST_PLAN_IDENTITY,
	    "Ask %s for a replacement SIM, or whether it can be an eSIM now.",
	    x->who);
	sst_plan_say_step(x, SST_PLAN_CARRIER, 0,
	    "The carrier hands over or sends the new SIM.");
	sst_plan_say_gives(x, SST_PLAN_NEW_SIM);
	sst_plan_say_step(x, SST_PLAN_YOU, SST_PLAN_NEW_SIM,
	    "Put the new SIM into the device.");
	if (x->line->profile->sim.contacts.n > 0 ||
	    x->line->profile->sim.sms_centres.n > 0)
		sst_plan_say_step(x, SST_PLAN_SIMSTOW, SST_PLAN_NEW_SIM,
		    "Write contacts, message centre and networks back: "
		    "simstow uicc write.");
	sst_plan_say_risk(x,
	    "A SIM comes by mail or over a counter: from abroad that takes "
	    "days, or a trip home.");
}
