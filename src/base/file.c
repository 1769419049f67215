/* SPDX-License-Identifier: ISC */
/* file.c: files that are there whole or not at all. */
#define _GNU_SOURCE
#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <simstow/base/file.h>
#include <simstow/base/stream.h>

#include "secret_priv.h"

#define TEMP_MARK ".tmp-"
#define PROC_FD "/proc/self/fd"

static int
fail_exists(const char *path, struct sst_err *err)
{
	sst_err_set(err, SST_E_EXISTS, "%s is there already", path);
	sst_err_hint(err, "choose another name, or move the old file away");
	return -1;
}

static int
fail_path(const struct sst_file *f, struct sst_err *err)
{
	return sst_fail_sys(err, SST_E_FAILED, errno, "%s", f->path);
}

static int
fail_memory(const char *path, struct sst_err *err)
{
	return sst_fail(err, SST_E_FAILED, "%s: no memory", path);
}

/* Close and forget; what is on disk stays. */
static void
forget(struct sst_file *f)
{
	if (f->fd > 0)
		(void)close(f->fd);
	if (f->dir > 0)
		(void)close(f->dir);
	free(f->name);
	free(f->temp);
	free(f->path);
	*f = (struct sst_file){ 0 };
}

/* Split the path: f->name is the last part, f->dir the open folder. */
static int
open_folder(struct sst_file *f, const char *path, struct sst_err *err)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;
	char *folder;
	int fd;

	if (*name == '\0' || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return sst_fail(err, SST_E_USAGE, "%s names no file", path);
	f->path = strdup(path);
	f->name = strdup(name);
	folder = slash == NULL   ? strdup(".")
	         : slash == path ? strdup("/")
	                         : strndup(path, (size_t)(slash - path));
	if (f->path == NULL || f->name == NULL || folder == NULL) {
		free(folder);
		return fail_memory(path, err);
	}
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(folder);
	if (fd < 0)
		return fail_path(f, err);
	f->dir = fd;
	return 0;
}

static int
check_absent(const struct sst_file *f, struct sst_err *err)
{
	struct stat st;

	if (fstatat(f->dir, f->name, &st, AT_SYMLINK_NOFOLLOW) == 0)
		return fail_exists(f->path, err);
	return errno == ENOENT ? 0 : fail_path(f, err);
}

/*
 * The process that made the temporary file entry for name: 0 when entry is
 * none. 10 digits hold every process number.
 */
static pid_t
maker_of(const char *entry, const char *name)
{
	size_t n = strlen(name);
	const size_t mark = sizeof(TEMP_MARK) - 1;
	long long pid = 0;

	if (entry[0] != '.' || strncmp(entry + 1, name, n) != 0 ||
	    strncmp(entry + 1 + n, TEMP_MARK, mark) != 0)
		return 0;
	entry += 1 + n + mark;
	for (n = 0; entry[n] >= '0' && entry[n] <= '9' && n < 10; n++)
		pid = 10 * pid + (entry[n] - '0');
	return entry[n] == '\0' && pid <= INT32_MAX ? (pid_t)pid : 0;
}

/*
 * Remove what dead processes left of this name. A file with our own number
 * is one of them too: we are only beginning. A sweep that fails costs disk
 * space and nothing else.
 */
