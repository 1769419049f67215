/* SPDX-License-Identifier: ISC */
/* test_number_smsp.c: what a phone needs to send messages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/uicc/number.h>

#include "unit/uicc/bytes.h"

#define ROUNDS 20000

/* The record of the field: a centre, PID, DCS and 3 days. */
#define FIELD                                                          \
	"534D5343FFFFFFFFFFFFFFFFFFFFFFFF E1 FFFFFFFFFFFFFFFFFFFFFFFF" \
	"0891945197109099F9FFFFFF 0000A9"
#define FIXED "E0 0481 2143 FFFFFFFFFFFFFFFF 0291 21FFFFFFFFFFFFFFFFFF"

static void
the_record_of_the_field_is_read(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_number_smsp p;
	struct sst_err err = { 0 };

	(void)state;
	assert_done(sst_number_smsp(bytes(FIELD), &mem, &p, &err), &err, 1);
	assert_string_equal(p.name, "SMSC");
	assert_string_equal(p.destination, "");
	assert_string_equal(p.centre, "+4915790109999");
	assert_int_equal(p.pid, 0);
	assert_int_equal(p.dcs, 0);
	assert_int_equal(p.validity, 0xA9);
	assert_int_equal(sst_number_validity_minutes(0xA9), 3 * 24 * 60);
	sst_arena_fini(&mem);
}

static void
bits_of_1_say_what_is_absent(void **state)
{
	static const struct {
		uint8_t bits;
		const char *destination;
		const char *centre;
		int pid, dcs, validity;
	} cases[] = {
		{ 0xE0, "1234", "+12", 0x11, 0x22, 0x33 },
		{ 0xFF, "", "", -1, -1, -1 },
		{ 0xFE, "1234", "", -1, -1, -1 },
		{ 0xFD, "", "+12", -1, -1, -1 },
		{ 0xFB, "", "", 0x11, -1, -1 },
		{ 0xF7, "", "", -1, 0x22, -1 },
		{ 0xEF, "", "", -1, -1, 0x33 },
		{ 0x00, "1234", "+12", 0x11, 0x22, 0x33 },
	};
	struct sst_arena mem = { 0 };
	struct sst_number_smsp p;
	struct sst_err err = { 0 };
	uint8_t record[28];

	(void)state;
	memcpy(record, bytes(FIXED "112233").p, 28);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		record[0] = cases[i].bits;
		assert_done(sst_number_smsp(SST_SPAN(record), &mem, &p, &err),
		    &err, 1);
		assert_string_equal(p.name, "");
		assert_string_equal(p.destination, cases[i].destination);
		assert_string_equal(p.centre, cases[i].centre);
		assert_int_equal(p.pid, cases[i].pid);
		assert_int_equal(p.dcs, cases[i].dcs);
		assert_int_equal(p.validity, cases[i].validity);
	}
	sst_arena_fini(&mem);
}

static void
an_address_that_is_ff_is_absent(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_number_smsp p;
	struct sst_err err = { 0 };

	(void)state;
	assert_done(sst_number_smsp(padded("41E0", 29), &mem, &p, &err), &err,
	    1);
	assert_string_equal(p.name, "A");
	assert_string_equal(p.centre, "");
	assert_int_equal(p.validity, 0xFF);
	assert_done(sst_number_smsp(padded("", 40), &mem, &p, &err), &err, 0);
	assert_null(p.name);
	assert_int_equal(p.pid, -1);
	sst_arena_fini(&mem);
}

static void
damage_is_told_with_its_place(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_number_smsp p;
	struct sst_err err = { 0 };

	(void)state;
	assert_refused(sst_number_smsp(padded("", 27), &mem, &p, &err), &err,
	    "record of 27 bytes, at least 28 wanted");
	assert_refused(sst_number_smsp(padded("FE 15", 28), &mem, &p, &err),
	    &err,
	    "destination: byte 1: address of 21 digits, at most 20 wanted");
	assert_refused(sst_number_smsp(padded("FD FFFFFFFFFFFFFFFFFFFFFFFF 0C",
	                                   28),
	                   &mem, &p, &err),
	    &err, "centre: byte 13: address of 12 bytes, at most 11 wanted");
	assert_refused(sst_number_smsp(padded("8105", 30), &mem, &p, &err),
	    &err, "name: byte 2: 1 byte wanted, 0 left");
	sst_arena_fini(&mem);
}

static void
what_was_read_is_written_alike(void **state)
{
	static const char *const all[] = { FIELD, FIXED "112233",
		"41 FF FFFFFFFFFFFFFFFFFFFFFFFF FFFFFFFFFFFFFFFFFFFFFFFF"
		"FFFFFF" };
	struct sst_arena mem = { 0 };
	struct sst_number_smsp p;
	struct sst_err err = { 0 };
	uint8_t record[64];

	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		struct sst_span s = bytes(all[i]);

		assert_done(sst_number_smsp(s, &mem, &p, &err), &err, 1);
		assert_done(sst_number_smsp_encode(&p, record, s.n, &err), &err,
		    0);
		assert_memory_equal(record, s.p, s.n);
	}
	sst_arena_fini(&mem);
}

