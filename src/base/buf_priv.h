/* SPDX-License-Identifier: ISC */
/* buf_priv.h: what the rest of base may do with a buffer. */
#ifndef SIMSTOW_BASE_BUF_PRIV_H
#define SIMSTOW_BASE_BUF_PRIV_H

#include <simstow/base/buf.h>

/* sst_buf_left - bytes that may still be appended. */
size_t sst_buf_left(const struct sst_buf *b);

/* sst_buf_too_long - set err as an append beyond the limit does; gives -1. */
int sst_buf_too_long(const struct sst_buf *b, struct sst_err *err);

/* sst_buf_cut - keep the first n bytes, wipe the rest; n <= b->n. */
void sst_buf_cut(struct sst_buf *b, size_t n);

#endif
