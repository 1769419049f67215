/* SPDX-License-Identifier: ISC */
/* test_file.c: whole or not at all, with and without O_TMPFILE. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sys/resource.h>
#include <sys/wait.h>

/* Which way a file takes depends on the file system: both are tried here. */
#include "../../../src/base/file.c"

/* A folder of the test's own, and two paths in it. */
struct place {
	char folder[32];
	char path[64];
	char other[64];
};

static int
new_place(void **state)
{
	static struct place p;
	struct sst_err err = { 0 };
	bool locked;

	memset(&p, 0, sizeof(p));
	snprintf(p.folder, sizeof(p.folder), "/tmp/simstow-test-XXXXXX");
	if (mkdtemp(p.folder) == NULL || sst_secret_start(&locked, &err) < 0)
		return -1;
	snprintf(p.path, sizeof(p.path), "%s/new", p.folder);
	snprintf(p.other, sizeof(p.other), "%s/other", p.folder);
	*state = &p;
	return 0;
}

static int
free_place(void **state)
{
	struct place *p = *state;
	DIR *dir = opendir(p->folder);
	const struct dirent *entry;

	while (dir != NULL && (entry = readdir(dir)) != NULL)
		(void)unlinkat(dirfd(dir), entry->d_name, 0);
	if (dir != NULL)
		(void)closedir(dir);
	return rmdir(p->folder);
}

/* How many entries the folder has. */
static int
entries(const struct place *p)
{
	DIR *dir = opendir(p->folder);
	int n = 0;

	assert_non_null(dir);
	while (readdir(dir) != NULL)
		n++;
	(void)closedir(dir);
	return n - 2;
}

