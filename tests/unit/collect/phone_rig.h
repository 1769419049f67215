/* SPDX-License-Identifier: ISC */
/* phone_rig.h: a small phone with Android 15 and three lines, and its tests. */
#ifndef SIMSTOW_TESTS_UNIT_COLLECT_PHONE_RIG_H
#define SIMSTOW_TESTS_UNIT_COLLECT_PHONE_RIG_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <simstow/collect/phone.h>
#include <unit/fake_shell.h>

#define RIG_EID "89001012012345000000000000150611"
#define RIG_WORK "8944990000715001056"
#define RIG_ROAM "8935999000201500586"
#define RIG_SPARE "8935999000201500669"
#define RIG_PARCEL 8192

#define RIG_ROW(id, iccid, slot, embedded, name)                               \
	"  [SubscriptionInfoInternal: id=" id " iccId=" iccid                  \
	"[****] simSlotIndex=" slot " portIndex=" slot " isEmbedded=" embedded \
	" isRemovableEmbedded=0 carrierId=-1 displayName=" name                \
	" carrierName=Voyage isOpportunistic=0 groupUuid= "                    \
	"groupOwner= displayNameSource=USER_INPUT iconTint=1 number= "         \
	"dataRoaming=1 mcc=001 mnc=01 ehplmns= hplmns= "                       \
	"cardString=890010120[****] cardId=0 nativeAccessRules= "              \
	"carrierConfigAccessRules= countryIso=ee profileClass=2 "              \
	"type=LOCAL_SIM areUiccApplicationsEnabled=1 imsi=]\n"

#define RIG_PROPS(sdk, release)                             \
	"[gsm.sim.operator.numeric]: [23499,]\n"            \
	"[gsm.sim.state]: [LOADED,ABSENT]\n"                \
	"[persist.radio.imei]: [490154203237518]\n"         \
	"[ro.build.fingerprint]: [larkfield/twin15:user]\n" \
	"[ro.build.version.release]: [" release "]\n"       \
	"[ro.build.version.sdk]: [" sdk "]\n"               \
	"[ro.product.manufacturer]: [Larkfield]\n"          \
	"[ro.product.model]: [Twin 15]\n"                   \
	"[ro.serialno]: [TWIN15C00006]\n"

#define RIG_ISUB                                                             \
	"SubscriptionManagerService:\n"                                      \
	"defaultSubId=2\ndefaultVoiceSubId=2\ndefaultDataSubId=5\n"          \
	"defaultSmsSubId=-1\n\nActive subscriptions:\n" RIG_ROW("2",         \
	    "894499000", "0", "1",                                           \
	    "Work") "\nAll subscriptions:\n" RIG_ROW("1", "894499000", "-1", \
	    "0", "CARD 1") RIG_ROW("2", "894499000", "0", "1", "Work")       \
	    RIG_ROW("5", "893599900", "-1", "1", "Roam")                     \
	        RIG_ROW("6", "893599900", "-1", "1",                         \
	            "Spare") "\nEmbedded subscriptions: [2, 5, 6]\n"

/* What this phone answers unless a test says otherwise. */
static const struct fake_answer rig_answers[] = {
	{ "getprop", RIG_PROPS("35", "15"), NULL, 0, SST_OK },
	{ "dumpsys isub", RIG_ISUB, NULL, 0, SST_OK },
	{ "dumpsys carrier_config",
	    "Phone Id = 0\n    mConfigFromDefaultApp : \n"
	    "            carrier_name_string = Harbour\n",
	    NULL, 0, SST_OK },
	{ "settings list global",
	    "data_roaming=1\ndata_roaming2=0\ndata_roaming5=1\n"
	    "data_roaming77=1\nprivate_dns_mode=off\nsecret_thing=x\n"
	    "wifi_on=null\n",
	    NULL, 0, SST_OK },
	{ "settings list", "", NULL, 0, SST_OK },
	{ "dumpsys netpolicy", "Network policies:\n", NULL, 0, SST_OK },
	{ "cmd netpolicy get", "Restrict background status: enabled\n", NULL, 0,
	    SST_OK },
	{ "cmd netpolicy list restrict-background-whitelist",
	    "Restrict background whitelisted UIDs: 10101 10999\n", NULL, 0,
	    SST_OK },
	{ "cmd netpolicy list restrict-background-blacklist",
	    "Restrict background blacklisted UIDs: none\n", NULL, 0, SST_OK },
	{ "dumpsys activity service", "EuiccCard:\n mEid=" RIG_EID "\n", NULL,
	    0, SST_OK },
	{ "cmd package list packages -U",
	    "package:com.example.maps uid:10101\n"
	    "package:com.example.bank uid:10102\n",
	    NULL, 0, SST_OK },
	{ "dumpsys econtroller", "===== EUICC =====\n", NULL, 0, SST_OK },
	{ "cmd phone get-allowed-network-types-for-users -s 0", "LTE|NR\n",
	    NULL, 0, SST_OK },
	{ "cmd phone get-allowed-network-types-for-users -s 1", "GSM\n", NULL,
	    0, SST_OK },
	{ "content query --uri content://telephony/carriers",
	    "No result found.\n", NULL, 0, SST_OK },
};

