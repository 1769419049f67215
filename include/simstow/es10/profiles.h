/* SPDX-License-Identifier: ISC */
/* profiles.h: the list of installed profiles, ES10c.GetProfilesInfo. */
#ifndef SIMSTOW_ES10_PROFILES_H
#define SIMSTOW_ES10_PROFILES_H

#include <simstow/es10/euicc.h>

#define SST_PROFILES_MAX 256

/* Which tag list the card took; kept in the manifest. */
enum sst_profiles_list {
	SST_PROFILES_FULL,    /* every field of SGP.22 v2 but the icon */
	SST_PROFILES_FULL_V3, /* and those of v3 */
	SST_PROFILES_ANDROID, /* the list that every Android phone sends */
	SST_PROFILES_DEFAULT  /* none: the card's own choice */
};

/* sst_profiles_list_name - "full", "full-v3", "android", "default". */
const char *sst_profiles_list_name(enum sst_profiles_list list);

/* NotificationConfigurationInformation: one member of B6. */
struct sst_profiles_notify {
	struct sst_euicc_bits events; /* install, enable, disable, delete */
	struct sst_span address;      /* usually the SM-DP+ */
};

/* ProfileInfo, E3. Absent members have p NULL or is_there false. */
struct sst_profiles_entry {
	size_t at;                     /* position in the card's list, from 1 */
	struct sst_span raw;           /* the E3 object as sent */
	struct sst_span iccid;         /* 5A: 10 bytes */
	struct sst_span isdp_aid;      /* 4F */
	struct sst_span state;         /* 9F70: INTEGER */
	struct sst_span nickname;      /* 90: UTF-8, or what the card sent */
	struct sst_span provider;      /* 91 */
	struct sst_span name;          /* 92 */
	struct sst_span icon_type;     /* 93: INTEGER, 0 JPEG, 1 PNG */
	struct sst_span icon;          /* 94 */
	struct sst_span profile_class; /* 95: INTEGER */
	struct sst_profiles_notify *notify; /* B6 */
	size_t notify_n;
	bool has_owner; /* B7 */
	struct sst_euicc_owner owner;
	struct sst_span dp_oid;        /* B8 80 */
	struct sst_span dp_data;       /* B8, value as sent */
	struct sst_euicc_bits rules;   /* 99 */
	struct sst_span service_data;  /* BF22 */
	struct sst_span rpm;           /* BA */
	struct sst_span hri_server;    /* 9B */
	struct sst_span lpr;           /* BC */
	struct sst_span enterprise;    /* BD */
	struct sst_span description;   /* 9F1F */
	struct sst_span device_change; /* BF20 */
	struct sst_span port;          /* 9F24 */
	struct sst_span size;          /* 9F25 */
	struct sst_span privileges;    /* BF76 */
};

struct sst_profiles {
	struct sst_profiles_entry *v; /* in card order */
	size_t n;
	struct sst_es10_faults faults;
};

/* sst_profiles_command - the command for a list; a static span. */
struct sst_span sst_profiles_command(enum sst_profiles_list list, bool icons);

/* What is asked of a card. */
struct sst_profiles_want {
	bool v3;    /* the card said svn or highestSvn 3 or more */
	bool icons; /* tag 94 as well: about 1 KB for each profile */
};

/*
 * sst_profiles_read - ask for the list, the best tag list first.
 *
 *   resp   the answer as sent; empty when no list was taken, but as
 *          sst_es10_call leaves it after SST_E_FORMAT
 *   list   the tag list that worked
 *
 * A refused list (81 01, 81 7F, 6A80, 6A88) leads to the next: full-v3 (only
 * when want.v3), full, android, default; a refused one with icons is tried
 * without them before the next. Other errors end it.
 * Spec: SGP.22 v2.5 section 5.7.15.
 */
int sst_profiles_read(struct sst_es10 *e, struct sst_profiles_want want,
    struct sst_buf *resp, enum sst_profiles_list *list,
    struct sst_err *err) SST_MUST;

/*
 * sst_profiles_parse - the answer as entries; spans are borrowed from it.
 *
 * A damaged entry becomes a fault (its position, its bytes, why) and the
 * others are kept; where the list is cut, its rest is one fault. Error
 * answers (81) are SST_E_REFUSED. Only an answer of
 * which nothing can be read is SST_E_FORMAT.
 * Limits: SST_PROFILES_MAX entries; more is a fault named so.
 */
int sst_profiles_parse(struct sst_span answer, struct sst_arena *mem,
    struct sst_profiles *out, struct sst_err *err) SST_MUST;

#endif
