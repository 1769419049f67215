/* SPDX-License-Identifier: ISC */
/* uicc_draft.c: the card as it will be, changed in a copy, step by step. */
#include <assert.h>
#include <string.h>

#include "uicc_priv.h"

static size_t
record_count(const struct sst_uicc_write_file *f)
{
	return f->fcp.type == SST_FCP_LINEAR ? f->fcp.record_count : 0;
}

int
sst_uicc_draft_init(struct sst_uicc_draft *d, struct sst_err *err)
{
	size_t n = d->card->n;

	d->work = sst_arena_get_array(d->mem, n, sizeof(d->work[0]));
	d->claimed = sst_arena_get_array(d->mem, n, sizeof(d->claimed[0]));
	d->steps =
	    sst_arena_get_array(d->mem, SST_UICC_STEPS, sizeof(d->steps[0]));
	if (d->work == NULL || d->claimed == NULL || d->steps == NULL)
		return sst_arena_full(d->mem, err);
	for (size_t i = 0; i < n; i++) {
		const struct sst_uicc_write_file *f = &d->card->v[i];

		d->work[i] = sst_arena_copy(d->mem,
		    (struct sst_span){ f->data, f->fcp.size });
		d->claimed[i] = sst_arena_get_array(d->mem, record_count(f),
		    sizeof(d->claimed[i][0]));
		if (d->work[i] == NULL || d->claimed[i] == NULL)
			return sst_arena_full(d->mem, err);
	}
	return 0;
}

struct sst_span
sst_uicc_draft_record(const struct sst_uicc_draft *d, size_t file,
    unsigned record)
{
	const struct sst_fcp *f = &d->card->v[file].fcp;

	assert(record >= 1 && record <= f->record_count);
	return (struct sst_span){ d->work[file] +
		                      (size_t)(record - 1) * f->record_size,
		f->record_size };
}

bool
sst_uicc_draft_may_write(const struct sst_uicc_draft *d, size_t file)
{
	enum sst_fcp_access a = d->card->v[file].fcp.update;

	return a == SST_FCP_ALWAYS || a == SST_FCP_PIN1;
}

/* FF all through; cards also clear records of numbers with 00. */
bool
sst_uicc_draft_is_blank(struct sst_span record)
{
	for (size_t i = 0; i < record.n; i++)
		if (record.p[i] != record.p[0])
			return false;
	return record.n == 0 || record.p[0] == 0xFF || record.p[0] == 0;
}

static struct sst_uicc_step *
find_step(const struct sst_uicc_draft *d, size_t file, unsigned record)
{
	for (size_t i = 0; i < d->step_n; i++)
		if (d->steps[i].file == file && d->steps[i].record == record)
			return &d->steps[i];
	return NULL;
}

bool
sst_uicc_draft_is_touched(const struct sst_uicc_draft *d, size_t file,
    unsigned record)
{
	return find_step(d, file, record) != NULL;
}

enum sst_uicc_result
sst_uicc_draft_put(struct sst_uicc_draft *d, size_t file, unsigned record,
    const uint8_t *bytes)
{
	struct sst_span now = sst_uicc_draft_record(d, file, record);
	size_t at = (size_t)(record - 1) * now.n;

	if (find_step(d, file, record) == NULL) {
		struct sst_uicc_step *s = &d->steps[d->step_n];

		if (d->step_n == SST_UICC_STEPS)
			return SST_UICC_NO_ROOM;
		s->file = file;
		s->record = record;
		s->was_claimed = d->claimed[file][record - 1];
		memcpy(s->old, now.p, now.n);
		d->step_n++;
	}
	memcpy(d->work[file] + at, bytes, now.n);
	return SST_UICC_STORED;
}

enum sst_uicc_result
sst_uicc_draft_fill(struct sst_uicc_draft *d, size_t file, unsigned record,
    const uint8_t *bytes)
{
	struct sst_span now = sst_uicc_draft_record(d, file, record);

	if (!sst_uicc_draft_is_blank(now) && memcmp(now.p, bytes, now.n) != 0)
		return SST_UICC_TAKEN;
	return sst_uicc_draft_put(d, file, record, bytes);
}

static bool
is_room(const struct sst_uicc_draft *d, size_t file, unsigned record,
    const uint8_t *bytes)
{
	struct sst_span now = sst_uicc_draft_record(d, file, record);

	if (d->claimed[file][record - 1])
		return false;
	return bytes == NULL ? sst_uicc_draft_is_blank(now)
	                     : memcmp(now.p, bytes, now.n) == 0;
}

static unsigned
find_first(const struct sst_uicc_draft *d, size_t file, const uint8_t *bytes)
{
	unsigned n = d->card->v[file].fcp.record_count;

	for (unsigned i = 1; i <= n; i++)
		if (is_room(d, file, i, bytes))
			return i;
	return 0;
}

unsigned
sst_uicc_draft_find_room(struct sst_uicc_draft *d, size_t file,
    const uint8_t *bytes)
{
	unsigned record = find_first(d, file, bytes);

	if (record == 0)
		record = find_first(d, file, NULL);
	if (record == 0 ||
	    sst_uicc_draft_put(d, file, record, bytes) != SST_UICC_STORED)
		return 0;
	d->claimed[file][record - 1] = true;
	return record;
}

void
sst_uicc_draft_undo(struct sst_uicc_draft *d, size_t mark)
{
	while (d->step_n > mark) {
		const struct sst_uicc_step *s = &d->steps[--d->step_n];
		size_t n = d->card->v[s->file].fcp.record_size;

		memcpy(d->work[s->file] + (s->record - 1) * n, s->old, n);
		d->claimed[s->file][s->record - 1] = s->was_claimed;
	}
}

static int
add_change(struct sst_uicc_draft *d, const struct sst_uicc_step *s,
    struct sst_err *err)
{
	struct sst_span now = sst_uicc_draft_record(d, s->file, s->record);
	struct sst_span old = { s->old, now.n };
	struct sst_uicc_write_change c = { .file = s->file,
		.record = s->record,
		.old = { sst_arena_copy(d->mem, old), now.n },
		.new = { sst_arena_copy(d->mem, now), now.n },
		.was = sst_uicc_say(d, s->file, old),
		.becomes = sst_uicc_say(d, s->file, now) };
	struct sst_uicc_write_change *v;

	if (sst_span_is_equal(old, now))
		return 0;
	v = sst_arena_grow(d->mem, d->out->v, d->out->n, sizeof(*v));
	if (c.old.p == NULL || c.new.p == NULL || c.was == NULL ||
	    c.becomes == NULL || v == NULL)
		return sst_arena_full(d->mem, err);
	v[d->out->n] = c;
	d->out->v = v;
	d->out->n++;
	return 0;
}

int
sst_uicc_draft_commit(struct sst_uicc_draft *d, struct sst_err *err)
{
	for (size_t i = 0; i < d->step_n; i++)
		if (add_change(d, &d->steps[i], err) < 0)
			return -1;
	d->step_n = 0;
	return 0;
}

int
sst_uicc_draft_remark(struct sst_uicc_draft *d, const char *what,
    const char *why, struct sst_err *err)
{
	struct sst_uicc_write_remarks *r = &d->out->remarks;
	struct sst_uicc_write_remark *v =
	    sst_arena_grow(d->mem, r->v, r->n, sizeof(*v));

	if (v == NULL || what == NULL || why == NULL)
		return sst_arena_full(d->mem, err);
	v[r->n] = (struct sst_uicc_write_remark){ what, why };
	r->v = v;
	r->n++;
	return 0;
}
