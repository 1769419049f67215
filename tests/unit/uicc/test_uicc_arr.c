/* SPDX-License-Identifier: ISC */
/* test_uicc_arr.c: access rules that are kept in EF.ARR. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/uicc/uicc_rig.h"

/* EF.ARR of 3 records of 16 bytes. */
#define ARR "62(8205422100 1003 83026F06 80020030) 9000"
#define RULE_2 "800103 A405 FFFFFFFFFFFFFFFFFFFFFF 9000"
#define RULE_3 "800103 9000 FFFFFFFFFFFFFFFFFFFFFF 9000"

static void
rules_are_read_once_and_the_file_is_selected_again(void **state)
{
	static const struct fake_step steps[] = {
		{ "00A40004026F0700", RIG_RULED("6F07", "01"), 0 },
		{ "00A40004026F0600", ARR, 0 },
		{ "00B2010410", "80010 1A4(830101) 800102 9700 FFFFFF 9000",
		    0 },
		{ "00B2020410", RULE_2, 0 },
		{ "00B2030410", RULE_3, 0 },
		{ "00A40004026F0700", RIG_RULED("6F07", "01"), 0 },
		{ "00B000000A", "00010203040506070809 9000", 0 },
		{ "00A40004026F4600", RIG_RULED("6F46", "03"), 0 },
		{ "00A40004026F3E00", RIG_RULED("6F3E", "02"), 0 },
		{ "00A40004026F3F00", RIG_RULED("6F3F", "04"), 0 },
	};
	struct rig r;

	(void)state;
	rig_usim(&r, FAKE_STEPS(steps));
	assert_int_equal(rig_select(&r, "3F00/7FFF/6F07"), 0);
	assert_int_equal(r.fcp.read, SST_FCP_PIN1);
	assert_int_equal(r.fcp.update, SST_FCP_NEVER);
	assert_int_equal(sst_uicc_read(&r.u, &r.fcp, &r.resp, &r.err), 0);
	assert_int_equal(rig_select(&r, "3F00/7FFF/6F46"), 0);
	assert_int_equal(r.fcp.read, SST_FCP_ALWAYS);
	/* a damaged rule costs who uses it, and so does one that is missing */
	assert_int_equal(rig_select(&r, "3F00/7FFF/6F3E"), 0);
	assert_int_equal(r.fcp.read, SST_FCP_UNKNOWN);
	assert_int_equal(rig_select(&r, "3F00/7FFF/6F3F"), 0);
	assert_int_equal(r.fcp.read, SST_FCP_UNKNOWN);
	rig_end(&r);
}

static void
rules_may_be_in_a_directory_above(void **state)
{
	static const struct fake_step steps[] = {
		{ "00A40804067FFF5F3A4F3000", RIG_RULED("4F30", "01"), 0 },
		{ "00A40004026F0600", "6A82", 0 },
		{ "00A40804047FFF6F0600", "62(82054221001001 83026F06) 9000",
		    0 },
		{ "00B2010410", RULE_3, 0 },
		{ "00A40804067FFF5F3A4F3000", RIG_RULED("4F30", "01"), 0 },
		/* now both are known: what is missing, and what is there */
		{ "00A40004024F3A00", RIG_RULED("4F3A", "01"), 0 },
		{ "00A40804047FFF6F4600", RIG_RULED("6F46", "01"), 0 },
	};
	struct rig r;

	(void)state;
	rig_usim(&r, FAKE_STEPS(steps));
	r.u.from_adf = SST_UICC_WAY_WORKS;
	assert_int_equal(rig_select(&r, "3F00/7FFF/5F3A/4F30"), 0);
	assert_int_equal(r.fcp.read, SST_FCP_ALWAYS);
	assert_int_equal(rig_select(&r, "3F00/7FFF/5F3A/4F3A"), 0);
	assert_int_equal(r.fcp.read, SST_FCP_ALWAYS);
	assert_int_equal(rig_select(&r, "3F00/7FFF/6F46"), 0);
	assert_int_equal(r.fcp.read, SST_FCP_ALWAYS);
	rig_end(&r);
}

static void
rules_that_are_nowhere_leave_the_access_unknown(void **state)
{
	static const struct fake_step steps[] = {
		{ "00A40004026F0700", RIG_RULED("6F07", "01"), 0 },
		{ "00A40004026F0600", "6982", 0 },
		{ "00A40804026F0600", RIG_FCP("6F06"), 0 },
		{ "00A40804047FFF6F0700", RIG_RULED("6F07", "01"), 0 },
		{ "00A40004026F4600", RIG_RULED("6F46", "01"), 0 },
	};
	struct rig r;

	(void)state;
	rig_usim(&r, FAKE_STEPS(steps));
	assert_int_equal(rig_select(&r, "3F00/7FFF/6F07"), 0);
	assert_int_equal(r.fcp.read, SST_FCP_UNKNOWN);
	assert_int_equal(rig_select(&r, "3F00/7FFF/6F46"), 0);
	rig_end(&r);
}

/* EF.ARR has a rule of its own, in itself, and is not selected again. */
static void
the_rules_have_a_rule(void **state)
{
	static const struct fake_step steps[] = {
		{ "00A40004026F0600",
		    "62(82054221001001 83026F06 8B036F0601) 9000", 0 },
		{ "00B2010410", RULE_3, 0 },
	};
	struct rig r;

	(void)state;
	rig_usim(&r, FAKE_STEPS(steps));
	assert_int_equal(rig_select(&r, "3F00/7FFF/6F06"), 0);
	assert_int_equal(r.fcp.read, SST_FCP_ALWAYS);
	rig_end(&r);
}

