/* SPDX-License-Identifier: ISC */
/* test_age_crypt.c: the primitives against the answers of their RFCs. */
#include "age_make.h"

#include <simstow/base/hex.h>

static struct sst_secret
secret_of(const char *hex)
{
	uint8_t bytes[128];
	struct sst_secret s = { 0 };
	struct sst_err err = { 0 };
	size_t n;

	assert_int_equal(sst_hex_parse(hex, bytes, sizeof(bytes), &n, &err), 0);
	assert_int_equal(sst_secret_copy(&s, (struct sst_span){ bytes, n },
	                     &err),
	    0);
	return s;
}

static void
check(const uint8_t *p, const char *hex)
{
	struct sst_secret want = secret_of(hex);

	assert_memory_equal(p, want.p, want.n);
	sst_secret_fini(&want);
}

static void
hkdf_gives_the_answer_of_rfc_5869_case_1(void **state)
{
	struct sst_secret ikm =
	    secret_of("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b");
	struct sst_secret salt = secret_of("000102030405060708090a0b0c");
	struct sst_secret out;
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_age_crypt_hkdf(&ikm,
	                     (struct sst_span){ salt.p, salt.n },
	                     "\xf0\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9", &out,
	                     &err),
	    0);
	check(out.p,
	    "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
	sst_secret_fini(&out);
	sst_secret_fini(&salt);
	sst_secret_fini(&ikm);
}

static void
hkdf_without_salt_gives_the_answer_of_rfc_5869_case_3(void **state)
{
	struct sst_secret ikm =
	    secret_of("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b");
	struct sst_secret out;
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_age_crypt_hkdf(&ikm, (struct sst_span){ 0 }, "",
	                     &out, &err),
	    0);
	check(out.p,
	    "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
	sst_secret_fini(&out);
	sst_secret_fini(&ikm);
}

static void
hmac_gives_the_answer_of_rfc_4231_case_2(void **state)
{
	struct sst_secret key = secret_of("4a656665");
	struct sst_span text = sst_span_of_text("what do ya want for nothing?");
	uint8_t mac[SST_AGE_KEY];
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_age_crypt_mac(&key, text, mac, &err), 0);
	check(mac,
	    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
	assert_int_equal(sst_age_crypt_mac_fits(&key, text, mac, &err), 1);
	mac[31] ^= 1;
	assert_int_equal(sst_age_crypt_mac_fits(&key, text, mac, &err), 0);
	sst_secret_fini(&key);
}

static void
x25519_gives_the_answers_of_rfc_7748(void **state)
{
	struct sst_secret k = secret_of(
	    "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4");
	struct sst_secret u = secret_of(
	    "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c");
	uint8_t out[32];
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_age_crypt_x25519(&k, u.p, out, &err), 0);
	check(out,
	    "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552");
	memset(k.p, 0, 32);
	memset(u.p, 0, 32);
	k.p[0] = u.p[0] = 9;
	for (size_t i = 0; i < 1000; i++) {
		assert_int_equal(sst_age_crypt_x25519(&k, u.p, out, &err), 0);
		memcpy(u.p, k.p, 32);
		memcpy(k.p, out, 32);
	}
	check(k.p,
	    "684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51");
	sst_secret_fini(&k);
	sst_secret_fini(&u);
}

static void
x25519_without_a_point_takes_the_base_point(void **state)
{
	/* RFC 7748 section 6.1, Alice */
	struct sst_secret k = secret_of(
	    "77076d0a7318a57d3c16c17251b26645c6c3db5b0f5b1cd5dd3eb5d3d4d0d7b0");
	static const uint8_t nine[32] = { 9 };
	uint8_t out[32];
	uint8_t same[32];
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_age_crypt_x25519(&k, NULL, out, &err), 0);
	assert_int_equal(sst_age_crypt_x25519(&k, nine, same, &err), 0);
	assert_memory_equal(out, same, 32);
	sst_secret_fini(&k);
}

/*
 * The function adds age's label to the salt; libgcrypt's scrypt beneath it
 * is checked with the vector of RFC 7914.
 */
static void
scrypt_gives_the_answer_of_rfc_7914(void **state)
{
	uint8_t out[64];

	(void)state;
	assert_int_equal(gcry_kdf_derive("pleaseletmein", 13, GCRY_KDF_SCRYPT,
	                     1 << 14, "SodiumChloride", 14, 1, sizeof(out),
	                     out),
	    0);
	check(out, "7023bdcb3afd7348461c06cd81fd38eb");
}

static void
scrypt_is_labelled(void **state)
{
	static const uint8_t salt[SST_AGE_SALT] = { 1, 2, 3 };
	uint8_t text[28 + SST_AGE_SALT];
	uint8_t want[32];
	struct sst_secret pass;
	struct sst_secret out;
	struct sst_err err = { 0 };

	(void)state;
	memcpy(text, "age-encryption.org/v1/scrypt", 28);
	memcpy(text + 28, salt, sizeof(salt));
	assert_int_equal(gcry_kdf_derive("x", 1, GCRY_KDF_SCRYPT, 1 << 10, text,
	                     sizeof(text), 1, sizeof(want), want),
	    0);
	get_passphrase("x", &pass);
	assert_int_equal(sst_age_crypt_scrypt(&pass, salt, 10, &out, &err), 0);
	assert_memory_equal(out.p, want, 32);
	sst_secret_fini(&out);
	sst_secret_fini(&pass);
}

