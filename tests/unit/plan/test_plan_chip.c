/* SPDX-License-Identifier: ISC */
/* test_plan_chip.c: what a chip says of itself, version by version. */
#include "plan_rig.h"

#define GSMA "81370F5125D0B1D408D4C3B232E6D25E795BEBFB"
#define TEST_CI "F54172BDF98A95D65CBEB88A38A1C11D800A85C3"
#define PRIVATE_CI "CD6E60B72D7A063CBC84625B91E80FE30406E13E"

static const struct sst_plan_check *
look(struct rig *r, const char *id)
{
	const struct sst_plan_check *c =
	    rig_look(rig_plan(r, SST_PLAN_LOST, SST_PLAN_LIVE), id);

	assert_non_null(c);
	return c;
}

static void
a_chip_of_version_1_is_refused(void **state)
{
	static const struct {
		const char *svn;
		enum sst_plan_result result;
	} rows[] = {
		{ "1.1.0", SST_PLAN_REFUSED },
		{ "2.0.0", SST_PLAN_FITS },
		{ "2.2.2", SST_PLAN_FITS },
		{ "3.1.0", SST_PLAN_FITS },
		{ "none", SST_PLAN_FITS },
		{ NULL, SST_PLAN_FITS },
	};
	struct rig *r = *state;
	struct sst_euicc *e = rig_add_live(r, RIG_OTHER_EID);

	e->info2.profile_version = "2.3.1";
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		e->info2.svn = rows[i].svn;
		assert_int_equal(look(r, "version")->result, rows[i].result);
	}
	e->info1.svn = "1.0.0"; /* the older answer says it too */
	assert_int_equal(look(r, "version")->result, SST_PLAN_REFUSED);
}

static void
packages_before_2_3_are_doubtful(void **state)
{
	static const struct {
		const char *version;
		enum sst_plan_result result;
	} rows[] = {
		{ "2.0.0", SST_PLAN_DOUBTFUL },
		{ "2.2.9", SST_PLAN_DOUBTFUL },
		{ "2.3.0", SST_PLAN_FITS },
		{ "2.10.0", SST_PLAN_FITS },
		{ "3.0.0", SST_PLAN_FITS },
		{ "2.100.0", SST_PLAN_NOT_KNOWN },
		{ "-2.3", SST_PLAN_NOT_KNOWN },
		{ "", SST_PLAN_NOT_KNOWN },
		{ NULL, SST_PLAN_NOT_KNOWN },
	};
	struct rig *r = *state;
	struct sst_euicc *e = rig_add_live(r, RIG_OTHER_EID);

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		e->info2.profile_version = rows[i].version;
		assert_int_equal(look(r, "version")->result, rows[i].result);
	}
	e->info2.profile_version = "2.0.0";
	e->info2.additional_versions = "0203010300";
	assert_int_equal(look(r, "version")->result, SST_PLAN_FITS);
}

static void
a_server_of_an_unknown_ci_likely_has_that_of_gsma(void **state)
{
	static const char *list[] = { GSMA, TEST_CI };
	struct rig *r = *state;
	struct sst_euicc *e = rig_add_live(r, RIG_OTHER_EID);

	e->info2.verification = (struct sst_texts){ list, 2 };
	assert_int_equal(look(r, "ci")->result, SST_PLAN_NOT_KNOWN);
	e->info2.verification = (struct sst_texts){ list + 1, 1 };
	assert_int_equal(look(r, "ci")->result, SST_PLAN_DOUBTFUL);
	assert_non_null(rig_basis(&r->plan.lines.v[0],
	    "the chip does not trust the CI of GSMA"));
}

static void
signing_needs_a_common_ci_too(void **state)
{
	static const char *list[] = { GSMA, TEST_CI };
	struct rig *r = *state;
	struct sst_euicc *e = rig_add_live(r, RIG_OTHER_EID);

	rig_set_host(r, "ais.eastcompeace.com");
	e->info2.verification = (struct sst_texts){ list, 2 };
	assert_int_equal(look(r, "ci")->result, SST_PLAN_FITS);
	e->info2.signing = (struct sst_texts){ list + 1, 1 };
	assert_string_equal(look(r, "ci")->text,
	    "it can sign for none of the CI keys that were seen at "
	    "ais.eastcompeace.com");
	e->info2.signing.v = list;
	assert_int_equal(look(r, "ci")->result, SST_PLAN_FITS);
}

static void
a_chip_of_test_cis_alone_takes_test_profiles_alone(void **state)
{
	static const char *list[] = { TEST_CI, GSMA };
	struct rig *r = *state;
	struct sst_euicc *e = rig_add_live(r, RIG_OTHER_EID);

	e->info2.verification = (struct sst_texts){ list, 1 };
	assert_int_equal(look(r, "chip-kind")->result, SST_PLAN_REFUSED);
	e->info2.verification.n = 2;
	assert_int_equal(look(r, "chip-kind")->result, SST_PLAN_FITS);
	e->info2.verification.n = 1;
	rig_profile(r)->profile_class = SST_CLASS_TEST;
	(void)rig_tell(r, RIG_ICCID); /* treated as a line all the same */
	assert_int_equal(look(r, "chip-kind")->result, SST_PLAN_FITS);
}

static void
a_chip_of_a_private_ci_is_doubtful(void **state)
{
	static const char *list[] = { PRIVATE_CI };
	struct rig *r = *state;
	struct sst_euicc *e = rig_add_live(r, RIG_OTHER_EID);

	e->info2.verification = (struct sst_texts){ list, 1 };
	assert_int_equal(look(r, "chip-kind")->result, SST_PLAN_DOUBTFUL);
}

static void
a_list_with_a_gap_in_it_is_read(void **state)
{
	static const char *list[] = { NULL, GSMA };
	struct rig *r = *state;
	struct sst_euicc *e = rig_add_live(r, RIG_OTHER_EID);

	e->info2.verification = (struct sst_texts){ list, 2 };
	assert_int_equal(look(r, "ci")->result, SST_PLAN_NOT_KNOWN);
	assert_int_equal(look(r, "chip-kind")->result, SST_PLAN_FITS);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		RIG_TEST(a_chip_of_version_1_is_refused),
		RIG_TEST(packages_before_2_3_are_doubtful),
		RIG_TEST(a_server_of_an_unknown_ci_likely_has_that_of_gsma),
		RIG_TEST(signing_needs_a_common_ci_too),
		RIG_TEST(a_chip_of_test_cis_alone_takes_test_profiles_alone),
		RIG_TEST(a_chip_of_a_private_ci_is_doubtful),
		RIG_TEST(a_list_with_a_gap_in_it_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
