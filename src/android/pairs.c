/* SPDX-License-Identifier: ISC */
/* pairs.c: "[key]: [value]" of getprop and "key=value" of settings list. */
#include <stdlib.h>
#include <string.h>

#include "keep_priv.h"
#include "line_priv.h"

/* Where a key was, to find the ones that come twice. */
struct place {
	const char *key;
	size_t line;
};

struct reader {
	struct sst_keep keep;
	struct sst_pairs *out;
	struct place *places; /* one for each pair */
	/* the record that is open; key.p is NULL between two */
	struct sst_span key;
	const uint8_t *value;
	const uint8_t *end; /* of the value, as far as it is known */
	size_t line;
};

const char *
sst_pairs_get(const struct sst_pairs *p, const char *key)
{
	for (size_t i = 0; i < p->n; i++) {
		if (strcmp(p->v[i].key, key) == 0)
			return p->v[i].value;
	}
	return NULL;
}

static struct reader
begin(struct sst_arena *mem, struct sst_pairs *out, struct sst_err *err)
{
	*out = (struct sst_pairs){ 0 };
	return (struct reader){
		.keep = { mem, &out->faults, &out->repaired, err },
		.out = out,
	};
}

static int
keep(struct reader *r, struct sst_span value)
{
	struct place *v;

	v = sst_arena_grow(r->keep.mem, r->places, r->out->n, sizeof(*v));
	if (v == NULL)
		return sst_arena_full(r->keep.mem, r->keep.err);
	r->places = v;
	if (sst_keep_pair(&r->keep, r->out, r->key, value) < 0)
		return sst_within(r->keep.err, "line %zu", r->line);
	v[r->out->n - 1] =
	    (struct place){ r->out->v[r->out->n - 1].key, r->line };
	r->key = (struct sst_span){ 0 };
	return 0;
}

static struct sst_span
between(const uint8_t *from, const uint8_t *to)
{
	return (struct sst_span){ from, (size_t)(to - from) };
}

static int
by_key(const void *a, const void *b)
{
	const struct place *x = a;
	const struct place *y = b;
	int order = strcmp(x->key, y->key);

	if (order != 0)
		return order;
	return x->line < y->line ? -1 : x->line > y->line;
}

static int
find_twice(struct reader *r)
{
	struct place *p = r->places;

	if (p == NULL || r->out->n < 2)
		return 0;
	qsort(p, r->out->n, sizeof(*p), by_key);
	for (size_t i = 1; i < r->out->n; i++) {
		if (strcmp(p[i].key, p[i - 1].key) == 0 &&
		    sst_keep_fault(&r->keep, p[i].line,
		        sst_span_of_text(p[i].key), "the key of line %zu again",
		        p[i - 1].line) < 0)
			return -1;
	}
	return 0;
}

/* The last step of both: an answer is given whole or not at all. */
static int
finish(struct reader *r, int rc)
{
	if (rc == 0)
		rc = find_twice(r);
	if (rc < 0)
		*r->out = (struct sst_pairs){ 0 };
	return rc;
}

/* "[key]: [", and where the value begins. */
static bool
is_head(struct sst_span line, struct sst_span *key, const uint8_t **value)
{
	size_t at;

	if (!sst_line_take(&line, "["))
		return false;
	at = sst_line_find(line, "]: [");
	*key = sst_line_head(line, at);
	*value = line.p + at + strlen("]: [");
	return at < line.n;
}

static bool
is_blank(uint8_t c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* What stands behind the last ']' of a record is not its own. */
static int
close_prop(struct reader *r, const uint8_t *until)
{
	const uint8_t *rest = r->end != NULL ? r->end + 1 : r->key.p - 1;
	struct sst_span left = between(rest, until);
	size_t line = r->line;

	if (r->end != NULL) {
		for (const uint8_t *p = r->value; p < rest; p++)
			line += *p == '\n';
		if (keep(r, between(r->value, r->end)) < 0)
			return -1;
	}
	for (; left.n > 0 && is_blank(left.p[0]); left = sst_line_skip(left, 1))
		line += left.p[0] == '\n';
	r->key = (struct sst_span){ 0 };
	if (left.n == 0)
		return 0;
	return sst_keep_fault(&r->keep, line, left, "%s",
	    r->end != NULL ? "text behind a property"
	                   : "a property without its ']'");
}

static int
read_prop(struct reader *r, struct sst_span line, size_t number)
{
	const uint8_t *value;
	struct sst_span key;
	bool is_new =
	    is_head(line, &key, &value) && (r->key.p == NULL || r->end != NULL);

	if (is_new) {
		if (r->key.p != NULL && close_prop(r, line.p) < 0)
			return -1;
		r->key = key;
		r->value = value;
		r->end = NULL;
		r->line = number;
	}
	if (r->key.p == NULL) {
		if (sst_line_trim(line).n == 0)
			return 0;
		return sst_keep_fault(&r->keep, number, line,
		    "no \"[key]: [value]\"");
	}
	if (line.n > 0 && line.p[line.n - 1] == ']' &&
	    line.p + line.n > r->value)
		r->end = line.p + line.n - 1;
	return 0;
}

int
sst_pairs_getprop(struct sst_span text, struct sst_arena *mem,
    struct sst_pairs *out, struct sst_err *err)
{
	struct reader r = begin(mem, out, err);
	struct sst_lines lines = sst_line_of(text);
	struct sst_span line;
	int rc = 0;

	while (rc == 0 && sst_line_next(&lines, &line))
		rc = read_prop(&r, line, lines.number);
	if (rc == 0 && r.key.p != NULL)
		rc = close_prop(&r, text.p + text.n);
	return finish(&r, rc);
}

static int
close_setting(struct reader *r, const uint8_t *end)
{
	struct sst_span value = between(r->value, end);

	if (sst_line_is(value, "null"))
		value = (struct sst_span){ 0 };
	return keep(r, value);
}

static int
read_setting(struct reader *r, struct sst_span line, size_t number)
{
	size_t at = sst_line_find(line, "=");

	if (at == line.n && r->key.p != NULL)
		return 0;
	if (at == line.n || at == 0) {
		if (sst_line_trim(line).n == 0)
			return 0;
		return sst_keep_fault(&r->keep, number, line,
		    "no \"key=value\"");
	}
	r->key = sst_line_head(line, at);
	r->value = line.p + at + 1;
	r->line = number;
	return 0;
}

int
sst_pairs_settings(struct sst_span text, struct sst_arena *mem,
    struct sst_pairs *out, struct sst_err *err)
{
	struct reader r = begin(mem, out, err);
	struct sst_lines lines = sst_line_of(text);
	struct sst_span line;
	int rc = 0;

	while (rc == 0 && sst_line_next(&lines, &line)) {
		bool is_new = sst_line_find(line, "=") < line.n;

		if (is_new && r.key.p != NULL)
			rc = close_setting(&r, r.end);
		if (rc == 0)
			rc = read_setting(&r, line, lines.number);
		r.end = line.p + line.n;
	}
	/* Empty lines at the very end are no part of the last value. */
	while (r.key.p != NULL && r.end > r.value &&
	       (r.end[-1] == '\n' || r.end[-1] == '\r'))
		r.end--;
	if (rc == 0 && r.key.p != NULL)
		rc = close_setting(&r, r.end);
	return finish(&r, rc);
}
