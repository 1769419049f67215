/* SPDX-License-Identifier: ISC */
/* line.c: the lines of an answer, and pieces of a line. */
#include <limits.h>
#include <string.h>

#include "line_priv.h"

/* Digits that fit an int64_t whatever they are. */
#define INT_DIGITS 18

struct sst_lines
sst_line_of(struct sst_span text)
{
	return (struct sst_lines){ .left = text };
}

bool
sst_line_next(struct sst_lines *l, struct sst_span *line)
{
	const uint8_t *lf;
	size_t n = l->left.n;

	*line = (struct sst_span){ 0 };
	if (n == 0)
		return false;
	lf = memchr(l->left.p, '\n', n);
	if (lf != NULL)
		n = (size_t)(lf - l->left.p);
	*line = sst_line_head(l->left, n);
	l->left = sst_line_skip(l->left, lf != NULL ? n + 1 : n);
	l->number++;
	if (line->n > 0 && line->p[line->n - 1] == '\r')
		line->n--;
	return true;
}

struct sst_span
sst_line_skip(struct sst_span s, size_t n)
{
	if (n > s.n)
		n = s.n;
	if (n == 0)
		return s;
	return (struct sst_span){ s.p + n, s.n - n };
}

struct sst_span
sst_line_head(struct sst_span s, size_t n)
{
	return (struct sst_span){ s.p, n < s.n ? n : s.n };
}

struct sst_span
sst_line_trim(struct sst_span s)
{
	while (s.n > 0 && (s.p[0] == ' ' || s.p[0] == '\t'))
		s = sst_line_skip(s, 1);
	while (s.n > 0 && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t'))
		s.n--;
	return s;
}

bool
sst_line_is(struct sst_span s, const char *text)
{
	return sst_span_is_equal(s, sst_span_of_text(text));
}

bool
sst_line_begins(struct sst_span s, const char *text)
{
	return sst_line_is(sst_line_head(s, strlen(text)), text);
}

bool
sst_line_ends(struct sst_span s, const char *text)
{
	size_t n = strlen(text);

	return n <= s.n && sst_line_is(sst_line_skip(s, s.n - n), text);
}

bool
sst_line_take(struct sst_span *s, const char *text)
{
	if (!sst_line_begins(*s, text))
		return false;
	*s = sst_line_skip(*s, strlen(text));
	return true;
}

size_t
sst_line_find(struct sst_span s, const char *text)
{
	size_t n = strlen(text);

	for (size_t i = 0; n <= s.n && i <= s.n - n; i++) {
		if (memcmp(s.p + i, text, n) == 0)
			return i;
	}
	return s.n;
}

size_t
sst_line_find_last(struct sst_span s, const char *text)
{
	size_t n = strlen(text);

	for (size_t i = n <= s.n ? s.n - n + 1 : 0; i > 0; i--) {
		if (memcmp(s.p + i - 1, text, n) == 0)
			return i - 1;
	}
	return s.n;
}

static bool
is_digit(uint8_t c)
{
	return c >= '0' && c <= '9';
}

size_t
sst_line_word(struct sst_span s)
{
	size_t n = 0;

	while (n < s.n && (is_digit(s.p[n]) || s.p[n] == '_' ||
	                      (s.p[n] >= 'a' && s.p[n] <= 'z') ||
	                      (s.p[n] >= 'A' && s.p[n] <= 'Z')))
		n++;
	return n;
}

size_t
sst_line_digits(struct sst_span s)
{
	size_t n = 0;

	while (n < s.n && is_digit(s.p[n]))
		n++;
	return n;
}

bool
sst_line_int64(struct sst_span s, int64_t *out)
{
	bool is_minus = sst_line_take(&s, "-");
	int64_t v = 0;

	/* Long.MAX_VALUE: Android's word for "no limit". */
	if (sst_line_is(s, "9223372036854775807")) {
		*out = is_minus ? -INT64_MAX : INT64_MAX;
		return true;
	}
	if (s.n == 0 || s.n > INT_DIGITS || sst_line_digits(s) != s.n)
		return false;
	for (size_t i = 0; i < s.n; i++)
		v = 10 * v + (s.p[i] - '0');
	*out = is_minus ? -v : v;
	return true;
}

bool
sst_line_int(struct sst_span s, int *out)
{
	int64_t v;

	if (!sst_line_int64(s, &v) || v > INT_MAX || v <= INT_MIN)
		return false;
	*out = (int)v;
	return true;
}
