/* SPDX-License-Identifier: ISC */
/* euicc.h: what an eUICC says of itself: EID, info, addresses, rules. */
#ifndef SIMSTOW_ES10_EUICC_H
#define SIMSTOW_ES10_EUICC_H

#include <simstow/es10/es10.h>

/* Every parser below: answer is what sst_es10_call gave; spans in out are
 * borrowed from it; lists lie in mem. Absent members have p NULL; present
 * and empty ones have p set and n 0. Unknown tags are passed over; of a
 * repeated member the first counts. Errors: SST_E_FORMAT with the offset or
 * the member's name, SST_E_FAILED when mem is full. */

/* Commands, ready to send. */
extern const struct sst_span sst_euicc_get_eid;       /* BF3E035C015A */
extern const struct sst_span sst_euicc_get_info1;     /* BF2000 */
extern const struct sst_span sst_euicc_get_info2;     /* BF2200 */
extern const struct sst_span sst_euicc_get_addresses; /* BF3C00 */
extern const struct sst_span sst_euicc_get_rat;       /* BF4300 */

/* sst_euicc_parse_eid - ES10c.GetEID: 16 bytes, plain digits. A value under
 * 80 and a doubled wrapper are damage. Spec: SGP.22 v2.5 section 5.7.20. */
int sst_euicc_parse_eid(struct sst_span answer, struct sst_span *eid,
    struct sst_err *err) SST_MUST;

#define SST_EUICC_KEYS 32 /* CI key identifiers in a list */

struct sst_euicc_keys {
	struct sst_span *v; /* each 1 to 64 bytes */
	size_t n;
	bool is_there; /* A900 is there and empty */
};

struct sst_euicc_info1 {
	struct sst_span svn;                /* 82, 3 bytes */
	struct sst_euicc_keys verification; /* A9 */
	struct sst_euicc_keys signing;      /* AA */
	struct sst_span highest_svn;        /* 93, v3 */
};

int sst_euicc_parse_info1(struct sst_span answer, struct sst_arena *mem,
    struct sst_euicc_info1 *out, struct sst_err *err) SST_MUST;

/* ExtCardResource: integers of any length in an OCTET STRING. */
struct sst_euicc_resource {
	struct sst_span raw;
	bool has_applications, has_nvm, has_ram;
	uint64_t applications; /* 81: installed applications */
	uint64_t nvm;          /* 82: free non-volatile bytes */
	uint64_t ram;          /* 83: free volatile bytes */
};

struct sst_euicc_bits {
	bool is_there;
	uint32_t bits; /* bit 0 is the first named bit */
};

struct sst_euicc_info2 {
	struct sst_span profile_version;        /* 81 */
	struct sst_span svn;                    /* 82; v3: the lowest */
	struct sst_span firmware;               /* 83 */
	struct sst_euicc_resource resource;     /* 84 */
	struct sst_euicc_bits uicc_capability;  /* 85 */
	struct sst_span ts102241_version;       /* 86 */
	struct sst_span globalplatform_version; /* 87 */
	struct sst_euicc_bits rsp_capability;   /* 88 */
	struct sst_euicc_keys verification;     /* A9 */
	struct sst_euicc_keys signing;          /* AA */
	struct sst_span category;               /* 8B, INTEGER */
	struct sst_euicc_bits forbidden_rules;  /* 99 */
	struct sst_span pp_version;             /* 04 */
	struct sst_span sas_number;             /* 0C */
	struct sst_span platform_label;         /* AC 80 */
	struct sst_span discovery_base_url;     /* AC 81 */
	struct sst_euicc_bits tre_properties;   /* 8D */
	struct sst_span tre_product;            /* 8E */
	struct sst_span additional_versions;    /* AF, as sent */
	struct sst_span lpa_mode;               /* 90, INTEGER */
	struct sst_span signing_v3;             /* B1, as sent */
	struct sst_span additional_info;        /* 92 */
	struct sst_span highest_svn;            /* 93 */
	struct sst_span iot_info;               /* B4, as sent */
	struct sst_span security_level;         /* 95 */
};

/* Spec: SGP.22 v2.5 section 5.7.8; v3 members where they are there. */
int sst_euicc_parse_info2(struct sst_span answer, struct sst_arena *mem,
    struct sst_euicc_info2 *out, struct sst_err *err) SST_MUST;

struct sst_euicc_addresses {
	struct sst_span default_dp; /* 80: absent, empty and set differ */
	struct sst_span root_ds;    /* 81 */
};

/* Spec: SGP.22 v2.5 section 5.7.3. */
int sst_euicc_parse_addresses(struct sst_span answer,
    struct sst_euicc_addresses *out, struct sst_err *err) SST_MUST;

#define SST_EUICC_RULES 64
#define SST_EUICC_OWNERS 64 /* in one rule */

struct sst_euicc_owner {
	struct sst_span mcc_mnc; /* 3 bytes, TS 24.008 order, E is a wildcard */
	struct sst_span gid1;
	struct sst_span gid2;
};

struct sst_euicc_rule {
	struct sst_euicc_bits rules; /* pprIds */
	struct sst_euicc_owner *owners;
	size_t owner_n;
	struct sst_euicc_bits flags; /* bit 0: consent required */
};

struct sst_euicc_rat {
	struct sst_euicc_rule *v;
	size_t n;
};

/* Rules authorisation table. Spec: SGP.22 v2.5 section 5.7.22. */
int sst_euicc_parse_rat(struct sst_span answer, struct sst_arena *mem,
    struct sst_euicc_rat *out, struct sst_err *err) SST_MUST;

#endif
