/* SPDX-License-Identifier: ISC */
/* test_hex.c: digits to bytes and back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/base/hex.h>

static void
bytes_become_upper_case_digits(void **state)
{
	static const uint8_t bytes[] = { 0x00, 0x9F, 0xA5, 0xFF };
	struct sst_arena a = { 0 };
	char out[9];
	char *text;

	(void)state;
	sst_hex_format(SST_SPAN(bytes), out);
	assert_string_equal(out, "009FA5FF");
	sst_hex_format((struct sst_span){ 0 }, out);
	assert_string_equal(out, "");
	text = sst_hex_text(&a, SST_SPAN(bytes));
	assert_non_null(text);
	assert_string_equal(text, "009FA5FF");
	assert_null(sst_hex_text(&a, (struct sst_span){ bytes, SIZE_MAX }));
	sst_arena_fini(&a);
}

static void
digits_of_either_case_become_bytes(void **state)
{
	static const uint8_t want[] = { 0x09, 0xAF, 0xaf };
	struct sst_err err = { 0 };
	uint8_t out[3];
	size_t n;

	(void)state;
	assert_int_equal(sst_hex_parse("09AFaf", out, 3, &n, &err), 0);
	assert_int_equal(n, 3);
	assert_memory_equal(out, want, 3);
	assert_int_equal(sst_hex_parse("", out, 0, &n, &err), 0);
	assert_int_equal(n, 0);
}

static void
what_is_wrong_is_said_with_its_place(void **state)
{
	static const struct {
		const char *text;
		const char *msg;
	} cases[] = {
		{ "0", "odd number of hexadecimal digits: 1" },
		{ "001g", "character 3 is no hexadecimal digit" },
		{ "00 1", "character 2 is no hexadecimal digit" },
		{ "/9", "character 0 is no hexadecimal digit" },
		{ ":9", "character 0 is no hexadecimal digit" },
		{ "@A", "character 0 is no hexadecimal digit" },
		{ "`a", "character 0 is no hexadecimal digit" },
		{ "00112233", "4 bytes found, at most 3 wanted" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct sst_err err = { 0 };
		uint8_t out[3];
		size_t n = 9;

		assert_int_equal(sst_hex_parse(cases[i].text, out, 3, &n, &err),
		    -1);
		assert_int_equal(err.code, SST_E_FORMAT);
		assert_string_equal(err.msg, cases[i].msg);
		assert_int_equal(n, 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_become_upper_case_digits),
		cmocka_unit_test(digits_of_either_case_become_bytes),
		cmocka_unit_test(what_is_wrong_is_said_with_its_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
