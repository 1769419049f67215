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

/*
 * sst_merge_sim - what an older reading knows of a SIM's files and the newest
 * does not: lists that a PIN hid, contacts and messages that were not asked
 * for. The files themselves are those of the newest that read any.
 */
void sst_merge_sim(struct sst_sim *known, const struct sst_sim *sim,
    const char *archive);

#endif
