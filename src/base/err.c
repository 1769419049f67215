/* SPDX-License-Identifier: ISC */
/* err.c: one error type; its class is the exit status of the program. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <simstow/base/err.h>

#include "utf8_priv.h"

#define MSG_SIZE sizeof(((struct sst_err *)0)->msg)

/* A piece of text longer than a message: it shows that something was cut. */
#define RAW_SIZE (2 * MSG_SIZE)

/*
 * Copy text to out, hidden characters and bytes that are no UTF-8 as '?'.
 * A character that does not fit whole ends the copy.
 */
static void
put_clean(char *out, size_t size, const char *text)
{
	struct sst_span left = { (const uint8_t *)text, strlen(text) };
	size_t used = 0;

	while (left.n > 0) {
		uint32_t code;
		size_t n = sst_utf8_next(left, &code);
		bool is_bad = n == 0 || sst_utf8_is_hidden(code);
		size_t want = is_bad ? 1 : n;

		if (want > size - 1 - used)
			break;
		memcpy(out + used, is_bad ? (const uint8_t *)"?" : left.p,
		    want);
		used += want;
		n = n == 0 ? 1 : n;
		left.p += n;
		left.n -= n;
	}
	out[used] = '\0';
}

static void put_text(char *out, size_t size, const char *fmt, va_list ap)
    SST_FMT(3, 0);

static void
put_text(char *out, size_t size, const char *fmt, va_list ap)
{
	char raw[RAW_SIZE];

	/* The text may name out itself: format elsewhere first. */
	if (vsnprintf(raw, sizeof(raw), fmt, ap) < 0)
		raw[0] = '\0';
	put_clean(out, size, raw);
}

static void
put_class(struct sst_err *err, enum sst_code code, int sys)
{
	err->code = code;
	err->sys = sys;
	err->sw = 0;
	err->hint[0] = '\0';
}

void
sst_err_set(struct sst_err *err, enum sst_code code, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	put_text(err->msg, sizeof(err->msg), fmt, ap);
	va_end(ap);
	put_class(err, code, 0);
}

void
sst_err_set_sys(struct sst_err *err, enum sst_code code, int sys,
    const char *fmt, ...)
{
	char text[MSG_SIZE];
	char words[80];
	char raw[RAW_SIZE];
	va_list ap;

	va_start(ap, fmt);
	put_text(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (strerror_r(sys, words, sizeof(words)) != 0)
		(void)snprintf(words, sizeof(words), "error %d", sys);
	(void)snprintf(raw, sizeof(raw), "%s: %s", text, words);
	put_clean(err->msg, sizeof(err->msg), raw);
	put_class(err, code, sys);
}

void
sst_err_set_sw(struct sst_err *err, uint16_t sw)
{
	err->sw = sw;
}

void
sst_err_prefix(struct sst_err *err, const char *fmt, ...)
{
	char text[MSG_SIZE];
	char raw[RAW_SIZE + 2];
	va_list ap;

	va_start(ap, fmt);
	put_text(text, sizeof(text), fmt, ap);
	va_end(ap);
	(void)snprintf(raw, sizeof(raw), "%s: %s", text, err->msg);
	put_clean(err->msg, sizeof(err->msg), raw);
}

void
sst_err_hint(struct sst_err *err, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	put_text(err->hint, sizeof(err->hint), fmt, ap);
	va_end(ap);
}

const char *
sst_err_name(enum sst_code code)
{
	static const char *const names[] = {
		[SST_OK] = "done",
		[SST_E_FAILED] = "failed",
		[SST_E_USAGE] = "usage",
		[SST_E_PARTIAL] = "partial",
		[SST_E_DEVICE] = "device",
		[SST_E_REFUSED] = "refused",
		[SST_E_FORMAT] = "format",
		[SST_E_KEY] = "key",
		[SST_E_NEWER] = "newer",
		[SST_E_EXISTS] = "exists",
	};
	size_t i = (size_t)code;

	return i < sizeof(names) / sizeof(names[0]) ? names[i] : "unknown";
}
