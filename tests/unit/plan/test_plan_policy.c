/* SPDX-License-Identifier: ISC */
/* test_plan_policy.c: policy rules of a profile against the chip. */
#include "plan_rig.h"

#define PPR1 SST_PPR_NO_DISABLE
#define PPR2 SST_PPR_NO_DELETE

/* A profile of an owner with rules, and a chip with a table of them. */
static struct sst_euicc *
prepare(struct rig *r, uint32_t rules, struct sst_rule *table, size_t n)
{
	struct sst_profile *p = rig_profile(r);
	struct sst_euicc *e = rig_add_live(r, RIG_OTHER_EID);

	p->rules = (struct sst_bits){ true, rules };
	p->has_owner = true;
	p->owner.mcc_mnc = "26201";
	p->owner.gid1 = "AB";
	e->rules.is_there = true;
	e->rules.v = table;
	e->rules.n = n;
	return e;
}

static struct sst_rule
rule_of(uint32_t ppr, struct sst_owner *owner, uint32_t flags)
{
	return (
	    struct sst_rule){ { true, ppr }, { owner, 1 }, { true, flags } };
}

static enum sst_plan_result
look(struct rig *r)
{
	const struct sst_plan_line *line =
	    rig_plan(r, SST_PLAN_LOST, SST_PLAN_LIVE);

	return rig_look(line, "policy-rules")->result;
}

/* One rule for the owner given: does it fit 26201? */
static enum sst_plan_result
with_owner(struct rig *r, const char *mcc_mnc, const char *gid1)
{
	struct sst_owner owner = { mcc_mnc, gid1, NULL };
	struct sst_rule rule = rule_of(PPR2, &owner, 0);
	struct sst_euicc *e = &r->live.euiccs.v[0];
	enum sst_plan_result result;

	e->rules.v = &rule;
	e->rules.n = 1;
	result = look(r);
	e->rules.v = NULL;
	e->rules.n = 0;
	return result;
}

static void
a_wildcard_fits_any_digit(void **state)
{
	struct rig *r = *state;

	(void)prepare(r, PPR2, NULL, 0);
	assert_int_equal(with_owner(r, "26201", NULL), SST_PLAN_FITS);
	assert_int_equal(with_owner(r, "262??", NULL), SST_PLAN_FITS);
	assert_int_equal(with_owner(r, "??????", NULL), SST_PLAN_FITS);
	assert_int_equal(with_owner(r, "26201?", NULL), SST_PLAN_FITS);
	assert_int_equal(with_owner(r, "262???", NULL), SST_PLAN_FITS);
	assert_int_equal(with_owner(r, "?6201", NULL), SST_PLAN_FITS);
	assert_int_equal(with_owner(r, "26202", NULL), SST_PLAN_REFUSED);
	assert_int_equal(with_owner(r, "2620", NULL), SST_PLAN_REFUSED);
	assert_int_equal(with_owner(r, "262011", NULL), SST_PLAN_REFUSED);
	assert_int_equal(with_owner(r, NULL, NULL), SST_PLAN_REFUSED);
}

static void
a_group_of_the_rule_is_the_profiles_or_any(void **state)
{
	struct rig *r = *state;

	(void)prepare(r, PPR2, NULL, 0);
	assert_int_equal(with_owner(r, "26201", "ab"), SST_PLAN_FITS);
	assert_int_equal(with_owner(r, "26201", ""), SST_PLAN_FITS);
	assert_int_equal(with_owner(r, "26201", "CD"), SST_PLAN_REFUSED);
	rig_profile(r)->owner.gid1 = NULL;
	assert_int_equal(with_owner(r, "26201", "AB"), SST_PLAN_REFUSED);
}

static void
the_first_rule_that_fits_decides_about_consent(void **state)
{
	struct sst_owner own = { "26201", NULL, NULL };
	struct sst_owner all = { "??????", NULL, NULL };
	struct sst_rule table[] = { rule_of(PPR1, &all, 0),
		rule_of(PPR2, &own, 1), rule_of(PPR2, &all, 0) };
	struct rig *r = *state;

	(void)prepare(r, PPR2, table, 3);
	assert_int_equal(look(r), SST_PLAN_DOUBTFUL);
	assert_true(rig_has_text(&r->plan.lines.v[0].risks,
	    "The profile has the policy rule ppr2 (no deleting): you will be "
	    "asked to agree (once agreed, it cannot be deleted by you)."));
	table[1].flags.v = 0;
	table[2].flags.v = 1;
	assert_int_equal(look(r), SST_PLAN_FITS);
}

