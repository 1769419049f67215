/* SPDX-License-Identifier: ISC */
/* test_plan_settings.c: settings: by whom they come back, and where. */
#include "plan_rig.h"

#define NEVER SST_PLAN_SET_NEVER
#define YOU SST_PLAN_SET_BY_YOU

static const struct sst_plan_setting *
plan_one(struct rig *r, enum sst_plan_target_kind target)
{
	(void)rig_plan(r, SST_PLAN_MOVE, target);
	assert_int_equal(r->plan.settings.n, 1);
	return &r->plan.settings.v[0];
}

static const struct sst_plan_setting *
with_setting(struct rig *r, struct sst_setting *s)
{
	r->known.settings.v = s;
	r->known.settings.n = 1;
	return plan_one(r, SST_PLAN_DESCRIBED);
}

static void
a_setting_comes_back_by_hand_or_never(void **state)
{
	static const struct {
		const char *restore;
		enum sst_plan_setting_way way;
	} rows[] = { { "safe", YOU }, { "ask", YOU }, { "user", YOU },
		{ "never", NEVER }, { NULL, NEVER } };
	struct rig *r = *state;

	r->described.kind = SST_DEVICE_IPHONE;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct sst_setting s = { "global", "data_roaming", "1",
			rows[i].restore };
		const struct sst_plan_setting *one = with_setting(r, &s);

		assert_int_equal(one->way, rows[i].way);
		assert_string_equal(one->value, "1");
		assert_null(one->iccid);
		assert_string_equal(one->basis,
		    "formats/android-settings.tsv: global data_roaming");
		assert_int_equal(one->path != NULL, rows[i].way == YOU);
	}
	r->known.settings.n = 0;
}

static void
a_setting_that_no_row_knows_rests_on_the_archive(void **state)
{
	struct sst_setting s = { "global", "no_such_key", "7", "ask" };
	struct rig *r = *state;
	const struct sst_plan_setting *one = with_setting(r, &s);

	assert_string_equal(one->what, "no_such_key");
	assert_string_equal(one->basis,
	    "the archive: settings global no_such_key");
	assert_null(one->path);
	s.space = NULL;
	assert_string_equal(with_setting(r, &s)->basis,
	    "the archive: settings  no_such_key");
	r->known.settings.n = 0;
}

static void
a_setting_without_a_value_is_none(void **state)
{
	struct sst_setting s = { "global", "data_roaming", NULL, "ask" };
	struct rig *r = *state;

	r->known.settings.v = &s;
	r->known.settings.n = 1;
	(void)rig_plan(r, SST_PLAN_MOVE, SST_PLAN_ANY);
	assert_int_equal(r->plan.settings.n, 0);
	r->known.settings.n = 0;
}

static void
a_setting_of_a_line_names_its_line(void **state)
{
	struct sst_setting s = { "global", "data_roaming[ICCID]", "1", "ask" };
	struct rig *r = *state;
	const struct sst_plan_setting *one;

	rig_profile(r)->settings.v = &s;
	rig_profile(r)->settings.n = 1;
	one = plan_one(r, SST_PLAN_ANY);
	assert_string_equal(one->iccid, RIG_ICCID);
	assert_non_null(strstr(one->what, "roaming"));
	assert_null(one->path); /* of no platform that is known */
}

/* The menu is that of the target, where the table knows its platform. */
static void
the_path_is_of_the_targets_platform(void **state)
{
	static const struct {
		enum sst_device_kind kind;
		const char *model;
		const char *platform;
	} rows[] = {
		{ SST_DEVICE_IPHONE, NULL, "ios" },
		{ SST_DEVICE_ANDROID, "Pixel 8", "pixel" },
		{ SST_DEVICE_ANDROID, "Galaxy S24", "samsung" },
		{ SST_DEVICE_ANDROID, "Fairphone 5", "android" },
		{ SST_DEVICE_ANDROID, NULL, "android" },
	};
	struct sst_setting s = { "global", "data_roaming", "1", "ask" };
	struct rig *r = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct sst_menu_path *row =
		    sst_know_menu_path(rows[i].platform, 0, "data-roaming");

		r->described.kind = rows[i].kind;
		r->described.model = rows[i].model;
		if (row == NULL && rows[i].kind == SST_DEVICE_ANDROID)
			row = sst_know_menu_path("android", 0, "data-roaming");
		assert_non_null(row);
		assert_string_equal(with_setting(r, &s)->path, row->path);
	}
	r->described.kind = SST_DEVICE_EUICC;
	assert_null(with_setting(r, &s)->path);
	r->known.settings.n = 0;
}

