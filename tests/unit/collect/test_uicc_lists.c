/* SPDX-License-Identifier: ISC */
/* test_uicc_lists.c: files of records as lists, and what damage costs. */
#include "uicc_rig.h"

#define NONE14 "FFFFFFFFFFFFFFFFFFFFFFFFFFFF"
/* "Foo", +491713920001, and an overflow record. */
#define FOO "466F6F0791947131290010FFFFFFFFFF"
#define ADN_FOO(ext) "466F6F0791947131290010FFFFFFFFFF" ext

static void
networks_come_with_what_is_used_there(void **state)
{
	struct rig *r = *state;
	const struct sst_sim *sim;

	rig_usim(r);
	rig_put(r, 0x6F60, 0, "00F1104000FFFFFF000062F289C880");
	rig_put(r, 0x6F7B, 0, "99F988FFFFFF");
	rig_put(r, 0x6FD9, 0, "FFFFFF");
	sim = rig_sim(r);
	assert_int_equal(sim->user_networks.n, 2);
	assert_string_equal(sim->user_networks.v[0].mcc_mnc, "00101");
	assert_string_equal(sim->user_networks.v[0].access, "E-UTRAN");
	assert_string_equal(sim->user_networks.v[1].mcc_mnc, "26298");
	assert_int_equal(sim->forbidden_networks.n, 1);
	assert_null(sim->forbidden_networks.v[0].access);
	assert_non_null(sim->equivalent_home.v);
	assert_int_equal(sim->equivalent_home.n, 0);
	assert_null(sim->operator_networks.v);
	assert_int_equal(r->out.gaps.n, 0);
}

static void
names_of_networks_keep_their_numbers(void **state)
{
	struct rig *r = *state;
	const struct sst_sim *sim;

	rig_usim(r);
	rig_put(r, 0x6FC5, 8,
	    "FFFFFFFFFFFFFFFF430484C8B45CFFFFFFFFFFFFFFFFFFFF");
	rig_put(r, 0x6FC6, 8, "62F2890000FFFE02FFFFFF0000000000");
	sim = rig_sim(r);
	assert_int_equal(sim->names.n, 2);
	assert_null(sim->names.v[0].full);
	assert_non_null(sim->names.v[1].full);
	assert_int_equal(sim->places.n, 1);
	assert_int_equal(sim->places.v[0].name.v, 2);
	assert_int_equal(sim->places.v[0].lac_last.v, 0xFFFE);
}

static void
emergency_numbers_say_who_answers(void **state)
{
	struct rig *r = *state;
	const struct sst_sim *sim;

	rig_usim(r);
	rig_put(r, 0x6FB7, 7, "11F2FF536F7306FFFFFFFFFFFFFF");
	sim = rig_sim(r);
	assert_int_equal(sim->emergency.n, 1);
	assert_string_equal(sim->emergency.v[0].number, "112");
	assert_string_equal(sim->emergency.v[0].name, "Sos");
	assert_true(sim->emergency.v[0].category.is_known);
	assert_int_equal(sim->emergency.v[0].category.v, 6);
}

static void
the_first_own_number_is_the_lines(void **state)
{
	struct rig *r = *state;
	const struct sst_sim *sim;

	rig_usim(r);
	rig_put(r, 0x6F40, 17,
	    "FFFFFF" NONE14 "466F6F0791947131290010FFFFFFFFFFFF");
	sim = rig_sim(r);
	assert_int_equal(sim->own_numbers.n, 1);
	assert_string_equal(sim->own_numbers.v[0].name, "Foo");
	assert_string_equal(r->out.profiles.v[0].msisdn, "+491713920001");
}

static void
a_centre_without_parameters_has_none(void **state)
{
	struct rig *r = *state;
	const struct sst_sms_centre *c;

	rig_usim(r);
	rig_put(r, 0x6F42, 28,
	    "FDFFFFFFFFFFFFFFFFFFFFFFFF0791947131290099FFFFFFFFFFFFFF");
	c = rig_sim(r)->sms_centres.v;
	assert_string_equal(c->centre, "+491713920099");
	assert_null(c->destination);
	assert_null(c->name);
	assert_false(c->pid.is_known);
	assert_false(c->validity.is_known);
}

static void
a_damaged_record_costs_that_record(void **state)
{
	struct rig *r = *state;
	const struct sst_sim *sim;

	rig_usim(r);
	rig_put(r, 0x6FC7, 14,
	    "0CFFFFFFFFFFFFFFFFFFFFFFFFFF"
	    "0791947131290033FFFFFFFFFFFF"
	    "0DFFFFFFFFFFFFFFFFFFFFFFFFFF");
	sim = rig_sim(r);
	assert_int_equal(sim->voicemail.n, 1);
	assert_string_equal(sim->voicemail.v[0].number, "+491713920033");
	rig_gap(r, "EF.MBDN (3F00/7FFF/6FC7)",
	    "record 1: byte 0: number of 12 bytes, at most 11 wanted (and 1 "
	    "more like it)");
	assert_string_equal(r->out.gaps.v[0].member,
	    "raw/sim-1/3F00-7FFF-6FC7.bin");
}

