/* SPDX-License-Identifier: ISC */
/* number_priv.h: digits of a card as text, and back. */
#ifndef SIMSTOW_UICC_NUMBER_PRIV_H
#define SIMSTOW_UICC_NUMBER_PRIV_H

#include <simstow/uicc/number.h>

#define SST_NUMBER_TON 0x70           /* bits of TON/NPI */
#define SST_NUMBER_INTERNATIONAL 0x10 /* their values */
#define SST_NUMBER_ALPHANUMERIC 0x50
#define SST_NUMBER_BCD 10    /* bytes of digits in one record */
#define SST_NUMBER_DIGITS 20 /* and how many that are */

/*
 * sst_number_unpack - up to count digits, or to the first F, behind text,
 * which has room for cap bytes.
 * Error: SST_E_FORMAT when they do not fit.
 */
int sst_number_unpack(struct sst_span bcd, size_t count, char *text, size_t cap,
    struct sst_err *err) SST_MUST;

/* sst_number_plus - "+" or "" into text: what TON/NPI says before digits. */
void sst_number_plus(uint8_t ton_npi, char *text);

/*
 * sst_number_check - "", or digits behind at most one "+".
 * Error: SST_E_FORMAT with the position, never with the digits.
 */
int sst_number_check(const char *text, struct sst_err *err) SST_MUST;

/*
 * sst_number_pack - the first count of digits into n bytes, padded with F.
 * They were checked, and count is at most 2 * n.
 */
void sst_number_pack(const char *digits, size_t count, uint8_t *out, size_t n);

/*
 * sst_number_ton - TON/NPI for a text: wanted, if its type of number agrees
 * with the "+" of the text, else international or unknown, telephone plan.
 */
uint8_t sst_number_ton(const char *text, uint8_t wanted);

/*
 * The 14 bytes that ADN and ANR have alike: length, TON/NPI, 10 bytes of
 * digits, capability record, overflow record. c moves behind them.
 * sst_number_put_part - *used: characters of in->text that fit.
 */
int sst_number_get_part(struct sst_cur *c, struct sst_number *out,
    struct sst_err *err) SST_MUST;
int sst_number_put_part(const struct sst_number *in,
    uint8_t part[SST_NUMBER_FIXED], size_t *used, struct sst_err *err) SST_MUST;

#endif
