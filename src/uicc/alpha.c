/* SPDX-License-Identifier: ISC */
/* alpha.c: text of a card as UTF-8. */
#include "alpha_priv.h"

#define FORM_UCS2 0x80
#define FORM_PAGE 0x81 /* half-page by its number */
#define FORM_BASE 0x82 /* half-page anywhere */
#define UTF8_MAX 4
#define UNIT_MAX 0xFFFFU

/* The default alphabet is read septet by septet; an escape waits for its. */
struct gsm {
	struct sst_buf *out;
	bool is_foreign;
	bool is_escaped;
};

static bool
is_surrogate(uint32_t code, uint32_t first)
{
	return code >= first && code <= first + 0x3FF;
}

int
sst_alpha_put(struct sst_buf *out, uint32_t code, struct sst_err *err)
{
	static const uint8_t heads[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
	uint8_t bytes[UTF8_MAX];
	size_t n;

	if (code == 0 || code == UNIT_MAX || code > 0x10FFFF ||
	    (code >= 0xD800 && code <= 0xDFFF))
		code = SST_ALPHA_UNKNOWN;
	n = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	for (size_t i = n; i > 1; i--) {
		bytes[i - 1] = (uint8_t)(0x80 | (code & 0x3F));
		code >>= 6;
	}
	bytes[0] = (uint8_t)(heads[n] | code);
	return sst_buf_put(out, (struct sst_span){ bytes, n }, err);
}

static int
put_septet(struct gsm *g, uint8_t septet, struct sst_err *err)
{
	uint32_t code = 0;

	if (septet == SST_ALPHA_ESCAPE && !g->is_escaped) {
		g->is_escaped = true;
		return 0;
	}
	if (!g->is_escaped)
		code = sst_alpha_gsm(septet);
	else if (!g->is_foreign)
		code = sst_alpha_gsm_extension(septet);
	g->is_escaped = false;
	return sst_alpha_put(g->out, code, err);
}

/* An escape that nothing follows is a character that nobody knows. */
static int
put_end(struct gsm *g, struct sst_err *err)
{
	if (!g->is_escaped)
		return 0;
	g->is_escaped = false;
	return sst_alpha_put(g->out, SST_ALPHA_UNKNOWN, err);
}

/* A byte of the forms without packing: a septet, or its code with bit 8 set. */
static int
put_byte(struct gsm *g, uint8_t byte, uint32_t code, struct sst_err *err)
{
	if (byte < 0x80)
		return put_septet(g, byte, err);
	if (put_end(g, err) < 0)
		return -1;
	return sst_alpha_put(g->out, code, err);
}

static int
decode_gsm(struct sst_span s, struct sst_buf *out, struct sst_err *err)
{
	struct gsm g = { .out = out };

	while (s.n > 0 && s.p[s.n - 1] == 0xFF)
		s.n--;
	for (size_t i = 0; i < s.n; i++) {
		if (put_byte(&g, s.p[i], SST_ALPHA_UNKNOWN, err) < 0)
			return -1;
	}
	return put_end(&g, err);
}

static int
decode_ucs2(struct sst_cur *c, struct sst_buf *out, struct sst_err *err)
{
	struct sst_span s = c->left;

	/* A byte that makes no pair is padding, or half of a character. */
	if (s.n % 2 == 1 && s.p[s.n - 1] != 0xFF)
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: half of a character", c->at + s.n - 1);
	s.n -= s.n % 2;
	while (s.n > 0 && s.p[s.n - 1] == 0xFF && s.p[s.n - 2] == 0xFF)
		s.n -= 2;
	return sst_alpha_ucs2(s, out, err);
}

static int
decode_half_page(struct sst_cur *c, uint8_t form, struct sst_buf *out,
    struct sst_err *err)
{
	struct gsm g = { .out = out };
	struct sst_span base;
	struct sst_span s;
	uint8_t count;
	uint32_t first;

	if (sst_cur_get_u8(c, &count, err) < 0 ||
	    sst_cur_get(c, form == FORM_PAGE ? 1 : 2, &base, err) < 0)
		return -1;
	first = form == FORM_PAGE ? (uint32_t)base.p[0] << 7
	                          : (uint32_t)base.p[0] << 8 | base.p[1];
	if (sst_cur_get(c, count, &s, err) < 0)
		return -1;
	for (size_t i = 0; i < s.n; i++) {
		uint32_t code = first + (s.p[i] & 0x7FU);

		if (put_byte(&g, s.p[i], code > UNIT_MAX ? 0 : code, err) < 0)
			return -1;
	}
	return put_end(&g, err);
}

int
sst_alpha_decode(struct sst_span field, struct sst_buf *out,
    struct sst_err *err)
{
	struct sst_cur c = sst_cur_of(field);
	uint8_t form;

	if (field.n == 0)
		return 0;
	if (sst_cur_get_u8(&c, &form, err) < 0)
		return -1;
	if (form == FORM_UCS2)
		return decode_ucs2(&c, out, err);
	if (form == FORM_PAGE || form == FORM_BASE)
		return decode_half_page(&c, form, out, err);
	return decode_gsm(field, out, err);
}

int
sst_alpha_ucs2(struct sst_span s, struct sst_buf *out, struct sst_err *err)
{
	if (s.n % 2 == 1)
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: half of a character", s.n - 1);
	for (size_t i = 0; i < s.n; i += 2) {
		uint32_t code = (uint32_t)s.p[i] << 8 | s.p[i + 1];
		uint32_t low = 0;

		if (i + 2 < s.n)
			low = (uint32_t)s.p[i + 2] << 8 | s.p[i + 3];
		if (is_surrogate(code, 0xD800) && is_surrogate(low, 0xDC00)) {
			code =
			    0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
			i += 2;
		}
		if (sst_alpha_put(out, code, err) < 0)
			return -1;
	}
	return 0;
}

/* TS 23.038 section 6.1.2.1: the first septet has the lowest bits. */
static uint8_t
get_septet(struct sst_span s, size_t bit)
{
	unsigned v = s.p[bit / 8];

	if (bit / 8 + 1 < s.n)
		v |= (unsigned)s.p[bit / 8 + 1] << 8;
	return (uint8_t)(v >> bit % 8 & 0x7F);
}

int
sst_alpha_septets(const struct sst_alpha_packed *in, struct sst_buf *out,
    struct sst_err *err)
{
	struct gsm g = { .out = out, .is_foreign = in->is_foreign };
	/* A message of a card is short: 8 bits each cannot overflow. */
	size_t n = in->bytes.n < SIZE_MAX / 8 ? in->bytes.n : SIZE_MAX / 8;
	size_t bits = 8 * n < in->skip ? 0 : 8 * n - in->skip;

	if (in->septets > bits / 7)
		return sst_fail(err, SST_E_FORMAT,
		    "%zu septets wanted, %zu bytes hold %zu", in->septets, n,
		    bits / 7);
	for (size_t i = 0; i < in->septets; i++) {
		uint8_t septet = get_septet(in->bytes, in->skip + 7 * i);

		if (put_septet(&g, septet, err) < 0)
			return -1;
	}
	return put_end(&g, err);
}

int
sst_alpha_unpack(struct sst_span packed, size_t septets, unsigned skip,
    struct sst_buf *out, struct sst_err *err)
{
	const struct sst_alpha_packed in = { packed, septets, skip, false };

	return sst_alpha_septets(&in, out, err);
}

int
sst_alpha_keep(const struct sst_buf *b, struct sst_arena *mem, const char **out,
    struct sst_err *err)
{
	*out = (const char *)sst_arena_copy(mem, sst_buf_span(b));
	return *out == NULL ? sst_arena_full(mem, err) : 0;
}

int
sst_alpha_text(struct sst_span field, struct sst_arena *mem, const char **out,
    struct sst_err *err)
{
	struct sst_buf text = { 0 };
	int rc = -1;

	*out = NULL;
	if (sst_alpha_decode(field, &text, err) == 0)
		rc = sst_alpha_keep(&text, mem, out, err);
	sst_buf_fini(&text);
	return rc;
}

bool
sst_alpha_is_blank(struct sst_span s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != 0xFF)
			return false;
	}
	return true;
}
