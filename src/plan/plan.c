/* SPDX-License-Identifier: ISC */
/* plan.c: line by line from what is known to the way back. */
#include "plan_priv.h"

/* One line, from facts to risks; what it is for is in x->line. */
static void
plan_line(struct sst_plan_ctx *x)
{
	sst_plan_facts_fill(x);
	if (!x->is_void)
		sst_plan_target_check(x);
	sst_plan_rules_apply(x);
	sst_plan_steps_say(x);
	sst_plan_risks_say(x);
	sst_plan_expiry_say(x);
	sst_plan_trip_line(x);
	sst_plan_ask_line(x);
	sst_plan_basis_line(x);
}

static int
add_line(struct sst_plan_ctx plain, const struct sst_profile *profile,
    const struct sst_plan_code *code, struct sst_err *err)
{
	struct sst_plan *plan = plain.plan;
	struct sst_plan_line *v;

	v = sst_arena_grow(&plan->mem, plan->lines.v, plan->lines.n,
	    sizeof(*v));
	if (v == NULL)
		return sst_arena_full(&plan->mem, err);
	plan->lines.v = v;
	plain.line = &v[plan->lines.n++];
	plain.line->profile = profile;
	plain.line->code = code == NULL ? NULL : code->kept;
	plain.line->iccid = profile != NULL ? profile->iccid
	                    : code != NULL  ? code->kept->iccid
	                                    : NULL;
	plain.code = code;
	plan_line(&plain);
	return plain.failed ? sst_arena_full(&plan->mem, err) : 0;
}

static int
add_lines(const struct sst_plan_ctx *x, struct sst_err *err)
{
	const struct sst_snapshot *known = x->in->known;

	for (size_t i = 0; i < known->profiles.n; i++) {
		const struct sst_profile *p = &known->profiles.v[i];

		if (add_line(*x, p, sst_plan_code_of(x->codes, p), err) < 0)
			return -1;
	}
	for (size_t i = 0; i < x->codes->n; i++) {
		const struct sst_plan_code *c = &x->codes->v[i];

		if (c->profile == NULL && add_line(*x, NULL, c, err) < 0)
			return -1;
	}
	return 0;
}

int
sst_plan_make(const struct sst_plan_input *in, struct sst_plan *out,
    struct sst_err *err)
{
	struct sst_plan plan = { .situation = in->situation,
		.target = in->target.kind,
		.now = in->now };
	struct sst_plan_codes codes = { 0 };
	struct sst_plan_ctx x = { .in = in, .plan = &plan, .codes = &codes };
	int rc = -1;

	*out = (struct sst_plan){ 0 };
	if (sst_plan_code_bind(in, &plan.mem, &codes, err) < 0)
		goto out;
	if (add_lines(&x, err) < 0)
		goto out;
	sst_plan_warn_say(&x);
	if (sst_plan_order_sort(&x, err) < 0)
		goto out;
	sst_plan_settings_say(&x);
	sst_plan_trip_say(&x);
	if (x.failed) {
		(void)sst_arena_full(&plan.mem, err);
		goto out;
	}
	*out = plan;
	plan.mem = (struct sst_arena){ 0 };
	rc = 0;
out:
	sst_arena_fini(&plan.mem);
	return rc;
}

void
sst_plan_fini(struct sst_plan *p)
{
	sst_arena_fini(&p->mem);
	*p = (struct sst_plan){ 0 };
}
