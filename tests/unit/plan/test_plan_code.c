/* SPDX-License-Identifier: ISC */
/* test_plan_code.c: which kept code belongs to which line. */
#include "plan_rig.h"

#define CODE "LPA:1$smdp.example$AAAA-BBBB-CCCC-DDDD"
#define OTHER "LPA:1$smdp.example$EEEE-FFFF-GGGG-HHHH"

static void
an_iccid_binds_a_code(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line;

	(void)rig_add_code(r, CODE, RIG_ICCID);
	line = rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_int_equal(r->plan.lines.n, 1);
	assert_ptr_equal(line->code, &r->known.codes.v[0]);
	assert_non_null(rig_basis(line, "a code is kept for this ICCID"));
	assert_string_equal(line->smdp_address, "smdp.example");
}

static void
the_newest_of_several_codes_counts(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line;

	(void)rig_add_code(r, CODE, RIG_ICCID);
	rig_add_code(r, OTHER, RIG_ICCID)->added = RIG_NOW - 1;
	rig_add_code(r, CODE, RIG_ICCID)->added = 5;
	line = rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_int_equal(r->plan.lines.n, 1);
	assert_ptr_equal(line->code, &r->known.codes.v[1]);
	assert_true(rig_has_text(&line->risks, "2 older codes are of this"));
}

static void
a_server_of_one_line_binds_one_code(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line;

	rig_set_host(r, "SMDP.example:8443");
	(void)rig_add_code(r, CODE, NULL);
	line = rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_int_equal(r->plan.lines.n, 1);
	assert_non_null(line->code);
	assert_true(rig_has_text(&line->risks, "only its server ties it"));
}

static void
a_server_of_two_lines_binds_nothing(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line;

	rig_set_host(r, "smdp.example");
	(void)rig_add_profile(r, "8944476500008772522");
	(void)rig_add_code(r, CODE, NULL);
	line = rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_int_equal(r->plan.lines.n, 3);
	assert_null(line->code);
	line = &r->plan.lines.v[2];
	assert_null(line->profile);
	assert_int_equal(line->outcome, SST_PLAN_WITH_CARRIER);
	assert_non_null(rig_step(line, "Try the kept code once"));
	assert_true(rig_has_text(&line->risks, "bound to no line"));
	assert_true(rig_has_text(&line->risks, "one of theirs"));
}

static void
the_word_for_the_carrier_chooses_among_lines(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line;

	rig_set_host(r, "smdp.example");
	rig_profile(r)->provider = "Alpha Mobile";
	rig_add_profile(r, "8944476500008772522")->provider = "Beta Mobile";
	rig_add_code(r, CODE, NULL)->carrier = "beta mobile";
	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_int_equal(r->plan.lines.n, 2);
	assert_null(r->plan.lines.v[0].code);
	line = &r->plan.lines.v[1];
	assert_ptr_equal(line->code, &r->known.codes.v[0]);
	assert_true(rig_has_text(&line->risks, "your word for its carrier"));
	assert_non_null(rig_basis(line, "same server and carrier"));
}

static void
codes_of_two_carriers_on_one_server_find_their_lines(void **state)
{
	struct rig *r = *state;

	rig_set_host(r, "smdp.example");
	rig_profile(r)->provider = "Alpha Mobile";
	rig_add_profile(r, "8944476500008772522")->provider = "Beta Mobile";
	rig_add_code(r, CODE, NULL)->carrier = "Beta Mobile";
	rig_add_code(r, OTHER, NULL)->carrier = "Alpha Mobile";
	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_int_equal(r->plan.lines.n, 2);
	assert_ptr_equal(r->plan.lines.v[0].code, &r->known.codes.v[1]);
	assert_ptr_equal(r->plan.lines.v[1].code, &r->known.codes.v[0]);
}

static void
two_codes_of_one_server_bind_nothing(void **state)
{
	struct rig *r = *state;

	rig_set_host(r, "smdp.example");
	(void)rig_add_code(r, CODE, NULL);
	(void)rig_add_code(r, OTHER, NULL);
	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_int_equal(r->plan.lines.n, 3);
	assert_null(r->plan.lines.v[0].code);
}

static void
a_line_with_its_own_code_takes_no_other(void **state)
{
	struct rig *r = *state;

	rig_set_host(r, "smdp.example");
	(void)rig_add_code(r, CODE, NULL);
	(void)rig_add_code(r, OTHER, RIG_ICCID);
	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_int_equal(r->plan.lines.n, 2);
	assert_ptr_equal(r->plan.lines.v[0].code, &r->known.codes.v[1]);
	assert_ptr_equal(r->plan.lines.v[1].code, &r->known.codes.v[0]);
}

static void
a_code_without_any_profile_can_be_used(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line;

	(void)rig_add_code(r, CODE, NULL);
	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_int_equal(r->plan.lines.n, 2);
	line = &r->plan.lines.v[1];
	assert_int_equal(line->outcome, SST_PLAN_WITH_CODE);
	assert_string_equal(line->route.id, "stored_code_new_eid");
	assert_true(rig_has_text(&line->risks, "bound to no line"));
	assert_true(rig_has_text(&line->risks, "never backed up"));
}

static void
what_is_no_code_costs_only_itself(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line;

	(void)rig_add_code(r, "hello", RIG_ICCID);
	(void)rig_add_code(r, NULL, NULL);
	line = rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_int_equal(r->plan.lines.n, 2);
	assert_int_equal(line->outcome, SST_PLAN_WITH_CARRIER);
	assert_true(rig_has_text(&line->risks, "is no activation code"));
	assert_null(rig_step(line, "Try the kept code"));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		RIG_TEST(an_iccid_binds_a_code),
		RIG_TEST(the_newest_of_several_codes_counts),
		RIG_TEST(a_server_of_one_line_binds_one_code),
		RIG_TEST(a_server_of_two_lines_binds_nothing),
		RIG_TEST(the_word_for_the_carrier_chooses_among_lines),
		RIG_TEST(codes_of_two_carriers_on_one_server_find_their_lines),
		RIG_TEST(two_codes_of_one_server_bind_nothing),
		RIG_TEST(a_line_with_its_own_code_takes_no_other),
		RIG_TEST(a_code_without_any_profile_can_be_used),
		RIG_TEST(what_is_no_code_costs_only_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
