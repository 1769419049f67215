/* SPDX-License-Identifier: ISC */
/* test_text.c: hostile text and its shape on a terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <simstow/base/text.h>

static void
only_well_formed_utf8_is_utf8(void **state)
{
	static const char *const good[] = { "", "abc", "\xC2\x80", "\xDF\xBF",
		"\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80", "\xEF\xBF\xBF",
		"\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF" };
	static const char *const bad[] = { "\x80", "\xBF", "\xC0\x80",
		"\xC1\xBF", "\xC2", "\xC2\x41", "\xE0\x80\x80", "\xE0\x9F\xBF",
		"\xE2\x82", "\xE2\x82\x41", "\xED\xA0\x80", "\xED\xBF\xBF",
		"\xF0\x80\x80\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80",
		"\xF5\x80\x80\x80", "\xF8\x88\x80\x80\x80", "\xFE", "\xFF",
		"abc\xC3" };

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_true(sst_text_is_utf8(sst_span_of_text(good[i])));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(sst_text_is_utf8(sst_span_of_text(bad[i])));
	assert_true(
	    sst_text_is_utf8((struct sst_span){ (const uint8_t *)"a\0b", 3 }));
}

static const struct {
	const char *from;
	const char *to;
	size_t width;
} shown[] = {
	{ "", "", 0 },
	{ "plain", "plain", 5 },
	{ "a\\b", "a\\b", 3 },
	{ "a\nb\tc\r", "a\\nb\\tc\\x0D", 11 },
	{ "\x1B[2J\x7F", "\\x1B[2J\\x7F", 11 },
	{ "caf\xC3\xA9", "caf\xC3\xA9", 4 },
	{ "e\xCC\x81", "e\xCC\x81", 1 },
	{ "\xE6\x97\xA5\xE6\x9C\xAC", "\xE6\x97\xA5\xE6\x9C\xAC", 4 },
	{ "\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80", 2 },
	{ "\xC2\x80\xC2\x9F\xC2\xA0", "\\u{0080}\\u{009F}\xC2\xA0", 17 },
	{ "\xD8\x9C", "\\u{061C}", 8 },
	{ "\xE2\x80\x8B\xE2\x80\x8F", "\\u{200B}\\u{200F}", 16 },
	{ "\xE2\x80\x90", "\xE2\x80\x90", 1 },
	{ "\xE2\x80\xA8\xE2\x80\xAE", "\\u{2028}\\u{202E}", 16 },
	{ "\xE2\x81\xA0\xE2\x81\xA6\xE2\x81\xA9", "\\u{2060}\\u{2066}\\u{2069}",
	    24 },
	{ "\xEF\xBB\xBFx", "\\u{FEFF}x", 9 },
	{ "\xF3\xA0\x80\x81\xF3\xA0\x81\xBF", "\\u{E0001}\\u{E007F}", 18 },
	{ "\xFF\xC3(", "\\xFF\\xC3(", 9 },
	{ "\xED\xA0\x80", "\\xED\\xA0\\x80", 12 },
};

static void
a_terminal_sees_everything_and_obeys_nothing(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++) {
		struct sst_buf b = { 0 };
		struct sst_err err = { 0 };

		assert_int_equal(sst_text_escape(&b,
		                     sst_span_of_text(shown[i].from), &err),
		    0);
		assert_int_equal(b.n, strlen(shown[i].to));
		if (b.n > 0)
			assert_memory_equal(b.p, shown[i].to, b.n);
		sst_buf_fini(&b);
		assert_int_equal(sst_text_width(shown[i].from), shown[i].width);
	}
}

static void
print_writes_what_escape_gives(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++) {
		char *text = NULL;
		size_t n = 0;
		FILE *f = open_memstream(&text, &n);

		assert_non_null(f);
		sst_text_print(f, shown[i].from);
		assert_int_equal(fclose(f), 0);
		assert_string_equal(text, shown[i].to);
		free(text);
	}
}

static void
a_nul_is_shown_too(void **state)
{
	struct sst_buf b = { 0 };
	struct sst_err err = { 0 };
	struct sst_span s = { (const uint8_t *)"a\0b", 3 };

	(void)state;
	assert_int_equal(sst_text_escape(&b, s, &err), 0);
	assert_int_equal(b.n, 6);
	assert_memory_equal(b.p, "a\\x00b", 6);
	sst_buf_fini(&b);
}

static void
text_that_does_not_fit_changes_nothing(void **state)
{
	struct sst_err err = { 0 };
	struct sst_buf b;

	(void)state;
	sst_buf_init(&b, 10);
	assert_int_equal(sst_buf_put_text(&b, "old", &err), 0);
	assert_int_equal(sst_text_escape(&b, sst_span_of_text("abcd\x01"),
	                     &err),
	    -1);
	assert_string_equal(err.msg, "more than 10 bytes");
	assert_int_equal(b.n, 3);
	sst_buf_fini(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_well_formed_utf8_is_utf8),
		cmocka_unit_test(a_terminal_sees_everything_and_obeys_nothing),
		cmocka_unit_test(print_writes_what_escape_gives),
		cmocka_unit_test(a_nul_is_shown_too),
		cmocka_unit_test(text_that_does_not_fit_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
