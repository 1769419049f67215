/* SPDX-License-Identifier: ISC */
/* lsan.c: an allocation of libgcrypt that looks like a leak and is none. */
#include <stdbool.h>
#include <stdint.h>

#include <gcrypt.h>

#include <simstow/base/secret.h>

/* Empty in programs without the leak checker. */
void __lsan_disable(void) __attribute__((weak));
void __lsan_enable(void) __attribute__((weak));

static void start(void) __attribute__((constructor));

/*
 * libgcrypt's random source keeps the only pointer to a buffer of its own in
 * secure memory, where the checker does not look. Let it be made now, so that
 * all that libgcrypt gives out later is still watched.
 */
static void
start(void)
{
	struct sst_err err;
	uint8_t byte;
	bool locked;

	if (__lsan_disable == NULL || __lsan_enable == NULL)
		return;
	__lsan_disable();
	if (sst_secret_start(&locked, &err) == 0)
		gcry_randomize(&byte, 1, GCRY_VERY_STRONG_RANDOM);
	__lsan_enable();
}
