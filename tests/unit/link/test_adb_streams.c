/* SPDX-License-Identifier: ISC */
/* test_adb_streams.c: several commands at once, and what may go wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "unit/link/adb_script.h"

#define RAW "shell,v2,raw:"
#define EXIT "\3\1\0\0\0"

static void
assert_out(const struct sst_shell_job *j, const char *want)
{
	assert_int_equal(j->fault.code, SST_OK);
	assert_int_equal(j->out.n, strlen(want));
	if (j->out.n > 0)
		assert_memory_equal(j->out.p, want, j->out.n);
}

static void
fini(struct sst_shell_job *jobs, size_t n)
{
	for (size_t i = 0; i < n; i++)
		sst_shell_job_fini(&jobs[i]);
}

/* Opens, runs, checks the script; gives the run's result. */
static int
run(struct script *s, struct sst_shell_job *jobs, size_t n, struct sst_err *err)
{
	struct sst_shell_link l;
	int rc;

	assert_int_equal(script_open(s, NULL, &l, err), 0);
	rc = sst_shell_link_run(&l, jobs, n, err);
	assert_true(script_is_done(s));
	sst_shell_link_close(&l);
	return rc;
}

static void
answers_of_streams_come_in_any_order(void **state)
{
	static const struct script_step steps[] = {
		SCRIPT_HELLO,
		H(OPEN, 1, 0, RAW "a\0"),
		H(OPEN, 2, 0, RAW "b\0"),
		P(OKAY, 20, 2, ""),
		P(WRTE, 20, 2, "\1\2\0\0"),
		H(OKAY, 2, 20, ""),
		P(OKAY, 10, 1, ""),
		P(WRTE, 10, 1, "\1\1\0\0\0A" EXIT "\0"),
		H(OKAY, 1, 10, ""),
		H(CLSE, 1, 10, ""),
		P(CLSE, 10, 1, ""),
		P(WRTE, 20, 2, "\0BB" EXIT "\1"),
		H(OKAY, 2, 20, ""),
		H(CLSE, 2, 20, ""),
	};
	struct sst_shell_job jobs[] = { { .command = "a" },
		{ .command = "b" } };
	struct script s = SCRIPT(steps);
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(run(&s, jobs, 2, &err), 0);
	assert_out(&jobs[0], "A");
	assert_out(&jobs[1], "BB");
	assert_int_equal(jobs[1].status, 1);
	fini(jobs, 2);
}

static void
eight_run_at_once_and_the_ninth_when_one_has_ended(void **state)
{
	static const struct script_step steps[] = {
		SCRIPT_HELLO,
		H(OPEN, 1, 0, RAW "0\0"),
		H(OPEN, 2, 0, RAW "1\0"),
		H(OPEN, 3, 0, RAW "2\0"),
		H(OPEN, 4, 0, RAW "3\0"),
		H(OPEN, 5, 0, RAW "4\0"),
		H(OPEN, 6, 0, RAW "5\0"),
		H(OPEN, 7, 0, RAW "6\0"),
		H(OPEN, 8, 0, RAW "7\0"),
		P(CLSE, 0, 3, ""),
		H(OPEN, 9, 0, RAW "8\0"),
		P(CLSE, 0, 1, ""),
		P(CLSE, 77, 2, ""),
		P(CLSE, 0, 4, ""),
		P(CLSE, 0, 5, ""),
		P(CLSE, 0, 6, ""),
		P(CLSE, 0, 7, ""),
		P(CLSE, 0, 8, ""),
		P(CLSE, 0, 9, ""),
	};
	static const char *const names[] = { "0", "1", "2", "3", "4", "5", "6",
		"7", "8" };
	struct sst_shell_job jobs[9] = { { 0 } };
	struct script s = SCRIPT(steps);
	struct sst_err err = { 0 };

	(void)state;
	for (size_t i = 0; i < 9; i++)
		jobs[i].command = names[i];
	assert_int_equal(run(&s, jobs, 9, &err), 0);
	for (size_t i = 0; i < 9; i++) {
		assert_int_equal(jobs[i].fault.code, SST_E_REFUSED);
		assert_string_equal(jobs[i].fault.msg,
		    "the phone refused to run a command");
	}
	fini(jobs, 9);
}

