/* SPDX-License-Identifier: ISC */
/* test_plan_rules.c: which route, with which outcome, in which situation. */
#include "plan_rig.h"

#define ROUTE_REQUEST "device_change_request"
#define ROUTE_STORED "device_change_stored_ac"

/* No card in a reader: the profile was in a phone. */
static void
be_in_a_phone(struct rig *r)
{
	r->known.device.kind = SST_DEVICE_ANDROID;
}

static void
a_line_on_the_target_is_present(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line;
	struct sst_profile *there;

	assert_non_null(rig_add_live(r, RIG_EID));
	there = sst_snapshot_add_profile(&r->live);
	assert_non_null(there);
	there->iccid = RIG_ICCID;
	there->state = SST_STATE_DISABLED;
	line = rig_check(r, SST_PLAN_MOVE, SST_PLAN_LIVE, SST_PLAN_PRESENT,
	    "enable_existing");
	assert_non_null(rig_step(line, "Enable it with the phone or LPA."));
	assert_int_equal(line->alternatives.n, 0);
	assert_string_equal(rig_basis(line, "it is disabled")->where,
	    "target: profileState");
	there->state = SST_STATE_ENABLED;
	line = rig_check(r, SST_PLAN_TRIP, SST_PLAN_LIVE, SST_PLAN_PRESENT,
	    "enable_existing");
	assert_int_equal(line->steps.n, 0);
	assert_string_equal(line->summary,
	    "It is on the target and enabled: nothing to do.");
}

static void
a_card_moves_by_hand(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line = rig_check(r, SST_PLAN_MOVE,
	    SST_PLAN_ANY, SST_PLAN_WITH_CODE, "card_move");

	assert_non_null(rig_step(line, "Put the card into the new device."));
	assert_non_null(rig_basis(line, "read in a reader"));
}

static void
a_card_keeps_its_profiles_when_the_phone_is_reset(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line = rig_check(r, SST_PLAN_RESET,
	    SST_PLAN_SAME, SST_PLAN_WITH_CODE, "card_move");

	assert_true(rig_has_text(&line->risks, "memory of the card was reset"));
}

static void
a_card_is_only_an_alternative_when_it_may_be_gone(void **state)
{
	static const struct {
		enum sst_plan_situation s;
		const char *why;
	} cases[] = {
		{ SST_PLAN_LOST, "only if the card itself is in your hand" },
		{ SST_PLAN_TRIP, "only if the card itself is in your hand" },
		{ SST_PLAN_DAMAGED,
		    "only if the phone is damaged and the card is not" },
	};
	struct rig *r = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct sst_plan_line *line = rig_check(r, cases[i].s,
		    SST_PLAN_ANY, SST_PLAN_WITH_CARRIER, "carrier_support");

		assert_non_null(rig_alternative(line, "card_move"));
		assert_string_equal(rig_alternative(line, "card_move")->why,
		    cases[i].why);
	}
}

static void
a_profile_that_the_newest_backup_lacks_moves_with_no_card(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line;

	rig_profile(r)->is_older = true;
	line = rig_check(r, SST_PLAN_MOVE, SST_PLAN_ANY, SST_PLAN_WITH_CARRIER,
	    "carrier_support");
	assert_string_equal(rig_alternative(line, "card_move")->why,
	    "only if it is still on the card: the newest backup lacks it");
}

static void
a_card_that_is_the_target_cannot_bring_what_it_lacks(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line;

	assert_non_null(rig_add_live(r, RIG_EID));
	line = rig_check(r, SST_PLAN_MOVE, SST_PLAN_LIVE, SST_PLAN_WITH_CARRIER,
	    "carrier_support");
	assert_null(rig_alternative(line, "card_move"));
}

static void
the_old_card_is_an_alternative_to_a_new_one(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line;

	assert_non_null(rig_add_live(r, RIG_OTHER_EID));
	line = rig_check(r, SST_PLAN_RESET, SST_PLAN_LIVE,
	    SST_PLAN_WITH_CARRIER, "carrier_support");
	assert_string_equal(rig_alternative(line, "card_move")->why,
	    "the old card itself can be used instead of this target");
}

