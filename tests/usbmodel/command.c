/* SPDX-License-Identifier: ISC */
/* command.c: the program that sees the device, started and waited for. */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <linux/capability.h>

#include "model.h"

static volatile sig_atomic_t command_pid;

static void
pass_on(int sig)
{
	int saved = errno;

	if (command_pid > 0)
		kill((pid_t)command_pid, sig);
	errno = saved;
}

/* Root opens anything; without these it is a user like the others. */
static void
become_ordinary(void)
{
	if (geteuid() != 0)
		return;
	prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0);
	prctl(PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH, 0, 0, 0);
}

static void
set_signals(void)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
	struct sigaction does = { .sa_handler = pass_on };
	size_t i;

	signal(SIGPIPE, SIG_IGN);
	for (i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		sigaction(signals[i], &does, NULL);
}

int
usb_command_start(const struct usb_model *m, char **command)
{
	pid_t pid = fork();
	int fd;

	if (pid < 0)
		usb_die("fork: %s", strerror(errno));
	if (pid == 0) {
		if (m->is_forbidden)
			become_ordinary();
		execvp(command[0], command);
		fprintf(stderr, "usbmodel: %s: %s\n", command[0],
		    strerror(errno));
		_exit(127);
	}
	command_pid = pid;
	set_signals();
	fd = pidfd_open(pid, 0);
	if (fd < 0)
		usb_die("pidfd: %s", strerror(errno));
	return fd;
}

int
usb_command_status(int fd)
{
	int status = 0;

	waitpid((pid_t)command_pid, &status, 0);
	command_pid = 0;
	close(fd);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status)
	                           : WEXITSTATUS(status);
}
