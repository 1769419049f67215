/* SPDX-License-Identifier: ISC */
/* test_ccid_apdu.c: APDUs at every level of exchange, chains both ways. */
#include "ccid_script.h"

#define CMD "80E2910003 BF3E00"

/* A message of 10 + n bytes; own is byte 9 or bytes 8 and 9. */
#define XFR(n, seq, level, data) "6F " n "000000 00 " seq " 00 " level "00" data
#define DATA(n, seq, chain, data) \
	"80 " n "000000 00 " seq " 00 00 " chain " " data

static struct sst_ccid_desc
desc(enum sst_ccid_level level, size_t room)
{
	struct sst_ccid_desc d = ccid_script_desc(level);

	d.max_message = SST_CCID_HEADER + room;
	return d;
}

/* Exchanges CMD; gives what the link does. */
static int
exchange(const struct ccid_step *steps, size_t n, const struct sst_ccid_desc *d,
    struct sst_buf *resp, struct sst_err *err)
{
	uint8_t cmd[16];
	size_t cmd_n = fake_hex(CMD, cmd, sizeof(cmd));
	struct sst_ccid_slot slot;
	struct ccid_script s;
	int rc;

	ccid_script_begin(&s, steps, n, d, &slot);
	rc = sst_ccid_apdu_exchange(&slot, (struct sst_span){ cmd, cmd_n },
	    resp, err);
	ccid_script_end(&s, &slot);
	return rc;
}

static void
check(const struct sst_buf *b, const char *hex)
{
	uint8_t want[64];
	size_t n = fake_hex(hex, want, sizeof(want));

	assert_int_equal(b->n, n);
	assert_memory_equal(b->p, want, n);
}

static void
a_short_apdu_is_one_message_each_way(void **state)
{
	static const struct ccid_step steps[] = { { XFR("08", "00", "00", CMD),
	    DATA("04", "00", "00", "AABB9000") } };
	static const enum sst_ccid_level levels[] = { SST_CCID_SHORT,
		SST_CCID_EXTENDED, SST_CCID_TPDU };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		const struct sst_ccid_desc d = desc(levels[i], 261);
		struct sst_buf resp = { 0 };
		struct sst_err err = { 0 };

		assert_int_equal(exchange(CCID_STEPS(steps), &d, &resp, &err),
		    0);
		check(&resp, "AABB9000");
		sst_buf_fini(&resp);
	}
}

static void
a_long_command_goes_in_parts(void **state)
{
	static const struct ccid_step steps[] = {
		{ XFR("03", "00", "01", "80E291"), DATA("00", "00", "10", "") },
		{ XFR("03", "01", "03", "0003BF"), DATA("00", "01", "10", "") },
		{ XFR("02", "02", "02", "3E00"),
		    DATA("02", "02", "00", "9000") },
	};
	const struct sst_ccid_desc d = desc(SST_CCID_EXTENDED, 3);
	struct sst_buf resp = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(exchange(CCID_STEPS(steps), &d, &resp, &err), 0);
	check(&resp, "9000");
	sst_buf_fini(&resp);
}

static void
a_long_answer_is_fetched_in_parts(void **state)
{
	static const struct ccid_step steps[] = {
		{ XFR("08", "00", "00", CMD), DATA("02", "00", "01", "0102") },
		{ XFR("00", "01", "10", ""), DATA("02", "01", "03", "0304") },
		{ XFR("00", "02", "10", ""), DATA("03", "02", "02", "059000") },
	};
	const struct sst_ccid_desc d = desc(SST_CCID_EXTENDED, 261);
	struct sst_buf resp = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(exchange(CCID_STEPS(steps), &d, &resp, &err), 0);
	check(&resp, "01020304059000");
	sst_buf_fini(&resp);
}

