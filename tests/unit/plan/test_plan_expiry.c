/* SPDX-License-Identifier: ISC */
/* test_plan_expiry.c: what lapses, and when. */
#include "plan_rig.h"

static const struct sst_plan_line *
plan_with(struct rig *r, const char *date)
{
	r->known.told.n = 0;
	rig_tell(r, RIG_ICCID)->expires = date;
	return rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
}

static void
a_day_that_is_past_is_a_risk(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line = plan_with(r, "2026-11-20");

	assert_true(line->is_expired);
	assert_string_equal(line->expires, "2026-11-20");
	assert_true(rig_has_text(&line->risks,
	    "It lapsed on 2026-11-20: ask first whether the number or the "
	    "credit is still there."));
	assert_string_equal(rig_basis(line, "it lapses on 2026-11-20")->where,
	    "line " RIG_ICCID ": expires");
}

static void
today_is_not_past(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line = plan_with(r, "2026-11-21");

	assert_false(line->is_expired);
	assert_true(
	    rig_has_text(&line->risks, "It lapses today, on 2026-11-21."));
}

static void
the_next_thirty_days_are_a_risk_and_no_more(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line = plan_with(r, "2026-11-22");

	assert_true(rig_has_text(&line->risks, "in 1 day."));
	line = plan_with(r, "2026-12-21");
	assert_true(rig_has_text(&line->risks, "in 30 days."));
	line = plan_with(r, "2026-12-22");
	assert_false(rig_has_text(&line->risks, "lapse"));
	assert_string_equal(line->expires, "2026-12-22");
	assert_non_null(rig_basis(line, "it lapses on 2026-12-22"));
}

static void
what_is_no_date_says_nothing(void **state)
{
	static const char *const none[] = { "", "soon", "2026-11-2",
		"2026-13-01", "2026-02-30", "2027-02-29", "2026-11-21x", NULL };
	struct rig *r = *state;

	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++) {
		const struct sst_plan_line *line = plan_with(r, none[i]);

		assert_null(line->expires);
		assert_false(line->is_expired);
		assert_false(rig_has_text(&line->risks, "lapse"));
	}
}

static void
a_leap_day_is_a_date(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line;

	r->now = 1835222400; /* 2028-02-27 */
	line = plan_with(r, "2028-02-29");
	assert_string_equal(line->expires, "2028-02-29");
	assert_true(rig_has_text(&line->risks, "in 2 days."));
	line = plan_with(r, "2028-03-01");
	assert_true(rig_has_text(&line->risks, "in 3 days."));
}

/* A day ends at midnight UTC, whatever the hour of the plan. */
static void
the_hour_of_the_plan_does_not_count(void **state)
{
	struct rig *r = *state;

	r->now = 1795219200 + 86399; /* 2026-11-21T23:59:59Z */
	assert_false(plan_with(r, "2026-11-21")->is_expired);
	r->now++;
	assert_true(plan_with(r, "2026-11-21")->is_expired);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		RIG_TEST(a_day_that_is_past_is_a_risk),
		RIG_TEST(today_is_not_past),
		RIG_TEST(the_next_thirty_days_are_a_risk_and_no_more),
		RIG_TEST(what_is_no_date_says_nothing),
		RIG_TEST(a_leap_day_is_a_date),
		RIG_TEST(the_hour_of_the_plan_does_not_count),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
