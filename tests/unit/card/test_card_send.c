/* SPDX-License-Identifier: ISC */
/* test_card_send.c: one command with 6Cxx, 61xx and chains. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include <simstow/card/card.h>

#include "unit/fake_link.h"

static const uint8_t two[] = { 0xAA, 0xBB };

/* One run of sst_card_send against a script. */
struct run {
	struct fake f;
	struct sst_card c;
	struct sst_buf resp;
	uint16_t sw;
	struct sst_err err;
	int rc;
};

static void
run(struct run *r, const struct fake_step *steps, size_t n,
    enum sst_card_protocol protocol, const struct sst_apdu *a)
{
	*r = (struct run){ 0 };
	fake_open(&r->f, steps, n, protocol);
	r->c.link = &r->f.link;
	r->rc = sst_card_send(&r->c, a, &r->resp, &r->sw, &r->err);
}

static void
end(struct run *r)
{
	sst_buf_fini(&r->resp);
}

/* One command without data or Le on both protocols, and so on. */
static void
the_four_cases_are_laid_out_as_the_protocol_wants(void **state)
{
	static const struct {
		struct sst_apdu a;
		const char *t0, *t1;
	} rows[] = {
		{ { .ins = 0x70, .p1 = 0x80, .p2 = 1 }, "0070800100",
		    "00708001" },
		{ { .ins = 0xB0, .ne = 256 }, "00B0000000", "00B0000000" },
		{ { .ins = 0xB0, .ne = 5 }, "00B0000005", "00B0000005" },
		{ { .ins = 0xB0, .ne = 1000 }, "00B0000000", "00B0000000" },
		{ { .cla = 0x80, .ins = 0xE2, .data = { two, 2 } },
		    "80E2000002AABB", "80E2000002AABB" },
		{ { .cla = 0x80, .ins = 0xE2, .data = { two, 2 }, .ne = 256 },
		    "80E2000002AABB", "80E2000002AABB00" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct fake_step t0[] = { { rows[i].t0, "9000", 0 } };
		const struct fake_step t1[] = { { rows[i].t1, "9000", 0 } };
		struct run r;

		run(&r, FAKE_STEPS(t0), SST_CARD_T0, &rows[i].a);
		assert_string_equal(r.f.want, "");
		assert_int_equal(r.rc, 0);
		end(&r);
		run(&r, FAKE_STEPS(t1), SST_CARD_T1, &rows[i].a);
		assert_string_equal(r.f.want, "");
		assert_int_equal(r.rc, 0);
		end(&r);
	}
}

static void
extended_length_is_used_where_the_card_has_it(void **state)
{
	static const struct fake_step steps[] = {
		{ "00B00000 00 03E8", "9000", 0 },
		{ "80E20000 00 0002 AABB 0000", "9000", 0 },
	};
	const struct sst_apdu read = { .ins = 0xB0, .ne = 1000 };
	const struct sst_apdu store = { .cla = 0x80,
		.ins = 0xE2,
		.data = { two, 2 },
		.ne = 65536 };
	struct fake f;
	struct sst_card c = { .extended = true };
	struct sst_buf resp = { 0 };
	struct sst_err err = { 0 };
	uint16_t sw;

	(void)state;
	fake_open(&f, FAKE_STEPS(steps), SST_CARD_T1);
	c.link = &f.link;
	assert_int_equal(sst_card_send(&c, &read, &resp, &sw, &err), 0);
	assert_int_equal(sst_card_send(&c, &store, &resp, &sw, &err), 0);
	assert_true(fake_is_done(&f));
	sst_buf_fini(&resp);
}

static void
a_long_command_for_a_card_without_long_form_is_an_error(void **state)
{
	static const uint8_t long_data[256];
	const struct sst_apdu a = { .cla = 0x80,
		.ins = 0xE2,
		.data = SST_SPAN(long_data) };
	struct run r;

	(void)state;
	run(&r, NULL, 0, SST_CARD_T1, &a);
	assert_int_equal(r.rc, -1);
	assert_string_equal(r.err.msg,
	    "command of 256 data bytes, the card takes at most 255");
	end(&r);
}

static const struct sst_apdu store = { .cla = 0x80,
	.ins = 0xE2,
	.data = { two, 2 },
	.ne = 256 };

static void
an_answer_behind_61xx_is_fetched_to_its_end(void **state)
{
	static const struct fake_step steps[] = {
		{ "80E2000002AABB", "6102", 0 },
		{ "00C0000002", "0102 6100", 0 },
		{ "00C0000000", "03 6C01", 0 }, /* its data do not count */
		{ "00C0000001", "03 6102", 0 },
		{ "00C0000002", "0405 910B", 0 },
	};
	static const uint8_t want[] = { 1, 2, 3, 4, 5 };
	struct run r;

	(void)state;
	run(&r, FAKE_STEPS(steps), SST_CARD_T0, &store);
	assert_string_equal(r.f.want, "");
	assert_int_equal(r.rc, 0);
	assert_int_equal(r.sw, 0x910B);
	assert_int_equal(r.resp.n, sizeof(want));
	assert_memory_equal(r.resp.p, want, sizeof(want));
	end(&r);
}

static const struct sst_apdu select_2g = { .cla = SST_CARD_CLASS_2G,
	.ins = 0xA4,
	.data = { two, 2 },
	.ne = 256 };

static void
a_2g_answer_behind_9fxx_is_fetched_in_its_class(void **state)
{
	static const struct fake_step steps[] = {
		{ "A0A4000002AABB", "9F04", 0 },
		{ "A0C0000004", "0102 9F02", 0 },
		{ "A0C0000002", "03 6101", 0 },
		{ "A0C0000001", "04 9000", 0 },
	};
	static const uint8_t want[] = { 1, 2, 3, 4 };
	struct run r;

	(void)state;
	run(&r, FAKE_STEPS(steps), SST_CARD_T0, &select_2g);
	assert_string_equal(r.f.want, "");
	assert_int_equal(r.rc, 0);
	assert_int_equal(r.sw, 0x9000);
	assert_int_equal(r.resp.n, sizeof(want));
	assert_memory_equal(r.resp.p, want, sizeof(want));
	end(&r);
}

static void
a_2g_answer_that_is_left_stays_behind_9fxx(void **state)
{
	static const struct fake_step steps[] = { { "A0A4000002AABB", "9F16",
	    0 } };
	struct sst_apdu a = select_2g;
	struct run r;

	(void)state;
	a.leave = true;
	run(&r, FAKE_STEPS(steps), SST_CARD_T0, &a);
	assert_int_equal(r.rc, 0);
	assert_int_equal(r.sw, 0x9F16);
	end(&r);
}

static void
in_other_classes_9fxx_is_no_answer_that_waits(void **state)
{
	static const struct fake_step steps[] = { { "80E2000002AABB", "9F02",
	    0 } };
	struct run r;

	(void)state;
	run(&r, FAKE_STEPS(steps), SST_CARD_T0, &store);
	assert_int_equal(r.rc, 0);
	assert_int_equal(r.sw, 0x9F02);
	assert_true(fake_is_done(&r.f));
	end(&r);
}

static void
data_that_came_with_61xx_is_kept(void **state)
{
	static const struct fake_step steps[] = {
		{ "80E2000002AABB00", "0102 6101", 0 },
		{ "00C0000001", "03 9000", 0 },
	};
	static const uint8_t want[] = { 1, 2, 3 };
	struct run r;

	(void)state;
	run(&r, FAKE_STEPS(steps), SST_CARD_T1, &store);
	assert_int_equal(r.rc, 0);
	assert_int_equal(r.resp.n, 3);
	assert_memory_equal(r.resp.p, want, 3);
	end(&r);
}

static void
a_chain_goes_on_on_the_channel_of_its_command(void **state)
{
	static const struct fake_step steps[] = {
		{ "C2E2000002AABB", "6101", 0 },
		{ "42C0000001", "03 9000", 0 },
	};
	struct fake f;
	struct sst_card c = { .channel = 6 };
	struct sst_buf resp = { 0 };
	struct sst_err err = { 0 };
	uint16_t sw;

	(void)state;
	fake_open(&f, FAKE_STEPS(steps), SST_CARD_T0);
	c.link = &f.link;
	assert_int_equal(sst_card_send(&c, &store, &resp, &sw, &err), 0);
	assert_true(fake_is_done(&f));
	sst_buf_fini(&resp);
}

static void
a_wrong_le_is_corrected_once(void **state)
{
	static const struct fake_step good[] = {
		{ "00B0000000", "6C02", 0 },
		{ "00B0000002", "0102 9000", 0 },
	};
	static const struct fake_step bad[] = {
		{ "00B0000000", "6C02", 0 },
		{ "00B0000002", "6C01", 0 },
	};
	static const struct fake_step added[] = {
		{ "80E2000002AABB", "6C10", 0 },
		{ "80E2000002AABB10", "9000", 0 },
	};
	const struct sst_apdu read = { .ins = 0xB0, .ne = 256 };
	const struct sst_apdu put = { .cla = 0x80,
		.ins = 0xE2,
		.data = { two, 2 } };
	struct run r;

	(void)state;
	run(&r, FAKE_STEPS(good), SST_CARD_T0, &read);
	assert_int_equal(r.rc, 0);
	assert_int_equal(r.resp.n, 2);
	end(&r);
	run(&r, FAKE_STEPS(bad), SST_CARD_T0, &read);
	assert_int_equal(r.rc, 0);
	assert_int_equal(r.sw, 0x6C01);
	assert_true(fake_is_done(&r.f));
	end(&r);
	run(&r, FAKE_STEPS(added), SST_CARD_T1, &put);
	assert_int_equal(r.rc, 0);
	assert_int_equal(r.sw, 0x9000);
	end(&r);
}

/* On T=0 nothing may follow the data of a command. */
static void
on_t0_a_command_with_data_gets_no_le_after_6cxx(void **state)
{
	static const struct fake_step steps[] = { { "80E2000002AABB", "6C10",
	    0 } };
	struct run r;

	(void)state;
	run(&r, FAKE_STEPS(steps), SST_CARD_T0, &store);
	assert_int_equal(r.rc, 0);
	assert_int_equal(r.sw, 0x6C10);
	end(&r);
}

static void
a_chain_that_brings_nothing_ends_after_eight_rounds(void **state)
{
	static const struct fake_step steps[] = {
		{ "80E2000002AABB", "6101", 0 },
		{ "00C0000001", "6101", 8 },
	};
	struct run r;

	(void)state;
	run(&r, FAKE_STEPS(steps), SST_CARD_T0, &store);
	assert_int_equal(r.rc, -1);
	assert_int_equal(r.err.code, SST_E_FORMAT);
	assert_string_equal(r.err.msg,
	    "fake:A: endless answer: 61xx, but no data 8 times in a row");
	assert_true(fake_is_done(&r.f));
	end(&r);
}

static void
a_chain_of_single_bytes_ends_at_the_limit_of_rounds(void **state)
{
	static const struct fake_step steps[] = {
		{ "80E2000002AABB", "6101", 0 },
		{ "00C0000001", "00 6101", SST_CARD_ROUNDS_MAX },
	};
	struct run r;

	(void)state;
	run(&r, FAKE_STEPS(steps), SST_CARD_T0, &store);
	assert_int_equal(r.rc, -1);
	assert_int_equal(r.err.code, SST_E_FORMAT);
	assert_string_equal(r.err.msg,
	    "fake:A: endless answer: 4608 times 61xx");
	assert_int_equal(r.resp.n, 0);
	end(&r);
}

static void
an_answer_ends_at_the_limit_of_its_buffer(void **state)
{
	static const struct fake_step steps[] = {
		{ "80E2000002AABB", "6104", 0 },
		{ "00C0000004", "01020304 6104", 5 },
	};
	struct fake f;
	struct sst_card c = { 0 };
	struct sst_buf resp;
	struct sst_err err = { 0 };
	uint16_t sw;

	(void)state;
	sst_buf_init(&resp, 10);
	fake_open(&f, FAKE_STEPS(steps), SST_CARD_T0);
	c.link = &f.link;
	assert_int_equal(sst_card_send(&c, &store, &resp, &sw, &err), -1);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_non_null(strstr(err.msg, "more than 10 bytes"));
	sst_buf_fini(&resp);
}

static void
an_error_of_the_card_is_no_error_of_send(void **state)
{
	static const struct fake_step steps[] = { { NULL, "0102 6A88", 0 } };
	struct run r;

	(void)state;
	run(&r, FAKE_STEPS(steps), SST_CARD_T0, &store);
	assert_int_equal(r.rc, 0);
	assert_int_equal(r.sw, 0x6A88);
	end(&r);
}

static void
a_card_that_is_torn_out_in_a_chain_leaves_no_half_answer(void **state)
{
	static const struct fake_step steps[] = {
		{ NULL, "6104", 0 },
		{ NULL, "01020304 6104", 0 },
		{ NULL, "", 0 },
	};
	struct run r;

	(void)state;
	run(&r, FAKE_STEPS(steps), SST_CARD_T0, &store);
	assert_int_equal(r.rc, -1);
	assert_int_equal(r.err.code, SST_E_DEVICE);
	assert_string_equal(r.err.msg,
	    "fake:A: card gone or broken: answer of 0 bytes");
	assert_int_equal(r.resp.n, 0);
	end(&r);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    the_four_cases_are_laid_out_as_the_protocol_wants),
		cmocka_unit_test(extended_length_is_used_where_the_card_has_it),
		cmocka_unit_test(
		    a_long_command_for_a_card_without_long_form_is_an_error),
		cmocka_unit_test(an_answer_behind_61xx_is_fetched_to_its_end),
		cmocka_unit_test(
		    a_2g_answer_behind_9fxx_is_fetched_in_its_class),
		cmocka_unit_test(a_2g_answer_that_is_left_stays_behind_9fxx),
		cmocka_unit_test(in_other_classes_9fxx_is_no_answer_that_waits),
		cmocka_unit_test(data_that_came_with_61xx_is_kept),
		cmocka_unit_test(a_chain_goes_on_on_the_channel_of_its_command),
		cmocka_unit_test(a_wrong_le_is_corrected_once),
		cmocka_unit_test(
		    on_t0_a_command_with_data_gets_no_le_after_6cxx),
		cmocka_unit_test(
		    a_chain_that_brings_nothing_ends_after_eight_rounds),
		cmocka_unit_test(
		    a_chain_of_single_bytes_ends_at_the_limit_of_rounds),
		cmocka_unit_test(an_answer_ends_at_the_limit_of_its_buffer),
		cmocka_unit_test(an_error_of_the_card_is_no_error_of_send),
		cmocka_unit_test(
		    a_card_that_is_torn_out_in_a_chain_leaves_no_half_answer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