static void
a_rule_that_no_row_allows_is_refused(void **state)
{
	struct sst_owner all = { "??????", NULL, NULL };
	struct sst_rule table[] = { rule_of(PPR1, &all, 0) };
	struct rig *r = *state;
	const struct sst_plan_line *line;

	(void)prepare(r, PPR2, table, 1);
	line =
	    rig_check(r, SST_PLAN_LOST, SST_PLAN_LIVE, SST_PLAN_BLOCKED, NULL);
	assert_string_equal(rig_look(line, "policy-rules")->text,
	    "its rules authorisation table allows ppr2 (no deleting) to no "
	    "such carrier");
	assert_string_equal(rig_basis(line,
	                        "no rule allows ppr2 (no deleting) to")
	                        ->where,
	    "target: rulesAuthorisationTable");
	assert_non_null(rig_basis(line, "the profile has ppr2"));
}

/* Consent to one rule hides no refusal of the other. */
static void
each_of_several_rules_is_looked_at(void **state)
{
	struct sst_owner all = { "??????", NULL, NULL };
	struct sst_rule table[] = { rule_of(PPR1, &all, 1) };
	struct rig *r = *state;
	const struct sst_plan_line *line;

	(void)prepare(r, PPR1 | PPR2, table, 1);
	line =
	    rig_check(r, SST_PLAN_LOST, SST_PLAN_LIVE, SST_PLAN_BLOCKED, NULL);
	assert_true(rig_has_text(&line->risks, "cannot be disabled by you"));
	assert_non_null(strstr(line->summary, "ppr2"));
}

static void
what_the_chip_forbids_is_refused_whatever_the_table_says(void **state)
{
	struct sst_owner all = { "??????", NULL, NULL };
	struct sst_rule table[] = { rule_of(PPR1 | PPR2, &all, 0) };
	struct rig *r = *state;
	struct sst_euicc *e = prepare(r, PPR2, table, 1);

	e->info2.forbidden_rules = (struct sst_bits){ true, PPR2 };
	assert_int_equal(look(r), SST_PLAN_REFUSED);
	assert_non_null(
	    rig_basis(&r->plan.lines.v[0], "the chip forbids ppr2"));
	e->info2.forbidden_rules.v = PPR1;
	assert_int_equal(look(r), SST_PLAN_FITS);
	e->info2.forbidden_rules = (struct sst_bits){ false, PPR2 };
	assert_int_equal(look(r), SST_PLAN_FITS);
}

static void
no_disabling_wants_a_chip_without_another_line(void **state)
{
	struct sst_owner all = { "??????", NULL, NULL };
	struct sst_rule table[] = { rule_of(PPR1, &all, 0) };
	struct rig *r = *state;
	struct sst_profile *p;

	(void)prepare(r, PPR1, table, 1);
	assert_int_equal(look(r), SST_PLAN_FITS);
	p = sst_snapshot_add_profile(&r->live);
	assert_non_null(p);
	p->iccid = "8999900000000000011";
	p->profile_class = SST_CLASS_TEST;
	assert_int_equal(look(r), SST_PLAN_FITS);
	p->profile_class = SST_CLASS_OPERATIONAL;
	assert_int_equal(look(r), SST_PLAN_REFUSED);
	assert_non_null(
	    rig_basis(&r->plan.lines.v[0], "the chip has another line"));
}

/* Nothing is refused to somebody who is not known. */
static void
an_owner_that_is_not_known_is_not_refused(void **state)
{
	struct rig *r = *state;

	(void)prepare(r, PPR2, NULL, 0);
	rig_profile(r)->has_owner = false;
	assert_int_equal(with_owner(r, "26201", NULL), SST_PLAN_NOT_KNOWN);
	assert_int_equal(with_owner(r, "??????", NULL), SST_PLAN_FITS);
}

static void
what_is_not_known_is_said(void **state)
{
	struct rig *r = *state;
	struct sst_euicc *e = prepare(r, PPR2, NULL, 0);

	e->rules.is_there = false;
	assert_int_equal(look(r), SST_PLAN_NOT_KNOWN);
	rig_profile(r)->rules.v = 0;
	assert_int_equal(look(r), SST_PLAN_FITS);
	rig_profile(r)->rules.is_known = false;
	assert_int_equal(look(r), SST_PLAN_NOT_KNOWN);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		RIG_TEST(a_wildcard_fits_any_digit),
		RIG_TEST(a_group_of_the_rule_is_the_profiles_or_any),
		RIG_TEST(the_first_rule_that_fits_decides_about_consent),
		RIG_TEST(a_rule_that_no_row_allows_is_refused),
		RIG_TEST(each_of_several_rules_is_looked_at),
		RIG_TEST(
		    what_the_chip_forbids_is_refused_whatever_the_table_says),
		RIG_TEST(no_disabling_wants_a_chip_without_another_line),
		RIG_TEST(an_owner_that_is_not_known_is_not_refused),
		RIG_TEST(what_is_not_known_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
