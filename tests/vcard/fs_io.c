/* SPDX-License-Identifier: ISC */
/* fs_io.c: READ and UPDATE of bytes and records, TS 102 221 section 11.1. */
#include <string.h>

#include "fs.h"

#define BY_SFI 0x80
#define NEXT 2
#define PREVIOUS 3
#define ABSOLUTE 4

/* What one command works on. */
struct work {
	struct vc_run *run;
	struct vc_apdu *a;
	struct vc_at *at;
	struct vc_file *f;
	size_t record; /* from 1; 0: of a transparent file */
	size_t offset; /* in the file's bytes */
};

/* The file that an SFI names becomes the current one. */
static unsigned
choose(struct work *w, unsigned sfi, bool has_records, bool is_update)
{
	const struct vc_fs *fs = w->run->card->fs;
	char path[VC_PATH];
	struct vc_file *f;

	if (sfi != 0) {
		f = vc_fs_by_sfi(fs, w->at->df, sfi);
		if (f == NULL)
			return VC_NOT_FOUND;
		vc_fs_enter(w->at, f);
	}
	w->f = w->at->ef;
	if (w->f == NULL)
		return VC_NO_EF;
	if ((w->f->kind != VC_TRANSPARENT) != has_records)
		return VC_WRONG_KIND;
	if (!vc_fs_may(fs, is_update ? w->f->update : w->f->read)) {
		vc_log(w->run, "REFUSED %s %s", is_update ? "UPDATE" : "READ",
		    vc_fs_path(w->f, path));
		return VC_NOT_ALLOWED;
	}
	return w->f->is_deactivated ? VC_WRONG_STATE : VC_OK;
}

/* P1 with its first bit set: an SFI, and P2 alone is the offset. */
static unsigned
find_bytes(struct work *w, bool is_update)
{
	const struct vc_apdu *a = w->a;
	bool is_sfi = (a->p1 & BY_SFI) != 0 && !w->run->card->fs->is_2g;
	unsigned sw;

	if (is_sfi && (a->p1 & 0x60) != 0)
		return VC_WRONG_P1P2;
	if (is_sfi && (a->p1 & 0x1F) == 0)
		return VC_NOT_FOUND;
	sw = choose(w, is_sfi ? a->p1 & 0x1F : 0, false, is_update);
	if (sw != VC_OK)
		return sw;
	w->offset = is_sfi ? a->p2 : (size_t)a->p1 << 8 | a->p2;
	return w->offset < w->f->data.n ? VC_OK : VC_WRONG_OFFSET;
}

/* 1, 2 ... behind the pointer; only a cyclic file has no end. */
static size_t
step(const struct work *w, unsigned mode)
{
	size_t n = w->f->records, at = w->at->record;

	if (mode == ABSOLUTE)
		return w->a->p1 != 0 ? w->a->p1 : at;
	if (mode == NEXT && at < n)
		return at + 1;
	if (mode == PREVIOUS && at > 1)
		return at - 1;
	if (mode == PREVIOUS && at == 0)
		return n;
	if (w->f->kind != VC_CYCLIC)
		return 0;
	return mode == NEXT ? 1 : n;
}

static unsigned
find_record(struct work *w, bool is_update)
{
	const struct vc_apdu *a = w->a;
	unsigned mode = a->p2 & 7, sw;

	if (mode < NEXT || mode > ABSOLUTE || (mode != ABSOLUTE && a->p1 != 0))
		return VC_WRONG_P1P2;
	sw = choose(w, a->p2 >> 3, true, is_update);
	if (sw != VC_OK)
		return sw;
	w->record = step(w, mode);
	if (w->record == 0 || w->record > w->f->records)
		return VC_NO_RECORD;
	w->offset = (w->record - 1) * w->f->record_size;
	if (mode != ABSOLUTE)
		w->at->record = w->record;
	return VC_OK;
}

static void
log_work(struct work *w, const char *what)
{
	char path[VC_PATH];

	vc_fs_path(w->f, path);
	if (w->record != 0)
		vc_log(w->run, "%s %s record %zu", what, path, w->record);
	else
		vc_log(w->run, "%s %s offset %zu", what, path, w->offset);
}

