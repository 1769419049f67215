/* SPDX-License-Identifier: ISC */
/* age_header.c: the header of an age v1 file as structs, and back. */
#include <string.h>

#include <simstow/base/base64.h>

#include "age_priv.h"

#define COLUMNS 64    /* of a stanza's body */
#define LINE 48       /* bytes that fill it */
#define INTRO_MOST 64 /* bytes of a first line that is worth a look */
#define MAC_TEXT 43   /* base64 characters of 32 bytes */

struct parse {
	struct sst_age_header *h;
	struct sst_age_feed *f;
	size_t number; /* of the line taken last, from 1 */
};

static int
next_line(struct parse *p, struct sst_span *line, struct sst_err *err)
{
	p->number++;
	if (sst_age_feed_line(p->f, SIZE_MAX, line, err) == 0)
		return 0;
	return p->f->has_failed ? -1 : sst_within(err, "line %zu", p->number);
}

static bool
starts(struct sst_span line, const char *text)
{
	struct sst_span want = sst_span_of_text(text);

	return line.n >= want.n && memcmp(line.p, want.p, want.n) == 0;
}

static bool
is_number(struct sst_span s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return s.n > 0 && s.p[0] != '0';
}

static int
read_intro(struct parse *p, struct sst_err *err)
{
	static const char family[] = "age-encryption.org/v";
	struct sst_span line;

	p->number++;
	if (sst_age_feed_line(p->f, INTRO_MOST, &line, err) < 0) {
		if (p->f->has_failed)
			return -1;
		return sst_fail(err, SST_E_FORMAT, "not an age file%s",
		    p->f->n == 0 ? ": it is empty" : "");
	}
	if (!starts(line, family))
		return sst_fail(err, SST_E_FORMAT, "not an age file");
	line.p += sizeof(family) - 1;
	line.n -= sizeof(family) - 1;
	if (line.n == 1 && line.p[0] == '1')
		return 0;
	if (is_number(line))
		return sst_fail(err, SST_E_NEWER,
		    "age format version %.*s found, 1 wanted", (int)line.n,
		    (const char *)line.p);
	return sst_fail(err, SST_E_FORMAT,
	    "not an age file: line 1 is not exactly age-encryption.org/v1");
}

/* "->", then a blank and characters 33 to 126 for each argument. */
static int
read_args(struct sst_age_stanza *s, struct sst_span line, struct sst_err *err)
{
	size_t i = 2;

	while (i < line.n) {
		size_t from = i + 1;

		if (line.p[i] != ' ')
			return sst_fail(err, SST_E_FORMAT,
			    "byte %zu: %02X found, a blank wanted", i,
			    line.p[i]);
		for (i = from; i < line.n; i++)
			if (line.p[i] < 33 || line.p[i] > 126)
				break;
		if (i == from)
			return sst_fail(err, SST_E_FORMAT,
			    "byte %zu: an empty argument", i);
		if (s->arg_n == SST_AGE_ARGS)
			return sst_fail(err, SST_E_FORMAT,
			    "more than %d arguments", SST_AGE_ARGS);
		s->arg[s->arg_n++] =
		    (struct sst_span){ line.p + from, i - from };
	}
	if (s->arg_n == 0)
		return sst_fail(err, SST_E_FORMAT, "a stanza without a type");
	return 0;
}

/* Full lines, then one that is not: also when the body ends with a full. */
static int
read_body(struct parse *p, struct sst_age_stanza *s, struct sst_err *err)
{
	struct sst_buf *bodies = &p->h->bodies;
	struct sst_span line;

	s->body_at = bodies->n;
	do {
		if (next_line(p, &line, err) < 0)
			return -1;
		if (line.n > COLUMNS)
			return sst_fail(err, SST_E_FORMAT,
			    "line %zu: a body line of %zu characters, at most "
			    "%d wanted",
			    p->number, line.n, COLUMNS);
		if (sst_base64_parse(line, SST_BASE64_RAW, bodies, err) < 0)
			return sst_within(err, "line %zu: body", p->number);
	} while (line.n == COLUMNS);
	s->body_n = bodies->n - s->body_at;
	return 0;
}

static int
read_stanza(struct parse *p, struct sst_span line, struct sst_err *err)
{
	struct sst_age_header *h = p->h;
	struct sst_age_stanza *s;

	if (h->stanza_n == SST_AGE_STANZAS)
		return sst_fail(err, SST_E_FORMAT,
		    "line %zu: more than %d stanzas", p->number,
		    SST_AGE_STANZAS);
	s = &h->stanza[h->stanza_n++];
	if (read_args(s, line, err) < 0)
		return sst_within(err, "line %zu", p->number);
	return read_body(p, s, err);
}

