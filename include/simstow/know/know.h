/* SPDX-License-Identifier: ISC */
/* know.h: the tables of formats/, compiled in; every row has its source. */
#ifndef SIMSTOW_KNOW_KNOW_H
#define SIMSTOW_KNOW_KNOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <simstow/base/arena.h>

/*
 * Each struct is a row; its members are the columns of the TSV file of that
 * name, in any order, by name. A cell that is empty is "". Lists inside a
 * cell are separated by commas, sources by " ; ".
 */
struct sst_carrier {
	const char *id, *name, *kind, *country, *mccmnc, *aosp_carrier_id, *iin;
	const char *spn, *gid1; /* other names; "MCCMNC/GID1" */
	const char *smdp_hosts, *same_device_reinstall, *new_device_reinstall;
	const char *code_single_use, *max_downloads, *fee, *preconditions;
	const char *support_phone, *support_short, *support_mail;
	const char *support_web, *support_note;
	const char *confidence, *notes, *source, *source_date, *seen;
	const char *origin; /* the file it is from; no column */
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

/*
 * Where a phone's menus have a task. since and until are versions of the
 * platform; steps of path are separated by " > ".
 */
struct sst_menu_path {
	const char *platform, *since, *until, *task, *path, *note;
	const char *source, *seen;
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
const struct sst_menu_path *sst_know_menu_paths(size_t *n);

/* Single rows by key, or NULL. Hosts are compared without case and port. */
const struct sst_smdp_host *sst_know_host(const char *host);
const struct sst_ci *sst_know_ci(const char *pkid);
const struct sst_route *sst_know_route(const char *id);
const struct sst_reuse *sst_know_reuse(const char *id);
const struct sst_smdp_status *sst_know_status(const char *subject,
    const char *reason);
const struct sst_smdp_reason *sst_know_reason(const char *reason);
const struct sst_es10_error *sst_know_es10_error(const char *enumeration,
    const char *value);

/*
 * sst_know_menu_path - where a platform of a version has a task, or NULL.
 * version 0: any, the newest row counts.
 */
const struct sst_menu_path *sst_know_menu_path(const char *platform,
    unsigned int version, const char *task);

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
	SST_KNOW_ID,         /* the row's own, as a person typed it */
	SST_KNOW_CARRIER_ID, /* Android's carrier id */
	SST_KNOW_PROVIDER,   /* serviceProviderName */
	SST_KNOW_HOST,       /* SM-DP+ address */
	SST_KNOW_IIN,        /* longest prefix of the ICCID */
	SST_KNOW_GID,        /* MCC, MNC and group identifier 1 */
	SST_KNOW_OWNER       /* MCC and MNC alone: often ambiguous */
};

/* What is known of a subscription; members may be NULL. */
struct sst_know_hints {
	const char *carrier_id;
	const char *provider; /* serviceProviderName, or profileName */
	const char *host;
	const char *iccid;
	const char *mcc_mnc;
	const char *gid1; /* hexadecimal; FF at its end is padding */
};

/*
 * sst_know_carrier - the carrier row that fits best, or NULL; *match says by
 * what. MCC and MNC count only when exactly one row has them.
 * sst_know_match_name - "serviceProviderName", "SM-DP+ address", ...
 */
const struct sst_carrier *sst_know_carrier(const struct sst_know_hints *h,
    enum sst_know_match *match);
const char *sst_know_match_name(enum sst_know_match match);

/*
 * What the user says of carriers, over the built-in table: rows of a file
 * with columns of carriers.tsv. A row whose id is in the table is that row
 * with the cells that the file gives; any other is a row more. { 0 } has
 * none. Functions that take a book take NULL for the built-in table alone.
 */
struct sst_know_book {
	const struct sst_carrier *own; /* whole rows, in the file's order */
	const uint32_t *given;         /* of each, which cells are the user's */
	size_t own_n;
};

#define SST_KNOW_OWN_BYTES ((size_t)1 << 20)
#define SST_KNOW_OWN_ROWS 1000

/*
 * sst_know_book_read - a user's file.
 *
 *   text    the file, whole; copied
 *   origin  its name, for the rows' origin and for messages; copied
 *   mem     owns everything in out
 *   out     { 0 } for a file without rows; emptied on failure
 *
 * The first line that is no comment names the columns; id is one of them,
 * no column twice. A line that is empty or begins with '#' is passed over.
 * A line may end early: the cells that it lacks, and empty ones, give
 * nothing. A new id needs name and kind, and gives "unknown" where the
 * table says so. source, when not given, is the file's name.
 * Limits:  SST_KNOW_OWN_BYTES, SST_KNOW_OWN_ROWS.
 * Errors:  SST_E_FORMAT ("PATH: line 3: column kind: ..."), SST_E_FAILED.
 */
int sst_know_book_read(struct sst_span text, const char *origin,
    struct sst_arena *mem, struct sst_know_book *out,
    struct sst_err *err) SST_MUST;

/* sst_know_book_carrier - the row with that id, the user's first, or NULL. */
const struct sst_carrier *
sst_know_book_carrier(const struct sst_know_book *book, const char *id);

/*
 * sst_know_book_next - every row that counts, the built-in order first:
 * NULL at the end. *at is 0 before the first.
 */
const struct sst_carrier *sst_know_book_next(const struct sst_know_book *book,
    size_t *at);

/* sst_know_book_has_given - the cell of that column is the user's. */
bool sst_know_book_has_given(const struct sst_know_book *book,
    const struct sst_carrier *row, const char *column);

/* A carrier row, and the hint that names it. */
struct sst_know_named {
	const struct sst_carrier *row;
	enum sst_know_match by;
};

#define SST_KNOW_OTHERS 16

/*
 * All that the hints say. A reseller's line has the numbers of an operator:
 * a row of one that the host, the IIN or the owner names beside a reseller
 * is network, and no conflict.
 */
struct sst_know_found {
	const struct sst_carrier *row; /* NULL: no hint names one row alone */
	enum sst_know_match by;        /* SST_KNOW_NONE without row */
	const struct sst_carrier *network; /* whose numbers, or NULL */
	enum sst_know_match network_by;
	/* rows that a hint names which does not name row, surest hint first */
	struct sst_know_named others[SST_KNOW_OTHERS];
	size_t n;
	/* without row: the rows among which the surest hint leaves a choice */
	struct sst_know_named candidates[SST_KNOW_OTHERS];
	size_t candidate_n;
	bool is_cut; /* there were more of either */
};

/*
 * sst_know_find - evaluate every hint, in the order of enum sst_know_match.
 * The surest hint that fits exactly one row decides. At the same hint a row
 * whose cell the user's file gives goes before others.
 * Cost:  about 20,000 instructions with all hints and no book.
 */
void sst_know_find(const struct sst_know_book *book,
    const struct sst_know_hints *h, struct sst_know_found *out);

/*
 * sst_know_ask - the same for what a person types: the id of a row, a name
 * or a part of one, MCC and MNC, an ICCID, or a host. A part of a name of
 * one row alone finds it; of several, they are candidates.
 */
void sst_know_ask(const struct sst_know_book *book, const char *text,
    struct sst_know_found *out);

#endif
