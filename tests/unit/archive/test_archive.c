/* SPDX-License-Identifier: ISC */
/* test_archive.c: members to a sealed file and back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <simstow/archive/archive.h>
#include <simstow/archive/zst.h>
#include <simstow/base/file.h>

#define MTIME 1795225268

static const uint8_t json[] = "{\"format\": \"simstow\", \"version\": 1}\n";
static const uint8_t raw[] = { 0xBF, 0x22, 0 };
static struct sst_member two[] = {
	{ "manifest.json", { json, sizeof(json) - 1 } },
	{ "raw/euicc-0/bf22.der", { raw, sizeof(raw) } },
};
static const struct sst_members members = { two, 2 };

/* A folder of its own for each test, and keys. */
struct place {
	char dir[32];
	char path[64];
	struct sst_keys keys;
	struct sst_seal to_key;
	struct sst_seal to_words;
	struct sst_arena mem;
	struct sst_members found;
	struct sst_err err;
};

static int
begin(void **state)
{
	struct place *p = calloc(1, sizeof(*p));
	struct sst_err *err = p != NULL ? &p->err : NULL;
	bool locked;

	*state = p;
	if (p == NULL)
		return -1;
	strcpy(p->dir, "/tmp/sst-archive-XXXXXX");
	if (mkdtemp(p->dir) == NULL || sst_secret_start(&locked, err) < 0 ||
	    sst_key_new_identity(&p->keys.id[0], err) < 0 ||
	    sst_secret_copy(&p->to_words.passphrase,
	        sst_span_of_text("correct horse"), err) < 0)
		return -1;
	snprintf(p->path, sizeof(p->path), "%s/a.simstow", p->dir);
	p->keys.id_n = 1;
	p->to_words.logn = SST_KEY_LOGN_LEAST;
	return sst_key_add_recipient(&p->to_key, &p->keys.id[0].to, err);
}

static int
end(void **state)
{
	struct place *p = *state;

	if (p == NULL)
		return 0;
	(void)unlink(p->path);
	(void)rmdir(p->dir);
	sst_keys_fini(&p->keys);
	sst_seal_fini(&p->to_key);
	sst_seal_fini(&p->to_words);
	sst_arena_fini(&p->mem);
	free(p);
	return 0;
}

static size_t
files_in(const char *path)
{
	DIR *dir = opendir(path);
	size_t n = 0;

	assert_non_null(dir);
	while (readdir(dir) != NULL)
		n++;
	(void)closedir(dir);
	return n - 2;
}

static int
save(struct place *p, const struct sst_seal *seal)
{
	return sst_archive_save(p->path, seal, &members, MTIME, NULL, &p->err);
}

static int
open_it(struct place *p)
{
	return sst_archive_open(p->path, &p->keys, &p->mem, &p->found, &p->err);
}

static void
same_members(const struct place *p)
{
	assert_int_equal(p->found.n, 2);
	for (size_t i = 0; i < 2; i++) {
		assert_string_equal(p->found.v[i].name, two[i].name);
		assert_true(sst_span_is_equal(p->found.v[i].data, two[i].data));
	}
}

/* The message is the path, ": " and text. */
static void
says(const struct place *p, enum sst_code code, const char *text)
{
	size_t n = strlen(p->path);

	assert_memory_equal(p->err.msg, p->path, n);
	assert_string_equal(p->err.msg + n, text);
	assert_int_equal(p->err.code, code);
	assert_int_equal(p->found.n, 0);
	assert_null(p->found.v);
}

static void
what_is_sealed_to_a_recipient_opens_with_its_identity(void **state)
{
	struct place *p = *state;
	struct stat st;

	assert_int_equal(save(p, &p->to_key), 0);
	assert_int_equal(stat(p->path, &st), 0);
	assert_int_equal(st.st_mode, S_IFREG | 0600);
	assert_int_equal(files_in(p->dir), 1);
	assert_int_equal(open_it(p), 0);
	same_members(p);
}

