/* SPDX-License-Identifier: ISC */
/* rss.c: runs a program and says its peak memory on standard error. */

#define _GNU_SOURCE
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* rss COMMAND...: "rss_kb N"; the command's exit status is ours. */
int
main(int argc, char **argv)
{
	struct rusage use;
	pid_t pid;
	int status;

	if (argc < 2)
		return 2;
	pid = fork();
	if (pid == 0) {
		execvp(argv[1], argv + 1);
		_exit(127);
	}
	if (pid < 0 || wait4(pid, &status, 0, &use) < 0)
		return 1;
	fprintf(stderr, "rss_kb %ld\n", use.ru_maxrss);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
