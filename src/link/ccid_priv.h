/* SPDX-License-Identifier: ISC */
/* ccid_priv.h: what the sources of CCID share; nothing here knows of libusb. */
#ifndef SIMSTOW_LINK_CCID_PRIV_H
#define SIMSTOW_LINK_CCID_PRIV_H

#include <simstow/link/atr.h>
#include <simstow/link/ccid.h>

#include "t1_priv.h"

/* ---- the class descriptor, CCID rev 1.1 section 5.1 ---- */

#define SST_CCID_DESC 54      /* bytes of it */
#define SST_CCID_DESC_TYPE 33 /* bDescriptorType 21h */

/* dwFeatures: what the reader does by itself */
#define SST_CCID_AUTO_PARAMETERS 0x02U /* from the answer to reset */
#define SST_CCID_AUTO_VOLTAGE 0x08U
#define SST_CCID_AUTO_NEGOTIATION 0x40U
#define SST_CCID_AUTO_PPS 0x80U /* after SetParameters */
#define SST_CCID_AUTO_IFSD 0x400U

struct sst_ccid_desc {
	uint8_t max_slot;   /* bMaxSlotIndex */
	uint8_t voltages;   /* bVoltageSupport: 1 5 V, 2 3 V, 4 1.8 V */
	uint32_t protocols; /* bit n: T=n */
	uint32_t clock_khz; /* dwDefaultClock */
	uint32_t rate;      /* dwDataRate, bit/s */
	uint32_t max_rate;  /* dwMaxDataRate */
	uint8_t rate_n;     /* rates in between; 0: all of them */
	uint32_t max_ifsd;
	uint32_t features;
	size_t max_message; /* dwMaxCCIDMessageLength, as far as we go */
	enum sst_ccid_level level;
};

/*
 * sst_ccid_desc_parse - the class descriptor among those that follow an
 * interface's own: 1 found, 0 there is none, -1 it is broken (SST_E_FORMAT).
 */
int sst_ccid_desc_parse(struct sst_span extra, struct sst_ccid_desc *out,
    struct sst_err *err) SST_MUST;

/* ---- the seam: USB, a player of scripted or random answers ---- */

#define SST_CCID_RATES ((size_t)1024) /* bytes of GET_DATA_RATES at most */

enum sst_ccid_request {
	SST_CCID_ABORT = 1, /* to the interface; no data */
	SST_CCID_GET_DATA_RATES = 3
};

struct sst_ccid_io {
	void *ctx;
	uint64_t (*now)(void *ctx); /* milliseconds, never back */
	/* one message, as one transfer of bulk OUT */
	int (*send)(void *ctx, struct sst_span s, unsigned ms,
	    struct sst_err *err);
	/* append one transfer of bulk IN: 1 it came, 0 none within ms */
	int (*recv)(void *ctx, struct sst_buf *in, unsigned ms,
	    struct sst_err *err);
	/* a class request; what it answers is appended to in, if not NULL */
	int (*control)(void *ctx, enum sst_ccid_request request, uint16_t value,
	    struct sst_buf *in, struct sst_err *err);
	void (*close)(void *ctx);
};

/* ---- messages, CCID rev 1.1 section 6 ---- */

#define SST_CCID_HEADER 10

enum sst_ccid_out {
	SST_CCID_SET_PARAMETERS = 0x61,
	SST_CCID_POWER_ON = 0x62,
	SST_CCID_POWER_OFF = 0x63,
	SST_CCID_GET_SLOT_STATUS = 0x65,
	SST_CCID_XFR_BLOCK = 0x6F,
	SST_CCID_ABORT_COMMAND = 0x72
};

enum sst_ccid_in {
	SST_CCID_DATA_BLOCK = 0x80,
	SST_CCID_SLOT_STATUS = 0x81,
	SST_CCID_PARAMETERS = 0x82
};

/* bStatus bits 0 and 1 */
enum sst_ccid_icc { SST_CCID_ACTIVE, SST_CCID_INACTIVE, SST_CCID_ABSENT };

/* bError of a command that failed, table 6.2-2, as far as it is acted upon */
#define SST_CCID_ERROR_MUTE 0xFE
#define SST_CCID_ERROR_PARITY 0xFD

struct sst_ccid_command {
	enum sst_ccid_out type;
	enum sst_ccid_in want;
	uint8_t own[3]; /* bytes 7 to 9 */
	struct sst_span data;
};

struct sst_ccid_answer {
	enum sst_ccid_icc icc;
	bool has_failed;
	uint8_t error;        /* bError, when it has failed */
	uint8_t own;          /* byte 9 */
	struct sst_span data; /* until the next command */
};

