/* SPDX-License-Identifier: ISC */
/* know_ask.c: the carrier that a person means. */
#include <string.h>

#include "know_priv.h"

#define CARRIER_ID_DIGITS 4 /* most; five are MCC and MNC */
#define OWNER_DIGITS 6

/* What a text looks like, as the one hint that it is. */
static struct sst_know_hints
as_hint(const char *text)
{
	size_t n = strlen(text);

	if (n > 0 && strspn(text, "0123456789") == n) {
		if (n <= CARRIER_ID_DIGITS)
			return (struct sst_know_hints){ .carrier_id = text };
		if (n <= OWNER_DIGITS)
			return (struct sst_know_hints){ .mcc_mnc = text };
		return (struct sst_know_hints){ .iccid = text };
	}
	if (strchr(text, '.') != NULL && strpbrk(text, " /") == NULL)
		return (struct sst_know_hints){ .host = text };
	return (struct sst_know_hints){ .provider = text };
}

static void
search_parts(const struct sst_know_book *book, const char *text,
    struct sst_know_found *out)
{
	const struct sst_carrier *row;
	size_t at = 0;

	while ((row = sst_know_book_next(book, &at)) != NULL) {
		if (!sst_know_cell_holds(row->name, text) &&
		    !sst_know_cell_holds(row->spn, text) &&
		    !sst_know_cell_holds(row->id, text))
			continue;
		if (out->candidate_n == SST_KNOW_OTHERS)
			out->is_cut = true;
		else
			out->candidates[out->candidate_n++] =
			    (struct sst_know_named){ row, SST_KNOW_PROVIDER };
	}
	if (out->candidate_n != 1)
		return;
	out->row = out->candidates[0].row;
	out->by = SST_KNOW_PROVIDER;
	out->candidate_n = 0;
}

void
sst_know_ask(const struct sst_know_book *book, const char *text,
    struct sst_know_found *out)
{
	struct sst_know_hints h = as_hint(text);
	const struct sst_carrier *row = sst_know_book_carrier(book, text);

	if (row != NULL) {
		*out = (struct sst_know_found){ .row = row, .by = SST_KNOW_ID };
		return;
	}
	sst_know_find(book, &h, out);
	if (h.provider != NULL && out->row == NULL && out->candidate_n == 0)
		search_parts(book, text, out);
}
