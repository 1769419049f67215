/* SPDX-License-Identifier: ISC */
/* secret.c: bytes that nobody may see, in locked memory, wiped after use. */
#include <assert.h>
#include <string.h>

#include <gcrypt.h>

#include "secret_priv.h"

#define GCRYPT_OLDEST "1.10.0"

int
sst_secret_start(bool *locked, struct sst_err *err)
{
	static bool is_locked;

	*locked = is_locked;
	if (gcry_control(GCRYCTL_INITIALIZATION_FINISHED_P) != 0)
		return 0;
	if (gcry_check_version(GCRYPT_OLDEST) == NULL)
		return sst_fail(err, SST_E_FAILED,
		    "libgcrypt %s found, %s or newer wanted",
		    gcry_check_version(NULL), GCRYPT_OLDEST);
	/* The caller says in its own words that memory is not locked. */
	gcry_control(GCRYCTL_DISABLE_SECMEM_WARN);
	is_locked = gcry_control(GCRYCTL_INIT_SECMEM, SST_SECRET_POOL, 0) == 0;
	gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
	*locked = is_locked;
	return 0;
}

int
sst_secret_new(struct sst_secret *s, size_t n, struct sst_err *err)
{
	uint8_t *p;

	*s = (struct sst_secret){ 0 };
	if (n == 0)
		return 0;
	/* The x variants of libgcrypt abort when the pool is full. */
	p = gcry_calloc_secure(1, n);
	if (p == NULL)
		return sst_fail(err, SST_E_FAILED,
		    "no secure memory for %zu bytes", n);
	*s = (struct sst_secret){ p, n };
	return 0;
}

int
sst_secret_copy(struct sst_secret *out, struct sst_span s, struct sst_err *err)
{
	if (sst_secret_new(out, s.n, err) < 0)
		return -1;
	if (s.n > 0)
		memcpy(out->p, s.p, s.n);
	return 0;
}

void
sst_secret_cut(struct sst_secret *s, size_t n)
{
	assert(n <= s->n);
	if (n == 0) {
		sst_secret_fini(s);
		return;
	}
	explicit_bzero(s->p + n, s->n - n);
	s->n = n;
}

void
sst_secret_fini(struct sst_secret *s)
{
	if (s->p != NULL) {
		explicit_bzero(s->p, s->n);
		gcry_free(s->p);
	}
	*s = (struct sst_secret){ 0 };
}

bool
sst_secret_is_equal(const struct sst_secret *a, const struct sst_secret *b)
{
	volatile uint8_t diff = 0;

	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		diff = (uint8_t)(diff | (a->p[i] ^ b->p[i]));
	return diff == 0;
}

int
sst_secret_line(struct sst_secret *out, struct sst_span s, struct sst_err *err)
{
	const uint8_t *end = s.n > 0 ? memchr(s.p, '\n', s.n) : NULL;

	*out = (struct sst_secret){ 0 };
	if (end != NULL)
		s.n = (size_t)(end - s.p);
	if (end != NULL && s.n > 0 && s.p[s.n - 1] == '\r')
		s.n--;
	if (s.n == 0)
		return sst_fail(err, SST_E_USAGE, "the first line is empty");
	if (s.n > SST_SECRET_LINE)
		return sst_fail(err, SST_E_USAGE,
		    "the first line has more than %d bytes", SST_SECRET_LINE);
	return sst_secret_copy(out, s, err);
}
