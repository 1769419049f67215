/* SPDX-License-Identifier: ISC */
/* field_priv.h: one member of a line's row, by either of its names. */
#ifndef SIMSTOW_ANDROID_FIELD_PRIV_H
#define SIMSTOW_ANDROID_FIELD_PRIV_H

#include <simstow/android/subscription.h>

#include "keep_priv.h"

/* Most names that a dialect has, for masks of them. */
#define SST_FIELD_NAMES 128

/* How a member is named where. */
struct sst_field_name {
	const char *name;
	uint8_t member;
	bool is_text;    /* may hold anything: the user or a carrier wrote it */
	bool is_unequal; /* Android 9 and 10 print "name value" */
};

/* One of the two places that name members. */
struct sst_field_dialect {
	const struct sst_field_name *names;
	size_t n;
	const char *null; /* how it prints null */
};

extern const struct sst_field_dialect sst_field_isub;
extern const struct sst_field_dialect sst_field_siminfo;

/* sst_field_find - the place of a name in a dialect, or its n. */
size_t sst_field_find(const struct sst_field_dialect *d, struct sst_span name);

/* A row that is being filled. */
struct sst_field_row {
	const struct sst_field_dialect *dialect;
	const struct sst_keep *keep;
	struct sst_subscription *sub;
	size_t line;
};

/* sst_field_init - nothing is known of *sub. */
void sst_field_init(struct sst_subscription *sub);

/*
 * sst_field_put - set the member that name stands for; one that has none, or
 * whose value does not fit it, goes to other, the latter with a fault.
 */
int sst_field_put(const struct sst_field_row *row, struct sst_span name,
    struct sst_span value) SST_MUST;

/* sst_field_forget - the member that name stands for is unknown again. */
void sst_field_forget(const struct sst_field_row *row, struct sst_span name);

#endif
