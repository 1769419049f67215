/* SPDX-License-Identifier: ISC */
/* parcel.h: replies of "service call", rebuilt from their hexadecimal words. */
#ifndef SIMSTOW_ANDROID_PARCEL_H
#define SIMSTOW_ANDROID_PARCEL_H

#include <simstow/android/subscription.h>
#include <simstow/base/buf.h>

#define SST_PARCEL_BYTES ((size_t)1 << 20)

/*
 * sst_parcel_parse - "Result: Parcel(...)" to bytes, from the words, never
 * from the text beside them. "Result: Parcel(NULL)" and a service that does
 * not exist give n = 0.
 */
int sst_parcel_parse(struct sst_span text, struct sst_buf *out,
    struct sst_err *err) SST_MUST;

/*
 * sst_parcel_text - the string of a reply that is one string: 1 read, 0 null
 * or no such service, -1 an exception (SST_E_REFUSED with its message) or
 * damage. Spec: android.os.Parcel: int32 exception, int32 length, UTF-16LE.
 */
int sst_parcel_text(struct sst_span text, struct sst_arena *mem,
    const char **out, struct sst_err *err) SST_MUST;

/*
 * sst_parcel_numbers - every string in a reply that is an ICCID (18 to 20
 * digits beginning 89) or an EID (32 digits with the right check).
 */
struct sst_parcel_found {
	struct sst_pair *v; /* key "iccid" or "eid" */
	size_t n;
};
int sst_parcel_numbers(struct sst_span text, struct sst_arena *mem,
    struct sst_parcel_found *out, struct sst_err *err) SST_MUST;

/*
 * sst_parcel_call - the command for a transaction, or NULL when the API level
 * is not known: neighbours of a transaction can be setters, so none is tried.
 */
enum sst_parcel_ask {
	SST_PARCEL_ALL_SUBSCRIPTIONS, /* isub; argument unused */
	SST_PARCEL_ICCID,             /* iphonesubinfo; subscription id */
	SST_PARCEL_EID                /* econtroller; card id */
};
const char *sst_parcel_call(enum sst_parcel_ask ask, int sdk, int argument,
    struct sst_arena *mem);

#endif
