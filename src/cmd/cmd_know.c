/* SPDX-License-Identifier: ISC */
/* cmd_know.c: simstow know. */
#include "command.h"

static const struct sst_command *const commands[] = { &sst_cmd_know_carrier,
	&sst_cmd_know_host, &sst_cmd_know_ci, &sst_cmd_know_status,
	&sst_cmd_know_route, &sst_cmd_know_menu, NULL };

const struct sst_command sst_cmd_know = {
	.name = "know",
	.help = "show what the tables say of a carrier, a server, a code",
	.arguments = "",
	.about = "Show what the built-in tables and your own rows say, and "
	         "where it is from. Nothing is asked of anybody.",
	.commands = commands,
};
