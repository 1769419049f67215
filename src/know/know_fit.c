/* SPDX-License-Identifier: ISC */
/* know_fit.c: which carrier rows fit one hint, and how well. */
#include <string.h>

#include "know_priv.h"

#define MCC_DIGITS 3
#define WORLD "001" /* a country code of no country */

/* A cell that the user gives goes before every other at the same hint. */
#define GIVEN 1000

bool
sst_know_fit_is_operator(const struct sst_carrier *row)
{
	return strcmp(row->kind, "mno") == 0 || strcmp(row->kind, "mvno") == 0;
}

/* The MCC of the owner is among those of the row, or one is unknown. */
static bool
fits_mcc(const struct sst_carrier *row, const char *mcc_mnc)
{
	const char *cell = row->mccmnc;
	struct sst_span word;

	if (mcc_mnc == NULL || *cell == '\0' ||
	    strspn(mcc_mnc, "0123456789") < MCC_DIGITS)
		return true;
	while (sst_know_cell_next(&cell, &word)) {
		if (word.n >= MCC_DIGITS &&
		    memcmp(word.p, mcc_mnc, MCC_DIGITS) == 0)
			return true;
	}
	return false;
}

/* The country that the ICCID names is the row's, or one is unknown. */
static bool
fits_country(const struct sst_carrier *row, const char *countries)
{
	return countries == NULL || *row->country == '\0' ||
	       sst_know_has(countries, row->country);
}

/*
 * Operators of several countries share a brand ("T-Mobile"), so a name or a
 * host must not contradict what else is known. Resellers use the numbers of
 * whoever sells to them: nothing can be said of those.
 */
bool
sst_know_fit_likely(const struct sst_know_query *q,
    const struct sst_carrier *row)
{
	return !sst_know_fit_is_operator(row) ||
	       (fits_mcc(row, q->h->mcc_mnc) &&
	           fits_country(row, q->countries));
}

/* The whole cell, or one of its parts: "Truphone / 1GLOBAL". */
static bool
names_it(const char *cell, struct sst_span want)
{
	if (want.n == 0)
		return false;
	if (sst_know_cell_is(sst_span_of_text(cell), want))
		return true;
	for (;;) {
		struct sst_span part = sst_span_of_text(cell);
		const char *sep = strstr(cell, " / ");

		if (sep != NULL)
			part.n = (size_t)(sep - cell);
		if (sst_know_cell_is(part, want))
			return true;
		if (sep == NULL)
			return false;
		cell = sep + strlen(" / ");
	}
}

/* Digits of the longest IIN of the row that begins the ICCID. */
static size_t
iin_length(const struct sst_carrier *row, const char *iccid)
{
	const char *cell = row->iin;
	struct sst_span word;
	size_t longest = 0;

	while (sst_know_cell_next(&cell, &word)) {
		size_t n = sst_know_cell_prefix(iccid, word);

		if (n > longest)
			longest = n;
	}
	return longest;
}

typedef size_t fit_row(const struct sst_know_query *q,
    const struct sst_carrier *row);

/* How well a row fits one hint: 0 is not at all, more is better. */

static size_t
fit_carrier_id(const struct sst_know_query *q, const struct sst_carrier *row)
{
	return q->h->carrier_id != NULL && *q->h->carrier_id != '\0' &&
	       sst_know_has(row->aosp_carrier_id, q->h->carrier_id);
}

static size_t
fit_provider(const struct sst_know_query *q, const struct sst_carrier *row)
{
	struct sst_span want;

	if (q->h->provider == NULL)
		return 0;
	want = sst_span_of_text(q->h->provider);
	return (names_it(row->name, want) || names_it(row->spn, want)) &&
	       sst_know_fit_likely(q, row);
}

/* Brands share a server: the IIN tells them apart, where it can. */
static size_t
fit_host(const struct sst_know_query *q, const struct sst_carrier *row)
{
	const char *cell = row->smdp_hosts;
	struct sst_span word;

	if (q->h->host == NULL || !sst_know_fit_likely(q, row))
		return 0;
	while (sst_know_cell_next(&cell, &word)) {
		if (sst_know_cell_is_host(word, sst_span_of_text(q->h->host)))
			return 1 + iin_length(row, q->iccid);
	}
	return 0;
}

static size_t
fit_iin(const struct sst_know_query *q, const struct sst_carrier *row)
{
	return iin_length(row, q->iccid);
}

/* Of "MCCMNC/GID1" words the longest GID1 that begins the card's. */
static size_t
fit_gid(const struct sst_know_query *q, const struct sst_carrier *row)
{
	const char *cell = row->gid1;
	struct sst_span word, gid;
	size_t owner, longest = 0;

	if (q->h->mcc_mnc == NULL || q->h->gid1 == NULL)
		return 0;
	owner = strlen(q->h->mcc_mnc);
	gid = sst_span_of_text(q->h->gid1);
	while (sst_know_cell_next(&cell, &word)) {
		size_t n = word.n > owner ? word.n - owner - 1 : 0;

		if (n == 0 || n > gid.n || word.p[owner] != '/' ||
		    memcmp(word.p, q->h->mcc_mnc, owner) != 0)
			continue;
		word = (struct sst_span){ word.p + owner + 1, n };
		if (n > longest &&
		    sst_know_cell_is(word, (struct sst_span){ gid.p, n }))
			longest = n;
	}
	return longest;
}

static size_t
fit_owner(const struct sst_know_query *q, const struct sst_carrier *row)
{
	return q->h->mcc_mnc != NULL && *q->h->mcc_mnc != '\0' &&
	       sst_know_has(row->mccmnc, q->h->mcc_mnc);
}

