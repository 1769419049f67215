/* SPDX-License-Identifier: ISC */
/* digits.h: the numbers of the field: BCD, ICCID, EID, MCC and MNC. */
#ifndef SIMSTOW_BASE_DIGITS_H
#define SIMSTOW_BASE_DIGITS_H

#include <simstow/base/span.h>

#define SST_ICCID_BYTES 10 /* EF.ICCID and tag 5A */
#define SST_ICCID_MAX 20   /* digits */
#define SST_ICCID_MIN 18
#define SST_EID_BYTES 16
#define SST_EID_DIGITS 32

/*
 * sst_bcd_swapped - nibble-swapped BCD to text: low nibble first. Nibbles
 * A..E become the letters a..e (some operators use them), trailing F nibbles
 * are padding and dropped; an F before another digit becomes 'f'.
 * out has room for 2 * s.n + 1.
 * Spec: ETSI TS 102 221 section 13.2, ITU-T E.118.
 */
void sst_bcd_swapped(struct sst_span s, char *out);

/*
 * sst_bcd_swap - digits to nibble-swapped BCD of n bytes, padded with F.
 * Errors: SST_E_FORMAT for a character that is no digit or more than 2 * n.
 */
int sst_bcd_swap(const char *digits, uint8_t *out, size_t n,
    struct sst_err *err) SST_MUST;

/* sst_iccid_is_plain - 18 to 20 decimal digits. */
bool sst_iccid_is_plain(const char *iccid);

/*
 * sst_iccid_has_luhn - the last digit is the Luhn check digit of the ones
 * before it (ITU-T E.118). A miss is worth a remark, never a refusal.
 */
bool sst_iccid_has_luhn(const char *iccid);

/* sst_eid_is_plain - 32 decimal digits. */
bool sst_eid_is_plain(const char *eid);

/* sst_eid_has_check - modulo 97 is 1 (SGP.29 section 4). A miss: a remark. */
bool sst_eid_has_check(const char *eid);

/*
 * sst_plmn_format - MCC and MNC of 3 bytes in the order of TS 24.008
 * section 10.5.1.13: "310260", "24405", and "?" for a nibble E (wildcard).
 * out has room for 7. A third MNC digit of F is left out. Error: SST_E_FORMAT
 * for a length other than 3 or nibbles that are neither digit, E nor F.
 */
int sst_plmn_format(struct sst_span s, char out[7],
    struct sst_err *err) SST_MUST;

/*
 * sst_digits_mask - for reports: keep the first 6 and the last 2 characters,
 * the rest become '*'; of fewer than 12 all become '*'. out has room for
 * strlen(text) + 1.
 */
void sst_digits_mask(const char *text, char *out);

#endif
