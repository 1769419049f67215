/* SPDX-License-Identifier: ISC */
/* test_uicc_path.c: where a file is, and how that is written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/uicc/uicc.h>

static void
a_path_is_written_and_read_back(void **state)
{
	static const char *const rows[] = { "3F00", "3F00/2FE2",
		"3F00/7FFF/6F46", "3F00/7FFF/5F3A/4F30",
		"3F00/7F10/5F01/5F02/5F03/5F04/4FFF" };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char text[SST_UICC_PATH_TEXT];
		struct sst_uicc_path p;
		struct sst_err err = { 0 };

		assert_int_equal(sst_uicc_path_parse(rows[i], &p, &err), 0);
		sst_uicc_path_format(&p, text);
		assert_string_equal(text, rows[i]);
	}
}

static void
digits_may_be_small(void **state)
{
	struct sst_uicc_path p;
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_uicc_path_parse("3F00/7fff/6f3c", &p, &err), 0);
	assert_int_equal(p.n, 2);
	assert_int_equal(p.fid[0], 0x7FFF);
	assert_int_equal(p.fid[1], 0x6F3C);
}

static void
what_is_no_path_is_an_error_that_says_where(void **state)
{
	static const struct {
		const char *text, *why;
	} rows[] = {
		{ "", "path of a card file: it does not begin with 3F00" },
		{ "7FFF/6F46", "path of a card file: it does not begin with "
		               "3F00" },
		{ "3F00/", "path of a card file: character 4: / and 4 digits "
		           "wanted" },
		{ "3F002FE2", "path of a card file: character 4: / and 4 "
		              "digits wanted" },
		{ "3F00/7FFF/6F4", "path of a card file: character 9: / and 4 "
		                   "digits wanted" },
		{ "3F00/7FFF/6F461", "path of a card file: character 14: / and "
		                     "4 digits wanted" },
		{ "3F00/7F10/5F01/5F02/5F03/5F04/5F05/4FFF",
		    "path of a card file: more than 6 identifiers" },
		{ "3F00/6F46/6F07", "3F00/6F46/6F07: 6F46 is no directory" },
		{ "3F00/3F00", "3F00/3F00: 3F00 is no directory" },
		{ "3F00/7FFF/3F00/6F08",
		    "3F00/7FFF/3F00/6F08: 3F00 is no directory" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct sst_uicc_path p = { { 1 }, 1 };
		struct sst_err err = { 0 };

		assert_int_equal(sst_uicc_path_parse(rows[i].text, &p, &err),
		    -1);
		assert_int_equal(err.code, SST_E_FORMAT);
		assert_string_equal(err.msg, rows[i].why);
		assert_int_equal(p.n, 0);
	}
}

static void
a_foreign_character_is_named(void **state)
{
	struct sst_uicc_path p;
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_uicc_path_parse("3F00/7FFF/6F4X", &p, &err), -1);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_memory_equal(err.msg, "path of a card file: identifier 2: ", 35);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_path_is_written_and_read_back),
		cmocka_unit_test(digits_may_be_small),
		cmocka_unit_test(what_is_no_path_is_an_error_that_says_where),
		cmocka_unit_test(a_foreign_character_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
