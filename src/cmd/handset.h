/* SPDX-License-Identifier: ISC */
/* handset.h: phones: which are attached, and what one tells. */
#ifndef SIMSTOW_CMD_HANDSET_H
#define SIMSTOW_CMD_HANDSET_H

#include <simstow/link/adb_server.h>
#include <simstow/snapshot/snapshot.h>

#include "run.h"

/* sst_handset_is_ready - its state is the one in which it takes commands. */
bool sst_handset_is_ready(const struct sst_adb_device *d);

/*
 * sst_handset_list - the phones that a running adb server has, and those on
 * USB that it has not; each once. A way that does not work is noted with -v.
 */
int sst_handset_list(struct sst_run *run, struct sst_arena *mem,
    struct sst_adb_devices *out, struct sst_err *err) SST_MUST;

struct sst_handset_want {
	const char *serial;
	const char *label; /* or NULL */
	bool imei;
};

/*
 * sst_handset_read - a phone's snapshot: by a running adb server that has it,
 * else by USB. Its owner is asked to look at the screen when the phone does
 * not know this computer. Signals are held meanwhile.
 */
int sst_handset_read(struct sst_run *run, const struct sst_handset_want *want,
    struct sst_snapshot *out, struct sst_err *err) SST_MUST;

#endif
