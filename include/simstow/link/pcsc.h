/* SPDX-License-Identifier: ISC */
/* pcsc.h: smart-card readers that a PC/SC service (pcscd) holds. */
#ifndef SIMSTOW_LINK_PCSC_H
#define SIMSTOW_LINK_PCSC_H

#include <simstow/base/arena.h>
#include <simstow/link/card_link.h>

#define SST_PCSC_READERS 64 /* listed at most */

enum sst_pcsc_state {
	SST_PCSC_EMPTY,
	SST_PCSC_CARD,      /* a card, free */
	SST_PCSC_SHARED,    /* a card that others use too */
	SST_PCSC_EXCLUSIVE, /* a card that somebody else holds alone */
	SST_PCSC_MUTE,      /* a card that does not answer */
	SST_PCSC_UNKNOWN
};

struct sst_pcsc_reader {
	const char *name;
	enum sst_pcsc_state state;
	struct sst_span atr;
};

struct sst_pcsc_readers {
	struct sst_pcsc_reader *v;
	size_t n;
};

/* sst_pcsc_state_name - "empty", "card", "shared", "in use", "mute", ... */
const char *sst_pcsc_state_name(enum sst_pcsc_state state);

/*
 * sst_pcsc_list - every reader, in the service's order.
 *
 *   mem  owns everything in out
 *   out  n = 0 when there is no reader, which is no error
 *
 * Errors: SST_E_DEVICE when no service runs (hint: how to start pcscd).
 */
int sst_pcsc_list(struct sst_arena *mem, struct sst_pcsc_readers *out,
    struct sst_err *err) SST_MUST;

/*
 * sst_pcsc_place - which device on USB a reader is; its card is not touched.
 * false: not known: no USB, a driver that does not tell, or the card is in
 * use, when asking could take as long as that lasts.
 */
bool sst_pcsc_place(const struct sst_pcsc_reader *r, uint8_t *bus,
    uint8_t *address);

/*
 * sst_pcsc_open - connect alone (exclusively) to the card in a reader.
 *
 *   reader   the service's name for it, exactly
 *   wait_ms  how long to wait while somebody else holds the card, also when
 *            the service itself blocks because of another's transaction;
 *            powering up a card that nobody uses may take 5 s more
 *   out      open; sst_card_link_close releases it and leaves the card powered
 *
 * T=0 or T=1 is asked for, then T=0 alone, then T=1 alone: a reader is on
 * record that refuses the first.
 * Errors: SST_E_DEVICE: no service, no such reader (hint: names those there),
 * no card, mute card, protocol mismatch, held by another program (names the
 * reader; hint names programs that do so: scdaemon, a browser, a middleware).
 */
int sst_pcsc_open(const char *reader, unsigned wait_ms,
    struct sst_card_link *out, struct sst_err *err) SST_MUST;

#endif
