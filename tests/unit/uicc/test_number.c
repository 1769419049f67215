/* SPDX-License-Identifier: ISC */
/* test_number.c: ADN records and the overflow records behind them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/uicc/number.h>

#include "unit/uicc/bytes.h"

#define ROUNDS 20000
#define DIGITS_MAX 220

static void
assert_adn(const char *hex, const char *name, const char *text)
{
	struct sst_arena mem = { 0 };
	struct sst_number_adn adn;
	struct sst_err err = { 0 };

	assert_done(sst_number_adn(bytes(hex), &mem, &adn, &err), &err, 1);
	assert_string_equal(adn.name, name);
	assert_string_equal(adn.number.text, text);
	sst_arena_fini(&mem);
}

static void
entries_of_the_field_are_read(void **state)
{
	(void)state;
	assert_adn("42204841203120536963FFFFFFFFFFFF"
	           "06810628560810FFFFFFFFFFFFFF",
	    "B HA 1 Sic", "6082658001");
	assert_adn("4B756E64656E626574726575756E67FF"
	           "0791947112122721FFFFFFFFFFFF",
	    "Kundenbetreuung", "+491721217212");
}

static void
digits_are_more_than_ten(void **state)
{
	(void)state;
	assert_adn("41 0881 1032547698BADC FFFFFF FFFF", "A", "0123456789*#p?");
	assert_adn("41 0281 FE FFFFFFFFFFFFFFFFFF FFFF", "A", "e");
	assert_adn("41 0381 1AB2 FFFFFFFFFFFFFFFF FFFF", "A", "*12#");
}

static void
an_f_ends_the_number(void **state)
{
	(void)state;
	assert_adn("41 0481 21F345 FFFFFFFFFFFFFF FFFF", "A", "123");
	assert_adn("41 0481 2F3445 FFFFFFFFFFFFFF FFFF", "A", "");
	assert_adn("41 0B81 21FFFFFFFFFFFFFFFFFF FFFF", "A", "12");
	/* What lies behind the length is no digit. */
	assert_adn("41 0281 21436587092143658709 FFFF", "A", "12");
}

static void
a_plus_needs_digits(void **state)
{
	(void)state;
	assert_adn("41 0191 FFFFFFFFFFFFFFFFFFFF FFFF", "A", "");
	assert_adn("41 0091 21FFFFFFFFFFFFFFFFFF FFFF", "A", "");
	assert_adn("41 FF91 21FFFFFFFFFFFFFFFFFF FFFF", "A", "");
	assert_adn("41 0291 21FFFFFFFFFFFFFFFFFF FFFF", "A", "+12");
	assert_adn("0291 21FFFFFFFFFFFFFFFFFF FFFF", "", "+12");
}

static void
an_empty_record_is_none(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_number_adn adn;
	struct sst_err err = { 0 };

	(void)state;
	assert_done(sst_number_adn(padded("", 14), &mem, &adn, &err), &err, 0);
	assert_done(sst_number_adn(padded("", 30), &mem, &adn, &err), &err, 0);
	assert_done(sst_number_adn(padded("FFFFFF00", 17), &mem, &adn, &err),
	    &err, 0);
	assert_string_equal(adn.number.text, "");
	assert_int_equal(adn.number.extension, SST_NUMBER_NONE);
	sst_arena_fini(&mem);
}

static void
links_to_other_records_are_kept(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_number_adn adn;
	struct sst_err err = { 0 };

	(void)state;
	assert_done(sst_number_adn(bytes("0BA1 21436587092143658709 0305"),
	                &mem, &adn, &err),
	    &err, 1);
	assert_string_equal(adn.number.text, "12345678901234567890");
	assert_int_equal(adn.number.ton_npi, 0xA1);
	assert_int_equal(adn.number.capability, 3);
	assert_int_equal(adn.number.extension, 5);
	assert_done(sst_number_adn(bytes("0BA1 21436587092143658709 0000"),
	                &mem, &adn, &err),
	    &err, 1);
	assert_int_equal(adn.number.capability, SST_NUMBER_NONE);
	assert_int_equal(adn.number.extension, SST_NUMBER_NONE);
	sst_arena_fini(&mem);
}

