/* SPDX-License-Identifier: ISC */
/* fs_2g.c: what an old SIM says otherwise, TS 51.011 sections 9.2 and 9.4. */
#include <string.h>

#include "fs.h"

/* Section 9.3: the access condition of a command, half a byte. */
static unsigned
nibble(enum vc_rule rule)
{
	static const uint8_t code[VC_RULES] = { 0x0, 0x1, 0x2, 0x4, 0xF };

	return code[rule];
}

static void
put_two(struct vc_buf *out, size_t n)
{
	vc_put_byte(out, n >> 8 & 0xFF);
	vc_put_byte(out, n & 0xFF);
}

static void
put_ef(struct vc_run *r, const struct vc_file *f, struct vc_buf *out)
{
	static const uint8_t structure[] = { 0, 0, 1, 3 };
	struct vc_fault *size = vc_fault_for(r, VC_FCP_SIZE, f->fid);
	struct vc_fault *lie = vc_fault_for(r, VC_FCP_RECORD, f->fid);
	size_t record = lie != NULL ? lie->n : f->record_size;

	put_two(out, 0);
	put_two(out, size != NULL ? size->n : f->data.n);
	put_two(out, f->fid);
	vc_put_byte(out, 0x04);
	vc_put_byte(out, 0x00);
	vc_put_byte(out, nibble(f->read) << 4 | nibble(f->update));
	vc_put_byte(out, nibble(VC_NOBODY) << 4);
	vc_put_byte(out, nibble(VC_ADM) << 4 | nibble(VC_ADM));
	vc_put_byte(out, f->is_deactivated ? 0x00 : 0x01);
	vc_put_byte(out, 2);
	vc_put_byte(out, structure[f->kind]);
	vc_put_byte(out, (unsigned)record & 0xFF);
}

static size_t
count(const struct vc_fs *fs, const struct vc_file *df, bool is_df)
{
	size_t i, n = 0;

	for (i = 0; i < fs->file_n; i++)
		if (fs->file[i]->parent == df &&
		    (fs->file[i]->kind == VC_DF) == is_df)
			n++;
	return n;
}

/* Initialised, and the tries that are left; 00 where there is no such code. */
static unsigned
chv_status(const struct vc_pin *pin)
{
	return pin->value[0] == '\0' ? 0 : 0x80 | pin->tries;
}

static void
put_df(const struct vc_fs *fs, const struct vc_file *f, struct vc_buf *out)
{
	put_two(out, 0);
	put_two(out, 0x2000);
	put_two(out, f->fid);
	vc_put_byte(out, f->parent == NULL ? 0x01 : 0x02);
	vc_put(out, "\0\0\0\0\0", 5);
	vc_put_byte(out, 10);
	vc_put_byte(out, fs->pin[0].is_enabled ? 0x13 : 0x93);
	vc_put_byte(out, (unsigned)count(fs, f, true));
	vc_put_byte(out, (unsigned)count(fs, f, false));
	vc_put_byte(out, 5);
	vc_put_byte(out, 0);
	vc_put_byte(out, chv_status(&fs->pin[0]));
	vc_put_byte(out, 0x8A);
	vc_put_byte(out, chv_status(&fs->pin[1]));
	vc_put_byte(out, 0x8A);
	vc_put_byte(out, 0);
}

void
vc_fs_response_2g(struct vc_run *r, const struct vc_file *f, struct vc_buf *out)
{
	size_t start = out->n;

	if (f->kind == VC_DF)
		put_df(r->card->fs, f, out);
	else
		put_ef(r, f, out);
	if (vc_fault_for(r, VC_FCP_CUT, f->fid) != NULL)
		out->n = start + (out->n - start) / 2;
	if (vc_fault_for(r, VC_FCP_NOISE, f->fid) != NULL) {
		out->n = start;
		vc_put_noise(out, 15, f->fid);
	}
}

unsigned
vc_fs_sw_2g(unsigned sw)
{
	static const struct {
		unsigned ours, theirs;
	} rows[] = { { VC_NO_EF, 0x9400 }, { VC_NO_RECORD, 0x9402 },
		{ VC_WRONG_OFFSET, 0x9402 }, { VC_NOT_FOUND, 0x9404 },
		{ VC_WRONG_KIND, 0x9408 }, { VC_NO_PIN, 0x9802 },
		{ VC_NOT_ALLOWED, 0x9804 }, { VC_PIN_UNUSABLE, 0x9808 },
		{ VC_WRONG_STATE, 0x9810 }, { VC_PIN_BLOCKED, 0x9840 },
		{ VC_TRIES_LEFT, 0x9840 }, { VC_WRONG_P1P2, 0x6B00 } };
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].ours == sw)
			return rows[i].theirs;
	if ((sw & 0xFFF0) == VC_TRIES_LEFT)
		return 0x9804;
	if ((sw & 0xFF00) == VC_WRONG_LE)
		return VC_WRONG_LENGTH | (sw & 0xFF);
	return sw;
}
