/* SPDX-License-Identifier: ISC */
/* fs_rules.c: access rules: kept, and as EF.ARR, 8C, AB; EF.DIR. */
#include <string.h>

#include "fs.h"

#define EF_DIR 0x2F00
#define EF_ARR_MF 0x2F06
#define EF_ARR_DF 0x6F06
#define SFI_DIR 0x1E
#define SFI_ARR_MF 0x06
#define SFI_ARR_DF 0x17

bool
vc_fs_may(const struct vc_fs *fs, enum vc_rule rule)
{
	const struct vc_pin *pin;

	if (rule == VC_ALWAYS || rule == VC_NOBODY)
		return rule == VC_ALWAYS;
	pin = &fs->pin[rule - VC_PIN1];
	return pin->is_verified || !pin->is_enabled;
}

/* TS 102 221 section 9.2.4: security condition in expanded form. */
static void
put_condition(const struct vc_fs *fs, enum vc_rule rule, struct vc_buf *out)
{
	size_t start = out->n;
	uint8_t reference;

	if (rule == VC_ALWAYS || rule == VC_NOBODY) {
		vc_put_tlv(out, rule == VC_ALWAYS ? 0x90 : 0x97, "", 0);
		return;
	}
	reference = (uint8_t)fs->pin[rule - VC_PIN1].reference;
	vc_put_tlv(out, 0x83, &reference, 1);
	vc_put_tlv(out, 0x95, "\x08", 1);
	vc_wrap(out, start, 0xA4);
}

/* AM 01 read, 02 update, 18 deactivate and activate; each rule once. */
static void
put_rules(const struct vc_fs *fs, const struct vc_file *f, struct vc_buf *out)
{
	const struct {
		enum vc_rule rule;
		unsigned mode;
	} uses[] = { { f->read, 0x01 }, { f->update, 0x02 }, { VC_ADM, 0x18 } };
	bool is_said[VC_RULES] = { false };
	uint8_t mode;
	size_t i, k;

	for (i = 0; i < 3; i++) {
		if (is_said[uses[i].rule])
			continue;
		is_said[uses[i].rule] = true;
		mode = 0;
		for (k = i; k < 3; k++)
			if (uses[k].rule == uses[i].rule)
				mode |= (uint8_t)uses[k].mode;
		vc_put_tlv(out, 0x80, &mode, 1);
		put_condition(fs, uses[i].rule, out);
	}
}

/* One byte for each bit of the access mode byte, the highest bit first. */
static void
put_compact(const struct vc_file *f, struct vc_buf *out)
{
	static const uint8_t code[VC_RULES] = { 0x00, 0x11, 0x12, 0x2A, 0xFF };
	uint8_t v[3] = { 0x03, code[f->update], code[f->read] };

	vc_put_tlv(out, 0x8C, v, sizeof(v));
}

static void
put_reference(const struct vc_fs *fs, const struct vc_file *f,
    struct vc_buf *out)
{
	bool is_mf = f->parent == NULL || f->parent->parent == NULL;
	uint8_t record = (uint8_t)f->arr_record;
	unsigned fid = is_mf ? EF_ARR_MF : EF_ARR_DF;
	uint8_t v[6] = { (uint8_t)(fid >> 8), (uint8_t)fid, record };

	if (fs->security == VC_SEC_ARR_SE) {
		v[2] = 0x00;
		v[3] = record;
		v[4] = 0x01;
		v[5] = record;
	}
	vc_put_tlv(out, 0x8B, v, fs->security == VC_SEC_ARR_SE ? 6 : 3);
}

void
vc_fs_put_security(const struct vc_fs *fs, const struct vc_file *f,
    struct vc_buf *out)
{
	size_t start = out->n;

	if (fs->security == VC_SEC_COMPACT) {
		put_compact(f, out);
	} else if (fs->security == VC_SEC_EXPANDED) {
		put_rules(fs, f, out);
		vc_wrap(out, start, 0xAB);
	} else {
		put_reference(fs, f, out);
	}
}

/* ---- the files that the program makes itself ---- */

/* The MF's rules are in its own EF.ARR, a DF's in that of the DF above. */
static bool
is_ruled_by(const struct vc_file *f, const struct vc_file *df)
{
	return f->parent == df || (f == df && df->parent == NULL);
}

static size_t
same_rules(const struct vc_fs *fs, const struct vc_file *df, size_t i)
{
	const struct vc_file *f = fs->file[i];
	size_t k;

	for (k = 0; k < i; k++)
		if (is_ruled_by(fs->file[k], df) &&
		    fs->file[k]->read == f->read &&
		    fs->file[k]->update == f->update)
			return fs->file[k]->arr_record;
	return 0;
}

