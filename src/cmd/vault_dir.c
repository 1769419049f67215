/* SPDX-License-Identifier: ISC */
/* vault_dir.c: which folder is the vault. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <simstow/archive/vault.h>

#include "vault_dir.h"

/* The XDG base directory specification has relative paths ignored. */
static const char *
absolute(const char *name)
{
	const char *v = getenv(name);

	return v != NULL && v[0] == '/' ? v : NULL;
}

/* The length of a path without slashes at its end. */
static int
without_slash(const char *path)
{
	size_t n = strlen(path);

	while (n > 1 && path[n - 1] == '/')
		n--;
	return n > INT_MAX ? INT_MAX : (int)n;
}

int
sst_vault_dir_find(const char *given, struct sst_arena *mem, const char **out,
    struct sst_err *err)
{
	const char *data = absolute("XDG_DATA_HOME");
	const char *home = absolute("HOME");

	*out = NULL;
	if (given != NULL)
		*out =
		    sst_arena_printf(mem, "%.*s", without_slash(given), given);
	else if (data != NULL)
		*out = sst_arena_printf(mem, "%s/simstow/vault", data);
	else if (home != NULL)
		*out = sst_arena_printf(mem, "%s/.local/share/simstow/vault",
		    home);
	else {
		sst_err_set(err, SST_E_USAGE,
		    "no vault: neither HOME nor XDG_DATA_HOME is set");
		sst_err_hint(err, "--vault DIR");
		return -1;
	}
	return *out == NULL ? sst_arena_full(mem, err) : 0;
}

static int
make_parents(const char *dir, struct sst_err *err)
{
	char *path = strdup(dir);
	int rc = 0;

	if (path == NULL)
		return sst_fail(err, SST_E_FAILED, "memory is out");
	for (char *p = path + 1; rc == 0 && *p != '\0'; p++) {
		if (*p != '/')
			continue;
		*p = '\0';
		if (mkdir(path, 0700) < 0 && errno != EEXIST)
			rc = sst_fail_sys(err, SST_E_FAILED, errno, "%s", path);
		*p = '/';
	}
	free(path);
	return rc;
}

int
sst_vault_dir_make(const char *given, const char *dir, struct sst_err *err)
{
	if (given == NULL && make_parents(dir, err) < 0)
		return -1;
	return sst_vault_make(dir, err);
}

const char *
sst_vault_dir_file(const char *dir, const char *name, struct sst_arena *mem,
    bool *is_there)
{
	const char *path = sst_arena_printf(mem, "%s/%s", dir, name);
	struct stat st;

	*is_there = path != NULL && (stat(path, &st) == 0 || errno != ENOENT);
	return path;
}
