/* SPDX-License-Identifier: ISC */
/* test_uicc_contacts.c: contacts to cards of many shapes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "card_rig.h"

#define LONG_NUMBER "+4930231250101234567890123456789012345678901234567890"

static void
plan(struct card_rig *r)
{
	assert_int_equal(sst_uicc_write_plan(&r->card, &r->wish, &r->mem,
	                     &r->plan, &r->err),
	    0);
}

/* The changes are on the card, and a second plan finds nothing to do. */
static void
carry_out(struct card_rig *r)
{
	size_t there;

	plan(r);
	there = r->plan.contacts_there + r->plan.contacts_new;
	apply(r, &r->plan, r->plan.n);
	plan(r);
	assert_int_equal(r->plan.n, 0);
	assert_int_equal(r->plan.contacts_there, there);
}

static void
expect_record(struct card_rig *r, size_t file, unsigned nr, const char *hex)
{
	uint8_t want[SST_UICC_WRITE_RECORD];
	size_t n = r->card.v[file].fcp.record_size;

	memset(want, 0xFF, sizeof(want));
	(void)fake_hex(hex, want, sizeof(want));
	assert_memory_equal(record(r, file, nr), want, n);
}

/* A card of old: names of 10 bytes, no overflow records. */
static size_t
old_card(struct card_rig *r, unsigned records)
{
	add_set(r);
	return add_book(r, SST_PHONEBOOK_ADN, 1, 24, records);
}

static void
contacts_go_to_free_records_in_order(void **state)
{
	struct card_rig *r = *state;
	size_t adn = old_card(r, 4);

	put_hex(r, adn, 2, "42 FFFFFFFFFFFFFFFFFF 0291 21");
	(void)add_contact(r, "Ann", "+491");
	(void)add_contact(r, "Cy", "*100#");
	plan(r);
	assert_int_equal(r->plan.n, 2);
	assert_int_equal(r->plan.contacts_new, 2);
	assert_int_equal(r->plan.v[0].record, 1);
	assert_string_equal(r->plan.v[0].was, "empty");
	assert_string_equal(r->plan.v[0].becomes, "\"Ann\" +491");
	assert_int_equal(r->plan.v[1].record, 3);
	assert_string_equal(r->plan.v[1].becomes, "\"Cy\" *100#");
	apply(r, &r->plan, r->plan.n);
	expect_record(r, adn, 1, "416E6E FFFFFFFFFFFFFF 0391 94F1");
	expect_record(r, adn, 2, "42 FFFFFFFFFFFFFFFFFF 0291 21");
	expect_record(r, adn, 4, "");
}

static void
a_contact_that_is_there_is_left_alone(void **state)
{
	struct card_rig *r = *state;
	size_t adn = old_card(r, 3);

	put_hex(r, adn, 3, "416E6E FFFFFFFFFFFFFF 0391 94F1");
	(void)add_contact(r, "Ann", "+49 (1)");
	plan(r);
	assert_int_equal(r->plan.n, 0);
	assert_int_equal(r->plan.contacts_there, 1);
	assert_int_equal(r->plan.remarks.n, 0);
}

static void
another_number_or_name_is_another_contact(void **state)
{
	struct card_rig *r = *state;
	size_t adn = old_card(r, 5);

	put_hex(r, adn, 1, "416E6E FFFFFFFFFFFFFF 0391 94F1");
	(void)add_contact(r, "Ann", "491");
	(void)add_contact(r, "ann", "+491");
	(void)add_contact(r, "Ann", NULL);
	(void)add_contact(r, NULL, "+491");
	plan(r);
	assert_int_equal(r->plan.contacts_new, 4);
	carry_out(r);
}

static void
twins_stay_twins(void **state)
{
	struct card_rig *r = *state;
	size_t adn = old_card(r, 5);

	put_hex(r, adn, 1, "416E6E FFFFFFFFFFFFFF 0391 94F1");
	(void)add_contact(r, "Ann", "+491");
	(void)add_contact(r, "Ann", "+491");
	plan(r);
	assert_int_equal(r->plan.contacts_there, 1);
	assert_int_equal(r->plan.contacts_new, 1);
	carry_out(r);
}

