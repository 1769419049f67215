/* SPDX-License-Identifier: ISC */
/* test_span.c: a cursor cannot pass its end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/base/span.h>

static const uint8_t bytes[] = { 1, 2, 3, 4, 5, 6 };

static void
a_cursor_takes_what_is_there(void **state)
{
	struct sst_cur c = sst_cur_of(SST_SPAN(bytes));
	struct sst_err err = { 0 };
	struct sst_span s;
	uint8_t b;

	(void)state;
	assert_int_equal(sst_cur_get_u8(&c, &b, &err), 0);
	assert_int_equal(b, 1);
	assert_int_equal(sst_cur_get(&c, 4, &s, &err), 0);
	assert_ptr_equal(s.p, bytes + 1);
	assert_int_equal(s.n, 4);
	assert_int_equal(c.at, 5);
	assert_int_equal(c.left.n, 1);
}

static void
a_cursor_does_not_move_on_failure(void **state)
{
	struct sst_cur c = sst_cur_of(SST_SPAN(bytes));
	struct sst_err err = { 0 };
	struct sst_span s = { bytes, 1 };
	uint8_t b = 9;

	(void)state;
	assert_int_equal(sst_cur_get(&c, 5, &s, &err), 0);
	assert_int_equal(sst_cur_get(&c, 9, &s, &err), -1);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_string_equal(err.msg, "byte 5: 9 bytes wanted, 1 left");
	assert_int_equal(s.n, 0);
	assert_int_equal(sst_cur_get(&c, SIZE_MAX, &s, &err), -1);
	assert_int_equal(sst_cur_get_u8(&c, &b, &err), 0);
	assert_int_equal(b, 6);
	assert_int_equal(sst_cur_get_u8(&c, &b, &err), -1);
	assert_int_equal(b, 0);
	assert_string_equal(err.msg, "byte 6: 1 byte wanted, 0 left");
	assert_int_equal(c.at, 6);
}

static void
nothing_can_be_taken_from_nothing(void **state)
{
	struct sst_cur c = sst_cur_of((struct sst_span){ 0 });
	struct sst_err err = { 0 };
	struct sst_span s;

	(void)state;
	assert_int_equal(sst_cur_get(&c, 0, &s, &err), 0);
	assert_int_equal(s.n, 0);
	assert_int_equal(sst_cur_get(&c, 1, &s, &err), -1);
	assert_string_equal(err.msg, "byte 0: 1 byte wanted, 0 left");
}

static void
equal_means_length_and_bytes(void **state)
{
	struct sst_span a = sst_span_of_text("abc");

	(void)state;
	assert_int_equal(a.n, 3);
	assert_true(sst_span_is_equal(a, sst_span_of_text("abc")));
	assert_false(sst_span_is_equal(a, sst_span_of_text("abd")));
	assert_false(sst_span_is_equal(a, sst_span_of_text("ab")));
	assert_true(
	    sst_span_is_equal((struct sst_span){ 0 }, sst_span_of_text("")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_cursor_takes_what_is_there),
		cmocka_unit_test(a_cursor_does_not_move_on_failure),
		cmocka_unit_test(nothing_can_be_taken_from_nothing),
		cmocka_unit_test(equal_means_length_and_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
