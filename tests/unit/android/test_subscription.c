/* SPDX-License-Identifier: ISC */
/* test_subscription.c: the lines in dumpsys isub. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include <simstow/android/subscription.h>

#include "android_rig.h"

#define UNKNOWN SST_SUBSCRIPTION_UNKNOWN

static struct sst_arena mem;
static struct sst_err err;
static struct sst_subscriptions subs;

static int
clean(void **state)
{
	(void)state;
	sst_arena_fini(&mem);
	return 0;
}

static void
parse(const char *text)
{
	assert_int_equal(sst_subscription_parse_isub(sst_span_of_text(text),
	                     &mem, &subs, &err),
	    0);
}

/* Android 14 and later, on a phone as it is sold. */
#define ROW_14(id, icc, slot, name, carrier)                                 \
	"  [SubscriptionInfoInternal: id=" id " iccId=" icc                  \
	" simSlotIndex=" slot " portIndex=0 isEmbedded=1 "                   \
	"isRemovableEmbedded=0 carrierId=4321 displayName=" name             \
	" carrierName=" carrier " isOpportunistic=0 groupUuid= groupOwner= " \
	"displayNameSource=USER_INPUT iconTint=-7 number=[****] "            \
	"dataRoaming=1 mcc=999 mnc=07 cardString=890490321[****] cardId=1 "  \
	"countryIso=xx profileClass=2 type=LOCAL_SIM "                       \
	"wifiCallingMode=UNKNOWN makerThing=yes imsi=999070000[****] "       \
	"allowedNetworkTypesForReasons=user=4095, carrier=1 "                \
	"isGroupDisabled=false]\n"

static const char dump_14[] =
    "SubscriptionManagerService:\n"
    "defaultSubId=3\n"
    "defaultVoiceSubId=-1\n"
    "defaultDataSubId=3\n"
    "defaultSmsSubId=x\n"
    "\n"
    "Active subscriptions:\n" ROW_14("3", "899900123[****]", "0",
        "Trip to the sea",
        "Far & Wide, Ltd.") "\n"
                            "All subscriptions:\n" ROW_14("1",
                                "899900999[****]", "-1", "Old one", "Gone")
                                ROW_14("3", "899900123[****]", "0",
                                    "Trip to the sea", "Far & Wide, Ltd.")
                                    ROW_14("4", "[****]", "-1", "",
                                        "") "\n"
                                            "Embedded subscriptions: [3, 4]\n"
                                            "Euicc enabled=true\n"
                                            "\n"
                                            "Local log:\n"
                                            "  x - insert " ROW_14("9",
                                                "899900000[****]", "0", "Log",
                                                "Log");

static void
a_row_of_android_14_has_its_members(void **state)
{
	const struct sst_subscription *s;

	(void)state;
	parse(dump_14);
	assert_int_equal(subs.n, 3);
	assert_int_equal(subs.faults.n, 0);
	s = &subs.v[0];
	assert_int_equal(s->id, 3);
	assert_text(s->icc_id, "899900123");
	assert_true(s->is_masked);
	assert_int_equal(s->slot, 0);
	assert_int_equal(s->port, 0);
	assert_int_equal(s->is_embedded, 1);
	assert_int_equal(s->is_removable, 0);
	assert_int_equal(s->carrier_id, 4321);
	assert_text(s->display_name, "Trip to the sea");
	assert_text(s->carrier_name, "Far & Wide, Ltd.");
	assert_text(s->name_source, "USER_INPUT");
	assert_text(s->number, NULL);
	assert_int_equal(s->data_roaming, 1);
	assert_text(s->mcc, "999");
	assert_text(s->mnc, "07");
	assert_text(s->country, "xx");
	assert_text(s->card_string, "890490321");
	assert_true(s->is_card_masked);
	assert_int_equal(s->card_id, 1);
	assert_text(s->type, "LOCAL_SIM");
	assert_text(s->group, NULL);
	assert_int_equal(s->profile_class, 2);
	assert_text(s->imsi, NULL);
	assert_text(s->allowed_networks, "user=4095, carrier=1");
	assert_false(s->is_untrusted);
}