/* RFC 8439 section 2.8.2 has associated data, which age has not: A.5 too. */
static void
chacha20_poly1305_opens_what_it_sealed_and_nothing_else(void **state)
{
	static const uint8_t nonce[12] = { 7 };
	static const uint8_t other[12] = { 8 };
	struct sst_secret key = secret_of(
	    "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
	uint8_t text[5 + SST_AGE_TAG] = { 1, 2, 3, 4, 5 };
	uint8_t sealed[sizeof(text)];
	struct sst_age_aead a;
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_age_aead_init(&a, &key, &err), 0);
	assert_int_equal(sst_age_aead_seal(&a, nonce, text, 5, &err), 0);
	memcpy(sealed, text, sizeof(text));
	assert_int_equal(sst_age_aead_open(&a, other, text, sizeof(text), &err),
	    0);
	/* What does not fit is left as it was. */
	assert_memory_equal(text, sealed, sizeof(text));
	for (size_t i = 0; i < sizeof(text); i++) {
		text[i] ^= 0x80;
		assert_int_equal(sst_age_aead_open(&a, nonce, text,
		                     sizeof(text), &err),
		    0);
		text[i] ^= 0x80;
	}
	assert_memory_equal(text, sealed, sizeof(text));
	assert_int_equal(sst_age_aead_open(&a, nonce, text, sizeof(text), &err),
	    1);
	check(text, "0102030405");
	sst_age_aead_fini(&a);
	sst_secret_fini(&key);
}

/* RFC 8439 section 2.4.2: key, nonce and text; the block counter begins at 1
 * in the AEAD as well, so the bytes of the cipher are those of the vector. */
static void
chacha20_gives_the_bytes_of_rfc_8439(void **state)
{
	static const uint8_t nonce[12] = { 0, 0, 0, 0, 0, 0, 0, 0x4A };
	struct sst_secret key = secret_of(
	    "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
	static const char plain[] = "Ladies and Gentlemen of the class of '99";
	uint8_t text[sizeof(plain) + SST_AGE_TAG];
	struct sst_age_aead a;
	struct sst_err err = { 0 };

	(void)state;
	memcpy(text, plain, sizeof(plain));
	assert_int_equal(sst_age_aead_init(&a, &key, &err), 0);
	assert_int_equal(sst_age_aead_seal(&a, nonce, text, sizeof(plain) - 1,
	                     &err),
	    0);
	check(text, "6e2e359a2568f98041ba0728dd0d6981"
	            "e97e7aec1d4360c20a27afccfd9fae0b");
	sst_age_aead_fini(&a);
	sst_secret_fini(&key);
}

static void
an_empty_text_has_a_tag_too(void **state)
{
	static const uint8_t nonce[12];
	struct sst_secret key = secret_of(
	    "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
	uint8_t tag[SST_AGE_TAG];
	struct sst_age_aead a;
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_age_aead_init(&a, &key, &err), 0);
	assert_int_equal(sst_age_aead_seal(&a, nonce, tag, 0, &err), 0);
	assert_int_equal(sst_age_aead_open(&a, nonce, tag, sizeof(tag), &err),
	    1);
	tag[0] ^= 1;
	assert_int_equal(sst_age_aead_open(&a, nonce, tag, sizeof(tag), &err),
	    0);
	sst_age_aead_fini(&a);
	sst_secret_fini(&key);
}

static void
a_full_pool_of_secure_memory_is_an_error(void **state)
{
	struct sst_secret all[16];
	struct sst_secret key;
	struct sst_secret out;
	struct sst_err err = { 0 };
	size_t n = 0;

	(void)state;
	get_file_key(&key);
	for (size_t size = 65536; size > 8; size /= 2)
		if (n < 16 && sst_secret_new(&all[n], size, &err) == 0)
			n++;
	assert_int_equal(sst_age_crypt_hkdf(&key, (struct sst_span){ 0 }, "x",
	                     &out, &err),
	    -1);
	assert_int_equal(err.code, SST_E_FAILED);
	assert_null(out.p);
	while (n > 0)
		sst_secret_fini(&all[--n]);
	sst_secret_fini(&key);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hkdf_gives_the_answer_of_rfc_5869_case_1),
		cmocka_unit_test(
		    hkdf_without_salt_gives_the_answer_of_rfc_5869_case_3),
		cmocka_unit_test(hmac_gives_the_answer_of_rfc_4231_case_2),
		cmocka_unit_test(x25519_gives_the_answers_of_rfc_7748),
		cmocka_unit_test(x25519_without_a_point_takes_the_base_point),
		cmocka_unit_test(scrypt_gives_the_answer_of_rfc_7914),
		cmocka_unit_test(scrypt_is_labelled),
		cmocka_unit_test(
		    chacha20_poly1305_opens_what_it_sealed_and_nothing_else),
		cmocka_unit_test(chacha20_gives_the_bytes_of_rfc_8439),
		cmocka_unit_test(an_empty_text_has_a_tag_too),
		cmocka_unit_test(a_full_pool_of_secure_memory_is_an_error),
	};

	return cmocka_run_group_tests(tests, start_gcrypt, NULL);
}
