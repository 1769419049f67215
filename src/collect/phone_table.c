/* SPDX-License-Identifier: ISC */
/* phone_table.c: every question to a phone: to whom, when, and what then. */
#include <string.h>

#include "phone_priv.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define ICCID_HINT "the ICCID stands in Settings > About phone > SIM status"
#define EID_HINT "the EID stands in Settings > About phone"
#define APN_HINT "note them from Settings > SIMs > Access point names"
#define SAVER_HINT "see Settings > Network > Data Saver"
#define IMEI_HINT "dial *#06# to see it"

static const char *
build_siminfo(struct sst_phone_run *r, int argument)
{
	(void)r;
	return sst_siminfo_command((enum sst_siminfo_piece)argument);
}

static const char *
build_all(struct sst_phone_run *r, int argument)
{
	return sst_parcel_call(SST_PARCEL_ALL_SUBSCRIPTIONS, r->sdk, argument,
	    &r->scratch);
}

static const char *
build_iccid(struct sst_phone_run *r, int argument)
{
	return sst_parcel_call(SST_PARCEL_ICCID, r->sdk, argument, &r->scratch);
}

static const char *
build_eid(struct sst_phone_run *r, int argument)
{
	return sst_parcel_call(SST_PARCEL_EID, r->sdk, argument, &r->scratch);
}

static const char *
build_types(struct sst_phone_run *r, int argument)
{
	return sst_arena_printf(&r->scratch,
	    "cmd phone get-allowed-network-types-for-users -s %d", argument);
}

static const char *
build_imei(struct sst_phone_run *r, int argument)
{
	return sst_arena_printf(&r->scratch, "cmd phone get-imei -s %d",
	    argument);
}

static const char *
build_apns(struct sst_phone_run *r, int argument)
{
	(void)argument;
	return sst_phone_apn_command(r->sdk, &r->scratch);
}

/* The same columns of the access point that is in use. */
static const char *
build_preferred(struct sst_phone_run *r, int argument)
{
	static const char table[] = "content://telephony/carriers";
	const char *all = sst_phone_apn_command(r->sdk, &r->scratch);
	const char *at = all == NULL ? NULL : strstr(all, table);

	(void)argument;
	if (at == NULL)
		return NULL;
	at += sizeof(table) - 1;
	return sst_arena_printf(&r->scratch, "%.*s/preferapn%s",
	    (int)(at - all), all, at);
}

#define SETTINGS(word, space)                                          \
	{                                                              \
		.name = "settings list " word,                         \
		.command = "settings list " word, .argument = (space), \
		.take = sst_phone_settings_take,                       \
		.hint = "note the settings that you care for",         \
	}
#define SIMINFO(piece, part, first)                                       \
	{                                                                 \
		.name = "content query siminfo", .leaf = "siminfo-" part, \
		.build = build_siminfo, .since = (first), .until = 32,    \
		.argument = (piece), .take = sst_phone_lines_siminfo,     \
		.hint = "see Settings > SIMs and > About phone",          \
	}

