/* SPDX-License-Identifier: ISC */
/* collect.h: asks a device everything and writes the answers down. */
#ifndef SIMSTOW_COLLECT_COLLECT_H
#define SIMSTOW_COLLECT_COLLECT_H

#include <simstow/es10/isdr.h>
#include <simstow/link/card_link.h>
#include <simstow/snapshot/snapshot.h>

struct sst_collect {
	const struct sst_isdr_aid *aids; /* tried before the known ones */
	size_t aid_n;
	bool all_isdr; /* look for a second eUICC on the card */
	bool icons;
	bool no_payloads;  /* notifications without their signed payload */
	int64_t now;       /* seconds since 1970 */
	const char *label; /* the user's word for the device, or NULL */
	const char *generator;
	/* told before each function; or NULL */
	void (*progress)(void *ctx, const char *what);
	void *progress_ctx;
};

/*
 * sst_collect_card - read an eUICC behind a card link.
 *
 *   link  open; stays open
 *   out   initialised by the caller; emptied on failure
 *
 * Asked for, in this order: EID, EUICCInfo2, EUICCInfo1 (only when it can say
 * more: info2 refused or a card of v3), configured addresses, rules
 * authorisation table, profiles, notifications. Every answer is kept
 * raw. A function that the card refuses is a gap with its status word; a
 * damaged entry of a list is a gap with its bytes. No session is opened and
 * nothing on the card is changed.
 * Errors: SST_E_DEVICE: the link broke, or there is no eUICC (hint: a plain
 * SIM); nothing half-read is given out.
 */
int sst_collect_card(struct sst_card_link *link, const struct sst_collect *how,
    struct sst_snapshot *out, struct sst_err *err) SST_MUST;

#endif
