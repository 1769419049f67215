/* SPDX-License-Identifier: ISC */
/* archive.h: members sealed into one file, and a file opened to members. */
#ifndef SIMSTOW_ARCHIVE_ARCHIVE_H
#define SIMSTOW_ARCHIVE_ARCHIVE_H

#include <simstow/archive/age.h>
#include <simstow/archive/tar.h>
#include <simstow/base/hash.h>

/* What was written. */
struct sst_archive_sum {
	uint64_t size;                /* bytes of the file */
	char sha256[SST_SHA256_TEXT]; /* of the file */
};

/*
 * sst_archive_save - tar, zstd, age, a new file, read back, its name.
 *
 *   path     must not exist; mode 0600
 *   seal     whom to; borrowed
 *   mtime    for the members, seconds since 1970
 *   sum      filled on success, if not NULL
 *
 * After fsync the file is read from disk and opened whole (header, MAC,
 * every chunk, zstd, tar, every member compared) before it gets its name:
 * with a passphrase by that, else by the witness. Nothing is left on failure.
 * Errors: SST_E_EXISTS, SST_E_FAILED, SST_E_USAGE.
 */
int sst_archive_save(const char *path, const struct sst_seal *seal,
    const struct sst_members *members, int64_t mtime,
    struct sst_archive_sum *sum, struct sst_err *err) SST_MUST;

/*
 * sst_archive_open - open, decrypt, unpack and check all of a file.
 *
 *   mem  owns everything in out
 *   out  members in their order; filled only when the authenticated end of
 *        the file was reached
 *
 * Errors: SST_E_FAILED (reading), SST_E_FORMAT, SST_E_KEY, SST_E_NEWER, all
 * with the path before them.
 */
int sst_archive_open(const char *path, const struct sst_keys *keys,
    struct sst_arena *mem, struct sst_members *out,
    struct sst_err *err) SST_MUST;

/* sst_archive_open_source - the same for any source; no path in errors. */
int sst_archive_open_source(const struct sst_source *in,
    const struct sst_keys *keys, struct sst_arena *mem, struct sst_members *out,
    struct sst_err *err) SST_MUST;

/* sst_archive_look - sst_age_look on a file, and its size and SHA-256. */
int sst_archive_look(const char *path, struct sst_age_look *look,
    struct sst_archive_sum *sum, struct sst_err *err) SST_MUST;

#endif
