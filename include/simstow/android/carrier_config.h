/* SPDX-License-Identifier: ISC */
/* carrier_config.h: dumpsys carrier_config, with the source of each value. */
#ifndef SIMSTOW_ANDROID_CARRIER_CONFIG_H
#define SIMSTOW_ANDROID_CARRIER_CONFIG_H

#include <simstow/android/text.h>

#define SST_CARRIER_CONFIG_PHONES 8

/* What a key's name says of its value; the text is kept as printed. */
enum sst_config_type {
	SST_CONFIG_OTHER,
	SST_CONFIG_BOOL, /* ..._bool */
	SST_CONFIG_INT,  /* ..._int, ..._long */
	SST_CONFIG_TEXT, /* ..._string */
	SST_CONFIG_INTS, /* ..._int_array, ..._long_array */
	SST_CONFIG_TEXTS /* ..._string_array */
};

struct sst_config_value {
	const char *key;
	const char *value; /* as printed; NULL for null */
	enum sst_config_type type;
	const char *source; /* "mConfigFromDefaultApp", "Default Values", ... */
	bool is_default; /* equals the default, or only the default says it */
};

struct sst_carrier_config {
	struct sst_config_value *v; /* effective, sorted by key */
	size_t n;
};

struct sst_carrier_configs {
	struct sst_carrier_config phone[SST_CARRIER_CONFIG_PHONES];
	size_t n;
	struct sst_row_faults faults;
};

/*
 * sst_carrier_config_parse - later sections win: defaults, default app, vendor
 * sections, carrier app, persistent override, override; no-SIM last of all
 * and only where no other is.
 */
int sst_carrier_config_parse(struct sst_span text, struct sst_arena *mem,
    struct sst_carrier_configs *out, struct sst_err *err) SST_MUST;

enum sst_config_type sst_config_type_of(const char *key);
const char *sst_config_type_name(enum sst_config_type type);

#endif
