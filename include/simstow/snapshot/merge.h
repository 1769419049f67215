/* SPDX-License-Identifier: ISC */
/* merge.h: several snapshots as the one picture that a plan looks at. */
#ifndef SIMSTOW_SNAPSHOT_MERGE_H
#define SIMSTOW_SNAPSHOT_MERGE_H

#include <simstow/snapshot/snapshot.h>

/*
 * sst_merge - put snapshots together.
 *
 *   in     snapshots in any order; borrowed, must outlive out
 *   names  the archive each came from; borrowed
 *   out    empty and initialised; texts and the lists inside its members are
 *          borrowed from in
 *
 * Of each eUICC (by EID; of a device without one, by what it is reached by; of
 * a phone, by its serial number; of a plastic SIM, by its ICCID) the newest
 * snapshot counts; what belongs to a profile for good (its names, owner,
 * notification addresses, numbers) and is told by an older one only, is taken
 * from there. So are the files of a SIM where the newer ones read none, the
 * lists that a PIN hid from them, its contacts and its messages: they say of
 * which archive they are. A profile that only an older one has stays, with its
 * archive, its date and is_older. Every code of every snapshot comes in, a
 * repeated one once, with what any of its copies knows. What the user told of
 * lines becomes one record a line, each field from the newest record that tells
 * it. Settings, access points and network policy are those of the newest
 * device. Gaps and raw members do not come in; names of members are those of
 * the profile's own archive. Of two snapshots of one second the one whose name
 * sorts last is newer. Each profile is told what kind of device it was on.
 * Profiles are in the order of the newest snapshot, then older ones by date.
 */
int sst_merge(const struct sst_snapshot *const *in, const char *const *names,
    size_t n, struct sst_snapshot *out, struct sst_err *err) SST_MUST;

#endif
