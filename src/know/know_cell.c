/* SPDX-License-Identifier: ISC */
/* know_cell.c: what is in a cell: words, hosts, prefixes. */
#include <stdio.h>
#include <string.h>

#include "know_priv.h"

#define PORT_DIGITS 5

static bool
is_blank(uint8_t c)
{
	return c == ' ' || c == '\t';
}

static uint8_t
lower(uint8_t c)
{
	return c >= 'A' && c <= 'Z' ? (uint8_t)(c - 'A' + 'a') : c;
}

static struct sst_span
trim(struct sst_span s)
{
	while (s.n > 0 && is_blank(s.p[0])) {
		s.p++;
		s.n--;
	}
	while (s.n > 0 && is_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

bool
sst_know_cell_next(const char **cell, struct sst_span *word)
{
	const char *end = *cell;

	*word = (struct sst_span){ 0 };
	if (*end == '\0')
		return false;
	while (*end != '\0' && *end != ',')
		end++;
	*word = trim(
	    (struct sst_span){ (const uint8_t *)*cell, (size_t)(end - *cell) });
	*cell = *end == ',' ? end + 1 : end;
	return true;
}

bool
sst_know_cell_is(struct sst_span a, struct sst_span b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++) {
		if (lower(a.p[i]) != lower(b.p[i]))
			return false;
	}
	return true;
}

/* The name alone. Only digits behind a colon are a port. */
static struct sst_span
bare_host(struct sst_span s)
{
	size_t n = s.n;

	while (n > 0 && s.p[n - 1] >= '0' && s.p[n - 1] <= '9')
		n--;
	if (n > 0 && n < s.n && s.n - n <= PORT_DIGITS && s.p[n - 1] == ':')
		s.n = n - 1;
	if (s.n > 0 && s.p[s.n - 1] == '.')
		s.n--;
	return s;
}

bool
sst_know_cell_is_host(struct sst_span a, struct sst_span b)
{
	a = bare_host(trim(a));
	b = bare_host(trim(b));
	return a.n > 0 && sst_know_cell_is(a, b);
}

bool
sst_know_cell_key(struct sst_span s, char out[SST_KNOW_KEY])
{
	if (s.n >= SST_KNOW_KEY)
		return false;
	for (size_t i = 0; i < s.n; i++)
		out[i] = (char)lower(s.p[i]);
	out[s.n] = '\0';
	return true;
}

bool
sst_know_cell_host_key(struct sst_span s, char out[SST_KNOW_KEY])
{
	return sst_know_cell_key(bare_host(trim(s)), out);
}

size_t
sst_know_cell_prefix(const char *digits, struct sst_span prefix)
{
	if (strlen(digits) < prefix.n ||
	    memcmp(digits, prefix.p, prefix.n) != 0)
		return 0;
	return prefix.n;
}

void
sst_know_cell_padded(const char *iccid, char *out, size_t size)
{
	size_t skip = 2;

	if (strncmp(iccid, "890", 3) != 0) {
		(void)snprintf(out, size, "%s", iccid);
		return;
	}
	while (iccid[skip] == '0')
		skip++;
	(void)snprintf(out, size, "89%s", iccid + skip);
}

bool
sst_know_has(const char *cell, const char *word)
{
	struct sst_span want = sst_span_of_text(word);
	struct sst_span got;

	while (sst_know_cell_next(&cell, &got)) {
		if (sst_know_cell_is(got, want))
			return true;
	}
	return false;
}

bool
sst_know_is_host(const char *a, const char *b)
{
	return sst_know_cell_is_host(sst_span_of_text(a), sst_span_of_text(b));
}

bool
sst_know_cell_holds(const char *text, const char *part)
{
	struct sst_span in = sst_span_of_text(text);
	struct sst_span want = sst_span_of_text(part);

	if (want.n == 0)
		return false;
	for (; in.n >= want.n; in.p++, in.n--) {
		if (sst_know_cell_is((struct sst_span){ in.p, want.n }, want))
			return true;
	}
	return false;
}
