/* SPDX-License-Identifier: ISC */
/* plan_ways.c: for each route, what to do, in order, and why that is so. */
#include <string.h>

#include "plan_priv.h"

/* A message to another line, where the old device cannot show it. */
static unsigned
message_need(const struct sst_plan_ctx *x)
{
	return (x->conditions & SST_PLAN_IF_SMS) != 0 && x->is_lost
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
	if ((x->conditions & of_old) != 0 && !x->is_lost)
		needs |= SST_PLAN_OLD_DEVICE;
	return needs | message_need(x);
}

bool
sst_plan_ways_confirm(const struct sst_plan_ctx *x)
{
	return (x->conditions & SST_PLAN_IF_CONFIRMED) != 0 ||
	       (x->code != NULL && x->code->is_read &&
	           x->code->ac.needs_confirmation);
}

const char *
sst_plan_ways_target(const struct sst_plan_ctx *x)
{
	if (x->in->target.kind == SST_PLAN_LIVE)
		return "on the target";
	return x->same_chip ? "on the same device" : "on the new device";
}

static const char *
by_whom(const struct sst_plan_ctx *x)
{
	return x->line->outcome == SST_PLAN_AUTOMATIC
	           ? "simstow can do it"
	           : "You can do it with what you hold";
}

/* Once a line: the kept code wants a confirmation code that is not kept. */
void
sst_plan_ways_seek_confirmation(struct sst_plan_ctx *x)
{
	if (!sst_plan_ways_confirm(x) || x->has_sought ||
	    (x->code != NULL && x->code->kept->confirmation_code != NULL))
		return;
	x->has_sought = true;
	sst_plan_say_step(x, SST_PLAN_YOU, 0,
	    "Look for the confirmation code in the letter or mail of the "
	    "carrier; else ask %s for it.",
	    x->who == NULL ? "the carrier" : x->who);
	sst_plan_say_gives(x, SST_PLAN_CONFIRMATION);
}

/* more: what it needs besides; a new code brings its own confirmation code. */
static void
download_step(struct sst_plan_ctx *x, const char *with, unsigned more)
{
	unsigned needs = SST_PLAN_NETWORK | more;
	bool is_ours = x->line->outcome == SST_PLAN_AUTOMATIC;

	if ((more & SST_PLAN_NEW_CODE) == 0 && sst_plan_ways_confirm(x)) {
		sst_plan_ways_seek_confirmation(x);
		needs |= SST_PLAN_CONFIRMATION;
	}
	sst_plan_say_step(x, is_ours ? SST_PLAN_SIMSTOW : SST_PLAN_YOU, needs,
	    "Download the line %s %s.", sst_plan_ways_target(x), with);
}

/* What the carrier will ask for. */
static void
ready_step(struct sst_plan_ctx *x)
{
	const struct sst_profile *p = x->line->profile;
	const char *iccid = p == NULL ? NULL : p->iccid;
	const char *eid = x->chip == NULL ? NULL : x->chip->eid;
	const char *of = "";

	if (iccid == NULL && x->line->code != NULL)
		iccid = x->line->code->iccid;
	if (eid == NULL && p != NULL && x->same_chip)
		eid = p->eid;
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
		    "Have ready:%s the EID of the new device.", of);
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
}

static void
terms_step(struct sst_plan_ctx *x)
{
	const struct sst_carrier *c = x->line->carrier;
	const char *as_of;

	if (c == NULL)
		return;
	as_of = *c->source_date == '\0' ? c->seen : c->source_date;
	if (*c->preconditions != '\0')
		conditions_step(x, as_of);
	if (*c->fee != '\0')
		sst_plan_say_step(x, SST_PLAN_YOU,
		    strncmp(c->fee, "free", 4) == 0 ? 0 : SST_PLAN_MONEY,
		    "Fee at %s (as of %s): %s.", c->name, as_of, c->fee);
}

/* The route through a carrier ends alike for all of them. */
static void
carrier_end(struct sst_plan_ctx *x)
{
	sst_plan_say_step(x, SST_PLAN_CARRIER, 0,
	    "The carrier gives you a new activation code, or binds the new "
	    "profile to the EID.");
	sst_plan_say_gives(x, SST_PLAN_NEW_CODE);
	download_step(x, "as the carrier says", SST_PLAN_NEW_CODE);
}

