/* SPDX-License-Identifier: ISC */
/* test_age_payload.c: chunks, their order, and every way to be cut. */
#include "age_make.h"

static const uint8_t nonce[SST_AGE_NONCE];

static void
new_payload(struct sst_age_payload *p)
{
	struct sst_secret key;
	struct sst_err err = { 0 };

	get_file_key(&key);
	assert_int_equal(sst_age_payload_init(p, &key, nonce, &err), 0);
	sst_secret_fini(&key);
}

/* One chunk sealed by hand: what no right writer makes. */
static void
put_chunk(struct sst_buf *b, uint64_t counter, bool is_last, size_t n)
{
	uint8_t iv[12] = { 0 };
	struct sst_age_payload p;
	struct sst_err err = { 0 };

	new_payload(&p);
	memset(p.chunk, 'x', n);
	iv[10] = (uint8_t)counter;
	iv[9] = (uint8_t)(counter >> 8);
	iv[11] = is_last;
	assert_int_equal(sst_age_aead_seal(&p.aead, iv, p.chunk, n, &err), 0);
	assert_int_equal(sst_buf_put(b,
	                     (struct sst_span){ p.chunk, n + SST_AGE_TAG },
	                     &err),
	    0);
	sst_age_payload_fini(&p);
}

struct result {
	int rc;
	size_t n;
	struct sst_err err;
};

static struct result
read_all(struct sst_span s, size_t cap)
{
	static uint8_t block[100000];
	struct drip d = { s, 30000, false };
	struct sst_source in = source_of_drip(&d);
	struct sst_age_payload p;
	struct result res = { 0 };
	size_t n = 1;

	new_payload(&p);
	while (n > 0) {
		res.rc = sst_age_payload_get(&p, &in, block, cap, &n, &res.err);
		if (res.rc < 0)
			break;
		for (size_t i = 0; i < n; i += 97)
			assert_int_equal(block[i], 'x');
		res.n += n;
	}
	sst_age_payload_fini(&p);
	return res;
}

static struct result
check_fault(struct sst_buf *b, const char *msg)
{
	struct result res = read_all(sst_buf_span(b), 100000);

	assert_int_equal(res.rc, -1);
	assert_int_equal(res.err.code, SST_E_FORMAT);
	assert_string_equal(res.err.msg, msg);
	sst_buf_fini(b);
	return res;
}

static void
every_length_is_read_back(void **state)
{
	static const size_t sizes[] = { 0, 1, 15, 16, 17, 65535, 65536, 65537,
		131071, 131072, 131073, 300000 };

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		size_t chunks = sizes[i] == 0 ? 1
		                              : (sizes[i] + SST_AGE_CHUNK - 1) /
		                                    SST_AGE_CHUNK;
		struct sst_buf b = { 0 };
		struct sst_err err = { 0 };
		struct result res;
		struct sst_span s;
		uint64_t plain;

		put_payload(&b, sizes[i]);
		s = sst_buf_span(&b);
		s.p += SST_AGE_NONCE;
		s.n -= SST_AGE_NONCE;
		assert_int_equal(s.n, sizes[i] + 16 * chunks);
		assert_int_equal(sst_age_payload_plain(s.n, &plain, &err), 0);
		assert_int_equal(plain, sizes[i]);
		for (size_t cap = 999; cap < 100000; cap += 66000) {
			res = read_all(s, cap);
			assert_int_equal(res.rc, 0);
			assert_int_equal(res.n, sizes[i]);
		}
		sst_buf_fini(&b);
	}
}

static void
an_end_without_a_last_chunk_is_a_fault(void **state)
{
	struct sst_buf b = { 0 };
	struct result res;

	(void)state;
	check_fault(&b,
	    "payload: chunk 0: cut: the end comes before the last chunk");
	put_chunk(&b, 0, false, SST_AGE_CHUNK);
	res = check_fault(&b,
	    "payload: chunk 1: cut: the end comes before the last chunk");
	assert_int_equal(res.n, SST_AGE_CHUNK);
	put_chunk(&b, 0, false, 5);
	check_fault(&b, "payload: chunk 0 is damaged: its tag is wrong");
}

static void
fewer_bytes_than_a_tag_are_a_fault(void **state)
{
	struct sst_buf b = { 0 };
	struct result res;

	(void)state;
	put_chunk(&b, 0, false, SST_AGE_CHUNK);
	put(&b, "x");
	res =
	    check_fault(&b, "payload: chunk 1: cut: 1 bytes, want at least 16");
	assert_int_equal(res.n, SST_AGE_CHUNK);
	put(&b, "fifteen bytes..");
	check_fault(&b, "payload: chunk 0: cut: 15 bytes, want at least 16");
}

static void
a_last_chunk_is_empty_only_when_it_is_the_first(void **state)
{
	struct sst_buf b = { 0 };
	struct result res;

	(void)state;
	put_chunk(&b, 0, false, SST_AGE_CHUNK);
	put_chunk(&b, 1, true, 0);
	res = check_fault(&b, "payload: chunk 1: a last chunk of no bytes");
	assert_int_equal(res.n, SST_AGE_CHUNK);
	put_chunk(&b, 0, true, 0);
	res = read_all(sst_buf_span(&b), 10);
	assert_int_equal(res.rc, 0);
	assert_int_equal(res.n, 0);
	sst_buf_fini(&b);
}

