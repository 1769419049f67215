/* SPDX-License-Identifier: ISC */
/* age_aead.c: ChaCha20-Poly1305 in place, libgcrypt's traps handled. */
#include <assert.h>
#include <string.h>

#include "age_priv.h"

#define NONCE 12 /* libgcrypt takes 8 and 16 too, and means something else */

static int
fail(gcry_error_t code, struct sst_err *err)
{
	return sst_age_crypt_fail(code, "ChaCha20-Poly1305", err);
}

int
sst_age_aead_init(struct sst_age_aead *a, const struct sst_secret *key,
    struct sst_err *err)
{
	gcry_error_t code;

	/* libgcrypt takes 16 bytes as well. */
	assert(key->n == SST_AGE_KEY);
	a->h = NULL;
	code = gcry_cipher_open(&a->h, GCRY_CIPHER_CHACHA20,
	    GCRY_CIPHER_MODE_POLY1305, GCRY_CIPHER_SECURE);
	if (code == 0)
		code = gcry_cipher_setkey(a->h, key->p, key->n);
	if (code == 0)
		return 0;
	sst_age_aead_fini(a);
	return fail(code, err);
}

void
sst_age_aead_fini(struct sst_age_aead *a)
{
	gcry_cipher_close(a->h);
	a->h = NULL;
}

/* p and tag: n bytes enciphered in place, and their tag. */
static gcry_error_t
encipher(struct sst_age_aead *a, const uint8_t nonce[NONCE], uint8_t *p,
    size_t n, uint8_t *tag)
{
	gcry_error_t code = gcry_cipher_setiv(a->h, nonce, NONCE);

	if (code == 0 && n > 0)
		code = gcry_cipher_encrypt(a->h, p, n, NULL, 0);
	if (code == 0)
		code = gcry_cipher_gettag(a->h, tag, SST_AGE_TAG);
	return code;
}

int
sst_age_aead_seal(struct sst_age_aead *a, const uint8_t nonce[NONCE],
    uint8_t *p, size_t n, struct sst_err *err)
{
	gcry_error_t code = encipher(a, nonce, p, n, p + n);

	if (code != 0)
		return fail(code, err);
	return 0;
}

int
sst_age_aead_open(struct sst_age_aead *a, const uint8_t nonce[NONCE],
    uint8_t *p, size_t n, struct sst_err *err)
{
	uint8_t unused[SST_AGE_TAG];
	gcry_error_t code;
	bool is_false;

	assert(n >= SST_AGE_TAG);
	n -= SST_AGE_TAG;
	code = gcry_cipher_setiv(a->h, nonce, NONCE);
	if (code == 0 && n > 0)
		code = gcry_cipher_decrypt(a->h, p, n, NULL, 0);
	if (code == 0)
		code = gcry_cipher_checktag(a->h, p + n, SST_AGE_TAG);
	is_false = gcry_err_code(code) == GPG_ERR_CHECKSUM;
	if ((code == 0 || is_false) && sst_age_crypt_verdict(!is_false) == 1)
		return 1;
	/* The key stream a second time: no plaintext of a false tag stays. */
	if (is_false)
		code = encipher(a, nonce, p, n, unused);
	if (code == 0)
		return 0;
	explicit_bzero(p, n);
	return fail(code, err);
}
