/* SPDX-License-Identifier: ISC */
/* test_uicc.c: find out what a card is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "unit/uicc/uicc_rig.h"

#define SELECT_DIR "00A40804022F0000"
#define DIR(n) "62(8205422100 18" n " 83022F00 8A0105) 9000"
#define READ(n) "00B2" n "0418"
#define USIM_1 "61(4F08" RIG_USIM "FF 5004 5553494D) FFFFFFFFFFFF 9000"
#define ISIM "61(4F08A0000000871004FF) FFFFFFFFFFFFFFFFFFFFFFFF 9000"
#define EMPTY "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF 9000"
#define DAMAGED "610E4F1F000000000000000000000000FFFFFFFFFFFFFFFF 9000"
#define SELECT_USIM "00A4040408" RIG_USIM "FF00"
#define ADF "62(82027821 8408" RIG_USIM "FF C6(900180 830101 830181)) 9000"
#define GSM "0000 0000 7F20 02 0000000000 09 13 00 05 04 00 83 8A 83 8A 9000"

/* The same from the beginning, without what rig_usim sets up. */
static int
open_card(struct rig *r, const struct fake_step *steps, size_t n,
    enum sst_card_protocol protocol)
{
	*r = (struct rig){ 0 };
	fake_open(&r->f, steps, n, protocol);
	r->card.link = &r->f.link;
	return sst_uicc_open(&r->card, &r->mem, &r->u, &r->err);
}

static void
a_usim_is_found_in_ef_dir_and_is_then_current(void **state)
{
	static const struct fake_step steps[] = {
		{ SELECT_DIR, DIR("04"), 0 },
		{ READ("01"), ISIM, 0 },
		{ READ("02"), DAMAGED, 0 },
		{ READ("03"), USIM_1, 0 },
		{ READ("04"), EMPTY, 0 },
		{ SELECT_USIM, ADF, 0 },
		{ "00A40004026F0700", RIG_FCP("6F07"), 0 },
	};
	struct rig r;

	(void)state;
	assert_int_equal(open_card(&r, FAKE_STEPS(steps), SST_CARD_T1), 0);
	assert_true(r.u.has_usim);
	assert_false(r.u.is_2g);
	assert_int_equal(r.u.app_n, 2);
	assert_int_equal(r.u.usim.aid_n, 8);
	assert_int_equal(r.u.usim.label.n, 4);
	assert_memory_equal(r.u.usim.label.p, "USIM", 4);
	assert_int_equal(r.u.pin1, SST_FCP_PIN_ENABLED);
	assert_int_equal(r.u.pin1_key, 0x01);
	assert_int_equal(r.u.pin2_key, 0x81);
	assert_int_equal(r.u.from_mf, SST_UICC_WAY_WORKS);
	assert_int_equal(rig_select(&r, "3F00/7FFF/6F07"), 0);
	rig_end(&r);
}

static void
on_t0_answers_are_fetched(void **state)
{
	static const struct fake_step steps[] = {
		{ "00A40804022F00", "6111", 0 },
		{ "00C0000011", DIR("01"), 0 },
		{ READ("01"), USIM_1, 0 },
		{ "00A4040408" RIG_USIM "FF", "6120", 0 },
		{ "00C0000020", ADF, 0 },
	};
	struct rig r;

	(void)state;
	assert_int_equal(open_card(&r, FAKE_STEPS(steps), SST_CARD_T0), 0);
	assert_true(r.u.has_usim);
	rig_end(&r);
}

static void
a_damaged_description_of_the_usim_costs_its_pin_alone(void **state)
{
	static const struct fake_step steps[] = {
		{ SELECT_DIR, DIR("01"), 0 },
		{ READ("01"), USIM_1, 0 },
		{ SELECT_USIM, "6209 9000", 0 },
	};
	struct rig r;

	(void)state;
	assert_int_equal(open_card(&r, FAKE_STEPS(steps), SST_CARD_T1), 0);
	assert_true(r.u.has_usim);
	assert_int_equal(r.u.pin1, SST_FCP_PIN_UNKNOWN);
	rig_end(&r);
}

