/* SPDX-License-Identifier: ISC */
/* test_plan_json.c: the document: what is in it, and what never is. */
#include "plan_json_rig.h"

#define SECRET "QQQQ-WWWW-EEEE-RRRR"
#define CODE "LPA:1$smdp.example$" SECRET

static void
a_document_says_what_the_plan_says(void **state)
{
	struct rig *r = *state;
	struct document d;
	const json_t *line;

	rig_set_provider(r, RIG_CARRIER, RIG_ICCID);
	rig_profile(r)->iccid = "8999900000000000011";
	(void)rig_add_code(r, CODE, "8999900000000000011");
	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	d = write_plan(r, false, false);
	assert_string_equal(text_at(d.json, "format"), "simstow-plan");
	assert_int_equal(json_integer_value(json_object_get(d.json, "version")),
	    1);
	assert_string_equal(text_at(d.json, "created"), "2026-11-21T01:36:40Z");
	assert_string_equal(text_at(d.json, "situation"), "lost");
	assert_string_equal(text_at(d.json, "target"), "any");
	line = json_array_get(json_object_get(d.json, "lines"), 0);
	assert_string_equal(text_at(line, "iccid"), "8999900000000000011");
	assert_string_equal(text_at(line, "title"), RIG_CARRIER);
	assert_string_equal(text_at(line, "eid"), RIG_EID);
	assert_string_equal(text_at(line, "outcome"), "with-code");
	assert_string_equal(text_at(json_object_get(line, "carrier"), "id"),
	    "reuse");
	assert_string_equal(text_at(json_object_get(line, "carrier"),
	                        "matchedBy"),
	    "serviceProviderName");
	assert_string_equal(text_at(json_object_get(line, "route"), "id"),
	    "stored_code_new_eid");
	assert_string_equal(text_at(json_object_get(line, "code"),
	                        "activationCode"),
	    "LPA:1$smdp.example$****RRRR");
	finish(&d);
}

static void
a_matching_id_is_there_only_when_asked_for(void **state)
{
	struct rig *r = *state;
	struct document d;

	(void)rig_add_code(r, CODE, RIG_ICCID);
	(void)rig_plan(r, SST_PLAN_MOVE, SST_PLAN_ANY);
	d = write_plan(r, false, false);
	assert_false(holds(&d, SECRET));
	finish(&d);
	d = write_plan(r, true, false);
	assert_true(holds(&d, CODE));
	finish(&d);
	d = write_plan(r, true, true);
	assert_false(holds(&d, SECRET));
	finish(&d);
}

static void
the_code_inside_a_profile_is_as_secret(void **state)
{
	struct rig *r = *state;
	struct sst_profile *p = rig_profile(r);
	const json_t *line;
	struct document d;

	p->device_change.is_there = true;
	p->device_change.activation_code = CODE;
	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	d = write_plan(r, false, false);
	assert_false(holds(&d, SECRET));
	line = json_array_get(json_object_get(d.json, "lines"), 0);
	assert_string_equal(text_at(json_object_get(line, "code"), "from"),
	    "deviceChangeConfiguration");
	finish(&d);
	d = write_plan(r, true, false);
	assert_true(holds(&d, SECRET));
	finish(&d);
}

static void
a_redacted_document_holds_no_number_of_line_or_chip(void **state)
{
	struct rig *r = *state;
	struct document d;

	assert_non_null(rig_add_live(r, RIG_OTHER_EID));
	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_LIVE);
	d = write_plan(r, false, false);
	assert_true(holds(&d, RIG_ICCID));
	assert_true(holds(&d, RIG_OTHER_EID));
	finish(&d);
	d = write_plan(r, false, true);
	assert_false(holds(&d, RIG_ICCID));
	assert_false(holds(&d, RIG_EID));
	assert_false(holds(&d, RIG_OTHER_EID));
	assert_true(holds(&d, "894447***********14"));
	finish(&d);
	rig_profile(r)->iccid = "89a4447";
	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_LIVE);
	d = write_plan(r, false, true);
	assert_false(holds(&d, "89a4447"));
	finish(&d);
}

static void
a_blocked_line_has_no_route(void **state)
{
	struct rig *r = *state;
	const json_t *line;
	struct document d;

	r->known.device.kind = SST_DEVICE_ANDROID;
	rig_profile(r)->iccid = NULL;
	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	d = write_plan(r, false, false);
	line = json_array_get(json_object_get(d.json, "lines"), 0);
	assert_null(json_object_get(line, "route"));
	assert_null(json_object_get(line, "iccid"));
	assert_string_equal(text_at(line, "title"), "unnamed");
	assert_true(json_is_array(json_object_get(line, "alternatives")));
	finish(&d);
}

static void
the_same_input_gives_the_same_bytes(void **state)
{
	struct rig *r = *state;
	struct document a;
	struct document b;

	rig_set_provider(r, "giffgaff", "8944110000000000000");
	(void)rig_plan(r, SST_PLAN_TRIP, SST_PLAN_ANY);
	a = write_plan(r, false, false);
	(void)rig_plan(r, SST_PLAN_TRIP, SST_PLAN_ANY);
	b = write_plan(r, false, false);
	assert_int_equal(a.text.n, b.text.n);
	assert_memory_equal(a.text.p, b.text.p, a.text.n);
	finish(&a);
	finish(&b);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		RIG_TEST(a_document_says_what_the_plan_says),
		RIG_TEST(a_matching_id_is_there_only_when_asked_for),
		RIG_TEST(the_code_inside_a_profile_is_as_secret),
		RIG_TEST(a_redacted_document_holds_no_number_of_line_or_chip),
		RIG_TEST(a_blocked_line_has_no_route),
		RIG_TEST(the_same_input_gives_the_same_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
