/* SPDX-License-Identifier: ISC */
/* test_files.c: the files that are worth keeping, and those never read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include <simstow/uicc/files.h>

static struct sst_uicc_path
path_of(const char *text)
{
	struct sst_uicc_path p;
	struct sst_err err;

	if (sst_uicc_path_parse(text, &p, &err) < 0)
		fail_msg("%s: %s", text, err.msg);
	return p;
}

static void
every_place_parses_and_none_is_forbidden(void **state)
{
	size_t n;
	const struct sst_files_file *f = sst_files_wanted(&n);

	(void)state;
	assert_true(n > 60);
	for (size_t i = 0; i < n; i++) {
		struct sst_uicc_path p = path_of(f[i].place);
		char text[SST_UICC_PATH_TEXT];

		sst_uicc_path_format(&p, text);
		assert_string_equal(text, f[i].place);
		if (sst_files_is_forbidden(&p))
			fail_msg("%s is forbidden", f[i].name);
		assert_int_not_equal(f[i].restore, SST_FILES_SECRET);
	}
}

static void
every_row_is_whole_and_cites_its_clause(void **state)
{
	size_t n;
	const struct sst_files_file *f = sst_files_wanted(&n);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		assert_memory_equal(f[i].name, "EF.", 3);
		if (strncmp(f[i].clause, "TS 31.102 4.", 12) != 0 &&
		    strncmp(f[i].clause, "TS 51.011 10.", 13) != 0 &&
		    strncmp(f[i].clause, "TS 102 221 13.", 14) != 0)
			fail_msg("%s: %s", f[i].place, f[i].clause);
		assert_true(f[i].type == SST_FCP_TRANSPARENT ||
		            f[i].type == SST_FCP_LINEAR ||
		            f[i].type == SST_FCP_CYCLIC);
		assert_true(f[i].restore >= SST_FILES_USER &&
		            f[i].restore <= SST_FILES_IDENTITY);
		assert_false(f[i].is_2g_only && f[i].is_3g_only);
		/* the USIM is of a UICC, DF.GSM of what was before it */
		if (strstr(f[i].place, "7FFF") != NULL)
			assert_true(f[i].is_3g_only);
		if (strstr(f[i].place, "7F20") != NULL)
			assert_true(f[i].is_2g_only);
	}
}

static bool
is_for_both(const struct sst_files_file *a, const struct sst_files_file *b)
{
	return !(a->is_2g_only && b->is_3g_only) &&
	       !(a->is_3g_only && b->is_2g_only);
}

static void
no_file_of_a_card_is_there_twice(void **state)
{
	size_t n;
	const struct sst_files_file *f = sst_files_wanted(&n);

	(void)state;
	for (size_t i = 0; i < n; i++)
		for (size_t j = i + 1; j < n; j++)
			if (strcmp(f[i].place, f[j].place) == 0 &&
			    is_for_both(&f[i], &f[j]))
				fail_msg("%s twice", f[i].place);
}

static size_t
dir_length(const char *place)
{
	return (size_t)(strrchr(place, '/') - place);
}

/* A directory that was left is not entered again. */
static void
files_of_a_directory_are_together(void **state)
{
	size_t n;
	const struct sst_files_file *f = sst_files_wanted(&n);

	(void)state;
	for (size_t i = 1; i < n; i++) {
		size_t len = dir_length(f[i].place);

		if (dir_length(f[i - 1].place) == len &&
		    memcmp(f[i - 1].place, f[i].place, len) == 0)
			continue;
		for (size_t j = 0; j + 1 < i; j++)
			if (dir_length(f[j].place) == len &&
			    memcmp(f[j].place, f[i].place, len) == 0 &&
			    is_for_both(&f[i], &f[j]))
				fail_msg("%s and %s", f[j].place, f[i].place);
	}
}

/* Else the first file is selected again when its rule was read. */
static void
the_rules_come_first_in_their_directory(void **state)
{
	size_t n;
	const struct sst_files_file *f = sst_files_wanted(&n);

	(void)state;
	for (size_t i = 1; i < n; i++) {
		size_t len = dir_length(f[i].place);

		if (strcmp(f[i].name, "EF.ARR") == 0)
			assert_false(
			    dir_length(f[i - 1].place) == len &&
			    memcmp(f[i - 1].place, f[i].place, len) == 0);
	}
}

