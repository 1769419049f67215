/* SPDX-License-Identifier: ISC */
/* device.h: from a device's name to an open link. */
#ifndef SIMSTOW_CMD_DEVICE_H
#define SIMSTOW_CMD_DEVICE_H

#include <simstow/link/pcsc.h>

#include "run.h"

#define SST_DEVICE_PCSC "pcsc:"
#define SST_DEVICE_CCID "ccid:"
#define SST_DEVICE_ADB "adb:"

/* What a name stands for: one of the three is not NULL. */
struct sst_device_choice {
	const char *reader; /* of the PC/SC service */
	const char *ccid;   /* a reader on USB that the service has not */
	const char *serial; /* of a phone */
};

/* sst_device_is_name - "pcsc:...", "ccid:..." or "adb:...". */
bool sst_device_is_name(const char *word);

/*
 * sst_device_find - the reader ("pcsc:READER", "ccid:BUS-PORT") or phone
 * ("adb:SERIAL") that name stands for; with NULL the only one of all readers
 * that have a card and all phones that are ready. Neither card nor phone is
 * touched, and whether a named phone is there is not looked at. A reader on
 * USB that the PC/SC service holds is taken through the service, and said so.
 * Errors: SST_E_USAGE (another kind of name; several to choose from, all
 * named), SST_E_DEVICE (no such reader, no reader, no card, no phone).
 */
int sst_device_find(struct sst_run *run, const char *name,
    struct sst_arena *mem, struct sst_device_choice *out,
    struct sst_err *err) SST_MUST;

/* A link that a signal cuts between two commands. */
struct sst_device_link {
	struct sst_card_link link;  /* to be used */
	struct sst_card_link inner; /* to the reader */
};

/*
 * sst_device_open - connect to a card; d must not move until sst_device_close.
 * With -v every exchange is told. Signals are held until sst_device_close.
 */
int sst_device_open(struct sst_run *run, const struct sst_device_choice *which,
    long wait_s, struct sst_device_link *d, struct sst_err *err) SST_MUST;
void sst_device_close(struct sst_run *run, struct sst_device_link *d);

#endif
