/* SPDX-License-Identifier: ISC */
/* told.h: what only the user knows about a line. */
#ifndef SIMSTOW_SNAPSHOT_TOLD_H
#define SIMSTOW_SNAPSHOT_TOLD_H

#include <simstow/snapshot/value.h>

/*
 * Written by "simstow line set", one record each time; the newest record that
 * tells a field counts for that field. Text NULL: not told. Text "": told to
 * be nothing, which ends what an older record said.
 */
struct sst_told {
	const char *iccid;   /* which line; never NULL */
	const char *purpose; /* "home number", "data in Asia" */
	/*
	 * Who sends codes by SMS to this line: banks and shops by name, other
	 * lines by ICCID (their carrier's login asks for it).
	 */
	struct sst_texts codes_for;
	/*
	 * The second factor of this line's own carrier login: an ICCID, "self"
	 * (an SMS to this very line), "app", "mail", "none".
	 */
	const char *second_factor;
	const char *carrier;  /* id or name of a carrier row: the user's word */
	const char *expires;  /* YYYY-MM-DD: credit, plan or number lapses */
	const char *price;    /* "9.99 EUR a month" */
	const char *contact;  /* how the carrier is reached from abroad */
	const char *told_eid; /* the EID that the carrier was told of */
	const char *note;
	int64_t set;         /* seconds since 1970 */
	const char *archive; /* not in the manifest */
};

struct sst_told_list {
	struct sst_told *v;
	size_t n;
};

#define SST_TOLD_TEXT 500     /* bytes of one text at most */
#define SST_TOLD_CODES_FOR 32 /* members of codes_for at most */

#endif