static void
a_stored_code_without_deletion_works_even_when_all_is_lost(void **state)
{
	struct rig *r = *state;
	struct sst_profile *p = rig_profile(r);
	const struct sst_plan_line *line;

	p->device_change.is_there = true;
	p->device_change.activation_code = "LPA:1$a.example$AAAA-BBBB-CCCC";
	line = rig_check(r, SST_PLAN_LOST, SST_PLAN_ANY, SST_PLAN_WITH_CODE,
	    ROUTE_STORED);
	assert_non_null(rig_basis(line, "no deletion is asked for"));
	p->rules = (struct sst_bits){ true, SST_PPR_NO_DELETE };
	line = rig_check(r, SST_PLAN_LOST, SST_PLAN_ANY, SST_PLAN_WITH_CARRIER,
	    "carrier_support");
	assert_null(rig_alternative(line, ROUTE_STORED));
}

static void
a_stored_code_with_deletion_needs_a_device_that_works(void **state)
{
	struct rig *r = *state;
	struct sst_profile *p = rig_profile(r);
	const struct sst_plan_line *line;

	be_in_a_phone(r);
	p->device_change.is_there = true;
	p->device_change.delete_old = true;
	p->device_change.activation_code = "LPA:1$a.example$AAAA-BBBB-CCCC";
	line = rig_check(r, SST_PLAN_MOVE, SST_PLAN_ANY, SST_PLAN_WITH_CODE,
	    ROUTE_STORED);
	assert_non_null(rig_step(line, "delete the profile on the old one"));
	line = rig_check(r, SST_PLAN_LOST, SST_PLAN_ANY, SST_PLAN_WITH_CARRIER,
	    "carrier_support");
	assert_non_null(rig_alternative(line, ROUTE_STORED));
	assert_null(rig_step(line, "delete the profile"));
}

static void
a_device_change_is_asked_of_a_version_3_device_in_hand(void **state)
{
	struct rig *r = *state;
	struct sst_profile *p = rig_profile(r);
	const struct sst_plan_line *line;

	be_in_a_phone(r);
	p->device_change.is_there = true;
	p->device_change.smdp_address = "dc.example";
	line = rig_check(r, SST_PLAN_MOVE, SST_PLAN_ANY, SST_PLAN_WITH_CARRIER,
	    "carrier_support");
	assert_non_null(rig_alternative(line, ROUTE_REQUEST));
	r->known.euiccs.v[0].info2.highest_svn = "3.1.0";
	line = rig_check(r, SST_PLAN_MOVE, SST_PLAN_ANY, SST_PLAN_WITH_CODE,
	    ROUTE_REQUEST);
	assert_non_null(rig_step(line, "it talks to dc.example"));
	line = rig_check(r, SST_PLAN_LOST, SST_PLAN_ANY, SST_PLAN_WITH_CARRIER,
	    "carrier_support");
	assert_null(rig_alternative(line, ROUTE_REQUEST));
	p->rules = (struct sst_bits){ true, SST_PPR_NO_DISABLE };
	line = rig_plan(r, SST_PLAN_MOVE, SST_PLAN_ANY);
	assert_null(rig_alternative(line, ROUTE_REQUEST));
}

static void
ways_of_a_carrier_come_in_the_order_of_the_routes(void **state)
{
	static const struct {
		const char *provider;
		const char *iccid;
		const char *route;
	} cases[] = {
		{ "Airalo", "8910300000000000000", "rebuy" },
		{ "Nomad", "8910300000000000000", "carrier_support" },
		{ "Firsty", "8910300000000000000", "carrier_app" },
		{ "povo 2.0", "8981300000000000000", "carrier_app" },
		{ "LINEMO", "8981200000000000000", "carrier_portal" },
		{ "Jazz", "8992010000000000000", "carrier_store" },
		{ "aloSIM", "8910300000000000000", "carrier_support" },
	};
	struct rig *r = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct sst_plan_line *line;

		rig_set_provider(r, cases[i].provider, cases[i].iccid);
		line = rig_check(r, SST_PLAN_LOST, SST_PLAN_ANY,
		    SST_PLAN_WITH_CARRIER, cases[i].route);
		assert_non_null(line->carrier);
		assert_string_equal(line->carrier->name, cases[i].provider);
		assert_non_null(strstr(line->summary, cases[i].provider));
	}
}

