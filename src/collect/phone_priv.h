/* SPDX-License-Identifier: ISC */
/* phone_priv.h: what the files that read a phone share. */
#ifndef SIMSTOW_COLLECT_PHONE_PRIV_H
#define SIMSTOW_COLLECT_PHONE_PRIV_H

#include <simstow/android/carrier_config.h>
#include <simstow/android/parcel.h>
#include <simstow/android/phone.h>
#include <simstow/collect/phone.h>

#define SST_PHONE_SLOTS SST_CARRIER_CONFIG_PHONES
#define SST_PHONE_ARGUMENTS 16 /* of one question: lines, slots, cards */

/* Members of lists that are kept; the manifest takes no more. */
#define SST_PHONE_SETTINGS 4096
#define SST_PHONE_CONFIGS 8192
#define SST_PHONE_APNS 4096
#define SST_PHONE_PACKAGES 4096
#define SST_PHONE_POLICIES 256

/* The name spaces of settings. */
enum sst_phone_space {
	SST_SPACE_GLOBAL,
	SST_SPACE_SECURE,
	SST_SPACE_SYSTEM,
	SST_PHONE_SPACES
};
extern const char *const sst_phone_space_names[SST_PHONE_SPACES];

/* An ICCID that belongs to a subscription for certain, and its eUICC. */
struct sst_phone_number {
	int id;
	const char *iccid;
	const char *eid;  /* or NULL */
	bool is_disputed; /* two answers differ: neither counts */
};

struct sst_phone_numbers {
	struct sst_phone_number *v;
	size_t n;
};

/* The lists of network policy that name applications by UID. */
enum sst_phone_saver { SST_SAVER_ALLOWED, SST_SAVER_DENIED, SST_PHONE_SAVERS };

/* A phone while it is being read: what its answers said. */
struct sst_phone_run {
	struct sst_shell_link *link;
	const struct sst_collect_phone *how;
	struct sst_snapshot *snap;
	struct sst_arena scratch; /* owns what is parsed */
	uint64_t asked;           /* questions put, a bit each */
	size_t answers;           /* that could be read */
	struct sst_err refusal;   /* the first, should there be no answer */

	struct sst_pairs props;
	int sdk;             /* 0: not known */
	const char *android; /* "Android 15" */
	size_t slots;        /* 0: not known */
	struct sst_subscriptions isub;
	bool has_isub;
	struct sst_span pieces[SST_SIMINFO_PIECES];
	struct sst_subscriptions siminfo;
	bool has_siminfo;
	struct sst_phone_numbers numbers; /* by subscription id */
	struct sst_phone_numbers cards;   /* by card id; iccid unused */
	struct sst_texts eids;
	struct sst_pairs settings[SST_PHONE_SPACES];
	struct sst_carrier_configs configs;
	struct sst_phone_names types[SST_PHONE_SLOTS];
	bool has_types[SST_PHONE_SLOTS];
	struct sst_phone_uids uids[SST_PHONE_SAVERS];
	bool has_uids[SST_PHONE_SAVERS];
	struct sst_pairs packages;
	struct sst_content_rows apns;
	struct sst_content_rows preferred;
};

/* What came back for one question. */
struct sst_phone_answer {
	const char *what;   /* the question, as gaps call it */
	const char *member; /* the raw answer's name, or NULL */
	struct sst_span text;
	int argument;
};

/* What takes an answer: -1 with SST_E_FAILED ends it all, others a gap. */
typedef int sst_phone_take(struct sst_phone_run *r,
    const struct sst_phone_answer *a, struct sst_err *err);

/* A row without command and build is what a version gives nobody. */
struct sst_phone_question {
	const char *name;    /* as gaps call it */
	const char *leaf;    /* of its raw member; NULL: not kept */
	const char *command; /* NULL: build makes it */
	const char *(*build)(struct sst_phone_run *r, int argument);
	int since, until; /* API levels; 0: no limit */
	/* NULL: from the beginning, or when the version is known */
	bool (*when)(const struct sst_phone_run *r);
	/* once for each; NULL: once, with argument */
	size_t (*list)(const struct sst_phone_run *r, int *out);
	int argument;
	sst_phone_take *take; /* NULL: only kept raw */
	const char *hint;     /* when it is refused, or NULL */
};

/* phone_table.c: in the order in which they are put. */
extern const struct sst_phone_question sst_phone_table[];
extern const size_t sst_phone_table_n;

/* phone_ask.c: the questions that have become possible, all at once. */
int sst_phone_ask_round(struct sst_phone_run *r, bool *any,
    struct sst_err *err) SST_MUST;
bool sst_phone_ask_done(const struct sst_phone_run *r, const char *name);

/*
 * phone_when.c: whether a question makes sense by now, and with which
 * arguments. A list function gives how many.
 */
bool sst_phone_when_uids(const struct sst_phone_run *r);
bool sst_phone_when_hidden(const struct sst_phone_run *r);
bool sst_phone_when_euicc(const struct sst_phone_run *r);
bool sst_phone_when_no_eid(const struct sst_phone_run *r);
bool sst_phone_when_imei(const struct sst_phone_run *r);
size_t sst_phone_when_lines(const struct sst_phone_run *r, int *out);
size_t sst_phone_when_cards(const struct sst_phone_run *r, int *out);
size_t sst_phone_when_slots(const struct sst_phone_run *r, int *out);

