/* SPDX-License-Identifier: ISC */
/* phone.h: the smaller answers: EID, network policy, network types, APNs. */
#ifndef SIMSTOW_ANDROID_PHONE_H
#define SIMSTOW_ANDROID_PHONE_H

#include <simstow/android/subscription.h>

/*
 * sst_phone_parse_eid - the EID under EuiccCard or EuiccPort in the dump of
 * TelephonyDebugService: each once; masked ones are not given.
 */
#define SST_PHONE_EIDS 16
struct sst_phone_eids {
	const char **v;
	size_t n;
	bool has_masked; /* one was, under a slot or a card */
};
int sst_phone_parse_eid(struct sst_span text, struct sst_arena *mem,
    struct sst_phone_eids *out, struct sst_err *err) SST_MUST;

/*
 * sst_phone_parse_restrict - "Restrict background status: enabled".
 * sst_phone_parse_uids - "... UIDs: 10086 10112" or "... UIDs: none".
 */
int sst_phone_parse_restrict(struct sst_span text, bool *enabled,
    struct sst_err *err) SST_MUST;
struct sst_phone_uids {
	int *v;
	size_t n;
};
int sst_phone_parse_uids(struct sst_span text, struct sst_arena *mem,
    struct sst_phone_uids *out, struct sst_err *err) SST_MUST;

/*
 * sst_phone_parse_packages - "package:com.example uid:10086" to pairs of uid
 * and package; "uid:10086,1010086" (several users) gives a pair for each.
 */
int sst_phone_parse_packages(struct sst_span text, struct sst_arena *mem,
    struct sst_pairs *out, struct sst_err *err) SST_MUST;

/* Metered-network limits of dumpsys netpolicy: a row for each policy. */
struct sst_phone_policy {
	const char *match;      /* "MOBILE" */
	const char *subscriber; /* IMSI prefix as printed, or NULL */
	const char *cycle;      /* cycleRule as printed */
	int64_t warning_bytes;  /* -1: none */
	int64_t limit_bytes;
};
struct sst_phone_policies {
	struct sst_phone_policy *v;
	size_t n;
	struct sst_row_faults faults;
};
int sst_phone_parse_policies(struct sst_span text, struct sst_arena *mem,
    struct sst_phone_policies *out, struct sst_err *err) SST_MUST;

/* "GPRS|EDGE|..." to a sorted list of names, each once. */
#define SST_PHONE_NAMES 64
struct sst_phone_names {
	const char **v;
	size_t n;
};
int sst_phone_parse_network_types(struct sst_span text, struct sst_arena *mem,
    struct sst_phone_names *out, struct sst_err *err) SST_MUST;

/*
 * The columns of content://telephony/carriers that are asked for, for
 * sst_content_parse; ends with NULL. User and password are not among them.
 * sst_phone_apn_command - the query, or NULL where the version refuses it to
 * the shell (Android 11 to 13), is not known, or the arena is full.
 */
extern const char *const sst_phone_apn_columns[];
const char *sst_phone_apn_command(int sdk, struct sst_arena *mem);

#endif
