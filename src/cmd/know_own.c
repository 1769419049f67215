/* SPDX-License-Identifier: ISC */
/* know_own.c: where the user's rows are, and the reading of them. */
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <simstow/base/file.h>

#include "know_own.h"

/* The XDG base directory specification has relative paths ignored. */
static const char *
absolute(const char *name)
{
	const char *v = getenv(name);

	return v != NULL && v[0] == '/' ? v : NULL;
}

/* The default path in mem, or NULL when there is none; -1 without memory. */
static int
default_path(struct sst_arena *mem, const char **out, struct sst_err *err)
{
	const char *config = absolute("XDG_CONFIG_HOME");
	const char *home = absolute("HOME");

	*out = NULL;
	if (config != NULL)
		*out = sst_arena_printf(mem, "%s/simstow/carriers.tsv", config);
	else if (home != NULL)
		*out = sst_arena_printf(mem, "%s/.config/simstow/carriers.tsv",
		    home);
	else
		return 0;
	return *out == NULL ? sst_arena_full(mem, err) : 0;
}

/* Nothing of that name; anything else is for the reader to complain of. */
static bool
is_absent(const char *path)
{
	struct stat st;

	return stat(path, &st) < 0 && (errno == ENOENT || errno == ENOTDIR);
}

int
sst_know_own_load(const char *given, struct sst_arena *mem,
    struct sst_know_book *out, struct sst_err *err)
{
	const char *path = given;
	struct sst_buf text;
	int rc = -1;

	*out = (struct sst_know_book){ 0 };
	if (path == NULL && default_path(mem, &path, err) < 0)
		return -1;
	if (path == NULL || (given == NULL && is_absent(path)))
		return 0;
	sst_buf_init(&text, SST_KNOW_OWN_BYTES);
	if (sst_file_read(path, &text, err) == 0)
		rc = sst_know_book_read(sst_buf_span(&text), path, mem, out,
		    err);
	sst_buf_fini(&text);
	return rc;
}
