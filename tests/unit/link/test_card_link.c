/* SPDX-License-Identifier: ISC */
/* test_card_link.c: counts, checks and the redacted trace of a card link. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "unit/fake_link.h"

static void
keep_line(void *ctx, const char *line)
{
	char *out = ctx;

	(void)snprintf(out, 128, "%s", line);
}

/* The trace line of one exchange. */
static void
line_of(const char *cmd, const char *answer, char out[128])
{
	const struct fake_step steps[] = { { NULL, answer, 0 } };
	struct sst_buf resp = { 0 };
	struct sst_err err = { 0 };
	uint8_t bytes[600];
	struct fake f;
	size_t n;

	out[0] = '\0';
	fake_open(&f, FAKE_STEPS(steps), SST_CARD_T0);
	f.link.trace = keep_line;
	f.link.trace_ctx = out;
	n = fake_hex(cmd, bytes, sizeof(bytes));
	if (n > 0 && sst_card_link_exchange(&f.link,
	                 (struct sst_span){ bytes, n }, &resp, &err) < 0)
		(void)err;
	sst_buf_fini(&resp);
}

static void
a_trace_line_has_header_lengths_function_and_status_word(void **state)
{
	static const struct {
		const char *cmd, *answer, *line;
	} rows[] = {
		{ "80E2910006 BF3E035C015A", "6115",
		    "80 E2 91 00 Lc 06 tag BF3E -> 0 bytes, 6115" },
		{ "81E2110004 BF2D0F5C", "9000",
		    "81 E2 11 00 Lc 04 tag BF2D -> 0 bytes, 9000" },
		{ "80C0000003", "010203 9000",
		    "80 C0 00 00 Le 03 -> 3 bytes, 9000" },
		{ "00700000", "6881", "00 70 00 00 -> 0 bytes, 6881" },
		{ "00A4040002 A000 00", "FF 6A82",
		    "00 A4 04 00 Lc 02 -> 1 byte, 6A82" },
		{ "80E29100000006 BF3E035C015A", "9000",
		    "80 E2 91 00 Lc 06 tag BF3E -> 0 bytes, 9000" },
		{ "80E29100 00 0100", "9000",
		    "80 E2 91 00 Le 100 -> 0 bytes, 9000" },
		{ "80E2910000", "90", "80 E2 91 00 Le 00 -> broken, 1 byte" },
		{ "80E2910000", NULL, "80 E2 91 00 Le 00 -> nothing" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char line[128];

		line_of(rows[i].cmd, rows[i].answer, line);
		assert_string_equal(line, rows[i].line);
	}
}

static void
a_trace_line_never_has_data(void **state)
{
	static const char *const cmds[] = {
		"0020000108 31323334FFFFFFFF", /* VERIFY */
		"80E2910108 BF3E323334FFFFFF", /* a later block */
		"00E2000408 BF3E323334FFFFFF", /* APPEND RECORD */
		"80E2910004 A0313233",         /* no ES10 function */
		"80E2910002 BF81",             /* a longer tag */
		"80E2910001 BF00",             /* a tag that is cut */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cmds) / sizeof(cmds[0]); i++) {
		char line[128];

		line_of(cmds[i], "3132 9000", line);
		assert_null(strstr(line, "BF"));
		assert_null(strstr(line, "31"));
		assert_non_null(strstr(line, " -> 2 bytes, 9000"));
	}
}

static void
an_answer_under_two_bytes_is_a_card_that_is_gone(void **state)
{
	static const struct fake_step steps[] = { { NULL, "", 0 },
		{ NULL, "90", 0 } };
	static const uint8_t cmd[] = { 0, 0xA4, 4, 0 };
	struct sst_buf resp = { 0 };
	struct sst_err err = { 0 };
	struct fake f;

	(void)state;
	fake_open(&f, FAKE_STEPS(steps), SST_CARD_T0);
	assert_int_equal(sst_card_link_exchange(&f.link, SST_SPAN(cmd), &resp,
	                     &err),
	    -1);
	assert_int_equal(err.code, SST_E_DEVICE);
	assert_string_equal(err.msg,
	    "fake:A: card gone or broken: answer of 0 bytes");
	assert_int_equal(sst_card_link_exchange(&f.link, SST_SPAN(cmd), &resp,
	                     &err),
	    -1);
	assert_string_equal(err.msg,
	    "fake:A: card gone or broken: answer of 1 byte");
	assert_int_equal(resp.n, 0);
	sst_buf_fini(&resp);
}

static void
exchanges_and_bytes_are_counted_also_when_they_fail(void **state)
{
	static const struct fake_step steps[] = { { NULL, "010203 9000", 0 },
		{ NULL, NULL, 0 } };
	static const uint8_t cmd[] = { 0, 0xA4, 4, 0, 0 };
	struct sst_buf resp = { 0 };
	struct sst_err err = { 0 };
	struct fake f;

	(void)state;
	fake_open(&f, FAKE_STEPS(steps), SST_CARD_T0);
	assert_int_equal(sst_card_link_exchange(&f.link, SST_SPAN(cmd), &resp,
	                     &err),
	    0);
	assert_int_equal(resp.n, 5);
	assert_int_equal(sst_card_link_exchange(&f.link, SST_SPAN(cmd), &resp,
	                     &err),
	    -1);
	assert_string_equal(err.msg, "fake:A: the card was removed");
	assert_int_equal(f.link.count.apdus, 2);
	assert_int_equal(f.link.count.bytes_out, 10);
	assert_int_equal(f.link.count.bytes_in, 5);
	sst_buf_fini(&resp);
}

static void
a_failed_reset_names_the_link(void **state)
{
	static const struct fake_step steps[] = { { "reset", NULL, 0 } };
	struct sst_err err = { 0 };
	struct fake f;

	(void)state;
	fake_open(&f, FAKE_STEPS(steps), SST_CARD_T0);
	assert_int_equal(sst_card_link_reset(&f.link, &err), -1);
	assert_string_equal(err.msg, "fake:A: the card is mute");
}

static void
closing_twice_is_harmless(void **state)
{
	struct fake f;

	(void)state;
	fake_open(&f, NULL, 0, SST_CARD_T0);
	sst_card_link_close(&f.link);
	assert_true(f.is_closed);
	assert_null(f.link.ops);
	sst_card_link_close(&f.link);
	assert_int_equal(f.link.atr_n, 0);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_trace_line_has_header_lengths_function_and_status_word),
		cmocka_unit_test(a_trace_line_never_has_data),
		cmocka_unit_test(
		    an_answer_under_two_bytes_is_a_card_that_is_gone),
		cmocka_unit_test(
		    exchanges_and_bytes_are_counted_also_when_they_fail),
		cmocka_unit_test(a_failed_reset_names_the_link),
		cmocka_unit_test(closing_twice_is_harmless),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
