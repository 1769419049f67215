/* SPDX-License-Identifier: ISC */
/* test_child.c: other programs, well and badly behaved. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <simstow/base/child.h>

static int
start(void **state)
{
	struct sst_err err = { 0 };
	bool locked;

	(void)state;
	return sst_secret_start(&locked, &err);
}

static int
run_shell(const char *script, struct sst_span in, struct sst_buf *out,
    struct sst_err *err)
{
	const char *const argv[] = { "sh", "-c", script, NULL };

	return sst_child_run(argv, in, out, 20, err);
}

static void
output_is_appended(void **state)
{
	struct sst_span none = { 0 };
	struct sst_buf b = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_buf_put_text(&b, "old ", &err), 0);
	assert_int_equal(run_shell("printf new; cat", none, &b, &err), 0);
	assert_int_equal(b.n, 7);
	assert_memory_equal(b.p, "old new", 7);
	sst_buf_fini(&b);
}

static void
much_input_and_output_do_not_lock_up(void **state)
{
	static uint8_t bytes[1000000];
	struct sst_buf b = { .max = 1000000 };
	struct sst_err err = { 0 };

	(void)state;
	memset(bytes, 'x', sizeof(bytes));
	assert_int_equal(run_shell("cat", SST_SPAN(bytes), &b, &err), 0);
	assert_true(sst_span_is_equal(sst_buf_span(&b), SST_SPAN(bytes)));
	sst_buf_fini(&b);
}

static void
input_that_nobody_reads_is_no_fault(void **state)
{
	static uint8_t bytes[1000000];
	struct sigaction old, now;
	struct sst_buf b = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sigaction(SIGPIPE, NULL, &old), 0);
	assert_int_equal(run_shell("exec <&-; printf done", SST_SPAN(bytes), &b,
	                     &err),
	    0);
	assert_int_equal(b.n, 4);
	assert_int_equal(sigaction(SIGPIPE, NULL, &now), 0);
	assert_ptr_equal(old.sa_handler, now.sa_handler);
	sst_buf_fini(&b);
}

static void
every_bad_end_is_named(void **state)
{
	static const struct {
		const char *script;
		const char *msg;
	} cases[] = {
		{ "echo lost; exit 3", "sh ended with status 3" },
		{ "kill -9 $$", "sh was ended by signal 9" },
		{ "kill -13 $$", "sh was ended by signal 13" },
	};
	struct sst_span none = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct sst_buf b = { 0 };
		struct sst_err err = { 0 };

		assert_int_equal(run_shell(cases[i].script, none, &b, &err),
		    -1);
		assert_int_equal(err.code, SST_E_FAILED);
		assert_string_equal(err.msg, cases[i].msg);
		assert_int_equal(b.n, 0);
		sst_buf_fini(&b);
	}
}

static void
a_program_that_is_not_there_is_named(void **state)
{
	static const char *const cases[][2] = {
		{ "no-such-program", "no-such-program: not found on PATH" },
		{ "/no/such", "/no/such: No such file or directory" },
		{ "/dev/null", "/dev/null: Permission denied" },
	};
	struct sst_span none = { 0 };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		const char *const argv[] = { cases[i][0], NULL };
		struct sst_buf b = { 0 };
		struct sst_err err = { 0 };

		assert_int_equal(sst_child_run(argv, none, &b, 0, &err), -1);
		assert_int_equal(err.code, SST_E_FAILED);
		assert_string_equal(err.msg, cases[i][1]);
		sst_buf_fini(&b);
	}
}

static void
a_slow_program_is_killed(void **state)
{
	static const char *const scripts[] = { "exec sleep 30",
		"exec >&-; exec sleep 30" };
	struct sst_span none = { 0 };
	time_t before = time(NULL);

	(void)state;
	/* Two seconds for each allocation that fails would be minutes. */
	if (getenv("SST_OOM_AT") != NULL)
		skip();
	for (size_t i = 0; i < 2; i++) {
		const char *const argv[] = { "sh", "-c", scripts[i], NULL };
		struct sst_buf b = { 0 };
		struct sst_err err = { 0 };

		assert_int_equal(sst_child_run(argv, none, &b, 1, &err), -1);
		assert_int_equal(err.code, SST_E_FAILED);
		assert_string_equal(err.msg, "sh took longer than 1 s");
		sst_buf_fini(&b);
	}
	assert_true(time(NULL) - before < 20);
}

