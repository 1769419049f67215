/* SPDX-License-Identifier: ISC */
/* test_ccid_slot.c: a slot: is there a card, and its way to power. */
#include "ccid_script.h"

#define STATUS(seq) "65 00000000 00 " seq " 000000"
#define ON(seq, select) "62 00000000 00 " seq " " select " 0000"
#define OFF(seq) "63 00000000 00 " seq " 000000"
#define SLOT(seq, status, error) "81 00000000 00 " seq " " status error " 00"
#define ATR(seq) "80 02000000 00 " seq " 00 00 00 3B00"
#define MUTE(seq) "80 00000000 00 " seq " 41 FE 00"

static struct sst_ccid_desc
manual(uint8_t voltages)
{
	struct sst_ccid_desc d = ccid_script_desc(SST_CCID_SHORT);

	d.features &= ~SST_CCID_AUTO_VOLTAGE;
	d.voltages = voltages;
	return d;
}

static void
a_look_tells_cards_from_empty_slots(void **state)
{
	static const struct {
		const char *in;
		enum sst_ccid_icc icc;
	} rows[] = {
		{ SLOT("00", "00", "00"), SST_CCID_ACTIVE },
		{ SLOT("00", "01", "00"), SST_CCID_INACTIVE },
		{ SLOT("00", "02", "00"), SST_CCID_ABSENT },
		/* as a failure: mute, because there is none */
		{ SLOT("00", "42", "FE"), SST_CCID_ABSENT },
		{ SLOT("00", "41", "FE"), SST_CCID_INACTIVE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct ccid_step steps[] = { { STATUS("00"),
		    rows[i].in } };
		const struct sst_ccid_desc d = manual(7);
		struct sst_err err = { 0 };
		enum sst_ccid_icc icc;
		struct sst_ccid_slot slot;
		struct ccid_script s;

		ccid_script_begin(&s, CCID_STEPS(steps), &d, &slot);
		assert_int_equal(sst_ccid_slot_look(&slot, &icc, &err), 0);
		assert_int_equal(icc, rows[i].icc);
		ccid_script_end(&s, &slot);
	}
}

static void
a_look_that_the_reader_refuses_is_an_error(void **state)
{
	static const struct ccid_step steps[] = { { STATUS("00"),
	    SLOT("00", "41", "FB") } };
	const struct sst_ccid_desc d = manual(7);
	struct sst_err err = { 0 };
	enum sst_ccid_icc icc;
	struct sst_ccid_slot slot;
	struct ccid_script s;

	(void)state;
	ccid_script_begin(&s, CCID_STEPS(steps), &d, &slot);
	assert_int_equal(sst_ccid_slot_look(&slot, &icc, &err), -1);
	assert_string_equal(err.msg,
	    "the reader reports a hardware fault: too much current?");
	ccid_script_end(&s, &slot);
}

static void
a_reader_that_chooses_the_voltage_is_left_to_it(void **state)
{
	static const struct ccid_step steps[] = {
		{ ON("00", "00"), ATR("00") },
		{ OFF("01"), SLOT("01", "01", "00") },
	};
	const struct sst_ccid_desc d = ccid_script_desc(SST_CCID_SHORT);
	struct sst_err err = { 0 };
	struct sst_ccid_slot slot;
	struct ccid_script s;

	(void)state;
	ccid_script_begin(&s, CCID_STEPS(steps), &d, &slot);
	assert_int_equal(sst_ccid_slot_power(&slot, &err), 0);
	assert_int_equal(slot.atr_n, 2);
	assert_false(sst_ccid_slot_is_t0(&slot));
	sst_ccid_slot_fini(&slot);
	assert_int_equal(s.at, s.n);
	assert_int_equal(s.closed, 1);
}

static void
voltages_are_tried_from_the_lowest_that_is_offered(void **state)
{
	static const struct ccid_step all[] = {
		{ ON("00", "03"), MUTE("00") },
		{ OFF("01"), SLOT("01", "01", "00") },
		{ ON("02", "02"), MUTE("02") },
		{ OFF("03"), SLOT("03", "01", "00") },
		{ ON("04", "01"), ATR("04") },
	};
	static const struct ccid_step two[] = {
		{ ON("00", "02"), MUTE("00") },
		{ OFF("01"), SLOT("01", "01", "00") },
		{ ON("02", "01"), ATR("02") },
	};
	static const struct ccid_step one[] = { { ON("00", "01"), ATR("00") } };
	static const struct {
		uint8_t voltages;
		const struct ccid_step *steps;
		size_t n;
	} rows[] = { { 7, CCID_STEPS(all) }, { 3, CCID_STEPS(two) },
		{ 1, CCID_STEPS(one) }, { 0, CCID_STEPS(one) } };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct sst_ccid_desc d = manual(rows[i].voltages);
		struct sst_err err = { 0 };
		struct sst_ccid_slot slot;
		struct ccid_script s;

		ccid_script_begin(&s, rows[i].steps, rows[i].n, &d, &slot);
		assert_int_equal(sst_ccid_slot_power(&slot, &err), 0);
		ccid_script_end(&s, &slot);
	}
}

