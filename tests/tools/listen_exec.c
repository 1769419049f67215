/* SPDX-License-Identifier: ISC */
/* listen_exec.c: starts a daemon on a socket that listens already (fd 3). */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int
fail(const char *what)
{
	fprintf(stderr, "listen_exec: %s: %s\n", what, strerror(errno));
	return 1;
}

static int
listen_at(const char *path)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	int fd;

	if (strlen(path) >= sizeof(addr.sun_path)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	memcpy(addr.sun_path, path, strlen(path) + 1);
	fd = socket(AF_UNIX, SOCK_STREAM, 0);
	if (fd < 0)
		return -1;
	if (bind(fd, (const struct sockaddr *)&addr, sizeof(addr)) < 0 ||
	    listen(fd, 16) < 0) {
		close(fd);
		return -1;
	}
	return fd;
}

int
main(int argc, char **argv)
{
	char pid[32];
	int fd;

	if (argc < 3) {
		fprintf(stderr, "usage: listen_exec SOCKET command...\n");
		return 2;
	}
	fd = listen_at(argv[1]);
	if (fd < 0)
		return fail(argv[1]);
	if (fd != 3 && (dup2(fd, 3) < 0 || close(fd) < 0))
		return fail("fd 3");
	snprintf(pid, sizeof(pid), "%ld", (long)getpid());
	if (fcntl(3, F_SETFD, 0) < 0 || setenv("LISTEN_FDS", "1", 1) < 0 ||
	    setenv("LISTEN_PID", pid, 1) < 0)
		return fail("environment");
	execvp(argv[2], argv + 2);
	return fail(argv[2]);
}
