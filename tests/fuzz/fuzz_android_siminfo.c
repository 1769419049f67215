/* SPDX-License-Identifier: ISC */
/* fuzz_android_siminfo.c: free text changes no fact; a NUL ends a piece. */
#include <assert.h>
#include <string.h>

#include <simstow/android/phone.h>

#include "android_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Everything but what comes from pieces of free text. */
static void
check_same(const struct sst_subscription *a, const struct sst_subscription *b)
{
	assert(a->id == b->id && a->slot == b->slot);
	assert(a->is_embedded == b->is_embedded);
	assert((a->icc_id == NULL) == (b->icc_id == NULL));
	if (a->icc_id != NULL)
		assert(strcmp(a->icc_id, b->icc_id) == 0);
	assert(a->is_masked == b->is_masked);
	assert(a->other.n <= b->other.n);
	assert(!a->is_untrusted || b->is_untrusted);
}

static void
cut(const uint8_t *data, size_t size, struct sst_span *piece)
{
	for (size_t i = 0; i < SST_SIMINFO_PIECES && size > 0; i++) {
		const uint8_t *end = memchr(data, '\0', size);
		size_t n = end != NULL ? (size_t)(end - data) : size;

		piece[i] = (struct sst_span){ data, n };
		n += end != NULL;
		data += n;
		size -= n;
	}
}

static void
read_rows(struct sst_span text, struct sst_arena *mem)
{
	struct sst_content_rows rows;
	struct sst_err err = { 0 };

	if (sst_content_parse(text, sst_phone_apn_columns, mem, &rows, &err) <
	    0)
		check_failure(&err, rows.n);
	check_faults(&rows.faults);
	for (size_t i = 0; i < rows.n; i++) {
		assert(rows.line[i] > 0);
		check_pairs(&rows.v[i]);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_span piece[SST_SIMINFO_PIECES] = { { 0 } };
	struct sst_span facts[SST_SIMINFO_PIECES] = { { 0 } };
	struct sst_arena mem = { .max = CHECK_ARENA };
	struct sst_subscriptions out;
	struct sst_subscriptions bare;
	struct sst_err err = { 0 };

	cut(data, size, piece);
	memcpy(facts, piece, SST_SIMINFO_DISPLAY_NAME * sizeof(facts[0]));
	if (sst_siminfo_parse(facts, &mem, &bare, &err) < 0)
		check_failure(&err, bare.n);
	if (sst_siminfo_parse(piece, &mem, &out, &err) < 0)
		check_failure(&err, out.n);
	check_subscriptions(&out);
	for (size_t i = 0; i < out.n && out.n == bare.n; i++)
		check_same(&bare.v[i], &out.v[i]);
	read_rows((struct sst_span){ data, size }, &mem);
	sst_arena_fini(&mem);
	return 0;
}
