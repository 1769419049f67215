/* SPDX-License-Identifier: ISC */
/* alpha_encode.c: UTF-8 as text of a card, in the shortest fitting form. */
#include <string.h>

#include <simstow/base/text.h>

#include "alpha_priv.h"

#define HALF_PAGE 128
#define COUNT_MAX 255 /* characters of the forms that count them */
#define UNIT_MAX 0xFFFFU
#define CHARACTER_MAX 4 /* bytes: two units of UTF-16 */

enum kind { GSM, PAGE, BASE, UCS2, KINDS };

/* What is known of a text before the first byte is written. */
struct form {
	enum kind kind;
	uint32_t base; /* of the half-page */
};

/* Bytes before the characters, first of them the form's number. */
static const struct {
	uint8_t first;
	uint8_t n;
} heads[KINDS] = { { 0, 0 }, { 0x81, 3 }, { 0x82, 4 }, { 0x80, 1 } };

/* The first character of well-formed UTF-8 that is not empty. */
static uint32_t
next(struct sst_span *s)
{
	uint8_t b = s->p[0];
	size_t n = b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
	uint32_t code = n == 1 ? b : b & (0x7FU >> n);

	for (size_t i = 1; i < n; i++)
		code = code << 6 | (s->p[i] & 0x3FU);
	s->p += n;
	s->n -= n;
	return code;
}

/* ETSI TS 102 221 annex A leaves the choice: the one with fewest bytes. */
static int
choose(struct sst_span s, struct form *out, struct sst_err *err)
{
	uint32_t low = UINT32_MAX;
	uint32_t high = 0;
	bool is_ucs2;

	*out = (struct form){ 0 };
	for (size_t i = 1; s.n > 0; i++) {
		uint32_t code = next(&s);
		uint8_t septets[2];

		/* It would be padding. */
		if (code == UNIT_MAX)
			return sst_fail(err, SST_E_FORMAT,
			    "character %zu is none that a card can hold", i);
		if (sst_alpha_gsm_find(code, septets) > 0)
			continue;
		low = code < low ? code : low;
		high = code > high ? code : high;
	}
	is_ucs2 = high <= UNIT_MAX;
	if (low > high)
		*out = (struct form){ GSM, 0 };
	else if (is_ucs2 && low / HALF_PAGE == high / HALF_PAGE && low < 0x8000)
		*out = (struct form){ PAGE, low / HALF_PAGE * HALF_PAGE };
	else if (is_ucs2 && high - low < HALF_PAGE)
		*out = (struct form){ BASE, low };
	else
		*out = (struct form){ UCS2, 0 };
	return 0;
}

static size_t
put_unit(uint32_t unit, uint8_t out[2])
{
	out[0] = (uint8_t)(unit >> 8);
	out[1] = (uint8_t)unit;
	return 2;
}

/* UCS-2; what is beyond it as UTF-16 has it: a high surrogate, a low one. */
static size_t
put_units(uint32_t code, uint8_t out[CHARACTER_MAX])
{
	size_t n;

	if (code <= UNIT_MAX)
		return put_unit(code, out);
	code -= UNIT_MAX + 1;
	n = put_unit(0xD800 | code >> 10, out);
	return n + put_unit(0xDC00 | (code & 0x3FF), out + n);
}

/* A character in the bytes of a form; gives how many. */
static size_t
put(const struct form *f, uint32_t code, uint8_t out[CHARACTER_MAX])
{
	size_t n;

	if (f->kind == UCS2)
		return put_units(code, out);
	n = sst_alpha_gsm_find(code, out);
	if (n > 0)
		return n;
	out[0] = (uint8_t)(0x80 | (code - f->base));
	return 1;
}

static void
put_head(const struct form *f, size_t count, uint8_t *field)
{
	if (f->kind == GSM)
		return;
	field[0] = heads[f->kind].first;
	if (f->kind == UCS2)
		return;
	field[1] = (uint8_t)count;
	if (f->kind == PAGE) {
		field[2] = (uint8_t)(f->base / HALF_PAGE);
		return;
	}
	field[2] = (uint8_t)(f->base >> 8);
	field[3] = (uint8_t)f->base;
}

int
sst_alpha_encode(const char *text, uint8_t *field, size_t n, size_t *kept,
    struct sst_err *err)
{
	struct sst_span s = sst_span_of_text(text);
	size_t used = 0;
	size_t room;
	size_t head;
	struct form f;

	*kept = 0;
	if (n > 0)
		memset(field, 0xFF, n);
	if (!sst_text_is_utf8(s))
		return sst_fail(err, SST_E_FORMAT, "text is no UTF-8");
	if (choose(s, &f, err) < 0)
		return -1;
	head = heads[f.kind].n;
	room = n > head ? n - head : 0;
	if ((f.kind == PAGE || f.kind == BASE) && room > COUNT_MAX)
		room = COUNT_MAX;
	while (s.n > 0) {
		uint8_t bytes[CHARACTER_MAX] = { 0 };
		size_t size = put(&f, next(&s), bytes);

		if (size > room - used)
			break;
		memcpy(field + head + used, bytes, size);
		used += size;
		*kept = strlen(text) - s.n;
	}
	if (used > 0)
		put_head(&f, used, field);
	return 0;
}
