/* SPDX-License-Identifier: ISC */
/* plan_trip.c: before a trip: a verdict, and what to mend in time. */
#include <inttypes.h>
#include <string.h>

#include "plan_priv.h"

#define OLD_DAYS 30
#define SOON_DAYS 30
#define DAY_SECONDS 86400

static void
add(struct sst_plan_ctx *x, enum sst_plan_grade grade, const char *iccid,
    const char *command, const char *text)
{
	struct sst_plan *plan = x->plan;
	struct sst_plan_fix *v;
	size_t at = plan->fixes.n;

	v = sst_plan_say_grow(x, plan->fixes.v, plan->fixes.n, sizeof(*v));
	if (v == NULL || text == NULL)
		return;
	/* the gravest first, else as found */
	for (; at > 0 && v[at - 1].grade < grade; at--)
		v[at] = v[at - 1];
	v[at] = (struct sst_plan_fix){ grade, iccid, text, command };
	plan->fixes.v = v;
	plan->fixes.n++;
}

static const char *
title_of(const struct sst_plan_ctx *x)
{
	const struct sst_plan_line *line = x->line;

	if (line->profile != NULL)
		return sst_snapshot_title(line->profile);
	return line->code != NULL && line->code->carrier != NULL
	           ? line->code->carrier
	           : "the line of a kept code";
}

/* Banks and shops send their codes to it. */
static const char *
sender_of(const struct sst_plan_ctx *x)
{
	const struct sst_told *t = x->told;

	for (size_t i = 0; t != NULL && i < t->codes_for.n; i++)
		if (*t->codes_for.v[i] != '\0')
			return t->codes_for.v[i];
	return NULL;
}

static bool
is_shop_only(const struct sst_plan_ctx *x)
{
	return x->line->route.id != NULL &&
	       strcmp(x->line->route.id, "carrier_store") == 0;
}

/* Lines that would not come back while you are away. */
static void
look_at_way(struct sst_plan_ctx *x)
{
	const char *title = title_of(x);
	const char *sender = sender_of(x);

	if (x->line->outcome == SST_PLAN_BLOCKED)
		add(x, SST_PLAN_DANGER, x->line->iccid, NULL,
		    sst_plan_say_text(x, "%s: no way back is known. %s", title,
		        x->line->summary));
	else if (is_shop_only(x))
		add(x, SST_PLAN_DANGER, x->line->iccid, NULL,
		    sst_plan_say_text(x,
		        "%s comes back only in a shop of %s: take along "
		        "another line that needs no shop.",
		        title, x->who));
	else if (sender != NULL && x->line->outcome == SST_PLAN_WITH_CARRIER)
		add(x, SST_PLAN_MEND, x->line->iccid, NULL,
		    sst_plan_say_text(x,
		        "%s receives the codes of %s, and %s would have to act "
		        "first: arrange another way for them (an app, another "
		        "number).",
		        title, sender, x->who == NULL ? "somebody" : x->who));
}

/* Its login sends the code to the very line that is gone. */
static void
look_at_login(struct sst_plan_ctx *x)
{
	if ((x->conditions & SST_PLAN_IF_OWN_SMS) != 0 &&
	    x->line->outcome == SST_PLAN_WITH_CARRIER)
		add(x, SST_PLAN_DANGER, x->line->iccid, NULL,
		    sst_plan_say_text(x,
		        "%s: %s sends its login code to this very line. Change "
		        "the second factor to an app, mail or another line.",
		        title_of(x), x->who == NULL ? "its carrier" : x->who));
	if ((x->conditions & SST_PLAN_IF_UNLOCKED) != 0)
		add(x, SST_PLAN_MEND, x->line->iccid, NULL,
		    sst_plan_say_text(x,
		        "%s: the account lock of %s blocks a new eSIM. Learn "
		        "how it is lifted without the old phone.",
		        title_of(x), x->who));
}

