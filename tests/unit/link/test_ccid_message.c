/* SPDX-License-Identifier: ISC */
/* test_ccid_message.c: commands to a reader, and every kind of answer. */
#include "ccid_script.h"

#define STATUS(seq) "65 00000000 00 " seq " 000000"
#define SLOT(seq) "81 00000000 00 " seq " 00 00 00"
#define EMPTY(seq) "81 00000000 00 " seq " 02 00 00"
#define ABORT(seq) "72 00000000 00 " seq " 000000"
#define XFR(seq) "6F 02000000 00 " seq " 000000 AABB"
#define DATA(seq) "80 02000000 00 " seq " 00 00 00 9000"
#define MORE(seq, times) "80 00000000 00 " seq " 80 " times " 00"

static const struct sst_ccid_command look = {
	.type = SST_CCID_GET_SLOT_STATUS,
	.want = SST_CCID_SLOT_STATUS,
};
static const uint8_t block[] = { 0xAA, 0xBB };
static const struct sst_ccid_command xfr = {
	.type = SST_CCID_XFR_BLOCK,
	.want = SST_CCID_DATA_BLOCK,
	.data = { block, sizeof(block) },
};

static void
begin(struct ccid_script *s, const struct ccid_step *steps, size_t n,
    struct sst_ccid_slot *slot)
{
	const struct sst_ccid_desc d = ccid_script_desc(SST_CCID_SHORT);

	ccid_script_begin(s, steps, n, &d, slot);
}

static void
numbers_count_and_answers_are_taken(void **state)
{
	static const struct ccid_step steps[] = { { STATUS("00"), SLOT("00") },
		{ XFR("01"), DATA("01") } };
	struct sst_ccid_answer a;
	struct sst_ccid_slot slot;
	struct sst_err err = { 0 };
	struct ccid_script s;

	(void)state;
	begin(&s, CCID_STEPS(steps), &slot);
	assert_int_equal(sst_ccid_message_call(&slot, &look, &a, &err), 0);
	assert_int_equal(a.icc, SST_CCID_ACTIVE);
	assert_int_equal(sst_ccid_message_call(&slot, &xfr, &a, &err), 0);
	assert_false(a.has_failed);
	assert_int_equal(a.data.n, 2);
	assert_int_equal(a.data.p[0], 0x90);
	ccid_script_end(&s, &slot);
}

static void
answers_to_others_are_dropped(void **state)
{
	static const struct ccid_step steps[] = {
		/* another number, another slot, a kind that an older session
		 * asked for, an empty packet */
		{ STATUS("00"), SLOT("FF") "|81 00000000 01 00 00 00 00|" DATA(
		                    "00") "||" EMPTY("00") },
	};
	struct sst_ccid_answer a;
	struct sst_ccid_slot slot;
	struct sst_err err = { 0 };
	struct ccid_script s;

	(void)state;
	begin(&s, CCID_STEPS(steps), &slot);
	assert_int_equal(sst_ccid_message_call(&slot, &look, &a, &err), 0);
	assert_int_equal(a.icc, SST_CCID_ABSENT);
	ccid_script_end(&s, &slot);
}

static void
a_flood_of_answers_to_others_ends(void **state)
{
#define FOUR SLOT("07") "|" SLOT("07") "|" SLOT("07") "|" SLOT("07") "|"
	static const struct ccid_step steps[] = { { STATUS("00"),
	    FOUR FOUR FOUR FOUR FOUR SLOT("00") } };
	struct sst_ccid_answer a;
	struct sst_ccid_slot slot;
	struct sst_err err = { 0 };
	struct ccid_script s;

	(void)state;
	begin(&s, CCID_STEPS(steps), &slot);
	assert_int_equal(sst_ccid_message_call(&slot, &look, &a, &err), -1);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_string_equal(err.msg,
	    "17 answers of the reader belong to other commands, the last to "
	    "slot 0, number 7, want number 0");
	ccid_script_end(&s, &slot);
}