const struct sst_phone_question sst_phone_table[] = {
	{ .name = "getprop",
	    .leaf = "getprop",
	    .command = "getprop",
	    .take = sst_phone_device_props,
	    .hint = "without it only what every version tells is asked" },
	{ .name = "dumpsys isub",
	    .leaf = "isub",
	    .command = "dumpsys isub",
	    .take = sst_phone_lines_isub,
	    .hint = "the lines stand in Settings > SIMs" },
	{ .name = "dumpsys carrier_config",
	    .leaf = "carrier_config",
	    .command = "dumpsys carrier_config",
	    .take = sst_phone_config_take },
	SETTINGS("global", SST_SPACE_GLOBAL),
	SETTINGS("secure", SST_SPACE_SECURE),
	SETTINGS("system", SST_SPACE_SYSTEM),
	{ .name = "dumpsys netpolicy",
	    .leaf = "netpolicy",
	    .command = "dumpsys netpolicy",
	    .take = sst_phone_policy_dump,
	    .hint = "note the data warning and limit of each SIM" },
	{ .name = "cmd netpolicy get restrict-background",
	    .leaf = "restrict-background",
	    .command = "cmd netpolicy get restrict-background",
	    .take = sst_phone_policy_restrict,
	    .hint = SAVER_HINT },
	{ .name = "cmd netpolicy list restrict-background-whitelist",
	    .leaf = "restrict-background-whitelist",
	    .command = "cmd netpolicy list restrict-background-whitelist",
	    .argument = SST_SAVER_ALLOWED,
	    .take = sst_phone_policy_uids,
	    .hint = SAVER_HINT },
	{ .name = "cmd netpolicy list restrict-background-blacklist",
	    .leaf = "restrict-background-blacklist",
	    .command = "cmd netpolicy list restrict-background-blacklist",
	    .argument = SST_SAVER_DENIED,
	    .take = sst_phone_policy_uids,
	    .hint = SAVER_HINT },
	{ .name = "dumpsys TelephonyDebugService",
	    .leaf = "telephonydebug",
	    .command = "dumpsys activity service "
	               "com.android.phone/.TelephonyDebugService",
	    .take = sst_phone_iccid_eid,
	    .hint = EID_HINT },
	/* What else is installed is nobody's business: not kept raw. */
	{ .name = "cmd package list packages",
	    .command = "cmd package list packages -U",
	    .when = sst_phone_when_uids,
	    .take = sst_phone_policy_packages,
	    .hint = SAVER_HINT },
	SIMINFO(SST_SIMINFO_FACTS, "facts", 28),
	SIMINFO(SST_SIMINFO_FACTS_10, "facts-10", 29),
	SIMINFO(SST_SIMINFO_FACTS_11, "facts-11", 30),
	SIMINFO(SST_SIMINFO_FACTS_12, "facts-12", 31),
	SIMINFO(SST_SIMINFO_DISPLAY_NAME, "display_name", 28),
	SIMINFO(SST_SIMINFO_CARRIER_NAME, "carrier_name", 28),
	SIMINFO(SST_SIMINFO_NUMBER, "number", 28),
	{ .name = "service call isub",
	    .leaf = "isub-parcel",
	    .build = build_all,
	    .since = 28,
	    .when = sst_phone_when_hidden,
	    .take = sst_phone_iccid_parcel,
	    .hint = ICCID_HINT },
	{ .name = "service call iphonesubinfo",
	    .leaf = "iphonesubinfo",
	    .build = build_iccid,
	    .since = 28,
	    .when = sst_phone_when_hidden,
	    .list = sst_phone_when_lines,
	    .take = sst_phone_iccid_line,
	    .hint = ICCID_HINT },
	{ .name = "service call econtroller",
	    .leaf = "econtroller-parcel",
	    .build = build_eid,
	    .since = 28,
	    .when = sst_phone_when_no_eid,
	    .list = sst_phone_when_cards,
	    .take = sst_phone_iccid_card,
	    .hint = EID_HINT },
	{ .name = "dumpsys econtroller",
	    .leaf = "econtroller",
	    .command = "dumpsys econtroller",
	    .since = 30,
	    .when = sst_phone_when_euicc },
	{ .name = "cmd phone get-allowed-network-types-for-users",
	    .leaf = "network-types",
	    .build = build_types,
	    .since = 31,
	    .list = sst_phone_when_slots,
	    .take = sst_phone_policy_types,
	    .hint = "see Settings > SIMs > Preferred network type" },
	{ .name = "access points",
	    .leaf = "preferapn",
	    .build = build_preferred,
	    .since = 28,
	    .until = 29,
	    .take = sst_phone_apn_preferred,
	    .hint = APN_HINT },
	{ .name = "access points", .since = 30, .until = 33, .hint = APN_HINT },
	{ .name = "access points",
	    .leaf = "carriers",
	    .build = build_apns,
	    .since = 34,
	    .take = sst_phone_apn_take,
	    .hint = APN_HINT },
	{ .name = "access points",
	    .leaf = "preferapn",
	    .build = build_preferred,
	    .since = 34,
	    .take = sst_phone_apn_preferred,
	    .hint = APN_HINT },
	{ .name = "IMEI",
	    .leaf = "imei",
	    .build = build_imei,
	    .since = 28,
	    .when = sst_phone_when_imei,
	    .list = sst_phone_when_slots,
	    .take = sst_phone_device_imei,
	    .hint = IMEI_HINT },
};

_Static_assert(COUNT(sst_phone_table) <= 64, "a bit for each question");

const size_t sst_phone_table_n = COUNT(sst_phone_table);
