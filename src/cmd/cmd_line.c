/* SPDX-License-Identifier: ISC */
/* cmd_line.c: simstow line. */
#include "command.h"

static const struct sst_command *const commands[] = { &sst_cmd_line_set,
	&sst_cmd_line_list, NULL };

const struct sst_command sst_cmd_line = {
	.name = "line",
	.help = "keep what only you know about a line, for the plan",
	.arguments = "",
	.about = "Keep what only you know about a line, for the plan.",
	.commands = commands,
};
