/* SPDX-License-Identifier: ISC */
/* print.c: results on standard output: tables, fields, JSON. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <simstow/base/text.h>

#include "print.h"

#define COLUMNS 80
#define FIELD_AT 15      /* column of a field's text */
#define GAP 2            /* blanks between columns */
#define TABLE_COLUMNS 12 /* at most */
#define JSON_MAX ((size_t)64 << 20)

void
sst_table_init(struct sst_table *t, size_t columns)
{
	*t = (struct sst_table){ 0 };
	t->columns = columns < TABLE_COLUMNS ? columns : TABLE_COLUMNS;
}

void
sst_table_fini(struct sst_table *t)
{
	sst_arena_fini(&t->mem);
	*t = (struct sst_table){ 0 };
}

static void
table_cell(struct sst_table *t, const char *text)
{
	const char **cells;

	if (text == NULL || text[0] == '\0')
		text = "-";
	cells = sst_arena_grow(&t->mem, t->cells, t->n, sizeof(*cells));
	if (cells == NULL) {
		t->failed = true;
		return;
	}
	t->cells = cells;
	cells[t->n] = sst_arena_text(&t->mem, text);
	if (cells[t->n] == NULL)
		t->failed = true;
	else
		t->n++;
}

void
sst_table_row(struct sst_table *t, const char *const *cells)
{
	for (size_t i = 0; i < t->columns && !t->failed; i++)
		table_cell(t, cells[i]);
}

static void
blanks(size_t n)
{
	while (n-- > 0)
		(void)putchar(' ');
}

static void
table_line(const struct sst_table *t, size_t row, const size_t *width,
    size_t indent)
{
	blanks(indent);
	for (size_t i = 0; i < t->columns; i++) {
		const char *text = t->cells[row * t->columns + i];

		sst_text_print(stdout, text);
		if (i + 1 < t->columns)
			blanks(width[i] + GAP - sst_text_width(text));
	}
	(void)putchar('\n');
}

int
sst_table_print(const struct sst_table *t, size_t indent, struct sst_err *err)
{
	size_t width[TABLE_COLUMNS] = { 0 };

	if (t->failed)
		return sst_arena_full(&t->mem, err);
	for (size_t i = 0; i < t->n; i++) {
		size_t w = sst_text_width(t->cells[i]);

		if (w > width[i % t->columns])
			width[i % t->columns] = w;
	}
	for (size_t row = 0; row < t->n / t->columns; row++)
		table_line(t, row, width, indent);
	return 0;
}

void
sst_print_field(const char *name, const char *text)
{
	size_t n = strlen(name) + 1;

	if (text == NULL)
		return;
	(void)printf("%s:", name);
	blanks(n < FIELD_AT ? FIELD_AT - n : 1);
	sst_text_print(stdout, text[0] == '\0' ? "(empty)" : text);
	(void)putchar('\n');
}

/* One word of hostile text; without memory as many bytes as fit. */
static size_t
print_piece(const char *text, size_t n)
{
	char word[COLUMNS * 4];

	if (n >= sizeof(word))
		n = sizeof(word) - 1;
	memcpy(word, text, n);
	word[n] = '\0';
	sst_text_print(stdout, word);
	return n;
}

static size_t
piece_width(const char *text, size_t n)
{
	char word[COLUMNS * 4];

	if (n >= sizeof(word))
		n = sizeof(word) - 1;
	memcpy(word, text, n);
	word[n] = '\0';
	return sst_text_width(word);
}

void
sst_print_wrapped(const char *first, const char *text)
{
	size_t indent = sst_text_width(first);
	size_t at = indent;

	sst_text_print(stdout, first);
	while (*text != '\0') {
		size_t n = strcspn(text, " ");
		size_t w = piece_width(text, n);

		if (at > indent && at + 1 + w > COLUMNS) {
			(void)putchar('\n');
			blanks(indent);
			at = indent;
		} else if (at > indent) {
			(void)putchar(' ');
			at++;
		}
		text += print_piece(text, n);
		at += w;
		text += strspn(text, " ");
	}
	(void)putchar('\n');
}

void
sst_print_size(uint64_t n, char out[SST_PRINT_SIZE])
{
	static const char *const units[] = { "kB", "MB", "GB" };
	uint64_t tenths = n / 100;
	size_t i = 0;

	if (n < 1000) {
		(void)snprintf(out, SST_PRINT_SIZE, "%" PRIu64 " B", n);
		return;
	}
	while (tenths >= 10000 && i + 1 < sizeof(units) / sizeof(units[0])) {
		tenths /= 1000;
		i++;
	}
	(void)snprintf(out, SST_PRINT_SIZE, "%" PRIu64 ".%" PRIu64 " %s",
	    tenths / 10, tenths % 10, units[i]);
}

void
sst_print_word(const struct sst_run *run, enum sst_print_colour colour,
    const char *word)
{
	static const char *const codes[] = {
		[SST_GREEN] = "\033[32m",
		[SST_YELLOW] = "\033[33m",
		[SST_RED] = "\033[31m",
	};

	if (run->has_colour)
		(void)fputs(codes[colour], stdout);
	sst_text_print(stdout, word);
	if (run->has_colour)
		(void)fputs("\033[0m", stdout);
}

void
sst_print_strong(const struct sst_run *run, const char *text)
{
	if (run->has_colour)
		(void)fputs("\033[1m", stdout);
	sst_print_wrapped("", text);
	if (run->has_colour)
		(void)fputs("\033[0m", stdout);
}

struct sst_json
sst_print_document(const char *name)
{
	struct sst_json j = { json_object(), false };
	char format[64];

	(void)snprintf(format, sizeof(format), "simstow-%s", name);
	sst_json_text(&j, "format", format);
	sst_json_int(&j, "version", 1);
	return j;
}

void
sst_print_json_text(struct sst_json *j, const char *key, const char *text)
{
	struct sst_buf b = { 0 };
	struct sst_err err = { 0 };

	if (text == NULL || sst_text_is_utf8(sst_span_of_text(text))) {
		sst_json_text(j, key, text);
		return;
	}
	if (sst_text_escape(&b, sst_span_of_text(text), &err) < 0 ||
	    sst_buf_put_u8(&b, 0, &err) < 0)
		j->failed = true;
	else
		sst_json_text(j, key, (const char *)b.p);
	sst_buf_fini(&b);
}

int
sst_print_json(struct sst_json *j, struct sst_err *err)
{
	struct sst_buf b;
	int rc = -1;

	sst_buf_init(&b, JSON_MAX);
	if (j->failed || j->v == NULL)
		sst_err_set(err, SST_E_FAILED,
		    "JSON: memory is out, or a text is no UTF-8");
	else if (sst_json_put(j->v, &b, err) == 0)
		rc = 0;
	if (rc == 0)
		(void)fwrite(b.p, 1, b.n, stdout);
	sst_buf_fini(&b);
	json_decref(j->v);
	j->v = NULL;
	return rc;
}

void
sst_print_append(struct sst_json *j, json_t *array, struct sst_json *v)
{
	if (v->failed || array == NULL || v->v == NULL)
		j->failed = true;
	if (array == NULL || json_array_append_new(array, v->v) < 0)
		j->failed = true;
	v->v = NULL;
}
