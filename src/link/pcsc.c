/* SPDX-License-Identifier: ISC */
/* pcsc.c: smart-card readers that a PC/SC service (pcscd) holds. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pcsc_priv.h"

#define NAMES_MAX ((size_t)SST_PCSC_READERS * (MAX_READERNAME + 1) + 1)
#define WAIT_MAX_MS 3600000U
#define GRACE_POWER_MS 5000U /* a cold card in a slow reader */
#define GRACE_USED_MS 500U   /* a card that others have powered up */

_Static_assert(SST_CARD_LINK_ATR == MAX_ATR_SIZE, "ATR sizes differ");

struct pcsc {
	struct sst_pcsc_held held;
	uint8_t answer[SST_CARD_LINK_ANSWER];
};

static const char *const state_names[] = {
	[SST_PCSC_EMPTY] = "empty",
	[SST_PCSC_CARD] = "card",
	[SST_PCSC_SHARED] = "shared",
	[SST_PCSC_EXCLUSIVE] = "in use",
	[SST_PCSC_MUTE] = "mute",
	[SST_PCSC_UNKNOWN] = "unknown",
};

const char *
sst_pcsc_state_name(enum sst_pcsc_state state)
{
	size_t i = (size_t)state;

	if (i >= sizeof(state_names) / sizeof(state_names[0]))
		i = SST_PCSC_UNKNOWN;
	return state_names[i];
}

/* In the order in which they count. */
static const struct {
	DWORD bit;
	enum sst_pcsc_state state;
} states[] = {
	{ SCARD_STATE_UNKNOWN, SST_PCSC_UNKNOWN },
	{ SCARD_STATE_UNAVAILABLE, SST_PCSC_UNKNOWN },
	{ SCARD_STATE_EMPTY, SST_PCSC_EMPTY },
	{ SCARD_STATE_MUTE, SST_PCSC_MUTE },
	{ SCARD_STATE_EXCLUSIVE, SST_PCSC_EXCLUSIVE },
	{ SCARD_STATE_INUSE, SST_PCSC_SHARED },
	{ SCARD_STATE_PRESENT, SST_PCSC_CARD },
};

static enum sst_pcsc_state
state_of(DWORD bits)
{
	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		if ((bits & states[i].bit) != 0)
			return states[i].state;
	return SST_PCSC_UNKNOWN;
}

/* One reader at a time: libpcsclite takes no more than 16 in one call. */
static enum sst_pcsc_state
read_state(SCARDCONTEXT ctx, const char *name, SCARD_READERSTATE *rs)
{
	*rs = (SCARD_READERSTATE){ .szReader = name };
	rs->dwCurrentState = SCARD_STATE_UNAWARE;
	if (SCardGetStatusChange(ctx, 0, rs, 1) != SCARD_S_SUCCESS) {
		rs->cbAtr = 0;
		return SST_PCSC_UNKNOWN;
	}
	return state_of(rs->dwEventState);
}

static int
read_reader(SCARDCONTEXT ctx, const char *name, struct sst_arena *mem,
    struct sst_pcsc_reader *out, struct sst_err *err)
{
	SCARD_READERSTATE rs;
	struct sst_span atr;

	out->name = name;
	out->state = read_state(ctx, name, &rs);
	atr = (struct sst_span){ rs.rgbAtr, rs.cbAtr };
	if (atr.n == 0 || atr.n > sizeof(rs.rgbAtr))
		return 0;
	out->atr.p = sst_arena_copy(mem, atr);
	if (out->atr.p == NULL)
		return sst_arena_full(mem, err);
	out->atr.n = atr.n;
	return 0;
}

/* The service's names: strings one after the other, then an empty one. */
static int
split_names(const char *names, size_t n, struct sst_arena *mem,
    struct sst_pcsc_readers *out, struct sst_err *err)
{
	size_t at = 0;

	while (at < n && names[at] != '\0' && out->n < SST_PCSC_READERS) {
		struct sst_pcsc_reader *v;

		v = sst_arena_grow(mem, out->v, out->n, sizeof(*v));
		if (v == NULL)
			return sst_arena_full(mem, err);
		v[out->n].name = names + at;
		out->v = v;
		out->n++;
		at += strnlen(names + at, n - at) + 1;
	}
	return 0;
}

static int
list_names(SCARDCONTEXT ctx, struct sst_arena *mem,
    struct sst_pcsc_readers *out, struct sst_err *err)
{
	DWORD n = NAMES_MAX - 1;
	char *names = sst_arena_get(mem, NAMES_MAX);
	LONG rc;

	if (names == NULL)
		return sst_arena_full(mem, err);
	rc = SCardListReaders(ctx, NULL, names, &n);
	if (rc == SCARD_E_NO_READERS_AVAILABLE)
		return 0;
	if (rc != SCARD_S_SUCCESS)
		return sst_pcsc_error_set(err, rc);
	if (n >= NAMES_MAX)
		n = NAMES_MAX - 1;
	names[n] = '\0';
	return split_names(names, n, mem, out, err);
}

int
sst_pcsc_list(struct sst_arena *mem, struct sst_pcsc_readers *out,
    struct sst_err *err)
{
	struct sst_pcsc_readers list = { 0 };
	SCARDCONTEXT ctx;
	LONG code;
	int rc = -1;

	*out = (struct sst_pcsc_readers){ 0 };
	code = SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &ctx);
	if (code != SCARD_S_SUCCESS)
		return sst_pcsc_error_set(err, code);
	if (list_names(ctx, mem, &list, err) < 0)
		goto out;
	for (size_t i = 0; i < list.n; i++)
		if (read_reader(ctx, list.v[i].name, mem, &list.v[i], err) < 0)
			goto out;
	*out = list;
	rc = 0;
