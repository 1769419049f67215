/* SPDX-License-Identifier: ISC */
/* line_priv.h: the lines of an answer, and pieces of a line. */
#ifndef SIMSTOW_ANDROID_LINE_PRIV_H
#define SIMSTOW_ANDROID_LINE_PRIV_H

#include <simstow/base/span.h>

/* A position between two lines; number is that of the last one, from 1. */
struct sst_lines {
	struct sst_span left;
	size_t number;
};

/* sst_line_of - before the first line of text. */
struct sst_lines sst_line_of(struct sst_span text);

/* sst_line_next - the next line without its LF or CR LF; false at the end. */
bool sst_line_next(struct sst_lines *l, struct sst_span *line);

/* sst_line_skip - s without its first n bytes, at most all of it. */
struct sst_span sst_line_skip(struct sst_span s, size_t n);

/* sst_line_head - the first n bytes of s, at most all of it. */
struct sst_span sst_line_head(struct sst_span s, size_t n);

/* sst_line_trim - s without blanks and tabs at both ends. */
struct sst_span sst_line_trim(struct sst_span s);

/* sst_line_is, _begins, _ends - s is text, begins or ends with it. */
bool sst_line_is(struct sst_span s, const char *text);
bool sst_line_begins(struct sst_span s, const char *text);
bool sst_line_ends(struct sst_span s, const char *text);

/* sst_line_take - when s begins with text: true, and s moves behind it. */
bool sst_line_take(struct sst_span *s, const char *text);

/* sst_line_find - where text begins in s first; s.n when nowhere. */
size_t sst_line_find(struct sst_span s, const char *text);

/* sst_line_find_last - where text begins in s last; s.n when nowhere. */
size_t sst_line_find_last(struct sst_span s, const char *text);

/* sst_line_word - how many letters, digits and '_' s begins with. */
size_t sst_line_word(struct sst_span s);

/* sst_line_digits - how many decimal digits s begins with. */
size_t sst_line_digits(struct sst_span s);

/*
 * sst_line_int, sst_line_int64 - all of s is a decimal number, perhaps with
 * a minus; false, and *out as it was, for anything else. The smallest int,
 * SST_SUBSCRIPTION_UNKNOWN, is none.
 */
bool sst_line_int(struct sst_span s, int *out);
bool sst_line_int64(struct sst_span s, int64_t *out);

#endif
