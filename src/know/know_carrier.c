/* SPDX-License-Identifier: ISC */
/* know_carrier.c: which carrier row a subscription belongs to. */
#include <string.h>

#include "know_priv.h"

static const struct {
	enum sst_know_match match;
	const char *name;
} names[] = {
	{ SST_KNOW_ID, "id" },
	{ SST_KNOW_CARRIER_ID, "carrier id" },
	{ SST_KNOW_PROVIDER, "serviceProviderName" },
	{ SST_KNOW_HOST, "SM-DP+ address" },
	{ SST_KNOW_IIN, "IIN" },
	{ SST_KNOW_GID, "profileOwner with GID1" },
	{ SST_KNOW_OWNER, "profileOwner" },
};

static bool
is_kind(const struct sst_carrier *row, const char *kind)
{
	return strcmp(row->kind, kind) == 0;
}

/* A network's code is no reseller's own. */
static bool
may_decide(const struct sst_know_query *q, enum sst_know_match match,
    const struct sst_carrier *row)
{
	if (match != SST_KNOW_OWNER && match != SST_KNOW_GID)
		return true;
	return sst_know_fit_is_operator(row) && sst_know_fit_likely(q, row);
}

/* row sells lines with numbers of other, or on its server. */
static bool
is_network(const struct sst_carrier *row, const struct sst_carrier *other,
    enum sst_know_match by)
{
	if (by < SST_KNOW_HOST || is_kind(row, "mno") ||
	    !sst_know_fit_is_operator(other))
		return false;
	return !is_kind(row, "mvno") ||
	       (is_kind(other, "mno") &&
	           strcmp(row->country, other->country) == 0);
}

/* A server of many brands is nobody's own. */
static bool
is_shared_host(const struct sst_know_query *q, enum sst_know_match by)
{
	const struct sst_smdp_host *host;

	if (by != SST_KNOW_HOST)
		return false;
	host = sst_know_host(q->h->host);
	return host != NULL && strstr(host->operator_name, "platform") != NULL;
}

static bool
is_listed(const struct sst_know_found *out, const struct sst_carrier *row)
{
	for (size_t i = 0; i < out->n; i++)
		if (out->others[i].row == row)
			return true;
	return false;
}

static void
add_other(struct sst_know_found *out, const struct sst_carrier *row,
    enum sst_know_match by)
{
	if (is_listed(out, row))
		return;
	if (out->n == SST_KNOW_OTHERS)
		out->is_cut = true;
	else
		out->others[out->n++] = (struct sst_know_named){ row, by };
}

/* What a hint says that does not name the row. */
static void
add_others(const struct sst_know_query *q, struct sst_know_found *out,
    const struct sst_know_fits *fits, size_t way)
{
	enum sst_know_match by = sst_know_fit_match(way);

	if (fits->n == 0 || sst_know_fit_one(q, way, out->row) ||
	    is_shared_host(q, by))
		return;
	for (size_t i = 0; i < fits->n; i++) {
		const struct sst_carrier *other = fits->v[i];

		if (!is_network(out->row, other, by)) {
			add_other(out, other, by);
		} else if (fits->n == 1 && out->network == NULL) {
			out->network = other;
			out->network_by = by;
		}
	}
	out->is_cut = out->is_cut || fits->is_cut;
}

static void
add_candidates(struct sst_know_found *out, const struct sst_know_fits *fits,
    enum sst_know_match by)
{
	out->is_cut = fits->is_cut || fits->n > SST_KNOW_OTHERS;
	for (size_t i = 0; i < fits->n && i < SST_KNOW_OTHERS; i++)
		out->candidates[out->candidate_n++] =
		    (struct sst_know_named){ fits->v[i], by };
}

void
sst_know_find(const struct sst_know_book *book, const struct sst_know_hints *h,
    struct sst_know_found *out)
{
	struct sst_know_fits fits[SST_KNOW_WAYS];
	struct sst_know_query q;

	*out = (struct sst_know_found){ 0 };
	sst_know_fit_query(book, h, &q);
	for (size_t i = 0; i < SST_KNOW_WAYS; i++) {
		enum sst_know_match by = sst_know_fit_match(i);

		sst_know_fit_rows(&q, i, &fits[i]);
		if (fits[i].n == 1 && !may_decide(&q, by, fits[i].v[0]))
			fits[i].n = 0;
		if (out->row == NULL && fits[i].n == 1) {
			out->row = fits[i].v[0];
			out->by = by;
		}
	}
	for (size_t i = 0; i < SST_KNOW_WAYS; i++) {
		if (out->row != NULL)
			add_others(&q, out, &fits[i], i);
		else if (out->candidate_n == 0)
			add_candidates(out, &fits[i], sst_know_fit_match(i));
	}
}

const struct sst_carrier *
sst_know_carrier(const struct sst_know_hints *h, enum sst_know_match *match)
{
	struct sst_know_found found;

	sst_know_find(NULL, h, &found);
	*match = found.by;
	return found.row;
}

const char *
sst_know_match_name(enum sst_know_match match)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (names[i].match == match)
			return names[i].name;
	}
	return "nothing";
}
