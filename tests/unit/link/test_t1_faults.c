/* SPDX-License-Identifier: ISC */
/* test_t1_faults.c: T=1, and all that can go wrong. */
#include "t1_script.h"

static void
a_bad_block_is_asked_for_again(void **state)
{
	static const char *const bad[] = {
		NULL,             /* nothing */
		"!",              /* an empty one */
		"!0000",          /* cut */
		"!000002900093",  /* wrong LRC */
		"!000003900091",  /* wrong LEN */
		"!00000290009200" /* longer than LEN says */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		const struct step steps[] = {
			{ I_OUT, bad[i], 0 },
			{ R0_EDC, bad[i], 0 },
			{ R0_EDC, I_IN, 0 },
		};

		ends_well(STEPS(steps));
	}
}

static void
a_block_that_breaks_the_protocol_is_asked_for_again(void **state)
{
	static const char *const bad[] = {
		"0100029000",    /* NAD */
		"0040029000",    /* N(S) is 1 */
		"00800100",      /* an R-block with data */
		"00E300",        /* a response to nothing */
		"00C000",        /* RESYNCH is for the reader to ask */
		"!00C3010100C3", /* WTX of 0, and a byte too many */
		"00C300",        /* WTX without a number */
		"00C30100",      /* WTX of 0 */
		"00C10100",      /* IFS of 0 */
		"00C101FF",      /* IFS of 255 */
		"00C40100",      /* no such kind */
		"0000210102030405060708090A0B0C0D0E0F101112131415161718"
		"191A1B1C1D1E1F2021", /* 33 bytes, IFSD is 32 */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		const struct step steps[] = {
			{ I_OUT, bad[i], 0 },
			{ NULL, I_IN, 0 },
		};

		ends_well(STEPS(steps));
	}
}

static void
a_card_that_asks_for_the_block_gets_it_again(void **state)
{
	static const struct step steps[] = {
		{ I_OUT, "008100", 0 },
		{ I_OUT, "008200", 0 },
		{ I_OUT, I_IN, 0 },
	};
	static const struct step lost[] = {
		/* our block was damaged, and so was its request */
		{ I_OUT, NULL, 0 },
		{ R0_EDC, "008100", 0 },
		{ I_OUT, I_IN, 0 },
	};

	(void)state;
	ends_well(STEPS(steps));
	ends_well(STEPS(lost));
}

static void
after_three_tries_both_start_afresh(void **state)
{
	static const struct step steps[] = {
		{ I_OUT, NULL, 0 },
		{ R0_EDC, NULL, 0 },
		{ R0_EDC, "!00", 0 },
		{ R0_EDC, NULL, 0 },
		{ RESYNCH, NULL, 0 },
		{ RESYNCH, RESYNCHED, 0 },
		{ "00000200B0", "0000029000", 0 },
	};
	struct sst_buf resp = { 0 };
	struct sst_err err = { 0 };
	struct sst_t1 t;
	struct peer p;

	(void)state;
	begin(&p, STEPS(steps), 32, &t);
	assert_int_equal(exchange(&t, "00A4", &resp, &err), -1);
	assert_int_equal(err.code, SST_E_DEVICE);
	assert_string_equal(err.msg, "T=1: 4 blocks of the card in a row were "
	                             "damaged or did not come");
	assert_int_equal(exchange(&t, "00B0", &resp, &err), 0);
	sst_buf_fini(&resp);
	end(&p, &t);
}

static void
a_card_that_does_not_start_afresh_is_an_error(void **state)
{
	static const struct step steps[] = {
		{ I_OUT, "008100", 0 },
		{ I_OUT, "008100", 0 },
		{ I_OUT, "008100", 0 },
		{ I_OUT, "008100", 0 },
		{ RESYNCH, "008100", 0 },
		{ RESYNCH, "00E10120", 0 },
		{ RESYNCH, "00E00100", 0 },
	};

	(void)state;
	ends_badly(STEPS(steps),
	    "T=1: 4 blocks of the card in a row were damaged or did not "
	    "come; it does not start afresh");
}

static void
requests_come_to_an_end(void **state)
{
	struct step steps[65];

	(void)state;
	for (size_t i = 0; i < 65; i++)
		steps[i] = (struct step){ NULL, "00C30101", 0 };
	ends_badly(STEPS(steps),
	    "the card asks for something 64 times in a row");
}

static void
a_receipt_in_place_of_the_answer_is_asked_about(void **state)
{
	static const struct step steps[] = {
		/* the command is whole: a receipt for it is not enough */
		{ I_OUT, "009000", 0 },
		{ "008000", I_IN, 0 },
	};

	(void)state;
	ends_well(STEPS(steps));
}

