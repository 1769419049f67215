/* SPDX-License-Identifier: ISC */
/* replay.c: run a fuzz target on files and folders, without a fuzzer. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int
run_file(const char *path, size_t size)
{
	/* Exactly so many bytes: one read too far is seen. */
	uint8_t *data = malloc(size > 0 ? size : 1);
	FILE *f = fopen(path, "rb");
	int rc = -1;

	if (data != NULL && f != NULL && fread(data, 1, size, f) == size)
		rc = LLVMFuzzerTestOneInput(data, size);
	else
		perror(path);
	if (f != NULL)
		(void)fclose(f);
	free(data);
	return rc;
}

static int
is_visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static int run_path(const char *path, int depth, size_t *count);

static int
run_folder(const char *folder, size_t *count)
{
	struct dirent **list;
	int n = scandir(folder, &list, is_visible, alphasort);
	int rc = n < 0 ? -1 : 0;
	char path[4096];

	if (n < 0) {
		perror(folder);
		return -1;
	}
	for (int i = 0; i < n; i++) {
		int used = snprintf(path, sizeof(path), "%s/%s", folder,
		    list[i]->d_name);

		if (used < 0 || (size_t)used >= sizeof(path) ||
		    run_path(path, 1, count) < 0)
			rc = -1;
		free(list[i]);
	}
	free(list);
	return rc;
}

static int
run_path(const char *path, int depth, size_t *count)
{
	struct stat st;

	if (stat(path, &st) < 0) {
		perror(path);
		return -1;
	}
	if (S_ISDIR(st.st_mode))
		return depth == 0 ? run_folder(path, count) : 0;
	if (!S_ISREG(st.st_mode))
		return 0;
	++*count;
	return run_file(path, (size_t)st.st_size);
}

int
main(int argc, char **argv)
{
	size_t count = 0;
	int rc = 0;

	for (int i = 1; i < argc; i++) {
		if (run_path(argv[i], 0, &count) < 0)
			rc = 1;
	}
	printf("%zu inputs\n", count);
	return rc;
}
