/* SPDX-License-Identifier: ISC */
/* parcel.c: replies of "service call", rebuilt from their words. */
#include <stdio.h>
#include <string.h>

#include <simstow/android/parcel.h>

#include "line_priv.h"

#define WORD_DIGITS 8
#define ADDRESS_DIGITS 8

/* Android 9 to 16: the versions whose interfaces were read. */
#define SDK_FIRST 28
#define SDK_LAST 36

/* From this one on a caller also names its feature. */
#define SDK_FEATURE 30

static const char caller[] = " s16 com.android.shell";

/* Transaction numbers, from the interfaces' AIDL files. */
static const struct {
	const char *call;
	enum sst_parcel_ask ask;
	int sdk_first;
	int sdk_last;
	bool has_argument;
	bool has_caller;
	bool has_feature; /* from SDK_FEATURE on */
} calls[] = {
	{ "service call isub 1", SST_PARCEL_ALL_SUBSCRIPTIONS, SDK_FIRST,
	    SDK_LAST, false, true, true },
	{ "service call iphonesubinfo 11", SST_PARCEL_ICCID, SDK_FIRST, 29,
	    true, true, true },
	{ "service call iphonesubinfo 14", SST_PARCEL_ICCID, 30, SDK_LAST, true,
	    true, true },
	{ "service call econtroller 4", SST_PARCEL_EID, SDK_FIRST, 28, false,
	    false, false },
	{ "service call econtroller 4", SST_PARCEL_EID, 29, SDK_LAST, true,
	    true, false },
};

/* The value of a hexadecimal digit, or 16. */
static uint32_t
digit(uint8_t c)
{
	if (c >= '0' && c <= '9')
		return (uint32_t)(c - '0');
	if (c >= 'a' && c <= 'f')
		return (uint32_t)(c - 'a' + 10);
	if (c >= 'A' && c <= 'F')
		return (uint32_t)(c - 'A' + 10);
	return 16;
}

/* A value of n hexadecimal digits that s begins with. */
static bool
read_hex(struct sst_span s, size_t n, uint32_t *out)
{
	uint32_t v = 0;

	if (s.n < n)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (digit(s.p[i]) > 15)
			return false;
		v = v << 4 | digit(s.p[i]);
	}
	*out = v;
	return true;
}

static int
put_word(struct sst_buf *out, uint32_t word, struct sst_err *err)
{
	uint8_t bytes[] = { (uint8_t)word, (uint8_t)(word >> 8),
		(uint8_t)(word >> 16), (uint8_t)(word >> 24) };

	if (out->n > SST_PARCEL_BYTES - sizeof(bytes))
		return sst_fail(err, SST_E_FORMAT, "more than %zu bytes",
		    SST_PARCEL_BYTES);
	return sst_buf_put(out, SST_SPAN(bytes), err);
}

/* Words up to the text in quotes, or to the bracket; line moves there. */
static int
read_words(struct sst_span *line, struct sst_buf *out, struct sst_err *err)
{
	for (;;) {
		uint32_t word;

		*line = sst_line_trim(*line);
		if (line->n == 0 || line->p[0] == '\'' || line->p[0] == ')')
			return 0;
		if (!read_hex(*line, WORD_DIGITS, &word))
			return sst_fail(err, SST_E_FORMAT,
			    "no word of %d "
			    "hexadecimal digits",
			    WORD_DIGITS);
		*line = sst_line_skip(*line, WORD_DIGITS);
		if (line->n > 0 && strchr(" \t')", line->p[0]) == NULL)
			return sst_fail(err, SST_E_FORMAT,
			    "a word of more "
			    "than %d digits",
			    WORD_DIGITS);
		if (put_word(out, word, err) < 0)
			return -1;
	}
}

/* "0x00000010: " before the words: none may be missing before it. */
static int
read_address(struct sst_span *line, size_t at, struct sst_err *err)
{
	uint32_t address;

	if (!sst_line_take(line, "0x"))
		return 0;
	if (!read_hex(*line, ADDRESS_DIGITS, &address) ||
	    line->n == ADDRESS_DIGITS || line->p[ADDRESS_DIGITS] != ':')
		return sst_fail(err, SST_E_FORMAT, "no address");
	if (address != at)
		return sst_fail(err, SST_E_FORMAT,
		    "address %lu found, %zu wanted", (unsigned long)address,
		    at);
	*line = sst_line_skip(*line, ADDRESS_DIGITS + 1);
	return 0;
}

static int
read_lines(struct sst_lines *lines, struct sst_span line, struct sst_buf *out,
    struct sst_err *err)
{
	struct sst_span last = line;

	do {
		line = sst_line_trim(line);
		if (line.n > 0)
			last = line;
		/* Binders and files of the reply: lines without words. */
		if (sst_line_begins(line, "Object #") ||
		    sst_line_begins(line, "objects"))
			continue;
		if (read_address(&line, out->n, err) < 0 ||
		    read_words(&line, out, err) < 0)
			return sst_within(err, "line %zu", lines->number);
	} while (sst_line_next(lines, &line));
	if (!sst_line_ends(last, ")"))
		return sst_fail(err, SST_E_FORMAT,
		    "line %zu: the reply ends without ')'", lines->number);
	return 0;
}

static int
read_reply(struct sst_span text, struct sst_buf *out, struct sst_err *err)
{
	struct sst_lines lines = sst_line_of(text);
	struct sst_span line;

	do {
		if (!sst_line_next(&lines, &line))
			return sst_fail(err, SST_E_FORMAT, "no reply");
		line = sst_line_trim(line);
	} while (line.n == 0);
	if (sst_line_begins(line, "service: Service ") &&
	    sst_line_ends(line, " does not exist"))
		return 0;
	if (!sst_line_take(&line, "Result: Parcel("))
		return sst_fail(err, SST_E_FORMAT,
		    "line %zu: no \"Result: Parcel(\"", lines.number);
	if (sst_line_is(line, "NULL)"))
		return 0;
	if (sst_line_take(&line, "Error: "))
		return sst_fail(err, SST_E_REFUSED, "the call failed: %.*s",
		    (int)sst_line_head(line, 80).n, (const char *)line.p);
	return read_lines(&lines, line, out, err);
}

int
sst_parcel_parse(struct sst_span text, struct sst_buf *out, struct sst_err *err)
{
	sst_buf_clear(out);
	if (read_reply(text, out, err) < 0) {
		sst_buf_clear(out);
		return -1;
	}
	return 0;
}

const char *
sst_parcel_call(enum sst_parcel_ask ask, int sdk, int argument,
    struct sst_arena *mem)
{
	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
		bool has_feature = calls[i].has_feature && sdk >= SDK_FEATURE;
		char number[32] = "";

		if (calls[i].ask != ask || sdk < calls[i].sdk_first ||
		    sdk > calls[i].sdk_last)
			continue;
		if (calls[i].has_argument)
			(void)snprintf(number, sizeof(number), " i32 %d",
			    argument);
		return sst_arena_printf(mem, "%s%s%s%s", calls[i].call, number,
		    calls[i].has_caller ? caller : "",
		    has_feature ? caller : "");
	}
	return NULL;
}