static void
what_has_no_member_is_kept_in_other(void **state)
{
	(void)state;
	parse(dump_14);
	assert_int_equal(subs.n, 3);
	assert_pair(&subs.v[0].other, "makerThing", "yes");
	assert_pair(&subs.v[0].other, "wifiCallingMode", "UNKNOWN");
	assert_pair(&subs.v[0].other, "groupOwner", "");
	assert_pair(&subs.v[0].other, "number", "[****]");
	assert_pair(&subs.v[0].other, "imsi", "999070000[****]");
	assert_pair(&subs.v[0].other, "isGroupDisabled", "false");
}

static void
lists_say_what_is_active_and_installed(void **state)
{
	(void)state;
	parse(dump_14);
	assert_int_equal(subs.n, 3);
	assert_true(subs.has_embedded_list);
	assert_int_equal(subs.default_data, 3);
	assert_int_equal(subs.default_voice, -1);
	assert_int_equal(subs.default_sms, UNKNOWN);
	assert_true(subs.v[0].is_active && subs.v[0].is_installed);
	assert_int_equal(subs.v[1].id, 1);
	assert_false(subs.v[1].is_active || subs.v[1].is_installed);
	assert_int_equal(subs.v[2].id, 4);
	assert_false(subs.v[2].is_active);
	assert_true(subs.v[2].is_installed);
	assert_text(subs.v[2].icc_id, NULL);
	assert_true(subs.v[2].is_masked);
	assert_text(subs.v[2].display_name, NULL);
}

static void
android_9_and_10_print_some_names_without_a_sign(void **state)
{
	(void)state;
	parse("SubscriptionController:\n"
	      " defaultDataSubId=2\n"
	      "++++\n ActiveSubInfoList: is null\n++++\n AllSubInfoList:\n"
	      "  {id=2, iccId=899900123[****] simSlotIndex=1 carrierId=5 "
	      "displayName=Sea, mcc 1 carrierName=null nameSource=0 "
	      "iconTint=-1 mNumber=5550100 dataRoaming=0 iconBitmap=null "
	      "mcc 999 mnc 7mCountryIso=xx isEmbedded true "
	      "accessRules [a=b c, d=e] cardString=890490321[****] cardId=1 "
	      "isOpportunistic false mGroupUUID=null mIsGroupDisabled=false "
	      "profileClass=-1 subscriptionType=1}\n"
	      "++++\n"
	      "1: {id=7, iccId=1 simSlotIndex=0}\n  {id=8, iccId=2}\n");
	assert_int_equal(subs.n, 1);
	assert_int_equal(subs.faults.n, 0);
	assert_false(subs.has_embedded_list);
	assert_int_equal(subs.v[0].id, 2);
	assert_text(subs.v[0].icc_id, "899900123");
	assert_text(subs.v[0].display_name, "Sea, mcc 1");
	assert_text(subs.v[0].carrier_name, NULL);
	assert_text(subs.v[0].number, "5550100");
	assert_text(subs.v[0].mcc, "999");
	assert_text(subs.v[0].mnc, "7");
	assert_text(subs.v[0].country, "xx");
	assert_int_equal(subs.v[0].is_embedded, 1);
	assert_pair(&subs.v[0].other, "accessRules", "[a=b c, d=e]");
	assert_int_equal(subs.v[0].card_id, 1);
	assert_text(subs.v[0].group, NULL);
	assert_text(subs.v[0].type, "REMOTE_SIM");
	assert_true(subs.v[0].is_installed);
	assert_false(subs.v[0].is_active);
}

static void
android_9_has_the_number_of_the_card_as_its_id(void **state)
{
	(void)state;
	parse(" AllSubInfoList:\n"
	      "  {id=1, iccId=89999012345678901237F simSlotIndex=-1 "
	      "displayName=x carrierName=y nameSource=0 iconTint=1 "
	      "dataRoaming=0 iconBitmap=b mcc 999 mnc 1 isEmbedded false "
	      "accessRules null cardId=890490321[Qm9ndXM=]}\n");
	assert_int_equal(subs.n, 1);
	assert_text(subs.v[0].icc_id, "89999012345678901237");
	assert_false(subs.v[0].is_masked);
	assert_int_equal(subs.v[0].card_id, UNKNOWN);
	assert_text(subs.v[0].card_string, "890490321");
	assert_true(subs.v[0].is_card_masked);
	assert_pair(&subs.v[0].other, "accessRules", NULL);
	assert_false(subs.v[0].is_installed);
}

