/* SPDX-License-Identifier: ISC */
/* test_age_identity.c: identity files that are sealed themselves. */
#include "age_make.h"

static void
put_sealed(struct sst_buf *out, const struct sst_identity *id)
{
	struct sst_seal seal = { .logn = 10 };
	struct sst_err err = { 0 };

	get_passphrase("open sesame", &seal.passphrase);
	assert_int_equal(sst_age_seal_identity(id, &seal, out, &err), 0);
	sst_seal_fini(&seal);
}

static void
a_sealed_identity_opens_with_its_passphrase(void **state)
{
	struct sst_keys ours;
	struct sst_keys keys = { 0 };
	struct sst_buf b = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	get_keys(&ours);
	put_sealed(&b, &ours.id[0]);
	assert_true(sst_key_is_sealed(sst_buf_span(&b)));
	assert_memory_equal(b.p, "-----BEGIN AGE", 14);
	get_passphrase("open sesame", &keys.passphrase);
	assert_int_equal(sst_age_open_identities(sst_buf_span(&b), &keys, &err),
	    0);
	assert_int_equal(keys.id_n, 1);
	assert_true(
	    sst_secret_is_equal(&keys.id[0].scalar, &ours.id[0].scalar));
	assert_int_equal(keys.passphrase.n, 11);
	sst_keys_fini(&keys);
	sst_keys_fini(&ours);
	sst_buf_fini(&b);
}

static void
inside_are_the_lines_of_age_keygen(void **state)
{
	struct sst_keys keys;
	struct sst_buf b = { 0 };
	struct sst_err err = { 0 };
	struct sst_age_reader *r;
	struct sst_source in;
	struct sst_source plain;
	struct sst_span s;
	char text[300] = "";
	size_t n;

	(void)state;
	get_keys(&keys);
	put_sealed(&b, &keys.id[0]);
	get_passphrase("open sesame", &keys.passphrase);
	s = sst_buf_span(&b);
	in = sst_source_of_span(&s);
	assert_int_equal(sst_age_open(&in, &keys, &r, &err), 0);
	plain = sst_age_source(r);
	assert_int_equal(sst_source_fill(&plain, (uint8_t *)text,
	                     sizeof(text) - 1, &n, &err),
	    0);
	assert_string_equal(text,
	    "# public key: " RECIPIENT "\n" IDENTITY "\n");
	sst_age_free(&r);
	sst_keys_fini(&keys);
	sst_buf_fini(&b);
}

static void
a_wrong_or_missing_passphrase_is_said(void **state)
{
	struct sst_keys keys;
	struct sst_buf b = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	get_keys(&keys);
	put_sealed(&b, &keys.id[0]);
	assert_int_equal(sst_age_open_identities(sst_buf_span(&b), &keys, &err),
	    -1);
	assert_int_equal(err.code, SST_E_KEY);
	assert_string_equal(err.msg,
	    "identity file: sealed with a passphrase, and none was given");
	get_passphrase("open, sesame", &keys.passphrase);
	assert_int_equal(sst_age_open_identities(sst_buf_span(&b), &keys, &err),
	    -1);
	assert_string_equal(err.msg,
	    "identity file: wrong passphrase or damaged file");
	assert_int_equal(keys.id_n, 1);
	sst_keys_fini(&keys);
	sst_buf_fini(&b);
}

static void
a_damaged_end_gives_no_identity(void **state)
{
	struct sst_seal seal = { .logn = 10 };
	struct sst_buf b = { 0 };
	struct sst_sink sink = sst_sink_to_buf(&b);
	struct sst_age_writer *w;
	struct sst_keys keys = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	get_passphrase("x", &seal.passphrase);
	get_passphrase("x", &keys.passphrase);
	assert_int_equal(sst_age_write_open(&seal, &sink, NULL, &w, &err), 0);
	assert_int_equal(sst_age_write(w, sst_span_of_text(IDENTITY "\n"),
	                     &err),
	    0);
	assert_int_equal(sst_age_write_close(w, &err), 0);
	sst_age_write_free(&w);
	b.p[b.n - 1] ^= 1;
	assert_int_equal(sst_age_open_identities(sst_buf_span(&b), &keys, &err),
	    -1);
	assert_string_equal(err.msg, "identity file: payload: chunk 0 is "
	                             "damaged: its tag is wrong");
	assert_int_equal(keys.id_n, 0);
	sst_keys_fini(&keys);
	sst_seal_fini(&seal);
	sst_buf_fini(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sealed_identity_opens_with_its_passphrase),
		cmocka_unit_test(inside_are_the_lines_of_age_keygen),
		cmocka_unit_test(a_wrong_or_missing_passphrase_is_said),
		cmocka_unit_test(a_damaged_end_gives_no_identity),
	};

	return cmocka_run_group_tests(tests, start_gcrypt, NULL);
}
