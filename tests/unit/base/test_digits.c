/* SPDX-License-Identifier: ISC */
/* test_digits.c: numbers of cards, chips and networks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include <simstow/base/digits.h>
#include <simstow/base/hex.h>

/* Published numbers and test numbers, with the bytes of EF.ICCID. */
static const struct {
	const char *iccid;
	const char *file;
	bool has_luhn;
} iccids[] = {
	{ "8944476500008772514", "984474560000782715F4", true },
	{ "89852351224030086192", "98583215220403801629", true },
	{ "8982052309000009541", "982850329000009045F1", true },
	{ "89103000000489435368", "98010300004098343586", true },
	{ "8949449999999990023", "989444999999990920F3", true },
	{ "8944476500008772515", "984474560000782715F5", false },
	{ "894447650000877251", "984474560000782715FF", false },
};

static void
an_iccid_is_swapped_both_ways(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(iccids) / sizeof(iccids[0]); i++) {
		char text[2 * SST_ICCID_BYTES + 1];
		uint8_t bytes[SST_ICCID_BYTES];
		struct sst_err err = { 0 };
		size_t n;

		assert_int_equal(sst_hex_parse(iccids[i].file, bytes,
		                     sizeof(bytes), &n, &err),
		    0);
		sst_bcd_swapped(SST_SPAN(bytes), text);
		assert_string_equal(text, iccids[i].iccid);
		memset(bytes, 0, sizeof(bytes));
		assert_int_equal(sst_bcd_swap(iccids[i].iccid, bytes,
		                     sizeof(bytes), &err),
		    0);
		sst_hex_format(SST_SPAN(bytes), text);
		assert_string_equal(text, iccids[i].file);
	}
}

static void
odd_nibbles_stay_visible(void **state)
{
	static const uint8_t bytes[] = { 0xA1, 0xCB, 0xED, 0x2F, 0xFF, 0xFF };
	char text[13];

	(void)state;
	sst_bcd_swapped(SST_SPAN(bytes), text);
	assert_string_equal(text, "1abcdef2");
	sst_bcd_swapped((struct sst_span){ bytes + 4, 2 }, text);
	assert_string_equal(text, "");
	sst_bcd_swapped((struct sst_span){ 0 }, text);
	assert_string_equal(text, "");
}

static void
only_digits_that_fit_are_swapped(void **state)
{
	struct sst_err err = { 0 };
	uint8_t out[2];

	(void)state;
	assert_int_equal(sst_bcd_swap("12a", out, 2, &err), -1);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_string_equal(err.msg, "character 2 is no digit");
	assert_int_equal(sst_bcd_swap("12345", out, 2, &err), -1);
	assert_string_equal(err.msg, "5 digits found, at most 4 wanted");
	assert_int_equal(sst_bcd_swap("1234", out, 2, &err), 0);
	assert_memory_equal(out, "\x21\x43", 2);
	assert_int_equal(sst_bcd_swap("", out, 2, &err), 0);
	assert_memory_equal(out, "\xFF\xFF", 2);
}

static void
an_iccid_has_18_to_20_digits_and_often_a_check_digit(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(iccids) / sizeof(iccids[0]); i++) {
		assert_true(sst_iccid_is_plain(iccids[i].iccid));
		assert_true(
		    sst_iccid_has_luhn(iccids[i].iccid) == iccids[i].has_luhn);
	}
	assert_false(sst_iccid_is_plain(""));
	assert_false(sst_iccid_is_plain("89444765000087725"));
	assert_false(sst_iccid_is_plain("898523512240300861921"));
	assert_false(sst_iccid_is_plain("8944476500008772a14"));
	assert_false(sst_iccid_has_luhn(""));
	assert_false(sst_iccid_has_luhn("0"));
	assert_false(sst_iccid_has_luhn("8944476500008772a14"));
}

static void
an_eid_has_32_digits_of_which_two_check_the_rest(void **state)
{
	static const struct {
		const char *eid;
		bool has_check;
	} cases[] = {
		{ "89049032123451234512345678901235", true },
		{ "89044045116727494800000004479366", true },
		{ "89086030202200000022000023022943", true },
		{ "89882119900000000000000000001654", true },
		{ "12345000000000000000000000000186", true },
		{ "12345000000000000000000000000133", false },
		{ "89049032123451234512345678901234", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_true(sst_eid_is_plain(cases[i].eid));
		assert_true(
		    sst_eid_has_check(cases[i].eid) == cases[i].has_check);
	}
	assert_false(sst_eid_is_plain("8904903212345123451234567890123"));
	assert_false(sst_eid_is_plain("890490321234512345123456789012350"));
	assert_false(sst_eid_is_plain("8904903212345123451234567890123F"));
	assert_false(sst_eid_has_check(""));
}

static void
networks_are_in_the_order_of_ts_24_008(void **state)
{
	static const struct {
		const char *digits;
		const char *text;
		const char *msg;
	} cases[] = {
		{ "130062", "310260", NULL },
		{ "42F450", "24405", NULL },
		{ "00F110", "00101", NULL },
		{ "EEEEEE", "??????", NULL },
		{ "13E0EE", "310???", NULL },
		{ "EEFEEE", "?????", NULL },
		{ "FFFFFF", "", "digit 1 of MCC and MNC is F" },
		{ "13F06F", "", "digit 4 of MCC and MNC is F" },
		{ "13006A", "", "digit 4 of MCC and MNC is A" },
		{ "1300", "", "MCC and MNC have 2 bytes, want 3" },
		{ "13006200", "", "MCC and MNC have 4 bytes, want 3" },
		{ "", "", "MCC and MNC have 0 bytes, want 3" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct sst_err err = { 0 };
		uint8_t bytes[4];
		char text[7] = "x";
		size_t n;
		int rc;

		assert_int_equal(sst_hex_parse(cases[i].digits, bytes, 4, &n,
		                     &err),
		    0);
		rc = sst_plmn_format((struct sst_span){ bytes, n }, text, &err);
		assert_int_equal(rc, cases[i].msg != NULL ? -1 : 0);
		assert_string_equal(text, cases[i].text);
		if (cases[i].msg == NULL)
			continue;
		assert_int_equal(err.code, SST_E_FORMAT);
		assert_string_equal(err.msg, cases[i].msg);
	}
}

static void
a_report_shows_the_ends_of_a_number(void **state)
{
	char out[40];

	(void)state;
	sst_digits_mask("8944476500008772514", out);
	assert_string_equal(out, "894447***********14");
	sst_digits_mask("123456789012", out);
	assert_string_equal(out, "123456****12");
	sst_digits_mask("12345678901", out);
	assert_string_equal(out, "***********");
	sst_digits_mask("", out);
	assert_string_equal(out, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_iccid_is_swapped_both_ways),
		cmocka_unit_test(odd_nibbles_stay_visible),
		cmocka_unit_test(only_digits_that_fit_are_swapped),
		cmocka_unit_test(
		    an_iccid_has_18_to_20_digits_and_often_a_check_digit),
		cmocka_unit_test(
		    an_eid_has_32_digits_of_which_two_check_the_rest),
		cmocka_unit_test(networks_are_in_the_order_of_ts_24_008),
		cmocka_unit_test(a_report_shows_the_ends_of_a_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