static void
an_answer_that_is_none_is_an_error(void **state)
{
	static const struct {
		const char *in;
		const char *msg;
	} rows[] = {
		{ "80000000000100", "the reader's answer has 7 bytes, want 10 "
		                    "at least" },
		{ "80 07000000 00 01 00 00 00 9000",
		    "the reader's answer has 2 bytes of data, dwLength says "
		    "7" },
		{ "80 01000000 00 01 00 00 00 9000",
		    "the reader's answer has 2 bytes of data, dwLength says "
		    "1" },
		{ "80 FFFFFFFF 00 01 00 00 00 9000",
		    "the reader's answer has 2 bytes of data, dwLength says "
		    "4294967295" },
		{ "83 00000000 00 01 00 00 00",
		    "the reader's answer is a message 83, want 80" },
		{ "80 00000000 00 01 C0 00 00",
		    "the reader's answer has bStatus C0, which is reserved" },
		{ "80 00000000 00 01 03 00 00",
		    "the reader's answer has bStatus 03, which is reserved" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct ccid_step steps[] = { { STATUS("00"), SLOT("00") },
			{ XFR("01"), rows[i].in } };
		struct sst_ccid_answer a;
		struct sst_ccid_slot slot;
		struct sst_err err = { 0 };
		struct ccid_script s;

		begin(&s, CCID_STEPS(steps), &slot);
		assert_int_equal(sst_ccid_message_call(&slot, &look, &a, &err),
		    0);
		assert_int_equal(sst_ccid_message_call(&slot, &xfr, &a, &err),
		    -1);
		assert_int_equal(err.code, SST_E_FORMAT);
		assert_string_equal(err.msg, rows[i].msg);
		assert_int_equal(a.data.n, 0);
		ccid_script_end(&s, &slot);
	}
}

static void
more_time_is_granted_as_often_as_it_is_asked_for(void **state)
{
	static const struct ccid_step steps[] = { { XFR("00"),
	    "+9000|" MORE("00", "01") "|+10500|" MORE("00",
		"14") "|+29000|" MORE("00", "00") "|+5000|" DATA("00") } };
	struct sst_ccid_answer a;
	struct sst_ccid_slot slot;
	struct sst_err err = { 0 };
	struct ccid_script s;

	(void)state;
	begin(&s, CCID_STEPS(steps), &slot);
	assert_int_equal(sst_ccid_message_call(&slot, &xfr, &a, &err), 0);
	assert_int_equal(a.data.n, 2);
	ccid_script_end(&s, &slot);
}

static void
more_time_comes_to_an_end(void **state)
{
	static const struct ccid_step steps[] = { { XFR("00"),
	    MORE("00", "FF") "|" MORE("00", "FF") } };
	struct sst_ccid_answer a;
	struct sst_ccid_slot slot;
	struct sst_err err = { 0 };
	struct ccid_script s;

	(void)state;
	begin(&s, CCID_STEPS(steps), &slot);
	assert_int_equal(sst_ccid_message_call(&slot, &xfr, &a, &err), -1);
	assert_int_equal(err.code, SST_E_DEVICE);
	assert_string_equal(err.msg, "no answer of the reader in time");
	assert_in_range(s.now, 60000, 62000);
	ccid_script_end(&s, &slot);
}

static void
a_storm_of_wishes_for_time_ends(void **state)
{
	static const char one[] = MORE("00", "01") "|";
	const size_t n = sizeof(one) - 1;
	char *storm = malloc(602 * n + 1);
	struct sst_ccid_answer a;
	struct sst_ccid_slot slot;
	struct sst_err err = { 0 };
	struct ccid_script s;

	(void)state;
	assert_non_null(storm);
	for (size_t i = 0; i < 602; i++)
		memcpy(storm + i * n, one, n + 1);
	begin(&s, &(const struct ccid_step){ XFR("00"), storm }, 1, &slot);
	assert_int_equal(sst_ccid_message_call(&slot, &xfr, &a, &err), -1);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_string_equal(err.msg, "the reader asks for more time 601 times");
	ccid_script_end(&s, &slot);
	free(storm);
}

static void
silence_is_followed_by_an_abort_before_the_next_command(void **state)
{
	static const struct ccid_step steps[] = {
		{ XFR("00"), NULL },
		{ "C01 0100", NULL },
		/* the late answer is thrown away */
		{ ABORT("01"), DATA("00") "|" SLOT("01") },
		{ STATUS("02"), SLOT("02") },
		{ STATUS("03"), SLOT("03") },
	};
	struct sst_ccid_answer a;
	struct sst_ccid_slot slot;
	struct sst_err err = { 0 };
	struct ccid_script s;

	(void)state;
	begin(&s, CCID_STEPS(steps), &slot);
	assert_int_equal(sst_ccid_message_call(&slot, &xfr, &a, &err), -1);
	assert_int_equal(err.code, SST_E_DEVICE);
	assert_string_equal(err.msg, "no answer of the reader in time");
	assert_non_null(strstr(err.hint, "unplug the reader"));
	assert_int_equal(s.now, 12000);
	assert_int_equal(sst_ccid_message_call(&slot, &look, &a, &err), 0);
	assert_int_equal(sst_ccid_message_call(&slot, &look, &a, &err), 0);
	ccid_script_end(&s, &slot);
}

/* The reader waits the card's waiting time, here of 1 s, and says nothing. */
static void
a_block_is_waited_for_as_long_as_the_card_said(void **state)
{
	static const struct ccid_step steps[] = { { NULL, NULL } };
	static const struct {
		uint8_t times;
		uint64_t ms;
	} rows[] = { { 0, 11000 }, { 1, 11000 }, { 30, 40000 },
		{ 255, 60000 } };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct sst_ccid_command block_again = xfr;
		struct sst_ccid_answer a;
		struct sst_ccid_slot slot;
		struct sst_err err = { 0 };
		struct ccid_script s;

		begin(&s, CCID_STEPS(steps), &slot);
		block_again.own[0] = rows[i].times;
		assert_int_equal(sst_ccid_message_call(&slot, &block_again, &a,
		                     &err),
		    -1);
		assert_int_equal(s.now, 1000 + rows[i].ms);
		ccid_script_end(&s, &slot);
	}
}

