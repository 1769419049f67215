/* SPDX-License-Identifier: ISC */
/* test_shell_link.c: jobs made ready, names, traces, quotes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <simstow/link/shell_link.h>

struct fake {
	int rc;
	unsigned closed;
	char lines[512];
};

static int
fake_run(struct sst_shell_link *l, struct sst_shell_job *jobs, size_t n,
    struct sst_err *err)
{
	struct fake *f = l->impl;

	for (size_t i = 0; i < n; i++) {
		if (jobs[i].has_status || jobs[i].out.n != 0 ||
		    jobs[i].fault.code != SST_OK)
			return sst_fail(err, SST_E_FAILED, "not made ready");
		if (sst_buf_put_text(&jobs[i].out, "secret", err) < 0)
			return -1;
		jobs[i].has_status = i % 2 == 0;
		jobs[i].status = (int)i;
		if (i % 2 != 0)
			sst_err_set(&jobs[i].fault, SST_E_REFUSED, "no");
	}
	return f->rc < 0 ? sst_fail(err, SST_E_DEVICE, "gone") : 0;
}

static void
fake_close(struct sst_shell_link *l)
{
	((struct fake *)l->impl)->closed++;
}

static const struct sst_shell_link_ops fake_ops = { fake_run, fake_close };

static void
keep_line(void *ctx, const char *line)
{
	struct fake *f = ctx;
	size_t n = strlen(f->lines);

	snprintf(f->lines + n, sizeof(f->lines) - n, "%s\n", line);
}

static struct sst_shell_link
fake_link(struct fake *f)
{
	return (struct sst_shell_link){ .ops = &fake_ops,
		.impl = f,
		.name = "adb:X",
		.trace = keep_line,
		.trace_ctx = f };
}

static void
jobs_are_made_ready_again_by_each_run(void **state)
{
	struct sst_shell_job jobs[] = { { .command = "a" },
		{ .command = "b" } };
	struct fake f = { 0 };
	struct sst_shell_link l = fake_link(&f);
	struct sst_err err = { 0 };

	(void)state;
	for (int i = 0; i < 2; i++) {
		assert_int_equal(sst_shell_link_run(&l, jobs, 2, &err), 0);
		assert_int_equal(jobs[0].out.n, strlen("secret"));
		assert_int_equal(jobs[1].fault.code, SST_E_REFUSED);
	}
	assert_int_equal(sst_shell_link_run(&l, NULL, 0, &err), 0);
	sst_shell_job_fini(&jobs[0]);
	sst_shell_job_fini(&jobs[1]);
	assert_null(jobs[0].out.p);
	assert_null(jobs[0].command);
}

static void
a_fault_of_the_link_names_the_phone(void **state)
{
	struct sst_shell_job job = { .command = "a" };
	struct fake f = { .rc = -1 };
	struct sst_shell_link l = fake_link(&f);
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_shell_link_run(&l, &job, 1, &err), -1);
	assert_int_equal(err.code, SST_E_DEVICE);
	assert_string_equal(err.msg, "adb:X: gone");
	sst_shell_job_fini(&job);
}

static void
a_trace_shows_no_secret_and_no_output(void **state)
{
	struct sst_shell_job jobs[] = {
		{ .command = "getprop" },
		{ .command = "am start -d 'LPA:1$host$code'" },
		{ .command = "am start -d https://x?carddata=LPA%3A1%24host" },
		{ .command = "content insert --bind user:s:me" },
		{ .command = "echo a\necho b" },
	};
	struct fake f = { 0 };
	struct sst_shell_link l = fake_link(&f);
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_shell_link_run(&l, jobs, 5, &err), 0);
	assert_string_equal(f.lines,
	    "getprop -> 6 bytes, status 0\n"
	    "am start -d '... -> 6 bytes, refused\n"
	    "am start -d https://x?... -> 6 bytes, status 2\n"
	    "content insert ... -> 6 bytes, refused\n"
	    "echo a... -> 6 bytes, status 4\n");
	for (size_t i = 0; i < 5; i++)
		sst_shell_job_fini(&jobs[i]);
}

static void
a_long_command_is_cut_in_the_trace(void **state)
{
	char command[4096];
	struct sst_shell_job job = { .command = command };
	struct fake f = { 0 };
	struct sst_shell_link l = fake_link(&f);
	struct sst_err err = { 0 };

	(void)state;
	memset(command, 'x', sizeof(command) - 1);
	command[sizeof(command) - 1] = '\0';
	assert_int_equal(sst_shell_link_run(&l, &job, 1, &err), 0);
	assert_int_equal(strspn(f.lines, "x"), 100);
	assert_string_equal(f.lines + 100, "... -> 6 bytes, status 0\n");
	sst_shell_job_fini(&job);
}

static void
closing_is_done_once_and_leaves_nothing(void **state)
{
	struct fake f = { 0 };
	struct sst_shell_link l = fake_link(&f);

	(void)state;
	sst_shell_link_close(&l);
	sst_shell_link_close(&l);
	assert_int_equal(f.closed, 1);
	assert_null(l.ops);
	assert_string_equal(l.name, "");
}

static void
a_quoted_text_is_one_word_for_the_shell(void **state)
{
	static const struct {
		const char *text;
		const char *quoted;
	} rows[] = {
		{ "", "''" },
		{ "plain", "'plain'" },
		{ "a b; $c `d` \"e\" \\", "'a b; $c `d` \"e\" \\'" },
		{ "it's", "'it'\\''s'" },
		{ "'", "''\\'''" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct sst_buf b = { 0 };
		struct sst_err err = { 0 };

		assert_int_equal(sst_shell_link_quote(&b, rows[i].text, &err),
		    0);
		assert_int_equal(b.n, strlen(rows[i].quoted));
		assert_memory_equal(b.p, rows[i].quoted, b.n);
		sst_buf_fini(&b);
	}
}

static void
a_quote_that_does_not_fit_is_an_error(void **state)
{
	(void)state;
	for (size_t max = 1; max < 8; max++) {
		struct sst_buf b = { .max = max };
		struct sst_err err = { 0 };

		assert_int_equal(sst_shell_link_quote(&b, "it's", &err), -1);
		assert_int_equal(err.code, SST_E_FORMAT);
		sst_buf_fini(&b);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(jobs_are_made_ready_again_by_each_run),
		cmocka_unit_test(a_fault_of_the_link_names_the_phone),
		cmocka_unit_test(a_trace_shows_no_secret_and_no_output),
		cmocka_unit_test(a_long_command_is_cut_in_the_trace),
		cmocka_unit_test(closing_is_done_once_and_leaves_nothing),
		cmocka_unit_test(a_quoted_text_is_one_word_for_the_shell),
		cmocka_unit_test(a_quote_that_does_not_fit_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
