/* SPDX-License-Identifier: ISC */
/* full_snapshot.h: a snapshot in which every field says something. */
#ifndef SIMSTOW_TESTS_UNIT_FULL_SNAPSHOT_H
#define SIMSTOW_TESTS_UNIT_FULL_SNAPSHOT_H

#include <simstow/snapshot/snapshot.h>

#define FULL_SNAPSHOT_JSON "tests/fixtures/manifest/full-1.json"

/*
 * full_snapshot - fill s, which was initialised. The first euicc, profile,
 * code and gap have every field; the second of each has none. Texts are
 * constants. -1 without memory.
 */
int full_snapshot(struct sst_snapshot *s);

#endif
