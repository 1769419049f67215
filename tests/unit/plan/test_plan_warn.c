/* SPDX-License-Identifier: ISC */
/* test_plan_warn.c: what comes first, and what is true of the whole plan. */
#include "plan_rig.h"

static void
an_old_backup_is_said_once(void **state)
{
	struct rig *r = *state;

	(void)rig_plan(r, SST_PLAN_MOVE, SST_PLAN_ANY);
	assert_int_equal(r->plan.warnings.n, 0);
	rig_profile(r)->seen = RIG_NOW - 400 * (int64_t)RIG_DAY;
	(void)rig_add_profile(r, "8944476500008772522");
	(void)rig_plan(r, SST_PLAN_MOVE, SST_PLAN_ANY);
	assert_int_equal(r->plan.warnings.n, 1);
	assert_string_equal(r->plan.warnings.v[0],
	    "The backup card.simstow is 400 days old: much may have changed "
	    "since.");
}

static void
a_line_that_the_newest_backup_lacks_is_said(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line;

	rig_profile(r)->is_older = true;
	rig_profile(r)->nickname = "Bank";
	line = rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_true(rig_has_text(&r->plan.warnings,
	    "Bank is not in the newest backup of this device: it may have been "
	    "deleted; last seen 2026-11-20 in card.simstow."));
	assert_true(rig_has_text(&line->risks, "Not in the newest backup"));
}

static void
pending_notifications_are_delivered_first(void **state)
{
	struct rig *r = *state;
	struct sst_pending *list = &r->known.euiccs.v[0].pending;
	const struct sst_plan_line *line;

	r->pending[0].address = "a.example";
	r->pending[0].iccid = RIG_ICCID;
	r->pending[1].address = "A.example:443";
	r->pending[2].address = "b.example";
	list->v = r->pending;
	list->n = 3;
	list->is_there = true;
	line = rig_plan(r, SST_PLAN_MOVE, SST_PLAN_ANY);
	assert_true(rig_has_text(&r->plan.first,
	    "3 notifications were not delivered yet when the backup was made "
	    "(to a.example, b.example). Deliver them first"));
	assert_true(rig_has_text(&line->risks,
	    "1 notification of this line had not been delivered"));
	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_false(rig_has_text(&r->plan.first, "notification"));
	assert_true(rig_has_text(&r->plan.warnings,
	    "3 notifications were not delivered yet"));
}

static void
a_lost_device_can_report_no_deletion(void **state)
{
	struct rig *r = *state;

	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_SAME);
	assert_true(rig_has_text(&r->plan.warnings,
	    "a lost device can send no delete notification."));
	assert_true(rig_has_text(&r->plan.warnings,
	    "The same device is no target once it is lost"));
	(void)rig_plan(r, SST_PLAN_MOVE, SST_PLAN_ANY);
	assert_false(rig_has_text(&r->plan.warnings, "lost device"));
	assert_true(rig_has_text(&r->plan.first, "Delete nothing"));
}

static void
an_empty_snapshot_is_said(void **state)
{
	struct sst_snapshot empty;
	struct sst_plan_input in = { .known = &empty,
		.target = { .kind = SST_PLAN_ANY },
		.situation = SST_PLAN_LOST,
		.now = RIG_NOW };
	struct rig *r = *state;
	struct sst_err err = { 0 };

	sst_snapshot_init(&empty);
	assert_int_equal(sst_plan_make(&in, &r->plan, &err), 0);
	assert_int_equal(r->plan.lines.n, 0);
	assert_true(
	    rig_has_text(&r->plan.warnings, "there is nothing to plan"));
	sst_snapshot_fini(&empty);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		RIG_TEST(an_old_backup_is_said_once),
		RIG_TEST(a_line_that_the_newest_backup_lacks_is_said),
		RIG_TEST(pending_notifications_are_delivered_first),
		RIG_TEST(a_lost_device_can_report_no_deletion),
		RIG_TEST(an_empty_snapshot_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
