/* SPDX-License-Identifier: ISC */
/* plan.h: for each line, the way back, what it needs, and how we know. */
#ifndef SIMSTOW_PLAN_PLAN_H
#define SIMSTOW_PLAN_PLAN_H

#include <simstow/base/json.h>
#include <simstow/know/know.h>
#include <simstow/snapshot/snapshot.h>

#define SST_PLAN_VERSION 1

enum sst_plan_situation {
	SST_PLAN_TRIP = 1, /* nothing happened: what if it got lost? */
	SST_PLAN_MOVE,     /* the old device is in hand and works */
	SST_PLAN_LOST,     /* lost or stolen: it can tell nobody anything */
	SST_PLAN_DAMAGED,  /* in hand, readable in part */
	SST_PLAN_RESET     /* the same device, after a reset */
};

enum sst_plan_target_kind {
	SST_PLAN_ANY = 1,   /* any new device */
	SST_PLAN_SAME,      /* the same device, its eUICC and EID as before */
	SST_PLAN_LIVE,      /* a device that was read just now */
	SST_PLAN_DESCRIBED, /* what the user says of a device */
	SST_PLAN_UNKNOWN    /* not even that it takes eSIMs */
};

/* The lock of a phone to a carrier, as far as it is known. */
enum sst_plan_lock {
	SST_PLAN_LOCK_UNKNOWN = 0,
	SST_PLAN_LOCKED,
	SST_PLAN_UNLOCKED
};

/* A device in the user's words; a member that is not told is NULL or 0. */
struct sst_plan_described {
	enum sst_device_kind kind; /* android, iphone, euicc (a card), ... */
	const char *eid;
	const char *model; /* "Pixel 8" */
	unsigned version;  /* of the system: Android 14, iOS 17 */
	enum sst_plan_lock lock;
	const char *locked_to; /* the carrier, for SST_PLAN_LOCKED */
	const char *country;   /* where it was sold, ISO 3166: CN, HK, US */
};

struct sst_plan_target {
	enum sst_plan_target_kind kind;
	const struct sst_snapshot *live;     /* for SST_PLAN_LIVE; borrowed */
	struct sst_plan_described described; /* and for LIVE: what is known
	                                      * beside it; borrowed */
};

/*
 * PRESENT: on the target, or, where the target was not read, on it when its
 * backup was made: then alternatives are told. BLOCKED: no route; with steps
 * none, nothing has to come back: a test or provisioning profile of which
 * the user said and kept nothing.
 */
enum sst_plan_outcome {
	SST_PLAN_PRESENT = 1,
	SST_PLAN_AUTOMATIC,
	SST_PLAN_WITH_CODE,
	SST_PLAN_WITH_CARRIER,
	SST_PLAN_BLOCKED
};

enum sst_plan_actor { SST_PLAN_SIMSTOW = 1, SST_PLAN_YOU, SST_PLAN_CARRIER };

/* A claim's ground: a field of a snapshot or a row of a table. */
struct sst_plan_basis {
	const char *claim;  /* "code may be used once" */
	const char *where;  /* "formats/carriers.tsv: airalo" or a field */
	const char *source; /* the row's source, or the archive */
	const char *date;   /* when that was seen, or NULL */
};

/* Before a trip: what is for now, and what for the day when it is lost. */
enum sst_plan_when {
	SST_PLAN_NOW,
	SST_PLAN_BEFORE, /* before you leave */
	SST_PLAN_LATER   /* if it gets lost */
};

/*
 * needs: what the step asks for ("network", "identity document", ...). What
 * another line gives is named by its ICCID in lines.
 * gives: what later steps may need ("new activation code", "network", ...).
 */
struct sst_plan_step {
	enum sst_plan_actor who;
	enum sst_plan_when when;
	bool is_remark; /* to be known or had ready; no deed by itself */
	const char *text;
	struct sst_texts needs;
	struct sst_texts gives;
	struct sst_texts lines; /* ICCIDs of lines whose SMS it needs */
};

struct sst_plan_route {
	const char *id; /* of formats/routes.tsv */
	const char *what;
	const char *why; /* why it is (not) the first choice, or NULL */
};

/* What a look at the target said, in the order in which it is looked at. */
enum sst_plan_result {
	SST_PLAN_FITS = 1,
	SST_PLAN_NOT_KNOWN,
	SST_PLAN_DOUBTFUL, /* a risk, told in words */
	SST_PLAN_REFUSED   /* no download: the line is blocked here */
};

struct sst_plan_check {
	const char *id; /* "ci", "svn", "additional-profile", ... */
	enum sst_plan_result result;
	const char *text; /* NULL when it fits */
};

