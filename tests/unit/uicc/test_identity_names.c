/* SPDX-License-Identifier: ISC */
/* test_identity_names.c: names of networks and where they are shown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/uicc/identity.h>

#include "unit/uicc/bytes.h"

static void
assert_names(const char *hex, const char *full, const char *brief)
{
	struct sst_arena mem = { 0 };
	struct sst_identity_pnn pnn;
	struct sst_err err = { 0 };

	assert_done(sst_identity_pnn(padded(hex, 40), &mem, &pnn, &err), &err,
	    full != NULL || brief != NULL ? 1 : 0);
	assert_string_equal(pnn.full == NULL ? "none" : pnn.full,
	    full == NULL ? "none" : full);
	assert_string_equal(pnn.brief == NULL ? "none" : pnn.brief,
	    brief == NULL ? "none" : brief);
	sst_arena_fini(&mem);
}

static void
a_name_is_packed_septets(void **state)
{
	(void)state;
	assert_names("43(82E8329BFD4697D9EC37)", "hellohello", NULL);
	assert_names("43(85C8329BFD06) 45(82E8329BFD4697D9EC37)", "Hello",
	    "hellohello");
	assert_names("45(85C8329BFD06)", NULL, "Hello");
	assert_names("45(85C8329BFD06) 43(82E8329BFD4697D9EC37)", "hellohello",
	    "Hello");
	/* The country's initials, when wanted, are not for us. */
	assert_names("43(8DC8329BFD06)", "Hello", NULL);
}

static void
spare_bits_say_where_a_name_ends(void **state)
{
	(void)state;
	/* 8 characters fill 7 bytes; 7 leave 7 bits. */
	assert_names("43(80 31D98C56B3DD70)", "12345678", NULL);
	assert_names("43(87 31D98C56B3DD00)", "1234567", NULL);
	/* 0 also means that nobody counted them. */
	assert_names("43(80 31D98C56B3DD00)", "1234567", NULL);
	assert_names("43(80 C8329BFD06)", "Hello", NULL);
	/* More than a character's: the last one is cut off. */
	assert_names("43(87 C8329BFD06)", "Hell", NULL);
	assert_names("43(87 41)", NULL, NULL);
	assert_names("43(81 41)", "A", NULL);
}

static void
a_name_may_be_ucs2(void **state)
{
	(void)state;
	assert_names("43(90 04160041) 45(90 D83DDE00)",
	    "\xD0\x96"
	    "A",
	    "\xF0\x9F\x98\x80");
	assert_names("43(90)", NULL, NULL);
}

static void
an_empty_name_is_none(void **state)
{
	(void)state;
	assert_names("", NULL, NULL);
	assert_names("43() 45()", NULL, NULL);
	assert_names("43(80)", NULL, NULL);
	assert_names("4300 45(85C8329BFD06)", NULL, "Hello");
	assert_names("80(01)", NULL, NULL);
	assert_names("80(01) 43(85C8329BFD06)", "Hello", NULL);
}

static void
damage_of_a_name_is_told_with_its_tag(void **state)
{
	static const struct {
		const char *hex;
		const char *msg;
	} bad[] = {
		{ "43", "byte 1: 1 byte wanted, 0 left" },
		{ "430582E832", "byte 2: 5 bytes wanted, 3 left" },
		{ "43(A041)", "name (43): coding scheme 2 is unknown" },
		{ "43(F041)", "name (43): coding scheme 7 is unknown" },
		{ "45(90004100)", "name (45): byte 2: half of a character" },
		{ "43(85C8329BFD06) 4509", "byte 10: 9 bytes wanted, 0 left" },
	};
	struct sst_arena mem = { 0 };
	struct sst_identity_pnn pnn;
	struct sst_err err = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		int rc = sst_identity_pnn(bytes(bad[i].hex), &mem, &pnn, &err);

		assert_int_equal(rc, -1);
		assert_non_null(strstr(err.msg, bad[i].msg));
		assert_null(pnn.full);
		assert_null(pnn.brief);
	}
	sst_arena_fini(&mem);
}

