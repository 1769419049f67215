/* SPDX-License-Identifier: ISC */
/* test_age_look.c: what a file says without a secret. */
#include "age_make.h"

static int
look(struct sst_span s, struct sst_age_look *out, struct sst_err *err)
{
	struct drip d = { s, 1111, false };
	struct sst_source in = source_of_drip(&d);

	return sst_age_look(&in, out, err);
}

static void
recipients_and_sizes_are_seen(void **state)
{
	static const size_t sizes[] = { 0, 1, 65536, 65537 };

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct sst_buf b = { 0 };
		struct sst_age_look l;
		struct sst_err err = { 0 };

		put_file(&b, "-> grease\n\n" TO_ZERO, sizes[i]);
		assert_int_equal(look(sst_buf_span(&b), &l, &err), 0);
		assert_false(l.is_armored);
		assert_false(l.has_passphrase);
		assert_int_equal(l.x25519, 2);
		assert_int_equal(l.unknown, 1);
		assert_int_equal(l.header, 168 + 98 + 11);
		assert_int_equal(l.sealed, b.n);
		assert_int_equal(l.plain, sizes[i]);
		sst_buf_fini(&b);
	}
}

static void
a_passphrase_and_its_work_are_seen_without_doing_it(void **state)
{
	struct sst_buf b = { 0 };
	struct sst_age_look l;
	struct sst_err err = { 0 };

	(void)state;
	put(&b, INTRO "-> scrypt " Z16 " 63\n" Z32 "\n" MAC);
	put_payload(&b, 10);
	assert_int_equal(look(sst_buf_span(&b), &l, &err), 0);
	assert_true(l.has_passphrase);
	assert_int_equal(l.logn, 63);
	assert_int_equal(l.header, 150);
	assert_int_equal(l.plain, 10);
	sst_buf_fini(&b);
}

static void
armor_is_seen_and_the_binary_size_told(void **state)
{
	struct sst_seal seal = { .is_armored = true, .to_n = 1 };
	struct sst_buf b = { 0 };
	struct sst_sink sink = sst_sink_to_buf(&b);
	struct sst_age_writer *w;
	struct sst_age_look l;
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_key_parse_recipient(RECIPIENT, &seal.to[0], &err),
	    0);
	assert_int_equal(sst_age_write_open(&seal, &sink, NULL, &w, &err), 0);
	assert_int_equal(sst_age_write(w, sst_span_of_text("hello"), &err), 0);
	assert_int_equal(sst_age_write_close(w, &err), 0);
	sst_age_write_free(&w);
	assert_int_equal(look(sst_buf_span(&b), &l, &err), 0);
	assert_true(l.is_armored);
	assert_int_equal(l.sealed, 168 + 16 + 5 + 16);
	assert_int_equal(l.plain, 5);
	put(&b, "x");
	assert_int_equal(look(sst_buf_span(&b), &l, &err), -1);
	assert_string_equal(err.msg, "armor: text after line 7, the last");
	sst_buf_fini(&b);
}

static void
impossible_lengths_are_refused(void **state)
{
	static const struct {
		size_t n;
		const char *msg;
	} rows[] = {
		{ 0, "header: cut: 0 bytes of nonce, want 16" },
		{ 15, "header: cut: 15 bytes of nonce, want 16" },
		{ 16, "payload: no age file has 0 bytes of chunks: cut, or "
		      "longer than it was" },
		{ 31, "payload: no age file has 15 bytes of chunks: cut, or "
		      "longer than it was" },
		{ 16 + 65552 + 16,
		    "payload: no age file has 65568 bytes of chunks: cut, or "
		    "longer than it was" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct sst_buf b = { 0 };
		struct sst_age_look l;
		struct sst_err err = { 0 };

		put(&b, INTRO TO_ZERO MAC);
		for (size_t k = 0; k < rows[i].n; k++)
			assert_int_equal(sst_buf_put_u8(&b, 0, &err), 0);
		assert_int_equal(look(sst_buf_span(&b), &l, &err), -1);
		assert_int_equal(err.code, SST_E_FORMAT);
		assert_string_equal(err.msg, rows[i].msg);
		assert_int_equal(l.header, 0);
		sst_buf_fini(&b);
	}
}

static void
faults_before_the_payload_are_passed_on(void **state)
{
	struct drip d = { sst_span_of_text(INTRO TO_ZERO MAC), 100, true };
	struct sst_source in = source_of_drip(&d);
	struct sst_age_look l;
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(look(sst_span_of_text("zip"), &l, &err), -1);
	assert_string_equal(err.msg, "not an age file");
	assert_int_equal(sst_age_look(&in, &l, &err), -1);
	assert_string_equal(err.msg, "the cable is out");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(recipients_and_sizes_are_seen),
		cmocka_unit_test(
		    a_passphrase_and_its_work_are_seen_without_doing_it),
		cmocka_unit_test(armor_is_seen_and_the_binary_size_told),
		cmocka_unit_test(impossible_lengths_are_refused),
		cmocka_unit_test(faults_before_the_payload_are_passed_on),
	};

	return cmocka_run_group_tests(tests, start_gcrypt, NULL);
}
