/* SPDX-License-Identifier: ISC */
/* know_page.c: rows of knowledge, cell by cell. */
#include <string.h>

#include "know_page.h"

#define LABEL_AT 18

const char *
sst_know_page_cell(const struct sst_know_cell *c, const void *row)
{
	return *(const char *const *)((const char *)row + c->at);
}

void
sst_know_page_line(const char *label, const char *text)
{
	char first[LABEL_AT + 1] = { 0 };
	size_t n = strnlen(label, LABEL_AT - 1);

	if (*text == '\0')
		return;
	memset(first, ' ', LABEL_AT);
	memcpy(first, label, n);
	first[n] = ':';
	sst_print_wrapped(first, text);
}

void
sst_know_page_row(const struct sst_know_cell *cells, size_t n, const void *row)
{
	for (size_t i = 0; i < n; i++)
		sst_know_page_line(cells[i].label,
		    sst_know_page_cell(&cells[i], row));
}

void
sst_know_page_json(struct sst_json *j, const struct sst_know_cell *cells,
    size_t n, const void *row)
{
	for (size_t i = 0; i < n; i++) {
		const char *text = sst_know_page_cell(&cells[i], row);

		if (*text != '\0')
			sst_json_text(j, cells[i].key, text);
	}
}
