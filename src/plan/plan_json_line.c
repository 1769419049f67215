/* SPDX-License-Identifier: ISC */
/* plan_json_line.c: one line of a plan as JSON. */
#include <string.h>

#include <simstow/snapshot/activation_code.h>

#include "plan_json_priv.h"

static json_t *
route_of(const struct sst_plan_route *route)
{
	struct sst_json j = { json_object(), false };

	sst_json_text(&j, "id", route->id);
	sst_json_text(&j, "what", route->what);
	sst_json_text(&j, "why", route->why);
	return sst_plan_json_done(&j);
}

static json_t *
step_of(struct plan_writer *w, const struct sst_plan_step *step)
{
	struct sst_json j = { json_object(), false };

	sst_json_text(&j, "who", sst_plan_actor_name(step->who));
	if (step->when != SST_PLAN_NOW)
		sst_json_text(&j, "when", sst_plan_when_name(step->when));
	sst_json_text(&j, "text", sst_plan_json_clean(w, step->text));
	if (step->is_remark)
		sst_json_bool(&j, "remark", true);
	sst_json_give(&j, "needs", sst_plan_json_texts(w, &step->needs));
	if (step->gives.n > 0)
		sst_json_give(&j, "gives",
		    sst_plan_json_texts(w, &step->gives));
	if (step->lines.n > 0)
		sst_json_give(&j, "lines",
		    sst_plan_json_texts(w, &step->lines));
	return sst_plan_json_done(&j);
}

static json_t *
basis_of(struct plan_writer *w, const struct sst_plan_basis *basis)
{
	struct sst_json j = { json_object(), false };

	sst_json_text(&j, "claim", sst_plan_json_clean(w, basis->claim));
	sst_json_text(&j, "where", sst_plan_json_clean(w, basis->where));
	sst_json_text(&j, "source", sst_plan_json_clean(w, basis->source));
	sst_json_text(&j, "date", basis->date);
	return sst_plan_json_done(&j);
}

static json_t *
carrier_of(const struct sst_plan_line *line)
{
	struct sst_json j = { json_object(), false };

	sst_json_text(&j, "id", line->carrier->id);
	sst_json_text(&j, "name", line->carrier->name);
	sst_json_text(&j, "matchedBy", sst_know_match_name(line->match));
	return sst_plan_json_done(&j);
}

/* Whole where it was asked for, else masked, else (no code at all) absent. */
static const char *
code_text(struct plan_writer *w, const char *text)
{
	struct sst_err why = { 0 };
	struct sst_ac ac = { 0 };

	if (text == NULL || (w->with_codes && !w->redact))
		return text;
	if (sst_ac_parse(sst_span_of_text(text), &w->mem, &ac, NULL, &why) <
	    0) {
		w->failed = w->failed || why.code == SST_E_FAILED;
		return NULL;
	}
	text = sst_ac_mask(&ac, &w->mem);
	w->failed = w->failed || text == NULL;
	return text;
}

/* The code inside the profile, where it is the one to tell of; or NULL. */
static const char *
own_code(const struct sst_plan_line *line)
{
	bool is_chosen = line->route.id != NULL &&
	                 strcmp(line->route.id, "device_change_stored_ac") == 0;

	if (line->profile == NULL || (!is_chosen && line->code != NULL))
		return NULL;
	return line->profile->device_change.activation_code;
}

static json_t *
code_of(struct plan_writer *w, const char *own,
    const struct sst_kept_code *kept)
{
	struct sst_json j = { json_object(), false };
	bool confirmed = own == NULL && kept->confirmation_code != NULL;

	sst_json_text(&j, "activationCode",
	    code_text(w, own != NULL ? own : kept->text));
	sst_json_bool(&j, "confirmationCodeKept", confirmed);
	sst_json_text(&j, "from",
	    own != NULL ? "deviceChangeConfiguration" : "kept");
	return sst_plan_json_done(&j);
}

/* What a code without a profile is called. */
static const char *
title_of(const struct sst_plan_line *line)
{
	if (line->profile != NULL)
		return sst_snapshot_title(line->profile);
	if (line->code != NULL && line->code->carrier != NULL)
		return line->code->carrier;
	return line->smdp_address != NULL ? line->smdp_address : "unnamed";
}