static void
the_rest_of_too_long_an_answer_costs_that_one_alone(void **state)
{
	static const struct ccid_step steps[] = {
		{ XFR("00"), "80 08000000 00 00 00 00 00 9000" },
		{ "C01 0100", NULL },
		{ ABORT("01"),
		    "11 22 33|90 00 FF FF FF FF FF FF FF FF 05|" SLOT("01") },
		{ XFR("02"), DATA("02") },
	};
	struct sst_ccid_answer a;
	struct sst_ccid_slot slot;
	struct sst_err err = { 0 };
	struct ccid_script s;

	(void)state;
	begin(&s, CCID_STEPS(steps), &slot);
	assert_int_equal(sst_ccid_message_call(&slot, &xfr, &a, &err), -1);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_int_equal(sst_ccid_message_call(&slot, &xfr, &a, &err), 0);
	assert_int_equal(a.data.n, 2);
	ccid_script_end(&s, &slot);
}

static void
bytes_without_end_after_an_abort_come_to_an_end(void **state)
{
#define NINE "11|22|33|44|55|66|77|88|99|"
	static const struct ccid_step steps[] = {
		{ XFR("00"), "80 08000000 00 00 00 00 00 9000" },
		{ "C01 0100", NULL },
		{ ABORT("01"), NINE NINE SLOT("01") },
	};
	struct sst_ccid_answer a;
	struct sst_ccid_slot slot;
	struct sst_err err = { 0 };
	struct ccid_script s;

	(void)state;
	begin(&s, CCID_STEPS(steps), &slot);
	assert_int_equal(sst_ccid_message_call(&slot, &xfr, &a, &err), -1);
	assert_int_equal(sst_ccid_message_call(&slot, &xfr, &a, &err), -1);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_string_equal(err.msg,
	    "abort: 17 answers of the reader belong to other commands, the "
	    "last to slot 0, number 0, want number 1");
	ccid_script_end(&s, &slot);
}

