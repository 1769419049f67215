/* SPDX-License-Identifier: ISC */
/* plan_ways.c: for each route, what to do, in order, and why that is so. */
#include <string.h>

#include "plan_ways_priv.h"

static bool
is_own_code(const struct sst_plan_ctx *x)
{
	return x->line->route.id != NULL &&
	       strcmp(x->line->route.id, "device_change_stored_ac") == 0;
}

bool
sst_plan_ways_confirm(const struct sst_plan_ctx *x)
{
	if (is_own_code(x))
		return x->own_confirms;
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
	    (!is_own_code(x) && x->code != NULL &&
	        x->code->kept->confirmation_code != NULL))
		return;
	x->has_sought = true;
	if (is_own_code(x))
		sst_plan_basis_field(x,
		    "deviceChangeConfiguration.usingStoredAc",
		    "the code in the profile asks for a confirmation code");
	else if (x->code != NULL && x->code->is_read &&
	         x->code->ac.needs_confirmation)
		sst_plan_basis_code(x, "activation code",
		    "the code asks for a confirmation code");
	sst_plan_say_step(x, SST_PLAN_YOU, 0,
	    "Look for the confirmation code in the letter or mail of the "
	    "carrier; else ask %s for it.",
	    x->who == NULL ? "the carrier" : x->who);
	sst_plan_say_gives(x, SST_PLAN_CONFIRMATION);
}

void
sst_plan_ways_download(struct sst_plan_ctx *x, const char *with, unsigned more)
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

/* Nobody read the target: what a backup says of it may be out of date. */
static void
say_enable_by_backup(struct sst_plan_ctx *x)
{
	const struct sst_profile *p = x->on_target;
	const char *day = sst_plan_say_day(x, p->seen);

	x->line->summary = sst_plan_say_text(x,
	    "It was on %s when the backup was made (%s): nothing to download "
	    "if it still is.",
	    x->in->target.kind == SST_PLAN_SAME ? "this device" : "this chip",
	    day);
	sst_plan_basis_field(x, "iccid", "the backup has it there");
	sst_plan_say_step(x, SST_PLAN_YOU, 0,
	    "Look there whether it is still listed, and enable it with the "
	    "phone or LPA if it is not enabled.");
}

static void
say_enable(struct sst_plan_ctx *x)
{
	bool is_on = x->on_target->state == SST_STATE_ENABLED;

	if (x->in->target.kind != SST_PLAN_LIVE) {
		say_enable_by_backup(x);
		return;
	}
	sst_plan_basis_target(x, "iccid", "the target has this profile");
	if (x->is_void) {
		x->line->summary = "It is on the target, and no line of yours: "
		                   "nothing to do.";
		return;
	}
	x->line->summary =
	    is_on ? "It is on the target and enabled: nothing to do."
	          : "It is on the target: at most, enable it there.";
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
	sst_plan_basis_route(x, "card_move",
	    "a card takes along what is on it");
	if (x->in->situation == SST_PLAN_RESET) {
		x->line->summary = "The SIM keeps its line: no download.";
		sst_plan_say_step(x, SST_PLAN_YOU, 0,
		    "Leave the SIM in, and look after the reset whether the "
		    "line is there.");
		return;
	}
	x->line->summary = "You can do it with what you hold: the SIM moves "
	                   "by hand.";
	if (x->in->situation == SST_PLAN_DAMAGED)
		sst_plan_say_risk(x,
		    "The SIM may be damaged like the phone: then its carrier "
		    "makes a new one.");
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
		    "Read the card: simstow backup --dry-run. If the line is "
		    "there, enable it with the phone or LPA.");
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
	sst_plan_ways_download(x, "with the code that it gives",
	    SST_PLAN_NEW_CODE);
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
	if (x->line->outcome == SST_PLAN_WITH_CARRIER)
		x->line->summary = "The profile itself holds a code for "
		                   "another device, but it wants a "
		                   "confirmation code, which nobody kept.";
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
	sst_plan_ways_download(x, "with the code from the profile", 0);
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
		x->line->summary = sst_plan_say_text(x,
		    "The kept code %s a confirmation code too, and none is "
		    "kept.",
		    x->code->ac.needs_confirmation ? "wants" : "may want");
		sst_plan_ways_seek_confirmation(x);
	}
	sst_plan_carrier_terms(x);
	if (x->reuse == SST_PLAN_REUSE_AFTER)
		sst_plan_say_step(x, SST_PLAN_YOU,
		    SST_PLAN_OLD_DEVICE | SST_PLAN_NETWORK,
		    "With the new device ready, delete the profile on the "
		    "old one while that is on line, so that the server "
		    "hears of it.");
	sst_plan_ways_download(x, "with the kept code", 0);
}

static void
say_transfer(struct sst_plan_ctx *x)
{
	x->line->summary = sst_plan_say_text(x,
	    "Use the transfer of the phones; %s takes part in it.", x->who);
	sst_plan_carrier_terms(x);
	sst_plan_say_step(x, SST_PLAN_YOU,
	    SST_PLAN_OLD_DEVICE | SST_PLAN_NETWORK,
	    "Start the eSIM transfer on the new phone, with the old one "
	    "unlocked beside it.");
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
	if (x->line->outcome == SST_PLAN_AUTOMATIC)
		sst_plan_say_step(x, SST_PLAN_SIMSTOW,
		    SST_PLAN_NETWORK | SST_PLAN_TOLD_EID,
		    "Look for the line at the %s and download it %s.",
		    at_default ? "default SM-DP+" : "discovery server",
		    sst_plan_ways_target(x));
	else
		sst_plan_say_step(x, SST_PLAN_YOU,
		    SST_PLAN_NETWORK | SST_PLAN_TOLD_EID,
		    at_default
		        ? "Let the phone or LPA look for the line at the "
		          "default SM-DP+ %s."
		        : "Let the phone or LPA look for waiting eSIMs (its "
		          "menu offers it when an eSIM is added) %s.",
		    sst_plan_ways_target(x));
	sst_plan_say_risk(x,
	    "\"Nothing waits\" (8.9.5/3.9) is no fault: the carrier has not "
	    "bound the order yet.");
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
	{ "plastic_sim", sst_plan_carrier_plastic },
	{ "carrier_app", sst_plan_carrier_app },
	{ "carrier_portal", sst_plan_carrier_portal },
	{ "carrier_support", sst_plan_carrier_support },
	{ "carrier_store", sst_plan_carrier_store },
	{ "rebuy", sst_plan_carrier_rebuy },
};

void
sst_plan_ways_say(struct sst_plan_ctx *x)
{
	for (size_t i = 0; i < sizeof(says) / sizeof(says[0]); i++) {
		if (strcmp(says[i].route, x->line->route.id) == 0)
			says[i].say(x);
	}
	sst_plan_basis_chosen(x);
}
