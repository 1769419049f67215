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
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
