/* SPDX-License-Identifier: ISC */
/* test_es10.c: one ES10 call: blocks, chains, resets, refusals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include <simstow/es10/es10.h>

#include "unit/fake_link.h"

static const uint8_t get_eid[] = { 0xBF, 0x3E, 0x03, 0x5C, 0x01, 0x5A };

#define GET_EID "80E2910006 BF3E035C015A"
#define SELECT "00A4040005 A000000559"

/* One session against a script; long commands have any content. */
struct run {
	struct fake f;
	struct sst_card c;
	struct sst_es10 e;
	struct sst_buf resp;
	struct sst_err err;
};

static void
begin(struct run *r, const struct fake_step *steps, size_t n,
    enum sst_card_protocol protocol)
{
	static const uint8_t aid[] = { 0xA0, 0, 0, 5, 0x59 };

	*r = (struct run){ 0 };
	fake_open(&r->f, steps, n, protocol);
	r->c.link = &r->f.link;
	r->e.card = &r->c;
	memcpy(r->e.aid, aid, sizeof(aid));
	r->e.aid_n = sizeof(aid);
}

static int
call(struct run *r, struct sst_span cmd)
{
	return sst_es10_call(&r->e, "ES10c.GetEID", cmd, &r->resp, &r->err);
}

static void
end(struct run *r)
{
	sst_buf_fini(&r->resp);
}

/* BF2D with n bytes of value in all, as the card never reads it here. */
static struct sst_span
long_command(uint8_t *room, size_t n)
{
	memset(room, 0x11, n);
	memcpy(room, "\xBF\x2D\x82\x01\x00", 5);
	return (struct sst_span){ room, n };
}

static void
an_answer_is_the_same_on_both_protocols(void **state)
{
	static const struct fake_step t0[] = {
		{ GET_EID, "6106", 0 },
		{ "00C0000006", "BF3E035A01FF 9000", 0 },
	};
	static const struct fake_step t1[] = {
		{ GET_EID "00", "BF3E035A01FF 9000", 0 },
	};
	struct run r;

	(void)state;
	begin(&r, FAKE_STEPS(t0), SST_CARD_T0);
	assert_int_equal(call(&r, SST_SPAN(get_eid)), 0);
	assert_int_equal(r.resp.n, 6);
	end(&r);
	begin(&r, FAKE_STEPS(t1), SST_CARD_T1);
	assert_int_equal(call(&r, SST_SPAN(get_eid)), 0);
	assert_int_equal(r.resp.n, 6);
	end(&r);
}

static void
a_proactive_command_that_waits_is_success(void **state)
{
	static const struct fake_step steps[] = {
		{ GET_EID "00", "BF3E035A01FF 910B", 0 },
	};
	struct run r;

	(void)state;
	begin(&r, FAKE_STEPS(steps), SST_CARD_T1);
	assert_int_equal(call(&r, SST_SPAN(get_eid)), 0);
	end(&r);
}

static void
bytes_behind_the_outermost_object_are_kept(void **state)
{
	static const struct fake_step steps[] = {
		{ GET_EID "00", "BF3E0100 9000", 0 },
		{ GET_EID "00", "BF3E0100 0000 9000", 0 },
	};
	struct sst_tlv t;
	struct run r;
	size_t extra;

	(void)state;
	begin(&r, FAKE_STEPS(steps), SST_CARD_T1);
	assert_int_equal(call(&r, SST_SPAN(get_eid)), 0);
	assert_int_equal(sst_es10_enter(sst_buf_span(&r.resp), 0xBF3E, &t,
	                     &extra, &r.err),
	    0);
	assert_int_equal(extra, 0);
	assert_int_equal(call(&r, SST_SPAN(get_eid)), 0);
	assert_int_equal(r.resp.n, 6);
	assert_int_equal(sst_es10_enter(sst_buf_span(&r.resp), 0xBF3E, &t,
	                     &extra, &r.err),
	    0);
	assert_int_equal(extra, 2);
	end(&r);
}

static void
another_tag_is_damage_and_what_came_is_kept(void **state)
{
	static const struct fake_step steps[] = {
		{ GET_EID "00", "BF2D035A01FF 9000", 0 },
		{ GET_EID "00", "9000", 0 },
	};
	struct run r;

	(void)state;
	begin(&r, FAKE_STEPS(steps), SST_CARD_T1);
	assert_int_equal(call(&r, SST_SPAN(get_eid)), -1);
	assert_int_equal(r.err.code, SST_E_FORMAT);
	assert_string_equal(r.err.msg,
	    "ES10c.GetEID: byte 0: tag BF2D found, BF3E wanted");
	assert_int_equal(r.resp.n, 6);
	assert_int_equal(call(&r, SST_SPAN(get_eid)), -1);
	assert_string_equal(r.err.msg,
	    "ES10c.GetEID: byte 0: nothing found, BF3E wanted");
	assert_int_equal(r.resp.n, 0);
	end(&r);
}

