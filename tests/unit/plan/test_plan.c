/* SPDX-License-Identifier: ISC */
/* test_plan.c: lines in order, names, memory. */
#include "plan_rig.h"

static void
lines_come_in_the_order_of_the_profiles_then_codes(void **state)
{
	struct rig *r = *state;

	(void)rig_add_profile(r, "8944476500008772522");
	(void)rig_add_code(r, "LPA:1$x.example$AAAA-BBBB-CCCC", NULL);
	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_int_equal(r->plan.lines.n, 3);
	assert_ptr_equal(r->plan.lines.v[0].profile, rig_profile(r));
	assert_ptr_equal(r->plan.lines.v[1].profile, rig_profile(r) + 1);
	assert_null(r->plan.lines.v[2].profile);
	assert_int_equal(r->plan.situation, SST_PLAN_LOST);
	assert_int_equal(r->plan.target, SST_PLAN_ANY);
	assert_int_equal(r->plan.now, RIG_NOW);
}

/* The line of a carrier that is known by its name alone. */
static void
check_carrier_line(const struct sst_plan_line *line,
    const struct sst_carrier *row)
{
	assert_ptr_equal(line->carrier, row);
	assert_int_equal(line->match, SST_KNOW_PROVIDER);
	assert_int_equal(line->outcome, SST_PLAN_WITH_CARRIER);
	assert_non_null(sst_know_route(line->route.id));
	assert_non_null(line->route.why);
	assert_true(line->steps.n > 0);
	assert_true(line->basis.n > 0);
}

static void
every_carrier_gives_a_whole_line_in_every_situation(void **state)
{
	static const enum sst_plan_target_kind targets[] = { SST_PLAN_ANY,
		SST_PLAN_ANY, SST_PLAN_LIVE, SST_PLAN_ANY, SST_PLAN_SAME };
	struct rig *r = *state;
	const struct sst_carrier *rows;
	size_t n;

	rows = sst_know_carriers(&n);
	r->known.device.kind = SST_DEVICE_ANDROID;
	rig_profile(r)->provider = rows[0].name;
	rig_profile(r)->iccid = NULL;
	for (size_t i = 1; i < n; i++)
		rig_add_profile(r, NULL)->provider = rows[i].name;
	for (size_t s = 0; s < sizeof(targets) / sizeof(targets[0]); s++) {
		(void)rig_plan(r, (enum sst_plan_situation)(s + 1), targets[s]);
		assert_int_equal(r->plan.lines.n, n);
		for (size_t i = 0; i < n; i++)
			check_carrier_line(&r->plan.lines.v[i], &rows[i]);
	}
}

static void
memory_that_is_out_is_said(void **state)
{
	struct rig *r = *state;
	struct sst_plan_input in = { .known = &r->known,
		.target = { .kind = SST_PLAN_ANY },
		.situation = SST_PLAN_LOST,
		.now = RIG_NOW };
	struct sst_err err = { 0 };
	size_t size = (size_t)24 << 20;
	char *name = malloc(size);

	assert_non_null(name);
	memset(name, 'x', size - 1);
	name[size - 1] = '\0';
	rig_profile(r)->provider = name;
	assert_int_equal(sst_plan_make(&in, &r->plan, &err), -1);
	assert_int_equal(err.code, SST_E_FAILED);
	assert_int_equal(r->plan.lines.n, 0);
	free(name);
}

static void
every_value_has_a_name(void **state)
{
	(void)state;
	assert_string_equal(sst_plan_outcome_name(SST_PLAN_AUTOMATIC),
	    "automatic");
	assert_string_equal(sst_plan_situation_name(SST_PLAN_RESET), "reset");
	assert_string_equal(sst_plan_target_name(SST_PLAN_LIVE), "live");
	assert_string_equal(sst_plan_actor_name(SST_PLAN_CARRIER), "carrier");
	assert_null(sst_plan_outcome_name((enum sst_plan_outcome)0));
	assert_null(sst_plan_actor_name((enum sst_plan_actor)9));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		RIG_TEST(lines_come_in_the_order_of_the_profiles_then_codes),
		RIG_TEST(every_carrier_gives_a_whole_line_in_every_situation),
		RIG_TEST(memory_that_is_out_is_said),
		cmocka_unit_test(every_value_has_a_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
