/* SPDX-License-Identifier: ISC */
/* ccid_block.c: blocks of T=1: NAD, PCB, LEN, bytes, LRC or CRC. */
#include <string.h>

#include "ccid.h"

static uint16_t
crc(const uint8_t *p, size_t n)
{
	uint16_t v = 0xFFFF;
	int bit;

	while (n-- > 0) {
		v ^= *p++;
		for (bit = 0; bit < 8; bit++)
			v = (v & 1) != 0 ? (uint16_t)(v >> 1 ^ 0x8408)
			                 : (uint16_t)(v >> 1);
	}
	return v;
}

static void
code(const uint8_t *p, size_t n, bool is_crc, uint8_t out[2])
{
	uint16_t v;

	if (is_crc) {
		v = crc(p, n);
		out[0] = (uint8_t)(v >> 8);
		out[1] = (uint8_t)(v & 0xFF);
		return;
	}
	for (out[0] = 0; n > 0; n--)
		out[0] ^= *p++;
}

void
ccid_block_seal(struct ccid_block *b, bool is_crc)
{
	size_t n = b->n - (is_crc ? 2 : 1);
	uint8_t sum[2];

	code(b->p, n, is_crc, sum);
	memcpy(b->p + n, sum, is_crc ? 2 : 1);
}

bool
ccid_block_is_sealed(const struct ccid_block *b, bool is_crc)
{
	size_t n = b->n - (is_crc ? 2 : 1);
	uint8_t sum[2];

	code(b->p, n, is_crc, sum);
	return memcmp(b->p + n, sum, is_crc ? 2 : 1) == 0;
}

void
ccid_block_make(struct ccid_block *b, bool is_crc, uint8_t pcb,
    const uint8_t *inf, size_t n)
{
	b->p[0] = 0;
	b->p[1] = pcb;
	b->p[2] = (uint8_t)n;
	if (n > 0)
		memcpy(b->p + 3, inf, n);
	b->n = 3 + n + (is_crc ? 2 : 1);
	ccid_block_seal(b, is_crc);
}

static void
log_supervisory(struct ccid *c, char way, const struct ccid_block *b)
{
	static const char *const names[] = { "RESYNCH", "IFS", "ABORT", "WTX" };
	unsigned what = b->p[1] & 0x1F;
	char value[16] = "";

	if (b->p[2] == 1)
		snprintf(value, sizeof(value), " %u", b->p[3]);
	usb_log(&c->base, "%c BLOCK S %s %s%s", way,
	    what < 4 ? names[what] : "UNKNOWN",
	    (b->p[1] & 0x20) != 0 ? "response" : "request", value);
}

void
ccid_block_log(struct ccid *c, char way, const struct ccid_block *b)
{
	uint8_t pcb = b->p[1];

	if ((pcb & 0x80) == 0)
		usb_log(&c->base, "%c BLOCK I N(S)=%u M=%u len %u", way,
		    pcb >> 6 & 1, pcb >> 5 & 1, b->p[2]);
	else if ((pcb & 0x40) == 0)
		usb_log(&c->base, "%c BLOCK R N(R)=%u error %u", way,
		    pcb >> 4 & 1, pcb & 0x0F);
	else
		log_supervisory(c, way, b);
}
