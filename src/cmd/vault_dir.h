/* SPDX-License-Identifier: ISC */
/* vault_dir.h: which folder is the vault. */
#ifndef SIMSTOW_CMD_VAULT_DIR_H
#define SIMSTOW_CMD_VAULT_DIR_H

#include <simstow/base/arena.h>

#define SST_VAULT_DIR_HELP                                        \
	"the vault (default: $XDG_DATA_HOME/simstow/vault, else " \
	"~/.local/share/simstow/vault)"

/*
 * sst_vault_dir_find - given, else the default; it need not be there.
 * Errors: SST_E_USAGE when neither XDG_DATA_HOME nor HOME is an absolute
 * path; SST_E_FAILED.
 */
int sst_vault_dir_find(const char *given, struct sst_arena *mem,
    const char **out, struct sst_err *err) SST_MUST;

/* sst_vault_dir_make - make it; of the default one, its parents too. */
int sst_vault_dir_make(const char *given, const char *dir,
    struct sst_err *err) SST_MUST;

/* sst_vault_dir_file - "DIR/NAME" in mem, or NULL; *is_there says whether. */
const char *sst_vault_dir_file(const char *dir, const char *name,
    struct sst_arena *mem, bool *is_there);

#endif
