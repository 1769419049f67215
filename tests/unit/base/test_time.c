/* SPDX-License-Identifier: ISC */
/* test_time.c: moments as text and back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/base/time.h>

static const struct {
	int64_t t;
	const char *text;
} moments[] = {
	{ 0, "1970-01-01T00:00:00Z" },
	{ 86399, "1970-01-01T23:59:59Z" },
	{ 68169600, "1972-02-29T00:00:00Z" },
	{ 951782400, "2000-02-29T00:00:00Z" },
	{ 951868800, "2000-03-01T00:00:00Z" },
	{ 1000000000, "2001-09-09T01:46:40Z" },
	{ 2147483648, "2038-01-19T03:14:08Z" },
	{ 4107542400, "2100-03-01T00:00:00Z" },
	{ 253402300799, "9999-12-31T23:59:59Z" },
};

static void
known_moments_hold_both_ways(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(moments) / sizeof(moments[0]); i++) {
		struct sst_err err = { 0 };
		char text[SST_TIME_SIZE];
		int64_t t;

		sst_time_format(moments[i].t, text);
		assert_string_equal(text, moments[i].text);
		assert_int_equal(sst_time_parse(text, &t, &err), 0);
		assert_true(t == moments[i].t);
	}
}

static void
every_day_of_800_years_comes_back(void **state)
{
	struct sst_err err = { 0 };
	char text[SST_TIME_SIZE];

	(void)state;
	for (int64_t day = 0; day < 292194; day++) {
		int64_t t = day * 86400 + day % 86400;
		int64_t back;

		sst_time_format(t, text);
		assert_int_equal(sst_time_parse(text, &back, &err), 0);
		assert_true(back == t);
	}
	assert_string_equal(text, "2769-12-31T09:09:53Z");
}

static void
moments_beyond_give_zeros(void **state)
{
	static const int64_t cases[] = { -1, INT64_MIN, 253402300800,
		INT64_MAX };
	char text[SST_TIME_SIZE];

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		sst_time_format(cases[i], text);
		assert_string_equal(text, "0000-00-00T00:00:00Z");
	}
}

static void
other_forms_and_unreal_dates_are_refused(void **state)
{
	static const char *const form = "no time like 2026-11-21T01:41:08Z";
	static const struct {
		const char *text;
		const char *msg;
	} cases[] = {
		{ "", NULL },
		{ "2026-11-21", NULL },
		{ "2026-11-21T01:41:08", NULL },
		{ "2026-11-21T01:41:08+00:00", NULL },
		{ "2026-11-21 01:41:08Z", NULL },
		{ "2026-11-21t01:41:08z", NULL },
		{ "2026-1a-21T01:41:08Z", NULL },
		{ "-026-11-21T01:41:08Z", NULL },
		{ "1969-12-31T23:59:59Z", "year 1969, 1970 or later wanted" },
		{ "2026-00-21T01:41:08Z", "no such day: 2026-00-21" },
		{ "2026-13-21T01:41:08Z", "no such day: 2026-13-21" },
		{ "2026-11-00T01:41:08Z", "no such day: 2026-11-00" },
		{ "2026-11-31T01:41:08Z", "no such day: 2026-11-31" },
		{ "2025-02-29T01:41:08Z", "no such day: 2025-02-29" },
		{ "2100-02-29T01:41:08Z", "no such day: 2100-02-29" },
		{ "2026-11-21T24:41:08Z", "no such time of day: 24:41:08" },
		{ "2026-11-21T01:60:08Z", "no such time of day: 01:60:08" },
		{ "2026-11-21T01:41:60Z", "no such time of day: 01:41:60" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct sst_err err = { 0 };
		int64_t t = 7;

		assert_int_equal(sst_time_parse(cases[i].text, &t, &err), -1);
		assert_int_equal(err.code, SST_E_FORMAT);
		assert_string_equal(err.msg,
		    cases[i].msg != NULL ? cases[i].msg : form);
		assert_true(t == 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_moments_hold_both_ways),
		cmocka_unit_test(every_day_of_800_years_comes_back),
		cmocka_unit_test(moments_beyond_give_zeros),
		cmocka_unit_test(other_forms_and_unreal_dates_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