static int
read_mac(struct parse *p, struct sst_span line, struct sst_err *err)
{
	struct sst_buf mac = { 0 };
	struct sst_span text = { line.p + 4, MAC_TEXT };
	int rc;

	if (line.n != 4 + MAC_TEXT || line.p[3] != ' ')
		return sst_fail(err, SST_E_FORMAT,
		    "line %zu: not \"--- \" and %d characters", p->number,
		    MAC_TEXT);
	rc = sst_base64_parse(text, SST_BASE64_RAW, &mac, err);
	if (rc == 0)
		memcpy(p->h->mac, mac.p, sizeof(p->h->mac));
	sst_buf_fini(&mac);
	return rc < 0 ? sst_within(err, "line %zu: MAC", p->number) : 0;
}

static int
read_lines(struct parse *p, struct sst_err *err)
{
	struct sst_span line;

	for (;;) {
		if (next_line(p, &line, err) < 0)
			return -1;
		if (starts(line, "---"))
			break;
		if (!starts(line, "->"))
			return sst_fail(err, SST_E_FORMAT,
			    "line %zu: neither \"->\" nor \"---\"", p->number);
		if (read_stanza(p, line, err) < 0)
			return -1;
	}
	if (p->h->stanza_n == 0)
		return sst_fail(err, SST_E_FORMAT, "line %zu: no stanza",
		    p->number);
	p->h->whole = (struct sst_span){ p->f->p, p->f->at };
	p->h->authentic =
	    (struct sst_span){ p->f->p, (size_t)(line.p - p->f->p) + 3 };
	return read_mac(p, line, err);
}

int
sst_age_header_parse(struct sst_age_header *h, struct sst_age_feed *f,
    struct sst_err *err)
{
	struct parse p = { h, f, 0 };

	sst_buf_init(&h->bodies, SST_AGE_HEADER);
	if (read_intro(&p, err) < 0)
		return -1;
	if (read_lines(&p, err) < 0 || sst_age_known_check(h, err) < 0)
		return f->has_failed ? -1 : sst_within(err, "header");
	return 0;
}

void
sst_age_header_fini(struct sst_age_header *h)
{
	sst_buf_fini(&h->bodies);
	memset(h, 0, sizeof(*h));
}

size_t
sst_age_header_count(const struct sst_age_header *h, enum sst_age_kind kind)
{
	size_t n = 0;

	for (size_t i = 0; i < h->stanza_n; i++)
		n += h->stanza[i].kind == kind;
	return n;
}

struct sst_span
sst_age_header_body(const struct sst_age_header *h,
    const struct sst_age_stanza *s)
{
	if (s->body_n == 0)
		return (struct sst_span){ 0 };
	return (struct sst_span){ h->bodies.p + s->body_at, s->body_n };
}

static int
put_body(struct sst_buf *out, struct sst_span body, struct sst_err *err)
{
	for (;;) {
		size_t n = body.n < LINE ? body.n : LINE;

		if (sst_base64_put(out, (struct sst_span){ body.p, n },
		        SST_BASE64_RAW, err) < 0 ||
		    sst_buf_put_u8(out, '\n', err) < 0)
			return -1;
		if (n < LINE)
			return 0;
		body.p += n;
		body.n -= n;
	}
}

int
sst_age_header_put_stanza(struct sst_buf *out, const struct sst_span *arg,
    size_t arg_n, struct sst_span body, struct sst_err *err)
{
	if (sst_buf_put_text(out, "->", err) < 0)
		return -1;
	for (size_t i = 0; i < arg_n; i++)
		if (sst_buf_put_u8(out, ' ', err) < 0 ||
		    sst_buf_put(out, arg[i], err) < 0)
			return -1;
	if (sst_buf_put_u8(out, '\n', err) < 0)
		return -1;
	return put_body(out, body, err);
}

int
sst_age_header_put_end(struct sst_buf *out, struct sst_err *err)
{
	return sst_buf_put_text(out, "---", err);
}

int
sst_age_header_put_mac(struct sst_buf *out, const uint8_t mac[SST_AGE_KEY],
    struct sst_err *err)
{
	if (sst_buf_put_u8(out, ' ', err) < 0 ||
	    sst_base64_put(out, (struct sst_span){ mac, SST_AGE_KEY },
	        SST_BASE64_RAW, err) < 0)
		return -1;
	return sst_buf_put_u8(out, '\n', err);
}
