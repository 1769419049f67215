/* SPDX-License-Identifier: ISC */
/* vcard.h: the contacts of a card as vCards, for any address book. */
#ifndef SIMSTOW_MANIFEST_VCARD_H
#define SIMSTOW_MANIFEST_VCARD_H

#include <simstow/base/buf.h>
#include <simstow/snapshot/sim.h>

/*
 * sst_vcard_format - append every contact of sim to out, a vCard 3.0 each, in
 * their order.
 *
 * FN and N: the name, which a card does not divide; without one FN is the
 * second name, a number or an address, and N is empty. NICKNAME: the second
 * name. TEL: the numbers as the card has them; what EF.AAS calls one is a TYPE
 * where it is a usual word, else X-ABLabel of its group. EMAIL, CATEGORIES. A
 * contact without any of them is left out.
 * Errors: SST_E_FORMAT: text that is no UTF-8; out's limit.
 * Spec: RFC 2426; lines are folded as section 2.6 says, at whole characters.
 */
int sst_vcard_format(const struct sst_sim *sim, struct sst_buf *out,
    struct sst_err *err) SST_MUST;

#endif
