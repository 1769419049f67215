/* SPDX-License-Identifier: ISC */
/* run.h: one run of one command: what it was told and how it stands. */
#ifndef SIMSTOW_CMD_RUN_H
#define SIMSTOW_CMD_RUN_H

#include <simstow/base/version.h>

#include "command.h"

#define SST_RUN_NAME 40
#define SST_RUN_GENERATOR "simstow " SST_VERSION

struct sst_run {
	const struct sst_command *command;
	char name[SST_RUN_NAME]; /* "backup", "code add" */
	struct sst_common common;
	void *options; /* the command's own struct */
	struct sst_args args;
	int64_t now;            /* seconds since 1970 */
	bool has_colour;        /* standard output takes colours */
	bool has_progress;      /* progress is shown */
	bool is_progress_shown; /* there is a line to be wiped */
	enum sst_code status;   /* when the command returns 0 */
};

/*
 * sst_run_worse - something went wrong that does not end the command: the
 * exit status becomes code unless it is a worse one already.
 */
void sst_run_worse(struct sst_run *run, enum sst_code code);

#endif
