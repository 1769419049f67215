/* SPDX-License-Identifier: ISC */
/* armor.c: age's text form of a sealed file, read strictly. */
#include <stdlib.h>
#include <string.h>

#include <simstow/base/base64.h>

#include "armor_priv.h"

/* Enough to see the first line behind the white space before it. */
#define WINDOW (SST_ARMOR_BLANK + 128)

/* A line that is longer than this is not looked at to its end. */
#define LINE_MOST 128

enum part { FIRST_LINE, BODY, OVER };

struct sst_armor_reader {
	struct sst_source in;
	uint8_t text[16384]; /* of in, not yet used from at to n */
	size_t at;
	size_t n;
	bool is_end;    /* in has nothing more */
	bool in_failed; /* the fault is that of in */
	bool is_armored;
	bool is_short; /* the last body line was not full */
	bool has_fault;
	bool is_broken; /* why says the reason */
	enum part part;
	size_t number;       /* of the line read last, from 1 */
	struct sst_buf line; /* decoded, not yet handed out from line_at */
	size_t line_at;
	struct sst_err why;
};

size_t
sst_armor_blank(struct sst_span s)
{
	size_t n = 0;

	while (n < s.n && (s.p[n] == ' ' || (s.p[n] >= '\t' && s.p[n] <= '\r')))
		n++;
	return n;
}

static struct sst_span
unused(const struct sst_armor_reader *r)
{
	return (struct sst_span){ r->text + r->at, r->n - r->at };
}

static int
fetch(struct sst_armor_reader *r, struct sst_err *err)
{
	size_t n;

	memmove(r->text, r->text + r->at, r->n - r->at);
	r->n -= r->at;
	r->at = 0;
	if (r->in.read(r->in.ctx, r->text + r->n, sizeof(r->text) - r->n, &n,
	        err) < 0) {
		r->in_failed = true;
		return -1;
	}
	r->is_end = n == 0;
	r->n += n;
	return 0;
}

/* 1 a line without its end, 0 no more text, -1 a fault. */
static int
next_line(struct sst_armor_reader *r, struct sst_span *line,
    struct sst_err *err)
{
	const uint8_t *lf;
	size_t used;

	for (;;) {
		*line = unused(r);
		lf = memchr(line->p, '\n', line->n);
		if (lf != NULL || r->is_end || line->n > LINE_MOST)
			break;
		if (fetch(r, err) < 0)
			return -1;
	}
	if (lf == NULL && line->n == 0)
		return 0;
	if (lf != NULL)
		line->n = (size_t)(lf - line->p);
	used = line->n + (lf != NULL);
	if (line->n > 0 && line->p[line->n - 1] == '\r')
		line->n--;
	r->at += used;
	r->number++;
	return 1;
}

static bool
is_text(struct sst_span line, const char *text)
{
	return sst_span_is_equal(line, sst_span_of_text(text));
}

/* The window is in memory: the white space is seen as a whole. */
static int
read_first(struct sst_armor_reader *r, struct sst_err *err)
{
	struct sst_span line = unused(r);
	size_t blank = sst_armor_blank(line);

	if (blank > SST_ARMOR_BLANK)
		return sst_fail(err, SST_E_FORMAT,
		    "more than %d bytes of white space before it",
		    SST_ARMOR_BLANK);
	for (size_t i = 0; i < blank; i++)
		r->number += line.p[i] == '\n';
	if (blank > 0 && line.p[blank - 1] != '\n')
		return sst_fail(err, SST_E_FORMAT,
		    "line %zu: blanks before the first dash", r->number + 1);
	r->at += blank;
	if (next_line(r, &line, err) < 0)
		return -1;
	if (!is_text(line, SST_ARMOR_FIRST))
		return sst_fail(err, SST_E_FORMAT, "line %zu: %s wanted",
		    r->number, SST_ARMOR_FIRST);
	r->part = BODY;
	return 0;
}

/* Behind the last line: white space, then the end of the input. */
static int
read_tail(struct sst_armor_reader *r, struct sst_err *err)
{
	size_t total = 0;

	for (;;) {
		size_t blank = sst_armor_blank(unused(r));

		total += blank;
		r->at += blank;
		if (r->at < r->n)
			return sst_fail(err, SST_E_FORMAT,
			    "text after line %zu, the last", r->number);
		if (total > SST_ARMOR_BLANK)
			return sst_fail(err, SST_E_FORMAT,
			    "more than %d bytes of white space after it",
			    SST_ARMOR_BLANK);
		if (r->is_end)
			break;
		if (fetch(r, err) < 0)
			return -1;
	}
	r->part = OVER;
	return 0;
}