static void
damage_within_a_chain_of_the_card_is_mended(void **state)
{
	static const struct step steps[] = {
		{ I_OUT, "00200190", 0 },
		{ "009000", NULL, 0 },
		{ "009100", "009000", 0 },
		{ "009000", "00200190", 0 },
		{ "009200", "00400100", 0 },
	};

	(void)state;
	ends_well(STEPS(steps));
}

static void
an_answer_before_the_command_is_whole_is_refused(void **state)
{
	static const struct step steps[] = {
		{ "002001 00", "0000029000", 0 },
		{ "008200", "009000", 0 },
		{ "004001 A4", "0000029000", 0 },
	};
	struct sst_buf resp = { 0 };
	struct sst_err err = { 0 };
	struct sst_t1 t;
	struct peer p;

	(void)state;
	begin(&p, STEPS(steps), 1, &t);
	assert_int_equal(exchange(&t, "00A4", &resp, &err), 0);
	check(&resp, "9000");
	sst_buf_fini(&resp);
	end(&p, &t);
}

static void
endless_chains_end(void **state)
{
	static const struct step empty[] = { { I_OUT, "002000", 0 } };
	static const struct step full[] = {
		{ I_OUT, "00200A 00010203040506070809", 0 },
		{ "009000", "00600A 00010203040506070809", 0 },
	};

	(void)state;
	ends_badly(STEPS(empty), "T=1: the card's chain goes on without data");
	ends_badly(STEPS(full), "more than 16 bytes");
}

static void
a_broken_link_is_the_end(void **state)
{
	static const struct step first[] = { { I_OUT, "gone", 0 } };
	static const struct step again[] = {
		{ I_OUT, NULL, 0 },
		{ R0_EDC, "gone", 0 },
	};
	static const struct step asked[] = {
		{ I_OUT, "00C30101", 0 },
		{ "00E30101", "gone", 1 },
	};

	(void)state;
	ends_badly(STEPS(first), "unplugged");
	ends_badly(STEPS(again), "unplugged");
	ends_badly(STEPS(asked), "unplugged");
}

/* The rest of a chain that was given up would be the next answer. */
static void
what_is_left_of_an_old_answer_is_no_new_one(void **state)
{
	static const struct step steps[] = {
		{ I_OUT, "00200A 00010203040506070809", 0 },
		{ "009000", "00600A 00010203040506070809", 0 },
		{ RESYNCH, "00600A 00010203040506070809", 0 },
		{ RESYNCH, RESYNCHED, 0 },
		{ "00000200B0", "0000029000", 0 },
	};
	struct sst_buf resp = { .max = 16 };
	struct sst_err err = { 0 };
	struct sst_t1 t;
	struct peer p;

	(void)state;
	begin(&p, STEPS(steps), 32, &t);
	assert_int_equal(exchange(&t, "00A4", &resp, &err), -1);
	assert_int_equal(exchange(&t, "00B0", &resp, &err), 0);
	check(&resp, "9000");
	sst_buf_fini(&resp);
	end(&p, &t);
}

static void
a_card_that_stays_astray_gets_no_command(void **state)
{
	static const struct step steps[] = {
		{ I_OUT, "00C000", 0 },
		{ R0_OTHER, "002000", 0 },
		{ RESYNCH, NULL, 0 },
		{ RESYNCH, NULL, 0 },
		{ RESYNCH, NULL, 0 },
	};
	struct sst_buf resp = { 0 };
	struct sst_err err = { 0 };
	struct sst_t1 t;
	struct peer p;

	(void)state;
	begin(&p, STEPS(steps), 32, &t);
	assert_int_equal(exchange(&t, "00A4", &resp, &err), -1);
	assert_int_equal(exchange(&t, "00B0", &resp, &err), -1);
	assert_int_equal(err.code, SST_E_DEVICE);
	assert_string_equal(err.msg, "T=1: the card does not start afresh");
	sst_buf_fini(&resp);
	end(&p, &t);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_bad_block_is_asked_for_again),
		cmocka_unit_test(
		    a_block_that_breaks_the_protocol_is_asked_for_again),
		cmocka_unit_test(a_card_that_asks_for_the_block_gets_it_again),
		cmocka_unit_test(after_three_tries_both_start_afresh),
		cmocka_unit_test(a_card_that_does_not_start_afresh_is_an_error),
		cmocka_unit_test(requests_come_to_an_end),
		cmocka_unit_test(
		    a_receipt_in_place_of_the_answer_is_asked_about),
		cmocka_unit_test(damage_within_a_chain_of_the_card_is_mended),
		cmocka_unit_test(
		    an_answer_before_the_command_is_whole_is_refused),
		cmocka_unit_test(endless_chains_end),
		cmocka_unit_test(what_is_left_of_an_old_answer_is_no_new_one),
		cmocka_unit_test(a_card_that_stays_astray_gets_no_command),
		cmocka_unit_test(a_broken_link_is_the_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