static void
what_means_no_stream_of_ours_is_ignored(void **state)
{
	static const struct script_step steps[] = {
		SCRIPT_HELLO,
		H(OPEN, 1, 0, RAW "a\0"),
		P(OKAY, 9, 0, ""),
		P(OKAY, 9, 55, ""),
		P(WRTE, 9, 55, "x"),
		P(WRTE, 9, 1, "before OKAY"),
		P(CLSE, 9, 55, ""),
		P(OKAY, 9, 1, ""),
		P(OKAY, 10, 1, ""),
		P(WRTE, 10, 1, "another's"),
		P(CLSE, 10, 1, ""),
		BYTES("ABCD\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xBE\xBD\xBC\xBB"),
		P(WRTE, 9, 1, EXIT "\0"),
		H(OKAY, 1, 9, ""),
		H(CLSE, 1, 9, ""),
	};
	struct sst_shell_job job = { .command = "a" };
	struct script s = SCRIPT(steps);
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(run(&s, &job, 1, &err), 0);
	assert_out(&job, "");
	assert_true(job.has_status);
	fini(&job, 1);
}

/* Old daemons: both at once, CR LF, and CLSE with id 0 at the end. */
static void
an_old_daemon_gives_output_and_status_too(void **state)
{
	static const struct script_step steps[] = {
		H(CNXN, 0x01000001, 1048576, SCRIPT_BANNER),
		P(CNXN, 0x01000000, 4096, "device::ro.product.name=Linux;\0"),
		H(OPEN, 1, 0, "shell:( a\n); echo " SCRIPT_MARKER "=$?\0"),
		P(OKAY, 1, 1, ""),
		P(WRTE, 1, 1, "hi\r\n" SCRIPT_MARKER "=3\r"),
		H(OKAY, 1, 1, ""),
		P(WRTE, 1, 1, "\n"),
		H(OKAY, 1, 1, ""),
		P(CLSE, 0, 1, ""),
	};
	struct sst_shell_job job = { .command = "a" };
	struct script s = SCRIPT(steps);
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(run(&s, &job, 1, &err), 0);
	assert_out(&job, "hi\n");
	assert_true(job.is_merged);
	assert_int_equal(job.status, 3);
	fini(&job, 1);
}

static void
a_slow_command_costs_itself_alone(void **state)
{
	static const struct script_step steps[] = {
		SCRIPT_HELLO,
		H(OPEN, 1, 0, RAW "slow\0"),
		H(OPEN, 2, 0, RAW "b\0"),
		P(OKAY, 9, 1, ""),
		QUIET(700),
		H(CLSE, 1, 9, ""),
		P(OKAY, 8, 2, ""),
		P(WRTE, 9, 1, "late"),
		P(WRTE, 8, 2, EXIT "\0"),
		H(OKAY, 2, 8, ""),
		H(CLSE, 2, 8, ""),
	};
	struct sst_shell_job jobs[] = { { .command = "slow", .wait_ms = 700 },
		{ .command = "b" } };
	struct script s = SCRIPT(steps);
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(run(&s, jobs, 2, &err), 0);
	assert_int_equal(jobs[0].fault.code, SST_E_FAILED);
	assert_string_equal(jobs[0].fault.msg,
	    "the command took longer than 700 ms");
	assert_out(&jobs[1], "");
	fini(jobs, 2);
}

static void
a_phone_that_says_nothing_at_all_is_gone(void **state)
{
	static const struct script_step steps[] = {
		SCRIPT_HELLO,
		H(OPEN, 1, 0, RAW "a\0"),
		H(OPEN, 2, 0, RAW "b\0"),
		QUIET(90000),
	};
	struct sst_shell_job jobs[] = { { .command = "a" },
		{ .command = "b" } };
	struct script s = SCRIPT(steps);
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(run(&s, jobs, 2, &err), -1);
	assert_int_equal(err.code, SST_E_DEVICE);
	assert_string_equal(err.msg, "adb:TEST: no answer within 30000 ms");
	assert_int_equal(jobs[0].fault.code, SST_E_DEVICE);
	assert_int_equal(jobs[1].fault.code, SST_E_DEVICE);
	assert_int_equal(s.clock, 30000);
	fini(jobs, 2);
}

