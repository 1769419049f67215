/* SPDX-License-Identifier: ISC */
/* file.h: files that are there whole or not at all. */
#ifndef SIMSTOW_BASE_FILE_H
#define SIMSTOW_BASE_FILE_H

#include <sys/types.h>

#include <simstow/base/buf.h>
#include <simstow/base/secret.h>

/*
 * A file on its way. Between open and publish it has no name, or, where the
 * file system has no O_TMPFILE, the name ".NAME.tmp-PID". { 0 } is not open.
 */
struct sst_file {
	int dir;    /* the folder, or 0 before open */
	int fd;     /* the new file */
	char *name; /* the final name inside the folder */
	char *temp; /* the temporary name, or NULL with O_TMPFILE */
	char *path; /* the path as given, for messages */
	bool is_open;
};

/*
 * sst_file_open_new - begin a new file that will be called path.
 *
 *   path  the final name; must not exist
 *   mode  permissions, 0600 for anything that holds data of a person
 *
 * Temporary files ".NAME.tmp-PID" of processes that are gone are removed
 * first. Errors: SST_E_EXISTS when path is there already (hint: choose
 * another name), SST_E_FAILED.
 */
int sst_file_open_new(struct sst_file *f, const char *path, mode_t mode,
    struct sst_err *err) SST_MUST;

/* sst_file_write - append all of s. */
int sst_file_write(struct sst_file *f, struct sst_span s,
    struct sst_err *err) SST_MUST;

/*
 * sst_file_settle - fsync, drop the cached pages, go back to the first byte:
 * what is then read from f->fd is what the file holds. An fsync that fails
 * is final.
 */
int sst_file_settle(struct sst_file *f, struct sst_err *err) SST_MUST;

/*
 * sst_file_publish - give the file its name without replacing anything, and
 * fsync the folder. After SST_E_EXISTS nothing has changed on disk; when the
 * folder's fsync fails, the file stays under its name, and that is said.
 */
int sst_file_publish(struct sst_file *f, struct sst_err *err) SST_MUST;

/* sst_file_abandon - close, remove the temporary file if there is one. */
void sst_file_abandon(struct sst_file *f);

/*
 * sst_file_save - open, write s, settle, publish: a small file in one call.
 */
int sst_file_save(const char *path, struct sst_span s, mode_t mode,
    struct sst_err *err) SST_MUST;

/*
 * sst_file_read - append a whole file to b, within b's limit.
 * Errors: SST_E_FAILED with the path; SST_E_FORMAT when it is too large.
 */
int sst_file_read(const char *path, struct sst_buf *b,
    struct sst_err *err) SST_MUST;

/*
 * sst_file_read_secret - the first line of a file or of an open descriptor,
 * without its line end (LF or CRLF), at most 4,096 bytes. Empty: SST_E_USAGE.
 * sst_file_read_secret reads path; _fd reads fd and leaves it open.
 */
int sst_file_read_secret(const char *path, struct sst_secret *out,
    struct sst_err *err) SST_MUST;
int sst_file_read_secret_fd(int fd, struct sst_secret *out,
    struct sst_err *err) SST_MUST;

#endif
