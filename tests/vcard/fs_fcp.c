/* SPDX-License-Identifier: ISC */
/* fs_fcp.c: the FCP template, TS 102 221 section 11.1.1.3. */
#include <string.h>

#include "fs.h"

static void
put_number(struct vc_buf *out, uint32_t tag, size_t n)
{
	uint8_t v[2] = { (uint8_t)(n >> 8), (uint8_t)n };

	vc_put_tlv(out, tag, v, sizeof(v));
}

static void
put_descriptor(struct vc_run *r, const struct vc_file *f, struct vc_buf *out)
{
	static const uint8_t code[] = { 0x78, 0x41, 0x42, 0x46 };
	struct vc_fault *lie = vc_fault_for(r, VC_FCP_RECORD, f->fid);
	size_t size = lie != NULL ? lie->n : f->record_size;
	uint8_t v[5] = { code[f->kind], 0x21, (uint8_t)(size >> 8),
		(uint8_t)size, (uint8_t)f->records };
	bool has_records = f->kind == VC_LINEAR || f->kind == VC_CYCLIC;

	vc_put_tlv(out, 0x82, v, has_records ? 5 : 2);
}

/* UICC characteristics, memory that is free; of an EF a maker's object. */
static void
put_proprietary(const struct vc_file *f, struct vc_buf *out)
{
	size_t start = out->n;

	if (f->kind != VC_DF) {
		vc_put_tlv(out, 0xC0, "\x00", 1);
	} else {
		vc_put_tlv(out, 0x80, "\x71", 1);
		vc_put_tlv(out, 0x83, "\x00\x01\x86\xA0", 4);
	}
	vc_wrap(out, start, 0xA5);
}

/* PS_DO: a bit for each key reference behind it, enabled or not. */
static void
put_pins(const struct vc_fs *fs, struct vc_buf *out)
{
	size_t start = out->n, i;
	unsigned bits = 0, bit = 0x80;
	uint8_t byte;

	for (i = 0; i < 3; i++) {
		if (fs->pin[i].value[0] == '\0')
			continue;
		bits |= fs->pin[i].is_enabled ? bit : 0;
		bit >>= 1;
	}
	byte = (uint8_t)bits;
	vc_put_tlv(out, 0x90, &byte, 1);
	for (i = 0; i < 3; i++) {
		byte = (uint8_t)fs->pin[i].reference;
		if (fs->pin[i].value[0] != '\0')
			vc_put_tlv(out, 0x83, &byte, 1);
	}
	vc_wrap(out, start, 0xC6);
}

static void
put_ef(struct vc_run *r, const struct vc_file *f, struct vc_buf *out)
{
	struct vc_fault *lie = vc_fault_for(r, VC_FCP_SIZE, f->fid);
	uint8_t sfi = (uint8_t)(f->sfi << 3);

	put_number(out, 0x80, lie != NULL ? lie->n : f->data.n);
	put_number(out, 0x81, f->data.n + 0x20);
	vc_put_tlv(out, 0x88, &sfi, f->sfi != 0 ? 1 : 0);
}

void
vc_fs_fcp(struct vc_run *r, const struct vc_file *f, struct vc_buf *out)
{
	const struct vc_fs *fs = r->card->fs;
	size_t start = out->n;

	put_descriptor(r, f, out);
	put_number(out, 0x83, f->fid);
	if (f->application != 0)
		vc_put_tlv(out, 0x84, f->aid.p, f->aid.n);
	put_proprietary(f, out);
	vc_put_tlv(out, 0x8A, f->is_deactivated ? "\x04" : "\x05", 1);
	vc_fs_put_security(fs, f, out);
	if (f->kind != VC_DF) {
		put_ef(r, f, out);
	} else {
		put_pins(fs, out);
		put_number(out, 0x81, 0x2000);
	}
	vc_wrap(out, start, 0x62);
	if (vc_fault_for(r, VC_FCP_CUT, f->fid) != NULL)
		out->n = start + (out->n - start) / 2;
	if (vc_fault_for(r, VC_FCP_NOISE, f->fid) != NULL) {
		out->n = start;
		vc_put_noise(out, 40, f->fid);
	}
}
