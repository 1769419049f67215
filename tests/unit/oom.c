/* SPDX-License-Identifier: ISC */
/* oom.c: let allocations of a test fail, each in a process of its own. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/*
 * With -Wl,--wrap=malloc and the like the linker sends every call of ours
 * here, and gives the real functions the names __real_*. In other programs
 * nobody calls these, and the weak names stay empty.
 *
 * At every allocation the program forks: in the child that one fails, and the
 * child ends with its test; the parent goes on. So every n is tried, and each
 * costs no more than the rest of one test. A test that writes files cannot
 * share its folder with such a child: for those run-oom sets SST_OOM_AT to n
 * and runs the whole program again and again.
 */
void *__real_malloc(size_t n) __attribute__((weak));
void *__real_calloc(size_t count, size_t size) __attribute__((weak));
void *__real_realloc(void *p, size_t n) __attribute__((weak));
char *__real_strdup(const char *text) __attribute__((weak));
char *__real_strndup(const char *text, size_t n) __attribute__((weak));
int __real__cmocka_run_group_tests(const char *name,
    const struct CMUnitTest *tests, const size_t n, CMFixtureFunction setup,
    CMFixtureFunction teardown) __attribute__((weak));
void *__wrap_malloc(size_t n);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *p, size_t n);
char *__wrap_strdup(const char *text);
char *__wrap_strndup(const char *text, size_t n);
int __wrap__cmocka_run_group_tests(const char *name,
    const struct CMUnitTest *tests, const size_t n, CMFixtureFunction setup,
    CMFixtureFunction teardown);

#define SECONDS 60 /* a child that takes longer hangs */
#define CRASH 99   /* exit status of the sanitizers, see run-oom */

static bool is_child;
static unsigned long made;

static void
become_child(void)
{
	const char *log = getenv("SST_OOM_LOG");

	is_child = true;
	(void)alarm(SECONDS);
	if (log == NULL || freopen(log, "w", stdout) == NULL ||
	    dup2(fileno(stdout), STDERR_FILENO) < 0)
		_exit(CRASH);
}

/* The first finding keeps the log; the parent says where it was. */
static void
judge(int status)
{
	if (WIFEXITED(status) && WEXITSTATUS(status) < CRASH)
		return;
	fprintf(stderr, "allocation %lu failing: %s %d\n", made,
	    WIFSIGNALED(status) ? "signal" : "status",
	    WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
	exit(CRASH);
}

/* Only the main thread forks: another one would be alone in the child. */
static bool
is_to_fail(void)
{
	pid_t pid;
	int status;

	if (is_child || getenv("SST_OOM_LOG") == NULL || gettid() != getpid())
		return false;
	made++;
	if (getenv("SST_OOM_AT") != NULL)
		return made == strtoul(getenv("SST_OOM_AT"), NULL, 10);
	(void)fflush(NULL);
	pid = fork();
	if (pid == 0)
		become_child();
	else if (pid < 0 || waitpid(pid, &status, 0) != pid)
		exit(CRASH);
	else
		judge(status);
	return is_child;
}

int
__wrap__cmocka_run_group_tests(const char *name, const struct CMUnitTest *tests,
    const size_t n, CMFixtureFunction setup, CMFixtureFunction teardown)
{
	size_t i;
	int failed = 0;

	for (i = 0; i < n; i++) {
		failed += __real__cmocka_run_group_tests(name, &tests[i], 1,
		    setup, teardown);
		if (is_child)
			_exit(failed == 0 ? 0 : 1);
	}
	printf("oom: %lu allocations\n", made);
	return failed;
}

void *
__wrap_malloc(size_t n)
{
	return is_to_fail() ? NULL : __real_malloc(n);
}

void *
__wrap_calloc(size_t count, size_t size)
{
	return is_to_fail() ? NULL : __real_calloc(count, size);
}

void *
__wrap_realloc(void *p, size_t n)
{
	return is_to_fail() ? NULL : __real_realloc(p, n);
}

char *
__wrap_strdup(const char *text)
{
	return is_to_fail() ? NULL : __real_strdup(text);
}

char *
__wrap_strndup(const char *text, size_t n)
{
	return is_to_fail() ? NULL : __real_strndup(text, n);
}
