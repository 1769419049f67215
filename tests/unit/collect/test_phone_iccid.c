/* SPDX-License-Identifier: ISC */
/* test_phone_iccid.c: which whole number belongs to which line. */
#include "phone_rig.h"

static void
rows_are_matched_by_their_number_and_not_by_order(void **state)
{
	struct rig *r = *state;

	assert_int_equal(rig_read(r), 0);
	assert_string_equal(rig_line(r, 5)->iccid, RIG_ROAM);
	assert_string_equal(rig_line(r, 6)->iccid, RIG_SPARE);
	assert_string_equal(rig_line(r, 5)->eid, RIG_EID);
	assert_null(rig_line(r, 5)->iccid_prefix);
}

/* The reply of isub, made by the test. */
static void
set_parcel(struct rig *r, const struct fake_parcel *p)
{
	fake_parcel_print(p, r->parcel, sizeof(r->parcel));
}

static void
a_number_in_a_name_is_of_no_line(void **state)
{
	struct rig *r = *state;
	struct fake_parcel p = { .n = 0 };

	fake_parcel_int(&p, 0);
	rig_row(&p, 5, RIG_ROAM, -1, RIG_EID);
	/* A name is a 1 and a string, as a row begins; no slot follows. */
	fake_parcel_int(&p, 6);
	fake_parcel_text(&p, "8935999000209999999");
	fake_parcel_int(&p, 1);
	set_parcel(r, &p);
	assert_int_equal(rig_read(r), 0);
	assert_string_equal(rig_line(r, 5)->iccid, RIG_ROAM);
	/* The only free number for the only free row, but the name's. */
	assert_non_null(rig_line(r, 6));
	assert_string_equal(rig_line(r, 2)->iccid, RIG_WORK);
}

static void
two_that_could_be_it_stay_unknown(void **state)
{
	struct rig *r = *state;
	struct fake_parcel p = { .n = 0 };

	fake_parcel_int(&p, 0);
	fake_parcel_text(&p, RIG_SPARE);
	fake_parcel_text(&p, RIG_ROAM);
	set_parcel(r, &p);
	assert_int_equal(rig_read(r), 0);
	assert_null(rig_line(r, 5)->iccid);
	assert_null(rig_line(r, 6)->iccid);
	assert_string_equal(rig_line(r, 5)->iccid_prefix, "893599900");
	assert_non_null(rig_gap(r, "ICCID of subscription 5"));
	assert_non_null(rig_gap(r, "ICCID of subscription 6"));
	assert_string_equal(rig_gap(r, "ICCID of subscription 5")->reason,
	    "Android 15 hides it; it stands in Settings > About phone > SIM "
	    "status");
}

static void
two_rows_of_one_id_that_differ_are_both_not_taken(void **state)
{
	struct rig *r = *state;
	struct fake_parcel p = { .n = 0 };

	fake_parcel_int(&p, 0);
	rig_row(&p, 5, RIG_ROAM, -1, RIG_EID);
	rig_row(&p, 5, RIG_SPARE, -1, RIG_EID);
	set_parcel(r, &p);
	assert_int_equal(rig_read(r), 0);
	assert_null(rig_line(r, 5)->iccid);
}

static void
a_masked_number_is_never_an_iccid(void **state)
{
	struct rig *r = *state;

	rig_answer(r, "service call isub 2", "");
	r->other[0].out = "Result: Parcel(NULL)\n";
	assert_int_equal(rig_read(r), 0);
	for (size_t i = 0; i < r->out.profiles.n; i++) {
		const struct sst_profile *p = &r->out.profiles.v[i];

		if (p->iccid != NULL)
			assert_int_equal(strlen(p->iccid), 19);
	}
	assert_string_equal(rig_line(r, 2)->iccid, RIG_WORK);
	assert_null(rig_line(r, 5)->iccid);
}

static void
an_iccid_of_another_beginning_is_refused(void **state)
{
	struct rig *r = *state;
	struct fake_parcel p = { .n = 0 };

	fake_parcel_int(&p, 0);
	fake_parcel_text(&p, RIG_ROAM);
	fake_parcel_print(&p, r->lines[0], sizeof(r->lines[0]));
	r->other[0].out = "Result: Parcel(NULL)\n";
	assert_int_equal(rig_read(r), 0);
	assert_null(rig_line(r, 2)->iccid);
	assert_non_null(rig_gap(r, "service call iphonesubinfo"));
	assert_non_null(strstr(rig_gap(r, "service call iphonesubinfo")->reason,
	    "the ICCID of subscription 2 does not fit dumpsys isub"));
}

static void
the_eid_is_asked_of_the_controller_when_nothing_else_told_it(void **state)
{
	struct rig *r = *state;
	struct fake_parcel p = { .n = 0 };

	fake_parcel_int(&p, 0);
	fake_parcel_text(&p, RIG_EID);
	fake_parcel_print(&p, r->lines[1], sizeof(r->lines[1]));
	rig_answer(r, "service call econtroller 4 i32 0", r->lines[1]);
	rig_answer(r, "dumpsys activity service", "UiccSlot:\n mEid=[****]\n");
	assert_int_equal(rig_read(r), 0);
	assert_int_equal(r->out.euiccs.n, 1);
	assert_string_equal(r->out.euiccs.v[0].eid, RIG_EID);
	assert_string_equal(rig_line(r, 6)->eid, RIG_EID);
	assert_int_equal(r->out.gaps.n, 0);
}

static void
a_phone_without_esim_has_no_gap_for_it(void **state)
{
	struct rig *r = *state;

	rig_answer(r, "dumpsys isub",
	    "Active subscriptions:\n\nAll subscriptions:\n\n"
	    "Embedded subscriptions: []\n");
	rig_answer(r, "dumpsys activity service", "UiccSlot:\n");
	rig_answer(r, "service call econtroller",
	    "Result: Parcel(00000000 ffffffff '........')\n");
	assert_int_equal(rig_read(r), 0);
	assert_int_equal(r->out.gaps.n, 0);
	assert_int_equal(r->out.euiccs.n, 0);
	assert_int_equal(r->out.profiles.n, 0);
	assert_int_equal(fake_shell_asked(&r->shell, "dumpsys econtroller"), 0);
}

static const struct CMUnitTest tests[] = {
	RIG_TEST(rows_are_matched_by_their_number_and_not_by_order),
	RIG_TEST(a_number_in_a_name_is_of_no_line),
	RIG_TEST(two_that_could_be_it_stay_unknown),
	RIG_TEST(two_rows_of_one_id_that_differ_are_both_not_taken),
	RIG_TEST(a_masked_number_is_never_an_iccid),
	RIG_TEST(an_iccid_of_another_beginning_is_refused),
	RIG_TEST(the_eid_is_asked_of_the_controller_when_nothing_else_told_it),
	RIG_TEST(a_phone_without_esim_has_no_gap_for_it),
};

int
main(void)
{
	return cmocka_run_group_tests(tests, NULL, NULL);
}