static void
say_enable(struct sst_plan_ctx *x)
{
	bool is_on = x->on_target->state == SST_STATE_ENABLED;

	x->line->summary =
	    is_on ? "It is on the target and enabled: nothing to do."
	          : "It is on the target: at most, enable it there.";
	sst_plan_basis_target(x, "iccid", "the target has this profile");
	sst_plan_basis_target(x, "profileState",
	    is_on                      ? "it is enabled"
	    : x->on_target->state == 0 ? "its state is not known"
	                               : "it is disabled");
	if (!is_on)
		sst_plan_say_step(x, SST_PLAN_YOU, 0,
		    "Enable it with the phone or LPA.");
}

/* A plastic SIM holds one line and needs nobody. */
static void
say_sim(struct sst_plan_ctx *x)
{
	sst_plan_basis_field(x, "form", "the line is on a plastic SIM");
	if (x->in->situation == SST_PLAN_RESET) {
		x->line->summary = "The SIM keeps its line: no download.";
		sst_plan_say_step(x, SST_PLAN_YOU, 0,
		    "Leave the SIM in, and look after the reset whether the "
		    "line is there.");
		return;
	}
	x->line->summary = "You can do it with what you hold: the SIM moves "
	                   "by hand.";
	sst_plan_say_step(x, SST_PLAN_YOU, SST_PLAN_OLD_DEVICE,
	    "Put the SIM into the new device.");
	sst_plan_say_risk(x,
	    "The new device must have a tray for a SIM of this size; some "
	    "take eSIMs alone.");
}

static void
say_card(struct sst_plan_ctx *x)
{
	if (x->line->profile->form == SST_FORM_UICC) {
		say_sim(x);
		return;
	}
	sst_plan_basis_field(x, "device.kind",
	    "the profile lies on a card that was read in a reader");
	sst_plan_basis_route(x, "card_move",
	    "a removable eUICC takes its profiles along");
	if (x->in->situation == SST_PLAN_RESET) {
		x->line->summary =
		    "The card keeps its profiles, unless its "
		    "own memory was reset too: look there first.";
		sst_plan_say_step(x, SST_PLAN_YOU, 0,
		    "Read the card: simstow list. If the line is there, "
		    "enable it with the phone or LPA.");
		sst_plan_say_risk(x,
		    "If the memory of the card was reset, the profile is "
		    "gone, and the next route counts.");
		return;
	}
	x->line->summary = "You can do it with what you hold: the card moves "
	                   "by hand and takes the profile along.";
	sst_plan_say_step(x, SST_PLAN_YOU, SST_PLAN_OLD_DEVICE,
	    "Put the card into the new device.");
	sst_plan_say_step(x, SST_PLAN_YOU, 0,
	    "Enable the profile there with the phone or LPA.");
	sst_plan_say_risk(x,
	    "The new device must be able to switch profiles of the card; some "
	    "makers ask for a licence for each phone.");
}

static void
say_request(struct sst_plan_ctx *x)
{
	x->line->summary = "The old device can ask the server for a code for "
	                   "the new one (device change).";
	sst_plan_basis_field(x, "deviceChangeConfiguration.requestToDp",
	    "the profile allows a device change");
	sst_plan_basis_route(x, "device_change_request",
	    "the old device asks, deletes the profile, and hands over a code");
	sst_plan_say_step(x, SST_PLAN_YOU,
	    SST_PLAN_OLD_DEVICE | SST_PLAN_NETWORK,
	    "Start the device change on the old device; it talks to %s.",
	    x->line->profile->device_change.smdp_address);
	sst_plan_say_gives(x, SST_PLAN_NEW_CODE);
	download_step(x, "with the code that it gives", SST_PLAN_NEW_CODE);
	sst_plan_say_risk(x,
	    "The old device needs an LPA of SGP.22 version 3, and the server "
	    "may refuse.");
}