static void
an_armored_archive_opens_too(void **state)
{
	struct place *p = *state;
	struct sst_age_look look;
	struct sst_archive_sum sum;

	p->to_key.is_armored = true;
	assert_int_equal(save(p, &p->to_key), 0);
	assert_int_equal(open_it(p), 0);
	same_members(p);
	assert_int_equal(sst_archive_look(p->path, &look, &sum, &p->err), 0);
	assert_true(look.is_armored);
}

static void
what_is_sealed_by_a_passphrase_opens_with_it(void **state)
{
	struct place *p = *state;

	assert_int_equal(save(p, &p->to_words), 0);
	assert_int_equal(open_it(p), -1);
	assert_int_equal(p->err.code, SST_E_KEY);
	assert_int_equal(sst_secret_copy(&p->keys.passphrase,
	                     sst_span_of_text("wrong horse"), &p->err),
	    0);
	assert_int_equal(open_it(p), -1);
	assert_int_equal(p->err.code, SST_E_KEY);
	sst_secret_fini(&p->keys.passphrase);
	assert_int_equal(sst_secret_copy(&p->keys.passphrase,
	                     sst_span_of_text("correct horse"), &p->err),
	    0);
	assert_int_equal(open_it(p), 0);
	same_members(p);
}

static void
the_sum_is_that_of_the_file(void **state)
{
	struct place *p = *state;
	struct sst_archive_sum sum;
	struct sst_archive_sum again;
	struct sst_age_look look;
	char text[SST_SHA256_TEXT];
	struct sst_buf file = { 0 };

	assert_int_equal(sst_archive_save(p->path, &p->to_key, &members, MTIME,
	                     &sum, &p->err),
	    0);
	assert_int_equal(sst_file_read(p->path, &file, &p->err), 0);
	sst_hash_text(sst_buf_span(&file), text);
	assert_int_equal(sum.size, file.n);
	assert_string_equal(sum.sha256, text);
	sst_buf_fini(&file);
	assert_int_equal(sst_archive_look(p->path, &look, &again, &p->err), 0);
	assert_int_equal(again.size, sum.size);
	assert_string_equal(again.sha256, sum.sha256);
	assert_int_equal(look.x25519, 1);
	assert_int_equal(look.sealed, sum.size);
}

static void
a_file_that_is_there_is_kept(void **state)
{
	struct place *p = *state;

	assert_int_equal(sst_file_save(p->path, SST_SPAN(raw), 0600, &p->err),
	    0);
	assert_int_equal(save(p, &p->to_key), -1);
	says(p, SST_E_EXISTS, " is there already");
	assert_int_equal(open_it(p), -1);
	assert_int_equal(files_in(p->dir), 1);
}

static void
nothing_is_left_when_the_input_is_refused(void **state)
{
	struct sst_member bad[] = { { "/etc/x", { 0 } } };
	struct sst_members m = { bad, 1 };
	struct sst_seal nobody = { 0 };
	struct sst_archive_sum sum = { .size = 1 };
	struct place *p = *state;

	assert_int_equal(sst_archive_save(p->path, &p->to_key, &m, MTIME, &sum,
	                     &p->err),
	    -1);
	assert_string_equal(p->err.msg,
	    "member 1: \"/etc/x\" is not allowed as a name");
	assert_int_equal(p->err.code, SST_E_USAGE);
	assert_int_equal(sum.size, 0);
	assert_int_equal(save(p, &nobody), -1);
	assert_int_equal(p->err.code, SST_E_USAGE);
	assert_int_equal(files_in(p->dir), 0);
}

static void
nothing_is_left_when_the_disk_takes_no_more(void **state)
{
	struct place *p = *state;
	struct rlimit old, small;
	int rc;

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	small = (struct rlimit){ 200, old.rlim_max };
	(void)signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	rc = save(p, &p->to_key);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
	assert_int_equal(rc, -1);
	says(p, SST_E_FAILED, ": write: File too large");
	assert_int_equal(files_in(p->dir), 0);
}

static void
a_file_that_cannot_be_read_is_named(void **state)
{
	struct place *p = *state;

	assert_int_equal(open_it(p), -1);
	says(p, SST_E_FAILED, ": No such file or directory");
	snprintf(p->path, sizeof(p->path), "%s", p->dir);
	assert_int_equal(open_it(p), -1);
	says(p, SST_E_FAILED, " is a folder, want an archive");
}