static void
phones_transfer_only_while_the_old_one_works(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line;

	be_in_a_phone(r);
	rig_set_provider(r, "EE", "8944300000000000000");
	line = rig_check(r, SST_PLAN_MOVE, SST_PLAN_ANY, SST_PLAN_WITH_CARRIER,
	    "os_transfer");
	line = rig_check(r, SST_PLAN_LOST, SST_PLAN_ANY, SST_PLAN_WITH_CARRIER,
	    "carrier_support");
	assert_null(rig_alternative(line, "os_transfer"));
}

static void
a_way_that_asks_the_lost_line_is_not_chosen(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line;

	be_in_a_phone(r);
	rig_set_provider(r, "giffgaff", "8944110000000000000");
	line = rig_check(r, SST_PLAN_LOST, SST_PLAN_ANY, SST_PLAN_WITH_CARRIER,
	    "carrier_support");
	assert_string_equal(rig_alternative(line, "carrier_app")->why,
	    "it asks for the old device or for a message on this very line");
	assert_true(rig_has_text(&line->risks, "that way fails"));
	(void)rig_check(r, SST_PLAN_MOVE, SST_PLAN_ANY, SST_PLAN_WITH_CARRIER,
	    "carrier_app");
	rig_set_provider(r, "NTT docomo", "8981100000000000000");
	line = rig_check(r, SST_PLAN_LOST, SST_PLAN_ANY, SST_PLAN_WITH_CARRIER,
	    "carrier_store");
	assert_true(rig_has_text(&line->risks, "From abroad"));
}

static void
a_server_names_whom_to_ask(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line;

	rig_set_host(r, "AIS.eastcompeace.com:443");
	rig_profile(r)->iccid = "8966030000000000000";
	line = rig_check(r, SST_PLAN_LOST, SST_PLAN_ANY, SST_PLAN_WITH_CARRIER,
	    "carrier_support");
	assert_null(line->carrier);
	assert_string_equal(line->summary,
	    "Ask AIS: support there must act first.");
	assert_string_equal(rig_basis(line, "the server is of AIS (host label)")
	                        ->where,
	    "formats/smdp_hosts.tsv: ais.eastcompeace.com");
	rig_set_host(r, "byt.prod.ondemandconnectivity.com");
	line = rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_non_null(rig_basis(line, "(host label (guess))"));
	rig_set_host(r, "celitech.idemia.io");
	line = rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_non_null(strstr(line->summary, "whoever sold you the line"));
}

static void
little_is_enough_to_know_whom_to_ask(void **state)
{
	struct rig *r = *state;
	struct sst_profile *p = rig_profile(r);
	const struct sst_plan_line *line;

	rig_set_provider(r, "Some Brand", "8966030000000000000");
	line = rig_check(r, SST_PLAN_LOST, SST_PLAN_ANY, SST_PLAN_WITH_CARRIER,
	    "carrier_support");
	assert_non_null(strstr(line->summary, "Ask Some Brand:"));
	p->provider = NULL;
	p->has_owner = true;
	p->owner.mcc_mnc = "52003";
	line = rig_check(r, SST_PLAN_LOST, SST_PLAN_ANY, SST_PLAN_WITH_CARRIER,
	    "carrier_support");
	assert_non_null(strstr(line->summary, "the network 52003"));
	p->has_owner = false;
	line = rig_check(r, SST_PLAN_LOST, SST_PLAN_ANY, SST_PLAN_WITH_CARRIER,
	    "carrier_support");
	assert_non_null(strstr(line->summary, "its ICCID is of TH"));
	assert_non_null(rig_basis(line, "ICCIDs that begin with 8966"));
}

static void
nothing_to_name_is_blocked(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line;

	be_in_a_phone(r);
	rig_profile(r)->iccid = NULL;
	rig_profile(r)->isdp_aid = "A0000005591010FFFFFFFF8900001100";
	line =
	    rig_check(r, SST_PLAN_LOST, SST_PLAN_ANY, SST_PLAN_BLOCKED, NULL);
	assert_non_null(rig_step(line, "Find out who sold you the line"));
	assert_int_equal(line->alternatives.n, 0);
}

