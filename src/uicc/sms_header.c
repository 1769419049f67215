/* SPDX-License-Identifier: ISC */
/* sms_header.c: coding schemes, and what stands before a message's text. */
#include "sms_priv.h"

/* TS 23.038 section 4: groups by the upper bits. */
static const struct {
	uint8_t first;
	uint8_t last;
	bool is_general; /* compression and alphabet are in bits of their own */
	enum sst_sms_alphabet alphabet;
} groups[] = {
	{ 0x00, 0x7F, true, SST_SMS_GSM },   /* and to be deleted */
	{ 0x80, 0xBF, false, SST_SMS_GSM },  /* reserved */
	{ 0xC0, 0xDF, false, SST_SMS_GSM },  /* messages waiting */
	{ 0xE0, 0xEF, false, SST_SMS_UCS2 }, /* messages waiting */
	{ 0xF0, 0xF3, false, SST_SMS_GSM },  /* classes, bit 3 reserved */
	{ 0xF4, 0xF7, false, SST_SMS_8BIT },
	{ 0xF8, 0xFB, false, SST_SMS_GSM },
	{ 0xFC, 0xFF, false, SST_SMS_8BIT },
};

struct sst_sms_coding
sst_sms_coding_of(uint8_t dcs)
{
	static const enum sst_sms_alphabet alphabets[] = { SST_SMS_GSM,
		SST_SMS_8BIT, SST_SMS_UCS2, SST_SMS_GSM };
	struct sst_sms_coding coding = { SST_SMS_GSM, false };
	size_t i = 0;

	while (dcs > groups[i].last)
		i++;
	coding.alphabet = groups[i].alphabet;
	if (groups[i].is_general) {
		coding.alphabet = alphabets[dcs >> 2 & 3];
		coding.is_compressed = (dcs & 0x20) != 0;
	}
	return coding;
}

/* Parts that contradict themselves are none (TS 23.040, same section, .1). */
static void
put_part(struct sst_sms_header *h, unsigned reference, uint8_t parts,
    uint8_t part)
{
	if (part == 0 || part > parts)
		return;
	h->reference = (uint16_t)reference;
	h->parts = parts;
	h->part = part;
}

static void
read_part(struct sst_sms_header *h, const uint8_t *p)
{
	put_part(h, p[0], p[1], p[2]);
}

static void
read_part_long(struct sst_sms_header *h, const uint8_t *p)
{
	put_part(h, (unsigned)p[0] << 8 | p[1], p[2], p[3]);
}

/* Table 0 is the default, which needs no shift. */
static void
read_single(struct sst_sms_header *h, const uint8_t *p)
{
	h->has_single_shift = p[0] != 0;
}

static void
read_locking(struct sst_sms_header *h, const uint8_t *p)
{
	h->has_locking_shift = p[0] != 0;
}

static const struct {
	uint8_t id;
	uint8_t n; /* bytes of its data */
	void (*read)(struct sst_sms_header *h, const uint8_t *p);
} elements[] = {
	{ 0x00, 3, read_part },
	{ 0x08, 4, read_part_long },
	{ 0x24, 1, read_single },
	{ 0x25, 1, read_locking },
};

/* The next element, whose data is in out; c stays at the end and when cut. */
static bool
next_element(struct sst_cur *c, uint8_t *id, struct sst_span *out)
{
	struct sst_err err = { 0 };
	struct sst_cur at = *c;
	uint8_t n;

	if (sst_cur_get_u8(&at, id, &err) < 0 ||
	    sst_cur_get_u8(&at, &n, &err) < 0 ||
	    sst_cur_get(&at, n, out, &err) < 0)
		return false;
	*c = at;
	return true;
}

static void
read_element(struct sst_sms_header *h, uint8_t id, struct sst_span data)
{
	for (size_t i = 0; i < sizeof(elements) / sizeof(elements[0]); i++) {
		if (elements[i].id == id && elements[i].n == data.n)
			elements[i].read(h, data.p);
	}
}

static void
read_elements(struct sst_span s, struct sst_sms_header *h)
{
	struct sst_cur c = sst_cur_of(s);
	struct sst_span data;
	uint8_t id;

	while (next_element(&c, &id, &data))
		;
	if (c.left.n != 0)
		return;
	c = sst_cur_of(s);
	while (next_element(&c, &id, &data))
		read_element(h, id, data);
}

int
sst_sms_header(struct sst_span data, size_t at, struct sst_sms_header *out,
    struct sst_err *err)
{
	struct sst_cur c = { data, at };
	struct sst_sms_header h = { 0 };
	struct sst_span s;
	uint8_t n;

	*out = h;
	if (sst_cur_get_u8(&c, &n, err) < 0 || sst_cur_get(&c, n, &s, err) < 0)
		return sst_within(err, "header");
	h.n = 1U + n;
	read_elements(s, &h);
	*out = h;
	return 0;
}
