/* SPDX-License-Identifier: ISC */
/* plan_check.h: what must hold of every plan, whatever it was made of. */
#ifndef SIMSTOW_TESTS_TOOLS_PLAN_CHECK_H
#define SIMSTOW_TESTS_TOOLS_PLAN_CHECK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <simstow/base/json.h>
#include <simstow/plan/plan.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* seed: of which input; ends the program where something does not hold. */
static void
check(bool holds, const char *what, uint64_t seed)
{
	if (holds)
		return;
	fprintf(stderr, "plan %llu: %s\n", (unsigned long long)seed, what);
	abort();
}

static bool
has(const struct sst_texts *list, const char *word)
{
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->v[i], word) == 0)
			return true;
	return false;
}

/* An earlier step of the line gives it. */
static bool
is_given(const struct sst_plan_line *line, size_t before, const char *word)
{
	for (size_t i = 0; i < before; i++)
		if (has(&line->steps.v[i].gives, word))
			return true;
	return false;
}

static bool
is_lost(const struct sst_plan *plan)
{
	return plan->situation == SST_PLAN_LOST ||
	       plan->situation == SST_PLAN_TRIP;
}

/* What a person has at hand, whatever happened to the device. */
static bool
is_at_hand(const struct sst_plan *plan, const struct sst_plan_line *line,
    const char *need)
{
	static const char *const always[] = { "network", "identity document",
		"login", "money", "home country" };

	for (size_t i = 0; i < COUNT(always); i++)
		if (strcmp(need, always[i]) == 0)
			return true;
	if (strcmp(need, "old device") == 0)
		return !is_lost(plan);
	if (strcmp(need, "confirmation code") == 0)
		return line->code != NULL &&
		       line->code->confirmation_code != NULL;
	if (strcmp(need, "EID known to the carrier") == 0)
		return line->told != NULL && line->told->told_eid != NULL;
	return false;
}

/* Lines whose message it needs: earlier in the order, or told as a risk. */
static bool
may_get_message(const struct sst_plan *plan, size_t at,
    const struct sst_plan_step *step)
{
	const struct sst_plan_line *line = &plan->lines.v[at];

	for (size_t i = 0; i < step->lines.n; i++) {
		bool is_before = false;
		bool is_planned = false;

		for (size_t k = 0; k < plan->lines.n; k++) {
			const char *other = plan->lines.v[k].iccid;

			if (other == NULL ||
			    strcmp(other, step->lines.v[i]) != 0)
				continue;
			is_planned = true;
			is_before = is_before || k < at;
		}
		for (size_t k = 0; !is_before && k < line->risks.n; k++)
			is_before = strstr(line->risks.v[k],
			                "itself waits for this one") != NULL;
		if (is_planned && !is_before)
			return false;
	}
	return true;
}

static void
check_steps(const struct sst_plan *plan, size_t at, uint64_t seed)
{
	const struct sst_plan_line *line = &plan->lines.v[at];

	for (size_t i = 0; i < line->steps.n; i++) {
		const struct sst_plan_step *step = &line->steps.v[i];

		for (size_t k = 0; k < step->needs.n; k++) {
			const char *need = step->needs.v[k];

			check(strcmp(need, "another line's SMS") == 0 ||
			          is_at_hand(plan, line, need) ||
			          is_given(line, i, need),
			    need, seed);
		}
		check(may_get_message(plan, at, step),
		    "a step needs a line that comes later", seed);
		check(!is_lost(plan) || strstr(step->text, "delete ") == NULL ||
		          strstr(step->text, "cannot be met") != NULL,
		    "a lost device is told to delete", seed);
		check(!is_lost(plan) || strstr(step->text, "Deliver") == NULL,
		    "a lost device is told to deliver", seed);
	}
}

