/* SPDX-License-Identifier: ISC */
/* test_hash.c: SHA-256 of known texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/base/hash.h>
#include <simstow/base/secret.h>

static int
start(void **state)
{
	struct sst_err err = { 0 };
	bool locked;

	(void)state;
	return sst_secret_start(&locked, &err);
}

static void
known_answers_hold(void **state)
{
	/* FIPS 180-2 appendix B, and the empty text. */
	static const char *const cases[][2] = {
		{ "", "e3b0c44298fc1c149afbf4c8996fb924"
		      "27ae41e4649b934ca495991b7852b855" },
		{ "abc", "ba7816bf8f01cfea414140de5dae2223"
		         "b00361a396177a9cb410ff61f20015ad" },
		{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
		    "248d6a61d20638b8e5c026930c3e6039"
		    "a33ce45964ff2167f6ecedd419db06c1" },
	};
	char text[SST_SHA256_TEXT];

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		sst_hash_text(sst_span_of_text(cases[i][0]), text);
		assert_string_equal(text, cases[i][1]);
	}
	sst_hash_text((struct sst_span){ 0 }, text);
	assert_string_equal(text, cases[0][1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_answers_hold),
	};

	return cmocka_run_group_tests(tests, start, NULL);
}
