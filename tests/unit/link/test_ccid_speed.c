/* SPDX-License-Identifier: ISC */
/* test_ccid_speed.c: which protocol and speed, and who is told. */
#include "ccid_script.h"

#define PARAMETERS(n, seq, t, data) "61 " n "000000 00 " seq " " t " 0000 " data
#define SET(seq) "82 00000000 00 " seq " 00 00 00"
#define XFR(n, seq, data) "6F " n "000000 00 " seq " 000000 " data
#define DATA(n, seq, data) "80 " n "000000 00 " seq " 00 00 00 " data

/* T=0, TA1 96: Fi 512, Di 32, 250,000 bit/s at 4 MHz */
#define FAST "3B109600"
/* T=1, TA1 95, IFSC FE, BWI and CWI 45, LRC */
#define BLOCKS "3B90 95 81 31 FE 45 0E"
/* T=0 first, then T=1 */
#define BOTH "3B80 80 01 01"

/* Settles after an answer to reset; gives what settling gives. */
static int
settle(const struct ccid_step *steps, size_t n, const char *atr,
    const struct sst_ccid_desc *d, bool *renew, struct sst_err *err)
{
	struct sst_ccid_slot slot;
	struct ccid_script s;
	int rc;

	ccid_script_begin(&s, steps, n, d, &slot);
	slot.atr_n = fake_hex(atr, slot.atr_bytes, sizeof(slot.atr_bytes));
	assert_int_equal(sst_atr_parse((struct sst_span){ slot.atr_bytes,
	                                   slot.atr_n },
	                     &slot.atr, err),
	    0);
	rc = sst_ccid_speed_settle(&slot, true, renew, err);
	ccid_script_end(&s, &slot);
	return rc;
}

/* A TPDU reader that does nothing by itself. */
static struct sst_ccid_desc
plain(void)
{
	struct sst_ccid_desc d = ccid_script_desc(SST_CCID_TPDU);

	d.features = 0;
	return d;
}

static void
a_reader_that_does_it_all_is_told_nothing(void **state)
{
	static const uint32_t features[] = { 0x02 | 0x80, 0x40 };
	static const char *const atrs[] = { "3B00", "3B1096",
		"3B9095813"
		"1FE450E" };

	(void)state;
	for (size_t i = 0; i < 6; i++) {
		struct sst_ccid_desc d = plain();
		struct sst_err err = { 0 };
		bool renew;

		d.features = features[i % 2] | SST_CCID_AUTO_IFSD;
		assert_int_equal(settle(NULL, 0, atrs[i / 2], &d, &renew, &err),
		    0);
		assert_false(renew);
	}
}

static void
speed_is_agreed_upon_when_the_reader_can_do_it(void **state)
{
	static const struct ccid_step steps[] = {
		{ XFR("04", "00", "FF1096 79"), DATA("04", "00", "FF109679") },
		{ PARAMETERS("05", "01", "00", "96 00 00 0A 00"), SET("01") },
	};
	const struct sst_ccid_desc d = plain();
	struct sst_err err = { 0 };
	bool renew;

	(void)state;
	assert_int_equal(settle(CCID_STEPS(steps), "3B1096", &d, &renew, &err),
	    0);
}

static void
a_reader_that_reads_the_answer_to_reset_is_told_of_pps(void **state)
{
	static const struct ccid_step steps[] = {
		{ XFR("04", "00", "FF1096 79"), DATA("04", "00", "FF109679") },
		{ PARAMETERS("05", "01", "00", "96 00 00 0A 00"), SET("01") },
	};
	struct sst_ccid_desc d = plain();
	struct sst_err err = { 0 };
	bool renew;

	(void)state;
	d.features = SST_CCID_AUTO_PARAMETERS;
	assert_int_equal(settle(CCID_STEPS(steps), "3B1096", &d, &renew, &err),
	    0);
	assert_int_equal(settle(NULL, 0, "3B00", &d, &renew, &err), 0);
}

static void
a_card_may_agree_to_the_default_alone(void **state)
{
	static const struct ccid_step steps[] = {
		{ XFR("04", "00", "FF1096 79"), DATA("03", "00", "FF00FF") },
		{ PARAMETERS("05", "01", "00", "11 00 00 0A 00"), SET("01") },
	};
	const struct sst_ccid_desc d = plain();
	struct sst_err err = { 0 };
	bool renew;

	(void)state;
	assert_int_equal(settle(CCID_STEPS(steps), "3B1096", &d, &renew, &err),
	    0);
}