static void
a_name_that_forges_members_sets_none(void **state)
{
	(void)state;
	parse("All subscriptions:\n" ROW_14("1", "899900123[****]", "-1",
	    "x iccId=89990000000000000018 mcc=001 simSlotIndex=1", "y"));
	assert_int_equal(subs.n, 1);
	assert_true(subs.v[0].is_untrusted);
	assert_text(subs.v[0].icc_id, "899900123");
	assert_true(subs.v[0].is_masked);
	assert_int_equal(subs.v[0].slot, -1);
	assert_text(subs.v[0].mcc, NULL);
	assert_text(subs.v[0].mnc, "07");
	assert_int_equal(subs.faults.n, 1);
	assert_int_equal(subs.faults.v[0].line, 2);
	assert_string_equal(subs.faults.v[0].what, "iccId comes twice");
}

static void
a_name_may_hold_a_line_break(void **state)
{
	(void)state;
	parse("All subscriptions:\n" ROW_14("1", "899900123[****]", "-1",
	    "one\r\n\r\ntwo]", "y")
	        ROW_14("2", "899900124[****]", "-1", "three]\nfour", "z") "\n");
	assert_int_equal(subs.n, 2);
	assert_int_equal(subs.faults.n, 0);
	assert_text(subs.v[0].display_name, "one\n\ntwo]");
	assert_text(subs.v[1].display_name, "three]\nfour");
	assert_text(subs.v[1].mnc, "07");
}

static void
a_row_forged_behind_a_bracket_is_untrusted(void **state)
{
	(void)state;
	parse("All subscriptions:\n" ROW_14("1", "899900001[****]", "-1", "a",
	    "a") ROW_14("2", "899900002[****]", "0",
	    "b]\n  [SubscriptionInfoInternal: id=5 "
	    "iccId=89990000000000000018 simSlotIndex=0 portIndex=0 "
	    "isEmbedded=1 isRemovableEmbedded=0 carrierId=1 displayName=e",
	    "b") ROW_14("3", "899900003[****]", "1", "c", "c")
	        ROW_14("4", "899900004[****]", "-1", "d", "d") "\n");
	assert_int_equal(subs.n, 5);
	assert_false(subs.v[0].is_untrusted);
	assert_int_equal(subs.v[1].id, 2);
	assert_true(subs.v[1].is_untrusted);
	assert_int_equal(subs.v[2].id, 5);
	assert_true(subs.v[2].is_untrusted);
	assert_false(subs.v[3].is_untrusted || subs.v[4].is_untrusted);
	assert_int_equal(subs.faults.n, 1);
	assert_int_equal(subs.faults.v[0].line, 3);
	assert_string_equal(subs.faults.v[0].what,
	    "subscription 2 has other members than the rest");
}

static void
a_row_forged_without_a_bracket_is_untrusted(void **state)
{
	(void)state;
	parse("All subscriptions:\n" ROW_14("2", "899900002[****]", "0",
	    "b\n  [SubscriptionInfoInternal: id=5 "
	    "iccId=89990000000000000018 simSlotIndex=0 portIndex=0 "
	    "isEmbedded=1 isRemovableEmbedded=0 carrierId=1 displayName=e",
	    "b") ROW_14("3", "899900003[****]", "1", "c", "c") "\n");
	assert_int_equal(subs.n, 2);
	assert_int_equal(subs.v[0].id, 5);
	assert_true(subs.v[0].is_untrusted);
	assert_false(subs.v[1].is_untrusted);
	assert_int_equal(subs.faults.n, 1);
	assert_int_equal(subs.faults.v[0].line, 2);
	assert_string_equal(subs.faults.v[0].what, "a row without its end");
}

static void
an_id_that_comes_twice_in_a_list_is_a_fault(void **state)
{
	(void)state;
	parse("All subscriptions:\n" ROW_14("2", "899900002[****]", "0", "a",
	    "a") ROW_14("2", "899900003[****]", "0", "a", "a") "\n");
	assert_int_equal(subs.n, 1);
	assert_true(subs.v[0].is_untrusted);
	assert_text(subs.v[0].icc_id, "899900002");
	assert_int_equal(subs.faults.n, 1);
	assert_int_equal(subs.faults.v[0].line, 3);
	assert_string_equal(subs.faults.v[0].what,
	    "subscription 2 again, line 2 was the first");
}

