/* SPDX-License-Identifier: ISC */
/* test_sms_text.c: the user data of a message and its text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/uicc/message.h"

#define ROUNDS 300 /* each allocates: run-oom lets every one fail */
#define UNKNOWN "\xEF\xBF\xBD"

static void
assert_text_of(const char *hex, const char *want)
{
	struct sst_arena mem = { 0 };
	struct sst_sms m;

	m = parse(hex, &mem);
	assert_string_equal(m.text == NULL ? "none" : m.text, want);
	sst_arena_fini(&mem);
}

static void
text_begins_at_whole_septets_behind_a_header(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_sms m;

	(void)state;
	m = parse(HEADED "00" TIME "0F 050003AB0302 9069101D5D969701", &mem);
	assert_string_equal(m.text, "Hi there");
	assert_int_equal(m.reference, 0xAB);
	assert_int_equal(m.part, 2);
	assert_int_equal(m.parts, 3);
	assert_int_equal(m.data.n, 14);
	m = parse(HEADED "00" TIME "10 06080412340302 C834888E2ECBCB", &mem);
	assert_string_equal(m.text, "Hi there");
	assert_int_equal(m.reference, 0x1234);
	m = parse(HEADED "00" TIME "04 00 C07B0D", &mem);
	assert_string_equal(m.text, "ok");
	m = parse(HEADED "00" TIME "07 05 0003AB0302 00", &mem);
	assert_string_equal(m.text, "");
	sst_arena_fini(&mem);
}

static void
ucs2_text_follows_a_header_at_once(void **state)
{
	(void)state;
	assert_text_of(HEADED "08" TIME "0A 050003AB0302 0416 0041", "\xD0\x96"
	                                                             "A");
	assert_text_of(HEADED "08" TIME "0B 06080412340302 D83DDE00",
	    "\xF0\x9F\x98\x80");
	assert_text_of(DELIVER "08" TIME "00", "");
	assert_text_of(DELIVER "08" TIME "04 0000 D83D", UNKNOWN UNKNOWN);
	assert_damaged(DELIVER "08" TIME "03 004100",
	    "text: byte 2: half of a character");
}

static void
data_and_compressed_text_are_kept_as_sent(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_sms m;

	(void)state;
	m = parse(DELIVER "04" TIME "03 010203", &mem);
	assert_null(m.text);
	assert_bytes(m.data.p, m.data.n, "010203");
	/* Compressed: the length counts bytes, whatever the alphabet. */
	m = parse(DELIVER "20" TIME "03 010203", &mem);
	assert_null(m.text);
	assert_bytes(m.data.p, m.data.n, "010203");
	m = parse(HEADED "04" TIME "09 050003AB0302 010203", &mem);
	assert_null(m.text);
	assert_int_equal(m.part, 2);
	assert_bytes(m.data.p, m.data.n, "050003AB0302010203");
	sst_arena_fini(&mem);
}

static void
foreign_tables_are_unknown_not_guessed(void **state)
{
	(void)state;
	/* Single shift, Turkish: A, escape, 09, B. */
	assert_text_of(HEADED "00" TIME "09 03240101 086E1242",
	    "A" UNKNOWN "B");
	/* Table 0 is the default one, which has nothing at 09 either. */
	assert_text_of(HEADED "00" TIME "09 03240100 086E1242",
	    "A" UNKNOWN "B");
	assert_text_of(HEADED "00" TIME "09 03250101 086E1242", "none");
	assert_text_of(HEADED "00" TIME "09 03250100 086E1242",
	    "A" UNKNOWN "B");
	/* UCS-2 has no tables. */
	assert_text_of(HEADED "08" TIME "06 03250101 0416", "\xD0\x96");
}

static void
counts_beyond_the_data_are_damage(void **state)
{
	(void)state;
	assert_damaged(DELIVER "00" TIME "08 C8329BFD06",
	    "byte 27: user data of 7 bytes, 5 left");
	assert_damaged(DELIVER "00" TIME "FF C8329BFD06",
	    "byte 27: user data of 224 bytes, 5 left");
	assert_damaged(DELIVER "08" TIME "06 00410042",
	    "byte 27: user data of 6 bytes, 4 left");
	assert_damaged(DELIVER "04" TIME "FF 00",
	    "byte 27: user data of 255 bytes, 1 left");
}