static void
a_refusal_names_function_and_status_word(void **state)
{
	static const char *const words[] = { "6A88", "6A80", "6A82", "6D00",
		"6E00", "6700" };

	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		const struct fake_step steps[] = { { GET_EID, words[i], 0 } };
		struct run r;

		begin(&r, FAKE_STEPS(steps), SST_CARD_T0);
		assert_int_equal(call(&r, SST_SPAN(get_eid)), -1);
		assert_int_equal(r.err.code, SST_E_REFUSED);
		assert_int_not_equal(r.err.sw, 0);
		assert_memory_equal(r.err.msg + 14, words[i], 4);
		assert_int_equal(r.resp.n, 0);
		end(&r);
	}
}

static void
a_reset_is_tried_once_in_a_session(void **state)
{
	static const struct fake_step steps[] = {
		{ GET_EID, "6985", 0 },
		{ "reset", "", 0 },
		{ FAKE_TERMINAL, "6D00", 0 },
		{ SELECT, "6121", 0 },
		{ GET_EID, "6106", 0 },
		{ "00C0000006", "BF3E035A01FF 9000", 0 },
		{ GET_EID, "6F00", 0 },
	};
	struct run r;

	(void)state;
	begin(&r, FAKE_STEPS(steps), SST_CARD_T0);
	assert_int_equal(call(&r, SST_SPAN(get_eid)), 0);
	assert_true(r.e.restarted);
	assert_int_equal(call(&r, SST_SPAN(get_eid)), -1);
	assert_string_equal(r.err.msg,
	    "ES10c.GetEID: 6F00: failed without a reason");
	assert_true(fake_is_done(&r.f));
	end(&r);
}

static void
a_card_that_has_no_isd_r_after_the_reset_is_refused(void **state)
{
	static const struct fake_step steps[] = {
		{ GET_EID, "6581", 0 },
		{ "reset", "", 0 },
		{ FAKE_TERMINAL, "9000", 0 },
		{ SELECT, "6A82", 0 },
	};
	struct run r;

	(void)state;
	begin(&r, FAKE_STEPS(steps), SST_CARD_T0);
	assert_int_equal(call(&r, SST_SPAN(get_eid)), -1);
	assert_int_equal(r.err.code, SST_E_REFUSED);
	assert_int_equal(r.err.sw, 0x6A82);
	assert_string_equal(r.err.msg,
	    "ES10c.GetEID: SELECT ISD-R after a reset: 6A82: file or "
	    "application not found");
	end(&r);
}

static void
a_card_torn_out_is_a_device_error(void **state)
{
	static const struct fake_step steps[] = { { GET_EID, "", 0 } };
	struct run r;

	(void)state;
	begin(&r, FAKE_STEPS(steps), SST_CARD_T0);
	assert_int_equal(call(&r, SST_SPAN(get_eid)), -1);
	assert_int_equal(r.err.code, SST_E_DEVICE);
	assert_string_equal(r.err.msg,
	    "ES10c.GetEID: fake:A: card gone or broken: answer of 0 bytes");
	end(&r);
}

/* A trace that keeps the headers and lengths of what was sent. */
struct sent {
	char line[16][80];
	size_t n;
};

static void
keep(void *ctx, const char *line)
{
	struct sent *s = ctx;

	if (s->n < 16) {
		strncpy(s->line[s->n], line, sizeof(s->line[0]) - 1);
		s->n++;
	}
}

static void
a_long_command_goes_in_numbered_blocks(void **state)
{
	static const struct fake_step steps[] = { { NULL, "9000", 2 },
		{ NULL, "BF2D00 9000", 0 } };
	struct sent s = { 0 };
	uint8_t room[600];
	struct run r;

	(void)state;
	begin(&r, FAKE_STEPS(steps), SST_CARD_T0);
	r.f.link.trace = keep;
	r.f.link.trace_ctx = &s;
	assert_int_equal(call(&r, long_command(room, 600)), 0);
	assert_int_equal(s.n, 3);
	assert_string_equal(s.line[0],
	    "80 E2 11 00 Lc FF tag BF2D -> 0 bytes, 9000");
	assert_string_equal(s.line[1], "80 E2 11 01 Lc FF -> 0 bytes, 9000");
	assert_string_equal(s.line[2], "80 E2 91 02 Lc 5A -> 3 bytes, 9000");
	assert_int_equal(r.e.block, 255);
	end(&r);
}

