/* SPDX-License-Identifier: ISC */
/* ccid_apdu.c: APDUs at the level at which a reader exchanges. */
#include "ccid_priv.h"

/* wLevelParameter and bChainParameter, CCID rev 1.1 sections 6.1.4, 6.2.1 */
#define WHOLE 0x00
#define FIRST 0x01
#define LAST 0x02
#define MIDDLE 0x03
#define GO_ON 0x10 /* empty: the other side is to send its next part */

#define PARTS_MAX 1024 /* of an answer: 64 bytes in each, were it the longest */

/* One part out, one part in. */
static int
transfer(struct sst_ccid_slot *s, struct sst_span part, uint8_t level,
    struct sst_ccid_answer *out, struct sst_err *err)
{
	const struct sst_ccid_command xfr = {
		.type = SST_CCID_XFR_BLOCK,
		.want = SST_CCID_DATA_BLOCK,
		.own = { 0, level, 0 },
		.data = part,
	};

	if (sst_ccid_message_call(s, &xfr, out, err) < 0)
		return -1;
	if (out->has_failed || out->icc == SST_CCID_ABSENT)
		return sst_ccid_message_failed(out, err);
	return 0;
}

/* A short APDU, or a TPDU of T=0: one message is one command. */
static int
exchange_whole(struct sst_ccid_slot *s, struct sst_span cmd,
    struct sst_buf *resp, struct sst_err *err)
{
	struct sst_ccid_answer a;

	if (transfer(s, cmd, WHOLE, &a, err) < 0)
		return -1;
	return sst_buf_put(resp, a.data, err);
}

static int
fail_chain(struct sst_err *err, const struct sst_ccid_answer *a)
{
	return sst_fail(err, SST_E_FORMAT,
	    "the reader breaks its chain: bChainParameter %02X with %zu bytes",
	    a->own, a->data.n);
}

/* The command in parts; the answer to the last one begins the answer. */
static int
send_chain(struct sst_ccid_slot *s, struct sst_span cmd,
    struct sst_ccid_answer *a, struct sst_err *err)
{
	size_t room = s->desc.max_message - SST_CCID_HEADER;
	uint8_t level = FIRST;

	if (cmd.n <= room)
		return transfer(s, cmd, WHOLE, a, err);
	while (cmd.n > room) {
		struct sst_span part = { cmd.p, room };

		if (transfer(s, part, level, a, err) < 0)
			return -1;
		if (a->own != GO_ON || a->data.n != 0)
			return fail_chain(err, a);
		cmd.p += room;
		cmd.n -= room;
		level = MIDDLE;
	}
	return transfer(s, cmd, LAST, a, err);
}

static int
exchange_chained(struct sst_ccid_slot *s, struct sst_span cmd,
    struct sst_buf *resp, struct sst_err *err)
{
	const struct sst_span none = { 0 };
	struct sst_ccid_answer a;

	if (send_chain(s, cmd, &a, err) < 0)
		return -1;
	for (unsigned i = 0; i < PARTS_MAX; i++) {
		bool is_next = a.own == MIDDLE || a.own == LAST;

		if ((!is_next && a.own != WHOLE && a.own != FIRST) ||
		    is_next != (i > 0))
			return fail_chain(err, &a);
		if (sst_buf_put(resp, a.data, err) < 0)
			return -1;
		if (a.own == WHOLE || a.own == LAST)
			return 0;
		/* So that a chain always comes to an end. */
		if (a.data.n == 0)
			return fail_chain(err, &a);
		if (transfer(s, none, GO_ON, &a, err) < 0)
			return -1;
	}
	return sst_fail(err, SST_E_FORMAT, "an answer in more than %d parts",
	    PARTS_MAX);
}

static int
exchange_t1(struct sst_ccid_slot *s, struct sst_span cmd, struct sst_buf *resp,
    struct sst_err *err)
{
	return sst_t1_exchange(&s->t1, cmd, resp, err);
}

static int
exchange_tpdu(struct sst_ccid_slot *s, struct sst_span cmd,
    struct sst_buf *resp, struct sst_err *err)
{
	return s->protocol == 1 ? exchange_t1(s, cmd, resp, err)
	                        : exchange_whole(s, cmd, resp, err);
}

static int (*const levels[])(struct sst_ccid_slot *s, struct sst_span cmd,
    struct sst_buf *resp, struct sst_err *err) = {
	[SST_CCID_TPDU] = exchange_tpdu,
	[SST_CCID_SHORT] = exchange_whole,
	[SST_CCID_EXTENDED] = exchange_chained,
};

int
sst_ccid_apdu_exchange(struct sst_ccid_slot *s, struct sst_span cmd,
    struct sst_buf *resp, struct sst_err *err)
{
	sst_ccid_message_begin(s);
	return levels[s->desc.level](s, cmd, resp, err);
}
