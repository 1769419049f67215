/* SPDX-License-Identifier: ISC */
/* test_plan_wait.c: what waits for a new device, and what simstow does. */
#include "plan_rig.h"

#define LINE "8999900000000000011"
#define CODE "LPA:1$smdp.example$AAAA-BBBB-CCCC"

/* A line of a phone, and an empty card in the reader. */
static struct sst_euicc *
prepare(struct rig *r)
{
	r->known.device.kind = SST_DEVICE_ANDROID;
	rig_set_provider(r, RIG_CARRIER, LINE);
	return rig_add_live(r, RIG_OTHER_EID);
}

static void
an_order_bound_to_the_eid_waits_at_the_default_server(void **state)
{
	struct rig *r = *state;
	struct sst_euicc *e = prepare(r);
	const struct sst_plan_line *line;

	e->addresses.is_there = true;
	e->addresses.default_dp = "smdp.example";
	rig_tell(r, LINE)->told_eid = RIG_OTHER_EID;
	line = rig_check(r, SST_PLAN_LOST, SST_PLAN_LIVE, SST_PLAN_WITH_CODE,
	    "default_smdp");
	assert_int_equal(line->steps.v[0].who, SST_PLAN_YOU);
	assert_non_null(rig_basis(line, "the chip knows a default SM-DP+"));
	assert_non_null(rig_basis(line, "the carrier knows this EID"));
	e->addresses.default_dp = "";
	line = rig_plan(r, SST_PLAN_LOST, SST_PLAN_LIVE);
	assert_string_not_equal(line->route.id, "default_smdp");
}

static void
an_order_bound_to_the_eid_waits_at_a_discovery_server(void **state)
{
	struct rig *r = *state;
	struct sst_euicc *e = prepare(r);

	rig_tell(r, LINE)->told_eid = RIG_OTHER_EID;
	(void)rig_check(r, SST_PLAN_LOST, SST_PLAN_LIVE, SST_PLAN_WITH_CODE,
	    "smds_event");
	e->addresses.is_there = true; /* and it has no root SM-DS */
	assert_string_not_equal(rig_plan(r, SST_PLAN_LOST, SST_PLAN_LIVE)
	                            ->route.id,
	    "smds_event");
	e->addresses.root_ds = "lpa.ds.gsma.com";
	(void)rig_check(r, SST_PLAN_LOST, SST_PLAN_LIVE, SST_PLAN_WITH_CODE,
	    "smds_event");
}

static void
an_order_for_another_eid_does_not_wait(void **state)
{
	struct rig *r = *state;
	struct sst_euicc *e = prepare(r);
	const struct sst_plan_line *line;

	e->addresses.is_there = true;
	e->addresses.default_dp = "smdp.example";
	e->addresses.root_ds = "lpa.ds.gsma.com";
	rig_tell(r, LINE)->told_eid = RIG_EID;
	line = rig_plan(r, SST_PLAN_LOST, SST_PLAN_LIVE);
	assert_int_equal(line->outcome, SST_PLAN_WITH_CARRIER);
	assert_non_null(rig_alternative(line, "default_smdp"));
	assert_non_null(rig_alternative(line, "smds_event"));
}

static void
what_waits_simstow_fetches_where_it_can(void **state)
{
	struct rig *r = *state;
	struct sst_euicc *e = prepare(r);
	const struct sst_plan_line *line;

	e->addresses.is_there = true;
	e->addresses.default_dp = "smdp.example";
	rig_tell(r, LINE)->told_eid = RIG_OTHER_EID;
	r->can = SST_PLAN_CAN_DOWNLOAD;
	line = rig_check(r, SST_PLAN_LOST, SST_PLAN_LIVE, SST_PLAN_AUTOMATIC,
	    "default_smdp");
	assert_int_equal(line->steps.n, 1);
	assert_int_equal(line->steps.v[0].who, SST_PLAN_SIMSTOW);
	assert_string_equal(line->steps.v[0].text,
	    "Look for the line at the default SM-DP+ and download it on the "
	    "target.");
	assert_non_null(strstr(line->summary, "simstow can do it"));
}

