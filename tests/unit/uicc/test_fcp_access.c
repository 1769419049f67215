/* SPDX-License-Identifier: ISC */
/* test_fcp_access.c: who may read and update a file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>

#include <simstow/uicc/fcp.h>

#include "unit/fake_link.h"

struct row {
	const char *hex;
	enum sst_fcp_access read, update;
};

static uint8_t bytes[512];

static int
parse_arr(const char *hex, enum sst_fcp_access *read,
    enum sst_fcp_access *update, struct sst_err *err)
{
	size_t n = fake_hex(hex, bytes, sizeof(bytes));

	return sst_fcp_parse_arr((struct sst_span){ bytes, n }, read, update,
	    err);
}

static int
parse_fcp(const char *attributes, struct sst_fcp *f, struct sst_err *err)
{
	char hex[256];
	size_t n;

	(void)snprintf(hex, sizeof(hex), "62(820141 80010A %s)", attributes);
	n = fake_hex(hex, bytes, sizeof(bytes));
	return sst_fcp_parse((struct sst_span){ bytes, n }, f, err);
}

static void
a_rule_says_who_reads_and_who_updates(void **state)
{
	static const struct row rows[] = {
		/* always, never, PIN1 */
		{ "800103 9000", SST_FCP_ALWAYS, SST_FCP_ALWAYS },
		{ "800101 9000 800102 A4(83010A)", SST_FCP_ALWAYS,
		    SST_FCP_ADM },
		{ "800101 A4(830101 950108) 800102 9700", SST_FCP_PIN1,
		    SST_FCP_NEVER },
		{ "800103 A4(830101)", SST_FCP_PIN1, SST_FCP_PIN1 },
		{ "800103 A4(830111)", SST_FCP_PIN1, SST_FCP_PIN1 },
		{ "800101 A4(830101) 800102 A4(830181)", SST_FCP_PIN1,
		    SST_FCP_PIN2 },
		{ "800103 A4(83018A)", SST_FCP_ADM, SST_FCP_ADM },
		{ "800103 A4(830190)", SST_FCP_UNKNOWN, SST_FCP_UNKNOWN },
		{ "800103 A4(950108)", SST_FCP_UNKNOWN, SST_FCP_UNKNOWN },
		/* secure messaging, a condition byte */
		{ "800103 B400", SST_FCP_ADM, SST_FCP_ADM },
		{ "800103 9E0110", SST_FCP_PIN1, SST_FCP_PIN1 },
		{ "800103 9E01FF", SST_FCP_NEVER, SST_FCP_NEVER },
		{ "800103 9E00", SST_FCP_UNKNOWN, SST_FCP_UNKNOWN },
		/* one condition behind the other: one is enough */
		{ "800103 A4(83010A) A4(830101)", SST_FCP_PIN1, SST_FCP_PIN1 },
		{ "800103 A4(83010A) 800101 9000", SST_FCP_ALWAYS,
		    SST_FCP_ADM },
		/* templates */
		{ "800103 A0(A4(83010A) A4(830101))", SST_FCP_PIN1,
		    SST_FCP_PIN1 },
		{ "800103 AF(A4(83010A) A4(830101))", SST_FCP_ADM,
		    SST_FCP_ADM },
		{ "800103 AF(9000 A4(830101))", SST_FCP_PIN1, SST_FCP_PIN1 },
		{ "800103 AF(9700 A700)", SST_FCP_NEVER, SST_FCP_NEVER },
		{ "800103 AF(A700 A4(830101))", SST_FCP_UNKNOWN,
		    SST_FCP_UNKNOWN },
		{ "800103 A0(A700 A4(830101))", SST_FCP_PIN1, SST_FCP_PIN1 },
		{ "800103 A0(AF(A4(830101) A4(830181)) A4(83010A))",
		    SST_FCP_PIN2, SST_FCP_PIN2 },
		{ "800103 A000", SST_FCP_UNKNOWN, SST_FCP_UNKNOWN },
		/* lists of commands are passed over, with their conditions */
		{ "800101 9000 8401D4 A4(83010A) 800102 A4(830101)",
		    SST_FCP_ALWAYS, SST_FCP_PIN1 },
		{ "8401D4 9000 800101 9000", SST_FCP_ALWAYS, SST_FCP_NEVER },
		/* what no rule names is not allowed; other modes, own modes */
		{ "800110 A4(83010A)", SST_FCP_NEVER, SST_FCP_NEVER },
		{ "80011B 9000", SST_FCP_ALWAYS, SST_FCP_ALWAYS },
		{ "800183 9000", SST_FCP_NEVER, SST_FCP_NEVER },
		{ "8000 9000", SST_FCP_NEVER, SST_FCP_NEVER },
		/* padding, and nothing else */
		{ "800103 9000 FFFFFF", SST_FCP_ALWAYS, SST_FCP_ALWAYS },
		{ "FFFFFFFF", SST_FCP_UNKNOWN, SST_FCP_UNKNOWN },
		{ "", SST_FCP_UNKNOWN, SST_FCP_UNKNOWN },
		{ "9000", SST_FCP_UNKNOWN, SST_FCP_UNKNOWN },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		enum sst_fcp_access read, update;
		struct sst_err err = { 0 };

		if (parse_arr(rows[i].hex, &read, &update, &err) < 0 ||
		    read != rows[i].read || update != rows[i].update)
			fail_msg("%s: %s %s %s", rows[i].hex,
			    sst_fcp_access_name(read),
			    sst_fcp_access_name(update), err.msg);
	}
}

