/* SPDX-License-Identifier: ISC */
/* test_sms_time.c: the time of a service centre. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/uicc/message.h"

static void
assert_time(const char *scts, const char *want)
{
	struct sst_arena mem = { 0 };
	struct sst_sms m;
	char hex[200];

	(void)snprintf(hex, sizeof(hex), "%s00%s%s", DELIVER, scts, HELLO);
	m = parse(hex, &mem);
	assert_string_equal(m.time, want);
	assert_string_equal(m.text, "hellohello");
	sst_arena_fini(&mem);
}

static void
the_sign_of_a_time_zone_is_bit_3(void **state)
{
	(void)state;
	assert_time("62309241500080", "2026-03-29T14:05:00+02:00");
	assert_time("62309241500088", "2026-03-29T14:05:00-02:00");
	assert_time("62309241500000", "2026-03-29T14:05:00+00:00");
	assert_time("62309241500008", "2026-03-29T14:05:00+00:00");
	/* Tens are the low nibble: 22 quarters, 5 and a half hours. */
	assert_time("62309241500022", "2026-03-29T14:05:00+05:30");
	assert_time("6230924150004A", "2026-03-29T14:05:00-06:00");
	assert_time("62309241500041", "2026-03-29T14:05:00+03:30");
	assert_time("62309241500065", "2026-03-29T14:05:00+14:00");
	assert_time("6230924150006D", "2026-03-29T14:05:00-14:00");
	assert_time("62309241500032", "2026-03-29T14:05:00+05:45");
}

static void
an_impossible_time_zone_is_no_time(void **state)
{
	(void)state;
	assert_time("62309241500075", "");
	assert_time("62309241500097", "");
	assert_time("623092415000A0", "");
	assert_time("623092415000FF", "");
}

static void
only_real_dates_are_times(void **state)
{
	(void)state;
	assert_time("42209200000000", "2024-02-29T00:00:00+00:00");
	assert_time("52209200000000", "");
	assert_time("00209200000000", "2000-02-29T00:00:00+00:00");
	assert_time("52208200000000", "2025-02-28T00:00:00+00:00");
	assert_time("42200300000000", "");
	assert_time("62401300000000", "");
	assert_time("62400300000000", "2026-04-30T00:00:00+00:00");
	assert_time("62211332959500", "2026-12-31T23:59:59+00:00");
	assert_time("62001000000000", "");
	assert_time("62311000000000", "");
	assert_time("62100000000000", "");
	assert_time("62102300000000", "");
	assert_time("62101042000000", "");
	assert_time("62101000060000", "");
	assert_time("62101000000600", "");
	assert_time("A2101000000000", "");
	assert_time("6210100A000000", "");
	assert_time("00000000000000", "");
	assert_time("FFFFFFFFFFFFFF", "");
}

static void
years_before_2000_begin_with_90(void **state)
{
	(void)state;
	assert_time("09101000000000", "1990-01-01T00:00:00+00:00");
	assert_time("99211300000000", "1999-12-31T00:00:00+00:00");
	assert_time("98101000000000", "2089-01-01T00:00:00+00:00");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_sign_of_a_time_zone_is_bit_3),
		cmocka_unit_test(an_impossible_time_zone_is_no_time),
		cmocka_unit_test(only_real_dates_are_times),
		cmocka_unit_test(years_before_2000_begin_with_90),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
