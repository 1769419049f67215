/* SPDX-License-Identifier: ISC */
/* open_args.h: options about opening archives, and the keys they lead to. */
#ifndef SIMSTOW_CMD_OPEN_ARGS_H
#define SIMSTOW_CMD_OPEN_ARGS_H

#include <simstow/archive/archive.h>

#include "run.h"

struct sst_open_args {
	struct sst_words identities;
	const char *passphrase;
	long max_work_factor; /* 0: not given */
	const char *vault;
};

#define SST_OPEN_ARGS_OPTIONS 4
extern const struct sst_option sst_open_args_options[SST_OPEN_ARGS_OPTIONS];

/* The keys of one run: found or asked for when an archive wants them. */
struct sst_opener {
	struct sst_run *run;
	const struct sst_open_args *args;
	struct sst_arena mem;
	const char *vault; /* the folder; NULL: there is no default */
	struct sst_keys keys;
	bool is_quiet;          /* never ask: open with what was given */
	bool has_asked;         /* for the passphrase of archives */
	bool has_looked;        /* for the vault's identity */
	struct sst_err refusal; /* why asking or looking failed */
};

/* sst_opener_is_given - the user named an identity or a passphrase. */
bool sst_opener_is_given(const struct sst_open_args *args);

/*
 * sst_opener_init - find the vault, take the passphrase from its source,
 * read the identities named (a sealed one asks for its own passphrase).
 * sst_opener_fini - after it, also when it failed.
 */
int sst_opener_init(struct sst_opener *o, struct sst_run *run,
    const struct sst_open_args *args, struct sst_err *err) SST_MUST;
void sst_opener_fini(struct sst_opener *o);

/*
 * sst_opener_ready - have what an archive of this look wants: its passphrase,
 * asked for once in a run, or the vault's identity.
 */
int sst_opener_ready(struct sst_opener *o, const struct sst_age_look *look,
    struct sst_err *err) SST_MUST;

/* sst_opener_vault - the vault for a command that cannot do without. */
int sst_opener_vault(struct sst_opener *o, const char **dir,
    struct sst_err *err) SST_MUST;

/* sst_opener_read - one more identity file; "-" is standard input. */
int sst_opener_read(struct sst_opener *o, const char *path,
    struct sst_err *err) SST_MUST;

#endif