static void
a_cut_or_changed_archive_gives_no_member(void **state)
{
	struct place *p = *state;
	struct sst_buf file = { 0 };
	size_t places[] = { 0, 30, 160, 170, 0, 0 };

	assert_int_equal(save(p, &p->to_key), 0);
	assert_int_equal(sst_file_read(p->path, &file, &p->err), 0);
	places[4] = file.n / 2 + 90;
	places[5] = file.n - 1;
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		size_t at = places[i];
		struct sst_span cut = { file.p, at };
		struct sst_span all = sst_buf_span(&file);
		struct sst_source src = sst_source_of_span(&cut);

		assert_int_equal(sst_archive_open_source(&src, &p->keys,
		                     &p->mem, &p->found, &p->err),
		    -1);
		file.p[at] ^= 4;
		src = sst_source_of_span(&all);
		assert_int_equal(sst_archive_open_source(&src, &p->keys,
		                     &p->mem, &p->found, &p->err),
		    -1);
		file.p[at] ^= 4;
		assert_null(p->found.v);
	}
	assert_int_equal(sst_buf_put_u8(&file, 0, &p->err), 0);
	assert_int_equal(unlink(p->path), 0);
	assert_int_equal(sst_file_save(p->path, sst_buf_span(&file), 0600,
	                     &p->err),
	    0);
	sst_buf_fini(&file);
	assert_int_equal(open_it(p), -1);
	assert_int_equal(p->err.code, SST_E_FORMAT);
}

/* Whatever the plaintext is, sealed as an archive is. */
static void
seal_plain(struct place *p, struct sst_span plain)
{
	struct sst_age_writer *w = NULL;
	struct sst_buf file = { 0 };
	struct sst_sink out = sst_sink_to_buf(&file);
	int rc = sst_age_write_open(&p->to_key, &out, NULL, &w, &p->err);

	if (rc == 0)
		rc = sst_age_write(w, plain, &p->err);
	if (rc == 0)
		rc = sst_age_write_close(w, &p->err);
	sst_age_write_free(&w);
	if (rc == 0)
		rc = sst_file_save(p->path, sst_buf_span(&file), 0600, &p->err);
	sst_buf_fini(&file);
	assert_int_equal(rc, 0);
}

static void
a_tar_without_zstd_is_refused(void **state)
{
	struct place *p = *state;
	struct sst_buf tar = { 0 };

	assert_int_equal(sst_tar_pack(&members, MTIME, &tar, &p->err), 0);
	seal_plain(p, sst_buf_span(&tar));
	sst_buf_fini(&tar);
	assert_int_equal(open_it(p), -1);
	says(p, SST_E_FORMAT,
	    ": zstd: byte 0: begins with 6D616E69, want 28B52FFD");
}

/* formats/archive.md, section 11, from the frame on. */
static void
the_example_of_the_format_page_opens(void **state)
{
	static const uint8_t frame[] = { 0x28, 0xB5, 0x2F, 0xFD, 0x64, 0x00,
		0x07, 0x7D, 0x03, 0x00, 0xF2, 0x45, 0x14, 0x19, 0x90, 0xA7,
		0x6D, 0x95, 0xFF, 0xBF, 0x8D, 0x85, 0xB9, 0xE2, 0x0C, 0xFE,
		0xBF, 0x54, 0xC6, 0xE8, 0xA5, 0xBF, 0x44, 0xF7, 0x3A, 0xD3,
		0xA2, 0x46, 0x06, 0x56, 0x24, 0xF2, 0x0E, 0x54, 0x8B, 0x78,
		0x21, 0x06, 0x3C, 0x00, 0x1E, 0xB6, 0x39, 0x21, 0xC6, 0x3B,
		0xB0, 0x4F, 0x5A, 0x9B, 0x20, 0xE2, 0xB6, 0x4E, 0x73, 0xC1,
		0x7E, 0xA6, 0x69, 0x64, 0xFE, 0xD4, 0x08, 0x8A, 0x91, 0x7F,
		0x19, 0xE4, 0xA9, 0xFE, 0xBF, 0xDD, 0x6F, 0xFE, 0x9B, 0x5A,
		0x26, 0x04, 0x9A, 0x91, 0x04, 0xA9, 0x93, 0x02, 0x09, 0x00,
		0xC5, 0x0E, 0xFC, 0x0F, 0xC1, 0x51, 0x00, 0x34, 0x80, 0x0D,
		0x01, 0x7E, 0x83, 0x64, 0x00, 0xB8, 0xD4, 0x57, 0x10, 0x80,
		0xEB, 0x98, 0x09, 0x28, 0x01, 0x84, 0xBE, 0xF6, 0xDE };
	struct place *p = *state;

	seal_plain(p, SST_SPAN(frame));
	assert_int_equal(open_it(p), 0);
	assert_int_equal(p->found.n, 1);
	assert_string_equal(p->found.v[0].name, "manifest.json");
	assert_true(sst_span_is_equal(p->found.v[0].data, two[0].data));
}

