/* SPDX-License-Identifier: ISC */
/* test_plan_trip.c: before a trip: the verdict, and what to mend. */
#include "plan_rig.h"

#define LINE "8999900000000000011"
#define OTHER "8999900000000000029"
#define CODE "LPA:1$smdp.example$AAAA-BBBB-CCCC"

/* A phone with one line of a provider. */
static struct rig *
prepare(void **state, const char *provider)
{
	struct rig *r = *state;

	r->known.device.kind = SST_DEVICE_ANDROID;
	rig_set_provider(r, provider, LINE);
	rig_profile(r)->nickname = "Home";
	return r;
}

static const struct sst_plan_fix *
fix(struct rig *r, const char *part)
{
	for (size_t i = 0; i < r->plan.fixes.n; i++)
		if (strstr(r->plan.fixes.v[i].text, part) != NULL)
			return &r->plan.fixes.v[i];
	return NULL;
}

static void
plan_trip(struct rig *r)
{
	(void)rig_plan(r, SST_PLAN_TRIP, SST_PLAN_ANY);
}

static void
other_situations_have_no_verdict(void **state)
{
	struct rig *r = prepare(state, "Jazz");

	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_int_equal(r->plan.verdict, 0);
	assert_null(r->plan.verdict_text);
	assert_int_equal(r->plan.fixes.n, 0);
}

static void
what_is_in_order_is_ready(void **state)
{
	struct rig *r = prepare(state, RIG_CARRIER);

	(void)rig_add_code(r, CODE, LINE);
	plan_trip(r);
	assert_int_equal(r->plan.verdict, SST_PLAN_READY);
	assert_string_equal(r->plan.verdict_text,
	    "Ready: what is known here is in order.");
	assert_int_equal(r->plan.fixes.n, 0);
}

static void
a_code_that_is_not_kept_is_to_be_kept(void **state)
{
	struct rig *r = prepare(state, RIG_CARRIER);

	plan_trip(r);
	assert_int_equal(r->plan.verdict, SST_PLAN_MEND);
	assert_string_equal(r->plan.verdict_text,
	    "Nearly ready: 1 thing to mend.");
	assert_string_equal(fix(r, "no activation code is kept")->command,
	    "simstow code add --iccid " LINE);
	rig_profile(r)->iccid = NULL;
	plan_trip(r);
	assert_string_equal(fix(r, "no activation code is kept")->command,
	    "simstow code add");
}

/* A single-use code and a plastic SIM have none that is worth keeping. */
static void
a_code_that_would_be_worth_nothing_is_not_asked_for(void **state)
{
	struct rig *r = prepare(state, "Airalo");

	plan_trip(r);
	assert_null(fix(r, "no activation code"));
	rig_profile(r)->provider = RIG_CARRIER;
	rig_profile(r)->form = SST_FORM_UICC;
	plan_trip(r);
	assert_null(fix(r, "no activation code"));
	assert_null(rig_step(&r->plan.lines.v[0], "keep the activation code"));
}

static void
half_a_code_is_to_be_made_whole(void **state)
{
	struct rig *r = prepare(state, RIG_CARRIER);
	struct sst_kept_code *c = rig_add_code(r, CODE "$$1", LINE);

	plan_trip(r);
	assert_string_equal(fix(r, "wants a confirmation code")->command,
	    "simstow code add --iccid " LINE " --confirmation-code");
	c->confirmation_code = "123456";
	plan_trip(r);
	assert_null(fix(r, "wants a confirmation code"));
}

static void
a_line_of_shops_alone_is_a_danger(void **state)
{
	struct rig *r = prepare(state, "Jazz");
	const struct sst_plan_fix *f;

	plan_trip(r);
	assert_int_equal(r->plan.verdict, SST_PLAN_DANGER);
	assert_string_equal(r->plan.verdict_text,
	    "Not ready: 1 thing could leave you without a line.");
	f = fix(r, "comes back only in a shop of Jazz");
	assert_non_null(f);
	assert_int_equal(f->grade, SST_PLAN_DANGER);
	assert_string_equal(f->iccid, LINE);
	assert_ptr_equal(f, &r->plan.fixes.v[0]);
}

static void
a_login_that_texts_the_line_is_a_danger(void **state)
{
	struct rig *r = prepare(state, "Verizon");

	rig_tell(r, LINE)->second_factor = "self";
	plan_trip(r);
	assert_int_equal(fix(r, "sends its login code to this very line")
	                     ->grade,
	    SST_PLAN_DANGER);
	r->known.told.v[0].second_factor = "app";
	plan_trip(r);
	assert_null(fix(r, "very line"));
}

