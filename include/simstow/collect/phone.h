/* SPDX-License-Identifier: ISC */
/* phone.h: asks an Android phone everything over a shell link. */
#ifndef SIMSTOW_COLLECT_PHONE_H
#define SIMSTOW_COLLECT_PHONE_H

#include <simstow/link/shell_link.h>
#include <simstow/snapshot/snapshot.h>

/* A setting worth keeping; the caller has the table. */
struct sst_collect_setting {
	const char *space;   /* "global", "secure", "system" */
	const char *key;     /* may end in "[SUBID]" */
	const char *restore; /* "safe", "ask", "user", "never" */
	int since;           /* API level, 0: no limit */
	int until;
};

struct sst_collect_phone {
	const struct sst_collect_setting *settings; /* borrowed */
	size_t setting_n;
	int64_t now; /* seconds since 1970 */
	const char *label;
	const char *generator;
	bool imei; /* ask for the IMEI too */
	/* told before each round of questions; or NULL */
	void (*progress)(void *ctx, const char *what);
	void *progress_ctx;
};

/*
 * sst_collect_phone - read an Android phone of version 9 to 16.
 *
 *   link  open; stays open
 *   out   initialised by the caller; emptied on failure
 *
 * Only commands that read are run, none of them twice. Round one: getprop and
 * what does not depend on it; round two: what the version allows and what the
 * subscriptions make possible; independent commands go out together.
 * Profiles are merged by ICCID from siminfo, isub, isub's parcel and
 * iphonesubinfo; a masked value is matched by its prefix and slot and is
 * never taken as an ICCID. What the version refuses, or a fault hides,
 * is a gap that names the Android version and what the user can do. Every
 * output is kept raw, but for settings, of which only the wanted are, the
 * list of what is installed, and properties that hold an IMEI nobody asked
 * for.
 * Errors: SST_E_DEVICE: the phone is gone; SST_E_REFUSED: nothing at all
 * could be read (locked, or not a phone).
 */
int sst_collect_phone(struct sst_shell_link *link,
    const struct sst_collect_phone *how, struct sst_snapshot *out,
    struct sst_err *err) SST_MUST;

#endif
