/* SPDX-License-Identifier: ISC */
/*
 * fuzz_collect_card.c: a card that answers anything, read as a whole. Input:
 * one byte of options (bit 0: T=1, bit 1: all ISD-Rs, bit 2: icons, bit 3: no
 * payloads), then answers, each behind its length in two bytes.
 */
#include <stdlib.h>
#include <string.h>

#include <simstow/base/digits.h>
#include <simstow/collect/collect.h>
#include <simstow/manifest/manifest.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int
any_exchange(struct sst_card_link *l, struct sst_span cmd, struct sst_buf *resp,
    struct sst_err *err)
{
	struct sst_cur *c = l->impl;
	struct sst_span head, s;
	size_t n;

	(void)cmd;
	if (sst_cur_get(c, 2, &head, err) < 0)
		return sst_fail(err, SST_E_DEVICE, "no more answers");
	n = (size_t)(head.p[0] << 8 | head.p[1]);
	if (n > c->left.n)
		n = c->left.n;
	if (sst_cur_get(c, n, &s, err) < 0)
		return -1;
	return sst_buf_put(resp, s, err);
}

static int
any_reset(struct sst_card_link *l, struct sst_err *err)
{
	const struct sst_cur *c = l->impl;

	if (c->left.n == 0)
		return sst_fail(err, SST_E_DEVICE, "no more answers");
	return 0;
}

static void
any_close(struct sst_card_link *l)
{
	l->impl = NULL;
}

static const struct sst_card_link_ops any_ops = { any_exchange, any_reset,
	any_close };

/* A snapshot of a card can be written down, and read again. */
static void
pack(const struct sst_snapshot *s)
{
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };
	struct sst_members members;
	struct sst_snapshot again;

	if (sst_manifest_pack(s, &mem, &members, &err) < 0) {
		if (strstr(err.msg, "UTF-8") != NULL)
			abort();
	} else {
		sst_snapshot_init(&again);
		if (sst_manifest_unpack(&members, &again, &err) < 0)
			abort();
		sst_snapshot_fini(&again);
	}
	sst_arena_fini(&mem);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_cur c = sst_cur_of((struct sst_span){ data, size });
	struct sst_card_link l = { .ops = &any_ops, .impl = &c, .name = "any" };
	struct sst_collect how = { 0 };
	struct sst_err err = { 0 };
	struct sst_snapshot s;
	uint8_t options;

	if (sst_cur_get_u8(&c, &options, &err) < 0)
		return 0;
	l.protocol = (options & 1) != 0 ? SST_CARD_T1 : SST_CARD_T0;
	how.no_files = true; /* they are fuzz_collect_uicc's */
	how.all_isdr = (options & 2) != 0;
	how.icons = (options & 4) != 0;
	how.no_payloads = (options & 8) != 0;
	sst_snapshot_init(&s);
	if (sst_collect_card(&l, &how, &s, &err) == 0)
		pack(&s);
	else if (err.code == SST_OK || s.euiccs.n > 0)
		abort();
	sst_snapshot_fini(&s);
	sst_card_link_close(&l);
	return 0;
}
