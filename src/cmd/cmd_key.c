/* SPDX-License-Identifier: ISC */
/* cmd_key.c: simstow key. */
#include "command.h"

static const struct sst_command *const commands[] = { &sst_cmd_key_new,
	&sst_cmd_key_show, &sst_cmd_key_recipients, NULL };

const struct sst_command sst_cmd_key = {
	.name = "key",
	.help = "make a key for backups without a passphrase, and show it",
	.arguments = "",
	.about = "Make a key for backups that need no passphrase, and show "
	         "public keys.",
	.commands = commands,
};