static void
names_of_every_alphabet_are_read_back(void **state)
{
	static const char *const names[] = { "J\xC3\xB6rg",
		"\xD0\x98\xD0\xB2\xD0\xB0\xD0\xBD",
		"\xE7\x8E\x8B\xE5\xB0\x8F\xE6\x98\x8E", "\xE2\x82\xAC [x]" };
	struct card_rig *r = *state;

	(void)old_card(r, 8);
	for (size_t i = 0; i < 4; i++)
		(void)add_contact(r, names[i], "1");
	carry_out(r);
	assert_int_equal(r->plan.contacts_there, 4);
}

static void
a_name_that_does_not_fit_is_cut_only_when_asked(void **state)
{
	struct card_rig *r = *state;
	size_t adn = old_card(r, 3);

	(void)add_contact(r, "Alexander the Great", "+491");
	plan(r);
	assert_int_equal(r->plan.n, 0);
	assert_int_equal(r->plan.contacts_left_out, 1);
	assert_string_equal(r->plan.remarks.v[0].what, "Alexander the Great");
	assert_string_equal(r->plan.remarks.v[0].why,
	    "left out without --cut: name is cut to \"Alexander \"");
	r->wish.cut = true;
	plan(r);
	assert_int_equal(r->plan.n, 1);
	assert_string_equal(r->plan.remarks.v[0].why,
	    "name is cut to \"Alexander \"");
	assert_string_equal(r->plan.v[0].becomes, "\"Alexander \" +491");
	carry_out(r);
	expect_record(r, adn, 1, "416C6578616E64657220 0391 94F1");
}

/* Found by fuzzing: a name that is cut took the entry of another contact. */
static void
a_cut_name_does_not_take_the_entry_of_another_contact(void **state)
{
	struct card_rig *r = *state;

	(void)old_card(r, 4);
	(void)add_contact(r, "Alexander the Great", "+491");
	(void)add_contact(r, "Alexander ", "+491");
	carry_out(r);
	assert_int_equal(r->plan.contacts_there, 1);
	assert_int_equal(r->plan.contacts_left_out, 1);
	r->wish.cut = true;
	carry_out(r);
	assert_int_equal(r->plan.contacts_there, 2);
}

static void
a_long_number_goes_on_in_overflow_records(void **state)
{
	struct card_rig *r = *state;
	size_t adn = old_card(r, 3);
	size_t ext = add_book(r, SST_PHONEBOOK_EXT1, 3, 13, 4);

	put_hex(r, ext, 2, "02 02 1122");
	(void)add_contact(r, "Card", LONG_NUMBER);
	plan(r);
	assert_int_equal(r->plan.n, 3);
	assert_int_equal(r->plan.v[2].file, adn);
	assert_string_equal(r->plan.v[2].becomes, "\"Card\" " LONG_NUMBER);
	carry_out(r);
	expect_record(r, ext, 2, "02 02 1122");
	assert_int_equal(record(r, adn, 1)[23], 3);
	assert_int_equal(record(r, ext, 3)[12], 1);
	assert_int_equal(record(r, ext, 1)[12], 0xFF);
}

static void
a_number_without_overflow_records_is_cut_only_when_asked(void **state)
{
	struct card_rig *r = *state;
	size_t ext;

	(void)old_card(r, 3);
	ext = add_book(r, SST_PHONEBOOK_EXT1, 3, 13, 1);
	(void)add_contact(r, "Card", LONG_NUMBER);
	plan(r);
	assert_int_equal(r->plan.n, 0);
	assert_string_equal(r->plan.remarks.v[0].why,
	    "left out without --cut: number is cut to +49302312501012345678");
	r->wish.cut = true;
	plan(r);
	assert_int_equal(r->plan.n, 1);
	assert_string_equal(r->plan.v[0].becomes,
	    "\"Card\" +49302312501012345678");
	carry_out(r);
	expect_record(r, ext, 1, "");
}

static void
a_full_phone_book_says_who_is_left_out(void **state)
{
	struct card_rig *r = *state;

	(void)old_card(r, 2);
	(void)add_contact(r, "A", "1");
	(void)add_contact(r, "B", "2");
	(void)add_contact(r, "C", "3");
	(void)add_contact(r, "", "4");
	plan(r);
	assert_int_equal(r->plan.contacts_new, 2);
	assert_int_equal(r->plan.contacts_left_out, 2);
	assert_string_equal(r->plan.remarks.v[0].what, "C");
	assert_string_equal(r->plan.remarks.v[0].why,
	    "left out: no free record");
	assert_string_equal(r->plan.remarks.v[1].what, "4");
	carry_out(r);
}

