/* SPDX-License-Identifier: ISC */
/* test_alpha_encode.c: UTF-8 as text of a card. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/uicc/alpha.h>

#include "unit/uicc/bytes.h"

#define ROUNDS 20000
#define CHARACTERS 40
#define FIELD (4 + 4 * CHARACTERS)

#define EURO "\xE2\x82\xAC"
#define GRIN "\xF0\x9F\x98\x80" /* U+1F600 */
#define ZHE "\xD0\x96"

static void
assert_encoded(const char *text, size_t n, const char *hex, size_t kept)
{
	uint8_t field[FIELD];
	struct sst_err err = { 0 };
	size_t got = 99;

	assert_done(sst_alpha_encode(text, field, n, &got, &err), &err, 0);
	assert_bytes(field, n, hex);
	assert_int_equal(got, kept);
}

static void
what_the_alphabet_has_is_one_byte_each(void **state)
{
	(void)state;
	assert_encoded("", 0, "", 0);
	assert_encoded("", 3, "FFFFFF", 0);
	assert_encoded("B HA 1 Sic", 16, "42204841203120536963FFFFFFFFFFFF",
	    10);
	assert_encoded("@\xC3\xA4_", 3, "007B11", 4);
	assert_encoded("a" EURO "[b", 6, "611B651B3C62", 6);
}

static void
a_half_page_by_number_comes_before_one_by_base(void **state)
{
	(void)state;
	assert_encoded(ZHE "A", 6, "81020896 41 FF", 3);
	assert_encoded(ZHE EURO, 7, "810308961B65 FF", 5);
	/* 047F and 0480 lie in two half-pages, 1 apart. */
	assert_encoded("\xD1\xBF\xD2\x80", 6, "8202047F8081", 4);
	/* The highest page of form 81 is FF: 7F80 to 7FFF. */
	assert_encoded("\xE7\xBF\xBF", 4, "8101FFFF", 3);
	assert_encoded("\xE8\x80\x80", 5, "8201800080", 3);
	/* 0400 and 047F, then 0480 as well. */
	assert_encoded("\xD0\x80\xD1\xBF", 5, "81020880FF", 4);
	assert_encoded("\xD0\x80\xD2\x80", 5, "8004000480", 4);
	assert_encoded("\xD0\x81\xD2\x80", 6, "8202040180FF", 4);
}

static void
what_is_left_has_two_bytes_for_each_character(void **state)
{
	(void)state;
	assert_encoded(ZHE "\xE4\xB8\xADz", 8, "8004164E2D007AFF", 6);
	assert_encoded("\xC3\xBF\xE4\xB8\xAD", 5, "8000FF4E2D", 5);
}

static void
what_is_beyond_ucs2_is_a_pair_of_surrogates(void **state)
{
	(void)state;
	assert_encoded(GRIN, 5, "80D83DDE00", 4);
	assert_encoded("A" GRIN "z", 10, "800041D83DDE00007A FF", 6);
	/* the first, the last, and two in one half-page */
	assert_encoded("\xF0\x90\x80\x80", 6, "80D800DC00 FF", 4);
	assert_encoded("\xF4\x8F\xBF\xBF", 5, "80DBFFDFFF", 4);
	assert_encoded(GRIN "\xF0\x9F\x98\x81", 9, "80D83DDE00D83DDE01", 8);
	/* no half of a pair is left behind */
	assert_encoded("A" GRIN, 6, "800041FFFFFF", 1);
	assert_encoded(GRIN GRIN, 8, "80D83DDE00FFFFFF", 4);
	assert_encoded(GRIN, 4, "FFFFFFFF", 0);
}

static void
a_text_is_cut_at_whole_characters(void **state)
{
	(void)state;
	assert_encoded("abc", 2, "6162", 2);
	assert_encoded("abc", 0, "", 0);
	assert_encoded("ab" EURO, 3, "6162FF", 2);
	assert_encoded("ab" EURO, 4, "61621B65", 5);
	assert_encoded(ZHE ZHE ZHE, 5, "8102089696", 4);
	assert_encoded(ZHE, 3, "FFFFFF", 0);
	assert_encoded(ZHE, 1, "FF", 0);
	assert_encoded(ZHE EURO, 5, "81010896FF", 2);
	assert_encoded(ZHE "\xE4\xB8\xAD", 4, "800416FF", 2);
	assert_encoded(ZHE "\xE4\xB8\xAD", 2, "FFFF", 0);
}

