/* SPDX-License-Identifier: ISC */
/* test_zst.c: one frame, whole, and nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <zstd.h>

#include <simstow/archive/zst.h>

#define LIMIT ((size_t)32 << 20)

/* "abc" by hand: one raw block, one empty last block, the checksum. */
#define ABC_SIZE 5
static const uint8_t abc[] = { 0x28, 0xB5, 0x2F, 0xFD, 0x24, 3, 0x18, 0, 0, 'a',
	'b', 'c', 1, 0, 0, 0x99, 0x09, 0x77, 0xAD };

/* A source of single bytes that counts how often it said "end". */
struct drops {
	struct sst_span left;
	size_t ends;
	bool is_faulty;
};

static int
read_drop(void *ctx, uint8_t *p, size_t cap, size_t *n, struct sst_err *err)
{
	struct drops *d = ctx;

	*n = 0;
	if (d->left.n == 0 && d->is_faulty)
		return sst_fail(err, SST_E_KEY, "the source broke");
	if (d->left.n == 0) {
		d->ends++;
		return 0;
	}
	assert_true(cap > 0);
	*p = *d->left.p;
	*n = 1;
	d->left.p++;
	d->left.n--;
	return 0;
}

static int
refuse(void *ctx, struct sst_span s, struct sst_err *err)
{
	(void)ctx;
	(void)s;
	return sst_fail(err, SST_E_FAILED, "the sink is full");
}

static int
pack(struct sst_span in, struct sst_buf *out, struct sst_err *err)
{
	struct sst_sink sink = sst_sink_to_buf(out);

	sst_buf_init(out, LIMIT);
	return sst_zst_pack(in, &sink, err);
}

static int
unpack(struct sst_span in, struct sst_buf *out, struct sst_err *err)
{
	struct sst_source src = sst_source_of_span(&in);

	return sst_zst_unpack(&src, out, err);
}

static void
refused(struct sst_span in, const char *message)
{
	struct sst_err err = { 0 };
	struct sst_buf out = { 0 };

	assert_int_equal(unpack(in, &out, &err), -1);
	assert_string_equal(err.msg, message);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_int_equal(out.n, 0);
	sst_buf_fini(&out);
}

/* abc with one byte changed. */
static void
refused_at(size_t at, uint8_t byte, const char *message)
{
	uint8_t frame[sizeof(abc)];

	memcpy(frame, abc, sizeof(abc));
	frame[at] = byte;
	refused(SST_SPAN(frame), message);
}

static void
what_is_packed_is_unpacked(void **state)
{
	static const size_t sizes[] = { 0, 1, 255, 256, 65791, 65792, 300000 };
	static uint8_t data[300000];
	uint32_t x = 1;

	(void)state;
	for (size_t i = 0; i < sizeof(data); i++) {
		x = x * 1664525 + 1013904223;
		data[i] = (uint8_t)(x >> (i % 3 == 0 ? 24 : 31));
	}
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct sst_span in = { data, sizes[i] };
		struct sst_err err = { 0 };
		struct sst_buf a, b;
		int rc = pack(in, &a, &err);

		sst_buf_init(&b, LIMIT);
		if (rc == 0)
			rc = unpack(sst_buf_span(&a), &b, &err);
		assert_string_equal(err.msg, "");
		assert_int_equal(rc, 0);
		assert_true(sst_span_is_equal(sst_buf_span(&b), in));
		sst_buf_fini(&a);
		sst_buf_fini(&b);
	}
}

static void
a_frame_says_its_size_and_has_a_checksum(void **state)
{
	struct sst_err err = { 0 };
	struct sst_buf a, b;

	(void)state;
	assert_int_equal(pack(SST_SPAN(abc), &a, &err), 0);
	assert_int_equal(pack(SST_SPAN(abc), &b, &err), 0);
	assert_true(sst_span_is_equal(sst_buf_span(&a), sst_buf_span(&b)));
	assert_int_equal(ZSTD_getFrameContentSize(a.p, a.n), sizeof(abc));
	/* single segment, checksum, content size of one byte */
	assert_int_equal(a.p[4], 0x24);
	assert_int_equal(ZSTD_findFrameCompressedSize(a.p, a.n), a.n);
	sst_buf_fini(&a);
	sst_buf_fini(&b);
}

