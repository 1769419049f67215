/* SPDX-License-Identifier: ISC */
/* plan_json_rest.c: what a plan says beside its lines, as JSON. */
#include "plan_json_priv.h"

static void
push(struct plan_writer *w, json_t *list, struct sst_json *item)
{
	if (json_array_append_new(list, sst_plan_json_done(item)) < 0)
		w->failed = true;
}

static json_t *
settings_of(struct plan_writer *w)
{
	json_t *list = json_array();

	for (size_t i = 0; i < w->plan->settings.n; i++) {
		const struct sst_plan_setting *s = &w->plan->settings.v[i];
		struct sst_json j = { json_object(), false };

		sst_json_text(&j, "what", sst_plan_json_clean(w, s->what));
		sst_json_text(&j, "value", sst_plan_json_clean(w, s->value));
		sst_json_text(&j, "iccid", sst_plan_json_number(w, s->iccid));
		sst_json_text(&j, "by", sst_plan_setting_way_name(s->way));
		sst_json_text(&j, "path", s->path);
		sst_json_text(&j, "basis", sst_plan_json_clean(w, s->basis));
		push(w, list, &j);
	}
	return list;
}

static json_t *
fixes_of(struct plan_writer *w)
{
	json_t *list = json_array();

	for (size_t i = 0; i < w->plan->fixes.n; i++) {
		const struct sst_plan_fix *f = &w->plan->fixes.v[i];
		struct sst_json j = { json_object(), false };

		sst_json_text(&j, "grade", sst_plan_grade_name(f->grade));
		sst_json_text(&j, "iccid", sst_plan_json_number(w, f->iccid));
		sst_json_text(&j, "text", sst_plan_json_clean(w, f->text));
		sst_json_text(&j, "command",
		    sst_plan_json_clean(w, f->command));
		push(w, list, &j);
	}
	return list;
}

static json_t *
questions_of(struct plan_writer *w)
{
	json_t *list = json_array();

	for (size_t i = 0; i < w->plan->questions.n; i++) {
		const struct sst_plan_question *q = &w->plan->questions.v[i];
		struct sst_json j = { json_object(), false };

		sst_json_text(&j, "iccid", sst_plan_json_number(w, q->iccid));
		sst_json_text(&j, "field", q->field);
		sst_json_text(&j, "text", sst_plan_json_clean(w, q->text));
		sst_json_text(&j, "command",
		    sst_plan_json_clean(w, q->command));
		push(w, list, &j);
	}
	return list;
}

static json_t *
verdict_of(struct plan_writer *w)
{
	struct sst_json j = { json_object(), false };

	sst_json_text(&j, "grade", sst_plan_grade_name(w->plan->verdict));
	sst_json_text(&j, "text",
	    sst_plan_json_clean(w, w->plan->verdict_text));
	sst_json_give(&j, "fixes", fixes_of(w));
	return sst_plan_json_done(&j);
}

void
sst_plan_json_put_rest(struct plan_writer *w, struct sst_json *j)
{
	sst_json_give(j, "settings", settings_of(w));
	if (w->plan->verdict != 0)
		sst_json_give(j, "verdict", verdict_of(w));
	sst_json_give(j, "questions", questions_of(w));
}
