/* SPDX-License-Identifier: ISC */
/* test_plan_reuse.c: a kept code is trusted only where a row says so. */
#include "plan_rig.h"

#define CODE "LPA:1$smdp.example$AAAA-BBBB-CCCC-DDDD"

#define NEW_ROUTE "stored_code_new_eid"
#define SAME_ROUTE "stored_code_same_eid"

/* A line in a phone, of this carrier, with its code. */
static struct rig *
prepare(void **state, const char *provider, const char *iccid)
{
	struct rig *r = *state;

	r->known.device.kind = SST_DEVICE_ANDROID;
	rig_set_provider(r, provider, iccid);
	(void)rig_add_code(r, CODE, iccid);
	return r;
}

static void
a_code_that_works_again_anywhere_is_enough(void **state)
{
	struct rig *r = prepare(state, RIG_CARRIER, "8999900000000000011");
	const struct sst_plan_line *line = rig_check(r, SST_PLAN_LOST,
	    SST_PLAN_ANY, SST_PLAN_WITH_CODE, NEW_ROUTE);

	assert_string_equal(line->summary, "You can do it with what you hold: "
	                                   "at Reuse Mobile the kept code may "
	                                   "be used again.");
	assert_string_equal(rig_basis(line, "new device: same-code")->where,
	    "own.tsv: reuse");
	assert_string_equal(rig_basis(line, "new device: same-code")->date,
	    "2023-09");
	assert_true(rig_has_text(&line->risks, "no delete notification") ||
	            rig_has_text(&line->risks, "a lost device can send no"));
	assert_true(rig_has_text(&line->risks, "is from 2023-09 (press)"));
	(void)rig_check(r, SST_PLAN_RESET, SST_PLAN_SAME, SST_PLAN_WITH_CODE,
	    SAME_ROUTE);
}

static void
a_deletion_that_must_be_reported_needs_the_old_device(void **state)
{
	struct rig *r = prepare(state, "Safaricom", "8925402000000000000");
	const struct sst_plan_line *line;

	line = rig_check(r, SST_PLAN_MOVE, SST_PLAN_ANY, SST_PLAN_WITH_CODE,
	    NEW_ROUTE);
	assert_non_null(rig_step(line, "delete the profile on the old one"));
	line = rig_check(r, SST_PLAN_LOST, SST_PLAN_ANY, SST_PLAN_WITH_CARRIER,
	    "carrier_support");
	assert_null(rig_step(line, "delete the profile on the old one"));
	assert_null(rig_step(line, "Try the kept code"));
	assert_non_null(rig_step(line, "to release the profile"));
	assert_non_null(rig_alternative(line, NEW_ROUTE));
	(void)rig_check(r, SST_PLAN_DAMAGED, SST_PLAN_ANY,
	    SST_PLAN_WITH_CARRIER, "carrier_support");
	line = rig_check(r, SST_PLAN_RESET, SST_PLAN_SAME,
	    SST_PLAN_WITH_CARRIER, "carrier_support");
	assert_non_null(rig_step(line, "Try the kept code once"));
}

static void
a_profile_that_is_gone_cannot_be_deleted_first(void **state)
{
	struct rig *r = prepare(state, "Safaricom", "8925402000000000000");
	const struct sst_plan_line *line;

	assert_non_null(rig_add_live(r, RIG_EID));
	line = rig_check(r, SST_PLAN_MOVE, SST_PLAN_LIVE, SST_PLAN_WITH_CARRIER,
	    "carrier_support");
	assert_null(rig_step(line, "delete the profile"));
}

static void
a_single_use_code_is_not_tried_again(void **state)
{
	struct rig *r = prepare(state, "Airalo", "8910300000000000000");
	const struct sst_plan_line *line = rig_check(r, SST_PLAN_LOST,
	    SST_PLAN_ANY, SST_PLAN_WITH_CARRIER, "rebuy");

	assert_null(rig_step(line, "Try the kept code"));
	assert_null(rig_alternative(line, NEW_ROUTE));
	assert_non_null(strstr(line->summary,
	    "The kept code is not good for a second download."));
	assert_non_null(rig_basis(line, "code works only once: yes"));
}

