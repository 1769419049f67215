/* SPDX-License-Identifier: ISC */
/* card_send.c: one command with all that belongs to it: 6Cxx, 61xx, chains. */
#include <assert.h>

#include <simstow/card/sw.h>

#include "card_priv.h"

#define INS_GET_RESPONSE 0xC0
#define EMPTY_ROUNDS_MAX 8 /* rounds in a row that bring nothing */
#define SHORT_MAX 255      /* data bytes of a short command */
#define SHORT_NE 256       /* bytes that a short command may ask for */
#define DATA_MAX 65535
#define NE_MAX 65536

/* A command laid out, and what a repetition may change in it. */
struct laid_out {
	struct sst_buf b;
	struct sst_buf answer; /* here, so that a chain allocates once */
	bool is_short;
	bool has_le;
	bool may_take_le; /* 6Cxx can be answered with an Le */
};

static int
put_header(struct sst_buf *b, const struct sst_card *c,
    const struct sst_apdu *a, struct sst_err *err)
{
	const uint8_t h[] = { sst_card_class(a->cla, c->channel), a->ins, a->p1,
		a->p2 };

	return sst_buf_put(b, SST_SPAN(h), err);
}

static int
put_u16(struct sst_buf *b, size_t v, struct sst_err *err)
{
	const uint8_t two[] = { (uint8_t)(v >> 8), (uint8_t)v };

	return sst_buf_put(b, SST_SPAN(two), err);
}

/* ISO/IEC 7816-3 section 12.1.3, the extended form. 65,536 is 0000. */
static int
put_extended(struct laid_out *l, const struct sst_apdu *a, struct sst_err *err)
{
	l->is_short = false;
	if (sst_buf_put_u8(&l->b, 0, err) < 0)
		return -1;
	if (a->data.n > 0 && (put_u16(&l->b, a->data.n, err) < 0 ||
	                         sst_buf_put(&l->b, a->data, err) < 0))
		return -1;
	if (a->ne > 0 && put_u16(&l->b, a->ne, err) < 0)
		return -1;
	return 0;
}

/*
 * The short form. On T=0 the fifth byte P3 is always there: 00 for case 1,
 * Le for case 2, Lc for 3 and 4, and Le never follows data.
 */
static int
put_short(struct laid_out *l, const struct sst_apdu *a, bool is_t0,
    struct sst_err *err)
{
	unsigned ne = a->ne < SHORT_NE ? a->ne : SHORT_NE;

	l->is_short = true;
	l->has_le = a->data.n == 0 ? ne > 0 : ne > 0 && !is_t0;
	l->may_take_le = !a->once && (a->data.n == 0 || !is_t0);
	if (a->data.n > 0 &&
	    (sst_buf_put_u8(&l->b, (uint8_t)a->data.n, err) < 0 ||
	        sst_buf_put(&l->b, a->data, err) < 0))
		return -1;
	if (l->has_le)
		return sst_buf_put_u8(&l->b, (uint8_t)ne, err);
	if (a->data.n == 0 && is_t0) {
		l->has_le = true;
		return sst_buf_put_u8(&l->b, 0, err);
	}
	return 0;
}

static int
lay_out(struct laid_out *l, const struct sst_card *c, const struct sst_apdu *a,
    struct sst_err *err)
{
	bool is_long = a->data.n > SHORT_MAX || a->ne > SHORT_NE;

	assert(a->data.n <= DATA_MAX && a->ne <= NE_MAX);
	if (a->data.n > SHORT_MAX && !c->extended)
		return sst_fail(err, SST_E_FAILED,
		    "command of %zu data bytes, the card takes at most %d",
		    a->data.n, SHORT_MAX);
	sst_buf_clear(&l->b);
	if (put_header(&l->b, c, a, err) < 0)
		return -1;
	if (is_long && c->extended)
		return put_extended(l, a, err);
	return put_short(l, a, c->link->protocol == SST_CARD_T0, err);
}

