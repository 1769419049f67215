/* SPDX-License-Identifier: ISC */
/* der.c: growing bytes, and objects of tag, length and value. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "vcard.h"

void
vc_die(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fprintf(stderr, "vcard: ");
	vfprintf(stderr, fmt, ap);
	fprintf(stderr, "\n");
	va_end(ap);
	exit(1);
}

void *
vc_more(void *p, size_t n, size_t size)
{
	if (size != 0 && n > SIZE_MAX / size)
		vc_die("out of memory");
	p = realloc(p, n * size);
	if (p == NULL)
		vc_die("out of memory");
	return p;
}

void
vc_put(struct vc_buf *b, const void *p, size_t n)
{
	if (n == 0)
		return;
	if (n > b->cap - b->n) {
		b->cap = 2 * (b->n + n);
		b->p = vc_more(b->p, b->cap, 1);
	}
	memcpy(b->p + b->n, p, n);
	b->n += n;
}

void
vc_put_byte(struct vc_buf *b, unsigned value)
{
	uint8_t byte = (uint8_t)value;

	vc_put(b, &byte, 1);
}

size_t
vc_tag_size(uint32_t tag)
{
	size_t n = 1;

	while (n < 4 && tag >> (8 * n) != 0)
		n++;
	return n;
}

static void
put_header(struct vc_buf *b, uint32_t tag, size_t n)
{
	size_t i;

	for (i = vc_tag_size(tag); i > 0; i--)
		vc_put_byte(b, tag >> (8 * (i - 1)) & 0xFF);
	if (n > 0xFFFF)
		vc_put_byte(b, 0x83);
	else if (n > 0xFF)
		vc_put_byte(b, 0x82);
	else if (n > 0x7F)
		vc_put_byte(b, 0x81);
	if (n > 0xFFFF)
		vc_put_byte(b, n >> 16 & 0xFF);
	if (n > 0xFF)
		vc_put_byte(b, n >> 8 & 0xFF);
	vc_put_byte(b, n & 0xFF);
}

void
vc_put_tlv(struct vc_buf *b, uint32_t tag, const void *p, size_t n)
{
	put_header(b, tag, n);
	vc_put(b, p, n);
}

/* INTEGER is signed: a leading 00 where the first bit would be set. */
void
vc_put_int(struct vc_buf *b, uint32_t tag, uint64_t value)
{
	uint8_t v[9] = { 0 };
	size_t i, n = 1;

	for (i = 0; i < 8; i++)
		v[1 + i] = (uint8_t)(value >> (56 - 8 * i));
	while (n < 8 && value >> (8 * n - 1) != 0)
		n++;
	if (value >> 63 != 0)
		n = 9;
	vc_put_tlv(b, tag, v + 9 - n, n);
}

/* The same bytes in every run, that look like no format. */
void
vc_put_noise(struct vc_buf *b, size_t n, uint32_t seed)
{
	uint32_t x = seed * 2654435761u + 0x9E3779B9u;

	for (; n > 0; n--) {
		x ^= x << 13;
		x ^= x >> 17;
		x ^= x << 5;
		vc_put_byte(b, x >> 11 & 0xFF);
	}
}

void
vc_wrap(struct vc_buf *b, size_t start, uint32_t tag)
{
	struct vc_buf head = { 0 };
	size_t n = b->n - start;

	put_header(&head, tag, n);
	vc_put(b, head.p, head.n);
	memmove(b->p + start + head.n, b->p + start, n);
	memcpy(b->p + start, head.p, head.n);
	vc_free(&head);
}

void
vc_clear(struct vc_buf *b)
{
	b->n = 0;
}

void
vc_free(struct vc_buf *b)
{
	free(b->p);
	*b = (struct vc_buf){ 0 };
}

int
vc_next_tag(struct vc_bytes *b, uint32_t *tag)
{
	size_t n = 1;

	if (b->n == 0)
		return 0;
	*tag = b->p[0];
	if ((b->p[0] & 0x1F) == 0x1F) {
		do {
			if (n == b->n || n == 3)
				return -1;
			*tag = *tag << 8 | b->p[n];
		} while ((b->p[n++] & 0x80) != 0);
	}
	b->p += n;
	b->n -= n;
	return 1;
}

static int
next_length(struct vc_bytes *b, size_t *out)
{
	size_t bytes;

	if (b->n == 0)
		return -1;
	*out = b->p[0];
	bytes = b->p[0] & 0x80 ? b->p[0] & 0x7Fu : 0;
	b->p++;
	b->n--;
	if (*out < 0x80)
		return 0;
	if (bytes == 0 || bytes > 3 || bytes > b->n)
		return -1;
	for (*out = 0; bytes > 0; bytes--) {
		*out = *out << 8 | b->p[0];
		b->p++;
		b->n--;
	}
	return 0;
}

int
vc_next(struct vc_bytes *b, struct vc_tlv *out)
{
	struct vc_bytes at = *b;
	size_t n;
	int rc;

	rc = vc_next_tag(&at, &out->tag);
	if (rc <= 0)
		return rc;
	if (next_length(&at, &n) < 0 || n > at.n)
		return -1;
	out->v = (struct vc_bytes){ at.p, n };
	out->whole = (struct vc_bytes){ b->p, (size_t)(at.p - b->p) + n };
	b->p += out->whole.n;
	b->n -= out->whole.n;
	return 1;
}

struct vc_member *
vc_member_find(const struct vc_object *o, uint32_t tag)
{
	size_t i;

	for (i = 0; i < o->n; i++)
		if (o->v[i].tag == tag)
			return &o->v[i];
	return NULL;
}

struct vc_buf *
vc_member_add(struct vc_object *o, uint32_t tag)
{
	o->v = vc_more(o->v, o->n + 1, sizeof(*o->v));
	o->v[o->n] = (struct vc_member){ .tag = tag };
	return &o->v[o->n++].v;
}

struct vc_buf *
vc_member_set(struct vc_object *o, uint32_t tag)
{
	struct vc_member *m = vc_member_find(o, tag);

	if (m == NULL)
		return vc_member_add(o, tag);
	vc_clear(&m->v);
	return &m->v;
}

void
vc_member_drop(struct vc_object *o, uint32_t tag)
{
	struct vc_member *m = vc_member_find(o, tag);

	if (m == NULL)
		return;
	vc_free(&m->v);
	o->n--;
	memmove(m, m + 1, (size_t)(o->v + o->n - m) * sizeof(*m));
}

void
vc_put_object(struct vc_buf *b, const struct vc_object *o)
{
	size_t i;

	for (i = 0; i < o->n; i++)
		vc_put_tlv(b, o->v[i].tag, o->v[i].v.p, o->v[i].v.n);
}

void
vc_object_free(struct vc_object *o)
{
	size_t i;

	for (i = 0; i < o->n; i++)
		vc_free(&o->v[i].v);
	free(o->v);
	*o = (struct vc_object){ 0 };
}
