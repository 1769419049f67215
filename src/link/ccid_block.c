/* SPDX-License-Identifier: ISC */
/* ccid_block.c: blocks of T=1 through a reader that takes TPDUs. */
#include "ccid_priv.h"

/* 1 a block, 0 none or a damaged one, -1 the link is broken. */
static int
exchange_block(void *ctx, struct sst_span out, uint8_t bwi, struct sst_buf *in,
    struct sst_err *err)
{
	struct sst_ccid_slot *s = ctx;
	const struct sst_ccid_command xfr = {
		.type = SST_CCID_XFR_BLOCK,
		.want = SST_CCID_DATA_BLOCK,
		.own = { bwi, 0, 0 },
		.data = out,
	};
	struct sst_ccid_answer a;

	if (sst_ccid_message_call(s, &xfr, &a, err) < 0)
		return -1;
	if (a.has_failed && a.icc == SST_CCID_ACTIVE &&
	    (a.error == SST_CCID_ERROR_MUTE ||
	        a.error == SST_CCID_ERROR_PARITY))
		return 0;
	if (a.has_failed || a.icc == SST_CCID_ABSENT)
		return sst_ccid_message_failed(&a, err);
	return sst_buf_put(in, a.data, err) < 0 ? -1 : 1;
}

/* Bytes of INF in one message: NAD PCB LEN and a sum of two are around. */
static size_t
ifs_room(const struct sst_ccid_slot *s)
{
	return s->desc.max_message - SST_CCID_HEADER - 5;
}

void
sst_ccid_block_begin(struct sst_ccid_slot *s)
{
	const struct sst_t1_io io = { s, exchange_block };

	sst_t1_fini(&s->t1);
	sst_t1_init(&s->t1, &io, sst_atr_value(s->atr.ifsc, SST_T1_IFS),
	    ifs_room(s));
	s->t1.is_crc = s->atr.is_crc;
}

int
sst_ccid_block_settle(struct sst_ccid_slot *s, struct sst_err *err)
{
	size_t ifsd = ifs_room(s);

	if (s->desc.max_ifsd > 0 && s->desc.max_ifsd < ifsd)
		ifsd = s->desc.max_ifsd;
	if ((s->desc.features & SST_CCID_AUTO_IFSD) != 0) {
		s->t1.ifsd = ifsd < SST_T1_INF ? ifsd : SST_T1_INF;
		return 0;
	}
	return ifsd <= SST_T1_IFS ? 0 : sst_t1_ifsd(&s->t1, ifsd, err);
}
