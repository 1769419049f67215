/* SPDX-License-Identifier: ISC */
/* keep_priv.h: what a parser keeps of an answer: texts, pairs, faults. */
#ifndef SIMSTOW_ANDROID_KEEP_PRIV_H
#define SIMSTOW_ANDROID_KEEP_PRIV_H

#include <simstow/android/text.h>

/* Where it goes. faults and repaired may be NULL: then they are not kept. */
struct sst_keep {
	struct sst_arena *mem;
	struct sst_row_faults *faults;
	size_t *repaired;
	struct sst_err *err;
};

/*
 * sst_keep_text - a copy of s: CR LF becomes LF; bytes that are no UTF-8, and
 * NUL, become U+FFFD, each counted.
 */
int sst_keep_text(const struct sst_keep *k, struct sst_span s,
    const char **out) SST_MUST;

/* sst_keep_pair - one pair more, NULL for a value whose p is NULL. */
int sst_keep_pair(const struct sst_keep *k, struct sst_pairs *out,
    struct sst_span key, struct sst_span value) SST_MUST;

/* sst_keep_fault - one fault more; what is a format, as for printf. */
int sst_keep_fault(const struct sst_keep *k, size_t line, struct sst_span text,
    const char *what, ...) SST_FMT(4, 5) SST_MUST;

#endif
