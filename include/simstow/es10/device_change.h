/* SPDX-License-Identifier: ISC */
/* device_change.h: whether and how a v3 profile may move to another eUICC. */
#ifndef SIMSTOW_ES10_DEVICE_CHANGE_H
#define SIMSTOW_ES10_DEVICE_CHANGE_H

#include <simstow/es10/es10.h>

/* DeviceChangeConfiguration: one of two choices. Absent: p NULL, false. */
struct sst_device_change_info {
	struct sst_span smdp_address;    /* requestToDp.smdpAddressForDc */
	bool eid_required;               /* requestToDp.eidRequired */
	bool tac_required;               /* requestToDp.tacRequired */
	struct sst_span activation_code; /* usingStoredAc: a secret */
	bool delete_old;                 /* usingStoredAc.deleteOldProfile */
};

/*
 * sst_device_change_parse - the value of tag BF20 in ProfileInfo; spans in
 * out are borrowed from it. A choice that we do not know leaves out empty.
 * Error: SST_E_FORMAT with the offset.
 * Spec: SGP.22 v3.0, DeviceChangeConfiguration.
 */
int sst_device_change_parse(struct sst_span value,
    struct sst_device_change_info *out, struct sst_err *err) SST_MUST;

#endif
