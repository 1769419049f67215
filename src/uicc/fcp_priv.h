/* SPDX-License-Identifier: ISC */
/* fcp_priv.h: what the sources that read a file's description share. */
#ifndef SIMSTOW_UICC_FCP_PRIV_H
#define SIMSTOW_UICC_FCP_PRIV_H

#include <simstow/base/tlv.h>
#include <simstow/uicc/fcp.h>

/*
 * The three forms of security attributes: a reference to a record of EF.ARR
 * (8B), compact (8C), expanded (AB). Where several are there, the first that
 * says something counts.
 * Spec: ETSI TS 102 221 section 9.2.
 */
int sst_fcp_read_reference(const struct sst_tlv *t, struct sst_fcp *f,
    struct sst_err *err) SST_MUST;
int sst_fcp_read_compact(const struct sst_tlv *t, struct sst_fcp *f,
    struct sst_err *err) SST_MUST;
int sst_fcp_read_expanded(const struct sst_tlv *t, struct sst_fcp *f,
    struct sst_err *err) SST_MUST;

/*
 * sst_fcp_check - size, record size and record count of a file agree; what
 * was not told is filled in.
 */
int sst_fcp_check(struct sst_fcp *f, struct sst_err *err) SST_MUST;

#endif