static void
make(const struct place *p, const char *name, const char *text)
{
	char path[512];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", p->folder, name);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

static bool
is_there(const struct place *p, const char *name)
{
	char path[512];

	snprintf(path, sizeof(path), "%s/%s", p->folder, name);
	return access(path, F_OK) == 0;
}

static void
check_text(const char *path, const char *text)
{
	struct sst_buf b = { 0 };
	struct sst_err err = { 0 };

	assert_int_equal(sst_file_read(path, &b, &err), 0);
	assert_int_equal(b.n, strlen(text));
	if (b.n > 0)
		assert_memory_equal(b.p, text, b.n);
	sst_buf_fini(&b);
}

/* sst_file_open_new as on a file system without O_TMPFILE. */
static int
begin_named(struct sst_file *f, const char *path, struct sst_err *err)
{
	*f = (struct sst_file){ 0 };
	if (open_folder(f, path, err) < 0 || open_named(f, 0600, err) < 0) {
		forget(f);
		return -1;
	}
	f->is_open = true;
	return 0;
}

static int
begin(struct sst_file *f, const char *path, bool is_named, struct sst_err *err)
{
	return is_named ? begin_named(f, path, err)
	                : sst_file_open_new(f, path, 0600, err);
}

static void
a_saved_file_is_whole_private_and_alone(void **state)
{
	const struct place *p = *state;
	struct sst_err err = { 0 };
	struct stat st;

	assert_int_equal(sst_file_save(p->path, sst_span_of_text("text"), 0600,
	                     &err),
	    0);
	check_text(p->path, "text");
	assert_int_equal(stat(p->path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(st.st_nlink, 1);
	assert_int_equal(entries(p), 1);
}

static void
a_file_has_no_final_name_before_it_is_published(void **state)
{
	const struct place *p = *state;

	for (int is_named = 0; is_named < 2; is_named++) {
		struct sst_err err = { 0 };
		struct sst_file f;
		char text[8] = { 0 };

		assert_int_equal(begin(&f, p->path, is_named, &err), 0);
		assert_int_equal(sst_file_write(&f, sst_span_of_text("one "),
		                     &err),
		    0);
		assert_int_equal(sst_file_write(&f, sst_span_of_text("two"),
		                     &err),
		    0);
		assert_int_equal(sst_file_settle(&f, &err), 0);
		assert_int_equal(read(f.fd, text, 8), 7);
		assert_string_equal(text, "one two");
		assert_false(is_there(p, "new"));
		assert_int_equal(sst_file_publish(&f, &err), 0);
		assert_false(f.is_open);
		sst_file_abandon(&f);
		check_text(p->path, "one two");
		assert_int_equal(entries(p), 1);
		assert_int_equal(unlink(p->path), 0);
	}
}

static void
an_abandoned_file_leaves_nothing(void **state)
{
	const struct place *p = *state;

	for (int is_named = 0; is_named < 2; is_named++) {
		struct sst_err err = { 0 };
		struct sst_file f;

		assert_int_equal(begin(&f, p->path, is_named, &err), 0);
		assert_int_equal(sst_file_write(&f, sst_span_of_text("x"),
		                     &err),
		    0);
		sst_file_abandon(&f);
		assert_int_equal(entries(p), 0);
		assert_null(f.path);
		sst_file_abandon(&f);
	}
}

static void
an_existing_name_is_refused_before_anything_is_made(void **state)
{
	const struct place *p = *state;
	struct sst_err err = { 0 };
	struct sst_file f;
	char want[128];

	snprintf(want, sizeof(want), "%s is there already", p->path);
	make(p, "new", "old");
	assert_int_equal(sst_file_open_new(&f, p->path, 0600, &err), -1);
	assert_int_equal(err.code, SST_E_EXISTS);
	assert_string_equal(err.msg, want);
	assert_string_equal(err.hint,
	    "choose another name, or move the old file away");
	assert_int_equal(entries(p), 1);
	sst_file_abandon(&f);
	assert_int_equal(unlink(p->path), 0);
	assert_int_equal(symlink("/nowhere", p->path), 0);
	assert_int_equal(sst_file_open_new(&f, p->path, 0600, &err), -1);
	assert_int_equal(err.code, SST_E_EXISTS);
}

static void
a_name_that_appears_meanwhile_is_kept(void **state)
{
	static int (*const ways[])(struct sst_file *,
	    struct sst_err *) = { sst_file_publish, sst_file_publish,
		link_named, rename_checked };
	const struct place *p = *state;

	for (size_t i = 0; i < 4; i++) {
		struct sst_err err = { 0 };
		struct sst_file f;

		assert_int_equal(begin(&f, p->path, i > 0, &err), 0);
		make(p, "new", "somebody else's");
		assert_int_equal(ways[i](&f, &err), -1);
		assert_int_equal(err.code, SST_E_EXISTS);
		assert_non_null(strstr(err.msg, "/new is there already"));
		assert_true(f.is_open);
		sst_file_abandon(&f);
		check_text(p->path, "somebody else's");
		assert_int_equal(entries(p), 1);
		assert_int_equal(unlink(p->path), 0);
	}
}

static void
file_systems_without_noreplace_are_served(void **state)
{
	static int (*const ways[])(struct sst_file *,
	    struct sst_err *) = { link_named, rename_checked };
	const struct place *p = *state;

	for (size_t i = 0; i < 2; i++) {
		struct sst_err err = { 0 };
		struct sst_file f;

		assert_int_equal(begin_named(&f, p->path, &err), 0);
		assert_int_equal(sst_file_write(&f, sst_span_of_text("text"),
		                     &err),
		    0);
		assert_int_equal(ways[i](&f, &err), 0);
		check_text(p->path, "text");
		assert_int_equal(entries(p), 1);
		sst_file_abandon(&f);
		assert_int_equal(unlink(p->path), 0);
	}
}

static pid_t
dead_process(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	return pid;
}

static void
files_of_dead_processes_are_swept(void **state)
{
	const struct place *p = *state;
	long dead = (long)dead_process();
	char gone[2][64];
	char kept[6][64];
	struct sst_err err = { 0 };
	struct sst_file f;

	snprintf(gone[0], 64, ".new.tmp-%ld", dead);
	snprintf(gone[1], 64, ".new.tmp-%ld", (long)getpid());
	snprintf(kept[0], 64, ".new.tmp-%ld", (long)getppid());
	snprintf(kept[1], 64, ".newer.tmp-%ld", dead);
	snprintf(kept[2], 64, ".new.tmp-%ldx", dead);
	snprintf(kept[3], 64, ".new.tmp-");
	snprintf(kept[4], 64, ".new.tmp-99999999999");
	snprintf(kept[5], 64, "new.tmp-%ld", dead);
	for (int i = 0; i < 2; i++)
		make(p, gone[i], "");
	for (int i = 0; i < 6; i++)
		make(p, kept[i], "");
	assert_int_equal(sst_file_open_new(&f, p->path, 0600, &err), 0);
	sst_file_abandon(&f);
	for (int i = 0; i < 2; i++)
		assert_false(is_there(p, gone[i]));
	for (int i = 0; i < 6; i++)
		assert_true(is_there(p, kept[i]));
}

static void
paths_that_name_no_file_are_refused(void **state)
{
	static const char *const bad[] = { "", "/", "a/", ".", "..", "a/..",
		"/." };
	struct sst_err err = { 0 };
	struct sst_file f;
	char want[64];

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		snprintf(want, sizeof(want), "%s names no file", bad[i]);
		assert_int_equal(sst_file_open_new(&f, bad[i], 0600, &err), -1);
		assert_int_equal(err.code, SST_E_USAGE);
		assert_string_equal(err.msg, want);
	}
	assert_int_equal(sst_file_open_new(&f, "/nowhere/a", 0600, &err), -1);
	assert_int_equal(err.code, SST_E_FAILED);
	assert_string_equal(err.msg, "/nowhere/a: No such file or directory");
}

static void
a_name_without_a_folder_is_in_this_one(void **state)
{
	const struct place *p = *state;
	struct sst_err err = { 0 };
	int here = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int rc;

	assert_true(here >= 0);
	assert_int_equal(chdir(p->folder), 0);
	rc = sst_file_save("new", sst_span_of_text("x"), 0600, &err);
	assert_int_equal(fchdir(here), 0);
	(void)close(here);
	assert_int_equal(rc, 0);
	check_text(p->path, "x");
}

static void
a_write_that_fails_leaves_nothing(void **state)
{
	static uint8_t bytes[8192];
	const struct place *p = *state;
	struct rlimit old, small;
	struct sst_err err = { 0 };
	char want[128];
	int rc;

	snprintf(want, sizeof(want), "%s: write: File too large", p->path);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	small = (struct rlimit){ 4096, old.rlim_max };
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	rc = sst_file_save(p->path, SST_SPAN(bytes), 0600, &err);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
	signal(SIGXFSZ, SIG_DFL);
	assert_int_equal(rc, -1);
	assert_int_equal(err.code, SST_E_FAILED);
	assert_string_equal(err.msg, want);
	assert_int_equal(entries(p), 0);
}

static void
reading_has_a_limit_and_names_the_path(void **state)
{
	const struct place *p = *state;
	struct sst_err err = { 0 };
	struct sst_buf b;
	char want[128];

	make(p, "new", "12345");
	sst_buf_init(&b, 5);
	assert_int_equal(sst_file_read(p->path, &b, &err), 0);
	assert_int_equal(b.n, 5);
	sst_buf_fini(&b);
	sst_buf_init(&b, 4);
	snprintf(want, sizeof(want), "%s: more than 4 bytes", p->path);
	assert_int_equal(sst_file_read(p->path, &b, &err), -1);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_string_equal(err.msg, want);
	sst_buf_fini(&b);
	snprintf(want, sizeof(want), "%s: No such file or directory", p->other);
	assert_int_equal(sst_file_read(p->other, &b, &err), -1);
	assert_int_equal(err.code, SST_E_FAILED);
	assert_string_equal(err.msg, want);
	snprintf(want, sizeof(want), "%s: read: Is a directory", p->folder);
	assert_int_equal(sst_file_read(p->folder, &b, &err), -1);
	assert_string_equal(err.msg, want);
	sst_buf_fini(&b);
}

static void
a_secret_is_the_first_line(void **state)
{
	const struct place *p = *state;
	struct sst_err err = { 0 };
	struct sst_secret s;
	char want[128];

	make(p, "new", "pass phrase\r\nmore\n");
	assert_int_equal(sst_file_read_secret(p->path, &s, &err), 0);
	assert_int_equal(s.n, 11);
	assert_memory_equal(s.p, "pass phrase", 11);
	sst_secret_fini(&s);
	make(p, "new", "");
	snprintf(want, sizeof(want), "%s: the first line is empty", p->path);
	assert_int_equal(sst_file_read_secret(p->path, &s, &err), -1);
	assert_int_equal(err.code, SST_E_USAGE);
	assert_string_equal(err.msg, want);
	assert_null(s.p);
	assert_int_equal(sst_file_read_secret(p->other, &s, &err), -1);
	assert_int_equal(err.code, SST_E_FAILED);
}

static void
the_next_line_of_a_descriptor_stays(void **state)
{
	const struct place *p = *state;
	struct sst_err err = { 0 };
	struct sst_secret s;
	char want[32];
	int fd;

	make(p, "new", "line 0\nline 1\r\nline 2");
	fd = open(p->path, O_RDONLY | O_CLOEXEC);
	assert_true(fd >= 0);
	for (int i = 0; i < 3; i++) {
		snprintf(want, sizeof(want), "line %d", i);
		assert_int_equal(sst_file_read_secret_fd(fd, &s, &err), 0);
		assert_int_equal(s.n, 6);
		assert_memory_equal(s.p, want, 6);
		sst_secret_fini(&s);
	}
	assert_int_equal(sst_file_read_secret_fd(fd, &s, &err), -1);
	assert_string_equal(err.msg, "the first line is empty");
	(void)close(fd);
	assert_int_equal(sst_file_read_secret_fd(fd, &s, &err), -1);
	assert_string_equal(err.msg, "read: Bad file descriptor");
}

static void
a_secret_has_at_most_4096_bytes(void **state)
{
	static char text[4100];
	const struct place *p = *state;
	struct sst_err err = { 0 };
	struct sst_secret s;

	memset(text, 'x', 4096);
	memcpy(text + 4096, "\r\n", 3);
	make(p, "new", text);
	assert_int_equal(sst_file_read_secret(p->path, &s, &err), 0);
	assert_int_equal(s.n, 4096);
	sst_secret_fini(&s);
	memset(text, 'x', 4097);
	make(p, "new", text);
	assert_int_equal(sst_file_read_secret(p->path, &s, &err), -1);
	assert_int_equal(err.code, SST_E_USAGE);
	assert_non_null(
	    strstr(err.msg, "the first line has more than 4096 bytes"));
}

#define IN_PLACE(test) \
	cmocka_unit_test_setup_teardown(test, new_place, free_place)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_PLACE(a_saved_file_is_whole_private_and_alone),
		IN_PLACE(a_file_has_no_final_name_before_it_is_published),
		IN_PLACE(an_abandoned_file_leaves_nothing),
		IN_PLACE(an_existing_name_is_refused_before_anything_is_made),
		IN_PLACE(a_name_that_appears_meanwhile_is_kept),
		IN_PLACE(file_systems_without_noreplace_are_served),
		IN_PLACE(files_of_dead_processes_are_swept),
		IN_PLACE(paths_that_name_no_file_are_refused),
		IN_PLACE(a_name_without_a_folder_is_in_this_one),
		IN_PLACE(a_write_that_fails_leaves_nothing),
		IN_PLACE(reading_has_a_limit_and_names_the_path),
		IN_PLACE(a_secret_is_the_first_line),
		IN_PLACE(the_next_line_of_a_descriptor_stays),
		IN_PLACE(a_secret_has_at_most_4096_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
