/* SPDX-License-Identifier: ISC */
/* test_adb_session.c: packets over a transport, and recorded sessions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/link/adb_recorded.h"

static struct recorded record;

static void
assert_text(const struct sst_buf *b, const char *want)
{
	assert_int_equal(b->n, strlen(want));
	if (b->n > 0)
		assert_memory_equal(b->p, want, b->n);
}

static const struct script_step one_command[] = {
	SCRIPT_HELLO,
	H(OPEN, 1, 0, "shell,v2,raw:x\0"),
	P(OKAY, 9, 1, ""),
	P(WRTE, 9, 1, "\1\2\0\0\0hi\3\1\0\0\0\7"),
	H(OKAY, 1, 9, ""),
	H(CLSE, 1, 9, ""),
};

static void
a_command_costs_two_waits_beside_the_greeting(void **state)
{
	struct script s = SCRIPT(one_command);
	struct sst_shell_job job = { .command = "x" };
	struct sst_shell_link l;
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(script_open(&s, NULL, &l, &err), 0);
	assert_string_equal(l.name, "adb:TEST");
	assert_int_equal(l.count.roundtrips, 1);
	assert_int_equal(sst_shell_link_run(&l, &job, 1, &err), 0);
	assert_int_equal(job.fault.code, SST_OK);
	assert_text(&job.out, "hi");
	assert_true(job.has_status);
	assert_int_equal(job.status, 7);
	assert_int_equal(l.count.commands, 1);
	assert_int_equal(l.count.roundtrips, 2);
	assert_int_equal(l.count.bytes_out, 4 * 24 + 27 + 15);
	assert_int_equal(l.count.bytes_in, 3 * 24 + 49 + 13);
	assert_true(script_is_done(&s));
	sst_shell_job_fini(&job);
	sst_shell_link_close(&l);
	assert_int_equal(s.closed, 1);
}

static void
packets_may_come_in_pieces_of_any_size(void **state)
{
	(void)state;
	for (size_t piece = 1; piece < 40; piece++) {
		struct script s = SCRIPT(one_command);
		struct sst_shell_job job = { .command = "x" };
		struct sst_shell_link l;
		struct sst_err err = { 0 };

		s.piece = piece;
		assert_int_equal(script_open(&s, NULL, &l, &err), 0);
		assert_int_equal(sst_shell_link_run(&l, &job, 1, &err), 0);
		assert_text(&job.out, "hi");
		assert_true(script_is_done(&s));
		sst_shell_job_fini(&job);
		sst_shell_link_close(&l);
	}
}

static void
sums_of_a_daemon_of_today_are_not_looked_at(void **state)
{
	struct script s = SCRIPT(one_command);
	struct sst_shell_job job = { .command = "x" };
	struct sst_shell_link l;
	struct sst_err err = { 0 };

	(void)state;
	s.has_bad_sums = true;
	assert_int_equal(script_open(&s, NULL, &l, &err), 0);
	assert_int_equal(sst_shell_link_run(&l, &job, 1, &err), 0);
	assert_int_equal(job.status, 7);
	sst_shell_job_fini(&job);
	sst_shell_link_close(&l);
}

static void
sums_of_an_old_daemon_must_be_right(void **state)
{
	static const struct script_step steps[] = {
		H(CNXN, 0x01000001, 1048576, SCRIPT_BANNER),
		P(CNXN, 0x01000000, 4096, "device::\0"),
		H(OPEN, 1, 0, "shell:( x\n); echo " SCRIPT_MARKER "=$?\0"),
		P(OKAY, 9, 1, ""),
		BYTES("WRTE\11\0\0\0\1\0\0\0\1\0\0\0\0\0\0\0\xA8\xAD\xAB\xBA"
		      "a"),
	};
	struct script s = SCRIPT(steps);
	struct sst_shell_job job = { .command = "x" };
	struct sst_shell_link l;
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(script_open(&s, NULL, &l, &err), 0);
	assert_int_equal(sst_shell_link_run(&l, &job, 1, &err), -1);
	assert_int_equal(err.code, SST_E_DEVICE);
	assert_string_equal(err.msg,
	    "adb:TEST: packet 45545257: the sum of its payload is wrong");
	assert_int_equal(job.fault.code, SST_E_DEVICE);
	sst_shell_job_fini(&job);
	sst_shell_link_close(&l);
}

/* What runs on a recorded session, and what comes of it. */
struct heard {
	const char *command;
	const char *out;
	const char *err_out;
	int status;
};

