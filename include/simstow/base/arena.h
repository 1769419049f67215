/* SPDX-License-Identifier: ISC */
/* arena.h: memory of a tree that is built once and freed whole, wiped. */
#ifndef SIMSTOW_BASE_ARENA_H
#define SIMSTOW_BASE_ARENA_H

#include <simstow/base/span.h>

struct sst_arena_block;

/* { 0 } is an empty arena with the limit SST_ARENA_MAX. */
struct sst_arena {
	struct sst_arena_block *top;
	size_t used;  /* bytes asked for so far, rounded up */
	size_t max;   /* limit of used; 0 means SST_ARENA_MAX */
	bool is_full; /* the last NULL was about the limit, not memory */
};

#define SST_ARENA_MAX ((size_t)64 << 20)

/* sst_arena_init - empty, with a limit in bytes. */
void sst_arena_init(struct sst_arena *a, size_t max);

/* sst_arena_fini - wipe and free everything, leave a as { 0 }. */
void sst_arena_fini(struct sst_arena *a);

/*
 * sst_arena_get - n zeroed bytes, aligned for any type (16), or NULL when the
 * limit is reached or memory is out. n = 0 gives a valid pointer.
 * sst_arena_get_array - count members of size bytes each; NULL as well when
 * the product overflows.
 */
void *sst_arena_get(struct sst_arena *a, size_t n);
void *sst_arena_get_array(struct sst_arena *a, size_t count, size_t size);

/*
 * sst_arena_copy - a copy of s, followed by a NUL that is not counted, or
 * NULL. sst_arena_text - a copy of a string, or NULL; NULL for NULL.
 */
uint8_t *sst_arena_copy(struct sst_arena *a, struct sst_span s);
char *sst_arena_text(struct sst_arena *a, const char *text);

/* sst_arena_printf - a formatted string, or NULL. */
char *sst_arena_printf(struct sst_arena *a, const char *fmt, ...) SST_FMT(2, 3);

/*
 * sst_arena_grow - a vector in the arena: room for one more member.
 *
 *   items  the vector's first member, or NULL when count is 0
 *   count  members in use
 *   size   bytes of one member
 *
 * Gives the vector's first member (moved when it had to grow: room doubles
 * from 4, always at powers of two of count), the new member zeroed, or NULL.
 */
void *sst_arena_grow(struct sst_arena *a, void *items, size_t count,
    size_t size);

/* sst_arena_full - set err for an arena that answered NULL; gives -1. */
int sst_arena_full(const struct sst_arena *a, struct sst_err *err);

#endif
