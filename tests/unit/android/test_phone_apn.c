/* SPDX-License-Identifier: ISC */
/* test_phone_apn.c: which columns of the access points are asked for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/android/phone.h>

#include "android_rig.h"

/* A column is in a command's projection. */
static bool
asks_for(const char *command, const char *column)
{
	const char *at = strstr(command, "--projection ");
	size_t n = strlen(column);

	if (at == NULL)
		return false;
	for (at += strlen("--projection "); at != NULL;) {
		if (strncmp(at, column, n) == 0 &&
		    (at[n] == ':' || at[n] == '\0'))
			return true;
		at = strchr(at, ':');
		at = at != NULL ? at + 1 : NULL;
	}
	return false;
}

static void
the_query_asks_for_the_columns_and_no_secret(void **state)
{
	struct sst_arena mem = { 0 };
	const char *full = sst_phone_apn_command(35, &mem);
	const char *old = sst_phone_apn_command(29, &mem);

	(void)state;
	assert_non_null(full);
	assert_non_null(old);
	for (size_t i = 0; sst_phone_apn_columns[i] != NULL; i++)
		assert_true(asks_for(full, sst_phone_apn_columns[i]));
	assert_false(asks_for(full, "user") || asks_for(full, "password"));
	assert_true(asks_for(old, "apn"));
	assert_false(asks_for(old, "name"));
	sst_arena_fini(&mem);
}

static void
versions_that_refuse_are_not_asked(void **state)
{
	struct sst_arena mem = { 0 };

	(void)state;
	assert_null(sst_phone_apn_command(27, &mem));
	for (int sdk = 30; sdk < 34; sdk++)
		assert_null(sst_phone_apn_command(sdk, &mem));
	assert_null(sst_phone_apn_command(99, &mem));
	sst_arena_fini(&mem);
}

static void
a_name_cannot_forge_its_access_point(void **state)
{
	struct sst_content_rows rows;
	struct sst_arena mem = { 0 };
	struct sst_err err;

	(void)state;
	assert_int_equal(
	    sst_content_parse(sst_span_of_text(
	                          "Row: 0 _id=1, edited=1, name=x, edited=0, "
	                          "apn=net.example, type=default,supl, mtu=0\n"
	                          "Row: 1 _id=2, edited=0, name=y, "
	                          "apn=net.example, type=default, mtu=0\n"),
	        sst_phone_apn_columns, &mem, &rows, &err),
	    0);
	assert_int_equal(rows.n, 2);
	assert_true(rows.is_untrusted[0]);
	assert_false(rows.is_untrusted[1]);
	assert_text(sst_pairs_get(&rows.v[0], "type"), "default,supl");
	sst_arena_fini(&mem);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_query_asks_for_the_columns_and_no_secret),
		cmocka_unit_test(versions_that_refuse_are_not_asked),
		cmocka_unit_test(a_name_cannot_forge_its_access_point),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