/* A deletion is asked for only where a code is known to work after it. */
static void
check_deletion(const struct sst_plan_line *line, uint64_t seed)
{
	bool deletes = false;
	bool is_known = line->route.id != NULL &&
	                strcmp(line->route.id, "device_change_stored_ac") == 0;

	for (size_t i = 0; i < line->steps.n; i++)
		deletes = deletes || strstr(line->steps.v[i].text,
		                         "delete the profile") != NULL;
	if (line->carrier != NULL &&
	    strcmp(line->carrier->code_single_use, "yes") != 0 &&
	    (strcmp(line->carrier->same_device_reinstall, "yes") == 0 ||
	        sst_know_has(line->carrier->new_device_reinstall, "same-code")))
		is_known = true;
	check(!deletes || is_known, "a deletion where reuse is not known",
	    seed);
}

/* Nothing is said twice, and every look that doubts is a risk. */
static void
check_lists(const struct sst_plan_line *line, uint64_t seed)
{
	for (size_t i = 0; i < line->basis.n; i++)
		for (size_t k = 0; k < i; k++)
			check(strcmp(line->basis.v[i].claim,
			          line->basis.v[k].claim) != 0 ||
			          strcmp(line->basis.v[i].where,
			              line->basis.v[k].where) != 0,
			    "the same basis twice", seed);
	for (size_t i = 0; i < line->risks.n; i++)
		for (size_t k = 0; k < i; k++)
			check(strcmp(line->risks.v[i], line->risks.v[k]) != 0,
			    "the same risk twice", seed);
	for (size_t i = 0; i < line->alternatives.n; i++) {
		const char *id = line->alternatives.v[i].id;

		check(line->route.id == NULL || strcmp(id, line->route.id) != 0,
		    "the route is an alternative to itself", seed);
		for (size_t k = 0; k < i; k++)
			check(strcmp(id, line->alternatives.v[k].id) != 0,
			    "the same alternative twice", seed);
	}
	for (size_t i = 0; i < line->checks.n; i++)
		check(line->checks.v[i].result != SST_PLAN_DOUBTFUL ||
		          has(&line->risks, line->checks.v[i].text),
		    "a doubt that is no risk", seed);
}

static bool
is_of_card(const struct sst_plan_line *line)
{
	return strcmp(line->route.id, "card_move") == 0 ||
	       strcmp(line->route.id, "plastic_sim") == 0;
}

/* A refusal blocks what is downloaded; a blocked line has its reason. */
static void
check_refusal(const struct sst_plan_line *line, uint64_t seed)
{
	bool is_refused = false;

	for (size_t i = 0; i < line->checks.n; i++)
		is_refused =
		    is_refused || line->checks.v[i].result == SST_PLAN_REFUSED;
	check(!is_refused || line->outcome == SST_PLAN_BLOCKED ||
	          is_of_card(line),
	    "refused and not blocked", seed);
	check(line->outcome != SST_PLAN_BLOCKED || is_refused ||
	          strstr(line->summary, "Nothing tells whose") != NULL ||
	          strstr(line->summary, "Nothing has to come back") != NULL,
	    "blocked without a reason", seed);
}

/* simstow does all of what is automatic, and a download of nothing else. */
static void
check_actors(const struct sst_plan_input *in, const struct sst_plan_line *line,
    uint64_t seed)
{
	bool is_ours = line->outcome == SST_PLAN_AUTOMATIC;

	check(!is_ours || (in->can == SST_PLAN_CAN_DOWNLOAD &&
	                      in->target.kind == SST_PLAN_LIVE),
	    "automatic without the means", seed);
	for (size_t k = 0; k < line->steps.n; k++)
		check(line->steps.v[k].when == SST_PLAN_BEFORE ||
		          strstr(line->steps.v[k].text, "uicc write") != NULL ||
		          (line->steps.v[k].who == SST_PLAN_SIMSTOW) == is_ours,
		    "a step of the wrong one", seed);
}

