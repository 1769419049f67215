/* SPDX-License-Identifier: ISC */
/* age_write.c: a header for the recipients, then the payload. */
#include <stdlib.h>
#include <string.h>

#include "age_priv.h"

struct sst_age_writer {
	struct sst_sink out; /* takes the binary file */
	struct sst_armor_writer *armor;
	struct sst_age_payload payload;
	bool is_broken;
};

void
sst_age_witness_fini(struct sst_age_witness *w)
{
	sst_secret_fini(&w->file_key);
	sst_buf_fini(&w->header);
}

static int
check_seal(const struct sst_seal *seal, struct sst_err *err)
{
	if (seal->to_n > SST_KEY_MAX)
		return sst_fail(err, SST_E_USAGE, "more than %d recipients",
		    SST_KEY_MAX);
	if (seal->to_n > 0)
		return 0;
	if (seal->passphrase.n == 0)
		return sst_fail(err, SST_E_USAGE,
		    "nobody to seal to: no recipient and no passphrase");
	if (seal->logn != 0 && (seal->logn < SST_KEY_LOGN_LEAST ||
	                           seal->logn > SST_KEY_LOGN_LIMIT))
		return sst_fail(err, SST_E_USAGE,
		    "passphrase work factor 2^%u, want 2^%d to 2^%d",
		    seal->logn, SST_KEY_LOGN_LEAST, SST_KEY_LOGN_LIMIT);
	return 0;
}

static int
put_stanzas(struct sst_buf *header, const struct sst_seal *seal,
    const struct sst_secret *file_key, struct sst_err *err)
{
	unsigned logn = seal->logn != 0 ? seal->logn : SST_KEY_LOGN_WRITE;

	if (seal->to_n == 0)
		return sst_age_wrap_scrypt(file_key, &seal->passphrase, logn,
		    header, err);
	for (size_t i = 0; i < seal->to_n; i++)
		if (sst_age_wrap_x25519(file_key, &seal->to[i], header, err) <
		    0)
			return sst_within(err, "recipient %zu", i + 1);
	return 0;
}

static int
make_header(struct sst_buf *header, const struct sst_seal *seal,
    const struct sst_secret *file_key, struct sst_err *err)
{
	uint8_t mac[SST_AGE_KEY];

	if (sst_buf_put_text(header, SST_AGE_INTRO, err) < 0 ||
	    put_stanzas(header, seal, file_key, err) < 0 ||
	    sst_age_header_put_end(header, err) < 0 ||
	    sst_age_mac_make(sst_buf_span(header), file_key, mac, err) < 0)
		return -1;
	return sst_age_header_put_mac(header, mac, err);
}

static int
begin(struct sst_age_writer *w, struct sst_span header,
    const struct sst_secret *file_key, struct sst_err *err)
{
	uint8_t nonce[SST_AGE_NONCE];

	gcry_randomize(nonce, sizeof(nonce), GCRY_STRONG_RANDOM);
	if (sst_age_payload_init(&w->payload, file_key, nonce, err) < 0 ||
	    w->out.write(w->out.ctx, header, err) < 0)
		return -1;
	return w->out.write(w->out.ctx, SST_SPAN(nonce), err);
}

static struct sst_age_writer *
new_writer(const struct sst_sink *out, bool is_armored, struct sst_err *err)
{
	struct sst_age_writer *w = calloc(1, sizeof(*w));

	if (w == NULL) {
		sst_err_set(err, SST_E_FAILED, "no memory for a writer");
		return NULL;
	}
	w->out = *out;
	if (!is_armored)
		return w;
	if (sst_armor_write_open(out, &w->armor, err) < 0) {
		sst_age_write_free(&w);
		return NULL;
	}
	w->out = sst_armor_sink(w->armor);
	return w;
}

int
sst_age_write_open(const struct sst_seal *seal, const struct sst_sink *out,
    struct sst_age_witness *witness, struct sst_age_writer **res,
    struct sst_err *err)
{
	struct sst_age_witness made = { 0 };
	struct sst_age_writer *w = NULL;
	int rc = -1;

	*res = NULL;
	if (witness != NULL)
		*witness = (struct sst_age_witness){ 0 };
	sst_buf_init(&made.header, SST_AGE_HEADER);
	if (check_seal(seal, err) < 0 ||
	    sst_secret_new(&made.file_key, SST_AGE_FILE_KEY, err) < 0)
		goto out;
	gcry_randomize(made.file_key.p, made.file_key.n, GCRY_STRONG_RANDOM);
	if (make_header(&made.header, seal, &made.file_key, err) < 0)
		goto out;
	w = new_writer(out, seal->is_armored, err);
	if (w == NULL ||
	    begin(w, sst_buf_span(&made.header), &made.file_key, err) < 0)
		goto out;
	if (witness != NULL) {
		*witness = made;
		made = (struct sst_age_witness){ 0 };
	}
	*res = w;
	w = NULL;
	rc = 0;
out:
	sst_age_write_free(&w);
	sst_age_witness_fini(&made);
	return rc;
}

/* A chunk that was lost would leave a file of right chunks with a hole. */
static int
check_whole(const struct sst_age_writer *w, struct sst_err *err)
{
	if (w->is_broken)
		return sst_fail(err, SST_E_FAILED, "an earlier write failed");
	return 0;
}

int
sst_age_write(struct sst_age_writer *w, struct sst_span s, struct sst_err *err)
{
	if (check_whole(w, err) < 0)
		return -1;
	w->is_broken = sst_age_payload_put(&w->payload, s, &w->out, err) < 0;
	return w->is_broken ? -1 : 0;
}

int
sst_age_write_close(struct sst_age_writer *w, struct sst_err *err)
{
	if (check_whole(w, err) < 0)
		return -1;
	w->is_broken = true;
	if (sst_age_payload_close(&w->payload, &w->out, err) < 0)
		return -1;
	return w->armor != NULL ? sst_armor_write_close(w->armor, err) : 0;
}

void
sst_age_write_free(struct sst_age_writer **w)
{
	if (*w != NULL) {
		sst_age_payload_fini(&(*w)->payload);
		sst_armor_write_free(&(*w)->armor);
		free(*w);
	}
	*w = NULL;
}
