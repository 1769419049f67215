/* SPDX-License-Identifier: ISC */
/* card_priv.h: what the sources of the card layer share. */
#ifndef SIMSTOW_CARD_CARD_PRIV_H
#define SIMSTOW_CARD_CARD_PRIV_H

#include <simstow/card/card.h>

/*
 * sst_atr_has_extended - the historical bytes say "extended Lc and Le
 * fields". A damaged answer to reset says nothing.
 * Spec: ISO/IEC 7816-3 section 8.2, 7816-4 section 8.1.1.2.7.
 */
bool sst_atr_has_extended(struct sst_span atr);

#endif
