/* SPDX-License-Identifier: ISC */
/* card_link.h: a link that carries APDUs to a card; PC/SC is one. */
#ifndef SIMSTOW_LINK_CARD_LINK_H
#define SIMSTOW_LINK_CARD_LINK_H

#include <simstow/base/buf.h>

#define SST_CARD_LINK_NAME 192
#define SST_CARD_LINK_ATR 33
#define SST_CARD_LINK_COMMAND 65544 /* bytes of the longest command APDU */
#define SST_CARD_LINK_ANSWER 65538  /* bytes of the longest answer, with SW */

enum sst_card_protocol {
	SST_CARD_T0 = 1, /* case 4 has no Le, answers wait behind 61xx */
	SST_CARD_T1 = 2  /* or a reader that works on APDUs */
};

struct sst_card_link;

/* The seam: PC/SC, CCID, a modem, a player of recorded or random answers. */
struct sst_card_link_ops {
	/* resp is empty; at least 2 bytes are not promised here */
	int (*exchange)(struct sst_card_link *l, struct sst_span cmd,
	    struct sst_buf *resp, struct sst_err *err);
	/* power the card down and up; a new ATR goes into l */
	int (*reset)(struct sst_card_link *l, struct sst_err *err);
	void (*close)(struct sst_card_link *l);
};

/* What was carried, for the bench and for "-v". */
struct sst_card_link_count {
	uint64_t apdus;
	uint64_t bytes_out;
	uint64_t bytes_in;
};

/*
 * A redacted line for each exchange, without line end: header, length of the
 * data, the first tag of an ES10 command; status word and length of the
 * answer. Bytes of data are never in it.
 */
typedef void sst_card_link_trace(void *ctx, const char *line);

struct sst_card_link {
	const struct sst_card_link_ops *ops; /* NULL: closed */
	void *impl;
	char name[SST_CARD_LINK_NAME]; /* "pcsc:READER", "ccid:1-2" */
	uint8_t atr[SST_CARD_LINK_ATR];
	size_t atr_n;
	enum sst_card_protocol protocol;
	bool is_short; /* no extended Lc and Le, whatever the card knows */
	struct sst_card_link_count count;
	sst_card_link_trace *trace; /* or NULL */
	void *trace_ctx;
};

/*
 * sst_card_link_exchange - one command APDU, one answer APDU.
 *
 *   resp  emptied first; then data, SW1, SW2
 *
 * Errors: SST_E_DEVICE: card or reader gone, and an answer of fewer than 2
 * bytes ("card gone or broken: answer of 0 bytes"); all with the link's name.
 */
int sst_card_link_exchange(struct sst_card_link *l, struct sst_span cmd,
    struct sst_buf *resp, struct sst_err *err) SST_MUST;

/* sst_card_link_reset - power the card down and up. */
int sst_card_link_reset(struct sst_card_link *l, struct sst_err *err) SST_MUST;

/* sst_card_link_close - release card and reader, leave *l as { 0 }. */
void sst_card_link_close(struct sst_card_link *l);

#endif