static void
a_card_that_does_not_agree_needs_a_new_start(void **state)
{
	static const char *const answers[] = { "80 00000000 00 00 40 FE 00",
		DATA("04", "00", "FF109478"), DATA("03", "00", "FF0000"),
		DATA("00", "00", "") };

	(void)state;
	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
		const struct ccid_step steps[] = {
			{ XFR("04", "00", "FF1096 79"), answers[i] },
		};
		const struct sst_ccid_desc d = plain();
		struct sst_err err = { 0 };
		bool renew;

		assert_int_equal(settle(CCID_STEPS(steps), "3B1096", &d, &renew,
		                     &err),
		    -1);
		assert_true(renew);
		assert_int_equal(err.code, SST_E_DEVICE);
	}
}

static void
without_an_agreement_the_card_starts_again_and_stays_slow(void **state)
{
	static const struct ccid_step steps[] = {
		{ "62 00000000 00 00 000000", DATA("03", "00", "3B1096") },
		{ XFR("04", "01", "FF1096 79"), "80 00000000 00 01 40 FE 00" },
		{ "63 00000000 00 02 000000", "81 00000000 00 02 01 00 00" },
		{ "62 00000000 00 03 000000", DATA("03", "03", "3B1096") },
		{ PARAMETERS("05", "04", "00", "11 00 00 0A 00"), SET("04") },
	};
	struct sst_ccid_desc d = plain();
	struct sst_err err = { 0 };
	struct sst_ccid_slot slot;
	struct ccid_script s;

	(void)state;
	d.features = SST_CCID_AUTO_VOLTAGE;
	ccid_script_begin(&s, CCID_STEPS(steps), &d, &slot);
	assert_int_equal(sst_ccid_slot_power(&slot, &err), 0);
	ccid_script_end(&s, &slot);
}