static void
data_after_the_last_chunk_is_a_fault(void **state)
{
	struct sst_buf b = { 0 };
	struct result res;

	(void)state;
	put_chunk(&b, 0, true, SST_AGE_CHUNK);
	put(&b, "x");
	res = check_fault(&b, "payload: data after the last chunk");
	/* It was authentic, so it was handed out. */
	assert_int_equal(res.n, SST_AGE_CHUNK);
	put_chunk(&b, 0, true, SST_AGE_CHUNK);
	put_chunk(&b, 1, true, 5);
	check_fault(&b, "payload: data after the last chunk");
	put_chunk(&b, 0, true, 5);
	put(&b, "x");
	res = check_fault(&b, "payload: chunk 0 is damaged: its tag is wrong");
	assert_int_equal(res.n, 0);
}

static void
chunks_out_of_order_are_a_fault(void **state)
{
	struct sst_buf b = { 0 };
	struct result res;

	(void)state;
	put_chunk(&b, 0, false, SST_AGE_CHUNK);
	put_chunk(&b, 0, false, SST_AGE_CHUNK);
	put_chunk(&b, 1, true, 5);
	res = check_fault(&b, "payload: chunk 1 is damaged: its tag is wrong");
	assert_int_equal(res.n, SST_AGE_CHUNK);
	put_chunk(&b, 1, true, 5);
	check_fault(&b, "payload: chunk 0 is damaged: its tag is wrong");
}

static void
every_flipped_bit_is_a_fault(void **state)
{
	struct sst_buf b = { 0 };

	(void)state;
	put_chunk(&b, 0, true, 40);
	for (size_t i = 0; i < 8 * b.n; i++) {
		b.p[i / 8] ^= (uint8_t)(1U << i % 8);
		assert_int_equal(read_all(sst_buf_span(&b), 100).rc, -1);
		b.p[i / 8] ^= (uint8_t)(1U << i % 8);
	}
	assert_int_equal(read_all(sst_buf_span(&b), 100).rc, 0);
	sst_buf_fini(&b);
}

static void
every_cut_is_a_fault(void **state)
{
	struct sst_buf b = { 0 };

	(void)state;
	put_chunk(&b, 0, true, 40);
	for (size_t i = 0; i < b.n; i++)
		assert_int_equal(read_all((struct sst_span){ b.p, i }, 100).rc,
		    -1);
	sst_buf_fini(&b);
}

static void
more_than_256_chunks_count_on(void **state)
{
	struct sst_buf b;
	struct result res;

	(void)state;
	sst_buf_init(&b, (size_t)20 << 20);
	for (size_t i = 0; i < 257; i++)
		put_chunk(&b, i, false, SST_AGE_CHUNK);
	put_chunk(&b, 257, true, 1);
	res = read_all(sst_buf_span(&b), 100000);
	assert_int_equal(res.rc, 0);
	assert_int_equal(res.n, 257 * SST_AGE_CHUNK + 1);
	sst_buf_fini(&b);
}

static void
impossible_lengths_are_known_without_a_key(void **state)
{
	static const struct {
		uint64_t n;
		int rc;
		uint64_t plain;
	} rows[] = {
		{ 0, -1, 0 },
		{ 1, -1, 0 },
		{ 15, -1, 0 },
		{ 16, 0, 0 },
		{ 17, 0, 1 },
		{ 65551, 0, 65535 },
		{ 65552, 0, 65536 },
		{ 65553, -1, 0 },
		{ 65552 + 15, -1, 0 },
		{ 65552 + 16, -1, 0 },
		{ 65552 + 17, 0, 65537 },
		{ 2 * 65552, 0, 131072 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct sst_err err = { 0 };
		uint64_t plain;

		assert_int_equal(sst_age_payload_plain(rows[i].n, &plain, &err),
		    rows[i].rc);
		assert_int_equal(plain, rows[i].plain);
	}
}

static void
a_sink_that_is_full_fails_the_writer(void **state)
{
	struct sst_buf small;
	struct sst_sink sink = sst_sink_to_buf(&small);
	struct sst_age_payload p;
	struct sst_err err = { 0 };

	(void)state;
	sst_buf_init(&small, 10);
	new_payload(&p);
	assert_int_equal(sst_age_payload_close(&p, &sink, &err), -1);
	assert_string_equal(err.msg, "more than 10 bytes");
	sst_age_payload_fini(&p);
	sst_buf_fini(&small);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_length_is_read_back),
		cmocka_unit_test(an_end_without_a_last_chunk_is_a_fault),
		cmocka_unit_test(fewer_bytes_than_a_tag_are_a_fault),
		cmocka_unit_test(
		    a_last_chunk_is_empty_only_when_it_is_the_first),
		cmocka_unit_test(data_after_the_last_chunk_is_a_fault),
		cmocka_unit_test(chunks_out_of_order_are_a_fault),
		cmocka_unit_test(every_flipped_bit_is_a_fault),
		cmocka_unit_test(every_cut_is_a_fault),
		cmocka_unit_test(more_than_256_chunks_count_on),
		cmocka_unit_test(impossible_lengths_are_known_without_a_key),
		cmocka_unit_test(a_sink_that_is_full_fails_the_writer),
	};

	return cmocka_run_group_tests(tests, start_gcrypt, NULL);
}
