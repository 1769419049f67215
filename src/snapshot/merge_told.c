/* SPDX-License-Identifier: ISC */
/* merge_told.c: many records about one line as one, the newest word counts. */
#include <string.h>

#include "merge_priv.h"

static const size_t texts[] = {
	offsetof(struct sst_told, purpose),
	offsetof(struct sst_told, second_factor),
	offsetof(struct sst_told, carrier),
	offsetof(struct sst_told, expires),
	offsetof(struct sst_told, price),
	offsetof(struct sst_told, contact),
	offsetof(struct sst_told, told_eid),
	offsetof(struct sst_told, note),
};

static struct sst_told *
find(struct sst_snapshot *out, const char *iccid)
{
	for (size_t i = 0; i < out->told.n; i++)
		if (strcmp(out->told.v[i].iccid, iccid) == 0)
			return &out->told.v[i];
	return NULL;
}

/* b tells what a does not; of two that tell it, the newer one counts. */
static void
join(struct sst_told *a, const struct sst_told *b)
{
	bool is_newer = b->set > a->set;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		const char **to = (void *)((uint8_t *)a + texts[i]);
		const char *const *from =
		    (const void *)((const uint8_t *)b + texts[i]);

		if (*from != NULL && (*to == NULL || is_newer))
			*to = *from;
	}
	if (b->codes_for.v != NULL && (a->codes_for.v == NULL || is_newer))
		a->codes_for = b->codes_for;
	if (!is_newer)
		return;
	a->set = b->set;
	a->archive = b->archive;
}

int
sst_merge_told(const struct sst_snapshot *s, const char *archive,
    struct sst_snapshot *out, struct sst_err *err)
{
	for (size_t i = 0; i < s->told.n; i++) {
		struct sst_told one = s->told.v[i];
		struct sst_told *place;

		if (one.iccid == NULL)
			continue;
		one.archive = archive;
		place = find(out, one.iccid);
		if (place != NULL) {
			join(place, &one);
			continue;
		}
		place = sst_snapshot_add_told(out);
		if (place == NULL)
			return sst_arena_full(&out->mem, err);
		*place = one;
	}
	return 0;
}