static void
say_stored(struct sst_plan_ctx *x)
{
	x->line->summary = sst_plan_say_text(x,
	    "%s: the profile itself holds a code for another device.",
	    by_whom(x));
	sst_plan_basis_field(x, "deviceChangeConfiguration.usingStoredAc",
	    x->line->profile->device_change.delete_old
	        ? "the profile holds a code that works after a deletion"
	        : "the profile holds a code; no deletion is asked for");
	sst_plan_basis_route(x, "device_change_stored_ac",
	    "the code in the profile can be used on the new chip");
	if (x->line->profile->device_change.delete_old)
		sst_plan_say_step(x, SST_PLAN_YOU,
		    SST_PLAN_OLD_DEVICE | SST_PLAN_NETWORK,
		    "With the new device ready, delete the profile on the "
		    "old one while that is on line, so that the server "
		    "hears of it.");
	download_step(x, "with the code from the profile", 0);
}

static void
say_code(struct sst_plan_ctx *x)
{
	const char *who = x->who == NULL ? "the carrier" : x->who;

	if (x->reuse == SST_PLAN_REUSE_UNSEEN)
		x->line->summary = sst_plan_say_text(x,
		    "%s: a code of which no backup has a profile.", by_whom(x));
	else
		x->line->summary = sst_plan_say_text(x,
		    "%s: at %s the kept code may be used again.", by_whom(x),
		    who);
	if (x->line->outcome == SST_PLAN_WITH_CARRIER) {
		x->line->summary = "The kept code may want a confirmation "
		                   "code too, and none is kept.";
		sst_plan_ways_seek_confirmation(x);
	}
	terms_step(x);
	if (x->reuse == SST_PLAN_REUSE_AFTER)
		sst_plan_say_step(x, SST_PLAN_YOU,
		    SST_PLAN_OLD_DEVICE | SST_PLAN_NETWORK,
		    "With the new device ready, delete the profile on the "
		    "old one while that is on line, so that the server "
		    "hears of it.");
	download_step(x, "with the kept code", 0);
}

static void
say_transfer(struct sst_plan_ctx *x)
{
	x->line->summary = sst_plan_say_text(x,
	    "Use the transfer of the phones; %s takes part in it.", x->who);
	terms_step(x);
	sst_plan_say_step(x, SST_PLAN_YOU,
	    SST_PLAN_OLD_DEVICE | SST_PLAN_NETWORK,
	    "Start the eSIM transfer on the new phone, with the old one "
	    "unlocked beside it.");
}

static void
say_app(struct sst_plan_ctx *x)
{
	x->line->summary = sst_plan_say_text(x,
	    "%s must issue it again: ask in its app.", x->who);
	ready_step(x);
	terms_step(x);
	sst_plan_say_step(x, SST_PLAN_YOU,
	    SST_PLAN_NETWORK | SST_PLAN_LOGIN | message_need(x),
	    "Ask for a new eSIM in the app of %s.", x->who);
	carrier_end(x);
}

static void
say_portal(struct sst_plan_ctx *x)
{
	x->line->summary = sst_plan_say_text(x,
	    "%s must issue it again: ask in its web account.", x->who);
	ready_step(x);
	terms_step(x);
	sst_plan_say_step(x, SST_PLAN_YOU,
	    SST_PLAN_NETWORK | SST_PLAN_LOGIN | message_need(x),
	    "Log in at the web site of %s and ask for a new eSIM.", x->who);
	carrier_end(x);
}

static void
say_support(struct sst_plan_ctx *x)
{
	bool release = x->reuse == SST_PLAN_REUSE_RELEASE;

	x->line->summary = sst_plan_say_text(x,
	    release ? "Support of %s must release the old profile: then the "
	              "kept code may be used again."
	            : "Ask %s: support there must act first.",
	    x->who);
	ready_step(x);
	terms_step(x);
	sst_plan_say_step(x, SST_PLAN_YOU, SST_PLAN_IDENTITY | message_need(x),
	    release ? "Ask support of %s to release the profile on the old "
	              "device, or for a new code."
	            : "Ask %s for a new activation code, or to reset the old "
	              "one.",
	    x->who);
	if (release) {
		sst_plan_say_step(x, SST_PLAN_CARRIER, 0,
		    "The carrier releases the old profile, or gives you a new "
		    "code.");
		sst_plan_say_gives(x, SST_PLAN_NEW_CODE);
		download_step(x, "with the kept code or the new one",
		    SST_PLAN_NEW_CODE);
		return;
	}
	carrier_end(x);
}