static void
a_link_that_broke_stays_broken(void **state)
{
	static const struct script_step steps[] = {
		SCRIPT_HELLO,
		H(OPEN, 1, 0, RAW "a\0"),
		P(OKAY, 9, 1, ""),
		BYTES("WRTE\11\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
	};
	struct sst_shell_job jobs[] = { { .command = "a" },
		{ .command = "b" } };
	struct script s = SCRIPT(steps);
	struct sst_shell_link l;
	struct sst_err err = { 0 };

	(void)state;
	s.is_lenient = true;
	assert_int_equal(script_open(&s, NULL, &l, &err), 0);
	assert_int_equal(sst_shell_link_run(&l, jobs, 2, &err), -1);
	assert_int_equal(err.code, SST_E_DEVICE);
	assert_string_equal(err.msg, "adb:TEST: packet 45545257: magic "
	                             "00000000 found, BAABADA8 wanted");
	assert_int_equal(jobs[0].fault.code, SST_E_DEVICE);
	assert_int_equal(jobs[1].fault.code, SST_E_DEVICE);
	assert_int_equal(sst_shell_link_run(&l, jobs, 2, &err), -1);
	assert_string_equal(err.msg, "adb:TEST: the link was lost before");
	assert_int_equal(jobs[1].fault.code, SST_E_DEVICE);
	fini(jobs, 2);
	sst_shell_link_close(&l);
}

static void
a_second_cnxn_counts_until_a_stream_was_answered(void **state)
{
	static const struct script_step early[] = {
		SCRIPT_HELLO,
		H(OPEN, 1, 0, RAW "a\0"),
		P(CNXN, 0x01000001, 1048576, SCRIPT_PHONE),
		P(OKAY, 9, 1, ""),
		P(WRTE, 9, 1, EXIT "\0"),
		H(OKAY, 1, 9, ""),
		H(CLSE, 1, 9, ""),
	};
	static const struct script_step late[] = {
		SCRIPT_HELLO,
		H(OPEN, 1, 0, RAW "a\0"),
		P(OKAY, 9, 1, ""),
		P(CNXN, 0x01000001, 1048576, SCRIPT_PHONE),
	};
	static const struct script_step asks[] = {
		SCRIPT_HELLO,
		H(OPEN, 1, 0, RAW "a\0"),
		P(AUTH, 1, 0, "01234567890123456789"),
	};
	struct sst_shell_job job = { .command = "a" };
	struct script first = SCRIPT(early);
	struct script second = SCRIPT(late);
	struct script third = SCRIPT(asks);
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(run(&first, &job, 1, &err), 0);
	assert_out(&job, "");
	assert_int_equal(run(&second, &job, 1, &err), -1);
	assert_string_equal(err.msg, "adb:TEST: the phone began a new session");
	assert_int_equal(run(&third, &job, 1, &err), -1);
	assert_string_equal(err.msg, "adb:TEST: the phone wants a key again");
	assert_int_equal(job.fault.code, SST_E_DEVICE);
	fini(&job, 1);
}

static void
damage_and_early_ends_cost_the_command(void **state)
{
	static const struct script_step steps[] = {
		SCRIPT_HELLO,
		H(OPEN, 1, 0, RAW "a\0"),
		H(OPEN, 2, 0, RAW "b\0"),
		P(OKAY, 8, 1, ""),
		P(OKAY, 9, 2, ""),
		P(WRTE, 8, 1, "\3\0\0\0\0"),
		H(CLSE, 1, 8, ""),
		P(WRTE, 9, 2, "\1\5\0\0\0cut"),
		H(OKAY, 2, 9, ""),
		P(CLSE, 9, 2, ""),
	};
	struct sst_shell_job jobs[] = { { .command = "a" },
		{ .command = "b" } };
	struct script s = SCRIPT(steps);
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(run(&s, jobs, 2, &err), 0);
	assert_int_equal(jobs[0].fault.code, SST_E_FORMAT);
	assert_int_equal(jobs[1].fault.code, SST_E_FAILED);
	assert_string_equal(jobs[1].fault.msg,
	    "the stream ended without an exit status");
	assert_int_equal(jobs[1].out.n, 3);
	fini(jobs, 2);
}

static void
a_command_longer_than_a_payload_is_not_sent(void **state)
{
	static const struct script_step steps[] = {
		H(CNXN, 0x01000001, 1048576, SCRIPT_BANNER),
		P(CNXN, 0x01000001, 4096, SCRIPT_PHONE),
		H(OPEN, 1, 0, RAW "b\0"),
		P(CLSE, 0, 1, ""),
	};
	char command[4096];
	struct sst_shell_job jobs[] = { { .command = command },
		{ .command = "b" } };
	struct script s = SCRIPT(steps);
	struct sst_err err = { 0 };

	(void)state;
	memset(command, 'x', sizeof(command) - 1);
	command[sizeof(command) - 1] = '\0';
	assert_int_equal(run(&s, jobs, 2, &err), 0);
	assert_string_equal(jobs[0].fault.msg, "command: more than 4096 bytes");
	assert_int_equal(jobs[1].fault.code, SST_E_REFUSED);
	fini(jobs, 2);
}

static void
who_waits_for_a_command_may_stop(void **state)
{
	static const struct script_step steps[] = {
		SCRIPT_HELLO,
		H(OPEN, 1, 0, RAW "a\0"),
		P(OKAY, 9, 1, ""),
		QUIET(90000),
	};
	struct sst_shell_job job = { .command = "a" };
	struct script s = SCRIPT(steps);
	struct sst_err err = { 0 };

	(void)state;
	s.stop_after = 12;
	assert_int_equal(run(&s, &job, 1, &err), -1);
	assert_int_equal(err.code, SST_E_FAILED);
	assert_string_equal(err.msg, "adb:TEST: stopped");
	assert_int_equal(job.fault.code, SST_E_FAILED);
	assert_true(s.clock < 2000);
	fini(&job, 1);
}

static void
too_much_output_costs_the_command(void **state)
{
	static char block[SST_ADB_PAYLOAD] = "\1\xFF\xFF\xFF\x7F";
	const struct script_step more = { PHONE, SST_ADB_WRTE, 9, 1, block,
		sizeof(block) };
	const struct script_step okay = H(OKAY, 1, 9, "");
	const struct script_step hello[] = { SCRIPT_HELLO,
		H(OPEN, 1, 0, RAW "a\0"), P(OKAY, 9, 1, "") };
	const struct script_step end = H(CLSE, 1, 9, "");
	struct script_step steps[32];
	struct sst_shell_job job = { .command = "a" };
	struct script s = { .step = steps };
	struct sst_err err = { 0 };

	(void)state;
	memcpy(steps, hello, sizeof(hello));
	s.n = sizeof(hello) / sizeof(hello[0]);
	for (int i = 0; i < 8; i++) {
		steps[s.n++] = more;
		steps[s.n++] = okay;
	}
	steps[s.n++] = more;
	steps[s.n++] = end;
	assert_int_equal(run(&s, &job, 1, &err), 0);
	assert_int_equal(job.fault.code, SST_E_FORMAT);
	assert_string_equal(job.fault.msg, "more than 8388608 bytes of output");
	fini(&job, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_of_streams_come_in_any_order),
		cmocka_unit_test(
		    eight_run_at_once_and_the_ninth_when_one_has_ended),
		cmocka_unit_test(what_means_no_stream_of_ours_is_ignored),
		cmocka_unit_test(an_old_daemon_gives_output_and_status_too),
		cmocka_unit_test(a_slow_command_costs_itself_alone),
		cmocka_unit_test(a_phone_that_says_nothing_at_all_is_gone),
		cmocka_unit_test(a_link_that_broke_stays_broken),
		cmocka_unit_test(
		    a_second_cnxn_counts_until_a_stream_was_answered),
		cmocka_unit_test(damage_and_early_ends_cost_the_command),
		cmocka_unit_test(a_command_longer_than_a_payload_is_not_sent),
		cmocka_unit_test(who_waits_for_a_command_may_stop),
		cmocka_unit_test(too_much_output_costs_the_command),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
