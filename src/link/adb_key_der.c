/* SPDX-License-Identifier: ISC */
/* adb_key_der.c: RSA private keys as PKCS#1 and PKCS#8 write them. */
#include <simstow/base/tlv.h>

#include "adb_key_priv.h"

#define INTEGER 0x02
#define OCTETS 0x04
#define NOTHING 0x05
#define OID 0x06
#define SEQUENCE 0x30

#define PART_MAX 1024 /* bytes of one number */

/* 1.2.840.113549.1.1.1, rsaEncryption */
static const uint8_t rsa_oid[] = { 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01,
	0x01, 0x01 };

void
sst_adb_rsa_fini(struct sst_adb_rsa *rsa)
{
	gcry_mpi_release(rsa->n);
	gcry_mpi_release(rsa->e);
	gcry_mpi_release(rsa->d);
	gcry_mpi_release(rsa->p);
	gcry_mpi_release(rsa->q);
	gcry_mpi_release(rsa->u);
	*rsa = (struct sst_adb_rsa){ 0 };
}

static int
fail_memory(struct sst_err *err)
{
	return sst_fail(err, SST_E_FAILED, "no secure memory for a key");
}

/* A positive INTEGER, into secure memory. */
static int
get_number(struct sst_cur *c, gcry_mpi_t *out, struct sst_err *err)
{
	struct sst_tlv t;

	if (sst_tlv_get(c, INTEGER, &t, err) < 0)
		return -1;
	if (t.value.n == 0 || t.value.n > PART_MAX ||
	    (t.value.p[0] & 0x80) != 0)
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: no positive number of 1 to %d bytes", t.at,
		    PART_MAX);
	*out = gcry_mpi_snew((unsigned)t.value.n * 8);
	if (*out == NULL)
		return fail_memory(err);
	/* _scan would not put it into secure memory. */
	for (size_t i = 0; i < t.value.n; i++) {
		gcry_mpi_mul_2exp(*out, *out, 8);
		gcry_mpi_add_ui(*out, *out, t.value.p[i]);
	}
	return 0;
}

/* A version that must be 0: two primes, or no attributes of PKCS#8 v2. */
static int
get_version(struct sst_cur *c, struct sst_err *err)
{
	struct sst_tlv t;
	uint64_t v;

	if (sst_tlv_get(c, INTEGER, &t, err) < 0 ||
	    sst_tlv_get_uint(&t, &v, err) < 0)
		return -1;
	if (v != 0)
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: version %llu found, 0 wanted", t.at,
		    (unsigned long long)v);
	return 0;
}

/* libgcrypt wants p < q; u follows from them and is not read. */
static int
arrange(struct sst_adb_rsa *rsa, struct sst_err *err)
{
	if (gcry_mpi_get_nbits(rsa->n) != SST_ADB_KEY_BYTES * 8)
		return sst_fail(err, SST_E_FORMAT,
		    "an RSA key of %u bits, %d wanted",
		    gcry_mpi_get_nbits(rsa->n), SST_ADB_KEY_BYTES * 8);
	if (gcry_mpi_cmp_ui(rsa->e, SST_ADB_KEY_E) != 0)
		return sst_fail(err, SST_E_FORMAT,
		    "an RSA key whose exponent is not %u", SST_ADB_KEY_E);
	if (gcry_mpi_cmp(rsa->p, rsa->q) > 0)
		gcry_mpi_swap(rsa->p, rsa->q);
	rsa->u = gcry_mpi_snew(SST_ADB_KEY_BYTES * 4);
	if (rsa->u == NULL)
		return fail_memory(err);
	if (gcry_mpi_cmp_ui(rsa->p, 1) <= 0 ||
	    gcry_mpi_invm(rsa->u, rsa->p, rsa->q) == 0)
		return sst_fail(err, SST_E_FORMAT,
		    "an RSA key whose primes are none");
	return 0;
}

/* RFC 8017 appendix A.1.2: version, n, e, d, p, q, and what follows. */
static int
read_pkcs1(struct sst_cur c, struct sst_adb_rsa *out, struct sst_err *err)
{
	gcry_mpi_t *const parts[] = { &out->n, &out->e, &out->d, &out->p,
		&out->q };
	struct sst_tlv all;

	if (sst_tlv_get(&c, SEQUENCE, &all, err) < 0)
		return -1;
	c = sst_tlv_enter(&all);
	if (get_version(&c, err) < 0)
		return -1;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (get_number(&c, parts[i], err) < 0)
			return -1;
	return arrange(out, err);
}