bool
sst_plan_trip_wants_code(const struct sst_plan_ctx *x)
{
	const struct sst_carrier *c = x->line->carrier;
	const struct sst_profile *p = x->line->profile;

	return x->code == NULL && p != NULL && p->form != SST_FORM_UICC &&
	       (c == NULL || strcmp(c->code_single_use, "yes") != 0);
}

static void
look_at_code(struct sst_plan_ctx *x)
{
	const char *iccid = x->line->iccid;
	const char *command =
	    iccid == NULL
	        ? "simstow code add"
	        : sst_plan_say_text(x, "simstow code add --iccid %s", iccid);

	if (command == NULL)
		return;
	if (sst_plan_trip_wants_code(x))
		add(x, SST_PLAN_MEND, iccid, command,
		    sst_plan_say_text(x,
		        "%s: no activation code is kept. If you still have "
		        "it, keep it.",
		        title_of(x)));
	if (x->code != NULL && sst_plan_ways_confirm(x) &&
	    x->code->kept->confirmation_code == NULL)
		add(x, SST_PLAN_MEND, iccid,
		    sst_plan_say_text(x, "%s --confirmation-code", command),
		    sst_plan_say_text(x,
		        "%s: its code wants a confirmation code, which is not "
		        "kept.",
		        title_of(x)));
}

static void
look_at_date(struct sst_plan_ctx *x)
{
	bool is_date;
	int64_t days = sst_plan_expiry_days(x, x->line->expires, &is_date);

	if (is_date && days <= SOON_DAYS)
		add(x, SST_PLAN_MEND, x->line->iccid, NULL,
		    sst_plan_say_text(x, "%s %s on %s.", title_of(x),
		        days < 0 ? "lapsed" : "lapses", x->line->expires));
}

void
sst_plan_trip_line(struct sst_plan_ctx *x)
{
	if (!x->is_trip || x->is_void || x->line->outcome == SST_PLAN_PRESENT)
		return;
	look_at_way(x);
	look_at_login(x);
	look_at_code(x);
	look_at_date(x);
}

static void
look_at_backups(struct sst_plan_ctx *x)
{
	const struct sst_snapshot *known = x->in->known;
	int64_t newest = 0;

	for (size_t i = 0; i < known->profiles.n; i++)
		if (known->profiles.v[i].seen > newest)
			newest = known->profiles.v[i].seen;
	if (newest > 0 && newest <= x->in->now &&
	    (x->in->now - newest) / DAY_SECONDS > OLD_DAYS)
		add(x, SST_PLAN_MEND, NULL, "simstow backup",
		    sst_plan_say_text(x,
		        "The newest backup is %" PRId64 " days old.",
		        (x->in->now - newest) / DAY_SECONDS));
	for (size_t i = 0; i < known->euiccs.n; i++)
		if (known->euiccs.v[i].pending.n > 0)
			add(x, SST_PLAN_MEND, NULL, NULL,
			    sst_plan_say_text(x,
			        "%zu notification%s not delivered: let the "
			        "device go on line.",
			        known->euiccs.v[i].pending.n,
			        known->euiccs.v[i].pending.n == 1 ? " is"
			                                          : "s are"));
}

void
sst_plan_trip_say(struct sst_plan_ctx *x)
{
	struct sst_plan *plan = x->plan;
	size_t gravest = 0;

	if (x->in->situation != SST_PLAN_TRIP || plan->lines.n == 0)
		return;
	look_at_backups(x);
	plan->verdict =
	    plan->fixes.n == 0 ? SST_PLAN_READY : plan->fixes.v[0].grade;
	while (gravest < plan->fixes.n &&
	       plan->fixes.v[gravest].grade == plan->verdict)
		gravest++;
	if (plan->verdict == SST_PLAN_READY)
		plan->verdict_text = "Ready: what is known here is in order.";
	else
		plan->verdict_text = sst_plan_say_text(x,
		    plan->verdict == SST_PLAN_MEND
		        ? "Nearly ready: %zu thing%s to mend."
		        : "Not ready: %zu thing%s could leave you without a "
		          "line.",
		    gravest, gravest == 1 ? "" : "s");
}