static void
what_no_card_can_hold_is_left_out_with_its_reason(void **state)
{
	struct card_rig *r = *state;

	(void)old_card(r, 4);
	(void)add_contact(r, "ok", "1w2");
	(void)add_contact(r, NULL, NULL);
	(void)add_contact(r, "fine", "1");
	plan(r);
	assert_int_equal(r->plan.contacts_left_out, 2);
	assert_int_equal(r->plan.contacts_new, 1);
	assert_string_equal(r->plan.remarks.v[0].why,
	    "left out: character 2 of the number is no digit");
	assert_string_equal(r->plan.remarks.v[1].why,
	    "left out: no name and no number");
}

static void
a_damaged_record_is_not_a_free_one(void **state)
{
	struct card_rig *r = *state;
	size_t adn = old_card(r, 2);

	put_hex(r, adn, 1, "41 FFFFFFFFFFFFFFFFFF 0C91");
	(void)add_contact(r, "A", "1");
	plan(r);
	assert_int_equal(r->plan.n, 1);
	assert_int_equal(r->plan.v[0].record, 2);
}

static void
a_phone_book_of_the_operator_is_not_written(void **state)
{
	struct card_rig *r = *state;
	size_t adn = old_card(r, 2);
	static const enum sst_fcp_access no[] = { SST_FCP_ADM, SST_FCP_PIN2,
		SST_FCP_NEVER, SST_FCP_UNKNOWN };

	(void)add_contact(r, "A", "1");
	for (size_t i = 0; i < 4; i++) {
		r->card.v[adn].fcp.update = no[i];
		plan(r);
		assert_int_equal(r->plan.n, 0);
		assert_int_equal(r->plan.contacts_left_out, 1);
		assert_string_equal(r->plan.remarks.v[0].why,
		    "the card does not let its holder write the phone book");
	}
	r->card.v[adn].fcp.update = SST_FCP_ALWAYS;
	plan(r);
	assert_int_equal(r->plan.n, 1);
	r->card.set_n = 0;
	plan(r);
	assert_string_equal(r->plan.remarks.v[0].why,
	    "there is no phone book on the card");
}

static void
numbers_are_masked_when_asked(void **state)
{
	struct card_rig *r = *state;

	(void)old_card(r, 1);
	r->wish.mask = true;
	(void)add_contact(r, "A", "+491713920001");
	(void)add_contact(r, NULL, "+491713920002");
	plan(r);
	assert_string_equal(r->plan.v[0].becomes, "\"A\" +49171*****01");
	assert_string_equal(r->plan.remarks.v[0].what, "+49171*****02");
}

static void
memory_that_is_out_is_an_error(void **state)
{
	struct card_rig *r = *state;
	size_t used;

	(void)old_card(r, 20);
	(void)add_book(r, SST_PHONEBOOK_EXT1, 3, 13, 4);
	for (size_t i = 0; i < 20; i++)
		(void)add_contact(r, i % 2 == 0 ? "a name that is cut" : "A",
		    i == 7 ? LONG_NUMBER : "1");
	r->wish.cut = true;
	used = r->mem.used;
	plan(r);
	for (size_t max = used; max < r->mem.used; max += 700) {
		struct sst_arena mem = { 0 };
		struct sst_uicc_write_plan p;

		sst_arena_init(&mem, max - used + 1);
		if (sst_uicc_write_plan(&r->card, &r->wish, &mem, &p, &r->err) <
		    0) {
			assert_int_equal(p.n, 0);
			assert_in_range(r->err.code, SST_E_FAILED,
			    SST_E_FORMAT);
		}
		sst_arena_fini(&mem);
	}
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(contacts_go_to_free_records_in_order),
		TEST(a_contact_that_is_there_is_left_alone),
		TEST(another_number_or_name_is_another_contact),
		TEST(twins_stay_twins),
		TEST(names_of_every_alphabet_are_read_back),
		TEST(a_name_that_does_not_fit_is_cut_only_when_asked),
		TEST(a_cut_name_does_not_take_the_entry_of_another_contact),
		TEST(a_long_number_goes_on_in_overflow_records),
		TEST(a_number_without_overflow_records_is_cut_only_when_asked),
		TEST(a_full_phone_book_says_who_is_left_out),
		TEST(what_no_card_can_hold_is_left_out_with_its_reason),
		TEST(a_damaged_record_is_not_a_free_one),
		TEST(a_phone_book_of_the_operator_is_not_written),
		TEST(numbers_are_masked_when_asked),
		TEST(memory_that_is_out_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
