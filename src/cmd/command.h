/* SPDX-License-Identifier: ISC */
/* command.h: what a subcommand is; the table of all of them. */
#ifndef SIMSTOW_CMD_COMMAND_H
#define SIMSTOW_CMD_COMMAND_H

#include <stdint.h>

#include "options.h"

#define SST_ARGS_ANY SIZE_MAX
#define SST_GROUP_COUNT(groups) (sizeof(groups) / sizeof((groups)[0]))

struct sst_command {
	const char *name;
	const char *help;      /* one line */
	const char *arguments; /* "ARCHIVE [MEMBER...]", or "" */
	const char *about;     /* paragraphs, or NULL */
	const struct sst_option_group *groups;
	size_t group_n;
	size_t options_size;
	const void *defaults; /* of the options; NULL: zeros */
	size_t args_min;
	size_t args_max;
	bool needs_crypto; /* libgcrypt is started before run */
	const struct sst_command *const *commands; /* ends with NULL */
	/* 0, or -1 with err; a lesser status is left in run->status */
	int (*run)(struct sst_run *run, struct sst_err *err);
};

/* All commands in the order of the help; ends with NULL. */
extern const struct sst_command *const sst_command_all[];

/* sst_command_find - by name in such a list, or NULL. */
const struct sst_command *
sst_command_find(const struct sst_command *const *list, const char *name);

extern const struct sst_command sst_cmd_backup;
extern const struct sst_command sst_cmd_code;
extern const struct sst_command sst_cmd_code_add;
extern const struct sst_command sst_cmd_code_list;
extern const struct sst_command sst_cmd_completion;
extern const struct sst_command sst_cmd_devices;
extern const struct sst_command sst_cmd_extract;
extern const struct sst_command sst_cmd_help;
extern const struct sst_command sst_cmd_key;
extern const struct sst_command sst_cmd_key_new;
extern const struct sst_command sst_cmd_key_recipients;
extern const struct sst_command sst_cmd_key_show;
extern const struct sst_command sst_cmd_know;
extern const struct sst_command sst_cmd_know_carrier;
extern const struct sst_command sst_cmd_know_ci;
extern const struct sst_command sst_cmd_know_host;
extern const struct sst_command sst_cmd_know_menu;
extern const struct sst_command sst_cmd_know_route;
extern const struct sst_command sst_cmd_know_status;
extern const struct sst_command sst_cmd_line;
extern const struct sst_command sst_cmd_line_list;
extern const struct sst_command sst_cmd_line_set;
extern const struct sst_command sst_cmd_list;
extern const struct sst_command sst_cmd_plan;
extern const struct sst_command sst_cmd_sheet;
extern const struct sst_command sst_cmd_show;
extern const struct sst_command sst_cmd_uicc;
extern const struct sst_command sst_cmd_uicc_write;
extern const struct sst_command sst_cmd_verify;
extern const struct sst_command sst_cmd_version;

#endif
