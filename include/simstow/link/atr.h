/* SPDX-License-Identifier: ISC */
/* atr.h: the answer to reset of a card, ISO/IEC 7816-3 section 8. */
#ifndef SIMSTOW_LINK_ATR_H
#define SIMSTOW_LINK_ATR_H

#include <stdbool.h>

#include <simstow/base/span.h>

#define SST_ATR_MAX 33
#define SST_ATR_HISTORICAL 15

/* What a byte that was left out means. */
#define SST_ATR_DEFAULT_FD 0x11 /* TA1: Fi 372, Di 1 */
#define SST_ATR_DEFAULT_WI 10
#define SST_ATR_DEFAULT_BWI_CWI 0x4D

/* What an interface byte says, or that the card left it out. */
struct sst_atr_byte {
	bool is_there;
	uint8_t v;
};

struct sst_atr {
	uint16_t protocols; /* bit n: the card offers T=n */
	uint8_t first;      /* the first protocol offered: T=0 without TD1 */
	struct sst_atr_byte ta1;  /* Fi, Di */
	struct sst_atr_byte tc1;  /* extra guard time N */
	struct sst_atr_byte ta2;  /* specific mode: no PPS */
	struct sst_atr_byte wi;   /* TC2: T=0 waiting time integer, 10 absent */
	struct sst_atr_byte ifsc; /* first TA for T=1: 32 absent */
	struct sst_atr_byte bwi_cwi; /* first TB for T=1: 4D absent */
	bool is_crc;                /* first TC for T=1, bit 0: CRC, else LRC */
	struct sst_span historical; /* borrowed */
};

/*
 * sst_atr_parse - read an answer to reset.
 *
 *   atr  TS to TCK; borrowed, out points into it
 *   out  emptied on failure
 *
 * Errors: SST_E_FORMAT with the position: TS other than 3B or 3F, cut in the
 * middle, longer than SST_ATR_MAX, wrong or missing TCK. Bytes behind TCK are
 * let pass: readers are on record that add some.
 * Spec: ISO/IEC 7816-3 section 8.2.
 */
int sst_atr_parse(struct sst_span atr, struct sst_atr *out,
    struct sst_err *err) SST_MUST;

/* sst_atr_value - what the byte says, other when the card left it out. */
uint8_t sst_atr_value(struct sst_atr_byte b, uint8_t other);

/*
 * sst_atr_historical - the historical bytes alone, whatever TS and TCK are:
 * what a PC/SC service hands on need not be whole.
 * Error: SST_E_FORMAT: cut before their end.
 */
int sst_atr_historical(struct sst_span atr, struct sst_span *out,
    struct sst_err *err) SST_MUST;

#endif
