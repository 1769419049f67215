/* SPDX-License-Identifier: ISC */
/* age_payload.c: the chunks of an age v1 payload, sealed and opened. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "age_priv.h"

#define INFO "payload"

int
sst_age_payload_init(struct sst_age_payload *p,
    const struct sst_secret *file_key, const uint8_t nonce[SST_AGE_NONCE],
    struct sst_err *err)
{
	struct sst_span salt = { nonce, SST_AGE_NONCE };
	struct sst_secret key = { 0 };
	int rc = -1;

	*p = (struct sst_age_payload){ 0 };
	if (sst_age_crypt_hkdf(file_key, salt, INFO, &key, err) < 0 ||
	    sst_age_aead_init(&p->aead, &key, err) < 0)
		goto out;
	p->chunk = malloc(SST_AGE_SEALED);
	if (p->chunk == NULL) {
		sst_err_set(err, SST_E_FAILED, "no memory for a chunk");
		goto out;
	}
	rc = 0;
out:
	if (rc < 0)
		sst_age_payload_fini(p);
	sst_secret_fini(&key);
	return rc;
}

void
sst_age_payload_fini(struct sst_age_payload *p)
{
	sst_age_aead_fini(&p->aead);
	if (p->chunk != NULL) {
		explicit_bzero(p->chunk, SST_AGE_SEALED);
		free(p->chunk);
	}
	*p = (struct sst_age_payload){ 0 };
}

/* 11 bytes of counter, big-endian, and whether the chunk is the last. */
static void
make_nonce(uint8_t nonce[12], uint64_t counter, bool is_last)
{
	memset(nonce, 0, 12);
	for (size_t i = 0; i < 8; i++)
		nonce[10 - i] = (uint8_t)(counter >> 8 * i);
	nonce[11] = is_last ? 1 : 0;
}

static int
seal_chunk(struct sst_age_payload *p, bool is_last, const struct sst_sink *out,
    struct sst_err *err)
{
	uint8_t nonce[12];

	make_nonce(nonce, p->counter, is_last);
	if (sst_age_aead_seal(&p->aead, nonce, p->chunk, p->n, err) < 0)
		return -1;
	if (out->write(out->ctx,
	        (struct sst_span){ p->chunk, p->n + SST_AGE_TAG }, err) < 0)
		return -1;
	p->counter++;
	p->n = 0;
	return 0;
}

int
sst_age_payload_put(struct sst_age_payload *p, struct sst_span s,
    const struct sst_sink *out, struct sst_err *err)
{
	assert(!p->is_over);
	while (s.n > 0) {
		size_t n = SST_AGE_CHUNK - p->n;

		/* A full chunk waits: it may be the last. */
		if (n == 0) {
			if (seal_chunk(p, false, out, err) < 0)
				return -1;
			continue;
		}
		n = s.n < n ? s.n : n;
		memcpy(p->chunk + p->n, s.p, n);
		p->n += n;
		s.p += n;
		s.n -= n;
	}
	return 0;
}

int
sst_age_payload_close(struct sst_age_payload *p, const struct sst_sink *out,
    struct sst_err *err)
{
	assert(!p->is_over);
	p->is_over = true;
	return seal_chunk(p, true, out, err);
}

/* 1 opened, 0 the tag is wrong, -1 libgcrypt failed. */
static int
try_chunk(struct sst_age_payload *p, size_t n, bool is_last,
    struct sst_err *err)
{
	uint8_t nonce[12];
	int got;

	make_nonce(nonce, p->counter, is_last);
	got = sst_age_aead_open(&p->aead, nonce, p->chunk, n, err);
	if (got == 1)
		p->is_last = is_last;
	return got;
}

static int
check_length(const struct sst_age_payload *p, size_t n, struct sst_err *err)
{
	if (n == 0)
		return sst_fail(err, SST_E_FORMAT,
		    "cut: the end comes before the last chunk");
	if (n < SST_AGE_TAG)
		return sst_fail(err, SST_E_FORMAT,
		    "cut: %zu bytes, want at least %d", n, SST_AGE_TAG);
	if (n == SST_AGE_TAG && p->counter > 0)
		return sst_fail(err, SST_E_FORMAT, "a last chunk of no bytes");
	return 0;
}

static int
open_chunk(struct sst_age_payload *p, const struct sst_source *in,
    struct sst_err *err)
{
	size_t n;
	int got = 0;

	if (sst_source_fill(in, p->chunk, SST_AGE_SEALED, &n, err) < 0)
		return -1;
	if (check_length(p, n, err) < 0)
		return sst_within(err, "payload: chunk %llu",
		    (unsigned long long)p->counter);
	if (n == SST_AGE_SEALED)
		got = try_chunk(p, n, false, err);
	if (got == 0)
		got = try_chunk(p, n, true, err);
	if (got < 0)
		return -1;
	if (got == 0)
		return sst_fail(err, SST_E_FORMAT,
		    "payload: chunk %llu is damaged: its tag is wrong",
		    (unsigned long long)p->counter);
	p->counter++;
	p->n = n - SST_AGE_TAG;
	p->at = 0;
	return 0;
}

static int
check_end(struct sst_age_payload *p, const struct sst_source *in,
    struct sst_err *err)
{
	uint8_t extra;
	size_t n;

	if (in->read(in->ctx, &extra, 1, &n, err) < 0)
		return -1;
	if (n > 0)
		return sst_fail(err, SST_E_FORMAT,
		    "payload: data after the last chunk");
	p->is_over = true;
	return 0;
}

int
sst_age_payload_get(struct sst_age_payload *p, const struct sst_source *in,
    uint8_t *out, size_t cap, size_t *n, struct sst_err *err)
{
	*n = 0;
	while (p->at == p->n && !p->is_over)
		if ((p->is_last ? check_end : open_chunk)(p, in, err) < 0)
			return -1;
	*n = p->n - p->at < cap ? p->n - p->at : cap;
	memcpy(out, p->chunk + p->at, *n);
	p->at += *n;
	return 0;
}

int
sst_age_payload_plain(uint64_t n, uint64_t *plain, struct sst_err *err)
{
	uint64_t full = n / SST_AGE_SEALED;
	uint64_t tail = n % SST_AGE_SEALED;

	*plain = 0;
	if (n == 0 || (tail > 0 && tail < SST_AGE_TAG) ||
	    (tail == SST_AGE_TAG && full > 0))
		return sst_fail(err, SST_E_FORMAT,
		    "payload: no age file has %llu bytes of chunks: cut, or "
		    "longer than it was",
		    (unsigned long long)n);
	*plain = full * SST_AGE_CHUNK + (tail > 0 ? tail - SST_AGE_TAG : 0);
	return 0;
}
