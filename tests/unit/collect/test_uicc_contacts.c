/* SPDX-License-Identifier: ISC */
/* test_uicc_contacts.c: phone books, of sets of files and of one file. */
#include "uicc_rig.h"

#define EMPTY17 "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"
/* "Ana", +1234, no more digits */
#define ANA      \
	"416E61" \
	"03912143FFFFFFFFFFFFFFFFFFFF"
#define BOB      \
	"426F62" \
	"03912165FFFFFFFFFFFFFFFFFFFF"

/* ADN 4F3A; type 1: ANR 4F11, GRP 4F26, IAP 4F25; type 2: EMAIL 4F50, SNE
 * 4F14; type 3: AAS 4F4B, GAS 4F4C, EXT1 4F4A. */
static void
put_book(struct rig *r)
{
	r->how.contacts = true;
	rig_usim(r);
	rig_put(r, 0x4F30, 50,
	    "A810C0024F3AC4024F11C6024F26C1024F25"
	    "A908CA024F50C3024F14"
	    "AA0CC7024F4BC8024F4CC2024F4A"
	    "FFFFFFFFFFFFFFFF");
	rig_put(r, 0x4F3A, 17, ANA EMPTY17 BOB);
	rig_put(r, 0x4F11, 15,
	    "0103912187FFFFFFFFFFFFFFFFFFFF"
	    "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"
	    "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFF");
	rig_put(r, 0x4F26, 2, "02000000FF01");
	rig_put(r, 0x4F25, 2, "0201FFFFFF09");
	rig_put(r, 0x4F50, 7, "78007901FF0101610062FFFF0101");
	rig_put(r, 0x4F14, 5, "416EFF0101");
	rig_put(r, 0x4F4B, 4, "576F726B");
	rig_put(r, 0x4F4C, 4, "466FFFFF426172FF");
}

static void
an_entry_has_all_that_its_companions_say(void **state)
{
	struct rig *r = *state;
	const struct sst_contact *c;
	const struct sst_sim *sim;

	put_book(r);
	sim = rig_sim(r);
	assert_int_equal(r->out.gaps.n, 0);
	assert_int_equal(sim->contacts.n, 2);
	c = &sim->contacts.v[0];
	assert_string_equal(c->name, "Ana");
	assert_string_equal(c->second_name, "An");
	assert_int_equal(c->numbers.n, 2);
	assert_string_equal(c->numbers.v[0].number, "+1234");
	assert_null(c->numbers.v[0].kind);
	assert_string_equal(c->numbers.v[1].number, "+1278");
	assert_string_equal(c->numbers.v[1].kind, "Work");
	assert_int_equal(c->emails.n, 1);
	assert_string_equal(c->emails.v[0], "a@b");
	assert_int_equal(c->groups.n, 1);
	assert_string_equal(c->groups.v[0], "Bar");
	assert_string_equal(c->place, "3F00/7FFF/5F3A/4F3A:1");
	c = &sim->contacts.v[1];
	assert_string_equal(c->name, "Bob");
	assert_string_equal(c->groups.v[0], "Fo");
	assert_int_equal(c->emails.n, 0);
	assert_null(c->second_name);
	assert_string_equal(c->place, "3F00/7FFF/5F3A/4F3A:3");
}

static void
files_that_a_set_names_are_kept_but_for_those_of_a_phone(void **state)
{
	struct rig *r = *state;

	r->how.contacts = true;
	rig_usim(r);
	rig_put(r, 0x4F30, 20, "A80CC0024F3AC5024F09C9024F21FFFFFFFFFFFF");
	rig_put(r, 0x4F3A, 17, ANA);
	rig_put(r, 0x4F09, 2, "0000");
	rig_put(r, 0x4F21, 2, "0001");
	assert_int_equal(rig_sim(r)->contacts.n, 1);
	assert_false(rig_saw(r, 0x4F09));
	assert_false(rig_saw(r, 0x4F21));
	assert_true(rig_saw(r, 0x4F3A));
}

static void
a_set_cannot_name_what_is_never_read(void **state)
{
	struct rig *r = *state;

	r->how.contacts = true;
	rig_usim(r);
	rig_put(r, 0x4F30, 16, "A80CC0024F3AC1024F22C4024F24FFFF");
	rig_put(r, 0x4F3A, 17, ANA);
	rig_put(r, 0x4F22, 4, "00000102");
	rig_put(r, 0x4F24, 2, "000D");
	(void)rig_sim(r);
	assert_false(rig_saw(r, 0x4F22));
	assert_false(rig_saw(r, 0x4F24));
}

static void
a_book_that_is_damaged_is_a_gap_and_the_other_sets_stay(void **state)
{
	struct rig *r = *state;

	r->how.contacts = true;
	rig_usim(r);
	rig_put(r, 0x4F30, 8, "A80AC0024F3AFFFFA804C0024F3AFFFF");
	rig_put(r, 0x4F3A, 17, ANA);
	assert_int_equal(rig_sim(r)->contacts.n, 1);
	/* This card has every file in every directory. */
	assert_int_equal(r->out.gaps.n, 2);
	assert_string_equal(r->out.gaps.v[0].what,
	    "EF.PBR (3F00/7FFF/5F3A/4F30)");
	assert_string_equal(r->out.gaps.v[0].member,
	    "raw/sim-1/3F00-7FFF-5F3A-4F30.bin");
}

