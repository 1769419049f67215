/* SPDX-License-Identifier: ISC */
/* know_override.c: a user's carriers.tsv, over the built-in table. */
#include <string.h>

#include <simstow/base/text.h>

#include "know_priv.h"

#define COLUMNS_MAX 32

_Static_assert(sizeof(struct sst_carrier) / sizeof(char *) <= COLUMNS_MAX,
    "a bit for each member");

/* A file that is being read. */
struct reader {
	struct sst_span left;
	size_t line; /* the one that was read last */
	const char *origin;
	struct sst_arena *mem;
	const struct sst_know_column *columns[COLUMNS_MAX];
	size_t column_n;
	struct sst_carrier *rows;
	uint32_t *given;
	size_t n;
};

/* The text before the first stop, and s behind it. */
static struct sst_span
cut(struct sst_span *s, char stop)
{
	const uint8_t *end = s->n == 0 ? NULL : memchr(s->p, stop, s->n);
	struct sst_span out = *s;

	if (end == NULL) {
		*s = (struct sst_span){ s->p + s->n, 0 };
		return out;
	}
	out.n = (size_t)(end - s->p);
	s->p += out.n + 1;
	s->n -= out.n + 1;
	return out;
}

/* The next line that says something, without its end; false at the end. */
static bool
next_line(struct reader *r, struct sst_span *line)
{
	while (r->left.n > 0) {
		r->line++;
		*line = cut(&r->left, '\n');
		if (line->n > 0 && line->p[line->n - 1] == '\r')
			line->n--;
		if (line->n > 0 && line->p[0] != '#')
			return true;
	}
	return false;
}

static int
check_line(struct sst_span line, struct sst_err *err)
{
	if (!sst_text_is_utf8(line))
		return sst_fail(err, SST_E_FORMAT, "no UTF-8");
	for (size_t i = 0; i < line.n; i++) {
		if ((line.p[i] < 0x20 && line.p[i] != '\t') ||
		    line.p[i] == 0x7F)
			return sst_fail(err, SST_E_FORMAT,
			    "byte %zu: a control character (%02X)", i,
			    line.p[i]);
	}
	return 0;
}

static bool
has_column(const struct reader *r, const struct sst_know_column *c)
{
	for (size_t i = 0; i < r->column_n; i++) {
		if (r->columns[i] == c)
			return true;
	}
	return false;
}

static int
add_column(struct reader *r, struct sst_span name, struct sst_err *err)
{
	const struct sst_know_column *c = sst_know_column_find(name);
	int n = (int)(name.n > 40 ? 40 : name.n);

	if (c == NULL)
		return sst_fail(err, SST_E_FORMAT,
		    "no column is called \"%.*s\"", n, (const char *)name.p);
	if (has_column(r, c))
		return sst_fail(err, SST_E_FORMAT, "column %s again", c->name);
	r->columns[r->column_n++] = c;
	return 0;
}

/* Every column is there once at most, so COLUMNS_MAX is never passed. */
static int
read_heading(struct reader *r, struct sst_span line, struct sst_err *err)
{
	if (check_line(line, err) < 0)
		return -1;
	do {
		if (add_column(r, cut(&line, '\t'), err) < 0)
			return -1;
	} while (line.n > 0);
	if (!has_column(r, sst_know_column_find(sst_span_of_text("id"))))
		return sst_fail(err, SST_E_FORMAT, "no column id");
	return 0;
}

/* The cells of a line, in the order of the columns. */
static int
split(const struct reader *r, struct sst_span line,
    struct sst_span cells[COLUMNS_MAX], struct sst_err *err)
{
	size_t n = 0;

	memset(cells, 0, COLUMNS_MAX * sizeof(cells[0]));
	while (line.n > 0) {
		if (n == r->column_n)
			return sst_fail(err, SST_E_FORMAT,
			    "more than the %zu cells of the first line", n);
		cells[n++] = cut(&line, '\t');
	}
	return 0;
}

static int
read_cell(struct reader *r, size_t column, struct sst_span cell,
    struct sst_err *err)
{
	const struct sst_know_column *c = r->columns[column];
	const uint8_t *text;

	if (cell.n == 0)
		return 0;
	if (sst_know_column_check(c, cell, err) < 0)
		return -1;
	text = sst_arena_copy(r->mem, cell);
	if (text == NULL)
		return sst_arena_full(r->mem, err);
	*sst_know_column_cell(c, &r->rows[r->n]) = (const char *)text;
	r->given[r->n] |= (uint32_t)1 << (c->at / sizeof(char *));
	return 0;
}

