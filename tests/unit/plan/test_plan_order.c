/* SPDX-License-Identifier: ISC */
/* test_plan_order.c: which line first, and what when lines need each other. */
#include <stdio.h>
#include <time.h>

#include "plan_rig.h"

#define A RIG_ICCID
#define B "8944476500008772522"
#define C "8944476500008772530"
#define D "8944476500008772548"
#define MANY 1024

/* A phone, so that nothing moves by hand; the carrier's app is the way. */
static struct rig *
prepare(void **state)
{
	struct rig *r = *state;

	r->known.device.kind = SST_DEVICE_ANDROID;
	rig_profile(r)->provider = "giffgaff";
	return r;
}

static void
sends_to(struct rig *r, const char *iccid, const char *factor)
{
	rig_tell(r, iccid)->second_factor = factor;
}

static void
check_order(struct rig *r, const char *const *iccids, size_t n)
{
	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_int_equal(r->plan.lines.n, n);
	for (size_t i = 0; i < n; i++)
		assert_string_equal(r->plan.lines.v[i].iccid, iccids[i]);
}
#define CHECK_ORDER(r, ...)                                  \
	check_order(r, (const char *const[]){ __VA_ARGS__ }, \
	    sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *))

static bool
is_told_of_circle(struct rig *r, const char *iccid)
{
	return rig_has_text(&rig_line(r, iccid)->risks,
	    "itself waits for this one");
}

static void
lines_that_need_nothing_stay_in_their_order(void **state)
{
	struct rig *r = prepare(state);

	(void)rig_add_profile(r, B);
	(void)rig_add_profile(r, C);
	CHECK_ORDER(r, A, B, C);
	assert_null(r->plan.lines.v[0].why_here);
	assert_false(r->plan.lines.v[0].is_lifeline);
}

static void
a_line_that_gets_the_codes_of_a_bank_comes_first(void **state)
{
	static const char *senders[] = { "", A, "my bank", "a shop" };
	struct rig *r = prepare(state);

	(void)rig_add_profile(r, B);
	rig_tell(r, B)->codes_for = (struct sst_texts){ senders + 2, 1 };
	CHECK_ORDER(r, B, A);
	assert_true(r->plan.lines.v[0].is_lifeline);
	assert_string_equal(r->plan.lines.v[0].why_here,
	    "it receives the codes of my bank");
	(void)rig_add_profile(r, C);
	rig_tell(r, C)->codes_for = (struct sst_texts){ senders, 4 };
	CHECK_ORDER(r, C, B, A);
	assert_string_equal(r->plan.lines.v[0].why_here,
	    "it receives the codes of my bank and others");
}

static void
a_line_whose_messages_another_needs_comes_before_it(void **state)
{
	struct rig *r = prepare(state);

	(void)rig_add_profile(r, B);
	sends_to(r, A, B);
	CHECK_ORDER(r, B, A);
	assert_true(r->plan.lines.v[0].is_lifeline);
	assert_string_equal(r->plan.lines.v[0].why_here,
	    "another line needs its messages");
	assert_int_equal(r->plan.lines.v[1].after.n, 1);
	assert_string_equal(r->plan.lines.v[1].after.v[0], B);
	assert_string_equal(r->plan.lines.v[1].why_here,
	    "its login needs a message to the line " B);
}

static void
a_chain_is_in_the_order_of_its_needs(void **state)
{
	struct rig *r = prepare(state);

	(void)rig_add_profile(r, B);
	(void)rig_add_profile(r, C);
	sends_to(r, A, B);
	sends_to(r, B, C);
	CHECK_ORDER(r, C, B, A);
}

static void
a_circle_of_two_is_broken_and_said_once(void **state)
{
	struct rig *r = prepare(state);

	(void)rig_add_profile(r, B);
	sends_to(r, A, B);
	sends_to(r, B, A);
	CHECK_ORDER(r, A, B);
	assert_true(is_told_of_circle(r, A));
	assert_false(is_told_of_circle(r, B));
	assert_int_equal(rig_line(r, A)->after.n, 0);
	assert_int_equal(rig_line(r, B)->after.n, 1);
}

static void
a_circle_of_three_is_broken_at_one_line(void **state)
{
	struct rig *r = prepare(state);

	(void)rig_add_profile(r, B);
	(void)rig_add_profile(r, C);
	sends_to(r, A, B);
	sends_to(r, B, C);
	sends_to(r, C, A);
	CHECK_ORDER(r, A, C, B);
	assert_true(is_told_of_circle(r, A));
	assert_false(is_told_of_circle(r, B));
	assert_false(is_told_of_circle(r, C));
}

/* However much a bank wants it, it stands in no circle. */
static void
a_line_behind_a_circle_is_not_told_to_be_in_it(void **state)
{
	static const char *senders[] = { "my bank", "a shop" };
	struct rig *r = prepare(state);

	(void)rig_add_profile(r, B);
	(void)rig_add_profile(r, C);
	sends_to(r, B, C);
	sends_to(r, C, B);
	sends_to(r, A, B);
	r->known.told.v[2].codes_for = (struct sst_texts){ senders, 2 };
	CHECK_ORDER(r, B, A, C);
	assert_false(is_told_of_circle(r, A));
	assert_true(is_told_of_circle(r, B));
}

