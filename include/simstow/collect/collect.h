/* SPDX-License-Identifier: ISC */
/* collect.h: asks a device everything and writes the answers down. */
#ifndef SIMSTOW_COLLECT_COLLECT_H
#define SIMSTOW_COLLECT_COLLECT_H

#include <simstow/es10/isdr.h>
#include <simstow/link/card_link.h>
#include <simstow/snapshot/snapshot.h>
#include <simstow/uicc/uicc.h>

/*
 * Asked for PIN1, at most once, when the card has files that need it. The
 * caller may look at the tries left before it asks anybody. out is wiped here.
 */
typedef int sst_collect_pin(void *ctx, const struct sst_uicc_pin_state *state,
    struct sst_secret *out, struct sst_err *err);

struct sst_collect {
	const struct sst_isdr_aid *aids; /* tried before the known ones */
	size_t aid_n;
	bool all_isdr; /* look for a second eUICC on the card */
	bool icons;
	bool no_payloads;     /* notifications without their signed payload */
	bool no_files;        /* leave the files of SIM and USIM alone */
	bool contacts;        /* read the phone book too */
	bool messages;        /* and the messages */
	sst_collect_pin *pin; /* NULL: a PIN is never sent */
	void *pin_ctx;
	bool last_try;     /* the PIN may be sent with one try left */
	int64_t now;       /* seconds since 1970 */
	const char *label; /* the user's word for the device, or NULL */
	const char *generator;
	/* told before each function; or NULL */
	void (*progress)(void *ctx, const char *what);
	void *progress_ctx;
};

/*
 * sst_collect_card - read an eUICC, a USIM, a SIM behind a card link.
 *
 *   link  open; stays open
 *   out   initialised by the caller; emptied on failure
 *
 * Asked for, in this order: the wanted files of a SIM (uicc/files.h), where
 * the card has a file system; EID, EUICCInfo2, EUICCInfo1 (only when it can
 * say more: info2 refused or a card of v3), configured addresses, rules
 * authorisation table, profiles, notifications. The files come first: once
 * the ISD-R is selected, cards are free not to find them. They belong to the
 * profile that has the ICCID of EF.ICCID; where no eUICC tells of one, it is a
 * profile of its own, of a plastic SIM when there is no eUICC.
 *
 * Every answer and every file is kept raw. A function or a file that the card
 * refuses is a gap with its status word, and so is a file that a PIN hides; a
 * damaged entry of a list or a file is a gap with its bytes. No session is
 * opened, nothing on the card is changed, and a PIN is sent only when how->pin
 * gives one.
 *
 * Errors: SST_E_DEVICE: the link broke, or there is neither eUICC nor SIM;
 * what how->pin fails with; SST_E_KEY: a wrong PIN; SST_E_USAGE: one try left;
 * SST_E_REFUSED: the PIN is blocked. Nothing half-read is given out.
 */
int sst_collect_card(struct sst_card_link *link, const struct sst_collect *how,
    struct sst_snapshot *out, struct sst_err *err) SST_MUST;

#endif
