/* SPDX-License-Identifier: ISC */
/* test_uicc_place.c: what belongs to a contact, in the three ways of a USIM. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "card_rig.h"

static void
plan(struct card_rig *r)
{
	assert_int_equal(sst_uicc_write_plan(&r->card, &r->wish, &r->mem,
	                     &r->plan, &r->err),
	    0);
}

static void
expect_record(struct card_rig *r, size_t file, unsigned nr, const char *hex)
{
	uint8_t want[SST_UICC_WRITE_RECORD];

	memset(want, 0xFF, sizeof(want));
	(void)fake_hex(hex, want, sizeof(want));
	assert_memory_equal(record(r, file, nr), want,
	    r->card.v[file].fcp.record_size);
}

/* The files of a set that has everything. */
struct book {
	size_t adn, ext, aas, gas, iap, anr, anr2, grp, sne, email, email2, pbc;
};

/* SNE by record number, ANR once so and once by IAP, e-mail by IAP. */
static struct book
full_book(struct card_rig *r)
{
	struct book b;

	add_set(r);
	b.adn = add_book(r, SST_PHONEBOOK_ADN, 1, 30, 6);
	b.iap = add_book(r, SST_PHONEBOOK_IAP, 1, 3, 6);
	b.anr = add_book(r, SST_PHONEBOOK_ANR, 1, 15, 6);
	b.grp = add_book(r, SST_PHONEBOOK_GRP, 1, 2, 6);
	b.sne = add_book(r, SST_PHONEBOOK_SNE, 1, 12, 6);
	b.pbc = add_book(r, SST_PHONEBOOK_PBC, 1, 2, 6);
	b.email = add_book(r, SST_PHONEBOOK_EMAIL, 2, 20, 3);
	b.anr2 = add_book(r, SST_PHONEBOOK_ANR, 2, 17, 2);
	b.email2 = add_book(r, SST_PHONEBOOK_EMAIL, 2, 20, 3);
	b.ext = add_book(r, SST_PHONEBOOK_EXT1, 3, 13, 4);
	b.aas = add_book(r, SST_PHONEBOOK_AAS, 3, 8, 2);
	b.gas = add_book(r, SST_PHONEBOOK_GAS, 3, 8, 2);
	memset(r->card.v[b.grp].data, 0, r->card.v[b.grp].fcp.size);
	memset(r->card.v[b.pbc].data, 0, r->card.v[b.pbc].fcp.size);
	return b;
}

static struct sst_contact *
full_contact(struct card_rig *r, const char *name)
{
	static const char *emails[] = { "a@b.c", "", "d@e.f" };
	static const char *groups[] = { "Fam", "Uni" };
	struct sst_contact *c = add_contact(r, name, "+4915");

	c->second_name = "Nick";
	c->emails.v = emails;
	c->emails.n = 3;
	c->groups.v = groups;
	c->groups.n = 2;
	add_number(c, "Work", "+4930123456789012345678");
	add_number(c, "Home", "030");
	return c;
}

static void
everything_of_a_contact_has_its_place(void **state)
{
	struct card_rig *r = *state;
	struct book b = full_book(r);

	put_hex(r, b.adn, 1, "41 FFFFFFFFFFFFFFFFFFFFFFFFFFFFFF 0281 21");
	put_hex(r, b.aas, 1, "486F6D65");
	(void)full_contact(r, "Anna");
	plan(r);
	assert_int_equal(r->plan.remarks.n, 0);
	assert_int_equal(r->plan.v[r->plan.n - 1].file, b.adn);
	assert_int_equal(r->plan.v[r->plan.n - 1].record, 2);
	apply(r, &r->plan, r->plan.n);
	expect_record(r, b.sne, 2, "4E69636B");
	expect_record(r, b.aas, 2, "576F726B");
	expect_record(r, b.anr, 2, "02 0B91 94032143658709214365 FF01");
	expect_record(r, b.ext, 1, "02 01 87");
	expect_record(r, b.anr2, 1, "01 0381 30F0 FFFFFFFFFFFFFFFF FFFF 0102");
	expect_record(r, b.email, 1,
	    "6100622E63 FFFFFFFFFFFFFFFFFFFFFFFFFF"
	    "0102");
	expect_record(r, b.email2, 1,
	    "6400652E66 FFFFFFFFFFFFFFFFFFFFFFFFFF"
	    "0102");
	expect_record(r, b.iap, 2, "010101");
	expect_record(r, b.gas, 1, "46616D");
	expect_record(r, b.grp, 2, "0102");
	expect_record(r, b.pbc, 2, "0100");
	expect_record(r, b.pbc, 1, "0000");
	plan(r);
	assert_int_equal(r->plan.n, 0);
	assert_int_equal(r->plan.contacts_there, 1);
}

