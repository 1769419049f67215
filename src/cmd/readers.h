/* SPDX-License-Identifier: ISC */
/* readers.h: smart-card readers, each once, by whichever way it is seen. */
#ifndef SIMSTOW_CMD_READERS_H
#define SIMSTOW_CMD_READERS_H

#include <simstow/link/ccid.h>
#include <simstow/link/pcsc.h>

#include "run.h"

#define SST_READERS_HINT_RULE                                               \
	"install scripts/51-simstow-ccid.rules in /etc/udev/rules.d, then " \
	"plug the reader in again"

/* A slot of a reader: one of the two may be NULL. */
struct sst_reader {
	const struct sst_pcsc_reader *pcsc; /* as the PC/SC service has it */
	const struct sst_ccid_reader *ccid; /* as it is on USB */
};

struct sst_readers {
	struct sst_reader *v; /* the service's first, in its order */
	size_t n;
	size_t on_usb_n;     /* those that the service has not */
	struct sst_err pcsc; /* why it could not be asked, or SST_OK */
};

/*
 * sst_readers_list - those of the PC/SC service and those on USB. No service
 * is no error, and a USB that cannot be looked at is noted with -v.
 *
 *   look  ask readers on USB whether there is a card
 */
int sst_readers_list(struct sst_run *run, bool look, struct sst_arena *mem,
    struct sst_readers *out, struct sst_err *err) SST_MUST;

/*
 * sst_readers_fail_none - there is no reader and no phone: SST_E_DEVICE; the
 * hint says whether the PC/SC service is missed.
 */
int sst_readers_fail_none(const struct sst_readers *readers,
    struct sst_err *err);

#endif
