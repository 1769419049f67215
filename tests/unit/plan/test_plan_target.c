/* SPDX-License-Identifier: ISC */
/* test_plan_target.c: what a chip that was read just now can take. */
#include "plan_rig.h"

#define LIVE_CI "81370F5125D0B1D408D4C3B232E6D25E795BEBFB"
#define TEST_CI "F54172BDF98A95D65CBEB88A38A1C11D800A85C3"

/* A line of a server whose CI keys are known, and an empty new card. */
static struct sst_euicc *
prepare(struct rig *r)
{
	rig_set_host(r, "ais.eastcompeace.com");
	rig_profile(r)->iccid = "8966030000000000000";
	return rig_add_live(r, RIG_OTHER_EID);
}

static void
a_chip_without_a_common_ci_is_blocked(void **state)
{
	static const char *list[] = { TEST_CI };
	struct rig *r = *state;
	struct sst_euicc *e = prepare(r);
	const struct sst_plan_line *line;

	e->info2.verification = (struct sst_texts){ list, 1 };
	line =
	    rig_check(r, SST_PLAN_LOST, SST_PLAN_LIVE, SST_PLAN_BLOCKED, NULL);
	assert_non_null(strstr(line->summary, "Another chip helps"));
	assert_string_equal(line->alternatives.v[0].id, "carrier_support");
	assert_string_equal(line->alternatives.v[0].why,
	    "not on this target; on another one");
	assert_string_equal(rig_basis(line, "CI keys seen")->where,
	    "formats/smdp_hosts.tsv: ais.eastcompeace.com");
	assert_string_equal(rig_basis(line, "trusts none")->where,
	    "target: euiccCiPKIdListForVerification");
}

static void
one_common_ci_is_enough(void **state)
{
	static const char *list[] = { TEST_CI, LIVE_CI };
	struct rig *r = *state;
	struct sst_euicc *e = prepare(r);

	e->info1.verification = (struct sst_texts){ list, 2 };
	(void)rig_check(r, SST_PLAN_LOST, SST_PLAN_LIVE, SST_PLAN_WITH_CARRIER,
	    "carrier_support");
}

static void
a_list_that_is_not_known_blocks_nothing(void **state)
{
	struct rig *r = *state;

	assert_non_null(prepare(r));
	(void)rig_check(r, SST_PLAN_LOST, SST_PLAN_LIVE, SST_PLAN_WITH_CARRIER,
	    "carrier_support");
}

static void
a_chip_that_takes_no_further_profile_is_blocked(void **state)
{
	struct rig *r = *state;
	struct sst_euicc *e = prepare(r);
	const struct sst_plan_line *line;

	e->info2.rsp_capability = (struct sst_bits){ true, 0x2 };
	line =
	    rig_check(r, SST_PLAN_LOST, SST_PLAN_LIVE, SST_PLAN_BLOCKED, NULL);
	assert_non_null(strstr(line->summary, "no further profile fits"));
	e->info2.rsp_capability.v = 0x1;
	(void)rig_check(r, SST_PLAN_LOST, SST_PLAN_LIVE, SST_PLAN_WITH_CARRIER,
	    "carrier_support");
}

static void
little_memory_is_a_risk_and_no_block(void **state)
{
	struct rig *r = *state;
	struct sst_euicc *e = prepare(r);
	const struct sst_plan_line *line;

	e->info2.resource.nvm = (struct sst_num){ true, 1000 };
	line = rig_check(r, SST_PLAN_LOST, SST_PLAN_LIVE, SST_PLAN_WITH_CARRIER,
	    "carrier_support");
	assert_true(rig_has_text(&line->risks, "only 1000 bytes free"));
	rig_profile(r)->size = (struct sst_num){ true, 900 };
	line = rig_plan(r, SST_PLAN_LOST, SST_PLAN_LIVE);
	assert_false(rig_has_text(&line->risks, "bytes free"));
}

static void
a_target_without_an_euicc_is_a_risk(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line;

	line = rig_plan(r, SST_PLAN_LOST, SST_PLAN_LIVE);
	assert_true(rig_has_text(&line->risks, "No eUICC of the target"));
}

static void
the_eid_of_the_target_is_made_ready(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line;

	assert_non_null(prepare(r));
	line = rig_plan(r, SST_PLAN_LOST, SST_PLAN_LIVE);
	assert_non_null(rig_step(line, "the EID " RIG_OTHER_EID));
	line = rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_non_null(rig_step(line, "the EID of the new device"));
}

