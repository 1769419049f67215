/* SPDX-License-Identifier: ISC */
/* atr.c: the answer to reset of a card, ISO/IEC 7816-3 section 8. */
#include <simstow/link/atr.h>

#define DIRECT 0x3B
#define INVERSE 0x3F
#define GLOBAL 15 /* T=15 is no protocol */

/* One round of interface bytes, as a Y announces them. */
struct group {
	struct sst_atr_byte a, b, c, d;
};

/* Where the interface bytes stand while they are read. */
struct walk {
	struct sst_cur c;
	unsigned number;   /* of the group, from 1 */
	unsigned protocol; /* that the group is about, from the TD before */
	bool has_first;    /* out->first is from a TD */
	bool has_sum;      /* a TCK follows the historical bytes */
	bool is_t1_read;   /* the first group for T=1 was seen */
};

static int
get_group(struct sst_cur *c, unsigned y, struct group *out, struct sst_err *err)
{
	struct sst_atr_byte *const all[] = { &out->a, &out->b, &out->c,
		&out->d };

	*out = (struct group){ 0 };
	for (unsigned i = 0; i < 4; i++) {
		if ((y >> i & 1) == 0)
			continue;
		if (sst_cur_get_u8(c, &all[i]->v, err) < 0)
			return -1;
		all[i]->is_there = true;
	}
	return 0;
}

/* Section 8.3: which group says what. */
static void
take_group(struct walk *w, const struct group *g, struct sst_atr *out)
{
	if (w->number == 1) {
		out->ta1 = g->a;
		out->tc1 = g->c;
	} else if (w->number == 2) {
		out->ta2 = g->a;
		out->wi = g->c;
	} else if (w->protocol == 1 && !w->is_t1_read) {
		w->is_t1_read = true;
		out->ifsc = g->a;
		out->bwi_cwi = g->b;
		out->is_crc = g->c.is_there && (g->c.v & 1) != 0;
	}
}

static void
take_protocol(struct walk *w, unsigned t, struct sst_atr *out)
{
	w->protocol = t;
	w->has_sum |= t != 0;
	if (t == GLOBAL)
		return;
	out->protocols = (uint16_t)(out->protocols | 1U << t);
	if (!w->has_first)
		out->first = (uint8_t)t;
	w->has_first = true;
}

/* T0, the groups, the historical bytes; TS was taken. */
static int
walk(struct walk *w, struct sst_atr *out, struct sst_err *err)
{
	struct group g;
	uint8_t t0;
	unsigned y;

	if (sst_cur_get_u8(&w->c, &t0, err) < 0)
		return -1;
	for (y = t0 >> 4; y != 0; y = g.d.is_there ? g.d.v >> 4 : 0) {
		if (get_group(&w->c, y, &g, err) < 0)
			return -1;
		w->number++;
		take_group(w, &g, out);
		if (g.d.is_there)
			take_protocol(w, g.d.v & 0x0F, out);
	}
	if (!w->has_first)
		out->protocols = 1;
	return sst_cur_get(&w->c, t0 & 0x0F, &out->historical, err);
}

/* Section 8.2.5: from T0 to TCK all bytes together are 0. */
static int
check_sum(struct sst_span atr, struct sst_cur *c, struct sst_err *err)
{
	size_t at = c->at;
	uint8_t sum = 0, tck;

	if (sst_cur_get_u8(c, &tck, err) < 0)
		return sst_within(err, "TCK");
	for (size_t i = 1; i < at; i++)
		sum ^= atr.p[i];
	if (sum != tck)
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: TCK is %02X, want %02X", at, tck, sum);
	return 0;
}

static int
parse(struct sst_span atr, struct sst_atr *out, struct sst_err *err)
{
	struct walk w = { .c = sst_cur_of(atr) };
	uint8_t ts;

	if (sst_cur_get_u8(&w.c, &ts, err) < 0)
		return -1;
	if (ts != DIRECT && ts != INVERSE)
		return sst_fail(err, SST_E_FORMAT,
		    "byte 0: TS is %02X, want 3B or 3F", ts);
	if (walk(&w, out, err) < 0 ||
	    (w.has_sum && check_sum(atr, &w.c, err) < 0))
		return -1;
	if (w.c.at > SST_ATR_MAX)
		return sst_fail(err, SST_E_FORMAT, "%zu bytes, at most %d",
		    w.c.at, SST_ATR_MAX);
	return 0;
}

int
sst_atr_parse(struct sst_span atr, struct sst_atr *out, struct sst_err *err)
{
	*out = (struct sst_atr){ 0 };
	if (parse(atr, out, err) < 0) {
		*out = (struct sst_atr){ 0 };
		return sst_within(err, "answer to reset");
	}
	return 0;
}

uint8_t
sst_atr_value(struct sst_atr_byte b, uint8_t other)
{
	return b.is_there ? b.v : other;
}

int
sst_atr_historical(struct sst_span atr, struct sst_span *out,
    struct sst_err *err)
{
	struct walk w = { .c = sst_cur_of(atr) };
	struct sst_atr unused = { 0 };
	uint8_t ts;

	*out = (struct sst_span){ 0 };
	if (sst_cur_get_u8(&w.c, &ts, err) < 0 || walk(&w, &unused, err) < 0)
		return -1;
	*out = unused.historical;
	return 0;
}