static void
an_account_lock_is_to_be_learned_of(void **state)
{
	struct rig *r = prepare(state, "AT&T");

	plan_trip(r);
	assert_non_null(fix(r,
	    "Home: the account lock of AT&T blocks a new eSIM. Learn how it "
	    "is lifted without the old phone."));
}

static void
a_banks_line_that_the_carrier_must_bring_back_is_said(void **state)
{
	static const char *senders[] = { "", "my bank" };
	struct rig *r = prepare(state, "Verizon");

	rig_tell(r, LINE)->codes_for = (struct sst_texts){ senders, 2 };
	plan_trip(r);
	assert_non_null(fix(r, "Home receives the codes of my bank, and "));
	assert_int_equal(fix(r, "my bank")->grade, SST_PLAN_MEND);
}

static void
a_line_without_a_way_back_is_a_danger(void **state)
{
	struct rig *r = prepare(state, NULL);

	rig_profile(r)->iccid = NULL;
	rig_profile(r)->nickname = NULL;
	plan_trip(r);
	assert_int_equal(fix(r, "unnamed: no way back is known.")->grade,
	    SST_PLAN_DANGER);
}

static void
a_line_that_lapses_soon_is_said(void **state)
{
	struct rig *r = prepare(state, RIG_CARRIER);
	struct sst_told *t = rig_tell(r, LINE);

	t->expires = "2026-12-01";
	plan_trip(r);
	assert_non_null(fix(r, "Home lapses on 2026-12-01."));
	t->expires = "2026-11-01";
	plan_trip(r);
	assert_non_null(fix(r, "Home lapsed on 2026-11-01."));
	t->expires = "2027-11-01";
	plan_trip(r);
	assert_null(fix(r, "laps"));
}

static void
an_old_backup_and_what_waits_are_said(void **state)
{
	struct rig *r = prepare(state, RIG_CARRIER);
	struct sst_pending *list = &r->known.euiccs.v[0].pending;

	rig_profile(r)->seen = RIG_NOW - 31 * (int64_t)RIG_DAY;
	list->v = r->pending;
	list->n = 2;
	plan_trip(r);
	assert_string_equal(fix(r, "is 31 days old")->command,
	    "simstow backup");
	assert_non_null(fix(r, "2 notifications are not delivered"));
	rig_profile(r)->seen = RIG_NOW - 30 * (int64_t)RIG_DAY;
	plan_trip(r);
	assert_null(fix(r, "days old"));
	rig_profile(r)->seen = RIG_NOW + RIG_DAY; /* a clock that is wrong */
	plan_trip(r);
	assert_null(fix(r, "days old"));
}

static void
the_gravest_comes_first_and_is_counted_alone(void **state)
{
	struct rig *r = prepare(state, RIG_CARRIER);

	rig_add_profile(r, OTHER)->provider = "Jazz";
	plan_trip(r);
	assert_true(r->plan.fixes.n > 2);
	assert_string_equal(r->plan.fixes.v[0].iccid, OTHER);
	assert_int_equal(r->plan.fixes.v[0].grade, SST_PLAN_DANGER);
	assert_int_equal(r->plan.fixes.v[1].grade, SST_PLAN_MEND);
	/* equals as found */
	assert_string_equal(r->plan.fixes.v[1].iccid, LINE);
	assert_string_equal(r->plan.verdict_text,
	    "Not ready: 1 thing could leave you without a line.");
}

static void
what_is_no_line_is_no_thing_to_mend(void **state)
{
	struct rig *r = prepare(state, "Jazz");

	rig_profile(r)->profile_class = SST_CLASS_PROVISIONING;
	plan_trip(r);
	assert_int_equal(r->plan.verdict, SST_PLAN_READY);
	assert_int_equal(r->plan.fixes.n, 0);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		RIG_TEST(other_situations_have_no_verdict),
		RIG_TEST(what_is_in_order_is_ready),
		RIG_TEST(a_code_that_is_not_kept_is_to_be_kept),
		RIG_TEST(a_code_that_would_be_worth_nothing_is_not_asked_for),
		RIG_TEST(half_a_code_is_to_be_made_whole),
		RIG_TEST(a_line_of_shops_alone_is_a_danger),
		RIG_TEST(a_login_that_texts_the_line_is_a_danger),
		RIG_TEST(an_account_lock_is_to_be_learned_of),
		RIG_TEST(a_banks_line_that_the_carrier_must_bring_back_is_said),
		RIG_TEST(a_line_without_a_way_back_is_a_danger),
		RIG_TEST(a_line_that_lapses_soon_is_said),
		RIG_TEST(an_old_backup_and_what_waits_are_said),
		RIG_TEST(the_gravest_comes_first_and_is_counted_alone),
		RIG_TEST(what_is_no_line_is_no_thing_to_mend),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
