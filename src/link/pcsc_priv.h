/* SPDX-License-Identifier: ISC */
/* pcsc_priv.h: what the sources of the PC/SC link share. */
#ifndef SIMSTOW_LINK_PCSC_PRIV_H
#define SIMSTOW_LINK_PCSC_PRIV_H

#include <winscard.h>

#include <simstow/link/pcsc.h>

/* A card that this program holds alone. */
struct sst_pcsc_held {
	SCARDCONTEXT ctx;
	SCARDHANDLE card;
	DWORD asked;    /* the protocols that SCardConnect took */
	DWORD protocol; /* the one in use */
};

/*
 * sst_pcsc_error_set - the service's code in words, with its hint; gives -1.
 * The reader's name is not in it.
 */
int sst_pcsc_error_set(struct sst_err *err, LONG code);

/*
 * sst_pcsc_connect_card - connect exclusively, waiting a bounded time; gives
 * the service's code, SCARD_E_SHARING_VIOLATION when the time is up.
 *
 *   reader    the service's name for it
 *   wait_ms   while somebody else holds the card
 *   grace_ms  beyond that for the connection itself: powering a card up
 *   out       released by the caller: card, then context
 */
LONG sst_pcsc_connect_card(const char *reader, unsigned wait_ms,
    unsigned grace_ms, struct sst_pcsc_held *out) SST_MUST;

#endif
