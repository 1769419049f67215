/* SPDX-License-Identifier: ISC */
/* test_sms_header.c: coding schemes, and what stands before a text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/uicc/message.h"

/* What 0041 0042 is under a scheme: UCS-2, septets, or no text. */
enum reading { UCS2, SEPTETS, DATA };

static enum reading
expected(unsigned dcs)
{
	static const enum reading alphabets[] = { SEPTETS, DATA, UCS2,
		SEPTETS };

	if (dcs >= 0xF0)
		return (dcs & 4) != 0 ? DATA : SEPTETS;
	if (dcs >= 0xE0)
		return UCS2;
	if (dcs >= 0x80)
		return SEPTETS;
	return (dcs & 0x20) != 0 ? DATA : alphabets[dcs >> 2 & 3];
}

static void
every_coding_scheme_has_its_reading(void **state)
{
	struct sst_arena mem = { 0 };
	char hex[200];

	(void)state;
	for (unsigned dcs = 0; dcs < 256; dcs++) {
		struct sst_sms m;
		enum reading r = DATA;

		(void)snprintf(hex, sizeof(hex), "%s%02X%s04 00410042", DELIVER,
		    dcs, TIME);
		m = parse(hex, &mem);
		if (m.text != NULL)
			r = strcmp(m.text, "AB") == 0 ? UCS2 : SEPTETS;
		assert_int_equal(r, expected(dcs));
		assert_int_equal(m.data.n, 4);
	}
	sst_arena_fini(&mem);
}

static void
assert_parts(const char *ud, uint16_t reference, uint8_t part, uint8_t parts)
{
	struct sst_arena mem = { 0 };
	struct sst_sms m;
	char hex[400];

	(void)snprintf(hex, sizeof(hex), "%s04%s(%s AABB)", HEADED, TIME, ud);
	m = parse(hex, &mem);
	assert_int_equal(m.reference, reference);
	assert_int_equal(m.part, part);
	assert_int_equal(m.parts, parts);
	assert_null(m.text);
	assert_int_equal(m.data.p[m.data.n - 1], 0xBB);
	sst_arena_fini(&mem);
}

static void
parts_are_counted_in_two_ways(void **state)
{
	(void)state;
	assert_parts("(00(AB0302))", 0xAB, 2, 3);
	assert_parts("(08(12340302))", 0x1234, 2, 3);
	assert_parts("(00(00FFFF))", 0, 255, 255);
	assert_parts("(00(AB0101))", 0xAB, 1, 1);
	assert_parts("(05(23F00000) 00(AB0302) 70())", 0xAB, 2, 3);
	/* Of two the last counts. */
	assert_parts("(00(AB0302) 00(CD0403))", 0xCD, 3, 4);
}

static void
parts_that_contradict_themselves_are_none(void **state)
{
	(void)state;
	assert_parts("(00(AB0300))", 0, 0, 0);
	assert_parts("(00(AB0304))", 0, 0, 0);
	assert_parts("(00(AB0000))", 0, 0, 0);
	assert_parts("(08(12340300))", 0, 0, 0);
	assert_parts("(00(AB03))", 0, 0, 0);
	assert_parts("(00(AB030201))", 0, 0, 0);
	assert_parts("(08(AB0302))", 0, 0, 0);
}

static void
elements_that_overrun_the_header_are_all_left_out(void **state)
{
	(void)state;
	assert_parts("()", 0, 0, 0);
	assert_parts("(00(AB0302) 05)", 0, 0, 0);
	assert_parts("(00(AB0302) 0501)", 0, 0, 0);
	assert_parts("(00(AB0302) 050500)", 0, 0, 0);
	assert_parts("(0003AB03)", 0, 0, 0);
}

static void
a_header_longer_than_the_data_is_damage(void **state)
{
	(void)state;
	assert_damaged(HEADED "04" TIME "00",
	    "header: byte 28: 1 byte wanted, 0 left");
	assert_damaged(HEADED "04" TIME "0105",
	    "header: byte 29: 5 bytes wanted, 0 left");
	assert_damaged(HEADED "04" TIME "05 05 0003AB03",
	    "header: byte 29: 5 bytes wanted, 4 left");
	assert_damaged(HEADED "00" TIME "01FF",
	    "header: byte 29: 255 bytes wanted, 0 left");
	/* 6 septets are 6 bytes, which the header fills, but 7 are needed. */
	assert_damaged(HEADED "00" TIME "06 05 0003AB0302",
	    "text: header of 6 bytes in 6 septets");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_coding_scheme_has_its_reading),
		cmocka_unit_test(parts_are_counted_in_two_ways),
		cmocka_unit_test(parts_that_contradict_themselves_are_none),
		cmocka_unit_test(
		    elements_that_overrun_the_header_are_all_left_out),
		cmocka_unit_test(a_header_longer_than_the_data_is_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
