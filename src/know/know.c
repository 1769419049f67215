/* SPDX-License-Identifier: ISC */
/* know.c: the tables, and their rows by key. */
#include <stdio.h>
#include <stdlib.h>
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
TABLE(sst_know_menu_paths, sst_menu_path, menu_paths)

/* The number of the one row that has the key, or -1. */
static int
row_of(const struct sst_know_index *ix, const char *key)
{
	const struct sst_know_key *k;

	return sst_know_index_find(ix, key, &k) == 0 ? -1 : k->row;
}

/* The same for a text that is no key yet. */
static int
row_of_text(const struct sst_know_index *ix, const char *text)
{
	char key[SST_KNOW_KEY];

	if (text == NULL || !sst_know_cell_key(sst_span_of_text(text), key))
		return -1;
	return row_of(ix, key);
}

static int
row_of_pair(const struct sst_know_index *ix, const char *a, const char *b)
{
	char text[SST_KNOW_KEY];
	int n;

	if (a == NULL || b == NULL)
		return -1;
	n = snprintf(text, sizeof(text), "%s %s", a, b);
	return n < 0 || (size_t)n >= sizeof(text) ? -1 : row_of_text(ix, text);
}

const struct sst_smdp_host *
sst_know_host(const char *host)
{
	char key[SST_KNOW_KEY];
	int row;

	if (host == NULL ||
	    !sst_know_cell_host_key(sst_span_of_text(host), key))
		return NULL;
	row = row_of(&sst_know_smdp_hosts_by_host, key);
	return row < 0 ? NULL : &sst_know_smdp_hosts_rows[row];
}

const struct sst_ci *
sst_know_ci(const char *pkid)
{
	int row = row_of_text(&sst_know_ci_pkids_by_id, pkid);

	return row < 0 ? NULL : &sst_know_ci_pkids_rows[row];
}

const struct sst_route *
sst_know_route(const char *id)
{
	int row = row_of_text(&sst_know_routes_by_id, id);

	return row < 0 ? NULL : &sst_know_routes_rows[row];
}

const struct sst_reuse *
sst_know_reuse(const char *id)
{
	int row = row_of_text(&sst_know_profile_reuse_policies_by_id, id);

	return row < 0 ? NULL : &sst_know_profile_reuse_policies_rows[row];
}

const struct sst_smdp_status *
sst_know_status(const char *subject, const char *reason)
{
	int row =
	    row_of_pair(&sst_know_smdp_status_codes_by_codes, subject, reason);

	return row < 0 ? NULL : &sst_know_smdp_status_codes_rows[row];
}

const struct sst_smdp_reason *
sst_know_reason(const char *reason)
{
	int row = row_of_text(&sst_know_smdp_reason_dictionary_by_id, reason);

	return row < 0 ? NULL : &sst_know_smdp_reason_dictionary_rows[row];
}

const struct sst_es10_error *
sst_know_es10_error(const char *enumeration, const char *value)
{
	int row =
	    row_of_pair(&sst_know_es10_errors_by_value, enumeration, value);

	return row < 0 ? NULL : &sst_know_es10_errors_rows[row];
}

const struct sst_eum *
sst_know_eum(const char *eid)
{
	const struct sst_know_key *k;

	if (eid == NULL ||
	    sst_know_index_prefix(&sst_know_eum_prefixes_by_prefix, eid, &k) ==
	        0)
		return NULL;
	return &sst_know_eum_prefixes_rows[k->row];
}

const struct sst_iccid_country *
sst_know_iccid_country(const char *iccid)
{
	const struct sst_know_index *ix =
	    &sst_know_iccid_country_codes_by_prefix;
	const struct sst_know_key *k;
	char plain[SST_ICCID_MAX + 1];

	if (iccid == NULL)
		return NULL;
	sst_know_cell_padded(iccid, plain, sizeof(plain));
	if (sst_know_index_prefix(ix, plain, &k) == 0)
		return NULL;
	return &sst_know_iccid_country_codes_rows[k->row];
}

/* The version lies between since and until; 0 is any. */
static bool
fits_version(const struct sst_menu_path *row, unsigned int version)
{
	unsigned long since = strtoul(row->since, NULL, 10);
	unsigned long until = strtoul(row->until, NULL, 10);

	return version == 0 ||
	       (version >= since && (until == 0 || version <= until));
}

const struct sst_menu_path *
sst_know_menu_path(const char *platform, unsigned int version, const char *task)
{
	const struct sst_menu_path *row = sst_know_menu_paths_rows;
	const struct sst_menu_path *best = NULL;
	unsigned long newest = 0;

	for (size_t i = 0;
	     platform != NULL && task != NULL && i < sst_know_menu_paths_rows_n;
	     i++) {
		unsigned long since = strtoul(row[i].since, NULL, 10);

		if (strcmp(row[i].platform, platform) != 0 ||
		    strcmp(row[i].task, task) != 0 ||
		    !fits_version(&row[i], version))
			continue;
		if (best == NULL || since > newest) {
			best = &row[i];
			newest = since;
		}
	}
	return best;
}