static void
silence_after_an_abort_does_not_take_long(void **state)
{
	static const struct ccid_step steps[] = {
		{ XFR("00"), SLOT("09") },
		{ "C01 0100", NULL },
		{ ABORT("01"), NULL },
	};
	struct sst_ccid_answer a;
	struct sst_ccid_slot slot;
	struct sst_err err = { 0 };
	struct ccid_script s;

	(void)state;
	begin(&s, CCID_STEPS(steps), &slot);
	assert_int_equal(sst_ccid_message_call(&slot, &xfr, &a, &err), -1);
	assert_string_equal(err.msg, "no answer of the reader in time, but "
	                             "answers to other commands");
	assert_int_equal(sst_ccid_message_call(&slot, &look, &a, &err), -1);
	assert_string_equal(err.msg, "abort: no answer of the reader in time");
	assert_int_equal(s.now, 14000);
	ccid_script_end(&s, &slot);
}

static void
a_reader_that_is_gone_is_an_error_at_once(void **state)
{
	static const struct ccid_step steps[] = { { XFR("00"), "gone" } };
	struct sst_ccid_answer a;
	struct sst_ccid_slot slot;
	struct sst_err err = { 0 };
	struct ccid_script s;

	(void)state;
	begin(&s, CCID_STEPS(steps), &slot);
	assert_int_equal(sst_ccid_message_call(&slot, &xfr, &a, &err), -1);
	assert_int_equal(err.code, SST_E_DEVICE);
	assert_string_equal(err.msg, "unplugged");
	assert_int_equal(s.now, 1000);
	ccid_script_end(&s, &slot);
}

static void
a_command_longer_than_a_message_is_not_sent(void **state)
{
	static const uint8_t zeros[262];
	const struct sst_ccid_command c = { .type = SST_CCID_XFR_BLOCK,
		.want = SST_CCID_DATA_BLOCK,
		.data = { zeros, sizeof(zeros) } };
	struct sst_ccid_answer a;
	struct sst_ccid_slot slot;
	struct sst_err err = { 0 };
	struct ccid_script s;

	(void)state;
	begin(&s, NULL, 0, &slot);
	assert_int_equal(sst_ccid_message_call(&slot, &c, &a, &err), -1);
	assert_string_equal(err.msg,
	    "262 bytes for the card, the reader takes 261");
	assert_false(slot.is_unanswered);
	ccid_script_end(&s, &slot);
}

static void
failures_of_a_reader_have_words(void **state)
{
	static const struct {
		enum sst_ccid_icc icc;
		uint8_t error;
		const char *msg;
	} rows[] = {
		{ SST_CCID_ACTIVE, 0xFE, "the card is mute" },
		{ SST_CCID_ABSENT, 0xFE, "no card in the reader" },
		{ SST_CCID_ACTIVE, 0xE0, "the slot is busy" },
		{ SST_CCID_ACTIVE, 0x00,
		    "the reader does not know the command" },
		{ SST_CCID_ACTIVE, 0x0A,
		    "the reader refuses byte 10 of the command" },
		{ SST_CCID_ACTIVE, 0xC0, "error C0 of the reader" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct sst_ccid_answer a = { .icc = rows[i].icc,
			.has_failed = true,
			.error = rows[i].error };
		struct sst_err err = { 0 };

		assert_int_equal(sst_ccid_message_failed(&a, &err), -1);
		assert_int_equal(err.code, SST_E_DEVICE);
		assert_string_equal(err.msg, rows[i].msg);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_count_and_answers_are_taken),
		cmocka_unit_test(answers_to_others_are_dropped),
		cmocka_unit_test(a_flood_of_answers_to_others_ends),
		cmocka_unit_test(an_answer_that_is_none_is_an_error),
		cmocka_unit_test(
		    more_time_is_granted_as_often_as_it_is_asked_for),
		cmocka_unit_test(more_time_comes_to_an_end),
		cmocka_unit_test(a_storm_of_wishes_for_time_ends),
		cmocka_unit_test(
		    silence_is_followed_by_an_abort_before_the_next_command),
		cmocka_unit_test(
		    a_block_is_waited_for_as_long_as_the_card_said),
		cmocka_unit_test(
		    the_rest_of_too_long_an_answer_costs_that_one_alone),
		cmocka_unit_test(
		    bytes_without_end_after_an_abort_come_to_an_end),
		cmocka_unit_test(silence_after_an_abort_does_not_take_long),
		cmocka_unit_test(a_reader_that_is_gone_is_an_error_at_once),
		cmocka_unit_test(a_command_longer_than_a_message_is_not_sent),
		cmocka_unit_test(failures_of_a_reader_have_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
