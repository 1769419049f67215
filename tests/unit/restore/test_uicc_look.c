/* SPDX-License-Identifier: ISC */
/* test_uicc_look.c: what is read of a card for a plan. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "link_rig.h"

static void
open_card(struct link_rig *r)
{
	assert_int_equal(open_uicc(r), 0);
}

static int
look(struct link_rig *r)
{
	open_card(r);
	return sst_uicc_write_look(&r->uicc, &r->wish, &r->mem, &r->is,
	    &r->err);
}

/* ADN and EMAIL by record number, EXT1. */
static const char pbr[] = "A80A C0034F3A01 CA034F5003 AA05C2034F4A02";

static void
a_book(struct link_rig *r)
{
	(void)add_records(r, 0x4F30, 24, 2, pbr);
	(void)add_records(r, 0x4F3A, 24, 3, "");
	(void)add_records(r, 0x4F50, 20, 3, "");
	(void)add_records(r, 0x4F4A, 13, 2, "");
	r->wish.contacts = true;
}

static void
a_phone_book_is_read_with_its_files(void **state)
{
	struct link_rig *r = *state;

	a_book(r);
	put_hex(r, 1, 2, "41 FFFFFFFFFFFFFFFFFF 0281 21");
	assert_int_equal(look(r), 0);
	assert_int_equal(r->is.set_n, 1);
	assert_int_equal(r->is.n, 4);
	assert_int_equal(r->is.pbr, 0);
	assert_int_equal(r->is.v[1].book.kind, SST_PHONEBOOK_ADN);
	assert_string_equal(r->is.v[1].name, "EF.ADN");
	assert_int_equal(r->is.v[1].data[24], 0x41);
	assert_int_equal(r->is.sets[0].at[1], 2);
	assert_int_equal(r->is.faults.n, 0);
	assert_int_equal(r->is.smsp, SST_UICC_WRITE_NONE);
}

static void
without_ef_pbr_it_is_the_old_one(void **state)
{
	struct link_rig *r = *state;

	(void)add_records(r, 0x6F3A, 24, 3, "");
	r->wish.contacts = true;
	assert_int_equal(look(r), 0);
	assert_int_equal(r->is.set_n, 1);
	assert_int_equal(r->is.n, 1);
	assert_int_equal(r->is.sets[0].at[1], SST_UICC_WRITE_NONE);
}

static void
a_card_without_any_has_no_set(void **state)
{
	struct link_rig *r = *state;

	(void)add_records(r, 0x6F00, 24, 3, "");
	r->wish.contacts = r->wish.smsp = r->wish.plmn = true;
	assert_int_equal(look(r), 0);
	assert_int_equal(r->is.set_n, 0);
	assert_int_equal(r->is.smsp, SST_UICC_WRITE_NONE);
	assert_int_equal(r->is.plmn, SST_UICC_WRITE_NONE);
}

static void
only_what_is_wanted_is_selected(void **state)
{
	struct link_rig *r = *state;

	a_book(r);
	(void)add_records(r, 0x6F42, 28, 1, "");
	(void)add_plain(r, 0x6F60, 10);
	r->wish.contacts = false;
	r->wish.smsp = r->wish.plmn = true;
	assert_int_equal(look(r), 0);
	assert_int_equal(r->is.n, 2);
	assert_int_equal(r->is.smsp, 0);
	assert_int_equal(r->is.plmn, 1);
	for (size_t i = 0; i < r->sim.seen_n; i++)
		assert_int_not_equal(r->sim.seen[i], 0x4F30);
}

static void
a_file_that_cannot_be_read_costs_that_file(void **state)
{
	struct link_rig *r = *state;

	a_book(r);
	r->sim.v[2].flags |= SIM_CARD_NO_READ;
	assert_int_equal(look(r), 0);
	assert_int_equal(r->is.n, 3);
	assert_int_equal(r->is.sets[0].at[1], SST_UICC_WRITE_NONE);
	assert_int_equal(r->is.faults.n, 1);
	assert_string_equal(r->is.faults.v[0].what, "EF.EMAIL");
	assert_non_null(strstr(r->is.faults.v[0].why, "6985"));
}

static void
a_file_is_of_one_kind(void **state)
{
	struct link_rig *r = *state;

	(void)add_records(r, 0x4F30, 30, 1,
	    "A814 C0034F3A01 CA034F3A01 C5034F3001 C5034F3A01");
	(void)add_records(r, 0x4F3A, 24, 3, "");
	r->wish.contacts = true;
	assert_int_equal(look(r), 0);
	assert_int_equal(r->is.sets[0].pbr.n, 4);
	assert_int_equal(r->is.sets[0].at[0], 1);
	for (size_t i = 1; i < 4; i++)
		assert_int_equal(r->is.sets[0].at[i], SST_UICC_WRITE_NONE);
}

/* Plans and steps hold 255 bytes of a record; a command could read 256. */
static void
a_file_of_longer_records_than_can_be_written_is_left_out(void **state)
{
	struct link_rig *r = *state;

	(void)add_records(r, 0x4F30, 24, 1, pbr);
	(void)add_records(r, 0x4F3A, 256, 2, "");
	(void)add_records(r, 0x4F50, 255, 2, "");
	r->wish.contacts = true;
	assert_int_equal(look(r), 0);
	assert_int_equal(r->is.n, 2);
	assert_string_equal(r->is.v[1].name, "EF.EMAIL");
	assert_int_equal(r->is.sets[0].at[0], SST_UICC_WRITE_NONE);
}

static void
a_set_that_is_damaged_or_names_no_file_costs_itself(void **state)
{
	struct link_rig *r = *state;

	(void)add_records(r, 0x4F30, 16, 2, "A804 C0034F3A");
	put_hex(r, 0, 2, "A80A C0034F3A01 C5033F0002 FFFF");
	(void)add_records(r, 0x4F3A, 24, 1, "");
	r->wish.contacts = true;
	assert_int_equal(look(r), 0);
	assert_int_equal(r->is.set_n, 1);
	assert_int_equal(r->is.sets[0].at[0], 1);
	assert_int_equal(r->is.sets[0].at[1], SST_UICC_WRITE_NONE);
	assert_int_equal(r->is.faults.n, 2);
	assert_string_equal(r->is.faults.v[0].what, "EF.PBR");
	assert_non_null(strstr(r->is.faults.v[0].why, "record 1: "));
	assert_string_equal(r->is.faults.v[1].what, "EF.PBC");
}

static void
a_card_that_is_pulled_is_an_error(void **state)
{
	struct link_rig *r = *state;
	unsigned all;

	a_book(r);
	assert_int_equal(look(r), 0);
	all = r->sim.commands;
	for (unsigned i = 1; i <= all; i++) {
		r->sim.commands = 0;
		r->sim.gone_at = 0;
		open_card(r);
		r->sim.gone_at = r->sim.commands + i;
		if (sst_uicc_write_look(&r->uicc, &r->wish, &r->mem, &r->is,
		        &r->err) == 0)
			break;
		assert_int_equal(r->err.code, SST_E_DEVICE);
	}
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_phone_book_is_read_with_its_files),
		TEST(without_ef_pbr_it_is_the_old_one),
		TEST(a_card_without_any_has_no_set),
		TEST(only_what_is_wanted_is_selected),
		TEST(a_file_that_cannot_be_read_costs_that_file),
		TEST(a_file_is_of_one_kind),
		TEST(a_file_of_longer_records_than_can_be_written_is_left_out),
		TEST(a_set_that_is_damaged_or_names_no_file_costs_itself),
		TEST(a_card_that_is_pulled_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
