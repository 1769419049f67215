/* SPDX-License-Identifier: ISC */
/* carrier_config_priv.h: entries of all sections, and which one counts. */
#ifndef SIMSTOW_ANDROID_CARRIER_CONFIG_PRIV_H
#define SIMSTOW_ANDROID_CARRIER_CONFIG_PRIV_H

#include <simstow/android/carrier_config.h>

#include "keep_priv.h"

/* Sections in the order in which they win, later ones over earlier ones. */
enum sst_config_rank {
	SST_CONFIG_DEFAULT,
	SST_CONFIG_NO_SIM, /* only where nothing below it is */
	SST_CONFIG_DEFAULT_APP,
	SST_CONFIG_VENDOR,
	SST_CONFIG_CARRIER_APP,
	SST_CONFIG_PERSISTENT,
	SST_CONFIG_OVERRIDE
};

struct sst_config_entry {
	const char *key;
	const char *value;
	const char *source;
	enum sst_config_rank rank;
	int phone; /* -1: for all of them */
	size_t order;
};

struct sst_config_entries {
	struct sst_config_entry *v;
	size_t n;
};

/* sst_config_settle - the effective values of one phone, sorted by key. */
int sst_config_settle(const struct sst_config_entries *all, int phone,
    struct sst_arena *mem, struct sst_carrier_config *out,
    struct sst_err *err) SST_MUST;

#endif