/* The row that the id stands for, or an empty one. */
static int
begin_row(struct reader *r, struct sst_span id, struct sst_err *err)
{
	const struct sst_carrier *row;
	char key[SST_KNOW_KEY];

	if (id.n == 0)
		return sst_fail(err, SST_E_FORMAT, "column id: empty");
	for (size_t i = 0; i < r->n; i++) {
		if (sst_span_is_equal(id, sst_span_of_text(r->rows[i].id)))
			return sst_fail(err, SST_E_FORMAT,
			    "column id: \"%s\" again", r->rows[i].id);
	}
	row = sst_know_cell_key(id, key) ? sst_know_book_carrier(NULL, key)
	                                 : NULL;
	if (row != NULL)
		r->rows[r->n] = *row;
	else
		sst_know_column_start(&r->rows[r->n]);
	return 0;
}

/* What one cell says against another. */
static int
check_sense(const struct sst_carrier *row, struct sst_err *err)
{
	bool once = strcmp(row->code_single_use, "yes") == 0;
	const char *ways = row->new_device_reinstall;

	if (*row->name == '\0' || *row->kind == '\0')
		return sst_fail(err, SST_E_FORMAT,
		    "column %s: empty, and no row of the table has this id",
		    *row->name == '\0' ? "name" : "kind");
	if (once && sst_know_has(ways, "same-code"))
		return sst_fail(err, SST_E_FORMAT,
		    "column code_single_use: yes, but new_device_reinstall "
		    "has same-code");
	if (once && strcmp(row->same_device_reinstall, "yes") == 0)
		return sst_fail(err, SST_E_FORMAT,
		    "column code_single_use: yes, but "
		    "same_device_reinstall is yes");
	if (sst_know_has(ways, "unknown") && strcmp(ways, "unknown") != 0)
		return sst_fail(err, SST_E_FORMAT,
		    "column new_device_reinstall: unknown and something else");
	return 0;
}

/* A claim of the user's rests on the user's file. */
static int
end_row(struct reader *r, struct sst_err *err)
{
	struct sst_carrier *row = &r->rows[r->n];

	row->origin = r->origin;
	if (check_sense(row, err) < 0)
		return -1;
	if (r->given[r->n] & SST_KNOW_BIT(source))
		return 0;
	row->source = *row->source == '\0' ? r->origin
	                                   : sst_arena_printf(r->mem, "%s ; %s",
	                                         r->origin, row->source);
	return row->source == NULL ? sst_arena_full(r->mem, err) : 0;
}

static int
make_room(struct reader *r, struct sst_err *err)
{
	if (r->n == SST_KNOW_OWN_ROWS)
		return sst_fail(err, SST_E_FORMAT, "more than %d rows",
		    SST_KNOW_OWN_ROWS);
	r->rows = sst_arena_grow(r->mem, r->rows, r->n, sizeof(*r->rows));
	r->given = sst_arena_grow(r->mem, r->given, r->n, sizeof(*r->given));
	if (r->rows == NULL || r->given == NULL)
		return sst_arena_full(r->mem, err);
	return 0;
}

static int
read_row(struct reader *r, struct sst_span line, struct sst_err *err)
{
	struct sst_span cells[COLUMNS_MAX];
	struct sst_span id = { 0 };

	if (check_line(line, err) < 0 || split(r, line, cells, err) < 0 ||
	    make_room(r, err) < 0)
		return -1;
	for (size_t i = 0; i < r->column_n; i++) {
		if (r->columns[i]->at == offsetof(struct sst_carrier, id))
			id = cells[i];
	}
	if (begin_row(r, id, err) < 0)
		return -1;
	for (size_t i = 0; i < r->column_n; i++) {
		if (read_cell(r, i, cells[i], err) < 0)
			return -1;
	}
	if (end_row(r, err) < 0)
		return -1;
	r->n++;
	return 0;
}

static int
read_all(struct reader *r, struct sst_err *err)
{
	static const uint8_t mark[] = { 0xEF, 0xBB, 0xBF };
	struct sst_span line;

	if (r->left.n > SST_KNOW_OWN_BYTES)
		return sst_fail(err, SST_E_FORMAT,
		    "%zu bytes, want at most %zu", r->left.n,
		    SST_KNOW_OWN_BYTES);
	if (r->left.n >= sizeof(mark) &&
	    memcmp(r->left.p, mark, sizeof(mark)) == 0) {
		r->left.p += sizeof(mark);
		r->left.n -= sizeof(mark);
	}
	while (next_line(r, &line)) {
		int rc = r->column_n == 0 ? read_heading(r, line, err)
		                          : read_row(r, line, err);

		if (rc < 0)
			return sst_within(err, "line %zu", r->line);
	}
	return 0;
}

int
sst_know_book_read(struct sst_span text, const char *origin,
    struct sst_arena *mem, struct sst_know_book *out, struct sst_err *err)
{
	struct reader r = { .left = text, .mem = mem };

	*out = (struct sst_know_book){ 0 };
	r.origin = sst_arena_text(mem, origin);
	if (r.origin == NULL)
		return sst_arena_full(mem, err);
	if (read_all(&r, err) < 0)
		return sst_within(err, "%s", origin);
	*out = (struct sst_know_book){ r.rows, r.given, r.n };
	return 0;
}