/* Le is exact, but for 256 of T=1, and of a file that is longer. */
static unsigned
give(struct work *w, size_t left, bool is_rest)
{
	struct vc_fault *f = vc_fault_for(w->run, VC_FILE_SW, w->f->fid);
	size_t n = w->a->le < 0 ? 0 : (size_t)w->a->le;

	if (n == 0 || w->a->data.n != 0)
		return VC_WRONG_LENGTH;
	log_work(w, "READ");
	if (f != NULL)
		return f->sw;
	if (n > left && w->run->is_t1 && n == 256)
		n = left;
	if (n > left || (n < left && !is_rest))
		return VC_WRONG_LE | (unsigned)(left > 255 ? 0 : left);
	if (vc_fault_for(w->run, VC_FILE_SHORT, w->f->fid) != NULL)
		n /= 2;
	vc_put(&w->run->answer, w->f->data.p + w->offset, n);
	return VC_OK;
}

unsigned
vc_fs_read_binary(struct vc_run *r, struct vc_apdu *a)
{
	struct work w = { r, a, &r->channel[a->channel].at, NULL, 0, 0 };
	unsigned sw = find_bytes(&w, false);

	return sw != VC_OK ? sw : give(&w, w.f->data.n - w.offset, true);
}

unsigned
vc_fs_read_record(struct vc_run *r, struct vc_apdu *a)
{
	struct work w = { r, a, &r->channel[a->channel].at, NULL, 0, 0 };
	unsigned sw = find_record(&w, false);

	return sw != VC_OK ? sw : give(&w, w.f->record_size, false);
}

/* The oldest record of a cyclic file goes, the new one becomes the first. */
static void
store(struct work *w)
{
	struct vc_file *f = w->f;
	size_t keep = f->data.n - f->record_size;

	if (f->kind == VC_CYCLIC) {
		memmove(f->data.p + f->record_size, f->data.p, keep);
		w->offset = 0;
		w->at->record = 1;
	}
	memcpy(f->data.p + w->offset, w->a->data.p, w->a->data.n);
}

static unsigned
update(struct work *w)
{
	struct vc_run *r = w->run;
	struct vc_fault *f = vc_fault_for(r, VC_UPDATE_SW, w->f->fid);

	r->card->fs->updates++;
	log_work(w, "CHANGE");
	if (vc_fault_at(r, VC_UPDATE_GONE, r->card->fs->updates) != NULL) {
		r->is_gone = true;
		return VC_OK;
	}
	if (f != NULL)
		return f->sw;
	if (vc_fault_for(r, VC_UPDATE_LOST, w->f->fid) == NULL)
		store(w);
	if (vc_fault_at(r, VC_UPDATE_GONE_AFTER, r->card->fs->updates) != NULL)
		r->is_gone = true;
	return VC_OK;
}

unsigned
vc_fs_update_binary(struct vc_run *r, struct vc_apdu *a)
{
	struct work w = { r, a, &r->channel[a->channel].at, NULL, 0, 0 };
	unsigned sw = find_bytes(&w, true);

	if (sw != VC_OK)
		return sw;
	if (a->data.n == 0 || a->data.n > w.f->data.n - w.offset)
		return VC_WRONG_LENGTH;
	return update(&w);
}

/* TS 102 221 section 11.1.6: a cyclic file takes PREVIOUS, and only that. */
unsigned
vc_fs_update_record(struct vc_run *r, struct vc_apdu *a)
{
	struct work w = { r, a, &r->channel[a->channel].at, NULL, 0, 0 };
	unsigned sw = find_record(&w, true);

	if (sw != VC_OK)
		return sw;
	if (w.f->kind == VC_CYCLIC && (a->p2 & 7) != PREVIOUS)
		return VC_WRONG_P1P2;
	if (a->data.n != w.f->record_size)
		return VC_WRONG_LENGTH;
	return update(&w);
}
