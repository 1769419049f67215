/* SPDX-License-Identifier: ISC */
/* base64.c: strict base64 of RFC 4648 section 4, padded or not. */
#include <simstow/base/base64.h>

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                              "abcdefghijklmnopqrstuvwxyz"
                              "0123456789+/";

/* The characters of at most 3 bytes; how many of them count. */
static size_t
put_group(uint8_t out[4], const uint8_t *p, size_t n)
{
	uint32_t v = (uint32_t)p[0] << 16;

	v |= n > 1 ? (uint32_t)p[1] << 8 : 0;
	v |= n > 2 ? p[2] : 0;
	for (size_t i = 0; i < 4; i++)
		out[i] = (uint8_t)letters[v >> (18 - 6 * i) & 0x3F];
	return n + 1;
}

int
sst_base64_put(struct sst_buf *out, struct sst_span s, enum sst_base64_pad pad,
    struct sst_err *err)
{
	size_t groups = s.n / 3 + (s.n % 3 != 0);
	size_t used = 0;
	uint8_t *p;

	if (groups > SIZE_MAX / 4)
		return sst_fail(err, SST_E_FORMAT, "base64: too many bytes");
	/* The last group is written whole, then cut or padded. */
	if (sst_buf_reserve(out,
	        pad == SST_BASE64_RAW
	            ? s.n / 3 * 4 + (s.n % 3 != 0 ? s.n % 3 + 1 : 0)
	            : 4 * groups,
	        &p, err) < 0)
		return -1;
	for (size_t at = 0; at < s.n; at += 3) {
		uint8_t group[4];
		size_t left = s.n - at < 3 ? s.n - at : 3;
		size_t n = put_group(group, s.p + at, left);

		for (size_t i = 0; i < 4; i++) {
			if (i >= n && pad == SST_BASE64_RAW)
				break;
			p[used++] = i < n ? group[i] : '=';
		}
	}
	sst_buf_commit(out, used);
	return 0;
}

static int
value_of(uint8_t c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	if (c == '+')
		return 62;
	return c == '/' ? 63 : -1;
}

/* Take the '=' of a padded text off; what is left is the raw form. */
static int
strip_pad(struct sst_span *text, struct sst_err *err)
{
	if (text->n % 4 != 0)
		return sst_fail(err, SST_E_FORMAT,
		    "base64: %zu characters, a multiple of 4 wanted", text->n);
	for (int i = 0; i < 2; i++) {
		if (text->n > 0 && text->p[text->n - 1] == '=')
			text->n--;
	}
	return 0;
}

int
sst_base64_parse(struct sst_span text, enum sst_base64_pad pad,
    struct sst_buf *out, struct sst_err *err)
{
	uint32_t bits = 0;
	size_t used = 0;
	uint8_t *p;

	if (pad == SST_BASE64_PADDED && strip_pad(&text, err) < 0)
		return -1;
	if (text.n % 4 == 1)
		return sst_fail(err, SST_E_FORMAT,
		    "base64: %zu characters stand for no whole bytes", text.n);
	if (sst_buf_reserve(out, text.n / 4 * 3 + text.n % 4 * 3 / 4, &p, err) <
	    0)
		return -1;
	for (size_t i = 0; i < text.n; i++) {
		int v = value_of(text.p[i]);

		if (v < 0)
			return sst_fail(err, SST_E_FORMAT,
			    "base64: character %zu is foreign", i);
		/* Of each 4 characters, all but the first end a byte. */
		bits = bits << 6 | (uint32_t)v;
		if (i % 4 != 0)
			p[used++] = (uint8_t)(bits >> (6 - 2 * (i % 4)));
	}
	if ((text.n % 4 == 2 && (bits & 0x0F) != 0) ||
	    (text.n % 4 == 3 && (bits & 0x03) != 0))
		return sst_fail(err, SST_E_FORMAT,
		    "base64: left-over bits are not zero");
	sst_buf_commit(out, used);
	return 0;
}