static void
a_code_that_works_is_automatic_where_simstow_can(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line;

	assert_non_null(prepare(r));
	(void)rig_add_code(r, CODE, LINE);
	line = rig_check(r, SST_PLAN_LOST, SST_PLAN_LIVE, SST_PLAN_WITH_CODE,
	    "stored_code_new_eid");
	assert_null(strstr(line->summary, "simstow"));
	r->can = SST_PLAN_CAN_DOWNLOAD;
	line = rig_check(r, SST_PLAN_LOST, SST_PLAN_LIVE, SST_PLAN_AUTOMATIC,
	    "stored_code_new_eid");
	for (size_t i = 0; i < line->steps.n; i++)
		assert_int_equal(line->steps.v[i].who, SST_PLAN_SIMSTOW);
	(void)rig_check(r, SST_PLAN_LOST, SST_PLAN_ANY, SST_PLAN_WITH_CODE,
	    "stored_code_new_eid");
	r->live.euiccs.n = 0; /* a target whose chip could not be read */
	(void)rig_check(r, SST_PLAN_LOST, SST_PLAN_LIVE, SST_PLAN_WITH_CODE,
	    "stored_code_new_eid");
}

static void
half_a_code_is_not_automatic(void **state)
{
	struct rig *r = *state;
	struct sst_kept_code *c;

	assert_non_null(prepare(r));
	c = rig_add_code(r, CODE "$$1", LINE);
	r->can = SST_PLAN_CAN_DOWNLOAD;
	(void)rig_check(r, SST_PLAN_LOST, SST_PLAN_LIVE, SST_PLAN_WITH_CARRIER,
	    "stored_code_new_eid");
	c->confirmation_code = "123456";
	(void)rig_check(r, SST_PLAN_LOST, SST_PLAN_LIVE, SST_PLAN_AUTOMATIC,
	    "stored_code_new_eid");
}

/* The code in the profile has a confirmation of its own, or none. */
static void
the_code_in_a_profile_wants_its_own_confirmation(void **state)
{
	struct rig *r = *state;
	struct sst_device_change *d = &rig_profile(r)->device_change;
	const struct sst_plan_line *line;

	assert_non_null(prepare(r));
	(void)rig_add_code(r, "LPA:1$other.example$DDDD-EEEE$$1", LINE);
	d->is_there = true;
	d->activation_code = CODE;
	r->can = SST_PLAN_CAN_DOWNLOAD;
	line = rig_check(r, SST_PLAN_LOST, SST_PLAN_LIVE, SST_PLAN_AUTOMATIC,
	    "device_change_stored_ac");
	assert_null(rig_step(line, "confirmation code"));
	d->activation_code = CODE "$$1";
	line = rig_check(r, SST_PLAN_LOST, SST_PLAN_LIVE, SST_PLAN_WITH_CARRIER,
	    "device_change_stored_ac");
	assert_non_null(rig_step(line, "Look for the confirmation code"));
	assert_non_null(rig_basis(line,
	    "the code in the profile asks for a confirmation code"));
	d->activation_code = "none at all";
	(void)rig_check(r, SST_PLAN_LOST, SST_PLAN_LIVE, SST_PLAN_AUTOMATIC,
	    "device_change_stored_ac");
}

static void
an_entitlement_server_is_an_alternative(void **state)
{
	struct sst_config c = { "x.entitlement_server_url_string",
		"https://e.example", "string", NULL, false };
	struct rig *r = *state;

	assert_non_null(prepare(r));
	rig_profile(r)->carrier_config.v = &c;
	rig_profile(r)->carrier_config.n = 1;
	assert_non_null(
	    rig_alternative(rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY), "ts43"));
	c.value = "";
	assert_null(
	    rig_alternative(rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY), "ts43"));
	rig_profile(r)->carrier_config.n = 0;
}

static void
a_plastic_sim_that_is_gone_is_made_anew(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line;

	assert_non_null(prepare(r));
	rig_profile(r)->form = SST_FORM_UICC;
	line = rig_check(r, SST_PLAN_LOST, SST_PLAN_ANY, SST_PLAN_WITH_CARRIER,
	    "plastic_sim");
	assert_non_null(rig_step(line, "the ICCID " LINE " of the SIM."));
	assert_null(rig_step(line, "the EID"));
	assert_false(rig_has_text(&r->plan.warnings, "lost profiles"));
}

