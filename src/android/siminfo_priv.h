/* SPDX-License-Identifier: ISC */
/* siminfo_priv.h: a column of free text, put to the rows it belongs to. */
#ifndef SIMSTOW_ANDROID_SIMINFO_PRIV_H
#define SIMSTOW_ANDROID_SIMINFO_PRIV_H

#include <simstow/android/subscription.h>

#include "keep_priv.h"

/*
 * sst_siminfo_text - rows of _id and one column, whose text runs to the end
 * of its row.
 *
 *   out     has its rows; at most SST_SUBSCRIPTIONS_MAX
 *   piece   { 0 } when it was refused
 *   column  its name
 *
 * A row begins only with the number that is next. One that is no row of out,
 * comes twice, or has another number is a fault; then the texts on both sides
 * of it are untrusted. A row of out without text is a fault.
 */
int sst_siminfo_text(const struct sst_keep *keep, struct sst_subscriptions *out,
    struct sst_span piece, const char *column) SST_MUST;

#endif