static void
a_chain_that_breaks_is_an_error(void **state)
{
	static const struct {
		const char *first;
		const char *second; /* or NULL */
		const char *msg;
	} rows[] = {
		{ DATA("02", "00", "05", "0102"), NULL,
		    "the reader breaks its chain: bChainParameter 05 with 2 "
		    "bytes" },
		{ DATA("02", "00", "03", "0102"), NULL,
		    "the reader breaks its chain: bChainParameter 03 with 2 "
		    "bytes" },
		{ DATA("00", "00", "10", ""), NULL,
		    "the reader breaks its chain: bChainParameter 10 with 0 "
		    "bytes" },
		{ DATA("00", "00", "01", ""), NULL,
		    "the reader breaks its chain: bChainParameter 01 with 0 "
		    "bytes" },
		{ DATA("02", "00", "01", "0102"),
		    DATA("02", "01", "00", "9000"),
		    "the reader breaks its chain: bChainParameter 00 with 2 "
		    "bytes" },
		{ DATA("02", "00", "01", "0102"), DATA("00", "01", "03", ""),
		    "the reader breaks its chain: bChainParameter 03 with 0 "
		    "bytes" },
	};
	const struct sst_ccid_desc d = desc(SST_CCID_EXTENDED, 261);

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct ccid_step steps[] = {
			{ XFR("08", "00", "00", CMD), rows[i].first },
			{ XFR("00", "01", "10", ""), rows[i].second },
		};
		struct sst_buf resp = { 0 };
		struct sst_err err = { 0 };

		assert_int_equal(exchange(steps, rows[i].second ? 2 : 1, &d,
		                     &resp, &err),
		    -1);
		assert_int_equal(err.code, SST_E_FORMAT);
		assert_string_equal(err.msg, rows[i].msg);
		sst_buf_fini(&resp);
	}
}

static void
a_part_that_is_not_acknowledged_is_an_error(void **state)
{
	static const struct ccid_step steps[] = {
		{ XFR("03", "00", "01", "80E291"),
		    DATA("02", "00", "00", "6700") },
	};
	const struct sst_ccid_desc d = desc(SST_CCID_EXTENDED, 3);
	struct sst_buf resp = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(exchange(CCID_STEPS(steps), &d, &resp, &err), -1);
	assert_string_equal(err.msg,
	    "the reader breaks its chain: bChainParameter 00 with 2 bytes");
	sst_buf_fini(&resp);
}

static void
an_endless_chain_ends_at_the_limit(void **state)
{
	static const struct ccid_step steps[] = {
		{ XFR("08", "00", "00", CMD), DATA("02", "00", "01", "0102") },
		{ XFR("00", "01", "10", ""), DATA("02", "01", "03", "0304") },
		{ XFR("00", "02", "10", ""), DATA("02", "02", "03", "0506") },
	};
	const struct sst_ccid_desc d = desc(SST_CCID_EXTENDED, 261);
	struct sst_buf resp = { .max = 5 };
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(exchange(CCID_STEPS(steps), &d, &resp, &err), -1);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_string_equal(err.msg, "more than 5 bytes");
	sst_buf_fini(&resp);
}

static void
a_card_that_fails_or_is_gone_is_an_error(void **state)
{
	static const struct {
		const char *in;
		const char *msg;
	} rows[] = {
		{ "80 00000000 00 00 40 FE 00", "the card is mute" },
		{ "80 00000000 00 00 42 FE 00", "no card in the reader" },
		{ "80 00000000 00 00 02 00 00", "no card in the reader" },
		{ "80 00000000 00 00 41 F3 00",
		    "the reader took the power from the card" },
	};
	const struct sst_ccid_desc d = desc(SST_CCID_SHORT, 261);

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct ccid_step steps[] = {
			{ XFR("08", "00", "00", CMD), rows[i].in },
		};
		struct sst_buf resp = { 0 };
		struct sst_err err = { 0 };

		assert_int_equal(exchange(CCID_STEPS(steps), &d, &resp, &err),
		    -1);
		assert_int_equal(err.code, SST_E_DEVICE);
		assert_string_equal(err.msg, rows[i].msg);
		sst_buf_fini(&resp);
	}
}

