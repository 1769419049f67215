/* SPDX-License-Identifier: ISC */
/* test_age_write.c: what is sealed opens, for all and for nobody else. */
#include "age_make.h"

/* n bytes of 'x' sealed. */
static int
seal_bytes(const struct sst_seal *seal, size_t n, struct sst_buf *out,
    struct sst_err *err)
{
	struct sst_sink sink = sst_sink_to_buf(out);
	struct sst_age_writer *w = NULL;
	uint8_t block[7777];
	int rc = sst_age_write_open(seal, &sink, NULL, &w, err);

	memset(block, 'x', sizeof(block));
	while (rc == 0 && n > 0) {
		size_t part = n < sizeof(block) ? n : sizeof(block);

		rc = sst_age_write(w, (struct sst_span){ block, part }, err);
		n -= part;
	}
	if (rc == 0)
		rc = sst_age_write_close(w, err);
	sst_age_write_free(&w);
	assert_null(w);
	return rc;
}

static void
every_recipient_opens_a_file_of_any_length(void **state)
{
	static const size_t sizes[] = { 0, 1, 65535, 65536, 65537, 200000 };
	struct sst_seal seal = { 0 };
	struct sst_keys ours;
	struct sst_keys new = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	get_keys(&ours);
	assert_int_equal(sst_key_new_identity(&new.id[0], &err), 0);
	new.id_n = 1;
	assert_int_equal(sst_key_add_recipient(&seal, &ours.id[0].to, &err), 0);
	assert_int_equal(sst_key_add_recipient(&seal, &new.id[0].to, &err), 0);
	for (size_t i = 0; i < 2 * sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct sst_buf b = { 0 };
		size_t n;

		seal.is_armored = i % 2 != 0;
		assert_int_equal(seal_bytes(&seal, sizes[i / 2], &b, &err), 0);
		assert_int_equal(b.p[0], seal.is_armored ? '-' : 'a');
		assert_int_equal(open_file(sst_buf_span(&b), &ours, &n, &err),
		    SST_AGE_OPENED);
		assert_int_equal(n, sizes[i / 2]);
		assert_int_equal(open_file(sst_buf_span(&b), &new, &n, &err),
		    SST_AGE_OPENED);
		assert_int_equal(n, sizes[i / 2]);
		sst_buf_fini(&b);
	}
	sst_keys_fini(&ours);
	sst_keys_fini(&new);
	sst_seal_fini(&seal);
}

static void
a_passphrase_file_has_the_work_factor_that_was_asked_for(void **state)
{
	struct sst_seal seal = { .logn = 10 };
	struct sst_keys keys = { 0 };
	struct sst_buf b = { 0 };
	struct sst_err err = { 0 };
	size_t n;

	(void)state;
	get_passphrase("p\xC3\xA4ss", &seal.passphrase);
	get_passphrase("p\xC3\xA4ss", &keys.passphrase);
	assert_int_equal(seal_bytes(&seal, 3, &b, &err), 0);
	assert_memory_equal(b.p, INTRO "-> scrypt ", 32);
	assert_memory_equal(b.p + 32 + 22, " 10\n", 4);
	assert_int_equal(b.n, 150 + 16 + 3 + 16);
	assert_int_equal(open_file(sst_buf_span(&b), &keys, &n, &err),
	    SST_AGE_OPENED);
	assert_int_equal(n, 3);
	sst_buf_fini(&b);
	sst_seal_fini(&seal);
	sst_keys_fini(&keys);
}

static void
header_sizes_are_those_of_the_format(void **state)
{
	struct sst_seal seal = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct sst_buf b = { 0 };
		struct sst_identity id;

		assert_int_equal(sst_key_new_identity(&id, &err), 0);
		assert_int_equal(sst_key_add_recipient(&seal, &id.to, &err), 0);
		assert_int_equal(seal_bytes(&seal, 10, &b, &err), 0);
		assert_int_equal(b.n, 168 + 98 * i + 16 + 10 + 16);
		sst_identity_fini(&id);
		sst_buf_fini(&b);
	}
	sst_seal_fini(&seal);
}

static void
check_refused(const struct sst_seal *seal, const char *msg)
{
	struct sst_buf b = { 0 };
	struct sst_err err = { 0 };

	assert_int_equal(seal_bytes(seal, 1, &b, &err), -1);
	assert_int_equal(err.code, SST_E_USAGE);
	assert_string_equal(err.msg, msg);
	assert_int_equal(b.n, 0);
}

