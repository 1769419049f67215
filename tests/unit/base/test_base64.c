/* SPDX-License-Identifier: ISC */
/* test_base64.c: the canonical form and nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include <simstow/base/base64.h>

static void
the_vectors_of_rfc_4648_hold_both_ways(void **state)
{
	/* RFC 4648 section 10. */
	static const struct {
		const char *bytes;
		const char *raw;
		const char *padded;
	} cases[] = {
		{ "", "", "" },
		{ "f", "Zg", "Zg==" },
		{ "fo", "Zm8", "Zm8=" },
		{ "foo", "Zm9v", "Zm9v" },
		{ "foob", "Zm9vYg", "Zm9vYg==" },
		{ "fooba", "Zm9vYmE", "Zm9vYmE=" },
		{ "foobar", "Zm9vYmFy", "Zm9vYmFy" },
	};

	(void)state;
	for (size_t i = 0; i < 2 * sizeof(cases) / sizeof(cases[0]); i++) {
		enum sst_base64_pad pad =
		    i % 2 == 0 ? SST_BASE64_RAW : SST_BASE64_PADDED;
		struct sst_span bytes = sst_span_of_text(cases[i / 2].bytes);
		struct sst_span text = sst_span_of_text(
		    i % 2 == 0 ? cases[i / 2].raw : cases[i / 2].padded);
		struct sst_buf b = { 0 };
		struct sst_err err = { 0 };

		assert_int_equal(sst_base64_put(&b, bytes, pad, &err), 0);
		assert_true(sst_span_is_equal(sst_buf_span(&b), text));
		sst_buf_clear(&b);
		assert_int_equal(sst_base64_parse(text, pad, &b, &err), 0);
		assert_true(sst_span_is_equal(sst_buf_span(&b), bytes));
		sst_buf_fini(&b);
	}
}

static void
every_value_of_a_byte_comes_back(void **state)
{
	struct sst_buf text = { 0 }, back = { 0 };
	struct sst_err err = { 0 };
	uint8_t bytes[256];

	(void)state;
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (uint8_t)i;
	assert_int_equal(sst_base64_put(&text, SST_SPAN(bytes), SST_BASE64_RAW,
	                     &err),
	    0);
	assert_int_equal(text.n, 342);
	assert_int_equal(sst_base64_parse(sst_buf_span(&text), SST_BASE64_RAW,
	                     &back, &err),
	    0);
	assert_true(sst_span_is_equal(sst_buf_span(&back), SST_SPAN(bytes)));
	sst_buf_fini(&text);
	sst_buf_fini(&back);
}

static void
what_is_not_canonical_is_refused(void **state)
{
	static const struct {
		enum sst_base64_pad pad;
		const char *text;
		const char *msg;
	} cases[] = {
		{ SST_BASE64_RAW, "Zg==", "base64: character 2 is foreign" },
		{ SST_BASE64_RAW, "Zm8=", "base64: character 3 is foreign" },
		{ SST_BASE64_RAW, "Zm9vY",
		    "base64: 5 characters stand for no whole bytes" },
		{ SST_BASE64_RAW, "Zh", "base64: left-over bits are not zero" },
		{ SST_BASE64_RAW, "Zm9",
		    "base64: left-over bits are not zero" },
		{ SST_BASE64_RAW, "Zm9v\n\n",
		    "base64: character 4 is foreign" },
		{ SST_BASE64_RAW, "Zm\r9", "base64: character 2 is foreign" },
		{ SST_BASE64_RAW, "Zm 9", "base64: character 2 is foreign" },
		{ SST_BASE64_RAW, "Zm-_", "base64: character 2 is foreign" },
		{ SST_BASE64_RAW, "Zm\xC3\xA9",
		    "base64: character 2 is foreign" },
		{ SST_BASE64_PADDED, "Zg",
		    "base64: 2 characters, a multiple of 4 wanted" },
		{ SST_BASE64_PADDED,
		    "Zg=", "base64: 3 characters, a multiple of 4 wanted" },
		{ SST_BASE64_PADDED, "Z===", "base64: character 1 is foreign" },
		{ SST_BASE64_PADDED, "====", "base64: character 0 is foreign" },
		{ SST_BASE64_PADDED, "Zg=A", "base64: character 2 is foreign" },
		{ SST_BASE64_PADDED,
		    "Zg==Zg==", "base64: character 2 is foreign" },
		{ SST_BASE64_PADDED,
		    "Zh==", "base64: left-over bits are not zero" },
		{ SST_BASE64_PADDED,
		    "Zm9=", "base64: left-over bits are not zero" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct sst_buf b = { 0 };
		struct sst_err err = { 0 };

		assert_int_equal(sst_buf_put_text(&b, "kept", &err), 0);
		assert_int_equal(sst_base64_parse(sst_span_of_text(
		                                      cases[i].text),
		                     cases[i].pad, &b, &err),
		    -1);
		assert_int_equal(err.code, SST_E_FORMAT);
		assert_string_equal(err.msg, cases[i].msg);
		assert_int_equal(b.n, 4);
		sst_buf_fini(&b);
	}
}

static void
the_limit_of_the_buffer_is_exact(void **state)
{
	struct sst_err err = { 0 };
	struct sst_buf b;

	(void)state;
	sst_buf_init(&b, 4);
	assert_int_equal(sst_base64_put(&b, sst_span_of_text("foob"),
	                     SST_BASE64_RAW, &err),
	    -1);
	assert_string_equal(err.msg, "more than 4 bytes");
	assert_int_equal(sst_base64_put(&b, sst_span_of_text("fo"),
	                     SST_BASE64_PADDED, &err),
	    0);
	sst_buf_clear(&b);
	assert_int_equal(sst_base64_parse(sst_span_of_text("Zm9vYg"),
	                     SST_BASE64_RAW, &b, &err),
	    0);
	assert_int_equal(b.n, 4);
	sst_buf_fini(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_vectors_of_rfc_4648_hold_both_ways),
		cmocka_unit_test(every_value_of_a_byte_comes_back),
		cmocka_unit_test(what_is_not_canonical_is_refused),
		cmocka_unit_test(the_limit_of_the_buffer_is_exact),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
