/* SPDX-License-Identifier: ISC */
/* test_uicc_smsp.c: message centres and preferred networks to a card. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "card_rig.h"

#define NO_ADDRESS "FFFFFFFFFFFFFFFFFFFFFFFF"
#define CENTRE_1 "0791 947131290099 FFFFFFFF"
#define CENTRE_2 "0791 947131290010 FFFFFFFF"

static struct sst_sms_centre centres[3];

static size_t
smsp_card(struct card_rig *r, size_t name, unsigned records)
{
	memset(centres, 0, sizeof(centres));
	r->card.smsp = add_file(r, "EF.SMSP", 28 + name, records);
	r->sim.sms_centres.v = centres;
	r->sim.sms_centres.n = 1;
	r->wish.smsp = true;
	return r->card.smsp;
}

static void
plan(struct card_rig *r)
{
	assert_int_equal(sst_uicc_write_plan(&r->card, &r->wish, &r->mem,
	                     &r->plan, &r->err),
	    0);
}

static void
carry_out(struct card_rig *r)
{
	apply(r, &r->plan, r->plan.n);
	plan(r);
	assert_int_equal(r->plan.n, 0);
}

static void
expect_record(struct card_rig *r, unsigned nr, const char *hex)
{
	uint8_t want[SST_UICC_WRITE_RECORD];

	memset(want, 0xFF, sizeof(want));
	(void)fake_hex(hex, want, sizeof(want));
	assert_memory_equal(record(r, r->card.smsp, nr), want,
	    r->card.v[r->card.smsp].fcp.record_size);
}

static struct sst_num
num(int v)
{
	return (struct sst_num){ true, v };
}

static void
an_empty_record_gets_the_centre(void **state)
{
	struct card_rig *r = *state;

	(void)smsp_card(r, 4, 2);
	centres[0] = (struct sst_sms_centre){ .name = "SMSC",
		.centre = "+491713920099",
		.pid = num(0),
		.dcs = num(0),
		.validity = num(167) };
	plan(r);
	assert_int_equal(r->plan.n, 1);
	assert_string_equal(r->plan.v[0].was, "empty");
	assert_string_equal(r->plan.v[0].becomes,
	    "\"SMSC\" centre +491713920099, to -, PID 0, DCS 0, validity "
	    "1440 min");
	carry_out(r);
	expect_record(r, 1, "534D5343 E1" NO_ADDRESS CENTRE_1 "0000A7");
	expect_record(r, 2, "");
}

static void
only_fields_that_differ_are_replaced(void **state)
{
	struct card_rig *r = *state;
	size_t f = smsp_card(r, 4, 1);

	/* a destination that is said to be there, and odd bytes in it */
	put_hex(r, f, 1,
	    "534D5343 60"
	    "FF11223344556677889900AA" CENTRE_2 "000411");
	centres[0] = (struct sst_sms_centre){ .name = "SMSC",
		.centre = "+491713920099",
		.validity = num(167) };
	plan(r);
	carry_out(r);
	expect_record(r, 1,
	    "534D5343 60"
	    "FF11223344556677889900AA" CENTRE_1 "0004A7");
}

static void
a_centre_that_is_there_is_left_alone(void **state)
{
	struct card_rig *r = *state;
	size_t f = smsp_card(r, 4, 1);

	put_hex(r, f, 1, "534D5343 E0" NO_ADDRESS CENTRE_1 "0000A7");
	centres[0] = (struct sst_sms_centre){ .name = "SMSC",
		.centre = "+491713920099",
		.destination = "",
		.pid = num(0),
		.dcs = num(0),
		.validity = num(167) };
	plan(r);
	assert_int_equal(r->plan.n, 0);
	centres[0] = (struct sst_sms_centre){ 0 };
	plan(r);
	assert_int_equal(r->plan.n, 0);
}

static void
a_record_is_found_by_name_then_by_number_then_by_place(void **state)
{
	struct card_rig *r = *state;
	size_t f = smsp_card(r, 4, 4);

	put_hex(r, f, 2, "FFFFFFFF FD" NO_ADDRESS CENTRE_2 "FFFFFF");
	put_hex(r, f, 3, "41FFFFFF FD" NO_ADDRESS CENTRE_2 "FFFFFF");
	r->sim.sms_centres.n = 3;
	centres[0].name = "A";
	centres[0].validity = num(1);
	centres[1].centre = "+491713920001";
	centres[1].validity = num(2);
	centres[2].centre = "+44";
	centres[2].validity = num(3);
	plan(r);
	assert_int_equal(r->plan.n, 3);
	assert_int_equal(r->plan.v[0].record, 3);
	assert_int_equal(r->plan.v[1].record, 2);
	/* its own place is taken: the first empty one */
	assert_int_equal(r->plan.v[2].record, 1);
	carry_out(r);
}

