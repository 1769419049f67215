/* SPDX-License-Identifier: ISC */
/* test_phone_settings.c: the wanted settings, each at its place. */
#include "phone_rig.h"

static void
settings_of_lines_go_to_their_line_without_its_number(void **state)
{
	struct rig *r = *state;
	const struct sst_settings *s;

	assert_int_equal(rig_read(r), 0);
	s = &rig_line(r, 2)->settings;
	assert_int_equal(s->n, 1);
	assert_string_equal(s->v[0].space, "global");
	assert_string_equal(s->v[0].key, "data_roaming[ICCID]");
	assert_string_equal(s->v[0].value, "0");
	assert_string_equal(s->v[0].restore, "safe");
	assert_string_equal(rig_line(r, 5)->settings.v[0].value, "1");
	assert_int_equal(rig_line(r, 6)->settings.n, 0);
}

static void
only_what_is_wanted_of_this_version_is_kept(void **state)
{
	struct rig *r = *state;

	assert_int_equal(rig_read(r), 0);
	assert_int_equal(r->out.settings.n, 2);
	assert_string_equal(r->out.settings.v[0].key, "private_dns_mode");
	assert_string_equal(r->out.settings.v[0].value, "off");
	assert_string_equal(r->out.settings.v[1].key, "wifi_on");
	assert_null(r->out.settings.v[1].value);
}

static void
a_phone_with_one_slot_leaves_the_number_out(void **state)
{
	struct rig *r = *state;

	rig_answer(r, "getprop",
	    "[gsm.sim.state]: [LOADED]\n[ro.build.version.sdk]: [35]\n");
	assert_int_equal(rig_read(r), 0);
	assert_int_equal(r->out.settings.n, 3);
	assert_string_equal(r->out.settings.v[0].key, "data_roaming");
	assert_string_equal(r->out.settings.v[0].value, "1");
}

static void
a_name_space_that_is_refused_is_a_gap_and_the_others_stay(void **state)
{
	struct rig *r = *state;

	r->other[r->other_n++] = (struct fake_answer){ "settings list secure",
		"", "Security exception: no\n", 255, SST_OK };
	assert_int_equal(rig_read(r), 0);
	assert_int_equal(r->out.settings.n, 2);
	assert_int_equal(r->out.gaps.n, 1);
	assert_string_equal(rig_gap(r, "settings list secure")->reason,
	    "Android 15 refused: Security exception: no; note the settings "
	    "that you care for");
}

static const struct CMUnitTest tests[] = {
	RIG_TEST(settings_of_lines_go_to_their_line_without_its_number),
	RIG_TEST(only_what_is_wanted_of_this_version_is_kept),
	RIG_TEST(a_phone_with_one_slot_leaves_the_number_out),
	RIG_TEST(a_name_space_that_is_refused_is_a_gap_and_the_others_stay),
};

int
main(void)
{
	return cmocka_run_group_tests(tests, NULL, NULL);
}
