/* SPDX-License-Identifier: ISC */
/* test_alpha.c: text of a card as UTF-8. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/uicc/alpha.h>

#include "unit/uicc/bytes.h"

#define UNKNOWN "\xEF\xBF\xBD"
#define ROUNDS 20000

static void
assert_decoded(const char *hex, const char *want)
{
	struct sst_buf out = { 0 };
	struct sst_err err = { 0 };

	assert_done(sst_alpha_decode(bytes(hex), &out, &err), &err, 0);
	assert_done(sst_buf_put_u8(&out, 0, &err), &err, 0);
	assert_string_equal((const char *)out.p, want);
	sst_buf_fini(&out);
}

static void
assert_damaged(const char *hex, const char *msg)
{
	struct sst_buf out = { 0 };
	struct sst_err err = { 0 };

	assert_refused(sst_alpha_decode(bytes(hex), &out, &err), &err, msg);
	assert_int_equal(out.n, 0);
	sst_buf_fini(&out);
}

static void
names_are_bytes_of_the_default_alphabet(void **state)
{
	(void)state;
	assert_decoded("42204841203120536963FFFFFFFFFFFF", "B HA 1 Sic");
	assert_decoded("4B756E64656E626574726575756E67FF", "Kundenbetreuung");
	assert_decoded("534D5343FFFF", "SMSC");
	assert_decoded("00020405111F2460", "@$\xC3\xA8\xC3\xA9_\xC3\x89"
	                                   "\xC2\xA4\xC2\xBF");
	assert_decoded("5B5C5D5E5F7B7C7D7E7F",
	    "\xC3\x84\xC3\x96\xC3\x91\xC3\x9C\xC2\xA7"
	    "\xC3\xA4\xC3\xB6\xC3\xB1\xC3\xBC\xC3\xA0");
	assert_decoded("101213141516171819 1A",
	    "\xCE\x94\xCE\xA6\xCE\x93"
	    "\xCE\x9B\xCE\xA9\xCE\xA0\xCE\xA8\xCE\xA3\xCE\x98\xCE\x9E");
}

static void
padding_is_no_text(void **state)
{
	(void)state;
	assert_decoded("", "");
	assert_decoded("FF", "");
	assert_decoded("FFFFFFFF", "");
	assert_decoded("41", "A");
	assert_decoded("41FF42FF", "A" UNKNOWN "B");
}

static void
an_escape_leads_to_the_extension_table(void **state)
{
	(void)state;
	assert_decoded("1B0A1B141B281B291B2F1B3C1B3D1B3E1B401B65",
	    "\f^{}\\[~]|\xE2\x82\xAC");
	assert_decoded("411B6542", "A\xE2\x82\xAC"
	                           "B");
	assert_decoded("1B41", UNKNOWN);
	assert_decoded("1B1B41", UNKNOWN "A");
	assert_decoded("411B", "A" UNKNOWN);
	assert_decoded("411BFF", "A" UNKNOWN);
	assert_decoded("1B8541", UNKNOWN UNKNOWN "A");
}

static void
ucs2_has_two_bytes_for_each_character(void **state)
{
	(void)state;
	assert_decoded("8000410416", "A\xD0\x96");
	assert_decoded("8000410416FFFF", "A\xD0\x96");
	assert_decoded("8000410416FF", "A\xD0\x96");
	assert_decoded("8000FF", "\xC3\xBF");
	assert_decoded("8000FFFF", "\xC3\xBF");
	assert_decoded("8000FFFFFF", "\xC3\xBF");
	assert_decoded("80", "");
	assert_decoded("80FF", "");
	assert_decoded("80FFFFFF", "");
	assert_decoded("8000000041", UNKNOWN "A");
	assert_decoded("80FFFF0041", UNKNOWN "A");
	assert_damaged("80004100", "byte 3: half of a character");
}

static void
surrogates_are_joined_or_unknown(void **state)
{
	(void)state;
	assert_decoded("80D83DDE00", "\xF0\x9F\x98\x80");
	assert_decoded("80DBFFDFFF", "\xF4\x8F\xBF\xBF");
	assert_decoded("80D83D0041", UNKNOWN "A");
	assert_decoded("80DE00D83D", UNKNOWN UNKNOWN);
	assert_decoded("80D83D", UNKNOWN);
	assert_decoded("80D83DD83DDE00", UNKNOWN "\xF0\x9F\x98\x80");
	assert_decoded("8201D83D80", UNKNOWN);
}

static void
a_half_page_is_given_by_its_number(void **state)
{
	(void)state;
	/* TS 102 221 annex A: page 13 hex is 0980. */
	assert_decoded("8105135395A6A6FF",
	    "S\xE0\xA6\x95\xE0\xA6\xA6\xE0\xA6\xA6\xE0\xA7\xBF");
	assert_decoded("8102089697FFFF", "\xD0\x96\xD0\x97");
	assert_decoded("810308961B65", "\xD0\x96\xE2\x82\xAC");
	assert_decoded("8102081B96", UNKNOWN "\xD0\x96");
	assert_decoded("81000841", "");
	assert_decoded("81010080", UNKNOWN);
	assert_decoded("8101FFFF", "\xE7\xBF\xBF");
	assert_decoded("810108961B", "\xD0\x96");
}

