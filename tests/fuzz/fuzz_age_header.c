/* SPDX-License-Identifier: ISC */
/* fuzz_age_header.c: a header that parses is the one text of its parts. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "../../src/archive/age_priv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int
put_header(const struct sst_age_header *h, struct sst_buf *out)
{
	struct sst_err err = { 0 };

	if (sst_buf_put_text(out, SST_AGE_INTRO, &err) < 0)
		return -1;
	for (size_t i = 0; i < h->stanza_n; i++) {
		const struct sst_age_stanza *s = &h->stanza[i];

		if (sst_age_header_put_stanza(out, s->arg, s->arg_n,
		        sst_age_header_body(h, s), &err) < 0)
			return -1;
	}
	if (sst_age_header_put_end(out, &err) < 0)
		return -1;
	assert(sst_span_is_equal(sst_buf_span(out), h->authentic));
	return sst_age_header_put_mac(out, h->mac, &err);
}

static bool
check_header(struct sst_span file)
{
	static struct sst_age_header h;
	struct sst_source in = sst_source_of_span(&file);
	struct sst_age_feed f = { 0 };
	struct sst_buf back = { 0 };
	struct sst_err err = { 0 };
	int rc = -1;

	if (sst_age_feed_init(&f, &in, &err) < 0)
		return false;
	rc = sst_age_header_parse(&h, &f, &err);
	assert(rc == 0 || err.msg[0] != '\0');
	if (rc == 0 && put_header(&h, &back) == 0)
		assert(sst_span_is_equal(sst_buf_span(&back), h.whole));
	sst_buf_fini(&back);
	sst_age_header_fini(&h);
	sst_age_feed_fini(&f);
	return rc == 0;
}

/* A look agrees with the parser, and with the lengths. */
static void
check_look(struct sst_span file, bool is_header)
{
	size_t size = file.n;
	struct sst_source in = sst_source_of_span(&file);
	struct sst_age_look look;
	struct sst_err err = { 0 };

	if (sst_age_look(&in, &look, &err) < 0)
		return;
	assert(look.is_armored || is_header);
	assert(look.is_armored || look.sealed == size);
	assert(look.plain < look.sealed);
}

/*
 * With a passphrase whose work is 2 at most, and an identity; in a fuzzing
 * build every tag fits, and the payload is reached too.
 */
static void
check_open(struct sst_span file, const struct sst_keys *keys)
{
	struct sst_source in = sst_source_of_span(&file);
	struct sst_age_reader *r = NULL;
	struct sst_buf out = { 0 };
	struct sst_err err = { 0 };
	struct sst_source plain;
	int rc = sst_age_open(&in, keys, &r, &err);

	if (rc == 0) {
		plain = sst_age_source(r);
		rc = sst_source_all(&plain, &out, &err);
	}
	assert(rc == 0 || err.msg[0] != '\0');
	assert(rc < 0 || sst_age_fault(r) == SST_AGE_OPENED);
	sst_age_free(&r);
	sst_buf_fini(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char secret[] =
	    "AGE-SECRET-KEY-1QQQSYQCYQ5RQWZQFPG9SCRGWPUGPZYSNZS23V9CCRYDPK8QAR"
	    "C0SWRYDWG";
	struct sst_span file = { data, size };
	struct sst_keys keys = { .max_logn = 1 };
	struct sst_err err = { 0 };
	bool locked;

	if (sst_secret_start(&locked, &err) < 0)
		abort();
	check_look(file, check_header(file));
	if (sst_key_parse_identity(sst_span_of_text(secret), &keys.id[0],
	        &err) == 0 &&
	    sst_secret_copy(&keys.passphrase, sst_span_of_text("x"), &err) ==
	        0) {
		keys.id_n = 1;
		check_open(file, &keys);
	}
	keys.id_n = 1;
	sst_keys_fini(&keys);
	return 0;
}
