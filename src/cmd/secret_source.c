/* SPDX-License-Identifier: ISC */
/* secret_source.c: a secret by the name of where it is. */
#include <string.h>

#include <simstow/base/child.h>
#include <simstow/base/file.h>

#include "secret_source.h"

#define FD_DIGITS 6 /* more than any process has */

static int
parse_fd(const char *text, int *out, struct sst_err *err)
{
	size_t n = strspn(text, "0123456789");
	int fd = 0;

	if (n == 0 || n > FD_DIGITS || text[n] != '\0')
		return sst_fail(err, SST_E_USAGE,
		    "fd: is followed by no descriptor number");
	for (; *text != '\0'; text++)
		fd = fd * 10 + (*text - '0');
	*out = fd;
	return 0;
}

static int
get_fd(const char *text, struct sst_secret *out, struct sst_err *err)
{
	int fd;

	if (parse_fd(text, &fd, err) < 0)
		return -1;
	return sst_file_read_secret_fd(fd, out, err);
}

static const struct kind {
	const char *prefix;
	int (*get)(const char *rest, struct sst_secret *out,
	    struct sst_err *err);
} kinds[] = {
	{ "file:", sst_file_read_secret },
	{ "fd:", get_fd },
	{ "cmd:", sst_child_secret },
};

static int
find(const char *text, const struct kind **kind, const char **rest,
    struct sst_err *err)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		size_t n = strlen(kinds[i].prefix);

		if (strncmp(text, kinds[i].prefix, n) != 0)
			continue;
		*kind = &kinds[i];
		*rest = text + n;
		if (**rest != '\0')
			return 0;
	}
	sst_err_set(err, SST_E_USAGE, "want %s", SST_SECRET_SOURCE);
	sst_err_hint(err,
	    "a secret itself is not taken: every program can read the "
	    "command line of another");
	return -1;
}

int
sst_secret_source_check(const char *text, struct sst_err *err)
{
	const struct kind *kind;
	const char *rest;
	int fd;

	if (find(text, &kind, &rest, err) < 0)
		return -1;
	return kind->get == get_fd ? parse_fd(rest, &fd, err) : 0;
}

int
sst_secret_source_get(const char *text, struct sst_secret *out,
    struct sst_err *err)
{
	const struct kind *kind;
	const char *rest;

	*out = (struct sst_secret){ 0 };
	if (find(text, &kind, &rest, err) < 0)
		return -1;
	return kind->get(rest, out, err);
}
