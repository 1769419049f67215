/* SPDX-License-Identifier: ISC */
/* say.h: messages to a person, on standard error. */
#ifndef SIMSTOW_CMD_SAY_H
#define SIMSTOW_CMD_SAY_H

#include <stdio.h>

#include "run.h"

/*
 * sst_say_line - one line to f, formatted, foreign text in it escaped.
 * Without memory a long line is cut.
 */
void sst_say_line(FILE *f, const char *fmt, ...) SST_FMT(2, 3);

/* sst_say_error - "simstow: ..." and a hint, or one line of JSON. */
void sst_say_error(struct sst_run *run, const struct sst_err *err);

/* sst_say_warn - "simstow: warning: ...". */
void sst_say_warn(struct sst_run *run, const char *fmt, ...) SST_FMT(2, 3);

/* sst_say_info - "simstow: ...", not with --json. */
void sst_say_info(struct sst_run *run, const char *fmt, ...) SST_FMT(2, 3);

/* sst_say_note - the same, with -v only. */
void sst_say_note(struct sst_run *run, const char *fmt, ...) SST_FMT(2, 3);

/* sst_say_gap - "gap: WHAT: REASON", and the exit status is 3 at least. */
void sst_say_gap(struct sst_run *run, const char *what, const char *reason);

/* sst_say_progress - what is being done now; NULL wipes the line. */
void sst_say_progress(struct sst_run *run, const char *what);

#endif
