/* SPDX-License-Identifier: ISC */
/* test_t1.c: T=1 with a card that keeps to the protocol. */
#include "t1_script.h"

static void
numbers_alternate_on_both_sides(void **state)
{
	static const struct step steps[] = {
		{ "00000200A4", "0000029000", 0 },
		{ "00400200B0", "0040026A82", 0 },
		{ "00000200C0", "0000029100", 0 },
	};
	struct sst_buf resp = { 0 };
	struct sst_err err = { 0 };
	struct sst_t1 t;
	struct peer p;

	(void)state;
	begin(&p, STEPS(steps), 32, &t);
	assert_int_equal(exchange(&t, "00A4", &resp, &err), 0);
	check(&resp, "9000");
	assert_int_equal(exchange(&t, "00B0", &resp, &err), 0);
	check(&resp, "6A82");
	assert_int_equal(exchange(&t, "00C0", &resp, &err), 0);
	check(&resp, "9100");
	sst_buf_fini(&resp);
	end(&p, &t);
}

static void
chains_go_both_ways(void **state)
{
	static const struct step steps[] = {
		{ "002003 00A404", "009000", 0 },
		{ "006003 000102", "008000", 0 },
		{ "000001 03", "002002 A1A2", 0 },
		{ "009000", "006002 A3A4", 0 },
		{ "008000", "000003 A59000", 0 },
		/* the next command goes on counting */
		{ "004002 00B0", "004002 9000", 0 },
	};
	struct sst_buf resp = { 0 };
	struct sst_err err = { 0 };
	struct sst_t1 t;
	struct peer p;

	(void)state;
	begin(&p, STEPS(steps), 3, &t);
	assert_int_equal(exchange(&t, "00A40400010203", &resp, &err), 0);
	check(&resp, "A1A2A3A4A59000");
	assert_int_equal(exchange(&t, "00B0", &resp, &err), 0);
	sst_buf_fini(&resp);
	end(&p, &t);
}

static void
a_crc_is_made_and_checked(void **state)
{
	static const struct step steps[] = {
		{ I_OUT, "!000002900000", 0 },
		{ R0_EDC, I_IN, 0 },
	};
	struct sst_buf resp = { 0 };
	struct sst_err err = { 0 };
	struct sst_t1 t;
	struct peer p;

	(void)state;
	begin(&p, STEPS(steps), 32, &t);
	p.is_crc = true;
	t.is_crc = true;
	assert_int_equal(exchange(&t, "00A4", &resp, &err), 0);
	check(&resp, "9000");
	sst_buf_fini(&resp);
	end(&p, &t);
}

static void
a_card_gets_the_time_it_asks_for(void **state)
{
	static const struct step steps[] = {
		{ I_OUT, "00C30105", 0 },
		{ "00E30105", "00C301FF", 5 },
		{ "00E301FF", I_IN, 0xFF },
	};

	(void)state;
	ends_well(STEPS(steps));
}

static void
a_card_may_shorten_the_blocks_on_the_way(void **state)
{
	static const struct step steps[] = {
		{ "002004 01020304", "00C10102", 0 },
		{ "00E10102", "009000", 0 },
		{ "006002 0506", "008000", 0 },
		{ "000002 0708", "0000029000", 0 },
	};
	struct sst_buf resp = { 0 };
	struct sst_err err = { 0 };
	struct sst_t1 t;
	struct peer p;

	(void)state;
	begin(&p, STEPS(steps), 4, &t);
	assert_int_equal(exchange(&t, "0102030405060708", &resp, &err), 0);
	check(&resp, "9000");
	sst_buf_fini(&resp);
	end(&p, &t);
}

static void
an_abort_is_answered_and_ends_the_exchange(void **state)
{
	static const struct step steps[] = {
		{ I_OUT, "00C200", 0 },
		{ "00E200", "009000", 0 },
	};

	(void)state;
	ends_badly(STEPS(steps), "the card aborted the exchange");
}

static void
our_size_is_told_and_a_deaf_card_keeps_the_default(void **state)
{
	static const struct step good[] = {
		{ "00C101FE", "00E101FE", 0 },
	};
	static const struct step late[] = {
		{ "00C101FE", NULL, 0 },
		{ "00C101FE", "00E101FE", 0 },
	};
	static const struct step deaf[] = {
		{ "00C101FE", "008200", 0 },
		{ "00C101FE", "00E10120", 0 },
		{ "00C101FE", "00E300", 0 },
	};
	static const struct {
		const struct step *steps;
		size_t n;
		size_t ifsd;
	} rows[] = { { STEPS(good), 254 }, { STEPS(late), 254 },
		{ STEPS(deaf), 32 } };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct sst_err err = { 0 };
		struct sst_t1 t;
		struct peer p;

		begin(&p, rows[i].steps, rows[i].n, 32, &t);
		assert_int_equal(sst_t1_ifsd(&t, 300, &err), 0);
		assert_int_equal(t.ifsd, rows[i].ifsd);
		end(&p, &t);
	}
}

static void
sizes_of_a_card_are_kept_within_bounds(void **state)
{
	static const struct {
		size_t ifsc, room, want;
	} rows[] = { { 0, 254, 32 }, { 255, 254, 32 }, { 254, 300, 254 },
		{ 254, 100, 100 }, { 0, 20, 20 } };
	static const struct sst_t1_io none;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct sst_t1 t;

		sst_t1_init(&t, &none, rows[i].ifsc, rows[i].room);
		assert_int_equal(t.ifsc, rows[i].want);
		sst_t1_fini(&t);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_alternate_on_both_sides),
		cmocka_unit_test(chains_go_both_ways),
		cmocka_unit_test(a_crc_is_made_and_checked),
		cmocka_unit_test(a_card_gets_the_time_it_asks_for),
		cmocka_unit_test(a_card_may_shorten_the_blocks_on_the_way),
		cmocka_unit_test(an_abort_is_answered_and_ends_the_exchange),
		cmocka_unit_test(
		    our_size_is_told_and_a_deaf_card_keeps_the_default),
		cmocka_unit_test(sizes_of_a_card_are_kept_within_bounds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
