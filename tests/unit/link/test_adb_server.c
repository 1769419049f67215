/* SPDX-License-Identifier: ISC */
/* test_adb_server.c: addresses, lists, commands through an adb server. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/link/adb_answers.h"

static void
an_address_is_the_callers_and_of_this_machine(void **state)
{
	static const struct {
		const char *socket;
		const char *port;
		const char *text;
		unsigned number; /* 0: a path */
	} good[] = {
		{ NULL, NULL, "127.0.0.1", 5037 },
		{ NULL, "6000", "127.0.0.1", 6000 },
		{ "tcp:6001", "6000", "127.0.0.1", 6001 },
		{ "tcp:127.9.9.9:6002", NULL, "127.9.9.9", 6002 },
		{ "tcp:localhost:6003", NULL, "127.0.0.1", 6003 },
		{ "tcp:[::1]:6004", NULL, "::1", 6004 },
		{ "localfilesystem:/run/adb", NULL, "/run/adb", 0 },
	};
	static const char *const bad[] = { "", "tcp:", "tcp:0", "tcp:65536",
		"tcp:99999999999", "tcp:50x", "tcp:10.0.0.1:5037",
		"tcp:example.org:5037", "tcp:[::2]:5037", "tcp::5037",
		"tcp:127.0.0.1:", "localfilesystem:", "vsock:1:5037", "5037" };

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		struct sst_adb_address at;
		struct sst_err err = { 0 };

		assert_int_equal(sst_adb_server_address(good[i].socket,
		                     good[i].port, &at, &err),
		    0);
		assert_string_equal(at.text, good[i].text);
		assert_int_equal(at.is_path, good[i].number == 0);
		if (!at.is_path)
			assert_int_equal(at.port, good[i].number);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct sst_adb_address at;
		struct sst_err err = { 0 };

		assert_int_equal(sst_adb_server_address(bad[i], NULL, &at,
		                     &err),
		    -1);
		assert_int_equal(err.code, SST_E_USAGE);
	}
}

static void
no_server_is_no_fault_of_the_list_but_of_a_link(void **state)
{
	struct sst_adb_address at = { .is_path = true };
	struct sst_adb_devices found;
	struct sst_arena mem = { 0 };
	struct sst_shell_link l;
	struct sst_err err = { 0 };

	(void)state;
	snprintf(at.text, sizeof(at.text), "%s", place);
	assert_int_equal(sst_adb_server_list(&at, &mem, &found, &err), 0);
	assert_int_equal(found.n, 0);
	assert_int_equal(sst_adb_server_open(&at, "A", &l, &err), -1);
	assert_int_equal(err.code, SST_E_DEVICE);
	assert_non_null(strstr(err.msg, "adb:A: no adb server at /tmp/"));
	at = (struct sst_adb_address){ .text = "127.0.0.1", .port = 1 };
	assert_int_equal(sst_adb_server_list(&at, &mem, &found, &err), 0);
	sst_arena_fini(&mem);
}

static void
the_list_has_serial_state_and_model(void **state)
{
	static const struct answer answers[] = {
		A("host:devices-l",
		    "OKAY00A9"
		    "R58M1234               device usb:1-4 product:p "
		    "model:Pixel_7 device:d transport_id:1\n"
		    "emulator-5554          offline\n"
		    "0123                   no permissions (user in plugdev "
		    "group); see [x]\n",
		    0),
		{ 0 },
	};
	struct sst_adb_address at = start(answers);
	struct sst_adb_devices found;
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_adb_server_list(&at, &mem, &found, &err), 1);
	assert_int_equal(found.n, 3);
	assert_string_equal(found.v[0].serial, "R58M1234");
	assert_string_equal(found.v[0].state, "device");
	assert_string_equal(found.v[0].model, "Pixel_7");
	assert_string_equal(found.v[0].where, "server");
	assert_string_equal(found.v[1].state, "offline");
	assert_null(found.v[1].model);
	assert_string_equal(found.v[2].state, "no permissions");
	sst_arena_fini(&mem);
}

