/* SPDX-License-Identifier: ISC */
/* ask.c: secrets typed at the terminal, unseen; questions, seen. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <strings.h>
#include <sys/select.h>
#include <unistd.h>

#include "ask.h"
#include "say.h"
#include "signals.h"

#define TERMINAL "/dev/tty"

static void
put(int fd, const char *text)
{
	size_t left = strlen(text);

	while (left > 0) {
		ssize_t n = write(fd, text, left);

		if (n <= 0)
			return;
		text += n;
		left -= (size_t)n;
	}
}

/*
 * Until there is something to read. A signal that is held is seen whenever it
 * comes: outside pselect it is blocked. It has the echo back on by then.
 */
static int
wait_input(int fd, struct sst_err *err)
{
	sigset_t held, was;
	fd_set set;
	int rc = 0, n = -1;

	(void)sigemptyset(&held);
	(void)sigaddset(&held, SIGINT);
	(void)sigaddset(&held, SIGTERM);
	(void)sigaddset(&held, SIGHUP);
	(void)sigprocmask(SIG_BLOCK, &held, &was);
	while (rc == 0 && n < 0) {
		rc = sst_signals_check(err);
		FD_ZERO(&set);
		FD_SET(fd, &set);
		if (rc == 0)
			n = pselect(fd + 1, &set, NULL, NULL, NULL, &was);
		if (rc == 0 && n < 0 && errno != EINTR)
			rc = sst_fail_sys(err, SST_E_FAILED, errno, TERMINAL);
	}
	(void)sigprocmask(SIG_SETMASK, &was, NULL);
	return rc;
}

/* Line by line as the terminal gives it: erase keys work as ever. */
static int
read_line(int fd, struct sst_secret *out, struct sst_err *err)
{
	size_t n = 0;

	if (sst_secret_new(out, SST_ASK_MAX, err) < 0)
		return -1;
	for (;;) {
		uint8_t byte = 0;
		ssize_t got;

		if (wait_input(fd, err) < 0)
			return -1;
		got = read(fd, &byte, 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return sst_fail_sys(err, SST_E_FAILED, errno, TERMINAL);
		if (got == 0 || byte == '\n')
			break;
		if (n == SST_ASK_MAX)
			return sst_fail(err, SST_E_USAGE,
			    "answer of more than %d bytes", SST_ASK_MAX);
		out->p[n++] = byte;
		byte = 0;
	}
	if (n == 0)
		return sst_fail(err, SST_E_USAGE, "empty answer");
	sst_secret_cut(out, n);
	return 0;
}

/* No echo, and no suspending while there is none. */
static int
hide_echo(int fd, struct termios *was, struct sst_err *err)
{
	struct termios hidden;

	if (tcgetattr(fd, was) < 0)
		return sst_fail_sys(err, SST_E_FAILED, errno, TERMINAL);
	hidden = *was;
	hidden.c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
	hidden.c_lflag |= ICANON | ISIG;
	hidden.c_cc[VSUSP] = _POSIX_VDISABLE;
	sst_signals_keep_echo(fd, was);
	if (tcsetattr(fd, TCSANOW, &hidden) < 0) {
		sst_signals_drop_echo();
		return sst_fail_sys(err, SST_E_FAILED, errno, TERMINAL);
	}
	return 0;
}

static int
ask(int fd, const char *prompt, struct sst_secret *out, struct sst_err *err)
{
	struct termios was;
	int rc;

	if (hide_echo(fd, &was, err) < 0)
		return -1;
	put(fd, prompt);
	rc = read_line(fd, out, err);
	(void)tcsetattr(fd, TCSANOW, &was);
	sst_signals_drop_echo();
	put(fd, "\n");
	return rc;
}

int
sst_ask_secret(struct sst_run *run, const char *prompt, const char *hint,
    struct sst_secret *out, struct sst_err *err)
{
	int fd = open(TERMINAL, O_RDWR | O_NOCTTY | O_CLOEXEC);
	int rc;

	*out = (struct sst_secret){ 0 };
	sst_say_progress(run, NULL);
	if (fd < 0 || fd >= FD_SETSIZE) {
		if (fd >= 0)
			(void)close(fd);
		sst_err_set(err, SST_E_USAGE,
		    "%s: no terminal to ask at: \"%s\"", run->name, prompt);
		sst_err_hint(err, "%s", hint);
		return -1;
	}
	rc = ask(fd, prompt, out, err);
	(void)close(fd);
	if (rc < 0)
		sst_secret_fini(out);
	return rc;
}

void
sst_ask_check_passphrase(struct sst_run *run, const struct sst_secret *s)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->p[i] < 0x20 || s->p[i] > 0x7E) {
			sst_say_warn(run,
			    "the passphrase has characters beyond plain "
			    "ASCII: another keyboard may send others");
			return;
		}
}

int
sst_ask_new_passphrase(struct sst_run *run, const char *prompt,
    struct sst_secret *out, struct sst_err *err)
{
	static const char hint[] = "--passphrase file:PATH, fd:N or "
	                           "cmd:COMMAND gives one without a terminal";
	struct sst_secret again = { 0 };
	int rc = -1;

	if (sst_ask_secret(run, prompt, hint, out, err) < 0)
		return -1;
	if (sst_ask_secret(run, "Passphrase again: ", hint, &again, err) < 0)
		goto out;
	if (!sst_secret_is_equal(out, &again)) {
		sst_err_set(err, SST_E_USAGE, "%s: the two passphrases differ",
		    run->name);
		goto out;
	}
	rc = 0;
out:
	sst_secret_fini(&again);
	if (rc < 0)
		sst_secret_fini(out);
	return rc;
}

/* One line; of one that is too long the end is dropped. */
static int
read_answer(int fd, char *out, size_t cap, struct sst_err *err)
{
	size_t n = 0;

	for (;;) {
		char c = '\0';
		ssize_t got;

		if (wait_input(fd, err) < 0)
			return -1;
		got = read(fd, &c, 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return sst_fail_sys(err, SST_E_FAILED, errno, TERMINAL);
		if (got == 0 || c == '\n')
			break;
		if (n + 1 < cap)
			out[n++] = c;
	}
	out[n] = '\0';
	return 0;
}

int
sst_ask_yes(struct sst_run *run, const char *question, const char *hint,
    bool *yes, struct sst_err *err)
{
	int fd = open(TERMINAL, O_RDWR | O_NOCTTY | O_CLOEXEC);
	char answer[8];
	int rc;

	*yes = false;
	(void)fflush(stdout);
	sst_say_progress(run, NULL);
	if (fd < 0) {
		sst_err_set(err, SST_E_USAGE,
		    "%s: no terminal to ask at: \"%s\"", run->name, question);
		sst_err_hint(err, "%s", hint);
		return -1;
	}
	put(fd, question);
	put(fd, " [y/N] ");
	rc = read_answer(fd, answer, sizeof(answer), err);
	(void)close(fd);
	*yes = rc == 0 &&
	       (strcasecmp(answer, "y") == 0 || strcasecmp(answer, "yes") == 0);
	return rc;
}
