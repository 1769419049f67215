/* SPDX-License-Identifier: ISC */
/* test_plan_words.c: a plan in the words that page and sheet share. */
#include <unit/plan/plan_rig.h>

#include "../../../src/cmd/plan_words.h"

static void
every_value_has_words(void **state)
{
	struct sst_plan_line l = { 0 };

	(void)state;
	for (int i = SST_PLAN_PRESENT; i <= SST_PLAN_BLOCKED; i++) {
		l.outcome = (enum sst_plan_outcome)i;
		assert_non_null(sst_plan_words_outcome(&l)->words);
	}
	l.is_no_line = true;
	assert_string_equal(sst_plan_words_outcome(&l)->words,
	    "nothing has to come back");
	for (int i = SST_PLAN_TRIP; i <= SST_PLAN_RESET; i++) {
		assert_non_null(
		    sst_plan_words_situation((enum sst_plan_situation)i));
		assert_non_null(
		    sst_plan_words_list((enum sst_plan_situation)i));
	}
	for (int i = SST_PLAN_ANY; i <= SST_PLAN_UNKNOWN; i++)
		assert_non_null(
		    sst_plan_words_target((enum sst_plan_target_kind)i));
}

static void
the_summary_counts(void **state)
{
	static struct sst_plan_line lines[] = {
		{ .outcome = SST_PLAN_PRESENT },
		{ .outcome = SST_PLAN_AUTOMATIC },
		{ .outcome = SST_PLAN_WITH_CODE },
		{ .outcome = SST_PLAN_WITH_CARRIER },
		{ .outcome = SST_PLAN_WITH_CARRIER },
	};
	struct sst_plan p = { .lines = { lines, 5 } };
	struct sst_arena mem = { 0 };
	const char *text = sst_plan_words_summary(&p, &mem);

	(void)state;
	assert_non_null(text);
	assert_string_equal(text,
	    "5 lines: 2 safe, 1 needs you, 2 need a carrier, none blocked.");
	sst_arena_fini(&mem);
}

static void
the_first_thing_is_a_deed_and_no_remark(void **state)
{
	static const char *money[] = { "money" };
	static const char *network[] = { "network" };
	static struct sst_plan_step steps[] = {
		{ .who = SST_PLAN_YOU,
		    .text = "Have ready",
		    .is_remark = true },
		{ .who = SST_PLAN_YOU,
		    .text = "Fee",
		    .is_remark = true,
		    .needs = { money, 1 } },
		{ .who = SST_PLAN_CARRIER,
		    .text = "Issue",
		    .needs = { network, 1 } },
		{ .who = SST_PLAN_YOU,
		    .when = SST_PLAN_LATER,
		    .text = "Ask",
		    .needs = { network, 1 } },
	};
	struct sst_plan_line l = { .steps = { steps, 4 } };
	struct sst_plan p = { .situation = SST_PLAN_LOST };

	(void)state;
	assert_string_equal(sst_plan_words_step(&p, &l), "Ask");
	l.steps.n = 3;
	assert_string_equal(sst_plan_words_step(&p, &l), "Have ready");
	p.situation = SST_PLAN_TRIP;
	assert_null(sst_plan_words_step(&p, &l));
	l.steps.n = 4;
	assert_string_equal(sst_plan_words_step(&p, &l), "Ask");
}

static void
a_line_that_a_step_needs_is_named_by_its_title(void **state)
{
	static const char *iccids[] = { RIG_ICCID, "8935101234567890123" };
	static const char *network[] = { "network" };
	struct rig *r = *state;
	struct sst_plan_step s = { .who = SST_PLAN_YOU,
		.text = "Log in",
		.needs = { network, 1 },
		.lines = { iccids, 2 } };
	struct sst_arena mem = { 0 };
	const char *text;

	rig_profile(r)->nickname = "Home";
	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	text = sst_plan_words_needs(&r->plan, &s, &mem);
	if (text == NULL)
		fail_msg("no memory");
	assert_string_equal(text, "network, an SMS to Home, an SMS to "
	                          "8935101234567890123");
	sst_arena_fini(&mem);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_value_has_words),
		cmocka_unit_test(the_summary_counts),
		cmocka_unit_test(the_first_thing_is_a_deed_and_no_remark),
		RIG_TEST(a_line_that_a_step_needs_is_named_by_its_title),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
