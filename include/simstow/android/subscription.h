/* SPDX-License-Identifier: ISC */
/* subscription.h: a phone's lines, from dumpsys isub and the siminfo table. */
#ifndef SIMSTOW_ANDROID_SUBSCRIPTION_H
#define SIMSTOW_ANDROID_SUBSCRIPTION_H

#include <simstow/android/text.h>

#define SST_SUBSCRIPTIONS_MAX 256
#define SST_SUBSCRIPTION_UNKNOWN (-2147483647 - 1)

/* A row. Text is NULL and a number SST_SUBSCRIPTION_UNKNOWN when not said. */
struct sst_subscription {
	int id;             /* subscription id, from 1 */
	const char *icc_id; /* digits; masked: "898600451" and is_masked */
	bool is_masked;     /* icc_id is a prefix only */
	int slot;           /* -1: in no slot */
	int port;
	int is_embedded;
	int is_removable;
	int carrier_id;
	const char *display_name;
	const char *carrier_name;
	const char *name_source;
	const char *number; /* NULL when masked */
	int data_roaming;
	const char *mcc;
	const char *mnc; /* isub before Android 10: without leading zeros */
	const char *country;
	const char *card_string; /* EID or ICCID of the card */
	bool is_card_masked;
	int card_id;
	const char *type;  /* "LOCAL_SIM", "REMOTE_SIM" */
	const char *group; /* group UUID */
	int profile_class;
	const char *imsi;             /* a secret; NULL when masked */
	const char *allowed_networks; /* allowedNetworkTypesForReasons */
	struct sst_pairs other;       /* every other member of the row */
	bool is_active;               /* in the list of active ones */
	/*
	 * In a slot, or in "Embedded subscriptions"; before Android 14, which
	 * has no such list: in a slot, or embedded.
	 */
	bool is_installed;
	bool is_untrusted; /* free text may have forged other members */
};

struct sst_subscriptions {
	struct sst_subscription *v;
	size_t n;
	bool has_embedded_list; /* Android 14 and later */
	int default_data, default_voice, default_sms;
	struct sst_row_faults faults;
	size_t repaired;
};

/*
 * sst_subscription_parse_isub - dumpsys isub of Android 8 to 16, vendors'
 * extra members kept in other. Log lines behind the lists are not looked at.
 * A row that has other members than the rest, or one of them twice, is
 * untrusted and a fault, and so is what follows a row that was cut; a member
 * that is there twice is given only when it stands before all free text.
 */
int sst_subscription_parse_isub(struct sst_span text, struct sst_arena *mem,
    struct sst_subscriptions *out, struct sst_err *err) SST_MUST;

/*
 * The siminfo table, Android 9 to 12L: nothing in a row is escaped, so it is
 * asked for in pieces. Each command has its projection; the last column of a
 * piece may be free text, all others are numbers and ids. A phone refuses a
 * projection with a column that its version does not have.
 */
enum sst_siminfo_piece {
	SST_SIMINFO_FACTS,    /* numbers and ids */
	SST_SIMINFO_FACTS_10, /* more of them: Android 10 */
	SST_SIMINFO_FACTS_11, /* and Android 11 */
	SST_SIMINFO_FACTS_12, /* and Android 12 */
	SST_SIMINFO_DISPLAY_NAME,
	SST_SIMINFO_CARRIER_NAME,
	SST_SIMINFO_NUMBER,
	SST_SIMINFO_PIECES
};
const char *sst_siminfo_command(enum sst_siminfo_piece piece);

/*
 * sst_siminfo_parse - piece has SST_SIMINFO_PIECES of one query; one that was
 * refused is { 0 }. Rows are those of the facts; a text whose _id is not among
 * them, or comes twice, makes its row untrusted and is a fault. Lines of
 * faults count from the beginning of their piece, which what names.
 */
int sst_siminfo_parse(const struct sst_span *piece, struct sst_arena *mem,
    struct sst_subscriptions *out, struct sst_err *err) SST_MUST;

/*
 * sst_content_parse - rows of "content query" with known columns: split only
 * at ", " before a name of columns and '='. Each row is a list of pairs.
 *
 *   columns  ends with NULL; at most SST_CONTENT_COLUMNS
 *
 * A column that is there twice, a row in a value, and rows whose columns
 * differ are faults and make their rows untrusted. A column of free text that
 * ends the row could forge rows unseen: ask for such columns before others.
 */
#define SST_CONTENT_COLUMNS 128
struct sst_content_rows {
	struct sst_pairs *v;
	bool *is_untrusted; /* for each row */
	size_t *line;       /* where each row begins, from 1 */
	size_t n;
	struct sst_row_faults faults;
	size_t repaired;
};
int sst_content_parse(struct sst_span text, const char *const *columns,
    struct sst_arena *mem, struct sst_content_rows *out,
    struct sst_err *err) SST_MUST;

#endif
