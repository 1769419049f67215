/* SPDX-License-Identifier: ISC */
/* tar_priv.h: what writer, gate and reader of tar share. */
#ifndef SIMSTOW_ARCHIVE_TAR_PRIV_H
#define SIMSTOW_ARCHIVE_TAR_PRIV_H

#include <simstow/archive/tar.h>

#define SST_TAR_BLOCK 512
#define SST_TAR_END ((size_t)2 * SST_TAR_BLOCK)

/* sst_tar_padding - zero bytes after n bytes of data, to a whole block. */
size_t sst_tar_padding(size_t n);

/*
 * sst_tar_find_twice - a name that occurs twice, or NULL. Sorts names; of two
 * equal ones the one at the higher address is given. A name ends with a NUL
 * or after SST_MEMBER_NAME_MAX bytes.
 */
const char *sst_tar_find_twice(const char **names, size_t n);

#endif