static void
damage_is_told_with_its_place(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_number_adn adn;
	struct sst_err err = { 0 };

	(void)state;
	assert_refused(sst_number_adn(padded("", 13), &mem, &adn, &err), &err,
	    "record of 13 bytes, at least 14 wanted");
	assert_refused(sst_number_adn(bytes(""), &mem, &adn, &err), &err,
	    "record of 0 bytes, at least 14 wanted");
	assert_refused(sst_number_adn(padded("41420C", 16), &mem, &adn, &err),
	    &err, "byte 2: number of 12 bytes, at most 11 wanted");
	assert_refused(sst_number_adn(padded("810541FE", 17), &mem, &adn, &err),
	    &err, "byte 3: number of 254 bytes, at most 11 wanted");
	assert_refused(sst_number_adn(padded("810541", 17), &mem, &adn, &err),
	    &err, "name: byte 3: 5 bytes wanted, 0 left");
	assert_null(adn.name);
	sst_arena_fini(&mem);
}

static void
an_overflow_record_goes_on_with_the_number(void **state)
{
	struct sst_number number = { .text = "+1", .extension = 1 };
	struct sst_err err = { 0 };

	(void)state;
	assert_done(sst_number_extend(bytes("02 03 325476 FFFFFFFFFFFFFF 07"),
	                &number, &err),
	    &err, 0);
	assert_string_equal(number.text, "+1234567");
	assert_int_equal(number.extension, 7);
	assert_done(sst_number_extend(bytes("02 01 F8 FFFFFFFFFFFFFFFFFF FF"),
	                &number, &err),
	    &err, 0);
	assert_string_equal(number.text, "+12345678");
	assert_int_equal(number.extension, SST_NUMBER_NONE);
	assert_done(sst_number_extend(bytes("02 00 F8 FFFFFFFFFFFFFFFFFF 00"),
	                &number, &err),
	    &err, 0);
	assert_string_equal(number.text, "+12345678");
	assert_int_equal(number.extension, SST_NUMBER_NONE);
}

static void
an_overflow_record_of_other_data_is_refused(void **state)
{
	struct sst_number number = { .text = "+1", .extension = 1 };
	struct sst_err err = { 0 };

	(void)state;
	assert_refused(sst_number_extend(padded("0103", 13), &number, &err),
	    &err, "byte 0: overflow record of type 01, want 02");
	assert_refused(sst_number_extend(padded("", 13), &number, &err), &err,
	    "byte 0: overflow record of type FF, want 02");
	assert_refused(sst_number_extend(padded("020B", 13), &number, &err),
	    &err, "byte 1: 11 bytes of digits, at most 10 wanted");
	assert_refused(sst_number_extend(padded("0203", 12), &number, &err),
	    &err, "overflow record of 12 bytes, want 13");
	assert_refused(sst_number_extend(bytes(""), &number, &err), &err,
	    "overflow record of 0 bytes, want 13");
	assert_string_equal(number.text, "+1");
	assert_int_equal(number.extension, 1);
}

static void
a_number_without_end_is_refused(void **state)
{
	const char *record = "02 0A 11111111111111111111 01";
	struct sst_number number = { .extension = 1 };
	struct sst_err err = { 0 };

	(void)state;
	for (int i = 0; i < 12; i++)
		assert_done(sst_number_extend(bytes(record), &number, &err),
		    &err, 0);
	assert_refused(sst_number_extend(bytes(record), &number, &err), &err,
	    "number of more than 255 characters");
	assert_int_equal(strlen(number.text), 240);
	assert_done(sst_number_extend(bytes("02 08 11111111111111F1 FFFF 01"),
	                &number, &err),
	    &err, 0);
	assert_int_equal(strlen(number.text), 255);
}