/* One answer apart: data to resp, the status word to *sw. */
static int
take(const struct sst_buf *part, struct sst_buf *resp, uint16_t *sw,
    struct sst_err *err)
{
	size_t n = part->n - 2; /* sst_card_link_exchange demanded them */

	*sw = (uint16_t)(part->p[n] << 8 | part->p[n + 1]);
	if ((*sw & 0xFF00) == 0x6C00)
		return 0;
	return sst_buf_put(resp, (struct sst_span){ part->p, n }, err);
}

static int
set_le(struct laid_out *l, uint8_t le, struct sst_err *err)
{
	if (!l->has_le)
		return sst_buf_put_u8(&l->b, le, err);
	l->b.p[l->b.n - 1] = le;
	return 0;
}

static int
exchange_once(struct sst_card *c, struct laid_out *l, struct sst_buf *resp,
    uint16_t *sw, struct sst_err *err)
{
	if (sst_card_link_exchange(c->link, sst_buf_span(&l->b), &l->answer,
	        err) < 0)
		return -1;
	return take(&l->answer, resp, sw, err);
}

/* A command and, after 6Cxx, the same once more with the Le it names. */
static int
exchange(struct sst_card *c, const struct sst_apdu *a, struct laid_out *l,
    struct sst_buf *resp, uint16_t *sw, struct sst_err *err)
{
	if (lay_out(l, c, a, err) < 0 || exchange_once(c, l, resp, sw, err) < 0)
		return -1;
	if ((*sw & 0xFF00) != 0x6C00 || !l->is_short || !l->may_take_le)
		return 0;
	if (set_le(l, (uint8_t)*sw, err) < 0)
		return -1;
	return exchange_once(c, l, resp, sw, err);
}

/* GET RESPONSE until nothing waits: TS 102 221 section 7.3.1.1.4. */
static int
fetch_rest(struct sst_card *c, bool is_2g, struct laid_out *l,
    struct sst_buf *resp, uint16_t *sw, struct sst_err *err)
{
	struct sst_apdu a = { .cla = is_2g ? SST_CARD_CLASS_2G : 0,
		.ins = INS_GET_RESPONSE };
	unsigned rounds = 0, empty = 0;

	while (is_2g ? sst_sw_is_more_2g(*sw) : sst_sw_is_more(*sw)) {
		size_t before = resp->n;

		if (rounds++ == SST_CARD_ROUNDS_MAX)
			return sst_fail(err, SST_E_FORMAT,
			    "%s: endless answer: %d times 61xx", c->link->name,
			    SST_CARD_ROUNDS_MAX);
		a.ne = (*sw & 0xFF) != 0 ? *sw & 0xFF : SHORT_NE;
		if (exchange(c, &a, l, resp, sw, err) < 0)
			return -1;
		empty = resp->n == before ? empty + 1 : 0;
		if (empty == EMPTY_ROUNDS_MAX)
			return sst_fail(err, SST_E_FORMAT,
			    "%s: endless answer: 61xx, but no data %d times "
			    "in a row",
			    c->link->name, EMPTY_ROUNDS_MAX);
	}
	return 0;
}

int
sst_card_send(struct sst_card *c, const struct sst_apdu *a,
    struct sst_buf *resp, uint16_t *sw, struct sst_err *err)
{
	bool is_2g = a->cla == SST_CARD_CLASS_2G;
	struct laid_out l = { 0 };
	int rc = -1;

	*sw = 0;
	sst_buf_clear(resp);
	sst_buf_init(&l.b, SST_CARD_LINK_COMMAND);
	sst_buf_init(&l.answer, SST_CARD_LINK_ANSWER);
	if (resp->max == 0)
		resp->max = SST_CARD_ANSWER_MAX;
	if (exchange(c, a, &l, resp, sw, err) < 0 ||
	    (!a->leave && fetch_rest(c, is_2g, &l, resp, sw, err) < 0))
		goto out;
	rc = 0;
out:
	if (rc < 0)
		sst_buf_clear(resp);
	sst_buf_fini(&l.answer);
	sst_buf_fini(&l.b);
	return rc;
}
