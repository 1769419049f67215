/* SPDX-License-Identifier: ISC */
/* test_phone.c: EIDs, data saver, packages, network types. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include <simstow/android/phone.h>

#include "android_rig.h"

#define EID "89999000123456789012345678901267"
#define OTHER_EID "89999000000000000000000000000000"

static struct sst_arena mem;
static struct sst_err err;

static int
clean(void **state)
{
	(void)state;
	sst_arena_fini(&mem);
	return 0;
}

static void
eids_stand_under_the_card(void **state)
{
	struct sst_phone_eids eids;

	(void)state;
	assert_int_equal(sst_phone_parse_eid(
	                     sst_span_of_text(
	                         "UiccSlot:\n mEid=[****]\n"
	                         " EuiccCard:\r\n   mEid=" EID "\r\n"
	                         "EuiccPort:\n mEid=" EID "\n mEid=null\n"
	                         "Other:\n mEid=89999000000000000000000000000"
	                         "001\n"
	                         "  EuiccCard: \n mEid=" OTHER_EID "\n"
	                         " mEid=8999900012345678\n"),
	                     &mem, &eids, &err),
	    0);
	assert_int_equal(eids.n, 2);
	assert_string_equal(eids.v[0], EID);
	assert_string_equal(eids.v[1], OTHER_EID);
	assert_true(eids.has_masked);
	assert_int_equal(sst_phone_parse_eid(sst_span_of_text(
	                                         "EuiccCard:\nmEid=[****]\n"),
	                     &mem, &eids, &err),
	    0);
	assert_int_equal(eids.n, 0);
	assert_true(eids.has_masked);
}

static void
more_eids_than_a_phone_has_are_an_error(void **state)
{
	struct sst_phone_eids eids;
	char text[1024] = "EuiccCard:\n";
	size_t n = strlen(text);

	(void)state;
	for (int i = 0; i <= SST_PHONE_EIDS; i++)
		n += (size_t)snprintf(text + n, sizeof(text) - n,
		    "mEid=899990000000000000000000000000%02d\n", i);
	assert_int_equal(sst_phone_parse_eid(sst_span_of_text(text), &mem,
	                     &eids, &err),
	    -1);
	assert_int_equal(eids.n, 0);
	if (err.code == SST_E_FORMAT)
		assert_string_equal(err.msg, "line 18: more than 16 EIDs");
}

static void
data_saver_is_on_or_off(void **state)
{
	bool is_on;

	(void)state;
	assert_int_equal(sst_phone_parse_restrict(
	                     sst_span_of_text("Restrict background status: "
	                                      "enabled\r\n"),
	                     &is_on, &err),
	    0);
	assert_true(is_on);
	assert_int_equal(sst_phone_parse_restrict(
	                     sst_span_of_text("\nRestrict background status: "
	                                      "disabled"),
	                     &is_on, &err),
	    0);
	assert_false(is_on);
	assert_int_equal(sst_phone_parse_restrict(sst_span_of_text("a\nb\n"),
	                     &is_on, &err),
	    -1);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_string_equal(err.msg,
	    "no \"Restrict background status:\" in 2 lines");
	assert_int_equal(sst_phone_parse_restrict(sst_span_of_text(
	                                              "Restrict background "
	                                              "status: maybe"),
	                     &is_on, &err),
	    -1);
	assert_string_equal(err.msg, "Restrict background status: neither "
	                             "\"enabled\" nor \"disabled\"");
}

static int
uids_of(const char *text, struct sst_phone_uids *out)
{
	return sst_phone_parse_uids(sst_span_of_text(text), &mem, out, &err);
}

static void
uids_are_a_list_or_none(void **state)
{
	struct sst_phone_uids uids;

	(void)state;
	assert_int_equal(uids_of("Restrict background whitelisted UIDs: "
	                         "10501  10777 \n\n",
	                     &uids),
	    0);
	assert_int_equal(uids.n, 2);
	assert_int_equal(uids.v[0], 10501);
	assert_int_equal(uids.v[1], 10777);
	assert_int_equal(uids_of("Restrict background blacklisted UIDs: "
	                         "none\n",
	                     &uids),
	    0);
	assert_int_equal(uids.n, 0);
	assert_int_equal(uids_of("UIDs: 1 x\n", &uids), -1);
	assert_int_equal(uids.n, 0);
	if (err.code == SST_E_FORMAT)
		assert_string_equal(err.msg, "UIDs: number 2 is none");
	assert_int_equal(uids_of("", &uids), -1);
	assert_string_equal(err.msg, "no \"UIDs:\" in 0 lines");
}

static void
packages_have_a_uid_for_each_user(void **state)
{
	struct sst_pairs pairs;

	(void)state;
	assert_int_equal(sst_phone_parse_packages(
	                     sst_span_of_text(
	                         "package:org.example.a uid:10501\r\n"
	                         "package:org.example.b uid:10777,1010777\n"
	                         "package:org.example.c\n"
	                         "package:org.example.d uid:x\n\n"),
	                     &mem, &pairs, &err),
	    0);
	assert_int_equal(pairs.n, 3);
	assert_text(sst_pairs_get(&pairs, "10501"), "org.example.a");
	assert_text(sst_pairs_get(&pairs, "10777"), "org.example.b");
	assert_text(sst_pairs_get(&pairs, "1010777"), "org.example.b");
	assert_int_equal(pairs.faults.n, 2);
	assert_fault(&pairs.faults, 0, 3, "no \"package:NAME uid:NUMBER\"",
	    "package:org.example.c");
	assert_fault(&pairs.faults, 1, 4, "a uid that is no number",
	    "package:org.example.d uid:x");
}

static int
names_of(const char *text, struct sst_phone_names *out)
{
	return sst_phone_parse_network_types(sst_span_of_text(text), &mem, out,
	    &err);
}

static void
network_types_are_sorted_and_each_once(void **state)
{
	struct sst_phone_names names;

	(void)state;
	assert_int_equal(names_of("\nLTE|GPRS|CDMA - EvDo rev. 0|GPRS|EDGE\n",
	                     &names),
	    0);
	assert_int_equal(names.n, 4);
	assert_string_equal(names.v[0], "CDMA - EvDo rev. 0");
	assert_string_equal(names.v[1], "EDGE");
	assert_string_equal(names.v[2], "GPRS");
	assert_string_equal(names.v[3], "LTE");
	assert_int_equal(names_of("NR\r\n", &names), 0);
	assert_int_equal(names.n, 1);
}

static const struct {
	const char *text;
	const char *msg;
} bad_types[] = {
	{ "\n", "no network types" },
	{ "LTE\nNR\n", "line 2: a second line of network types" },
	{ "LTE||NR", "network type 2 has 0 bytes, want 1 to 32" },
};

static void
strange_network_types_are_an_error(void **state)
{
	struct sst_phone_names names;

	(void)state;
	for (size_t i = 0; i < sizeof(bad_types) / sizeof(bad_types[0]); i++) {
		assert_int_equal(names_of(bad_types[i].text, &names), -1);
		assert_int_equal(names.n, 0);
		if (err.code == SST_E_FORMAT)
			assert_string_equal(err.msg, bad_types[i].msg);
	}
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_teardown(f, clean)
	const struct CMUnitTest tests[] = {
		TEST(eids_stand_under_the_card),
		TEST(more_eids_than_a_phone_has_are_an_error),
		TEST(data_saver_is_on_or_off),
		TEST(uids_are_a_list_or_none),
		TEST(packages_have_a_uid_for_each_user),
		TEST(network_types_are_sorted_and_each_once),
		TEST(strange_network_types_are_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
