/* SPDX-License-Identifier: ISC */
/* load.h: an archive by its name, looked at, opened, as a snapshot. */
#ifndef SIMSTOW_CMD_LOAD_H
#define SIMSTOW_CMD_LOAD_H

#include <simstow/archive/vault.h>
#include <simstow/snapshot/snapshot.h>

#include "open_args.h"

#define SST_LOAD_STANDARD ((size_t)128 << 20) /* of standard input, bytes */

enum sst_load_sum {
	SST_LOAD_SUM_NONE,   /* no checksum beside it */
	SST_LOAD_SUM_BROKEN, /* there is one that cannot be read */
	SST_LOAD_SUM_SAME,
	SST_LOAD_SUM_DIFFERS
};

struct sst_load {
	struct sst_arena mem; /* owns path and members */
	const char *name;     /* as given */
	const char *path;     /* "-": standard input */
	struct sst_buf data;  /* of standard input */
	struct sst_age_look look;
	struct sst_archive_sum file;
	enum sst_load_sum sum;
	struct sst_members members; /* after sst_load_open */
};

/*
 * sst_load_look - find the archive and look at it without a secret.
 *
 *   vault  a name without '/' that is no file here is looked for there
 *   l      sst_load_fini, also after a failure
 *
 * Errors: SST_E_FAILED, SST_E_FORMAT, with the name.
 */
int sst_load_look(struct sst_run *run, const char *vault, const char *name,
    struct sst_load *l, struct sst_err *err) SST_MUST;

/*
 * sst_load_open - then open it. A checksum that fits or not tells a wrong
 * passphrase from a damaged file.
 */
int sst_load_open(struct sst_opener *o, struct sst_load *l,
    struct sst_err *err) SST_MUST;
void sst_load_fini(struct sst_load *l);

/* sst_load_check_sum - SST_E_FORMAT when the checksum differs. */
int sst_load_check_sum(const struct sst_load *l, struct sst_err *err) SST_MUST;

/*
 * sst_load_snapshot - all of it; out is initialised by the caller.
 */
int sst_load_snapshot(struct sst_opener *o, const char *name,
    struct sst_snapshot *out, struct sst_err *err) SST_MUST;

/* sst_load_gap - an archive that could not be loaded: a gap, by its name. */
void sst_load_gap(struct sst_run *run, const char *name,
    const struct sst_err *why);

/* Archives as snapshots, for commands that look at many. */
struct sst_load_all {
	struct sst_arena mem;
	struct sst_snapshot **own;
	const struct sst_snapshot **v; /* the same, to be looked at */
	const char **names;
	size_t n;
};

/*
 * sst_load_add - one more; one that cannot be loaded becomes a gap and, as
 * the first of them, the error in *why.
 * Error: SST_E_FAILED when memory is out.
 */
int sst_load_add(struct sst_opener *o, struct sst_load_all *all,
    const char *name, struct sst_err *why, struct sst_err *err) SST_MUST;
/*
 * sst_load_words - every archive of the vault with what the user said: codes
 * and words about lines. Those that are called "-device" hold none.
 */
int sst_load_words(struct sst_opener *o, struct sst_load_all *all,
    struct sst_err *why, struct sst_err *err) SST_MUST;
void sst_load_all_fini(struct sst_load_all *all);

#endif
