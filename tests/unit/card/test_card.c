/* SPDX-License-Identifier: ISC */
/* test_card.c: begin, end, channels and SELECT of a card. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/card/card.h>

#include "unit/fake_link.h"

static const uint8_t aid[] = { 0xA0, 0, 0, 5, 0x59 };

#define SELECT_0 "00A4040005 A000000559"
#define SELECT_1 "01A4040005 A000000559"

static void
terminal_capability_is_told_and_its_answer_does_not_matter(void **state)
{
	static const char *const answers[] = { "9000", "6D00", "6C05", "6110",
		"6F00" };

	(void)state;
	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
		const struct fake_step steps[] = { { FAKE_TERMINAL, answers[i],
		    0 } };
		struct sst_err err = { 0 };
		struct sst_card c;
		struct fake f;

		fake_open(&f, FAKE_STEPS(steps), SST_CARD_T0);
		assert_int_equal(sst_card_open(&c, &f.link, &err), 0);
		assert_true(fake_is_done(&f));
		assert_int_equal(c.channel, 0);
		sst_card_close(&c);
		assert_null(c.link);
	}
}

static void
a_link_that_fails_at_the_begin_is_an_error(void **state)
{
	static const struct fake_step steps[] = { { FAKE_TERMINAL, NULL, 0 } };
	struct sst_err err = { 0 };
	struct sst_card c;
	struct fake f;

	(void)state;
	fake_open(&f, FAKE_STEPS(steps), SST_CARD_T0);
	assert_int_equal(sst_card_open(&c, &f.link, &err), -1);
	assert_int_equal(err.code, SST_E_DEVICE);
	assert_null(c.link);
}

static void
extended_length_is_what_the_historical_bytes_say(void **state)
{
	static const struct {
		const char *atr;
		enum sst_card_protocol protocol;
		bool extended;
	} rows[] = {
		/* a UICC of today: 73 FE 21 1B */
		{ "3B9F96801FC78031E073FE211B57AA866016010001BA", SST_CARD_T1,
		    false },
		/* 73 with b7 of the third byte */
		{ "3B8580018073FE2140", SST_CARD_T1, true },
		{ "3B8580018073FE2140", SST_CARD_T0, false },
		/* behind another object, with 3 bytes of status at the end */
		{ "3B090031E073FE2140009000", SST_CARD_T1, false },
		{ "3B0A0031E073FE2140009000", SST_CARD_T1, true },
		/* two capability bytes alone */
		{ "3B048072FE40", SST_CARD_T1, false },
		/* cut, empty, other category */
		{ "3B8580018073FE21", SST_CARD_T1, false },
		{ "3BFF", SST_CARD_T1, false },
		{ "3B", SST_CARD_T1, false },
		{ "", SST_CARD_T1, false },
		{ "3B00", SST_CARD_T1, false },
		{ "3B8580011073FE2140", SST_CARD_T1, false },
		{ "3B84800180 7FFE2140", SST_CARD_T1, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		static const struct fake_step steps[] = { { NULL, "9000", 0 } };
		struct sst_err err = { 0 };
		struct sst_card c;
		struct fake f;

		fake_open(&f, FAKE_STEPS(steps), rows[i].protocol);
		fake_atr(&f, rows[i].atr);
		assert_int_equal(sst_card_open(&c, &f.link, &err), 0);
		assert_int_equal(c.extended, rows[i].extended);
	}
}

static void
a_link_without_extended_length_is_kept_to(void **state)
{
	static const struct fake_step steps[] = { { NULL, "9000", 0 } };
	struct sst_err err = { 0 };
	struct sst_card c;
	struct fake f;

	(void)state;
	fake_open(&f, FAKE_STEPS(steps), SST_CARD_T1);
	fake_atr(&f, "3B8580018073FE2140");
	f.link.is_short = true;
	assert_int_equal(sst_card_open(&c, &f.link, &err), 0);
	assert_false(c.extended);
}

static void
the_class_carries_the_channel_in_both_codings(void **state)
{
	(void)state;
	assert_int_equal(sst_card_class(0x00, 0), 0x00);
	assert_int_equal(sst_card_class(0x80, 3), 0x83);
	assert_int_equal(sst_card_class(0x00, 4), 0x40);
	assert_int_equal(sst_card_class(0x00, 19), 0x4F);
	assert_int_equal(sst_card_class(0x80, 4), 0xC0);
	assert_int_equal(sst_card_class(0x80, 19), 0xCF);
}

static void
a_logical_channel_is_opened_used_and_closed(void **state)
{
	static const struct fake_step steps[] = {
		{ "0070000001", "01 9000", 0 },
		{ SELECT_1, "9000", 0 },
		{ "0070800100", "9000", 0 },
	};
	struct sst_err err = { 0 };
	struct sst_card c = { 0 };
	struct fake f;
	uint16_t sw;

	(void)state;
	fake_open(&f, FAKE_STEPS(steps), SST_CARD_T0);
	c.link = &f.link;
	assert_int_equal(sst_card_open_channel(&c, &err), 0);
	assert_int_equal(c.channel, 1);
	assert_int_equal(sst_card_select(&c, SST_SPAN(aid), &sw, &err), 0);
	assert_int_equal(sw, 0x9000);
	sst_card_close(&c);
	assert_true(fake_is_done(&f));
}

