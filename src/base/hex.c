/* SPDX-License-Identifier: ISC */
/* hex.c: bytes as hexadecimal digits, and back. */
#include <string.h>

#include <simstow/base/hex.h>

void
sst_hex_format(struct sst_span s, char *out)
{
	static const char digits[] = "0123456789ABCDEF";

	for (size_t i = 0; i < s.n; i++) {
		*out++ = digits[s.p[i] >> 4];
		*out++ = digits[s.p[i] & 0x0F];
	}
	*out = '\0';
}

char *
sst_hex_text(struct sst_arena *a, struct sst_span s)
{
	char *text;

	/* A product that overflows must reach the arena as too large. */
	text = sst_arena_get(a, s.n < SIZE_MAX / 2 ? 2 * s.n + 1 : SIZE_MAX);
	if (text != NULL)
		sst_hex_format(s, text);
	return text;
}

static int
value_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

int
sst_hex_parse(const char *text, uint8_t *out, size_t cap, size_t *n,
    struct sst_err *err)
{
	size_t length = strlen(text);

	*n = 0;
	for (size_t i = 0; i < length; i++) {
		if (value_of(text[i]) < 0)
			return sst_fail(err, SST_E_FORMAT,
			    "character %zu is no hexadecimal digit", i);
	}
	if (length % 2 != 0)
		return sst_fail(err, SST_E_FORMAT,
		    "odd number of hexadecimal digits: %zu", length);
	if (length / 2 > cap)
		return sst_fail(err, SST_E_FORMAT,
		    "%zu bytes found, at most %zu wanted", length / 2, cap);
	for (size_t i = 0; i < length / 2; i++)
		out[i] = (uint8_t)(value_of(text[2 * i]) << 4 |
		                   value_of(text[2 * i + 1]));
	*n = length / 2;
	return 0;
}
