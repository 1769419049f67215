/* SPDX-License-Identifier: ISC */
/* test_know_book.c: a user's rows in matching and in the list of all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <simstow/know/know.h>

struct fixture {
	struct sst_arena mem;
	struct sst_know_book book;
};

static void
open_book(struct fixture *f, const char *text)
{
	struct sst_err err = { 0 };

	*f = (struct fixture){ 0 };
	assert_int_equal(sst_know_book_read(sst_span_of_text(text), "own.tsv",
	                     &f->mem, &f->book, &err),
	    0);
}

static void
a_users_row_wins_at_the_same_hint(void **state)
{
	const struct sst_know_hints h = { .mcc_mnc = "310260" };
	struct sst_know_found found;
	struct fixture f;

	(void)state;
	open_book(&f, "id\tname\tkind\tcountry\tmccmnc\n"
	              "mine\tMine\tmvno\tUS\t310260\n");
	sst_know_find(&f.book, &h, &found);
	assert_non_null(found.row);
	assert_string_equal(found.row->id, "mine");
	assert_string_equal(found.row->origin, "own.tsv");
	assert_int_equal(found.n, 0);
	sst_know_find(NULL, &h, &found);
	assert_null(found.row);
	sst_arena_fini(&f.mem);
}

static void
a_surer_hint_still_wins_over_a_users_row(void **state)
{
	const struct sst_know_hints h = {
		.provider = "T-Mobile",
		.mcc_mnc = "310260",
	};
	struct sst_know_found found;
	struct fixture f;

	(void)state;
	open_book(&f, "id\tname\tkind\tcountry\tmccmnc\n"
	              "mine\tMine\tmno\tUS\t310260\n");
	sst_know_find(&f.book, &h, &found);
	assert_string_equal(found.row->id, "tmobile-us");
	sst_arena_fini(&f.mem);
}

static void
a_fee_of_the_users_changes_no_matching(void **state)
{
	const struct sst_know_hints h = { .mcc_mnc = "310260" };
	struct sst_know_found with, without;
	struct fixture f;

	(void)state;
	open_book(&f, "id\tfee\ntmobile-us\tfree\n");
	sst_know_find(NULL, &h, &without);
	sst_know_find(&f.book, &h, &with);
	assert_null(with.row);
	assert_int_equal(with.candidate_n, without.candidate_n);
	sst_arena_fini(&f.mem);
}

static void
the_row_that_is_replaced_is_not_found_any_more(void **state)
{
	const struct sst_know_hints h = { .provider = "airalo" };
	struct sst_know_found found;
	struct fixture f;

	(void)state;
	open_book(&f, "id\tname\nairalo\tSomebody\n");
	sst_know_find(&f.book, &h, &found);
	assert_null(found.row);
	sst_know_ask(&f.book, "somebody", &found);
	assert_string_equal(found.row->id, "airalo");
	assert_ptr_equal(found.row, &f.book.own[0]);
	sst_arena_fini(&f.mem);
}

static void
names_hosts_and_iins_of_the_users_are_found(void **state)
{
	static const struct sst_know_hints hints[] = {
		{ .provider = "the other name" },
		{ .host = "SMDP.example.com" },
		{ .iccid = "8949990000000000000" },
		{ .carrier_id = "777777" },
		{ .mcc_mnc = "26299", .gid1 = "ab01ffff" },
	};
	struct fixture f;

	(void)state;
	open_book(&f, "id\tname\tkind\tcountry\tspn\tsmdp_hosts\tiin\t"
	              "aosp_carrier_id\tmccmnc\tgid1\n"
	              "mine\tMine\tmvno\tDE\tX / The Other Name\t"
	              "smdp.example.com:8083\t894999\t777777\t26299\t"
	              "26299/AB01\n");
	for (size_t i = 0; i < sizeof(hints) / sizeof(hints[0]); i++) {
		struct sst_know_found found;

		sst_know_find(&f.book, &hints[i], &found);
		assert_non_null(found.row);
		assert_string_equal(found.row->id, "mine");
	}
	sst_arena_fini(&f.mem);
}

static void
a_gid1_tells_an_mvno_from_its_host(void **state)
{
	struct sst_know_hints h = { .mcc_mnc = "26299", .gid1 = "4C00FF" };
	struct sst_know_found found;
	struct fixture f;

	(void)state;
	open_book(&f, "id\tname\tkind\tcountry\tmccmnc\tgid1\n"
	              "host\tHost\tmno\tDE\t26299\t\n"
	              "one\tOne\tmvno\tDE\t26299\t26299/4c\n"
	              "two\tTwo\tmvno\tDE\t26299\t26299/4c01,26299/4D\n");
	sst_know_find(&f.book, &h, &found);
	assert_string_equal(found.row->id, "one");
	assert_int_equal(found.by, SST_KNOW_GID);
	h.gid1 = "4c01";
	sst_know_find(&f.book, &h, &found);
	assert_string_equal(found.row->id, "two");
	h.gid1 = "4d";
	sst_know_find(&f.book, &h, &found);
	assert_string_equal(found.row->id, "two");
	h.gid1 = "5a";
	sst_know_find(&f.book, &h, &found);
	assert_null(found.row);
	assert_int_equal(found.candidate_n, 3);
	sst_arena_fini(&f.mem);
}

static void
every_row_is_listed_once_with_the_users_over_it(void **state)
{
	const struct sst_carrier *row;
	struct fixture f;
	size_t builtin, at = 0, n = 0, own = 0;

	(void)state;
	(void)sst_know_carriers(&builtin);
	open_book(&f, "id\tname\tkind\tfee\n"
	              "new-one\tNew\tmno\t\n"
	              "airalo\t\t\tfree\n");
	while ((row = sst_know_book_next(&f.book, &at)) != NULL) {
		n++;
		if (strcmp(row->origin, "own.tsv") == 0)
			own++;
	}
	assert_int_equal(n, builtin + 1);
	assert_int_equal(own, 2);
	at = 0;
	for (n = 0; sst_know_book_next(NULL, &at) != NULL; n++)
		;
	assert_int_equal(n, builtin);
	sst_arena_fini(&f.mem);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_users_row_wins_at_the_same_hint),
		cmocka_unit_test(a_surer_hint_still_wins_over_a_users_row),
		cmocka_unit_test(a_fee_of_the_users_changes_no_matching),
		cmocka_unit_test(
		    the_row_that_is_replaced_is_not_found_any_more),
		cmocka_unit_test(names_hosts_and_iins_of_the_users_are_found),
		cmocka_unit_test(a_gid1_tells_an_mvno_from_its_host),
		cmocka_unit_test(
		    every_row_is_listed_once_with_the_users_over_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
