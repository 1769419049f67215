/* SPDX-License-Identifier: ISC */
/* test_know_fit.c: all hints together: the row, its network, conflicts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <simstow/know/know.h>

static bool
has_row(const struct sst_know_named *v, size_t n, const char *id)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i].row->id, id) == 0)
			return true;
	return false;
}

static void
nothing_known_has_no_candidates(void **state)
{
	const struct sst_know_hints h = { 0 };
	struct sst_know_found f;

	(void)state;
	sst_know_find(NULL, &h, &f);
	assert_null(f.row);
	assert_int_equal(f.by, SST_KNOW_NONE);
	assert_int_equal(f.n + f.candidate_n, 0);
	assert_null(f.network);
}

static void
hints_that_name_other_rows_are_conflicts(void **state)
{
	const struct sst_know_hints h = {
		.carrier_id = "1839",
		.provider = "giffgaff",
		.iccid = "8943010000048943536",
	};
	struct sst_know_found f;

	(void)state;
	sst_know_find(NULL, &h, &f);
	assert_string_equal(f.row->id, "verizon-us");
	assert_int_equal(f.by, SST_KNOW_CARRIER_ID);
	/* giffgaff is British, the ICCID Austrian: the name says nothing */
	assert_int_equal(f.n, 1);
	assert_string_equal(f.others[0].row->id, "a1-at");
	assert_int_equal(f.others[0].by, SST_KNOW_IIN);
}

static void
conflicts_have_the_surest_hint_first(void **state)
{
	const struct sst_know_hints h = {
		.carrier_id = "1839",
		.provider = "airalo",
		.iccid = "8943010000048943536",
		.mcc_mnc = "26006",
	};
	struct sst_know_found f;

	(void)state;
	sst_know_find(NULL, &h, &f);
	assert_string_equal(f.row->id, "verizon-us");
	assert_int_equal(f.n, 2);
	assert_string_equal(f.others[0].row->id, "airalo");
	assert_string_equal(f.others[1].row->id, "a1-at");
}

static void
a_row_that_a_hint_names_too_is_no_conflict(void **state)
{
	const struct sst_know_hints h = {
		.provider = "T-Mobile",
		.host = "t-mobile.idemia.io",
		.iccid = "8901260000000000000",
		.mcc_mnc = "310260",
	};
	struct sst_know_found f;

	(void)state;
	sst_know_find(NULL, &h, &f);
	assert_string_equal(f.row->id, "tmobile-us");
	assert_int_equal(f.by, SST_KNOW_PROVIDER);
	assert_int_equal(f.n, 0);
	assert_int_equal(f.candidate_n, 0);
	assert_false(f.is_cut);
}

static void
a_resellers_line_has_the_numbers_of_a_network(void **state)
{
	const struct sst_know_hints h = {
		.provider = "Airalo",
		.iccid = "8943010000048943536",
	};
	struct sst_know_found f;

	(void)state;
	sst_know_find(NULL, &h, &f);
	assert_string_equal(f.row->id, "airalo");
	assert_string_equal(f.network->id, "a1-at");
	assert_int_equal(f.network_by, SST_KNOW_IIN);
	assert_int_equal(f.n, 0);
}

static void
an_mvno_has_the_numbers_of_its_host_network(void **state)
{
	const struct sst_know_hints h = {
		.provider = "US Mobile",
		.iccid = "8901260000000000000",
	};
	struct sst_know_found f;

	(void)state;
	sst_know_find(NULL, &h, &f);
	assert_string_equal(f.row->id, "us-mobile");
	assert_string_equal(f.network->id, "tmobile-us");
	assert_int_equal(f.n, 0);
}

static void
an_ambiguous_code_gives_candidates_and_no_row(void **state)
{
	const struct sst_know_hints h = { .mcc_mnc = "310260" };
	struct sst_know_found f;

	(void)state;
	sst_know_find(NULL, &h, &f);
	assert_null(f.row);
	assert_true(f.candidate_n > 1);
	assert_int_equal(f.candidates[0].by, SST_KNOW_OWNER);
	assert_true(has_row(f.candidates, f.candidate_n, "tmobile-us"));
	assert_true(has_row(f.candidates, f.candidate_n, "tello-us"));
}