static void
say_store(struct sst_plan_ctx *x)
{
	x->line->summary =
	    sst_plan_say_text(x, "%s shop of %s can do it, in person.",
	        strcmp(x->line->carrier->new_device_reinstall, "store") == 0
	            ? "Only a"
	            : "A",
	        x->who);
	ready_step(x);
	terms_step(x);
	sst_plan_say_step(x, SST_PLAN_YOU, SST_PLAN_HOME | SST_PLAN_IDENTITY,
	    "Go to a shop of %s with the new device.", x->who);
	carrier_end(x);
}

static void
say_rebuy(struct sst_plan_ctx *x)
{
	x->line->summary = sst_plan_say_text(x,
	    sst_know_has(x->line->carrier->new_device_reinstall, "rebuy")
	        ? "At %s it comes back only as a new purchase."
	        : "%s issues a new eSIM for money.",
	    x->who);
	ready_step(x);
	terms_step(x);
	sst_plan_say_step(x, SST_PLAN_YOU, SST_PLAN_NETWORK,
	    "First ask support of %s whether the number or the balance can "
	    "move.",
	    x->who);
	sst_plan_say_step(x, SST_PLAN_YOU, SST_PLAN_NETWORK | SST_PLAN_MONEY,
	    "Buy a new eSIM from %s, and keep the old ICCID for a claim.",
	    x->who);
	sst_plan_say_gives(x, SST_PLAN_NEW_CODE);
	download_step(x, "with the new code", SST_PLAN_NEW_CODE);
}

/* The order lies at a server, bound to the EID: no code is needed. */
static void
say_waiting(struct sst_plan_ctx *x)
{
	bool at_default = strcmp(x->line->route.id, "default_smdp") == 0;

	x->line->summary = sst_plan_say_text(x,
	    "%s: %s was told of the EID, and the line waits for this chip.",
	    by_whom(x), x->who == NULL ? "the carrier" : x->who);
	sst_plan_basis_told(x, "told EID", "the carrier knows this EID");
	sst_plan_basis_route(x, x->line->route.id,
	    "an order that is bound to the EID needs no code");
	if (at_default)
		sst_plan_basis_target(x, "defaultDpAddress",
		    "the chip knows a default SM-DP+");
	sst_plan_say_step(x, SST_PLAN_YOU, SST_PLAN_NETWORK | SST_PLAN_TOLD_EID,
	    at_default
	        ? "Let the phone or LPA look for the line at the default "
	          "SM-DP+ %s."
	        : "Let the phone or LPA look for waiting eSIMs (its menu "
	          "offers it when an eSIM is added) %s.",
	    sst_plan_ways_target(x));
	sst_plan_say_risk(x,
	    "\"Nothing waits\" (8.9.5/3.9) is no fault: the carrier has not "
	    "bound the order yet.");
}

static void
say_plastic(struct sst_plan_ctx *x)
{
	x->line->summary = sst_plan_say_text(x,
	    "%s must make a new SIM with the same number.", x->who);
	sst_plan_basis_field(x, "form", "the line is on a plastic SIM");
	sst_plan_basis_route(x, "plastic_sim",
	    "the carrier replaces a SIM and keeps the number");
	ready_step(x);
	terms_step(x);
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

static const struct {
	const char *route;
	void (*say)(struct sst_plan_ctx *x);
} says[] = {
	{ "enable_existing", say_enable },
	{ "card_move", say_card },
	{ "device_change_request", say_request },
	{ "device_change_stored_ac", say_stored },
	{ "stored_code_same_eid", say_code },
	{ "stored_code_new_eid", say_code },
	{ "os_transfer", say_transfer },
	{ "default_smdp", say_waiting },
	{ "smds_event", say_waiting },
	{ "plastic_sim", say_plastic },
	{ "carrier_app", say_app },
	{ "carrier_portal", say_portal },
	{ "carrier_support", say_support },
	{ "carrier_store", say_store },
	{ "rebuy", say_rebuy },
};

void
sst_plan_ways_say(struct sst_plan_ctx *x)
{
	for (size_t i = 0; i < sizeof(says) / sizeof(says[0]); i++) {
		if (strcmp(says[i].route, x->line->route.id) == 0)
			says[i].say(x);
	}
}