static void
people_and_messages_are_asked_for(void **state)
{
	static const struct {
		const char *place;
		enum sst_files_group group;
		enum sst_files_class restore;
	} rows[] = {
		{ "3F00/7F10/6F3A", SST_FILES_CONTACTS, SST_FILES_USER },
		{ "3F00/7FFF/5F3A/4F30", SST_FILES_CONTACTS,
		    SST_FILES_OPERATOR },
		{ "3F00/7FFF/6F3C", SST_FILES_MESSAGES, SST_FILES_USER },
		{ "3F00/7F10/6F3C", SST_FILES_MESSAGES, SST_FILES_USER },
		{ "3F00/7FFF/6F3B", SST_FILES_CONTACTS, SST_FILES_PIN2 },
		{ "3F00/7FFF/6F07", SST_FILES_BASIC, SST_FILES_IDENTITY },
		{ "3F00/2FE2", SST_FILES_BASIC, SST_FILES_IDENTITY },
		{ "3F00/7FFF/6F42", SST_FILES_BASIC, SST_FILES_USER },
		{ "3F00/7FFF/6F7B", SST_FILES_BASIC, SST_FILES_OPERATOR },
	};
	size_t n;
	const struct sst_files_file *f = sst_files_wanted(&n);

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		size_t j = 0;

		while (j < n && strcmp(f[j].place, rows[i].place) != 0)
			j++;
		assert_true(j < n);
		assert_int_equal(f[j].group, rows[i].group);
		assert_int_equal(f[j].restore, rows[i].restore);
	}
}

static void
keys_and_temporary_identities_are_forbidden(void **state)
{
	static const char *const places[] = { "3F00/7FFF/6F08",
		"3F00/7FFF/6F09", "3F00/7FFF/5F3B/4F20", "3F00/7FFF/5F3B/4F52",
		"3F00/7FFF/6FE4", "3F00/7FFF/6FE3", "3F00/7FFF/6F7E",
		"3F00/7FFF/6F73", "3F00/7FFF/6F5B", "3F00/7FFF/6F5C",
		"3F00/7FFF/6FC4", "3F00/7FFF/6FD6", "3F00/7FFF/6FDA",
		"3F00/7FFF/6F2C", "3F00/7FFF/6F43", "3F00/7FFF/6F47",
		"3F00/7FFF/6FCA", "3F00/7FFF/6FCB", "3F00/7FFF/5FC0/4F01",
		"3F00/7FFF/5FC0/4F02", "3F00/7FFF/5FC0/4F03",
		"3F00/7FFF/5FC0/4F04", "3F00/7FFF/5FC0/4F05",
		"3F00/7FFF/5F3A/4F22", "3F00/7F10/5F3A/4F23",
		"3F00/7F10/5F3A/4F24", "3F00/7F20/6F20", "3F00/7F20/6F52",
		"3F00/7F20/6F7E", "3F00/7F20/6F53", "3F00/7F10/6F43",
		"3F00/7F10/6F47",
		/* the same in disguise */
		"3F00/7FF0/6F08", "3F00/7FFF/7FFF/6F08", "3F00/7F21/6F20" };

	(void)state;
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		struct sst_uicc_path p = path_of(places[i]);

		if (!sst_files_is_forbidden(&p))
			fail_msg("%s is not forbidden", places[i]);
	}
}

static void
the_same_number_elsewhere_is_not_forbidden(void **state)
{
	static const char *const places[] = { "3F00", "3F00/6F08", "3F00/2FE2",
		"3F00/7F10/6F08", "3F00/7FFF", "3F00/7FFF/5FC0",
		"3F00/7FFF/5FC0/4F07", "3F00/7FFF/5F3A/4F20",
		"3F00/7FFF/6F20" };

	(void)state;
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		struct sst_uicc_path p = path_of(places[i]);

		assert_false(sst_files_is_forbidden(&p));
	}
}

static void
classes_have_names(void **state)
{
	(void)state;
	assert_string_equal(sst_files_class_name(SST_FILES_USER), "user");
	assert_string_equal(sst_files_class_name(SST_FILES_PIN2), "pin2");
	assert_string_equal(sst_files_class_name(SST_FILES_OPERATOR),
	    "operator");
	assert_string_equal(sst_files_class_name(SST_FILES_IDENTITY),
	    "identity");
	assert_string_equal(sst_files_class_name(SST_FILES_SECRET), "secret");
	assert_string_equal(sst_files_class_name((enum sst_files_class)77),
	    "unknown");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_place_parses_and_none_is_forbidden),
		cmocka_unit_test(every_row_is_whole_and_cites_its_clause),
		cmocka_unit_test(no_file_of_a_card_is_there_twice),
		cmocka_unit_test(files_of_a_directory_are_together),
		cmocka_unit_test(the_rules_come_first_in_their_directory),
		cmocka_unit_test(people_and_messages_are_asked_for),
		cmocka_unit_test(keys_and_temporary_identities_are_forbidden),
		cmocka_unit_test(the_same_number_elsewhere_is_not_forbidden),
		cmocka_unit_test(classes_have_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
