/* SPDX-License-Identifier: ISC */
/* know_priv.h: the rows that scripts/tsv2c writes, and how cells compare. */
#ifndef SIMSTOW_KNOW_PRIV_H
#define SIMSTOW_KNOW_PRIV_H

#include <simstow/base/digits.h>
#include <simstow/know/know.h>

extern const struct sst_android_setting sst_know_android_settings_rows[];
extern const struct sst_carrier sst_know_carriers_rows[];
extern const struct sst_ci sst_know_ci_pkids_rows[];
extern const struct sst_ci_key sst_know_ci_public_keys_rows[];
extern const struct sst_country_rule sst_know_country_constraints_rows[];
extern const struct sst_es10_error sst_know_es10_errors_rows[];
extern const struct sst_eum sst_know_eum_prefixes_rows[];
extern const struct sst_iccid_country sst_know_iccid_country_codes_rows[];
extern const struct sst_reuse sst_know_profile_reuse_policies_rows[];
extern const struct sst_route sst_know_routes_rows[];
extern const struct sst_smdp_host sst_know_smdp_hosts_rows[];
extern const struct sst_smdp_reason sst_know_smdp_reason_dictionary_rows[];
extern const struct sst_smdp_status sst_know_smdp_status_codes_rows[];
extern const struct sst_menu_path sst_know_menu_paths_rows[];

extern const size_t sst_know_android_settings_rows_n;
extern const size_t sst_know_carriers_rows_n;
extern const size_t sst_know_ci_pkids_rows_n;
extern const size_t sst_know_ci_public_keys_rows_n;
extern const size_t sst_know_country_constraints_rows_n;
extern const size_t sst_know_es10_errors_rows_n;
extern const size_t sst_know_eum_prefixes_rows_n;
extern const size_t sst_know_iccid_country_codes_rows_n;
extern const size_t sst_know_profile_reuse_policies_rows_n;
extern const size_t sst_know_routes_rows_n;
extern const size_t sst_know_smdp_hosts_rows_n;
extern const size_t sst_know_smdp_reason_dictionary_rows_n;
extern const size_t sst_know_smdp_status_codes_rows_n;
extern const size_t sst_know_menu_paths_rows_n;

/* Longest key of an index, with its NUL. scripts/tsv2c refuses longer ones. */
#define SST_KNOW_KEY 128

/* A key in lower case, and the number of a row that has it. */
struct sst_know_key {
	const char *key;
	uint16_t row;
};

/* Keys in the order of their bytes; rows of one key in that of the file. */
struct sst_know_index {
	const struct sst_know_key *v;
	size_t n;
	size_t longest; /* key, in bytes */
};

extern const struct sst_know_index sst_know_carriers_by_carrier_id;
extern const struct sst_know_index sst_know_carriers_by_host;
extern const struct sst_know_index sst_know_carriers_by_id;
extern const struct sst_know_index sst_know_carriers_by_iin;
extern const struct sst_know_index sst_know_carriers_by_name;
extern const struct sst_know_index sst_know_carriers_by_owner;
extern const struct sst_know_index sst_know_ci_pkids_by_id;
extern const struct sst_know_index sst_know_es10_errors_by_value;
extern const struct sst_know_index sst_know_eum_prefixes_by_prefix;
extern const struct sst_know_index sst_know_iccid_country_codes_by_prefix;
extern const struct sst_know_index sst_know_profile_reuse_policies_by_id;
extern const struct sst_know_index sst_know_routes_by_id;
extern const struct sst_know_index sst_know_smdp_hosts_by_host;
extern const struct sst_know_index sst_know_smdp_reason_dictionary_by_id;
extern const struct sst_know_index sst_know_smdp_status_codes_by_codes;

/*
 * sst_know_index_find - how many rows have the key, compared as it is;
 * *first is the first of their entries.
 */
size_t sst_know_index_find(const struct sst_know_index *ix, const char *key,
    const struct sst_know_key **first);

/* sst_know_index_prefix - the same for the longest key that digits begin
 * with. */
size_t sst_know_index_prefix(const struct sst_know_index *ix,
    const char *digits, const struct sst_know_key **first);

/*
 * sst_know_cell_key - a text as a key: in lower case (ASCII); false when it
 * is too long for any. sst_know_cell_host_key - a host without blanks around
 * it, port and final dot.
 */