/* A phone that broke leaves its SIM whole; a card that broke is the SIM. */
static void
a_damaged_phone_leaves_its_plastic_sim(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line;

	assert_non_null(prepare(r));
	rig_profile(r)->form = SST_FORM_UICC;
	line = rig_check(r, SST_PLAN_DAMAGED, SST_PLAN_ANY, SST_PLAN_WITH_CODE,
	    "card_move");
	assert_non_null(rig_alternative(line, "plastic_sim"));
	assert_true(rig_has_text(&line->risks, "The SIM may be damaged"));
	rig_profile(r)->on = SST_DEVICE_UICC;
	(void)rig_check(r, SST_PLAN_DAMAGED, SST_PLAN_ANY,
	    SST_PLAN_WITH_CARRIER, "plastic_sim");
	rig_profile(r)->on = SST_DEVICE_IPHONE;
	rig_profile(r)->is_older = true;
	assert_string_not_equal(rig_plan(r, SST_PLAN_DAMAGED, SST_PLAN_ANY)
	                            ->route.id,
	    "card_move");
}

/* Nothing has to come back, unless the user treats it as a line. */
static void
a_profile_that_is_no_line_needs_no_way_back(void **state)
{
	static const enum sst_profile_class classes[] = { SST_CLASS_TEST,
		SST_CLASS_PROVISIONING };
	struct rig *r = *state;

	assert_non_null(prepare(r));
	for (size_t i = 0; i < 2; i++) {
		const struct sst_plan_line *line;

		rig_profile(r)->profile_class = classes[i];
		line = rig_check(r, SST_PLAN_LOST, SST_PLAN_LIVE,
		    SST_PLAN_BLOCKED, NULL);
		assert_non_null(
		    strstr(line->summary, "Nothing has to come back"));
		assert_int_equal(line->steps.n, 0);
		assert_int_equal(line->alternatives.n, 0);
		assert_int_equal(line->checks.n, 0);
		assert_int_equal(line->risks.n, 0);
		assert_string_equal(rig_basis(line, " profile")->where,
		    "profile " LINE ": profileClass");
	}
	(void)rig_add_code(r, CODE, LINE);
	assert_int_equal(rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY)->outcome,
	    SST_PLAN_WITH_CODE);
	assert_true(rig_has_text(&r->plan.lines.v[0].risks,
	    "The backup calls it a provisioning profile"));
}

static void
a_test_profile_that_is_there_needs_nothing(void **state)
{
	struct rig *r = *state;
	struct sst_profile *p = sst_snapshot_add_profile(&r->live);
	const struct sst_plan_line *line;

	assert_non_null(p);
	p->iccid = RIG_ICCID;
	rig_profile(r)->profile_class = SST_CLASS_TEST;
	line = rig_check(r, SST_PLAN_LOST, SST_PLAN_LIVE, SST_PLAN_PRESENT,
	    "enable_existing");
	assert_int_equal(line->steps.n, 0);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		RIG_TEST(an_order_bound_to_the_eid_waits_at_the_default_server),
		RIG_TEST(an_order_bound_to_the_eid_waits_at_a_discovery_server),
		RIG_TEST(an_order_for_another_eid_does_not_wait),
		RIG_TEST(what_waits_simstow_fetches_where_it_can),
		RIG_TEST(a_code_that_works_is_automatic_where_simstow_can),
		RIG_TEST(half_a_code_is_not_automatic),
		RIG_TEST(the_code_in_a_profile_wants_its_own_confirmation),
		RIG_TEST(an_entitlement_server_is_an_alternative),
		RIG_TEST(a_plastic_sim_that_is_gone_is_made_anew),
		RIG_TEST(a_damaged_phone_leaves_its_plastic_sim),
		RIG_TEST(a_profile_that_is_no_line_needs_no_way_back),
		RIG_TEST(a_test_profile_that_is_there_needs_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
