/* SPDX-License-Identifier: ISC */
/* test_pairs.c: getprop and settings list. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "android_rig.h"

static struct sst_arena mem;
static struct sst_err err;
static struct sst_pairs pairs;

static int
clean(void **state)
{
	(void)state;
	sst_arena_fini(&mem);
	return 0;
}

static void
getprop(const char *text)
{
	assert_int_equal(sst_pairs_getprop(sst_span_of_text(text), &mem, &pairs,
	                     &err),
	    0);
}

static void
settings(const char *text)
{
	assert_int_equal(sst_pairs_settings(sst_span_of_text(text), &mem,
	                     &pairs, &err),
	    0);
}

static void
properties_keep_their_brackets_commas_and_order(void **state)
{
	(void)state;
	getprop("[ro.build.version.sdk]: [33]\n"
	        "[ro.test.odd]: [a]: [b]]\n"
	        "[gsm.sim.operator.numeric]: [99901,99902]\n"
	        "[empty.one]: []\n");
	assert_int_equal(pairs.n, 4);
	assert_int_equal(pairs.faults.n, 0);
	assert_string_equal(pairs.v[0].key, "ro.build.version.sdk");
	assert_text(sst_pairs_get(&pairs, "ro.build.version.sdk"), "33");
	assert_text(sst_pairs_get(&pairs, "ro.test.odd"), "a]: [b]");
	assert_text(sst_pairs_get(&pairs, "gsm.sim.operator.numeric"),
	    "99901,99902");
	assert_text(sst_pairs_get(&pairs, "empty.one"), "");
	assert_null(sst_pairs_get(&pairs, "no.such"));
}

static void
a_property_may_have_several_lines(void **state)
{
	(void)state;
	getprop("[a.history]: [reboot,1\nshutdown,2]\n\nreboot,3]\n"
	        "[b]: [null]\r\n[c]: [x\r\ny]\r\n");
	assert_int_equal(pairs.n, 3);
	assert_int_equal(pairs.faults.n, 0);
	assert_text(sst_pairs_get(&pairs, "a.history"),
	    "reboot,1\nshutdown,2]\n\nreboot,3");
	assert_text(sst_pairs_get(&pairs, "b"), "null");
	assert_text(sst_pairs_get(&pairs, "c"), "x\ny");
}

static void
lines_that_are_no_property_are_faults(void **state)
{
	(void)state;
	getprop("linker: warning\n[a]: [1]\nnoise\nmore\n[b]: [2]\n[c]: [3\n");
	assert_int_equal(pairs.n, 2);
	assert_text(sst_pairs_get(&pairs, "a"), "1");
	assert_text(sst_pairs_get(&pairs, "b"), "2");
	assert_int_equal(pairs.faults.n, 3);
	assert_fault(&pairs.faults, 0, 1, "no \"[key]: [value]\"",
	    "linker: warning");
	assert_fault(&pairs.faults, 1, 3, "text behind a property",
	    "noise\nmore\n");
	assert_fault(&pairs.faults, 2, 6, "a property without its ']'",
	    "[c]: [3\n");
}

static void
settings_are_split_at_the_first_equals_sign(void **state)
{
	(void)state;
	settings("0#odd key=1\nconstants=a=1,b=2\ndata_roaming=0\n"
	         "empty=\nnothing=null\njson={\"a\":\"=\"}\n");
	assert_int_equal(pairs.n, 6);
	assert_int_equal(pairs.faults.n, 0);
	assert_pair(&pairs, "0#odd key", "1");
	assert_pair(&pairs, "constants", "a=1,b=2");
	assert_pair(&pairs, "data_roaming", "0");
	assert_pair(&pairs, "empty", "");
	assert_pair(&pairs, "nothing", NULL);
	assert_pair(&pairs, "json", "{\"a\":\"=\"}");
}

static void
a_line_without_equals_sign_belongs_to_the_value(void **state)
{
	(void)state;
	settings("before\na=one\r\ntwo\r\n\r\nthree\r\nb=null\nc=last\n\n");
	assert_int_equal(pairs.n, 3);
	assert_pair(&pairs, "a", "one\ntwo\n\nthree");
	assert_pair(&pairs, "b", NULL);
	assert_pair(&pairs, "c", "last");
	assert_int_equal(pairs.faults.n, 1);
	assert_fault(&pairs.faults, 0, 1, "no \"key=value\"", "before");
}

static void
a_setting_without_a_key_is_a_fault(void **state)
{
	(void)state;
	settings("a=1\n=2\nb=3\n");
	assert_int_equal(pairs.n, 2);
	assert_pair(&pairs, "a", "1");
	assert_pair(&pairs, "b", "3");
	assert_fault(&pairs.faults, 0, 2, "no \"key=value\"", "=2");
}

static void
a_key_that_comes_twice_is_a_fault(void **state)
{
	(void)state;
	settings("a=x\nadb_enabled=0\nadb_enabled=1\nb=2\n");
	assert_int_equal(pairs.n, 4);
	assert_text(sst_pairs_get(&pairs, "adb_enabled"), "0");
	assert_int_equal(pairs.faults.n, 1);
	assert_fault(&pairs.faults, 0, 3, "the key of line 2 again",
	    "adb_enabled");
}

static void
bytes_that_are_no_text_are_replaced_and_counted(void **state)
{
	static const uint8_t text[] = { 'a', '=', 0xC3, 0xA9, 0xFF, 0x00, 'x',
		0xE2, 0x82, '\n', 'b', '=', 0xED, 0xA0, 0x80 };

	(void)state;
	assert_int_equal(sst_pairs_settings(SST_SPAN(text), &mem, &pairs, &err),
	    0);
	assert_pair(&pairs, "a",
	    "\xC3\xA9\xEF\xBF\xBD\xEF\xBF\xBDx\xEF\xBF\xBD\xEF\xBF\xBD");
	assert_int_equal(pairs.repaired, 7);
}

static void
nothing_gives_no_pairs(void **state)
{
	(void)state;
	settings("");
	assert_int_equal(pairs.n, 0);
	getprop("\n \n");
	assert_int_equal(pairs.n + pairs.faults.n, 0);
}

static void
too_many_faults_are_an_error_with_the_line(void **state)
{
	char text[2 * (SST_ROW_FAULTS_MAX + 1) + 1] = { 0 };

	(void)state;
	for (size_t i = 0; i < SST_ROW_FAULTS_MAX + 1; i++)
		memcpy(text + 2 * i, "x\n", 2);
	assert_int_equal(sst_pairs_getprop(sst_span_of_text(text), &mem, &pairs,
	                     &err),
	    -1);
	assert_int_equal(pairs.n, 0);
	if (err.code == SST_E_FORMAT)
		assert_string_equal(err.msg,
		    "line 1001: more than 1000 rows that cannot be read");
}

static void
too_many_pairs_are_an_error_with_the_line(void **state)
{
	static char text[4 * (SST_PAIRS_MAX + 1) + 1];

	(void)state;
	for (size_t i = 0; i < SST_PAIRS_MAX + 1; i++)
		memcpy(text + 4 * i, "k=v\n", 4);
	assert_int_equal(sst_pairs_settings(sst_span_of_text(text), &mem,
	                     &pairs, &err),
	    -1);
	if (err.code == SST_E_FORMAT)
		assert_string_equal(err.msg,
		    "line 20001: more than 20000 pairs");
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_teardown(f, clean)
	const struct CMUnitTest tests[] = {
		TEST(properties_keep_their_brackets_commas_and_order),
		TEST(a_property_may_have_several_lines),
		TEST(lines_that_are_no_property_are_faults),
		TEST(settings_are_split_at_the_first_equals_sign),
		TEST(a_line_without_equals_sign_belongs_to_the_value),
		TEST(a_setting_without_a_key_is_a_fault),
		TEST(a_key_that_comes_twice_is_a_fault),
		TEST(bytes_that_are_no_text_are_replaced_and_counted),
		TEST(nothing_gives_no_pairs),
		TEST(too_many_faults_are_an_error_with_the_line),
		TEST(too_many_pairs_are_an_error_with_the_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
