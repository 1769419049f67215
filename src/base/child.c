/* SPDX-License-Identifier: ISC */
/* child.c: run another program without a shell. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <simstow/base/child.h>

#include "buf_priv.h"
#include "secret_priv.h"
#include "stream_priv.h"

/* Output of a command that gives a secret; only the first line counts. */
#define SECRET_OUTPUT 65536
#define NAP_MS 10

/* A running program; descriptors are -1 once closed. */
struct child {
	const char *name;
	pid_t pid;    /* 0 before it runs and after it was waited for */
	int in;       /* its standard input, our end */
	int out;      /* its standard output, our end */
	int64_t late; /* milliseconds on the steady clock, or 0 */
	struct sigaction old_pipe;
};

static void
shut(int *fd)
{
	if (*fd >= 0)
		(void)close(*fd);
	*fd = -1;
}

/* Time-outs need a clock; this one is no time of day. */
static int64_t
now_ms(void)
{
	struct timespec t = { 0 };

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* What poll may wait: -1 for ever, 0 when it is too late. */
static int
wait_ms(const struct child *c)
{
	int64_t left = c->late - now_ms();

	if (c->late == 0)
		return -1;
	if (left < 0)
		return 0;
	return left < INT32_MAX ? (int)left : INT32_MAX;
}

static int
fail_late(const struct child *c, unsigned wait_s, struct sst_err *err)
{
	return sst_fail(err, SST_E_FAILED, "%s took longer than %u s", c->name,
	    wait_s);
}

/* argv is not changed by exec; its type is older than const. */
static char *const *
as_argv(const char *const *argv)
{
	union {
		const char *const *from;
		char *const *to;
	} u = { argv };

	return u.to;
}

/* All but the first three end with exec; until then they are needed. */
static void
close_rest_on_exec(void)
{
	long max;

	if (close_range(STDERR_FILENO + 1, UINT_MAX, CLOSE_RANGE_CLOEXEC) == 0)
		return;
	/* Linux before 5.11. */
	max = sysconf(_SC_OPEN_MAX);
	for (int fd = STDERR_FILENO + 1; fd < max; fd++)
		(void)fcntl(fd, F_SETFD, FD_CLOEXEC);
}

/*
 * In the new process: become the program, or send errno through tell. Only
 * calls that are allowed after fork in a program with threads.
 */
static void
become(const char *const *argv, int in, int out, int tell)
{
	struct sigaction usual = { .sa_handler = SIG_DFL };
	ssize_t n;
	int why;

	/* We ignore SIGPIPE meanwhile; that would be inherited. */
	(void)sigaction(SIGPIPE, &usual, NULL);
	if (in < 0)
		in = open("/dev/null", O_RDONLY | O_CLOEXEC);
	if (in >= 0 && dup2(in, STDIN_FILENO) >= 0 &&
	    dup2(out, STDOUT_FILENO) >= 0) {
		close_rest_on_exec();
		(void)execvp(argv[0], as_argv(argv));
	}
	why = errno;
	n = write(tell, &why, sizeof(why));
	_exit(n < 0 ? 126 : 127);
}

/* What stopped the new process from becoming the program: errno, or 0. */
static int
ask(int fd)
{
	int why = 0;
	ssize_t n;

	do
		n = read(fd, &why, sizeof(why));
	while (n < 0 && errno == EINTR);
	return n == (ssize_t)sizeof(why) ? why : 0;
}

static int
spawn(struct child *c, const char *const *argv, int in, int out)
{
	int tell[2];
	int rc;

	if (pipe2(tell, O_CLOEXEC) < 0)
		return errno;
	c->pid = fork();
	if (c->pid == 0)
		become(argv, in, out, tell[1]);
	rc = c->pid < 0 ? errno : 0;
	(void)close(tell[1]);
	if (rc == 0)
		rc = ask(tell[0]);
	else
		c->pid = 0;
	(void)close(tell[0]);
	return rc;
}

static int
start(struct child *c, const char *const *argv, bool has_in,
    struct sst_err *err)
{
	int in[2] = { -1, -1 };
	int out[2] = { -1, -1 };
	int rc = 0;

	if ((has_in && pipe2(in, O_CLOEXEC) < 0) || pipe2(out, O_CLOEXEC) < 0 ||
	    (has_in && fcntl(in[1], F_SETFL, O_NONBLOCK) < 0))
		rc = errno;
	if (rc == 0)
		rc = spawn(c, argv, in[0], out[1]);
	shut(&in[0]);
	shut(&out[1]);
	c->in = in[1];
	c->out = out[0];
	if (rc == ENOENT && strchr(argv[0], '/') == NULL)
		return sst_fail(err, SST_E_FAILED, "%s: not found on PATH",
		    c->name);
	if (rc != 0)
		return sst_fail_sys(err, SST_E_FAILED, rc, "%s", c->name);
	return 0;
}

/* A program may end without reading all of its input: that is no fault. */
static int
feed(struct child *c, struct sst_span *in, struct sst_err *err)
{
	ssize_t n = write(c->in, in->p, in->n);

	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return 0;
	if (n < 0 && errno != EPIPE)
		return sst_fail_sys(err, SST_E_FAILED, errno, "%s: write",
		    c->name);
	if (n >= 0) {
		in->p += n;
		in->n -= (size_t)n;
	}
	if (n < 0 || in->n == 0)
		shut(&c->in);
	return 0;
}

static int
drain(struct child *c, struct sst_buf *out, struct sst_err *err)
{
	struct sst_source src = sst_source_of_fd(&c->out);
	int rc = sst_stream_step(&src, out, err);

	if (rc < 0)
		return sst_within(err, "%s", c->name);
	if (rc == 0)
		shut(&c->out);
	return 0;
}

static int
talk(struct child *c, struct sst_span in, struct sst_buf *out, unsigned wait_s,
    struct sst_err *err)
{
	while (c->in >= 0 || c->out >= 0) {
		/* poll skips what is negative. */
		struct pollfd fds[] = { { c->in, POLLOUT, 0 },
			{ c->out, POLLIN, 0 } };
		int n = poll(fds, 2, wait_ms(c));

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return sst_fail_sys(err, SST_E_FAILED, errno,
			    "%s: poll", c->name);
		if (n == 0)
			return fail_late(c, wait_s, err);
		if (fds[0].revents != 0 && feed(c, &in, err) < 0)
			return -1;
		if (fds[1].revents != 0 && drain(c, out, err) < 0)
			return -1;
	}
	return 0;
}

/* Its output is closed; wait for its end, which may come later. */
static int
wait_for(struct child *c, int *status, unsigned wait_s, struct sst_err *err)
{
	const struct timespec nap = { 0, NAP_MS * 1000000L };

	for (;;) {
		pid_t pid = waitpid(c->pid, status, c->late == 0 ? 0 : WNOHANG);

		if (pid == c->pid) {
			c->pid = 0;
			return 0;
		}
		if (pid < 0 && errno != EINTR) {
			c->pid = 0;
			return sst_fail_sys(err, SST_E_FAILED, errno,
			    "%s: wait", c->name);
		}
		if (c->late != 0 && wait_ms(c) == 0)
			return fail_late(c, wait_s, err);
		if (pid == 0)
			(void)nanosleep(&nap, NULL);
	}
}

static int
check_status(const struct child *c, int status, struct sst_err *err)
{
	if (WIFSIGNALED(status))
		return sst_fail(err, SST_E_FAILED, "%s was ended by signal %d",
		    c->name, WTERMSIG(status));
	if (WEXITSTATUS(status) != 0)
		return sst_fail(err, SST_E_FAILED, "%s ended with status %d",
		    c->name, WEXITSTATUS(status));
	return 0;
}

static void
stop(struct child *c)
{
	shut(&c->in);
	shut(&c->out);
	if (c->pid == 0)
		return;
	(void)kill(c->pid, SIGKILL);
	while (waitpid(c->pid, NULL, 0) < 0 && errno == EINTR)
		continue;
	c->pid = 0;
}

int
sst_child_run(const char *const *argv, struct sst_span in, struct sst_buf *out,
    unsigned wait_s, struct sst_err *err)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	struct child c = { .name = argv[0], .in = -1, .out = -1 };
	size_t before = out->n;
	int status = 0;
	int rc = -1;

	if (wait_s > 0)
		c.late = now_ms() + (int64_t)wait_s * 1000;
	(void)sigaction(SIGPIPE, &ignore, &c.old_pipe);
	if (start(&c, argv, in.n > 0, err) < 0 ||
	    talk(&c, in, out, wait_s, err) < 0 ||
	    wait_for(&c, &status, wait_s, err) < 0 ||
	    check_status(&c, status, err) < 0)
		goto out;
	rc = 0;
out:
	stop(&c);
	(void)sigaction(SIGPIPE, &c.old_pipe, NULL);
	if (rc < 0)
		sst_buf_cut(out, before);
	return rc;
}

