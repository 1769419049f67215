/* SPDX-License-Identifier: ISC */
/* zst.h: exactly one zstd frame, with checksum and content size. */
#ifndef SIMSTOW_ARCHIVE_ZST_H
#define SIMSTOW_ARCHIVE_ZST_H

#include <simstow/base/stream.h>

#define SST_ZST_LEVEL 9       /* measured: make bench */
#define SST_ZST_WINDOW_LOG 23 /* the largest window that is read */

/*
 * sst_zst_pack - one frame for in to out. Content size and checksum are set.
 */
int sst_zst_pack(struct sst_span in, const struct sst_sink *out,
    struct sst_err *err) SST_MUST;

/*
 * sst_zst_unpack - one frame from in, appended to out within its limit.
 *
 * in is read to its end: a byte behind the frame is an error, and so is a
 * cut frame, a window above the limit, a dictionary, a missing or false
 * content size. Errors: SST_E_FORMAT and those of in.
 */
int sst_zst_unpack(const struct sst_source *in, struct sst_buf *out,
    struct sst_err *err) SST_MUST;

#endif
