/* SPDX-License-Identifier: ISC */
/* parcel_read.c: what a reply holds: an exception, a string, numbers. */
#include <string.h>

#include <simstow/android/parcel.h>
#include <simstow/base/digits.h>

#include "keep_priv.h"
#include "line_priv.h"

#define WORD 4

/* android.os.Parcel: headers before the exception code, not exceptions. */
#define HAS_NOTED_APPOPS (-127)
#define HAS_STRICT_MODE (-128)

/* Bytes of UTF-8 for one unit of UTF-16, at most. */
#define UTF8_MAX 3

#define MESSAGE_MAX 160

static const struct {
	int32_t code;
	const char *name;
} exceptions[] = {
	{ -1, "SecurityException" },
	{ -2, "BadParcelableException" },
	{ -3, "IllegalArgumentException" },
	{ -4, "NullPointerException" },
	{ -5, "IllegalStateException" },
	{ -6, "NetworkOnMainThreadException" },
	{ -7, "UnsupportedOperationException" },
	{ -8, "ServiceSpecificException" },
};

static const char *
exception_name(int32_t code)
{
	for (size_t i = 0; i < sizeof(exceptions) / sizeof(exceptions[0]);
	     i++) {
		if (exceptions[i].code == code)
			return exceptions[i].name;
	}
	return "exception";
}

static uint32_t
word_at(struct sst_span s)
{
	return (uint32_t)s.p[0] | (uint32_t)s.p[1] << 8 |
	       (uint32_t)s.p[2] << 16 | (uint32_t)s.p[3] << 24;
}

static int
get_int(struct sst_cur *c, int32_t *out, struct sst_err *err)
{
	struct sst_span s;

	if (sst_cur_get(c, WORD, &s, err) < 0)
		return -1;
	*out = (int32_t)word_at(s);
	return 0;
}

static uint32_t
unit_at(struct sst_span s, size_t i)
{
	return (uint32_t)s.p[2 * i] | (uint32_t)s.p[2 * i + 1] << 8;
}

/* The character at unit i, and how many units it has. */
static uint32_t
character(struct sst_span s, size_t i, size_t *units)
{
	uint32_t high = unit_at(s, i);
	uint32_t low = 2 * (i + 1) < s.n ? unit_at(s, i + 1) : 0;

	*units = 1;
	if (high >= 0xD800 && high < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
		*units = 2;
		return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
	}
	/* A NUL would end the text; half a character is none. */
	if (high == 0 || (high >= 0xD800 && high < 0xE000))
		return 0xFFFD;
	return high;
}

static size_t
put_utf8(uint32_t c, char *out)
{
	size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	static const uint8_t lead[] = { 0, 0, 0xC0, 0xE0, 0xF0 };

	for (size_t i = n; i > 1; i--, c >>= 6)
		out[i - 1] = (char)(0x80 | (c & 0x3F));
	out[0] = (char)(n == 1 ? c : lead[n] | c);
	return n;
}

/* UTF-16LE to text in the arena. */
static char *
text_of(struct sst_span s, struct sst_arena *mem)
{
	char *out = sst_arena_get(mem, s.n / 2 * UTF8_MAX + 1);
	size_t at = 0;
	size_t units;

	for (size_t i = 0; out != NULL && i < s.n / 2; i += units) {
		uint32_t c = character(s, i, &units);

		at += put_utf8(c, out + at);
	}
	return out;
}

/* The units of a string16 without its NUL: 1 read, 0 null, -1 damaged. */
static int
get_string(struct sst_cur *c, struct sst_span *out, struct sst_err *err)
{
	int32_t n;

	*out = (struct sst_span){ 0 };
	if (get_int(c, &n, err) < 0)
		return -1;
	if (n == -1)
		return 0;
	if (n < 0 || (size_t)n > c->left.n / 2)
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: a string of %ld units, %zu bytes left", c->at,
		    (long)n, c->left.n);
	return sst_cur_get(c, 2 * (size_t)n, out, err) < 0 ? -1 : 1;
}

/* A header that counts its own length word. */
static int
skip_header(struct sst_cur *c, struct sst_err *err)
{
	struct sst_span header;
	int32_t n;

	if (get_int(c, &n, err) < 0)
		return -1;
	if (n < WORD)
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: a header of %ld bytes", c->at, (long)n);
	return sst_cur_get(c, (size_t)n - WORD, &header, err);
}

static int
refused(struct sst_cur *c, int32_t code, struct sst_arena *mem,
    struct sst_err *err)
{
	struct sst_span message;
	struct sst_err damage;
	const char *text = NULL;