static void
a_card_of_another_class_is_a_2g_card(void **state)
{
	static const struct fake_step steps[] = {
		{ "00A40804022F00", "6E00", 0 },
		{ "A0A40000023F00", "9F16", 0 },
		{ "A0A40000027F20", "9F16", 0 },
		{ "A0C0000016", GSM, 0 },
		{ "A0A40000026F07", "9404", 0 },
	};
	struct rig r;

	(void)state;
	assert_int_equal(open_card(&r, FAKE_STEPS(steps), SST_CARD_T0), 0);
	assert_true(r.u.is_2g);
	assert_false(r.u.has_usim);
	assert_int_equal(r.u.pin1, SST_FCP_PIN_ENABLED);
	assert_int_equal(rig_select(&r, "3F00/7F20/6F07"), -1);
	rig_end(&r);
}

static void
a_uicc_without_a_usim_may_speak_2g(void **state)
{
	static const struct fake_step steps[] = {
		{ SELECT_DIR, DIR("01"), 0 },
		{ READ("01"), ISIM, 0 },
		{ "A0A400000 23F0000", "9F16", 0 },
		{ "A0A40000027F2000", GSM, 0 },
	};
	struct rig r;

	(void)state;
	assert_int_equal(open_card(&r, FAKE_STEPS(steps), SST_CARD_T1), 0);
	assert_true(r.u.is_2g);
	assert_int_equal(r.u.app_n, 1);
	rig_end(&r);
}

static void
a_uicc_with_neither_is_still_a_card_with_files(void **state)
{
	static const struct fake_step steps[] = {
		{ SELECT_DIR, DIR("02"), 0 },
		{ READ("01"), ISIM, 0 },
		{ READ("02"), "6A83", 0 },
		{ "A0A40000023F0000", "6E00", 0 },
		{ "00A40804022FE200", RIG_FCP("2FE2"), 0 },
	};
	struct rig r;

	(void)state;
	assert_int_equal(open_card(&r, FAKE_STEPS(steps), SST_CARD_T1), 0);
	assert_false(r.u.is_2g);
	assert_false(r.u.has_usim);
	assert_int_equal(rig_select(&r, "3F00/2FE2"), 0);
	rig_end(&r);
}

static void
a_card_without_files_is_refused_with_the_first_reason(void **state)
{
	static const struct fake_step steps[] = {
		{ SELECT_DIR, "6A82", 0 },
		{ "00A40004023F0000", "6A82", 0 },
		{ "A0A40000023F0000", "6E00", 0 },
	};
	struct rig r;

	(void)state;
	assert_int_equal(open_card(&r, FAKE_STEPS(steps), SST_CARD_T1), -1);
	assert_int_equal(r.err.code, SST_E_REFUSED);
	assert_int_equal(r.err.sw, 0x6A82);
	assert_string_equal(r.err.msg,
	    "3F00/2F00: 6A82: file or application not found");
	assert_null(r.u.card);
	rig_end(&r);
}

static void
a_usim_that_is_refused_is_the_reason(void **state)
{
	static const struct fake_step steps[] = {
		{ SELECT_DIR, DIR("01"), 0 },
		{ READ("01"), USIM_1, 0 },
		{ SELECT_USIM, "6999", 0 },
		{ "A0A40000023F0000", "6E00", 0 },
	};
	struct rig r;

	(void)state;
	assert_int_equal(open_card(&r, FAKE_STEPS(steps), SST_CARD_T1), -1);
	assert_string_equal(r.err.msg,
	    "USIM: 6999: application could not be selected");
	rig_end(&r);
}

static void
the_second_usim_counts_when_the_first_is_refused(void **state)
{
	static const struct fake_step steps[] = {
		{ SELECT_DIR, DIR("02"), 0 },
		{ READ("01"),
		    "61(4F08" RIG_USIM "01) FFFFFFFFFFFFFFFFFFFFFFFF "
		    "9000",
		    0 },
		{ READ("02"), USIM_1, 0 },
		{ "00A4040408" RIG_USIM "0100", "6999", 0 },
		{ SELECT_USIM, ADF, 0 },
	};
	struct rig r;

	(void)state;
	assert_int_equal(open_card(&r, FAKE_STEPS(steps), SST_CARD_T1), 0);
	assert_true(r.u.has_usim);
	assert_int_equal(r.u.usim.aid[7], 0xFF);
	rig_end(&r);
}