static void
a_record_that_cannot_be_read_is_not_replaced(void **state)
{
	struct card_rig *r = *state;
	size_t f = smsp_card(r, 4, 1);

	put_hex(r, f, 1, "FFFFFFFF FD" NO_ADDRESS "20");
	centres[0].centre = "+1";
	plan(r);
	assert_int_equal(r->plan.n, 0);
	assert_string_equal(r->plan.remarks.v[0].why,
	    "left out: no free record");
}

static void
a_name_that_does_not_fit_leaves_the_card_s_own(void **state)
{
	struct card_rig *r = *state;
	size_t f = smsp_card(r, 4, 1);

	put_hex(r, f, 1, "41FFFFFF FD" NO_ADDRESS CENTRE_2 "FFFFFF");
	centres[0].name = "Message centre";
	centres[0].centre = "+491713920099";
	plan(r);
	assert_string_equal(r->plan.remarks.v[0].why,
	    "left out without --cut: it is cut to \"Mess\"");
	carry_out(r);
	expect_record(r, 1, "41FFFFFF FD" NO_ADDRESS CENTRE_1 "FFFFFF");
	r->wish.cut = true;
	plan(r);
	carry_out(r);
	expect_record(r, 1, "4D657373 FD" NO_ADDRESS CENTRE_1 "FFFFFF");
}

static void
a_file_without_room_for_names_gets_the_rest(void **state)
{
	struct card_rig *r = *state;

	(void)smsp_card(r, 0, 1);
	centres[0].name = "SMSC";
	centres[0].centre = "+491713920099";
	r->wish.cut = true;
	plan(r);
	assert_string_equal(r->plan.remarks.v[0].why,
	    "left out: there is no room for it");
	carry_out(r);
	expect_record(r, 1, "FD" NO_ADDRESS CENTRE_1 "FFFFFF");
}

static void
what_cannot_be_coded_is_a_remark(void **state)
{
	struct card_rig *r = *state;

	(void)smsp_card(r, 4, 1);
	centres[0].centre = "no number";
	plan(r);
	assert_int_equal(r->plan.n, 0);
	assert_string_equal(r->plan.remarks.v[0].why,
	    "centre: character 1 of the number is no digit");
}

static void
a_card_without_such_a_file_is_a_remark(void **state)
{
	struct card_rig *r = *state;
	size_t f = smsp_card(r, 0, 1);

	centres[0].centre = "+1";
	r->card.v[f].fcp.update = SST_FCP_ADM;
	plan(r);
	assert_int_equal(r->plan.n, 0);
	assert_string_equal(r->plan.remarks.v[0].why,
	    "the card does not let its holder write it");
	r->card.smsp = SST_UICC_WRITE_NONE;
	r->wish.plmn = true;
	plan(r);
	assert_int_equal(r->plan.remarks.n, 2);
	assert_string_equal(r->plan.remarks.v[1].what, "EF.PLMNwAcT");
	assert_string_equal(r->plan.remarks.v[1].why,
	    "there is none on the card");
}

static size_t
plmn_card(struct card_rig *r, size_t size, const char *hex)
{
	r->card.plmn = add_file(r, "EF.PLMNwAcT", size, 0);
	(void)fake_hex(hex, r->card.v[r->card.plmn].data, size);
	r->wish.plmn = true;
	return r->card.plmn;
}

static void
the_list_of_networks_is_replaced_whole(void **state)
{
	static const uint8_t wanted[] = { 0xFF, 0xFF, 0xFF, 0, 0, 0x62, 0xF2,
		0x10, 0x40, 0, 0x99, 0xF9, 0x07, 0x80, 0x80 };
	struct card_rig *r = *state;
	size_t f = plmn_card(r, 20, "00F110 4000 00F120 4000 00F130 4000");
	uint8_t want[20];

	r->wish.plmn_file = SST_SPAN(wanted);
	plan(r);
	assert_int_equal(r->plan.n, 1);
	assert_int_equal(r->plan.v[0].record, 0);
	assert_int_equal(r->plan.v[0].old.n, 20);
	assert_non_null(strstr(r->plan.v[0].was, "00101 ("));
	assert_non_null(strstr(r->plan.v[0].becomes, "26201 ("));
	assert_null(strstr(r->plan.v[0].becomes, "00101"));
	carry_out(r);
	(void)fake_hex("62F2104000 99F9078080", want, sizeof(want));
	assert_memory_equal(r->card.v[f].data, want, 10);
	assert_memory_equal(r->card.v[f].data + 10, "\xFF\xFF\xFF", 3);
}

