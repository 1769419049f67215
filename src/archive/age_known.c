/* SPDX-License-Identifier: ISC */
/* age_known.c: what stanzas of the types that we know must be. */
#include <string.h>

#include <simstow/base/base64.h>

#include "age_priv.h"

#define LOGN_DIGITS 2 /* 2^99 is beyond any limit already */

static int
decode(struct sst_span text, uint8_t *out, size_t n, const char *what,
    struct sst_err *err)
{
	struct sst_buf b = { 0 };
	int rc = sst_base64_parse(text, SST_BASE64_RAW, &b, err);

	if (rc < 0)
		rc = sst_within(err, "%s", what);
	else if (b.n != n)
		rc = sst_fail(err, SST_E_FORMAT, "%s of %zu bytes, want %zu",
		    what, b.n, n);
	else
		memcpy(out, b.p, n);
	sst_buf_fini(&b);
	return rc;
}

static int
check_x25519(struct sst_age_stanza *s, struct sst_err *err)
{
	return decode(s->arg[1], s->share, SST_AGE_KEY, "share", err);
}

/* [1-9][0-9]*: no sign, no leading zero. */
static int
check_logn(struct sst_span text, unsigned *logn, struct sst_err *err)
{
	*logn = 0;
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] < '0' || text.p[i] > '9')
			return sst_fail(err, SST_E_FORMAT,
			    "the work factor has a character that is no digit");
	if (text.p[0] == '0')
		return sst_fail(err, SST_E_FORMAT,
		    "the work factor begins with 0");
	if (text.n > LOGN_DIGITS)
		return sst_fail(err, SST_E_FORMAT,
		    "a work factor of %zu digits", text.n);
	for (size_t i = 0; i < text.n; i++)
		*logn = *logn * 10 + (unsigned)(text.p[i] - '0');
	return 0;
}

static int
check_scrypt(struct sst_age_stanza *s, struct sst_err *err)
{
	if (decode(s->arg[1], s->share, SST_AGE_SALT, "salt", err) < 0)
		return -1;
	return check_logn(s->arg[2], &s->logn, err);
}

static const struct type {
	const char *name;
	enum sst_age_kind kind;
	size_t arg_n; /* with the type */
	int (*check)(struct sst_age_stanza *s, struct sst_err *err);
} types[] = {
	{ "X25519", SST_AGE_X25519, 2, check_x25519 },
	{ "scrypt", SST_AGE_SCRYPT, 3, check_scrypt },
};

static int
check_as(const struct type *t, struct sst_age_stanza *s, struct sst_err *err)
{
	s->kind = t->kind;
	if (s->arg_n != t->arg_n)
		return sst_fail(err, SST_E_FORMAT, "%zu arguments, want %zu",
		    s->arg_n, t->arg_n);
	/* A longer body is not tried: it could open under two keys. */
	if (s->body_n != SST_AGE_WRAPPED)
		return sst_fail(err, SST_E_FORMAT,
		    "a body of %zu bytes, want %d", s->body_n, SST_AGE_WRAPPED);
	return t->check(s, err);
}

static int
check_stanza(struct sst_age_stanza *s, struct sst_err *err)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (sst_span_is_equal(s->arg[0],
		        sst_span_of_text(types[i].name)))
			return check_as(&types[i], s, err) < 0
			           ? sst_within(err, "%s", types[i].name)
			           : 0;
	return 0;
}

int
sst_age_known_check(struct sst_age_header *h, struct sst_err *err)
{
	for (size_t i = 0; i < h->stanza_n; i++)
		if (check_stanza(&h->stanza[i], err) < 0)
			return sst_within(err, "stanza %zu", i + 1);
	/* Else anyone could add themselves to what a passphrase protects. */
	if (h->stanza_n > 1 && sst_age_header_count(h, SST_AGE_SCRYPT) > 0)
		return sst_fail(err, SST_E_FORMAT,
		    "a passphrase stanza that is not alone");
	return 0;
}
