/* SPDX-License-Identifier: ISC */
/* test_vault.c: a plain folder of archives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>

#include <simstow/archive/vault.h>
#include <simstow/base/file.h>

#define NOW 1795225268 /* 2026-11-21T01:41:08Z */
#define FIRST "20261121T014108Z-device.simstow"

static const uint8_t json[] = { '{', '}', '\n' };
static struct sst_member one[] = { { "manifest.json",
    { json, sizeof(json) } } };
static const struct sst_members members = { one, 1 };

struct place {
	char dir[32];
	struct sst_keys keys;
	struct sst_seal seal;
	struct sst_arena mem;
	struct sst_vault_list list;
	struct sst_err err;
};

static int
begin(void **state)
{
	struct place *p = calloc(1, sizeof(*p));
	bool locked;

	*state = p;
	if (p == NULL)
		return -1;
	strcpy(p->dir, "/tmp/sst-vault-XXXXXX");
	if (mkdtemp(p->dir) == NULL || sst_secret_start(&locked, &p->err) < 0 ||
	    sst_key_new_identity(&p->keys.id[0], &p->err) < 0)
		return -1;
	p->keys.id_n = 1;
	return sst_key_add_recipient(&p->seal, &p->keys.id[0].to, &p->err);
}

static int
end(void **state)
{
	struct place *p = *state;
	char command[64];

	if (p == NULL)
		return 0;
	snprintf(command, sizeof(command), "rm -rf %s", p->dir);
	(void)!system(command);
	sst_keys_fini(&p->keys);
	sst_seal_fini(&p->seal);
	sst_arena_fini(&p->mem);
	free(p);
	return 0;
}

static const char *
path_of(struct place *p, const char *name)
{
	const char *path = sst_arena_printf(&p->mem, "%s/%s", p->dir, name);

	assert_non_null(path);
	return path;
}

static void
put(struct place *p, const char *name, const char *text)
{
	assert_int_equal(sst_file_save(path_of(p, name), sst_span_of_text(text),
	                     0600, &p->err),
	    0);
}

static int
add(struct place *p, const char *kind, int64_t now, const char **path)
{
	struct sst_vault_new what = { p->dir, kind, now, &p->seal, &members };

	return sst_vault_add(&what, &p->mem, path, NULL, &p->err);
}

/* The message is a path in the vault, ": " and text. */
static void
says(struct place *p, enum sst_code code, const char *name, const char *text)
{
	const char *want =
	    sst_arena_printf(&p->mem, "%s/%s%s", p->dir, name, text);

	assert_non_null(want);
	assert_string_equal(p->err.msg, want);
	assert_int_equal(p->err.code, code);
}

static void
a_vault_is_a_folder_of_mode_0700(void **state)
{
	struct place *p = *state;
	const char *dir = path_of(p, "v");
	struct stat st;

	assert_int_equal(sst_vault_make(dir, &p->err), 0);
	assert_int_equal(stat(dir, &st), 0);
	assert_int_equal(st.st_mode, S_IFDIR | 0700);
	assert_int_equal(chmod(dir, 0750), 0);
	assert_int_equal(sst_vault_make(dir, &p->err), 0);
	assert_int_equal(stat(dir, &st), 0);
	assert_int_equal(st.st_mode, S_IFDIR | 0750);
	assert_int_equal(sst_vault_make(path_of(p, "a/b"), &p->err), -1);
	says(p, SST_E_FAILED, "a/b", ": No such file or directory");
	put(p, "f", "x");
	assert_int_equal(sst_vault_make(path_of(p, "f"), &p->err), -1);
	says(p, SST_E_FAILED, "f", " is not a folder");
}

static void
an_added_archive_has_a_name_and_a_checksum(void **state)
{
	struct place *p = *state;
	struct sst_vault_new what = { p->dir, "device", NOW, &p->seal,
		&members };
	struct sst_archive_sum sum;
	struct sst_members found;
	char text[SST_SHA256_TEXT];
	struct sst_buf file = { 0 };
	const char *path;

	assert_int_equal(sst_vault_add(&what, &p->mem, &path, &sum, &p->err),
	    0);
	assert_string_equal(path, path_of(p, FIRST));
	assert_int_equal(sst_archive_open(path, &p->keys, &p->mem, &found,
	                     &p->err),
	    0);
	assert_int_equal(found.n, 1);
	assert_int_equal(sst_vault_checksum(path, text, &p->err), 1);
	assert_string_equal(text, sum.sha256);
	assert_int_equal(sst_file_read(path_of(p, FIRST ".sha256"), &file,
	                     &p->err),
	    0);
	assert_int_equal(file.n, 64 + 2 + strlen(FIRST) + 1);
	assert_memory_equal(file.p, sum.sha256, 64);
	assert_memory_equal(file.p + 64, "  " FIRST "\n", strlen(FIRST) + 3);
	sst_buf_fini(&file);
}

