/* SPDX-License-Identifier: ISC */
/* fs_select.c: SELECT and STATUS, TS 102 221 sections 8.4 and 11.1. */
#include <string.h>

#include "fs.h"

#define BY_FID 0x00
#define PARENT 0x03
#define BY_NAME 0x04
#define FROM_MF 0x08
#define FROM_DF 0x09
#define NO_DATA 0x0C
#define NEXT 0x02

void
vc_fs_enter(struct vc_at *at, struct vc_file *f)
{
	at->df = f->kind == VC_DF ? f : f->parent;
	at->ef = f->kind == VC_DF ? NULL : f;
	at->record = f->kind == VC_CYCLIC ? 1 : 0;
	if (f->application != 0)
		at->adf = f;
}

/* Near the current DF: itself, below, beside, above; the MF; 7FFF. */
static struct vc_file *
by_fid(const struct vc_fs *fs, const struct vc_at *at, unsigned fid)
{
	struct vc_file *up = at->df->parent, *f;

	if (fid == VC_MF)
		return fs->file[0];
	if (fid == VC_ADF)
		return at->adf;
	f = vc_fs_child(fs, at->df, fid);
	if (f != NULL)
		return f;
	if (at->df->fid == fid)
		return at->df;
	if (up == NULL)
		return NULL;
	if (up->fid == fid)
		return up;
	f = vc_fs_child(fs, up, fid);
	return f != NULL && f->kind == VC_DF ? f : NULL;
}

static struct vc_file *
by_path(const struct vc_fs *fs, const struct vc_at *at, struct vc_file *df,
    struct vc_bytes path)
{
	struct vc_file *f = df;
	unsigned fid;
	size_t i;

	if (path.n == 0 || path.n % 2 != 0)
		return NULL;
	for (i = 0; i < path.n && f != NULL; i += 2) {
		fid = (unsigned)path.p[i] << 8 | path.p[i + 1];
		if (f->kind != VC_DF)
			return NULL;
		f = i == 0 && fid == VC_ADF ? at->adf : vc_fs_child(fs, f, fid);
	}
	return f;
}

static bool
is_named(const struct vc_file *f, struct vc_bytes name)
{
	return f->application != 0 && name.n != 0 && name.n <= f->aid.n &&
	       memcmp(f->aid.p, name.p, name.n) == 0;
}

/* The first application whose AID begins so, or the next one. */
static struct vc_file *
by_name(const struct vc_fs *fs, const struct vc_at *at, struct vc_bytes name,
    unsigned occurrence)
{
	unsigned behind = 0;
	size_t i;

	if (occurrence == NEXT && at->adf != NULL)
		behind = at->adf->application;
	for (i = 0; i < fs->file_n; i++)
		if (is_named(fs->file[i], name) &&
		    fs->file[i]->application > behind)
			return fs->file[i];
	return NULL;
}

static struct vc_file *
find(const struct vc_fs *fs, const struct vc_at *at, const struct vc_apdu *a)
{
	if (a->p1 == BY_NAME)
		return by_name(fs, at, a->data, a->p2 & 3);
	if (a->p1 == FROM_MF)
		return by_path(fs, at, fs->file[0], a->data);
	if (a->p1 == FROM_DF)
		return by_path(fs, at, at->df, a->data);
	if (a->p1 == PARENT)
		return at->df->parent;
	if (a->data.n == 0)
		return fs->file[0];
	if (a->data.n != 2)
		return NULL;
	return by_fid(fs, at, (unsigned)a->data.p[0] << 8 | a->data.p[1]);
}

static void
answer(struct vc_run *r, const struct vc_file *f, unsigned p2)
{
	if (r->card->fs->is_2g)
		vc_fs_response_2g(r, f, &r->answer);
	else if ((p2 & NO_DATA) != NO_DATA)
		vc_fs_fcp(r, f, &r->answer);
}

unsigned
vc_fs_select(struct vc_run *r, struct vc_apdu *a)
{
	static const uint8_t modes[] = { BY_FID, PARENT, BY_NAME, FROM_MF,
		FROM_DF };
	struct vc_channel *c = &r->channel[a->channel];
	struct vc_fs *fs = r->card->fs;
	struct vc_fault *fault;
	struct vc_file *f;
	char path[VC_PATH];

	if (memchr(modes, (int)a->p1, sizeof(modes)) == NULL ||
	    (fs->is_2g && (a->p1 != 0 || a->p2 != 0)) || (a->p2 & 0xF0) != 0)
		return VC_WRONG_P1P2;
	if (fs->is_2g && a->data.n != 2)
		return VC_WRONG_LENGTH;
	f = find(fs, &c->at, a);
	if (f == NULL)
		return VC_NOT_FOUND;
	vc_log(r, "SELECT %s", vc_fs_path(f, path));
	fault = vc_fault_for(r, VC_FILE_SELECT_SW, f->fid);
	if (fault != NULL)
		return fault->sw;
	c->isdr = NULL;
	vc_fs_enter(&c->at, f);
	answer(r, f, a->p2);
	return f->is_deactivated && !fs->is_2g ? VC_DEACTIVATED : VC_OK;
}

/* P2: 00 what SELECT answers, 01 the name of the application, 0C nothing. */
unsigned
vc_fs_status(struct vc_run *r, struct vc_apdu *a)
{
	const struct vc_at *at = &r->channel[a->channel].at;
	struct vc_fs *fs = r->card->fs;

	if (a->p1 > 2 || (a->p2 != 0 && a->p2 != 1 && a->p2 != NO_DATA) ||
	    (fs->is_2g && (a->p1 != 0 || a->p2 != 0)))
		return VC_WRONG_P1P2;
	if (a->p2 == 1 && at->adf != NULL)
		vc_put_tlv(&r->answer, 0x84, at->adf->aid.p, at->adf->aid.n);
	else if (a->p2 != 1)
		answer(r, at->df, a->p2);
	if (r->answer.n == 0)
		return VC_OK;
	if (fs->is_2g && a->le > 0 && (size_t)a->le < r->answer.n)
		r->answer.n = (size_t)a->le;
	if (r->is_t1 && a->le == 256)
		return VC_OK;
	if (a->le < 0 || (size_t)a->le == r->answer.n)
		return VC_OK;
	a->le = (int)r->answer.n;
	vc_clear(&r->answer);
	return VC_WRONG_LE | (unsigned)a->le;
}