static void
two_frames_are_refused(void **state)
{
	struct place *p = *state;
	struct sst_buf tar = { 0 };
	struct sst_buf frames = { 0 };
	struct sst_sink out = sst_sink_to_buf(&frames);

	assert_int_equal(sst_tar_pack(&members, MTIME, &tar, &p->err), 0);
	assert_int_equal(sst_zst_pack(sst_buf_span(&tar), &out, &p->err), 0);
	assert_int_equal(sst_zst_pack(sst_buf_span(&tar), &out, &p->err), 0);
	sst_buf_fini(&tar);
	seal_plain(p, sst_buf_span(&frames));
	sst_buf_fini(&frames);
	assert_int_equal(open_it(p), -1);
	says(p, SST_E_FORMAT, ": zstd: more bytes behind the frame");
}

static void
a_frame_without_a_tar_is_refused(void **state)
{
	struct place *p = *state;
	struct sst_buf frame = { 0 };
	struct sst_sink out = sst_sink_to_buf(&frame);

	assert_int_equal(sst_zst_pack(SST_SPAN(raw), &out, &p->err), 0);
	seal_plain(p, sst_buf_span(&frame));
	sst_buf_fini(&frame);
	assert_int_equal(open_it(p), -1);
	says(p, SST_E_FORMAT, ": tar: byte 0: 512 bytes wanted, 3 left");
}

static void
a_look_needs_no_key_and_finds_a_cut(void **state)
{
	struct place *p = *state;
	struct sst_age_look look;
	struct sst_archive_sum sum;

	assert_int_equal(save(p, &p->to_words), 0);
	assert_int_equal(sst_archive_look(p->path, &look, &sum, &p->err), 0);
	assert_true(look.has_passphrase);
	assert_int_equal(look.logn, 10);
	assert_int_equal(truncate(p->path, 160), 0);
	assert_int_equal(sst_archive_look(p->path, &look, &sum, &p->err), -1);
	assert_memory_equal(p->err.msg, p->path, strlen(p->path));
	assert_int_equal(p->err.code, SST_E_FORMAT);
	assert_int_equal(unlink(p->path), 0);
	assert_int_equal(sst_archive_look(p->path, &look, &sum, &p->err), -1);
	says(p, SST_E_FAILED, ": No such file or directory");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_sealed_to_a_recipient_opens_with_its_identity),
		TEST(an_armored_archive_opens_too),
		TEST(what_is_sealed_by_a_passphrase_opens_with_it),
		TEST(the_sum_is_that_of_the_file),
		TEST(a_file_that_is_there_is_kept),
		TEST(nothing_is_left_when_the_input_is_refused),
		TEST(nothing_is_left_when_the_disk_takes_no_more),
		TEST(a_file_that_cannot_be_read_is_named),
		TEST(a_cut_or_changed_archive_gives_no_member),
		TEST(a_tar_without_zstd_is_refused),
		TEST(the_example_of_the_format_page_opens),
		TEST(two_frames_are_refused),
		TEST(a_frame_without_a_tar_is_refused),
		TEST(a_look_needs_no_key_and_finds_a_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
