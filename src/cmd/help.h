/* SPDX-License-Identifier: ISC */
/* help.h: help from the tables, 80 columns wide. */
#ifndef SIMSTOW_CMD_HELP_H
#define SIMSTOW_CMD_HELP_H

#include "command.h"

/* sst_help_all - the commands, on standard output. */
void sst_help_all(void);

/* sst_help_command - one command, called name ("backup", "code add"). */
void sst_help_command(const struct sst_command *c, const char *name);

#endif
