/* SPDX-License-Identifier: ISC */
/* test_ccid_desc.c: the class descriptor of a reader. */
#include "ccid_script.h"

/* TPDU, 3580 kHz, 9600 to 115200 bit/s, 271 bytes; as readers have it. */
static const char reader[] =
    "36 21 1001 00 07 03000000 FC0D0000 FC0D0000 00 80250000 00C20100 00 "
    "FE000000 00000000 00000000 BA040100 0F010000 00 00 0000 00 01";

static int
parse(const char *hex, size_t at, uint8_t v, struct sst_ccid_desc *out,
    struct sst_err *err)
{
	uint8_t bytes[200];
	size_t n = fake_hex(hex, bytes, sizeof(bytes));

	if (at > 0)
		bytes[at] = v;
	return sst_ccid_desc_parse((struct sst_span){ bytes, n }, out, err);
}

static void
a_descriptor_says_level_speed_and_sizes(void **state)
{
	struct sst_err err = { 0 };
	struct sst_ccid_desc d;

	(void)state;
	assert_int_equal(parse(reader, 0, 0, &d, &err), 1);
	assert_int_equal(d.level, SST_CCID_TPDU);
	assert_int_equal(d.max_slot, 0);
	assert_int_equal(d.voltages, 7);
	assert_int_equal(d.protocols, 3);
	assert_int_equal(d.clock_khz, 3580);
	assert_int_equal(d.rate, 9600);
	assert_int_equal(d.max_rate, 115200);
	assert_int_equal(d.rate_n, 0);
	assert_int_equal(d.max_ifsd, 254);
	assert_int_equal(d.features, 0x104BA);
	assert_int_equal(d.max_message, 271);
}

static void
every_level_is_told_apart(void **state)
{
	static const struct {
		uint8_t v;
		enum sst_ccid_level level;
	} rows[] = { { 0, SST_CCID_CHARACTER }, { 1, SST_CCID_TPDU },
		{ 2, SST_CCID_SHORT }, { 4, SST_CCID_EXTENDED },
		{ 0x12, SST_CCID_SHORT } };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct sst_err err = { 0 };
		struct sst_ccid_desc d;

		assert_int_equal(parse(reader, 42, rows[i].v, &d, &err), 1);
		assert_int_equal(d.level, rows[i].level);
	}
}

static void
others_before_it_are_passed_over(void **state)
{
	char both[400];
	struct sst_err err = { 0 };
	struct sst_ccid_desc d;

	(void)state;
	/* of HID: the same type, but 9 bytes; one of a maker */
	(void)snprintf(both, sizeof(both), "09 21 1101000122 4000 03FF00 %s 00",
	    reader);
	assert_int_equal(parse(both, 0, 0, &d, &err), 1);
	assert_int_equal(d.level, SST_CCID_TPDU);
	assert_int_equal(parse("09 21 1101000122 4000", 0, 0, &d, &err), 0);
	assert_int_equal(parse("", 0, 0, &d, &err), 0);
	assert_int_equal(parse("00 21", 0, 0, &d, &err), 0);
}

static void
a_broken_one_is_an_error_that_says_why(void **state)
{
	static const struct {
		size_t at;
		uint8_t v;
		const char *msg;
	} rows[] = {
		{ 42, 3, "class descriptor: unknown level of exchange 3" },
		{ 42, 7, "class descriptor: unknown level of exchange 7" },
		{ 45, 0,
		    "class descriptor: messages of 15 bytes, want 19 at "
		    "least" },
		{ 6, 0, "class descriptor: neither T=0 nor T=1" },
	};
	struct sst_err err = { 0 };
	struct sst_ccid_desc d;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(parse(reader, rows[i].at, rows[i].v, &d, &err),
		    -1);
		assert_int_equal(err.code, SST_E_FORMAT);
		assert_string_equal(err.msg, rows[i].msg);
		assert_int_equal(d.level, 0);
	}
	assert_int_equal(parse("36 21 10", 0, 0, &d, &err), -1);
	assert_string_equal(err.msg,
	    "class descriptor: byte 0: 54 bytes wanted, 3 left");
}

static void
a_message_is_never_longer_than_an_apdu_needs(void **state)
{
	struct sst_err err = { 0 };
	struct sst_ccid_desc d;

	(void)state;
	assert_int_equal(parse(reader, 47, 0xFF, &d, &err), 1);
	assert_int_equal(d.max_message,
	    SST_CCID_HEADER + SST_CARD_LINK_COMMAND);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_descriptor_says_level_speed_and_sizes),
		cmocka_unit_test(every_level_is_told_apart),
		cmocka_unit_test(others_before_it_are_passed_over),
		cmocka_unit_test(a_broken_one_is_an_error_that_says_why),
		cmocka_unit_test(a_message_is_never_longer_than_an_apdu_needs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
