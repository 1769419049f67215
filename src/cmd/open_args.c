/* SPDX-License-Identifier: ISC */
/* open_args.c: options about opening archives, and the keys they lead to. */
#include <stdio.h>
#include <string.h>

#include <simstow/archive/vault.h>
#include <simstow/base/file.h>

#include "ask.h"
#include "input.h"
#include "open_args.h"
#include "say.h"
#include "secret_source.h"
#include "vault_dir.h"

#define AT(member) offsetof(struct sst_open_args, member)
#define PROMPT_MAX 512

const struct sst_option sst_open_args_options[SST_OPEN_ARGS_OPTIONS] = {
	{ 'i', "identity", "FILE", SST_OPTION_LIST, AT(identities),
	    "open with the secret keys of this file; may be repeated "
	    "(default: identity.age of the vault)",
	    0, 0 },
	{ 0, "passphrase", SST_SECRET_SOURCE, SST_OPTION_TEXT, AT(passphrase),
	    "the passphrase of archives and of identity files (default: it is "
	    "asked for)",
	    0, 0 },
	{ 0, "max-work-factor", "N", SST_OPTION_NUMBER, AT(max_work_factor),
	    "do as much work for a passphrase as 2 to the power of N (default "
	    "20, which takes 1 GiB of memory)",
	    SST_KEY_LOGN_LEAST, SST_KEY_LOGN_LIMIT },
	{ 0, "vault", "DIR", SST_OPTION_TEXT, AT(vault), SST_VAULT_DIR_HELP, 0,
	    0 },
};

bool
sst_opener_is_given(const struct sst_open_args *args)
{
	return args->identities.n > 0 || args->passphrase != NULL;
}

/* A sealed identity's passphrase is asked for apart from that of archives. */
static int
read_sealed(struct sst_opener *o, const char *path, struct sst_span file,
    struct sst_err *err)
{
	char prompt[PROMPT_MAX];
	bool is_asked = o->args->passphrase == NULL;
	struct sst_secret kept = o->keys.passphrase;
	int rc;

	if (is_asked) {
		o->keys.passphrase = (struct sst_secret){ 0 };
		(void)snprintf(prompt, sizeof(prompt),
		    "Passphrase of the identity %s: ", path);
		if (sst_ask_secret(o->run, prompt,
		        "--passphrase file:PATH, fd:N or cmd:COMMAND",
		        &o->keys.passphrase, err) < 0) {
			o->keys.passphrase = kept;
			return -1;
		}
	}
	sst_say_progress(o->run, "opening the identity");
	rc = sst_age_open_identities(file, &o->keys, err);
	sst_say_progress(o->run, NULL);
	if (is_asked) {
		sst_secret_fini(&o->keys.passphrase);
		o->keys.passphrase = kept;
	}
	return rc;
}

int
sst_opener_read(struct sst_opener *o, const char *path, struct sst_err *err)
{
	struct sst_buf b;
	struct sst_span file;
	int rc;

	sst_buf_init(&b, SST_KEY_FILE);
	rc = sst_input_read(path, &b, err);
	if (rc < 0)
		goto out;
	file = sst_buf_span(&b);
	if (sst_key_is_sealed(file))
		rc = read_sealed(o, path, file, err);
	else
		rc = sst_key_read_identities(file, &o->keys, err);
	if (rc < 0)
		sst_err_prefix(err, "%s", path);
out:
	sst_buf_fini(&b);
	return rc;
}

int
sst_opener_init(struct sst_opener *o, struct sst_run *run,
    const struct sst_open_args *args, struct sst_err *err)
{
	*o = (struct sst_opener){ 0 };
	o->run = run;
	o->args = args;
	o->keys.max_logn = (unsigned)args->max_work_factor;
	/* an archive by its path needs no vault */
	if (sst_vault_dir_find(args->vault, &o->mem, &o->vault, err) < 0)
		o->vault = NULL;
	if (args->passphrase != NULL && sst_secret_source_get(args->passphrase,
	                                    &o->keys.passphrase, err) < 0)
		return sst_within(err, "%s: --passphrase", run->name);
	for (size_t i = 0; i < args->identities.n; i++)
		if (sst_opener_read(o, args->identities.v[i], err) < 0)
			return -1;
	return 0;
}

int
sst_opener_vault(struct sst_opener *o, const char **dir, struct sst_err *err)
{
	return sst_vault_dir_find(o->args->vault, &o->mem, dir, err);
}

void
sst_opener_fini(struct sst_opener *o)
{
	sst_keys_fini(&o->keys);
	sst_arena_fini(&o->mem);
}

/* Once refused is refused for the rest of the run. */
static int
refused(struct sst_opener *o, struct sst_err *err)
{
	if (o->refusal.code == SST_OK)
		return 0;
	*err = o->refusal;
	return -1;
}

static int
ask_passphrase(struct sst_opener *o, struct sst_err *err)
{
	if (o->has_asked)
		return refused(o, err);
	o->has_asked = true;
	if (sst_ask_secret(o->run, "Passphrase of the archive: ",
	        "--passphrase file:PATH, fd:N or cmd:COMMAND",
	        &o->keys.passphrase, err) == 0)
		return 0;
	o->refusal = *err;
	return -1;
}

static int
look_for_identity(struct sst_opener *o, const struct sst_age_look *look,
    struct sst_err *err)
{
	const char *path = "identity.age of the vault";
	bool is_there = false;

	if (o->has_looked)
		return refused(o, err);
	if (o->vault != NULL)
		path = sst_vault_dir_file(o->vault, SST_VAULT_IDENTITY, &o->mem,
		    &is_there);
	if (path == NULL)
		return sst_arena_full(&o->mem, err);
	o->has_looked = is_there;
	if (is_there && sst_opener_read(o, path, err) == 0)
		return 0;
	if (!is_there) {
		sst_err_set(err, SST_E_KEY,
		    "sealed to %zu recipient%s, and no identity was given",
		    look->x25519, look->x25519 == 1 ? "" : "s");
		sst_err_hint(err, "-i FILE; %s is looked for too", path);
	}
	o->refusal = *err;
	return -1;
}

int
sst_opener_ready(struct sst_opener *o, const struct sst_age_look *look,
    struct sst_err *err)
{
	bool is_given = sst_opener_is_given(o->args);

	if (look->has_passphrase) {
		if (o->keys.passphrase.p != NULL || is_given || o->is_quiet)
			return 0;
		return ask_passphrase(o, err);
	}
	if (o->keys.id_n > 0 || (o->is_quiet && o->args->passphrase == NULL))
		return 0;
	return look_for_identity(o, look, err);
}
