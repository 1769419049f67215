/* SPDX-License-Identifier: ISC */
/* atr.c: the answer to reset, as far as its historical bytes matter. */
#include <simstow/link/atr.h>

#include "card_priv.h"

#define COMPACT_TLV 0x80        /* category indicator: objects to the end */
#define COMPACT_TLV_STATUS 0x00 /* the same, with 3 bytes of status behind */
#define STATUS_BYTES 3
#define CAPABILITIES 7      /* compact tag */
#define EXTENDED_LC_LE 0x40 /* b7 of the third capability byte */

/* A compact object is one byte, tag and length, and the value. */
static bool
find_extended(struct sst_cur c, struct sst_err *err)
{
	struct sst_span v;
	uint8_t head;

	while (c.left.n > 0) {
		if (sst_cur_get_u8(&c, &head, err) < 0 ||
		    sst_cur_get(&c, head & 0x0F, &v, err) < 0)
			return false;
		if (head >> 4 == CAPABILITIES)
			return v.n >= 3 && (v.p[2] & EXTENDED_LC_LE) != 0;
	}
	return false;
}

bool
sst_atr_has_extended(struct sst_span atr)
{
	struct sst_err unused = { 0 };
	struct sst_span historical;
	struct sst_cur c;
	uint8_t category;

	if (sst_atr_historical(atr, &historical, &unused) < 0)
		return false;
	c = sst_cur_of(historical);
	if (sst_cur_get_u8(&c, &category, &unused) < 0)
		return false;
	if (category == COMPACT_TLV_STATUS && c.left.n >= STATUS_BYTES)
		c.left.n -= STATUS_BYTES;
	else if (category != COMPACT_TLV)
		return false;
	return find_extended(c, &unused);
}
