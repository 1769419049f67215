/* SPDX-License-Identifier: ISC */
/* content_priv.h: how a row of "content query" begins. */
#ifndef SIMSTOW_ANDROID_CONTENT_PRIV_H
#define SIMSTOW_ANDROID_CONTENT_PRIV_H

#include <simstow/base/span.h>

/* sst_content_head - "Row: NUMBER " and the rest of the line. */
bool sst_content_head(struct sst_span line, size_t *number,
    struct sst_span *rest);

/* sst_content_is_empty - a line that stands for no row at all. */
bool sst_content_is_empty(struct sst_span line);

#endif
