/* SPDX-License-Identifier: ISC */
/* keep.c: what a parser keeps of an answer: texts, pairs, faults. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <simstow/base/text.h>

#include "keep_priv.h"

#define WHAT_MAX 256

static const uint8_t replacement[] = { 0xEF, 0xBF, 0xBD };

/* The bytes of the first character of s, which is not empty; 0: none. */
static size_t
character(struct sst_span s)
{
	size_t n = s.p[0] < 0x80   ? 1
	           : s.p[0] < 0xE0 ? 2
	           : s.p[0] < 0xF0 ? 3
	                           : 4;

	if (s.p[0] == '\0' || n > s.n)
		return 0;
	return sst_text_is_utf8((struct sst_span){ s.p, n }) ? n : 0;
}

/* Write s to out, or only count its bytes when out is NULL. */
static size_t
clean(struct sst_span s, uint8_t *out, size_t *repaired)
{
	size_t at = 0;
	size_t step;

	*repaired = 0;
	for (; s.n > 0; s.p += step, s.n -= step) {
		size_t n = character(s);
		const uint8_t *from = n == 0 ? replacement : s.p;

		step = n == 0 ? 1 : n;
		if (s.p[0] == '\r' && s.n > 1 && s.p[1] == '\n')
			continue;
		if (n == 0) {
			n = sizeof(replacement);
			++*repaired;
		}
		if (out != NULL)
			memcpy(out + at, from, n);
		at += n;
	}
	return at;
}

int
sst_keep_text(const struct sst_keep *k, struct sst_span s, const char **out)
{
	size_t repaired;
	uint8_t *p;

	*out = NULL;
	p = sst_arena_get(k->mem, clean(s, NULL, &repaired) + 1);
	if (p == NULL)
		return sst_arena_full(k->mem, k->err);
	(void)clean(s, p, &repaired);
	if (k->repaired != NULL)
		*k->repaired += repaired;
	*out = (const char *)p;
	return 0;
}

int
sst_keep_pair(const struct sst_keep *k, struct sst_pairs *out,
    struct sst_span key, struct sst_span value)
{
	struct sst_pair pair = { 0 };
	struct sst_pair *v;

	if (out->n >= SST_PAIRS_MAX)
		return sst_fail(k->err, SST_E_FORMAT, "more than %d pairs",
		    SST_PAIRS_MAX);
	if (sst_keep_text(k, key, &pair.key) < 0)
		return -1;
	if (value.p != NULL && sst_keep_text(k, value, &pair.value) < 0)
		return -1;
	v = sst_arena_grow(k->mem, out->v, out->n, sizeof(*v));
	if (v == NULL)
		return sst_arena_full(k->mem, k->err);
	v[out->n] = pair;
	out->v = v;
	out->n++;
	return 0;
}

static int
keep_fault(const struct sst_keep *k, size_t line, struct sst_span text,
    const char *what)
{
	struct sst_row_fault fault = { .line = line };
	struct sst_row_fault *v;

	if (k->faults->n >= SST_ROW_FAULTS_MAX)
		return sst_fail(k->err, SST_E_FORMAT,
		    "line %zu: more than %d rows that cannot be read", line,
		    SST_ROW_FAULTS_MAX);
	if (sst_keep_text(k, text, &fault.text) < 0 ||
	    sst_keep_text(k, sst_span_of_text(what), &fault.what) < 0)
		return -1;
	v = sst_arena_grow(k->mem, k->faults->v, k->faults->n, sizeof(*v));
	if (v == NULL)
		return sst_arena_full(k->mem, k->err);
	v[k->faults->n] = fault;
	k->faults->v = v;
	k->faults->n++;
	return 0;
}

int
sst_keep_fault(const struct sst_keep *k, size_t line, struct sst_span text,
    const char *what, ...)
{
	char words[WHAT_MAX];
	va_list ap;

	if (k->faults == NULL)
		return 0;
	va_start(ap, what);
	(void)vsnprintf(words, sizeof(words), what, ap);
	va_end(ap);
	return keep_fault(k, line, text, words);
}