static void
a_brand_on_a_network_is_not_planned_by_its_rules(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line;

	rig_set_provider(r, "Some Brand", "8943010000000000000");
	line = rig_check(r, SST_PLAN_LOST, SST_PLAN_ANY, SST_PLAN_WITH_CARRIER,
	    "carrier_support");
	assert_null(line->carrier);
	assert_non_null(strstr(line->summary, "Ask Some Brand:"));
	assert_true(rig_has_text(&line->risks, "Its IIN is of A1 Austria"));
	rig_profile(r)->provider = "A1";
	line = rig_check(r, SST_PLAN_LOST, SST_PLAN_ANY, SST_PLAN_WITH_CARRIER,
	    "carrier_portal");
	assert_int_equal(line->match, SST_KNOW_IIN);
	assert_true(rig_has_text(&line->risks, "taken from its IIN"));
}

/* Merged snapshots of a card and of a phone: each line knows its own. */
static void
a_line_of_a_phone_moves_with_no_card_whatever_was_read(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line;

	rig_profile(r)->on = SST_DEVICE_ANDROID;
	line = rig_plan(r, SST_PLAN_MOVE, SST_PLAN_ANY);
	assert_true(
	    line->route.id == NULL || strcmp(line->route.id, "card_move") != 0);
	be_in_a_phone(r);
	rig_profile(r)->on = SST_DEVICE_EUICC;
	(void)rig_check(r, SST_PLAN_MOVE, SST_PLAN_ANY, SST_PLAN_WITH_CODE,
	    "card_move");
}

static void
a_plastic_sim_moves_by_hand(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line;

	be_in_a_phone(r);
	rig_profile(r)->form = SST_FORM_UICC;
	line = rig_check(r, SST_PLAN_MOVE, SST_PLAN_ANY, SST_PLAN_WITH_CODE,
	    "card_move");
	assert_non_null(rig_step(line, "Put the SIM into the new device."));
	assert_non_null(rig_basis(line, "on a plastic SIM"));
	line = rig_check(r, SST_PLAN_RESET, SST_PLAN_SAME, SST_PLAN_WITH_CODE,
	    "card_move");
	assert_string_equal(line->summary,
	    "The SIM keeps its line: no download.");
	assert_non_null(rig_step(line, "Leave the SIM in"));
}

/* A phone knows carriers by Android's number, and by the name it shows. */
static void
what_a_phone_shows_names_the_carrier(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line;

	be_in_a_phone(r);
	rig_set_provider(r, NULL, "8900000000000000000");
	rig_profile(r)->carrier_name = "airalo";
	line = rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_non_null(line->carrier);
	assert_int_equal(line->match, SST_KNOW_PROVIDER);
	rig_profile(r)->carrier_name = "Nobody Knows";
	line = rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_null(line->carrier);
	assert_non_null(strstr(line->summary, "Nobody Knows"));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		RIG_TEST(
		    a_line_of_a_phone_moves_with_no_card_whatever_was_read),
		RIG_TEST(a_plastic_sim_moves_by_hand),
		RIG_TEST(what_a_phone_shows_names_the_carrier),
		RIG_TEST(a_line_on_the_target_is_present),
		RIG_TEST(a_card_moves_by_hand),
		RIG_TEST(a_card_keeps_its_profiles_when_the_phone_is_reset),
		RIG_TEST(a_card_is_only_an_alternative_when_it_may_be_gone),
		RIG_TEST(
		    a_profile_that_the_newest_backup_lacks_moves_with_no_card),
		RIG_TEST(a_card_that_is_the_target_cannot_bring_what_it_lacks),
		RIG_TEST(the_old_card_is_an_alternative_to_a_new_one),
		RIG_TEST(
		    a_stored_code_without_deletion_works_even_when_all_is_lost),
		RIG_TEST(a_stored_code_with_deletion_needs_a_device_that_works),
		RIG_TEST(
		    a_device_change_is_asked_of_a_version_3_device_in_hand),
		RIG_TEST(ways_of_a_carrier_come_in_the_order_of_the_routes),
		RIG_TEST(phones_transfer_only_while_the_old_one_works),
		RIG_TEST(a_way_that_asks_the_lost_line_is_not_chosen),
		RIG_TEST(a_server_names_whom_to_ask),
		RIG_TEST(little_is_enough_to_know_whom_to_ask),
		RIG_TEST(nothing_to_name_is_blocked),
		RIG_TEST(a_brand_on_a_network_is_not_planned_by_its_rules),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