struct sst_plan_line {
	const char *iccid; /* of the profile or the code, or NULL */
	const struct sst_profile *profile; /* NULL for a code without one */
	const struct sst_kept_code *code;  /* the code that belongs to it */
	const struct sst_carrier *carrier; /* or NULL */
	enum sst_know_match match;
	const char *smdp_address; /* or NULL */
	enum sst_plan_outcome outcome;
	const char *summary;         /* one sentence */
	struct sst_plan_route route; /* id NULL when blocked */
	struct {
		struct sst_plan_route *v;
		size_t n;
	} alternatives;
	struct {
		struct sst_plan_step *v;
		size_t n;
	} steps;
	struct {
		struct sst_plan_check *v;
		size_t n;
	} checks;
	struct sst_texts risks;
	struct {
		struct sst_plan_basis *v;
		size_t n;
	} basis;
	const struct sst_told *told; /* what the user said of it, or NULL */
	struct sst_texts after;      /* ICCIDs that come back before it */
	const char *why_here;        /* why it stands at this place, or NULL */
	bool is_no_line;             /* a test or provisioning profile */
	bool is_lifeline;            /* others get their codes by it */
	const char *expires;         /* YYYY-MM-DD, or NULL */
	bool is_expired;             /* at the plan's time */
};

/* A setting of the device or of a line, and how it comes back. */
enum sst_plan_setting_way {
	SST_PLAN_SET_BY_SIMSTOW = 1, /* simstow can write it back */
	SST_PLAN_SET_BY_YOU,         /* on the phone, by the path */
	SST_PLAN_SET_NEVER           /* belongs to the old device or network */
};

struct sst_plan_setting {
	const char *what;  /* in words */
	const char *value; /* what it was, or NULL */
	const char *iccid; /* of a line's setting, or NULL */
	enum sst_plan_setting_way way;
	const char *path;  /* menu path on the target's platform, or NULL */
	const char *basis; /* "formats/android-settings.tsv: global ..." */
};

/* What is to be mended before a trip, the gravest first. */
enum sst_plan_grade { SST_PLAN_READY = 1, SST_PLAN_MEND, SST_PLAN_DANGER };

struct sst_plan_fix {
	enum sst_plan_grade grade;
	const char *iccid; /* or NULL */
	const char *text;
	const char *command; /* "simstow code add --iccid ...", or NULL */
};

/* What only the user knows and the plan needs, asked by name. */
struct sst_plan_question {
	const char *iccid;
	const char *field; /* of struct sst_told: "second_factor" */
	const char *text;
	const char *command; /* "simstow line set ICCID --second-factor ..." */
};

struct sst_plan {
	struct sst_arena mem; /* owns what is not borrowed from the input */
	enum sst_plan_situation situation;
	enum sst_plan_target_kind target;
	int64_t now;
	struct {
		struct sst_plan_line *v;
		size_t n;
	} lines;
	struct sst_texts first;    /* to do before any line */
	struct sst_texts warnings; /* "the newest archive is 400 days old" */
	struct {
		struct sst_plan_setting *v;
		size_t n;
	} settings;
	/* Before a trip: a verdict; 0 in other situations. */
	enum sst_plan_grade verdict;
	const char *verdict_text;
	struct {
		struct sst_plan_fix *v;
		size_t n;
	} fixes;
	struct {
		struct sst_plan_question *v;
		size_t n;
	} questions;
};

/* Download a profile to the live target, as an LPA. */
#define SST_PLAN_CAN_DOWNLOAD 0x1u

struct sst_plan_input {
	const struct sst_snapshot *known; /* merged; borrowed */
	/* Devices that nothing happened to, merged: their lines receive
	 * messages. Borrowed; NULL: none. */
	const struct sst_snapshot *in_hand;
	struct sst_plan_target target;
	enum sst_plan_situation situation;
	int64_t now;    /* seconds since 1970 */
	unsigned can;   /* SST_PLAN_CAN_*: what the caller can do by itself */
	bool probe_acr; /* offer Activation Code Retrieval as a first try */
	const struct sst_know_book *book; /* NULL: the built-in tables */
};

/*
 * sst_plan_make - the plan. Pure: the same input gives the same plan.
 *
 *   out  sst_plan_fini; borrows from input->known and the tables, which must
 *        live as long
 *
 * Lines are in the order in which they should come back: a line that receives
 * the codes of others before these, then the order of the profiles, then codes
 * without a profile. A circle of lines that need each other is broken at the
 * line that can come back without a message, and named as a risk.
 * Error: SST_E_FAILED when memory is out.
 */
int sst_plan_make(const struct sst_plan_input *in, struct sst_plan *out,
    struct sst_err *err) SST_MUST;
void sst_plan_fini(struct sst_plan *p);

/*
 * sst_plan_json - the plan as formats/plan-1.schema.json says. A code's
 * matching id is in it only with with_codes; with redact, ICCIDs are masked.
 */
int sst_plan_json(const struct sst_plan *p, bool with_codes, bool redact,
    json_t **out, struct sst_err *err) SST_MUST;

const char *sst_plan_outcome_name(enum sst_plan_outcome o);
const char *sst_plan_situation_name(enum sst_plan_situation s);
const char *sst_plan_target_name(enum sst_plan_target_kind t);
const char *sst_plan_actor_name(enum sst_plan_actor a);
const char *sst_plan_when_name(enum sst_plan_when w); /* "now", ... */
const char *sst_plan_result_name(enum sst_plan_result r);
const char *sst_plan_grade_name(enum sst_plan_grade g); /* "ready", ... */
const char *sst_plan_setting_way_name(enum sst_plan_setting_way w);

#endif
