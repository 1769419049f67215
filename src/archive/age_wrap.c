/* SPDX-License-Identifier: ISC */
/* age_wrap.c: the file key in a stanza, and out of it. */
#include <string.h>

#include <simstow/base/base64.h>

#include "age_priv.h"

#define X25519_INFO "age-encryption.org/v1/X25519"

/* Every wrap key is used once, so the nonce may be zero. */
static const uint8_t zero_nonce[12];

static bool
is_zero(const struct sst_secret *s)
{
	uint8_t all = 0;

	for (size_t i = 0; i < s->n; i++)
		all = (uint8_t)(all | s->p[i]);
	return all == 0;
}

/* One X25519 exchange, by the side that knows scalar. */
struct exchange {
	const struct sst_secret *scalar;
	const uint8_t *peer;  /* the other side's point */
	const uint8_t *share; /* the ephemeral point */
	const uint8_t *to;    /* the recipient's point */
};

/* 1 key is filled, 0 peer is a point of low order, -1 failed. */
static int
derive(const struct exchange *x, struct sst_secret *key, struct sst_err *err)
{
	uint8_t salt[2 * SST_AGE_KEY];
	struct sst_secret shared = { 0 };
	int rc = -1;

	*key = (struct sst_secret){ 0 };
	memcpy(salt, x->share, SST_AGE_KEY);
	memcpy(salt + SST_AGE_KEY, x->to, SST_AGE_KEY);
	if (sst_secret_new(&shared, SST_AGE_KEY, err) < 0 ||
	    sst_age_crypt_x25519(x->scalar, x->peer, shared.p, err) < 0)
		goto out;
	if (is_zero(&shared)) {
		rc = 0;
		goto out;
	}
	if (sst_age_crypt_hkdf(&shared, SST_SPAN(salt), X25519_INFO, key, err) <
	    0)
		goto out;
	rc = 1;
out:
	sst_secret_fini(&shared);
	return rc;
}

static int
seal_body(const struct sst_secret *key, const struct sst_secret *file_key,
    uint8_t body[SST_AGE_WRAPPED], struct sst_err *err)
{
	struct sst_age_aead aead;
	int rc;

	if (sst_age_aead_init(&aead, key, err) < 0)
		return -1;
	memcpy(body, file_key->p, SST_AGE_FILE_KEY);
	rc = sst_age_aead_seal(&aead, zero_nonce, body, SST_AGE_FILE_KEY, err);
	if (rc < 0)
		explicit_bzero(body, SST_AGE_WRAPPED);
	sst_age_aead_fini(&aead);
	return rc;
}

static int
open_body(const struct sst_secret *key, struct sst_span body,
    struct sst_secret *file_key, struct sst_err *err)
{
	struct sst_age_aead aead;
	int rc;

	*file_key = (struct sst_secret){ 0 };
	if (sst_age_aead_init(&aead, key, err) < 0)
		return -1;
	rc = sst_secret_copy(file_key, body, err);
	if (rc == 0)
		rc = sst_age_aead_open(&aead, zero_nonce, file_key->p,
		    file_key->n, err);
	if (rc == 1)
		sst_secret_cut(file_key, SST_AGE_FILE_KEY);
	else
		sst_secret_fini(file_key);
	sst_age_aead_fini(&aead);
	return rc;
}

/* A bit that fell over in memory must not cost an archive. */
static int
prove(const struct sst_secret *key, const uint8_t body[SST_AGE_WRAPPED],
    const struct sst_secret *file_key, struct sst_err *err)
{
	struct sst_span s = { body, SST_AGE_WRAPPED };
	struct sst_secret again = { 0 };
	int got = open_body(key, s, &again, err);
	bool is_same = got == 1 && sst_secret_is_equal(&again, file_key);

	sst_secret_fini(&again);
	if (got < 0 || is_same)
		return got < 0 ? -1 : 0;
	return sst_fail(err, SST_E_FAILED,
	    "the key just sealed does not open again: faulty memory?");
}

