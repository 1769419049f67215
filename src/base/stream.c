/* SPDX-License-Identifier: ISC */
/* stream.c: where bytes come from and where they go, one call at a time. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <simstow/base/stream.h>

#include "buf_priv.h"
#include "stream_priv.h"

#define STEP 16384

int
sst_source_fill(const struct sst_source *src, uint8_t *p, size_t cap, size_t *n,
    struct sst_err *err)
{
	size_t used = 0;

	*n = 0;
	while (used < cap) {
		size_t got = 0;

		if (src->read(src->ctx, p + used, cap - used, &got, err) < 0)
			return -1;
		if (got == 0)
			break;
		used += got;
	}
	*n = used;
	return 0;
}

static int
read_span(void *ctx, uint8_t *p, size_t cap, size_t *n, struct sst_err *err)
{
	struct sst_span *s = ctx;

	(void)err;
	*n = s->n < cap ? s->n : cap;
	if (*n > 0) {
		memcpy(p, s->p, *n);
		s->p += *n;
		s->n -= *n;
	}
	return 0;
}

struct sst_source
sst_source_of_span(struct sst_span *s)
{
	return (struct sst_source){ read_span, s };
}

static int
read_fd(void *ctx, uint8_t *p, size_t cap, size_t *n, struct sst_err *err)
{
	const int *fd = ctx;
	ssize_t got;

	*n = 0;
	do
		got = read(*fd, p, cap);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return sst_fail_sys(err, SST_E_FAILED, errno, "read");
	*n = (size_t)got;
	return 0;
}

struct sst_source
sst_source_of_fd(int *fd)
{
	return (struct sst_source){ read_fd, fd };
}

static int
write_buf(void *ctx, struct sst_span s, struct sst_err *err)
{
	return sst_buf_put(ctx, s, err);
}

struct sst_sink
sst_sink_to_buf(struct sst_buf *b)
{
	return (struct sst_sink){ write_buf, b };
}

static int
write_fd(void *ctx, struct sst_span s, struct sst_err *err)
{
	const int *fd = ctx;

	while (s.n > 0) {
		ssize_t put = write(*fd, s.p, s.n);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return sst_fail_sys(err, SST_E_FAILED, errno, "write");
		/* No file may do this; without the check it is a loop. */
		if (put == 0 || (size_t)put > s.n)
			return sst_fail(err, SST_E_FAILED,
			    "write: %zu bytes given, %zd taken", s.n, put);
		s.p += put;
		s.n -= (size_t)put;
	}
	return 0;
}

struct sst_sink
sst_sink_to_fd(int *fd)
{
	return (struct sst_sink){ write_fd, fd };
}

int
sst_stream_step(const struct sst_source *src, struct sst_buf *b,
    struct sst_err *err)
{
	size_t room = sst_buf_left(b);
	size_t got = 0;
	uint8_t extra = 0;
	uint8_t *p = &extra;

	room = room < STEP ? room : STEP;
	if (room > 0 && sst_buf_reserve(b, room, &p, err) < 0)
		return -1;
	if (src->read(src->ctx, p, room > 0 ? room : 1, &got, err) < 0)
		return -1;
	if (got == 0)
		return 0;
	if (room == 0)
		return sst_buf_too_long(b, err);
	sst_buf_commit(b, got);
	return 1;
}

int
sst_source_all(const struct sst_source *src, struct sst_buf *b,
    struct sst_err *err)
{
	int rc;

	while ((rc = sst_stream_step(src, b, err)) > 0)
		continue;
	return rc;
}
