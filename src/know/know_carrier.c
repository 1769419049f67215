/* SPDX-License-Identifier: ISC */
/* know_carrier.c: which carrier row a subscription belongs to. */
#include <string.h>

#include <simstow/base/digits.h>

#include "know_priv.h"

#define MCC_DIGITS 3

static bool
is_operator(const struct sst_carrier *row)
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
fits_iccid(const struct sst_carrier *row, const char *iccid)
{
	const struct sst_iccid_country *c = sst_know_iccid_country(iccid);

	if (c == NULL || *row->country == '\0' ||
	    sst_know_has(c->iso3166, "001"))
		return true;
	return sst_know_has(c->iso3166, row->country);
}

/*
 * Operators of several countries share a brand ("T-Mobile"), so a name or a
 * host must not contradict what else is known. Resellers use the numbers of
 * whoever sells to them: nothing can be said of those.
 */
static bool
is_likely(const struct sst_carrier *row, const struct sst_know_hints *h)
{
	return !is_operator(row) ||
	       (fits_mcc(row, h->mcc_mnc) && fits_iccid(row, h->iccid));
}

/* The name of a row, or one of its parts: "Truphone / 1GLOBAL". */
static bool
is_named(const struct sst_carrier *row, const char *provider)
{
	struct sst_span want = sst_span_of_text(provider);
	const char *p = row->name;

	if (want.n == 0)
		return false;
	if (sst_know_cell_is(sst_span_of_text(p), want))
		return true;
	for (;;) {
		struct sst_span part = sst_span_of_text(p);
		const char *sep = strstr(p, " / ");

		if (sep != NULL)
			part.n = (size_t)(sep - p);
		if (sst_know_cell_is(part, want))
			return true;
		if (sep == NULL)
			return false;
		p = sep + strlen(" / ");
	}
}

static bool
has_host(const struct sst_carrier *row, const char *host)
{
	const char *cell = row->smdp_hosts;
	struct sst_span want = sst_span_of_text(host);
	struct sst_span word;

	while (sst_know_cell_next(&cell, &word)) {
		if (sst_know_cell_is_host(word, want))
			return true;
	}
	return false;
}

/* Digits of the longest IIN of the row that begins the ICCID. */
static size_t
iin_length(const struct sst_carrier *row, const char *iccid)
{
	const char *cell = row->iin;
	char plain[SST_ICCID_MAX + 1];
	struct sst_span word;
	size_t longest = 0;

	sst_know_cell_padded(iccid, plain, sizeof(plain));
	while (sst_know_cell_next(&cell, &word)) {
		size_t n = sst_know_cell_prefix(plain, word);

		if (n > longest)
			longest = n;
	}
	return longest;
}

/* How well a row fits one hint: 0 is not at all, more is better. */

static size_t
fit_carrier_id(const struct sst_carrier *row, const struct sst_know_hints *h)
{
	return h->carrier_id != NULL && *h->carrier_id != '\0' &&
	       sst_know_has(row->aosp_carrier_id, h->carrier_id);
}

static size_t
fit_provider(const struct sst_carrier *row, const struct sst_know_hints *h)
{
	return h->provider != NULL && is_named(row, h->provider) &&
	       is_likely(row, h);
}

/* Brands share a server: the IIN tells them apart, where it can. */
static size_t
fit_host(const struct sst_carrier *row, const struct sst_know_hints *h)
{
	if (h->host == NULL || !has_host(row, h->host) || !is_likely(row, h))
		return 0;
	return 1 + (h->iccid == NULL ? 0 : iin_length(row, h->iccid));
}

static size_t
fit_iin(const struct sst_carrier *row, const struct sst_know_hints *h)
{
	return h->iccid == NULL ? 0 : iin_length(row, h->iccid);
}

static size_t
fit_owner(const struct sst_carrier *row, const struct sst_know_hints *h)
{
	return h->mcc_mnc != NULL && *h->mcc_mnc != '\0' &&
	       sst_know_has(row->mccmnc, h->mcc_mnc);
}

/* The surest first. */
static const struct {
	enum sst_know_match match;
	size_t (*fit)(const struct sst_carrier *row,
	    const struct sst_know_hints *h);
	const char *name;
} ways[] = {
	{ SST_KNOW_CARRIER_ID, fit_carrier_id, "carrier id" },
	{ SST_KNOW_PROVIDER, fit_provider, "serviceProviderName" },
	{ SST_KNOW_HOST, fit_host, "SM-DP+ address" },
	{ SST_KNOW_IIN, fit_iin, "IIN" },
	{ SST_KNOW_OWNER, fit_owner, "profileOwner" },
};

#define WAY_N (sizeof(ways) / sizeof(ways[0]))

/* The one row that fits best; none when two do. */
static const struct sst_carrier *
best_row(size_t way, const struct sst_know_hints *h)
{
	const struct sst_carrier *row = sst_know_carriers_rows;
	const struct sst_carrier *best = NULL;
	size_t most = 0;

	for (size_t i = 0; i < sst_know_carriers_rows_n; i++) {
		size_t fit = ways[way].fit(&row[i], h);

		if (fit > most) {
			most = fit;
			best = &row[i];
		} else if (fit == most && fit > 0) {
			best = NULL;
		}
	}
	return best;
}

const struct sst_carrier *
sst_know_carrier(const struct sst_know_hints *h, enum sst_know_match *match)
{
	const struct sst_carrier *row;

	*match = SST_KNOW_NONE;
	for (size_t i = 0; i < WAY_N; i++) {
		row = best_row(i, h);
		if (row == NULL)
			continue;
		/* A network's code is no reseller's own. */
		if (ways[i].match == SST_KNOW_OWNER &&
		    (!is_operator(row) || !is_likely(row, h)))
			continue;
		*match = ways[i].match;
		return row;
	}
	return NULL;
}

const char *
sst_know_match_name(enum sst_know_match match)
{
	for (size_t i = 0; i < WAY_N; i++) {
		if (ways[i].match == match)
			return ways[i].name;
	}
	return "nothing";
}