static void
put_who(struct plan_writer *w, struct sst_json *j,
    const struct sst_plan_line *line)
{
	const struct sst_profile *p = line->profile;
	const char *own = own_code(line);

	sst_json_text(j, "iccid", sst_plan_json_number(w, w->iccid));
	sst_json_text(j, "title", sst_plan_json_clean(w, title_of(line)));
	if (p != NULL) {
		sst_json_text(j, "eid", sst_plan_json_number(w, p->eid));
		sst_json_text(j, "provider",
		    sst_plan_json_clean(w, p->provider));
	}
	sst_json_text(j, "smdpAddress",
	    sst_plan_json_clean(w, line->smdp_address));
	if (line->carrier != NULL)
		sst_json_give(j, "carrier", carrier_of(line));
	if (own != NULL || line->code != NULL)
		sst_json_give(j, "code", code_of(w, own, line->code));
}

static json_t *
check_of(struct plan_writer *w, const struct sst_plan_check *check)
{
	struct sst_json j = { json_object(), false };

	sst_json_text(&j, "id", check->id);
	sst_json_text(&j, "result", sst_plan_result_name(check->result));
	sst_json_text(&j, "text", sst_plan_json_clean(w, check->text));
	return sst_plan_json_done(&j);
}

static void
push(struct plan_writer *w, json_t *list, json_t *item)
{
	if (json_array_append_new(list, item) < 0)
		w->failed = true;
}

/* The lists of a line: each its own array, empty ones too. */
static void
put_lists(struct plan_writer *w, struct sst_json *j,
    const struct sst_plan_line *line)
{
	json_t *alternatives = json_array();
	json_t *steps = json_array();
	json_t *checks = json_array();
	json_t *basis = json_array();

	for (size_t i = 0; i < line->alternatives.n; i++)
		push(w, alternatives, route_of(&line->alternatives.v[i]));
	for (size_t i = 0; i < line->steps.n; i++)
		push(w, steps, step_of(w, &line->steps.v[i]));
	for (size_t i = 0; i < line->checks.n; i++)
		push(w, checks, check_of(w, &line->checks.v[i]));
	for (size_t i = 0; i < line->basis.n; i++)
		push(w, basis, basis_of(w, &line->basis.v[i]));
	sst_json_give(j, "alternatives", alternatives);
	sst_json_give(j, "steps", steps);
	sst_json_give(j, "risks", sst_plan_json_texts(w, &line->risks));
	sst_json_give(j, "checks", checks);
	sst_json_give(j, "basis", basis);
}

/* What the user said of it, and why it stands where it does. */
static void
put_place(struct plan_writer *w, struct sst_json *j,
    const struct sst_plan_line *line)
{
	if (line->told != NULL)
		sst_json_text(j, "purpose",
		    sst_plan_json_clean(w, line->told->purpose));
	if (line->after.n > 0)
		sst_json_give(j, "after", sst_plan_json_texts(w, &line->after));
	sst_json_text(j, "whyHere", sst_plan_json_clean(w, line->why_here));
	if (line->is_no_line)
		sst_json_bool(j, "noLine", true);
	if (line->is_lifeline)
		sst_json_bool(j, "lifeline", true);
	sst_json_text(j, "expires", line->expires);
	if (line->is_expired)
		sst_json_bool(j, "expired", true);
}

json_t *
sst_plan_json_line(struct plan_writer *w, const struct sst_plan_line *line)
{
	struct sst_json j = { json_object(), false };

	w->iccid = line->iccid;
	put_who(w, &j, line);
	put_place(w, &j, line);
	sst_json_text(&j, "outcome", sst_plan_outcome_name(line->outcome));
	sst_json_text(&j, "summary", sst_plan_json_clean(w, line->summary));
	if (line->route.id != NULL)
		sst_json_give(&j, "route", route_of(&line->route));
	put_lists(w, &j, line);
	return sst_plan_json_done(&j);
}