/*
 * phone_gap.c. sst_phone_gap_note: what failed as why says is a gap, once; -1
 * when memory is out. sst_phone_gap_faults: rows that could not be read.
 */
int sst_phone_gap_note(struct sst_phone_run *r, const char *what,
    const char *member, const struct sst_err *why,
    struct sst_err *err) SST_MUST;
int sst_phone_gap_faults(struct sst_phone_run *r, const char *what,
    const char *member, const struct sst_row_faults *faults,
    struct sst_err *err) SST_MUST;

/* A list that is longer than max is cut, and that is a gap. */
int sst_phone_gap_cut(struct sst_phone_run *r, const char *what, size_t max,
    size_t *n, struct sst_err *err) SST_MUST;

/* phone_raw.c: an answer as a member "raw/phone/LEAF.txt". */
int sst_phone_raw_keep(struct sst_phone_run *r, const char *leaf,
    const char *command, struct sst_span text, const char **name,
    struct sst_err *err) SST_MUST;
/* Properties without those that name the phone's IMEI. */
int sst_phone_raw_clean(struct sst_span text, struct sst_arena *mem,
    struct sst_span *out, struct sst_err *err) SST_MUST;

/* What becomes of each answer. */
sst_phone_take sst_phone_device_props;
sst_phone_take sst_phone_device_imei;
sst_phone_take sst_phone_lines_isub;
sst_phone_take sst_phone_lines_siminfo;
sst_phone_take sst_phone_iccid_parcel;
sst_phone_take sst_phone_iccid_line;
sst_phone_take sst_phone_iccid_eid;
sst_phone_take sst_phone_iccid_card;
sst_phone_take sst_phone_config_take;
sst_phone_take sst_phone_settings_take;
sst_phone_take sst_phone_policy_dump;
sst_phone_take sst_phone_policy_restrict;
sst_phone_take sst_phone_policy_uids;
sst_phone_take sst_phone_policy_packages;
sst_phone_take sst_phone_policy_types;
sst_phone_take sst_phone_apn_take;
sst_phone_take sst_phone_apn_preferred;

/* phone_lines.c: the table siminfo, when its pieces have come. */
int sst_phone_lines_join(struct sst_phone_run *r, struct sst_err *err) SST_MUST;

/* One line from all answers; a subscription that is NULL says nothing. */
struct sst_phone_line {
	const struct sst_subscription *isub;
	const struct sst_subscription *info;
	int id;
};

/* Each subscription that isub or siminfo has; false behind the last. */
bool sst_phone_lines_at(const struct sst_phone_run *r, size_t at,
    struct sst_phone_line *out);
bool sst_phone_lines_installed(const struct sst_phone_line *l);
/* A number that either row says, isub before siminfo. */
int sst_phone_lines_int(const struct sst_phone_line *l, size_t at);
/* A text that either row says, siminfo before isub. */
const char *sst_phone_lines_text(const struct sst_phone_line *l, size_t at);
#define SST_LINE_INT(l, member) \
	sst_phone_lines_int((l), offsetof(struct sst_subscription, member))
#define SST_LINE_TEXT(l, member) \
	sst_phone_lines_text((l), offsetof(struct sst_subscription, member))

/* phone_iccid.c: what is known for certain, or NULL. */
const char *sst_phone_iccid_of(const struct sst_phone_run *r,
    const struct sst_phone_line *l);
const char *sst_phone_iccid_prefix(const struct sst_phone_line *l);
const char *sst_phone_iccid_card_of(const struct sst_phone_run *r,
    const struct sst_phone_line *l);
int sst_phone_iccid_add_eid(struct sst_phone_run *r, const char *eid,
    struct sst_err *err) SST_MUST;

/* When all is asked: answers to members of the snapshot, in this order. */
int sst_phone_profile_keep(struct sst_phone_run *r,
    struct sst_err *err) SST_MUST;
int sst_phone_config_keep(struct sst_phone_run *r,
    struct sst_err *err) SST_MUST;
int sst_phone_settings_keep(struct sst_phone_run *r,
    struct sst_err *err) SST_MUST;
int sst_phone_policy_keep(struct sst_phone_run *r,
    struct sst_err *err) SST_MUST;
int sst_phone_apn_keep(struct sst_phone_run *r, struct sst_err *err) SST_MUST;

/* A text of an answer in the snapshot's arena; NULL for NULL. */
int sst_phone_copy(struct sst_phone_run *r, const char *text, const char **out,
    struct sst_err *err) SST_MUST;

/* The slot that a line is in, if it is in one of those we count. */
bool sst_phone_slot(const struct sst_profile *p, size_t *slot);

/* The value of a property for a slot: lists are "a,b". */
bool sst_phone_device_slot(const struct sst_phone_run *r, const char *key,
    size_t slot, struct sst_span *out);

#endif
