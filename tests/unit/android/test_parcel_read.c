/* SPDX-License-Identifier: ISC */
/* test_parcel_read.c: strings, exceptions and numbers in a reply. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include <simstow/android/parcel.h>

#include "android_rig.h"

#define ICCID "89999000000000000018"
#define EID "89999000123456789012345678901267"

static struct sst_arena mem;
static struct sst_err err;

/* A reply as it is printed, built word by word. */
static char reply[4096];
static size_t reply_n;

static void
add_word(unsigned word)
{
	if (reply_n == 0)
		reply_n =
		    (size_t)snprintf(reply, sizeof(reply), "Result: Parcel(");
	reply_n += (size_t)snprintf(reply + reply_n, sizeof(reply) - reply_n,
	    "%08x ", word);
}

/* A string16: length, units, NUL, padding. */
static void
add_text(const char *text)
{
	size_t n = strlen(text);

	add_word((unsigned)n);
	for (size_t i = 0; i <= n; i += 2)
		add_word(
		    (unsigned char)text[i] |
		    (i < n ? (unsigned)(unsigned char)text[i + 1] << 16 : 0));
}

static struct sst_span
end_reply(void)
{
	(void)snprintf(reply + reply_n, sizeof(reply) - reply_n, " '....')\n");
	reply_n = 0;
	return sst_span_of_text(reply);
}

static int
clean(void **state)
{
	(void)state;
	sst_arena_fini(&mem);
	reply_n = 0;
	return 0;
}

static void
a_string_is_read(void **state)
{
	const char *text;

	(void)state;
	add_word(0);
	add_text(ICCID);
	assert_int_equal(sst_parcel_text(end_reply(), &mem, &text, &err), 1);
	assert_string_equal(text, ICCID);
	add_word(0);
	add_text("odd");
	assert_int_equal(sst_parcel_text(end_reply(), &mem, &text, &err), 1);
	assert_string_equal(text, "odd");
}

static void
characters_of_two_units_and_halves_of_them_are_read(void **state)
{
	const char *text;

	(void)state;
	add_word(0);
	add_word(6);
	add_word(0xD83D00E9); /* U+00E9, U+1F4F1 */
	add_word(0xDC00DCF1); /* a low half alone */
	add_word(0xD8000000); /* NUL, a high half alone */
	add_word(0);
	assert_int_equal(sst_parcel_text(end_reply(), &mem, &text, &err), 1);
	assert_string_equal(text, "\xC3\xA9\xF0\x9F\x93\xB1\xEF\xBF\xBD"
	                          "\xEF\xBF\xBD\xEF\xBF\xBD");
}

static void
null_and_a_missing_service_are_no_string(void **state)
{
	const char *text = "";

	(void)state;
	add_word(0);
	add_word(0xFFFFFFFF);
	assert_int_equal(sst_parcel_text(end_reply(), &mem, &text, &err), 0);
	assert_null(text);
	assert_int_equal(sst_parcel_text(sst_span_of_text(
	                                     "service: Service x does not "
	                                     "exist\n"),
	                     &mem, &text, &err),
	    0);
	assert_int_equal(sst_parcel_text(sst_span_of_text(
	                                     "Result: Parcel(NULL)"),
	                     &mem, &text, &err),
	    0);
}

static void
an_exception_is_a_refusal_with_its_message(void **state)
{
	struct sst_parcel_found found;
	const char *text;

	(void)state;
	add_word(0xFFFFFFFF);
	add_text("caller is nobody");
	assert_int_equal(sst_parcel_text(end_reply(), &mem, &text, &err), -1);
	if (err.code != SST_E_FAILED) {
		assert_int_equal(err.code, SST_E_REFUSED);
		assert_string_equal(err.msg,
		    "SecurityException (-1): caller is nobody");
	}
	add_word(0xFFFFFF9C);
	assert_int_equal(sst_parcel_numbers(end_reply(), &mem, &found, &err),
	    -1);
	if (err.code != SST_E_FAILED)
		assert_string_equal(err.msg, "exception (-100)");
}