static void
a_code_of_which_nothing_is_said_is_tried_once(void **state)
{
	struct rig *r =
	    prepare(state, "Vodafone Germany", "8949200000000000000");
	const struct sst_plan_line *line = rig_check(r, SST_PLAN_LOST,
	    SST_PLAN_ANY, SST_PLAN_WITH_CARRIER, "carrier_support");

	assert_non_null(
	    strstr(line->steps.v[0].text, "Look for the confirmation code"));
	assert_non_null(
	    strstr(line->steps.v[1].text, "Try the kept code once"));
	assert_non_null(strstr(line->summary,
	    "Nothing says that the kept code may be used again"));
	assert_non_null(rig_alternative(line, NEW_ROUTE));
	assert_non_null(rig_basis(line, "servers count download attempts"));
}

static void
a_code_for_the_same_chip_is_not_for_another(void **state)
{
	struct rig *r = prepare(state, "Verizon", "8914800000000000000");
	const struct sst_plan_line *line;

	line = rig_check(r, SST_PLAN_RESET, SST_PLAN_SAME, SST_PLAN_WITH_CODE,
	    SAME_ROUTE);
	assert_null(rig_step(line, "Try the kept code"));
	line = rig_check(r, SST_PLAN_LOST, SST_PLAN_ANY, SST_PLAN_WITH_CARRIER,
	    "carrier_app");
	assert_null(rig_alternative(line, NEW_ROUTE));
	assert_null(rig_step(line, "Try the kept code"));
}

static void
a_condition_that_no_program_can_judge_makes_it_a_try(void **state)
{
	struct rig *r = prepare(state, "WINDTRE", "8939880000000000000");
	const struct sst_plan_line *line = rig_check(r, SST_PLAN_LOST,
	    SST_PLAN_ANY, SST_PLAN_WITH_CARRIER, "carrier_support");

	assert_non_null(strstr(line->summary, "under conditions"));
	assert_non_null(rig_step(line,
	    "Check the conditions of WINDTRE (as of 2023-09): eSIM bought"));
	assert_true(rig_has_text(&line->risks, "allows 100 downloads in all"));
}

static void
a_code_for_another_device_before_first_use_is_a_try(void **state)
{
	struct rig *r = prepare(state, "eSIMony", "8910300000000000000");

	(void)rig_check(r, SST_PLAN_LOST, SST_PLAN_ANY, SST_PLAN_WITH_CARRIER,
	    "carrier_support");
	(void)rig_check(r, SST_PLAN_RESET, SST_PLAN_SAME, SST_PLAN_WITH_CODE,
	    SAME_ROUTE);
}

static void
a_confirmation_code_that_is_not_kept_is_somebody_elses(void **state)
{
	struct rig *r = prepare(state, "naked mobile", "8949000000000000000");
	const struct sst_plan_line *line;

	line = rig_check(r, SST_PLAN_MOVE, SST_PLAN_ANY, SST_PLAN_WITH_CARRIER,
	    NEW_ROUTE);
	assert_non_null(rig_step(line, "Look for the confirmation code"));
	assert_null(rig_step(line, "Try the kept code"));
	r->known.codes.v[0].confirmation_code = "123456";
	line = rig_check(r, SST_PLAN_MOVE, SST_PLAN_ANY, SST_PLAN_WITH_CODE,
	    NEW_ROUTE);
	assert_string_equal(rig_step(line, "Download")->needs.v[1],
	    "confirmation code");
}

static void
a_trip_is_planned_as_a_loss(void **state)
{
	struct rig *r = prepare(state, "Safaricom", "8925402000000000000");
	const struct sst_plan_line *line = rig_check(r, SST_PLAN_TRIP,
	    SST_PLAN_SAME, SST_PLAN_WITH_CARRIER, "carrier_support");

	assert_int_equal(rig_step(line, "Note how you reach")->when,
	    SST_PLAN_BEFORE);
	assert_int_equal(rig_step(line, "Ask support of Safaricom")->when,
	    SST_PLAN_LATER);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		RIG_TEST(a_code_that_works_again_anywhere_is_enough),
		RIG_TEST(a_deletion_that_must_be_reported_needs_the_old_device),
		RIG_TEST(a_profile_that_is_gone_cannot_be_deleted_first),
		RIG_TEST(a_single_use_code_is_not_tried_again),
		RIG_TEST(a_code_of_which_nothing_is_said_is_tried_once),
		RIG_TEST(a_code_for_the_same_chip_is_not_for_another),
		RIG_TEST(a_condition_that_no_program_can_judge_makes_it_a_try),
		RIG_TEST(a_code_for_another_device_before_first_use_is_a_try),
		RIG_TEST(
		    a_confirmation_code_that_is_not_kept_is_somebody_elses),
		RIG_TEST(a_trip_is_planned_as_a_loss),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
