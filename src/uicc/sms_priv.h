/* SPDX-License-Identifier: ISC */
/* sms_priv.h: the parts of a message, each with a source of its own. */
#ifndef SIMSTOW_UICC_SMS_PRIV_H
#define SIMSTOW_UICC_SMS_PRIV_H

#include <simstow/uicc/sms.h>

#define SST_SMS_SCTS 7 /* bytes of a time */

enum sst_sms_alphabet { SST_SMS_GSM, SST_SMS_8BIT, SST_SMS_UCS2 };

/* What a data coding scheme says of the user data. */
struct sst_sms_coding {
	enum sst_sms_alphabet alphabet;
	bool is_compressed;
};

/* sst_sms_coding_of - TS 23.038 section 4; reserved ones are GSM. */
struct sst_sms_coding sst_sms_coding_of(uint8_t dcs);

/*
 * The header of user data, TS 23.040 section 9.2.3.24. Elements that overrun
 * it are all left out, as the clause says; their text is still there.
 */
struct sst_sms_header {
	size_t n; /* bytes, its length byte included; 0: no header */
	uint16_t reference;
	uint8_t part; /* from 1; 0: not one of several */
	uint8_t parts;
	bool has_single_shift;  /* an extension table of a language */
	bool has_locking_shift; /* an alphabet of a language */
};

/* Error: SST_E_FORMAT: a header longer than data, which begins at byte at. */
int sst_sms_header(struct sst_span data, size_t at, struct sst_sms_header *out,
    struct sst_err *err) SST_MUST;

/* User data, and what is known of it before its length byte. */
struct sst_sms_body {
	uint8_t dcs;
	bool has_header;
	bool is_last_lost; /* a record too short for the last byte is fine */
};

/* sst_sms_text - length and user data at c into out: data, text, parts. */
int sst_sms_text(struct sst_cur *c, const struct sst_sms_body *body,
    struct sst_arena *mem, struct sst_sms *out, struct sst_err *err) SST_MUST;

/*
 * sst_sms_time - TS 23.040 section 9.2.3.11 as "2026-03-29T14:05:00+02:00", or
 * "" for what is no date or no time zone.
 */
void sst_sms_time(const uint8_t scts[SST_SMS_SCTS], char out[32]);

#endif