static const struct sst_plan_check *
look_at(struct rig *r, enum sst_plan_target_kind kind, const char *id)
{
	return rig_look(rig_plan(r, SST_PLAN_LOST, kind), id);
}

static void
looks_are_made_in_order_and_the_first_refusal_is_told(void **state)
{
	static const char *list[] = { TEST_CI };
	static const char *const order[] = { "present", "ci", "version",
		"additional-profile", "memory", "policy-rules", "eid",
		"chip-kind", "phone" };
	struct rig *r = *state;
	struct sst_euicc *e = prepare(r);
	const struct sst_plan_line *line;

	e->info2.verification = (struct sst_texts){ list, 1 };
	e->info2.svn = "1.0.0";
	e->info2.rsp_capability.is_known = true;
	line =
	    rig_check(r, SST_PLAN_LOST, SST_PLAN_LIVE, SST_PLAN_BLOCKED, NULL);
	assert_int_equal(line->checks.n, 9);
	for (size_t i = 0; i < 9; i++)
		assert_string_equal(line->checks.v[i].id, order[i]);
	assert_non_null(strstr(line->summary,
	    "The target cannot take it: it trusts none of the CI keys"));
	assert_int_equal(rig_look(line, "version")->result, SST_PLAN_REFUSED);
	assert_int_equal(rig_look(line, "additional-profile")->result,
	    SST_PLAN_REFUSED);
	assert_int_equal(rig_look(line, "chip-kind")->result, SST_PLAN_REFUSED);
}

static void
without_a_chip_only_the_device_is_looked_at(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line =
	    rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);

	assert_int_equal(line->checks.n, 3);
	assert_int_equal(rig_look(line, "present")->result, SST_PLAN_FITS);
	assert_int_equal(rig_look(line, "eid")->result, SST_PLAN_NOT_KNOWN);
	assert_int_equal(rig_look(line, "phone")->result, SST_PLAN_NOT_KNOWN);
	assert_int_equal(look_at(r, SST_PLAN_UNKNOWN, "present")->result,
	    SST_PLAN_DOUBTFUL);
}

static void
memory_that_is_enough_fits(void **state)
{
	struct rig *r = *state;
	struct sst_num *nvm = &prepare(r)->info2.resource.nvm;

	assert_int_equal(look_at(r, SST_PLAN_LIVE, "memory")->result,
	    SST_PLAN_NOT_KNOWN);
	*nvm = (struct sst_num){ true, 65536 };
	assert_int_equal(look_at(r, SST_PLAN_LIVE, "memory")->result,
	    SST_PLAN_FITS);
	nvm->v = 65535;
	assert_int_equal(look_at(r, SST_PLAN_LIVE, "memory")->result,
	    SST_PLAN_DOUBTFUL);
}

static void
the_eid_that_the_carrier_knows_is_compared(void **state)
{
	struct rig *r = *state;
	struct sst_told *t;

	assert_non_null(prepare(r));
	t = rig_tell(r, "8966030000000000000");
	t->told_eid = RIG_OTHER_EID;
	assert_int_equal(look_at(r, SST_PLAN_LIVE, "eid")->result,
	    SST_PLAN_FITS);
	t->told_eid = "";
	assert_int_equal(look_at(r, SST_PLAN_LIVE, "eid")->result,
	    SST_PLAN_FITS);
	t->told_eid = RIG_EID;
	assert_int_equal(look_at(r, SST_PLAN_LIVE, "eid")->result,
	    SST_PLAN_DOUBTFUL);
	assert_true(rig_has_text(&r->plan.lines.v[0].risks,
	    "The carrier was told of another EID (" RIG_EID
	    "): tell it of " RIG_OTHER_EID " first"));
}

/* A phone in the user's words; NULL: not told. */
static const struct sst_plan_check *
describe(struct rig *r, struct sst_plan_described d)
{
	r->described = d;
	return look_at(r, SST_PLAN_DESCRIBED, "phone");
}
#define DESCRIBE(r, ...) describe(r, (struct sst_plan_described){ __VA_ARGS__ })

