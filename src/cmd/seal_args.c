/* SPDX-License-Identifier: ISC */
/* seal_args.c: where a new archive goes and who can open it. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <simstow/archive/vault.h>
#include <simstow/base/file.h>

#include "ask.h"
#include "say.h"
#include "seal_args.h"
#include "secret_source.h"
#include "signals.h"
#include "vault_dir.h"

#define AT(member) offsetof(struct sst_seal_args, member)

const struct sst_option sst_seal_args_options[SST_SEAL_ARGS_OPTIONS] = {
	{ 'o', "output", "FILE", SST_OPTION_TEXT, AT(output),
	    "write this new file instead of one in the vault", 0, 0 },
	{ 0, "vault", "DIR", SST_OPTION_TEXT, AT(vault), SST_VAULT_DIR_HELP, 0,
	    0 },
	{ 'r', "recipient", "RECIPIENT", SST_OPTION_LIST, AT(recipients),
	    "seal to this public key, age1...; may be repeated", 0, 0 },
	{ 'R', "recipients-file", "FILE", SST_OPTION_LIST, AT(recipient_files),
	    "seal to the public keys of a file, one a line", 0, 0 },
	{ 0, "passphrase", SST_SECRET_SOURCE, SST_OPTION_TEXT, AT(passphrase),
	    "seal with the passphrase that is there, in the first line "
	    "(default: in a vault, to its recipients; else it is asked for)",
	    0, 0 },
	{ 0, "armor", NULL, SST_OPTION_FLAG, AT(armor),
	    "write text that survives mail", 0, 0 },
	{ 0, "work-factor", "N", SST_OPTION_NUMBER, AT(work_factor),
	    "work of trying one passphrase, 2 to the power of N (default 18)",
	    SST_KEY_LOGN_LEAST, SST_KEY_LOGN_LIMIT },
};

static int
add_recipients(const struct sst_seal_args *args, struct sst_seal *seal,
    struct sst_err *err)
{
	for (size_t i = 0; i < args->recipients.n; i++) {
		struct sst_recipient r;

		if (sst_key_parse_recipient(args->recipients.v[i], &r, err) <
		        0 ||
		    sst_key_add_recipient(seal, &r, err) < 0)
			return sst_within(err, "--recipient");
	}
	return 0;
}

static int
add_recipient_file(const char *path, struct sst_seal *seal, struct sst_err *err)
{
	struct sst_buf b;
	int rc = -1;

	sst_buf_init(&b, SST_KEY_FILE);
	if (sst_file_read(path, &b, err) < 0)
		goto out;
	if (sst_key_read_recipients(sst_buf_span(&b), seal, err) < 0) {
		sst_err_prefix(err, "%s", path);
		goto out;
	}
	if (seal->to_n == 0) {
		sst_err_set(err, SST_E_USAGE, "%s: no public key in it", path);
		goto out;
	}
	rc = 0;
out:
	sst_buf_fini(&b);
	return rc;
}

/* The vault's own recipients, if it has a list of them. */
static int
add_vault(const struct sst_seal_args *args, struct sst_target *t,
    struct sst_err *err)
{
	const char *dir;
	bool is_there;

	if (sst_vault_dir_find(args->vault, &t->mem, &dir, err) < 0)
		return -1;
	if (sst_vault_dir_file(dir, SST_VAULT_RECIPIENTS, &t->mem, &is_there) ==
	    NULL)
		return sst_arena_full(&t->mem, err);
	return is_there ? sst_vault_seal(dir, &t->seal, err) : 0;
}

static int
check_seal(struct sst_run *run, const struct sst_seal_args *args,
    struct sst_target *t, struct sst_err *err)
{
	bool is_asked = args->recipients.n + args->recipient_files.n > 0;

	if (args->passphrase != NULL && is_asked)
		return sst_fail(err, SST_E_USAGE,
		    "%s: either --passphrase or recipients, not both",
		    run->name);
	if (args->passphrase != NULL &&
	    sst_secret_source_check(args->passphrase, err) < 0)
		return sst_within(err, "%s: --passphrase", run->name);
	if (add_recipients(args, &t->seal, err) < 0)
		return -1;
	for (size_t i = 0; i < args->recipient_files.n; i++)
		if (add_recipient_file(args->recipient_files.v[i], &t->seal,
		        err) < 0)
			return -1;
	if (!is_asked && args->passphrase == NULL &&
	    (t->file == NULL || args->vault != NULL) &&
	    add_vault(args, t, err) < 0)
		return -1;
	if (t->seal.to_n > 0 && args->work_factor != 0)
		return sst_fail(err, SST_E_USAGE,
		    "%s: --work-factor is for a passphrase; this is sealed to "
		    "recipients",
		    run->name);
	t->seal.logn = (unsigned)args->work_factor;
	t->seal.is_armored = args->armor;
	return 0;
}