/* What is confirmed is what was shown. */
static void
a_long_list_is_shown_whole(void **state)
{
	static uint8_t wanted[5 * 60];
	struct card_rig *r = *state;

	(void)plmn_card(r, sizeof(wanted), "");
	for (size_t i = 0; i < 60; i++) {
		const uint8_t one[] = { 0x62, 0xF2,
			(uint8_t)(i % 10 << 4 | i / 10), 0xC0, 0x80 };

		memcpy(wanted + 5 * i, one, sizeof(one));
	}
	r->wish.plmn_file = SST_SPAN(wanted);
	plan(r);
	assert_int_equal(r->plan.n, 1);
	assert_true(strlen(r->plan.v[0].becomes) > 1024);
	assert_non_null(strstr(r->plan.v[0].becomes, "26200 ("));
	assert_non_null(strstr(r->plan.v[0].becomes, "26259 ("));
}

static void
a_list_that_the_archive_lacks_erases_nothing(void **state)
{
	struct card_rig *r = *state;

	(void)plmn_card(r, 10, "62F2104000 99F9078080");
	r->wish.plmn_file = (struct sst_span){ 0 };
	plan(r);
	assert_int_equal(r->plan.n, 0);
	assert_string_equal(r->plan.remarks.v[0].why,
	    "the archive does not have its bytes");
}

static void
a_list_that_is_damaged_costs_the_list(void **state)
{
	/* an entry, and 4 bytes of another */
	static const uint8_t wanted[] = { 0x62, 0xF2, 0x10, 0x40, 0, 1, 2, 3,
		4 };
	static struct sst_sms_centre centre = { .centre = "+1" };
	struct card_rig *r = *state;

	(void)plmn_card(r, 10, "");
	(void)smsp_card(r, 0, 1);
	r->sim.sms_centres.v = &centre;
	r->sim.sms_centres.n = 1;
	r->wish.plmn_file = SST_SPAN(wanted);
	plan(r);
	assert_int_equal(r->plan.n, 1);
	assert_int_equal(r->plan.v[0].file, r->card.smsp);
	assert_string_equal(r->plan.remarks.v[0].what, "EF.PLMNwAcT");
	assert_non_null(
	    strstr(r->plan.remarks.v[0].why, "left out: in the archive: "));
}

static void
a_list_that_is_too_long_is_cut_and_said(void **state)
{
	static const uint8_t wanted[] = { 0x62, 0xF2, 0x10, 0x40, 0, 0x99, 0xF9,
		0x07, 0x80, 0x80 };
	struct card_rig *r = *state;

	(void)plmn_card(r, 7, "");
	r->wish.plmn_file = SST_SPAN(wanted);
	plan(r);
	assert_int_equal(r->plan.n, 1);
	assert_string_equal(r->plan.remarks.v[0].why,
	    "left out: the last 1 of 2");
	carry_out(r);
}

static void
a_list_that_is_the_same_is_left_alone(void **state)
{
	static const uint8_t wanted[] = { 0x62, 0xF2, 0x10, 0x40, 0 };
	struct card_rig *r = *state;
	size_t f = plmn_card(r, 15, "FFFFFF0000 62F2104000 FFFFFF0000");

	r->wish.plmn_file = SST_SPAN(wanted);
	plan(r);
	assert_int_equal(r->plan.n, 0);
	r->card.v[f].fcp.update = SST_FCP_NEVER;
	plan(r);
	assert_string_equal(r->plan.remarks.v[0].why,
	    "the card does not let its holder write it");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_empty_record_gets_the_centre),
		TEST(only_fields_that_differ_are_replaced),
		TEST(a_centre_that_is_there_is_left_alone),
		TEST(a_record_is_found_by_name_then_by_number_then_by_place),
		TEST(a_record_that_cannot_be_read_is_not_replaced),
		TEST(a_name_that_does_not_fit_leaves_the_card_s_own),
		TEST(a_file_without_room_for_names_gets_the_rest),
		TEST(what_cannot_be_coded_is_a_remark),
		TEST(a_card_without_such_a_file_is_a_remark),
		TEST(the_list_of_networks_is_replaced_whole),
		TEST(a_long_list_is_shown_whole),
		TEST(a_list_that_is_damaged_costs_the_list),
		TEST(a_list_that_the_archive_lacks_erases_nothing),
		TEST(a_list_that_is_too_long_is_cut_and_said),
		TEST(a_list_that_is_the_same_is_left_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