static int
decode(struct sst_armor_reader *r, struct sst_span line, struct sst_err *err)
{
	if (r->is_short)
		return sst_fail(err, SST_E_FORMAT,
		    "line %zu: %s wanted after a line that is not full",
		    r->number, SST_ARMOR_LAST);
	if (line.n == 0)
		return sst_fail(err, SST_E_FORMAT, "line %zu is empty",
		    r->number);
	if (line.n > SST_ARMOR_COLUMNS)
		return sst_fail(err, SST_E_FORMAT,
		    "line %zu has more than %d characters", r->number,
		    SST_ARMOR_COLUMNS);
	sst_buf_clear(&r->line);
	r->line_at = 0;
	if (sst_base64_parse(line, SST_BASE64_PADDED, &r->line, err) < 0)
		return sst_within(err, "line %zu", r->number);
	r->is_short = r->line.n < SST_ARMOR_LINE;
	return 0;
}

static int
read_body(struct sst_armor_reader *r, struct sst_err *err)
{
	struct sst_span line;
	int got = next_line(r, &line, err);

	if (got < 0)
		return -1;
	if (got == 0)
		return sst_fail(err, SST_E_FORMAT,
		    "cut after line %zu: no line %s", r->number,
		    SST_ARMOR_LAST);
	if (is_text(line, SST_ARMOR_LAST))
		return read_tail(r, err);
	return decode(r, line, err);
}

static int
advance(struct sst_armor_reader *r, struct sst_err *err)
{
	int rc = r->part == FIRST_LINE ? read_first(r, err) : read_body(r, err);

	if (rc < 0 && !r->in_failed && err->code == SST_E_FORMAT) {
		r->has_fault = true;
		return sst_within(err, "armor");
	}
	return rc;
}

static size_t
take(struct sst_span from, size_t *at, uint8_t *p, size_t cap)
{
	size_t n = from.n - *at < cap ? from.n - *at : cap;

	if (n > 0)
		memcpy(p, from.p + *at, n);
	*at += n;
	return n;
}

/* What was good before a fault is handed out first, the fault comes then. */
static int
read_text(struct sst_armor_reader *r, uint8_t *p, size_t cap, size_t *n,
    struct sst_err *err)
{
	while (*n < cap && !r->is_broken) {
		size_t got =
		    take(sst_buf_span(&r->line), &r->line_at, p + *n, cap - *n);

		*n += got;
		if (got > 0)
			continue;
		if (r->part == OVER)
			return 0;
		r->is_broken = advance(r, &r->why) < 0;
	}
	if (!r->is_broken || *n > 0)
		return 0;
	*err = r->why;
	return -1;
}

static int
read_any(void *ctx, uint8_t *p, size_t cap, size_t *n, struct sst_err *err)
{
	struct sst_armor_reader *r = ctx;

	*n = 0;
	if (r->is_armored)
		return read_text(r, p, cap, n, err);
	*n = take((struct sst_span){ r->text, r->n }, &r->at, p, cap);
	if (*n > 0 || r->is_end)
		return 0;
	return r->in.read(r->in.ctx, p, cap, n, err);
}

/*
 * Nothing of this can begin a binary file, so a fault in it is one of the
 * armor: a first line that is not exact, or is missing, or has text before.
 */
static bool
looks_armored(struct sst_span s)
{
	/* base64 of "age-encryption.org" */
	static const char *const starts[] = { "-----",
		"YWdlLWVuY3J5cHRpb24ub3Jn" };
	static const size_t first_n = sizeof(SST_ARMOR_FIRST) - 1;
	size_t blank = sst_armor_blank(s);

	if (blank > SST_ARMOR_BLANK)
		return true;
	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
		size_t n = strlen(starts[i]);

		if (s.n - blank >= n && memcmp(s.p + blank, starts[i], n) == 0)
			return true;
	}
	for (size_t i = 0; i + first_n <= s.n; i++)
		if (memcmp(s.p + i, SST_ARMOR_FIRST, first_n) == 0)
			return true;
	return false;
}

/* age's own first line: armor somewhere behind it is content. */
static bool
looks_binary(struct sst_span s)
{
	static const char start[] = "age-encryption.org/";

	return s.n >= sizeof(start) - 1 &&
	       memcmp(s.p, start, sizeof(start) - 1) == 0;
}

int
sst_armor_open(const struct sst_source *in, struct sst_armor_reader **out,
    bool *is_armored, struct sst_err *err)
{
	struct sst_armor_reader *r;
	struct sst_span s;

	*out = NULL;
	*is_armored = false;
	r = calloc(1, sizeof(*r));
	if (r == NULL)
		return sst_fail(err, SST_E_FAILED, "no memory for armor");
	r->in = *in;
	if (sst_source_fill(in, r->text, WINDOW, &r->n, err) < 0) {
		sst_armor_free(&r);
		return -1;
	}
	r->is_end = r->n < WINDOW;
	s = unused(r);
	r->is_armored = !looks_binary(s) && looks_armored(s);
	*is_armored = r->is_armored;
	*out = r;
	return 0;
}

struct sst_source
sst_armor_source(struct sst_armor_reader *r)
{
	return (struct sst_source){ read_any, r };
}

bool
sst_armor_has_fault(const struct sst_armor_reader *r)
{
	return r->has_fault;
}

void
sst_armor_free(struct sst_armor_reader **r)
{
	if (*r != NULL) {
		sst_buf_fini(&(*r)->line);
		free(*r);
	}
	*r = NULL;
}
