/* SPDX-License-Identifier: ISC */
/* test_t1.c: T=1 with a card that plays a script, and all that can go wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "../../../src/link/t1_priv.h"
#include "unit/fake_link.h"

/*
 * Blocks in hexadecimal digits, without their sum, which the script adds; an
 * answer with '!' before it is handed on as it is, NULL is none, "gone" a
 * broken link. A command NULL stands for any.
 */
struct step {
	const char *out;
	const char *in;
	uint8_t bwi;
};

struct peer {
	const struct step *steps;
	size_t n;
	size_t at;
	bool is_crc;
	char wrong[600];
};

#define STEPS(array) (array), sizeof(array) / sizeof((array)[0])

/* Worked out by hand for the blocks of one test; else LRC. */
static size_t
seal(const struct peer *p, uint8_t *b, size_t n)
{
	uint8_t sum = 0;

	if (p->is_crc) {
		uint16_t v = 0xFFFF;

		for (size_t i = 0; i < 8 * n; i++) {
			unsigned bit = (v ^ b[i / 8] >> i % 8) & 1;

			v = (uint16_t)(v >> 1 ^ (bit != 0 ? 0x8408 : 0));
		}
		b[n] = (uint8_t)(v >> 8);
		b[n + 1] = (uint8_t)v;
		return n + 2;
	}
	for (size_t i = 0; i < n; i++)
		sum ^= b[i];
	b[n] = sum;
	return n + 1;
}

static int
play(void *ctx, struct sst_span out, uint8_t bwi, struct sst_buf *in,
    struct sst_err *err)
{
	struct peer *p = ctx;
	const struct step *step = &p->steps[p->at];
	uint8_t b[300];
	size_t n;

	if (p->at == p->n) {
		(void)snprintf(p->wrong, sizeof(p->wrong), "more: PCB %02X",
		    out.p[1]);
		return sst_fail(err, SST_E_USAGE, "script");
	}
	p->at++;
	n = step->out != NULL ? seal(p, b, fake_hex(step->out, b, 290)) : out.n;
	if (step->out != NULL &&
	    (n != out.n || memcmp(b, out.p, n) != 0 || bwi != step->bwi)) {
		(void)snprintf(p->wrong, sizeof(p->wrong),
		    "step %zu: PCB %02X LEN %02X bwi %u, want %s", p->at,
		    out.p[1], out.p[2], bwi, step->out);
		return sst_fail(err, SST_E_USAGE, "script");
	}
	if (step->in == NULL)
		return 0;
	if (strcmp(step->in, "gone") == 0)
		return sst_fail(err, SST_E_DEVICE, "unplugged");
	n = step->in[0] == '!' ? fake_hex(step->in + 1, b, sizeof(b))
	                       : seal(p, b, fake_hex(step->in, b, 290));
	return sst_buf_put(in, (struct sst_span){ b, n }, err) < 0 ? -1 : 1;
}

static void
begin(struct peer *p, const struct step *steps, size_t n, size_t ifsc,
    struct sst_t1 *t)
{
	const struct sst_t1_io io = { p, play };

	*p = (struct peer){ .steps = steps, .n = n };
	sst_t1_init(t, &io, ifsc, 254);
}

static void
end(struct peer *p, struct sst_t1 *t)
{
	sst_t1_fini(t);
	assert_string_equal(p->wrong, "");
	assert_int_equal(p->at, p->n);
}

static int
exchange(struct sst_t1 *t, const char *cmd, struct sst_buf *resp,
    struct sst_err *err)
{
	uint8_t b[64];
	size_t n = fake_hex(cmd, b, sizeof(b));

	sst_buf_clear(resp);
	return sst_t1_exchange(t, (struct sst_span){ b, n }, resp, err);
}

static void
check(const struct sst_buf *b, const char *hex)
{
	uint8_t want[64];
	size_t n = fake_hex(hex, want, sizeof(want));

	assert_int_equal(b->n, n);
	assert_memory_equal(b->p, want, n);
}

/* One exchange of 00A4 that ends with 9000 after the steps given. */
static void
ends_well(const struct step *steps, size_t n)
{
	struct sst_buf resp = { 0 };
	struct sst_err err = { 0 };
	struct sst_t1 t;
	struct peer p;

	begin(&p, steps, n, 32, &t);
	assert_int_equal(exchange(&t, "00A4", &resp, &err), 0);
	check(&resp, "9000");
	sst_buf_fini(&resp);
	end(&p, &t);
}

/* And one that fails with the message given. */
static void
ends_badly(const struct step *steps, size_t n, const char *msg)
{
	struct sst_buf resp = { .max = 16 };
	struct sst_err err = { 0 };
	struct sst_t1 t;
	struct peer p;

	begin(&p, steps, n, 32, &t);
	assert_int_equal(exchange(&t, "00A4", &resp, &err), -1);
	assert_string_equal(err.msg, msg);
	sst_buf_fini(&resp);
	end(&p, &t);
}

#define I_OUT "00000200A4" /* the command, N(S) = 0 */
#define I_IN "0000029000"  /* the answer, N(S) = 0 */
#define R0_EDC "008100"
#define R0_OTHER "008200"
#define RESYNCH "00C000"
#define RESYNCHED "00E000"

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
after_three_tries_both_start_afresh_and_nothing_is_sent_twice(void **state)
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

static void
our_size_is_told_and_a_card_without_an_ear_keeps_the_default(void **state)
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
		cmocka_unit_test(a_bad_block_is_asked_for_again),
		cmocka_unit_test(
		    a_block_that_breaks_the_protocol_is_asked_for_again),
		cmocka_unit_test(a_card_that_asks_for_the_block_gets_it_again),
		cmocka_unit_test(
		    after_three_tries_both_start_afresh_and_nothing_is_sent_twice),
		cmocka_unit_test(a_card_that_does_not_start_afresh_is_an_error),
		cmocka_unit_test(a_card_gets_the_time_it_asks_for),
		cmocka_unit_test(requests_come_to_an_end),
		cmocka_unit_test(a_card_may_shorten_the_blocks_on_the_way),
		cmocka_unit_test(an_abort_is_answered_and_ends_the_exchange),
		cmocka_unit_test(
		    a_receipt_in_place_of_the_answer_is_asked_about),
		cmocka_unit_test(damage_within_a_chain_of_the_card_is_mended),
		cmocka_unit_test(
		    an_answer_before_the_command_is_whole_is_refused),
		cmocka_unit_test(endless_chains_end),
		cmocka_unit_test(a_broken_link_is_the_end),
		cmocka_unit_test(
		    our_size_is_told_and_a_card_without_an_ear_keeps_the_default),
		cmocka_unit_test(sizes_of_a_card_are_kept_within_bounds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
