/* SPDX-License-Identifier: ISC */
/* identity_priv.h: what the decoders of identities share. */
#ifndef SIMSTOW_UICC_IDENTITY_PRIV_H
#define SIMSTOW_UICC_IDENTITY_PRIV_H

#include <simstow/uicc/identity.h>

#define SST_IDENTITY_PLMN 3 /* bytes of MCC and MNC */

/*
 * sst_identity_plmn - MCC and MNC as text, '?' for a digit D, which stands for
 * any (TS 31.102 section 4.2.59; sst_plmn_format is for SGP.22, where E does).
 * Error: SST_E_FORMAT with the position at and the digit's number.
 */
int sst_identity_plmn(const uint8_t p[SST_IDENTITY_PLMN], size_t at,
    char out[7], struct sst_err *err) SST_MUST;

/* sst_identity_plmn_encode - back. Error: SST_E_FORMAT. */
int sst_identity_plmn_encode(const char *text, uint8_t p[SST_IDENTITY_PLMN],
    struct sst_err *err) SST_MUST;

/* sst_identity_join - append name to a list of n bytes, behind ", ". */
void sst_identity_join(char *list, size_t n, const char *name);

#endif
