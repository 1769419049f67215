/* SPDX-License-Identifier: ISC */
/* test_phone_ask.c: refusals, faults and versions become gaps that help. */
#include "phone_rig.h"

static void
is_gap(struct rig *r, const char *what, const char *reason)
{
	const struct sst_gap *g;

	assert_int_equal(rig_read(r), 0);
	g = rig_gap(r, what);
	assert_non_null(g);
	assert_string_equal(g->reason, reason);
	assert_int_equal(r->out.gaps.n, 1);
}

static void
a_refusal_names_the_version_and_what_to_do(void **state)
{
	struct rig *r = *state;

	r->other[r->other_n++] =
	    (struct fake_answer){ "content query --uri content://telephony/"
		                  "carriers",
		    "",
		    "Error while accessing provider:telephony\n"
		    "java.lang.SecurityException: No permission\n"
		    "\tat android.os.Parcel.read(Parcel.java)\n",
		    0, SST_OK };
	is_gap(r, "access points",
	    "Android 15 refused: SecurityException: No permission; note them "
	    "from Settings > SIMs > Access point names");
	assert_null(r->out.apns.v);
}

static void
an_exit_status_is_a_refusal_too(void **state)
{
	struct rig *r = *state;

	r->other[r->other_n++] = (struct fake_answer){ "dumpsys netpolicy",
		"half of", "", 3, SST_OK };
	is_gap(r, "dumpsys netpolicy",
	    "Android 15 refused: exit status 3; note the data warning and "
	    "limit of each SIM");
	assert_string_equal(rig_gap(r, "dumpsys netpolicy")->member,
	    "raw/phone/netpolicy.txt");
}

static void
a_command_that_takes_too_long_costs_itself(void **state)
{
	struct rig *r = *state;

	r->other[r->other_n++] = (struct fake_answer){ "dumpsys econtroller",
		"", NULL, 0, SST_E_FORMAT };
	is_gap(r, "dumpsys econtroller",
	    "Android 15 gave no whole answer: it took too long");
}

static void
an_answer_that_makes_no_sense_is_a_gap_and_kept(void **state)
{
	struct rig *r = *state;

	rig_answer(r, "cmd netpolicy get", "it depends\n");
	is_gap(r, "cmd netpolicy get restrict-background",
	    "Android 15 answered: no \"Restrict background status:\" in 1 "
	    "line; see Settings > Network > Data Saver");
	assert_false(r->out.network_policy.restrict_background.is_known);
}

static void
what_a_version_gives_nobody_is_not_asked(void **state)
{
	struct rig *r = *state;

	rig_answer(r, "getprop", RIG_PROPS("33", "13"));
	is_gap(r, "access points",
	    "Android 13 gives this to no shell; note them from Settings > "
	    "SIMs > Access point names");
	assert_int_equal(fake_shell_asked(&r->shell, "content"), 0);
}

static void
a_version_that_nobody_knows_is_asked_no_numbered_calls(void **state)
{
	struct rig *r = *state;

	rig_answer(r, "getprop", RIG_PROPS("41", "19"));
	assert_int_equal(rig_read(r), 0);
	assert_int_equal(fake_shell_asked(&r->shell, "service call"), 0);
	assert_non_null(rig_gap(r, "service call isub"));
	assert_string_equal(rig_gap(r, "service call isub")->reason,
	    "Android 19 is not known well enough to ask it; the ICCID stands "
	    "in Settings > About phone > SIM status");
	assert_string_equal(rig_line(r, 2)->iccid_prefix, "894499000");
	assert_null(rig_line(r, 2)->iccid);
}

static void
without_properties_only_what_needs_no_version_is_asked(void **state)
{
	struct rig *r = *state;

	rig_answer(r, "getprop", "");
	is_gap(r, "getprop",
	    "Android answered: no ro.build.version.sdk in 0 properties; "
	    "without it only what every version tells is asked");
	assert_int_equal(r->out.profiles.n, 3);
	assert_int_equal(fake_shell_asked(&r->shell, "service"), 0);
}

static void
pieces_of_a_table_that_are_refused_alike_are_one_gap(void **state)
{
	struct rig *r = *state;

	rig_answer(r, "getprop", RIG_PROPS("30", "11"));
	r->other[r->other_n++] =
	    (struct fake_answer){ "content query --uri content://telephony/"
		                  "siminfo",
		    "", "java.lang.SecurityException: no\n", 0, SST_OK };
	assert_int_equal(rig_read(r), 0);
	assert_int_equal(r->out.gaps.n, 2);
	assert_non_null(rig_gap(r, "content query siminfo"));
	assert_non_null(rig_gap(r, "access points"));
	/* What the table would have told is then asked otherwise. */
	assert_int_equal(r->shell.runs, 3);
	assert_string_equal(rig_line(r, 5)->iccid, RIG_ROAM);
}

static void
fifty_damaged_rows_are_told_shortly(void **state)
{
	struct rig *r = *state;
	char text[4096] = "";

	for (int i = 0; i < 50; i++)
		(void)strncat(text, "no package\n",
		    sizeof(text) - strlen(text) - 1);
	rig_answer(r, "cmd package list packages -U", text);
	assert_int_equal(rig_read(r), 0);
	assert_int_equal(r->out.gaps.n, 17);
	assert_string_equal(r->out.gaps.v[16].reason,
	    "34 more rows that cannot be read");
}

static const struct CMUnitTest tests[] = {
	RIG_TEST(a_refusal_names_the_version_and_what_to_do),
	RIG_TEST(an_exit_status_is_a_refusal_too),
	RIG_TEST(a_command_that_takes_too_long_costs_itself),
	RIG_TEST(an_answer_that_makes_no_sense_is_a_gap_and_kept),
	RIG_TEST(what_a_version_gives_nobody_is_not_asked),
	RIG_TEST(a_version_that_nobody_knows_is_asked_no_numbered_calls),
	RIG_TEST(without_properties_only_what_needs_no_version_is_asked),
	RIG_TEST(pieces_of_a_table_that_are_refused_alike_are_one_gap),
	RIG_TEST(fifty_damaged_rows_are_told_shortly),
};

int
main(void)
{
	return cmocka_run_group_tests(tests, NULL, NULL);
}