static void
archives_of_one_second_are_numbered(void **state)
{
	struct place *p = *state;
	const char *path;

	assert_int_equal(add(p, "device", NOW, &path), 0);
	assert_int_equal(add(p, "device", NOW, &path), 0);
	assert_string_equal(path,
	    path_of(p, "20261121T014108Z-device-2.simstow"));
	assert_int_equal(add(p, "device", NOW, &path), 0);
	assert_string_equal(path,
	    path_of(p, "20261121T014108Z-device-3.simstow"));
	assert_int_equal(add(p, "code", NOW, &path), 0);
	assert_string_equal(path, path_of(p, "20261121T014108Z-code.simstow"));
}

static void
a_checksum_without_archive_takes_its_name(void **state)
{
	struct place *p = *state;
	const char *path;

	put(p, FIRST ".sha256", "of an archive that was removed\n");
	assert_int_equal(add(p, "device", NOW, &path), 0);
	assert_string_equal(path,
	    path_of(p, "20261121T014108Z-device-2.simstow"));
}

static void
a_bad_kind_or_time_is_refused(void **state)
{
	struct place *p = *state;
	const char *path = "x";

	assert_int_equal(add(p, "../x", NOW, &path), -1);
	assert_string_equal(p->err.msg,
	    "\"../x\" is no kind of archive, want a-z");
	assert_int_equal(p->err.code, SST_E_USAGE);
	assert_null(path);
	assert_int_equal(add(p, "", NOW, &path), -1);
	assert_int_equal(add(p, "device", -1, &path), -1);
	assert_string_equal(p->err.msg,
	    "the time -1 is outside of 1970 to 9999");
	assert_int_equal(p->err.code, SST_E_USAGE);
	assert_int_equal(sst_vault_list(p->dir, &p->mem, &p->list, &p->err), 0);
	assert_int_equal(p->list.n, 0);
}

static void
the_list_is_by_time_then_name(void **state)
{
	static const struct {
		const char *name;
		const char *kind;
		int64_t created;
	} want[] = {
		{ "zeta.simstow", "", 1000 },
		{ "20261121T014108Z-code.simstow", "code", NOW },
		{ "20261121T014108Z-device.simstow", "device", NOW },
		{ "20261121T014108Z-device-2.simstow", "device", NOW },
		{ "20261121T014108Z-device-10.simstow", "device", NOW },
		{ "20261121T014109Z-device.simstow", "device", NOW + 1 },
	};
	struct utimbuf old = { 1000, 1000 };
	struct place *p = *state;

	for (size_t i = 6; i > 0; i--)
		put(p, want[i - 1].name, "12345");
	put(p, SST_VAULT_RECIPIENTS, "");
	put(p, FIRST ".sha256", "");
	put(p, ".hidden.simstow", "");
	put(p, ".simstow", "");
	assert_int_equal(mkdir(path_of(p, "folder.simstow"), 0700), 0);
	assert_int_equal(symlink("nowhere", path_of(p, "l.simstow")), 0);
	assert_int_equal(utime(path_of(p, "zeta.simstow"), &old), 0);
	assert_int_equal(sst_vault_list(p->dir, &p->mem, &p->list, &p->err), 0);
	assert_int_equal(p->list.n, 6);
	for (size_t i = 0; i < 6; i++) {
		const struct sst_vault_entry *e = &p->list.v[i];

		assert_string_equal(e->name, want[i].name);
		assert_string_equal(e->kind, want[i].kind);
		assert_string_equal(e->path, path_of(p, want[i].name));
		assert_int_equal(e->created, want[i].created);
		assert_int_equal(e->size, 5);
	}
}

static void
a_name_that_is_not_ours_has_no_kind(void **state)
{
	static const char *const names[] = { "20261121T014108Z.simstow",
		"20261121T014108Z-.simstow", "20261121T014108Z-D.simstow",
		"20261121T014108Z-device-1.simstow",
		"20261121T014108Z-device-02.simstow",
		"20261121T014108Z-device-.simstow",
		"20261121T014108Z-device-x.simstow",
		"20261121T014108Z-device-10000.simstow",
		"20261321T014108Z-device.simstow",
		"20261121T014160Z-device.simstow",
		"20261121 014108Z-device.simstow",
		"20261121T0141:8Z-device.simstow", "-device.simstow" };
	const size_t n = sizeof(names) / sizeof(names[0]);
	struct place *p = *state;

	for (size_t i = 0; i < n; i++)
		put(p, names[i], "");
	assert_int_equal(sst_vault_list(p->dir, &p->mem, &p->list, &p->err), 0);
	assert_int_equal(p->list.n, n);
	for (size_t i = 0; i < n; i++) {
		assert_string_equal(p->list.v[i].kind, "");
		assert_int_not_equal(p->list.v[i].created, NOW);
	}
}