static void
a_first_long_block_refused_for_its_length_is_made_smaller(void **state)
{
	static const struct fake_step steps[] = { { NULL, "6700", 2 },
		{ NULL, "9000", 2 }, { NULL, "BF2D00 9000", 0 },
		{ NULL, "6700", 0 } };
	struct sent s = { 0 };
	uint8_t room[300];
	struct run r;

	(void)state;
	begin(&r, FAKE_STEPS(steps), SST_CARD_T0);
	r.f.link.trace = keep;
	r.f.link.trace_ctx = &s;
	assert_int_equal(call(&r, long_command(room, 300)), 0);
	assert_int_equal(s.n, 5);
	assert_memory_equal(s.line[1], "80 E2 11 00 Lc FE", 17);
	assert_memory_equal(s.line[2], "80 E2 11 00 Lc 80", 17);
	assert_memory_equal(s.line[3], "80 E2 11 01 Lc 80", 17);
	assert_memory_equal(s.line[4], "80 E2 91 02 Lc 2C", 17);
	assert_int_equal(r.e.block, 128);
	assert_int_equal(call(&r, long_command(room, 300)), -1);
	assert_int_equal(r.err.sw, 0x6700);
	assert_true(fake_is_done(&r.f));
	end(&r);
}

static void
the_ladder_of_block_sizes_has_an_end(void **state)
{
	static const struct fake_step steps[] = { { NULL, "6C00", 5 } };
	uint8_t room[300];
	struct run r;

	(void)state;
	begin(&r, FAKE_STEPS(steps), SST_CARD_T0);
	assert_int_equal(call(&r, long_command(room, 300)), -1);
	assert_int_equal(r.err.sw, 0x6C00);
	assert_true(fake_is_done(&r.f));
	assert_int_equal(r.e.block, 0);
	end(&r);
}

static void
data_after_a_middle_block_is_damage(void **state)
{
	static const char *const answers[] = { "6105", "0102 9000" };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		const struct fake_step steps[] = { { NULL, "9000", 0 },
			{ NULL, answers[i], 0 } };
		uint8_t room[600];
		struct run r;

		begin(&r, FAKE_STEPS(steps), SST_CARD_T1);
		assert_int_equal(call(&r, long_command(room, 600)), -1);
		assert_int_equal(r.err.code, SST_E_FORMAT);
		assert_string_equal(r.err.msg,
		    "ES10c.GetEID: block 1: data before the last block was "
		    "sent");
		end(&r);
	}
}

static void
a_middle_block_that_is_refused_ends_the_command(void **state)
{
	static const struct fake_step steps[] = { { NULL, "9000", 0 },
		{ NULL, "6A80", 0 } };
	uint8_t room[600];
	struct run r;

	(void)state;
	begin(&r, FAKE_STEPS(steps), SST_CARD_T0);
	assert_int_equal(call(&r, long_command(room, 600)), -1);
	assert_int_equal(r.err.sw, 0x6A80);
	assert_true(fake_is_done(&r.f));
	end(&r);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_answer_is_the_same_on_both_protocols),
		cmocka_unit_test(a_proactive_command_that_waits_is_success),
		cmocka_unit_test(bytes_behind_the_outermost_object_are_kept),
		cmocka_unit_test(another_tag_is_damage_and_what_came_is_kept),
		cmocka_unit_test(a_refusal_names_function_and_status_word),
		cmocka_unit_test(a_reset_is_tried_once_in_a_session),
		cmocka_unit_test(
		    a_card_that_has_no_isd_r_after_the_reset_is_refused),
		cmocka_unit_test(a_card_torn_out_is_a_device_error),
		cmocka_unit_test(a_long_command_goes_in_numbered_blocks),
		cmocka_unit_test(
		    a_first_long_block_refused_for_its_length_is_made_smaller),
		cmocka_unit_test(the_ladder_of_block_sizes_has_an_end),
		cmocka_unit_test(data_after_a_middle_block_is_damage),
		cmocka_unit_test(
		    a_middle_block_that_is_refused_ends_the_command),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