static void
too_much_output_is_refused(void **state)
{
	struct sst_span none = { 0 };
	struct sst_err err = { 0 };
	struct sst_buf b;

	(void)state;
	sst_buf_init(&b, 5);
	assert_int_equal(run_shell("printf 12345", none, &b, &err), 0);
	assert_int_equal(b.n, 5);
	sst_buf_clear(&b);
	assert_int_equal(run_shell("exec yes", none, &b, &err), -1);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_string_equal(err.msg, "sh: more than 5 bytes");
	assert_int_equal(b.n, 0);
	sst_buf_fini(&b);
}

static void
no_other_descriptor_is_inherited(void **state)
{
	struct sst_span none = { 0 };
	struct sst_buf b = { 0 };
	struct sst_err err = { 0 };
	int rc;

	(void)state;
	assert_int_equal(dup2(STDERR_FILENO, 17), 17);
	rc = run_shell("[ -e /proc/$$/fd/2 ] && ! [ -e /proc/$$/fd/17 ] &&"
	               " [ /proc/$$/fd/0 -ef /dev/null ]",
	    none, &b, &err);
	(void)close(17);
	assert_int_equal(rc, 0);
	sst_buf_fini(&b);
}

static void
a_command_line_is_split_without_a_shell(void **state)
{
	static const struct {
		const char *command;
		const char *secret;
	} cases[] = {
		{ "printf word", "word" },
		{ " \tprintf  word\n", "word" },
		{ "printf %s.%s 'a b' \"c d\"", "a b.c d" },
		{ "printf %s a\\ b", "a b" },
		{ "printf %s 'a\\b\"'", "a\\b\"" },
		{ "printf %s \"a\\\"b'\"", "a\"b'" },
		{ "printf %s.%s '' x", ".x" },
		{ "printf %s 'a'\"b\"c", "abc" },
		{ "printf %s $HOME;*|x", "$HOME;*|x" },
		{ "printf 'one\\ntwo'", "one" },
		{ "printf 'one\\r\\n'", "one" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct sst_err err = { 0 };
		struct sst_secret s;

		assert_int_equal(sst_child_secret(cases[i].command, &s, &err),
		    0);
		assert_int_equal(s.n, strlen(cases[i].secret));
		assert_memory_equal(s.p, cases[i].secret, s.n);
		sst_secret_fini(&s);
	}
}

static void
a_command_that_gives_no_secret_is_refused(void **state)
{
	static const struct {
		const char *command;
		enum sst_code code;
		const char *msg;
	} cases[] = {
		{ "", SST_E_USAGE, "command: empty" },
		{ "  ", SST_E_USAGE, "command: empty" },
		{ "'' x", SST_E_USAGE, "command: empty" },
		{ "printf 'a", SST_E_USAGE,
		    "command: a quote or a backslash has no end" },
		{ "printf \"a\\\"", SST_E_USAGE,
		    "command: a quote or a backslash has no end" },
		{ "printf a\\", SST_E_USAGE,
		    "command: a quote or a backslash has no end" },
		{ "true", SST_E_USAGE, "true: the first line is empty" },
		{ "false", SST_E_FAILED, "false ended with status 1" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct sst_err err = { 0 };
		struct sst_secret s = { NULL, 1 };

		assert_int_equal(sst_child_secret(cases[i].command, &s, &err),
		    -1);
		assert_int_equal(err.code, cases[i].code);
		assert_string_equal(err.msg, cases[i].msg);
		assert_int_equal(s.n, 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(output_is_appended),
		cmocka_unit_test(much_input_and_output_do_not_lock_up),
		cmocka_unit_test(input_that_nobody_reads_is_no_fault),
		cmocka_unit_test(every_bad_end_is_named),
		cmocka_unit_test(a_program_that_is_not_there_is_named),
		cmocka_unit_test(a_slow_program_is_killed),
		cmocka_unit_test(too_much_output_is_refused),
		cmocka_unit_test(no_other_descriptor_is_inherited),
		cmocka_unit_test(a_command_line_is_split_without_a_shell),
		cmocka_unit_test(a_command_that_gives_no_secret_is_refused),
	};

	return cmocka_run_group_tests(tests, start, NULL);
}