static void
an_ef_dir_that_is_no_list_is_damaged(void **state)
{
	static const struct fake_step steps[] = {
		{ SELECT_DIR, RIG_FCP("2F00"), 0 },
		{ "A0A40000023F0000", "6E00", 0 },
	};
	struct rig r;

	(void)state;
	assert_int_equal(open_card(&r, FAKE_STEPS(steps), SST_CARD_T1), -1);
	assert_int_equal(r.err.code, SST_E_FORMAT);
	assert_string_equal(r.err.msg,
	    "3F00/2F00: transparent file, linear wanted");
	rig_end(&r);
}

static void
only_so_many_applications_are_looked_at(void **state)
{
	static const struct fake_step steps[] = {
		{ SELECT_DIR, DIR("FE"), 0 },
		{ NULL, ISIM, SST_UICC_APPS },
		{ "A0A40000023F0000", "6E00", 0 },
	};
	struct rig r;

	(void)state;
	assert_int_equal(open_card(&r, FAKE_STEPS(steps), SST_CARD_T1), 0);
	assert_int_equal(r.u.app_n, SST_UICC_APPS);
	rig_end(&r);
}

/* A card that is pulled at each command in turn. */
static void
a_card_that_is_gone_is_an_error_at_every_step(void **state)
{
	static const struct fake_step good[] = {
		{ SELECT_DIR, DIR("01"), 0 },
		{ READ("01"), USIM_1, 0 },
		{ SELECT_USIM, "6999", 0 },
		{ "A0A40000023F0000", "9000", 0 },
		{ "A0A40000027F2000", "6E00", 0 },
	};
	size_t n = sizeof(good) / sizeof(good[0]);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		struct fake_step steps[sizeof(good) / sizeof(good[0])];
		struct rig r;

		memcpy(steps, good, sizeof(good));
		steps[i].answer = NULL;
		assert_int_equal(open_card(&r, steps, i + 1, SST_CARD_T1), -1);
		assert_int_equal(r.err.code, SST_E_DEVICE);
		assert_null(r.u.card);
		rig_end(&r);
	}
}

static void
an_arena_that_is_full_is_an_error(void **state)
{
	static const struct fake_step steps[] = {
		{ SELECT_DIR, DIR("01"), 0 },
		{ READ("01"), USIM_1, 0 },
		{ "A0A40000023F0000", "6E00", 0 },
	};
	struct rig r = { 0 };

	(void)state;
	sst_arena_init(&r.mem, 64);
	assert_int_equal(sst_uicc_open(&r.card, &r.mem, &r.u, &r.err), -1);
	assert_string_equal(r.err.msg, "too much data: more than 64 bytes");
	sst_arena_fini(&r.mem);
	r.err = (struct sst_err){ 0 };
	sst_arena_init(&r.mem, SST_UICC_ARRS * sizeof(struct sst_uicc_arr));
	fake_open(&r.f, FAKE_STEPS(steps), SST_CARD_T1);
	r.card.link = &r.f.link;
	assert_int_equal(sst_uicc_open(&r.card, &r.mem, &r.u, &r.err), -1);
	assert_non_null(strstr(r.err.msg, "too much data"));
	rig_end(&r);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_usim_is_found_in_ef_dir_and_is_then_current),
		cmocka_unit_test(on_t0_answers_are_fetched),
		cmocka_unit_test(
		    a_damaged_description_of_the_usim_costs_its_pin_alone),
		cmocka_unit_test(a_card_of_another_class_is_a_2g_card),
		cmocka_unit_test(a_uicc_without_a_usim_may_speak_2g),
		cmocka_unit_test(
		    a_uicc_with_neither_is_still_a_card_with_files),
		cmocka_unit_test(
		    a_card_without_files_is_refused_with_the_first_reason),
		cmocka_unit_test(a_usim_that_is_refused_is_the_reason),
		cmocka_unit_test(
		    the_second_usim_counts_when_the_first_is_refused),
		cmocka_unit_test(an_ef_dir_that_is_no_list_is_damaged),
		cmocka_unit_test(only_so_many_applications_are_looked_at),
		cmocka_unit_test(a_card_that_is_gone_is_an_error_at_every_step),
		cmocka_unit_test(an_arena_that_is_full_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
