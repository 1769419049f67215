/* SPDX-License-Identifier: ISC */
/* extract_contacts.h: a line's contacts as files for other programs. */
#ifndef SIMSTOW_CMD_EXTRACT_CONTACTS_H
#define SIMSTOW_CMD_EXTRACT_CONTACTS_H

#include <simstow/snapshot/snapshot.h>

#include "run.h"

/* Where to; NULL: not wanted; "-": standard output. */
struct sst_extract_contacts {
	const char *vcard;
	const char *gammu;
	const char *iccid; /* of which line, or NULL */
};

/* sst_extract_contacts_check - what can be wrong before a secret is asked. */
int sst_extract_contacts_check(const struct sst_run *run,
    const struct sst_extract_contacts *o, struct sst_err *err) SST_MUST;

/*
 * sst_extract_contacts_write - the files, new and of mode 0600, and their
 * paths to standard output. What gammu has no room for is a gap.
 */
int sst_extract_contacts_write(struct sst_run *run,
    const struct sst_extract_contacts *o, const struct sst_snapshot *s,
    struct sst_err *err) SST_MUST;

#endif
