/* SPDX-License-Identifier: ISC */
/* number.h: dialling numbers: ADN and its kin, overflow records, ANR. */
#ifndef SIMSTOW_UICC_NUMBER_H
#define SIMSTOW_UICC_NUMBER_H

#include <simstow/base/arena.h>
#include <simstow/base/span.h>

#define SST_NUMBER_TEXT 256  /* "+", digits with every overflow record, NUL */
#define SST_NUMBER_CHAIN 10  /* overflow records of one number at most */
#define SST_NUMBER_FIXED 14  /* bytes behind the alpha of an ADN record */
#define SST_NUMBER_NONE 0xFF /* no overflow record, no capability record */

/*
 * Digits as text: 0 to 9, '*', '#', 'p' pause, '?' wild, 'e' extension; "+" in
 * front for an international number (TON 1). TS 31.102 section 4.4.2.3.
 */
struct sst_number {
	char text[SST_NUMBER_TEXT];
	uint8_t ton_npi;    /* as sent */
	uint8_t extension;  /* record of EF.EXT1 that goes on, or NONE */
	uint8_t capability; /* record of EF.CCP1, or NONE */
};

/* A record of EF.ADN, EF.FDN, EF.SDN, EF.MSISDN, EF.MBDN. */
struct sst_number_adn {
	const char *name; /* in mem; "" when empty */
	struct sst_number number;
};

/*
 * sst_number_adn - 1 an entry (a name or a number), 0 an empty record.
 * Errors: SST_E_FORMAT: shorter than 14 bytes, a number part of more than 11.
 */
int sst_number_adn(struct sst_span record, struct sst_arena *mem,
    struct sst_number_adn *out, struct sst_err *err) SST_MUST;

/*
 * sst_number_extend - the digits of an overflow record behind number->text;
 * number->extension becomes the next one.
 * Errors: SST_E_FORMAT: a record of other data than digits, too many digits.
 */
int sst_number_extend(struct sst_span record, struct sst_number *number,
    struct sst_err *err) SST_MUST;

/* What of an entry fits a record: bytes of its name, characters of its text. */
struct sst_number_fit {
	size_t name;
	size_t text; /* a "+" included: the rest begins at text + fit.text */
};

/*
 * sst_number_adn_encode - a record of n bytes: alpha, number part of at most
 * 20 digits, no capability record, no overflow record: when there is one, its
 * number goes into the last byte.
 *
 *   text  as in struct sst_number
 *   fit   what is in the record: the rest of text is for extensions
 *
 * sst_number_extend_encode - one overflow record (13 bytes) with the digits
 * from *used on, which moves.
 * Errors: SST_E_FORMAT: a name or text that a card cannot hold, a record of
 * fewer than 14 bytes, no digit left.
 */
int sst_number_adn_encode(const char *name, const char *text, uint8_t *record,
    size_t n, struct sst_number_fit *fit, struct sst_err *err) SST_MUST;
int sst_number_extend_encode(const char *text, size_t *used, uint8_t next,
    uint8_t record[13], struct sst_err *err) SST_MUST;

/*
 * sst_number_anr - a record of EF.ANR: another number. 1 or 0 as above.
 *
 *   kind  record of EF.AAS that names it, 0 none
 *   adn   record of EF.ADN it belongs to (type 2 files), 0 not told
 * sst_number_anr_encode - back, 15 bytes; type 2 files have 2 bytes more
 * (adn_sfi, adn). More than 20 digits need number.extension: the record has
 * the first 20, the rest is for sst_number_extend_encode.
 * Spec: TS 31.102 section 4.4.2.9.
 */
struct sst_number_anr {
	uint8_t kind;
	uint8_t adn_sfi;
	uint8_t adn;
	struct sst_number number;
};
int sst_number_anr(struct sst_span record, struct sst_number_anr *out,
    struct sst_err *err) SST_MUST;
int sst_number_anr_encode(const struct sst_number_anr *in, uint8_t *record,
    size_t n, struct sst_err *err) SST_MUST;

/*
 * A record of EF.SMSP: parameters for sending messages, TS 31.102 4.2.27.
 * validity is -1 when absent, as pid and dcs.
 */
struct sst_number_smsp {
	const char *name;
	char destination[SST_NUMBER_TEXT]; /* "" absent */
	char centre[SST_NUMBER_TEXT];
	int pid;
	int dcs;
	int validity;
};
/* 1 an entry, 0 an empty record (all FF). */
int sst_number_smsp(struct sst_span record, struct sst_arena *mem,
    struct sst_number_smsp *out, struct sst_err *err) SST_MUST;
int sst_number_smsp_encode(const struct sst_number_smsp *in, uint8_t *record,
    size_t n, struct sst_err *err) SST_MUST;
/* sst_number_validity_minutes - TS 23.040 section 9.2.3.12.1. */
unsigned sst_number_validity_minutes(uint8_t v);

/*
 * sst_number_address - an address of TS 23.040 section 9.1.2.5 or, with
 * in_bytes, of a service centre: length byte, TON/NPI, digits; alphanumeric
 * (TON 5) is text. The cursor moves behind it.
 */
int sst_number_address(struct sst_cur *c, bool in_bytes,
    char out[SST_NUMBER_TEXT], struct sst_err *err) SST_MUST;

#endif
