/* SPDX-License-Identifier: ISC */
/* test_adb_key.c: both forms of a key, its public line, its signature. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/base/base64.h>

#include "unit/link/adb_recorded.h"

#include "../../../src/link/adb_key_priv.h"

static void
load(const char *path, struct sst_buf *out)
{
	struct sst_err err = { 0 };

	assert_int_equal(sst_file_read(path, out, &err), 0);
}

static void
the_public_line_is_what_adb_says_of_the_key(void **state)
{
	struct sst_adb_key *key = recorded_key(RECORDED "key-a.pem");
	struct sst_buf want = { 0 };
	struct sst_buf line = { 0 };
	struct sst_err err = { 0 };
	const uint8_t *blank;

	(void)state;
	assert_non_null(key);
	load(RECORDED "key-a.pub", &want);
	assert_int_equal(sst_adb_key_public(key, "me@here", &line, &err), 0);
	blank = memchr(want.p, ' ', want.n);
	assert_non_null(blank);
	assert_int_equal(blank - want.p, 700);
	assert_true(line.n > 701);
	assert_memory_equal(line.p, want.p, 701);
	assert_int_equal(line.n, 701 + strlen("me@here"));
	assert_memory_equal(line.p + 701, "me@here", strlen("me@here"));
	sst_buf_fini(&want);
	sst_buf_fini(&line);
	sst_adb_key_free(&key);
	assert_null(key);
}

static void
pkcs1_and_pkcs8_are_the_same_key(void **state)
{
	struct sst_adb_key *a = recorded_key(RECORDED "key-b.pem");
	struct sst_adb_key *b = recorded_key(RECORDED "key-b-rsa.pem");
	struct sst_buf one = { 0 };
	struct sst_buf two = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	assert_non_null(a);
	assert_non_null(b);
	assert_int_equal(sst_adb_key_public(a, "", &one, &err), 0);
	assert_int_equal(sst_adb_key_public(b, "", &two, &err), 0);
	assert_true(sst_span_is_equal(sst_buf_span(&one), sst_buf_span(&two)));
	sst_buf_fini(&one);
	sst_buf_fini(&two);
	sst_adb_key_free(&a);
	sst_adb_key_free(&b);
}

/* libgcrypt orders the primes its own way, so the file may differ: once. */
static void
a_key_that_is_written_reads_as_the_same_key(void **state)
{
	struct sst_adb_key *key = recorded_key(RECORDED "key-a.pem");
	struct sst_adb_key *again = NULL;
	struct sst_secret pem = { 0 };
	struct sst_secret twice = { 0 };
	struct sst_buf one = { 0 };
	struct sst_buf two = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	assert_non_null(key);
	assert_int_equal(sst_adb_key_pem(key, &pem, &err), 0);
	assert_memory_equal(pem.p, "-----BEGIN PRIVATE KEY-----\n", 28);
	assert_int_equal(sst_adb_key_parse((struct sst_span){ pem.p, pem.n },
	                     &again, &err),
	    0);
	assert_int_equal(sst_adb_key_public(key, "", &one, &err), 0);
	assert_int_equal(sst_adb_key_public(again, "", &two, &err), 0);
	assert_true(sst_span_is_equal(sst_buf_span(&one), sst_buf_span(&two)));
	assert_int_equal(sst_adb_key_pem(again, &twice, &err), 0);
	assert_true(sst_secret_is_equal(&pem, &twice));
	sst_buf_fini(&one);
	sst_buf_fini(&two);
	sst_secret_fini(&pem);
	sst_secret_fini(&twice);
	sst_adb_key_free(&key);
	sst_adb_key_free(&again);
}

static void
a_file_with_other_lines_around_the_key_is_read(void **state)
{
	struct sst_adb_key *key = NULL;
	struct sst_buf pem = { 0 };
	struct sst_buf all = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	load(RECORDED "key-a.pem", &pem);
	assert_int_equal(sst_buf_put_text(&all, "a note\r\n\n", &err), 0);
	for (size_t i = 0; i < pem.n; i++) {
		if (pem.p[i] == '\n')
			assert_int_equal(sst_buf_put_text(&all, " \r", &err),
			    0);
		assert_int_equal(sst_buf_put_u8(&all, pem.p[i], &err), 0);
	}
	assert_int_equal(sst_adb_key_parse(sst_buf_span(&all), &key, &err), 0);
	sst_adb_key_free(&key);
	sst_buf_fini(&pem);
	sst_buf_fini(&all);
}