static void
a_card_that_is_mute_at_every_voltage_is_an_error(void **state)
{
	static const struct ccid_step steps[] = {
		{ ON("00", "02"), MUTE("00") },
		{ OFF("01"), SLOT("01", "01", "00") },
		{ ON("02", "01"), MUTE("02") },
	};
	const struct sst_ccid_desc d = manual(3);
	struct sst_err err = { 0 };
	struct sst_ccid_slot slot;
	struct ccid_script s;

	(void)state;
	ccid_script_begin(&s, CCID_STEPS(steps), &d, &slot);
	assert_int_equal(sst_ccid_slot_power(&slot, &err), -1);
	assert_int_equal(err.code, SST_E_DEVICE);
	assert_string_equal(err.msg, "the card is mute");
	assert_non_null(strstr(err.hint, "contacts"));
	ccid_script_end(&s, &slot);
}

static void
a_card_that_goes_ends_the_stepping(void **state)
{
	static const struct ccid_step steps[] = { { ON("00", "03"),
	    "80 00000000 00 00 42 FE 00" } };
	const struct sst_ccid_desc d = manual(7);
	struct sst_err err = { 0 };
	struct sst_ccid_slot slot;
	struct ccid_script s;

	(void)state;
	ccid_script_begin(&s, CCID_STEPS(steps), &d, &slot);
	assert_int_equal(sst_ccid_slot_power(&slot, &err), -1);
	assert_string_equal(err.msg, "no card in the reader");
	ccid_script_end(&s, &slot);
}

static void
an_answer_to_reset_that_is_none_is_an_error(void **state)
{
	static const struct ccid_step steps[] = { { ON("00", "00"),
	    "80 02000000 00 00 00 00 00 0000" } };
	const struct sst_ccid_desc d = ccid_script_desc(SST_CCID_SHORT);
	struct sst_err err = { 0 };
	struct sst_ccid_slot slot;
	struct ccid_script s;

	(void)state;
	ccid_script_begin(&s, CCID_STEPS(steps), &d, &slot);
	assert_int_equal(sst_ccid_slot_power(&slot, &err), -1);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_string_equal(err.msg,
	    "answer to reset: byte 0: TS is 00, want 3B or 3F");
	ccid_script_end(&s, &slot);
}

static void
a_second_power_up_takes_the_power_away_first(void **state)
{
	static const struct ccid_step steps[] = {
		{ ON("00", "00"), ATR("00") },
		{ OFF("01"), SLOT("01", "01", "00") },
		{ ON("02", "00"), ATR("02") },
	};
	const struct sst_ccid_desc d = ccid_script_desc(SST_CCID_TPDU);
	struct sst_err err = { 0 };
	struct sst_ccid_slot slot;
	struct ccid_script s;

	(void)state;
	ccid_script_begin(&s, CCID_STEPS(steps), &d, &slot);
	slot.desc.features |= SST_CCID_AUTO_PARAMETERS;
	assert_int_equal(sst_ccid_slot_power(&slot, &err), 0);
	assert_true(sst_ccid_slot_is_t0(&slot));
	assert_int_equal(sst_ccid_slot_power(&slot, &err), 0);
	ccid_script_end(&s, &slot);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_look_tells_cards_from_empty_slots),
		cmocka_unit_test(a_look_that_the_reader_refuses_is_an_error),
		cmocka_unit_test(
		    a_reader_that_chooses_the_voltage_is_left_to_it),
		cmocka_unit_test(
		    voltages_are_tried_from_the_lowest_that_is_offered),
		cmocka_unit_test(
		    a_card_that_is_mute_at_every_voltage_is_an_error),
		cmocka_unit_test(a_card_that_goes_ends_the_stepping),
		cmocka_unit_test(an_answer_to_reset_that_is_none_is_an_error),
		cmocka_unit_test(a_second_power_up_takes_the_power_away_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
