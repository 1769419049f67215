/* SPDX-License-Identifier: ISC */
/* activation_unwrap.c: takes off what mail, browsers and shells put around. */
#include <string.h>
#include <strings.h>

#include "activation_code_priv.h"

#define CARDDATA "carddata="
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* What pages and messengers break lines with, in UTF-8 beyond ASCII. */
static const char *const blanks[] = { " ", "\t", "\r", "\n", "\v", "\f",
	"\xC2\xA0", "\xE2\x80\x8B", "\xEF\xBB\xBF" };

static const struct {
	const char *open;
	const char *close;
} quotes[] = {
	{ "\"", "\"" },
	{ "'", "'" },
	{ "`", "`" },
	{ "\xE2\x80\x9C", "\xE2\x80\x9D" },
	{ "\xE2\x80\x98", "\xE2\x80\x99" },
	{ "\xE2\x80\x9E", "\xE2\x80\x9C" },
	{ "\xC2\xAB", "\xC2\xBB" },
};

static const char *const schemes[] = { "https://", "http://" };

static const char *const link_hosts[] = { "esimsetup.apple.com",
	"esimsetup.android.com" };

static size_t
blank(const char *p)
{
	for (size_t i = 0; i < COUNT(blanks); i++) {
		size_t n = strlen(blanks[i]);

		if (strncmp(p, blanks[i], n) == 0)
			return n;
	}
	return 0;
}

/* Keep bytes from .. to of the text. */
static void
cut(struct sst_ac_work *w, size_t from, size_t to)
{
	w->p += from;
	w->n = to - from;
	w->p[w->n] = '\0';
}

static void
trim(struct sst_ac_work *w)
{
	size_t from = 0;
	size_t to;
	size_t step;

	while ((step = blank(w->p + from)) > 0)
		from += step;
	to = from;
	for (size_t i = from; i<w->n; i += step> 0 ? step : 1) {
		step = blank(w->p + i);
		if (step == 0)
			to = i + 1;
	}
	if (from > 0 || to < w->n)
		w->warned[SST_AC_TRIMMED_WHITESPACE] = true;
	cut(w, from, to);
}

static bool
strip_quotes(struct sst_ac_work *w)
{
	for (size_t i = 0; i < COUNT(quotes); i++) {
		size_t a = strlen(quotes[i].open);
		size_t z = strlen(quotes[i].close);

		if (w->n < a + z || memcmp(w->p, quotes[i].open, a) != 0 ||
		    memcmp(w->p + w->n - z, quotes[i].close, z) != 0)
			continue;
		cut(w, a, w->n - z);
		w->warned[SST_AC_STRIPPED_QUOTES] = true;
		return true;
	}
	return false;
}

static size_t
scheme(const char *p)
{
	for (size_t i = 0; i < COUNT(schemes); i++) {
		size_t n = strlen(schemes[i]);

		if (strncasecmp(p, schemes[i], n) == 0)
			return n;
	}
	return 0;
}

static bool
is_known_host(const char *p, size_t n)
{
	for (size_t i = 0; i < COUNT(link_hosts); i++) {
		if (strlen(link_hosts[i]) == n &&
		    strncasecmp(p, link_hosts[i], n) == 0)
			return true;
	}
	return false;
}

static int
hex_digit(char c)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";
	const char *at = c != '\0' ? strchr(digits, c) : NULL;

	return at != NULL ? (int)((at - digits) % 16) : -1;
}

static int
decode_percent(struct sst_ac_work *w, struct sst_err *err)
{
	size_t n = 0;

	for (size_t i = 0; i < w->n; i++) {
		int high;
		int low;

		if (w->p[i] != '%') {
			w->p[n++] = w->p[i];
			continue;
		}
		high = hex_digit(w->p[i + 1]);
		low = high < 0 ? -1 : hex_digit(w->p[i + 2]);
		if (low < 0)
			return sst_ac_fail(w, SST_AC_BAD_PERCENT_ESCAPE, err);
		w->p[n++] = (char)(high * 16 + low);
		i += 2;
	}
	cut(w, 0, n);
	return 0;
}

/* The value of carddata in the query of a link. */
static int
open_link(struct sst_ac_work *w, size_t at, struct sst_err *err)
{
	size_t host = strcspn(w->p + at, "/?#");
	size_t i = strcspn(w->p, "?#");
	size_t n;

	w->warned[SST_AC_FROM_LINK] = true;
	w->warned[SST_AC_UNKNOWN_LINK_HOST] = !is_known_host(w->p + at, host);
	while (w->p[i] == '?' || w->p[i] == '&') {
		i++;
		n = strcspn(w->p + i, "&#");
		if (n > strlen(CARDDATA) &&
		    strncasecmp(w->p + i, CARDDATA, strlen(CARDDATA)) == 0) {
			cut(w, i + strlen(CARDDATA), i + n);
			return decode_percent(w, err);
		}
		i += n;
	}
	return sst_ac_fail(w, SST_AC_LINK_WITHOUT_CARDDATA, err);
}

/* Escaped for a shell: "\$", or "\\$" where that was escaped in turn. */
static void
unescape_dollars(struct sst_ac_work *w)
{
	size_t n = 0;

	for (size_t i = 0; i < w->n; i++) {
		size_t run = strspn(w->p + i, "\\");

		if (run > 0 && w->p[i + run] == '$') {
			w->warned[SST_AC_UNESCAPED_DOLLAR] = true;
			i += run;
		}
		w->p[n++] = w->p[i];
	}
	cut(w, 0, n);
}

static void
remove_blanks(struct sst_ac_work *w)
{
	size_t n = 0;

	for (size_t i = 0; i < w->n;) {
		size_t step = blank(w->p + i);

		if (step > 0) {
			w->warned[SST_AC_INNER_WHITESPACE_REMOVED] = true;
			i += step;
		} else {
			w->p[n++] = w->p[i++];
		}
	}
	cut(w, 0, n);
}

static bool
is_printable(const struct sst_ac_work *w)
{
	for (size_t i = 0; i < w->n; i++) {
		if (w->p[i] < '!' || w->p[i] > '~')
			return false;
	}
	return true;
}

/* One layer of escapes and of the blanks that they, or mail, put in. */
static int
peel(struct sst_ac_work *w, struct sst_err *err)
{
	remove_blanks(w);
	if (strstr(w->p, "%24") != NULL) {
		w->warned[SST_AC_PERCENT_DECODED] =
		    !w->warned[SST_AC_FROM_LINK];
		if (decode_percent(w, err) < 0)
			return -1;
	}
	unescape_dollars(w);
	return 0;
}

int
sst_ac_unwrap(struct sst_ac_work *w, struct sst_err *err)
{
	size_t before;
	size_t at;

	/* The rest looks for the NUL at the end. */
	if (memchr(w->p, 0, w->n) != NULL)
		return sst_ac_fail(w, SST_AC_BAD_CHARACTER, err);
	do
		trim(w);
	while (strip_quotes(w));
	remove_blanks(w);
	at = scheme(w->p);
	if (at > 0 && open_link(w, at, err) < 0)
		return -1;
	do {
		before = w->n;
		if (peel(w, err) < 0)
			return -1;
	} while (w->n < before);
	if (!is_printable(w))
		return sst_ac_fail(w, SST_AC_BAD_CHARACTER, err);
	return 0;
}
