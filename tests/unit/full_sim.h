/* SPDX-License-Identifier: ISC */
/* full_sim.h: files of a SIM in which every field says something. */
#ifndef SIMSTOW_TESTS_UNIT_FULL_SIM_H
#define SIMSTOW_TESTS_UNIT_FULL_SIM_H

#include <simstow/snapshot/snapshot.h>

#define FULL_SIM_MEMBER "raw/sim-1/3F00-7FFF-6F46.bin"

/*
 * full_sim - fill out. The first of every list has all fields, the second
 * none. What may be changed is copied to mem. -1 without memory.
 */
int full_sim(struct sst_arena *mem, struct sst_sim *out);

#endif
