/* SPDX-License-Identifier: ISC */
/* phone_apn.c: access points: which columns are asked for, and of whom. */
#include <simstow/android/phone.h>

#define QUERY "content query --uri content://telephony/carriers --projection "

/*
 * Free text (name, apn, addresses) stands between numbers: a row that text
 * forged has other columns than the rest. User and password are secrets.
 */
const char *const sst_phone_apn_columns[] = { "_id", "numeric", "mcc", "mnc",
	"sub_id", "edited", "owned_by", "name", "apn", "proxy", "port", "mmsc",
	"mmsproxy", "mmsport", "mvno_type", "mvno_match_data", "authtype",
	"type", "protocol", "roaming_protocol", "network_type_bitmask", "mtu",
	"user_editable", "carrier_enabled", NULL };

/*
 * TelephonyProvider and the shell's permissions: Android 9 and 10 let
 * everybody see what names no subscriber; 11 to 13 want WRITE_APN_SETTINGS,
 * which the shell has from 14 on.
 */
static const struct {
	int sdk_first;
	int sdk_last;
	const char *command;
} commands[] = {
	{ 28, 29,
	    QUERY "apn:type:mmsc:mmsproxy:mmsport:mvno_type:"
	          "mvno_match_data" },
	{ 34, 36,
	    QUERY "_id:numeric:mcc:mnc:sub_id:edited:owned_by:name:apn:proxy:"
	          "port:mmsc:mmsproxy:mmsport:mvno_type:mvno_match_data:"
	          "authtype:type:protocol:roaming_protocol:"
	          "network_type_bitmask:mtu:user_editable:carrier_enabled" },
};

const char *
sst_phone_apn_command(int sdk, struct sst_arena *mem)
{
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		if (sdk >= commands[i].sdk_first && sdk <= commands[i].sdk_last)
			return sst_arena_text(mem, commands[i].command);
	}
	return NULL;
}