static void
fill_record(struct vc_file *f, size_t n, const struct vc_buf *v)
{
	memcpy(f->data.p + (n - 1) * f->record_size, v->p, v->n);
}

static void
make_records(struct vc_file *f, size_t records, size_t size)
{
	f->record_size = size;
	f->records = records;
	while (f->data.n < records * size)
		vc_put_byte(&f->data, 0xFF);
}

/* Twice over the files: first to count and measure, then to write. */
static void
add_arr(struct vc_fs *fs, struct vc_file *df)
{
	bool is_mf = df->parent == NULL;
	struct vc_buf rules = { 0 };
	struct vc_file *arr;
	size_t i, n = 0, longest = 0;

	arr = vc_fs_add(fs, df, is_mf ? EF_ARR_MF : EF_ARR_DF, VC_LINEAR);
	arr->sfi = is_mf ? SFI_ARR_MF : SFI_ARR_DF;
	for (i = 0; i < fs->file_n; i++) {
		if (!is_ruled_by(fs->file[i], df))
			continue;
		fs->file[i]->arr_record = same_rules(fs, df, i);
		if (fs->file[i]->arr_record == 0)
			fs->file[i]->arr_record = ++n;
		vc_clear(&rules);
		put_rules(fs, fs->file[i], &rules);
		longest = rules.n > longest ? rules.n : longest;
	}
	make_records(arr, n, longest);
	for (i = 0; i < fs->file_n; i++) {
		if (!is_ruled_by(fs->file[i], df))
			continue;
		vc_clear(&rules);
		put_rules(fs, fs->file[i], &rules);
		fill_record(arr, fs->file[i]->arr_record, &rules);
	}
	vc_free(&rules);
}

static void
put_application(const struct vc_file *adf, struct vc_buf *out)
{
	size_t start = out->n;

	vc_put_tlv(out, 0x4F, adf->aid.p, adf->aid.n);
	if (adf->label.n != 0)
		vc_put_tlv(out, 0x50, adf->label.p, adf->label.n);
	vc_wrap(out, start, 0x61);
}

/* TS 102 221 section 13.1, with an empty record behind the last. */
static void
add_dir(struct vc_fs *fs)
{
	struct vc_file *dir;
	struct vc_buf one = { 0 };
	size_t i, n = 0;

	if (fs->is_2g || vc_fs_child(fs, fs->file[0], EF_DIR) != NULL)
		return;
	dir = vc_fs_add(fs, fs->file[0], EF_DIR, VC_LINEAR);
	dir->sfi = SFI_DIR;
	make_records(dir, fs->applications + 1u, 0x30);
	for (i = 0; i < fs->file_n; i++) {
		if (fs->file[i]->application == 0)
			continue;
		vc_clear(&one);
		put_application(fs->file[i], &one);
		if (one.n <= dir->record_size)
			fill_record(dir, ++n, &one);
	}
	vc_free(&one);
}

/* ---- what is wrong in a card file as a whole ---- */

static bool
is_clash(const struct vc_fs *fs, const struct vc_file *a,
    const struct vc_file *b)
{
	if (a->parent != b->parent || a->application != 0 ||
	    b->application != 0)
		return false;
	return a->fid == b->fid ||
	       (a->sfi != 0 && a->sfi == b->sfi && !fs->is_2g);
}

static int
check_file(const struct vc_fs *fs, size_t i, const char *name)
{
	const struct vc_file *f = fs->file[i];
	const char *why = NULL;
	char path[VC_PATH];
	size_t k;

	if (f->parent == NULL && i != 0)
		why = "without path";
	else if (f->application != 0 && (f->aid.n < 5 || f->aid.n > 16))
		why = "application without an AID of 5 to 16 bytes";
	else if (f->kind != VC_DF && f->data.n == 0)
		why = "without size, hex, or record-size and records";
	for (k = 0; why == NULL && k < i; k++)
		if (is_clash(fs, f, fs->file[k]))
			why = "whose path or sfi was there before";
	if (why == NULL)
		return 0;
	fprintf(stderr, "vcard: %s: line %u, %s: a file %s\n", name, f->line,
	    vc_fs_path(f, path), why);
	return -1;
}

int
vc_fs_finish(struct vc_card *card, const char *name)
{
	struct vc_fs *fs = card->fs;
	size_t i, n;

	if (fs == NULL)
		return 0;
	add_dir(fs);
	n = fs->file_n;
	for (i = 0; i < n && !fs->is_2g; i++)
		if (fs->file[i]->kind == VC_DF)
			add_arr(fs, fs->file[i]);
	for (i = 0; i < fs->file_n; i++)
		if (check_file(fs, i, name) < 0)
			return -1;
	return 0;
}
