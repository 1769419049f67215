/* SPDX-License-Identifier: ISC */
/* test_stream.c: sources that give little, sinks that take all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <simstow/base/stream.h>

/* A source that gives at most 3 bytes a call, and may fail at the end. */
struct drip {
	struct sst_span left;
	bool fails;
};

static int
read_drip(void *ctx, uint8_t *p, size_t cap, size_t *n, struct sst_err *err)
{
	struct drip *d = ctx;

	*n = 0;
	if (d->left.n == 0 && d->fails)
		return sst_fail(err, SST_E_DEVICE, "torn out");
	*n = cap < 3 ? cap : 3;
	*n = *n < d->left.n ? *n : d->left.n;
	memcpy(p, d->left.p, *n);
	d->left.p += *n;
	d->left.n -= *n;
	return 0;
}

static void
fill_reads_until_full_or_the_end(void **state)
{
	struct drip d = { sst_span_of_text("0123456789"), false };
	struct sst_source src = { read_drip, &d };
	struct sst_err err = { 0 };
	uint8_t out[8];
	size_t n;

	(void)state;
	assert_int_equal(sst_source_fill(&src, out, 8, &n, &err), 0);
	assert_int_equal(n, 8);
	assert_memory_equal(out, "01234567", 8);
	assert_int_equal(sst_source_fill(&src, out, 8, &n, &err), 0);
	assert_int_equal(n, 2);
	assert_int_equal(sst_source_fill(&src, out, 8, &n, &err), 0);
	assert_int_equal(n, 0);
}

static void
a_fault_is_not_an_end(void **state)
{
	struct drip d = { sst_span_of_text("0123"), true };
	struct sst_source src = { read_drip, &d };
	struct sst_buf b = { 0 };
	struct sst_err err = { 0 };
	uint8_t out[8];
	size_t n;

	(void)state;
	assert_int_equal(sst_source_fill(&src, out, 8, &n, &err), -1);
	assert_int_equal(n, 0);
	assert_int_equal(err.code, SST_E_DEVICE);
	assert_int_equal(sst_source_all(&src, &b, &err), -1);
	assert_string_equal(err.msg, "torn out");
	sst_buf_fini(&b);
}

static void
a_span_is_shortened_as_it_is_read(void **state)
{
	struct sst_span s = sst_span_of_text("0123456789");
	struct sst_source src = sst_source_of_span(&s);
	struct sst_buf b = { 0 };
	struct sst_err err = { 0 };
	uint8_t out[4];
	size_t n;

	(void)state;
	assert_int_equal(sst_source_fill(&src, out, 4, &n, &err), 0);
	assert_int_equal(s.n, 6);
	assert_int_equal(sst_source_all(&src, &b, &err), 0);
	assert_int_equal(b.n, 6);
	assert_memory_equal(b.p, "456789", 6);
	assert_int_equal(s.n, 0);
	sst_buf_fini(&b);
}

static void
all_of_exactly_the_limit_is_no_fault(void **state)
{
	static const char *const msg = "more than 4 bytes";

	(void)state;
	for (size_t n = 3; n < 6; n++) {
		struct sst_span s = { (const uint8_t *)"012345", n };
		struct sst_source src = sst_source_of_span(&s);
		struct sst_err err = { 0 };
		struct sst_buf b;

		sst_buf_init(&b, 4);
		assert_int_equal(sst_source_all(&src, &b, &err),
		    n > 4 ? -1 : 0);
		if (n > 4) {
			assert_int_equal(err.code, SST_E_FORMAT);
			assert_string_equal(err.msg, msg);
		} else {
			assert_int_equal(b.n, n);
		}
		sst_buf_fini(&b);
	}
}

static void
bytes_go_through_a_descriptor_whole(void **state)
{
	FILE *f = tmpfile();
	struct sst_buf b = { .max = 100000 }, back = { .max = 100000 };
	struct sst_err err = { 0 };
	struct sst_source src;
	struct sst_sink sink;
	int fd;

	(void)state;
	assert_non_null(f);
	fd = fileno(f);
	sink = sst_sink_to_buf(&b);
	for (unsigned i = 0; i < 100000; i++) {
		uint8_t v = (uint8_t)(i * 7);

		assert_int_equal(sink.write(sink.ctx,
		                     (struct sst_span){ &v, 1 }, &err),
		    0);
	}
	sink = sst_sink_to_fd(&fd);
	assert_int_equal(sink.write(sink.ctx, sst_buf_span(&b), &err), 0);
	assert_int_equal(sink.write(sink.ctx, (struct sst_span){ 0 }, &err), 0);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	src = sst_source_of_fd(&fd);
	assert_int_equal(sst_source_all(&src, &back, &err), 0);
	assert_true(sst_span_is_equal(sst_buf_span(&b), sst_buf_span(&back)));
	sst_buf_fini(&b);
	sst_buf_fini(&back);
	fclose(f);
}

static void
a_bad_descriptor_is_said(void **state)
{
	struct sst_err err = { 0 };
	struct sst_buf b = { 0 };
	int fd = -1;
	struct sst_source src = sst_source_of_fd(&fd);
	struct sst_sink sink = sst_sink_to_fd(&fd);

	(void)state;
	assert_int_equal(sst_source_all(&src, &b, &err), -1);
	assert_int_equal(err.code, SST_E_FAILED);
	assert_string_equal(err.msg, "read: Bad file descriptor");
	assert_int_equal(sink.write(sink.ctx, sst_span_of_text("x"), &err), -1);
	assert_string_equal(err.msg, "write: Bad file descriptor");
	sst_buf_fini(&b);
}

static void
a_full_disk_is_said(void **state)
{
	FILE *f = fopen("/dev/full", "w");
	struct sst_err err = { 0 };
	struct sst_sink sink;
	int fd;

	(void)state;
	/* Where there is no such device, nothing here can be full. */
	if (f == NULL)
		skip();
	fd = fileno(f);
	sink = sst_sink_to_fd(&fd);
	assert_int_equal(sink.write(sink.ctx, sst_span_of_text("x"), &err), -1);
	assert_string_equal(err.msg, "write: No space left on device");
	fclose(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fill_reads_until_full_or_the_end),
		cmocka_unit_test(a_fault_is_not_an_end),
		cmocka_unit_test(a_span_is_shortened_as_it_is_read),
		cmocka_unit_test(all_of_exactly_the_limit_is_no_fault),
		cmocka_unit_test(bytes_go_through_a_descriptor_whole),
		cmocka_unit_test(a_bad_descriptor_is_said),
		cmocka_unit_test(a_full_disk_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
