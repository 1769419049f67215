/* SPDX-License-Identifier: ISC */
/* secret.h: bytes that nobody may see, in locked memory, wiped after use. */
#ifndef SIMSTOW_BASE_SECRET_H
#define SIMSTOW_BASE_SECRET_H

#include <simstow/base/span.h>

/* Not a span on purpose: nothing that prints or logs takes one. */
struct sst_secret {
	uint8_t *p; /* libgcrypt secure memory */
	size_t n;
};

/* Bytes of secure memory in the pool. */
#define SST_SECRET_POOL 65536

/*
 * sst_secret_start - set up libgcrypt and its secure memory. Once, before
 * any other thread and any use of libgcrypt; later calls do nothing.
 * Sets *locked to whether the pool could be locked into memory.
 * Error: SST_E_FAILED when libgcrypt is older than 1.10.0.
 */
int sst_secret_start(bool *locked, struct sst_err *err) SST_MUST;

/*
 * sst_secret_new - n zeroed bytes; n = 0 is a secret with p NULL.
 * Error: SST_E_FAILED when the pool is full.
 */
int sst_secret_new(struct sst_secret *s, size_t n,
    struct sst_err *err) SST_MUST;

/* sst_secret_copy - a new secret with the bytes of s (caller wipes s). */
int sst_secret_copy(struct sst_secret *out, struct sst_span s,
    struct sst_err *err) SST_MUST;

/* sst_secret_cut - keep the first n bytes, wipe the rest; n <= s->n. */
void sst_secret_cut(struct sst_secret *s, size_t n);

/* sst_secret_fini - wipe, free, leave s as { 0 }. */
void sst_secret_fini(struct sst_secret *s);

/* sst_secret_is_equal - in a time that depends on the lengths alone. */
bool sst_secret_is_equal(const struct sst_secret *a,
    const struct sst_secret *b);

#endif
