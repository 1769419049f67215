/* SPDX-License-Identifier: ISC */
/* sms.h: messages kept on a card, EF.SMS. */
#ifndef SIMSTOW_UICC_SMS_H
#define SIMSTOW_UICC_SMS_H

#include <simstow/base/arena.h>
#include <simstow/uicc/number.h>

#define SST_SMS_RECORD 176

enum sst_sms_status {
	SST_SMS_FREE = 0,
	SST_SMS_READ,
	SST_SMS_UNREAD,
	SST_SMS_SENT, /* and every form of it: status report asked for, ... */
	SST_SMS_TO_SEND
};

struct sst_sms {
	enum sst_sms_status status;
	char centre[SST_NUMBER_TEXT]; /* "" absent */
	char peer[SST_NUMBER_TEXT];   /* sender, or receiver of a sent one */
	bool is_outgoing;             /* SUBMIT, else DELIVER */
	/* In mem; "" for a status report. NULL: 8-bit data, compressed, or in a
	 * national alphabet (locking shift), which is not decoded. */
	const char *text;
	struct sst_span data; /* the user data as sent; borrowed */
	/* Part of a longer one: reference, part (from 1) of parts; else 0. */
	uint16_t reference;
	uint8_t part;
	uint8_t parts;
	/* A DELIVER's time at the service centre, "2026-03-29T14:05:00+02:00";
	 * "" absent or impossible. */
	char time[32];
};

/*
 * sst_sms_parse - one record of EF.SMS: 1 a message, 0 a free record.
 * A character of a national extension table (single shift) is U+FFFD.
 * Errors: SST_E_FORMAT with the position; never holds text or numbers.
 * Spec: TS 31.102 section 4.2.25, TS 23.040 sections 9.2.2, 9.2.3, TS 23.038.
 */
int sst_sms_parse(struct sst_span record, struct sst_arena *mem,
    struct sst_sms *out, struct sst_err *err) SST_MUST;

/* "read", "unread", "sent", "to send", "free" */
const char *sst_sms_status_name(enum sst_sms_status s);

#endif
