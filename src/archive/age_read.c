/* SPDX-License-Identifier: ISC */
/* age_read.c: header, file key, MAC, payload, in this order and no other. */
#include <stdlib.h>

#include "age_priv.h"

struct sst_age_reader {
	struct sst_armor_reader *armor;
	struct sst_age_feed feed;
	struct sst_age_header header;
	struct sst_age_payload payload;
	enum sst_age_fault fault;
	struct sst_err why; /* of fault, told again to who reads on */
};

/* The stage set fault; what came from elsewhere is told apart here. */
static int
blame(struct sst_age_reader *r, const struct sst_err *err)
{
	if (r->feed.has_failed)
		r->fault = sst_armor_has_fault(r->armor) ? SST_AGE_ARMOR_FAULT
		                                         : SST_AGE_INPUT_FAULT;
	else if (err->code == SST_E_FAILED || r->armor == NULL)
		r->fault = SST_AGE_INPUT_FAULT;
	r->why = *err;
	return -1;
}

static int
open_header(struct sst_age_reader *r, const struct sst_source *in,
    struct sst_err *err)
{
	struct sst_source binary;
	bool is_armored;

	r->fault = SST_AGE_HEADER_FAULT;
	if (sst_armor_open(in, &r->armor, &is_armored, err) < 0)
		return -1;
	binary = sst_armor_source(r->armor);
	if (sst_age_feed_init(&r->feed, &binary, err) < 0)
		return -1;
	return sst_age_header_parse(&r->header, &r->feed, err);
}

static int
check_mac(struct sst_age_reader *r, const struct sst_secret *file_key,
    struct sst_err *err)
{
	int fits = sst_age_mac_fits(&r->header, file_key, err);

	r->fault = SST_AGE_MAC_FAULT;
	if (fits == 0)
		return sst_fail(err, SST_E_FORMAT,
		    "header: damaged or changed: its MAC is wrong");
	return fits < 0 ? -1 : 0;
}

static int
open_payload(struct sst_age_reader *r, const struct sst_secret *file_key,
    struct sst_err *err)
{
	struct sst_source rest = sst_age_feed_source(&r->feed);
	uint8_t nonce[SST_AGE_NONCE];
	size_t n;

	if (check_mac(r, file_key, err) < 0)
		return -1;
	r->fault = SST_AGE_HEADER_FAULT;
	if (sst_source_fill(&rest, nonce, sizeof(nonce), &n, err) < 0)
		return -1;
	if (n < sizeof(nonce))
		return sst_fail(err, SST_E_FORMAT,
		    "header: cut: %zu bytes of nonce, want %zu", n,
		    sizeof(nonce));
	if (sst_age_payload_init(&r->payload, file_key, nonce, err) < 0)
		return -1;
	r->fault = SST_AGE_OPENED;
	return 0;
}

static int
new_reader(struct sst_age_reader **r, struct sst_err *err)
{
	*r = calloc(1, sizeof(**r));
	if (*r == NULL)
		return sst_fail(err, SST_E_FAILED, "no memory for a reader");
	return 0;
}

int
sst_age_open(const struct sst_source *in, const struct sst_keys *keys,
    struct sst_age_reader **r, struct sst_err *err)
{
	struct sst_secret file_key = { 0 };
	int rc = 0;

	if (new_reader(r, err) < 0)
		return -1;
	if (open_header(*r, in, err) < 0 ||
	    sst_age_unlock(&(*r)->header, keys, &file_key, &(*r)->fault, err) <
	        0 ||
	    open_payload(*r, &file_key, err) < 0)
		rc = blame(*r, err);
	sst_secret_fini(&file_key);
	return rc;
}

static int
compare_header(const struct sst_age_reader *r,
    const struct sst_age_witness *witness, struct sst_err *err)
{
	struct sst_span have = r->header.whole;
	struct sst_span want = sst_buf_span(&witness->header);
	size_t at = 0;

	if (sst_span_is_equal(have, want))
		return 0;
	while (at < have.n && at < want.n && have.p[at] == want.p[at])
		at++;
	return sst_fail(err, SST_E_FORMAT,
	    "header: byte %zu is not what was written", at);
}

int
sst_age_open_again(const struct sst_source *in,
    const struct sst_age_witness *witness, struct sst_age_reader **r,
    struct sst_err *err)
{
	if (new_reader(r, err) < 0)
		return -1;
	if (open_header(*r, in, err) < 0 ||
	    compare_header(*r, witness, err) < 0 ||
	    open_payload(*r, &witness->file_key, err) < 0)
		return blame(*r, err);
	return 0;
}

static int
read_plain(void *ctx, uint8_t *p, size_t cap, size_t *n, struct sst_err *err)
{
	struct sst_age_reader *r = ctx;
	struct sst_source rest = sst_age_feed_source(&r->feed);

	*n = 0;
	if (r->fault != SST_AGE_OPENED) {
		*err = r->why;
		return -1;
	}
	if (sst_age_payload_get(&r->payload, &rest, p, cap, n, err) == 0)
		return 0;
	r->fault = SST_AGE_PAYLOAD_FAULT;
	return blame(r, err);
}

struct sst_source
sst_age_source(struct sst_age_reader *r)
{
	return (struct sst_source){ read_plain, r };
}

enum sst_age_fault
sst_age_fault(const struct sst_age_reader *r)
{
	return r != NULL ? r->fault : SST_AGE_INPUT_FAULT;
}

void
sst_age_free(struct sst_age_reader **r)
{
	if (*r != NULL) {
		sst_age_payload_fini(&(*r)->payload);
		sst_age_header_fini(&(*r)->header);
		sst_age_feed_fini(&(*r)->feed);
		sst_armor_free(&(*r)->armor);
		free(*r);
	}
	*r = NULL;
}
