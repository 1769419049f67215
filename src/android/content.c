/* SPDX-License-Identifier: ISC */
/* content.c: rows of "content query", of which nothing is escaped. */
#include <assert.h>
#include <string.h>

#include <simstow/android/subscription.h>

#include "content_priv.h"
#include "keep_priv.h"
#include "line_priv.h"

/* Digits of a row number. */
#define NUMBER_DIGITS 8

/* A row with more is forged: twice as many as there are columns. */
#define ROW_PAIRS ((size_t)2 * SST_CONTENT_COLUMNS)

/* Columns as bits: which of them a row has. */
struct mask {
	uint64_t bits[SST_CONTENT_COLUMNS / 64];
};

struct reader {
	struct sst_keep keep;
	struct sst_content_rows *out;
	struct sst_span columns[SST_CONTENT_COLUMNS];
	size_t column_n;
	struct mask first; /* the columns of the first row */
	/* the row that is open; p is NULL before the first */
	struct sst_span row;
	size_t line;
	size_t number;       /* what the phone counted it as */
	size_t first_number; /* and the first one */
	bool is_uneven;
};

bool
sst_content_head(struct sst_span line, size_t *number, struct sst_span *rest)
{
	size_t n;

	if (!sst_line_take(&line, "Row: "))
		return false;
	n = sst_line_digits(line);
	if (n == 0 || n > NUMBER_DIGITS)
		return false;
	*number = 0;
	for (size_t i = 0; i < n; i++)
		*number = 10 * *number + (size_t)(line.p[i] - '0');
	*rest = sst_line_skip(line, n);
	return sst_line_take(rest, " ");
}

bool
sst_content_is_empty(struct sst_span line)
{
	line = sst_line_trim(line);
	return line.n == 0 || sst_line_is(line, "No result found.");
}

/* The column whose name and '=' s begins with, or column_n. */
static size_t
column_at(const struct reader *r, struct sst_span s)
{
	struct sst_span word = sst_line_head(s, sst_line_word(s));

	if (word.n == s.n || s.p[word.n] != '=')
		return r->column_n;
	for (size_t i = 0; i < r->column_n; i++) {
		if (sst_span_is_equal(word, r->columns[i]))
			return i;
	}
	return r->column_n;
}

/* The value that s begins with, up to ", " and a known column. */
static struct sst_span
value_of(const struct reader *r, struct sst_span s)
{
	for (size_t i = 0; i + 1 < s.n; i++) {
		if (s.p[i] == ',' && s.p[i + 1] == ' ' &&
		    column_at(r, sst_line_skip(s, i + 2)) < r->column_n)
			return sst_line_head(s, i);
	}
	return s;
}

static bool
is_set(struct mask *m, size_t column)
{
	uint64_t bit = (uint64_t)1 << (column % 64);
	bool was = (m->bits[column / 64] & bit) != 0;

	m->bits[column / 64] |= bit;
	return was;
}

static void
suspect(struct reader *r, size_t row)
{
	if (row < r->out->n)
		r->out->is_untrusted[row] = true;
}

/* A column for the second time; the first time of a row is the fault. */
static int
note_twice(struct reader *r, struct sst_span name)
{
	size_t row = r->out->n - 1;

	if (r->out->is_untrusted[row])
		return 0;
	suspect(r, row);
	return sst_keep_fault(&r->keep, r->line, r->row, "%.*s comes twice",
	    (int)name.n, (const char *)name.p);
}

static int
split(struct reader *r, struct sst_pairs *out, struct mask *mask)
{
	struct sst_span left = r->row;

	while (left.n > 0) {
		size_t c = column_at(r, left);
		struct sst_span name = r->columns[c];
		struct sst_span value =
		    value_of(r, sst_line_skip(left, name.n + 1));

		if (is_set(mask, c) && note_twice(r, name) < 0)
			return -1;
		/* The fault has the rest of a row that has no end. */
		if (out->n >= ROW_PAIRS)
			return 0;
		left = sst_line_skip(left, name.n + 1 + value.n + 2);
		if (sst_line_is(value, "NULL"))
			value = (struct sst_span){ 0 };
		if (sst_keep_pair(&r->keep, out, name, value) < 0)
			return -1;
	}
	return 0;
}

