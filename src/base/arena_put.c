/* SPDX-License-Identifier: ISC */
/* arena_put.c: copies, texts and vectors in an arena. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <simstow/base/arena.h>

#define ROOM_FIRST 4

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
