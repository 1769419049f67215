/* SPDX-License-Identifier: ISC */
/* contact_kind_priv.h: what a number is for, in other programs' words. */
#ifndef SIMSTOW_MANIFEST_CONTACT_KIND_PRIV_H
#define SIMSTOW_MANIFEST_CONTACT_KIND_PRIV_H

#include <simstow/snapshot/sim.h>

struct sst_contact_kind {
	const char *word;  /* as a phone writes it to EF.AAS, in lower case */
	const char *vcard; /* a TYPE of RFC 2426 section 3.3.1 */
	const char *gammu;
};

/* sst_contact_kind_find - by such a word in any case, or NULL. */
const struct sst_contact_kind *sst_contact_kind_find(const char *word);

/* sst_contact_has - text that says something. */
bool sst_contact_has(const char *text);

/* sst_contact_is_empty - no name, number, address: nothing to be kept. */
bool sst_contact_is_empty(const struct sst_contact *c);

#endif
