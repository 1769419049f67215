/* SPDX-License-Identifier: ISC */
/* card.h: a conversation with a smart card on one logical channel. */
#ifndef SIMSTOW_CARD_CARD_H
#define SIMSTOW_CARD_CARD_H

#include <simstow/link/card_link.h>

#define SST_CARD_CHANNELS 20 /* basic channel 0, then 1 to 19 */
#define SST_CARD_ANSWER_MAX ((size_t)1 << 20) /* a chained answer, bytes */
#define SST_CARD_ROUNDS_MAX 4608              /* GET RESPONSE in one chain */

struct sst_card {
	struct sst_card_link *link; /* borrowed; NULL: not open */
	unsigned channel;           /* 0 is the basic channel */
	bool extended;              /* the card takes extended lengths */
};

/*
 * The class of a SIM from before the UICC. Such a card says 9Fxx where others
 * say 61xx, and wants GET RESPONSE in this class too: TS 51.011 section 9.
 */
#define SST_CARD_CLASS_2G 0xA0

/* A command before it is laid out for a protocol. cla without channel bits. */
struct sst_apdu {
	uint8_t cla;
	uint8_t ins;
	uint8_t p1;
	uint8_t p2;
	struct sst_span data; /* 0 to 65,535 bytes */
	unsigned ne;          /* bytes of answer wanted: 0 none, 256 any */
	bool leave;           /* an answer behind 61xx stays unread (FCI) */
	bool once; /* not sent again after 6Cxx: it counts, or writes */
};

/*
 * sst_card_open - begin: TERMINAL CAPABILITY is told to the card, its answer
 * is not looked at; the extended length is taken from the ATR's historical
 * bytes.
 *
 *   link  open; borrowed until sst_card_close
 *
 * Cost:  1 command.
 * Spec:  ETSI TS 102 221 sections 11.1.19 and 6.3.
 */
int sst_card_open(struct sst_card *c, struct sst_card_link *link,
    struct sst_err *err) SST_MUST;

/* sst_card_close - close the logical channel if one is open; never fails. */
void sst_card_close(struct sst_card *c);

/*
 * sst_card_restart - reset the card once and begin again on the basic
 * channel. For 6985 and for faults that a reset cures.
 */
int sst_card_restart(struct sst_card *c, struct sst_err *err) SST_MUST;

/*
 * sst_card_send - one command with everything that belongs to it.
 *
 *   resp  emptied first; data of the whole chain, without status words
 *   sw    the last status word
 *
 * Cases 1 to 4 as the protocol wants them (T=0: a command with data carries
 * no Le). 61xx is followed by GET RESPONSE on the same channel until the
 * last, after a command of class SST_CARD_CLASS_2G 9Fxx too; 6Cxx repeats the
 * command once with that Le. Bounds:
 * SST_CARD_ROUNDS_MAX, resp's limit (raised to SST_CARD_ANSWER_MAX when 0),
 * and 8 rounds in a row that bring nothing.
 * A status word other than 9000 is no error here: callers look at *sw.
 * Errors: SST_E_DEVICE from the link; SST_E_FORMAT for an endless chain.
 * Spec: ISO/IEC 7816-4 section 5.1, 7816-3 section 12.2, TS 102 221 7.3.1.
 */
int sst_card_send(struct sst_card *c, const struct sst_apdu *a,
    struct sst_buf *resp, uint16_t *sw, struct sst_err *err) SST_MUST;

/*
 * sst_card_class - the CLA byte for a channel: 0x|ch for 0 to 3, 4x|(ch-4)
 * for 4 to 19; GlobalPlatform 80 becomes 8x or Cx. Secure messaging bits
 * of cla must be 0.
 * Spec: ISO/IEC 7816-4 section 5.4.1, GlobalPlatform Card 11.1.4.
 */
uint8_t sst_card_class(uint8_t cla, unsigned channel);

/*
 * sst_card_open_channel - MANAGE CHANNEL open; c then speaks on it.
 * When the card has no channel left (6A81, 6881), channels 1 to 3 that an
 * earlier run left open are closed and it is tried once more; when that fails
 * too, c stays on the basic channel, which is no error.
 */
int sst_card_open_channel(struct sst_card *c, struct sst_err *err) SST_MUST;

/*
 * sst_card_select - SELECT by name, the answer left unread where the
 * protocol allows it. On 6881 or 6882 on a logical channel: the same on the
 * basic channel, where c then stays.
 *
 *   sw  the status word; sst_sw_is_ok or 61xx is success
 *
 * Spec: ETSI TS 102 221 section 11.1.1, P2 = 00.
 */
int sst_card_select(struct sst_card *c, struct sst_span aid, uint16_t *sw,
    struct sst_err *err) SST_MUST;

/*
 * sst_card_refused - set err to SST_E_REFUSED with sw, its name and what was
 * refused: "GetEID: 6985: conditions of use not satisfied"; gives -1.
 */
int sst_card_refused(struct sst_err *err, uint16_t sw, const char *what);

#endif
