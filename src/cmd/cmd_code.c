/* SPDX-License-Identifier: ISC */
/* cmd_code.c: simstow code. */
#include "command.h"

static const struct sst_command *const commands[] = { &sst_cmd_code_add,
	&sst_cmd_code_list, NULL };

const struct sst_command sst_cmd_code = {
	.name = "code",
	.help = "keep activation codes in the vault, and list them",
	.arguments = "",
	.about = "Keep activation codes in the vault, and list them.",
	.commands = commands,
};