static const struct sst_collect_setting rig_settings[] = {
	{ "global", "data_roaming[SUBID]", "safe", 28, 0 },
	{ "global", "private_dns_mode", "safe", 28, 0 },
	{ "global", "wifi_on", "user", 0, 0 },
	{ "global", "secret_thing", "never", 36, 0 },
};

struct rig {
	struct fake_shell shell;
	struct fake_answer other[8];
	size_t other_n;
	struct sst_collect_phone how;
	struct sst_snapshot out;
	struct sst_err err;
	char parcel[RIG_PARCEL];
	char lines[2][RIG_PARCEL];
};

/* The test's own answer to a command; the last given counts. */
static inline void
rig_answer(struct rig *r, const char *command, const char *out)
{
	assert_true(r->other_n < 8);
	r->other[r->other_n++] =
	    (struct fake_answer){ command, out, NULL, 0, SST_OK };
}

static inline void
rig_row(struct fake_parcel *p, int id, const char *iccid, int slot,
    const char *card)
{
	fake_parcel_int(p, 1);
	fake_parcel_int(p, id);
	fake_parcel_text(p, iccid);
	fake_parcel_int(p, slot);
	fake_parcel_text(p, "a name");
	fake_parcel_text(p, card);
}

/* All rows, in another order than dumpsys has them. */
static inline void
rig_parcel(struct rig *r)
{
	struct fake_parcel p = { .n = 0 };

	fake_parcel_int(&p, 0);
	fake_parcel_int(&p, 4);
	rig_row(&p, 6, RIG_SPARE, -1, RIG_EID);
	rig_row(&p, 5, RIG_ROAM, -1, RIG_EID);
	rig_row(&p, 1, "8944990000715000066", -1, "8944990000715000066");
	rig_row(&p, 2, RIG_WORK, 0, RIG_EID);
	fake_parcel_print(&p, r->parcel, sizeof(r->parcel));
	rig_answer(r, "service call isub 1", r->parcel);
	p.n = 0;
	fake_parcel_int(&p, 0);
	fake_parcel_text(&p, RIG_WORK);
	fake_parcel_print(&p, r->lines[0], sizeof(r->lines[0]));
	rig_answer(r, "service call iphonesubinfo 14 i32 2", r->lines[0]);
}

static inline int
rig_open(void **state)
{
	struct rig *r = calloc(1, sizeof(*r));

	if (r == NULL)
		return -1;
	*state = r;
	fake_shell_open(&r->shell);
	sst_snapshot_init(&r->out);
	r->how = (struct sst_collect_phone){ .settings = rig_settings,
		.setting_n = sizeof(rig_settings) / sizeof(rig_settings[0]),
		.now = 1795225000,
		.label = "my phone",
		.generator = "simstow test" };
	rig_parcel(r);
	return 0;
}

static inline int
rig_close(void **state)
{
	struct rig *r = *state;

	if (r == NULL)
		return 0;
	sst_snapshot_fini(&r->out);
	free(r);
	return 0;
}

static inline int
rig_read(struct rig *r)
{
	r->shell.tables[0] = r->other;
	r->shell.counts[0] = r->other_n;
	r->shell.tables[1] = rig_answers;
	r->shell.counts[1] = sizeof(rig_answers) / sizeof(rig_answers[0]);
	return sst_collect_phone(&r->shell.link, &r->how, &r->out, &r->err);
}

static inline const struct sst_gap *
rig_gap(const struct rig *r, const char *what)
{
	for (size_t i = 0; i < r->out.gaps.n; i++) {
		if (strcmp(r->out.gaps.v[i].what, what) == 0)
			return &r->out.gaps.v[i];
	}
	return NULL;
}

static inline const struct sst_profile *
rig_line(const struct rig *r, int64_t id)
{
	for (size_t i = 0; i < r->out.profiles.n; i++) {
		if (r->out.profiles.v[i].subscription.v == id)
			return &r->out.profiles.v[i];
	}
	fail_msg("no line %d", (int)id);
	return NULL;
}

#define RIG_TEST(f) cmocka_unit_test_setup_teardown(f, rig_open, rig_close)

#endif
