/* SPDX-License-Identifier: ISC */
/* test_profiles_parse.c: ProfileInfo objects as entries of a list. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include <simstow/es10/profiles.h>

#include "unit/fake_link.h"

#define ICCID "5A(98101032547698103214)"
#define ALL                                                               \
	ICCID                                                             \
	"4F(A0000005591010FFFFFFFF8900001100) 9F70(01) 90(4E69)"          \
	"91(5072) 92(4E61) 93(01) 94(8950) 95(02)"                        \
	"B6(30(80(04F0) 81(612E62)) 30(80(0780) 81()))"                   \
	"B7(80(130062) 81(AA) 82(BB)) B8(80(2B06) 81(00)) 99(0560)"       \
	"BF22(01) BA() 9B(61) BC(02) BD(03) 9F1F(04) BF20(A0()) 9F24(00)" \
	"9F25(0100) BF76(E2())"

static uint8_t room[8192];

static struct sst_span
bytes(const char *hex)
{
	size_t n = fake_hex(hex, room, sizeof(room));

	assert_true(n > 0);
	return (struct sst_span){ room, n };
}

static struct sst_profiles
parse_span(struct sst_span answer, struct sst_arena *mem)
{
	struct sst_err err = { 0 };
	struct sst_profiles list;
	int rc = sst_profiles_parse(answer, mem, &list, &err);

	assert_string_equal(rc < 0 ? err.msg : "", "");
	return list;
}

static struct sst_profiles
parse(const char *hex, struct sst_arena *mem)
{
	return parse_span(bytes(hex), mem);
}

static void
assert_hex(struct sst_span s, const char *hex)
{
	uint8_t want[64];
	size_t n = fake_hex(hex, want, sizeof(want));

	assert_non_null(s.p);
	assert_int_equal(s.n, n);
	assert_memory_equal(s.p, want, n);
}

static void
every_field_finds_its_member(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_profiles l;
	const struct sst_profiles_entry *p;

	(void)state;
	l = parse("BF2D(A0(E3(" ALL ")))", &mem);
	assert_int_equal(l.n, 1);
	assert_int_equal(l.faults.n, 0);
	p = &l.v[0];
	assert_int_equal(p->at, 1);
	assert_hex(p->iccid, "98101032547698103214");
	assert_int_equal(p->isdp_aid.n, 16);
	assert_hex(p->state, "01");
	assert_hex(p->nickname, "4E69");
	assert_hex(p->provider, "5072");
	assert_hex(p->name, "4E61");
	assert_hex(p->icon_type, "01");
	assert_hex(p->icon, "8950");
	assert_hex(p->profile_class, "02");
	assert_int_equal(p->notify_n, 2);
	assert_int_equal(p->notify[0].events.bits, 0xF);
	assert_hex(p->notify[0].address, "612E62");
	assert_hex(p->notify[1].address, "");
	assert_true(p->has_owner);
	assert_hex(p->owner.mcc_mnc, "130062");
	assert_hex(p->owner.gid1, "AA");
	assert_hex(p->owner.gid2, "BB");
	assert_hex(p->dp_oid, "2B06");
	assert_hex(p->dp_data, "80(2B06) 81(00)");
	assert_int_equal(p->rules.bits, 6);
	assert_hex(p->service_data, "01");
	assert_hex(p->rpm, "");
	assert_hex(p->hri_server, "61");
	assert_hex(p->lpr, "02");
	assert_hex(p->enterprise, "03");
	assert_hex(p->description, "04");
	assert_hex(p->device_change, "A000");
	assert_hex(p->port, "00");
	assert_hex(p->size, "0100");
	assert_hex(p->privileges, "E200");
	sst_arena_fini(&mem);
}

static void
an_empty_list_is_empty(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_profiles l;

	(void)state;
	l = parse("BF2D02A000", &mem);
	assert_int_equal(l.n, 0);
	assert_int_equal(l.faults.n, 0);
	sst_arena_fini(&mem);
}

static void
entries_without_fields_and_unknown_fields_are_kept(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_profiles l;

	(void)state;
	l = parse("BF2D(A0(E3() E3(DF8101(00) 5F37(FF) 92(41)) E3(" ICCID
	          "90() 92(C3) 92(42) 94())))",
	    &mem);
	assert_int_equal(l.n, 3);
	assert_int_equal(l.faults.n, 0);
	assert_null(l.v[0].iccid.p);
	assert_false(l.v[0].rules.is_there);
	assert_hex(l.v[1].name, "41");
	assert_hex(l.v[2].nickname, "");
	assert_hex(l.v[2].name, "C3"); /* the first counts, as it was sent */
	assert_hex(l.v[2].icon, "");
	assert_int_equal(l.v[2].at, 3);
	sst_arena_fini(&mem);
}

