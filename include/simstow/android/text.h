/* SPDX-License-Identifier: ISC */
/* text.h: pairs of key and value as Android's tools print them. */
#ifndef SIMSTOW_ANDROID_TEXT_H
#define SIMSTOW_ANDROID_TEXT_H

#include <simstow/base/arena.h>

/*
 * All parsers of this folder: text is what a command printed, hostile; out
 * lies in mem; text is UTF-8 (bytes that are not, and NUL, are replaced by
 * U+FFFD and counted in out->repaired where there is such a member). CR LF is
 * taken as LF. Errors: SST_E_FORMAT with the line, SST_E_FAILED without
 * memory. A row that cannot be read becomes a fault, the others stay.
 */
struct sst_pair {
	const char *key;
	const char *value; /* NULL where the phone prints null */
};

struct sst_row_fault {
	size_t line;      /* from 1 */
	const char *text; /* the row as printed: may hold what is secret */
	const char *what; /* what is wrong with it: holds nothing secret */
};

/* More of them, and nothing of the answer is worth reading. */
#define SST_ROW_FAULTS_MAX 1000

struct sst_row_faults {
	struct sst_row_fault *v;
	size_t n;
};

#define SST_PAIRS_MAX 20000

struct sst_pairs {
	struct sst_pair *v;
	size_t n;
	struct sst_row_faults faults; /* empty in the rows of other parsers */
	size_t repaired;
};

/*
 * sst_pairs_get - the first value of a key, or NULL. Looks at every pair: not
 * for loops over many keys.
 */
const char *sst_pairs_get(const struct sst_pairs *p, const char *key);

/*
 * sst_pairs_getprop - "[key]: [value]", values over several lines; a value is
 * never NULL.
 * sst_pairs_settings - "key=value" of settings list; a line without '='
 * belongs to the value before it.
 * A key that comes twice is a fault too; both pairs stay.
 */
int sst_pairs_getprop(struct sst_span text, struct sst_arena *mem,
    struct sst_pairs *out, struct sst_err *err) SST_MUST;
int sst_pairs_settings(struct sst_span text, struct sst_arena *mem,
    struct sst_pairs *out, struct sst_err *err) SST_MUST;

/*
 * sst_android_refusal - whether a command was refused, whatever its exit
 * status: 1 and a few words in *why ("SecurityException: ..."), or 0. Looks at
 * the beginning of out, where rows of an answer may follow that only look like
 * a refusal, and at every line of err_out; they may be the same.
 */
int sst_android_refusal(struct sst_span out, struct sst_span err_out,
    struct sst_arena *mem, const char **why, struct sst_err *err) SST_MUST;

#endif
