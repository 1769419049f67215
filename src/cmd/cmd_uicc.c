/* SPDX-License-Identifier: ISC */
/* cmd_uicc.c: simstow uicc. */
#include "command.h"

static const struct sst_command *const commands[] = { &sst_cmd_uicc_write,
	NULL };

const struct sst_command sst_cmd_uicc = {
	.name = "uicc",
	.help = "write the holder's own data back to a SIM",
	.arguments = "",
	.about = "Write the holder's own data back to a SIM or USIM.",
	.commands = commands,
};