static void
a_speed_beyond_the_reader_is_not_asked_for(void **state)
{
	static const struct ccid_step steps[] = {
		{ PARAMETERS("05", "00", "00", "11 00 00 0A 00"), SET("00") },
	};
	static const struct {
		const char *atr;
		uint32_t max_rate;
	} rows[] = {
		{ "3B1096", 115200 }, /* 250,000 bit/s */
		{ "3B1000", 344086 }, /* Di is reserved */
		{ "3B1071", 344086 }, /* Fi is reserved */
		{ "3B1011", 344086 }, /* it is the default */
		{ "3B00", 344086 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct sst_ccid_desc d = plain();
		struct sst_err err = { 0 };
		bool renew;

		d.max_rate = rows[i].max_rate;
		assert_int_equal(settle(CCID_STEPS(steps), rows[i].atr, &d,
		                     &renew, &err),
		    0);
	}
}

static void
a_table_of_speeds_is_asked_for_and_kept_to(void **state)
{
	static const struct {
		const char *table; /* NULL: the reader does not give it */
		bool is_fast;
	} rows[] = {
		{ "00380000 90D00300", true }, /* 14,336 and 250,000 */
		{ "40D10300", true },          /* 250,176: rounded */
		{ "00380000 A0860100", false },
		{ "90D003", false },
		{ NULL, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct ccid_step fast[] = {
			{ "C03 0000", rows[i].table },
			{ XFR("04", "00", "FF1096 79"),
			    DATA("04", "00", "FF109679") },
			{ PARAMETERS("05", "01", "00", "96 00 00 0A 00"),
			    SET("01") },
		};
		const struct ccid_step slow[] = {
			fast[0],
			{ PARAMETERS("05", "00", "00", "11 00 00 0A 00"),
			    SET("00") },
		};
		struct sst_ccid_desc d = plain();
		struct sst_err err = { 0 };
		bool renew;

		d.rate_n = 2;
		assert_int_equal(settle(rows[i].is_fast ? fast : slow,
		                     rows[i].is_fast ? 3 : 2, "3B1096", &d,
		                     &renew, &err),
		    0);
	}
}

static void
in_specific_mode_nothing_is_agreed_upon(void **state)
{
	static const struct {
		const char *atr;
		const char *fd;
	} rows[] = {
		/* TA1 96, TD1 10, TA2: T=0, as TA1 says; as something says */
		{ "3B90 96 10 00", "96 00 00 0A 00" },
		{ "3B90 96 10 10", "11 00 00 0A 00" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char set[80];
		const struct ccid_step steps[] = { { set, SET("00") } };
		const struct sst_ccid_desc d = plain();
		struct sst_err err = { 0 };
		bool renew;

		(void)snprintf(set, sizeof(set),
		    PARAMETERS("05", "00", "00", "%s"), rows[i].fd);
		assert_int_equal(settle(CCID_STEPS(steps), rows[i].atr, &d,
		                     &renew, &err),
		    0);
	}
}

static void
parameters_of_t1_are_those_of_the_answer_to_reset(void **state)
{
	static const struct ccid_step steps[] = {
		{ XFR("04", "00", "FF1195 7B"), DATA("04", "00", "FF11957B") },
		{ PARAMETERS("07", "01", "01", "95 10 00 45 00 FE 00"),
		    SET("01") },
		/* S(IFS, 254) */
		{ XFR("05", "02", "00C101FE3E"),
		    DATA("05", "02", "00E101FE1E") },
	};
	const struct sst_ccid_desc d = plain();
	struct sst_err err = { 0 };
	bool renew;

	(void)state;
	assert_int_equal(settle(CCID_STEPS(steps), BLOCKS, &d, &renew, &err),
	    0);
}

static void
a_reader_that_tells_the_card_its_size_is_believed(void **state)
{
	struct sst_ccid_desc d = ccid_script_desc(SST_CCID_TPDU);
	struct sst_err err = { 0 };
	struct sst_ccid_slot slot;
	struct ccid_script s;
	bool renew;

	(void)state;
	d.max_ifsd = 200;
	ccid_script_begin(&s, NULL, 0, &d, &slot);
	slot.atr_n = fake_hex(BLOCKS, slot.atr_bytes, sizeof(slot.atr_bytes));
	assert_int_equal(sst_atr_parse((struct sst_span){ slot.atr_bytes,
	                                   slot.atr_n },
	                     &slot.atr, &err),
	    0);
	assert_int_equal(sst_ccid_speed_settle(&slot, true, &renew, &err), 0);
	assert_int_equal(slot.t1.ifsd, 200);
	ccid_script_end(&s, &slot);
}

static void
a_reader_with_fixed_parameters_is_used_as_it_is(void **state)
{
	static const struct ccid_step steps[] = {
		{ PARAMETERS("05", "00", "00", "11 00 00 0A 00"),
		    "82 00000000 00 00 40 00 00" },
	};
	static const struct ccid_step refused[] = {
		{ PARAMETERS("05", "00", "00", "11 00 00 0A 00"),
		    "82 00000000 00 00 40 0A 00" },
	};
	const struct sst_ccid_desc d = plain();
	struct sst_err err = { 0 };
	bool renew;

	(void)state;
	assert_int_equal(settle(CCID_STEPS(steps), "3B00", &d, &renew, &err),
	    0);
	assert_int_equal(settle(CCID_STEPS(refused), "3B00", &d, &renew, &err),
	    -1);
	assert_string_equal(err.msg,
	    "parameters: the reader refuses byte 10 of the command");
}

static void
pps_is_not_for_readers_that_take_apdus(void **state)
{
	static const struct ccid_step steps[] = {
		{ PARAMETERS("05", "00", "00", "11 00 00 0A 00"), SET("00") },
	};
	struct sst_ccid_desc d = plain();
	struct sst_err err = { 0 };
	bool renew;

	(void)state;
	d.level = SST_CCID_SHORT;
	assert_int_equal(settle(CCID_STEPS(steps), "3B1096", &d, &renew, &err),
	    0);
}

static void
the_protocol_is_one_that_both_know(void **state)
{
	static const struct ccid_step by_pps[] = {
		{ XFR("03", "00", "FF01FE"), DATA("03", "00", "FF01FE") },
		{ PARAMETERS("07", "01", "01", "11 10 00 4D 00 20 00"),
		    SET("01") },
	};
	struct sst_ccid_desc d = plain();
	struct sst_err err = { 0 };
	bool renew;

	(void)state;
	d.protocols = 2;
	d.max_ifsd = 32;
	assert_int_equal(settle(CCID_STEPS(by_pps), BOTH, &d, &renew, &err), 0);
	assert_int_equal(settle(NULL, 0, "3B00", &d, &renew, &err), -1);
	assert_int_equal(err.code, SST_E_DEVICE);
	assert_string_equal(err.msg, "the card and the reader have no "
	                             "protocol in common (T=0, T=1)");
	assert_false(renew);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_reader_that_does_it_all_is_told_nothing),
		cmocka_unit_test(
		    speed_is_agreed_upon_when_the_reader_can_do_it),
		cmocka_unit_test(
		    a_reader_that_reads_the_answer_to_reset_is_told_of_pps),
		cmocka_unit_test(a_card_may_agree_to_the_default_alone),
		cmocka_unit_test(a_card_that_does_not_agree_needs_a_new_start),
		cmocka_unit_test(
		    without_an_agreement_the_card_starts_again_and_stays_slow),
		cmocka_unit_test(a_speed_beyond_the_reader_is_not_asked_for),
		cmocka_unit_test(a_table_of_speeds_is_asked_for_and_kept_to),
		cmocka_unit_test(in_specific_mode_nothing_is_agreed_upon),
		cmocka_unit_test(
		    parameters_of_t1_are_those_of_the_answer_to_reset),
		cmocka_unit_test(
		    a_reader_that_tells_the_card_its_size_is_believed),
		cmocka_unit_test(
		    a_reader_with_fixed_parameters_is_used_as_it_is),
		cmocka_unit_test(pps_is_not_for_readers_that_take_apdus),
		cmocka_unit_test(the_protocol_is_one_that_both_know),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
