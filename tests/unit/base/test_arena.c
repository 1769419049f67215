/* SPDX-License-Identifier: ISC */
/* test_arena.c: alignment, limits, vectors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include <simstow/base/arena.h>

static void
memory_is_aligned_zeroed_and_separate(void **state)
{
	struct sst_arena a = { 0 };
	uint8_t *p[200];

	(void)state;
	for (size_t i = 0; i < 200; i++) {
		size_t n = i * 37 % 1500;

		p[i] = sst_arena_get(&a, n);
		assert_non_null(p[i]);
		assert_int_equal((uintptr_t)p[i] % 16, 0);
		for (size_t k = 0; k < n; k++)
			assert_int_equal(p[i][k], 0);
		memset(p[i], (int)i, n);
	}
	for (size_t i = 0; i < 200; i++) {
		for (size_t k = 0; k < i * 37 % 1500; k++)
			assert_int_equal(p[i][k], (uint8_t)i);
	}
	sst_arena_fini(&a);
	assert_null(a.top);
	assert_int_equal(a.used + a.max, 0);
	sst_arena_fini(&a);
}

static void
a_large_request_does_not_end_the_small_block(void **state)
{
	struct sst_arena a = { 0 };
	uint8_t *first = sst_arena_get(&a, 16);
	uint8_t *large = sst_arena_get(&a, 100000);
	uint8_t *second = sst_arena_get(&a, 16);

	(void)state;
	assert_non_null(first);
	assert_non_null(large);
	assert_ptr_equal(second, first + 16);
	assert_int_equal(a.used, 100032);
	sst_arena_fini(&a);
}

static void
the_limit_is_exact(void **state)
{
	struct sst_err err = { 0 };
	struct sst_arena a;

	(void)state;
	sst_arena_init(&a, 64);
	assert_non_null(sst_arena_get(&a, 33));
	assert_int_equal(a.used, 48);
	assert_null(sst_arena_get(&a, 17));
	assert_int_equal(sst_arena_full(&a, &err), -1);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_string_equal(err.msg, "too much data: more than 64 bytes");
	assert_non_null(sst_arena_get(&a, 16));
	assert_null(sst_arena_get(&a, 0));
	sst_arena_fini(&a);
}

static void
a_request_that_overflows_is_over_the_limit(void **state)
{
	struct sst_err err = { 0 };
	struct sst_arena a;

	(void)state;
	sst_arena_init(&a, SIZE_MAX);
	assert_null(sst_arena_get(&a, SIZE_MAX));
	assert_null(sst_arena_get(&a, SIZE_MAX - 14));
	assert_null(sst_arena_get_array(&a, SIZE_MAX / 2, 3));
	assert_int_equal(sst_arena_full(&a, &err), -1);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_null(sst_arena_copy(&a,
	    (struct sst_span){ (const uint8_t *)"", SIZE_MAX }));
	assert_null(sst_arena_grow(&a, &a, (SIZE_MAX >> 1) + 1, 1));
	assert_null(sst_arena_grow(&a, &a, (SIZE_MAX >> 2) + 1, 1));
	assert_non_null(sst_arena_get_array(&a, 3, 0));
	sst_arena_fini(&a);
}

static void
memory_that_is_out_is_no_damage(void **state)
{
	struct sst_arena a = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	assert_non_null(sst_arena_get(&a, 5));
	assert_int_equal(sst_arena_full(&a, &err), -1);
	assert_int_equal(err.code, SST_E_FAILED);
	assert_string_equal(err.msg, "no memory, 16 bytes in use");
	sst_arena_fini(&a);
}

static void
copies_end_with_a_nul(void **state)
{
	static const uint8_t bytes[] = { 1, 2, 3 };
	struct sst_arena a = { 0 };
	uint8_t *p = sst_arena_copy(&a, SST_SPAN(bytes));
	char *text = sst_arena_text(&a, "text");
	char *made = sst_arena_printf(&a, "%d-%s", 7, "x");
	uint8_t *none = sst_arena_copy(&a, (struct sst_span){ 0 });

	(void)state;
	assert_non_null(p);
	assert_memory_equal(p, "\1\2\3\0", 4);
	assert_non_null(text);
	assert_string_equal(text, "text");
	assert_non_null(made);
	assert_string_equal(made, "7-x");
	assert_non_null(none);
	assert_int_equal(none[0], 0);
	assert_null(sst_arena_text(&a, NULL));
	sst_arena_fini(&a);
}

static void
a_vector_keeps_its_members_as_it_grows(void **state)
{
	struct sst_arena a = { 0 };
	uint32_t *v = NULL;

	(void)state;
	for (uint32_t n = 0; n < 1000; n++) {
		uint32_t *old = v;

		v = sst_arena_grow(&a, v, n, sizeof(*v));
		assert_non_null(v);
		assert_int_equal(v[n], 0);
		assert_true(
		    v == old || n == 0 || (n >= 4 && (n & (n - 1)) == 0));
		v[n] = n + 1;
	}
	for (uint32_t n = 0; n < 1000; n++)
		assert_int_equal(v[n], n + 1);
	sst_arena_fini(&a);
}

static void
a_member_that_was_dropped_comes_back_zeroed(void **state)
{
	struct sst_arena a = { 0 };
	uint32_t *v = sst_arena_grow(&a, NULL, 0, sizeof(*v));

	(void)state;
	assert_non_null(v);
	v = sst_arena_grow(&a, v, 1, sizeof(*v));
	assert_non_null(v);
	v[1] = 7;
	v = sst_arena_grow(&a, v, 1, sizeof(*v));
	assert_non_null(v);
	assert_int_equal(v[1], 0);
	sst_arena_fini(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_aligned_zeroed_and_separate),
		cmocka_unit_test(a_large_request_does_not_end_the_small_block),
		cmocka_unit_test(the_limit_is_exact),
		cmocka_unit_test(a_request_that_overflows_is_over_the_limit),
		cmocka_unit_test(memory_that_is_out_is_no_damage),
		cmocka_unit_test(copies_end_with_a_nul),
		cmocka_unit_test(a_vector_keeps_its_members_as_it_grows),
		cmocka_unit_test(a_member_that_was_dropped_comes_back_zeroed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
