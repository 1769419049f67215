/* SPDX-License-Identifier: ISC */
/*
 * adb_run.c: commands on a phone, all in one run, over either ADB link. "tcp"
 * is the session of the USB link on a loopback port: so it meets a real adbd.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../../src/link/adb_priv.h"

#define JOBS_MAX 24

static void
on_confirm(void *ctx)
{
	(void)ctx;
	puts("confirm: asked");
	fflush(stdout);
}

static void
on_trace(void *ctx, const char *line)
{
	(void)ctx;
	fprintf(stderr, "trace: %s\n", line);
}

static unsigned
number(const char *name)
{
	const char *value = getenv(name);

	return value != NULL ? (unsigned)strtoul(value, NULL, 10) : 0;
}

static int
open_server(const char *serial, struct sst_shell_link *l, struct sst_err *err)
{
	struct sst_adb_address at;

	if (sst_adb_server_address(getenv("ADB_SERVER_SOCKET"),
	        getenv("ANDROID_ADB_SERVER_PORT"), &at, err) < 0)
		return -1;
	return sst_adb_server_open(&at, serial, l, err);
}

static uint64_t
tcp_now(void *ctx)
{
	(void)ctx;
	return sst_adb_now();
}

static int
tcp_send(void *ctx, struct sst_span s, const struct sst_adb_wait *w,
    struct sst_err *err)
{
	(void)w;
	while (s.n > 0) {
		ssize_t n = send(*(int *)ctx, s.p, s.n, MSG_NOSIGNAL);

		if (n <= 0)
			return sst_fail(err, SST_E_DEVICE, "adbd hung up");
		s.p += n;
		s.n -= (size_t)n;
	}
	return 0;
}

static int
tcp_recv(void *ctx, size_t want, struct sst_buf *in, unsigned ms,
    struct sst_err *err)
{
	struct pollfd p = { *(int *)ctx, POLLIN, 0 };
	uint8_t bytes[8192];
	ssize_t n;

	if (poll(&p, 1, (int)ms) <= 0)
		return 0;
	n = recv(p.fd, bytes, want < sizeof(bytes) ? want : sizeof(bytes), 0);
	if (n <= 0)
		return sst_fail(err, SST_E_DEVICE, "adbd hung up");
	return sst_buf_put(in, (struct sst_span){ bytes, (size_t)n }, err) < 0
	           ? -1
	           : 1;
}

static void
tcp_close(void *ctx)
{
	close(*(int *)ctx);
}

static int
open_tcp(const struct sst_adb_usb *how, struct sst_shell_link *l,
    struct sst_err *err)
{
	static int fd;
	const struct sst_adb_transport to = { &fd, tcp_now, tcp_send, tcp_recv,
		tcp_close };
	struct sockaddr_in at = { .sin_family = AF_INET };
	char marker[SST_ADB_MARKER];

	at.sin_port = htons((uint16_t)strtoul(how->serial, NULL, 10));
	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (connect(fd, (const struct sockaddr *)&at, sizeof(at)) < 0)
		return sst_fail(err, SST_E_DEVICE, "no adbd");
	sst_adb_shell_marker(marker);
	return sst_adb_session_open(&to, how, marker, l, err);
}

/* Both ways of our own: they need keys, and may ask the owner. */
static int
open_own(const char *way, const char *serial, struct sst_shell_link *l,
    struct sst_err *err)
{
	struct sst_adb_keys keys;
	struct sst_adb_usb how = { .serial = serial,
		.keys = &keys,
		.comment = "adb_run@test",
		.wait_ms = number("ADB_RUN_WAIT"),
		.confirm_ms = number("ADB_RUN_CONFIRM"),
		.confirm = on_confirm };
	int rc;

	if (sst_adb_keys_load(getenv("HOME"), getenv("ADB_VENDOR_KEYS"), &keys,
	        err) < 0)
		return -1;
	rc = strcmp(way, "tcp") == 0 ? open_tcp(&how, l, err)
	                             : sst_adb_usb_open(&how, l, err);
	sst_adb_keys_fini(&keys);
	return rc;
}

