/* SPDX-License-Identifier: ISC */
/* test_identity_ecc.c: emergency numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/uicc/identity.h>

#include "unit/uicc/bytes.h"

static void
the_record_of_the_field_is_read(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_identity_ecc ecc;
	struct sst_err err = { 0 };
	char text[SST_IDENTITY_ECC_TEXT];

	(void)state;
	assert_done(sst_identity_ecc(bytes("19F1FF01"), &mem, &ecc, &err), &err,
	    1);
	assert_string_equal(ecc.number, "911");
	assert_null(ecc.name);
	assert_int_equal(ecc.category, 1);
	sst_identity_ecc_format(ecc.category, text);
	assert_string_equal(text, "police");
	sst_arena_fini(&mem);
}

static void
a_number_may_have_a_name_and_6_digits(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_identity_ecc ecc;
	struct sst_err err = { 0 };

	(void)state;
	assert_done(sst_identity_ecc(bytes("214365 536F73FF 1F"), &mem, &ecc,
	                &err),
	    &err, 1);
	assert_string_equal(ecc.number, "123456");
	assert_string_equal(ecc.name, "Sos");
	assert_int_equal(ecc.category, 0x1F);
	assert_done(sst_identity_ecc(bytes("11F2FF FFFF 00"), &mem, &ecc, &err),
	    &err, 1);
	assert_string_equal(ecc.number, "112");
	assert_null(ecc.name);
	assert_done(sst_identity_ecc(bytes("1AB1FF 00"), &mem, &ecc, &err),
	    &err, 1);
	assert_string_equal(ecc.number, "*11#");
	sst_arena_fini(&mem);
}

static void
every_bit_is_a_category(void **state)
{
	static const char *const names[] = { "police", "ambulance", "fire",
		"marine", "mountain", "manual eCall", "automatic eCall", "" };
	char text[SST_IDENTITY_ECC_TEXT];

	(void)state;
	for (unsigned i = 0; i < 8; i++) {
		sst_identity_ecc_format((uint8_t)(1U << i), text);
		assert_string_equal(text, names[i]);
	}
	sst_identity_ecc_format(0, text);
	assert_string_equal(text, "");
	sst_identity_ecc_format(0x05, text);
	assert_string_equal(text, "police, fire");
	sst_identity_ecc_format(0xFF, text);
	assert_string_equal(text,
	    "police, ambulance, fire, marine, mountain, manual eCall, "
	    "automatic eCall");
}

static void
an_empty_record_is_none(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_identity_ecc ecc;
	struct sst_err err = { 0 };

	(void)state;
	assert_done(sst_identity_ecc(padded("", 4), &mem, &ecc, &err), &err, 0);
	assert_done(sst_identity_ecc(padded("FFFFFF41", 14), &mem, &ecc, &err),
	    &err, 0);
	assert_string_equal(ecc.number, "");
	assert_int_equal(ecc.category, 0);
	sst_arena_fini(&mem);
}

static void
damage_is_told_with_its_place(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_identity_ecc ecc;
	struct sst_err err = { 0 };

	(void)state;
	assert_refused(sst_identity_ecc(bytes("11F2FF"), &mem, &ecc, &err),
	    &err, "record of 3 bytes, at least 4 wanted");
	assert_refused(sst_identity_ecc(bytes("11F2FF 8105 00"), &mem, &ecc,
	                   &err),
	    &err, "name: byte 2: 1 byte wanted, 0 left");
	assert_string_equal(ecc.number, "");
	sst_arena_fini(&mem);
}

static void
take(struct sst_span s)
{
	struct sst_arena mem = { 0 };
	struct sst_identity_ecc ecc;
	struct sst_err err = { 0 };

	if (sst_identity_ecc(s, &mem, &ecc, &err) < 0)
		assert_int_equal(err.code, SST_E_FORMAT);
	assert_text(ecc.number);
	assert_text(ecc.name);
	sst_arena_fini(&mem);
}

static void
whatever_is_damaged_numbers_stay_text(void **state)
{
	(void)state;
	each_damage(bytes("214365536F73FF1F"), take);
	each_damage(bytes("11F2FF81020896971F"), take);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_record_of_the_field_is_read),
		cmocka_unit_test(a_number_may_have_a_name_and_6_digits),
		cmocka_unit_test(every_bit_is_a_category),
		cmocka_unit_test(an_empty_record_is_none),
		cmocka_unit_test(damage_is_told_with_its_place),
		cmocka_unit_test(whatever_is_damaged_numbers_stay_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
