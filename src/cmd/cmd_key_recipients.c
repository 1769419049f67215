/* SPDX-License-Identifier: ISC */
/* cmd_key_recipients.c: simstow key recipients. */
#include <stdio.h>

#include <simstow/archive/vault.h>

#include "key_print.h"
#include "vault_dir.h"

struct key_recipients_options {
	const char *vault;
};

static const struct sst_option options[] = {
	{ 0, "vault", "DIR", SST_OPTION_TEXT,
	    offsetof(struct key_recipients_options, vault), SST_VAULT_DIR_HELP,
	    0, 0 },
};

static int
run_key_recipients(struct sst_run *run, struct sst_err *err)
{
	const struct key_recipients_options *o = run->options;
	struct sst_arena mem = { 0 };
	struct sst_seal seal = { 0 };
	const char *dir;
	int rc = -1;

	if (sst_vault_dir_find(o->vault, &mem, &dir, err) == 0 &&
	    sst_vault_seal(dir, &seal, err) == 0)
		rc = sst_key_print_all(run, seal.to, seal.to_n, err);
	sst_seal_fini(&seal);
	sst_arena_fini(&mem);
	return rc;
}

static const struct sst_option_group groups[] = {
	{ options, sizeof(options) / sizeof(options[0]), 0, "Options" },
};

const struct sst_command sst_cmd_key_recipients = {
	.name = "recipients",
	.help = "print the public keys that the vault seals to",
	.arguments = "",
	.about = "Print the public keys that archives of the vault are sealed "
	         "to.",
	.groups = groups,
	.group_n = SST_GROUP_COUNT(groups),
	.options_size = sizeof(struct key_recipients_options),
	.needs_crypto = true,
	.run = run_key_recipients,
};
