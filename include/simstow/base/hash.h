/* SPDX-License-Identifier: ISC */
/* hash.h: SHA-256. */
#ifndef SIMSTOW_BASE_HASH_H
#define SIMSTOW_BASE_HASH_H

#include <simstow/base/span.h>

#define SST_SHA256_BYTES 32
#define SST_SHA256_TEXT 65

/* sst_hash_sha256 - the digest of s. libgcrypt was started. */
void sst_hash_sha256(struct sst_span s, uint8_t out[SST_SHA256_BYTES]);

/* sst_hash_text - the digest as 64 lower-case digits and a NUL. */
void sst_hash_text(struct sst_span s, char out[SST_SHA256_TEXT]);

#endif