static void
a_phone_before_esim_is_refused(void **state)
{
	struct rig *r = *state;

	r->known.device.kind = SST_DEVICE_ANDROID;
	assert_int_equal(DESCRIBE(r, .kind = SST_DEVICE_ANDROID, .version = 8)
	                     ->result,
	    SST_PLAN_REFUSED);
	assert_string_equal(rig_basis(&r->plan.lines.v[0], "of version 8")
	                        ->source,
	    "your own word");
	assert_int_equal(DESCRIBE(r, .kind = SST_DEVICE_ANDROID, .version = 9)
	                     ->result,
	    SST_PLAN_NOT_KNOWN);
	assert_int_equal(DESCRIBE(r, .kind = SST_DEVICE_IPHONE, .version = 11)
	                     ->result,
	    SST_PLAN_REFUSED);
	assert_int_equal(DESCRIBE(r, .kind = SST_DEVICE_IPHONE, .version = 12)
	                     ->result,
	    SST_PLAN_NOT_KNOWN);
	r->live.device.kind = SST_DEVICE_ANDROID;
	r->live.device.sdk = (struct sst_num){ true, 27 };
	assert_int_equal(look_at(r, SST_PLAN_LIVE, "phone")->result,
	    SST_PLAN_REFUSED);
	assert_non_null(rig_basis(&r->plan.lines.v[0], "API level is 27"));
	r->live.device.sdk.v = 28;
	assert_int_equal(look_at(r, SST_PLAN_LIVE, "phone")->result,
	    SST_PLAN_NOT_KNOWN);
}

static void
a_lock_refuses_other_carriers(void **state)
{
	struct rig *r = *state;

	r->known.device.kind = SST_DEVICE_ANDROID;
	rig_set_provider(r, "T-Mobile", "8901260000000000000");
	assert_int_equal(DESCRIBE(r, .lock = SST_PLAN_UNLOCKED)->result,
	    SST_PLAN_FITS);
	assert_int_equal(DESCRIBE(r, .lock = SST_PLAN_LOCKED)->result,
	    SST_PLAN_REFUSED);
	assert_string_equal(DESCRIBE(r, .lock = SST_PLAN_LOCKED)->text,
	    "the phone is locked to a carrier");
	assert_string_equal(DESCRIBE(r, .lock = SST_PLAN_LOCKED,
	                        .locked_to = "Verizon")
	                        ->text,
	    "the phone is locked to Verizon");
	assert_int_equal(DESCRIBE(r, .lock = SST_PLAN_LOCKED,
	                     .locked_to = "T-Mobile")
	                     ->result,
	    SST_PLAN_FITS);
}

/* What is too old for eSIMs takes a card, what is locked takes none. */
static void
a_lock_stops_a_card_and_age_does_not(void **state)
{
	struct rig *r = *state;

	r->described.kind = SST_DEVICE_ANDROID;
	r->described.version = 8;
	(void)rig_check(r, SST_PLAN_MOVE, SST_PLAN_DESCRIBED,
	    SST_PLAN_WITH_CODE, "card_move");
	r->described.lock = SST_PLAN_LOCKED;
	(void)rig_check(r, SST_PLAN_MOVE, SST_PLAN_DESCRIBED, SST_PLAN_BLOCKED,
	    NULL);
	rig_profile(r)->form = SST_FORM_UICC;
	(void)rig_check(r, SST_PLAN_MOVE, SST_PLAN_DESCRIBED, SST_PLAN_BLOCKED,
	    NULL);
	r->described.lock = SST_PLAN_UNLOCKED;
	(void)rig_check(r, SST_PLAN_MOVE, SST_PLAN_DESCRIBED,
	    SST_PLAN_WITH_CODE, "card_move");
	assert_int_equal(r->plan.lines.v[0].checks.n, 1);
}

static void
a_country_of_phones_without_esim_is_doubtful(void **state)
{
	struct rig *r = *state;

	r->known.device.kind = SST_DEVICE_ANDROID;
	assert_int_equal(DESCRIBE(r, .country = "CN")->result,
	    SST_PLAN_DOUBTFUL);
	assert_non_null(r->plan.lines.v[0].basis.v);
	assert_int_equal(DESCRIBE(r, .country = "XX")->result,
	    SST_PLAN_NOT_KNOWN);
}

