/* SPDX-License-Identifier: ISC */
/* know_priv.h: the rows that scripts/tsv2c writes, and how cells compare. */
#ifndef SIMSTOW_KNOW_PRIV_H
#define SIMSTOW_KNOW_PRIV_H

#include <simstow/base/span.h>
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

#endif