/* Room for one row more in the three vectors. */
static int
add_row(struct reader *r)
{
	struct sst_content_rows *o = r->out;
	struct sst_arena *mem = r->keep.mem;
	struct sst_pairs *v;
	bool *is_bad;
	size_t *line;

	if (o->n >= SST_PAIRS_MAX)
		return sst_fail(r->keep.err, SST_E_FORMAT,
		    "line %zu: more than %d rows", r->line, SST_PAIRS_MAX);
	v = sst_arena_grow(mem, o->v, o->n, sizeof(*v));
	is_bad = sst_arena_grow(mem, o->is_untrusted, o->n, sizeof(*is_bad));
	line = sst_arena_grow(mem, o->line, o->n, sizeof(*line));
	if (v == NULL || is_bad == NULL || line == NULL)
		return sst_arena_full(mem, r->keep.err);
	o->v = v;
	o->is_untrusted = is_bad;
	o->line = line;
	line[o->n] = r->line;
	o->n++;
	return 0;
}

/* Rows of one query have the same columns: text in one forged the others. */
static int
close_row(struct reader *r, const uint8_t *end)
{
	struct mask mask = { 0 };
	size_t row = r->out->n - 1;

	r->row.n = (size_t)(end - r->row.p);
	if (sst_line_ends(r->row, "\r"))
		r->row.n--;
	if (split(r, &r->out->v[row], &mask) < 0)
		return -1;
	if (row == 0)
		r->first = mask;
	if (r->is_uneven || memcmp(&mask, &r->first, sizeof(mask)) == 0)
		return 0;
	r->is_uneven = true;
	return sst_keep_fault(&r->keep, r->line, r->row,
	    "not the columns of the first row");
}

/* A number out of order: some value holds what looks like a row. */
static int
forged(struct reader *r, struct sst_span line, size_t at, size_t number)
{
	size_t row = number - r->first_number;

	suspect(r, r->out->n - 1);
	if (number >= r->first_number) {
		suspect(r, row);
		suspect(r, row - 1);
	}
	return sst_keep_fault(&r->keep, at, line,
	    "row %zu inside row %zu: a value holds what looks like a row",
	    number, r->number);
}

static int
read_line(struct reader *r, struct sst_span line, size_t at)
{
	struct sst_span rest;
	size_t number;
	bool is_head = sst_content_head(line, &number, &rest) &&
	               column_at(r, rest) < r->column_n;

	if (is_head && r->row.p != NULL && number != r->number + 1)
		return forged(r, line, at, number);
	if (!is_head && r->row.p != NULL)
		return 0;
	if (!is_head) {
		if (sst_content_is_empty(line))
			return 0;
		return sst_keep_fault(&r->keep, at, line, "no row");
	}
	if (r->row.p != NULL && close_row(r, line.p - 1) < 0)
		return -1;
	if (r->row.p == NULL)
		r->first_number = number;
	r->row = rest;
	r->line = at;
	r->number = number;
	return add_row(r);
}

static void
begin(struct reader *r, const char *const *columns)
{
	for (; columns[r->column_n] != NULL; r->column_n++) {
		assert(r->column_n < SST_CONTENT_COLUMNS);
		r->columns[r->column_n] =
		    sst_span_of_text(columns[r->column_n]);
	}
}

int
sst_content_parse(struct sst_span text, const char *const *columns,
    struct sst_arena *mem, struct sst_content_rows *out, struct sst_err *err)
{
	struct reader r = { .keep = { mem, &out->faults, &out->repaired, err },
		.out = out };
	struct sst_lines lines = sst_line_of(text);
	struct sst_span line;
	int rc = 0;

	*out = (struct sst_content_rows){ 0 };
	begin(&r, columns);
	while (rc == 0 && sst_line_next(&lines, &line))
		rc = read_line(&r, line, lines.number);
	while (sst_line_ends(text, "\n") || sst_line_ends(text, "\r"))
		text.n--;
	if (rc == 0 && r.row.p != NULL)
		rc = close_row(&r, text.p + text.n);
	for (size_t i = 0; r.is_uneven && i < out->n; i++)
		out->is_untrusted[i] = true;
	if (rc < 0)
		*out = (struct sst_content_rows){ 0 };
	return rc;
}