static void
assert_encoded(const char *name, const char *text, size_t n, const char *hex,
    size_t used)
{
	uint8_t record[64];
	struct sst_err err = { 0 };
	struct sst_number_fit fit;

	assert_done(sst_number_adn_encode(name, text, record, n, &fit, &err),
	    &err, 0);
	assert_bytes(record, n, hex);
	assert_int_equal(fit.text, used);
}

static void
a_record_is_written_as_it_was_read(void **state)
{
	(void)state;
	assert_encoded("B HA 1 Sic", "6082658001", 30,
	    "42204841203120536963FFFFFFFFFFFF06810628560810FFFFFFFFFFFFFF", 10);
	assert_encoded("Kundenbetreuung", "+491721217212", 30,
	    "4B756E64656E626574726575756E67FF0791947112122721FFFFFFFFFFFF", 13);
	assert_encoded("", "", 16, "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", 0);
	assert_encoded("A", "", 15, "41FFFFFFFFFFFFFFFFFFFFFFFFFFFF", 0);
	assert_encoded("", "*#p?e", 14, "0481BADCFEFFFFFFFFFFFFFFFFFF", 5);
}

static void
digits_beyond_20_are_left_for_overflow(void **state)
{
	uint8_t record[14];
	uint8_t more[13];
	struct sst_err err = { 0 };
	struct sst_number_fit fit;

	(void)state;
	assert_encoded("", "12345678901234567890", 14,
	    "0B81214365870921436587 09FFFF", 20);
	assert_encoded("", "123456789012345678901", 14,
	    "0B81214365870921436587 09FFFF", 20);
	assert_done(sst_number_adn_encode("",
	                "+1234567890123456789012345678901234567890"
	                "1",
	                record, 14, &fit, &err),
	    &err, 0);
	assert_int_equal(fit.text, 21);
	assert_done(sst_number_extend_encode("+12345678901234567890123456789012"
	                                     "34567890"
	                                     "1",
	                &fit.text, 2, more, &err),
	    &err, 0);
	assert_bytes(more, 13, "020A2143658709214365870902");
	assert_int_equal(fit.text, 41);
	assert_done(sst_number_extend_encode("+12345678901234567890123456789012"
	                                     "34567890"
	                                     "1",
	                &fit.text, SST_NUMBER_NONE, more, &err),
	    &err, 0);
	assert_bytes(more, 13, "0201F1FFFFFFFFFFFFFFFFFFFF");
	assert_int_equal(fit.text, 42);
	assert_refused(sst_number_extend_encode("+12345678901234567890123456789"
	                                        "01234567890"
	                                        "1",
	                   &fit.text, 1, more, &err),
	    &err, "no digit is left for an overflow record");
}

static void
what_is_no_number_is_not_written(void **state)
{
	static const struct {
		const char *text;
		const char *msg;
	} bad[] = {
		{ "12a", "character 3 of the number is no digit" },
		{ "1+2", "character 2 of the number is no digit" },
		{ "++2", "character 2 of the number is no digit" },
		{ " 12", "character 1 of the number is no digit" },
		{ "12f", "character 3 of the number is no digit" },
		{ "+", "number without digits" },
	};
	static char text[300];
	uint8_t record[20];
	struct sst_err err = { 0 };
	struct sst_number_fit fit;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_refused(sst_number_adn_encode("", bad[i].text, record,
		                   20, &fit, &err),
		    &err, bad[i].msg);
	memset(text, '1', 256);
	assert_refused(sst_number_adn_encode("", text, record, 20, &fit, &err),
	    &err, "number of 256 characters, at most 255 wanted");
	assert_refused(sst_number_adn_encode("", "1", record, 13, &fit, &err),
	    &err, "record of 13 bytes, at least 14 wanted");
	assert_refused(sst_number_adn_encode("\xEF\xBF\xBF", "1", record, 20,
	                   &fit, &err),
	    &err, "name: character 1 is none that a card can hold");
}

