/* SPDX-License-Identifier: ISC */
/*
 * fuzz_card.c: a card that answers anything. Input: one byte of options (bit
 * 0: T=1, bit 1: all AIDs, bit 2: a logical channel), the length of an answer
 * to reset and its bytes, then answers, each behind its length in two bytes.
 */
#include <stdlib.h>
#include <string.h>

#include <simstow/es10/isdr.h>
#include <simstow/es10/profiles.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int
any_exchange(struct sst_card_link *l, struct sst_span cmd, struct sst_buf *resp,
    struct sst_err *err)
{
	struct sst_cur *c = l->impl;
	uint8_t high, low;
	struct sst_span s;
	size_t n;

	if (cmd.n < 4 || cmd.n > SST_CARD_LINK_COMMAND)
		abort();
	if (sst_cur_get_u8(c, &high, err) < 0 ||
	    sst_cur_get_u8(c, &low, err) < 0)
		return sst_fail(err, SST_E_DEVICE, "no more answers");
	n = (size_t)(high << 8 | low);
	if (n > c->left.n)
		n = c->left.n;
	if (sst_cur_get(c, n, &s, err) < 0)
		return -1;
	return sst_buf_put(resp, s, err);
}

static int
any_reset(struct sst_card_link *l, struct sst_err *err)
{
	struct sst_cur *c = l->impl;

	if (c->left.n == 0)
		return sst_fail(err, SST_E_DEVICE, "no more answers");
	return 0;
}

static void
any_close(struct sst_card_link *l)
{
	l->impl = NULL;
}

static const struct sst_card_link_ops any_ops = {
	.exchange = any_exchange,
	.reset = any_reset,
	.close = any_close,
};

static void
any_trace(void *ctx, const char *line)
{
	(void)ctx;
	if (strlen(line) > 90)
		abort();
}

static void
ask(struct sst_es10 *e)
{
	struct sst_profiles_want want = { true, true };
	enum sst_profiles_list list;
	struct sst_buf resp = { 0 };
	struct sst_err err = { 0 };

	if (sst_es10_call(e, "ES10c.GetEID", sst_euicc_get_eid, &resp, &err) ==
	        0 &&
	    resp.n < 3)
		abort();
	if (sst_profiles_read(e, want, &resp, &list, &err) < 0 &&
	    err.code == SST_OK)
		abort();
	sst_buf_fini(&resp);
}

static void
talk(struct sst_card *card, unsigned options)
{
	struct sst_isdr_found found;
	struct sst_err err = { 0 };
	struct sst_es10 e;
	int rc;

	if ((options & 4) != 0 && sst_card_open_channel(card, &err) < 0)
		return;
	rc = (options & 2) != 0 ? sst_isdr_find_all(card, NULL, 0, &found, &err)
	                        : sst_isdr_find(card, NULL, 0, &found, &err);
	if (rc < 0 || found.n > SST_ISDR_FOUND)
		return;
	for (size_t i = 0; i < found.n; i++)
		if (sst_isdr_select(card, &found.aid[i], i + 1 == found.n, &e,
		        &err) == 0)
			ask(&e);
}

/* The answer to reset, as long as the input says and allows. */
static int
take_atr(struct sst_card_link *l, struct sst_cur *c, struct sst_err *err)
{
	struct sst_span s;
	uint8_t n;

	if (sst_cur_get_u8(c, &n, err) < 0)
		return -1;
	n %= SST_CARD_LINK_ATR + 1;
	if (sst_cur_get(c, n, &s, err) < 0)
		return -1;
	if (n > 0)
		memcpy(l->atr, s.p, n);
	l->atr_n = n;
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_cur c = sst_cur_of((struct sst_span){ data, size });
	struct sst_card_link l = { .ops = &any_ops,
		.impl = &c,
		.name = "any",
		.trace = any_trace };
	struct sst_err err = { 0 };
	struct sst_card card;
	uint8_t options;

	if (sst_cur_get_u8(&c, &options, &err) < 0 ||
	    take_atr(&l, &c, &err) < 0)
		return 0;
	l.protocol = (options & 1) != 0 ? SST_CARD_T1 : SST_CARD_T0;
	if (sst_card_open(&card, &l, &err) == 0) {
		talk(&card, options);
		sst_card_close(&card);
	}
	sst_card_link_close(&l);
	return 0;
}