static int
list(const char *way)
{
	struct sst_adb_devices found = { 0 };
	struct sst_arena mem = { 0 };
	struct sst_adb_address at;
	struct sst_err err = { 0 };
	int rc;

	if (strcmp(way, "usb") == 0)
		rc = sst_adb_usb_list(&mem, &found, &err);
	else if (sst_adb_server_address(getenv("ADB_SERVER_SOCKET"),
	             getenv("ANDROID_ADB_SERVER_PORT"), &at, &err) < 0)
		rc = -1;
	else
		rc = sst_adb_server_list(&at, &mem, &found, &err);
	for (size_t i = 0; i < found.n; i++)
		printf("%s|%s|%s|%s\n", found.v[i].serial, found.v[i].state,
		    found.v[i].model != NULL ? found.v[i].model : "-",
		    found.v[i].where);
	if (rc < 0)
		printf("error %d: %s\n", err.code, err.msg);
	printf("list: %d, %zu\n", rc, found.n);
	sst_arena_fini(&mem);
	return rc < 0 ? (int)err.code : 0;
}

static void
show(const struct sst_shell_job *j)
{
	printf("$ %.60s\n", j->command);
	if (j->fault.code != SST_OK)
		printf("fault %d: %s\n", j->fault.code, j->fault.msg);
	if (j->has_status)
		printf("status %d%s\n", j->status,
		    j->is_merged ? ", merged" : "");
	printf("out %zu, err %zu\n", j->out.n, j->err_out.n);
	if (j->out.n <= 4096)
		printf("%.*s", (int)j->out.n, (const char *)j->out.p);
	if (j->err_out.n <= 4096)
		printf("%.*s", (int)j->err_out.n, (const char *)j->err_out.p);
}

static int
run(struct sst_shell_link *l, char **commands, size_t n)
{
	struct sst_shell_job jobs[JOBS_MAX] = { { 0 } };
	struct sst_err err = { 0 };
	int rc;

	l->trace = on_trace;
	l->wait_ms = number("ADB_RUN_COMMAND");
	for (size_t i = 0; i < n; i++)
		jobs[i].command = commands[i];
	rc = sst_shell_link_run(l, jobs, n, &err);
	for (size_t i = 0; i < n; i++) {
		show(&jobs[i]);
		sst_shell_job_fini(&jobs[i]);
	}
	if (rc < 0)
		printf("error %d: %s\nhint: %s\n", err.code, err.msg, err.hint);
	printf("%s by %s: %llu commands, %llu roundtrips, %llu out, %llu in\n",
	    l->name, l->reached, (unsigned long long)l->count.commands,
	    (unsigned long long)l->count.roundtrips,
	    (unsigned long long)l->count.bytes_out,
	    (unsigned long long)l->count.bytes_in);
	return rc < 0 ? (int)err.code : 0;
}

/* adb_run server|usb|tcp SERIAL COMMAND...; without SERIAL: the list. */
int
main(int argc, char **argv)
{
	struct sst_shell_link link = { 0 };
	struct sst_err err = { 0 };
	bool locked;
	int rc;

	if (argc < 2 || argc > JOBS_MAX + 3 ||
	    sst_secret_start(&locked, &err) < 0)
		return SST_E_USAGE;
	if (argc == 2)
		return list(argv[1]);
	rc = strcmp(argv[1], "server") == 0
	         ? open_server(argv[2], &link, &err)
	         : open_own(argv[1], argv[2], &link, &err);
	if (rc < 0) {
		printf("error %d: %s\nhint: %s\n", err.code, err.msg, err.hint);
		return (int)err.code;
	}
	rc = run(&link, argv + 3, (size_t)argc - 3);
	sst_shell_link_close(&link);
	return rc;
}