out:
	(void)SCardReleaseContext(ctx);
	return rc;
}

static int
pcsc_exchange(struct sst_card_link *l, struct sst_span cmd,
    struct sst_buf *resp, struct sst_err *err)
{
	struct pcsc *p = l->impl;
	DWORD n = sizeof(p->answer);
	LONG rc;

	rc = SCardTransmit(p->held.card,
	    l->protocol == SST_CARD_T0 ? SCARD_PCI_T0 : SCARD_PCI_T1, cmd.p,
	    cmd.n, NULL, p->answer, &n);
	if (rc != SCARD_S_SUCCESS)
		return sst_pcsc_error_set(err, rc);
	return sst_buf_put(resp, (struct sst_span){ p->answer, n }, err);
}

/* What the service says of the card after it was powered up. */
static int
take_status(struct sst_card_link *l, struct sst_err *err)
{
	struct pcsc *p = l->impl;
	DWORD name_n = 0, state = 0, protocol = 0, n = sizeof(l->atr);
	LONG rc;

	rc = SCardStatus(p->held.card, NULL, &name_n, &state, &protocol, l->atr,
	    &n);
	if (rc != SCARD_S_SUCCESS)
		return sst_pcsc_error_set(err, rc);
	l->atr_n = n <= sizeof(l->atr) ? n : 0;
	l->protocol =
	    p->held.protocol == SCARD_PROTOCOL_T1 ? SST_CARD_T1 : SST_CARD_T0;
	return 0;
}

static int
pcsc_reset(struct sst_card_link *l, struct sst_err *err)
{
	struct pcsc *p = l->impl;
	LONG rc;

	rc = SCardReconnect(p->held.card, SCARD_SHARE_EXCLUSIVE, p->held.asked,
	    SCARD_UNPOWER_CARD, &p->held.protocol);
	if (rc != SCARD_S_SUCCESS)
		return sst_pcsc_error_set(err, rc);
	return take_status(l, err);
}

static void
pcsc_close(struct sst_card_link *l)
{
	struct pcsc *p = l->impl;

	if (p == NULL)
		return;
	if (p->held.card != 0)
		(void)SCardDisconnect(p->held.card, SCARD_LEAVE_CARD);
	if (p->held.ctx != 0)
		(void)SCardReleaseContext(p->held.ctx);
	explicit_bzero(p, sizeof(*p));
	free(p);
	l->impl = NULL;
}

static const struct sst_card_link_ops pcsc_ops = {
	.exchange = pcsc_exchange,
	.reset = pcsc_reset,
	.close = pcsc_close,
};

/* For "no such reader": the names of those that are there, if they fit. */
static void
hint_readers(struct sst_err *err)
{
	struct sst_arena mem = { 0 };
	struct sst_pcsc_readers r;
	struct sst_err unused = { 0 };
	struct sst_buf b = { 0 };

	sst_buf_init(&b, sizeof(err->hint));
	if (sst_pcsc_list(&mem, &r, &unused) < 0)
		goto out;
	if (r.n == 0)
		sst_err_hint(err, "no reader is attached");
	for (size_t i = 0; i < r.n; i++)
		if (sst_buf_printf(&b, &unused, "%s\"%s\"", i == 0 ? "" : ", ",
		        r.v[i].name) < 0)
			break;
	if (b.n > 0)
		sst_err_hint(err, "readers: %.*s", (int)b.n, (const char *)b.p);
out:
	sst_buf_fini(&b);
	sst_arena_fini(&mem);
}

/* How long the connection itself may take, when nobody holds the card. */
static int
choose_grace(const char *reader, unsigned *grace_ms, struct sst_err *err)
{
	SCARD_READERSTATE rs;
	SCARDCONTEXT ctx;
	LONG code;
	enum sst_pcsc_state s;

	*grace_ms = GRACE_POWER_MS;
	code = SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &ctx);
	if (code != SCARD_S_SUCCESS)
		return sst_pcsc_error_set(err, code);
	s = read_state(ctx, reader, &rs);
	if (s == SST_PCSC_SHARED || s == SST_PCSC_EXCLUSIVE)
		*grace_ms = GRACE_USED_MS;
	(void)SCardReleaseContext(ctx);
	return 0;
}

static int
open_card(const char *reader, unsigned wait_ms, struct sst_card_link *l,
    struct sst_err *err)
{
	struct pcsc *p = l->impl;
	unsigned grace_ms;
	LONG rc;

	if (choose_grace(reader, &grace_ms, err) < 0)
		return -1;
	rc = sst_pcsc_connect_card(reader, wait_ms, grace_ms, &p->held);
	if (rc == SCARD_S_SUCCESS)
		return take_status(l, err);
	(void)sst_pcsc_error_set(err, rc);
	if (rc == SCARD_E_UNKNOWN_READER)
		hint_readers(err);
	return -1;
}

int
sst_pcsc_open(const char *reader, unsigned wait_ms, struct sst_card_link *out,
    struct sst_err *err)
{
	struct sst_card_link l = { .ops = &pcsc_ops };

	*out = (struct sst_card_link){ 0 };
	(void)snprintf(l.name, sizeof(l.name), "pcsc:%s", reader);
	l.impl = calloc(1, sizeof(struct pcsc));
	if (l.impl == NULL)
		return sst_fail(err, SST_E_FAILED, "%s: out of memory", l.name);
	if (wait_ms > WAIT_MAX_MS)
		wait_ms = WAIT_MAX_MS;
	if (open_card(reader, wait_ms, &l, err) < 0) {
		pcsc_close(&l);
		return sst_within(err, "%s", l.name);
	}
	*out = l;
	return 0;
}
