/* SPDX-License-Identifier: ISC */
/* know_book.c: the carrier table with the user's rows over it. */
#include <string.h>

#include "know_priv.h"

static const struct sst_carrier *
own_row(const struct sst_know_book *book, const char *id)
{
	for (size_t i = 0; book != NULL && i < book->own_n; i++) {
		if (strcmp(book->own[i].id, id) == 0)
			return &book->own[i];
	}
	return NULL;
}

bool
sst_know_book_replaces(const struct sst_know_book *book,
    const struct sst_carrier *row)
{
	return own_row(book, row->id) != NULL;
}

const struct sst_carrier *
sst_know_book_carrier(const struct sst_know_book *book, const char *id)
{
	const struct sst_carrier *own = own_row(book, id);
	const struct sst_know_key *k;

	if (own != NULL)
		return own;
	if (sst_know_index_find(&sst_know_carriers_by_id, id, &k) == 0)
		return NULL;
	return &sst_know_carriers_rows[k->row];
}

/* *at counts built-in rows, each given as the user's where that replaces it,
 * and then those that the user adds. */
const struct sst_carrier *
sst_know_book_next(const struct sst_know_book *book, size_t *at)
{
	const struct sst_know_key *k;
	size_t own;

	if (*at < sst_know_carriers_rows_n)
		return sst_know_book_carrier(book,
		    sst_know_carriers_rows[(*at)++].id);
	while (book != NULL) {
		own = *at - sst_know_carriers_rows_n;
		if (own >= book->own_n)
			break;
		(*at)++;
		if (sst_know_index_find(&sst_know_carriers_by_id,
		        book->own[own].id, &k) == 0)
			return &book->own[own];
	}
	return NULL;
}

bool
sst_know_book_has_given(const struct sst_know_book *book,
    const struct sst_carrier *row, const char *column)
{
	const struct sst_know_column *c =
	    sst_know_column_find(sst_span_of_text(column));

	for (size_t i = 0; c != NULL && book != NULL && i < book->own_n; i++) {
		if (row == &book->own[i])
			return (book->given[i] >> (c->at / sizeof(char *))) & 1;
	}
	return false;
}
