/* SPDX-License-Identifier: ISC */
/* test_phonebook.c: records of EF.PBR. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/uicc/phonebook.h>

#include "unit/uicc/bytes.h"

static struct sst_phonebook_set
parse(const char *hex)
{
	struct sst_phonebook_set set;
	struct sst_err err = { 0 };

	assert_done(sst_phonebook_pbr(padded(hex, 300), &set, &err), &err, 1);
	return set;
}

static void
assert_file(const struct sst_phonebook_set *s, size_t i, const char *kind,
    unsigned type, uint16_t fid, uint8_t sfi)
{
	assert_true(i < s->n);
	assert_string_equal(sst_phonebook_kind_name(s->v[i].kind), kind);
	assert_int_equal(s->v[i].type, type);
	assert_int_equal(s->v[i].fid, fid);
	assert_int_equal(s->v[i].sfi, sfi);
}

static void
the_record_of_the_field_is_read(void **state)
{
	struct sst_phonebook_set s;

	(void)state;
	s = parse("A80AC0034F3A02C5034F0904AA0ACB034F3D07C2034F4A06");
	assert_int_equal(s.n, 4);
	assert_file(&s, 0, "ADN", 1, 0x4F3A, 2);
	assert_file(&s, 1, "PBC", 1, 0x4F09, 4);
	assert_file(&s, 2, "CCP1", 3, 0x4F3D, 7);
	assert_file(&s, 3, "EXT1", 3, 0x4F4A, 6);
}

static void
files_of_type_2_have_their_byte_of_iap(void **state)
{
	struct sst_phonebook_set s;

	(void)state;
	s = parse("A8(C0(4F3A) C1(4F25)) A9(C4(4F11) CA(4F50) D0(0000) "
	          "C4(4F1203) C3(4F19)) AA(C7(4F4B))");
	assert_int_equal(s.n, 7);
	assert_file(&s, 2, "ANR", 2, 0x4F11, 0);
	assert_int_equal(s.v[2].iap_at, 0);
	assert_file(&s, 3, "EMAIL", 2, 0x4F50, 0);
	assert_int_equal(s.v[3].iap_at, 1);
	assert_file(&s, 4, "ANR", 2, 0x4F12, 3);
	assert_int_equal(s.v[4].iap_at, 3);
	assert_file(&s, 5, "SNE", 2, 0x4F19, 0);
	assert_int_equal(s.v[5].iap_at, 4);
	assert_file(&s, 6, "AAS", 3, 0x4F4B, 0);
	assert_int_equal(s.v[6].iap_at, 0);
}

static void
files_are_found_by_kind_and_turn(void **state)
{
	struct sst_phonebook_set s;

	(void)state;
	s = parse("A8(C0(4F3A) C4(4F11) C4(4F12))");
	assert_ptr_equal(sst_phonebook_find(&s, SST_PHONEBOOK_ADN, 0), &s.v[0]);
	assert_ptr_equal(sst_phonebook_find(&s, SST_PHONEBOOK_ANR, 0), &s.v[1]);
	assert_ptr_equal(sst_phonebook_find(&s, SST_PHONEBOOK_ANR, 1), &s.v[2]);
	assert_null(sst_phonebook_find(&s, SST_PHONEBOOK_ANR, 2));
	assert_null(sst_phonebook_find(&s, SST_PHONEBOOK_EMAIL, 0));
}

static void
every_kind_has_a_name(void **state)
{
	static const char *const names[] = { "ADN", "IAP", "EXT1", "SNE", "ANR",
		"PBC", "GRP", "AAS", "GAS", "UID", "EMAIL", "CCP1" };

	(void)state;
	for (unsigned i = 0; i < 12; i++)
		assert_string_equal(sst_phonebook_kind_name(0xC0 + i),
		    names[i]);
	assert_string_equal(sst_phonebook_kind_name(0xBF), "unknown");
	assert_string_equal(sst_phonebook_kind_name(0xCC), "unknown");
	assert_string_equal(sst_phonebook_kind_name(0), "unknown");
}

static void
an_sfi_that_is_none_is_0(void **state)
{
	struct sst_phonebook_set s;

	(void)state;
	s = parse("A8(C0(4F3A00) C1(4F25FF) C5(4F091F) C9(4F211E))");
	assert_int_equal(s.v[0].sfi, 0);
	assert_int_equal(s.v[1].sfi, 0);
	assert_int_equal(s.v[2].sfi, 0);
	assert_int_equal(s.v[3].sfi, 30);
}

static void
what_is_unknown_or_padding_is_passed_over(void **state)
{
	struct sst_phonebook_set s;

	(void)state;
	s = parse("0000 80(01) A8(D0(01) C0(4F3A) CC(4F01)) FF AB(C0(0000))");
	assert_int_equal(s.n, 1);
	assert_file(&s, 0, "ADN", 1, 0x4F3A, 0);
}

static void
an_empty_record_is_no_set(void **state)
{
	struct sst_phonebook_set s;
	struct sst_err err = { 0 };

	(void)state;
	assert_done(sst_phonebook_pbr(padded("", 60), &s, &err), &err, 0);
	assert_done(sst_phonebook_pbr(bytes(""), &s, &err), &err, 0);
	assert_done(sst_phonebook_pbr(bytes("0000"), &s, &err), &err, 0);
	assert_int_equal(s.n, 0);
}

static void
damage_is_told_with_its_place(void **state)
{
	static const struct {
		const char *hex;
		const char *msg;
	} bad[] = {
		{ "A8", "byte 1: 1 byte wanted, 0 left" },
		{ "A805C0034F3A", "byte 2: 5 bytes wanted, 4 left" },
		{ "A8(C0034F3A)", "byte 4: 3 bytes wanted, 2 left" },
		{ "A8(C0(4F))",
		    "byte 4: file reference of 1 bytes, want 2 or 3" },
		{ "A8(C0(4F3A0201))",
		    "byte 4: file reference of 4 bytes, want 2 or 3" },
		{ "A8()", "EF.ADN (C0) is missing" },
		{ "A8(C1(4F25))", "EF.ADN (C0) is missing" },
		{ "80(01)", "EF.ADN (C0) is missing" },
	};
	struct sst_phonebook_set s;
	struct sst_err err = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_refused(sst_phonebook_pbr(bytes(bad[i].hex), &s, &err),
		    &err, bad[i].msg);
		assert_int_equal(s.n, 0);
	}
}

static void
a_set_has_at_most_32_files(void **state)
{
	uint8_t record[200] = { 0xA8, 0x81, 132 };
	struct sst_phonebook_set s;
	struct sst_err err = { 0 };

	(void)state;
	for (size_t i = 0; i < 33; i++)
		memcpy(record + 3 + 4 * i, bytes("C0024F3A").p, 4);
	assert_refused(sst_phonebook_pbr(SST_SPAN(record), &s, &err), &err,
	    "byte 131: more than 32 files");
	record[2] = 128;
	assert_done(sst_phonebook_pbr((struct sst_span){ record, 131 }, &s,
	                &err),
	    &err, 1);
	assert_int_equal(s.n, SST_PHONEBOOK_FILES);
}

static void
take(struct sst_span s)
{
	struct sst_phonebook_set set;
	struct sst_err err = { 0 };

	if (sst_phonebook_pbr(s, &set, &err) < 0)
		assert_int_equal(err.code, SST_E_FORMAT);
	assert_true(set.n <= SST_PHONEBOOK_FILES);
}

static void
whatever_is_damaged_the_limits_hold(void **state)
{
	(void)state;
	each_damage(bytes("A80AC0034F3A02C5034F0904AA0ACB034F3D07C2034F4A06"),
	    take);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_record_of_the_field_is_read),
		cmocka_unit_test(files_of_type_2_have_their_byte_of_iap),
		cmocka_unit_test(files_are_found_by_kind_and_turn),
		cmocka_unit_test(every_kind_has_a_name),
		cmocka_unit_test(an_sfi_that_is_none_is_0),
		cmocka_unit_test(what_is_unknown_or_padding_is_passed_over),
		cmocka_unit_test(an_empty_record_is_no_set),
		cmocka_unit_test(damage_is_told_with_its_place),
		cmocka_unit_test(a_set_has_at_most_32_files),
		cmocka_unit_test(whatever_is_damaged_the_limits_hold),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
