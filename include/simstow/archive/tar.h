/* SPDX-License-Identifier: ISC */
/* tar.h: plain ustar of regular files, and a gate before libarchive. */
#ifndef SIMSTOW_ARCHIVE_TAR_H
#define SIMSTOW_ARCHIVE_TAR_H

#include <simstow/base/buf.h>
#include <simstow/base/member.h>

#define SST_TAR_MEMBERS 4096
#define SST_TAR_MEMBER ((size_t)16 << 20) /* bytes of one member */
#define SST_TAR_TOTAL ((size_t)64 << 20)  /* bytes of the whole tar */

/*
 * sst_tar_pack - members in their order as ustar: regular files, mode 0600,
 * owner 0, whole-second mtime. Same input, same bytes.
 * Errors: SST_E_USAGE for a bad or repeated name and for a limit.
 */
int sst_tar_pack(const struct sst_members *members, int64_t mtime,
    struct sst_buf *out, struct sst_err *err) SST_MUST;

/*
 * sst_tar_check - the gate: every header block by our own rules, before
 * libarchive sees a byte. ustar magic and version, checksum, type '0', size
 * in octal ended by a blank or NUL, empty link name and prefix, a name in
 * the grammar, no name twice, within the limits; two zero blocks end it and
 * only zeros follow. Errors: SST_E_FORMAT with the byte offset.
 */
int sst_tar_check(struct sst_span tar, struct sst_err *err) SST_MUST;

/*
 * sst_tar_unpack - the gate, then libarchive: members in their order, names
 * and bytes copied into mem.
 */
int sst_tar_unpack(struct sst_span tar, struct sst_arena *mem,
    struct sst_members *out, struct sst_err *err) SST_MUST;

#endif
