/* SPDX-License-Identifier: ISC */
/* test_adb_key_file.c: the user's key, made once; the keys of a vendor. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit/link/adb_recorded.h"

static char home[64];
static char path[256];

static const char *
in_home(const char *name)
{
	snprintf(path, sizeof(path), "%s/%s", home, name);
	return path;
}

static void
put(const char *name, const char *from)
{
	struct sst_buf text = { 0 };
	struct sst_err err = { 0 };

	assert_int_equal(sst_file_read(from, &text, &err), 0);
	assert_int_equal(sst_file_save(in_home(name), sst_buf_span(&text), 0600,
	                     &err),
	    0);
	sst_buf_fini(&text);
}

static void
assert_mode(const char *name, mode_t mode)
{
	struct stat st;

	assert_int_equal(stat(in_home(name), &st), 0);
	assert_int_equal(st.st_mode & 0777, mode);
}

/* 1 the same public key, 0 another one. */
static int
same(const struct sst_adb_key *a, const struct sst_adb_key *b)
{
	struct sst_buf one = { 0 };
	struct sst_buf two = { 0 };
	struct sst_err err = { 0 };
	int is_same;

	assert_int_equal(sst_adb_key_public(a, "", &one, &err), 0);
	assert_int_equal(sst_adb_key_public(b, "", &two, &err), 0);
	is_same = sst_span_is_equal(sst_buf_span(&one), sst_buf_span(&two));
	sst_buf_fini(&one);
	sst_buf_fini(&two);
	return is_same;
}

static void
a_key_is_made_when_there_is_none_and_then_kept(void **state)
{
	struct sst_adb_keys first, second;
	struct sst_buf before = { 0 };
	struct sst_buf after = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_adb_keys_load(home, NULL, &first, &err), 0);
	assert_int_equal(first.n, 1);
	assert_mode(".android", 0750);
	assert_mode(".android/adbkey", 0600);
	assert_mode(".android/adbkey.pub", 0644);
	assert_int_equal(sst_file_read(in_home(".android/adbkey"), &before,
	                     &err),
	    0);
	assert_int_equal(sst_adb_keys_load(home, "", &second, &err), 0);
	assert_int_equal(sst_file_read(in_home(".android/adbkey"), &after,
	                     &err),
	    0);
	assert_true(
	    sst_span_is_equal(sst_buf_span(&before), sst_buf_span(&after)));
	assert_true(same(first.v[0], second.v[0]));
	sst_buf_fini(&before);
	sst_buf_fini(&after);
	sst_adb_keys_fini(&first);
	sst_adb_keys_fini(&second);
	assert_int_equal(first.n, 0);
}

static void
a_key_that_does_not_read_is_an_error_and_stays(void **state)
{
	struct sst_adb_keys keys;
	struct sst_buf text = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(mkdir(in_home(".android"), 0700), 0);
	put(".android/adbkey", RECORDED "key-a.pub");
	assert_int_equal(sst_adb_keys_load(home, NULL, &keys, &err), -1);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_non_null(strstr(err.msg,
	    "/.android/adbkey: no line '-----BEGIN PRIVATE KEY-----'"));
	assert_int_equal(keys.n, 0);
	assert_int_equal(sst_file_read(in_home(".android/adbkey"), &text, &err),
	    0);
	assert_int_equal(text.n, 710);
	assert_int_equal(access(in_home(".android/adbkey.pub"), F_OK), -1);
	sst_buf_fini(&text);
}

static void
a_public_key_of_somebody_else_is_not_overwritten(void **state)
{
	struct sst_adb_keys keys;
	struct sst_buf text = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(mkdir(in_home(".android"), 0700), 0);
	put(".android/adbkey.pub", RECORDED "key-a.pub");
	assert_int_equal(sst_adb_keys_load(home, NULL, &keys, &err), 0);
	assert_int_equal(sst_file_read(in_home(".android/adbkey.pub"), &text,
	                     &err),
	    0);
	assert_int_equal(text.n, 710);
	sst_buf_fini(&text);
	sst_adb_keys_fini(&keys);
}

static void
a_home_that_is_not_there_is_an_error(void **state)
{
	struct sst_adb_keys keys;
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_adb_keys_load(in_home("no"), NULL, &keys, &err),
	    -1);
	assert_int_equal(err.code, SST_E_FAILED);
	assert_int_equal(err.sys, 2);
}

static void
vendor_keys_are_files_and_folders_bad_ones_are_left(void **state)
{
	struct sst_adb_key *a = recorded_key(RECORDED "key-a.pem");
	struct sst_adb_key *b = recorded_key(RECORDED "key-b.pem");
	struct sst_adb_keys keys;
	struct sst_err err = { 0 };
	char list[512];

	(void)state;
	assert_non_null(a);
	assert_non_null(b);
	assert_int_equal(mkdir(in_home("v"), 0700), 0);
	put("v/1.adb_key", RECORDED "key-a.pem");
	put("v/2.adb_key", RECORDED "key-a.pub");
	put("v/3.adb_key", RECORDED "key-b-rsa.pem");
	put("v/4.pem", RECORDED "key-b.pem");
	put("v/.adb_key", RECORDED "key-b.pem");
	put("file", RECORDED "key-b.pem");
	snprintf(list, sizeof(list), "%s/no:%s/v::%s/file:", home, home, home);
	assert_int_equal(sst_adb_keys_load(NULL, list, &keys, &err), 0);
	assert_int_equal(keys.n, 3);
	assert_true(same(keys.v[0], a));
	assert_true(same(keys.v[1], b));
	assert_true(same(keys.v[2], b));
	sst_adb_keys_fini(&keys);
	sst_adb_key_free(&a);
	sst_adb_key_free(&b);
}

static void
no_more_keys_than_the_limit_are_taken(void **state)
{
	struct sst_adb_keys keys;
	struct sst_err err = { 0 };
	char list[20 * sizeof(RECORDED "key-b.pem:")] = "";

	(void)state;
	for (int i = 0; i < 20; i++)
		strcat(list, RECORDED "key-b.pem:");
	assert_int_equal(sst_adb_keys_load(NULL, list, &keys, &err), 0);
	assert_int_equal(keys.n, SST_ADB_KEY_MAX);
	sst_adb_keys_fini(&keys);
}

static int
make_home(void **state)
{
	(void)state;
	snprintf(home, sizeof(home), "/tmp/test_adb_key_file.XXXXXX");
	return mkdtemp(home) != NULL ? 0 : -1;
}

static int
remove_home(void **state)
{
	static const char *const names[] = { ".android/adbkey.pub",
		".android/adbkey", ".android", "v/1.adb_key", "v/2.adb_key",
		"v/3.adb_key", "v/4.pem", "v/.adb_key", "v", "file", "" };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		(void)remove(in_home(names[i]));
	return 0;
}

#define IN_HOME(test) \
	cmocka_unit_test_setup_teardown(test, make_home, remove_home)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_HOME(a_key_is_made_when_there_is_none_and_then_kept),
		IN_HOME(a_key_that_does_not_read_is_an_error_and_stays),
		IN_HOME(a_public_key_of_somebody_else_is_not_overwritten),
		IN_HOME(a_home_that_is_not_there_is_an_error),
		IN_HOME(vendor_keys_are_files_and_folders_bad_ones_are_left),
		IN_HOME(no_more_keys_than_the_limit_are_taken),
	};

	return cmocka_run_group_tests(tests, recorded_start, NULL);
}
