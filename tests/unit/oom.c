/* SPDX-License-Identifier: ISC */
/* oom.c: let one allocation fail, counted over the whole program. */
#include <stdio.h>
#include <stdlib.h>

/*
 * With -Wl,--wrap=malloc and the like the linker sends every call of ours
 * here, and gives the real functions the names __real_*. In other programs
 * nobody calls these, and the weak names stay empty.
 */
void *__real_malloc(size_t n) __attribute__((weak));
void *__real_calloc(size_t count, size_t size) __attribute__((weak));
void *__real_realloc(void *p, size_t n) __attribute__((weak));
char *__real_strdup(const char *text) __attribute__((weak));
char *__real_strndup(const char *text, size_t n) __attribute__((weak));
void *__wrap_malloc(size_t n);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *p, size_t n);
char *__wrap_strdup(const char *text);
char *__wrap_strndup(const char *text, size_t n);

static unsigned long made;

static unsigned long
fail_at(void)
{
	const char *text = getenv("SST_OOM_AT");

	return text != NULL ? strtoul(text, NULL, 10) : 0;
}

static int
is_next_to_fail(void)
{
	return ++made == fail_at();
}

void *
__wrap_malloc(size_t n)
{
	return is_next_to_fail() ? NULL : __real_malloc(n);
}

void *
__wrap_calloc(size_t count, size_t size)
{
	return is_next_to_fail() ? NULL : __real_calloc(count, size);
}

void *
__wrap_realloc(void *p, size_t n)
{
	return is_next_to_fail() ? NULL : __real_realloc(p, n);
}

char *
__wrap_strdup(const char *text)
{
	return is_next_to_fail() ? NULL : __real_strdup(text);
}

char *
__wrap_strndup(const char *text, size_t n)
{
	return is_next_to_fail() ? NULL : __real_strndup(text, n);
}

static void report(void) __attribute__((destructor));

static void
report(void)
{
	const char *path = getenv("SST_OOM_REPORT");
	const char *said = made >= fail_at() ? "reached" : "not reached";
	FILE *f;

	if (fail_at() == 0)
		return;
	f = path != NULL ? fopen(path, "w") : NULL;
	(void)fprintf(f != NULL ? f : stderr, "%s\n", said);
	if (f != NULL)
		(void)fclose(f);
}
