/* SPDX-License-Identifier: ISC */
/* input.c: a small file, or standard input by the name "-". */
#include <string.h>
#include <unistd.h>

#include <simstow/base/file.h>
#include <simstow/base/stream.h>

#include "input.h"

bool
sst_input_is_standard(const char *path)
{
	return strcmp(path, "-") == 0;
}

const char *
sst_input_name(const char *path)
{
	return sst_input_is_standard(path) ? "standard input" : path;
}

int
sst_input_read(const char *path, struct sst_buf *b, struct sst_err *err)
{
	int fd = STDIN_FILENO;
	struct sst_source in = sst_source_of_fd(&fd);

	if (!sst_input_is_standard(path))
		return sst_file_read(path, b, err);
	if (sst_source_all(&in, b, err) < 0)
		return sst_within(err, "standard input");
	return 0;
}
