/* SPDX-License-Identifier: ISC */
/* stream.h: where bytes come from and where they go, one call at a time. */
#ifndef SIMSTOW_BASE_STREAM_H
#define SIMSTOW_BASE_STREAM_H

#include <simstow/base/buf.h>

/*
 * A source. read fills at most cap bytes at p and sets *n, 0 at the end;
 * fewer than cap does not mean the end.
 */
struct sst_source {
	int (*read)(void *ctx, uint8_t *p, size_t cap, size_t *n,
	    struct sst_err *err);
	void *ctx;
};

/* A sink takes all of s or fails. */
struct sst_sink {
	int (*write)(void *ctx, struct sst_span s, struct sst_err *err);
	void *ctx;
};

/*
 * sst_source_fill - read until cap bytes or the end; *n says how many.
 */
int sst_source_fill(const struct sst_source *src, uint8_t *p, size_t cap,
    size_t *n, struct sst_err *err) SST_MUST;

/* sst_source_of_span - reads *s, which it shortens as it goes. */
struct sst_source sst_source_of_span(struct sst_span *s);

/* sst_source_of_fd - reads a file descriptor; fd is borrowed as &fd. */
struct sst_source sst_source_of_fd(int *fd);

/* sst_sink_to_buf - appends to b. sst_sink_to_fd - writes all to *fd. */
struct sst_sink sst_sink_to_buf(struct sst_buf *b);
struct sst_sink sst_sink_to_fd(int *fd);

/* sst_source_all - append everything to b, within b's limit. */
int sst_source_all(const struct sst_source *src, struct sst_buf *b,
    struct sst_err *err) SST_MUST;

#endif
