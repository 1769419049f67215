/* SPDX-License-Identifier: ISC */
/* refusal.c: a command that was refused, whatever its exit status says. */
#include <string.h>

#include "keep_priv.h"
#include "line_priv.h"

#define WHY_MAX 160

/* How a line begins that is no answer. */
static const char *const openings[] = {
	"java.lang.",
	"android.os.",
	"SecurityException",
	"Security exception:",
	"Permission Denial",
	"Permission denied",
	"Error while accessing provider:",
	"Exception occurred while ",
	"[ERROR]",
	"Error:",
	"Error dumping service",
	"Can't find service",
	"cmd: Can't find service",
	"cmd: Failure",
	"Failed transaction",
	"Failure calling service",
	"No shell command implementation",
	"Unknown command",
	"Invalid command",
	"sh:",
	"/system/bin/sh:",
	"Bad service number",
};

/* How it ends, when it is no "key=value". */
static const char *const endings[] = {
	": Permission denied",
	": Permission denied.",
	": not found",
	": inaccessible or not found",
	" does not exist",
};

/* Lines that only announce others; the reason follows. */
static const char *const announcements[] = {
	"Error while accessing provider:",
	"Exception occurred while ",
};

/* What stands before the answer itself in a bug report. */
static const char *const preambles[] = {
	"-----",
	"DUMP OF SERVICE ",
	"Service host process PID:",
	"Threads in use:",
	"Client PIDs:",
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool
begins_any(struct sst_span line, const char *const *texts, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (sst_line_begins(line, texts[i]))
			return true;
	}
	return false;
}

static bool
is_refusal(struct sst_span line)
{
	if (begins_any(line, openings, COUNT(openings)))
		return true;
	if (memchr(line.p, '=', line.n) != NULL)
		return false;
	for (size_t i = 0; i < COUNT(endings); i++) {
		if (sst_line_ends(line, endings[i]))
			return true;
	}
	return false;
}

static bool
next_line(struct sst_lines *lines, struct sst_span *line)
{
	while (sst_line_next(lines, line)) {
		*line = sst_line_trim(*line);
		if (line->n > 0)
			return true;
	}
	return false;
}

/* Words of a refusal; when line only announces one, those of the next line. */
static struct sst_span
reason(struct sst_span line, struct sst_lines *lines)
{
	struct sst_span next;

	if (begins_any(line, announcements, COUNT(announcements)) &&
	    next_line(lines, &next))
		line = next;
	(void)sst_line_take(&line, "java.lang.");
	return sst_line_head(line, WHY_MAX);
}

static bool
find(struct sst_span text, bool is_first_only, struct sst_span *why)
{
	struct sst_lines lines = sst_line_of(text);
	struct sst_span line;

	while (next_line(&lines, &line)) {
		if (is_refusal(line)) {
			*why = reason(line, &lines);
			return true;
		}
		if (is_first_only &&
		    !begins_any(line, preambles, COUNT(preambles)))
			break;
	}
	return false;
}

int
sst_android_refusal(struct sst_span out, struct sst_span err_out,
    struct sst_arena *mem, const char **why, struct sst_err *err)
{
	struct sst_keep k = { .mem = mem, .err = err };
	bool is_same = out.p == err_out.p && out.n == err_out.n;
	struct sst_span words;

	*why = NULL;
	if (!find(out, true, &words) &&
	    (is_same || !find(err_out, false, &words)))
		return 0;
	return sst_keep_text(&k, words, why) < 0 ? -1 : 1;
}
