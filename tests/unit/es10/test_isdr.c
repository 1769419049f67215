/* SPDX-License-Identifier: ISC */
/* test_isdr.c: finding the ISD-R by the AIDs of the table. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/es10/isdr.h>

#include "unit/fake_link.h"

#define SELECT "00A4040010"
#define GSMA SELECT "A0000005591010FFFFFFFF8900000100"
#define FIVEBER SELECT "A0000005591010FFFFFFFF8900050500"
#define ESIMME SELECT "A0000005591010000000008900000300"
#define XESIM SELECT "A0000005591010FFFFFFFF8900000177"
#define LINKSFIELD SELECT "A000000559104C696E6B736669656C64"
#define SE0 SELECT "A06573746B6D65FFFF4953442D522030"
#define SE1 SELECT "A06573746B6D65FFFF4953442D522031"
#define ESTKME SELECT "A06573746B6D65FFFFFFFF4953442D52"

typedef int find_fn(struct sst_card *card, const struct sst_isdr_aid *extra,
    size_t extra_n, struct sst_isdr_found *out, struct sst_err *err);

static const struct sst_isdr_aid extra[] = {
	{ { 0xA0, 0, 0, 5, 0x59, 1 }, 6 },
	{ { 0xA0, 0, 0, 5, 0x59, 2 }, 6 },
};

static struct sst_isdr_found
find(find_fn *how, const struct fake_step *steps, size_t n, size_t extra_n)
{
	struct sst_isdr_found found;
	struct sst_err err = { 0 };
	struct sst_card c = { 0 };
	struct fake f;

	fake_open(&f, steps, n, SST_CARD_T0);
	c.link = &f.link;
	assert_int_equal(how(&c, extra, extra_n, &found, &err), 0);
	assert_true(fake_is_done(&f));
	return found;
}

static const char *
vendor(const struct sst_isdr_found *f, size_t i)
{
	return sst_isdr_vendor((struct sst_span){ f->aid[i].b, f->aid[i].n });
}

static void
the_standard_aid_ends_the_search_after_one_command(void **state)
{
	static const struct fake_step steps[] = { { GSMA, "6121", 0 } };
	struct sst_isdr_found f;

	(void)state;
	f = find(sst_isdr_find, FAKE_STEPS(steps), 0);
	assert_int_equal(f.n, 1);
	assert_string_equal(vendor(&f, 0), "GSMA");
}

static void
an_aid_of_the_user_comes_first_and_ends_the_search(void **state)
{
	static const struct fake_step steps[] = {
		{ "00A4040006 A00000055901", "6A82", 0 },
		{ "00A4040006 A00000055902", "9000", 0 },
	};
	struct sst_isdr_found f;

	(void)state;
	f = find(sst_isdr_find, FAKE_STEPS(steps), 2);
	assert_int_equal(f.n, 1);
	assert_int_equal(f.aid[0].b[5], 2);
	assert_null(vendor(&f, 0));
	assert_int_equal(f.last_sw, 0x6A82);
}

static void
a_vendor_aid_is_found_after_the_standard_one(void **state)
{
	static const struct fake_step steps[] = { { GSMA, "6999", 0 },
		{ FIVEBER, "6A86", 0 }, { ESIMME, "6112", 0 } };
	struct sst_isdr_found f;

	(void)state;
	f = find(sst_isdr_find, FAKE_STEPS(steps), 0);
	assert_int_equal(f.n, 1);
	assert_string_equal(vendor(&f, 0), "eSIM.me");
	assert_int_equal(f.last_sw, 0x6A86);
}

static void
both_secure_elements_of_a_pair_are_kept(void **state)
{
	static const struct fake_step steps[] = { { GSMA, "6A82", 0 },
		{ FIVEBER, "6A82", 0 }, { ESIMME, "6A82", 0 },
		{ XESIM, "6A82", 0 }, { LINKSFIELD, "6A82", 0 },
		{ SE0, "9000", 0 }, { SE1, "9000", 0 } };
	struct sst_isdr_found f;

	(void)state;
	f = find(sst_isdr_find, FAKE_STEPS(steps), 0);
	assert_int_equal(f.n, 2);
	assert_string_equal(vendor(&f, 0), "eSTK.me SE0");
	assert_string_equal(vendor(&f, 1), "eSTK.me SE1");
}

static void
a_card_without_any_is_no_error_but_an_empty_find(void **state)
{
	static const struct fake_step steps[] = { { GSMA, "6A82", 0 },
		{ FIVEBER, "6A82", 0 }, { ESIMME, "6A82", 0 },
		{ XESIM, "6A82", 0 }, { LINKSFIELD, "6A82", 0 },
		{ SE0, "6A82", 0 }, { SE1, "6A82", 0 }, { ESTKME, "6D00", 0 } };
	struct sst_isdr_found f;

	(void)state;
	f = find(sst_isdr_find, FAKE_STEPS(steps), 0);
	assert_int_equal(f.n, 0);
	assert_int_equal(f.last_sw, 0x6D00);
}

static void
find_all_leaves_the_standard_aid_out_when_a_pair_answered(void **state)
{
	static const struct fake_step steps[] = { { FIVEBER, "6A82", 0 },
		{ ESIMME, "6A82", 0 }, { XESIM, "6A82", 0 },
		{ LINKSFIELD, "6A82", 0 }, { SE0, "9000", 0 },
		{ SE1, "9000", 0 }, { ESTKME, "6A82", 0 } };
	struct sst_isdr_found f;

	(void)state;
	f = find(sst_isdr_find_all, FAKE_STEPS(steps), 0);
	assert_int_equal(f.n, 2);
}

static void
find_all_goes_on_after_an_answer(void **state)
{
	static const struct fake_step steps[] = { { FIVEBER, "9000", 0 },
		{ ESIMME, "6A82", 0 }, { XESIM, "9000", 0 },
		{ LINKSFIELD, "6A82", 0 }, { SE0, "6A82", 0 },
		{ SE1, "6A82", 0 }, { ESTKME, "6A82", 0 },
		{ GSMA, "9000", 0 } };
	struct sst_isdr_found f;

	(void)state;
	f = find(sst_isdr_find_all, FAKE_STEPS(steps), 0);
	assert_int_equal(f.n, 3);
	assert_string_equal(vendor(&f, 2), "GSMA");
}

static void
a_card_torn_out_in_the_search_is_an_error(void **state)
{
	static const struct fake_step steps[] = { { GSMA, "6A82", 0 },
		{ FIVEBER, NULL, 0 } };
	struct sst_isdr_found found;
	struct sst_err err = { 0 };
	struct sst_card c = { 0 };
	struct fake f;

	(void)state;
	fake_open(&f, FAKE_STEPS(steps), SST_CARD_T0);
	c.link = &f.link;
	assert_int_equal(sst_isdr_find(&c, NULL, 0, &found, &err), -1);
	assert_int_equal(err.code, SST_E_DEVICE);
	assert_int_equal(found.n, 0);
}

static void
select_sends_nothing_when_the_isd_r_is_selected(void **state)
{
	static const struct fake_step steps[] = {
		{ "00A4040006 A00000055901", "6A82", 0 },
		{ "00A4040006 A00000055902", "9000", 0 },
	};
	struct sst_err err = { 0 };
	struct sst_card c = { 0 };
	struct sst_es10 e;
	struct fake f;

	(void)state;
	fake_open(&f, FAKE_STEPS(steps), SST_CARD_T0);
	c.link = &f.link;
	assert_int_equal(sst_isdr_select(&c, &extra[0], true, &e, &err), 0);
	assert_int_equal(f.at, 0);
	assert_ptr_equal(e.card, &c);
	assert_int_equal(e.aid_n, 6);
	assert_int_equal(sst_isdr_select(&c, &extra[0], false, &e, &err), -1);
	assert_int_equal(err.sw, 0x6A82);
	assert_string_equal(err.msg,
	    "SELECT ISD-R A00000055901: 6A82: file or application not found");
	assert_null(e.card);
	assert_int_equal(sst_isdr_select(&c, &extra[1], false, &e, &err), 0);
	assert_int_equal(e.aid[5], 2);
	assert_true(fake_is_done(&f));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    the_standard_aid_ends_the_search_after_one_command),
		cmocka_unit_test(
		    an_aid_of_the_user_comes_first_and_ends_the_search),
		cmocka_unit_test(a_vendor_aid_is_found_after_the_standard_one),
		cmocka_unit_test(both_secure_elements_of_a_pair_are_kept),
		cmocka_unit_test(
		    a_card_without_any_is_no_error_but_an_empty_find),
		cmocka_unit_test(
		    find_all_leaves_the_standard_aid_out_when_a_pair_answered),
		cmocka_unit_test(find_all_goes_on_after_an_answer),
		cmocka_unit_test(a_card_torn_out_in_the_search_is_an_error),
		cmocka_unit_test(
		    select_sends_nothing_when_the_isd_r_is_selected),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
