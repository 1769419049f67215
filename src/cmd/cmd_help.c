/* SPDX-License-Identifier: ISC */
/* cmd_help.c: simstow help. */
#include <stdio.h>

#include "help.h"
#include "run.h"

static int
run_help(struct sst_run *run, struct sst_err *err)
{
	const struct sst_command *const *list = sst_command_all;
	const struct sst_command *c = NULL;
	char name[SST_RUN_NAME] = "";

	for (size_t i = 0; i < run->args.n; i++) {
		const char *word = run->args.v[i];

		c = list == NULL ? NULL : sst_command_find(list, word);
		if (c == NULL) {
			sst_err_set(err, SST_E_USAGE,
			    "help: unknown command %s", word);
			sst_err_hint(err, "simstow --help");
			return -1;
		}
		list = c->commands;
		(void)snprintf(name, sizeof(name), "%s%s%s",
		    i == 0 ? "" : run->args.v[0], i == 0 ? "" : " ", c->name);
	}
	if (c == NULL)
		sst_help_all();
	else
		sst_help_command(c, name);
	return 0;
}

const struct sst_command sst_cmd_help = {
	.name = "help",
	.help = "show this, or the help of a command",
	.arguments = "[COMMAND [SUBCOMMAND]]",
	.about = "List the commands, or show the help of one.",
	.args_max = 2,
	.run = run_help,
};
