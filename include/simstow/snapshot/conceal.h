/* SPDX-License-Identifier: ISC */
/* conceal.h: numbers and codes found again in free text, and starred there. */
#ifndef SIMSTOW_SNAPSHOT_CONCEAL_H
#define SIMSTOW_SNAPSHOT_CONCEAL_H

#include <simstow/base/json.h>
#include <simstow/snapshot/snapshot.h>

/*
 * What snapshots tell of numbers: ICCIDs, EIDs, IMSIs, IMEIs, phone numbers,
 * serial numbers, matching ids, confirmation codes. { 0 } has none.
 */
struct sst_conceal {
	struct sst_arena mem;
	struct sst_conceal_one *v; /* in order, each once */
	size_t n;
};

#define SST_CONCEAL_LEAST 4 /* characters; what is shorter is in every word */

/*
 * sst_conceal_add - take the numbers of a snapshot that is not redacted yet;
 * copied. sst_conceal_fini - wipe and forget them. After a failure only fini.
 * Error: SST_E_FAILED when memory is out.
 */
int sst_conceal_add(struct sst_conceal *c, const struct sst_snapshot *s,
    struct sst_err *err) SST_MUST;
void sst_conceal_fini(struct sst_conceal *c);

/*
 * sst_conceal_text - text without them: itself when it holds none, else a
 * copy in mem of the same length, or NULL when mem is full. NULL for NULL.
 *
 * Of an ICCID and an EID the first 6 and the last 2 digits stay. Digits are
 * found however blanks, dots, dashes and brackets part them, a phone number
 * also in its national form, codes whatever their case.
 * Cost: of the order of the text, whatever the numbers.
 */
const char *sst_conceal_text(const struct sst_conceal *c, const char *text,
    struct sst_arena *mem);

/* sst_conceal_json - the same for every text of a document, in place. */
int sst_conceal_json(const struct sst_conceal *c, json_t *v,
    struct sst_err *err) SST_MUST;

#endif