static void
a_damaged_rule_is_an_error_and_gives_nothing(void **state)
{
	static const struct {
		const char *hex, *why;
	} rows[] = {
		{ "800101 9000 A405", "access rule: byte 7: 5 bytes wanted, "
		                      "0 left" },
		{ "800101 A402 8301", "access rule: byte 7: 1 byte wanted, "
		                      "0 left" },
		{ "800103 A0(AF(A0(AF(A0(9000)))))",
		    "access rule: byte 11: more than 4 conditions in each "
		    "other" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		enum sst_fcp_access read = SST_FCP_PIN1, update = SST_FCP_PIN1;
		struct sst_err err = { 0 };

		assert_int_equal(parse_arr(rows[i].hex, &read, &update, &err),
		    -1);
		assert_int_equal(err.code, SST_E_FORMAT);
		assert_string_equal(err.msg, rows[i].why);
		assert_int_equal(read, SST_FCP_UNKNOWN);
		assert_int_equal(update, SST_FCP_UNKNOWN);
	}
}

static void
the_compact_form_has_a_byte_for_each_mode_from_the_top(void **state)
{
	static const struct row rows[] = {
		{ "8C(03 00 FF)", SST_FCP_NEVER, SST_FCP_ALWAYS },
		{ "8C(03 10 00)", SST_FCP_ALWAYS, SST_FCP_PIN1 },
		{ "8C(01 90)", SST_FCP_PIN1, SST_FCP_NEVER },
		/* which PIN another security environment means, who knows */
		{ "8C(03 12 11)", SST_FCP_PIN1, SST_FCP_UNKNOWN },
		{ "8C(7F FF FF FF FF FF 20 00)", SST_FCP_ALWAYS, SST_FCP_ADM },
		{ "8C(03 40 B0)", SST_FCP_ADM, SST_FCP_ADM },
		{ "8C(03 30 01)", SST_FCP_UNKNOWN, SST_FCP_PIN1 },
		{ "8C(00)", SST_FCP_NEVER, SST_FCP_NEVER },
		{ "8C(83 00 00)", SST_FCP_UNKNOWN, SST_FCP_UNKNOWN },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct sst_err err = { 0 };
		struct sst_fcp f;

		if (parse_fcp(rows[i].hex, &f, &err) < 0 ||
		    f.read != rows[i].read || f.update != rows[i].update)
			fail_msg("%s: %s %s %s", rows[i].hex,
			    sst_fcp_access_name(f.read),
			    sst_fcp_access_name(f.update), err.msg);
	}
}

static void
the_first_form_that_says_something_counts(void **state)
{
	static const struct row rows[] = {
		{ "AB(800101 9000 800102 9700)", SST_FCP_ALWAYS,
		    SST_FCP_NEVER },
		{ "AB(800103 9000) 8B036F0601 8C(0300FF)", SST_FCP_ALWAYS,
		    SST_FCP_ALWAYS },
		{ "8C(0300FF) AB(800103 9000)", SST_FCP_NEVER, SST_FCP_ALWAYS },
		{ "AB00 8C(0300FF)", SST_FCP_NEVER, SST_FCP_ALWAYS },
		{ "8B036F0601 8C(0300FF) AB(800103 9000)", SST_FCP_UNKNOWN,
		    SST_FCP_UNKNOWN },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct sst_err err = { 0 };
		struct sst_fcp f;

		assert_int_equal(parse_fcp(rows[i].hex, &f, &err), 0);
		assert_int_equal(f.read, rows[i].read);
		assert_int_equal(f.update, rows[i].update);
		assert_int_equal(f.arr_fid != 0, i == 4);
	}
}

static void
a_reference_names_a_record_or_pairs(void **state)
{
	static const struct {
		const char *hex;
		unsigned record;
	} rows[] = {
		{ "8B036F0607", 7 },
		{ "8B046F060107", 7 },
		{ "8B066F0600040107", 7 },
		{ "8B066F0600040205", 4 },
	};
	struct sst_err err = { 0 };
	struct sst_fcp f;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(parse_fcp(rows[i].hex, &f, &err), 0);
		assert_int_equal(f.arr_fid, 0x6F06);
		assert_int_equal(f.arr_record, rows[i].record);
	}
	assert_int_equal(parse_fcp("8B026F06", &f, &err), -1);
	assert_string_equal(err.msg, "FCP: security attributes (8B): byte 10: "
	                             "2 bytes, 3 wanted, or pairs");
	assert_int_equal(parse_fcp("8B056F06010203", &f, &err), -1);
	assert_int_equal(parse_fcp("8C(0300)", &f, &err), -1);
	assert_string_equal(err.msg, "FCP: security attributes (8C): byte 12: "
	                             "1 byte wanted, 0 left");
	assert_int_equal(parse_fcp("8C00", &f, &err), -1);
	assert_int_equal(parse_fcp("AB(800101 A405)", &f, &err), -1);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_rule_says_who_reads_and_who_updates),
		cmocka_unit_test(a_damaged_rule_is_an_error_and_gives_nothing),
		cmocka_unit_test(
		    the_compact_form_has_a_byte_for_each_mode_from_the_top),
		cmocka_unit_test(the_first_form_that_says_something_counts),
		cmocka_unit_test(a_reference_names_a_record_or_pairs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
