/* SPDX-License-Identifier: ISC */
/* notifications.h: what the eUICC still wants to tell the SM-DP+s. */
#ifndef SIMSTOW_ES10_NOTIFICATIONS_H
#define SIMSTOW_ES10_NOTIFICATIONS_H

#include <simstow/es10/euicc.h>

#define SST_NOTIFICATIONS_MAX 1024

/* NotificationMetadata, BF2F. */
struct sst_notifications_entry {
	struct sst_span raw; /* BF2F, or the whole pending notification */
	uint64_t seq;        /* 80; 0 is legal */
	struct sst_euicc_bits events; /* 81 */
	struct sst_span address;      /* 0C; may be empty */
	struct sst_span iccid;        /* 5A; may be absent */
	bool is_signed; /* raw is what ES9+.HandleNotification takes */
};

struct sst_notifications {
	struct sst_notifications_entry *v; /* in card order */
	size_t n;
	struct sst_es10_faults faults;
};

extern const struct sst_span sst_notifications_list;     /* BF2800 */
extern const struct sst_span sst_notifications_retrieve; /* BF2B00 */

/*
 * sst_notifications_parse - the answer to ListNotification (BF28) or to
 * RetrieveNotificationsList (BF2B), which the outermost tag tells.
 *
 * Signed payloads are cut out as they are: a byte more or less breaks the
 * signature. Error answers 1 (nothing) and 127 mean an empty list. A damaged
 * entry becomes a fault, the others are kept.
 * Spec: SGP.22 v2.5 sections 5.7.9 and 5.7.10.
 */
int sst_notifications_parse(struct sst_span answer, struct sst_arena *mem,
    struct sst_notifications *out, struct sst_err *err) SST_MUST;

#endif