/* A card that names another EF.ARR for each file is not followed for ever. */
static void
only_so_many_files_of_rules_are_looked_at(void **state)
{
	static const struct fake_step steps[] = {
		{ "00A40004026F0700", "62(820141 83026F07 8B03123401) 9000",
		    0 },
		{ "00A40004026F0700", "62(820141 83026F07 8B03123401) 9000",
		    0 },
	};
	struct rig r;

	(void)state;
	rig_usim(&r, FAKE_STEPS(steps));
	r.u.arr_n = SST_UICC_ARRS;
	for (int i = 0; i < 2; i++) {
		assert_int_equal(rig_select(&r, "3F00/7FFF/6F07"), 0);
		assert_int_equal(r.fcp.read, SST_FCP_UNKNOWN);
	}
	rig_end(&r);
}

static void
a_file_of_keys_is_no_file_of_rules(void **state)
{
	static const struct fake_step steps[] = {
		{ "00A40004026F0700", "62(820141 83026F07 8B036F0801) 9000",
		    0 },
		/* what is not forbidden at the MF is looked for there */
		{ "00A40804026F0800", "6A82", 0 },
		{ "00A40004023F0000", "9000", 0 },
		{ "00A40004026F0800", "6A82", 0 },
		{ "00A40804047FFF6F0700", "62(820141 83026F07) 9000", 0 },
		{ "00A40004026F0700", "62(820141 83026F07 8B033F0001) 9000",
		    0 },
	};
	struct rig r;

	(void)state;
	rig_usim(&r, FAKE_STEPS(steps));
	assert_int_equal(rig_select(&r, "3F00/7FFF/6F07"), 0);
	assert_int_equal(r.fcp.read, SST_FCP_UNKNOWN);
	assert_int_equal(rig_select(&r, "3F00/7FFF/6F07"), 0);
	rig_end(&r);
}

static void
a_directory_needs_no_rule(void **state)
{
	static const struct fake_step steps[] = { { "00A40004025F3A00",
	    "62(820178 83025F3A 8B036F0601) 9000", 0 } };
	struct rig r;

	(void)state;
	rig_usim(&r, FAKE_STEPS(steps));
	assert_int_equal(rig_select(&r, "3F00/7FFF/5F3A"), 0);
	rig_end(&r);
}

static void
a_card_that_is_gone_meanwhile_is_an_error(void **state)
{
	static const struct fake_step steps[] = {
		{ "00A40004026F0700", RIG_RULED("6F07", "01"), 0 },
		{ "00A40004026F0600", "62(82054221001001 83026F06) 9000", 0 },
		{ "00B2010410", NULL, 0 },
		{ "00A40004026F0700", RIG_RULED("6F07", "01"), 0 },
		{ "00A40004026F0600", NULL, 0 },
		{ "00A40804047FFF6F0700", RIG_RULED("6F07", "01"), 0 },
		{ "00A40004026F0600", "62(82054221001001 83026F06) 9000", 0 },
		{ "00B2010410", RULE_3, 0 },
		{ "00A40004026F0700", NULL, 0 },
		{ "00A40804047FFF6F4600", RIG_RULED("6F46", "01"), 0 },
	};
	struct rig r;

	(void)state;
	rig_usim(&r, FAKE_STEPS(steps));
	assert_int_equal(rig_select(&r, "3F00/7FFF/6F07"), -1);
	assert_int_equal(r.err.code, SST_E_DEVICE);
	assert_string_equal(r.err.msg,
	    "3F00/7FFF/6F06: fake:A: the card was removed");
	assert_int_equal(r.fcp.type, 0);
	assert_int_equal(rig_select(&r, "3F00/7FFF/6F07"), -1);
	assert_int_equal(rig_select(&r, "3F00/7FFF/6F07"), -1);
	assert_string_equal(r.err.msg,
	    "3F00/7FFF/6F07: fake:A: the card was removed");
	assert_int_equal(rig_select(&r, "3F00/7FFF/6F46"), 0);
	assert_int_equal(r.fcp.read, SST_FCP_ALWAYS);
	rig_end(&r);
}

static void
a_file_that_is_not_found_again_is_refused(void **state)
{
	static const struct fake_step steps[] = {
		{ "00A40004026F0700", RIG_RULED("6F07", "01"), 0 },
		{ "00A40004026F0600", "62(82054221001000) 9000", 0 },
		{ "00A40804026F0600", "6A82", 0 },
		{ "00A40804047FFF6F0700", "6A82", 0 },
	};
	struct rig r;

	(void)state;
	rig_usim(&r, FAKE_STEPS(steps));
	r.u.from_mf = r.u.from_adf = SST_UICC_WAY_WORKS;
	assert_int_equal(rig_select(&r, "3F00/7FFF/6F07"), -1);
	assert_int_equal(r.err.code, SST_E_REFUSED);
	rig_end(&r);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    rules_are_read_once_and_the_file_is_selected_again),
		cmocka_unit_test(rules_may_be_in_a_directory_above),
		cmocka_unit_test(
		    rules_that_are_nowhere_leave_the_access_unknown),
		cmocka_unit_test(the_rules_have_a_rule),
		cmocka_unit_test(only_so_many_files_of_rules_are_looked_at),
		cmocka_unit_test(a_file_of_keys_is_no_file_of_rules),
		cmocka_unit_test(a_directory_needs_no_rule),
		cmocka_unit_test(a_card_that_is_gone_meanwhile_is_an_error),
		cmocka_unit_test(a_file_that_is_not_found_again_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
