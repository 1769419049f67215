/* SPDX-License-Identifier: ISC */
/* fuzz_age_payload.c: hostile chunks, and right ones with one change. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "../../src/archive/age_priv.h"

#define MOST ((size_t)4 * SST_AGE_SEALED)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Bytes of a payload, and those that came out of it. */
struct run {
	struct sst_buf sealed;
	struct sst_buf plain;
};

static const uint8_t nonce[SST_AGE_NONCE];

static int
init(struct sst_age_payload *p)
{
	struct sst_secret key = { 0 };
	struct sst_err err = { 0 };
	int rc =
	    sst_secret_copy(&key, sst_span_of_text("YELLOW SUBMARINE"), &err);

	*p = (struct sst_age_payload){ 0 };
	if (rc == 0)
		rc = sst_age_payload_init(p, &key, nonce, &err);
	sst_secret_fini(&key);
	return rc;
}

static int
open_all(struct run *r)
{
	struct sst_span s = sst_buf_span(&r->sealed);
	struct sst_source in = sst_source_of_span(&s);
	struct sst_age_payload p;
	struct sst_err err = { 0 };
	uint8_t *out = NULL;
	size_t n = 1;
	int rc = init(&p);

	sst_buf_clear(&r->plain);
	while (rc == 0 && n > 0) {
		rc = sst_buf_reserve(&r->plain, 50000, &out, &err);
		if (rc == 0)
			rc = sst_age_payload_get(&p, &in, out, 50000, &n, &err);
		sst_buf_commit(&r->plain, rc == 0 ? n : 0);
	}
	sst_age_payload_fini(&p);
	return rc;
}

static int
seal_all(struct sst_span s, struct sst_buf *out)
{
	struct sst_sink sink = sst_sink_to_buf(out);
	struct sst_age_payload p;
	struct sst_err err = { 0 };
	int rc = init(&p);

	if (rc == 0)
		rc = sst_age_payload_put(&p, s, &sink, &err);
	if (rc == 0)
		rc = sst_age_payload_close(&p, &sink, &err);
	sst_age_payload_fini(&p);
	return rc;
}

/*
 * n bytes that repeat s. What opens has a length that is possible, and
 * sealing what came out gives as many bytes again.
 */
static void
check_hostile(struct sst_span s, size_t n)
{
	struct run r = { 0 };
	struct sst_buf back = { 0 };
	struct sst_err err = { 0 };
	uint64_t plain;

	r.plain.max = r.sealed.max = back.max = 2 * MOST;
	while (r.sealed.n < n && s.n > 0) {
		size_t part = n - r.sealed.n < s.n ? n - r.sealed.n : s.n;

		if (sst_buf_put(&r.sealed, (struct sst_span){ s.p, part },
		        &err) < 0)
			goto out;
	}
	if (open_all(&r) < 0)
		goto out;
	if (sst_age_payload_plain(r.sealed.n, &plain, &err) < 0 ||
	    plain != r.plain.n)
		abort();
	if (seal_all(sst_buf_span(&r.plain), &back) == 0)
		assert(back.n == r.sealed.n);
out:
	sst_buf_fini(&back);
	sst_buf_fini(&r.sealed);
	sst_buf_fini(&r.plain);
}

/* s sealed opens to s; with one bit changed it does not open. */
static void
check_right(struct sst_span s, size_t at)
{
	struct run r = { 0 };

	if (seal_all(s, &r.sealed) < 0)
		goto out;
	if (open_all(&r) == 0)
		assert(sst_span_is_equal(sst_buf_span(&r.plain), s));
#ifndef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
	r.sealed.p[at % r.sealed.n] ^= (uint8_t)(1U << at % 8);
	assert(open_all(&r) < 0);
#else
	(void)at;
#endif
out:
	sst_buf_fini(&r.sealed);
	sst_buf_fini(&r.plain);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_err err = { 0 };
	bool locked;
	size_t n;

	if (sst_secret_start(&locked, &err) < 0)
		abort();
	if (size < 3)
		return 0;
	/* The first 3 bytes are how long the payload is. */
	n = ((size_t)data[0] << 16 | (size_t)data[1] << 8 | data[2]) % MOST;
	check_hostile((struct sst_span){ data + 3, size - 3 }, n);
	check_right((struct sst_span){ data + 3, size - 3 }, n);
	return 0;
}