/* After every record the card can be pulled: the next plan goes on there. */
static void
an_interrupted_run_is_completed_to_the_same_card(void **state)
{
	struct card_rig *r = *state;
	struct sst_uicc_write_plan whole;
	struct sst_span before, after, now;

	(void)full_book(r);
	(void)full_contact(r, "Anna");
	(void)full_contact(r, "Berta");
	(void)add_contact(r, "Carl",
	    "01234567890123456789012345678901234567"
	    "8901234567890");
	r->wish.cut = true;
	before = dump(r);
	plan(r);
	whole = r->plan;
	apply(r, &whole, whole.n);
	after = dump(r);
	assert_in_range(whole.n, 18, 40);
	for (size_t i = 0; i <= whole.n; i++) {
		undump(r, before);
		apply(r, &whole, i);
		plan(r);
		assert_int_equal(r->plan.n, whole.n - i);
		apply(r, &r->plan, r->plan.n);
		now = dump(r);
		assert_memory_equal(now.p, after.p, after.n);
	}
}

/* Whatever is there stays: only blank records and marks are replaced. */
static void
nothing_that_is_there_is_replaced(void **state)
{
	struct card_rig *r = *state;
	struct book b = full_book(r);

	put_hex(r, b.adn, 2, "42 FFFFFFFFFFFFFFFFFFFFFFFFFFFFFF 0281 21");
	put_hex(r, b.iap, 2, "02FF03");
	put_hex(r, b.email, 2, "78");
	put_hex(r, b.email2, 3, "79");
	put_hex(r, b.sne, 3, "7A");
	put_hex(r, b.iap, 4, "01FFFF");
	put_hex(r, b.gas, 1, "46616D");
	put_hex(r, b.ext, 1, "02 01 31");
	(void)full_contact(r, "Anna");
	(void)full_contact(r, "Berta");
	plan(r);
	for (size_t i = 0; i < r->plan.n; i++) {
		const struct sst_uicc_write_change *c = &r->plan.v[i];

		if (c->file == b.pbc)
			continue;
		for (size_t k = 1; k < c->old.n; k++)
			assert_int_equal(c->old.p[k], c->old.p[0]);
		/* 3 has a second name, 4 an address, that nobody owns */
		if (c->file == b.adn)
			assert_true(c->record == 1 || c->record == 5);
	}
	assert_int_equal(r->plan.contacts_new, 2);
	assert_int_equal(r->plan.remarks.n, 0);
}

static void
what_has_no_place_is_counted(void **state)
{
	struct card_rig *r = *state;

	add_set(r);
	(void)add_book(r, SST_PHONEBOOK_ADN, 1, 30, 2);
	(void)full_contact(r, "Anna");
	plan(r);
	assert_int_equal(r->plan.n, 0);
	assert_string_equal(r->plan.remarks.v[0].why,
	    "left out without --cut: no place for 1 second name, "
	    "2 more numbers, 2 e-mails, 2 groups");
	r->wish.cut = true;
	plan(r);
	assert_int_equal(r->plan.n, 1);
	assert_int_equal(r->plan.contacts_new, 1);
	assert_int_equal(r->plan.remarks.n, 1);
}

