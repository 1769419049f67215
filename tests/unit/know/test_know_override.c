/* SPDX-License-Identifier: ISC */
/* test_know_override.c: a user's carriers.tsv: what it gives, what is wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <simstow/know/know.h>

#define ORIGIN "/home/u/carriers.tsv"

static int
read_text(const char *text, struct sst_arena *mem, struct sst_know_book *book,
    struct sst_err *err)
{
	return sst_know_book_read(sst_span_of_text(text), ORIGIN, mem, book,
	    err);
}

static void
check_refusal(const char *text, const char *msg)
{
	struct sst_arena mem = { 0 };
	struct sst_know_book book;
	struct sst_err err = { 0 };

	assert_int_equal(read_text(text, &mem, &book, &err), -1);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_string_equal(err.msg, msg);
	assert_int_equal(book.own_n, 0);
	assert_null(book.own);
	sst_arena_fini(&mem);
}

static void
an_empty_file_has_no_rows(void **state)
{
	static const char *const texts[] = { "", "\n\n", "# nothing\n",
		"id\tname\n", "\xEF\xBB\xBFid\n" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct sst_arena mem = { 0 };
		struct sst_know_book book;
		struct sst_err err = { 0 };

		assert_int_equal(read_text(texts[i], &mem, &book, &err), 0);
		assert_int_equal(book.own_n, 0);
		sst_arena_fini(&mem);
	}
}

static void
a_known_id_replaces_the_cells_that_are_given(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_know_book book;
	struct sst_err err = { 0 };
	const struct sst_carrier *was = sst_know_book_carrier(NULL, "airalo");
	const struct sst_carrier *row;

	(void)state;
	assert_int_equal(read_text("# mine\nid\tfee\tnotes\r\n"
	                           "airalo\tten euro\t\r\n",
	                     &mem, &book, &err),
	    0);
	assert_int_equal(book.own_n, 1);
	row = sst_know_book_carrier(&book, "airalo");
	assert_ptr_equal(row, &book.own[0]);
	assert_string_equal(row->fee, "ten euro");
	assert_string_equal(row->notes, was->notes);
	assert_string_equal(row->name, "Airalo");
	assert_string_equal(row->origin, ORIGIN);
	assert_string_equal(was->origin, "formats/carriers.tsv");
	assert_memory_equal(row->source, ORIGIN " ; https://",
	    strlen(ORIGIN " ; https://"));
	assert_true(sst_know_book_has_given(&book, row, "fee"));
	assert_false(sst_know_book_has_given(&book, row, "notes"));
	assert_false(sst_know_book_has_given(&book, row, "no such column"));
	assert_false(sst_know_book_has_given(&book, was, "fee"));
	assert_false(sst_know_book_has_given(NULL, was, "fee"));
	sst_arena_fini(&mem);
}

static void
a_new_id_is_a_row_more_and_says_unknown(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_know_book book;
	struct sst_err err = { 0 };
	const struct sst_carrier *row;

	(void)state;
	assert_int_equal(read_text("kind\tid\tname\tsupport_phone\n"
	                           "mvno\tmine\tMy M\xC3\xBCller\t+4930123456",
	                     &mem, &book, &err),
	    0);
	row = sst_know_book_carrier(&book, "mine");
	assert_non_null(row);
	assert_null(sst_know_book_carrier(NULL, "mine"));
	assert_string_equal(row->same_device_reinstall, "unknown");
	assert_string_equal(row->new_device_reinstall, "unknown");
	assert_string_equal(row->code_single_use, "unknown");
	assert_string_equal(row->confidence, "user-report");
	assert_string_equal(row->support_phone, "+4930123456");
	assert_string_equal(row->fee, "");
	assert_string_equal(row->source, ORIGIN);
	sst_arena_fini(&mem);
}

static void
a_message_names_line_and_column(void **state)
{
	static const struct {
		const char *text;
		const char *msg;
	} cases[] = {
		{ "name\nx\n", ORIGIN ": line 1: no column id" },
		{ "id\tid\n", ORIGIN ": line 1: column id again" },
		{ "id\tcolour\n",
		    ORIGIN ": line 1: no column is called \"colour\"" },
		{ "id\n\n# x\nmine\n", ORIGIN
		    ": line 4: column name: empty, and no row of the table "
		    "has this id" },
		{ "id\tname\nmine\tM\n", ORIGIN
		    ": line 2: column kind: empty, and no row of the table "
		    "has this id" },
		{ "id\tfee\n\tx\n", ORIGIN ": line 2: column id: empty" },
		{ "id\tfee\nairalo\tx\ty\n",
		    ORIGIN ": line 2: more than the 2 cells of the first "
		           "line" },
		{ "id\nairalo\nairalo\n",
		    ORIGIN ": line 3: column id: \"airalo\" again" },
		{ "id\nA B\n", ORIGIN
		    ": line 2: column id: \"A B\", want a-z, 0-9, - and _" },
		{ "id\tfee\nairalo\ta\x01z\n",
		    ORIGIN ": line 2: byte 8: a control character (01)" },
		{ "id\tfee\nairalo\t\xFF\n", ORIGIN ": line 2: no UTF-8" },
		{ "id\tcode_single_use\tnew_device_reinstall\n"
		  "airalo\tyes\tapp,same-code\n",
		    ORIGIN ": line 2: column code_single_use: yes, but "
		           "new_device_reinstall has same-code" },
		{ "id\tsame_device_reinstall\nairalo\tyes\n",
		    ORIGIN ": line 2: column code_single_use: yes, but "
		           "same_device_reinstall is yes" },
		{ "id\tnew_device_reinstall\nairalo\tapp,unknown\n",
		    ORIGIN ": line 2: column new_device_reinstall: unknown "
		           "and something else" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		check_refusal(cases[i].text, cases[i].msg);
}

/* Every column with what it refuses, and what it takes. */
static void
a_cell_is_what_its_column_wants(void **state)
{
	static const struct {
		const char *column, *bad, *good;
	} cases[] = {
		{ "kind", "telco", "euicc-card" },
		{ "country", "usa", "US" },
		{ "mccmnc", "1234", "26201,310260" },
		{ "mccmnc", "26201,,26202", "26201" },
		{ "aosp_carrier_id", "-1", "1839" },
		{ "iin", "8849", "894922,89490" },
		{ "gid1", "26201/A", "26201/AB" },
		{ "gid1", "26201", "310260/6d38" },
		{ "smdp_hosts", "localhost", "rsp.example.com:8083" },
		{ "same_device_reinstall", "maybe", "no" },
		{ "new_device_reinstall", "pigeon", "app,store" },
		{ "code_single_use", "y", "yes" },
		{ "max_downloads", "0", "unlimited" },
		{ "support_phone", "0800123", "+18009220204" },
		{ "support_phone", "+1", "+18009220204" },
		{ "support_short", "help", "*611#" },
		{ "support_mail", "@x.y", "help@example.com" },
		{ "support_web", "http://x", "https://example.com/a" },
		{ "confidence", "sure", "press" },
		{ "source_date", "last year", "2026-11" },
		{ "seen", "2026-11", "2026-11-28" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct sst_arena mem = { 0 };
		struct sst_know_book book;
		struct sst_err err = { 0 };
		char text[256];

		(void)snprintf(text, sizeof(text), "id\t%s\nairalo\t%s\n",
		    cases[i].column, cases[i].bad);
		assert_int_equal(read_text(text, &mem, &book, &err), -1);
		assert_non_null(strstr(err.msg, cases[i].column));
		assert_non_null(strstr(err.msg, ": line 2: column "));
		(void)snprintf(text, sizeof(text), "id\t%s\nairalo\t%s\n",
		    cases[i].column, cases[i].good);
		assert_int_equal(read_text(text, &mem, &book, &err), 0);
		sst_arena_fini(&mem);
	}
}

static void
limits_are_kept(void **state)
{
	size_t size = SST_KNOW_OWN_BYTES + 1;
	char *text = calloc(1, size);
	struct sst_arena mem = { 0 };
	struct sst_know_book book;
	struct sst_err err = { 0 };
	size_t n;

	(void)state;
	assert_non_null(text);
	memset(text, '\n', size);
	assert_int_equal(sst_know_book_read((struct sst_span){ (uint8_t *)text,
	                                        size },
	                     "f", &mem, &book, &err),
	    -1);
	assert_string_equal(err.msg, "f: 1048577 bytes, want at most 1048576");
	n = (size_t)snprintf(text, size, "id\tname\tkind\n");
	for (int i = 0; i <= SST_KNOW_OWN_ROWS; i++)
		n += (size_t)snprintf(text + n, size - n, "r%d\tn\tmno\n", i);
	assert_int_equal(sst_know_book_read((struct sst_span){ (uint8_t *)text,
	                                        n },
	                     "f", &mem, &book, &err),
	    -1);
	assert_string_equal(err.msg, "f: line 1002: more than 1000 rows");
	sst_arena_fini(&mem);
	free(text);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_file_has_no_rows),
		cmocka_unit_test(a_known_id_replaces_the_cells_that_are_given),
		cmocka_unit_test(a_new_id_is_a_row_more_and_says_unknown),
		cmocka_unit_test(a_message_names_line_and_column),
		cmocka_unit_test(a_cell_is_what_its_column_wants),
		cmocka_unit_test(limits_are_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