/* A slot of a reader, and the card in it. */
struct sst_ccid_slot {
	struct sst_ccid_io io;
	struct sst_ccid_desc desc;
	uint8_t number;
	uint8_t seq;        /* of the next command */
	bool has_talked;    /* an answer was accepted */
	bool is_unanswered; /* the last command: abort it before the next */
	bool is_powered;
	uint64_t until;   /* nothing is waited for beyond */
	unsigned unit_ms; /* the card's waiting time */
	struct sst_buf out;
	struct sst_buf in;
	uint8_t atr_bytes[SST_CARD_LINK_ATR];
	size_t atr_n;
	struct sst_atr atr; /* points into atr_bytes */
	unsigned protocol;  /* 0 or 1 */
	struct sst_t1 t1;
};

/*
 * sst_ccid_message_begin - the commands that follow belong to one exchange,
 * whose waiting has one end.
 */
void sst_ccid_message_begin(struct sst_ccid_slot *s);

/*
 * sst_ccid_message_call - one command, its answer.
 *
 * An older command that got no answer is aborted first. Answers to others are
 * dropped, a bounded number of them; the reader's wish for more time is
 * granted, to a bound. A command that the reader reports as failed is done:
 * look at has_failed.
 * Errors: SST_E_DEVICE: gone, silent; SST_E_FORMAT: an answer that is none.
 */
int sst_ccid_message_call(struct sst_ccid_slot *s,
    const struct sst_ccid_command *c, struct sst_ccid_answer *out,
    struct sst_err *err) SST_MUST;

/* sst_ccid_message_failed - what a failed answer says, in words; gives -1. */
int sst_ccid_message_failed(const struct sst_ccid_answer *a,
    struct sst_err *err);

/* ---- a slot: from no power to a card that takes commands ---- */

void sst_ccid_slot_init(struct sst_ccid_slot *s, const struct sst_ccid_io *io,
    const struct sst_ccid_desc *desc, uint8_t number);
/* sst_ccid_slot_fini - no power for the card, io is closed, buffers wiped. */
void sst_ccid_slot_fini(struct sst_ccid_slot *s);

/* sst_ccid_slot_look - is there a card? Nothing is done to it. */
int sst_ccid_slot_look(struct sst_ccid_slot *s, enum sst_ccid_icc *out,
    struct sst_err *err) SST_MUST;

/*
 * sst_ccid_slot_power - power the card up (and down before, when it was up),
 * choose its protocol and speed.
 */
int sst_ccid_slot_power(struct sst_ccid_slot *s, struct sst_err *err) SST_MUST;

/* sst_ccid_slot_is_t0 - T=0 TPDUs travel, so that case 4 is for the host. */
bool sst_ccid_slot_is_t0(const struct sst_ccid_slot *s);

/* ---- the card's protocol and speed ---- */

/*
 * sst_ccid_speed_settle - after the power is on: choose the protocol, and
 * tell the reader and the card what the reader does not find out by itself:
 * PPS, SetParameters, S(IFS).
 *
 *   renew  set when the card refused PPS and must be powered up again,
 *          then with may_pps false
 */
int sst_ccid_speed_settle(struct sst_ccid_slot *s, bool may_pps, bool *renew,
    struct sst_err *err) SST_MUST;

/*
 * sst_ccid_pps_exchange - ask the card for the slot's protocol and speed.
 *
 *   fd     Fi and Di as TA1 has them; the default when the card takes no other
 *   renew  set when the card does not agree
 */
int sst_ccid_pps_exchange(struct sst_ccid_slot *s, uint8_t *fd, bool *renew,
    struct sst_err *err) SST_MUST;

/* sst_ccid_parameters_set - tell the reader protocol, speed and times. */
int sst_ccid_parameters_set(struct sst_ccid_slot *s, uint8_t fd,
    struct sst_err *err) SST_MUST;

/*
 * sst_ccid_block_begin - T=1 with a card just powered up;
 * sst_ccid_block_settle - agree on the size of its blocks, if need be.
 */
void sst_ccid_block_begin(struct sst_ccid_slot *s);
int sst_ccid_block_settle(struct sst_ccid_slot *s,
    struct sst_err *err) SST_MUST;

/* ---- APDUs at the reader's level ---- */

/* sst_ccid_apdu_exchange - command to answer; resp is empty. */
int sst_ccid_apdu_exchange(struct sst_ccid_slot *s, struct sst_span cmd,
    struct sst_buf *resp, struct sst_err *err) SST_MUST;

#endif
