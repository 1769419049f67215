/* SPDX-License-Identifier: ISC */
/* stream_priv.h: one step of reading into a buffer. */
#ifndef SIMSTOW_BASE_STREAM_PRIV_H
#define SIMSTOW_BASE_STREAM_PRIV_H

#include <simstow/base/stream.h>

/*
 * sst_stream_step - read once from src and append what came to b: 1 there
 * may be more, 0 the end, -1 failed. A byte beyond the limit of b is
 * SST_E_FORMAT; an end exactly at the limit is none.
 */
int sst_stream_step(const struct sst_source *src, struct sst_buf *b,
    struct sst_err *err) SST_MUST;

#endif