/* The EID names a chip of which a backup was made. */
static void
a_described_chip_is_known_by_its_eid(void **state)
{
	struct rig *r = *state;
	const struct sst_plan_line *line;
	const struct sst_plan_basis *b;
	struct sst_profile *p = rig_add_profile(r, "8999900000000000011");

	r->known.device.kind = SST_DEVICE_ANDROID;
	p->eid = RIG_OTHER_EID;
	p->archive = "other.simstow";
	r->known.euiccs.v[0].eid = RIG_OTHER_EID;
	r->known.euiccs.v[0].info2.rsp_capability.is_known = true;
	r->described.eid = RIG_OTHER_EID;
	(void)rig_plan(r, SST_PLAN_MOVE, SST_PLAN_DESCRIBED);
	line = rig_line(r, RIG_ICCID);
	assert_int_equal(line->outcome, SST_PLAN_BLOCKED);
	b = rig_basis(line, "the chip says that no further profile fits");
	assert_string_equal(b->source, "other.simstow");
	assert_string_equal(b->date, "2026-11-20T01:36:40Z");
	line = rig_line(r, "8999900000000000011");
	assert_int_equal(line->outcome, SST_PLAN_PRESENT);
	assert_non_null(strstr(line->summary,
	    "It was on this chip when the backup was made (2026-11-20)"));
	assert_null(rig_basis(line, "the target has this profile"));
}

static void
the_same_device_that_works_has_what_its_backup_has(void **state)
{
	struct rig *r = *state;

	r->known.device.kind = SST_DEVICE_ANDROID;
	(void)rig_check(r, SST_PLAN_MOVE, SST_PLAN_SAME, SST_PLAN_PRESENT,
	    "enable_existing");
	assert_true(r->plan.lines.v[0].alternatives.n > 0);
	rig_profile(r)->is_older = true;
	assert_int_not_equal(rig_plan(r, SST_PLAN_MOVE, SST_PLAN_SAME)->outcome,
	    SST_PLAN_PRESENT);
}

static void
what_is_on_the_target_was_not_deleted(void **state)
{
	struct rig *r = *state;
	struct sst_profile *p = sst_snapshot_add_profile(&r->live);

	assert_non_null(p);
	p->iccid = RIG_ICCID;
	rig_profile(r)->is_older = true;
	(void)rig_check(r, SST_PLAN_LOST, SST_PLAN_LIVE, SST_PLAN_PRESENT,
	    "enable_existing");
	assert_int_equal(r->plan.lines.v[0].risks.n, 0);
	assert_false(rig_has_text(&r->plan.warnings, "newest backup"));
}

/* On an eUICC the line of a plastic SIM can only go as an eSIM. */
static void
a_plastic_sim_goes_to_a_live_chip_as_an_esim(void **state)
{
	struct rig *r = *state;
	struct sst_euicc *e = prepare(r);
	const struct sst_plan_line *line;

	rig_profile(r)->form = SST_FORM_UICC;
	line = rig_check(r, SST_PLAN_MOVE, SST_PLAN_LIVE, SST_PLAN_WITH_CARRIER,
	    "carrier_support");
	assert_non_null(
	    rig_step(line, "to move the line from the plastic SIM to an eSIM"));
	assert_non_null(rig_alternative(line, "card_move"));
	e->info2.rsp_capability.is_known = true;
	(void)rig_check(r, SST_PLAN_MOVE, SST_PLAN_LIVE, SST_PLAN_BLOCKED,
	    NULL);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		RIG_TEST(a_chip_without_a_common_ci_is_blocked),
		RIG_TEST(one_common_ci_is_enough),
		RIG_TEST(a_list_that_is_not_known_blocks_nothing),
		RIG_TEST(a_chip_that_takes_no_further_profile_is_blocked),
		RIG_TEST(little_memory_is_a_risk_and_no_block),
		RIG_TEST(a_target_without_an_euicc_is_a_risk),
		RIG_TEST(the_eid_of_the_target_is_made_ready),
		RIG_TEST(looks_are_made_in_order_and_the_first_refusal_is_told),
		RIG_TEST(without_a_chip_only_the_device_is_looked_at),
		RIG_TEST(memory_that_is_enough_fits),
		RIG_TEST(the_eid_that_the_carrier_knows_is_compared),
		RIG_TEST(a_phone_before_esim_is_refused),
		RIG_TEST(a_lock_refuses_other_carriers),
		RIG_TEST(a_lock_stops_a_card_and_age_does_not),
		RIG_TEST(a_country_of_phones_without_esim_is_doubtful),
		RIG_TEST(a_described_chip_is_known_by_its_eid),
		RIG_TEST(the_same_device_that_works_has_what_its_backup_has),
		RIG_TEST(what_is_on_the_target_was_not_deleted),
		RIG_TEST(a_plastic_sim_goes_to_a_live_chip_as_an_esim),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
