/* SPDX-License-Identifier: ISC */
/* fcp.h: what a card says of a selected file, and who may read and update. */
#ifndef SIMSTOW_UICC_FCP_H
#define SIMSTOW_UICC_FCP_H

#include <stdbool.h>

#include <simstow/base/span.h>

enum sst_fcp_type {
	SST_FCP_DF = 1,
	SST_FCP_TRANSPARENT,
	SST_FCP_LINEAR,
	SST_FCP_CYCLIC,
	SST_FCP_OTHER /* BER-TLV and what is to come */
};

/* Who may do something with a file, the mildest condition that is enough. */
enum sst_fcp_access {
	SST_FCP_UNKNOWN = 0,
	SST_FCP_ALWAYS,
	SST_FCP_PIN1, /* PIN1 or the universal PIN */
	SST_FCP_PIN2,
	SST_FCP_ADM, /* an operator's key */
	SST_FCP_NEVER
};

#define SST_FCP_TRIES_UNKNOWN 255

/* "always", "pin1", "pin2", "adm", "never", "unknown" */
const char *sst_fcp_access_name(enum sst_fcp_access a);
const char *sst_fcp_type_name(enum sst_fcp_type t);

/* Whether a PIN of the PIN status template is in force. */
enum sst_fcp_pin {
	SST_FCP_PIN_UNKNOWN = 0,
	SST_FCP_PIN_ENABLED,
	SST_FCP_PIN_DISABLED
};

struct sst_fcp {
	enum sst_fcp_type type;
	uint16_t fid;
	uint32_t size;        /* bytes of content, records included */
	uint16_t record_size; /* linear and cyclic */
	uint16_t record_count;
	uint8_t sfi;         /* 0: none told */
	bool is_deactivated; /* life cycle, TS 102 221 table 11.7b */
	/* Access: either known here, or by a record of EF.ARR. */
	enum sst_fcp_access read;
	enum sst_fcp_access update;
	uint16_t arr_fid;      /* 0: not by reference */
	uint8_t arr_record;    /* from 1 */
	enum sst_fcp_pin pin1; /* of a DF or ADF */
	enum sst_fcp_pin pin2;
	uint8_t pin1_key;    /* its key reference: 01 to 08, 11; 0: not told */
	uint8_t pin2_key;    /* 81 to 88 */
	struct sst_span aid; /* of an ADF; borrowed */
	/* 2G only, TS 51.011 section 9.2.1; tries left, or unknown */
	uint8_t chv1_tries;
	uint8_t chv2_tries;
};

/*
 * sst_fcp_parse - the FCP template (62) of SELECT. Unknown objects are
 * skipped, of a repeated one the first counts.
 * Errors: SST_E_FORMAT with the position; sizes beyond 65,535, a record size
 * of 0, a record count that does not fit the size.
 * Spec: ETSI TS 102 221 section 11.1.1.3; 8B, 8C, AB: section 9.2.
 */
int sst_fcp_parse(struct sst_span answer, struct sst_fcp *out,
    struct sst_err *err) SST_MUST;

/* sst_fcp_parse_2g - the same of GET RESPONSE after A0 A4, TS 51.011 9.2.1. */
int sst_fcp_parse_2g(struct sst_span answer, struct sst_fcp *out,
    struct sst_err *err) SST_MUST;

/*
 * sst_fcp_parse_arr - a record of EF.ARR: the conditions for read and update.
 * A record with several conditions for one gives the mildest that is enough
 * by itself (OR), the strictest of those that are needed together (AND).
 * Spec: ETSI TS 102 221 section 9.2.4, ISO/IEC 7816-4 section 5.4.3.
 */
int sst_fcp_parse_arr(struct sst_span record, enum sst_fcp_access *read,
    enum sst_fcp_access *update, struct sst_err *err) SST_MUST;

#endif
