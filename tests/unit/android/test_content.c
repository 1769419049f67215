/* SPDX-License-Identifier: ISC */
/* test_content.c: rows of "content query" and what is forged in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/android/subscription.h>

#include "android_rig.h"

static const char *const columns[] = { "_id", "name", "mcc", "types", "edited",
	NULL };

static struct sst_arena mem;
static struct sst_err err;
static struct sst_content_rows rows;

static int
clean(void **state)
{
	(void)state;
	sst_arena_fini(&mem);
	return 0;
}

static void
parse(const char *text)
{
	assert_int_equal(sst_content_parse(sst_span_of_text(text), columns,
	                     &mem, &rows, &err),
	    0);
}

static void
rows_are_split_at_known_columns_only(void **state)
{
	(void)state;
	parse("Row: 0 _id=7, name=Nowhere, Inc. a=b, x=y, mcc=999, "
	      "types=user=1,carrier=2, edited=\n"
	      "Row: 1 _id=8, name=, mcc=NULL, types=NULLS, edited=0\n");
	assert_int_equal(rows.n, 2);
	assert_int_equal(rows.faults.n, 0);
	assert_int_equal(rows.v[0].n, 5);
	assert_pair(&rows.v[0], "_id", "7");
	assert_pair(&rows.v[0], "name", "Nowhere, Inc. a=b, x=y");
	assert_pair(&rows.v[0], "mcc", "999");
	assert_pair(&rows.v[0], "types", "user=1,carrier=2");
	assert_pair(&rows.v[0], "edited", "");
	assert_pair(&rows.v[1], "name", "");
	assert_pair(&rows.v[1], "mcc", NULL);
	assert_pair(&rows.v[1], "types", "NULLS");
	assert_false(rows.is_untrusted[0] || rows.is_untrusted[1]);
	assert_int_equal(rows.line[1], 2);
}

static void
a_value_may_have_several_lines(void **state)
{
	(void)state;
	parse("Row: 0 _id=1, name=one\r\n\r\ntwo, mcc=1, types=, edited=0\r\n"
	      "Row: 1 _id=2, name=x, mcc=1, types=, edited=0\r\n\r\n");
	assert_int_equal(rows.n, 2);
	assert_int_equal(rows.faults.n, 0);
	assert_pair(&rows.v[0], "name", "one\n\ntwo");
	assert_pair(&rows.v[0], "edited", "0");
	assert_pair(&rows.v[1], "edited", "0");
	assert_int_equal(rows.line[1], 4);
}

static void
a_column_that_comes_twice_makes_its_row_untrusted(void **state)
{
	static const char first[] = "_id=1, name=A, mcc=1, mcc=999, types=, "
	                            "edited=0";

	(void)state;
	parse("Row: 0 _id=1, name=A, mcc=1, mcc=999, types=, edited=0\n"
	      "Row: 1 _id=2, name=B, mcc=999, types=, edited=0\n");
	assert_int_equal(rows.n, 2);
	assert_true(rows.is_untrusted[0]);
	assert_false(rows.is_untrusted[1]);
	assert_int_equal(rows.faults.n, 1);
	assert_fault(&rows.faults, 0, 1, "mcc comes twice", first);
}

static void
a_forged_row_makes_its_neighbours_untrusted(void **state)
{
	(void)state;
	parse("Row: 0 _id=1, name=a, mcc=1, types=, edited=0\n"
	      "Row: 1 _id=2, name=x\n"
	      "Row: 2 _id=3, name=evil, mcc=1, types=, edited=0\n"
	      "Row: 2 _id=3, name=b, mcc=1, types=, edited=0\n");
	assert_int_equal(rows.n, 3);
	assert_true(rows.is_untrusted[1] && rows.is_untrusted[2]);
	assert_int_equal(rows.faults.n, 2);
	assert_fault(&rows.faults, 0, 2, "not the columns of the first row",
	    "_id=2, name=x");
	assert_fault(&rows.faults, 1, 4,
	    "row 2 inside row 2: a value holds what looks like a row",
	    "Row: 2 _id=3, name=b, mcc=1, types=, edited=0");
}

static void
a_row_with_a_wrong_number_stays_in_its_value(void **state)
{
	(void)state;
	parse("Row: 4 _id=1, name=x\nRow: 9 _id=2, mcc=1, types=, edited=0\n"
	      "Row: 5 _id=2, name=y\nRow: 6 x=y, mcc=1, types=, edited=0\n");
	assert_int_equal(rows.n, 2);
	assert_true(rows.is_untrusted[0]);
	assert_false(rows.is_untrusted[1]);
	assert_pair(&rows.v[0], "name", "x\nRow: 9 _id=2");
	assert_pair(&rows.v[1], "name", "y\nRow: 6 x=y");
	assert_int_equal(rows.faults.n, 1);
}

static void
an_empty_answer_has_no_rows_and_noise_is_a_fault(void **state)
{
	(void)state;
	parse("No result found.\n");
	assert_int_equal(rows.n + rows.faults.n, 0);
	parse("");
	assert_int_equal(rows.n + rows.faults.n, 0);
	parse("what\nRow: x _id=1\nRow: 0 other=1\nRow: 0 _id=1\n");
	assert_int_equal(rows.n, 1);
	assert_int_equal(rows.faults.n, 3);
	assert_fault(&rows.faults, 2, 3, "no row", "Row: 0 other=1");
}

static void
a_row_without_end_is_cut_and_its_fault_has_it_all(void **state)
{
	char text[12 + 7 * 299 + 1] = "Row: 0 _id=1";

	(void)state;
	for (size_t i = 0; i < 299; i++)
		memcpy(text + 12 + 7 * i, ", _id=1", 7);
	parse(text);
	assert_int_equal(rows.n, 1);
	assert_int_equal(rows.v[0].n, 2 * SST_CONTENT_COLUMNS);
	assert_true(rows.is_untrusted[0]);
	assert_int_equal(rows.faults.n, 1);
	assert_string_equal(rows.faults.v[0].text, text + strlen("Row: 0 "));
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_teardown(f, clean)
	const struct CMUnitTest tests[] = {
		TEST(rows_are_split_at_known_columns_only),
		TEST(a_value_may_have_several_lines),
		TEST(a_column_that_comes_twice_makes_its_row_untrusted),
		TEST(a_forged_row_makes_its_neighbours_untrusted),
		TEST(a_row_with_a_wrong_number_stays_in_its_value),
		TEST(an_empty_answer_has_no_rows_and_noise_is_a_fault),
		TEST(a_row_without_end_is_cut_and_its_fault_has_it_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