/*
 * Take the word at *from, written without its quotes at *to: 1 a word, 0
 * none left, -1 an open quote or a backslash at the end. In single quotes a
 * backslash is an ordinary character, as in a shell.
 */
static int
next_word(const char **from, char **to)
{
	const char *p = *from + strspn(*from, " \t\r\n");
	bool is_word = *p != '\0';
	char quote = '\0';

	for (; *p != '\0' && (quote != '\0' || !strchr(" \t\r\n", *p)); p++) {
		if (quote == '\0' ? *p == '"' || *p == '\'' : *p == quote) {
			quote = quote == '\0' ? *p : '\0';
			continue;
		}
		if (*p == '\\' && quote != '\'' && *++p == '\0')
			return -1;
		*(*to)++ = *p;
	}
	*(*to)++ = '\0';
	*from = p;
	return quote != '\0' ? -1 : is_word;
}

/* Split command into words over text; argv ends with NULL. */
static int
split(const char *command, char *text, const char **argv, struct sst_err *err)
{
	size_t n = 0;
	int rc;

	for (;;) {
		argv[n] = text;
		rc = next_word(&command, &text);
		if (rc <= 0)
			break;
		n++;
	}
	argv[n] = NULL;
	if (rc < 0)
		return sst_fail(err, SST_E_USAGE,
		    "command: a quote or a backslash has no end");
	if (n == 0 || argv[0][0] == '\0')
		return sst_fail(err, SST_E_USAGE, "command: empty");
	return 0;
}

int
sst_child_secret(const char *command, struct sst_secret *out,
    struct sst_err *err)
{
	const struct sst_span none = { 0 };
	size_t n = strlen(command);
	/* A word takes at least 2 characters with the blank before it. */
	const char **argv = calloc(n / 2 + 2, sizeof(*argv));
	char *text = malloc(n + 2);
	struct sst_buf got = { .max = SECRET_OUTPUT };
	int rc = -1;

	*out = (struct sst_secret){ 0 };
	if (argv == NULL || text == NULL) {
		sst_err_set(err, SST_E_FAILED, "command: no memory");
		goto out;
	}
	if (split(command, text, argv, err) < 0 ||
	    sst_child_run(argv, none, &got, 0, err) < 0)
		goto out;
	rc = sst_secret_line(out, sst_buf_span(&got), err);
	if (rc < 0)
		sst_err_prefix(err, "%s", argv[0]);
out:
	sst_buf_fini(&got);
	free(text);
	free(argv);
	return rc;
}
