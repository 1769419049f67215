/* SPDX-License-Identifier: ISC */
/* age_identity.c: an identity file that is itself sealed. */
#include <string.h>

#include <simstow/archive/age.h>

#define COMMENT "# public key: "

int
sst_age_open_identities(struct sst_span file, struct sst_keys *keys,
    struct sst_err *err)
{
	/* Borrows the passphrase; identities of other files do not open it. */
	const struct sst_keys own = { .passphrase = keys->passphrase,
		.max_logn = keys->max_logn };
	struct sst_source in = sst_source_of_span(&file);
	struct sst_source plain;
	struct sst_age_reader *r = NULL;
	struct sst_buf text;
	int rc = -1;

	sst_buf_init(&text, SST_KEY_FILE);
	if (sst_age_open(&in, &own, &r, err) < 0)
		goto out;
	plain = sst_age_source(r);
	if (sst_source_all(&plain, &text, err) < 0)
		goto out;
	rc = sst_key_read_identities(sst_buf_span(&text), keys, err);
out:
	sst_buf_fini(&text);
	sst_age_free(&r);
	return rc < 0 ? sst_within(err, "identity file") : 0;
}

/* "# public key: age1..." and the identity, as age-keygen writes them. */
static int
make_lines(const struct sst_identity *id, struct sst_secret *out,
    struct sst_err *err)
{
	char public[SST_KEY_TEXT];
	struct sst_secret line = { 0 };
	const size_t at = sizeof(COMMENT) - 1 + SST_KEY_TEXT;

	*out = (struct sst_secret){ 0 };
	if (sst_key_format_identity(id, &line, err) < 0)
		return -1;
	if (sst_secret_new(out, at + line.n + 1, err) < 0) {
		sst_secret_fini(&line);
		return -1;
	}
	sst_key_format_recipient(&id->to, public);
	memcpy(out->p, COMMENT, sizeof(COMMENT) - 1);
	memcpy(out->p + sizeof(COMMENT) - 1, public, SST_KEY_TEXT - 1);
	out->p[at - 1] = '\n';
	memcpy(out->p + at, line.p, line.n);
	out->p[at + line.n] = '\n';
	sst_secret_fini(&line);
	return 0;
}

int
sst_age_seal_identity(const struct sst_identity *id,
    const struct sst_seal *seal, struct sst_buf *out, struct sst_err *err)
{
	struct sst_sink sink = sst_sink_to_buf(out);
	struct sst_seal armored = *seal; /* borrows the passphrase */
	struct sst_age_writer *w = NULL;
	struct sst_secret lines = { 0 };
	int rc = -1;

	armored.is_armored = true;
	if (make_lines(id, &lines, err) < 0 ||
	    sst_age_write_open(&armored, &sink, NULL, &w, err) < 0 ||
	    sst_age_write(w, (struct sst_span){ lines.p, lines.n }, err) < 0)
		goto out;
	rc = sst_age_write_close(w, err);
out:
	sst_age_write_free(&w);
	sst_secret_fini(&lines);
	return rc;
}
