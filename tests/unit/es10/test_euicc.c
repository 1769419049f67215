/* SPDX-License-Identifier: ISC */
/* test_euicc.c: EID, EUICCInfo1 and 2, addresses and rules of an eUICC. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/es10/euicc.h>

#include "unit/fake_link.h"

#define EID "89049032123451234512345678901235"
#define KEY "04(F54172BDF98A95D65CBEB88A38A1C11D800A85C3)"

static uint8_t room[2048];

static struct sst_span
bytes(const char *hex)
{
	size_t n = fake_hex(hex, room, sizeof(room));

	assert_true(n > 0);
	return (struct sst_span){ room, n };
}

static void
assert_hex(struct sst_span s, const char *hex)
{
	uint8_t want[256];
	size_t n = fake_hex(hex, want, sizeof(want));

	assert_non_null(s.p);
	assert_int_equal(s.n, n);
	assert_memory_equal(s.p, want, n);
}

static void
the_eid_is_found_by_its_tag(void **state)
{
	static const char *const answers[] = { "BF3E125A10" EID,
		"BF3E15 810100 5A10" EID, "BF3E125A10" EID "0000",
		"BF3E24 5A10" EID "5A1000000000000000000000000000000000" };
	struct sst_err err = { 0 };
	struct sst_span eid;

	(void)state;
	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
		assert_int_equal(sst_euicc_parse_eid(bytes(answers[i]), &eid,
		                     &err),
		    0);
		assert_hex(eid, EID);
	}
}

static void
a_damaged_eid_says_what_is_there_instead(void **state)
{
	static const struct {
		const char *answer, *msg;
	} rows[] = {
		{ "BF3E12 8010" EID, "byte 3: tag 80 found, 5A wanted" },
		{ "BF3E15 BF3E12 8010" EID,
		    "byte 3: tag BF3E found, 5A wanted" },
		{ "BF3E00", "byte 3: nothing found, 5A wanted" },
		{ "BF3E03 5A01 89", "EID (5A) has 1 byte, want 16" },
		{ "BF3E02 5A00", "EID (5A) has 0 bytes, want 16" },
		{ "BF3E80 5A00 0000", "byte 2: indefinite length" },
		{ "BF3E12 5A10 8904", "byte 3: 18 bytes wanted, 4 left" },
		{ "BF2D00", "byte 0: tag BF2D found, BF3E wanted" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct sst_err err = { 0 };
		struct sst_span eid;

		assert_int_equal(sst_euicc_parse_eid(bytes(rows[i].answer),
		                     &eid, &err),
		    -1);
		assert_int_equal(err.code, SST_E_FORMAT);
		assert_string_equal(err.msg, rows[i].msg);
		assert_null(eid.p);
	}
}

static void
info1_has_version_and_keys_and_empty_lists_are_there(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };
	struct sst_euicc_info1 i;

	(void)state;
	assert_int_equal(sst_euicc_parse_info1(bytes("BF20(82(020500) A9(" KEY
	                                             ") AA() 93(030000))"),
	                     &mem, &i, &err),
	    0);
	assert_hex(i.svn, "020500");
	assert_hex(i.highest_svn, "030000");
	assert_int_equal(i.verification.n, 1);
	assert_int_equal(i.verification.v[0].n, 20);
	assert_true(i.signing.is_there);
	assert_int_equal(i.signing.n, 0);
	assert_int_equal(sst_euicc_parse_info1(bytes("BF2000"), &mem, &i, &err),
	    0);
	assert_null(i.svn.p);
	assert_false(i.verification.is_there);
	sst_arena_fini(&mem);
}

static void
info2_fills_every_member_whatever_the_order(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };
	struct sst_euicc_info2 i;

	(void)state;
	assert_int_equal(sst_euicc_parse_info2(
	                     bytes(
	                         "BF22(81(020100) 82(020200) 83(04030C)"
	                         "84(81(05) 82(00055B4C) 83(22C3))"
	                         "85(007F36FBFF) 86(090200) 87(020300) 88(0490)"
	                         "A9(" KEY ") AA() 8B(01) 99(06C0) 04(010000)"
	                         "0C(41422D31) AC(80(4142) 81(4344))"
	                         "8D(0780) 8E(41) AF(040101) 90(00) B1() 92(FF)"
	                         "93(030000) B4() 95() DF8101(00) 82(010000))"),
	                     &mem, &i, &err),
	    0);
	assert_hex(i.profile_version, "020100");
	assert_hex(i.svn, "020200");
	assert_hex(i.firmware, "04030C");
	assert_true(i.resource.has_applications && i.resource.has_nvm &&
	            i.resource.has_ram);
	assert_int_equal(i.resource.applications, 5);
	assert_int_equal(i.resource.nvm, 0x55B4C);
	assert_int_equal(i.resource.ram, 0x22C3);
	assert_true(i.uicc_capability.is_there);
	assert_int_equal(i.uicc_capability.bits & 3, 2);
	assert_hex(i.ts102241_version, "090200");
	assert_hex(i.globalplatform_version, "020300");
	assert_int_equal(i.rsp_capability.bits, 9);
	assert_int_equal(i.verification.n, 1);
	assert_int_equal(i.signing.n, 0);
	assert_hex(i.category, "01");
	assert_int_equal(i.forbidden_rules.bits, 3);
	assert_hex(i.pp_version, "010000");
	assert_hex(i.sas_number, "41422D31");
	assert_hex(i.platform_label, "4142");
	assert_hex(i.discovery_base_url, "4344");
	assert_int_equal(i.tre_properties.bits, 1);
	assert_hex(i.tre_product, "41");
	assert_hex(i.additional_versions, "040101");
	assert_hex(i.lpa_mode, "00");
	assert_hex(i.signing_v3, "");
	assert_hex(i.additional_info, "FF");
	assert_hex(i.highest_svn, "030000");
	assert_hex(i.iot_info, "");
	assert_hex(i.security_level, "");
	sst_arena_fini(&mem);
}

static void
a_resource_that_cannot_be_read_is_kept_raw(void **state)
{
	static const char *const answers[] = { "BF2205 8403 810501",
		"BF2204 8402 8100", "BF220D 840B 8109 010000000000000000",
		"BF2202 8400" };
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };
	struct sst_euicc_info2 i;

	(void)state;
	for (size_t k = 0; k < sizeof(answers) / sizeof(answers[0]); k++) {
		assert_int_equal(sst_euicc_parse_info2(bytes(answers[k]), &mem,
		                     &i, &err),
		    0);
		assert_non_null(i.resource.raw.p);
		assert_false(i.resource.has_applications);
	}
	sst_arena_fini(&mem);
}

static void
a_version_of_two_bytes_is_kept(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };
	struct sst_euicc_info2 i;

	(void)state;
	assert_int_equal(sst_euicc_parse_info2(bytes("BF2204 8202 0205"), &mem,
	                     &i, &err),
	    0);
	assert_hex(i.svn, "0205");
	sst_arena_fini(&mem);
}

static void
a_damaged_member_of_info2_is_named(void **state)
{
	static const struct {
		const char *answer, *msg;
	} rows[] = {
		{ "BF2202 8800",
		    "rspCapability (88): byte 5: empty bit string" },
		{ "BF2204 A902 0400",
		    "euiccCiPKIdListForVerification (A9): "
		    "SubjectKeyIdentifier (04) has 0 bytes, want 1 to 64" },
		{ "BF2204 A902 0405", "euiccCiPKIdListForVerification (A9): "
		                      "byte 7: 5 bytes wanted, 0 left" },
		{ "BF2203 830504", "byte 5: 5 bytes wanted, 1 left" },
	};
	struct sst_arena mem = { 0 };

	(void)state;
	for (size_t k = 0; k < sizeof(rows) / sizeof(rows[0]); k++) {
		struct sst_err err = { 0 };
		struct sst_euicc_info2 i;

		assert_int_equal(sst_euicc_parse_info2(bytes(rows[k].answer),
		                     &mem, &i, &err),
		    -1);
		assert_int_equal(err.code, SST_E_FORMAT);
		assert_string_equal(err.msg, rows[k].msg);
		assert_null(i.svn.p);
	}
	sst_arena_fini(&mem);
}

static void
an_absent_an_empty_and_a_set_address_differ(void **state)
{
	struct sst_err err = { 0 };
	struct sst_euicc_addresses a;

	(void)state;
	assert_int_equal(sst_euicc_parse_addresses(bytes("BF3C00"), &a, &err),
	    0);
	assert_null(a.default_dp.p);
	assert_null(a.root_ds.p);
	assert_int_equal(sst_euicc_parse_addresses(bytes(
	                                               "BF3C06 8000 8102 6162"),
	                     &a, &err),
	    0);
	assert_hex(a.default_dp, "");
	assert_hex(a.root_ds, "6162");
}

static void
rules_have_operators_and_wildcards(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };
	struct sst_euicc_rat rat;

	(void)state;
	assert_int_equal(sst_euicc_parse_rat(bytes(
	                                         "BF43(A0(30(80(0560) "
	                                         "A1(30(80(EEEEEE))) 82())))"),
	                     &mem, &rat, &err),
	    -1);
	assert_string_equal(err.msg,
	    "rule 1: pprFlags (82): byte 22: empty bit string");
	assert_int_equal(sst_euicc_parse_rat(
	                     bytes("BF43(A0(30(80(0560) A1(30(80(EEEEEE))) "
	                           "82(0780))"
	                           "30(80(0640) A1(30(80(130062) 81(FF))))))"),
	                     &mem, &rat, &err),
	    0);
	assert_int_equal(rat.n, 2);
	assert_int_equal(rat.v[0].rules.bits, 6);
	assert_int_equal(rat.v[0].owner_n, 1);
	assert_hex(rat.v[0].owners[0].mcc_mnc, "EEEEEE");
	assert_null(rat.v[0].owners[0].gid1.p);
	assert_int_equal(rat.v[0].flags.bits, 1);
	assert_hex(rat.v[1].owners[0].gid1, "FF");
	assert_false(rat.v[1].flags.is_there);
	assert_int_equal(sst_euicc_parse_rat(bytes("BF4302A000"), &mem, &rat,
	                     &err),
	    0);
	assert_int_equal(rat.n, 0);
	sst_arena_fini(&mem);
}

static void
an_operator_with_a_short_code_is_damage(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };
	struct sst_euicc_rat rat;

	(void)state;
	assert_int_equal(sst_euicc_parse_rat(bytes("BF43(A0(30(A1(30(80(1300)))"
	                                           ")))"),
	                     &mem, &rat, &err),
	    -1);
	assert_string_equal(err.msg,
	    "rule 1: allowedOperators (A1): OperatorId (30): "
	    "mccMnc (80) has 2 bytes, want 3");
	sst_arena_fini(&mem);
}

static void
more_keys_than_the_limit_are_damage(void **state)
{
	static uint8_t many[5 + 3 * (SST_EUICC_KEYS + 1)] = { 0xBF, 0x20,
		2 + 3 * (SST_EUICC_KEYS + 1), 0xA9, 3 * (SST_EUICC_KEYS + 1) };
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };
	struct sst_euicc_info1 i;

	(void)state;
	for (size_t at = 5; at < sizeof(many); at += 3) {
		many[at] = 0x04;
		many[at + 1] = 1;
	}
	assert_int_equal(sst_euicc_parse_info1(SST_SPAN(many), &mem, &i, &err),
	    -1);
	assert_string_equal(err.msg,
	    "euiccCiPKIdListForVerification (A9): more than 32 key "
	    "identifiers");
	sst_arena_fini(&mem);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_eid_is_found_by_its_tag),
		cmocka_unit_test(a_damaged_eid_says_what_is_there_instead),
		cmocka_unit_test(
		    info1_has_version_and_keys_and_empty_lists_are_there),
		cmocka_unit_test(info2_fills_every_member_whatever_the_order),
		cmocka_unit_test(a_resource_that_cannot_be_read_is_kept_raw),
		cmocka_unit_test(a_version_of_two_bytes_is_kept),
		cmocka_unit_test(a_damaged_member_of_info2_is_named),
		cmocka_unit_test(an_absent_an_empty_and_a_set_address_differ),
		cmocka_unit_test(rules_have_operators_and_wildcards),
		cmocka_unit_test(an_operator_with_a_short_code_is_damage),
		cmocka_unit_test(more_keys_than_the_limit_are_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
