/* SPDX-License-Identifier: ISC */
/* adb_key_priv.h: what the sources of the ADB keys share. */
#ifndef SIMSTOW_LINK_ADB_KEY_PRIV_H
#define SIMSTOW_LINK_ADB_KEY_PRIV_H

#include <gcrypt.h>

#include <simstow/link/adb_key.h>

#define SST_ADB_KEY_FILE 16384 /* bytes of a key file */
#define SST_ADB_KEY_E 65537U

/* The numbers of an RSA key; p < q and u = 1/p mod q, as libgcrypt wants. */
struct sst_adb_rsa {
	gcry_mpi_t n, e, d, p, q, u;
};

void sst_adb_rsa_fini(struct sst_adb_rsa *rsa);

/*
 * sst_adb_rsa_parse - the DER of PKCS#8, or of PKCS#1 when is_pkcs1. Sizes
 * are checked, the arithmetic is not.
 */
int sst_adb_rsa_parse(struct sst_span der, bool is_pkcs1,
    struct sst_adb_rsa *out, struct sst_err *err) SST_MUST;

/* sst_adb_rsa_put - append the DER of PKCS#8. */
int sst_adb_rsa_put(const struct sst_adb_rsa *rsa, struct sst_buf *out,
    struct sst_err *err) SST_MUST;

/*
 * sst_adb_pem_parse - the first private key among the blocks of a PEM text:
 * append its DER. is_pkcs1: "RSA PRIVATE KEY".
 */
int sst_adb_pem_parse(struct sst_span pem, struct sst_buf *der, bool *is_pkcs1,
    struct sst_err *err) SST_MUST;

/* sst_adb_pem_put - append DER as "PRIVATE KEY", 64 characters a line. */
int sst_adb_pem_put(struct sst_span der, struct sst_buf *out,
    struct sst_err *err) SST_MUST;

#endif
