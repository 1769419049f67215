/* SPDX-License-Identifier: ISC */
/* siminfo_text.c: a column of free text, put to the rows it belongs to. */
#include <string.h>

#include "content_priv.h"
#include "field_priv.h"
#include "line_priv.h"
#include "siminfo_priv.h"

struct head {
	size_t number;
	int id;
	struct sst_span text;
};

struct reader {
	const struct sst_keep *keep;
	struct sst_subscriptions *out;
	const char *column;
	bool has[SST_SUBSCRIPTIONS_MAX];     /* for each row of out */
	size_t order[SST_SUBSCRIPTIONS_MAX]; /* the rows of out as they come */
	size_t n;                            /* of them */
	size_t first;                        /* number of the first one */
	/* the row that is open; text.p is NULL before the first */
	struct head now;
	size_t line;
};

/* "Row: NUMBER _id=ID, column=" and the text behind it. */
static bool
read_head(const struct reader *r, struct sst_span line, struct head *out)
{
	size_t n;

	if (!sst_content_head(line, &out->number, &line) ||
	    !sst_line_take(&line, "_id="))
		return false;
	n = sst_line_find(line, ", ");
	if (!sst_line_int(sst_line_head(line, n), &out->id))
		return false;
	out->text = sst_line_skip(line, n);
	return sst_line_take(&out->text, ", ") &&
	       sst_line_take(&out->text, r->column) &&
	       sst_line_take(&out->text, "=");
}

static size_t
find_id(const struct reader *r, int id)
{
	size_t i = 0;

	while (i < r->out->n && r->out->v[i].id != id)
		i++;
	return i;
}

static void
suspect(struct reader *r, size_t row)
{
	if (row < r->out->n)
		r->out->v[row].is_untrusted = true;
}

/* The row of out that came as the i-th, and the one before it. */
static void
suspect_pair(struct reader *r, size_t i)
{
	if (i < r->n)
		suspect(r, r->order[i]);
	if (i > 0 && i <= r->n)
		suspect(r, r->order[i - 1]);
}

static int
put_text(struct reader *r, size_t row, struct sst_span text)
{
	struct sst_field_row field = { &sst_field_siminfo, r->keep,
		&r->out->v[row], r->line };

	r->has[row] = true;
	sst_field_forget(&field, sst_span_of_text(r->column));
	return sst_field_put(&field, sst_span_of_text(r->column), text);
}

/* The open row's text is known: it ends before end. */
static int
close_row(struct reader *r, const uint8_t *end)
{
	struct sst_span text = { r->now.text.p, (size_t)(end - r->now.text.p) };
	size_t row = find_id(r, r->now.id);
	bool is_known = row < r->out->n;
	size_t before = r->n;

	if (sst_line_ends(text, "\r"))
		text.n--;
	if (r->n < SST_SUBSCRIPTIONS_MAX)
		r->order[r->n++] = row;
	if (is_known && !r->has[row])
		return put_text(r, row, text);
	suspect(r, row);
	suspect_pair(r, before);
	return sst_keep_fault(r->keep, r->line, text, "%s: _id %d %s",
	    r->column, r->now.id, is_known ? "again" : "is no row");
}

/* A text that holds what looks like a row, or one that hid a row. */
static int
forged(struct reader *r, struct sst_span line, size_t number,
    const struct head *head)
{
	suspect(r, find_id(r, r->now.id));
	if (head->number >= r->first && head->number < r->now.number) {
		suspect(r, find_id(r, head->id));
		suspect_pair(r, head->number - r->first);
	}
	/* The open row is in the order only when it is closed. */
	if (head->number == r->now.number) {
		suspect(r, find_id(r, head->id));
		suspect_pair(r, r->n);
	}
	return sst_keep_fault(r->keep, number, line,
	    "%s: row %zu inside row %zu", r->column, head->number,
	    r->now.number);
}

static int
read_line(struct reader *r, struct sst_span line, size_t number)
{
	bool is_open = r->now.text.p != NULL;
	struct head head;

	if (!read_head(r, line, &head)) {
		if (is_open || sst_content_is_empty(line))
			return 0;
		return sst_keep_fault(r->keep, number, line, "%s: no row",
		    r->column);
	}
	if (is_open && head.number != r->now.number + 1)
		return forged(r, line, number, &head);
	if (is_open && close_row(r, line.p - 1) < 0)
		return -1;
	if (!is_open)
		r->first = head.number;
	r->now = head;
	r->line = number;
	return 0;
}

static int
find_missing(struct reader *r)
{
	for (size_t i = 0; i < r->out->n; i++) {
		if (!r->has[i] &&
		    sst_keep_fault(r->keep, r->line, (struct sst_span){ 0 },
		        "%s: none for _id %d", r->column, r->out->v[i].id) < 0)
			return -1;
	}
	return 0;
}

int
sst_siminfo_text(const struct sst_keep *keep, struct sst_subscriptions *out,
    struct sst_span piece, const char *column)
{
	struct reader r = { .keep = keep,
		.out = out,
		.column = column,
		.line = 1 };
	struct sst_lines lines = sst_line_of(piece);
	struct sst_span line;

	while (sst_line_next(&lines, &line)) {
		if (read_line(&r, line, lines.number) < 0)
			return -1;
	}
	if (sst_line_ends(piece, "\n"))
		piece.n--;
	if (r.now.text.p != NULL && close_row(&r, piece.p + piece.n) < 0)
		return -1;
	return piece.n == 0 ? 0 : find_missing(&r);
}
