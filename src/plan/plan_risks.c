/* SPDX-License-Identifier: ISC */
/* plan_risks.c: what can go wrong with a line. */
#include <stdlib.h>
#include <string.h>

#include "plan_priv.h"

#define STALE_MONTHS 24
#define YEAR_LENGTH 4

/* A class that no line of anybody has. */
static void
say_class(struct sst_plan_ctx *x)
{
	enum sst_profile_class c = x->line->profile->profile_class;
	const char *name = sst_snapshot_class_name(c);

	if (c != SST_CLASS_TEST && c != SST_CLASS_PROVISIONING)
		return;
	sst_plan_basis_field(x, "profileClass",
	    sst_plan_say_text(x, "it is a %s profile", name));
	if (!x->is_void)
		sst_plan_say_risk(x,
		    "The backup calls it a %s profile: if that is so, nothing "
		    "has to come back.",
		    name);
}

static size_t
pending_of(const struct sst_plan_ctx *x, const char *iccid)
{
	const struct sst_snapshot *known = x->in->known;
	size_t n = 0;

	for (size_t i = 0; i < known->euiccs.n; i++) {
		const struct sst_pending *list = &known->euiccs.v[i].pending;

		for (size_t j = 0; j < list->n; j++)
			n += sst_plan_code_same_iccid(iccid, list->v[j].iccid);
	}
	return n;
}

static void
say_profile(struct sst_plan_ctx *x)
{
	const struct sst_profile *p = x->line->profile;
	size_t n = pending_of(x, p->iccid);

	say_class(x);
	if (x->line->outcome == SST_PLAN_PRESENT || x->is_void)
		return;
	if (p->is_older)
		sst_plan_say_risk(x,
		    "Not in the newest backup of this device: it may have "
		    "been deleted; last seen %s in %s.",
		    sst_plan_say_day(x, p->seen),
		    p->archive == NULL ? "an older backup" : p->archive);
	if (n > 0)
		sst_plan_say_risk(x,
		    "%zu notification%s of this line had not been delivered "
		    "when the backup was made.",
		    n, n == 1 ? "" : "s");
	if (x->is_lost &&
	    (x->code != NULL || p->device_change.activation_code != NULL))
		sst_plan_say_risk(x,
		    "The server may still count the old profile as installed: "
		    "a lost device can send no delete notification.");
}

static size_t
extra_codes(const struct sst_plan_ctx *x)
{
	size_t n = 0;

	for (size_t i = 0; i < x->codes->n; i++) {
		const struct sst_plan_code *c = &x->codes->v[i];

		n += c->is_extra && c->profile != NULL &&
		     c->profile == x->line->profile;
	}
	return n;
}

/* How sure it is that the code belongs here, and works. */
static void
say_binding(struct sst_plan_ctx *x)
{
	size_t extra = extra_codes(x);

	if (extra > 0)
		sst_plan_say_risk(x,
		    "%zu older code%s of this line also kept; the newest "
		    "counts.",
		    extra, extra == 1 ? " is" : "s are");
	if (!x->code->is_read)
		sst_plan_say_risk(x,
		    "What was kept as a code is no activation code.");
	if (x->code->by_host)
		sst_plan_say_risk(x,
		    "The code was kept without an ICCID; only its server ties "
		    "it to this line.");
	if (x->code->by_carrier)
		sst_plan_say_risk(x,
		    "The code was kept without an ICCID; its server and your "
		    "word for its carrier tie it to this line.");
	if (x->line->profile != NULL)
		return;
	sst_plan_say_risk(x,
	    x->code->kept->iccid == NULL
	        ? "The code is bound to no line: nothing says which ICCID it "
	          "gives."
	        : "No backup has a profile with the ICCID of this code.");
	if (x->reuse == SST_PLAN_REUSE_UNKNOWN)
		sst_plan_say_risk(x,
		    "Other lines are of the same server: the code may be one "
		    "of theirs, and used up.");
	else
		sst_plan_say_risk(x,
		    "If it was installed on a device that was never backed "
		    "up, it may be used up.");
}

static void
say_code(struct sst_plan_ctx *x)
{
	const struct sst_carrier *c = x->line->carrier;

	say_binding(x);
	if (c == NULL || x->reuse == SST_PLAN_REUSE_NONE ||
	    x->reuse == SST_PLAN_REUSE_NO)
		return;
	if (strcmp(c->code_single_use, "yes") == 0)
		sst_plan_say_risk(x,
		    "A code of %s works once: do not try it on the wrong "
		    "device.",
		    c->name);
	else if (strtol(c->max_downloads, NULL, 10) > 0)
		sst_plan_say_risk(x,
		    "%s allows %s downloads in all; how many were made is not "
		    "known.",
		    c->name, c->max_downloads);
}

/* Months since the year 0 of "2023-09", "2023" or "2023-09-18". */
static long
months_of(const char *date)
{
	long year = strtol(date, NULL, 10);
	long month = 1;

	if (strlen(date) > YEAR_LENGTH && date[YEAR_LENGTH] == '-')
		month = strtol(date + YEAR_LENGTH + 1, NULL, 10);
	return year * 12 + month;
}

/* How far the row can be trusted. */
static void
say_row(struct sst_plan_ctx *x)
{
	const struct sst_carrier *c = x->line->carrier;
	const char *date = *c->source_date == '\0' ? c->seen : c->source_date;
	const char *today = sst_plan_say_day(x, x->in->now);
	bool stale =
	    today != NULL && months_of(today) - months_of(date) > STALE_MONTHS;

	if (x->line->match == SST_KNOW_HOST || x->line->match == SST_KNOW_IIN ||
	    x->line->match == SST_KNOW_OWNER)
		sst_plan_say_risk(x,
		    "That it is of %s is taken from its %s: if another brand "
		    "sold it to you, ask that one.",
		    c->name, sst_know_match_name(x->line->match));
	if (stale || strcmp(c->confidence, "official") != 0)
		sst_plan_say_risk(x,
		    "What is known of %s is from %s (%s): it may have "
		    "changed.",
		    c->name, date, c->confidence);
}

