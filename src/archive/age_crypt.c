/* SPDX-License-Identifier: ISC */
/* age_crypt.c: HKDF, HMAC, X25519 and scrypt, libgcrypt's traps handled. */
#include <assert.h>
#include <string.h>

#include "age_priv.h"

#define SCRYPT_LABEL "age-encryption.org/v1/scrypt"

int
sst_age_crypt_fail(gcry_error_t code, const char *what, struct sst_err *err)
{
	return sst_fail(err, SST_E_FAILED, "libgcrypt: %s: %s", what,
	    gcry_strerror(code));
}

/* HMAC of a then b. key holds 1 byte or more. */
static int
hmac(struct sst_span key, struct sst_span a, struct sst_span b,
    uint8_t out[SST_AGE_KEY], struct sst_err *err)
{
	gcry_mac_hd_t h = NULL;
	size_t n = SST_AGE_KEY;
	gcry_error_t code;

	code =
	    gcry_mac_open(&h, GCRY_MAC_HMAC_SHA256, GCRY_MAC_FLAG_SECURE, NULL);
	if (code == 0)
		code = gcry_mac_setkey(h, key.p, key.n);
	if (code == 0 && a.n > 0)
		code = gcry_mac_write(h, a.p, a.n);
	if (code == 0 && b.n > 0)
		code = gcry_mac_write(h, b.p, b.n);
	if (code == 0)
		code = gcry_mac_read(h, out, &n);
	gcry_mac_close(h);
	if (code != 0)
		return sst_age_crypt_fail(code, "HMAC-SHA-256", err);
	assert(n == SST_AGE_KEY);
	return 0;
}

static struct sst_span
bytes_of(const struct sst_secret *s)
{
	return (struct sst_span){ s->p, s->n };
}

int
sst_age_crypt_hkdf(const struct sst_secret *ikm, struct sst_span salt,
    const char *info, struct sst_secret *out, struct sst_err *err)
{
	static const uint8_t zeros[SST_AGE_KEY];
	static const uint8_t one[] = { 1 };
	struct sst_secret prk = { 0 };
	int rc = -1;

	*out = (struct sst_secret){ 0 };
	if (salt.n == 0)
		salt = SST_SPAN(zeros);
	if (sst_secret_new(&prk, SST_AGE_KEY, err) < 0 ||
	    sst_secret_new(out, SST_AGE_KEY, err) < 0 ||
	    hmac(salt, bytes_of(ikm), (struct sst_span){ 0 }, prk.p, err) < 0 ||
	    hmac(bytes_of(&prk), sst_span_of_text(info), SST_SPAN(one), out->p,
	        err) < 0)
		goto out;
	rc = 0;
out:
	if (rc < 0)
		sst_secret_fini(out);
	sst_secret_fini(&prk);
	return rc;
}

int
sst_age_crypt_mac(const struct sst_secret *key, struct sst_span text,
    uint8_t out[SST_AGE_KEY], struct sst_err *err)
{
	return hmac(bytes_of(key), text, (struct sst_span){ 0 }, out, err);
}

/*
 * The one place where a tag or MAC is judged. A fuzzer cannot make a right
 * one, so for it every one is right, and what is behind is reached too.
 */
int
sst_age_crypt_verdict(bool is_right)
{
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
	(void)is_right;
	return 1;
#else
	return is_right ? 1 : 0;
#endif
}

int
sst_age_crypt_mac_fits(const struct sst_secret *key, struct sst_span text,
    const uint8_t mac[SST_AGE_KEY], struct sst_err *err)
{
	struct sst_secret want = { 0 };
	struct sst_secret have = { 0 };
	int rc = -1;

	/* Not gcry_mac_verify: it takes a MAC that is too short. */
	if (sst_secret_new(&want, SST_AGE_KEY, err) < 0 ||
	    sst_secret_copy(&have, (struct sst_span){ mac, SST_AGE_KEY }, err) <
	        0 ||
	    sst_age_crypt_mac(key, text, want.p, err) < 0)
		goto out;
	rc = sst_age_crypt_verdict(sst_secret_is_equal(&want, &have));
out:
	sst_secret_fini(&want);
	sst_secret_fini(&have);
	return rc;
}

int
sst_age_crypt_x25519(const struct sst_secret *scalar, const uint8_t *point,
    uint8_t out[SST_AGE_KEY], struct sst_err *err)
{
	gcry_error_t code;

	assert(scalar->n == SST_AGE_KEY);
	code = gcry_ecc_mul_point(GCRY_ECC_CURVE25519, out, scalar->p, point);
	if (code != 0)
		return sst_age_crypt_fail(code, "X25519", err);
	return 0;
}

int
sst_age_crypt_scrypt(const struct sst_secret *passphrase,
    const uint8_t salt[SST_AGE_SALT], unsigned logn, struct sst_secret *out,
    struct sst_err *err)
{
	uint8_t text[sizeof(SCRYPT_LABEL) - 1 + SST_AGE_SALT];
	gcry_error_t code;

	/* libgcrypt would go on with an empty passphrase and with N = 1. */
	assert(passphrase->n > 0 && logn > 0 && logn <= SST_KEY_LOGN_LIMIT);
	if (sst_secret_new(out, SST_AGE_KEY, err) < 0)
		return -1;
	memcpy(text, SCRYPT_LABEL, sizeof(SCRYPT_LABEL) - 1);
	memcpy(text + sizeof(SCRYPT_LABEL) - 1, salt, SST_AGE_SALT);
	code = gcry_kdf_derive(passphrase->p, passphrase->n, GCRY_KDF_SCRYPT,
	    1 << logn, text, sizeof(text), 1, out->n, out->p);
	if (code == 0)
		return 0;
	sst_secret_fini(out);
	if (gcry_err_code(code) == GPG_ERR_ENOMEM)
		return sst_fail(err, SST_E_FAILED,
		    "no memory for the passphrase: work factor 2^%u needs %u "
		    "KiB",
		    logn, 1U << logn);
	return sst_age_crypt_fail(code, "scrypt", err);
}