static void
headers_before_the_result_are_skipped(void **state)
{
	const char *text;

	(void)state;
	add_word(0xFFFFFF81); /* -127: noted operations, 8 bytes */
	add_word(8);
	add_word(1);
	add_word(0xFFFFFF80); /* -128: strict mode, 12 bytes, no code behind */
	add_word(12);
	add_word(2);
	add_word(3);
	add_text("behind");
	assert_int_equal(sst_parcel_text(end_reply(), &mem, &text, &err), 1);
	assert_string_equal(text, "behind");
}

static void
a_cut_reply_is_damage(void **state)
{
	const char *text;

	(void)state;
	add_word(0);
	add_word(9);
	add_word(0x00310031);
	assert_int_equal(sst_parcel_text(end_reply(), &mem, &text, &err), -1);
	if (err.code == SST_E_FORMAT)
		assert_string_equal(err.msg,
		    "byte 8: a string of 9 units, 4 bytes left");
	add_word(0);
	assert_int_equal(sst_parcel_text(end_reply(), &mem, &text, &err), -1);
	if (err.code == SST_E_FORMAT)
		assert_string_equal(err.msg, "byte 4: 4 bytes wanted, 0 left");
	add_word(0xFFFFFF80);
	add_word(3);
	assert_int_equal(sst_parcel_text(end_reply(), &mem, &text, &err), -1);
	if (err.code == SST_E_FORMAT)
		assert_string_equal(err.msg, "byte 8: a header of 3 bytes");
}

static void
numbers_are_found_wherever_they_are(void **state)
{
	struct sst_parcel_found found;

	(void)state;
	add_word(0);
	add_word(2);
	add_text(ICCID);
	add_text("some name");
	add_text(EID);
	add_text("8999900000000000001F");
	add_word(7);
	assert_int_equal(sst_parcel_numbers(end_reply(), &mem, &found, &err),
	    0);
	assert_int_equal(found.n, 3);
	assert_string_equal(found.v[0].key, "iccid");
	assert_string_equal(found.v[0].value, ICCID);
	assert_string_equal(found.v[1].key, "eid");
	assert_string_equal(found.v[1].value, EID);
	assert_string_equal(found.v[2].key, "iccid");
	assert_string_equal(found.v[2].value, "8999900000000000001");
}

static const char *const no_numbers[] = { "899900012[****]",
	"88999000000000000018", "89999", "8999900000000a",
	"89999000123456789012345678901217", "8999900012345678901234567890121",
	"899990000000000000180000000" };

static void
masked_and_wrong_numbers_are_none(void **state)
{
	struct sst_parcel_found found;

	(void)state;
	for (size_t i = 0; i < sizeof(no_numbers) / sizeof(no_numbers[0]);
	     i++) {
		add_word(0);
		add_text(no_numbers[i]);
		assert_int_equal(sst_parcel_numbers(end_reply(), &mem, &found,
		                     &err),
		    0);
		assert_int_equal(found.n, 0);
	}
	assert_int_equal(sst_parcel_numbers(sst_span_of_text(
	                                        "Result: Parcel(NULL)"),
	                     &mem, &found, &err),
	    0);
	assert_int_equal(found.n, 0);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_teardown(f, clean)
	const struct CMUnitTest tests[] = {
		TEST(a_string_is_read),
		TEST(characters_of_two_units_and_halves_of_them_are_read),
		TEST(null_and_a_missing_service_are_no_string),
		TEST(an_exception_is_a_refusal_with_its_message),
		TEST(headers_before_the_result_are_skipped),
		TEST(a_cut_reply_is_damage),
		TEST(numbers_are_found_wherever_they_are),
		TEST(masked_and_wrong_numbers_are_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
