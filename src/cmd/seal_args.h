/* SPDX-License-Identifier: ISC */
/* seal_args.h: options about where a new archive goes and who can open it. */
#ifndef SIMSTOW_CMD_SEAL_ARGS_H
#define SIMSTOW_CMD_SEAL_ARGS_H

#include <simstow/archive/archive.h>

#include "run.h"

struct sst_seal_args {
	const char *output;
	const char *vault;
	struct sst_words recipients;
	struct sst_words recipient_files;
	const char *passphrase;
	bool armor;
	long work_factor; /* 0: not given */
};

#define SST_SEAL_ARGS_OPTIONS 7
extern const struct sst_option sst_seal_args_options[SST_SEAL_ARGS_OPTIONS];

/* Where an archive will go, and sealed to whom. */
struct sst_target {
	struct sst_run *run;
	const struct sst_seal_args *args;
	struct sst_arena mem;
	const char *file;  /* of --output, or NULL */
	const char *given; /* of --vault, or NULL */
	const char *vault; /* NULL when there is a file */
	struct sst_seal seal;
};

/*
 * sst_target_check - everything that can be wrong about the target, without
 * asking and without making anything.
 * Errors: SST_E_USAGE, SST_E_EXISTS, SST_E_FAILED, SST_E_FORMAT.
 *
 * sst_target_ready - asks for the passphrase if one is needed; makes the
 * vault. sst_target_fini - after both, also when they failed.
 */
int sst_target_check(struct sst_run *run, const struct sst_seal_args *args,
    struct sst_target *t, struct sst_err *err) SST_MUST;
int sst_target_ready(struct sst_target *t, struct sst_err *err) SST_MUST;
void sst_target_fini(struct sst_target *t);

/*
 * sst_target_write - the archive; *path is its name, in t->mem. A signal
 * waits until it is written.
 */
int sst_target_write(struct sst_target *t, const char *kind,
    const struct sst_members *members, const char **path,
    struct sst_archive_sum *sum, struct sst_err *err) SST_MUST;

/* sst_target_sealed - "to 2 recipients", "with a passphrase" into out. */
#define SST_TARGET_SEALED 40
void sst_target_sealed(const struct sst_target *t, char out[SST_TARGET_SEALED]);

#endif
