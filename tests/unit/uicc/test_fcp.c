/* SPDX-License-Identifier: ISC */
/* test_fcp.c: the FCP template that a UICC sends of a selected file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include <simstow/uicc/fcp.h>

#include "unit/fake_link.h"

static uint8_t bytes[512];

static int
parse(const char *hex, struct sst_fcp *f, struct sst_err *err)
{
	size_t n = fake_hex(hex, bytes, sizeof(bytes));

	*err = (struct sst_err){ 0 };
	return sst_fcp_parse((struct sst_span){ bytes, n }, f, err);
}

static void
refuses(const char *hex, const char *why)
{
	struct sst_err err;
	struct sst_fcp f;

	assert_int_equal(parse(hex, &f, &err), -1);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_string_equal(err.msg, why);
	assert_int_equal(f.type, 0);
}

static void
a_transparent_file_has_a_size_and_a_rule(void **state)
{
	struct sst_err err;
	struct sst_fcp f;

	(void)state;
	assert_int_equal(parse("62(82024121 83022FE2 A503C00140 8A0105 "
	                       "8B032F0603 8002000A 880110)",
	                     &f, &err),
	    0);
	assert_int_equal(f.type, SST_FCP_TRANSPARENT);
	assert_int_equal(f.fid, 0x2FE2);
	assert_int_equal(f.size, 10);
	assert_int_equal(f.sfi, 2);
	assert_false(f.is_deactivated);
	assert_int_equal(f.arr_fid, 0x2F06);
	assert_int_equal(f.arr_record, 3);
	assert_int_equal(f.read, SST_FCP_UNKNOWN);
	assert_int_equal(f.chv1_tries, SST_FCP_TRIES_UNKNOWN);
}

static void
a_file_of_records_has_their_size_and_number(void **state)
{
	static const struct {
		const char *hex;
		enum sst_fcp_type type;
		unsigned size, record_size, record_count;
	} rows[] = {
		{ "62(82054221001C05 83026F3A 8002008C)", SST_FCP_LINEAR, 140,
		    28, 5 },
		{ "62(82054621001C05 83026F80 8002008C)", SST_FCP_CYCLIC, 140,
		    28, 5 },
		/* not shareable */
		{ "62(82050221001C05 83026F3A 8002008C)", SST_FCP_LINEAR, 140,
		    28, 5 },
		/* no number, no size, room that is left over */
		{ "62(82044221001C 8002008C)", SST_FCP_LINEAR, 140, 28, 5 },
		{ "62(82054221001C05)", SST_FCP_LINEAR, 140, 28, 5 },
		{ "62(82054221001C05 80020090)", SST_FCP_LINEAR, 144, 28, 5 },
		{ "62(82054221001C00)", SST_FCP_LINEAR, 0, 28, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct sst_err err;
		struct sst_fcp f;

		assert_int_equal(parse(rows[i].hex, &f, &err), 0);
		assert_int_equal(f.type, rows[i].type);
		assert_int_equal(f.size, rows[i].size);
		assert_int_equal(f.record_size, rows[i].record_size);
		assert_int_equal(f.record_count, rows[i].record_count);
	}
}

static void
the_kind_of_a_file_is_its_descriptor(void **state)
{
	static const struct {
		const char *hex;
		enum sst_fcp_type type;
	} rows[] = {
		{ "62(820178)", SST_FCP_DF },
		{ "62(82027821)", SST_FCP_DF },
		{ "62(820138)", SST_FCP_DF },
		{ "62(820101)", SST_FCP_TRANSPARENT },
		{ "62(820149)", SST_FCP_TRANSPARENT },
		{ "62(820279 21)", SST_FCP_OTHER },
		{ "62(820139)", SST_FCP_OTHER },
		{ "62(820140)", SST_FCP_OTHER },
		{ "62(8201FF)", SST_FCP_OTHER },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct sst_err err;
		struct sst_fcp f;

		assert_int_equal(parse(rows[i].hex, &f, &err), 0);
		assert_int_equal(f.type, rows[i].type);
	}
}