static void
a_name_is_cut_and_that_is_told(void **state)
{
	uint8_t record[16];
	struct sst_err err = { 0 };
	struct sst_number_fit fit;

	(void)state;
	assert_done(sst_number_adn_encode("Anna", "1", record, 16, &fit, &err),
	    &err, 0);
	assert_int_equal(fit.name, 2);
	assert_bytes(record, 16, "416E 0281F1FFFFFFFFFFFFFFFFFFFFFF");
}

static void
make_number(char text[DIGITS_MAX + 2])
{
	static const char digits[] = "0123456789*#p?e";
	size_t n = chance(4) == 0 ? chance(DIGITS_MAX + 1) : chance(30);
	size_t at = 0;

	if (n > 0 && chance(2) == 0)
		text[at++] = '+';
	for (size_t i = 0; i < n; i++)
		text[at++] = digits[chance(chance(2) == 0 ? 10 : 15)];
	text[at] = '\0';
}

static void
every_number_comes_back_through_its_records(void **state)
{
	char text[DIGITS_MAX + 2];
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	for (size_t i = 0; i < ROUNDS; i++) {
		struct sst_number_adn adn;
		uint8_t record[20];
		struct sst_number_fit fit;

		make_number(text);
		assert_int_equal(sst_number_adn_encode("", text, record, 20,
		                     &fit, &err),
		    0);
		assert_int_equal(sst_number_adn(SST_SPAN(record), &mem, &adn,
		                     &err),
		    text[0] != '\0');
		assert_int_equal(strlen(adn.number.text), fit.text);
		while (fit.text < strlen(text)) {
			uint8_t more[13];

			assert_int_equal(sst_number_extend_encode(text,
			                     &fit.text, 1, more, &err),
			    0);
			assert_int_equal(sst_number_extend(SST_SPAN(more),
			                     &adn.number, &err),
			    0);
		}
		assert_string_equal(adn.number.text, text);
	}
	sst_arena_fini(&mem);
}

static void
take(struct sst_span s)
{
	struct sst_arena mem = { 0 };
	struct sst_number number = { .extension = 1 };
	struct sst_number_adn adn;
	struct sst_err err = { 0 };
	int rc = sst_number_adn(s, &mem, &adn, &err);

	assert_text(adn.name);
	assert_text(adn.number.text);
	if (rc < 0)
		assert_int_equal(err.code, SST_E_FORMAT);
	rc = sst_number_extend(s, &number, &err);
	assert_text(number.text);
	sst_arena_fini(&mem);
}

static void
whatever_is_damaged_numbers_stay_text(void **state)
{
	(void)state;
	each_damage(bytes("4B756EFF0791947112122721FFFFFFFFFFFF"), take);
	each_damage(bytes("0B8121436587092143658709FFFF"), take);
	each_damage(bytes("020A2143658709214365870902"), take);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(entries_of_the_field_are_read),
		cmocka_unit_test(digits_are_more_than_ten),
		cmocka_unit_test(an_f_ends_the_number),
		cmocka_unit_test(a_plus_needs_digits),
		cmocka_unit_test(an_empty_record_is_none),
		cmocka_unit_test(links_to_other_records_are_kept),
		cmocka_unit_test(damage_is_told_with_its_place),
		cmocka_unit_test(an_overflow_record_goes_on_with_the_number),
		cmocka_unit_test(an_overflow_record_of_other_data_is_refused),
		cmocka_unit_test(a_number_without_end_is_refused),
		cmocka_unit_test(a_record_is_written_as_it_was_read),
		cmocka_unit_test(digits_beyond_20_are_left_for_overflow),
		cmocka_unit_test(what_is_no_number_is_not_written),
		cmocka_unit_test(a_name_is_cut_and_that_is_told),
		cmocka_unit_test(every_number_comes_back_through_its_records),
		cmocka_unit_test(whatever_is_damaged_numbers_stay_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
