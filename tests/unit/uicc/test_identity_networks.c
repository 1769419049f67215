/* SPDX-License-Identifier: ISC */
/* test_identity_networks.c: lists of networks and their access technologies. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/uicc/identity.h>

#include "unit/uicc/bytes.h"

#define ROUNDS 20000

static void
networks_have_2_or_3_digits_behind_the_country(void **state)
{
	struct sst_identity_networks l;
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	assert_done(sst_identity_networks(bytes("22F860 330420 FFFFFF 62F220"),
	                false, &mem, &l, &err),
	    &err, 0);
	assert_int_equal(l.n, 3);
	assert_string_equal(l.v[0].plmn, "22806");
	assert_string_equal(l.v[1].plmn, "334020");
	assert_string_equal(l.v[2].plmn, "26202");
	assert_false(l.v[0].has_act);
	sst_arena_fini(&mem);
}

static void
access_technologies_follow_a_network(void **state)
{
	struct sst_identity_networks l;
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	assert_done(sst_identity_networks(bytes("62F220488C FFFFFF0000 "
	                                        "DDF8DD0080 FFFFFFFFFF"),
	                true, &mem, &l, &err),
	    &err, 0);
	assert_int_equal(l.n, 2);
	assert_string_equal(l.v[0].plmn, "26202");
	assert_true(l.v[0].has_act);
	assert_int_equal(l.v[0].act, 0x488C);
	assert_string_equal(l.v[1].plmn, "??8??");
	assert_int_equal(l.v[1].act, 0x0080);
	sst_arena_fini(&mem);
}

static void
an_empty_file_is_an_empty_list(void **state)
{
	struct sst_identity_networks l;
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	assert_done(sst_identity_networks(bytes(""), true, &mem, &l, &err),
	    &err, 0);
	assert_done(sst_identity_networks(padded("", 41), true, &mem, &l, &err),
	    &err, 0);
	assert_done(sst_identity_networks(padded("", 13), false, &mem, &l,
	                &err),
	    &err, 0);
	assert_int_equal(l.n, 0);
	assert_null(l.v);
	sst_arena_fini(&mem);
}

static void
damage_is_told_with_its_place(void **state)
{
	struct sst_identity_networks l;
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	assert_refused(sst_identity_networks(bytes("22F86022F8"), false, &mem,
	                   &l, &err),
	    &err, "byte 3: 3 bytes wanted, 2 left");
	assert_refused(sst_identity_networks(bytes("22F860FF"), true, &mem, &l,
	                   &err),
	    &err, "byte 0: 5 bytes wanted, 4 left");
	assert_refused(sst_identity_networks(bytes("22F86022B860"), false, &mem,
	                   &l, &err),
	    &err, "byte 4: digit 6 of MCC and MNC is B");
	assert_refused(sst_identity_networks(bytes("22F86022F8E0"), false, &mem,
	                   &l, &err),
	    &err, "byte 5: digit 5 of MCC and MNC is E");
	assert_int_equal(l.n, 0);
	sst_arena_fini(&mem);
}

static void
every_technology_has_a_name(void **state)
{
	static const struct {
		uint16_t act;
		const char *want;
	} cases[] = {
		{ 0x0000, "" },
		{ 0x8000, "UTRAN" },
		{ 0x4000, "E-UTRAN" },
		{ 0x7000, "E-UTRAN" },
		{ 0x6000, "E-UTRAN WB" },
		{ 0x5000, "E-UTRAN NB" },
		{ 0x3000, "" },
		{ 0x0800, "NG-RAN" },
		{ 0x0400, "satellite NG-RAN" },
		{ 0x0200, "satellite E-UTRAN" },
		{ 0x0100, "satellite NB-IoT" },
		{ 0x0080, "GERAN" },
		{ 0x0084, "GERAN" },
		{ 0x0088, "EC-GSM-IoT" },
		{ 0x008C, "GERAN, EC-GSM-IoT" },
		{ 0x000C, "" },
		{ 0x0040, "GSM COMPACT" },
		{ 0x0020, "HRPD" },
		{ 0x0010, "1xRTT" },
		{ 0x0003, "" },
		{ 0xC880, "GERAN, UTRAN, E-UTRAN, NG-RAN" },
		{ 0x488C, "GERAN, EC-GSM-IoT, E-UTRAN, NG-RAN" },
		{ 0xEFFF,
		    "GERAN, EC-GSM-IoT, GSM COMPACT, UTRAN, E-UTRAN WB, "
		    "NG-RAN, HRPD, 1xRTT, satellite NG-RAN, satellite E-UTRAN, "
		    "satellite NB-IoT" },
	};
	char text[SST_IDENTITY_ACT_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		sst_identity_act_format(cases[i].act, text);
		assert_string_equal(text, cases[i].want);
	}
}

static void
a_list_is_written_with_padding_behind(void **state)
{
	struct sst_identity_network v[] = { { "22806", true, 0x8000 },
		{ "334020", true, 0x4000 }, { "", false, 0 },
		{ "2?8??", true, 0x488C } };
	struct sst_identity_networks l = { v, 4 };
	struct sst_err err = { 0 };
	uint8_t file[22];

	(void)state;
	assert_done(sst_identity_networks_encode(&l, true, file, 22, &err),
	    &err, 0);
	assert_bytes(file, 22,
	    "22F8608000 3304204000 FFFFFFFFFF D2F8DD488C FFFF");
	assert_done(sst_identity_networks_encode(&l, false, file, 12, &err),
	    &err, 0);
	assert_bytes(file, 12, "22F860 330420 FFFFFF D2F8DD");
	l.n = 0;
	assert_done(sst_identity_networks_encode(&l, false, file, 3, &err),
	    &err, 0);
	assert_bytes(file, 3, "FFFFFF");
	assert_done(sst_identity_networks_encode(&l, false, NULL, 0, &err),
	    &err, 0);
}

static void
what_does_not_fit_is_refused(void **state)
{
	struct sst_identity_network v[] = { { "22806", false, 0 },
		{ "22806", true, 0x8000 } };
	struct sst_identity_networks l = { v, 2 };
	struct sst_err err = { 0 };
	uint8_t file[16];

	(void)state;
	assert_refused(sst_identity_networks_encode(&l, true, file, 9, &err),
	    &err, "2 networks, of which 1 fit");
	assert_refused(sst_identity_networks_encode(&l, true, file, 10, &err),
	    &err, "network 1: access technologies are missing");
	memcpy(v[1].plmn, "2280", 5);
	assert_refused(sst_identity_networks_encode(&l, false, file, 6, &err),
	    &err, "network 2: MCC and MNC of 4 digits, want 5 or 6");
	memcpy(v[1].plmn, "228x6", 6);
	assert_refused(sst_identity_networks_encode(&l, false, file, 6, &err),
	    &err, "network 2: character 4 of MCC and MNC is no digit");
}

static void
make_list(struct sst_identity_network *v, size_t n, bool with_act)
{
	static const char digits[] = "0123456789?";

	for (size_t i = 0; i < n; i++) {
		size_t count = 5 + chance(2);

		v[i] = (struct sst_identity_network){ .has_act = with_act };
		if (with_act)
			v[i].act = (uint16_t)chance(0x10000);
		for (size_t k = 0; k < count; k++)
			v[i].plmn[k] = digits[chance(11)];
	}
}

static void
every_list_comes_back_as_it_was(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	for (size_t i = 0; i < ROUNDS; i++) {
		struct sst_identity_network v[8];
		struct sst_identity_networks l = { v, chance(9) };
		struct sst_identity_networks back;
		bool with_act = i % 2 == 0;
		uint8_t file[42];

		make_list(v, l.n, with_act);
		assert_int_equal(sst_identity_networks_encode(&l, with_act,
		                     file, sizeof(file), &err),
		    0);
		assert_int_equal(sst_identity_networks(SST_SPAN(file), with_act,
		                     &mem, &back, &err),
		    0);
		assert_int_equal(back.n, l.n);
		for (size_t k = 0; k < l.n; k++) {
			assert_string_equal(back.v[k].plmn, v[k].plmn);
			assert_int_equal(back.v[k].act, v[k].act);
		}
	}
	sst_arena_fini(&mem);
}

static void
take(struct sst_span s)
{
	struct sst_arena mem = { 0 };
	struct sst_identity_networks l;
	struct sst_err err = { 0 };

	for (int i = 0; i < 2; i++) {
		if (sst_identity_networks(s, i == 1, &mem, &l, &err) < 0)
			assert_int_equal(err.code, SST_E_FORMAT);
		for (size_t k = 0; k < l.n; k++)
			assert_text(l.v[k].plmn);
	}
	sst_arena_fini(&mem);
}

static void
whatever_is_damaged_digits_stay_digits(void **state)
{
	(void)state;
	each_damage(bytes("62F220488CFFFFFF000022F8600080"), take);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    networks_have_2_or_3_digits_behind_the_country),
		cmocka_unit_test(access_technologies_follow_a_network),
		cmocka_unit_test(an_empty_file_is_an_empty_list),
		cmocka_unit_test(damage_is_told_with_its_place),
		cmocka_unit_test(every_technology_has_a_name),
		cmocka_unit_test(a_list_is_written_with_padding_behind),
		cmocka_unit_test(what_does_not_fit_is_refused),
		cmocka_unit_test(every_list_comes_back_as_it_was),
		cmocka_unit_test(whatever_is_damaged_digits_stay_digits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
