/* SPDX-License-Identifier: ISC */
/* gaps.h: what a device did not give, on standard error. */
#ifndef SIMSTOW_CMD_GAPS_H
#define SIMSTOW_CMD_GAPS_H

#include <simstow/snapshot/snapshot.h>

#include "run.h"

/*
 * sst_gaps_say - a line for each gap; many gaps of one reason, such as the
 * files that a PIN hides, are one line unless -v was given. The exit status
 * is 3 at least when there is any.
 */
void sst_gaps_say(struct sst_run *run, const struct sst_snapshot *s);

#endif