static void
what_is_no_adb_server_is_told(void **state)
{
	static const struct {
		struct answer answer[2];
		const char *msg;
	} rows[] = {
		{ { A("host:devices-l", "HTTP/1.0 400 no", 0) },
		    "no adb server: 'HTTP' found, OKAY or FAIL wanted" },
		{ { A("host:devices-l", "", 0) },
		    "the adb server hung up instead of an answer" },
		{ { A("host:devices-l", "OKAYzzzz", 0) },
		    "no adb server: a length of 4 digits wanted" },
		{ { A("host:devices-l", "OKAY0005a\n", 0) },
		    "no adb server: '0005' found, OKAY or FAIL wanted" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct sst_adb_address at = start(rows[i].answer);
		struct sst_adb_devices found;
		struct sst_arena mem = { 0 };
		struct sst_err err = { 0 };
		int rc = sst_adb_server_list(&at, &mem, &found, &err);

		(void)kill(server, SIGKILL);
		(void)waitpid(server, NULL, 0);
		(void)unlink(place);
		server = 0;
		assert_int_equal(rc, -1);
		assert_int_equal(err.code, SST_E_FORMAT);
		assert_string_equal(err.msg, rows[i].msg);
		sst_arena_fini(&mem);
	}
}

static void
a_phone_that_is_not_ready_is_told_with_a_hint(void **state)
{
	static const struct answer answers[] = {
		A("host-serial:A:features", "FAIL0016device 'A' not found\n.",
		    0),
		A("host-serial:B:features", "FAIL0015device unauthorized.\n",
		    0),
		A("host-serial:C:features", "FAIL000edevice offline", 0),
		{ 0 },
	};
	static const struct {
		const char *serial;
		const char *msg;
		const char *hint;
	} rows[] = {
		{ "A", "adb:A: adb server: device 'A' not found",
		    "'adb devices' lists the phones that are attached" },
		{ "B", "adb:B: adb server: device unauthorized.",
		    "unlock the phone and allow USB debugging for this "
		    "computer" },
		{ "C", "adb:C: adb server: device offline",
		    "unplug the phone and plug it in again" },
		{ "D", "adb:D: adb server: unknown", "" },
	};
	struct sst_adb_address at = start(answers);

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct sst_shell_link l;
		struct sst_err err = { 0 };

		assert_int_equal(sst_adb_server_open(&at, rows[i].serial, &l,
		                     &err),
		    -1);
		assert_int_equal(err.code, SST_E_DEVICE);
		assert_string_equal(err.msg, rows[i].msg);
		assert_string_equal(err.hint, rows[i].hint);
		assert_null(l.ops);
	}
}

#define READY                                                   \
	A("host-serial:A:features", "OKAY000ccmd,shell_v2", 0), \
	    A("host:transport:A", "OKAY", GOES_ON),             \
	    A("host-serial:A:get-state", "OKAY0006device", 0)

static void
commands_run_side_by_side(void **state)
{
	static const struct answer answers[] = { READY,
		A("shell,v2,raw:x", "OKAY\1\2\0\0\0hi\2\1\0\0\0!\3\1\0\0\0\5",
		    MEETS),
		{ 0 } };
	struct sst_adb_address at = start(answers);
	struct sst_shell_job jobs[9] = { { 0 } };
	struct sst_shell_link l;
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_adb_server_open(&at, "A", &l, &err), 0);
	assert_string_equal(l.name, "adb:A");
	assert_string_equal(l.reached, "adb server");
	for (size_t i = 0; i < 9; i++)
		jobs[i].command = "x";
	assert_int_equal(sst_shell_link_run(&l, jobs, 9, &err), 0);
	for (size_t i = 0; i < 9; i++) {
		assert_int_equal(jobs[i].fault.code, SST_OK);
		assert_int_equal(jobs[i].out.n, 2);
		assert_int_equal(jobs[i].err_out.n, 1);
		assert_int_equal(jobs[i].status, 5);
		assert_false(jobs[i].is_merged);
		sst_shell_job_fini(&jobs[i]);
	}
	assert_int_equal(l.count.commands, 9);
	sst_shell_link_close(&l);
}

static void
a_phone_without_shell_v2_gives_a_status_too(void **state)
{
	static const struct answer answers[] = {
		A("host-serial:A:features", "OKAY0003cmd", 0),
		A("host:transport:A", "OKAY", GOES_ON),
		A("shell:( x\n); echo ", "OKAYhi\r\n", MARKED),
		{ 0 },
	};
	struct sst_adb_address at = start(answers);
	struct sst_shell_job job = { .command = "x" };
	struct sst_shell_link l;
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_adb_server_open(&at, "A", &l, &err), 0);
	assert_int_equal(sst_shell_link_run(&l, &job, 1, &err), 0);
	assert_int_equal(job.fault.code, SST_OK);
	assert_int_equal(job.status, 3);
	assert_true(job.is_merged);
	assert_int_equal(job.out.n, 3);
	assert_memory_equal(job.out.p, "hi\n", 3);
	sst_shell_job_fini(&job);
	sst_shell_link_close(&l);
}