static void
a_live_or_the_same_phone_tells_its_platform(void **state)
{
	struct sst_setting s = { "global", "data_roaming", "1", "ask" };
	const struct sst_menu_path *row =
	    sst_know_menu_path("ios", 0, "data-roaming");
	struct rig *r = *state;

	assert_non_null(row);
	r->known.settings.v = &s;
	r->known.settings.n = 1;
	r->live.device.kind = SST_DEVICE_IPHONE;
	assert_string_equal(plan_one(r, SST_PLAN_LIVE)->path, row->path);
	r->live.device.kind = SST_DEVICE_ANDROID;
	r->live.device.make = "samsung";
	assert_string_equal(plan_one(r, SST_PLAN_LIVE)->path,
	    sst_know_menu_path("samsung", 0, "data-roaming")->path);
	r->live.device.make = "Some Maker";
	assert_string_equal(plan_one(r, SST_PLAN_LIVE)->path,
	    sst_know_menu_path("android", 0, "data-roaming")->path);
	r->known.device.kind = SST_DEVICE_IPHONE;
	assert_string_equal(plan_one(r, SST_PLAN_SAME)->path, row->path);
	r->known.settings.n = 0;
}

static void
only_access_points_of_the_user_come_back(void **state)
{
	struct sst_apn apns[] = {
		{ .apn = "internet", .numeric = "26201" },
		{ .apn = "mine", .numeric = "26202", .is_user_made = true },
		{ .numeric = "26203", .is_user_made = true },
	};
	struct rig *r = *state;
	const struct sst_plan_setting *one;

	r->known.apns.v = apns;
	r->known.apns.n = 3;
	one = plan_one(r, SST_PLAN_ANY);
	assert_string_equal(one->what,
	    "the access point that you made for network 26202");
	assert_string_equal(one->value, "mine");
	assert_string_equal(one->basis, "the archive: apns");
	r->known.apns.n = 0;
}

static void
applications_without_data_are_counted(void **state)
{
	static const char *denied[] = { "a.b", "c.d" };
	struct rig *r = *state;

	r->known.network_policy.is_there = true;
	r->known.network_policy.denied = (struct sst_texts){ denied, 2 };
	assert_string_equal(plan_one(r, SST_PLAN_ANY)->what,
	    "2 applications that may use no data in the background");
	r->known.network_policy.denied.n = 1;
	assert_string_equal(plan_one(r, SST_PLAN_ANY)->what,
	    "1 application that may use no data in the background");
}

static void
what_a_sim_holds_simstow_writes_back(void **state)
{
	struct sst_profile *p = rig_profile(*state);
	struct sst_profile none = *p;
	struct rig *r = *state;

	p->sim.contacts.n = 3; /* counted, not read */
	p->sim.sms_centres.n = 1;
	(void)rig_plan(r, SST_PLAN_MOVE, SST_PLAN_ANY);
	*p = none;
	assert_int_equal(r->plan.settings.n, 2);
	assert_string_equal(r->plan.settings.v[0].what, "contacts of the SIM");
	assert_string_equal(r->plan.settings.v[0].value, "3");
	assert_int_equal(r->plan.settings.v[0].way, SST_PLAN_SET_BY_SIMSTOW);
	assert_string_equal(r->plan.settings.v[1].what,
	    "message centre of the SIM");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		RIG_TEST(a_setting_comes_back_by_hand_or_never),
		RIG_TEST(a_setting_that_no_row_knows_rests_on_the_archive),
		RIG_TEST(a_setting_without_a_value_is_none),
		RIG_TEST(a_setting_of_a_line_names_its_line),
		RIG_TEST(the_path_is_of_the_targets_platform),
		RIG_TEST(a_live_or_the_same_phone_tells_its_platform),
		RIG_TEST(only_access_points_of_the_user_come_back),
		RIG_TEST(applications_without_data_are_counted),
		RIG_TEST(what_a_sim_holds_simstow_writes_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