/* A longest centre, peer and validity: one byte more than a record. */
static void
fill_longest(uint8_t record[SST_SMS_RECORD], const char *dcs, uint8_t units)
{
	char hex[200];
	struct sst_span s;

	(void)snprintf(hex, sizeof(hex), "%s%s%s00%s%s",
	    "05 0B91 21436587092143658709", "19 2A",
	    "1491 21436587092143658709", dcs, "01020304050607");
	s = bytes(hex);
	assert_int_equal(s.n, 36);
	memcpy(record, s.p, s.n);
	record[s.n] = units;
	memset(record + s.n + 1, 0, SST_SMS_RECORD - s.n - 1);
}

static void
the_last_byte_of_a_longest_message_may_be_lost(void **state)
{
	uint8_t record[SST_SMS_RECORD];
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };
	struct sst_sms m;

	(void)state;
	fill_longest(record, "00", 160);
	assert_done(sst_sms_parse(SST_SPAN(record), &mem, &m, &err), &err, 1);
	assert_int_equal(m.data.n, 139);
	assert_int_equal(strlen(m.text), 158);
	assert_string_equal(m.text + 156, "@@");
	fill_longest(record, "08", 140);
	assert_done(sst_sms_parse(SST_SPAN(record), &mem, &m, &err), &err, 1);
	assert_int_equal(m.data.n, 139);
	assert_int_equal(strlen(m.text), 69 * 3);
	fill_longest(record, "04", 141);
	assert_refused(sst_sms_parse(SST_SPAN(record), &mem, &m, &err), &err,
	    "byte 36: user data of 141 bytes, 139 left");
	/* A header that leaves an odd byte of UCS-2. */
	fill_longest(record, "08", 140);
	record[13] |= 0x40;
	record[37] = 138;
	assert_done(sst_sms_parse(SST_SPAN(record), &mem, &m, &err), &err, 1);
	assert_string_equal(m.text, "");
	sst_arena_fini(&mem);
}

/* Septets behind a header of n bytes, packed as phones do it. */
static size_t
pack(uint8_t *ud, size_t n, const char *text)
{
	size_t bit = (8 * n + 6) / 7 * 7;
	size_t i;

	for (i = 0; text[i] != '\0'; i++, bit += 7) {
		unsigned v = (unsigned)text[i] << bit % 8;

		ud[bit / 8] |= (uint8_t)v;
		ud[bit / 8 + 1] |= (uint8_t)(v >> 8);
	}
	return (8 * n + 6) / 7 + i;
}

static void
every_text_comes_back_behind_every_header(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	for (size_t i = 0; i < ROUNDS; i++) {
		uint8_t record[SST_SMS_RECORD + 2] = { 0 };
		struct sst_span s = bytes(HEADED "00" TIME);
		size_t header = 1 + i % 30;
		size_t n = chance(100);
		char text[101] = { 0 };
		struct sst_sms m;

		memcpy(record, s.p, s.n);
		for (size_t k = 0; k < n; k++)
			text[k] = (char)('A' + chance(26));
		record[s.n] = (uint8_t)pack(record + s.n + 1, header, text);
		record[s.n + 1] = (uint8_t)(header - 1);
		assert_done(sst_sms_parse((struct sst_span){ record,
		                              SST_SMS_RECORD },
		                &mem, &m, &err),
		    &err, 1);
		assert_string_equal(m.text, text);
	}
	sst_arena_fini(&mem);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_begins_at_whole_septets_behind_a_header),
		cmocka_unit_test(ucs2_text_follows_a_header_at_once),
		cmocka_unit_test(data_and_compressed_text_are_kept_as_sent),
		cmocka_unit_test(foreign_tables_are_unknown_not_guessed),
		cmocka_unit_test(counts_beyond_the_data_are_damage),
		cmocka_unit_test(
		    the_last_byte_of_a_longest_message_may_be_lost),
		cmocka_unit_test(every_text_comes_back_behind_every_header),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
