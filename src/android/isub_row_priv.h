/* SPDX-License-Identifier: ISC */
/* isub_row_priv.h: one row of dumpsys isub, cut into its members. */
#ifndef SIMSTOW_ANDROID_ISUB_ROW_PRIV_H
#define SIMSTOW_ANDROID_ISUB_ROW_PRIV_H

#include "field_priv.h"

/* Names of the dialect as bits: which of them a row has. */
struct sst_isub_shape {
	uint64_t bits[SST_FIELD_NAMES / 64];
};

/* sst_isub_row_begins - the line is the first of a row. */
bool sst_isub_row_begins(struct sst_span line);

/* sst_isub_row_ends - text is a row, and its closing bracket is there. */
bool sst_isub_row_ends(struct sst_span text);

/*
 * sst_isub_row_read - the members of a row, which begins and ends.
 *
 *   row    sub initialised by the caller
 *   shape  the names found
 *
 * 1 read, 0 no id or too many members (a fault), -1 failed. A member that
 * comes twice makes sub untrusted.
 */
int sst_isub_row_read(const struct sst_field_row *row, struct sst_span text,
    struct sst_isub_shape *shape) SST_MUST;

#endif
