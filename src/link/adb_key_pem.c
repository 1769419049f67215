/* SPDX-License-Identifier: ISC */
/* adb_key_pem.c: the text form of a private key, RFC 7468. */
#include <string.h>

#include <simstow/base/base64.h>

#include "adb_key_priv.h"

#define LINE 64

static const struct {
	const char *first;
	const char *last;
	bool is_pkcs1;
} kinds[] = {
	{ "-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----", false },
	{ "-----BEGIN RSA PRIVATE KEY-----", "-----END RSA PRIVATE KEY-----",
	    true },
};

#define KINDS (sizeof(kinds) / sizeof(kinds[0]))

/* The next line without its end and blanks after it. */
static bool
next_line(struct sst_span *text, struct sst_span *line)
{
	const uint8_t *lf;
	size_t used = text->n;

	if (text->n == 0)
		return false;
	lf = memchr(text->p, '\n', text->n);
	*line = *text;
	if (lf != NULL) {
		line->n = (size_t)(lf - text->p);
		used = line->n + 1;
	}
	text->p += used;
	text->n -= used;
	while (line->n > 0 &&
	       (line->p[line->n - 1] == '\r' || line->p[line->n - 1] == ' ' ||
	           line->p[line->n - 1] == '\t'))
		line->n--;
	return true;
}

static bool
is_line(struct sst_span line, const char *text)
{
	return sst_span_is_equal(line, sst_span_of_text(text));
}

/* The base64 of a block, in one line. */
static int
join(struct sst_span text, const char *last, struct sst_buf *out,
    struct sst_err *err)
{
	struct sst_span line;

	while (next_line(&text, &line)) {
		if (is_line(line, last))
			return 0;
		if (sst_buf_put(out, line, err) < 0)
			return -1;
	}
	return sst_fail(err, SST_E_FORMAT, "the PEM block has no end");
}

static int
decode(struct sst_span text, size_t kind, struct sst_buf *der,
    struct sst_err *err)
{
	struct sst_buf all = { .max = SST_ADB_KEY_FILE };
	int rc = -1;

	if (join(text, kinds[kind].last, &all, err) == 0 &&
	    sst_base64_parse(sst_buf_span(&all), SST_BASE64_PADDED, der, err) ==
	        0)
		rc = 0;
	sst_buf_fini(&all);
	return rc;
}

int
sst_adb_pem_parse(struct sst_span pem, struct sst_buf *der, bool *is_pkcs1,
    struct sst_err *err)
{
	struct sst_span line;

	*is_pkcs1 = false;
	if (pem.n > SST_ADB_KEY_FILE)
		return sst_fail(err, SST_E_FORMAT,
		    "a key file of %zu bytes, at most %d wanted", pem.n,
		    SST_ADB_KEY_FILE);
	while (next_line(&pem, &line)) {
		for (size_t i = 0; i < KINDS; i++) {
			if (!is_line(line, kinds[i].first))
				continue;
			*is_pkcs1 = kinds[i].is_pkcs1;
			return decode(pem, i, der, err);
		}
	}
	return sst_fail(err, SST_E_FORMAT,
	    "no line '%s' and none of an RSA private key", kinds[0].first);
}

static int
put_line(struct sst_span s, struct sst_buf *out, struct sst_err *err)
{
	if (sst_buf_put(out, s, err) < 0)
		return -1;
	return sst_buf_put_u8(out, '\n', err);
}

static int
put_lines(struct sst_span text, struct sst_buf *out, struct sst_err *err)
{
	while (text.n > 0) {
		struct sst_span line = { text.p,
			text.n < LINE ? text.n : LINE };

		if (put_line(line, out, err) < 0)
			return -1;
		text.p += line.n;
		text.n -= line.n;
	}
	return 0;
}

int
sst_adb_pem_put(struct sst_span der, struct sst_buf *out, struct sst_err *err)
{
	struct sst_buf text = { .max = SST_ADB_KEY_FILE };
	int rc = -1;

	if (sst_base64_put(&text, der, SST_BASE64_PADDED, err) == 0 &&
	    put_line(sst_span_of_text(kinds[0].first), out, err) == 0 &&
	    put_lines(sst_buf_span(&text), out, err) == 0 &&
	    put_line(sst_span_of_text(kinds[0].last), out, err) == 0)
		rc = 0;
	sst_buf_fini(&text);
	return rc;
}
