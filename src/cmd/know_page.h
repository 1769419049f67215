/* SPDX-License-Identifier: ISC */
/* know_page.h: rows of knowledge on standard output. */
#ifndef SIMSTOW_CMD_KNOW_PAGE_H
#define SIMSTOW_CMD_KNOW_PAGE_H

#include <simstow/base/json.h>

#include "print.h"

/* A column of a row: what it is called, and where it is in the struct. */
struct sst_know_cell {
	const char *label; /* "Country" */
	const char *key;   /* the column, as formats/ has it */
	size_t at;         /* of a const char * */
};

/* sst_know_page_cell - the text of a cell; "" when nothing is known. */
const char *sst_know_page_cell(const struct sst_know_cell *c, const void *row);

/* sst_know_page_line - "Label:   text" in lines of 80 columns; nothing for
 * "". */
void sst_know_page_line(const char *label, const char *text);

/* sst_know_page_row - all of a row's cells that are not empty. */
void sst_know_page_row(const struct sst_know_cell *cells, size_t n,
    const void *row);

/* sst_know_page_json - the same as members of an object. */
void sst_know_page_json(struct sst_json *j, const struct sst_know_cell *cells,
    size_t n, const void *row);

#endif
