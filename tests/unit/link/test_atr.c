/* SPDX-License-Identifier: ISC */
/* test_atr.c: answers to reset. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/link/atr.h>

#include "unit/fake_link.h"

/* A UICC of today; T=0 then T=15; 15 historical bytes. */
#define UICC "3B9F96801FC78031E073FE211B57AA866016010001BA"

static int
parse(const char *hex, struct sst_atr *out, struct sst_err *err)
{
	static uint8_t bytes[64];
	size_t n = fake_hex(hex, bytes, sizeof(bytes));

	return sst_atr_parse((struct sst_span){ bytes, n }, out, err);
}

static void
a_uicc_offers_t0_and_its_speed(void **state)
{
	struct sst_err err = { 0 };
	struct sst_atr a;

	(void)state;
	assert_int_equal(parse(UICC, &a, &err), 0);
	assert_int_equal(a.protocols, 1);
	assert_int_equal(a.first, 0);
	assert_true(a.ta1.is_there);
	assert_int_equal(a.ta1.v, 0x96);
	assert_false(a.ta2.is_there);
	assert_false(a.ifsc.is_there);
	assert_int_equal(a.historical.n, 15);
	assert_int_equal(a.historical.p[0], 0x80);
}

static void
without_interface_bytes_it_is_t0_at_the_default(void **state)
{
	struct sst_err err = { 0 };
	struct sst_atr a;

	(void)state;
	assert_int_equal(parse("3B00", &a, &err), 0);
	assert_int_equal(a.protocols, 1);
	assert_int_equal(a.first, 0);
	assert_false(a.ta1.is_there);
	assert_int_equal(a.historical.n, 0);
}

static void
the_first_group_for_t1_has_its_sizes_and_times(void **state)
{
	struct sst_err err = { 0 };
	struct sst_atr a;

	(void)state;
	/* TD1 81, TD2 31 -> A3 B3; TC3 by 71 */
	assert_int_equal(parse("3B80 81 71 FE 45 01 CA", &a, &err), 0);
	assert_int_equal(a.protocols, 2);
	assert_int_equal(a.first, 1);
	assert_int_equal(a.ifsc.v, 0xFE);
	assert_int_equal(a.bwi_cwi.v, 0x45);
	assert_true(a.is_crc);
}

static void
both_protocols_and_the_specific_mode_are_seen(void **state)
{
	struct sst_err err = { 0 };
	struct sst_atr a;

	(void)state;
	/* TA1 95, TD1 D0: TA2 10, TC2 0A, TD2 21: TB3 34 */
	assert_int_equal(parse("3F 90 95 D0 10 0A 21 34 DA", &a, &err), 0);
	assert_int_equal(a.protocols, 3);
	assert_int_equal(a.first, 0);
	assert_true(a.ta2.is_there);
	assert_int_equal(a.ta2.v, 0x10);
	assert_int_equal(a.wi.v, 0x0A);
	assert_false(a.ifsc.is_there);
	assert_int_equal(a.bwi_cwi.v, 0x34);
	assert_false(a.is_crc);
}

static void
what_is_wrong_is_said_with_its_place(void **state)
{
	static const struct {
		const char *hex;
		const char *msg;
	} rows[] = {
		{ "", "answer to reset: byte 0: 1 byte wanted, 0 left" },
		{ "3C00", "answer to reset: byte 0: TS is 3C, want 3B or 3F" },
		{ "3B", "answer to reset: byte 1: 1 byte wanted, 0 left" },
		{ "3B02 41", "answer to reset: byte 2: 2 bytes wanted, 1 "
		             "left" },
		{ "3B90 96", "answer to reset: byte 3: 1 byte wanted, 0 left" },
		{ "3B80 81 11 20",
		    "answer to reset: TCK: byte 5: 1 byte wanted, 0 left" },
		{ "3B80 81 11 20 31",
		    "answer to reset: byte 5: TCK is 31, want 30" },
		{ "3BF0 11FF11F1 11FF11F1 11FF11F1 11FF11F1 11FF11F1 11FF11F1 "
		  "11FF11F1 11FF1101 00",
		    "answer to reset: 35 bytes, at most 33" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct sst_err err = { 0 };
		struct sst_atr a;

		assert_int_equal(parse(rows[i].hex, &a, &err), -1);
		assert_int_equal(err.code, SST_E_FORMAT);
		assert_string_equal(err.msg, rows[i].msg);
		assert_int_equal(a.protocols, 0);
	}
}

static void
bytes_behind_it_are_let_pass(void **state)
{
	struct sst_err err = { 0 };
	struct sst_atr a;

	(void)state;
	assert_int_equal(parse("3B00 9000", &a, &err), 0);
	assert_int_equal(parse(UICC "0000", &a, &err), 0);
	assert_int_equal(a.historical.n, 15);
}

static void
historical_bytes_need_neither_ts_nor_sum(void **state)
{
	uint8_t bytes[8];
	/* TS 00, T0 82, TD1 01, two bytes, no TCK */
	struct sst_span s = { bytes, fake_hex("0082014142", bytes, 8) };
	struct sst_span h;
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_atr_historical(s, &h, &err), 0);
	assert_int_equal(h.n, 2);
	assert_int_equal(h.p[0], 0x41);
	s.n = 4;
	assert_int_equal(sst_atr_historical(s, &h, &err), -1);
	assert_int_equal(h.n, 0);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_uicc_offers_t0_and_its_speed),
		cmocka_unit_test(
		    without_interface_bytes_it_is_t0_at_the_default),
		cmocka_unit_test(
		    the_first_group_for_t1_has_its_sizes_and_times),
		cmocka_unit_test(both_protocols_and_the_specific_mode_are_seen),
		cmocka_unit_test(what_is_wrong_is_said_with_its_place),
		cmocka_unit_test(bytes_behind_it_are_let_pass),
		cmocka_unit_test(historical_bytes_need_neither_ts_nor_sum),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