static void
what_goes_wrong_with_a_command_costs_the_command(void **state)
{
	static const struct answer answers[] = { READY,
		A("shell,v2,raw:refused", "FAIL0006closed", 0),
		A("shell,v2,raw:cut", "OKAY\1\5\0\0\0ab", 0),
		A("shell,v2,raw:damaged", "OKAY\3\0\0\0\0", 0),
		A("shell,v2,raw:slow", "", SLOW),
		A("shell,v2,raw:good", "OKAY\3\1\0\0\0\0", 0), { 0 } };
	struct sst_adb_address at = start(answers);
	struct sst_shell_job jobs[] = { { .command = "refused" },
		{ .command = "cut" }, { .command = "damaged" },
		{ .command = "slow", .wait_ms = 150 }, { .command = "good" } };
	struct sst_shell_link l;
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_adb_server_open(&at, "A", &l, &err), 0);
	assert_int_equal(sst_shell_link_run(&l, jobs, 5, &err), 0);
	assert_int_equal(jobs[0].fault.code, SST_E_REFUSED);
	assert_string_equal(jobs[0].fault.msg,
	    "the phone refused to run a command: closed");
	assert_int_equal(jobs[1].fault.code, SST_E_FAILED);
	assert_string_equal(jobs[1].fault.msg,
	    "the stream ended without an exit status");
	assert_int_equal(jobs[1].out.n, 2);
	assert_int_equal(jobs[2].fault.code, SST_E_FORMAT);
	assert_int_equal(jobs[3].fault.code, SST_E_FAILED);
	assert_string_equal(jobs[3].fault.msg,
	    "the command took longer than 150 ms");
	assert_int_equal(jobs[4].fault.code, SST_OK);
	assert_true(jobs[4].has_status);
	for (size_t i = 0; i < 5; i++)
		sst_shell_job_fini(&jobs[i]);
	sst_shell_link_close(&l);
}

static void
a_phone_that_left_is_a_fault_of_the_link(void **state)
{
	static const struct answer answers[] = {
		A("host-serial:A:features", "OKAY0008shell_v2", 0),
		A("host:transport:A", "OKAY", GOES_ON),
		A("host-serial:A:get-state", "OKAY0007offline", 0),
		A("shell,v2,raw:cut", "OKAY\1\5\0\0\0ab", 0),
		A("shell,v2,raw:good", "OKAY\3\1\0\0\0\0", 0),
		{ 0 },
	};
	struct sst_adb_address at = start(answers);
	struct sst_shell_job jobs[] = { { .command = "cut" },
		{ .command = "good" } };
	struct sst_shell_link l;
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_adb_server_open(&at, "A", &l, &err), 0);
	assert_int_equal(sst_shell_link_run(&l, jobs, 2, &err), -1);
	assert_int_equal(err.code, SST_E_DEVICE);
	assert_string_equal(err.msg, "adb:A: the phone is offline now");
	assert_int_equal(jobs[0].fault.code, SST_E_DEVICE);
	assert_int_equal(jobs[1].fault.code, SST_OK);
	sst_shell_job_fini(&jobs[0]);
	sst_shell_job_fini(&jobs[1]);
	sst_shell_link_close(&l);
}

static int
make_place(void **state)
{
	(void)state;
	snprintf(folder, sizeof(folder), "/tmp/test_adb_server.XXXXXX");
	if (mkdtemp(folder) == NULL)
		return -1;
	snprintf(place, sizeof(place), "%s/socket", folder);
	here = mmap(NULL, sizeof(*here), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	return here != MAP_FAILED ? 0 : -1;
}

static int
remove_place(void **state)
{
	(void)state;
	if (server > 0) {
		(void)kill(server, SIGKILL);
		(void)waitpid(server, NULL, 0);
	}
	server = 0;
	(void)unlink(place);
	(void)rmdir(folder);
	(void)munmap(here, sizeof(*here));
	return 0;
}

static int
start_gcrypt(void **state)
{
	struct sst_err err = { 0 };
	bool locked;

	(void)state;
	return sst_secret_start(&locked, &err);
}

#define AT(test) cmocka_unit_test_setup_teardown(test, make_place, remove_place)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		AT(an_address_is_the_callers_and_of_this_machine),
		AT(no_server_is_no_fault_of_the_list_but_of_a_link),
		AT(the_list_has_serial_state_and_model),
		AT(what_is_no_adb_server_is_told),
		AT(a_phone_that_is_not_ready_is_told_with_a_hint),
		AT(commands_run_side_by_side),
		AT(a_phone_without_shell_v2_gives_a_status_too),
		AT(what_goes_wrong_with_a_command_costs_the_command),
		AT(a_phone_that_left_is_a_fault_of_the_link),
	};

	return cmocka_run_group_tests(tests, start_gcrypt, NULL);
}