static void
leaked_channels_are_closed_and_it_is_tried_once_more(void **state)
{
	static const struct fake_step steps[] = {
		{ "0070000001", "6A81", 0 },
		{ "0070800100", "9000", 0 },
		{ "0070800200", "9000", 0 },
		{ "0070800300", "6881", 0 },
		{ "0070000001", "02 9000", 0 },
	};
	struct sst_err err = { 0 };
	struct sst_card c = { 0 };
	struct fake f;

	(void)state;
	fake_open(&f, FAKE_STEPS(steps), SST_CARD_T0);
	c.link = &f.link;
	assert_int_equal(sst_card_open_channel(&c, &err), 0);
	assert_int_equal(c.channel, 2);
	assert_true(fake_is_done(&f));
}

static void
a_card_without_channels_stays_on_the_basic_one(void **state)
{
	static const struct fake_step steps[] = {
		{ "0070000001", "6881", 0 },
		{ "00708001", "6D00", 0 },
		{ "00708002", "6D00", 0 },
		{ "00708003", "6D00", 0 },
		{ "0070000001", "6881", 0 },
		{ "0070000001", "14 9000", 0 },
		{ "0070000001", "6E00", 0 },
	};
	struct sst_err err = { 0 };
	struct sst_card c = { 0 };
	struct fake f;

	(void)state;
	fake_open(&f, FAKE_STEPS(steps), SST_CARD_T1);
	c.link = &f.link;
	for (int i = 0; i < 3; i++) {
		assert_int_equal(sst_card_open_channel(&c, &err), 0);
		assert_int_equal(c.channel, 0);
	}
	assert_true(fake_is_done(&f));
}

static void
select_falls_back_to_the_basic_channel(void **state)
{
	static const struct fake_step steps[] = {
		{ "0070000001", "01 9000", 0 },
		{ SELECT_1, "6881", 0 },
		{ "0070800100", "9000", 0 },
		{ SELECT_0, "611F", 0 },
	};
	struct sst_err err = { 0 };
	struct sst_card c = { 0 };
	struct fake f;
	uint16_t sw;

	(void)state;
	fake_open(&f, FAKE_STEPS(steps), SST_CARD_T0);
	c.link = &f.link;
	assert_int_equal(sst_card_open_channel(&c, &err), 0);
	assert_int_equal(sst_card_select(&c, SST_SPAN(aid), &sw, &err), 0);
	assert_int_equal(sw, 0x611F);
	assert_int_equal(c.channel, 0);
	assert_true(fake_is_done(&f));
}

static void
select_leaves_the_answer_unread_on_t0_and_takes_it_on_t1(void **state)
{
	static const struct fake_step t0[] = { { SELECT_0, "6121", 0 } };
	static const struct fake_step t1[] = { { SELECT_0 "00", "6F00 9000",
	    0 } };
	struct sst_err err = { 0 };
	struct sst_card c = { 0 };
	struct fake f;
	uint16_t sw;

	(void)state;
	c.link = &f.link;
	fake_open(&f, FAKE_STEPS(t0), SST_CARD_T0);
	assert_int_equal(sst_card_select(&c, SST_SPAN(aid), &sw, &err), 0);
	assert_int_equal(sw, 0x6121);
	assert_true(fake_is_done(&f));
	fake_open(&f, FAKE_STEPS(t1), SST_CARD_T1);
	assert_int_equal(sst_card_select(&c, SST_SPAN(aid), &sw, &err), 0);
	assert_int_equal(sw, 0x9000);
	assert_true(fake_is_done(&f));
}

static void
a_restart_resets_and_begins_again_on_the_basic_channel(void **state)
{
	static const struct fake_step steps[] = { { "reset", "", 0 },
		{ FAKE_TERMINAL, "9000", 0 }, { "reset", NULL, 0 } };
	struct sst_err err = { 0 };
	struct sst_card c = { .channel = 2 };
	struct fake f;

	(void)state;
	fake_open(&f, FAKE_STEPS(steps), SST_CARD_T0);
	c.link = &f.link;
	assert_int_equal(sst_card_restart(&c, &err), 0);
	assert_int_equal(c.channel, 0);
	assert_int_equal(sst_card_restart(&c, &err), -1);
	assert_string_equal(err.msg, "fake:A: the card is mute");
	assert_true(fake_is_done(&f));
	sst_card_close(&c);
}

static void
a_refusal_has_its_status_word_and_words(void **state)
{
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_card_refused(&err, 0x6985, "GetEID"), -1);
	assert_int_equal(err.code, SST_E_REFUSED);
	assert_int_equal(err.sw, 0x6985);
	assert_string_equal(err.msg,
	    "GetEID: 6985: conditions of use not satisfied");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    terminal_capability_is_told_and_its_answer_does_not_matter),
		cmocka_unit_test(a_link_that_fails_at_the_begin_is_an_error),
		cmocka_unit_test(
		    extended_length_is_what_the_historical_bytes_say),
		cmocka_unit_test(a_link_without_extended_length_is_kept_to),
		cmocka_unit_test(the_class_carries_the_channel_in_both_codings),
		cmocka_unit_test(a_logical_channel_is_opened_used_and_closed),
		cmocka_unit_test(
		    leaked_channels_are_closed_and_it_is_tried_once_more),
		cmocka_unit_test(
		    a_card_without_channels_stays_on_the_basic_one),
		cmocka_unit_test(select_falls_back_to_the_basic_channel),
		cmocka_unit_test(
		    select_leaves_the_answer_unread_on_t0_and_takes_it_on_t1),
		cmocka_unit_test(
		    a_restart_resets_and_begins_again_on_the_basic_channel),
		cmocka_unit_test(a_refusal_has_its_status_word_and_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
