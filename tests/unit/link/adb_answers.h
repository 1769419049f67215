/* SPDX-License-Identifier: ISC */
/*
 * adb_answers.h: a small adb server in a process beside, which answers from a
 * table. It allocates nothing: a test of failing allocations counts its own.
 */
#ifndef UNIT_LINK_ADB_ANSWERS_H
#define UNIT_LINK_ADB_ANSWERS_H

#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../../src/link/adb_server_priv.h"

#define MARKED 0x1  /* the request begins so; its marker goes into the answer */
#define GOES_ON 0x2 /* another request follows */
#define MEETS 0x4   /* waits until 8 are here */
#define SLOW 0x8    /* never answers */

struct answer {
	const char *request;
	const char *text;
	size_t n;
	unsigned flags;
};

#define A(request, text, flags)                        \
	{                                              \
		request, text, sizeof(text) - 1, flags \
	}

static char folder[64];
static char place[100];
static pid_t server;
static atomic_int *here; /* shared with the server */

static bool
read_all(int fd, char *p, size_t n)
{
	while (n > 0) {
		ssize_t got = read(fd, p, n);

		if (got <= 0)
			return false;
		p += got;
		n -= (size_t)got;
	}
	return true;
}

static void
say(int fd, const char *p, size_t n)
{
	if (send(fd, p, n, MSG_NOSIGNAL) < 0)
		_exit(0);
}

static void
meet(void)
{
	atomic_fetch_add(here, 1);
	for (int i = 0; i < 5000 && atomic_load(here) < 8; i++)
		usleep(1000);
}

static const struct answer *
find(const struct answer *all, const char *request)
{
	for (; all->request != NULL; all++) {
		size_t n = strlen(all->request);

		if (strncmp(all->request, request, n) == 0 &&
		    (request[n] == '\0' || (all->flags & MARKED) != 0))
			return all;
	}
	return NULL;
}

/* An old phone's answer: the text, then the marker of the request, "=3". */
static void
say_marked(int fd, const struct answer *a, const char *request)
{
	const char *echo = strstr(request, "echo ");
	char line[64];

	say(fd, a->text, a->n);
	if (echo != NULL)
		say(fd, line,
		    (size_t)snprintf(line, sizeof(line), "%.*s=3\r\n",
		        SST_ADB_MARKER - 1, echo + 5));
}

/* One connection, in a process of its own; no memory is allocated here. */
static void
serve(int fd, const struct answer *all)
{
	const struct answer *a;
	char request[4096];
	char digits[5] = "";

	do {
		size_t n;

		if (!read_all(fd, digits, 4))
			_exit(0);
		n = strtoul(digits, NULL, 16);
		if (n >= sizeof(request) || !read_all(fd, request, n))
			_exit(0);
		request[n] = '\0';
		a = find(all, request);
		if (a == NULL) {
			say(fd, "FAIL0007unknown", 15);
			_exit(0);
		}
		if ((a->flags & MEETS) != 0)
			meet();
		if ((a->flags & SLOW) != 0)
			pause();
		if ((a->flags & MARKED) != 0)
			say_marked(fd, a, request);
		else
			say(fd, a->text, a->n);
	} while ((a->flags & GOES_ON) != 0);
	_exit(0);
}

static int
listen_at(void)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	snprintf(at.sun_path, sizeof(at.sun_path), "%s", place);
	if (fd < 0 || bind(fd, (const struct sockaddr *)&at, sizeof(at)) < 0 ||
	    listen(fd, 32) < 0)
		return -1;
	return fd;
}

static void
serve_all(int fd, const struct answer *all)
{
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	(void)signal(SIGCHLD, SIG_IGN);
	for (;;) {
		int one = accept(fd, NULL, NULL);

		if (one < 0)
			_exit(0);
		if (fork() == 0) {
			(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
			serve(one, all);
		}
		close(one);
	}
}

static struct sst_adb_address
start(const struct answer *all)
{
	struct sst_adb_address at;
	struct sst_err err = { 0 };
	char name[sizeof(place) + 32];
	int fd = listen_at();

	assert_true(fd >= 0);
	atomic_store(here, 0);
	server = fork();
	if (server == 0)
		serve_all(fd, all);
	close(fd);
	snprintf(name, sizeof(name), "localfilesystem:%s", place);
	assert_int_equal(sst_adb_server_address(name, NULL, &at, &err), 0);
	return at;
}

#endif