static void
what_no_form_has_is_refused(void **state)
{
	uint8_t field[16];
	struct sst_err err = { 0 };
	size_t kept = 9;

	(void)state;
	assert_refused(sst_alpha_encode("A\xEF\xBF\xBF", field, 16, &kept,
	                   &err),
	    &err, "character 2 is none that a card can hold");
	assert_int_equal(kept, 0);
	assert_refused(sst_alpha_encode("a\xC3", field, 16, &kept, &err), &err,
	    "text is no UTF-8");
	assert_refused(sst_alpha_encode("\xED\xA0\x80", field, 16, &kept, &err),
	    &err, "text is no UTF-8");
	assert_bytes(field, 4, "FFFFFFFF");
}

static void
a_count_of_more_than_255_is_never_written(void **state)
{
	static uint8_t field[600];
	static char text[601];
	struct sst_err err = { 0 };
	size_t kept;

	(void)state;
	for (size_t i = 0; i < sizeof(text) - 1; i += 2)
		memcpy(text + i, ZHE, 2);
	assert_done(sst_alpha_encode(text, field, sizeof(field), &kept, &err),
	    &err, 0);
	assert_int_equal(kept, 2 * 255);
	assert_bytes(field, 4, "81FF0896");
	assert_int_equal(field[3 + 254], 0x96);
	assert_int_equal(field[3 + 255], 0xFF);
}

/* A character of one of the kinds that names are made of, as UTF-8. */
static size_t
put_character(uint32_t kind, char *out)
{
	static const struct {
		uint32_t first;
		uint32_t n;
	} kinds[] = { { 'A', 26 }, { 0x20, 95 }, { 0xA0, 96 }, { 0x391, 25 },
		{ 0x400, 128 }, { 0x47F, 120 }, { 0x4E00, 5000 }, { 0x20AC, 1 },
		{ 0xE000, 8190 }, { 1, 0xD7FF }, { 0x10000, 0x100000 } };
	uint32_t code = kinds[kind].first + chance(kinds[kind].n);

	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xC0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3F));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (char)(0xE0 | code >> 12);
		out[1] = (char)(0x80 | (code >> 6 & 0x3F));
		out[2] = (char)(0x80 | (code & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | code >> 18);
	out[1] = (char)(0x80 | (code >> 12 & 0x3F));
	out[2] = (char)(0x80 | (code >> 6 & 0x3F));
	out[3] = (char)(0x80 | (code & 0x3F));
	return 4;
}

/* One or two kinds in a name, so that every form is chosen often. */
static void
make_name(char name[4 * CHARACTERS + 1])
{
	uint32_t kinds[] = { chance(11), chance(11) };
	size_t count = chance(CHARACTERS + 1);
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		n += put_character(kinds[chance(3) / 2], name + n);
	name[n] = '\0';
}

static void
every_name_comes_back_as_it_was_or_cut(void **state)
{
	char name[4 * CHARACTERS + 1];
	uint8_t field[FIELD];
	struct sst_buf out = { 0 };
	struct sst_err err = { 0 };
	unsigned forms[4] = { 0 };
	size_t kept = 0;

	(void)state;
	for (size_t i = 0; i < ROUNDS; i++) {
		size_t n = i % 2 == 0 ? 4 + 4 * CHARACTERS : chance(40);

		make_name(name);
		assert_int_equal(sst_alpha_encode(name, field, n, &kept, &err),
		    0);
		if (i % 2 == 0)
			assert_int_equal(kept, strlen(name));
		assert_true(kept <= strlen(name));
		assert_true((name[kept] & 0xC0) != 0x80);
		sst_buf_clear(&out);
		assert_int_equal(sst_alpha_decode((struct sst_span){ field, n },
		                     &out, &err),
		    0);
		assert_int_equal(out.n, kept);
		assert_true(kept == 0 || memcmp(out.p, name, kept) == 0);
		if (n > 0)
			forms[field[0] >= 0x80 && field[0] <= 0x82
			          ? field[0] & 3
			          : 3]++;
	}
	for (size_t i = 0; i < 4; i++)
		assert_true(forms[i] > ROUNDS / 200);
	sst_buf_fini(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_the_alphabet_has_is_one_byte_each),
		cmocka_unit_test(
		    a_half_page_by_number_comes_before_one_by_base),
		cmocka_unit_test(what_is_left_has_two_bytes_for_each_character),
		cmocka_unit_test(what_is_beyond_ucs2_is_a_pair_of_surrogates),
		cmocka_unit_test(a_text_is_cut_at_whole_characters),
		cmocka_unit_test(what_no_form_has_is_refused),
		cmocka_unit_test(a_count_of_more_than_255_is_never_written),
		cmocka_unit_test(every_name_comes_back_as_it_was_or_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
