/* SPDX-License-Identifier: ISC */
/* line_choice.h: which line of an archive a command is about. */
#ifndef SIMSTOW_CMD_LINE_CHOICE_H
#define SIMSTOW_CMD_LINE_CHOICE_H

#include <simstow/snapshot/snapshot.h>

#include "run.h"

/* What a line must have to be chosen. */
struct sst_line_wish {
	const char *what;   /* "contacts", for messages */
	const char *option; /* of backup that keeps it: "--contacts", or NULL */
	bool (*has)(const struct sst_sim *sim);
	const char *iccid;  /* the line the user named, or NULL */
	const char *prefer; /* taken when it is there and has it, or NULL */
};

/*
 * sst_line_choose - the line with that ICCID, else the preferred one, else the
 * only one that has what is wished.
 * Errors: SST_E_USAGE: there is none; several, all named (--iccid).
 */
int sst_line_choose(const struct sst_run *run, const struct sst_snapshot *s,
    const struct sst_line_wish *wish, const struct sst_profile **out,
    struct sst_err *err) SST_MUST;

#endif
