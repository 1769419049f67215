/* SPDX-License-Identifier: ISC */
/* device.h: from a device's name to an open link. */
#ifndef SIMSTOW_CMD_DEVICE_H
#define SIMSTOW_CMD_DEVICE_H

#include <simstow/link/pcsc.h>

#include "run.h"

#define SST_DEVICE_PCSC "pcsc:"

/*
 * sst_device_find - the reader that name ("pcsc:READER") stands for; with
 * NULL the only reader that has a card. The card is not touched.
 * Errors: SST_E_USAGE (another kind of name; several readers with a card, all
 * named), SST_E_DEVICE (no such reader, no reader, no card).
 */
int sst_device_find(const char *name, struct sst_arena *mem,
    const char **reader, struct sst_err *err) SST_MUST;

/* A link that a signal cuts between two commands. */
struct sst_device_link {
	struct sst_card_link link;  /* to be used */
	struct sst_card_link inner; /* to the reader */
};

/*
 * sst_device_open - connect; d must not move until sst_device_close.
 * With -v every exchange is told. Signals are held until sst_device_close.
 */
int sst_device_open(struct sst_run *run, const char *reader, long wait_s,
    struct sst_device_link *d, struct sst_err *err) SST_MUST;
void sst_device_close(struct sst_run *run, struct sst_device_link *d);

#endif
