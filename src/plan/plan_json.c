/* SPDX-License-Identifier: ISC */
/* plan_json.c: the plan as formats/plan-1.schema.json says. */
#include <string.h>

#include <simstow/base/buf.h>
#include <simstow/base/digits.h>
#include <simstow/base/time.h>

#include "plan_priv.h"

#define FORMAT "simstow-plan"

/* How a document is written. */
struct writer {
	const struct sst_plan *plan;
	const char *iccid;    /* of the line at hand, or NULL */
	struct sst_arena mem; /* masked texts, codes that were read */
	bool with_codes;
	bool redact;
	bool failed;
};

static bool
is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
	       (c >= 'A' && c <= 'F');
}

/* As long as an ICCID or an EID: nothing else in a plan is. */
static bool
is_number(size_t n)
{
	return n == SST_EID_DIGITS ||
	       (n >= SST_ICCID_MIN && n <= SST_ICCID_MAX);
}

static void
mask_run(char *text, size_t n)
{
	char digits[SST_EID_DIGITS + 1];
	char masked[SST_EID_DIGITS + 1];

	memcpy(digits, text, n);
	digits[n] = '\0';
	sst_digits_mask(digits, masked);
	memcpy(text, masked, n);
}

/* The numbers of lines and chips inside a sentence. */
static void
mask_inside(char *text)
{
	while (*text != '\0') {
		size_t n = 0;

		while (is_hex(text[n]))
			n++;
		if (is_number(n))
			mask_run(text, n);
		text += n == 0 ? 1 : n;
	}
}

/* An odd ICCID is found by what it is, not by its length. */
static void
mask_iccid(char *text, const char *iccid)
{
	size_t n = iccid == NULL ? 0 : strlen(iccid);

	for (char *at = text; n > 0; at += n) {
		at = strstr(at, iccid);
		if (at == NULL)
			return;
		memset(at, '*', n);
	}
}

static const char *
clean(struct writer *w, const char *text)
{
	char *copy;

	if (text == NULL || !w->redact)
		return text;
	copy = sst_arena_text(&w->mem, text);
	if (copy == NULL) {
		w->failed = true;
		return NULL;
	}
	mask_inside(copy);
	mask_iccid(copy, w->iccid);
	return copy;
}

/* A number that is masked whatever its length. */
static const char *
number(struct writer *w, const char *text)
{
	char *copy;

	if (text == NULL || !w->redact)
		return text;
	copy = sst_arena_text(&w->mem, text);
	if (copy == NULL) {
		w->failed = true;
		return NULL;
	}
	sst_digits_mask(text, copy);
	return copy;
}

/* Takes j's object; NULL after a failure. */
static json_t *
done(struct sst_json *j)
{
	if (!j->failed)
		return j->v;
	json_decref(j->v);
	return NULL;
}

static json_t *
texts_of(struct writer *w, const struct sst_texts *list)
{
	json_t *out = json_array();

	for (size_t i = 0; i < list->n; i++) {
		const char *text = clean(w, list->v[i]);

		if (text == NULL ||
		    json_array_append_new(out, json_string(text)) < 0) {
			json_decref(out);
			return NULL;
		}
	}
	return out;
}

static json_t *
route_of(const struct sst_plan_route *route)
{
	struct sst_json j = { json_object(), false };

	sst_json_text(&j, "id", route->id);
	sst_json_text(&j, "what", route->what);
	sst_json_text(&j, "why", route->why);
	return done(&j);
}

static json_t *
step_of(struct writer *w, const struct sst_plan_step *step)
{
	struct sst_json j = { json_object(), false };

	sst_json_text(&j, "who", sst_plan_actor_name(step->who));
	sst_json_text(&j, "text", clean(w, step->text));
	sst_json_give(&j, "needs", texts_of(w, &step->needs));
	return done(&j);
}

static json_t *
basis_of(struct writer *w, const struct sst_plan_basis *basis)
{
	struct sst_json j = { json_object(), false };

	sst_json_text(&j, "claim", clean(w, basis->claim));
	sst_json_text(&j, "where", clean(w, basis->where));
	sst_json_text(&j, "source", basis->source);
	sst_json_text(&j, "date", basis->date);
	return done(&j);
}

static json_t *
carrier_of(const struct sst_plan_line *line)
{
	struct sst_json j = { json_object(), false };

	sst_json_text(&j, "id", line->carrier->id);
	sst_json_text(&j, "name", line->carrier->name);
	sst_json_text(&j, "matchedBy", sst_know_match_name(line->match));
	return done(&j);
}