static void
two_lists_that_differ_are_a_fault(void **state)
{
	(void)state;
	parse("Active subscriptions:\n" ROW_14("2", "899900002[****]", "0", "a",
	    "a") "\nAll subscriptions:\n" ROW_14("2", "899900009[****]", "0",
	    "a", "a") "\n");
	assert_int_equal(subs.n, 1);
	assert_true(subs.v[0].is_active && subs.v[0].is_untrusted);
	assert_int_equal(subs.faults.n, 1);
}

static void
strange_values_are_faults_and_kept_in_other(void **state)
{
	(void)state;
	parse("  [SubscriptionInfoInternal: id=x iccId=1]\n"
	      "  [SubscriptionInfoInternal: id=1 iccId=forged "
	      "simSlotIndex=99999999999 portIndex=0]\n"
	      "Embedded subscriptions: [1, two]\n");
	assert_int_equal(subs.n, 1);
	assert_text(subs.v[0].icc_id, NULL);
	assert_false(subs.v[0].is_masked);
	assert_int_equal(subs.v[0].slot, UNKNOWN);
	assert_pair(&subs.v[0].other, "iccId", "forged");
	assert_int_equal(subs.faults.n, 5);
	assert_fault(&subs.faults, 0, 1, "id has a strange value", "x");
	assert_fault(&subs.faults, 1, 1, "no subscription id",
	    "  [SubscriptionInfoInternal: id=x iccId=1]");
	assert_fault(&subs.faults, 2, 2, "iccId has a strange value", "forged");
	assert_fault(&subs.faults, 3, 2, "simSlotIndex has a strange value",
	    "99999999999");
	assert_fault(&subs.faults, 4, 3,
	    "a strange list of embedded subscriptions", "[1, two]");
	assert_false(subs.v[0].is_installed);
}

static void
more_rows_than_a_phone_has_are_an_error(void **state)
{
	static char text[40 * (SST_SUBSCRIPTIONS_MAX + 1) + 1];
	size_t n = 0;

	(void)state;
	for (int i = 0; i <= SST_SUBSCRIPTIONS_MAX; i++)
		n += (size_t)snprintf(text + n, sizeof(text) - n,
		    "{id=%d iccId=8999 simSlotIndex=0}\n", i);
	assert_int_equal(sst_subscription_parse_isub(sst_span_of_text(text),
	                     &mem, &subs, &err),
	    -1);
	assert_int_equal(subs.n, 0);
	if (err.code == SST_E_FORMAT)
		assert_string_equal(err.msg,
		    "line 257: more than 256 subscriptions");
}

static void
a_row_with_too_many_members_is_a_fault(void **state)
{
	static char text[4 + 3 * 300 + 3] = "{id=1";
	size_t n = strlen(text);

	(void)state;
	for (size_t i = 0; i < 250; i++, n += 3)
		memcpy(text + n, " x=", 3);
	memcpy(text + n, "}\n", 3);
	parse(text);
	assert_int_equal(subs.n, 0);
	assert_int_equal(subs.faults.n, 1);
	assert_string_equal(subs.faults.v[0].what, "more than 199 members");
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_teardown(f, clean)
	const struct CMUnitTest tests[] = {
		TEST(a_row_of_android_14_has_its_members),
		TEST(what_has_no_member_is_kept_in_other),
		TEST(lists_say_what_is_active_and_installed),
		TEST(android_9_and_10_print_some_names_without_a_sign),
		TEST(android_9_has_the_number_of_the_card_as_its_id),
		TEST(a_name_that_forges_members_sets_none),
		TEST(a_name_may_hold_a_line_break),
		TEST(a_row_forged_behind_a_bracket_is_untrusted),
		TEST(a_row_forged_without_a_bracket_is_untrusted),
		TEST(an_id_that_comes_twice_in_a_list_is_a_fault),
		TEST(two_lists_that_differ_are_a_fault),
		TEST(strange_values_are_faults_and_kept_in_other),
		TEST(more_rows_than_a_phone_has_are_an_error),
		TEST(a_row_with_too_many_members_is_a_fault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
