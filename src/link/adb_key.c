/* SPDX-License-Identifier: ISC */
/* adb_key.c: RSA keys: read, made, signing, as the phone knows them. */
#include <stdlib.h>
#include <string.h>

#include <simstow/base/base64.h>

#include "adb_key_priv.h"

#define WORDS (SST_ADB_KEY_BYTES / 4)
#define RR_BITS 4096UL

/* The 524 bytes: words, -1/n mod 2^32, n, 2^4096 mod n, e; little endian. */
#define AT_N0INV 4
#define AT_N 8
#define AT_RR (AT_N + SST_ADB_KEY_BYTES)
#define AT_E (AT_RR + SST_ADB_KEY_BYTES)

struct sst_adb_key {
	struct sst_adb_rsa rsa;
	gcry_sexp_t sexp; /* the same, for libgcrypt */
};

static int
fail_gcrypt(struct sst_err *err, gcry_error_t rc, const char *what)
{
	return sst_fail(err, SST_E_FAILED, "%s: %s", what, gcry_strerror(rc));
}

void
sst_adb_key_free(struct sst_adb_key **key)
{
	if (*key == NULL)
		return;
	sst_adb_rsa_fini(&(*key)->rsa);
	gcry_sexp_release((*key)->sexp);
	free(*key);
	*key = NULL;
}

void
sst_adb_keys_fini(struct sst_adb_keys *keys)
{
	for (size_t i = 0; i < keys->n; i++)
		sst_adb_key_free(&keys->v[i]);
	*keys = (struct sst_adb_keys){ 0 };
}

/*
 * The parts fit together. libgcrypt looks at n = pq alone, but it checks each
 * signature before it gives it out: so one is made here, while it is known
 * which file is to blame.
 */
static int
check(const struct sst_adb_key *key, struct sst_err *err)
{
	static const uint8_t token[SST_ADB_KEY_TOKEN];
	uint8_t sig[SST_ADB_KEY_BYTES];

	if (gcry_pk_testkey(key->sexp) != 0 ||
	    sst_adb_key_sign(key, token, sig, err) < 0)
		return sst_fail(err, SST_E_FORMAT,
		    "an RSA key whose parts do not fit together");
	return 0;
}

static int
build(struct sst_adb_key *key, struct sst_err *err)
{
	const struct sst_adb_rsa *r = &key->rsa;
	gcry_error_t rc;

	rc = gcry_sexp_build(&key->sexp, NULL,
	    "(private-key (rsa (n %m) (e %m) (d %m) (p %m) (q %m) (u %m)))",
	    r->n, r->e, r->d, r->p, r->q, r->u);
	return rc != 0 ? fail_gcrypt(err, rc, "RSA key") : 0;
}

static int
read_key(struct sst_span pem, struct sst_adb_key *key, struct sst_err *err)
{
	struct sst_buf der = { .max = SST_ADB_KEY_FILE };
	bool is_pkcs1;
	int rc = -1;

	if (sst_adb_pem_parse(pem, &der, &is_pkcs1, err) == 0 &&
	    sst_adb_rsa_parse(sst_buf_span(&der), is_pkcs1, &key->rsa, err) ==
	        0 &&
	    build(key, err) == 0 && check(key, err) == 0)
		rc = 0;
	sst_buf_fini(&der);
	return rc;
}

int
sst_adb_key_parse(struct sst_span pem, struct sst_adb_key **out,
    struct sst_err *err)
{
	struct sst_adb_key *key = calloc(1, sizeof(*key));

	*out = NULL;
	if (key == NULL)
		return sst_fail(err, SST_E_FAILED, "no memory");
	if (read_key(pem, key, err) < 0) {
		sst_adb_key_free(&key);
		return -1;
	}
	*out = key;
	return 0;
}

static int
make(struct sst_adb_key *key, struct sst_err *err)
{
	struct sst_adb_rsa *r = &key->rsa;
	gcry_sexp_t order = NULL;
	gcry_sexp_t pair = NULL;
	gcry_error_t rc;

	rc = gcry_sexp_build(&order, NULL,
	    "(genkey (rsa (nbits %d) (rsa-use-e %u)))", SST_ADB_KEY_BYTES * 8,
	    SST_ADB_KEY_E);
	if (rc == 0)
		rc = gcry_pk_genkey(&pair, order);
	if (rc == 0)
		rc = gcry_sexp_extract_param(pair, "private-key!rsa", "nedpqu",
		    &r->n, &r->e, &r->d, &r->p, &r->q, &r->u, NULL);
	gcry_sexp_release(order);
	gcry_sexp_release(pair);
	if (rc != 0)
		return fail_gcrypt(err, rc, "a new RSA key");
	return build(key, err);
}

int
sst_adb_key_new(struct sst_adb_key **out, struct sst_err *err)
{
	struct sst_adb_key *key = calloc(1, sizeof(*key));

	*out = NULL;
	if (key == NULL)
		return sst_fail(err, SST_E_FAILED, "no memory");
	if (make(key, err) < 0) {
		sst_adb_key_free(&key);
		return -1;
	}
	*out = key;
	return 0;
}

