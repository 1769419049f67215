/* SPDX-License-Identifier: ISC */
/* say.c: messages to a person, on standard error. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <simstow/base/text.h>

#include "print.h"
#include "say.h"

#define LINE_MAX_N 1024 /* bytes of a line that needs no memory */

static void say_v(FILE *f, const char *fmt, va_list ap)
    __attribute__((format(printf, 2, 0)));

static void
say_v(FILE *f, const char *fmt, va_list ap)
{
	char small[LINE_MAX_N];
	char *line = small;
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(small, sizeof(small), fmt, ap);
	if (n >= LINE_MAX_N) {
		line = malloc((size_t)n + 1);
		if (line != NULL)
			(void)vsnprintf(line, (size_t)n + 1, fmt, again);
		else
			line = small;
	}
	va_end(again);
	sst_text_print(f, n < 0 ? "?" : line);
	(void)putc('\n', f);
	explicit_bzero(line, strlen(line));
	if (line != small)
		free(line);
	explicit_bzero(small, sizeof(small));
}

/* The result so far comes before a message about it. */
static void
begin(struct sst_run *run)
{
	(void)fflush(stdout);
	sst_say_progress(run, NULL);
}

void
sst_say_line(FILE *f, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say_v(f, fmt, ap);
	va_end(ap);
}

static void
say_json(const struct sst_err *err)
{
	struct sst_json in = { json_object(), false };
	struct sst_json all = { json_object(), false };

	sst_json_text(&in, "code", sst_err_name(err->code));
	sst_json_int(&in, "status", err->code);
	sst_print_json_text(&in, "message", err->msg);
	if (err->hint[0] != '\0')
		sst_print_json_text(&in, "hint", err->hint);
	all.failed = in.failed;
	sst_json_give(&all, "error", in.v);
	if (all.failed ||
	    json_dumpf(all.v, stderr, JSON_COMPACT | JSON_ENSURE_ASCII) < 0)
		(void)fputs("{\"error\":{}}", stderr);
	(void)putc('\n', stderr);
	json_decref(all.v);
}

void
sst_say_error(struct sst_run *run, const struct sst_err *err)
{
	begin(run);
	if (run->common.json) {
		say_json(err);
		return;
	}
	sst_say_line(stderr, "simstow: %s", err->msg);
	if (err->hint[0] != '\0')
		sst_say_line(stderr, "hint: %s", err->hint);
}

void
sst_say_warn(struct sst_run *run, const char *fmt, ...)
{
	va_list ap;

	begin(run);
	(void)fputs("simstow: warning: ", stderr);
	va_start(ap, fmt);
	say_v(stderr, fmt, ap);
	va_end(ap);
}

void
sst_say_info(struct sst_run *run, const char *fmt, ...)
{
	va_list ap;

	if (run->common.json)
		return;
	begin(run);
	(void)fputs("simstow: ", stderr);
	va_start(ap, fmt);
	say_v(stderr, fmt, ap);
	va_end(ap);
}

void
sst_say_note(struct sst_run *run, const char *fmt, ...)
{
	va_list ap;

	if (run->common.verbose == 0)
		return;
	begin(run);
	(void)fputs("simstow: ", stderr);
	va_start(ap, fmt);
	say_v(stderr, fmt, ap);
	va_end(ap);
}

void
sst_say_gap(struct sst_run *run, const char *what, const char *reason)
{
	begin(run);
	sst_say_line(stderr, "gap: %s: %s", what == NULL ? "?" : what,
	    reason == NULL ? "unknown" : reason);
	sst_run_worse(run, SST_E_PARTIAL);
}

void
sst_say_progress(struct sst_run *run, const char *what)
{
	if (!run->has_progress || (what == NULL && !run->is_progress_shown))
		return;
	(void)fputs("\r\033[K", stderr);
	if (what != NULL) {
		sst_text_print(stderr, what);
		(void)fputs(" ...", stderr);
	}
	(void)fflush(stderr);
	run->is_progress_shown = what != NULL;
}
