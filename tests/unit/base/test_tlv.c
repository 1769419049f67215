/* SPDX-License-Identifier: ISC */
/* test_tlv.c: objects, padding, damage, and where it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/base/hex.h>
#include <simstow/base/tlv.h>

/* Bytes of a text of digits, in room for the longest case. */
struct sample {
	uint8_t bytes[64];
	struct sst_cur cur;
};

static void
sample_of(struct sample *s, const char *digits)
{
	struct sst_err err = { 0 };
	size_t n;

	assert_int_equal(sst_hex_parse(digits, s->bytes, sizeof(s->bytes), &n,
	                     &err),
	    0);
	s->cur = sst_cur_of((struct sst_span){ s->bytes, n });
}

static void
objects_come_one_by_one_then_the_end(void **state)
{
	struct sst_err err = { 0 };
	struct sample s;
	struct sst_tlv t;

	(void)state;
	sample_of(&s, "5A0111BF2D02AABBDF81010081");
	s.cur.left.n--;
	assert_int_equal(sst_tlv_next(&s.cur, &t, &err), 1);
	assert_int_equal(t.tag, 0x5A);
	assert_int_equal(t.at, 0);
	assert_int_equal(t.value_at, 2);
	assert_int_equal(t.value.n, 1);
	assert_int_equal(t.value.p[0], 0x11);
	assert_int_equal(t.whole.n, 3);
	assert_int_equal(sst_tlv_next(&s.cur, &t, &err), 1);
	assert_int_equal(t.tag, 0xBF2D);
	assert_int_equal(t.at, 3);
	assert_int_equal(t.value_at, 6);
	assert_ptr_equal(t.whole.p, s.bytes + 3);
	assert_int_equal(t.whole.n, 5);
	assert_int_equal(sst_tlv_next(&s.cur, &t, &err), 1);
	assert_int_equal(t.tag, 0xDF8101);
	assert_int_equal(t.value.n, 0);
	assert_int_equal(sst_tlv_next(&s.cur, &t, &err), 0);
	assert_int_equal(t.tag, 0);
	assert_int_equal(s.cur.at, 12);
}

static void
a_row_that_is_cut_is_an_error_not_an_end(void **state)
{
	struct sst_err err = { 0 };
	struct sample s;
	struct sst_tlv t;

	(void)state;
	sample_of(&s, "5A01115A0922");
	assert_int_equal(sst_tlv_next(&s.cur, &t, &err), 1);
	assert_int_equal(sst_tlv_next(&s.cur, &t, &err), -1);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_string_equal(err.msg, "byte 5: 9 bytes wanted, 1 left");
	assert_int_equal(t.tag, 0);
	assert_int_equal(s.cur.at, 3);
}

