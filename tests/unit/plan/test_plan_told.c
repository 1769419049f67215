/* SPDX-License-Identifier: ISC */
/* test_plan_told.c: what the user said of a line, and what follows from it. */
#include "plan_rig.h"

#define OTHER "8944476500008772522"

static const struct sst_plan_line *
plan_with(struct rig *r, const char *factor)
{
	r->known.device.kind = SST_DEVICE_ANDROID;
	r->known.told.n = 0;
	rig_tell(r, RIG_ICCID)->second_factor = factor;
	return rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
}

static void
an_app_a_mail_or_nothing_frees_from_messages(void **state)
{
	static const char *const words[] = { "app", "mail", "none" };
	struct rig *r = *state;

	for (size_t i = 0; i < 3; i++) {
		const struct sst_plan_line *line = plan_with(r, words[i]);
		const struct sst_plan_basis *b =
		    rig_basis(line, "needs no message to a line");

		assert_non_null(b);
		assert_string_equal(b->where,
		    "line " RIG_ICCID ": second factor");
		assert_string_equal(b->source, "line.simstow");
		assert_int_equal(line->after.n, 0);
		assert_false(rig_has_text(&line->risks, "message"));
	}
}

static void
a_message_to_the_line_itself_cannot_come(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line = plan_with(r, "self");

	assert_true(rig_has_text(&line->risks,
	    "asks for the old device or a message on this very line"));
	line = plan_with(r, RIG_ICCID);
	assert_non_null(rig_basis(line, "sends a code to this very line"));
}

static void
a_message_to_another_line_is_a_need(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line;
	const struct sst_plan_step *step;

	(void)rig_add_profile(r, OTHER);
	(void)plan_with(r, OTHER);
	line = rig_line(r, RIG_ICCID);
	step = rig_step(line, "for a new activation code");
	assert_non_null(step);
	assert_true(rig_has_text(&step->needs, "another line's SMS"));
	assert_int_equal(step->lines.n, 1);
	assert_string_equal(step->lines.v[0], OTHER);
	assert_false(rig_has_text(&line->risks, "must not go to this line"));
}

/* The other line's record says it, and is the ground. */
static void
what_was_said_of_the_other_line_counts_too(void **state)
{
	static const char *to[] = { RIG_ICCID };
	struct rig *r = *state;
	const struct sst_plan_basis *b;

	r->known.device.kind = SST_DEVICE_ANDROID;
	(void)rig_add_profile(r, OTHER);
	rig_tell(r, OTHER)->codes_for = (struct sst_texts){ to, 1 };
	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_string_equal(r->plan.lines.v[0].iccid, OTHER);
	b = rig_basis(rig_line(r, RIG_ICCID), "sends a code to another line");
	assert_non_null(b);
	assert_string_equal(b->where, "line " OTHER ": codes for");
	assert_string_equal(b->source, "line.simstow");
	assert_string_equal(b->date, "2026-11-18T01:36:40Z");
}

static void
the_lines_own_record_goes_before_another_ones(void **state)
{
	static const char *to[] = { RIG_ICCID };
	struct rig *r = *state;

	r->known.device.kind = SST_DEVICE_ANDROID;
	(void)rig_add_profile(r, OTHER);
	rig_tell(r, OTHER)->codes_for = (struct sst_texts){ to, 1 };
	rig_tell(r, RIG_ICCID)->second_factor = "app";
	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_int_equal(rig_line(r, RIG_ICCID)->after.n, 0);
}

static void
an_empty_word_ends_what_was_said(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line = plan_with(r, "");
	struct sst_told *t = &r->known.told.v[0];

	assert_null(rig_basis(line, "its login"));
	t->expires = "";
	t->told_eid = "";
	t->carrier = "";
	line = rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_null(line->expires);
	assert_null(rig_basis(line, "carrier"));
}

static void
the_users_word_for_the_carrier_finds_its_row(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line;

	rig_profile(r)->provider = "Blue";
	rig_tell(r, RIG_ICCID)->carrier = "airalo";
	line = rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_string_equal(line->carrier->id, "airalo");
	assert_int_equal(line->match, SST_KNOW_ID);
	assert_string_equal(rig_basis(line, "the line is of Airalo")->where,
	    "line " RIG_ICCID ": carrier");
}

static void
a_carrier_that_no_row_knows_is_asked_by_that_name(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line;

	rig_profile(r)->provider = "Nobody Mobile";
	rig_profile(r)->iccid = "8999900000000000011";
	rig_tell(r, "8999900000000000011")->carrier = "Uncle Mobile";
	line = rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_null(line->carrier);
	assert_non_null(rig_step(line, "Ask Uncle Mobile"));
	assert_string_equal(rig_basis(line, "is of Uncle Mobile")->source,
	    "line.simstow");
}

static void
a_word_without_an_archive_is_the_users_own(void **state)
{
	struct rig *r = *state;
	struct sst_told *t = rig_tell(r, RIG_ICCID);
	const struct sst_plan_basis *b;

	t->archive = NULL;
	t->set = 0;
	t->second_factor = "app";
	b = rig_basis(rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY),
	    "needs no message");
	assert_string_equal(b->source, "your own word");
	assert_null(b->date);
}

static void
after_a_reset_the_line_gets_no_message(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line;

	r->known.device.kind = SST_DEVICE_ANDROID;
	rig_tell(r, RIG_ICCID)->second_factor = "self";
	line = rig_plan(r, SST_PLAN_RESET, SST_PLAN_SAME);
	assert_true(rig_has_text(&line->risks, "after the reset that way"));
	line = rig_plan(r, SST_PLAN_MOVE, SST_PLAN_ANY);
	assert_false(rig_has_text(&line->risks, "that way fails"));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		RIG_TEST(an_app_a_mail_or_nothing_frees_from_messages),
		RIG_TEST(a_message_to_the_line_itself_cannot_come),
		RIG_TEST(a_message_to_another_line_is_a_need),
		RIG_TEST(what_was_said_of_the_other_line_counts_too),
		RIG_TEST(the_lines_own_record_goes_before_another_ones),
		RIG_TEST(an_empty_word_ends_what_was_said),
		RIG_TEST(the_users_word_for_the_carrier_finds_its_row),
		RIG_TEST(a_carrier_that_no_row_knows_is_asked_by_that_name),
		RIG_TEST(a_word_without_an_archive_is_the_users_own),
		RIG_TEST(after_a_reset_the_line_gets_no_message),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
