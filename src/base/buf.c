/* SPDX-License-Identifier: ISC */
/* buf.c: bytes that grow up to a limit, wiped before they are freed. */
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <simstow/base/buf.h>

#include "buf_priv.h"

#define FIRST_CAP 64
#define TAG_BYTES 4
#define HEAD_BYTES (TAG_BYTES + 1 + sizeof(size_t))

size_t
sst_buf_left(const struct sst_buf *b)
{
	size_t max = b->max != 0 ? b->max : SST_BUF_MAX;

	/* Half of the address space: sums of two lengths cannot overflow. */
	if (max > SIZE_MAX / 4)
		max = SIZE_MAX / 4;
	return b->n < max ? max - b->n : 0;
}

int
sst_buf_too_long(const struct sst_buf *b, struct sst_err *err)
{
	return sst_fail(err, SST_E_FORMAT, "more than %zu bytes",
	    b->n + sst_buf_left(b));
}

/* Room for n bytes that count and spare ones that do not. */
static int
make_room(struct sst_buf *b, size_t n, size_t spare, struct sst_err *err)
{
	size_t cap = b->cap < FIRST_CAP ? FIRST_CAP : b->cap;
	uint8_t *p;

	if (n > sst_buf_left(b))
		return sst_buf_too_long(b, err);
	if (n + spare <= b->cap - b->n)
		return 0;
	while (cap - b->n < n + spare)
		cap *= 2;
	/* Not realloc: it leaves the old bytes behind, unwiped. */
	p = malloc(cap);
	if (p == NULL)
		return sst_fail(err, SST_E_FAILED, "no memory for %zu bytes",
		    cap);
	if (b->p != NULL) {
		memcpy(p, b->p, b->n);
		explicit_bzero(b->p, b->cap);
		free(b->p);
	}
	b->p = p;
	b->cap = cap;
	return 0;
}

void
sst_buf_init(struct sst_buf *b, size_t max)
{
	*b = (struct sst_buf){ .max = max };
}

void
sst_buf_fini(struct sst_buf *b)
{
	if (b->p != NULL) {
		explicit_bzero(b->p, b->cap);
		free(b->p);
	}
	*b = (struct sst_buf){ 0 };
}

void
sst_buf_clear(struct sst_buf *b)
{
	sst_buf_cut(b, 0);
}

void
sst_buf_cut(struct sst_buf *b, size_t n)
{
	assert(n <= b->n);
	if (b->p != NULL)
		explicit_bzero(b->p + n, b->cap - n);
	b->n = n;
}

struct sst_span
sst_buf_span(const struct sst_buf *b)
{
	return (struct sst_span){ b->p, b->n };
}

int
sst_buf_put(struct sst_buf *b, struct sst_span s, struct sst_err *err)
{
	if (s.n == 0)
		return 0;
	if (make_room(b, s.n, 0, err) < 0)
		return -1;
	memcpy(b->p + b->n, s.p, s.n);
	b->n += s.n;
	return 0;
}

int
sst_buf_put_u8(struct sst_buf *b, uint8_t v, struct sst_err *err)
{
	return sst_buf_put(b, (struct sst_span){ &v, 1 }, err);
}

int
sst_buf_put_text(struct sst_buf *b, const char *text, struct sst_err *err)
{
	return sst_buf_put(b, sst_span_of_text(text), err);
}

int
sst_buf_printf(struct sst_buf *b, struct sst_err *err, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		return sst_fail(err, SST_E_FAILED, "text cannot be formatted");
	/* One more for the NUL, which does not count. */
	if (make_room(b, (size_t)n, 1, err) < 0)
		return -1;
	va_start(ap, fmt);
	(void)vsnprintf((char *)b->p + b->n, (size_t)n + 1, fmt, ap);
	va_end(ap);
	b->n += (size_t)n;
	return 0;
}

int
sst_buf_reserve(struct sst_buf *b, size_t n, uint8_t **out, struct sst_err *err)
{
	*out = NULL;
	/* The spare byte gives a valid place even for n = 0. */
	if (make_room(b, n, 1, err) < 0)
		return -1;
	*out = b->p + b->n;
	return 0;
}

void
sst_buf_commit(struct sst_buf *b, size_t n)
{
	assert(n <= b->cap - b->n);
	b->n += n;
}

/* The bytes of v, most significant first, without leading zeros. */
static size_t
put_number(uint8_t *out, uint64_t v)
{
	size_t n = 1;

	while (n < sizeof(v) && v >> 8 * n != 0)
		n++;
	for (size_t i = 0; i < n; i++)
		out[i] = (uint8_t)(v >> 8 * (n - 1 - i));
	return n;
}

/* X.690 section 10.1: the shortest form. */
static size_t
put_length(uint8_t *out, size_t n)
{
	size_t count;

	if (n < 0x80) {
		out[0] = (uint8_t)n;
		return 1;
	}
	count = put_number(out + 1, n);
	out[0] = (uint8_t)(0x80 | count);
	return 1 + count;
}

int
sst_buf_put_tlv(struct sst_buf *b, uint32_t tag, struct sst_span value,
    struct sst_err *err)
{
	uint8_t head[HEAD_BYTES];
	size_t n = put_number(head, tag);

	n += put_length(head + n, value.n);
	if (value.n > sst_buf_left(b))
		return sst_buf_too_long(b, err);
	if (make_room(b, n + value.n, 0, err) < 0)
		return -1;
	memcpy(b->p + b->n, head, n);
	if (value.n > 0)
		memcpy(b->p + b->n + n, value.p, value.n);
	b->n += n + value.n;
	return 0;
}

int
sst_buf_open_tlv(struct sst_buf *b, uint32_t tag, size_t *mark,
    struct sst_err *err)
{
	uint8_t head[TAG_BYTES];
	size_t n = put_number(head, tag);

	*mark = 0;
	if (sst_buf_put(b, (struct sst_span){ head, n }, err) < 0)
		return -1;
	*mark = b->n;
	return 0;
}

int
sst_buf_close_tlv(struct sst_buf *b, size_t mark, struct sst_err *err)
{
	uint8_t head[HEAD_BYTES];
	size_t n;

	assert(mark > 0 && mark <= b->n);
	n = put_length(head, b->n - mark);
	if (make_room(b, n, 0, err) < 0)
		return -1;
	memmove(b->p + mark + n, b->p + mark, b->n - mark);
	memcpy(b->p + mark, head, n);
	b->n += n;
	return 0;
}