static void
what_does_not_fit_is_refused(void **state)
{
	struct sst_number_smsp p = { .name = "SMSC",
		.pid = -1,
		.dcs = -1,
		.validity = -1 };
	struct sst_err err = { 0 };
	uint8_t record[64];

	(void)state;
	assert_refused(sst_number_smsp_encode(&p, record, 27, &err), &err,
	    "record of 27 bytes, at least 28 wanted");
	assert_refused(sst_number_smsp_encode(&p, record, 31, &err), &err,
	    "name of 4 bytes, of which 3 fit");
	p.pid = 256;
	assert_refused(sst_number_smsp_encode(&p, record, 32, &err), &err,
	    "parameter 256, at most 255 wanted");
	p.pid = -2;
	assert_refused(sst_number_smsp_encode(&p, record, 32, &err), &err,
	    "parameter -2, at most 255 wanted");
	p.pid = -1;
	memcpy(p.centre, "+123456789012345678901", 23);
	assert_refused(sst_number_smsp_encode(&p, record, 32, &err), &err,
	    "centre: number of 21 digits, at most 20 wanted");
	memcpy(p.centre, "", 1);
	memcpy(p.destination, "Hello", 6);
	assert_refused(sst_number_smsp_encode(&p, record, 32, &err), &err,
	    "destination: character 1 of the number is no digit");
}

static void
every_range_of_validity_has_its_unit(void **state)
{
	static const struct {
		uint8_t v;
		unsigned minutes;
	} cases[] = { { 0, 5 }, { 1, 10 }, { 142, 715 }, { 143, 720 },
		{ 144, 750 }, { 166, 1410 }, { 167, 1440 }, { 168, 2880 },
		{ 169, 4320 }, { 195, 41760 }, { 196, 43200 }, { 197, 50400 },
		{ 254, 624960 }, { 255, 635040 } };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(sst_number_validity_minutes(cases[i].v),
		    cases[i].minutes);
	for (unsigned v = 1; v < 256; v++)
		assert_true(sst_number_validity_minutes((uint8_t)v) >
		            sst_number_validity_minutes((uint8_t)(v - 1)));
}

static void
make_number(char *text)
{
	static const char digits[] = "0123456789*#p?e";
	size_t n = chance(21);
	size_t at = 0;

	if (n > 0 && chance(2) == 0)
		text[at++] = '+';
	for (size_t i = 0; i < n; i++)
		text[at++] = digits[chance(15)];
	text[at] = '\0';
}

static void
every_record_comes_back_as_it_was(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	for (size_t i = 0; i < ROUNDS; i++) {
		struct sst_number_smsp p = { .pid = (int)chance(257) - 1,
			.dcs = (int)chance(257) - 1,
			.validity = (int)chance(257) - 1 };
		struct sst_number_smsp back;
		uint8_t record[28];

		make_number(p.destination);
		make_number(p.centre);
		assert_int_equal(sst_number_smsp_encode(&p, record, 28, &err),
		    0);
		if (sst_number_smsp(SST_SPAN(record), &mem, &back, &err) == 0)
			continue; /* nothing in it */
		assert_string_equal(back.destination, p.destination);
		assert_string_equal(back.centre, p.centre);
		assert_int_equal(back.pid, p.pid);
		assert_int_equal(back.dcs, p.dcs);
		assert_int_equal(back.validity, p.validity);
	}
	sst_arena_fini(&mem);
}

static void
take(struct sst_span s)
{
	struct sst_arena mem = { 0 };
	struct sst_number_smsp p;
	struct sst_err err = { 0 };

	if (sst_number_smsp(s, &mem, &p, &err) < 0)
		assert_int_equal(err.code, SST_E_FORMAT);
	assert_text(p.name);
	assert_text(p.destination);
	assert_text(p.centre);
	sst_arena_fini(&mem);
}

static void
whatever_is_damaged_parameters_stay_text(void **state)
{
	(void)state;
	each_damage(bytes(FIELD), take);
	each_damage(bytes("E0 09D0C8329BFD06FFFFFFFFFF"
	                  "06D0C8329BFD06FFFFFFFFFF 112233"),
	    take);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_record_of_the_field_is_read),
		cmocka_unit_test(bits_of_1_say_what_is_absent),
		cmocka_unit_test(an_address_that_is_ff_is_absent),
		cmocka_unit_test(damage_is_told_with_its_place),
		cmocka_unit_test(what_was_read_is_written_alike),
		cmocka_unit_test(what_does_not_fit_is_refused),
		cmocka_unit_test(every_range_of_validity_has_its_unit),
		cmocka_unit_test(every_record_comes_back_as_it_was),
		cmocka_unit_test(whatever_is_damaged_parameters_stay_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
