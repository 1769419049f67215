/* SPDX-License-Identifier: ISC */
/* test_buf.c: growth, limits, nested objects. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include <simstow/base/buf.h>
#include <simstow/base/tlv.h>

static void
bytes_are_appended_and_survive_growth(void **state)
{
	struct sst_buf b = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	for (unsigned i = 0; i < 1000; i++)
		assert_int_equal(sst_buf_put_u8(&b, (uint8_t)i, &err), 0);
	assert_int_equal(sst_buf_put_text(&b, "end", &err), 0);
	assert_int_equal(sst_buf_put(&b, (struct sst_span){ 0 }, &err), 0);
	assert_int_equal(b.n, 1003);
	for (unsigned i = 0; i < 1000; i++)
		assert_int_equal(b.p[i], (uint8_t)i);
	assert_memory_equal(sst_buf_span(&b).p + 1000, "end", 3);
	sst_buf_fini(&b);
	assert_null(b.p);
	assert_int_equal(b.n + b.cap + b.max, 0);
	sst_buf_fini(&b);
}

static void
the_limit_is_exact(void **state)
{
	struct sst_err err = { 0 };
	struct sst_buf b;
	uint8_t *p;

	(void)state;
	sst_buf_init(&b, 5);
	assert_int_equal(sst_buf_put_text(&b, "abc", &err), 0);
	assert_int_equal(sst_buf_put_text(&b, "def", &err), -1);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_string_equal(err.msg, "more than 5 bytes");
	assert_int_equal(sst_buf_reserve(&b, 3, &p, &err), -1);
	assert_null(p);
	assert_int_equal(sst_buf_printf(&b, &err, "%s", "def"), -1);
	assert_int_equal(b.n, 3);
	assert_int_equal(sst_buf_printf(&b, &err, "%s", "de"), 0);
	assert_int_equal(sst_buf_put_u8(&b, 'f', &err), -1);
	assert_memory_equal(b.p, "abcde", 5);
	sst_buf_fini(&b);
}

static void
the_limit_of_an_empty_struct_is_stated(void **state)
{
	static uint8_t chunk[65536];
	struct sst_buf b = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	for (size_t n = 0; n < SST_BUF_MAX; n += sizeof(chunk))
		assert_int_equal(sst_buf_put(&b, SST_SPAN(chunk), &err), 0);
	assert_int_equal(sst_buf_put_u8(&b, 0, &err), -1);
	assert_string_equal(err.msg, "more than 1048576 bytes");
	sst_buf_fini(&b);
}

static void
a_huge_request_is_refused_before_it_overflows(void **state)
{
	struct sst_buf b = { .max = SIZE_MAX };
	struct sst_err err = { 0 };
	uint8_t *p;

	(void)state;
	assert_int_equal(sst_buf_put_u8(&b, 1, &err), 0);
	assert_int_equal(sst_buf_reserve(&b, SIZE_MAX, &p, &err), -1);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_int_equal(sst_buf_put_tlv(&b, 0x81,
	                     (struct sst_span){ b.p, SIZE_MAX - 3 }, &err),
	    -1);
	assert_int_equal(b.n, 1);
	sst_buf_fini(&b);
}

static void
a_cleared_buffer_is_wiped_and_keeps_its_limit(void **state)
{
	struct sst_err err = { 0 };
	struct sst_buf b;
	const uint8_t *p;

	(void)state;
	sst_buf_init(&b, 8);
	assert_int_equal(sst_buf_put_text(&b, "secret", &err), 0);
	p = b.p;
	sst_buf_clear(&b);
	assert_int_equal(b.n, 0);
	assert_ptr_equal(b.p, p);
	assert_memory_equal(p, "\0\0\0\0\0\0", 6);
	assert_int_equal(sst_buf_put_text(&b, "123456789", &err), -1);
	sst_buf_fini(&b);
	sst_buf_clear(&b);
}

static void
reserved_bytes_count_when_committed(void **state)
{
	struct sst_buf b = { 0 };
	struct sst_err err = { 0 };
	uint8_t *p;

	(void)state;
	assert_int_equal(sst_buf_reserve(&b, 0, &p, &err), 0);
	assert_non_null(p);
	assert_int_equal(sst_buf_reserve(&b, 100, &p, &err), 0);
	memset(p, 'x', 100);
	sst_buf_commit(&b, 2);
	assert_int_equal(sst_buf_printf(&b, &err, "%03d", 7), 0);
	assert_int_equal(b.n, 5);
	assert_memory_equal(b.p, "xx007", 5);
	sst_buf_fini(&b);
}

static void
a_length_has_its_shortest_form(void **state)
{
	static const struct {
		size_t n;
		size_t head;
		uint8_t bytes[8];
	} cases[] = {
		{ 0, 2, { 0x5A, 0 } },
		{ 127, 2, { 0x5A, 0x7F } },
		{ 128, 3, { 0x5A, 0x81, 0x80 } },
		{ 255, 3, { 0x5A, 0x81, 0xFF } },
		{ 256, 4, { 0x5A, 0x82, 0x01, 0x00 } },
		{ 65535, 4, { 0x5A, 0x82, 0xFF, 0xFF } },
		{ 65536, 5, { 0x5A, 0x83, 0x01, 0x00, 0x00 } },
	};
	static uint8_t value[65536];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct sst_span s = { value, cases[i].n };
		struct sst_buf b = { 0 };
		struct sst_err err = { 0 };
		size_t mark;

		assert_int_equal(sst_buf_put_tlv(&b, 0x5A, s, &err), 0);
		assert_int_equal(b.n, cases[i].head + cases[i].n);
		assert_memory_equal(b.p, cases[i].bytes, cases[i].head);
		sst_buf_clear(&b);
		assert_int_equal(sst_buf_open_tlv(&b, 0x5A, &mark, &err), 0);
		assert_int_equal(sst_buf_put(&b, s, &err), 0);
		assert_int_equal(sst_buf_close_tlv(&b, mark, &err), 0);
		assert_int_equal(b.n, cases[i].head + cases[i].n);
		assert_memory_equal(b.p, cases[i].bytes, cases[i].head);
		sst_buf_fini(&b);
	}
}

static void
objects_nest(void **state)
{
	static const uint8_t want[] = { 0xBF, 0x2D, 0x08, 0xE3, 0x03, 0x5A,
		0x01, 0x11, 0x81, 0x01, 0x22, 0xDF, 0x81, 0x01, 0x00 };
	struct sst_buf b = { 0 };
	struct sst_err err = { 0 };
	struct sst_span one = { (const uint8_t *)"\x11", 1 };
	struct sst_span two = { (const uint8_t *)"\x22", 1 };
	size_t outer, inner;

	(void)state;
	assert_int_equal(sst_buf_open_tlv(&b, 0xBF2D, &outer, &err), 0);
	assert_int_equal(sst_buf_open_tlv(&b, 0xE3, &inner, &err), 0);
	assert_int_equal(sst_buf_put_tlv(&b, 0x5A, one, &err), 0);
	assert_int_equal(sst_buf_close_tlv(&b, inner, &err), 0);
	assert_int_equal(sst_buf_put_tlv(&b, 0x81, two, &err), 0);
	assert_int_equal(sst_buf_close_tlv(&b, outer, &err), 0);
	assert_int_equal(sst_buf_put_tlv(&b, 0xDF8101, (struct sst_span){ 0 },
	                     &err),
	    0);
	assert_int_equal(b.n, sizeof(want));
	assert_memory_equal(b.p, want, sizeof(want));
	sst_buf_fini(&b);
}

static void
an_object_that_does_not_fit_changes_nothing(void **state)
{
	static const uint8_t value[4] = { 0 };
	struct sst_err err = { 0 };
	struct sst_buf b;
	size_t mark;

	(void)state;
	sst_buf_init(&b, 5);
	assert_int_equal(sst_buf_put_tlv(&b, 0x5A, SST_SPAN(value), &err), -1);
	assert_string_equal(err.msg, "more than 5 bytes");
	assert_int_equal(b.n, 0);
	assert_int_equal(sst_buf_open_tlv(&b, 0x5A, &mark, &err), 0);
	assert_int_equal(sst_buf_put(&b, SST_SPAN(value), &err), 0);
	assert_int_equal(sst_buf_close_tlv(&b, mark, &err), -1);
	assert_string_equal(err.msg, "more than 5 bytes");
	assert_int_equal(b.n, 5);
	assert_int_equal(sst_buf_open_tlv(&b, 0x5A, &mark, &err), -1);
	sst_buf_fini(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_are_appended_and_survive_growth),
		cmocka_unit_test(the_limit_is_exact),
		cmocka_unit_test(the_limit_of_an_empty_struct_is_stated),
		cmocka_unit_test(a_huge_request_is_refused_before_it_overflows),
		cmocka_unit_test(a_cleared_buffer_is_wiped_and_keeps_its_limit),
		cmocka_unit_test(reserved_bytes_count_when_committed),
		cmocka_unit_test(a_length_has_its_shortest_form),
		cmocka_unit_test(objects_nest),
		cmocka_unit_test(an_object_that_does_not_fit_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
