/* SPDX-License-Identifier: ISC */
/* arena.c: memory of a tree that is built once and freed whole, wiped. */
#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <simstow/base/arena.h>

#define ALIGN 16
#define BLOCK_FIRST 4096
#define BLOCK_MAX 65536
#define ROOM_FIRST 4

struct sst_arena_block {
	struct sst_arena_block *next;
	size_t size; /* of data */
	size_t used; /* of data */
	alignas(ALIGN) uint8_t data[];
};

static size_t
limit(const struct sst_arena *a)
{
	size_t max = a->max != 0 ? a->max : SST_ARENA_MAX;

	return max < SIZE_MAX / 2 ? max : SIZE_MAX / 2;
}

/*
 * A block with room for n bytes. The top one is where small requests go; a
 * request larger than a block lives alone behind it.
 */
static struct sst_arena_block *
add_block(struct sst_arena *a, size_t n)
{
	struct sst_arena_block *b;
	size_t size = BLOCK_FIRST;

	if (a->top != NULL)
		size =
		    a->top->size < BLOCK_MAX / 2 ? 2 * a->top->size : BLOCK_MAX;
	b = calloc(1, sizeof(*b) + (n > size ? n : size));
	if (b == NULL)
		return NULL;
	b->size = n > size ? n : size;
	if (n > size && a->top != NULL) {
		b->next = a->top->next;
		a->top->next = b;
	} else {
		b->next = a->top;
		a->top = b;
	}
	return b;
}

void
sst_arena_init(struct sst_arena *a, size_t max)
{
	*a = (struct sst_arena){ .max = max };
}

void
sst_arena_fini(struct sst_arena *a)
{
	while (a->top != NULL) {
		struct sst_arena_block *b = a->top;

		a->top = b->next;
		explicit_bzero(b->data, b->used);
		free(b);
	}
	*a = (struct sst_arena){ 0 };
}

void *
sst_arena_get(struct sst_arena *a, size_t n)
{
	struct sst_arena_block *b = a->top;
	size_t left = limit(a) - a->used;
	uint8_t *p;

	a->is_full = true;
	if (n > left)
		return NULL;
	n = n == 0 ? ALIGN : (n + ALIGN - 1) / ALIGN * ALIGN;
	if (n > left)
		return NULL;
	a->is_full = false;
	if (b == NULL || n > b->size - b->used)
		b = add_block(a, n);
	if (b == NULL)
		return NULL;
	p = b->data + b->used;
	b->used += n;
	a->used += n;
	return p;
}

void *
sst_arena_get_array(struct sst_arena *a, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size) {
		a->is_full = true;
		return NULL;
	}
	return sst_arena_get(a, count * size);
}

uint8_t *
sst_arena_copy(struct sst_arena *a, struct sst_span s)
{
	uint8_t *p;

	if (s.n == SIZE_MAX) {
		a->is_full = true;
		return NULL;
	}
	p = sst_arena_get(a, s.n + 1);
	if (p != NULL && s.n > 0)
		memcpy(p, s.p, s.n);
	return p;
}

char *
sst_arena_text(struct sst_arena *a, const char *text)
{
	if (text == NULL)
		return NULL;
	return (char *)sst_arena_copy(a, sst_span_of_text(text));
}

char *
sst_arena_printf(struct sst_arena *a, const char *fmt, ...)
{
	va_list ap;
	char *p;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		return NULL;
	p = sst_arena_get(a, (size_t)n + 1);
	if (p == NULL)
		return NULL;
	va_start(ap, fmt);
	(void)vsnprintf(p, (size_t)n + 1, fmt, ap);
	va_end(ap);
	return p;
}

void *
sst_arena_grow(struct sst_arena *a, void *items, size_t count, size_t size)
{
	bool is_power = (count & (count - 1)) == 0;
	uint8_t *p = items;

	if (count == 0) {
		p = sst_arena_get_array(a, ROOM_FIRST, size);
	} else if (count >= ROOM_FIRST && is_power) {
		if (count > SIZE_MAX / 2) {
			a->is_full = true;
			return NULL;
		}
		p = sst_arena_get_array(a, 2 * count, size);
		if (p != NULL)
			memcpy(p, items, count * size);
	}
	if (p != NULL)
		memset(p + count * size, 0, size);
	return p;
}

int
sst_arena_full(const struct sst_arena *a, struct sst_err *err)
{
	if (a->is_full)
		return sst_fail(err, SST_E_FORMAT,
		    "too much data: more than %zu bytes", limit(a));
	return sst_fail(err, SST_E_FAILED, "no memory, %zu bytes in use",
	    a->used);
}
