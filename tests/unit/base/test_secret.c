/* SPDX-License-Identifier: ISC */
/* test_secret.c: secure memory and its end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include <simstow/base/secret.h>

#include "../../../src/base/secret_priv.h"

static int
start(void **state)
{
	struct sst_err err = { 0 };
	bool locked;

	(void)state;
	return sst_secret_start(&locked, &err);
}

static void
a_second_start_gives_the_same_answer(void **state)
{
	struct sst_err err = { 0 };
	bool first, second;

	(void)state;
	assert_int_equal(sst_secret_start(&first, &err), 0);
	assert_int_equal(sst_secret_start(&second, &err), 0);
	assert_true(first == second);
}

static void
a_new_secret_is_zeroed(void **state)
{
	static const uint8_t zero[32] = { 0 };
	struct sst_err err = { 0 };
	struct sst_secret s;

	(void)state;
	assert_int_equal(sst_secret_new(&s, 32, &err), 0);
	assert_int_equal(s.n, 32);
	assert_memory_equal(s.p, zero, 32);
	memset(s.p, 0xAA, 32);
	sst_secret_fini(&s);
	assert_null(s.p);
	assert_int_equal(s.n, 0);
	sst_secret_fini(&s);
}

static void
an_empty_secret_needs_no_memory(void **state)
{
	struct sst_err err = { 0 };
	struct sst_secret s = { NULL, 9 };

	(void)state;
	assert_int_equal(sst_secret_new(&s, 0, &err), 0);
	assert_null(s.p);
	assert_int_equal(s.n, 0);
	assert_int_equal(sst_secret_copy(&s, (struct sst_span){ 0 }, &err), 0);
	assert_null(s.p);
}

static void
a_full_pool_is_an_error_and_not_the_end(void **state)
{
	struct sst_err err = { 0 };
	struct sst_secret s;

	(void)state;
	assert_int_equal(sst_secret_new(&s, SST_SECRET_POOL + 1, &err), -1);
	assert_int_equal(err.code, SST_E_FAILED);
	assert_string_equal(err.msg, "no secure memory for 65537 bytes");
	assert_null(s.p);
	assert_int_equal(sst_secret_new(&s, 100, &err), 0);
	sst_secret_fini(&s);
}

static void
a_cut_wipes_the_rest(void **state)
{
	struct sst_err err = { 0 };
	struct sst_secret s;

	(void)state;
	assert_int_equal(sst_secret_copy(&s, sst_span_of_text("passphrase"),
	                     &err),
	    0);
	sst_secret_cut(&s, 4);
	assert_int_equal(s.n, 4);
	assert_memory_equal(s.p, "pass\0\0\0\0\0\0", 10);
	sst_secret_cut(&s, 0);
	assert_null(s.p);
}

static void
equal_means_length_and_bytes(void **state)
{
	struct sst_secret a = { 0 }, b = { 0 }, c = { 0 }, none = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_secret_copy(&a, sst_span_of_text("abc"), &err), 0);
	assert_int_equal(sst_secret_copy(&b, sst_span_of_text("abc"), &err), 0);
	assert_int_equal(sst_secret_copy(&c, sst_span_of_text("abC"), &err), 0);
	assert_true(sst_secret_is_equal(&a, &b));
	assert_false(sst_secret_is_equal(&a, &c));
	assert_false(sst_secret_is_equal(&a, &none));
	sst_secret_cut(&b, 2);
	assert_false(sst_secret_is_equal(&a, &b));
	assert_true(sst_secret_is_equal(&none, &none));
	sst_secret_fini(&a);
	sst_secret_fini(&b);
	sst_secret_fini(&c);
}

static void
a_line_ends_at_its_first_line_end(void **state)
{
	static const struct {
		const char *from;
		const char *to;
	} cases[] = {
		{ "word", "word" },
		{ "word\n", "word" },
		{ "word\r\nmore", "word" },
		{ "two words \nmore\n", "two words " },
		{ "word\r", "word\r" },
		{ "a\rb\r\r\n", "a\rb\r" },
		{ "", NULL },
		{ "\nword", NULL },
		{ "\r\nword", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct sst_span from = sst_span_of_text(cases[i].from);
		struct sst_err err = { 0 };
		struct sst_secret s;
		int rc = sst_secret_line(&s, from, &err);

		if (cases[i].to == NULL) {
			assert_int_equal(rc, -1);
			assert_int_equal(err.code, SST_E_USAGE);
			assert_string_equal(err.msg, "the first line is empty");
			continue;
		}
		assert_int_equal(rc, 0);
		assert_int_equal(s.n, strlen(cases[i].to));
		assert_memory_equal(s.p, cases[i].to, s.n);
		sst_secret_fini(&s);
	}
}

static void
a_line_of_4096_bytes_is_the_longest(void **state)
{
	static uint8_t text[4097];
	struct sst_err err = { 0 };
	struct sst_secret s;

	(void)state;
	memset(text, 'x', sizeof(text));
	assert_int_equal(sst_secret_line(&s, (struct sst_span){ text, 4096 },
	                     &err),
	    0);
	assert_int_equal(s.n, 4096);
	sst_secret_fini(&s);
	assert_int_equal(sst_secret_line(&s, SST_SPAN(text), &err), -1);
	assert_string_equal(err.msg, "the first line has more than 4096 bytes");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_second_start_gives_the_same_answer),
		cmocka_unit_test(a_new_secret_is_zeroed),
		cmocka_unit_test(an_empty_secret_needs_no_memory),
		cmocka_unit_test(a_full_pool_is_an_error_and_not_the_end),
		cmocka_unit_test(a_cut_wipes_the_rest),
		cmocka_unit_test(equal_means_length_and_bytes),
		cmocka_unit_test(a_line_ends_at_its_first_line_end),
		cmocka_unit_test(a_line_of_4096_bytes_is_the_longest),
	};

	return cmocka_run_group_tests(tests, start, NULL);
}
