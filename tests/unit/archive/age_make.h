/* SPDX-License-Identifier: ISC */
/* age_make.h: age files by hand, right and wrong ones, and slow sources. */
#ifndef SIMSTOW_TESTS_AGE_MAKE_H
#define SIMSTOW_TESTS_AGE_MAKE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../../src/archive/age_priv.h"

#define INTRO SST_AGE_INTRO
/* 32 zero bytes; 16 zero bytes; 48, a full body line */
#define Z32 "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
#define Z16 "AAAAAAAAAAAAAAAAAAAAAA"
#define Z48 Z32 "AAAAAAAAAAAAAAAAAAAAA"
#define MAC "--- " Z32 "\n"
#define TO_ZERO "-> X25519 " Z32 "\n" Z32 "\n"
#define BY_PASSPHRASE "-> scrypt " Z16 " 10\n" Z32 "\n"

/* The scalar 00 01 .. 1F; what age-keygen -y says of it. */
#define IDENTITY                                                              \
	"AGE-SECRET-KEY-1QQQSYQCYQ5RQWZQFPG9SCRGWPUGPZYSNZS23V9CCRYDPK8QARC0" \
	"SWRYDWG"
#define RECIPIENT \
	"age13aqvttdk3ujkyjh9kg2w5an6dmy5mq5a84a4uxk3hfhnugfc9p0sy5p2wh"

static inline int
start_gcrypt(void **state)
{
	struct sst_err err = { 0 };
	bool locked;

	(void)state;
	return sst_secret_start(&locked, &err);
}

/* A source that gives at most step bytes at a time and may fail at its end. */
struct drip {
	struct sst_span left;
	size_t step;
	bool is_bad;
};

static inline int
read_drip(void *ctx, uint8_t *p, size_t cap, size_t *n, struct sst_err *err)
{
	struct drip *d = ctx;

	*n = 0;
	if (d->left.n == 0 && d->is_bad)
		return sst_fail(err, SST_E_FAILED, "the cable is out");
	*n = d->left.n < cap ? d->left.n : cap;
	*n = *n < d->step ? *n : d->step;
	if (*n == 0)
		return 0;
	memcpy(p, d->left.p, *n);
	d->left.p += *n;
	d->left.n -= *n;
	return 0;
}

static inline struct sst_source
source_of_drip(struct drip *d)
{
	return (struct sst_source){ read_drip, d };
}

static inline void
get_keys(struct sst_keys *keys)
{
	struct sst_err err = { 0 };

	*keys = (struct sst_keys){ 0 };
	assert_int_equal(sst_key_parse_identity(sst_span_of_text(IDENTITY),
	                     &keys->id[0], &err),
	    0);
	keys->id_n = 1;
}

static inline void
get_passphrase(const char *text, struct sst_secret *out)
{
	struct sst_err err = { 0 };

	assert_int_equal(sst_secret_copy(out, sst_span_of_text(text), &err), 0);
}

static inline void
get_file_key(struct sst_secret *out)
{
	struct sst_err err = { 0 };

	assert_int_equal(sst_secret_copy(out,
	                     sst_span_of_text("YELLOW SUBMARINE"), &err),
	    0);
}

static inline void
put(struct sst_buf *b, const char *text)
{
	struct sst_err err = { 0 };

	assert_int_equal(sst_buf_put_text(b, text, &err), 0);
}

/* A stanza for IDENTITY around the file key of get_file_key. */
static inline void
put_stanza_for_us(struct sst_buf *b)
{
	struct sst_recipient to;
	struct sst_secret key;
	struct sst_err err = { 0 };

	assert_int_equal(sst_key_parse_recipient(RECIPIENT, &to, &err), 0);
	get_file_key(&key);
	assert_int_equal(sst_age_wrap_x25519(&key, &to, b, &err), 0);
	sst_secret_fini(&key);
}

/* The last line, with a MAC that is right for what is in b. */
static inline void
put_mac(struct sst_buf *b)
{
	uint8_t mac[SST_AGE_KEY];
	struct sst_secret key;
	struct sst_err err = { 0 };

	get_file_key(&key);
	put(b, "---");
	assert_int_equal(sst_age_mac_make(sst_buf_span(b), &key, mac, &err), 0);
	assert_int_equal(sst_age_header_put_mac(b, mac, &err), 0);
	sst_secret_fini(&key);
}

/* A nonce of zeros and the payload for n bytes of 'x'. */
static inline void
put_payload(struct sst_buf *b, size_t n)
{
	static const uint8_t nonce[SST_AGE_NONCE];
	static uint8_t block[4096];
	struct sst_sink sink = sst_sink_to_buf(b);
	struct sst_age_payload p;
	struct sst_secret key;
	struct sst_err err = { 0 };

	memset(block, 'x', sizeof(block));
	get_file_key(&key);
	assert_int_equal(sst_buf_put(b, SST_SPAN(nonce), &err), 0);
	assert_int_equal(sst_age_payload_init(&p, &key, nonce, &err), 0);
	while (n > 0) {
		size_t part = n < sizeof(block) ? n : sizeof(block);
		struct sst_span s = { block, part };

		assert_int_equal(sst_age_payload_put(&p, s, &sink, &err), 0);
		n -= part;
	}
	assert_int_equal(sst_age_payload_close(&p, &sink, &err), 0);
	sst_age_payload_fini(&p);
	sst_secret_fini(&key);
}

/* A whole file for us; stanzas stand before ours. */
static inline void
put_file(struct sst_buf *b, const char *stanzas, size_t n)
{
	put(b, INTRO);
	put(b, stanzas);
	put_stanza_for_us(b);
	put_mac(b);
	put_payload(b, n);
}

/* Open and read all; what came out is counted, the reader's fault is given. */
static inline enum sst_age_fault
open_file(struct sst_span file, const struct sst_keys *keys, size_t *plain,
    struct sst_err *err)
{
	struct drip d = { file, 1000, false };
	struct sst_source in = source_of_drip(&d);
	struct sst_age_reader *r;
	struct sst_source out;
	uint8_t block[999];
	enum sst_age_fault fault;
	size_t n;
	int rc;

	*plain = 0;
	rc = sst_age_open(&in, keys, &r, err);
	out = sst_age_source(r);
	n = 1;
	while (rc == 0 && n > 0) {
		rc = out.read(out.ctx, block, sizeof(block), &n, err);
		*plain += n;
	}
	fault = sst_age_fault(r);
	assert_int_equal(rc < 0, fault != SST_AGE_OPENED);
	sst_age_free(&r);
	return fault;
}

#endif
