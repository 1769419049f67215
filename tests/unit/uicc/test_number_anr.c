/* SPDX-License-Identifier: ISC */
/* test_number_anr.c: a second number of a phone book entry. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/uicc/number.h>

#include "unit/uicc/bytes.h"

#define BASE "0791947112122721FFFFFFFF 0305"

static void
a_type_1_record_has_a_kind_and_a_number(void **state)
{
	struct sst_number_anr anr;
	struct sst_err err = { 0 };

	(void)state;
	assert_done(sst_number_anr(bytes("02" BASE), &anr, &err), &err, 1);
	assert_int_equal(anr.kind, 2);
	assert_string_equal(anr.number.text, "+491721217212");
	assert_int_equal(anr.number.capability, 3);
	assert_int_equal(anr.number.extension, 5);
	assert_int_equal(anr.adn, 0);
	assert_int_equal(anr.adn_sfi, 0);
	/* A byte more is no link. */
	assert_done(sst_number_anr(bytes("02" BASE "07"), &anr, &err), &err, 1);
	assert_int_equal(anr.adn_sfi, 0);
}

static void
a_type_2_record_names_its_entry(void **state)
{
	struct sst_number_anr anr;
	struct sst_err err = { 0 };

	(void)state;
	assert_done(sst_number_anr(bytes("00" BASE "020C"), &anr, &err), &err,
	    1);
	assert_int_equal(anr.kind, 0);
	assert_int_equal(anr.adn_sfi, 2);
	assert_int_equal(anr.adn, 12);
	assert_done(sst_number_anr(bytes("FF" BASE "FFFF"), &anr, &err), &err,
	    1);
	assert_int_equal(anr.kind, 0);
	assert_int_equal(anr.adn_sfi, 0);
	assert_int_equal(anr.adn, 0);
}

static void
a_record_without_number_is_empty(void **state)
{
	struct sst_number_anr anr;
	struct sst_err err = { 0 };

	(void)state;
	assert_done(sst_number_anr(padded("", 17), &anr, &err), &err, 0);
	assert_done(sst_number_anr(padded("0100", 15), &anr, &err), &err, 0);
	assert_int_equal(anr.kind, 0);
}

static void
damage_is_told_with_its_place(void **state)
{
	struct sst_number_anr anr;
	struct sst_err err = { 0 };

	(void)state;
	assert_refused(sst_number_anr(padded("", 14), &anr, &err), &err,
	    "byte 1: 14 bytes wanted, 13 left");
	assert_refused(sst_number_anr(bytes(""), &anr, &err), &err,
	    "byte 0: 1 byte wanted, 0 left");
	assert_refused(sst_number_anr(padded("010C", 15), &anr, &err), &err,
	    "byte 1: number of 12 bytes, at most 11 wanted");
}

static void
what_was_read_is_written_alike(void **state)
{
	static const char *const all[] = { "02" BASE, "00" BASE "020C",
		"01 0281 21FFFFFFFFFFFFFFFFFF FFFF 01FF",
		"01 0BA1 21436587092143658709 FFFF" };
	struct sst_number_anr anr;
	struct sst_err err = { 0 };
	uint8_t record[17];

	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		struct sst_span s = bytes(all[i]);

		assert_done(sst_number_anr(s, &anr, &err), &err, 1);
		assert_done(sst_number_anr_encode(&anr, record, s.n, &err),
		    &err, 0);
		assert_memory_equal(record, s.p, s.n);
	}
}

static void
an_empty_number_is_an_empty_record(void **state)
{
	struct sst_number_anr anr = { .kind = 3, .adn = 4 };
	struct sst_err err = { 0 };
	uint8_t record[17];

	(void)state;
	assert_done(sst_number_anr_encode(&anr, record, 17, &err), &err, 0);
	assert_memory_equal(record, padded("", 17).p, 17);
}

static void
more_than_20_digits_need_an_overflow_record(void **state)
{
	struct sst_number_anr anr = { .number.text = "+123456789012345678901" };
	struct sst_err err = { 0 };
	uint8_t record[15];

	(void)state;
	assert_refused(sst_number_anr_encode(&anr, record, 15, &err), &err,
	    "number of 22 characters without an overflow record, at most 21 "
	    "wanted");
	assert_memory_equal(record, padded("", 15).p, 15);
	anr.number.extension = 9;
	assert_done(sst_number_anr_encode(&anr, record, 15, &err), &err, 0);
	assert_bytes(record, 15, "00 0B91 21436587092143658709 FF09");
}

static void
the_type_of_number_agrees_with_the_plus(void **state)
{
	static const struct {
		const char *text;
		uint8_t ton_npi;
		uint8_t want;
	} cases[] = { { "1", 0, 0x81 }, { "1", 0xA1, 0xA1 },
		{ "1", 0x91, 0x81 }, { "+1", 0xA1, 0x91 }, { "+1", 0x99, 0x99 },
		{ "+1", 0, 0x91 }, { "1", 0xFF, 0x81 }, { "+1", 0xFF, 0x91 } };
	struct sst_err err = { 0 };
	uint8_t record[15];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct sst_number_anr anr = { .number.ton_npi =
			                          cases[i].ton_npi };

		memcpy(anr.number.text, cases[i].text, strlen(cases[i].text));
		assert_done(sst_number_anr_encode(&anr, record, 15, &err), &err,
		    0);
		assert_int_equal(record[2], cases[i].want);
	}
}

static void
other_sizes_and_letters_are_not_written(void **state)
{
	struct sst_number_anr anr = { .number.text = "12" };
	struct sst_err err = { 0 };
	uint8_t record[17];

	(void)state;
	assert_refused(sst_number_anr_encode(&anr, record, 16, &err), &err,
	    "record of 16 bytes, want 15 or 17");
	anr.number.text[0] = 'x';
	assert_refused(sst_number_anr_encode(&anr, record, 17, &err), &err,
	    "character 1 of the number is no digit");
}

static void
take(struct sst_span s)
{
	struct sst_number_anr anr;
	struct sst_err err = { 0 };

	if (sst_number_anr(s, &anr, &err) < 0)
		assert_int_equal(err.code, SST_E_FORMAT);
	assert_text(anr.number.text);
}

static void
whatever_is_damaged_numbers_stay_text(void **state)
{
	(void)state;
	each_damage(bytes("02" BASE "0203"), take);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_type_1_record_has_a_kind_and_a_number),
		cmocka_unit_test(a_type_2_record_names_its_entry),
		cmocka_unit_test(a_record_without_number_is_empty),
		cmocka_unit_test(damage_is_told_with_its_place),
		cmocka_unit_test(what_was_read_is_written_alike),
		cmocka_unit_test(an_empty_number_is_an_empty_record),
		cmocka_unit_test(more_than_20_digits_need_an_overflow_record),
		cmocka_unit_test(the_type_of_number_agrees_with_the_plus),
		cmocka_unit_test(other_sizes_and_letters_are_not_written),
		cmocka_unit_test(whatever_is_damaged_numbers_stay_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
