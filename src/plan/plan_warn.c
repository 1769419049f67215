/* SPDX-License-Identifier: ISC */
/* plan_warn.c: what is to be done first, and what is true of the whole. */
#include <inttypes.h>
#include <string.h>

#include "plan_priv.h"

#define OLD_DAYS 90
#define DAY_SECONDS 86400
#define ADDRESS_MAX 8 /* named in one sentence */

static bool
is_new_archive(const struct sst_snapshot *known, size_t i)
{
	const char *name = known->profiles.v[i].archive;

	for (size_t j = 0; j < i; j++) {
		const char *other = known->profiles.v[j].archive;

		if (name == other ||
		    (name != NULL && other != NULL && strcmp(name, other) == 0))
			return false;
	}
	return true;
}

static void
say_ages(struct sst_plan_ctx *x)
{
	const struct sst_snapshot *known = x->in->known;

	for (size_t i = 0; i < known->profiles.n; i++) {
		const struct sst_profile *p = &known->profiles.v[i];
		int64_t days;

		if (p->seen <= 0 || p->seen > x->in->now)
			continue;
		days = (x->in->now - p->seen) / DAY_SECONDS;
		if (days <= OLD_DAYS || !is_new_archive(known, i))
			continue;
		sst_plan_say_warning(x,
		    "The backup %s is %" PRId64 " days old: much may have "
		    "changed since.",
		    p->archive == NULL ? "" : p->archive, days);
	}
}

/* What is on the target was not deleted, whatever a backup lacks. */
static void
say_older(struct sst_plan_ctx *x)
{
	for (size_t i = 0; i < x->plan->lines.n; i++) {
		const struct sst_plan_line *line = &x->plan->lines.v[i];
		const struct sst_profile *p = line->profile;

		if (p == NULL || !p->is_older ||
		    line->outcome == SST_PLAN_PRESENT)
			continue;
		sst_plan_say_warning(x,
		    "%s is not in the newest backup of this device: it may "
		    "have been deleted; last seen %s in %s.",
		    sst_snapshot_title(p), sst_plan_say_day(x, p->seen),
		    p->archive == NULL ? "an older backup" : p->archive);
	}
}

/* The servers that wait, each once: "a, b". */
static const char *
addresses(struct sst_plan_ctx *x, const struct sst_pending *list)
{
	const char *seen[ADDRESS_MAX];
	const char *text = "";
	size_t n = 0;

	for (size_t i = 0; i < list->n && text != NULL; i++) {
		const char *a = list->v[i].address;
		size_t j = 0;

		while (a != NULL && j < n && !sst_know_is_host(seen[j], a))
			j++;
		if (a == NULL || j < n || n == ADDRESS_MAX)
			continue;
		text =
		    sst_plan_say_text(x, "%s%s%s", text, n == 0 ? "" : ", ", a);
		seen[n++] = a;
	}
	return text == NULL || *text == '\0' ? "an unknown server" : text;
}

/* A signed payload is as good from another machine. */
static const char *
by_archive(const struct sst_pending *list)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i].member != NULL)
			return " Their signed payloads are in the archive: a "
			       "program that speaks ES9+ can still deliver "
			       "them.";
	return "";
}

static void
say_pending(struct sst_plan_ctx *x, const struct sst_pending *list)
{
	static const struct {
		enum sst_plan_situation s;
		const char *advice;
	} advices[] = {
		{ SST_PLAN_TRIP, "Deliver them before you leave: let the "
		                 "device go on line." },
		{ SST_PLAN_MOVE, "Deliver them first: let the old device go "
		                 "on line." },
		{ SST_PLAN_DAMAGED, "Deliver them first, if the old device "
		                    "can still go on line." },
		{ SST_PLAN_RESET, "Deliver them first, if the device still "
		                  "has them." },
	};
	const char *what;

	if (list->n == 0)
		return;
	what = sst_plan_say_text(x,
	    "%zu notification%s not delivered yet when the backup was made "
	    "(to %s).",
	    list->n, list->n == 1 ? " was" : "s were", addresses(x, list));
	if (what == NULL)
		return;
	if (x->in->situation == SST_PLAN_LOST)
		sst_plan_say_warning(x, "%s%s", what, by_archive(list));
	for (size_t i = 0; i < sizeof(advices) / sizeof(advices[0]); i++) {
		if (advices[i].s == x->in->situation)
			sst_plan_say_first(x, "%s %s", what, advices[i].advice);
	}
}

/* A plastic SIM was never downloaded: no server counts it. */
static bool
has_downloaded(const struct sst_snapshot *known)
{
	for (size_t i = 0; i < known->profiles.n; i++)
		if (known->profiles.v[i].form != SST_FORM_UICC)
			return true;
	return false;
}

static void
say_situation(struct sst_plan_ctx *x)
{
	enum sst_plan_situation s = x->in->situation;

	if (s == SST_PLAN_TRIP)
		sst_plan_say_first(x,
		    "Make a fresh backup before you leave, and keep it and "
		    "its key where you reach them without the device.");
	if (s == SST_PLAN_MOVE || s == SST_PLAN_DAMAGED)
		sst_plan_say_first(x,
		    "Delete nothing on the old device until the line works on "
		    "the new one, or a step below says so.");
	if (s == SST_PLAN_LOST)
		sst_plan_say_first(x,
		    "Report the loss to the carriers, so that nobody uses the "
		    "lines.");
	if (s == SST_PLAN_LOST && has_downloaded(x->in->known))
		sst_plan_say_warning(x,
		    "The servers may still count the lost profiles as "
		    "installed: a lost device can send no delete "
		    "notification.");
	if (x->in->target.kind == SST_PLAN_SAME &&
	    (s == SST_PLAN_LOST || s == SST_PLAN_TRIP))
		sst_plan_say_warning(x,
		    "The same device is no target once it is lost: the plan "
		    "is for another one.");
}

void
sst_plan_warn_say(struct sst_plan_ctx *x)
{
	const struct sst_snapshot *known = x->in->known;

	say_situation(x);
	for (size_t i = 0; i < known->euiccs.n; i++)
		say_pending(x, &known->euiccs.v[i].pending);
	say_ages(x);
	say_older(x);
	if (known->profiles.n == 0 && known->codes.n == 0)
		sst_plan_say_warning(x,
		    "No line and no code is known: there is nothing to plan.");
}
