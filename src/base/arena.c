/* SPDX-License-Identifier: ISC */
/* arena.c: memory of a tree that is built once and freed whole, wiped. */
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#include <simstow/base/arena.h>

#define ALIGN 16
#define BLOCK_FIRST 4096
#define BLOCK_MAX 65536

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
	struct sst_arena_block **place;
	struct sst_arena_block *b;
	size_t size = BLOCK_FIRST;

	if (a->top != NULL)
		size =
		    a->top->size < BLOCK_MAX / 2 ? 2 * a->top->size : BLOCK_MAX;
	b = calloc(1, sizeof(*b) + (n > size ? n : size));
	if (b == NULL)
		return NULL;
	b->size = n > size ? n : size;
	place = n > size && a->top != NULL ? &a->top->next : &a->top;
	b->next = *place;
	*place = b;
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

int
sst_arena_full(const struct sst_arena *a, struct sst_err *err)
{
	if (a->is_full)
		return sst_fail(err, SST_E_FORMAT,
		    "too much data: more than %zu bytes", limit(a));
	return sst_fail(err, SST_E_FAILED, "no memory, %zu bytes in use",
	    a->used);
}