	if (get_string(c, &message, &damage) == 1) {
		text = text_of(message, mem);
		if (text == NULL)
			return sst_arena_full(mem, err);
	}
	return sst_fail(err, SST_E_REFUSED, "%s (%ld)%s%.*s",
	    exception_name(code), (long)code, text != NULL ? ": " : "",
	    MESSAGE_MAX, text != NULL ? text : "");
}

/* What stands before the result; -1 also for an exception. */
static int
get_status(struct sst_cur *c, struct sst_arena *mem, struct sst_err *err)
{
	int32_t code;

	if (get_int(c, &code, err) < 0)
		return -1;
	if (code == HAS_NOTED_APPOPS &&
	    (skip_header(c, err) < 0 || get_int(c, &code, err) < 0))
		return -1;
	if (code == HAS_STRICT_MODE)
		return skip_header(c, err);
	return code == 0 ? 0 : refused(c, code, mem, err);
}

static int
read_text(struct sst_cur *c, struct sst_arena *mem, const char **out,
    struct sst_err *err)
{
	struct sst_span s;
	int rc;

	if (c->left.n == 0)
		return 0;
	if (get_status(c, mem, err) < 0)
		return -1;
	rc = get_string(c, &s, err);
	if (rc <= 0)
		return rc;
	*out = text_of(s, mem);
	return *out == NULL ? sst_arena_full(mem, err) : 1;
}

int
sst_parcel_text(struct sst_span text, struct sst_arena *mem, const char **out,
    struct sst_err *err)
{
	struct sst_buf bytes = { .max = SST_PARCEL_BYTES };
	struct sst_cur c;
	int rc = -1;

	*out = NULL;
	if (sst_parcel_parse(text, &bytes, err) < 0)
		goto out;
	c = sst_cur_of(sst_buf_span(&bytes));
	rc = read_text(&c, mem, out, err);
out:
	sst_buf_fini(&bytes);
	return rc;
}

static bool
is_number_size(uint32_t n)
{
	return (n >= SST_ICCID_MIN && n <= SST_ICCID_MAX) ||
	       n == SST_EID_DIGITS;
}

/*
 * The number that s begins with: a length, digits, and the NUL behind them.
 * Some phones keep the padding F of an ICCID.
 */
static const char *
number_at(struct sst_span s, char out[SST_EID_DIGITS + 1])
{
	uint32_t n = word_at(s);

	memset(out, 0, SST_EID_DIGITS + 1);
	if (!is_number_size(n) || s.n < WORD + 2 * ((size_t)n + 1))
		return NULL;
	s = sst_line_skip(s, WORD);
	if (unit_at(s, n) != 0)
		return NULL;
	for (size_t i = 0; i < n; i++)
		out[i] = unit_at(s, i) < 0x80 ? (char)unit_at(s, i) : '?';
	while (n > 0 && (out[n - 1] == 'F' || out[n - 1] == 'f'))
		out[--n] = '\0';
	if (strncmp(out, "89", 2) != 0)
		return NULL;
	if (sst_eid_has_check(out))
		return "eid";
	return sst_iccid_is_plain(out) ? "iccid" : NULL;
}

static int
scan(struct sst_span s, struct sst_arena *mem, struct sst_parcel_found *out,
    struct sst_err *err)
{
	struct sst_keep k = { .mem = mem, .err = err };
	struct sst_pairs found = { 0 };

	while (s.n >= WORD) {
		char number[SST_EID_DIGITS + 1];
		const char *key = number_at(s, number);

		if (key != NULL &&
		    sst_keep_pair(&k, &found, sst_span_of_text(key),
		        sst_span_of_text(number)) < 0)
			return -1;
		s = sst_line_skip(s, WORD);
	}
	out->v = found.v;
	out->n = found.n;
	return 0;
}

int
sst_parcel_numbers(struct sst_span text, struct sst_arena *mem,
    struct sst_parcel_found *out, struct sst_err *err)
{
	struct sst_buf bytes = { .max = SST_PARCEL_BYTES };
	struct sst_cur c;
	int rc = -1;

	*out = (struct sst_parcel_found){ 0 };
	if (sst_parcel_parse(text, &bytes, err) < 0)
		goto out;
	c = sst_cur_of(sst_buf_span(&bytes));
	if (c.left.n > 0 && get_status(&c, mem, err) < 0)
		goto out;
	rc = scan(c.left, mem, out, err);
out:
	sst_buf_fini(&bytes);
	return rc;
}
