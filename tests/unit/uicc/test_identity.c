/* SPDX-License-Identifier: ISC */
/* test_identity.c: who a line is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/uicc/identity.h>

#include "unit/uicc/bytes.h"

static void
assert_imsi(const char *hex, const char *want)
{
	char out[SST_IMSI_DIGITS + 1];
	struct sst_err err = { 0 };

	assert_done(sst_identity_imsi(bytes(hex), out, &err), &err, 0);
	assert_string_equal(out, want);
}

static void
an_imsi_is_swapped_behind_its_parity(void **state)
{
	(void)state;
	assert_imsi("082982608200002080", "228062800000208");
	/* An even number of digits ends with F. */
	assert_imsi("0821436587092143F5", "23456789012345");
	assert_imsi("04 11 32 54 F6 FFFFFFFF", "123456");
	assert_imsi("04 19 32 54 76 FFFFFFFF", "1234567");
	assert_imsi("FFFFFFFFFFFFFFFFFF", "");
}

static void
damage_of_an_imsi_is_told_without_its_digits(void **state)
{
	static const struct {
		const char *hex;
		const char *msg;
	} bad[] = {
		{ "", "byte 0: 1 byte wanted, 0 left" },
		{ "00FFFFFFFFFFFFFFFF",
		    "byte 0: IMSI of 0 bytes, want 1 to 8" },
		{ "09298260820000208012",
		    "byte 0: IMSI of 9 bytes, want 1 to 8" },
		{ "0829826082", "byte 1: 8 bytes wanted, 4 left" },
		{ "082A82608200002080", "byte 1: the identity is no IMSI" },
		{ "0829826A8200002080", "digit 4 of the IMSI is none" },
		{ "0829826F8200002080", "digit 4 of the IMSI is none" },
		{ "08298260820000208E", "digit 14 of the IMSI is none" },
		{ "0829826082000020F0",
		    "byte 1: an odd number of IMSI digits is announced, 14 "
		    "found" },
		{ "082182608200002080",
		    "byte 1: an even number of IMSI digits is announced, 15 "
		    "found" },
		{ "02 29 82 FFFFFFFFFFFF", "IMSI of 3 digits, want 6 to 15" },
	};
	char out[SST_IMSI_DIGITS + 1];
	struct sst_err err = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_refused(sst_identity_imsi(bytes(bad[i].hex), out, &err),
		    &err, bad[i].msg);
		assert_string_equal(out, "");
	}
}

static void
the_mnc_has_2_or_3_digits_or_nobody_says(void **state)
{
	(void)state;
	assert_int_equal(sst_identity_mnc_digits(bytes("00000002")), 2);
	assert_int_equal(sst_identity_mnc_digits(bytes("81000103FF")), 3);
	assert_int_equal(sst_identity_mnc_digits(bytes("000000F2")), 2);
	assert_int_equal(sst_identity_mnc_digits(bytes("00000001")), 0);
	assert_int_equal(sst_identity_mnc_digits(bytes("00000004")), 0);
	assert_int_equal(sst_identity_mnc_digits(bytes("00000000")), 0);
	assert_int_equal(sst_identity_mnc_digits(bytes("FFFFFFFF")), 0);
	assert_int_equal(sst_identity_mnc_digits(bytes("000000")), 0);
	assert_int_equal(sst_identity_mnc_digits(bytes("")), 0);
}

static void
an_operator_has_a_name_and_two_wishes(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_identity_spn spn;
	struct sst_err err = { 0 };

	(void)state;
	assert_done(sst_identity_spn(padded("00 4F6E65", 17), &mem, &spn, &err),
	    &err, 0);
	assert_string_equal(spn.name, "One");
	assert_false(spn.show_plmn);
	assert_false(spn.hide_elsewhere);
	assert_done(sst_identity_spn(bytes("01 8102089697"), &mem, &spn, &err),
	    &err, 0);
	assert_string_equal(spn.name, "\xD0\x96\xD0\x97");
	assert_true(spn.show_plmn);
	assert_false(spn.hide_elsewhere);
	assert_done(sst_identity_spn(bytes("02FFFF"), &mem, &spn, &err), &err,
	    0);
	assert_string_equal(spn.name, "");
	assert_false(spn.show_plmn);
	assert_true(spn.hide_elsewhere);
	assert_done(sst_identity_spn(padded("", 17), &mem, &spn, &err), &err,
	    0);
	assert_string_equal(spn.name, "");
	assert_false(spn.show_plmn);
	assert_false(spn.hide_elsewhere);
	assert_refused(sst_identity_spn(bytes(""), &mem, &spn, &err), &err,
	    "byte 0: 1 byte wanted, 0 left");
	assert_null(spn.name);
	assert_refused(sst_identity_spn(bytes("0180004100"), &mem, &spn, &err),
	    &err, "name: byte 3: half of a character");
	sst_arena_fini(&mem);
}

static void
languages_are_pairs_of_letters(void **state)
{
	static const struct {
		const char *hex;
		const char *want;
	} cases[] = { { "6465656E", "de,en" }, { "", "" }, { "FFFF", "" },
		{ "6465FFFF656EFF", "de,en" }, { "4445", "DE" },
		{ "FFFFFFFF6672", "fr" } };
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };
	const char *out;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_done(sst_identity_languages(bytes(cases[i].hex), &mem,
		                &out, &err),
		    &err, 0);
		assert_string_equal(out, cases[i].want);
	}
	assert_refused(sst_identity_languages(bytes("64650102"), &mem, &out,
	                   &err),
	    &err, "byte 2: language code 0102 is not 2 letters");
	assert_null(out);
	assert_refused(sst_identity_languages(bytes("646565"), &mem, &out,
	                   &err),
	    &err, "byte 2: 2 bytes wanted, 1 left");
	assert_refused(sst_identity_languages(bytes("64FF"), &mem, &out, &err),
	    &err, "byte 0: language code 64FF is not 2 letters");
	sst_arena_fini(&mem);
}

static void
take(struct sst_span s)
{
	struct sst_arena mem = { 0 };
	char imsi[SST_IMSI_DIGITS + 1];
	struct sst_identity_spn spn;
	struct sst_err err = { 0 };
	const char *languages;

	if (sst_identity_imsi(s, imsi, &err) < 0)
		assert_int_equal(err.code, SST_E_FORMAT);
	assert_true(strspn(imsi, "0123456789") == strlen(imsi));
	if (sst_identity_spn(s, &mem, &spn, &err) < 0)
		assert_int_equal(err.code, SST_E_FORMAT);
	assert_text(spn.name);
	if (sst_identity_languages(s, &mem, &languages, &err) < 0)
		assert_int_equal(err.code, SST_E_FORMAT);
	assert_text(languages);
	assert_true(sst_identity_mnc_digits(s) <= 3);
	sst_arena_fini(&mem);
}

static void
whatever_is_damaged_text_stays_text(void **state)
{
	(void)state;
	each_damage(bytes("082982608200002080"), take);
	each_damage(bytes("018102089697"), take);
	each_damage(bytes("6465656EFFFF"), take);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_imsi_is_swapped_behind_its_parity),
		cmocka_unit_test(damage_of_an_imsi_is_told_without_its_digits),
		cmocka_unit_test(the_mnc_has_2_or_3_digits_or_nobody_says),
		cmocka_unit_test(an_operator_has_a_name_and_two_wishes),
		cmocka_unit_test(languages_are_pairs_of_letters),
		cmocka_unit_test(whatever_is_damaged_text_stays_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
