/* SPDX-License-Identifier: ISC */
/*
 * fuzz_adb_key.c: any bytes as a key file. Input: one byte (bit 0: the rest is
 * DER, bit 1: of PKCS#1; else it is PEM), then bytes.
 */
#include <stdlib.h>

#include "../../src/link/adb_key_priv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A key that was taken can do all that a key can. */
static void
use(struct sst_adb_key *key)
{
	static const uint8_t token[SST_ADB_KEY_TOKEN];
	uint8_t sig[SST_ADB_KEY_BYTES];
	struct sst_secret pem = { 0 };
	struct sst_buf line = { 0 };
	struct sst_err err = { 0 };

	if (sst_adb_key_sign(key, token, sig, &err) < 0 ||
	    sst_adb_key_public(key, "x", &line, &err) < 0 ||
	    sst_adb_key_pem(key, &pem, &err) < 0)
		abort();
	sst_secret_fini(&pem);
	sst_buf_fini(&line);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_adb_rsa rsa = { 0 };
	struct sst_adb_key *key;
	struct sst_err err = { 0 };
	struct sst_span s;
	bool locked;

	if (size == 0 || sst_secret_start(&locked, &err) < 0)
		return 0;
	s = (struct sst_span){ data + 1, size - 1 };
	if ((data[0] & 1) != 0) {
		if (sst_adb_rsa_parse(s, (data[0] & 2) != 0, &rsa, &err) < 0 &&
		    err.code == SST_OK)
			abort();
		sst_adb_rsa_fini(&rsa);
		return 0;
	}
	if (sst_adb_key_parse(s, &key, &err) == 0)
		use(key);
	else if (err.code == SST_OK || key != NULL)
		abort();
	sst_adb_key_free(&key);
	return 0;
}
