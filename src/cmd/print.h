/* SPDX-License-Identifier: ISC */
/* print.h: results on standard output: tables, fields, JSON. */
#ifndef SIMSTOW_CMD_PRINT_H
#define SIMSTOW_CMD_PRINT_H

#include <simstow/base/json.h>

#include "run.h"

/* A table that is filled row by row; columns as wide as their widest cell. */
struct sst_table {
	struct sst_arena mem;
	size_t columns;
	const char **cells;
	size_t n;
	bool failed; /* memory was out */
};

/*
 * sst_table_row - one row; cells has t->columns texts, copied; NULL and ""
 * become "-". The first row is the heading.
 * sst_table_print - all rows, indented by that many blanks.
 */
void sst_table_init(struct sst_table *t, size_t columns);
void sst_table_fini(struct sst_table *t);
void sst_table_row(struct sst_table *t, const char *const *cells);
int sst_table_print(const struct sst_table *t, size_t indent,
    struct sst_err *err) SST_MUST;

/* sst_print_field - "Name:         text", nothing for NULL. */
void sst_print_field(const char *name, const char *text);

/* sst_print_wrapped - text in lines of 80 columns behind first; the lines
 * after the first are indented by its width. */
void sst_print_wrapped(const char *first, const char *text);

/* sst_print_size - "12.3 kB" into out. */
#define SST_PRINT_SIZE 24
void sst_print_size(uint64_t n, char out[SST_PRINT_SIZE]);

enum sst_print_colour { SST_GREEN, SST_YELLOW, SST_RED };

/* sst_print_word - a word without line end, in colour where colours are. */
void sst_print_word(const struct sst_run *run, enum sst_print_colour colour,
    const char *word);

/* sst_print_strong - a heading, in lines of 80 columns, with its line end. */
void sst_print_strong(const struct sst_run *run, const char *text);

/*
 * sst_print_document - begin a document: "format": "simstow-NAME",
 * "version": 1. sst_print_json - print it and give up the reference; fails
 * when something was left out of j for want of memory.
 */
struct sst_json sst_print_document(const char *name);
int sst_print_json(struct sst_json *j, struct sst_err *err) SST_MUST;

/* sst_print_json_text - a text that may be no UTF-8, as a path may. */
void sst_print_json_text(struct sst_json *j, const char *key, const char *text);

/* sst_print_append - v, whose reference is taken, to an array of j. */
void sst_print_append(struct sst_json *j, json_t *array, struct sst_json *v);

#endif