/* A number as n bytes, the most significant first. */
static int
print_number(gcry_mpi_t v, uint8_t *out, size_t n, struct sst_err *err)
{
	size_t used = (gcry_mpi_get_nbits(v) + 7) / 8;
	gcry_error_t rc;

	memset(out, 0, n);
	if (used > n)
		return sst_fail(err, SST_E_FAILED,
		    "a number of %zu bytes, at most %zu wanted", used, n);
	rc = gcry_mpi_print(GCRYMPI_FMT_USG, out + (n - used), used, NULL, v);
	return rc != 0 ? fail_gcrypt(err, rc, "RSA key") : 0;
}

int
sst_adb_key_sign(const struct sst_adb_key *key,
    const uint8_t token[SST_ADB_KEY_TOKEN], uint8_t out[SST_ADB_KEY_BYTES],
    struct sst_err *err)
{
	gcry_sexp_t data = NULL;
	gcry_sexp_t sig = NULL;
	gcry_mpi_t s = NULL;
	gcry_error_t rc;
	int done = -1;

	/* The token is no digest; the scheme takes it as if it were. */
	rc = gcry_sexp_build(&data, NULL, "(data (flags pkcs1) (hash sha1 %b))",
	    SST_ADB_KEY_TOKEN, token);
	if (rc == 0)
		rc = gcry_pk_sign(&sig, data, key->sexp);
	if (rc == 0)
		rc = gcry_sexp_extract_param(sig, "sig-val!rsa", "s", &s, NULL);
	if (rc != 0)
		(void)fail_gcrypt(err, rc, "RSA signature");
	else
		done = print_number(s, out, SST_ADB_KEY_BYTES, err);
	gcry_mpi_release(s);
	gcry_sexp_release(sig);
	gcry_sexp_release(data);
	return done;
}

static void
put_u32(uint8_t *p, uint32_t v)
{
	for (unsigned i = 0; i < 4; i++)
		p[i] = (uint8_t)(v >> (8 * i) & 0xFF);
}

static void
turn(uint8_t *p, size_t n)
{
	for (size_t i = 0; i < n / 2; i++) {
		uint8_t swap = p[i];

		p[i] = p[n - 1 - i];
		p[n - 1 - i] = swap;
	}
}

/* -1/n mod 2^32 for an odd n; each step doubles the bits that are right. */
static uint32_t
negative_inverse(uint32_t n)
{
	uint32_t x = n;

	for (int i = 0; i < 5; i++)
		x *= 2 - n * x;
	return 0 - x;
}

/* 2^4096 mod n. */
static int
put_rr(gcry_mpi_t n, uint8_t *out, struct sst_err *err)
{
	gcry_mpi_t rr = gcry_mpi_set_ui(NULL, 1);
	int rc;

	gcry_mpi_mul_2exp(rr, rr, RR_BITS);
	gcry_mpi_mod(rr, rr, n);
	rc = print_number(rr, out, SST_ADB_KEY_BYTES, err);
	gcry_mpi_release(rr);
	return rc;
}

static int
put_public(const struct sst_adb_rsa *rsa, uint8_t out[SST_ADB_KEY_PUBLIC],
    struct sst_err *err)
{
	uint32_t low = 0;

	if (print_number(rsa->n, out + AT_N, SST_ADB_KEY_BYTES, err) < 0 ||
	    put_rr(rsa->n, out + AT_RR, err) < 0)
		return -1;
	turn(out + AT_N, SST_ADB_KEY_BYTES);
	turn(out + AT_RR, SST_ADB_KEY_BYTES);
	for (unsigned i = 0; i < 4; i++)
		low |= (uint32_t)out[AT_N + i] << (8 * i);
	put_u32(out, WORDS);
	put_u32(out + AT_N0INV, negative_inverse(low));
	put_u32(out + AT_E, SST_ADB_KEY_E);
	return 0;
}

int
sst_adb_key_public(const struct sst_adb_key *key, const char *comment,
    struct sst_buf *out, struct sst_err *err)
{
	uint8_t bytes[SST_ADB_KEY_PUBLIC] = { 0 };

	if (put_public(&key->rsa, bytes, err) < 0 ||
	    sst_base64_put(out, SST_SPAN(bytes), SST_BASE64_PADDED, err) < 0)
		return -1;
	return sst_buf_printf(out, err, " %s", comment);
}

int
sst_adb_key_pem(const struct sst_adb_key *key, struct sst_secret *out,
    struct sst_err *err)
{
	struct sst_buf der = { .max = SST_ADB_KEY_FILE };
	struct sst_buf pem = { .max = SST_ADB_KEY_FILE };
	int rc = -1;

	*out = (struct sst_secret){ 0 };
	if (sst_adb_rsa_put(&key->rsa, &der, err) == 0 &&
	    sst_adb_pem_put(sst_buf_span(&der), &pem, err) == 0)
		rc = sst_secret_copy(out, sst_buf_span(&pem), err);
	sst_buf_fini(&der);
	sst_buf_fini(&pem);
	return rc;
}
