/* SPDX-License-Identifier: ISC */
/* command.c: the table of commands. */
#include <string.h>

#include "command.h"

const struct sst_command *const sst_command_all[] = {
	&sst_cmd_devices,
	&sst_cmd_backup,
	&sst_cmd_list,
	&sst_cmd_show,
	&sst_cmd_verify,
	&sst_cmd_extract,
	&sst_cmd_code,
	&sst_cmd_line,
	&sst_cmd_plan,
	&sst_cmd_sheet,
	&sst_cmd_know,
	&sst_cmd_uicc,
	&sst_cmd_key,
	&sst_cmd_completion,
	&sst_cmd_help,
	&sst_cmd_version,
	NULL,
};

const struct sst_command *
sst_command_find(const struct sst_command *const *list, const char *name)
{
	for (; *list != NULL; list++)
		if (strcmp((*list)->name, name) == 0)
			return *list;
	return NULL;
}
