/* SPDX-License-Identifier: ISC */
/* test_know_carrier.c: the carrier row that a subscription belongs to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/know/know.h>

static void
check(const struct sst_know_hints *h, const char *id,
    enum sst_know_match wanted)
{
	enum sst_know_match match = SST_KNOW_OWNER;
	const struct sst_carrier *row = sst_know_carrier(h, &match);

	assert_int_equal(match, wanted);
	if (id == NULL) {
		assert_null(row);
		return;
	}
	assert_non_null(row);
	assert_string_equal(row->id, id);
}

static void
nothing_known_finds_nothing(void **state)
{
	const struct sst_know_hints none = { 0 };
	const struct sst_know_hints empty = { "", "", "", "", "", "" };

	(void)state;
	check(&none, NULL, SST_KNOW_NONE);
	check(&empty, NULL, SST_KNOW_NONE);
}

static void
the_surer_hint_wins(void **state)
{
	struct sst_know_hints h = {
		.carrier_id = "1839",
		.provider = "airalo",
		.host = "rsp.truphone.com",
		.iccid = "8943010000048943536",
		.mcc_mnc = "23203",
	};

	(void)state;
	check(&h, "verizon-us", SST_KNOW_CARRIER_ID);
	h.carrier_id = NULL;
	check(&h, "airalo", SST_KNOW_PROVIDER);
	h.provider = "no such name";
	check(&h, "truphone", SST_KNOW_HOST);
	h.host = NULL;
	check(&h, "a1-at", SST_KNOW_IIN);
	h.iccid = NULL;
	check(&h, NULL, SST_KNOW_NONE);
	h.mcc_mnc = "23201";
	check(&h, "a1-at", SST_KNOW_OWNER);
}

static void
a_name_between_slashes_is_a_name(void **state)
{
	const struct sst_know_hints h = { .provider = "now mobile" };

	(void)state;
	check(&h, "xfinity-us", SST_KNOW_PROVIDER);
}

static void
a_brand_of_another_country_is_not_taken(void **state)
{
	struct sst_know_hints h = {
		.provider = "T-Mobile",
		.iccid = "8901260000000000000",
	};

	(void)state;
	check(&h, "tmobile-us", SST_KNOW_PROVIDER);
	h.iccid = "8948020000000000000";
	check(&h, NULL, SST_KNOW_NONE);
	h.iccid = NULL;
	h.mcc_mnc = "26002";
	check(&h, NULL, SST_KNOW_NONE);
	h.mcc_mnc = "310260";
	check(&h, "tmobile-us", SST_KNOW_PROVIDER);
}

static void
a_reseller_may_use_numbers_of_any_country(void **state)
{
	const struct sst_know_hints h = {
		.provider = "Wealthsimple travel eSIM",
		.iccid = "8985203000048943536",
	};

	(void)state;
	check(&h, "wealthsimple", SST_KNOW_PROVIDER);
}

static void
a_server_of_several_brands_needs_the_iin(void **state)
{
	struct sst_know_hints h = { .host = "t-mobile.idemia.io" };

	(void)state;
	check(&h, NULL, SST_KNOW_NONE);
	h.iccid = "8901260000000000000";
	check(&h, "tmobile-us", SST_KNOW_HOST);
	h.host = "kddi.prod.ondemandconnectivity.com";
	h.iccid = NULL;
	check(&h, NULL, SST_KNOW_NONE);
	h.iccid = "8981300000000000000";
	check(&h, "au-jp", SST_KNOW_HOST);
}

static void
an_iin_of_several_rows_says_nothing(void **state)
{
	const struct sst_know_hints h = { .iccid = "8981100000000000000" };

	(void)state;
	check(&h, NULL, SST_KNOW_NONE);
}

static void
a_network_code_counts_when_one_row_has_it(void **state)
{
	struct sst_know_hints h = { .mcc_mnc = "26006" };

	(void)state;
	check(&h, "play-pl", SST_KNOW_OWNER);
	h.mcc_mnc = "310260";
	check(&h, NULL, SST_KNOW_NONE);
	h.mcc_mnc = "26006?";
	check(&h, NULL, SST_KNOW_NONE);
}

static void
a_network_code_is_no_reseller(void **state)
{
	const struct sst_know_hints h = { .mcc_mnc = "20404" };

	(void)state;
	check(&h, NULL, SST_KNOW_NONE);
}

static void
every_way_has_a_name(void **state)
{
	(void)state;
	assert_string_equal(sst_know_match_name(SST_KNOW_CARRIER_ID),
	    "carrier id");
	assert_string_equal(sst_know_match_name(SST_KNOW_PROVIDER),
	    "serviceProviderName");
	assert_string_equal(sst_know_match_name(SST_KNOW_HOST),
	    "SM-DP+ address");
	assert_string_equal(sst_know_match_name(SST_KNOW_IIN), "IIN");
	assert_string_equal(sst_know_match_name(SST_KNOW_OWNER),
	    "profileOwner");
	assert_string_equal(sst_know_match_name(SST_KNOW_NONE), "nothing");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_known_finds_nothing),
		cmocka_unit_test(the_surer_hint_wins),
		cmocka_unit_test(a_name_between_slashes_is_a_name),
		cmocka_unit_test(a_brand_of_another_country_is_not_taken),
		cmocka_unit_test(a_reseller_may_use_numbers_of_any_country),
		cmocka_unit_test(a_server_of_several_brands_needs_the_iin),
		cmocka_unit_test(an_iin_of_several_rows_says_nothing),
		cmocka_unit_test(a_network_code_counts_when_one_row_has_it),
		cmocka_unit_test(a_network_code_is_no_reseller),
		cmocka_unit_test(every_way_has_a_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
