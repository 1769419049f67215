/* SPDX-License-Identifier: ISC */
/* test_plan_json_rest.c: what a document says beside its lines. */
#include "plan_json_rig.h"

#define LINE "8999900000000000011"
#define OTHER "8999900000000000029"

/* Two lines of a phone; the second gets the codes of the first. */
static struct rig *
prepare(void **state)
{
	static const char *senders[] = { "my bank" };
	struct rig *r = *state;
	struct sst_told *t;

	r->known.device.kind = SST_DEVICE_ANDROID;
	rig_set_provider(r, "Verizon", LINE);
	rig_profile(r)->nickname = "Home";
	rig_add_profile(r, OTHER)->provider = "Nobody Mobile";
	rig_tell(r, LINE)->second_factor = OTHER;
	t = rig_tell(r, OTHER);
	t->purpose = "codes";
	t->expires = "2026-11-01";
	t->codes_for = (struct sst_texts){ senders, 1 };
	return r;
}

static void
a_line_says_why_it_stands_where_it_does(void **state)
{
	struct rig *r = prepare(state);
	const json_t *first, *second;
	struct document d;

	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	d = write_plan(r, false, false);
	first = item(d.json, "lines", 0);
	second = item(d.json, "lines", 1);
	assert_string_equal(text_at(first, "iccid"), OTHER);
	assert_string_equal(text_at(first, "purpose"), "codes");
	assert_string_equal(text_at(first, "whyHere"),
	    "it receives the codes of my bank");
	assert_true(json_is_true(json_object_get(first, "lifeline")));
	assert_string_equal(text_at(first, "expires"), "2026-11-01");
	assert_true(json_is_true(json_object_get(first, "expired")));
	assert_null(json_object_get(first, "after"));
	assert_string_equal(json_string_value(item(second, "after", 0)), OTHER);
	assert_null(json_object_get(second, "lifeline"));
	assert_null(json_object_get(second, "expires"));
	finish(&d);
}

static void
a_step_names_what_it_needs_and_gives(void **state)
{
	struct rig *r = prepare(state);
	const json_t *line, *steps;
	bool has_lines = false;
	bool has_gives = false;
	struct document d;

	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	d = write_plan(r, false, false);
	line = item(d.json, "lines", 1);
	steps = json_object_get(line, "steps");
	for (size_t i = 0; i < json_array_size(steps); i++) {
		const json_t *step = json_array_get(steps, i);

		assert_true(json_is_array(json_object_get(step, "needs")));
		if (json_object_get(step, "lines") != NULL) {
			has_lines = true;
			assert_string_equal(json_string_value(
			                        item(step, "lines", 0)),
			    OTHER);
		}
		if (json_object_get(step, "gives") != NULL) {
			has_gives = true;
			assert_string_equal(text_at(step, "who"), "carrier");
			assert_string_equal(json_string_value(
			                        item(step, "gives", 0)),
			    "new activation code");
		}
	}
	assert_true(has_lines && has_gives);
	finish(&d);
}

static void
a_look_has_its_result_and_its_words(void **state)
{
	struct rig *r = prepare(state);
	const json_t *line, *look;
	struct document d;

	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_UNKNOWN);
	d = write_plan(r, false, false);
	line = item(d.json, "lines", 0);
	look = item(line, "checks", 0);
	assert_string_equal(text_at(look, "id"), "present");
	assert_string_equal(text_at(look, "result"), "doubtful");
	assert_non_null(strstr(text_at(look, "text"), "*#06#"));
	look = item(line, "checks", 2);
	assert_string_equal(text_at(look, "id"), "phone");
	assert_string_equal(text_at(look, "result"), "not known");
	finish(&d);
}

static void
a_verdict_is_there_before_a_trip_alone(void **state)
{
	struct rig *r = prepare(state);
	const json_t *verdict, *fix;
	struct document d;

	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	d = write_plan(r, false, false);
	assert_null(json_object_get(d.json, "verdict"));
	finish(&d);
	(void)rig_plan(r, SST_PLAN_TRIP, SST_PLAN_ANY);
	d = write_plan(r, false, false);
	verdict = json_object_get(d.json, "verdict");
	assert_string_equal(text_at(verdict, "grade"), "mend");
	assert_non_null(strstr(text_at(verdict, "text"), "to mend."));
	fix = item(verdict, "fixes", 0);
	assert_string_equal(text_at(fix, "grade"), "mend");
	assert_true(holds(&d, "\"command\": \"simstow code add --iccid "));
	finish(&d);
}

static void
questions_and_settings_are_there(void **state)
{
	struct sst_setting s = { "global", "data_roaming[ICCID]", "1", "ask" };
	struct rig *r = prepare(state);
	const json_t *one;
	struct document d;

	rig_profile(r)->settings.v = &s;
	rig_profile(r)->settings.n = 1;
	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	d = write_plan(r, false, false);
	one = item(d.json, "settings", 0);
	assert_string_equal(text_at(one, "iccid"), LINE);
	assert_string_equal(text_at(one, "value"), "1");
	assert_string_equal(text_at(one, "by"), "you");
	assert_non_null(strstr(text_at(one, "basis"), "data_roaming"));
	assert_null(json_object_get(one, "path"));
	one = item(d.json, "questions", 0);
	assert_string_equal(text_at(one, "iccid"), LINE);
	assert_string_equal(text_at(one, "field"), "codes_for");
	assert_non_null(strstr(text_at(one, "text"), "Home"));
	assert_non_null(
	    strstr(text_at(one, "command"), "simstow line set " LINE));
	rig_profile(r)->settings.n = 0;
	finish(&d);
}

static void
lists_that_are_empty_are_there(void **state)
{
	static const char *const keys[] = { "first", "warnings", "settings",
		"questions" };
	struct rig *r = *state;
	struct document d;

	rig_profile(r)->iccid = NULL;
	(void)rig_plan(r, SST_PLAN_RESET, SST_PLAN_ANY);
	d = write_plan(r, false, false);
	for (size_t i = 0; i < 4; i++) {
		const json_t *list = json_object_get(d.json, keys[i]);

		assert_true(json_is_array(list));
		assert_int_equal(json_array_size(list), 0);
	}
	finish(&d);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		RIG_TEST(a_line_says_why_it_stands_where_it_does),
		RIG_TEST(a_step_names_what_it_needs_and_gives),
		RIG_TEST(a_look_has_its_result_and_its_words),
		RIG_TEST(a_verdict_is_there_before_a_trip_alone),
		RIG_TEST(questions_and_settings_are_there),
		RIG_TEST(lists_that_are_empty_are_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