static void
a_line_that_texts_itself_waits_for_nobody(void **state)
{
	struct rig *r = prepare(state);

	(void)rig_add_profile(r, B);
	sends_to(r, A, A);
	sends_to(r, B, "self");
	CHECK_ORDER(r, A, B);
	assert_int_equal(r->plan.lines.v[0].after.n, 0);
	assert_int_equal(r->plan.lines.v[1].after.n, 0);
	assert_false(r->plan.lines.v[0].is_lifeline);
}

static void
a_line_of_no_backup_is_a_risk_and_no_wait(void **state)
{
	struct rig *r = prepare(state);

	(void)rig_add_profile(r, B);
	sends_to(r, A, D);
	CHECK_ORDER(r, A, B);
	assert_true(rig_has_text(&rig_line(r, A)->risks,
	    "a message to the line " D ", which is in no backup"));
}

static void
a_line_on_a_device_in_hand_is_not_waited_for(void **state)
{
	struct rig *r = prepare(state);
	struct sst_profile *p = sst_snapshot_add_profile(&r->in_hand);

	assert_non_null(p);
	p->iccid = D;
	(void)rig_add_profile(r, B);
	sends_to(r, A, D);
	CHECK_ORDER(r, A, B);
	assert_int_equal(rig_line(r, A)->after.n, 0);
	assert_false(rig_has_text(&rig_line(r, A)->risks, "in no backup"));
	assert_non_null(rig_basis(rig_line(r, A), "a device in hand"));
}

static void
with_the_old_device_in_hand_nothing_waits(void **state)
{
	struct rig *r = prepare(state);

	(void)rig_add_profile(r, B);
	sends_to(r, A, B);
	(void)rig_plan(r, SST_PLAN_MOVE, SST_PLAN_ANY);
	assert_string_equal(r->plan.lines.v[0].iccid, A);
	assert_int_equal(r->plan.lines.v[0].after.n, 0);
}

static void
what_is_there_already_comes_first(void **state)
{
	struct rig *r = prepare(state);
	struct sst_profile *p = sst_snapshot_add_profile(&r->live);

	assert_non_null(p);
	p->iccid = B;
	(void)rig_add_profile(r, B);
	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_LIVE);
	assert_string_equal(r->plan.lines.v[0].iccid, B);
	assert_int_equal(r->plan.lines.v[0].outcome, SST_PLAN_PRESENT);
}

/* Two lines of one number are two, and neither is lost. */
static void
lines_of_the_same_number_are_all_there(void **state)
{
	struct rig *r = prepare(state);

	(void)rig_add_profile(r, A);
	(void)rig_add_profile(r, B);
	sends_to(r, B, A);
	CHECK_ORDER(r, A, A, B);
}

/* Each waits for the one behind it: the longest chain there can be. */
static void
many_lines_that_wait_for_each_other_are_soon_in_order(void **state)
{
	static char iccids[MANY][20];
	struct rig *r = prepare(state);
	clock_t start = clock();

	for (size_t i = 0; i < MANY; i++) {
		(void)snprintf(iccids[i], sizeof(iccids[i]), "8999%015zu", i);
		if (i == 0)
			rig_profile(r)->iccid = iccids[i];
		else
			(void)rig_add_profile(r, iccids[i]);
	}
	for (size_t i = 0; i < MANY; i++)
		sends_to(r, iccids[i], iccids[(i + 1) % MANY]);
	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_int_equal(r->plan.lines.n, MANY);
	assert_string_equal(r->plan.lines.v[0].iccid, iccids[0]);
	assert_string_equal(r->plan.lines.v[1].iccid, iccids[MANY - 1]);
	assert_string_equal(r->plan.lines.v[MANY - 1].iccid, iccids[1]);
	/* the cube of the lines would be minutes */
	assert_true((clock() - start) / CLOCKS_PER_SEC < 20);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		RIG_TEST(lines_that_need_nothing_stay_in_their_order),
		RIG_TEST(a_line_that_gets_the_codes_of_a_bank_comes_first),
		RIG_TEST(a_line_whose_messages_another_needs_comes_before_it),
		RIG_TEST(a_chain_is_in_the_order_of_its_needs),
		RIG_TEST(a_circle_of_two_is_broken_and_said_once),
		RIG_TEST(a_circle_of_three_is_broken_at_one_line),
		RIG_TEST(a_line_behind_a_circle_is_not_told_to_be_in_it),
		RIG_TEST(a_line_that_texts_itself_waits_for_nobody),
		RIG_TEST(a_line_of_no_backup_is_a_risk_and_no_wait),
		RIG_TEST(a_line_on_a_device_in_hand_is_not_waited_for),
		RIG_TEST(with_the_old_device_in_hand_nothing_waits),
		RIG_TEST(what_is_there_already_comes_first),
		RIG_TEST(lines_of_the_same_number_are_all_there),
		RIG_TEST(many_lines_that_wait_for_each_other_are_soon_in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