static void
a_kind_without_a_record_leaves_the_number(void **state)
{
	struct card_rig *r = *state;
	struct book b = full_book(r);

	put_hex(r, b.aas, 1, "41");
	put_hex(r, b.aas, 2, "42");
	r->wish.cut = true;
	(void)full_contact(r, "Anna");
	plan(r);
	assert_string_equal(r->plan.remarks.v[0].why,
	    "no place for 2 number kinds");
	apply(r, &r->plan, r->plan.n);
	assert_int_equal(record(r, b.anr, 1)[0], 0);
}

static void
files_that_may_not_be_written_do_not_count(void **state)
{
	struct card_rig *r = *state;
	struct book b = full_book(r);

	r->card.v[b.iap].fcp.update = SST_FCP_ADM;
	r->wish.cut = true;
	(void)full_contact(r, "Anna");
	plan(r);
	assert_string_equal(r->plan.remarks.v[0].why,
	    "no place for 1 more number, 2 e-mails");
	for (size_t i = 0; i < r->plan.n; i++)
		assert_true(r->plan.v[i].file != b.iap &&
		            r->plan.v[i].file != b.email &&
		            r->plan.v[i].file != b.anr2);
}

static void
the_set_that_takes_all_of_it_is_chosen(void **state)
{
	struct card_rig *r = *state;
	struct sst_contact *c;
	const char *emails[] = { "x@y.z" };
	size_t plain, rich, email;

	add_set(r);
	plain = add_book(r, SST_PHONEBOOK_ADN, 1, 24, 1);
	add_set(r);
	rich = add_book(r, SST_PHONEBOOK_ADN, 1, 24, 2);
	email = add_book(r, SST_PHONEBOOK_EMAIL, 1, 10, 2);
	c = add_contact(r, "A", "1");
	c->emails.v = emails;
	c->emails.n = 1;
	(void)add_contact(r, "B", "2");
	(void)add_contact(r, "C", "3");
	plan(r);
	assert_int_equal(r->plan.n, 4);
	assert_int_equal(r->plan.v[0].file, email);
	assert_int_equal(r->plan.v[1].file, rich);
	assert_int_equal(r->plan.v[2].file, plain);
	assert_int_equal(r->plan.v[3].file, rich);
}

static void
records_that_do_not_match_are_no_place(void **state)
{
	struct card_rig *r = *state;

	add_set(r);
	(void)add_book(r, SST_PHONEBOOK_ADN, 1, 30, 4);
	(void)add_book(r, SST_PHONEBOOK_IAP, 1, 1, 1);
	(void)add_book(r, SST_PHONEBOOK_ANR, 1, 11, 1);
	(void)add_book(r, SST_PHONEBOOK_PBC, 1, 1, 4);
	(void)add_book(r, SST_PHONEBOOK_GRP, 1, 2, 1);
	(void)add_book(r, SST_PHONEBOOK_SNE, 2, 1, 9);
	(void)add_book(r, SST_PHONEBOOK_EMAIL, 2, 9, 9);
	(void)add_book(r, SST_PHONEBOOK_EMAIL, 3, 9, 9);
	(void)add_book(r, SST_PHONEBOOK_EXT1, 3, 12, 9);
	r->wish.cut = true;
	(void)add_contact(r, "Z", "012345678901234567890");
	(void)full_contact(r, "Anna");
	(void)full_contact(r, "Berta");
	plan(r);
	assert_int_equal(r->plan.contacts_new, 3);
	apply(r, &r->plan, r->plan.n);
	plan(r);
	assert_int_equal(r->plan.n, 0);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(everything_of_a_contact_has_its_place),
		TEST(an_interrupted_run_is_completed_to_the_same_card),
		TEST(nothing_that_is_there_is_replaced),
		TEST(what_has_no_place_is_counted),
		TEST(a_kind_without_a_record_leaves_the_number),
		TEST(files_that_may_not_be_written_do_not_count),
		TEST(the_set_that_takes_all_of_it_is_chosen),
		TEST(records_that_do_not_match_are_no_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