static void
large_input_has_a_window_that_is_read(void **state)
{
	size_t n = ((size_t)9 << 20) + 1;
	uint8_t *data = calloc(1, n);
	struct sst_err err = { 0 };
	struct sst_buf a, b;

	(void)state;
	assert_non_null(data);
	assert_int_equal(pack((struct sst_span){ data, n }, &a, &err), 0);
	sst_buf_init(&b, n - 1);
	assert_int_equal(unpack(sst_buf_span(&a), &b, &err), -1);
	assert_string_equal(err.msg,
	    "zstd: 9437185 bytes: more than 9437184 bytes");
	assert_int_equal(err.code, SST_E_FORMAT);
	sst_buf_init(&b, n);
	assert_int_equal(unpack(sst_buf_span(&a), &b, &err), 0);
	assert_int_equal(b.n, n);
	assert_memory_equal(b.p, data, n);
	sst_buf_fini(&a);
	sst_buf_fini(&b);
	free(data);
}

static void
a_frame_made_by_hand_is_read_and_appended(void **state)
{
	struct sst_err err = { 0 };
	struct sst_buf out = { 0 };

	(void)state;
	assert_int_equal(sst_buf_put_u8(&out, '>', &err), 0);
	assert_int_equal(unpack(SST_SPAN(abc), &out, &err), 0);
	assert_int_equal(out.n, 4);
	assert_memory_equal(out.p, ">abc", 4);
	sst_buf_fini(&out);
}

static void
the_source_is_read_to_its_end(void **state)
{
	struct drops d = { .left = SST_SPAN(abc) };
	struct sst_source src = { read_drop, &d };
	struct sst_err err = { 0 };
	struct sst_buf out = { 0 };

	(void)state;
	assert_int_equal(sst_zst_unpack(&src, &out, &err), 0);
	assert_int_equal(out.n, 3);
	assert_true(d.ends > 0);
	sst_buf_fini(&out);
}

static void
a_fault_behind_the_frame_is_a_fault(void **state)
{
	struct drops d = { .left = SST_SPAN(abc), .is_faulty = true };
	struct sst_source src = { read_drop, &d };
	struct sst_err err = { 0 };
	struct sst_buf out = { 0 };

	(void)state;
	assert_int_equal(sst_zst_unpack(&src, &out, &err), -1);
	assert_string_equal(err.msg, "the source broke");
	assert_int_equal(err.code, SST_E_KEY);
	assert_int_equal(out.n, 0);
	sst_buf_fini(&out);
}

static void
a_sink_that_fails_is_a_fault(void **state)
{
	struct sst_sink sink = { refuse, NULL };
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_zst_pack(SST_SPAN(abc), &sink, &err), -1);
	assert_string_equal(err.msg, "the sink is full");
}

static void
a_cut_frame_is_refused_at_every_length(void **state)
{
	(void)state;
	refused((struct sst_span){ abc, 0 },
	    "zstd: byte 0: 4 bytes wanted, 0 left");
	refused((struct sst_span){ abc, 3 },
	    "zstd: byte 0: 4 bytes wanted, 3 left");
	refused((struct sst_span){ abc, 4 },
	    "zstd: byte 4: 1 byte wanted, 0 left");
	refused((struct sst_span){ abc, ABC_SIZE },
	    "zstd: byte 5: 1 byte wanted, 0 left");
	for (size_t n = ABC_SIZE + 1; n < sizeof(abc); n++) {
		struct sst_err err = { 0 };
		struct sst_buf out = { 0 };

		assert_int_equal(unpack((struct sst_span){ abc, n }, &out,
		                     &err),
		    -1);
		assert_non_null(strstr(err.msg, "zstd: the frame is cut"));
		assert_int_equal(out.n, 0);
		sst_buf_fini(&out);
	}
}

static void
a_changed_bit_is_refused(void **state)
{
	(void)state;
	for (size_t bit = 0; bit < 8 * sizeof(abc); bit++) {
		uint8_t frame[sizeof(abc)];
		struct sst_err err = { 0 };
		struct sst_buf out = { 0 };

		/* RFC 8878: a decoder ignores the unused bit. */
		if (bit == 8 * 4 + 4)
			continue;
		memcpy(frame, abc, sizeof(abc));
		frame[bit / 8] = (uint8_t)(frame[bit / 8] ^ 1U << bit % 8);
		assert_int_equal(unpack(SST_SPAN(frame), &out, &err), -1);
		assert_int_equal(out.n, 0);
		sst_buf_fini(&out);
	}
}

