/* SPDX-License-Identifier: ISC */
/* test_html.c: foreign text inside HTML. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include <simstow/base/html.h>

static const struct {
	const char *from;
	const char *to;
} rows[] = {
	{ "", "" },
	{ "Telekom \xC3\xBC", "Telekom \xC3\xBC" },
	{ "<script>alert(1)</script>",
	    "&lt;script&gt;alert(1)&lt;/script&gt;" },
	{ "\" onload=x '`", "&quot; onload&#61;x &#39;&#96;" },
	{ "&lt;", "&amp;lt;" },
	{ "a\nb\r\nc\td", "a b c d" },
	{ "\x1B[31m", "\\x1B[31m" },
	{ "\xE2\x80\xAE"
	  "evil",
	    "\\u{202E}evil" },
	{ "\xFFz", "\\xFFz" },
	{ "\xE2\x80\x8Bz", "\\u{200B}z" },
};

static void
text_can_neither_begin_a_tag_nor_end_a_value(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct sst_buf b = { 0 };
		struct sst_err err = { 0 };

		if (sst_html_put_text(&b, rows[i].from, &err) < 0 ||
		    sst_buf_put_u8(&b, 0, &err) < 0)
			fail_msg("%s", err.msg);
		assert_string_equal((const char *)b.p, rows[i].to);
		sst_buf_fini(&b);
	}
}

static void
nothing_is_appended_when_it_does_not_fit(void **state)
{
	struct sst_buf b = { .max = 8 };
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_html_put_text(&b, "<a>", &err), -1);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_int_equal(b.n, 0);
	sst_buf_fini(&b);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_can_neither_begin_a_tag_nor_end_a_value),
		cmocka_unit_test(nothing_is_appended_when_it_does_not_fit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
