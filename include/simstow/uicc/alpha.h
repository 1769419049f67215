/* SPDX-License-Identifier: ISC */
/* alpha.h: text on a card: the GSM alphabet and three forms of UCS-2. */
#ifndef SIMSTOW_UICC_ALPHA_H
#define SIMSTOW_UICC_ALPHA_H

#include <simstow/base/buf.h>
#include <simstow/base/span.h>

/*
 * sst_alpha_decode - an alpha identifier as UTF-8, appended to out.
 *
 * One byte each of the GSM default alphabet with its extension table, or UCS-2
 * introduced by 80, 81 or 82. FF at the end is padding. What has no character
 * becomes U+FFFD; surrogate pairs of form 80 are joined, a lone one becomes
 * U+FFFD. A NUL (GSM has none, UCS-2 has) becomes U+FFFD.
 * Errors: SST_E_FORMAT: 81 or 82 with a count beyond the field, a form that is
 * cut in the middle of a character.
 * Spec: ETSI TS 102 221 annex A, 3GPP TS 23.038 section 6.2.1.
 */
int sst_alpha_decode(struct sst_span field, struct sst_buf *out,
    struct sst_err *err) SST_MUST;

/*
 * sst_alpha_encode - UTF-8 into a field of n bytes, padded with FF: GSM when
 * all fits, then 81 or 82 when all else lies in one half-page, else 80. What
 * is beyond UCS-2 becomes a surrogate pair of form 80.
 *
 *   kept  bytes of text that fit: fewer than its length when it was cut, and
 *         then at a whole character
 *
 * Errors: SST_E_FORMAT: no UTF-8, or U+FFFF, which no form has.
 */
int sst_alpha_encode(const char *text, uint8_t *field, size_t n, size_t *kept,
    struct sst_err *err) SST_MUST;

/*
 * sst_alpha_unpack - septets packed as TS 23.038 section 6.1.2 says, as UTF-8,
 * appended to out.
 *
 *   septets  how many
 *   skip     fill bits before the first, 0 to 6 (behind a header of an SMS)
 *
 * Errors: SST_E_FORMAT: fewer bytes than that many septets need.
 */
int sst_alpha_unpack(struct sst_span packed, size_t septets, unsigned skip,
    struct sst_buf *out, struct sst_err *err) SST_MUST;

/* sst_alpha_ucs2 - big-endian UCS-2 or UTF-16, appended to out as UTF-8. */
int sst_alpha_ucs2(struct sst_span s, struct sst_buf *out,
    struct sst_err *err) SST_MUST;

#endif
