/* SPDX-License-Identifier: ISC */
/* value.c: the values of the text file, as the bytes that they stand for. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "vcard.h"

static int
digit(int c)
{
	static const char digits[] = "0123456789ABCDEF";
	const char *at;

	if (c >= 'a' && c <= 'f')
		c += 'A' - 'a';
	at = c == '\0' ? NULL : strchr(digits, c);
	return at == NULL ? -1 : (int)(at - digits);
}

static const char *
hex_part(const char *s)
{
	return strncmp(s, "hex:", 4) == 0 ? s + 4 : NULL;
}

int
vc_value_hex(const char *s, struct vc_buf *out)
{
	int hi, lo;

	for (; *s != '\0'; s += 2) {
		hi = digit(s[0]);
		lo = hi < 0 ? -1 : digit(s[1]);
		if (lo < 0)
			return -1;
		vc_put_byte(out, (unsigned)(hi << 4 | lo));
	}
	return 0;
}

int
vc_value_number(const char *s, uint64_t *out)
{
	char *end;

	errno = 0;
	*out = strtoull(s, &end, 10);
	if (digit(s[0]) < 0 || *end != '\0' || errno != 0)
		return -1;
	return 0;
}

/* One escape, s behind the backslash; how many characters it took. */
static int
escape(const char *s, unsigned copy, struct vc_buf *out)
{
	static const char from[] = "nt\\", to[] = "\n\t\\";
	const char *at;
	char text[16];

	if (s[0] == 'x' && digit(s[1]) >= 0 && digit(s[2]) >= 0) {
		vc_put_byte(out, (unsigned)(digit(s[1]) << 4 | digit(s[2])));
		return 3;
	}
	if (s[0] == '#') {
		snprintf(text, sizeof(text), "%u", copy + 1);
		vc_put(out, text, strlen(text));
		return 1;
	}
	at = s[0] == '\0' ? NULL : strchr(from, s[0]);
	if (at == NULL)
		return -1;
	vc_put(out, to + (at - from), 1);
	return 1;
}

int
vc_value_text(const char *s, unsigned copy, struct vc_buf *out)
{
	int n;

	while (*s != '\0') {
		if (*s != '\\') {
			vc_put(out, s++, 1);
			continue;
		}
		n = escape(s + 1, copy, out);
		if (n < 0)
			return -1;
		s += 1 + n;
	}
	return 0;
}

int
vc_value_version(const char *s, struct vc_buf *out)
{
	unsigned long n;
	char *end;

	do {
		n = strtoul(s, &end, 10);
		if (end == s || n > 255 || (*end != '.' && *end != '\0'))
			return -1;
		vc_put_byte(out, (unsigned)n);
		s = end + 1;
	} while (*end == '.');
	return 0;
}

/* DER of a named bit list: no 0 bits behind the last 1. */
static int
bits_by_name(const char *s, const char *const *names, struct vc_buf *out)
{
	unsigned bits = 0, last = 0, i;
	size_t n;

	for (; *s != '\0'; s += n + (s[n] == ',')) {
		n = strcspn(s, ",");
		for (i = 0; names[i] != NULL; i++)
			if (strlen(names[i]) == n &&
			    strncmp(names[i], s, n) == 0)
				break;
		if (names[i] == NULL)
			return -1;
		bits |= 0x80u >> i;
		last = i > last ? i : last;
	}
	vc_put_byte(out, bits == 0 ? 0 : 7 - last);
	if (bits != 0)
		vc_put_byte(out, bits);
	return 0;
}

int
vc_value_bits(const char *s, const char *const *names, struct vc_buf *out)
{
	const char *hex = hex_part(s);

	return hex != NULL ? vc_value_hex(hex, out)
	                   : bits_by_name(s, names, out);
}

/* TS 24.008 order: MCC2 MCC1, MNC3 MCC3, MNC2 MNC1; F for no third digit. */
int
vc_value_plmn(const char *s, struct vc_buf *out)
{
	static const uint8_t any[] = { 0xEE, 0xEE, 0xEE };
	int d[6], i, n = 0;

	if (strcmp(s, "*") == 0) {
		vc_put(out, any, sizeof(any));
		return 0;
	}
	for (i = 0; s[i] != '\0' && n < 6; i++) {
		if (i == 3 && s[i] == '-')
			continue;
		d[n] = digit(s[i]);
		if (d[n++] < 0)
			return -1;
	}
	if (n < 5 || s[i] != '\0')
		return -1;
	if (n == 5)
		d[5] = 0xF;
	vc_put_byte(out, (unsigned)(d[1] << 4 | d[0]));
	vc_put_byte(out, (unsigned)(d[5] << 4 | d[2]));
	vc_put_byte(out, (unsigned)(d[4] << 4 | d[3]));
	return 0;
}

/* ISO/IEC 7812-1: the digit that makes the number behind body divisible. */
static unsigned
check_digit(const char *body)
{
	size_t n = strlen(body), i;
	unsigned sum = 0, d;

	for (i = 0; i < n; i++) {
		d = (unsigned)(body[n - 1 - i] - '0');
		if (i % 2 == 0)
			d = d > 4 ? 2 * d - 9 : 2 * d;
		sum += d;
	}
	return (10 - sum % 10) % 10;
}

static int
count_up(const char *s, unsigned copy, char out[21])
{
	unsigned long long n;
	char body[21];
	char *end;

	snprintf(body, sizeof(body), "%.*s", (int)strlen(s) - 1, s);
	errno = 0;
	n = strtoull(body, &end, 10);
	if (*end != '\0' || errno != 0)
		return -1;
	snprintf(body, sizeof(body), "%llu", n + copy);
	snprintf(out, 21, "%.19s%u", body, check_digit(body));
	return 0;
}

/* ITU-T E.118 in TS 102 221 order: digits swapped, F behind the last. */
int
vc_value_iccid(const char *s, unsigned copy, struct vc_buf *out)
{
	char digits[21], counted[21];
	size_t i, n = strlen(s);

	if (hex_part(s) != NULL)
		return vc_value_hex(hex_part(s), out);
	if (n < 2 || n > 20)
		return -1;
	if (copy > 0) {
		if (count_up(s, copy, counted) < 0)
			return -1;
		s = counted;
	}
	memset(digits, 'F', 20);
	memcpy(digits, s, n);
	for (i = 0; i < 20; i += 2) {
		if (digit(digits[i]) < 0 || digit(digits[i + 1]) < 0)
			return -1;
		vc_put_byte(out,
		    (unsigned)(digit(digits[i + 1]) << 4 | digit(digits[i])));
	}
	return 0;
}

char *
vc_value_word(char **s)
{
	char *word;

	*s += strspn(*s, " \t");
	if (**s == '\0')
		return NULL;
	word = *s;
	*s += strcspn(*s, " \t");
	if (**s != '\0')
		*(*s)++ = '\0';
	return word;
}