/* The chosen route rests on its row. */
static void
check_route(const struct sst_plan_line *line, uint64_t seed)
{
	static const char table[] = "formats/routes.tsv: ";
	bool is_there = line->route.id == NULL;

	for (size_t i = 0; !is_there && i < line->basis.n; i++) {
		const char *where = line->basis.v[i].where;

		is_there = strncmp(where, table, strlen(table)) == 0 &&
		           strcmp(where + strlen(table), line->route.id) == 0;
	}
	check(is_there, "a route without its row", seed);
}

static void
check_line(const struct sst_plan_input *in, const struct sst_plan *plan,
    size_t at, uint64_t seed)
{
	const struct sst_plan_line *line = &plan->lines.v[at];

	check(line->outcome != 0 && line->summary != NULL, "no outcome", seed);
	check((line->outcome == SST_PLAN_BLOCKED) == (line->route.id == NULL),
	    "a route and blocked", seed);
	check(line->basis.n > 0, "no basis", seed);
	for (size_t k = 0; k < line->basis.n; k++)
		check(line->basis.v[k].claim != NULL &&
		          line->basis.v[k].where != NULL &&
		          line->basis.v[k].source != NULL,
		    "a claim without a ground", seed);
	check_lists(line, seed);
	check_refusal(line, seed);
	check_actors(in, line, seed);
	check_route(line, seed);
	check_steps(plan, at, seed);
	check_deletion(line, seed);
}

/* The gravest first, and the verdict is as grave. */
static void
check_verdict(const struct sst_plan *plan, uint64_t seed)
{
	bool is_trip = plan->situation == SST_PLAN_TRIP && plan->lines.n > 0;

	check((plan->verdict != 0) == is_trip, "a verdict", seed);
	check(plan->fixes.n == 0 || plan->verdict == plan->fixes.v[0].grade,
	    "a verdict that is not the gravest", seed);
	for (size_t i = 1; i < plan->fixes.n; i++)
		check(plan->fixes.v[i].grade <= plan->fixes.v[i - 1].grade,
		    "a graver thing after another", seed);
}

/* A code or a number of a line is in no document that shall not have it. */
static void
check_hidden(const struct sst_plan *plan, const char *text, bool redact,
    uint64_t seed)
{
	for (size_t i = 0; i < plan->lines.n; i++) {
		const struct sst_plan_line *line = &plan->lines.v[i];
		const struct sst_profile *p = line->profile;
		const char *id = line->code == NULL || line->code->text == NULL
		                     ? NULL
		                     : strstr(line->code->text, "AAAA-BBBB");

		check(id == NULL || strstr(text, "AAAA-BBBB") == NULL,
		    "a matching id", seed);
		if (!redact)
			continue;
		check(line->iccid == NULL || strlen(line->iccid) < 18 ||
		          strstr(text, line->iccid) == NULL,
		    "an ICCID in what is redacted", seed);
		check(p == NULL || p->eid == NULL ||
		          strstr(text, p->eid) == NULL,
		    "an EID in what is redacted", seed);
		check(p == NULL || p->msisdn == NULL ||
		          strstr(text, p->msisdn) == NULL,
		    "a number in what is redacted", seed);
	}
}

/* plain: the document without codes. */
static void
check_secrets(const struct sst_plan *plan, struct sst_buf *plain, uint64_t seed)
{
	struct sst_buf text = { 0 };
	struct sst_err err = { 0 };
	json_t *json = NULL;

	check(sst_buf_put_u8(plain, 0, &err) == 0, err.msg, seed);
	check(strstr((const char *)plain->p, "(null)") == NULL, "(null)", seed);
	check_hidden(plan, (const char *)plain->p, false, seed);
	check(sst_plan_json(plan, true, true, &json, &err) == 0 &&
	          sst_json_put(json, &text, &err) == 0 &&
	          sst_buf_put_u8(&text, 0, &err) == 0,
	    err.msg, seed);
	json_decref(json);
	check_hidden(plan, (const char *)text.p, true, seed);
	sst_buf_fini(&text);
}

#endif
