/* SPDX-License-Identifier: ISC */
/* adb_child.c: sh -c COMMAND with pipes, from a program with threads. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adb.h"

extern char **environ;

/* The phone's programs must not see the host's mocked buses. */
static bool
is_ours(const char *variable)
{
	return strncmp(variable, "LD_PRELOAD=", 11) == 0 ||
	       strncmp(variable, "UMOCKDEV_DIR=", 13) == 0 ||
	       strncmp(variable, "PATH=", 5) == 0;
}

/* The last entry is allocated, too: PATH. NULL: no memory. */
static char **
environment(const char *path, char **owned)
{
	const char *old = getenv("PATH");
	char **env;
	size_t n = 0;
	size_t k = 0;

	while (environ[n] != NULL)
		n++;
	env = calloc(n + 2, sizeof(*env));
	if (env == NULL)
		return NULL;
	for (n = 0; environ[n] != NULL; n++)
		if (!is_ours(environ[n]))
			env[k++] = environ[n];
	if (asprintf(owned, "PATH=%s%s%s", path == NULL ? "" : path,
	        path == NULL ? "" : ":", old == NULL ? "/bin" : old) < 0) {
		free(env);
		return NULL;
	}
	env[k] = *owned;
	return env;
}

static int
spawn(struct adb_child *c, const char *path, const char *command,
    const int *fds)
{
	char sh[] = "sh";
	char dash_c[] = "-c";
	char *text = strdup(command);
	char *argv[] = { sh, dash_c, text, NULL };
	posix_spawn_file_actions_t does;
	posix_spawnattr_t attr;
	sigset_t all;
	char *owned = NULL;
	char **env = environment(path, &owned);
	int rc;
	int i;

	posix_spawn_file_actions_init(&does);
	for (i = 0; i < 3; i++)
		posix_spawn_file_actions_adddup2(&does, fds[i], i);
	posix_spawnattr_init(&attr);
	sigfillset(&all);
	posix_spawnattr_setsigdefault(&attr, &all);
	sigemptyset(&all);
	posix_spawnattr_setsigmask(&attr, &all);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETPGROUP |
	                                    POSIX_SPAWN_SETSIGDEF |
	                                    POSIX_SPAWN_SETSIGMASK);
	rc = env == NULL || text == NULL
	         ? ENOMEM
	         : posix_spawn(&c->pid, "/bin/sh", &does, &attr, argv, env);
	posix_spawnattr_destroy(&attr);
	posix_spawn_file_actions_destroy(&does);
	free(text);
	free(owned);
	free(env);
	return rc == 0 ? 0 : -1;
}

static void
close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* has_stderr false: it joins standard output. */
int
adb_child_start(struct adb_child *c, const char *path, const char *command,
    bool has_stderr)
{
	int in[2] = { -1, -1 };
	int out[2] = { -1, -1 };
	int err[2] = { -1, -1 };
	int fds[3];
	int rc = -1;

	*c = (struct adb_child){ 0, -1, -1, -1, -1, -1 };
	if (pipe2(in, O_CLOEXEC) < 0 || pipe2(out, O_CLOEXEC) < 0 ||
	    (has_stderr && pipe2(err, O_CLOEXEC) < 0))
		goto out;
	fds[0] = in[0];
	fds[1] = out[1];
	fds[2] = has_stderr ? err[1] : out[1];
	if (spawn(c, path, command, fds) < 0)
		goto out;
	c->in = in[1];
	c->out = out[0];
	c->err = err[0];
	in[1] = out[0] = err[0] = -1;
	fcntl(c->in, F_SETFL, O_NONBLOCK);
	fcntl(c->out, F_SETFL, O_NONBLOCK);
	if (has_stderr)
		fcntl(c->err, F_SETFL, O_NONBLOCK);
	c->pid_fd = pidfd_open(c->pid, 0);
	rc = 0;
out:
	close_fd(&in[0]);
	close_fd(&in[1]);
	close_fd(&out[0]);
	close_fd(&out[1]);
	close_fd(&err[0]);
	close_fd(&err[1]);
	return rc;
}

ssize_t
adb_child_read(int *fd, void *buf, size_t n)
{
	ssize_t got;

	if (*fd < 0)
		return 0;
	got = read(*fd, buf, n);
	if (got < 0 && (errno == EAGAIN || errno == EINTR))
		return -1;
	if (got > 0)
		return got;
	close_fd(fd);
	return 0;
}

/* A child that has closed its input loses the rest, as on a phone. */
void
adb_child_write(struct adb_child *c, struct usb_bytes *data)
{
	ssize_t n;

	if (c->in < 0) {
		data->n = 0;
		return;
	}
	n = write(c->in, data->p, data->n);
	if (n > 0)
		usb_bytes_drop(data, (size_t)n);
	else if (n < 0 && errno != EAGAIN && errno != EINTR)
		close_fd(&c->in);
}

int
adb_child_reap(struct adb_child *c)
{
	int status = 0;

	if (c->pid == 0)
		return 1;
	if (waitpid(c->pid, &status, WNOHANG) != c->pid)
		return 0;
	c->pid = 0;
	c->status =
	    WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
	return 1;
}

/* With all that it started; leaves nothing to wait for. */
void
adb_child_kill(struct adb_child *c)
{
	if (c->pid > 0) {
		kill(-c->pid, SIGKILL);
		waitpid(c->pid, NULL, 0);
	}
	c->pid = 0;
	close_fd(&c->in);
	close_fd(&c->out);
	close_fd(&c->err);
	close_fd(&c->pid_fd);
}
