/* SPDX-License-Identifier: ISC */
/* test_adb_shell.c: shell v2, and the line with the status of old daemons. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../../../src/link/adb_priv.h"

#define MARKER "abc"

static struct sst_span
text(const char *s)
{
	return sst_span_of_text(s);
}

static void
assert_text(const struct sst_buf *b, const char *want)
{
	assert_int_equal(b->n, strlen(want));
	if (b->n > 0)
		assert_memory_equal(b->p, want, b->n);
}

/* "hi\n", "no\n" on stderr, a window size, nothing, "!", status 42, rest. */
static const uint8_t stream[] = { 1, 3, 0, 0, 0, 'h', 'i', '\n', 2, 3, 0, 0, 0,
	'n', 'o', '\n', 5, 4, 0, 0, 0, 1, 2, 3, 4, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0,
	'!', 3, 1, 0, 0, 0, 42, 1, 1, 0, 0, 0, 'x' };

#define STATUS_END 42 /* bytes up to the status, with it */

static void
packets_are_read_wherever_they_are_split(void **state)
{
	(void)state;
	for (size_t i = 0; i <= STATUS_END; i++) {
		struct sst_shell_job j = { 0 };
		struct sst_err err = { 0 };
		struct sst_adb_shell sh;
		int rc;

		sst_adb_shell_begin(&sh, &j, NULL);
		rc = sst_adb_shell_feed(&sh, (struct sst_span){ stream, i },
		    &err);
		assert_int_equal(rc, i == STATUS_END);
		assert_int_equal(j.has_status, i == STATUS_END);
		if (rc == 0)
			rc = sst_adb_shell_feed(&sh,
			    (struct sst_span){ stream + i, sizeof(stream) - i },
			    &err);
		assert_int_equal(rc, 1);
		assert_text(&j.out, "hi\n!");
		assert_text(&j.err_out, "no\n");
		assert_true(j.has_status);
		assert_int_equal(j.status, 42);
		assert_false(j.is_merged);
		sst_shell_job_fini(&j);
	}
}

static void
a_stream_that_ends_early_is_a_fault(void **state)
{
	struct sst_shell_job j = { 0 };
	struct sst_err err = { 0 };
	struct sst_adb_shell sh;

	(void)state;
	sst_adb_shell_begin(&sh, &j, NULL);
	assert_int_equal(sst_adb_shell_feed(&sh, (struct sst_span){ stream, 8 },
	                     &err),
	    0);
	assert_int_equal(sst_adb_shell_end(&sh, &err), -1);
	assert_int_equal(err.code, SST_E_FAILED);
	assert_string_equal(err.msg, "the stream ended without an exit status");
	assert_text(&j.out, "hi\n");
	sst_shell_job_fini(&j);
}

static void
an_exit_packet_without_a_status_is_damage(void **state)
{
	static const uint8_t none[] = { 3, 0, 0, 0, 0 };
	struct sst_shell_job j = { 0 };
	struct sst_err err = { 0 };
	struct sst_adb_shell sh;

	(void)state;
	sst_adb_shell_begin(&sh, &j, NULL);
	assert_int_equal(sst_adb_shell_feed(&sh, SST_SPAN(none), &err), -1);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_string_equal(err.msg, "an exit packet of 0 bytes, 1 wanted");
	sst_shell_job_fini(&j);
}

static void
output_beyond_the_limit_is_a_fault_of_both_together(void **state)
{
	static const uint8_t head[] = { 1, 0xFF, 0xFF, 0xFF, 0xFF };
	static const uint8_t block[65536];
	struct sst_shell_job j = { 0 };
	struct sst_err err = { 0 };
	struct sst_adb_shell sh;
	size_t fed = 0;
	int rc;

	(void)state;
	j.out.max = SST_SHELL_LINK_OUTPUT;
	assert_int_equal(sst_buf_put_text(&j.err_out, "x", &err), 0);
	sst_adb_shell_begin(&sh, &j, NULL);
	assert_int_equal(sst_adb_shell_feed(&sh, SST_SPAN(head), &err), 0);
	do {
		rc = sst_adb_shell_feed(&sh, SST_SPAN(block), &err);
		fed += rc == 0 ? sizeof(block) : 0;
	} while (rc == 0);
	assert_int_equal(rc, -1);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_string_equal(err.msg, "more than 8388608 bytes of output");
	assert_int_equal(fed, SST_SHELL_LINK_OUTPUT - sizeof(block));
	sst_shell_job_fini(&j);
}