/* RFC 5208 section 5: version, algorithm, the key as octets. */
static int
enter_pkcs8(struct sst_cur *c, struct sst_err *err)
{
	struct sst_tlv all, algorithm, oid, key;
	struct sst_cur inside;

	if (sst_tlv_get(c, SEQUENCE, &all, err) < 0)
		return -1;
	*c = sst_tlv_enter(&all);
	if (get_version(c, err) < 0 ||
	    sst_tlv_get(c, SEQUENCE, &algorithm, err) < 0)
		return -1;
	inside = sst_tlv_enter(&algorithm);
	if (sst_tlv_get(&inside, OID, &oid, err) < 0)
		return -1;
	if (!sst_span_is_equal(oid.value, SST_SPAN(rsa_oid)))
		return sst_fail(err, SST_E_FORMAT, "byte %zu: no RSA key",
		    oid.at);
	if (sst_tlv_get(c, OCTETS, &key, err) < 0)
		return -1;
	*c = sst_tlv_enter(&key);
	return 0;
}

int
sst_adb_rsa_parse(struct sst_span der, bool is_pkcs1, struct sst_adb_rsa *out,
    struct sst_err *err)
{
	struct sst_cur c = sst_cur_of(der);

	*out = (struct sst_adb_rsa){ 0 };
	if ((!is_pkcs1 && enter_pkcs8(&c, err) < 0) ||
	    read_pkcs1(c, out, err) < 0) {
		sst_adb_rsa_fini(out);
		return -1;
	}
	return 0;
}

static int
put_number(struct sst_buf *out, gcry_mpi_t v, struct sst_err *err)
{
	struct sst_secret s;
	size_t n = 0;
	int rc = -1;

	if (gcry_mpi_print(GCRYMPI_FMT_STD, NULL, 0, &n, v) != 0)
		return fail_memory(err);
	if (sst_secret_new(&s, n, err) < 0)
		return -1;
	if (gcry_mpi_print(GCRYMPI_FMT_STD, s.p, s.n, &n, v) != 0)
		(void)fail_memory(err);
	else
		rc = sst_buf_put_tlv(out, INTEGER, (struct sst_span){ s.p, n },
		    err);
	sst_secret_fini(&s);
	return rc;
}

/* d mod (prime - 1), which PKCS#1 wants beside d. */
static int
put_exponent(struct sst_buf *out, const struct sst_adb_rsa *rsa,
    gcry_mpi_t prime, struct sst_err *err)
{
	gcry_mpi_t less = gcry_mpi_snew(SST_ADB_KEY_BYTES * 8);
	gcry_mpi_t part = gcry_mpi_snew(SST_ADB_KEY_BYTES * 8);
	int rc = -1;

	if (less == NULL || part == NULL) {
		(void)fail_memory(err);
		goto out;
	}
	gcry_mpi_sub_ui(less, prime, 1);
	gcry_mpi_mod(part, rsa->d, less);
	rc = put_number(out, part, err);
out:
	gcry_mpi_release(less);
	gcry_mpi_release(part);
	return rc;
}

/* With q as the first prime, the coefficient is 1/p mod q: our u. */
static int
put_pkcs1(const struct sst_adb_rsa *rsa, struct sst_buf *out,
    struct sst_err *err)
{
	static const uint8_t zero[] = { 0 };
	const gcry_mpi_t parts[] = { rsa->n, rsa->e, rsa->d, rsa->q, rsa->p };
	size_t mark;

	if (sst_buf_open_tlv(out, SEQUENCE, &mark, err) < 0 ||
	    sst_buf_put_tlv(out, INTEGER, SST_SPAN(zero), err) < 0)
		return -1;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (put_number(out, parts[i], err) < 0)
			return -1;
	if (put_exponent(out, rsa, rsa->q, err) < 0 ||
	    put_exponent(out, rsa, rsa->p, err) < 0 ||
	    put_number(out, rsa->u, err) < 0)
		return -1;
	return sst_buf_close_tlv(out, mark, err);
}

static int
put_algorithm(struct sst_buf *out, struct sst_err *err)
{
	const struct sst_span none = { 0 };
	size_t mark;

	if (sst_buf_open_tlv(out, SEQUENCE, &mark, err) < 0 ||
	    sst_buf_put_tlv(out, OID, SST_SPAN(rsa_oid), err) < 0 ||
	    sst_buf_put_tlv(out, NOTHING, none, err) < 0)
		return -1;
	return sst_buf_close_tlv(out, mark, err);
}

int
sst_adb_rsa_put(const struct sst_adb_rsa *rsa, struct sst_buf *out,
    struct sst_err *err)
{
	static const uint8_t zero[] = { 0 };
	size_t whole, key;

	if (sst_buf_open_tlv(out, SEQUENCE, &whole, err) < 0 ||
	    sst_buf_put_tlv(out, INTEGER, SST_SPAN(zero), err) < 0 ||
	    put_algorithm(out, err) < 0 ||
	    sst_buf_open_tlv(out, OCTETS, &key, err) < 0 ||
	    put_pkcs1(rsa, out, err) < 0 ||
	    sst_buf_close_tlv(out, key, err) < 0)
		return -1;
	return sst_buf_close_tlv(out, whole, err);
}