static void
an_answer_has_a_number_of_parts(void **state)
{
	static struct ccid_step steps[1025];
	const struct sst_ccid_desc d = desc(SST_CCID_EXTENDED, 261);
	static char in[1025][64];
	struct sst_buf resp = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	for (unsigned i = 0; i < 1025; i++) {
		(void)snprintf(in[i], sizeof(in[i]),
		    "80 01000000 00 %02X 00 00 %s 00", i & 0xFF,
		    i == 0 ? "01" : "03");
		steps[i] = (struct ccid_step){ NULL, in[i] };
	}
	assert_int_equal(exchange(CCID_STEPS(steps), &d, &resp, &err), -1);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_string_equal(err.msg, "an answer in more than 1024 parts");
	sst_buf_fini(&resp);
}

/* As exchange, with a card of T=1 behind a reader that takes TPDUs. */
static int
exchange_blocks(const struct ccid_step *steps, size_t n, struct sst_buf *resp,
    struct sst_err *err)
{
	const struct sst_ccid_desc d = desc(SST_CCID_TPDU, 261);
	uint8_t cmd[16];
	size_t cmd_n = fake_hex(CMD, cmd, sizeof(cmd));
	struct sst_ccid_slot slot;
	struct ccid_script s;
	int rc;

	ccid_script_begin(&s, steps, n, &d, &slot);
	slot.protocol = 1;
	sst_ccid_block_begin(&slot);
	rc = sst_ccid_apdu_exchange(&slot, (struct sst_span){ cmd, cmd_n },
	    resp, err);
	ccid_script_end(&s, &slot);
	return rc;
}

#define BLOCK XFR("0C", "00", "00", "000008" CMD "79")

static void
blocks_that_do_not_come_are_asked_for_again(void **state)
{
	static const char *const bad[] = { "80 00000000 00 00 40 FE 00",
		"80 00000000 00 00 40 FD 00", DATA("00", "00", "00", "") };

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		const struct ccid_step steps[] = {
			{ BLOCK, bad[i] },
			{ XFR("04", "01", "00", "00810081"),
			    DATA("06", "01", "00", "000002900092") },
		};
		struct sst_buf resp = { 0 };
		struct sst_err err = { 0 };

		assert_int_equal(exchange_blocks(CCID_STEPS(steps), &resp,
		                     &err),
		    0);
		check(&resp, "9000");
		sst_buf_fini(&resp);
	}
}

static void
a_reader_that_fails_within_blocks_is_an_error(void **state)
{
	static const struct {
		const char *in;
		const char *msg;
	} rows[] = {
		{ "80 00000000 00 00 42 FE 00", "no card in the reader" },
		{ "80 00000000 00 00 41 FE 00", "the card is mute" },
		{ "80 00000000 00 00 40 FB 00",
		    "the reader reports a hardware fault: too much current?" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct ccid_step steps[] = { { BLOCK, rows[i].in } };
		struct sst_buf resp = { 0 };
		struct sst_err err = { 0 };

		assert_int_equal(exchange_blocks(CCID_STEPS(steps), &resp,
		                     &err),
		    -1);
		assert_int_equal(err.code, SST_E_DEVICE);
		assert_string_equal(err.msg, rows[i].msg);
		sst_buf_fini(&resp);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_short_apdu_is_one_message_each_way),
		cmocka_unit_test(a_long_command_goes_in_parts),
		cmocka_unit_test(a_long_answer_is_fetched_in_parts),
		cmocka_unit_test(a_chain_that_breaks_is_an_error),
		cmocka_unit_test(a_part_that_is_not_acknowledged_is_an_error),
		cmocka_unit_test(an_endless_chain_ends_at_the_limit),
		cmocka_unit_test(a_card_that_fails_or_is_gone_is_an_error),
		cmocka_unit_test(an_answer_has_a_number_of_parts),
		cmocka_unit_test(blocks_that_do_not_come_are_asked_for_again),
		cmocka_unit_test(a_reader_that_fails_within_blocks_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