static void
two_profiles_with_one_iccid_are_two_entries(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_profiles l;

	(void)state;
	l = parse("BF2D(A0(E3(" ICCID "9F70(01)) E3(" ICCID "9F70(01))))",
	    &mem);
	assert_int_equal(l.n, 2);
	sst_arena_fini(&mem);
}

static void
a_bad_field_costs_its_entry_alone(void **state)
{
	static const struct {
		const char *field, *text;
	} rows[] = {
		{ "5A(112233)", "profile 2: ICCID (5A) has 3 bytes, want 10" },
		{ "4F(A000)",
		    "profile 2: isdpAid (4F) has 2 bytes, want 5 to 16" },
		{ "9F70()",
		    "profile 2: profileState (9F70) has 0 bytes, want 1 to 9" },
		{ "99()",
		    "profile 2: profilePolicyRules (99): byte 13: empty bit "
		    "string" },
		{ "B7(80(13))",
		    "profile 2: profileOwner (B7): mccMnc (80) has 1 byte, "
		    "want 3" },
		{ "B6(30(80()))",
		    "profile 2: notificationConfigurationInfo (B6): "
		    "profileManagementOperation (80): byte 17: empty bit "
		    "string" },
		{ "B6(3005)", "profile 2: notificationConfigurationInfo (B6): "
		              "byte 15: 5 bytes wanted, 0 left" },
		{ "B8(8009)", "profile 2: dpProprietaryData (B8): "
		              "byte 15: 9 bytes wanted, 0 left" },
		{ "92FF", "profile 2: byte 12: length of 127 bytes, at most 4 "
		          "wanted" },
		{ "9205", "profile 2: byte 13: 5 bytes wanted, 0 left" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct sst_arena mem = { 0 };
		struct sst_profiles l;
		char hex[256] = "BF2D(A0(E3(92()) E3(";

		strcat(hex, rows[i].field);
		strcat(hex, ") E3(92(43))))");
		l = parse(hex, &mem);
		assert_int_equal(l.n, 2);
		assert_hex(l.v[1].name, "43");
		assert_int_equal(l.v[1].at, 3);
		assert_int_equal(l.faults.n, 1);
		assert_int_equal(l.faults.v[0].at, 2);
		assert_int_equal(l.faults.v[0].raw.p[0], 0xE3);
		assert_string_equal(l.faults.v[0].text, rows[i].text);
		sst_arena_fini(&mem);
	}
}

/* Three entries of 5 bytes behind a head of 5; every place to cut it. */
static void
a_list_that_is_cut_keeps_the_entries_before_the_cut(void **state)
{
	struct sst_span whole =
	    bytes("BF2D(A0(E3(92(41)) E3(92(42)) E3(92(43))))");

	(void)state;
	assert_int_equal(whole.n, 20);
	for (size_t n = 5; n < whole.n; n++) {
		struct sst_span part = { whole.p, n };
		struct sst_arena mem = { 0 };
		struct sst_profiles l = parse_span(part, &mem);
		size_t kept = (n - 5) / 5;

		assert_int_equal(l.n, kept);
		assert_int_equal(l.faults.n, 1);
		assert_int_equal(l.faults.v[0].at, kept + 1);
		assert_int_equal(l.faults.v[0].raw.n, (n - 5) % 5);
		assert_non_null(
		    strstr(l.faults.v[0].text, " and the rest of the list: "));
		sst_arena_fini(&mem);
	}
}

static void
an_answer_of_which_nothing_can_be_read_is_damage(void **state)
{
	static const struct {
		const char *answer, *msg;
	} rows[] = {
		{ "BF", "byte 1: 1 byte wanted, 0 left" },
		{ "BF2D", "byte 2: 1 byte wanted, 0 left" },
		{ "BF2D00", "byte 3: nothing found, A0 wanted" },
		{ "BF2D05", "byte 3: nothing found, A0 wanted" },
		{ "BF2D80A0800000", "byte 2: indefinite length" },
		{ "BF2D850000000002A000",
		    "byte 2: length form 85, at most 84 wanted" },
		{ "BF2D(BF2D(A0()))", "byte 3: tag BF2D found, A0 wanted" },
		{ "BF2D(E3())", "byte 3: tag E3 found, A0 wanted" },
		{ "BF3E(5A())", "byte 0: tag BF3E found, BF2D wanted" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct sst_arena mem = { 0 };
		struct sst_err err = { 0 };
		struct sst_profiles l;

		assert_int_equal(sst_profiles_parse(bytes(rows[i].answer), &mem,
		                     &l, &err),
		    -1);
		assert_int_equal(err.code, SST_E_FORMAT);
		assert_string_equal(err.msg, rows[i].msg);
		assert_int_equal(l.n, 0);
		sst_arena_fini(&mem);
	}
}

static void
an_error_answer_is_a_refusal_in_words(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };
	struct sst_profiles l;

	(void)state;
	assert_int_equal(sst_profiles_parse(bytes("BF2D03810101"), &mem, &l,
	                     &err),
	    -1);
	assert_int_equal(err.code, SST_E_REFUSED);
	assert_string_equal(err.msg,
	    "list of profiles refused: error 1 (incorrectInputValues)");
	assert_int_equal(sst_profiles_parse(bytes("BF2D0381017F"), &mem, &l,
	                     &err),
	    -1);
	assert_string_equal(err.msg,
	    "list of profiles refused: error 127 (undefinedError)");
	sst_arena_fini(&mem);
}

static void
what_is_no_profile_and_what_is_behind_the_list_are_faults(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_profiles l;

	(void)state;
	l = parse("BF2D(A0(E3(92(41)) E1(92(42)) E3(92(43))) E3(92(44)))"
	          "0000",
	    &mem);
	assert_int_equal(l.n, 2);
	assert_int_equal(l.faults.n, 2);
	assert_string_equal(l.faults.v[0].text,
	    "profile 2: byte 10: tag E1 found, E3 wanted");
	assert_string_equal(l.faults.v[1].text, "5 bytes behind the list");
	assert_int_equal(l.faults.v[1].raw.n, 5);
	sst_arena_fini(&mem);
}

static void
long_forms_of_length_are_read(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_profiles l;

	(void)state;
	l = parse("BF2D83000009 A08400000003 E38100", &mem);
	assert_int_equal(l.n, 1);
	assert_int_equal(l.faults.n, 0);
	sst_arena_fini(&mem);
}

static void
more_than_the_limit_is_one_fault(void **state)
{
	static uint8_t many[9 + 2 * (SST_PROFILES_MAX + 3)];
	const size_t n = 2 * (SST_PROFILES_MAX + 3);
	const uint8_t head[] = { 0xBF, 0x2D, 0x82, (uint8_t)((n + 4) >> 8),
		(uint8_t)(n + 4), 0xA0, 0x82, (uint8_t)(n >> 8), (uint8_t)n };
	struct sst_arena mem = { 0 };
	struct sst_profiles l;

	(void)state;
	memcpy(many, head, 9);
	for (size_t at = 9; at < sizeof(many); at += 2)
		many[at] = 0xE3;
	l = parse_span(SST_SPAN(many), &mem);
	assert_int_equal(l.n, SST_PROFILES_MAX);
	assert_int_equal(l.faults.n, 1);
	assert_int_equal(l.faults.v[0].at, SST_PROFILES_MAX + 1);
	assert_int_equal(l.faults.v[0].raw.n, 6);
	assert_string_equal(l.faults.v[0].text,
	    "more than 256 entries: the rest of the list");
	sst_arena_fini(&mem);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_field_finds_its_member),
		cmocka_unit_test(an_empty_list_is_empty),
		cmocka_unit_test(
		    entries_without_fields_and_unknown_fields_are_kept),
		cmocka_unit_test(two_profiles_with_one_iccid_are_two_entries),
		cmocka_unit_test(a_bad_field_costs_its_entry_alone),
		cmocka_unit_test(
		    a_list_that_is_cut_keeps_the_entries_before_the_cut),
		cmocka_unit_test(
		    an_answer_of_which_nothing_can_be_read_is_damage),
		cmocka_unit_test(an_error_answer_is_a_refusal_in_words),
		cmocka_unit_test(
		    what_is_no_profile_and_what_is_behind_the_list_are_faults),
		cmocka_unit_test(long_forms_of_length_are_read),
		cmocka_unit_test(more_than_the_limit_is_one_fault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
