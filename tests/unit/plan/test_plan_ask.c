/* SPDX-License-Identifier: ISC */
/* test_plan_ask.c: what is asked of the user by name, and when not. */
#include "plan_rig.h"

#define LINE "8999900000000000011"

static struct rig *
prepare(void **state)
{
	struct rig *r = *state;

	r->known.device.kind = SST_DEVICE_ANDROID;
	rig_set_provider(r, "giffgaff", LINE);
	rig_profile(r)->nickname = "Home";
	return r;
}

static const struct sst_plan_question *
question(struct rig *r, const char *field)
{
	for (size_t i = 0; i < r->plan.questions.n; i++)
		if (strcmp(r->plan.questions.v[i].field, field) == 0)
			return &r->plan.questions.v[i];
	return NULL;
}

static void
whose_codes_come_is_asked_of_a_line_with_a_number(void **state)
{
	struct rig *r = prepare(state);
	const struct sst_plan_question *q;

	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	q = question(r, "codes_for");
	assert_non_null(q);
	assert_string_equal(q->iccid, LINE);
	assert_string_equal(q->text,
	    "Whose codes come to Home by SMS (a bank, a shop, another line's "
	    "carrier)?");
	assert_string_equal(q->command,
	    "simstow line set " LINE " --codes-for WHO");
}

static void
what_was_said_is_not_asked(void **state)
{
	static const char *none[1] = { NULL };
	struct rig *r = prepare(state);
	struct sst_told *t = rig_tell(r, LINE);

	t->codes_for.v = none; /* nobody: that is said too */
	t->carrier = "giffgaff";
	t->second_factor = "";
	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_int_equal(r->plan.questions.n, 0);
}

static void
the_second_factor_is_asked_where_a_login_is_the_way(void **state)
{
	struct rig *r = prepare(state);

	rig_profile(r)->provider = "Verizon";
	(void)rig_check(r, SST_PLAN_LOST, SST_PLAN_ANY, SST_PLAN_WITH_CARRIER,
	    "carrier_app");
	assert_string_equal(question(r, "second_factor")->command,
	    "simstow line set " LINE
	    " --second-factor ICCID|self|app|mail|none");
	rig_tell(r, LINE)->second_factor = "app";
	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_null(question(r, "second_factor"));
}

static void
who_sold_it_is_asked_where_no_row_knows(void **state)
{
	struct rig *r = prepare(state);

	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_null(question(r, "carrier"));
	rig_profile(r)->provider = "Nobody Mobile";
	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_string_equal(question(r, "carrier")->text, "Who sold you Home?");
	assert_string_equal(question(r, "carrier")->command,
	    "simstow line set " LINE " --carrier NAME");
}

static void
resellers_and_test_profiles_get_no_codes(void **state)
{
	struct rig *r = prepare(state);

	rig_profile(r)->provider = "Airalo";
	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_null(question(r, "codes_for"));
	rig_profile(r)->provider = "Nobody Mobile";
	rig_profile(r)->profile_class = SST_CLASS_TEST;
	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_int_equal(r->plan.questions.n, 0);
	rig_profile(r)->profile_class = SST_CLASS_PROVISIONING;
	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_int_equal(r->plan.questions.n, 0);
}

static void
nothing_is_asked_of_what_is_there_or_has_no_number(void **state)
{
	struct rig *r = prepare(state);
	struct sst_profile *p = sst_snapshot_add_profile(&r->live);

	assert_non_null(p);
	p->iccid = LINE;
	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_LIVE);
	assert_int_equal(r->plan.questions.n, 0);
	rig_profile(r)->iccid = NULL;
	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_int_equal(r->plan.questions.n, 0);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		RIG_TEST(whose_codes_come_is_asked_of_a_line_with_a_number),
		RIG_TEST(what_was_said_is_not_asked),
		RIG_TEST(the_second_factor_is_asked_where_a_login_is_the_way),
		RIG_TEST(who_sold_it_is_asked_where_no_row_knows),
		RIG_TEST(resellers_and_test_profiles_get_no_codes),
		RIG_TEST(nothing_is_asked_of_what_is_there_or_has_no_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