bool sst_know_cell_key(struct sst_span s, char out[SST_KNOW_KEY]);
bool sst_know_cell_host_key(struct sst_span s, char out[SST_KNOW_KEY]);

/*
 * sst_know_cell_next - the next word of a list, blanks around it dropped;
 * *cell moves behind it. false at the end.
 */
bool sst_know_cell_next(const char **cell, struct sst_span *word);

/* sst_know_cell_is - the same text; case (ASCII) does not count. */
bool sst_know_cell_is(struct sst_span a, struct sst_span b);

/* sst_know_cell_is_host - the same, but for a port or a final dot. */
bool sst_know_cell_is_host(struct sst_span a, struct sst_span b);

/*
 * sst_know_cell_prefix - how many characters of an ICCID or EID the prefix
 * explains: its length, or 0 when it is no prefix.
 */
size_t sst_know_cell_prefix(const char *digits, struct sst_span prefix);

/*
 * sst_know_cell_padded - an ICCID that writes its country code with a zero
 * before it (89 01 260... for 89 1 260...), without that zero, in out, which
 * has room for size characters; else as it is.
 */
void sst_know_cell_padded(const char *iccid, char *out, size_t size);

/* sst_know_cell_holds - part is somewhere in text; case does not count. */
bool sst_know_cell_holds(const char *text, const char *part);

/* A column of struct sst_carrier as a bit of sst_know_book.given. */
#define SST_KNOW_BIT(member) \
	((uint32_t)1 << (offsetof(struct sst_carrier, member) / sizeof(char *)))

/* The hints of one question, and what follows from them. */
struct sst_know_query {
	const struct sst_know_book *book; /* or NULL */
	const struct sst_know_hints *h;
	const char *countries; /* that share the ICCID's code; NULL: any */
	char iccid[SST_ICCID_MAX + 1]; /* as sst_know_cell_padded gives it */
};

/* The rows that fit one hint best, all alike. */
#define SST_KNOW_FITS 64
struct sst_know_fits {
	const struct sst_carrier *v[SST_KNOW_FITS];
	size_t n;
	size_t most; /* how well */
	bool is_cut; /* there were more */
};

/* The hints that find rows, the surest first. */
#define SST_KNOW_WAYS 6

/*
 * sst_know_fit_rows - the rows that fit hint number way best.
 * sst_know_fit_one - this row fits it, if not best.
 * sst_know_fit_match - what the hint is called in the header.
 */
void sst_know_fit_rows(const struct sst_know_query *q, size_t way,
    struct sst_know_fits *out);
bool sst_know_fit_one(const struct sst_know_query *q, size_t way,
    const struct sst_carrier *row);
enum sst_know_match sst_know_fit_match(size_t way);

/* sst_know_fit_query - fill q for a question. */
void sst_know_fit_query(const struct sst_know_book *book,
    const struct sst_know_hints *h, struct sst_know_query *q);

/* sst_know_fit_likely - a row does not contradict ICCID and owner. */
bool sst_know_fit_likely(const struct sst_know_query *q,
    const struct sst_carrier *row);

/* sst_know_fit_is_operator - mno or mvno. */
bool sst_know_fit_is_operator(const struct sst_carrier *row);

/* sst_know_book_replaces - a row of the user's stands for this one. */
bool sst_know_book_replaces(const struct sst_know_book *book,
    const struct sst_carrier *row);

/* One column of carriers.tsv in a user's file. */
struct sst_know_column {
	const char *name;
	size_t at; /* in struct sst_carrier */
	bool is_list;
	bool (*fits)(struct sst_span word);
	const char *wanted; /* what a word is: "yes, no or unknown" */
	const char *start;  /* of a new row, or NULL: empty */
};

/* sst_know_column_find - by name, or NULL. */
const struct sst_know_column *sst_know_column_find(struct sst_span name);

/* sst_know_column_check - a cell is what its column wants. */
int sst_know_column_check(const struct sst_know_column *c, struct sst_span cell,
    struct sst_err *err) SST_MUST;

/* sst_know_column_start - an empty row, with what new rows say. */
void sst_know_column_start(struct sst_carrier *row);

/* sst_know_column_cell - where a row has the cell. */
const char **sst_know_column_cell(const struct sst_know_column *c,
    struct sst_carrier *row);

#endif
