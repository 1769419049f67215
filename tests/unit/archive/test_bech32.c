/* SPDX-License-Identifier: ISC */
/* test_bech32.c: vectors of BIP 173, and what they do not have. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include <simstow/archive/bech32.h>

#define KEY "qqqsyqcyq5rqwzqfpg9scrgwpugpzysnzs23v9ccrydpk8qarc0s"

static int
start(void **state)
{
	struct sst_err err = { 0 };
	bool locked;

	(void)state;
	return sst_secret_start(&locked, &err);
}

static void
valid_texts_are_read_and_written_back(void **state)
{
	static const struct {
		const char *text;
		const char *hrp;
		size_t n;
	} rows[] = {
		{ "A12UEL5L", "a", 0 },
		{ "a12uel5l", "a", 0 },
		{ "?1ezyfcl", "?", 0 },
		{ "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw", "abcdef",
		    20 },
		{ "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3"
		  "w",
		    "split", 30 },
		{ "hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh1vyqtd2q4",
		    "hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh", 1 },
		{ "age1" KEY "avhh7m", "age", 32 },
		{ "x1" KEY "qqgzqvzq2ps8pqys5zcvp58q7yq3zgf3g9gkzuvpjxsmrsw3u8"
		  "cpf0d5z",
		    "x", 64 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct sst_span text = sst_span_of_text(rows[i].text);
		bool is_upper = text.p[0] == 'A';
		uint8_t data[SST_BECH32_DATA];
		char hrp[SST_BECH32_PART + 1];
		struct sst_secret back = { 0 };
		struct sst_err err = { 0 };
		size_t n;

		assert_int_equal(sst_bech32_parse(text, hrp, data, &n, &err),
		    0);
		assert_string_equal(hrp, rows[i].hrp);
		assert_int_equal(n, rows[i].n);
		assert_int_equal(sst_bech32_format(hrp,
		                     (struct sst_span){ data, n }, is_upper,
		                     &back, &err),
		    0);
		assert_int_equal(back.n, text.n);
		assert_memory_equal(back.p, text.p, text.n);
		sst_secret_fini(&back);
	}
}

static void
the_bytes_are_those_of_the_vector(void **state)
{
	static const uint8_t want[] = { 0x00, 0x44, 0x32, 0x14, 0xC7, 0x42,
		0x54, 0xB6, 0x35, 0xCF, 0x84, 0x65, 0x3A, 0x56, 0xD7, 0xC6,
		0x75, 0xBE, 0x77, 0xDF };
	struct sst_span text =
	    sst_span_of_text("abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw");
	uint8_t data[SST_BECH32_DATA];
	char hrp[SST_BECH32_PART + 1];
	struct sst_err err = { 0 };
	size_t n;

	(void)state;
	assert_int_equal(sst_bech32_parse(text, hrp, data, &n, &err), 0);
	assert_int_equal(n, sizeof(want));
	assert_memory_equal(data, want, sizeof(want));
}

static void
false_texts_are_refused_and_leave_nothing(void **state)
{
	static const struct {
		const char *text;
		const char *msg;
	} rows[] = {
		{ "", "no separator 1" },
		{ "pzry9x0s0muk", "no separator 1" },
		{ "1pzry9x0s0muk",
		    "0 characters before the separator, want 1 to 32" },
		{ "10a06t8",
		    "0 characters before the separator, want 1 to 32" },
		{ "hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh1vyd4tlwg",
		    "33 characters before the separator, want 1 to 32" },
		{ "li1dgmt3",
		    "5 characters after the separator, want at least 6" },
		{ "x1b4n0q5v", "character 3 is not of the bech32 alphabet" },
		{ "de1lg7wt\xFF", "character 9 is not printable ASCII" },
		{ "\x20"
		  "1nwldj5",
		    "character 1 is not printable ASCII" },
		{ "A12uEL5L", "upper and lower case are mixed" },
		{ "A1G7SGD8", "the checksum is wrong" },
		{ "age1" KEY "avhh7n", "the checksum is wrong" },
		/* with the constant of bech32m */
		{ "age1" KEY "gs8mme", "the checksum is wrong" },
		{ "age1qqqsyqcyq5rqwzqfpg9scrgwpugpzysnzs23v9ccrydpk8qarc0lzpyt"
		  "pr",
		    "the left-over bits are not fewer than 5 zeros" },
		{ "age1qqqsyqcyq5rqwzqfpg9scrgwpugpzysnzs23v9ccrydpk8qarcqtl4fw"
		  "g",
		    "the left-over bits are not fewer than 5 zeros" },
		{ "x1" KEY "qqgzqvzq2ps8pqys5zcvp58q7yq3zgf3g9gkzuvpjxsmrsw3u8m"
		  "cwzyjgh",
		    "more than 64 bytes" },
	};
	static const uint8_t zeros[SST_BECH32_DATA];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		uint8_t data[SST_BECH32_DATA];
		char hrp[SST_BECH32_PART + 1];
		struct sst_err err = { 0 };
		size_t n;

		memset(data, 0xA5, sizeof(data));
		assert_int_equal(sst_bech32_parse(sst_span_of_text(
		                                      rows[i].text),
		                     hrp, data, &n, &err),
		    -1);
		assert_int_equal(err.code, SST_E_FORMAT);
		assert_string_equal(err.msg, rows[i].msg);
		assert_string_equal(hrp, "");
		assert_int_equal(n, 0);
		assert_memory_equal(data, zeros, sizeof(data));
	}
}

static void
a_change_of_one_character_is_seen_everywhere(void **state)
{
	static const char good[] = "age1" KEY "avhh7m";
	char text[sizeof(good)];

	(void)state;
	memcpy(text, good, sizeof(good));
	for (size_t i = 0; i < sizeof(good) - 1; i++) {
		uint8_t data[SST_BECH32_DATA];
		char hrp[SST_BECH32_PART + 1];
		struct sst_err err = { 0 };
		size_t n;

		text[i] = good[i] == 'q' ? 'p' : 'q';
		assert_int_equal(sst_bech32_parse(sst_span_of_text(text), hrp,
		                     data, &n, &err),
		    -1);
		text[i] = good[i];
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(valid_texts_are_read_and_written_back),
		cmocka_unit_test(the_bytes_are_those_of_the_vector),
		cmocka_unit_test(false_texts_are_refused_and_leave_nothing),
		cmocka_unit_test(a_change_of_one_character_is_seen_everywhere),
	};

	return cmocka_run_group_tests(tests, start, NULL);
}
