/* SPDX-License-Identifier: ISC */
/* signals.c: the program's only global state: the signal flag, the echo. */
#include <signal.h>
#include <stddef.h>

#include "signals.h"

static const int wanted[] = { SIGINT, SIGTERM, SIGHUP };

static volatile sig_atomic_t caught;    /* the signal, or 0 */
static volatile sig_atomic_t held;      /* depth of sst_signals_hold */
static volatile sig_atomic_t echo_kept; /* echo_fd and echo_was are valid */
static int echo_fd;
static struct termios echo_was;

/* tcsetattr, signal and raise are async-signal-safe (POSIX 2.4.3). */
static void
on_signal(int sig)
{
	if (echo_kept)
		(void)tcsetattr(echo_fd, TCSANOW, &echo_was);
	if (held > 0 && caught == 0) {
		caught = sig;
		return;
	}
	(void)signal(sig, SIG_DFL);
	(void)raise(sig);
}

void
sst_signals_start(void)
{
	struct sigaction act = { 0 };
	struct sigaction was;

	act.sa_handler = on_signal;
	(void)sigemptyset(&act.sa_mask);
	for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++)
		(void)sigaddset(&act.sa_mask, wanted[i]);
	for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++)
		if (sigaction(wanted[i], NULL, &was) == 0 &&
		    was.sa_handler != SIG_IGN)
			(void)sigaction(wanted[i], &act, NULL);
}

void
sst_signals_hold(void)
{
	held++;
}

void
sst_signals_release(void)
{
	held--;
	if (held > 0 || caught == 0)
		return;
	(void)signal(caught, SIG_DFL);
	(void)raise(caught);
}

int
sst_signals_check(struct sst_err *err)
{
	if (caught == 0)
		return 0;
	return sst_fail(err, SST_E_DEVICE, "interrupted");
}

void
sst_signals_keep_echo(int fd, const struct termios *was)
{
	echo_fd = fd;
	echo_was = *was;
	echo_kept = 1;
}

void
sst_signals_drop_echo(void)
{
	echo_kept = 0;
}