static void
a_gid1_finds_the_brand_on_a_shared_network(void **state)
{
	struct sst_know_hints h = { .mcc_mnc = "302220", .gid1 = "4B4FFFFF" };
	struct sst_know_found f;

	(void)state;
	sst_know_find(NULL, &h, &f);
	assert_string_equal(f.row->id, "koodo-ca");
	assert_int_equal(f.by, SST_KNOW_GID);
	assert_int_equal(f.n, 0);
	h.gid1 = "4D4F";
	sst_know_find(NULL, &h, &f);
	assert_string_equal(f.row->id, "publicmobile-ca");
	h.gid1 = "00";
	sst_know_find(NULL, &h, &f);
	assert_null(f.row);
	assert_true(f.candidate_n > 2);
}

static void
an_ambiguous_iin_gives_candidates_and_no_row(void **state)
{
	const struct sst_know_hints h = { .iccid = "8981100000000000000" };
	struct sst_know_found f;

	(void)state;
	sst_know_find(NULL, &h, &f);
	assert_null(f.row);
	assert_true(f.candidate_n > 1);
	assert_int_equal(f.candidates[0].by, SST_KNOW_IIN);
}

static void
texts_that_are_too_long_find_nothing(void **state)
{
	char text[4096];
	struct sst_know_hints h = { text, text, text, text, text, text };
	struct sst_know_found f;

	(void)state;
	memset(text, '8', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	sst_know_find(NULL, &h, &f);
	assert_null(f.row);
	text[0] = '\0';
	sst_know_find(NULL, &h, &f);
	assert_null(f.row);
}

/* What is in a list cell, word by word. */
static size_t
next_word(const char *cell, char word[128])
{
	size_t n = strcspn(cell, ",");

	assert_true(n < 128);
	memcpy(word, cell, n);
	word[n] = '\0';
	return cell[n] == ',' ? n + 1 : n;
}

/* The row is found, alone or among others, by each word of a column. */
static void
check_word(const struct sst_carrier *row, const struct sst_know_hints *h)
{
	struct sst_know_found f;

	sst_know_find(NULL, h, &f);
	assert_true(f.row == row ||
	            has_row(f.candidates, f.candidate_n, row->id) ||
	            f.row != NULL || f.is_cut);
	assert_true(f.row != NULL || f.candidate_n > 0);
}

static void
every_cell_of_the_table_is_in_its_index(void **state)
{
	size_t n;
	const struct sst_carrier *rows = sst_know_carriers(&n);
	char word[128];

	(void)state;
	for (size_t i = 0; i < n; i++) {
		const char *p;

		assert_ptr_equal(sst_know_book_carrier(NULL, rows[i].id),
		    &rows[i]);
		check_word(&rows[i],
		    &(struct sst_know_hints){ .provider = rows[i].name });
		for (p = rows[i].aosp_carrier_id; *p != '\0';) {
			p += next_word(p, word);
			check_word(&rows[i],
			    &(struct sst_know_hints){ .carrier_id = word });
		}
		for (p = rows[i].smdp_hosts; *p != '\0';) {
			p += next_word(p, word);
			check_word(&rows[i],
			    &(struct sst_know_hints){ .host = word });
		}
		for (p = rows[i].iin; *p != '\0';) {
			p += next_word(p, word);
			check_word(&rows[i],
			    &(struct sst_know_hints){ .iccid = word });
		}
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_known_has_no_candidates),
		cmocka_unit_test(hints_that_name_other_rows_are_conflicts),
		cmocka_unit_test(conflicts_have_the_surest_hint_first),
		cmocka_unit_test(a_row_that_a_hint_names_too_is_no_conflict),
		cmocka_unit_test(a_resellers_line_has_the_numbers_of_a_network),
		cmocka_unit_test(an_mvno_has_the_numbers_of_its_host_network),
		cmocka_unit_test(an_ambiguous_code_gives_candidates_and_no_row),
		cmocka_unit_test(a_gid1_finds_the_brand_on_a_shared_network),
		cmocka_unit_test(an_ambiguous_iin_gives_candidates_and_no_row),
		cmocka_unit_test(texts_that_are_too_long_find_nothing),
		cmocka_unit_test(every_cell_of_the_table_is_in_its_index),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
