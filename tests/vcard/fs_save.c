/* SPDX-License-Identifier: ISC */
/* fs_save.c: every file as text, so that a test can compare. */
#include <errno.h>
#include <string.h>

#include "fs.h"

static void
put_hex(FILE *out, const uint8_t *p, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		fprintf(out, "%02X", p[i]);
	fprintf(out, "\n");
}

static void
put_file(FILE *out, const struct vc_file *f)
{
	char path[VC_PATH];
	size_t i;

	vc_fs_path(f, path);
	if (f->kind == VC_TRANSPARENT) {
		fprintf(out, "%s ", path);
		put_hex(out, f->data.p, f->data.n);
		return;
	}
	for (i = 0; i < f->records; i++) {
		fprintf(out, "%s record %zu ", path, i + 1);
		put_hex(out, f->data.p + i * f->record_size, f->record_size);
	}
}

/* Under another name first: who waits for the file sees all of it. */
bool
vc_fs_save(struct vc_run *r)
{
	const struct vc_fs *fs = r->card->fs;
	char part[4096];
	FILE *out;
	size_t i;

	if (r->save == NULL || fs == NULL)
		return false;
	if ((size_t)snprintf(part, sizeof(part), "%s.part", r->save) >=
	    sizeof(part))
		vc_die("%s: too long", r->save);
	out = fopen(part, "w");
	if (out == NULL)
		vc_die("%s: %s", part, strerror(errno));
	for (i = 0; i < fs->file_n; i++)
		put_file(out, fs->file[i]);
	if (fclose(out) != 0 || rename(part, r->save) < 0)
		vc_die("%s: %s", r->save, strerror(errno));
	vc_log(r, "SAVED");
	return true;
}
