/* SPDX-License-Identifier: ISC */
/* test_phone_apn.c: of the access points of all the world, ours. */
#include "phone_rig.h"

#define QUERY "content query --uri content://telephony/carriers"

static void
only_ours_the_users_and_the_one_in_use_are_kept(void **state)
{
	struct rig *r = *state;
	const struct sst_apns *a = &r->out.apns;

	rig_answer(r, QUERY "/preferapn",
	    "Row: 0 _id=4, numeric=310260, edited=0, name=Used, apn=used\n");
	rig_answer(r, QUERY,
	    "Row: 0 _id=1, numeric=23499, edited=0, name=Home, apn=home, "
	    "authtype=-1\n"
	    "Row: 1 _id=2, numeric=310260, edited=0, name=Far, apn=far, "
	    "authtype=3\n"
	    "Row: 2 _id=3, numeric=310260, edited=1, name=Mine, apn=mine, "
	    "authtype=3\n"
	    "Row: 3 _id=4, numeric=310260, edited=0, name=Used, apn=used, "
	    "authtype=1\n");
	assert_int_equal(rig_read(r), 0);
	assert_int_equal(a->n, 3);
	assert_string_equal(a->v[0].apn, "home");
	assert_false(a->v[0].auth_type.is_known);
	assert_false(a->v[0].is_user_made);
	assert_string_equal(a->v[1].name, "Mine");
	assert_true(a->v[1].is_user_made);
	assert_int_equal(a->v[1].auth_type.v, 3);
	assert_true(a->v[2].is_preferred);
	assert_int_equal(r->out.gaps.n, 0);
}

static void
android_9_gives_the_one_in_use_and_only_that_is_asked(void **state)
{
	struct rig *r = *state;

	rig_answer(r, "getprop", RIG_PROPS("28", "9"));
	rig_answer(r, QUERY "/preferapn",
	    "Row: 0 apn=internet, type=default,supl, mmsc=, mmsproxy=, "
	    "mmsport=, mvno_type=, mvno_match_data=\n");
	assert_int_equal(rig_read(r), 0);
	assert_int_equal(r->out.apns.n, 1);
	assert_string_equal(r->out.apns.v[0].types, "default,supl");
	assert_true(r->out.apns.v[0].is_preferred);
	assert_int_equal(fake_shell_asked(&r->shell, QUERY), 1);
}

static const struct CMUnitTest tests[] = {
	RIG_TEST(only_ours_the_users_and_the_one_in_use_are_kept),
	RIG_TEST(android_9_gives_the_one_in_use_and_only_that_is_asked),
};

int
main(void)
{
	return cmocka_run_group_tests(tests, NULL, NULL);
}
