/* SPDX-License-Identifier: ISC */
/* plan_ask.c: what only the user knows and nobody said yet, asked by name. */
#include <string.h>

#include "plan_priv.h"

static void
ask(struct sst_plan_ctx *x, const char *field, const char *option,
    const char *text)
{
	struct sst_plan *plan = x->plan;
	struct sst_plan_question *v;
	const char *iccid = x->line->iccid;

	v = sst_plan_say_grow(x, plan->questions.v, plan->questions.n,
	    sizeof(*v));
	if (v == NULL || text == NULL)
		return;
	v[plan->questions.n++] = (struct sst_plan_question){ iccid, field, text,
		sst_plan_say_text(x, "simstow line set %s %s", iccid, option) };
	plan->questions.v = v;
}

static bool
is_told(const char *text)
{
	return text != NULL;
}

/* The carrier wants a login or a message before it acts. */
static bool
needs_login(const struct sst_plan_ctx *x)
{
	const char *id = x->line->route.id;
	const unsigned conditions =
	    SST_PLAN_IF_SMS | SST_PLAN_IF_OWN_SMS | SST_PLAN_IF_LOGIN;

	return (x->conditions & conditions) != 0 ||
	       (id != NULL && (strcmp(id, "carrier_app") == 0 ||
	                          strcmp(id, "carrier_portal") == 0));
}

/* Resellers sell data: nobody's bank writes there. */
static bool
may_get_codes(const struct sst_plan_ctx *x)
{
	const struct sst_carrier *c = x->line->carrier;

	return x->line->profile != NULL &&
	       (c == NULL || strcmp(c->kind, "mno") == 0 ||
	           strcmp(c->kind, "mvno") == 0);
}

void
sst_plan_ask_line(struct sst_plan_ctx *x)
{
	const struct sst_told none = { 0 };
	const struct sst_told *t = x->told == NULL ? &none : x->told;
	const struct sst_profile *p = x->line->profile;
	const char *title = p == NULL ? "the line" : sst_snapshot_title(p);

	if (x->line->iccid == NULL || x->is_void ||
	    x->line->outcome == SST_PLAN_PRESENT)
		return;
	if (x->line->carrier == NULL && !is_told(t->carrier))
		ask(x, "carrier", "--carrier NAME",
		    sst_plan_say_text(x, "Who sold you %s?", title));
	if (x->line->outcome == SST_PLAN_WITH_CARRIER && needs_login(x) &&
	    !is_told(t->second_factor) && x->second == NULL)
		ask(x, "second_factor",
		    "--second-factor ICCID|self|app|mail|none",
		    sst_plan_say_text(x,
		        "What does the login at %s ask for: an SMS to which "
		        "line, an app, a mail?",
		        x->who == NULL ? "its carrier" : x->who));
	if (may_get_codes(x) && t->codes_for.v == NULL)
		ask(x, "codes_for", "--codes-for WHO",
		    sst_plan_say_text(x,
		        "Whose codes come to %s by SMS (a bank, a shop, "
		        "another line's carrier)?",
		        title));
}
