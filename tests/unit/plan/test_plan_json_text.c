/* SPDX-License-Identifier: ISC */
/* test_plan_json_text.c: numbers and codes inside names and sentences. */
#include "plan_json_rig.h"

#define LINE "8999900000000000011"
#define ID "QQQQ-WWWW-EEEE"
#define CODE "LPA:1$smdp.example$" ID "$$1"

/* One line of a phone, whose nickname is what is looked for. */
static struct rig *
prepare(void **state, const char *nickname)
{
	struct rig *r = *state;

	r->known.device.kind = SST_DEVICE_ANDROID;
	rig_set_provider(r, "Nobody Mobile", LINE);
	rig_profile(r)->nickname = nickname;
	return r;
}

/* Whether a part is in the document: as it is, and with numbers masked. */
static bool
is_in(struct rig *r, const char *part, bool with_codes, bool redact)
{
	struct document d;
	bool found;

	(void)rig_plan(r, SST_PLAN_TRIP, SST_PLAN_ANY);
	d = write_plan(r, with_codes, redact);
	found = holds(&d, part);
	finish(&d);
	return found;
}

static void
check_masked(struct rig *r, const char *part)
{
	assert_true(is_in(r, part, false, false));
	assert_false(is_in(r, part, false, true));
	assert_false(is_in(r, part, true, true));
}

static void
numbers_of_a_person_are_masked_in_names(void **state)
{
	struct sst_entry own = { .number = "+49301234567" };
	struct rig *r = prepare(state, "me +491701234567");

	rig_profile(r)->msisdn = "+491701234567";
	check_masked(r, "+491701234567");
	rig_profile(r)->nickname = "imsi 262011234567890";
	rig_profile(r)->imsi = "262011234567890";
	check_masked(r, "262011234567890");
	rig_profile(r)->nickname = "old +49301234567";
	rig_profile(r)->sim.own_numbers.v = &own;
	rig_profile(r)->sim.own_numbers.n = 1;
	check_masked(r, "+49301234567");
	rig_profile(r)->sim.own_numbers.n = 0;
}

static void
numbers_of_lines_and_chips_are_masked_in_sentences(void **state)
{
	struct rig *r = prepare(state, "the one of 8999900000000000037");
	struct sst_told *t = rig_tell(r, LINE);

	check_masked(r, "8999900000000000037"); /* a line of no backup */
	t->told_eid = RIG_OTHER_EID;
	r->described.eid = RIG_EID;
	check_masked(r, RIG_OTHER_EID);
	check_masked(r, LINE);
	t->purpose = "after " RIG_ICCID;
	check_masked(r, RIG_ICCID);
}

/* A matching id is told when codes are asked for, and at no other time. */
static void
a_matching_id_is_masked_in_names_too(void **state)
{
	struct rig *r = prepare(state, "code " ID);
	struct sst_kept_code *c = rig_add_code(r, CODE, LINE);

	assert_false(is_in(r, ID, false, false));
	assert_true(is_in(r, ID, true, false));
	assert_false(is_in(r, ID, true, true));
	c->text = NULL;
	assert_true(is_in(r, ID, false, false)); /* no code that is known */
	rig_profile(r)->device_change.is_there = true;
	rig_profile(r)->device_change.activation_code = CODE;
	assert_false(is_in(r, ID, false, false));
	assert_false(is_in(r, ID, true, true));
}

static void
a_confirmation_code_is_in_no_document_but_as_kept(void **state)
{
	struct rig *r = prepare(state, "pin 83756201");
	struct sst_kept_code *c = rig_add_code(r, CODE, LINE);

	c->confirmation_code = "83756201";
	check_masked(r, "83756201");
	assert_true(is_in(r, "\"confirmationCodeKept\": true", false, true));
	rig_profile(r)->nickname = NULL;
	assert_false(is_in(r, "83756201", true, false));
}

/* Digits that are short are part of everything: words would be lost. */
static void
what_is_short_masks_nothing(void **state)
{
	struct rig *r = prepare(state, "Home");
	struct sst_kept_code *c =
	    rig_add_code(r, "LPA:1$smdp.example$Hom$$1", LINE);

	c->confirmation_code = "123";
	rig_profile(r)->msisdn = "110";
	assert_true(is_in(r, "Home", false, true));
	c->text = "LPA:1$smdp.example$";
	assert_true(is_in(r, "Home", false, true));
	c->text = "no code at all";
	assert_true(is_in(r, "Home", false, true));
}

static void
commands_and_questions_are_masked_as_well(void **state)
{
	struct rig *r = prepare(state, NULL);

	assert_true(is_in(r, "--iccid " LINE, false, false));
	assert_true(is_in(r, "line set " LINE, false, false));
	assert_true(is_in(r, "--iccid 89", false, true));
	assert_false(is_in(r, LINE, false, true));
}

static void
texts_at_their_end_are_masked_whole(void **state)
{
	struct rig *r = prepare(state, ID ID);

	(void)rig_add_code(r, CODE, LINE);
	assert_false(is_in(r, "WWWW", false, false));
	assert_true(is_in(r, "****************************", false, false));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		RIG_TEST(numbers_of_a_person_are_masked_in_names),
		RIG_TEST(numbers_of_lines_and_chips_are_masked_in_sentences),
		RIG_TEST(a_matching_id_is_masked_in_names_too),
		RIG_TEST(a_confirmation_code_is_in_no_document_but_as_kept),
		RIG_TEST(what_is_short_masks_nothing),
		RIG_TEST(commands_and_questions_are_masked_as_well),
		RIG_TEST(texts_at_their_end_are_masked_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
