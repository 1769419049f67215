/* SPDX-License-Identifier: ISC */
/* cmd_key_show.c: simstow key show. */
#include <stdio.h>

#include <simstow/archive/vault.h>

#include "key_print.h"
#include "open_args.h"
#include "secret_source.h"
#include "vault_dir.h"

struct key_show_options {
	const char *passphrase;
	long max_work_factor;
	const char *vault;
};

#define AT(member) offsetof(struct key_show_options, member)

static const struct sst_option options[] = {
	{ 0, "passphrase", SST_SECRET_SOURCE, SST_OPTION_TEXT, AT(passphrase),
	    "the passphrase of the identity (default: it is asked for)", 0, 0 },
	{ 0, "max-work-factor", "N", SST_OPTION_NUMBER, AT(max_work_factor),
	    "do as much work for a passphrase as 2 to the power of N (default "
	    "20, which takes 1 GiB of memory)",
	    SST_KEY_LOGN_LEAST, SST_KEY_LOGN_LIMIT },
	{ 0, "vault", "DIR", SST_OPTION_TEXT, AT(vault), SST_VAULT_DIR_HELP, 0,
	    0 },
};

static int
show(struct sst_run *run, struct sst_opener *o, struct sst_err *err)
{
	struct sst_recipient to[SST_KEY_MAX];
	const char *path = run->args.n > 0 ? run->args.v[0] : NULL;
	const char *dir;
	bool is_there;

	if (path == NULL) {
		if (sst_opener_vault(o, &dir, err) < 0)
			return -1;
		path = sst_vault_dir_file(dir, SST_VAULT_IDENTITY, &o->mem,
		    &is_there);
		if (path == NULL)
			return sst_arena_full(&o->mem, err);
	}
	if (sst_opener_read(o, path, err) < 0)
		return -1;
	for (size_t i = 0; i < o->keys.id_n; i++)
		to[i] = o->keys.id[i].to;
	return sst_key_print_all(run, to, o->keys.id_n, err);
}

static int
run_key_show(struct sst_run *run, struct sst_err *err)
{
	const struct key_show_options *o = run->options;
	struct sst_open_args args = {
		.passphrase = o->passphrase,
		.max_work_factor = o->max_work_factor,
		.vault = o->vault,
	};
	struct sst_opener opener;
	int rc = -1;

	if (sst_opener_init(&opener, run, &args, err) == 0)
		rc = show(run, &opener, err);
	sst_opener_fini(&opener);
	return rc;
}

static const struct sst_option_group groups[] = {
	{ options, sizeof(options) / sizeof(options[0]), 0, "Options" },
};

const struct sst_command sst_cmd_key_show = {
	.name = "show",
	.help = "print the public keys of an identity file",
	.arguments = "[FILE]",
	.about = "Print the public keys of an identity file; without FILE, "
	         "of the vault's.",
	.groups = groups,
	.group_n = SST_GROUP_COUNT(groups),
	.options_size = sizeof(struct key_show_options),
	.args_max = 1,
	.needs_crypto = true,
	.run = run_key_show,
};