static void
a_life_cycle_says_whether_a_file_can_be_used(void **state)
{
	static const struct {
		const char *hex;
		bool is_deactivated;
	} rows[] = {
		{ "62(820141 8A0100)", false },
		{ "62(820141 8A0105)", false },
		{ "62(820141 8A0107)", false },
		{ "62(820141 8A0104)", true },
		{ "62(820141 8A0106)", true },
		{ "62(820141 8A010C)", true },
		{ "62(820141 8A010F)", true },
		{ "62(820141)", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct sst_err err;
		struct sst_fcp f;

		assert_int_equal(parse(rows[i].hex, &f, &err), 0);
		assert_int_equal(f.is_deactivated, rows[i].is_deactivated);
	}
}

static void
an_application_says_which_pin_is_in_force(void **state)
{
	static const struct {
		const char *pins;
		enum sst_fcp_pin pin1, pin2;
		unsigned key;
	} rows[] = {
		{ "C6(900180 830101 830181)", SST_FCP_PIN_ENABLED,
		    SST_FCP_PIN_DISABLED, 1 },
		{ "C6(900140 830101 830181)", SST_FCP_PIN_DISABLED,
		    SST_FCP_PIN_ENABLED, 1 },
		{ "C6(900100 830101)", SST_FCP_PIN_DISABLED,
		    SST_FCP_PIN_UNKNOWN, 1 },
		/* the universal PIN stands for PIN1 when its usage says so */
		{ "C6(900140 830101 950108 830111)", SST_FCP_PIN_ENABLED,
		    SST_FCP_PIN_UNKNOWN, 0x11 },
		{ "C6(900140 830101 950100 830111)", SST_FCP_PIN_DISABLED,
		    SST_FCP_PIN_UNKNOWN, 1 },
		{ "C6(900140 830101 830111)", SST_FCP_PIN_DISABLED,
		    SST_FCP_PIN_UNKNOWN, 1 },
		/* the first in force */
		{ "C6(900140 830101 830102)", SST_FCP_PIN_ENABLED,
		    SST_FCP_PIN_UNKNOWN, 2 },
		{ "C6(9001C0 830101 830102)", SST_FCP_PIN_ENABLED,
		    SST_FCP_PIN_UNKNOWN, 1 },
		{ "C6(900100 830101 830102)", SST_FCP_PIN_DISABLED,
		    SST_FCP_PIN_UNKNOWN, 1 },
		/* another application's PIN, and keys beyond the bits */
		{ "C6(900180 830102)", SST_FCP_PIN_ENABLED, SST_FCP_PIN_UNKNOWN,
		    2 },
		{ "C6(9000 830101)", SST_FCP_PIN_DISABLED, SST_FCP_PIN_UNKNOWN,
		    1 },
		{ "C6(83010A)", SST_FCP_PIN_UNKNOWN, SST_FCP_PIN_UNKNOWN, 0 },
		{ "C600", SST_FCP_PIN_UNKNOWN, SST_FCP_PIN_UNKNOWN, 0 },
		{ "C6(900100 FF 8300 9500)", SST_FCP_PIN_UNKNOWN,
		    SST_FCP_PIN_UNKNOWN, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct sst_err err;
		struct sst_fcp f;
		char hex[128];

		assert_true(strlen(rows[i].pins) + 64 < sizeof(hex));
		strcpy(hex, "62(82027821 8407A0000000871002 ");
		strcat(hex, rows[i].pins);
		strcat(hex, ")");
		assert_int_equal(parse(hex, &f, &err), 0);
		assert_int_equal(f.pin1, rows[i].pin1);
		assert_int_equal(f.pin2, rows[i].pin2);
		assert_int_equal(f.pin1_key, rows[i].key);
		assert_int_equal(f.aid.n, 7);
	}
}

static void
unknown_objects_are_skipped_and_the_first_one_counts(void **state)
{
	struct sst_err err;
	struct sst_fcp f;

	(void)state;
	assert_int_equal(parse("62(DF0102AABB 820141 80010A 820178 800114 FF "
	                       "830200 01 8800 00 81020020)",
	                     &f, &err),
	    0);
	assert_int_equal(f.type, SST_FCP_TRANSPARENT);
	assert_int_equal(f.size, 10);
	assert_int_equal(f.fid, 1);
	assert_int_equal(f.sfi, 0);
}

static void
what_cannot_be_is_an_error_with_its_place(void **state)
{
	(void)state;
	refuses("", "FCP: byte 0: nothing found, 62 wanted");
	refuses("6F(820141)", "FCP: byte 0: tag 6F found, 62 wanted");
	refuses("6205 820141", "FCP: byte 2: 5 bytes wanted, 3 left");
	refuses("62(83026F07)", "FCP: byte 6: no file descriptor (82)");
	refuses("6200", "FCP: byte 2: no file descriptor (82)");
	refuses("62(8200)", "FCP: file descriptor (82): byte 2: object 82 has "
	                    "0 bytes, 2 wanted");
	refuses("62(820142)", "FCP: file descriptor (82): byte 2: object 82 "
	                      "has 1 byte, 5 wanted");
	refuses("62(82054221000005)",
	    "FCP: file descriptor (82): byte 6: records of 0 bytes");
	refuses("62(820141 8000)", "FCP: file size (80): byte 5: object 80 has "
	                           "0 bytes, 2 wanted");
	refuses("62(820141 8003010000)",
	    "FCP: file size (80): byte 7: file of more than 65535 bytes");
	refuses("62(820141 8009FFFFFFFFFFFFFFFFFF)",
	    "FCP: file size (80): byte 7: file of more than 65535 bytes");
	refuses("62(82054221001C06 8002008C)",
	    "FCP: 6 records of 28 bytes in a file of 140 bytes");
	refuses("62(820542210001FF 800200FF)",
	    "FCP: 255 records, at most 254 wanted");
	refuses("62(820442210001 8002FFFF)",
	    "FCP: 65535 records, at most 254 wanted");
	refuses("62(8205422173FF82)",
	    "FCP: 130 records of 29695 bytes in a file of 3860350 bytes");
	refuses("62(820141 8303112233)", "FCP: file identifier (83): byte 5: "
	                                 "object 83 has 3 bytes, 2 wanted");
	refuses("62(820141 8A00)", "FCP: life cycle (8A): byte 5: object 8A "
	                           "has 0 bytes, 1 wanted");
	refuses("62(820141 8009)", "FCP: byte 7: 9 bytes wanted, 0 left");
	refuses("62(820178 C6039005FF)",
	    "FCP: PIN status (C6): byte 9: 5 bytes wanted, 1 left");
}

static void
names_are_words(void **state)
{
	(void)state;
	assert_string_equal(sst_fcp_access_name(SST_FCP_ALWAYS), "always");
	assert_string_equal(sst_fcp_access_name(SST_FCP_PIN1), "pin1");
	assert_string_equal(sst_fcp_access_name(SST_FCP_PIN2), "pin2");
	assert_string_equal(sst_fcp_access_name(SST_FCP_ADM), "adm");
	assert_string_equal(sst_fcp_access_name(SST_FCP_NEVER), "never");
	assert_string_equal(sst_fcp_access_name(SST_FCP_UNKNOWN), "unknown");
	assert_string_equal(sst_fcp_access_name((enum sst_fcp_access)99),
	    "unknown");
	assert_string_equal(sst_fcp_type_name(SST_FCP_DF), "df");
	assert_string_equal(sst_fcp_type_name(SST_FCP_LINEAR), "linear");
	assert_string_equal(sst_fcp_type_name((enum sst_fcp_type)99),
	    "unknown");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_transparent_file_has_a_size_and_a_rule),
		cmocka_unit_test(a_file_of_records_has_their_size_and_number),
		cmocka_unit_test(the_kind_of_a_file_is_its_descriptor),
		cmocka_unit_test(a_life_cycle_says_whether_a_file_can_be_used),
		cmocka_unit_test(an_application_says_which_pin_is_in_force),
		cmocka_unit_test(
		    unknown_objects_are_skipped_and_the_first_one_counts),
		cmocka_unit_test(what_cannot_be_is_an_error_with_its_place),
		cmocka_unit_test(names_are_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
