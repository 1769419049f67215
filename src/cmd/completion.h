/* SPDX-License-Identifier: ISC */
/* completion.h: what the writers of completion scripts share. */
#ifndef SIMSTOW_CMD_COMPLETION_H
#define SIMSTOW_CMD_COMPLETION_H

#include "command.h"

/* sst_completion_walk - call each for every command that can be run. */
typedef void sst_completion_each(const struct sst_command *c,
    const char *parent);
void sst_completion_walk(sst_completion_each *each);

/* sst_completion_options - call each for every option of a command. */
typedef void sst_completion_option(const struct sst_option *o, void *ctx);
void sst_completion_options(const struct sst_command *c,
    sst_completion_option *each, void *ctx);

/* sst_completion_has_files - the argument is the name of a file. */
bool sst_completion_has_files(const char *argument);

/* The scripts, on standard output. */
void sst_completion_bash(void);
void sst_completion_zsh(void);
void sst_completion_fish(void);

#endif
