/* SPDX-License-Identifier: ISC */
/* es10.c: one ES10 function call: STORE DATA out, one answer object back. */
#include <assert.h>

#include <simstow/card/sw.h>

#include "es10_priv.h"

#define INS_STORE_DATA 0xE2
#define P1_MORE 0x11
#define P1_LAST 0x91

/* What cards and readers on record take, when not the whole 255. */
static const size_t smaller_blocks[] = { 254, 128, 120, 63 };

/* One pass over the blocks of a command. */
struct pass {
	struct sst_span cmd;
	size_t block; /* data bytes in one STORE DATA */
	size_t sent;  /* blocks that the card took */
	uint16_t sw;
};

static size_t
smaller_than(size_t block)
{
	size_t n = sizeof(smaller_blocks) / sizeof(smaller_blocks[0]);

	for (size_t i = 0; i < n; i++)
		if (smaller_blocks[i] < block)
			return smaller_blocks[i];
	return 0;
}

/* SGP.22 v2.5 section 5.7.6: the card is silent until the last block. */
static int
check_middle(const struct pass *p, const struct sst_buf *resp,
    struct sst_err *err)
{
	if (sst_sw_is_more(p->sw) || resp->n > 0)
		return sst_fail(err, SST_E_FORMAT,
		    "block %zu: data before the last block was sent", p->sent);
	return 0;
}

/* Ends early, with the status word in p, when the card refuses a block. */
static int
send_blocks(struct sst_card *card, struct pass *p, struct sst_buf *resp,
    struct sst_err *err)
{
	struct sst_cur c = sst_cur_of(p->cmd);
	struct sst_apdu a = { .cla = 0x80, .ins = INS_STORE_DATA };

	for (p->sent = 0; c.left.n > 0; p->sent++) {
		bool is_last = c.left.n <= p->block;

		a.p1 = is_last ? P1_LAST : P1_MORE;
		a.p2 = (uint8_t)p->sent;
		a.ne = is_last ? 256 : 0;
		a.leave = !is_last;
		if (sst_cur_get(&c, is_last ? c.left.n : p->block, &a.data,
		        err) < 0 ||
		    sst_card_send(card, &a, resp, &p->sw, err) < 0)
			return -1;
		if (is_last)
			return 0;
		if (check_middle(p, resp, err) < 0)
			return -1;
		if (!sst_sw_is_ok(p->sw))
			return 0;
	}
	return 0;
}

static bool
is_about_length(uint16_t sw)
{
	return sw == 0x6700 || sw == 0x6C00;
}

/* A block size that worked once is kept; until then smaller ones are tried. */
static int
send_sized(struct sst_es10 *e, struct pass *p, struct sst_buf *resp,
    struct sst_err *err)
{
	size_t next;

	p->block = e->block == 0 ? SST_ES10_BLOCK : e->block;
	for (;;) {
		if (p->cmd.n > 256 * p->block)
			return sst_fail(err, SST_E_FAILED,
			    "command of %zu bytes, at most %zu fit", p->cmd.n,
			    256 * p->block);
		if (send_blocks(e->card, p, resp, err) < 0)
			return -1;
		next = smaller_than(p->block);
		if (e->block != 0 || p->sent != 0 || next == 0 ||
		    p->cmd.n <= p->block || !is_about_length(p->sw))
			break;
		p->block = next;
	}
	if (p->sent > 0)
		e->block = p->block;
	return 0;
}

/* Faults that a reset is known to cure. */
static bool
wants_reset(uint16_t sw)
{
	return sw == 0x6985 || sw == 0x6F00 || sw == 0x6581;
}

static int
begin_again(struct sst_es10 *e, struct sst_err *err)
{
	struct sst_span aid = { e->aid, e->aid_n };
	uint16_t sw;

	e->restarted = true;
	if (sst_card_restart(e->card, err) < 0 ||
	    sst_card_select(e->card, aid, &sw, err) < 0)
		return -1;
	if (!sst_sw_is_ok(sw) && !sst_sw_is_more(sw))
		return sst_card_refused(err, sw, "SELECT ISD-R after a reset");
	return 0;
}

static int
send_command(struct sst_es10 *e, struct pass *p, struct sst_buf *resp,
    struct sst_err *err)
{
	if (send_sized(e, p, resp, err) < 0)
		return -1;
	if (e->restarted || !wants_reset(p->sw))
		return 0;
	if (begin_again(e, err) < 0)
		return -1;
	return send_sized(e, p, resp, err);
}

static int
check_tag(struct sst_span cmd, struct sst_span answer, struct sst_err *err)
{
	struct sst_cur c = sst_cur_of(answer);
	struct sst_cur value;
	struct sst_tlv sent;
	struct sst_cur sent_at = sst_cur_of(cmd);
	bool is_cut;

	if (sst_tlv_next(&sent_at, &sent, err) < 0)
		return -1;
	return sst_es10_list_peel(&c, sent.tag, &value, &is_cut, err);
}

int
sst_es10_call(struct sst_es10 *e, const char *name, struct sst_span cmd,
    struct sst_buf *resp, struct sst_err *err)
{
	struct pass p = { .cmd = cmd };

	assert(cmd.n > 0 && cmd.n <= SST_ES10_COMMAND);
	sst_buf_clear(resp);
	if (send_command(e, &p, resp, err) < 0) {
		sst_buf_clear(resp);
		return sst_within(err, "%s", name);
	}
	if (!sst_sw_is_ok(p.sw)) {
		sst_buf_clear(resp);
		return sst_card_refused(err, p.sw, name);
	}
	if (check_tag(cmd, sst_buf_span(resp), err) < 0)
		return sst_within(err, "%s", name);
	return 0;
}

int
sst_es10_enter(struct sst_span answer, uint32_t tag, struct sst_tlv *out,
    size_t *extra, struct sst_err *err)
{
	struct sst_cur c = sst_cur_of(answer);

	*extra = 0;
	if (sst_tlv_get(&c, tag, out, err) < 0)
		return -1;
	*extra = c.left.n;
	return 0;
}