#define NAMES_MAX 3

/* The names of one hint, from first to last: "A, B, C or others". */
static const char *
names_of(struct sst_plan_ctx *x, size_t first, size_t last)
{
	const char *text = x->others[first].row->name;

	for (size_t i = first + 1; i < last && text != NULL; i++) {
		if (i - first == NAMES_MAX)
			return sst_plan_say_text(x, "%s or others", text);
		text = sst_plan_say_text(x, "%s%s%s", text,
		    i + 1 == last ? " or " : ", ", x->others[i].row->name);
	}
	return text;
}

/* Hints that name somebody else: a sentence for each hint. */
static void
say_conflicts(struct sst_plan_ctx *x)
{
	size_t first = 0;

	for (size_t i = 0; i < x->other_n; i++) {
		const struct sst_know_named *o = &x->others[i];
		const char *names;

		sst_plan_say_basis(x,
		    sst_plan_say_text(x, "its %s points to %s",
		        sst_know_match_name(o->by), o->row->name),
		    sst_plan_say_text(x, "%s: %s", o->row->origin, o->row->id),
		    o->row->source, o->row->seen);
		if (i + 1 < x->other_n && o[1].by == o->by)
			continue;
		names = names_of(x, first, i + 1);
		first = i + 1;
		if (names != NULL)
			sst_plan_say_risk(x,
			    "Its %s points to %s instead: if that is who sold "
			    "it to you, ask there.",
			    sst_know_match_name(o->by), names);
	}
}

static void
say_country(struct sst_plan_ctx *x)
{
	const struct sst_carrier *c = x->line->carrier;
	const struct sst_country_rule *rules;
	size_t n;

	rules = sst_know_country_rules(&n);
	for (size_t i = 0; *c->country != '\0' && i < n; i++) {
		if (!sst_know_has(c->country, rules[i].country))
			continue;
		sst_plan_say_risk(x, "%s: %s.", rules[i].country,
		    rules[i].constraint);
		sst_plan_say_basis(x, rules[i].constraint,
		    sst_plan_say_text(x, "formats/country_constraints.tsv: %s",
		        rules[i].country),
		    rules[i].source, NULL);
	}
}

static bool
is_route(const struct sst_plan_ctx *x, const char *id)
{
	return x->line->route.id != NULL && strcmp(x->line->route.id, id) == 0;
}

static void
say_route(struct sst_plan_ctx *x)
{
	const unsigned of_old = SST_PLAN_IF_OLD_LINE | SST_PLAN_IF_OWN_SMS;

	if (!x->line_works && x->who != NULL && (x->conditions & of_old) != 0)
		sst_plan_say_risk(x,
		    x->is_lost
		        ? "%s asks for the old device or a message on this "
		          "very line: with both lost, that way fails."
		        : "%s asks for a message on this very line or its "
		          "profile on the device: after the reset that way "
		          "fails.",
		    x->who);
	else if (!x->line_works && x->who != NULL && !x->knows_sms &&
	         (x->conditions & SST_PLAN_IF_SMS) != 0)
		sst_plan_say_risk(x,
		    "%s sends a code by SMS: it must not go to this line.",
		    x->who);
	if (is_route(x, "carrier_store")) {
		sst_plan_say_risk(x,
		    "From abroad this cannot be done: plan a bridge, such as "
		    "a travel eSIM or a roaming plastic SIM.");
		sst_plan_basis_route(x, "carrier_store",
		    "a shop wants you there in person");
	}
	if (is_route(x, "rebuy")) {
		sst_plan_say_risk(x,
		    "The number is lost unless support moves it.");
		sst_plan_basis_route(x, "rebuy",
		    "the number is lost unless support moves it");
	}
}

/* Terms of the carrier's row that a traveller runs into. */
static void
say_terms(struct sst_plan_ctx *x)
{
	if (x->line->outcome != SST_PLAN_WITH_CARRIER || x->who == NULL)
		return;
	if ((x->conditions & SST_PLAN_IF_HOURS) != 0)
		sst_plan_say_risk(x,
		    "%s does it at some hours of the day only: mind its time "
		    "zone.",
		    x->who);
	if ((x->conditions & SST_PLAN_IF_UNLOCKED) != 0 && !x->is_trip)
		sst_plan_say_risk(x,
		    "A lock of the account stops a new eSIM: when the phone "
		    "that lifts it is not at hand, support asks for more.");
}

void
sst_plan_risks_say(struct sst_plan_ctx *x)
{
	if (x->line->profile != NULL)
		say_profile(x);
	if (x->line->outcome == SST_PLAN_PRESENT || x->is_void)
		return;
	if (x->code != NULL)
		say_code(x);
	if (x->line->carrier == NULL && x->host != NULL &&
	    x->who == x->host->operator_name)
		sst_plan_say_risk(x,
		    "That it is of %s is taken from its server (%s): ask "
		    "whoever sold it to you, if that was another.",
		    x->who, x->host->basis);
	if (x->network != NULL)
		sst_plan_say_risk(x,
		    "Its %s is of %s: if that is who runs the line, its rules "
		    "may hold.",
		    sst_know_match_name(x->network_match), x->network->name);
	say_route(x);
	say_terms(x);
	say_conflicts(x);
	if (x->line->carrier == NULL || x->line->outcome == SST_PLAN_BLOCKED ||
	    is_route(x, "card_move"))
		return;
	say_row(x);
	say_country(x);
}