static void
a_byte_behind_the_frame_is_refused(void **state)
{
	uint8_t more[2 * sizeof(abc)];

	(void)state;
	memcpy(more, abc, sizeof(abc));
	memcpy(more + sizeof(abc), abc, sizeof(abc));
	refused((struct sst_span){ more, sizeof(abc) + 1 },
	    "zstd: more bytes behind the frame");
	refused(SST_SPAN(more), "zstd: more bytes behind the frame");
}

static void
a_skippable_frame_is_refused_before_and_behind(void **state)
{
	static const uint8_t skip[] = { 0x50, 0x2A, 0x4D, 0x18, 0, 0, 0, 0 };
	uint8_t two[sizeof(skip) + sizeof(abc)];

	(void)state;
	memcpy(two, skip, sizeof(skip));
	memcpy(two + sizeof(skip), abc, sizeof(abc));
	refused(SST_SPAN(two),
	    "zstd: byte 0: begins with 502A4D18, want 28B52FFD");
	memcpy(two, abc, sizeof(abc));
	memcpy(two + sizeof(abc), skip, sizeof(skip));
	refused(SST_SPAN(two), "zstd: more bytes behind the frame");
}

static void
what_is_not_zstd_is_named(void **state)
{
	static const uint8_t tar[512] = "manifest.json";

	(void)state;
	refused(SST_SPAN(tar),
	    "zstd: byte 0: begins with 6D616E69, want 28B52FFD");
}

static void
a_frame_must_have_checksum_and_size_and_no_dictionary(void **state)
{
	(void)state;
	refused_at(4, 0x20, "zstd: byte 4: descriptor 20 has no checksum");
	refused_at(4, 0x04, "zstd: byte 4: descriptor 04 has no content size");
	refused_at(4, 0x25,
	    "zstd: byte 4: descriptor 25 asks for a dictionary");
	refused_at(4, 0x2C, "zstd: byte 4: descriptor 2C has the reserved bit");
}

static void
a_false_content_size_is_refused(void **state)
{
	(void)state;
	refused_at(5, 4, "zstd: Data corruption detected");
	refused_at(5, 2, "zstd: more than the 2 bytes that the frame promised");
	refused_at(5, 0, "zstd: more than the 0 bytes that the frame promised");
	refused_at(18, 0, "zstd: Restored data doesn't match checksum");
}

/*
 * Two raw blocks of 128 KiB zeros and an empty last block: too long to be
 * taken at once, and then libzstd 1.5.4 does not look at the size at the end.
 */
static void
a_false_size_before_an_empty_last_block_is_refused(void **state)
{
	static const uint8_t head[] = { 0x28, 0xB5, 0x2F, 0xFD, 0xA4, 1, 0, 4,
		0, 0, 0, 16 };
	static uint8_t frame[sizeof(head) + 2 * 131072 + 3 + 7];
	struct sst_span zeros = { frame + sizeof(head), 262144 };
	struct sst_err err = { 0 };
	struct sst_buf a;

	(void)state;
	memset(frame, 0, sizeof(frame));
	assert_int_equal(pack(zeros, &a, &err), 0);
	memcpy(frame + sizeof(frame) - 4, a.p + a.n - 4, 4);
	sst_buf_fini(&a);
	memcpy(frame, head, sizeof(head));
	frame[sizeof(head) + 131072 + 2] = 16;
	frame[sizeof(frame) - 7] = 1;
	refused(SST_SPAN(frame), "zstd: 262144 bytes, the frame promised "
	                         "262145");
	frame[5] = 0;
	sst_buf_init(&a, LIMIT);
	assert_int_equal(unpack(SST_SPAN(frame), &a, &err), 0);
	assert_int_equal(a.n, 262144);
	sst_buf_fini(&a);
}