static void
a_rule_has_a_network_a_range_and_a_name(void **state)
{
	struct sst_identity_opl opl;
	struct sst_err err = { 0 };

	(void)state;
	assert_done(sst_identity_opl(bytes("22F860 0000 FFFE 01"), &opl, &err),
	    &err, 1);
	assert_string_equal(opl.plmn, "22806");
	assert_int_equal(opl.lac_first, 0);
	assert_int_equal(opl.lac_last, 0xFFFE);
	assert_int_equal(opl.pnn, 1);
	assert_done(sst_identity_opl(bytes("330420 1234 5678 00 FF"), &opl,
	                &err),
	    &err, 1);
	assert_string_equal(opl.plmn, "334020");
	assert_int_equal(opl.lac_first, 0x1234);
	assert_int_equal(opl.lac_last, 0x5678);
	assert_int_equal(opl.pnn, 0);
}

static void
a_digit_d_stands_for_any(void **state)
{
	struct sst_identity_opl opl;
	struct sst_err err = { 0 };

	(void)state;
	assert_done(sst_identity_opl(bytes("22D8DD 0000 FFFE 01"), &opl, &err),
	    &err, 1);
	assert_string_equal(opl.plmn, "228???");
	assert_done(sst_identity_opl(bytes("DDFDDD 0000 FFFE 01"), &opl, &err),
	    &err, 1);
	assert_string_equal(opl.plmn, "?????");
}

static void
an_empty_rule_is_none(void **state)
{
	struct sst_identity_opl opl;
	struct sst_err err = { 0 };

	(void)state;
	assert_done(sst_identity_opl(padded("", 8), &opl, &err), &err, 0);
	assert_done(sst_identity_opl(bytes("FFFFFF 0000 FFFE 00"), &opl, &err),
	    &err, 0);
	assert_string_equal(opl.plmn, "");
}

static void
damage_of_a_rule_is_told_with_its_place(void **state)
{
	struct sst_identity_opl opl;
	struct sst_err err = { 0 };

	(void)state;
	assert_refused(sst_identity_opl(padded("", 7), &opl, &err), &err,
	    "byte 0: 8 bytes wanted, 7 left");
	assert_refused(sst_identity_opl(bytes("22FA60 0000 FFFE 01"), &opl,
	                   &err),
	    &err, "byte 1: digit 3 of MCC and MNC is A");
	assert_refused(sst_identity_opl(bytes("22F8E0 0000 FFFE 01"), &opl,
	                   &err),
	    &err, "byte 2: digit 5 of MCC and MNC is E");
	assert_refused(sst_identity_opl(bytes("F2F860 0000 FFFE 01"), &opl,
	                   &err),
	    &err, "byte 0: digit 2 of MCC and MNC is F");
	assert_string_equal(opl.plmn, "");
}

static void
take(struct sst_span s)
{
	struct sst_arena mem = { 0 };
	struct sst_identity_pnn pnn;
	struct sst_identity_opl opl;
	struct sst_err err = { 0 };

	if (sst_identity_pnn(s, &mem, &pnn, &err) < 0)
		assert_int_equal(err.code, SST_E_FORMAT);
	assert_text(pnn.full);
	assert_text(pnn.brief);
	if (sst_identity_opl(s, &opl, &err) < 0)
		assert_int_equal(err.code, SST_E_FORMAT);
	assert_text(opl.plmn);
	sst_arena_fini(&mem);
}

static void
whatever_is_damaged_names_stay_text(void **state)
{
	(void)state;
	each_damage(bytes("43(82E8329BFD4697D9EC37) 45(85C8329BFD06) FF"),
	    take);
	each_damage(bytes("43(9004160041) 45(90D83DDE00)"), take);
	each_damage(bytes("22F8600000FFFE01"), take);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_is_packed_septets),
		cmocka_unit_test(spare_bits_say_where_a_name_ends),
		cmocka_unit_test(a_name_may_be_ucs2),
		cmocka_unit_test(an_empty_name_is_none),
		cmocka_unit_test(damage_of_a_name_is_told_with_its_tag),
		cmocka_unit_test(a_rule_has_a_network_a_range_and_a_name),
		cmocka_unit_test(a_digit_d_stands_for_any),
		cmocka_unit_test(an_empty_rule_is_none),
		cmocka_unit_test(damage_of_a_rule_is_told_with_its_place),
		cmocka_unit_test(whatever_is_damaged_names_stay_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