static int
put_stanza(struct sst_buf *header, const char *type, struct sst_span *arg,
    size_t arg_n, const uint8_t body[SST_AGE_WRAPPED], struct sst_err *err)
{
	struct sst_span s = { body, SST_AGE_WRAPPED };
	struct sst_buf text = { 0 };
	int rc;

	arg[0] = sst_span_of_text(type);
	rc = sst_base64_put(&text, arg[1], SST_BASE64_RAW, err);
	if (rc == 0) {
		arg[1] = sst_buf_span(&text);
		rc = sst_age_header_put_stanza(header, arg, arg_n, s, err);
	}
	sst_buf_fini(&text);
	return rc;
}

static int
derive_to(const struct exchange *x, struct sst_secret *key, struct sst_err *err)
{
	int got = derive(x, key, err);

	if (got == 0)
		return sst_fail(err, SST_E_USAGE,
		    "a recipient that is no key: a point of low order");
	return got < 0 ? -1 : 0;
}

int
sst_age_wrap_x25519(const struct sst_secret *file_key,
    const struct sst_recipient *to, struct sst_buf *header, struct sst_err *err)
{
	uint8_t share[SST_AGE_KEY];
	uint8_t body[SST_AGE_WRAPPED];
	struct sst_secret scalar = { 0 };
	struct sst_secret key = { 0 };
	struct sst_secret again = { 0 };
	struct exchange x = { &scalar, to->point, share, to->point };
	struct sst_span arg[2] = { { 0 }, SST_SPAN(share) };
	int rc = -1;

	if (sst_secret_new(&scalar, SST_AGE_KEY, err) < 0)
		return -1;
	gcry_randomize(scalar.p, scalar.n, GCRY_STRONG_RANDOM);
	if (sst_age_crypt_x25519(&scalar, NULL, share, err) < 0 ||
	    derive_to(&x, &key, err) < 0 ||
	    seal_body(&key, file_key, body, err) < 0 ||
	    derive_to(&x, &again, err) < 0 ||
	    prove(&again, body, file_key, err) < 0)
		goto out;
	rc = put_stanza(header, "X25519", arg, 2, body, err);
out:
	sst_secret_fini(&again);
	sst_secret_fini(&key);
	sst_secret_fini(&scalar);
	return rc;
}

int
sst_age_wrap_scrypt(const struct sst_secret *file_key,
    const struct sst_secret *passphrase, unsigned logn, struct sst_buf *header,
    struct sst_err *err)
{
	uint8_t salt[SST_AGE_SALT];
	uint8_t body[SST_AGE_WRAPPED];
	uint8_t digits[2] = { (uint8_t)('0' + logn / 10),
		(uint8_t)('0' + logn % 10) };
	struct sst_secret key = { 0 };
	struct sst_span arg[3] = { { 0 }, SST_SPAN(salt), SST_SPAN(digits) };
	int rc = -1;

	gcry_randomize(salt, sizeof(salt), GCRY_STRONG_RANDOM);
	if (sst_age_crypt_scrypt(passphrase, salt, logn, &key, err) < 0 ||
	    seal_body(&key, file_key, body, err) < 0 ||
	    prove(&key, body, file_key, err) < 0)
		goto out;
	rc = put_stanza(header, "scrypt", arg, 3, body, err);
out:
	sst_secret_fini(&key);
	return rc;
}

int
sst_age_unwrap_x25519(const struct sst_age_stanza *s, struct sst_span body,
    const struct sst_identity *id, struct sst_secret *file_key,
    struct sst_err *err)
{
	struct exchange x = { &id->scalar, s->share, s->share, id->to.point };
	struct sst_secret key = { 0 };
	int rc;

	*file_key = (struct sst_secret){ 0 };
	rc = derive(&x, &key, err);
	if (rc == 0)
		return sst_fail(err, SST_E_FORMAT,
		    "X25519: the share is a point of low order");
	if (rc == 1)
		rc = open_body(&key, body, file_key, err);
	sst_secret_fini(&key);
	return rc;
}

int
sst_age_unwrap_scrypt(const struct sst_age_stanza *s, struct sst_span body,
    const struct sst_secret *passphrase, struct sst_secret *file_key,
    struct sst_err *err)
{
	struct sst_secret key = { 0 };
	int rc;

	*file_key = (struct sst_secret){ 0 };
	rc = sst_age_crypt_scrypt(passphrase, s->share, s->logn, &key, err);
	if (rc == 0)
		rc = open_body(&key, body, file_key, err);
	sst_secret_fini(&key);
	return rc;
}
