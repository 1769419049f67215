/* SPDX-License-Identifier: ISC */
/* phone.h: the smaller answers: EID, network policy, network types, APNs. */
#ifndef SIMSTOW_ANDROID_PHONE_H
#define SIMSTOW_ANDROID_PHONE_H

#include <simstow/android/subscription.h>

/*
 * sst_phone_parse_eid - the EID under EuiccCard or EuiccPort in the dump of
 * TelephonyDebugService: each once; masked ones are not given.
 */
struct sst_phone_eids {
	const char **v;
	size_t n;
	bool has_masked;
};
int sst_phone_parse_eid(struct sst_span text, struct sst_arena *mem,
    struct sst_phone_eids *out, struct sst_err *err) SST_MUST;

/* "Restrict background status: enabled" and "... UIDs: 10086 10112". */
int sst_phone_parse_restrict(struct sst_span text, bool *enabled,
    struct sst_err *err) SST_MUST;
struct sst_phone_uids {
	int *v;
	size_t n;
};
int sst_phone_parse_uids(struct sst_span text, struct sst_arena *mem,
    struct sst_phone_uids *out, struct sst_err *err) SST_MUST;

/* "package:com.example uid:10086" to pairs of uid and package. */
int sst_phone_parse_packages(struct sst_span text, struct sst_arena *mem,
    struct sst_pairs *out, struct sst_err *err) SST_MUST;

/* Metered-network limits of dumpsys netpolicy: a row for each policy. */
struct sst_phone_policy {
	const char *match;      /* "MOBILE" */
	const char *subscriber; /* IMSI prefix as printed */
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

/* "GPRS|EDGE|..." to a sorted list of names. */
struct sst_phone_names {
	const char **v;
	size_t n;
};
int sst_phone_parse_network_types(struct sst_span text, struct sst_arena *mem,
    struct sst_phone_names *out, struct sst_err *err) SST_MUST;

/* The columns of content://telephony/carriers that are asked for. */
extern const char *const sst_phone_apn_columns[];
const char *sst_phone_apn_command(int sdk, struct sst_arena *mem);

#endif
