/* SPDX-License-Identifier: ISC */
/* age_look.c: what a sealed file says about itself without a secret. */
#include <stdlib.h>

#include "age_priv.h"

static void
look_at_header(const struct sst_age_header *h, struct sst_age_look *out)
{
	out->x25519 = sst_age_header_count(h, SST_AGE_X25519);
	out->unknown = sst_age_header_count(h, SST_AGE_UNKNOWN);
	out->has_passphrase = sst_age_header_count(h, SST_AGE_SCRYPT) > 0;
	if (out->has_passphrase)
		out->logn = h->stanza[0].logn;
	out->header = h->whole.n;
}

static int
count(const struct sst_source *in, uint64_t *total, struct sst_err *err)
{
	uint8_t block[8192];
	size_t n;

	*total = 0;
	do {
		if (in->read(in->ctx, block, sizeof(block), &n, err) < 0)
			return -1;
		*total += n;
	} while (n > 0);
	return 0;
}

static int
look_at_payload(struct sst_age_feed *f, struct sst_age_look *out,
    struct sst_err *err)
{
	struct sst_source rest = sst_age_feed_source(f);
	uint64_t n;

	if (count(&rest, &n, err) < 0)
		return -1;
	out->sealed = out->header + n;
	if (n < SST_AGE_NONCE)
		return sst_fail(err, SST_E_FORMAT,
		    "header: cut: %llu bytes of nonce, want %d",
		    (unsigned long long)n, SST_AGE_NONCE);
	return sst_age_payload_plain(n - SST_AGE_NONCE, &out->plain, err);
}

int
sst_age_look(const struct sst_source *in, struct sst_age_look *out,
    struct sst_err *err)
{
	struct sst_armor_reader *armor = NULL;
	struct sst_age_header *h;
	struct sst_age_feed feed = { 0 };
	struct sst_source binary;
	int rc = -1;

	*out = (struct sst_age_look){ 0 };
	h = calloc(1, sizeof(*h));
	if (h == NULL)
		return sst_fail(err, SST_E_FAILED, "no memory for a header");
	if (sst_armor_open(in, &armor, &out->is_armored, err) < 0)
		goto out;
	binary = sst_armor_source(armor);
	if (sst_age_feed_init(&feed, &binary, err) < 0 ||
	    sst_age_header_parse(h, &feed, err) < 0)
		goto out;
	look_at_header(h, out);
	rc = look_at_payload(&feed, out, err);
out:
	if (rc < 0)
		*out = (struct sst_age_look){ 0 };
	sst_age_feed_fini(&feed);
	sst_armor_free(&armor);
	sst_age_header_fini(h);
	free(h);
	return rc;
}
