/* SPDX-License-Identifier: ISC */
/* phone_raw.c: answers as they came, as members of the archive. */
#define _GNU_SOURCE /* memmem */
#include <string.h>
#include <strings.h>

#include "phone_priv.h"

int
sst_phone_raw_keep(struct sst_phone_run *r, const char *leaf,
    const char *command, struct sst_span text, const char **name,
    struct sst_err *err)
{
	struct sst_snapshot *s = r->snap;
	struct sst_raw raw = { .data.n = text.n };
	struct sst_raw *place;

	raw.name = sst_arena_printf(&s->mem, "raw/phone/%s.txt", leaf);
	raw.what = sst_arena_text(&s->mem, command);
	raw.data.p = sst_arena_copy(&s->mem, text);
	if (raw.name == NULL || raw.what == NULL || raw.data.p == NULL)
		return sst_arena_full(&s->mem, err);
	place = sst_snapshot_add_raw(s);
	if (place == NULL)
		return sst_arena_full(&s->mem, err);
	*place = raw;
	*name = raw.name;
	return 0;
}

/* Words of properties in which makers keep numbers that name a phone. */
static const char *const hidden[] = { "imei", "meid" };

/* The key of a line that begins a property: "[key]: [...". */
static bool
takes_key(struct sst_span line, struct sst_span *key)
{
	const uint8_t *end;

	if (line.n == 0 || line.p[0] != '[')
		return false;
	end = memmem(line.p, line.n, "]: [", 4);
	if (end == NULL)
		return false;
	*key = (struct sst_span){ line.p + 1, (size_t)(end - line.p) - 1 };
	return true;
}

static bool
is_hidden(struct sst_span key)
{
	for (size_t i = 0; i < sizeof(hidden) / sizeof(hidden[0]); i++) {
		size_t n = strlen(hidden[i]);

		for (size_t at = 0; at + n <= key.n; at++) {
			if (strncasecmp((const char *)key.p + at, hidden[i],
			        n) == 0)
				return true;
		}
	}
	return false;
}

/* A value may span lines, which go with the line that began it. */
int
sst_phone_raw_clean(struct sst_span text, struct sst_arena *mem,
    struct sst_span *out, struct sst_err *err)
{
	uint8_t *copy = sst_arena_get(mem, text.n);
	size_t n = 0;
	bool drop = false;

	if (copy == NULL)
		return sst_arena_full(mem, err);
	while (text.n > 0) {
		const uint8_t *end = memchr(text.p, '\n', text.n);
		struct sst_span line = { text.p,
			end == NULL ? text.n : (size_t)(end - text.p) + 1 };
		struct sst_span key;

		if (takes_key(line, &key))
			drop = is_hidden(key);
		if (!drop) {
			memcpy(copy + n, line.p, line.n);
			n += line.n;
		}
		text.p += line.n;
		text.n -= line.n;
	}
	*out = (struct sst_span){ copy, n };
	return 0;
}
