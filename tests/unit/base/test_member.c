/* SPDX-License-Identifier: ISC */
/* test_member.c: names of members. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include <simstow/base/member.h>

static void
a_name_is_plain_parts_and_slashes(void **state)
{
	static const char *const good[] = { "a", "manifest.json",
		"raw/euicc-0/bf22.der", "A_b-9/x.tar.gz", "a..b" };
	static const char *const bad[] = { "", "/", "/a", "a/", "a//b", ".",
		"..", "../a", "a/..", "a/.b", ".a", "a.", "a./b", "a b", "a\\b",
		"a\n", "\xC3\xA9", "a:b", "~" };

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_true(sst_member_is_name(good[i]));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(sst_member_is_name(bad[i]));
}

static void
a_name_has_at_most_100_bytes(void **state)
{
	char name[SST_MEMBER_NAME_MAX + 2];

	(void)state;
	memset(name, 'a', sizeof(name));
	name[SST_MEMBER_NAME_MAX + 1] = '\0';
	assert_false(sst_member_is_name(name));
	name[SST_MEMBER_NAME_MAX] = '\0';
	assert_true(sst_member_is_name(name));
}

static void
find_compares_whole_names(void **state)
{
	struct sst_member v[] = { { "ab", { 0 } }, { "a", { 0 } } };
	struct sst_members m = { v, 2 };
	struct sst_members none = { 0 };

	(void)state;
	assert_ptr_equal(sst_member_find(&m, "a"), &v[1]);
	assert_ptr_equal(sst_member_find(&m, "ab"), &v[0]);
	assert_null(sst_member_find(&m, "abc"));
	assert_null(sst_member_find(&none, "a"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_is_plain_parts_and_slashes),
		cmocka_unit_test(a_name_has_at_most_100_bytes),
		cmocka_unit_test(find_compares_whole_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