static void
every_damage_is_named_with_its_place(void **state)
{
	static const struct {
		const char *digits;
		const char *msg;
	} cases[] = {
		{ "5A", "byte 1: 1 byte wanted, 0 left" },
		{ "BF", "byte 1: 1 byte wanted, 0 left" },
		{ "BF80", "byte 2: 1 byte wanted, 0 left" },
		{ "DF818101", "byte 0: tag of more than 3 bytes" },
		{ "BF2D80", "byte 2: indefinite length" },
		{ "5A81", "byte 2: 1 byte wanted, 0 left" },
		{ "5A8401020304", "byte 6: 16909060 bytes wanted, 0 left" },
		{ "5A84FFFFFFFF", "byte 6: 4294967295 bytes wanted, 0 left" },
		{ "5A850000000001",
		    "byte 1: length of 5 bytes, at most 4 wanted" },
		{ "5AFF", "byte 1: length of 127 bytes, at most 4 wanted" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct sst_err err = { 0 };
		struct sample s;
		struct sst_tlv t;

		sample_of(&s, cases[i].digits);
		assert_int_equal(sst_tlv_next(&s.cur, &t, &err), -1);
		assert_int_equal(err.code, SST_E_FORMAT);
		assert_string_equal(err.msg, cases[i].msg);
		assert_int_equal(s.cur.at, 0);
	}
}

static void
long_forms_of_a_length_are_read(void **state)
{
	static const char *const forms[] = { "5A02AABB", "5A8102AABB",
		"5A820002AABB", "5A83000002AABB", "5A8400000002AABB" };

	(void)state;
	for (size_t i = 0; i < 5; i++) {
		struct sst_err err = { 0 };
		struct sample s;
		struct sst_tlv t;

		sample_of(&s, forms[i]);
		assert_int_equal(sst_tlv_next(&s.cur, &t, &err), 1);
		assert_int_equal(t.value_at, 2 + i);
		assert_int_equal(t.value.n, 2);
		assert_int_equal(t.value.p[1], 0xBB);
	}
}

static void
only_card_files_are_padded(void **state)
{
	struct sst_err err = { 0 };
	struct sample s;
	struct sst_tlv t;

	(void)state;
	sample_of(&s, "00FF5A0111FFFF00");
	assert_int_equal(sst_tlv_next_padded(&s.cur, &t, &err), 1);
	assert_int_equal(t.tag, 0x5A);
	assert_int_equal(t.at, 2);
	assert_int_equal(t.whole.n, 3);
	assert_int_equal(sst_tlv_next_padded(&s.cur, &t, &err), 0);
	assert_int_equal(s.cur.at, 5);
	assert_int_equal(sst_tlv_next(&s.cur, &t, &err), -1);
	assert_string_equal(err.msg, "byte 8: 1 byte wanted, 0 left");
	sample_of(&s, "FF5A0211");
	assert_int_equal(sst_tlv_next_padded(&s.cur, &t, &err), -1);
	assert_string_equal(err.msg, "byte 3: 2 bytes wanted, 1 left");
	assert_int_equal(s.cur.at, 0);
}

static void
offsets_go_on_inside_an_object(void **state)
{
	struct sst_err err = { 0 };
	struct sst_cur inside;
	struct sample s;
	struct sst_tlv t;

	(void)state;
	sample_of(&s, "BF2D05E3035A0911");
	assert_int_equal(sst_tlv_get(&s.cur, 0xBF2D, &t, &err), 0);
	inside = sst_tlv_enter(&t);
	assert_int_equal(sst_tlv_get(&inside, 0xE3, &t, &err), 0);
	inside = sst_tlv_enter(&t);
	assert_int_equal(sst_tlv_next(&inside, &t, &err), -1);
	assert_string_equal(err.msg, "byte 7: 9 bytes wanted, 1 left");
}

static void
a_wanted_tag_is_demanded(void **state)
{
	struct sst_err err = { 0 };
	struct sample s;
	struct sst_tlv t;

	(void)state;
	sample_of(&s, "0101FF8100");
	assert_int_equal(sst_tlv_get(&s.cur, 0xBF2D, &t, &err), -1);
	assert_string_equal(err.msg, "byte 0: tag 01 found, BF2D wanted");
	assert_int_equal(s.cur.at, 0);
	assert_int_equal(sst_tlv_get(&s.cur, 1, &t, &err), 0);
	assert_int_equal(sst_tlv_get(&s.cur, 0x81, &t, &err), 0);
	assert_int_equal(sst_tlv_get(&s.cur, 0xBF2D, &t, &err), -1);
	assert_string_equal(err.msg, "byte 5: nothing found, BF2D wanted");
	sample_of(&s, "81");
	assert_int_equal(sst_tlv_get(&s.cur, 0x81, &t, &err), -1);
	assert_string_equal(err.msg, "byte 1: 1 byte wanted, 0 left");
}

static void
find_gives_the_first_and_tells_absent_from_damaged(void **state)
{
	struct sst_err err = { 0 };
	struct sample s;
	struct sst_tlv t;

	(void)state;
	sample_of(&s, "8101AA8201BB8201CC8309");
	assert_int_equal(sst_tlv_find(s.cur, 0x82, &t, &err), 1);
	assert_int_equal(t.value.p[0], 0xBB);
	assert_int_equal(t.at, 3);
	assert_int_equal(sst_tlv_find(s.cur, 0x84, &t, &err), -1);
	assert_string_equal(err.msg, "byte 11: 9 bytes wanted, 0 left");
	s.cur.left.n = 9;
	assert_int_equal(sst_tlv_find(s.cur, 0x84, &t, &err), 0);
	assert_int_equal(t.tag, 0);
}

static void
numbers_have_a_range(void **state)
{
	static const struct {
		const char *digits;
		uint64_t value;
		const char *msg;
	} cases[] = {
		{ "020100", 0, NULL },
		{ "02017F", 127, NULL },
		{ "02020080", 128, NULL },
		{ "0203000001", 1, NULL },
		{ "02087FFFFFFFFFFFFFFF", INT64_MAX, NULL },
		{ "020900FFFFFFFFFFFFFFFF", UINT64_MAX, NULL },
		{ "0200", 0, "byte 2: empty number" },
		{ "020180", 0, "byte 2: negative number" },
		{ "0208FFFFFFFFFFFFFFFF", 0, "byte 2: negative number" },
		{ "0209010000000000000000", 0,
		    "byte 2: number of 9 bytes is too large" },
		{ "020A00000000000000000001", 0,
		    "byte 2: number of 10 bytes is too large" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct sst_err err = { 0 };
		struct sample s;
		struct sst_tlv t;
		uint64_t v = 1;
		int rc;

		sample_of(&s, cases[i].digits);
		assert_int_equal(sst_tlv_get(&s.cur, 2, &t, &err), 0);
		rc = sst_tlv_get_uint(&t, &v, &err);
		assert_int_equal(rc, cases[i].msg != NULL ? -1 : 0);
		assert_true(v == cases[i].value);
		if (cases[i].msg != NULL)
			assert_string_equal(err.msg, cases[i].msg);
	}
}

static void
bit_0_is_the_first_bit(void **state)
{
	static const struct {
		const char *digits;
		uint32_t value;
		const char *msg;
	} cases[] = {
		{ "030100", 0, NULL },
		{ "030107", 0, NULL },
		{ "03020780", 1, NULL },
		{ "03020640", 2, NULL },
		{ "0302007F", 0xFE, NULL },
		{ "03020401", 0, NULL },
		{ "0303000180", 0x180, NULL },
		{ "03050000000001", 0x80000000, NULL },
		{ "0306000000000100", 0x80000000, NULL },
		{ "0300", 0, "byte 2: empty bit string" },
		{ "03020880", 0, "byte 2: 8 unused bits, at most 7 wanted" },
		{ "0306000000000080", 0,
		    "byte 7: bit 32 is set, at most 32 known" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct sst_err err = { 0 };
		struct sample s;
		struct sst_tlv t;
		uint32_t v = 1;
		int rc;

		sample_of(&s, cases[i].digits);
		assert_int_equal(sst_tlv_get(&s.cur, 3, &t, &err), 0);
		rc = sst_tlv_get_bits(&t, &v, &err);
		assert_int_equal(rc, cases[i].msg != NULL ? -1 : 0);
		assert_int_equal(v, cases[i].value);
		if (cases[i].msg != NULL)
			assert_string_equal(err.msg, cases[i].msg);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(objects_come_one_by_one_then_the_end),
		cmocka_unit_test(a_row_that_is_cut_is_an_error_not_an_end),
		cmocka_unit_test(every_damage_is_named_with_its_place),
		cmocka_unit_test(long_forms_of_a_length_are_read),
		cmocka_unit_test(only_card_files_are_padded),
		cmocka_unit_test(offsets_go_on_inside_an_object),
		cmocka_unit_test(a_wanted_tag_is_demanded),
		cmocka_unit_test(
		    find_gives_the_first_and_tells_absent_from_damaged),
		cmocka_unit_test(numbers_have_a_range),
		cmocka_unit_test(bit_0_is_the_first_bit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