static void
a_half_page_is_given_by_its_base(void **state)
{
	(void)state;
	/* TS 102 221 annex A: the base is 0530. */
	assert_decoded("820505302D82D32D31", "-\xD4\xB2\xD6\x83-1");
	assert_decoded("8201FF80FF", UNKNOWN);
	assert_decoded("8201FF81FF", UNKNOWN);
	assert_decoded("8201FFFF80", UNKNOWN);
	assert_decoded("8200FFFF", "");
}

static void
a_count_beyond_the_field_is_damage(void **state)
{
	(void)state;
	assert_damaged("81", "byte 1: 1 byte wanted, 0 left");
	assert_damaged("8101", "byte 2: 1 byte wanted, 0 left");
	assert_damaged("810113", "byte 3: 1 byte wanted, 0 left");
	assert_damaged("81031341 42", "byte 3: 3 bytes wanted, 2 left");
	assert_damaged("82010530", "byte 4: 1 byte wanted, 0 left");
	assert_damaged("820105", "byte 2: 2 bytes wanted, 1 left");
	assert_damaged("82FF053041", "byte 4: 255 bytes wanted, 1 left");
}

static void
assert_unpacked(const char *hex, size_t septets, unsigned skip,
    const char *want)
{
	struct sst_buf out = { 0 };
	struct sst_err err = { 0 };

	assert_done(sst_alpha_unpack(bytes(hex), septets, skip, &out, &err),
	    &err, 0);
	assert_done(sst_buf_put_u8(&out, 0, &err), &err, 0);
	assert_string_equal((const char *)out.p, want);
	sst_buf_fini(&out);
}

static void
septets_are_packed_low_bits_first(void **state)
{
	(void)state;
	assert_unpacked("", 0, 0, "");
	assert_unpacked("", 0, 6, "");
	assert_unpacked("41", 1, 0, "A");
	assert_unpacked("E8329BFD4697D9EC37", 10, 0, "hellohello");
	assert_unpacked("E8329BFD4697D9EC37", 3, 0, "hel");
	assert_unpacked("82", 1, 1, "A");
	assert_unpacked("4010", 1, 6, "A");
	assert_unpacked("9B32", 2, 0, "\xE2\x82\xAC");
	assert_unpacked("1B", 1, 0, UNKNOWN);
}

