/* SPDX-License-Identifier: ISC */
/* know.c: the tables, and their rows by key. */
#include <string.h>

#include <simstow/base/digits.h>

#include "know_priv.h"

/* What gives a table to its users. */
#define TABLE(function, type, table)            \
	const struct type *function(size_t *n)  \
	{                                       \
		*n = sst_know_##table##_rows_n; \
		return sst_know_##table##_rows; \
	}

TABLE(sst_know_carriers, sst_carrier, carriers)
TABLE(sst_know_hosts, sst_smdp_host, smdp_hosts)
TABLE(sst_know_cis, sst_ci, ci_pkids)
TABLE(sst_know_ci_keys, sst_ci_key, ci_public_keys)
TABLE(sst_know_eums, sst_eum, eum_prefixes)
TABLE(sst_know_iccid_countries, sst_iccid_country, iccid_country_codes)
TABLE(sst_know_routes, sst_route, routes)
TABLE(sst_know_reuses, sst_reuse, profile_reuse_policies)
TABLE(sst_know_country_rules, sst_country_rule, country_constraints)
TABLE(sst_know_statuses, sst_smdp_status, smdp_status_codes)
TABLE(sst_know_reasons, sst_smdp_reason, smdp_reason_dictionary)
TABLE(sst_know_es10_errors, sst_es10_error, es10_errors)
TABLE(sst_know_android_settings, sst_android_setting, android_settings)

const struct sst_smdp_host *
sst_know_host(const char *host)
{
	struct sst_span want;
	struct sst_span row;

	if (host == NULL)
		return NULL;
	want = sst_span_of_text(host);
	for (size_t i = 0; i < sst_know_smdp_hosts_rows_n; i++) {
		row = sst_span_of_text(sst_know_smdp_hosts_rows[i].host);
		if (sst_know_cell_is_host(row, want))
			return &sst_know_smdp_hosts_rows[i];
	}
	return NULL;
}

const struct sst_ci *
sst_know_ci(const char *pkid)
{
	struct sst_span want;
	struct sst_span row;

	if (pkid == NULL)
		return NULL;
	want = sst_span_of_text(pkid);
	for (size_t i = 0; i < sst_know_ci_pkids_rows_n; i++) {
		row = sst_span_of_text(sst_know_ci_pkids_rows[i].pkid);
		if (sst_know_cell_is(row, want))
			return &sst_know_ci_pkids_rows[i];
	}
	return NULL;
}

const struct sst_route *
sst_know_route(const char *id)
{
	for (size_t i = 0; id != NULL && i < sst_know_routes_rows_n; i++) {
		if (strcmp(sst_know_routes_rows[i].id, id) == 0)
			return &sst_know_routes_rows[i];
	}
	return NULL;
}

const struct sst_smdp_status *
sst_know_status(const char *subject, const char *reason)
{
	const struct sst_smdp_status *row = sst_know_smdp_status_codes_rows;

	if (subject == NULL || reason == NULL)
		return NULL;
	for (size_t i = 0; i < sst_know_smdp_status_codes_rows_n; i++) {
		if (strcmp(row[i].subject, subject) == 0 &&
		    strcmp(row[i].reason, reason) == 0)
			return &row[i];
	}
	return NULL;
}

const struct sst_eum *
sst_know_eum(const char *eid)
{
	const struct sst_eum *row = sst_know_eum_prefixes_rows;
	const struct sst_eum *best = NULL;
	size_t longest = 0;

	for (size_t i = 0; eid != NULL && i < sst_know_eum_prefixes_rows_n;
	     i++) {
		size_t n = sst_know_cell_prefix(eid,
		    sst_span_of_text(row[i].eid_prefix));

		if (n > longest) {
			longest = n;
			best = &row[i];
		}
	}
	return best;
}

const struct sst_iccid_country *
sst_know_iccid_country(const char *iccid)
{
	const struct sst_iccid_country *row = sst_know_iccid_country_codes_rows;
	const struct sst_iccid_country *best = NULL;
	char plain[SST_ICCID_MAX + 1];
	size_t longest = 0;

	if (iccid == NULL)
		return NULL;
	sst_know_cell_padded(iccid, plain, sizeof(plain));
	for (size_t i = 0; i < sst_know_iccid_country_codes_rows_n; i++) {
		size_t n = sst_know_cell_prefix(plain,
		    sst_span_of_text(row[i].iccid_prefix));

		if (n > longest) {
			longest = n;
			best = &row[i];
		}
	}
	return best;
}
