/* SPDX-License-Identifier: ISC */
/* adb_key.h: the RSA keys by which a phone knows this computer. */
#ifndef SIMSTOW_LINK_ADB_KEY_H
#define SIMSTOW_LINK_ADB_KEY_H

#include <simstow/base/buf.h>
#include <simstow/base/secret.h>

#define SST_ADB_KEY_MAX 16     /* keys tried */
#define SST_ADB_KEY_TOKEN 20   /* bytes that the phone wants signed */
#define SST_ADB_KEY_BYTES 256  /* RSA-2048: modulus, signature */
#define SST_ADB_KEY_PUBLIC 524 /* Android's RSAPublicKey struct */

struct sst_adb_key; /* a private key in libgcrypt's secure memory */

struct sst_adb_keys {
	struct sst_adb_key *v[SST_ADB_KEY_MAX];
	size_t n;
};

/*
 * sst_adb_key_parse - PEM, PKCS#8 "PRIVATE KEY" or PKCS#1 "RSA PRIVATE KEY";
 * 2048 bits. sst_adb_key_new - a fresh one.
 */
int sst_adb_key_parse(struct sst_span pem, struct sst_adb_key **out,
    struct sst_err *err) SST_MUST;
int sst_adb_key_new(struct sst_adb_key **out, struct sst_err *err) SST_MUST;
void sst_adb_key_free(struct sst_adb_key **key);
void sst_adb_keys_fini(struct sst_adb_keys *keys);

/*
 * sst_adb_key_sign - the token, as if it were a SHA-1 digest, by
 * RSASSA-PKCS1-v1_5.
 */
int sst_adb_key_sign(const struct sst_adb_key *key,
    const uint8_t token[SST_ADB_KEY_TOKEN], uint8_t out[SST_ADB_KEY_BYTES],
    struct sst_err *err) SST_MUST;

/* sst_adb_key_public - append base64 of the 524-byte struct, " ", comment. */
int sst_adb_key_public(const struct sst_adb_key *key, const char *comment,
    struct sst_buf *out, struct sst_err *err) SST_MUST;

/* sst_adb_key_pem - the private key as PKCS#8 PEM. */
int sst_adb_key_pem(const struct sst_adb_key *key, struct sst_secret *out,
    struct sst_err *err) SST_MUST;

/*
 * sst_adb_keys_load - the user's own key first, then those of vendor.
 *
 *   home    the folder that holds .android/; NULL: no key of the user
 *   vendor  colon list of files, and of folders with *.adb_key; or NULL
 *
 * ~/.android/adbkey is made (mode 0600, folder 0750, adbkey.pub beside it) when
 * it is absent; a file that is there is never written to. A vendor key that
 * cannot be read is passed over.
 */
int sst_adb_keys_load(const char *home, const char *vendor,
    struct sst_adb_keys *out, struct sst_err *err) SST_MUST;

#endif