/* Whole where it was asked for, else masked, else (no code at all) absent. */
static const char *
code_text(struct writer *w, const char *text)
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
code_of(struct writer *w, const char *own, const struct sst_kept_code *kept)
{
	struct sst_json j = { json_object(), false };
	bool confirmed = own == NULL && kept->confirmation_code != NULL;

	sst_json_text(&j, "activationCode",
	    code_text(w, own != NULL ? own : kept->text));
	sst_json_bool(&j, "confirmationCodeKept", confirmed);
	sst_json_text(&j, "from",
	    own != NULL ? "deviceChangeConfiguration" : "kept");
	return done(&j);
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
put_who(struct writer *w, struct sst_json *j, const struct sst_plan_line *line)
{
	const struct sst_profile *p = line->profile;
	const char *own = own_code(line);

	sst_json_text(j, "iccid", number(w, w->iccid));
	sst_json_text(j, "title", clean(w, title_of(line)));
	if (p != NULL) {
		sst_json_text(j, "eid", number(w, p->eid));
		sst_json_text(j, "provider", p->provider);
	}
	sst_json_text(j, "smdpAddress", line->smdp_address);
	if (line->carrier != NULL)
		sst_json_give(j, "carrier", carrier_of(line));
	if (own != NULL || line->code != NULL)
		sst_json_give(j, "code", code_of(w, own, line->code));
}

/* The lists of a line: each its own array, empty ones too. */
static void
put_lists(struct writer *w, struct sst_json *j,
    const struct sst_plan_line *line)
{
	json_t *alternatives = json_array();
	json_t *steps = json_array();
	json_t *basis = json_array();
	int rc = 0;

	for (size_t i = 0; i < line->alternatives.n; i++)
		rc |= json_array_append_new(alternatives,
		    route_of(&line->alternatives.v[i]));
	for (size_t i = 0; i < line->steps.n; i++)
		rc |=
		    json_array_append_new(steps, step_of(w, &line->steps.v[i]));
	for (size_t i = 0; i < line->basis.n; i++)
		rc |= json_array_append_new(basis,
		    basis_of(w, &line->basis.v[i]));
	w->failed = w->failed || rc != 0;
	sst_json_give(j, "alternatives", alternatives);
	sst_json_give(j, "steps", steps);
	sst_json_give(j, "risks", texts_of(w, &line->risks));
	sst_json_give(j, "basis", basis);
}

static json_t *
line_of(struct writer *w, const struct sst_plan_line *line)
{
	struct sst_json j = { json_object(), false };

	w->iccid = NULL;
	if (line->profile != NULL)
		w->iccid = line->profile->iccid;
	else if (line->code != NULL)
		w->iccid = line->code->iccid;
	put_who(w, &j, line);
	sst_json_text(&j, "outcome", sst_plan_outcome_name(line->outcome));
	sst_json_text(&j, "summary", clean(w, line->summary));
	if (line->route.id != NULL)
		sst_json_give(&j, "route", route_of(&line->route));
	put_lists(w, &j, line);
	return done(&j);
}

static json_t *
lines_of(struct writer *w)
{
	json_t *out = json_array();

	for (size_t i = 0; i < w->plan->lines.n; i++) {
		if (json_array_append_new(out,
		        line_of(w, &w->plan->lines.v[i])) < 0) {
			json_decref(out);
			return NULL;
		}
	}
	return out;
}

int
sst_plan_json(const struct sst_plan *p, bool with_codes, bool redact,
    json_t **out, struct sst_err *err)
{
	struct writer w = { .plan = p,
		.with_codes = with_codes,
		.redact = redact };
	struct sst_json j = { json_object(), false };
	char created[SST_TIME_SIZE];

	*out = NULL;
	sst_time_format(p->now, created);
	sst_json_text(&j, "format", FORMAT);
	sst_json_int(&j, "version", SST_PLAN_VERSION);
	sst_json_text(&j, "created", created);
	sst_json_text(&j, "situation", sst_plan_situation_name(p->situation));
	sst_json_text(&j, "target", sst_plan_target_name(p->target));
	sst_json_give(&j, "first", texts_of(&w, &p->first));
	sst_json_give(&j, "warnings", texts_of(&w, &p->warnings));
	sst_json_give(&j, "lines", lines_of(&w));
	j.failed = j.failed || w.failed;
	*out = done(&j);
	sst_arena_fini(&w.mem);
	if (*out == NULL)
		return sst_fail(err, SST_E_FAILED, "no memory for the plan");
	return 0;
}