static void
a_service_names_the_command_as_the_daemon_wants_it(void **state)
{
	struct sst_buf b = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_adb_shell_service("echo '%s'", NULL, &b, &err), 0);
	assert_text(&b, "shell,v2,raw:echo '%s'");
	sst_buf_clear(&b);
	assert_int_equal(sst_adb_shell_service("exit 3", MARKER, &b, &err), 0);
	assert_text(&b, "shell:( exit 3\n); echo abc=$?");
	sst_buf_fini(&b);
}

static void
an_old_daemons_output_ends_with_the_line_of_the_status(void **state)
{
	static const struct {
		const char *in;
		const char *out;
		int status; /* -1: no status */
	} rows[] = {
		{ "abc=0\n", "", 0 },
		{ "hi\nabc=255\n", "hi\n", 255 },
		{ "no line end abc=7\n", "no line end ", 7 },
		/* a terminal: CR before every LF, also before those of ours */
		{ "a\r\nb\r\nabc=1\r\n", "a\nb\n", 1 },
		{ "a\r\r\nabc=1\r\n", "a\r\n", 1 },
		/* no terminal: a file with CR LF stays as it is */
		{ "a\r\nabc=1\n", "a\r\n", 1 },
		{ "a\r", "a\r", -1 },
		/* forged, cut, too long, too short */
		{ "abc=0\nmore\n", "abc=0\nmore\n", -1 },
		{ "hi\nabc=", "hi\nabc=", -1 },
		{ "hi\nabc=1", "hi\nabc=1", -1 },
		{ "hi\nabc=\n", "hi\nabc=\n", -1 },
		{ "abc=1234\n", "abc=1234\n", -1 },
		{ "abc 1\n", "abc 1\n", -1 },
		{ "=1\n", "=1\n", -1 },
		{ "1\n", "1\n", -1 },
		{ "\n", "\n", -1 },
		{ "", "", -1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct sst_shell_job j = { 0 };
		struct sst_err err = { 0 };
		struct sst_adb_shell sh;

		sst_adb_shell_begin(&sh, &j, MARKER);
		assert_true(j.is_merged);
		assert_int_equal(sst_adb_shell_feed(&sh, text(rows[i].in),
		                     &err),
		    0);
		assert_int_equal(sst_adb_shell_end(&sh, &err),
		    rows[i].status < 0 ? -1 : 0);
		assert_text(&j.out, rows[i].out);
		assert_int_equal(j.has_status, rows[i].status >= 0);
		if (rows[i].status >= 0)
			assert_int_equal(j.status, rows[i].status);
		else
			assert_string_equal(err.msg,
			    "the stream ended without "
			    "the line of the exit status");
		sst_shell_job_fini(&j);
	}
}

static void
a_marker_is_another_one_each_time(void **state)
{
	char a[SST_ADB_MARKER], b[SST_ADB_MARKER];

	(void)state;
	sst_adb_shell_marker(a);
	sst_adb_shell_marker(b);
	assert_int_equal(strlen(a), SST_ADB_MARKER - 1);
	assert_string_not_equal(a, b);
}

static int
start_gcrypt(void **state)
{
	struct sst_err err = { 0 };
	bool locked;

	(void)state;
	return sst_secret_start(&locked, &err);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(packets_are_read_wherever_they_are_split),
		cmocka_unit_test(a_stream_that_ends_early_is_a_fault),
		cmocka_unit_test(an_exit_packet_without_a_status_is_damage),
		cmocka_unit_test(
		    output_beyond_the_limit_is_a_fault_of_both_together),
		cmocka_unit_test(
		    a_service_names_the_command_as_the_daemon_wants_it),
		cmocka_unit_test(
		    an_old_daemons_output_ends_with_the_line_of_the_status),
		cmocka_unit_test(a_marker_is_another_one_each_time),
	};

	return cmocka_run_group_tests(tests, start_gcrypt, NULL);
}