static void
assert_no_key(struct sst_span pem, const char *msg)
{
	struct sst_adb_key *key = NULL;
	struct sst_err err = { 0 };

	assert_int_equal(sst_adb_key_parse(pem, &key, &err), -1);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_string_equal(err.msg, msg);
	assert_null(key);
}

static void
what_is_no_key_is_told_apart(void **state)
{
	static const struct {
		const char *pem;
		const char *msg;
	} rows[] = {
		{ "", "no line '-----BEGIN PRIVATE KEY-----' and none of an "
		      "RSA private key" },
		{ "-----BEGIN PRIVATE KEY-----\nMAA=\n",
		    "the PEM block has no end" },
		{ "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n",
		    "byte 0: nothing found, 30 wanted" },
		{ "-----BEGIN PRIVATE KEY-----\nMAMCAQE=\n"
		  "-----END PRIVATE KEY-----\n",
		    "byte 2: version 1 found, 0 wanted" },
		/* Ed25519 */
		{ "-----BEGIN PRIVATE KEY-----\n"
		  "MAwCAQAwBwYDK2VwBQA=\n-----END PRIVATE KEY-----\n",
		    "byte 7: no RSA key" },
		/* RSA with small numbers: n = 15 */
		{ "-----BEGIN RSA PRIVATE KEY-----\n"
		  "MBICAQACAQ8CAQMCAQMCAQMCAQU=\n"
		  "-----END RSA PRIVATE KEY-----\n",
		    "an RSA key of 4 bits, 2048 wanted" },
		{ "-----BEGIN RSA PRIVATE KEY-----\n"
		  "MAYCAQACAYA=\n"
		  "-----END RSA PRIVATE KEY-----\n",
		    "byte 5: no positive number of 1 to 1024 bytes" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_no_key(sst_span_of_text(rows[i].pem), rows[i].msg);
}

static void
a_file_that_is_too_large_is_not_looked_at(void **state)
{
	static const uint8_t large[SST_ADB_KEY_FILE + 1];

	(void)state;
	assert_no_key(SST_SPAN(large),
	    "a key file of 16385 bytes, at most 16384 wanted");
}

/* Key A's DER with byte at changed, as PEM; gives the parser's message. */
static void
damage(const struct sst_buf *der, size_t at, uint8_t change,
    struct sst_err *err)
{
	struct sst_adb_key *key = NULL;
	struct sst_buf bad = { 0 };
	struct sst_buf pem = { 0 };
	int rc;

	assert_int_equal(sst_buf_put(&bad, sst_buf_span(der), err), 0);
	bad.p[at] ^= change;
	assert_int_equal(sst_adb_pem_put(sst_buf_span(&bad), &pem, err), 0);
	rc = sst_adb_key_parse(sst_buf_span(&pem), &key, err);
	sst_buf_fini(&bad);
	sst_buf_fini(&pem);
	sst_adb_key_free(&key);
	assert_int_equal(rc, -1);
}

/* A key whose parts do not fit would give itself away by a signature. */
static void
parts_that_do_not_fit_together_are_refused(void **state)
{
	struct sst_buf pem = { 0 };
	struct sst_buf der = { 0 };
	struct sst_err err = { 0 };
	bool is_pkcs1;

	(void)state;
	load(RECORDED "key-a.pem", &pem);
	assert_int_equal(sst_adb_pem_parse(sst_buf_span(&pem), &der, &is_pkcs1,
	                     &err),
	    0);
	assert_false(is_pkcs1);
	/* byte 38 is the first of n, 298 the last of e */
	damage(&der, 38 + 100, 1, &err);
	assert_string_equal(err.msg,
	    "an RSA key whose parts do not fit together");
	/* byte 303 is the first of d */
	damage(&der, 303 + 100, 1, &err);
	assert_string_equal(err.msg,
	    "an RSA key whose parts do not fit together");
	damage(&der, 38 + 256 + 4, 2, &err);
	assert_string_equal(err.msg, "an RSA key whose exponent is not 65537");
	sst_buf_fini(&pem);
	sst_buf_fini(&der);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_public_line_is_what_adb_says_of_the_key),
		cmocka_unit_test(pkcs1_and_pkcs8_are_the_same_key),
		cmocka_unit_test(a_key_that_is_written_reads_as_the_same_key),
		cmocka_unit_test(
		    a_file_with_other_lines_around_the_key_is_read),
		cmocka_unit_test(what_is_no_key_is_told_apart),
		cmocka_unit_test(a_file_that_is_too_large_is_not_looked_at),
		cmocka_unit_test(parts_that_do_not_fit_together_are_refused),
	};

	return cmocka_run_group_tests(tests, recorded_start, NULL);
}