static void
a_seal_for_nobody_is_refused_before_a_byte_is_written(void **state)
{
	struct sst_seal none = { 0 };
	struct sst_seal empty = { 0 };
	struct sst_seal weak = { .logn = 9 };
	struct sst_seal zero = { .to_n = 1 };

	(void)state;
	get_passphrase("", &empty.passphrase);
	get_passphrase("x", &weak.passphrase);
	check_refused(&none,
	    "nobody to seal to: no recipient and no passphrase");
	check_refused(&empty,
	    "nobody to seal to: no recipient and no passphrase");
	check_refused(&weak, "passphrase work factor 2^9, want 2^10 to 2^22");
	weak.logn = 23;
	check_refused(&weak, "passphrase work factor 2^23, want 2^10 to 2^22");
	check_refused(&zero,
	    "recipient 1: a recipient that is no key: a point of low order");
	sst_seal_fini(&weak);
	sst_seal_fini(&empty);
}

static void
every_file_has_its_own_keys(void **state)
{
	struct sst_seal seal = { 0 };
	struct sst_buf a = { 0 };
	struct sst_buf b = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_key_parse_recipient(RECIPIENT, &seal.to[0], &err),
	    0);
	seal.to_n = 1;
	assert_int_equal(seal_bytes(&seal, 40, &a, &err), 0);
	assert_int_equal(seal_bytes(&seal, 40, &b, &err), 0);
	assert_int_equal(a.n, b.n);
	/* share, MAC, nonce, text */
	assert_memory_not_equal(a.p + 32, b.p + 32, 43);
	assert_memory_not_equal(a.p + 124, b.p + 124, 43);
	assert_memory_not_equal(a.p + 168, b.p + 168, 16);
	assert_memory_not_equal(a.p + 184, b.p + 184, 40);
	sst_buf_fini(&a);
	sst_buf_fini(&b);
}

static void
after_a_failed_write_nothing_more_is_written(void **state)
{
	static const uint8_t text[2 * SST_AGE_CHUNK];
	struct sst_seal seal = { 0 };
	struct sst_buf small;
	struct sst_sink sink = sst_sink_to_buf(&small);
	struct sst_age_writer *w;
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_key_parse_recipient(RECIPIENT, &seal.to[0], &err),
	    0);
	seal.to_n = 1;
	sst_buf_init(&small, 300);
	assert_int_equal(sst_age_write_open(&seal, &sink, NULL, &w, &err), 0);
	assert_int_equal(sst_age_write(w, SST_SPAN(text), &err), -1);
	assert_string_equal(err.msg, "more than 300 bytes");
	assert_int_equal(sst_age_write(w, sst_span_of_text("x"), &err), -1);
	assert_string_equal(err.msg, "an earlier write failed");
	assert_int_equal(sst_age_write_close(w, &err), -1);
	assert_int_equal(small.n, 168 + 16);
	sst_age_write_free(&w);
	sst_buf_fini(&small);
	sst_buf_init(&small, 10);
	assert_int_equal(sst_age_write_open(&seal, &sink, NULL, &w, &err), -1);
	assert_null(w);
	sst_buf_fini(&small);
}

static void
a_file_that_was_not_closed_does_not_open(void **state)
{
	struct sst_seal seal = { 0 };
	struct sst_buf b = { 0 };
	struct sst_sink sink = sst_sink_to_buf(&b);
	struct sst_age_writer *w;
	struct sst_keys keys;
	struct sst_err err = { 0 };
	size_t n;

	(void)state;
	get_keys(&keys);
	assert_int_equal(sst_key_add_recipient(&seal, &keys.id[0].to, &err), 0);
	assert_int_equal(sst_age_write_open(&seal, &sink, NULL, &w, &err), 0);
	assert_int_equal(sst_age_write(w, sst_span_of_text("x"), &err), 0);
	sst_age_write_free(&w);
	assert_int_equal(open_file(sst_buf_span(&b), &keys, &n, &err),
	    SST_AGE_PAYLOAD_FAULT);
	assert_int_equal(n, 0);
	sst_keys_fini(&keys);
	sst_buf_fini(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_recipient_opens_a_file_of_any_length),
		cmocka_unit_test(
		    a_passphrase_file_has_the_work_factor_that_was_asked_for),
		cmocka_unit_test(header_sizes_are_those_of_the_format),
		cmocka_unit_test(
		    a_seal_for_nobody_is_refused_before_a_byte_is_written),
		cmocka_unit_test(every_file_has_its_own_keys),
		cmocka_unit_test(after_a_failed_write_nothing_more_is_written),
		cmocka_unit_test(a_file_that_was_not_closed_does_not_open),
	};

	return cmocka_run_group_tests(tests, start_gcrypt, NULL);
}
