/* SPDX-License-Identifier: ISC */
/* text.c: UTF-8 that may be hostile, and how to show it. */
#include <stdio.h>
#include <string.h>

#include <simstow/base/text.h>

#include "buf_priv.h"
#include "utf8_priv.h"

/* "\u{10FFFF}" and a NUL. */
#define SHOWN_MAX 12

/* One character as a terminal may have it. */
struct shown {
	struct sst_span bytes; /* in the text, or over escape */
	char escape[SHOWN_MAX];
	size_t width;
};

static void
skip(struct sst_span *s, size_t n)
{
	s->p += n;
	s->n -= n;
}

/* Take the first character of *s, which is not empty. */
static void
show(struct sst_span *s, struct shown *out)
{
	uint32_t code;
	size_t n = sst_utf8_next(*s, &code);
	char *e = out->escape;

	if (n > 0 && !sst_utf8_is_hidden(code)) {
		out->bytes = (struct sst_span){ s->p, n };
		out->width = sst_utf8_width(code);
		skip(s, n);
		return;
	}
	if (n == 1 && (code == '\n' || code == '\t'))
		(void)snprintf(e, SHOWN_MAX, code == '\n' ? "\\n" : "\\t");
	else if (n <= 1)
		(void)snprintf(e, SHOWN_MAX, "\\x%02X", code);
	else
		(void)snprintf(e, SHOWN_MAX, "\\u{%04X}", code);
	skip(s, n == 0 ? 1 : n);
	out->bytes = sst_span_of_text(out->escape);
	out->width = out->bytes.n;
}

bool
sst_text_is_utf8(struct sst_span s)
{
	while (s.n > 0) {
		uint32_t code;
		size_t n = sst_utf8_next(s, &code);

		if (n == 0)
			return false;
		skip(&s, n);
	}
	return true;
}

int
sst_text_escape(struct sst_buf *out, struct sst_span s, struct sst_err *err)
{
	size_t before = out->n;

	while (s.n > 0) {
		struct shown c = { 0 };

		show(&s, &c);
		if (sst_buf_put(out, c.bytes, err) < 0) {
			sst_buf_cut(out, before);
			return -1;
		}
	}
	return 0;
}

void
sst_text_print(FILE *f, const char *text)
{
	struct sst_span s = sst_span_of_text(text);

	while (s.n > 0) {
		struct shown c = { 0 };

		show(&s, &c);
		(void)fwrite(c.bytes.p, 1, c.bytes.n, f);
	}
}

size_t
sst_text_width(const char *text)
{
	struct sst_span s = sst_span_of_text(text);
	size_t width = 0;

	while (s.n > 0) {
		struct shown c = { 0 };

		show(&s, &c);
		width += c.width;
	}
	return width;
}