static void
a_folder_that_cannot_be_read_is_a_fault(void **state)
{
	struct place *p = *state;

	assert_int_equal(sst_vault_list(path_of(p, "none"), &p->mem, &p->list,
	                     &p->err),
	    -1);
	says(p, SST_E_FAILED, "none", ": No such file or directory");
	assert_null(p->list.v);
}

static void
the_recipients_of_a_vault_are_read(void **state)
{
	struct sst_seal seal = { 0 };
	struct place *p = *state;
	char key[SST_KEY_TEXT];

	assert_int_equal(sst_vault_seal(p->dir, &seal, &p->err), -1);
	says(p, SST_E_USAGE, SST_VAULT_RECIPIENTS,
	    ": no recipients to seal to");
	assert_string_equal(p->err.hint, "make an identity: simstow key new");
	put(p, SST_VAULT_RECIPIENTS, "# nobody\n");
	assert_int_equal(sst_vault_seal(p->dir, &seal, &p->err), -1);
	says(p, SST_E_FORMAT, SST_VAULT_RECIPIENTS,
	    ": no recipients in 1 line");
	assert_int_equal(unlink(path_of(p, SST_VAULT_RECIPIENTS)), 0);
	put(p, SST_VAULT_RECIPIENTS, "age1nonsense\n");
	assert_int_equal(sst_vault_seal(p->dir, &seal, &p->err), -1);
	assert_memory_equal(p->err.msg, p->dir, strlen(p->dir));
	assert_int_equal(unlink(path_of(p, SST_VAULT_RECIPIENTS)), 0);
	sst_key_format_recipient(&p->keys.id[0].to, key);
	put(p, SST_VAULT_RECIPIENTS, key);
	assert_int_equal(sst_vault_seal(p->dir, &seal, &p->err), 0);
	assert_int_equal(seal.to_n, 1);
	assert_memory_equal(&seal.to[0], &p->keys.id[0].to, sizeof(seal.to[0]));
	sst_seal_fini(&seal);
}

#define DIGITS \
	"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static void
a_checksum_is_taken_only_in_its_form(void **state)
{
	static const struct {
		const char *text;
		int rc;
		const char *message;
	} cases[] = {
		{ DIGITS "  a.simstow\n", 1, NULL },
		{ DIGITS "  a.simstow", 1, NULL },
		{ DIGITS " *a.simstow\n", 1, NULL },
		{ "", -1, ": byte 0: 64 bytes wanted, 0 left" },
		{ DIGITS, -1, ": byte 64: 2 bytes wanted, 0 left" },
		{ DIGITS "  b.simstow\n", -1,
		    ": byte 66: it names another file than a.simstow" },
		{ DIGITS "  a.simstow\n\n", -1,
		    ": byte 66: it names another file than a.simstow" },
		{ DIGITS "\ta.simstow\n", -1,
		    ": byte 64: no blanks between digits and name" },
		{ "E" DIGITS "  a.simstow\n", -1,
		    ": byte 0: 45 is no digit 0-9 a-f" },
	};
	struct place *p = *state;
	const char *path = path_of(p, "a.simstow");
	char sum[SST_SHA256_TEXT];

	assert_int_equal(sst_vault_checksum(path, sum, &p->err), 0);
	assert_string_equal(sum, "");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		put(p, "a.simstow.sha256", cases[i].text);
		assert_int_equal(sst_vault_checksum(path, sum, &p->err),
		    cases[i].rc);
		assert_string_equal(sum, cases[i].rc > 0 ? DIGITS : "");
		if (cases[i].message != NULL)
			says(p, SST_E_FORMAT, "a.simstow.sha256",
			    cases[i].message);
		assert_int_equal(unlink(path_of(p, "a.simstow.sha256")), 0);
	}
}

static void
a_checksum_that_cannot_be_read_is_a_fault(void **state)
{
	struct place *p = *state;
	char sum[SST_SHA256_TEXT];

	assert_int_equal(mkdir(path_of(p, "a.simstow.sha256"), 0700), 0);
	assert_int_equal(sst_vault_checksum(path_of(p, "a.simstow"), sum,
	                     &p->err),
	    -1);
	assert_int_equal(p->err.code, SST_E_FAILED);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_vault_is_a_folder_of_mode_0700),
		TEST(an_added_archive_has_a_name_and_a_checksum),
		TEST(archives_of_one_second_are_numbered),
		TEST(a_checksum_without_archive_takes_its_name),
		TEST(a_bad_kind_or_time_is_refused),
		TEST(the_list_is_by_time_then_name),
		TEST(a_name_that_is_not_ours_has_no_kind),
		TEST(a_folder_that_cannot_be_read_is_a_fault),
		TEST(the_recipients_of_a_vault_are_read),
		TEST(a_checksum_is_taken_only_in_its_form),
		TEST(a_checksum_that_cannot_be_read_is_a_fault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