static void
play(struct script *s, const struct sst_adb_keys *keys,
    const struct heard *want, size_t n)
{
	struct sst_shell_job jobs[8] = { { 0 } };
	struct sst_shell_link l;
	struct sst_err err = { 0 };

	s->step = record.step;
	s->n = record.n;
	s->is_recorded = true;
	assert_int_equal(script_open(s, keys, &l, &err), 0);
	for (size_t i = 0; i < n; i++)
		jobs[i].command = want[i].command;
	assert_int_equal(sst_shell_link_run(&l, jobs, n, &err), 0);
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(jobs[i].fault.code, SST_OK);
		assert_text(&jobs[i].out, want[i].out);
		assert_text(&jobs[i].err_out, want[i].err_out);
		assert_true(jobs[i].has_status);
		assert_int_equal(jobs[i].status, want[i].status);
		sst_shell_job_fini(&jobs[i]);
	}
	assert_true(script_is_done(s));
	sst_shell_link_close(&l);
}

static void
a_session_with_a_real_daemon_goes_as_it_was_recorded(void **state)
{
	static const struct heard want[] = {
		{ "echo out; echo err >&2; exit 42", "out\n", "err\n", 42 },
		{ "printf x", "x", "", 0 },
		{ "true", "", "", 0 },
	};

	(void)state;
	for (size_t piece = 0; piece < 8; piece++) {
		struct script s = { .piece = piece };

		assert_int_equal(recorded_load(&record,
		                     RECORDED "shell-v2.hex"),
		    0);
		play(&s, NULL, want, 3);
	}
}

static void
a_session_without_shell_v2_goes_as_it_was_recorded(void **state)
{
	static const struct heard want[] = {
		{ "echo out; echo err >&2; exit 42", "out\nerr\n", "", 42 },
		{ "printf x", "x", "", 0 },
	};
	struct script s = { .marker = "19fa41b46f7c2e2a250090d6fe230fc5" };

	(void)state;
	assert_int_equal(recorded_load(&record, RECORDED "shell-v1.hex"), 0);
	play(&s, NULL, want, 2);
}

/* Signatures are compared byte by byte: the scheme has no randomness. */
static void
keys_are_tried_as_it_was_recorded(void **state)
{
	static const struct heard known[] = { { "echo known", "known\n", "",
	    0 } };
	static const struct heard allowed[] = { { "echo allowed", "allowed\n",
	    "", 0 } };
	struct sst_adb_keys keys = { { recorded_key(RECORDED "key-a.pem"),
		                         recorded_key(RECORDED "key-b.pem"),
		                         recorded_key(
		                             RECORDED "key-b-rsa.pem") },
		3 };
	struct script first = { 0 };
	struct script second = { 0 };

	(void)state;
	assert_non_null(keys.v[0]);
	assert_non_null(keys.v[1]);
	assert_non_null(keys.v[2]);
	assert_int_equal(recorded_load(&record, RECORDED "auth-second-key.hex"),
	    0);
	play(&first, &keys, known, 1);
	assert_int_equal(first.confirmed, 0);
	assert_int_equal(recorded_load(&record, RECORDED "auth-allowed.hex"),
	    0);
	play(&second, &keys, allowed, 1);
	assert_int_equal(second.confirmed, 1);
	sst_adb_keys_fini(&keys);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_command_costs_two_waits_beside_the_greeting),
		cmocka_unit_test(packets_may_come_in_pieces_of_any_size),
		cmocka_unit_test(sums_of_a_daemon_of_today_are_not_looked_at),
		cmocka_unit_test(sums_of_an_old_daemon_must_be_right),
		cmocka_unit_test(
		    a_session_with_a_real_daemon_goes_as_it_was_recorded),
		cmocka_unit_test(
		    a_session_without_shell_v2_goes_as_it_was_recorded),
		cmocka_unit_test(keys_are_tried_as_it_was_recorded),
	};

	return cmocka_run_group_tests(tests, recorded_start, NULL);
}