static void
sweep(const struct sst_file *f)
{
	int fd = openat(f->dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	const struct dirent *entry;

	if (dir == NULL) {
		if (fd >= 0)
			(void)close(fd);
		return;
	}
	while ((entry = readdir(dir)) != NULL) {
		pid_t pid = maker_of(entry->d_name, f->name);

		if (pid > 0 &&
		    (pid == getpid() || (kill(pid, 0) < 0 && errno == ESRCH)))
			(void)unlinkat(f->dir, entry->d_name, 0);
	}
	(void)closedir(dir);
}

static int
open_unnamed(struct sst_file *f, mode_t mode)
{
	int fd = openat(f->dir, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, mode);

	if (fd < 0)
		return -1;
	f->fd = fd;
	return 0;
}

static int
open_named(struct sst_file *f, mode_t mode, struct sst_err *err)
{
	char *temp;
	int fd;

	if (asprintf(&temp, ".%s" TEMP_MARK "%ld", f->name, (long)getpid()) < 0)
		return fail_memory(f->path, err);
	fd = openat(f->dir, temp,
	    O_CREAT | O_EXCL | O_NOFOLLOW | O_RDWR | O_CLOEXEC, mode);
	if (fd < 0) {
		(void)fail_path(f, err);
		free(temp);
		return -1;
	}
	f->temp = temp;
	f->fd = fd;
	return 0;
}

int
sst_file_open_new(struct sst_file *f, const char *path, mode_t mode,
    struct sst_err *err)
{
	*f = (struct sst_file){ 0 };
	if (open_folder(f, path, err) < 0 || check_absent(f, err) < 0)
		goto out;
	sweep(f);
	if (open_unnamed(f, mode) < 0 && open_named(f, mode, err) < 0)
		goto out;
	f->is_open = true;
	return 0;
out:
	forget(f);
	return -1;
}

int
sst_file_write(struct sst_file *f, struct sst_span s, struct sst_err *err)
{
	struct sst_sink sink = sst_sink_to_fd(&f->fd);

	assert(f->is_open);
	if (sink.write(sink.ctx, s, err) < 0)
		return sst_within(err, "%s", f->path);
	return 0;
}

int
sst_file_settle(struct sst_file *f, struct sst_err *err)
{
	assert(f->is_open);
	if (fsync(f->fd) < 0)
		return fail_path(f, err);
	/* Advice: where it is not taken, the cache is read, not the disk. */
	(void)posix_fadvise(f->fd, 0, 0, POSIX_FADV_DONTNEED);
	if (lseek(f->fd, 0, SEEK_SET) < 0)
		return fail_path(f, err);
	return 0;
}

/*
 * A file without a name gets one through /proc; where that is not mounted,
 * by its descriptor alone, which needs CAP_DAC_READ_SEARCH.
 */
static int
link_unnamed(struct sst_file *f, struct sst_err *err)
{
	char self[sizeof(PROC_FD) + 16];

	(void)snprintf(self, sizeof(self), PROC_FD "/%d", f->fd);
	if (linkat(AT_FDCWD, self, f->dir, f->name, AT_SYMLINK_FOLLOW) == 0)
		return 0;
	if (errno == ENOENT && access(PROC_FD, F_OK) < 0) {
		if (linkat(f->fd, "", f->dir, f->name, AT_EMPTY_PATH) == 0)
			return 0;
		if (errno != EEXIST)
			return sst_fail(err, SST_E_FAILED,
			    "%s: no name without /proc, which is not mounted",
			    f->path);
	}
	return errno == EEXIST ? fail_exists(f->path, err) : fail_path(f, err);
}

/*
 * vfat has no hard links. Between the look and the rename another program
 * may create the name, and its file is then lost: the file system offers
 * nothing better.
 */
static int
rename_checked(struct sst_file *f, struct sst_err *err)
{
	if (check_absent(f, err) < 0)
		return -1;
	if (renameat(f->dir, f->temp, f->dir, f->name) < 0)
		return fail_path(f, err);
	return 0;
}

/* For file systems and kernels without RENAME_NOREPLACE. */
static int
link_named(struct sst_file *f, struct sst_err *err)
{
	if (linkat(f->dir, f->temp, f->dir, f->name, 0) == 0) {
		(void)unlinkat(f->dir, f->temp, 0);
		return 0;
	}
	if (errno == EEXIST)
		return fail_exists(f->path, err);
	if (errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS)
		return rename_checked(f, err);
	return fail_path(f, err);
}

static int
rename_named(struct sst_file *f, struct sst_err *err)
{
	if (renameat2(f->dir, f->temp, f->dir, f->name, RENAME_NOREPLACE) == 0)
		return 0;
	if (errno == EEXIST)
		return fail_exists(f->path, err);
	if (errno == EINVAL || errno == ENOSYS)
		return link_named(f, err);
	return fail_path(f, err);
}

int
sst_file_publish(struct sst_file *f, struct sst_err *err)
{
	int rc = 0;

	assert(f->is_open);
	if (f->temp != NULL ? rename_named(f, err) < 0
	                    : link_unnamed(f, err) < 0)
		return -1;
	if (fsync(f->dir) < 0)
		rc = sst_fail_sys(err, SST_E_FAILED, errno,
		    "%s is complete, but its folder may not be on disk",
		    f->path);
	forget(f);
	return rc;
}

void
sst_file_abandon(struct sst_file *f)
{
	if (f->temp != NULL)
		(void)unlinkat(f->dir, f->temp, 0);
	forget(f);
}

int
sst_file_save(const char *path, struct sst_span s, mode_t mode,
    struct sst_err *err)
{
	struct sst_file f;
	int rc = -1;

	if (sst_file_open_new(&f, path, mode, err) < 0)
		return -1;
	if (sst_file_write(&f, s, err) < 0 || sst_file_settle(&f, err) < 0 ||
	    sst_file_publish(&f, err) < 0)
		goto out;
	rc = 0;
out:
	sst_file_abandon(&f);
	return rc;
}

static int
open_to_read(const char *path, struct sst_err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

	if (fd < 0)
		return sst_fail_sys(err, SST_E_FAILED, errno, "%s", path);
	return fd;
}

int
sst_file_read(const char *path, struct sst_buf *b, struct sst_err *err)
{
	int fd = open_to_read(path, err);
	struct sst_source src = sst_source_of_fd(&fd);
	int rc;

	if (fd < 0)
		return -1;
	rc = sst_source_all(&src, b, err);
	if (rc < 0)
		sst_err_prefix(err, "%s", path);
	(void)close(fd);
	return rc;
}

int
sst_file_read_secret(const char *path, struct sst_secret *out,
    struct sst_err *err)
{
	int fd = open_to_read(path, err);
	int rc;

	*out = (struct sst_secret){ 0 };
	if (fd < 0)
		return -1;
	rc = sst_file_read_secret_fd(fd, out, err);
	if (rc < 0)
		sst_err_prefix(err, "%s", path);
	(void)close(fd);
	return rc;
}

/*
 * Byte by byte: the line after it belongs to whoever reads fd next, and no
 * byte rests outside secure memory.
 */
int
sst_file_read_secret_fd(int fd, struct sst_secret *out, struct sst_err *err)
{
	struct sst_source src = sst_source_of_fd(&fd);
	struct sst_secret line;
	size_t used = 0;
	size_t got = 1;
	int rc = -1;

	*out = (struct sst_secret){ 0 };
	/* Room for the line, its end, and the byte that is too many. */
	if (sst_secret_new(&line, SST_SECRET_LINE + 3, err) < 0)
		return -1;
	while (got > 0 && used < line.n &&
	       (used == 0 || line.p[used - 1] != '\n')) {
		if (src.read(src.ctx, line.p + used, 1, &got, err) < 0)
			goto out;
		used += got;
	}
	rc = sst_secret_line(out, (struct sst_span){ line.p, used }, err);
out:
	sst_secret_fini(&line);
	return rc;
}
