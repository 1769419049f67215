/* SPDX-License-Identifier: ISC */
/* alpha_priv.h: what the decoders of card files share about text. */
#ifndef SIMSTOW_UICC_ALPHA_PRIV_H
#define SIMSTOW_UICC_ALPHA_PRIV_H

#include <simstow/base/arena.h>
#include <simstow/uicc/alpha.h>

#define SST_ALPHA_ESCAPE 0x1B     /* a character of the extension table */
#define SST_ALPHA_UNKNOWN 0xFFFDU /* REPLACEMENT CHARACTER */

/*
 * sst_alpha_gsm, sst_alpha_gsm_extension - the character of a septet (0 to
 * 7F) in the default alphabet and behind an escape; 0 when there is none.
 */
uint32_t sst_alpha_gsm(uint8_t septet);
uint32_t sst_alpha_gsm_extension(uint8_t septet);

/*
 * sst_alpha_gsm_find - the septets of a character: 1, or 2 with an escape
 * first, or 0 when the alphabet does not have it.
 */
size_t sst_alpha_gsm_find(uint32_t code, uint8_t out[2]);

/*
 * sst_alpha_put - a character as UTF-8. NUL, surrogates, U+FFFF (which is
 * padding) and what is beyond Unicode become U+FFFD.
 */
int sst_alpha_put(struct sst_buf *out, uint32_t code,
    struct sst_err *err) SST_MUST;

/*
 * sst_alpha_septets - sst_alpha_unpack, and with is_foreign every escaped
 * character is U+FFFD: it belongs to another extension table than the default.
 */
struct sst_alpha_packed {
	struct sst_span bytes;
	size_t septets;
	unsigned skip;
	bool is_foreign;
};
int sst_alpha_septets(const struct sst_alpha_packed *in, struct sst_buf *out,
    struct sst_err *err) SST_MUST;

/* sst_alpha_text - an alpha identifier as text in mem, "" when empty. */
int sst_alpha_text(struct sst_span field, struct sst_arena *mem,
    const char **out, struct sst_err *err) SST_MUST;

/* sst_alpha_keep - what was decoded as text in mem. */
int sst_alpha_keep(const struct sst_buf *b, struct sst_arena *mem,
    const char **out, struct sst_err *err) SST_MUST;

/* sst_alpha_is_blank - nothing but FF: never written, or emptied. */
bool sst_alpha_is_blank(struct sst_span s);

#endif
