/* SPDX-License-Identifier: ISC */
/* gammu.h: contacts and message centres in the words of gammu's backups. */
#ifndef SIMSTOW_MANIFEST_GAMMU_H
#define SIMSTOW_MANIFEST_GAMMU_H

#include <simstow/base/buf.h>
#include <simstow/snapshot/sim.h>

/* What gammu 1.42 has room for. */
#define SST_GAMMU_CONTACTS 250
#define SST_GAMMU_ENTRIES 26 /* of one contact */
#define SST_GAMMU_TEXT 200   /* UTF-16 units of one entry */
#define SST_GAMMU_CENTRES 9

/* What had no room. */
struct sst_gammu_left {
	size_t contacts; /* left out */
	size_t entries;  /* of contacts that were written, left out */
	size_t texts;    /* cut */
	size_t centres;  /* left out */
};

/*
 * sst_gammu_format - append a backup of the card's memory to out: a section
 * SIMPBK for every contact, a section SMSC for every message centre.
 *
 *   created  when the card was read, seconds since 1970
 *   left     filled
 *
 * Texts are UTF-16 in hexadecimal digits. A contact's location is its record
 * where that is free to use, else the next one. Nothing is made up: no IMEI,
 * no phone, a validity only where gammu has a word for it.
 * Errors: SST_E_FORMAT: text that is no UTF-8; out's limit.
 */
int sst_gammu_format(const struct sst_sim *sim, int64_t created,
    struct sst_buf *out, struct sst_gammu_left *left,
    struct sst_err *err) SST_MUST;

#endif