static void
a_damaged_companion_costs_itself(void **state)
{
	struct rig *r = *state;
	const struct sst_sim *sim;
	size_t at;

	put_book(r);
	for (at = 0; r->card.v[at].fid != 0x4F11; at++)
		;
	/* The number of the first ANR has more bytes than a number has. */
	r->bytes[r->card.v[at].content.p - r->bytes + 1] = 0x0C;
	sim = rig_sim(r);
	assert_int_equal(sim->contacts.n, 2);
	assert_int_equal(sim->contacts.v[0].numbers.n, 1);
	assert_string_equal(sim->contacts.v[0].emails.v[0], "a@b");
	rig_gap(r, "EF.ADN (3F00/7FFF/5F3A/4F3A)",
	    "record 1: byte 1: number of 12 bytes, at most 11 wanted");
}

/* EF.AAS and EF.GAS hold words; the number and the other groups stay. */
static void
a_damaged_word_costs_no_number_and_no_group(void **state)
{
	struct rig *r = *state;
	const struct sst_contact *c;

	r->how.contacts = true;
	rig_usim(r);
	rig_put(r, 0x4F30, 24,
	    "A80CC0024F3AC4024F11C6024F26AA08C7024F4BC8024F4C");
	rig_put(r, 0x4F3A, 17, ANA);
	rig_put(r, 0x4F11, 15, "010581214365FFFFFFFFFFFFFFFFFF");
	rig_put(r, 0x4F26, 2, "0102");
	rig_put(r, 0x4F4B, 4, "81FF0041");
	rig_put(r, 0x4F4C, 4, "81FF0041426172FF");
	c = &rig_sim(r)->contacts.v[0];
	assert_int_equal(c->numbers.n, 2);
	assert_string_equal(c->numbers.v[1].number, "123456");
	assert_null(c->numbers.v[1].kind);
	assert_int_equal(c->groups.n, 1);
	assert_string_equal(c->groups.v[0], "Bar");
}

static void
a_set_that_names_no_file_costs_that_name(void **state)
{
	struct rig *r = *state;

	r->how.contacts = true;
	rig_usim(r);
	rig_put(r, 0x4F30, 12, "A808C0024F3ACA023F00FFFF");
	rig_put(r, 0x4F3A, 17, ANA);
	assert_int_equal(rig_sim(r)->contacts.n, 1);
	/* This card has every file in every directory. */
	assert_int_equal(r->out.gaps.n, 2);
	assert_string_equal(r->out.gaps.v[0].what,
	    "EF.EMAIL (3F00/7FFF/5F3A/3F00)");
	assert_string_equal(r->out.gaps.v[0].reason, "3F00 is no directory");
}

static void
without_sets_the_old_book_counts(void **state)
{
	struct rig *r = *state;
	const struct sst_sim *sim;

	r->how.contacts = true;
	rig_usim(r);
	rig_put(r, 0x6F3A, 17, ANA "4C6F6E0B9121436587092143658709FF01");
	rig_put(r, 0x6F4A, 13, "02012143FFFFFFFFFFFFFFFFFF");
	rig_last(r)->content.n = 13;
	sim = rig_sim(r);
	assert_int_equal(sim->contacts.n, 2);
	assert_string_equal(sim->contacts.v[0].place, "3F00/7F10/6F3A:1");
	assert_string_equal(sim->contacts.v[1].numbers.v[0].number,
	    "+1234567890123456789012");
}

static void
an_empty_book_is_a_list_without_entries(void **state)
{
	struct rig *r = *state;
	const struct sst_sim *sim;

	r->how.contacts = true;
	rig_usim(r);
	rig_put(r, 0x6F3A, 17, EMPTY17);
	sim = rig_sim(r);
	assert_non_null(sim->contacts.v);
	assert_int_equal(sim->contacts.n, 0);
	assert_int_equal(r->out.gaps.n, 0);
}

static void
a_book_that_was_not_found_is_not_known(void **state)
{
	struct rig *r = *state;

	r->how.contacts = true;
	rig_usim(r);
	assert_null(rig_sim(r)->contacts.v);
	assert_int_equal(r->out.gaps.n, 0);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		RIG_TEST(an_entry_has_all_that_its_companions_say),
		RIG_TEST(
		    files_that_a_set_names_are_kept_but_for_those_of_a_phone),
		RIG_TEST(a_set_cannot_name_what_is_never_read),
		RIG_TEST(
		    a_book_that_is_damaged_is_a_gap_and_the_other_sets_stay),
		RIG_TEST(a_damaged_companion_costs_itself),
		RIG_TEST(a_damaged_word_costs_no_number_and_no_group),
		RIG_TEST(a_set_that_names_no_file_costs_that_name),
		RIG_TEST(without_sets_the_old_book_counts),
		RIG_TEST(an_empty_book_is_a_list_without_entries),
		RIG_TEST(a_book_that_was_not_found_is_not_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
