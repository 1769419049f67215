/* SPDX-License-Identifier: ISC */
/* know.h: the tables of formats/, compiled in; every row has its source. */
#ifndef SIMSTOW_KNOW_KNOW_H
#define SIMSTOW_KNOW_KNOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Each struct is a row; its members are the columns of the TSV file of that
 * name, in any order, by name. A cell that is empty is "". Lists inside a
 * cell are separated by commas, sources by " ; ".
 */
struct sst_carrier {
	const char *id, *name, *kind, *country, *mccmnc, *aosp_carrier_id, *iin;
	const char *smdp_hosts, *same_device_reinstall, *new_device_reinstall;
	const char *code_single_use, *max_downloads, *fee, *preconditions;
	const char *confidence, *notes, *source, *source_date, *seen;
};

struct sst_smdp_host {
	const char *host, *operator_name, *country, *basis, *ci_pkids_seen;
	const char *source;
};

struct sst_ci {
	const char *pkid, *name, *kind, *owner, *note, *not_after, *source;
};

struct sst_ci_key {
	const char *pkid, *subject, *curve, *public_key_uncompressed;
	const char *not_before, *not_after, *kind, *source;
};

struct sst_eum {
	const char *eid_prefix, *manufacturer, *country, *note, *source;
};

struct sst_iccid_country {
	const char *iccid_prefix, *e164_code, *iso3166, *note, *source;
};

struct sst_route {
	const char *id, *what, *detect, *needs, *plan_step, *order, *source;
};

struct sst_reuse {
	const char *id, *where, *delete_notification_needed, *meaning, *source;
};

struct sst_country_rule {
	const char *country, *constraint, *source;
};

struct sst_smdp_status {
	const char *subject, *reason, *functions, *machine_name, *retry_class;
	const char *user_meaning, *plan_advice, *confidence, *source;
};

struct sst_smdp_reason {
	const char *reason, *name, *source;
};

struct sst_es10_error {
	const char *enumeration, *value, *name, *user_meaning, *plan_advice;
	const char *source;
};

/* since and until are API levels; key may end in "[SUBID]". */
struct sst_android_setting {
	const char *space; /* column namespace: a word of C++ */
	const char *key, *meaning, *since, *until, *restore, *source;
};

/* The rows, in the order of the file; n is set to how many. */
const struct sst_carrier *sst_know_carriers(size_t *n);
const struct sst_smdp_host *sst_know_hosts(size_t *n);
const struct sst_ci *sst_know_cis(size_t *n);
const struct sst_ci_key *sst_know_ci_keys(size_t *n);
const struct sst_eum *sst_know_eums(size_t *n);
const struct sst_iccid_country *sst_know_iccid_countries(size_t *n);
const struct sst_route *sst_know_routes(size_t *n);
const struct sst_reuse *sst_know_reuses(size_t *n);
const struct sst_country_rule *sst_know_country_rules(size_t *n);
const struct sst_smdp_status *sst_know_statuses(size_t *n);
const struct sst_smdp_reason *sst_know_reasons(size_t *n);
const struct sst_es10_error *sst_know_es10_errors(size_t *n);
const struct sst_android_setting *sst_know_android_settings(size_t *n);

/* Single rows by key, or NULL. Hosts are compared without case and port. */
const struct sst_smdp_host *sst_know_host(const char *host);
const struct sst_ci *sst_know_ci(const char *pkid);
const struct sst_route *sst_know_route(const char *id);
const struct sst_smdp_status *sst_know_status(const char *subject,
    const char *reason);

/* By the longest prefix of an EID or an ICCID, or NULL. */
const struct sst_eum *sst_know_eum(const char *eid);
const struct sst_iccid_country *sst_know_iccid_country(const char *iccid);

/* sst_know_has - a cell that is a list holds the word; case is ignored. */
bool sst_know_has(const char *cell, const char *word);

/* sst_know_is_host - two addresses of one host: without case and port. */
bool sst_know_is_host(const char *a, const char *b);

/* How a carrier row was found, best first. */
enum sst_know_match {
	SST_KNOW_NONE,
	SST_KNOW_CARRIER_ID, /* Android's carrier id */
	SST_KNOW_PROVIDER,   /* serviceProviderName */
	SST_KNOW_HOST,       /* SM-DP+ address */
	SST_KNOW_IIN,        /* longest prefix of the ICCID */
	SST_KNOW_OWNER       /* MCC and MNC alone: often ambiguous */
};

/* What is known of a subscription; members may be NULL. */
struct sst_know_hints {
	const char *carrier_id;
	const char *provider; /* serviceProviderName, or profileName */
	const char *host;
	const char *iccid;
	const char *mcc_mnc;
};

/*
 * sst_know_carrier - the carrier row that fits best, or NULL; *match says by
 * what. MCC and MNC count only when exactly one row has them.
 * sst_know_match_name - "serviceProviderName", "SM-DP+ address", ...
 */
const struct sst_carrier *sst_know_carrier(const struct sst_know_hints *h,
    enum sst_know_match *match);
const char *sst_know_match_name(enum sst_know_match match);

#endif
