/* SPDX-License-Identifier: ISC */
/* plan_steps.c: what stands around the steps of the chosen route. */
#include <string.h>

#include "plan_priv.h"

#define ATTEMPTS_SUBJECT "8.8.5"
#define ATTEMPTS_REASON "6.4"

/* Whether the kept code is worth one try before the carrier is asked. */
static bool
is_worth_a_try(const struct sst_plan_ctx *x)
{
	if (x->line->outcome != SST_PLAN_WITH_CARRIER ||
	    strncmp(x->line->route.id, "stored_code_", 12) == 0 ||
	    strcmp(x->line->route.id, "device_change_stored_ac") == 0)
		return false;
	return x->reuse == SST_PLAN_REUSE_UNKNOWN ||
	       x->reuse == SST_PLAN_REUSE_IF ||
	       (x->reuse == SST_PLAN_REUSE_RELEASE && !x->is_lost);
}

static void
try_step(struct sst_plan_ctx *x)
{
	const struct sst_smdp_status *row;
	unsigned needs = SST_PLAN_NETWORK;

	if (!is_worth_a_try(x))
		return;
	if (sst_plan_ways_confirm(x)) {
		sst_plan_ways_seek_confirmation(x);
		needs |= SST_PLAN_CONFIRMATION;
	}
	sst_plan_say_step(x, SST_PLAN_YOU, needs,
	    "Try the kept code once %s. If the server refuses it, stop: "
	    "servers count attempts.",
	    sst_plan_ways_target(x));
	row = sst_know_status(ATTEMPTS_SUBJECT, ATTEMPTS_REASON);
	if (row != NULL)
		sst_plan_say_basis(x, "servers count download attempts",
		    "formats/smdp_status_codes.tsv: " ATTEMPTS_SUBJECT
		    "/" ATTEMPTS_REASON,
		    row->source, NULL);
}

/* What the summary adds about the kept code. */
static const char *
code_words(const struct sst_plan_ctx *x)
{
	if (x->line->outcome != SST_PLAN_WITH_CARRIER)
		return "";
	if (x->reuse == SST_PLAN_REUSE_NO)
		return " The kept code is not good for a second download.";
	if (!is_worth_a_try(x))
		return "";
	if (x->reuse == SST_PLAN_REUSE_IF)
		return " The kept code may be used again under conditions: "
		       "try it once first.";
	if (x->reuse == SST_PLAN_REUSE_RELEASE)
		return " If the server knows of the deletion, the kept code "
		       "works again: try it once first.";
	return " Nothing says that the kept code may be used again: try it "
	       "once first.";
}

/* A trip: what makes the loss less bad, while there is time. */
static void
prepare_steps(struct sst_plan_ctx *x)
{
	unsigned traps = SST_PLAN_IF_OLD_LINE | SST_PLAN_IF_OWN_SMS |
	                 SST_PLAN_IF_SMS | SST_PLAN_IF_LOGIN;

	if (sst_plan_trip_wants_code(x))
		sst_plan_say_step(x, SST_PLAN_YOU, 0,
		    "Keep the activation code of the line, if you still have "
		    "it (simstow code add).");
	if (x->code != NULL && sst_plan_ways_confirm(x) &&
	    x->code->kept->confirmation_code == NULL)
		sst_plan_say_step(x, SST_PLAN_YOU, 0,
		    "Keep the confirmation code where you can reach it "
		    "without the device.");
	if (x->who != NULL)
		sst_plan_say_step(x, SST_PLAN_YOU, 0,
		    "Note how you reach support without this line: %s.",
		    x->who);
	if ((x->conditions & traps) != 0)
		sst_plan_say_step(x, SST_PLAN_YOU, SST_PLAN_LOGIN,
		    "Make sure that you can log in and prove who you are "
		    "without this line.");
}

/* Steps before first are for now, the others for the day when it is lost. */
static void
put_off(struct sst_plan_line *line, size_t first)
{
	for (size_t i = 0; i < line->steps.n; i++)
		line->steps.v[i].when =
		    i < first ? SST_PLAN_BEFORE : SST_PLAN_LATER;
}

static void
say_blocked(struct sst_plan_ctx *x)
{
	if (x->is_void) {
		x->line->summary = sst_plan_say_text(x,
		    "Nothing has to come back: it is a %s profile and no line "
		    "of yours.",
		    sst_snapshot_class_name(x->line->profile->profile_class));
		return;
	}
	if (x->stop != NULL) {
		x->line->summary = sst_plan_say_text(x,
		    "The target cannot take it: %s. %s", x->stop, x->unblock);
		sst_plan_say_step(x, SST_PLAN_YOU, 0,
		    "Plan again for another target.");
		return;
	}
	x->line->summary = "Nothing tells whose line it is, so nobody can be "
	                   "asked. A bill or a mail about it would help.";
	sst_plan_say_step(x, SST_PLAN_YOU, 0,
	    "Find out who sold you the line (a bill, a mail, a letter), and "
	    "ask there.");
}

/* The line whose message a step needs has to come back before. */
static void
say_after(struct sst_plan_ctx *x)
{
	struct sst_plan_line *line = x->line;

	for (size_t i = 0; i < line->steps.n; i++)
		if (line->steps.v[i].lines.n > 0) {
			line->after = line->steps.v[i].lines;
			return;
		}
}

void
sst_plan_steps_say(struct sst_plan_ctx *x)
{
	size_t first;

	if (x->line->outcome == SST_PLAN_BLOCKED) {
		say_blocked(x);
		return;
	}
	if (x->line->outcome == SST_PLAN_PRESENT) {
		sst_plan_ways_say(x);
		return;
	}
	if (x->is_trip)
		prepare_steps(x);
	first = x->line->steps.n;
	try_step(x);
	sst_plan_ways_say(x);
	if (x->line->summary == NULL)
		return;
	say_after(x);
	x->line->summary =
	    sst_plan_say_text(x, "%s%s", x->line->summary, code_words(x));
	if (x->is_trip)
		put_off(x->line, first);
}
