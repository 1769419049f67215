/* SPDX-License-Identifier: ISC */
/* fake_link.c: a card link that plays a script of commands and answers. */
#include <stdio.h>
#include <string.h>

#include "unit/fake_link.h"

#define DEPTH_MAX 8 /* objects in each other */

static int
nibble(char c)
{
	static const char digits[] = "0123456789ABCDEF";
	const char *p = c == '\0' ? NULL : strchr(digits, c);

	return p == NULL ? -1 : (int)(p - digits);
}

/* Put the length of the value that begins at, in DER form, before it. */
static size_t
put_length(uint8_t *out, size_t at, size_t n, size_t cap)
{
	size_t len = n - at;
	uint8_t head[3] = { (uint8_t)len };
	size_t head_n = 1;

	if (len > 0xFF) {
		head[0] = 0x82;
		head[1] = (uint8_t)(len >> 8);
		head[2] = (uint8_t)len;
		head_n = 3;
	} else if (len > 0x7F) {
		head[0] = 0x81;
		head[1] = (uint8_t)len;
		head_n = 2;
	}
	if (head_n > cap - n)
		return 0;
	memmove(out + at + head_n, out + at, len);
	memcpy(out + at, head, head_n);
	return n + head_n;
}

/* What is being written, and where objects that are open began. */
struct writer {
	uint8_t *out;
	size_t n, cap;
	size_t open[DEPTH_MAX];
	size_t depth;
	int high; /* the first digit of a byte, or -1 */
};

static bool
put_char(struct writer *w, char c)
{
	int v = nibble(c);

	if (c == ' ')
		return true;
	if (c == '(' && w->depth < DEPTH_MAX && w->high < 0) {
		w->open[w->depth++] = w->n;
		return true;
	}
	if (c == ')' && w->depth > 0 && w->high < 0) {
		w->n = put_length(w->out, w->open[--w->depth], w->n, w->cap);
		return w->n > 0;
	}
	if (v < 0 || w->n == w->cap)
		return false;
	if (w->high >= 0)
		w->out[w->n++] = (uint8_t)(w->high << 4 | v);
	w->high = w->high < 0 ? v : -1;
	return true;
}

size_t
fake_hex(const char *hex, uint8_t *out, size_t cap)
{
	struct writer w = { .out = out, .cap = cap, .high = -1 };

	for (; *hex != '\0'; hex++)
		if (!put_char(&w, *hex))
			return 0;
	return w.high < 0 && w.depth == 0 ? w.n : 0;
}

static int
differs(struct fake *f, const char *what, struct sst_span cmd,
    struct sst_err *err)
{
	size_t at;

	at = (size_t)snprintf(f->want, sizeof(f->want), "step %zu: %s: ", f->at,
	    what);
	for (size_t i = 0; i < cmd.n && at + 3 < sizeof(f->want); i++)
		at += (size_t)snprintf(f->want + at, sizeof(f->want) - at,
		    "%02X", cmd.p[i]);
	return sst_fail(err, SST_E_USAGE, "%s", f->want);
}

static const struct fake_step *
next_step(struct fake *f)
{
	const struct fake_step *s;

	if (f->at == f->n || f->want[0] != '\0')
		return NULL;
	s = &f->steps[f->at];
	f->done++;
	if (f->done >= s->times) {
		f->at++;
		f->done = 0;
	}
	return s;
}

static bool
is_same(const char *hex, struct sst_span cmd)
{
	uint8_t want[600];
	size_t n;

	if (hex == NULL)
		return true;
	n = fake_hex(hex, want, sizeof(want));
	return n == cmd.n && memcmp(want, cmd.p, n) == 0;
}

static int
fake_exchange(struct sst_card_link *l, struct sst_span cmd,
    struct sst_buf *resp, struct sst_err *err)
{
	struct fake *f = l->impl;
	const struct fake_step *s = next_step(f);
	uint8_t answer[4096];
	size_t n;

	if (s == NULL)
		return differs(f, "not in the script", cmd, err);
	if (!is_same(s->cmd, cmd))
		return differs(f, "another command", cmd, err);
	if (s->answer == NULL)
		return sst_fail(err, SST_E_DEVICE, "the card was removed");
	n = fake_hex(s->answer, answer, sizeof(answer));
	return sst_buf_put(resp, (struct sst_span){ answer, n }, err);
}

static int
fake_reset(struct sst_card_link *l, struct sst_err *err)
{
	struct fake *f = l->impl;
	const struct fake_step *s = next_step(f);

	if (s == NULL || s->cmd == NULL || strcmp(s->cmd, "reset") != 0)
		return differs(f, "a reset", (struct sst_span){ 0 }, err);
	if (s->answer == NULL)
		return sst_fail(err, SST_E_DEVICE, "the card is mute");
	return 0;
}

static void
fake_close(struct sst_card_link *l)
{
	struct fake *f = l->impl;

	f->is_closed = true;
}

static const struct sst_card_link_ops fake_ops = {
	.exchange = fake_exchange,
	.reset = fake_reset,
	.close = fake_close,
};

void
fake_open(struct fake *f, const struct fake_step *steps, size_t n,
    enum sst_card_protocol protocol)
{
	*f = (struct fake){ .steps = steps, .n = n };
	f->link = (struct sst_card_link){ .ops = &fake_ops,
		.impl = f,
		.name = "fake:A",
		.protocol = protocol };
	fake_atr(f, "3B9F96801FC78031E073FE211B57AA866016010001BA");
}

void
fake_atr(struct fake *f, const char *hex)
{
	f->link.atr_n = fake_hex(hex, f->link.atr, sizeof(f->link.atr));
}

bool
fake_is_done(const struct fake *f)
{
	return f->at == f->n && f->want[0] == '\0';
}