/* The folder that path lies in. */
static const char *
folder_of(const char *path, struct sst_arena *mem)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return ".";
	if (slash == path)
		return "/";
	return sst_arena_printf(mem, "%.*s", (int)(slash - path), path);
}

static int
check_folder(const char *dir, struct sst_arena *mem, struct sst_err *err)
{
	if (dir == NULL)
		return sst_arena_full(mem, err);
	if (access(dir, R_OK | W_OK | X_OK) < 0)
		return sst_fail_sys(err, SST_E_FAILED, errno, "%s", dir);
	return 0;
}

static int
check_file(const char *path, struct sst_arena *mem, struct sst_err *err)
{
	const char *dir = folder_of(path, mem);
	struct stat st;

	if (strcmp(path, "-") == 0) {
		sst_err_set(err, SST_E_USAGE,
		    "--output -: an archive does "
		    "not go to standard output");
		sst_err_hint(err,
		    "it is read back before it gets its name: give a FILE");
		return -1;
	}
	if (lstat(path, &st) == 0) {
		sst_err_set(err, SST_E_EXISTS, "%s: is there already", path);
		sst_err_hint(err, "choose another name");
		return -1;
	}
	return check_folder(dir, mem, err);
}

/* A vault that is not there is made later; the default one with parents. */
static int
check_vault(struct sst_target *t, struct sst_err *err)
{
	if (access(t->vault, F_OK) == 0 || errno != ENOENT)
		return check_folder(t->vault, &t->mem, err);
	if (t->given == NULL)
		return 0;
	return check_folder(folder_of(t->vault, &t->mem), &t->mem, err);
}

int
sst_target_check(struct sst_run *run, const struct sst_seal_args *args,
    struct sst_target *t, struct sst_err *err)
{
	*t = (struct sst_target){ 0 };
	t->run = run;
	t->args = args;
	t->file = args->output;
	t->given = args->vault;
	if (t->file != NULL) {
		if (check_file(t->file, &t->mem, err) < 0)
			return -1;
	} else if (sst_vault_dir_find(t->given, &t->mem, &t->vault, err) < 0 ||
	           check_vault(t, err) < 0)
		return -1;
	return check_seal(run, args, t, err);
}

static int
get_passphrase(struct sst_target *t, struct sst_err *err)
{
	const char *source = t->args->passphrase;
	struct sst_secret *s = &t->seal.passphrase;

	if (source == NULL) {
		if (sst_ask_new_passphrase(t->run,
		        "Passphrase for the archive: ", s, err) < 0)
			return -1;
	} else if (sst_secret_source_get(source, s, err) < 0)
		return sst_within(err, "--passphrase");
	sst_ask_check_passphrase(t->run, s);
	return 0;
}

int
sst_target_ready(struct sst_target *t, struct sst_err *err)
{
	if (t->seal.to_n == 0 && get_passphrase(t, err) < 0)
		return -1;
	return t->vault == NULL ? 0
	                        : sst_vault_dir_make(t->given, t->vault, err);
}

void
sst_target_fini(struct sst_target *t)
{
	sst_seal_fini(&t->seal);
	sst_arena_fini(&t->mem);
}

static int
write_archive(struct sst_target *t, const struct sst_vault_new *what,
    const char **path, struct sst_archive_sum *sum, struct sst_err *err)
{
	if (t->file == NULL)
		return sst_vault_add(what, &t->mem, path, sum, err);
	*path = t->file;
	return sst_archive_save(t->file, what->seal, what->members, what->now,
	    sum, err);
}

int
sst_target_write(struct sst_target *t, const char *kind,
    const struct sst_members *members, const char **path,
    struct sst_archive_sum *sum, struct sst_err *err)
{
	struct sst_vault_new what = { t->vault, kind, t->run->now, &t->seal,
		members };
	int rc;

	sst_say_progress(t->run, "writing and reading back the archive");
	sst_signals_hold();
	rc = write_archive(t, &what, path, sum, err);
	sst_signals_release();
	sst_say_progress(t->run, NULL);
	return rc;
}

void
sst_target_sealed(const struct sst_target *t, char out[SST_TARGET_SEALED])
{
	if (t->seal.to_n == 0)
		(void)snprintf(out, SST_TARGET_SEALED, "with a passphrase");
	else
		(void)snprintf(out, SST_TARGET_SEALED, "to %zu recipient%s",
		    t->seal.to_n, t->seal.to_n == 1 ? "" : "s");
}
