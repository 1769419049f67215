/* SPDX-License-Identifier: ISC */
/* test_index.c: members by name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/manifest/codec_priv.h"

static void
a_member_is_found_by_name_but_the_manifest_is_not(void **state)
{
	struct sst_member v[] = { { "manifest.json", { 0 } },
		{ "raw/z", { 0 } }, { "raw/a", { 0 } } };
	struct sst_members members = { v, 3 };
	struct sst_codec_index index = { 0 };
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };
	int rc = sst_index_new(&members, &mem, &index, &err);
	const struct sst_member *z = sst_index_find(&index, "raw/z");
	const struct sst_member *a = sst_index_find(&index, "raw/a");
	const struct sst_member *b = sst_index_find(&index, "raw/b");
	const struct sst_member *m = sst_index_find(&index, "manifest.json");

	(void)state;
	sst_arena_fini(&mem);
	assert_int_equal(rc, 0);
	assert_ptr_equal(z, &v[1]);
	assert_ptr_equal(a, &v[2]);
	assert_null(b);
	assert_null(m);
}

static void
in_an_empty_index_nothing_is_found(void **state)
{
	struct sst_codec_index index = { 0 };

	(void)state;
	assert_null(sst_index_find(&index, "raw/a"));
}

static void
assert_refused(struct sst_member *v, size_t n, const char *msg)
{
	struct sst_members members = { v, n };
	struct sst_codec_index index = { 0 };
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };
	int rc = sst_index_new(&members, &mem, &index, &err);

	sst_arena_fini(&mem);
	assert_int_equal(rc, -1);
	assert_string_equal(err.msg, msg);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_int_equal(index.n, 0);
}

static void
bad_and_repeated_names_are_refused(void **state)
{
	struct sst_member twice[] = { { "a", { 0 } }, { "b", { 0 } },
		{ "a", { 0 } } };
	struct sst_member bad[] = { { "a", { 0 } }, { "a/../b", { 0 } } };
	struct sst_member none[] = { { NULL, { 0 } } };

	(void)state;
	assert_refused(twice, 3, "member a is there twice");
	assert_refused(bad, 2, "member 1 has a name that no member may have");
	assert_refused(none, 1, "member 0 has a name that no member may have");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_member_is_found_by_name_but_the_manifest_is_not),
		cmocka_unit_test(in_an_empty_index_nothing_is_found),
		cmocka_unit_test(bad_and_repeated_names_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
