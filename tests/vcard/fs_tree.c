/* SPDX-License-Identifier: ISC */
/* fs_tree.c: the tree of MF, DFs, ADFs and EFs, and paths in it. */
#include <stdlib.h>
#include <string.h>

#include "fs.h"

struct vc_fs *
vc_fs_new(void)
{
	static const struct vc_pin pins[] = { { 0x01, "", true, false, 3, 3 },
		{ 0x81, "", true, false, 3, 3 },
		{ 0x0A, "", true, false, 10, 10 } };
	struct vc_fs *fs = vc_more(NULL, 1, sizeof(*fs));

	*fs = (struct vc_fs){ 0 };
	memcpy(fs->pin, pins, sizeof(pins));
	vc_fs_add(fs, NULL, VC_MF, VC_DF);
	return fs;
}

struct vc_file *
vc_fs_add(struct vc_fs *fs, struct vc_file *parent, unsigned fid,
    enum vc_kind kind)
{
	struct vc_file *f = vc_more(NULL, 1, sizeof(*f));

	*f = (struct vc_file){ .fid = fid,
		.kind = kind,
		.parent = parent,
		.read = kind == VC_DF ? VC_ADM : VC_ALWAYS,
		.update = VC_ADM };
	fs->file = vc_more(fs->file, fs->file_n + 1, sizeof(struct vc_file *));
	fs->file[fs->file_n++] = f;
	return f;
}

static void
free_file(struct vc_file *f)
{
	vc_free(&f->data);
	vc_free(&f->aid);
	vc_free(&f->label);
	free(f);
}

void
vc_fs_drop(struct vc_fs *fs, struct vc_file *f)
{
	size_t i, n = 0;

	for (i = 0; i < fs->file_n; i++)
		if (fs->file[i] != f)
			fs->file[n++] = fs->file[i];
	fs->file_n = n;
	free_file(f);
}

void
vc_fs_free(struct vc_fs **fs)
{
	size_t i;

	if (*fs == NULL)
		return;
	for (i = 0; i < (*fs)->file_n; i++)
		free_file((*fs)->file[i]);
	free((*fs)->file);
	free(*fs);
	*fs = NULL;
}

struct vc_file *
vc_fs_application(const struct vc_fs *fs, unsigned number)
{
	size_t i;

	for (i = 0; i < fs->file_n; i++)
		if (fs->file[i]->application == number)
			return fs->file[i];
	return NULL;
}

/* An ADF has no FID of its own: it is reached by AID, or as 7FFF. */
struct vc_file *
vc_fs_child(const struct vc_fs *fs, const struct vc_file *df, unsigned fid)
{
	size_t i;

	for (i = 0; i < fs->file_n; i++)
		if (fs->file[i]->parent == df && fs->file[i]->fid == fid &&
		    fs->file[i]->application == 0)
			return fs->file[i];
	return NULL;
}

struct vc_file *
vc_fs_by_sfi(const struct vc_fs *fs, const struct vc_file *df, unsigned sfi)
{
	size_t i;

	for (i = 0; sfi != 0 && i < fs->file_n; i++)
		if (fs->file[i]->parent == df && fs->file[i]->sfi == sfi)
			return fs->file[i];
	return NULL;
}

/* A file of the MF keeps 3F00 in its path; the second ADF is 7FFF.2. */
const char *
vc_fs_path(const struct vc_file *f, char *s)
{
	const struct vc_file *up[VC_DEPTH];
	size_t n = 0, at = 0;

	for (; f != NULL && n < VC_DEPTH; f = f->parent) {
		if (f->parent == NULL && n > 1)
			break;
		if (f->parent == NULL && n == 1 && up[0]->kind == VC_DF)
			break;
		up[n++] = f;
	}
	for (; n > 0 && at < VC_PATH; n--) {
		at += (size_t)snprintf(s + at, VC_PATH - at, "%s%04X",
		    at == 0 ? "" : "/", up[n - 1]->fid);
		if (up[n - 1]->application > 1 && at < VC_PATH)
			at += (size_t)snprintf(s + at, VC_PATH - at, ".%u",
			    up[n - 1]->application);
	}
	return s;
}

static int
parse_fid(const char **s, unsigned *out)
{
	char word[5] = "";
	char *end;

	if (strcspn(*s, "/") != 4)
		return -1;
	memcpy(word, *s, 4);
	*out = (unsigned)strtoul(word, &end, 16);
	if (*end != '\0')
		return -1;
	*s += 4;
	if (**s == '/')
		(*s)++;
	return 0;
}

static struct vc_file *
first_df(struct vc_fs *fs, unsigned fid)
{
	struct vc_file *mf = fs->file[0], *f;

	if (fid == VC_MF)
		return mf;
	if (fid == VC_ADF)
		return fs->adf;
	f = vc_fs_child(fs, mf, fid);
	return f != NULL ? f : vc_fs_add(fs, mf, fid, VC_DF);
}

int
vc_fs_place(struct vc_fs *fs, const char *path, struct vc_file **parent,
    unsigned *fid)
{
	struct vc_file *df = NULL, *next;
	size_t depth;

	*parent = NULL;
	for (depth = 0; depth < VC_DEPTH - 2; depth++) {
		if (parse_fid(&path, fid) < 0)
			return -1;
		if (*path == '\0')
			break;
		if (depth == 0) {
			next = first_df(fs, *fid);
		} else {
			next = vc_fs_child(fs, df, *fid);
			if (next == NULL)
				next = vc_fs_add(fs, df, *fid, VC_DF);
		}
		if (next == NULL || next->kind != VC_DF)
			return -1;
		df = next;
	}
	if (*path != '\0' || *fid == VC_MF || *fid == VC_ADF)
		return -1;
	*parent = df != NULL ? df : fs->file[0];
	return 0;
}