static void
a_window_is_limited_at_8_mib(void **state)
{
	/* exponent 13: 2^23; behind it a content size of two bytes */
	uint8_t frame[] = { 0x28, 0xB5, 0x2F, 0xFD, 0x44, 13 << 3, 0, 0, 1, 0,
		0 };
	uint8_t single[] = { 0x28, 0xB5, 0x2F, 0xFD, 0xA4, 0, 0, 0x80, 0 };

	(void)state;
	refused(SST_SPAN(frame), "zstd: the frame is cut after 0 of 256 bytes");
	frame[5] = 13 << 3 | 1;
	refused(SST_SPAN(frame),
	    "zstd: the window has 9437184 bytes, the limit is 8388608");
	frame[5] = 0xFF;
	refused(SST_SPAN(frame), "zstd: the window has 4123168604160 bytes, "
	                         "the limit is 8388608");
	/* of one segment: the content is the window */
	refused(SST_SPAN(single),
	    "zstd: 8388608 bytes: more than 1048576 bytes");
	single[5] = 1;
	refused(SST_SPAN(single),
	    "zstd: the window has 8388609 bytes, the limit is 8388608");
}

static void
a_size_beyond_the_limit_allocates_nothing(void **state)
{
	uint8_t frame[] = { 0x28, 0xB5, 0x2F, 0xFD, 0xC4, 0, 0xFF, 0xFF, 0xFF,
		0xFF, 0xFF, 0xFF, 0xFF, 0x7F };

	(void)state;
	refused(SST_SPAN(frame), "zstd: 9223372036854775807 bytes: more than "
	                         "1048576 bytes");
	frame[13] = 0xFF;
	refused(SST_SPAN(frame), "zstd: a content of 18446744073709551615 "
	                         "bytes is beyond every limit");
}

/* 100 blocks of 128 KiB each behind a content size of 300 bytes. */
static void
a_bomb_gives_no_byte_more_than_it_promised(void **state)
{
	static const uint8_t head[] = { 0x28, 0xB5, 0x2F, 0xFD, 0x44, 7 << 3,
		44, 0 };
	static const uint8_t block[] = { 0x02, 0x00, 0x10, 'x' };
	uint8_t frame[sizeof(head) + 100 * sizeof(block)];

	(void)state;
	memcpy(frame, head, sizeof(head));
	for (size_t i = 0; i < 100; i++)
		memcpy(frame + sizeof(head) + i * sizeof(block), block,
		    sizeof(block));
	refused(SST_SPAN(frame),
	    "zstd: more than the 300 bytes that the frame promised");
}

/* The same in blocks that fit: 300 promised, 100 times 128 bytes there. */
static void
more_blocks_than_promised_are_refused(void **state)
{
	static const uint8_t head[] = { 0x28, 0xB5, 0x2F, 0xFD, 0x44, 7 << 3,
		44, 0 };
	static const uint8_t block[] = { 0x02, 0x04, 0x00, 'x' };
	uint8_t frame[sizeof(head) + 100 * sizeof(block)];

	(void)state;
	memcpy(frame, head, sizeof(head));
	for (size_t i = 0; i < 100; i++)
		memcpy(frame + sizeof(head) + i * sizeof(block), block,
		    sizeof(block));
	refused(SST_SPAN(frame),
	    "zstd: more than the 300 bytes that the frame promised");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_packed_is_unpacked),
		cmocka_unit_test(a_frame_says_its_size_and_has_a_checksum),
		cmocka_unit_test(large_input_has_a_window_that_is_read),
		cmocka_unit_test(a_frame_made_by_hand_is_read_and_appended),
		cmocka_unit_test(the_source_is_read_to_its_end),
		cmocka_unit_test(a_fault_behind_the_frame_is_a_fault),
		cmocka_unit_test(a_sink_that_fails_is_a_fault),
		cmocka_unit_test(a_cut_frame_is_refused_at_every_length),
		cmocka_unit_test(a_changed_bit_is_refused),
		cmocka_unit_test(a_byte_behind_the_frame_is_refused),
		cmocka_unit_test(
		    a_skippable_frame_is_refused_before_and_behind),
		cmocka_unit_test(what_is_not_zstd_is_named),
		cmocka_unit_test(
		    a_frame_must_have_checksum_and_size_and_no_dictionary),
		cmocka_unit_test(a_false_content_size_is_refused),
		cmocka_unit_test(
		    a_false_size_before_an_empty_last_block_is_refused),
		cmocka_unit_test(a_window_is_limited_at_8_mib),
		cmocka_unit_test(a_size_beyond_the_limit_allocates_nothing),
		cmocka_unit_test(a_bomb_gives_no_byte_more_than_it_promised),
		cmocka_unit_test(more_blocks_than_promised_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