static void
septets_beyond_the_bytes_are_damage(void **state)
{
	static const struct {
		const char *hex;
		size_t septets;
		unsigned skip;
		const char *msg;
	} bad[] = {
		{ "", 1, 0, "1 septets wanted, 0 bytes hold 0" },
		{ "", 1, 6, "1 septets wanted, 0 bytes hold 0" },
		{ "41", 2, 0, "2 septets wanted, 1 bytes hold 1" },
		{ "41", 1, 2, "1 septets wanted, 1 bytes hold 0" },
		{ "00000000000000", 9, 0, "9 septets wanted, 7 bytes hold 8" },
		{ "00000000000000", 8, 1, "8 septets wanted, 7 bytes hold 7" },
		{ "41", SIZE_MAX, 0,
		    "18446744073709551615 septets wanted, 1 bytes hold 1" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct sst_buf out = { 0 };
		struct sst_err err = { 0 };

		assert_refused(sst_alpha_unpack(bytes(bad[i].hex),
		                   bad[i].septets, bad[i].skip, &out, &err),
		    &err, bad[i].msg);
		assert_int_equal(out.n, 0);
		sst_buf_fini(&out);
	}
}

static void
septets_come_back_behind_any_fill_bits(void **state)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
	struct sst_buf out = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	for (size_t i = 0; i < ROUNDS; i++) {
		uint8_t packed[40] = { 0 };
		char text[33] = { 0 };
		size_t n = chance(33);
		unsigned skip = chance(7);

		for (size_t k = 0; k < n; k++) {
			size_t bit = skip + 7 * k;
			unsigned v;

			text[k] = letters[chance(sizeof(letters) - 1)];
			v = (unsigned)text[k] << bit % 8;
			packed[bit / 8] |= (uint8_t)v;
			packed[bit / 8 + 1] |= (uint8_t)(v >> 8);
		}
		sst_buf_clear(&out);
		assert_int_equal(sst_alpha_unpack(SST_SPAN(packed), n, skip,
		                     &out, &err),
		    0);
		assert_int_equal(out.n, n);
		assert_true(n == 0 || memcmp(out.p, text, n) == 0);
	}
	sst_buf_fini(&out);
}

static void
ucs2_of_an_odd_length_is_damage(void **state)
{
	struct sst_buf out = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	assert_refused(sst_alpha_ucs2(bytes("004100"), &out, &err), &err,
	    "byte 2: half of a character");
	assert_done(sst_alpha_ucs2(bytes(""), &out, &err), &err, 0);
	assert_int_equal(out.n, 0);
	assert_done(sst_alpha_ucs2(bytes("0041 D83DDE00 0000"), &out, &err),
	    &err, 0);
	assert_memory_equal(out.p, "A\xF0\x9F\x98\x80" UNKNOWN, 8);
	sst_buf_fini(&out);
}

static void
take(struct sst_span s)
{
	struct sst_buf out = { 0 };
	struct sst_err err = { 0 };

	if (sst_alpha_decode(s, &out, &err) < 0)
		assert_int_equal(err.code, SST_E_FORMAT);
	assert_true(sst_text_is_utf8(sst_buf_span(&out)));
	assert_true(out.n == 0 || memchr(out.p, 0, out.n) == NULL);
	sst_buf_fini(&out);
}

static void
whatever_is_damaged_text_stays_text(void **state)
{
	(void)state;
	each_damage(bytes("42204841201B65FFFF"), take);
	each_damage(bytes("80004104D83DDE00FFFF"), take);
	each_damage(bytes("8105135395A6A61BFF"), take);
	each_damage(bytes("820505302D82D32D31FF"), take);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_bytes_of_the_default_alphabet),
		cmocka_unit_test(padding_is_no_text),
		cmocka_unit_test(an_escape_leads_to_the_extension_table),
		cmocka_unit_test(ucs2_has_two_bytes_for_each_character),
		cmocka_unit_test(surrogates_are_joined_or_unknown),
		cmocka_unit_test(a_half_page_is_given_by_its_number),
		cmocka_unit_test(a_half_page_is_given_by_its_base),
		cmocka_unit_test(a_count_beyond_the_field_is_damage),
		cmocka_unit_test(septets_are_packed_low_bits_first),
		cmocka_unit_test(septets_beyond_the_bytes_are_damage),
		cmocka_unit_test(septets_come_back_behind_any_fill_bits),
		cmocka_unit_test(ucs2_of_an_odd_length_is_damage),
		cmocka_unit_test(whatever_is_damaged_text_stays_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