/* The same for a row that the index has under the hint already. */

static size_t
rank_alike(const struct sst_know_query *q, const struct sst_carrier *row)
{
	(void)q;
	(void)row;
	return 1;
}

static size_t
rank_likely(const struct sst_know_query *q, const struct sst_carrier *row)
{
	return sst_know_fit_likely(q, row);
}

static size_t
rank_host(const struct sst_know_query *q, const struct sst_carrier *row)
{
	return sst_know_fit_likely(q, row) ? 1 + iin_length(row, q->iccid) : 0;
}

/* The entries of an index that a hint leads to; nothing for no hint. */

static size_t
look_text(const struct sst_know_index *ix, const char *text,
    const struct sst_know_key **first)
{
	char key[SST_KNOW_KEY];

	if (text == NULL || !sst_know_cell_key(sst_span_of_text(text), key))
		return 0;
	return sst_know_index_find(ix, key, first);
}

static size_t
look_carrier_id(const struct sst_know_query *q,
    const struct sst_know_key **first)
{
	return look_text(&sst_know_carriers_by_carrier_id, q->h->carrier_id,
	    first);
}

static size_t
look_provider(const struct sst_know_query *q, const struct sst_know_key **first)
{
	return look_text(&sst_know_carriers_by_name, q->h->provider, first);
}

static size_t
look_host(const struct sst_know_query *q, const struct sst_know_key **first)
{
	char key[SST_KNOW_KEY];

	if (q->h->host == NULL ||
	    !sst_know_cell_host_key(sst_span_of_text(q->h->host), key))
		return 0;
	return sst_know_index_find(&sst_know_carriers_by_host, key, first);
}

static size_t
look_iin(const struct sst_know_query *q, const struct sst_know_key **first)
{
	return sst_know_index_prefix(&sst_know_carriers_by_iin, q->iccid,
	    first);
}

static size_t
look_owner(const struct sst_know_query *q, const struct sst_know_key **first)
{
	return look_text(&sst_know_carriers_by_owner, q->h->mcc_mnc, first);
}

static size_t
look_gid(const struct sst_know_query *q, const struct sst_know_key **first)
{
	return q->h->gid1 == NULL ? 0 : look_owner(q, first);
}

/* In the order of trust. A GID1 counts only with the owner's MCC and MNC. */
static const struct {
	enum sst_know_match match;
	uint32_t columns; /* that the hint is compared with */
	size_t (*look)(const struct sst_know_query *q,
	    const struct sst_know_key **first);
	fit_row *rank;
	fit_row *fit;
} ways[SST_KNOW_WAYS] = {
	{ SST_KNOW_CARRIER_ID, SST_KNOW_BIT(aosp_carrier_id), look_carrier_id,
	    rank_alike, fit_carrier_id },
	{ SST_KNOW_PROVIDER, SST_KNOW_BIT(name) | SST_KNOW_BIT(spn),
	    look_provider, rank_likely, fit_provider },
	{ SST_KNOW_HOST, SST_KNOW_BIT(smdp_hosts), look_host, rank_host,
	    fit_host },
	{ SST_KNOW_IIN, SST_KNOW_BIT(iin), look_iin, fit_iin, fit_iin },
	{ SST_KNOW_GID, SST_KNOW_BIT(gid1), look_gid, fit_gid, fit_gid },
	{ SST_KNOW_OWNER, SST_KNOW_BIT(mccmnc), look_owner, rank_alike,
	    fit_owner },
};

static void
add(struct sst_know_fits *out, const struct sst_carrier *row, size_t fit)
{
	if (fit == 0 || fit < out->most)
		return;
	if (fit > out->most)
		*out = (struct sst_know_fits){ .most = fit };
	if (out->n < SST_KNOW_FITS)
		out->v[out->n++] = row;
	else
		out->is_cut = true;
}

void
sst_know_fit_rows(const struct sst_know_query *q, size_t way,
    struct sst_know_fits *out)
{
	const struct sst_know_book *book = q->book;
	const struct sst_know_key *k = NULL;
	size_t n = ways[way].look(q, &k);

	out->n = 0;
	out->most = 0;
	out->is_cut = false;
	for (size_t i = 0; i < n; i++) {
		const struct sst_carrier *row =
		    &sst_know_carriers_rows[k[i].row];

		if (!sst_know_book_replaces(book, row))
			add(out, row, ways[way].rank(q, row));
	}
	for (size_t i = 0; book != NULL && i < book->own_n; i++) {
		size_t fit = ways[way].fit(q, &book->own[i]);

		if (fit > 0 && (book->given[i] & ways[way].columns) != 0)
			fit += GIVEN;
		add(out, &book->own[i], fit);
	}
}

bool
sst_know_fit_one(const struct sst_know_query *q, size_t way,
    const struct sst_carrier *row)
{
	return ways[way].fit(q, row) > 0;
}

enum sst_know_match
sst_know_fit_match(size_t way)
{
	return ways[way].match;
}

void
sst_know_fit_query(const struct sst_know_book *book,
    const struct sst_know_hints *h, struct sst_know_query *q)
{
	const struct sst_iccid_country *c = sst_know_iccid_country(h->iccid);

	q->book = book;
	q->h = h;
	q->countries =
	    c == NULL || sst_know_has(c->iso3166, WORLD) ? NULL : c->iso3166;
	sst_know_cell_padded(h->iccid == NULL ? "" : h->iccid, q->iccid,
	    sizeof(q->iccid));
}
