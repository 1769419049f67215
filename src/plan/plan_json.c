/* SPDX-License-Identifier: ISC */
/* plan_json.c: the plan as formats/plan-1.schema.json says. */
#include <simstow/base/time.h>

#include "plan_json_priv.h"

#define FORMAT "simstow-plan"

static json_t *
lines_of(struct plan_writer *w)
{
	json_t *out = json_array();

	for (size_t i = 0; i < w->plan->lines.n; i++) {
		if (json_array_append_new(out,
		        sst_plan_json_line(w, &w->plan->lines.v[i])) < 0) {
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
	struct plan_writer w = { .plan = p,
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
	sst_json_give(&j, "first", sst_plan_json_texts(&w, &p->first));
	sst_json_give(&j, "warnings", sst_plan_json_texts(&w, &p->warnings));
	sst_json_give(&j, "lines", lines_of(&w));
	sst_plan_json_put_rest(&w, &j);
	j.failed = j.failed || w.failed;
	*out = sst_plan_json_done(&j);
	sst_arena_fini(&w.mem);
	if (*out == NULL)
		return sst_fail(err, SST_E_FAILED, "no memory for the plan");
	return 0;
}
