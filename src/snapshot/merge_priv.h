/* SPDX-License-Identifier: ISC */
/* merge_priv.h: what the files of merging share. */
#ifndef SIMSTOW_SNAPSHOT_MERGE_PRIV_H
#define SIMSTOW_SNAPSHOT_MERGE_PRIV_H

#include <simstow/snapshot/snapshot.h>

/*
 * sst_merge_told - what one snapshot, from the named archive, tells of lines;
 * snapshots come newest first.
 */
int sst_merge_told(const struct sst_snapshot *s, const char *archive,
    struct sst_snapshot *out, struct sst_err *err) SST_MUST;

#endif