static void
a_list_without_records_is_a_gap(void **state)
{
	struct rig *r = *state;

	rig_usim(r);
	rig_put(r, 0x6FC7, 0, "0791947131290033FFFFFFFFFFFF");
	assert_int_equal(rig_sim(r)->voicemail.n, 0);
	rig_gap(r, "EF.MBDN (3F00/7FFF/6FC7)", "a file of records wanted");
}

static void
digits_beyond_the_first_twenty_are_found(void **state)
{
	struct rig *r = *state;
	const struct sst_sim *sim;

	rig_usim(r);
	rig_put(r, 0x6FC7, 14, "0B9121436587092143658709FF02");
	rig_put(r, 0x6FC8, 13,
	    "FFFFFFFFFFFFFFFFFFFFFFFFFF"
	    "02032143F5FFFFFFFFFFFFFFFF");
	sim = rig_sim(r);
	assert_string_equal(sim->voicemail.v[0].number,
	    "+123456789012345678901234"
	    "5");
	assert_int_equal(r->out.gaps.n, 0);
}

static void
digits_that_go_round_in_a_circle_have_an_end(void **state)
{
	struct rig *r = *state;

	rig_usim(r);
	rig_put(r, 0x6FC7, 14, "0B9121436587092143658709FF01");
	rig_put(r, 0x6FC8, 13, "02012143FFFFFFFFFFFFFFFF01");
	rig_last(r)->content.n = 13;
	assert_int_equal(rig_sim(r)->voicemail.n, 0);
	assert_int_equal(r->out.gaps.n, 1);
	assert_string_equal(r->out.gaps.v[0].what, "EF.MBDN (3F00/7FFF/6FC7)");
}

static void
digits_in_a_file_that_was_not_read_are_missed(void **state)
{
	struct rig *r = *state;

	rig_usim(r);
	rig_put(r, 0x6FC7, 14, "0B9121436587092143658709FF02");
	assert_int_equal(rig_sim(r)->voicemail.n, 0);
	rig_gap(r, "EF.MBDN (3F00/7FFF/6FC7)",
	    "record 1: a number goes on in EF.EXT6, which was not read");
}

static void
services_have_names_or_numbers(void **state)
{
	struct rig *r = *state;
	const struct sst_sim *sim;

	rig_usim(r);
	rig_put(r, 0x6F38, 0, "80000000000000000000000000000000000000000080");
	sim = rig_sim(r);
	assert_int_equal(sim->services.n, 2);
	assert_string_equal(sim->services.v[1], "service 176");
}

static void
the_language_of_the_usim_comes_first(void **state)
{
	struct rig *r = *state;

	rig_usim(r);
	rig_put(r, 0x2F05, 0, "6672FFFF");
	rig_put(r, 0x6F05, 0, "6465656EFFFF");
	assert_string_equal(rig_sim(r)->languages, "de,en");
}

static void
messages_name_their_record(void **state)
{
	struct rig *r = *state;
	const struct sst_message *m;
	const struct sst_sim *sim;

	rig_usim(r);
	r->how.messages = true;
	/* "hello" from +1234, 2026-03-29; a free one; one that is cut */
	rig_put(r, 0x6F3C, 30,
	    "00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"
	    "03000404912143000062309241500080"
	    "05E8329BFD06FFFFFFFFFFFFFFFF"
	    "01FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF");
	sim = rig_sim(r);
	assert_int_equal(sim->messages.n, 1);
	m = sim->messages.v;
	assert_string_equal(m->status, "unread");
	assert_string_equal(m->peer, "+1234");
	assert_string_equal(m->text, "hello");
	assert_null(m->centre);
	assert_int_equal(m->record.v, 2);
	assert_string_equal(m->member, "raw/sim-1/3F00-7FFF-6F3C.bin");
	assert_false(m->parts.is_known);
	assert_int_equal(r->out.gaps.n, 1);
	assert_string_equal(r->out.gaps.v[0].what, "EF.SMS (3F00/7FFF/6F3C)");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		RIG_TEST(networks_come_with_what_is_used_there),
		RIG_TEST(names_of_networks_keep_their_numbers),
		RIG_TEST(emergency_numbers_say_who_answers),
		RIG_TEST(the_first_own_number_is_the_lines),
		RIG_TEST(a_centre_without_parameters_has_none),
		RIG_TEST(a_damaged_record_costs_that_record),
		RIG_TEST(a_list_without_records_is_a_gap),
		RIG_TEST(digits_beyond_the_first_twenty_are_found),
		RIG_TEST(digits_that_go_round_in_a_circle_have_an_end),
		RIG_TEST(digits_in_a_file_that_was_not_read_are_missed),
		RIG_TEST(services_have_names_or_numbers),
		RIG_TEST(the_language_of_the_usim_comes_first),
		RIG_TEST(messages_name_their_record),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
