/* SPDX-License-Identifier: ISC */
/*
 * ccid_speed.c: a card's protocol and speed: what the reader does not find
 * out by itself is told to it (SetParameters) and to the card (PPS).
 */
#include <string.h>

#include "ccid_priv.h"

#define PPSS 0xFF
#define PPS_HAS_PPS1 0x10
#define PPS_MAX 4

#define SPECIFIC_IMPLICIT 0x10 /* TA2 b5: speed is not what TA1 says */

#define T0_DEFAULT_WI 10        /* ISO/IEC 7816-3 section 10.2 */
#define T1_DEFAULT_BWI_CWI 0x4D /* section 11.4.3 */
#define T1_BWI_MAX 9

/* Section 8.3, table 7: Fi by the upper half of TA1; 0: reserved. */
static const uint16_t fi_of[16] = { 372, 372, 558, 744, 1116, 1488, 1860, 0, 0,
	512, 768, 1024, 1536, 2048, 0, 0 };
/* table 8: Di by the lower half */
static const uint8_t di_of[16] = { 0, 1, 2, 4, 8, 16, 32, 64, 12, 20, 0, 0, 0,
	0, 0, 0 };

/* What was settled for a card. */
struct choice {
	uint8_t fd;     /* Fi and Di, as TA1 has them */
	bool needs_pps; /* the card has to agree first */
};

static bool
does(const struct sst_ccid_slot *s, uint32_t features)
{
	return (s->desc.features & features) != 0;
}

static uint8_t
value(struct sst_atr_byte b, uint8_t other)
{
	return b.is_there ? b.v : other;
}

/* ---- protocol ---- */

/* Specific mode names it; else the first that both know, others by PPS. */
static int
choose_protocol(struct sst_ccid_slot *s, bool may_pps, struct sst_err *err)
{
	const struct sst_atr *a = &s->atr;
	uint32_t both = a->protocols & s->desc.protocols & 3;

	if (a->ta2.is_there)
		both &= 1U << (a->ta2.v & 0x0F);
	else if (!may_pps)
		both &= 1U << a->first;
	if (both == 0)
		return sst_fail(err, SST_E_DEVICE,
		    "the card and the reader have no protocol in common "
		    "(T=0, T=1)");
	s->protocol = (both >> a->first & 1) != 0 ? a->first
	              : (both & 1) != 0           ? 0
	                                          : 1;
	return 0;
}

/* ---- speed ---- */

static uint32_t
get_u32(const uint8_t *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
	       (uint32_t)p[3] << 24;
}

/* Readers round: a rate is in the table when it differs by 0.2 percent. */
static bool
is_listed(struct sst_span table, uint64_t rate)
{
	for (size_t at = 0; table.n - at >= 4; at += 4) {
		uint64_t v = get_u32(table.p + at);
		uint64_t apart = v > rate ? v - rate : rate - v;

		if (apart * 500 <= rate)
			return true;
	}
	return false;
}

/* Section 5.1: with a count of 0 every rate between the two will do. */
static bool
can_rate(struct sst_ccid_slot *s, uint64_t rate)
{
	struct sst_buf table = { .max = SST_CCID_RATES };
	struct sst_err unused;
	bool can;

	if (rate == 0 || rate < s->desc.rate || rate > s->desc.max_rate)
		return false;
	if (s->desc.rate_n == 0)
		return true;
	can = s->io.control(s->io.ctx, SST_CCID_GET_DATA_RATES, 0, &table,
	          &unused) == 0 &&
	      is_listed(sst_buf_span(&table), rate);
	sst_buf_fini(&table);
	return can;
}

static bool
can_speed(struct sst_ccid_slot *s, uint8_t fd)
{
	uint64_t fi = fi_of[fd >> 4], di = di_of[fd & 0x0F];

	if (fi == 0 || di == 0)
		return false;
	return can_rate(s, (uint64_t)s->desc.clock_khz * 1000 * di / fi);
}

/*
 * Section 9: in specific mode the card runs at what it says; else it stays
 * at 372 and 1 until both have agreed upon more.
 */
static void
choose_speed(struct sst_ccid_slot *s, bool may_pps, struct choice *c)
{
	const struct sst_atr *a = &s->atr;
	uint8_t offered = value(a->ta1, SST_ATR_DEFAULT_FD);

	*c = (struct choice){ .fd = SST_ATR_DEFAULT_FD };
	if (a->ta2.is_there) {
		if ((a->ta2.v & SPECIFIC_IMPLICIT) == 0)
			c->fd = offered;
		return;
	}
	if (!may_pps || s->desc.level != SST_CCID_TPDU)
		return;
	if (offered != SST_ATR_DEFAULT_FD && can_speed(s, offered))
		c->fd = offered;
	/* With AUTO_PPS the reader agrees with the card on SetParameters. */
	c->needs_pps = !does(s, SST_CCID_AUTO_PPS) &&
	               (c->fd != SST_ATR_DEFAULT_FD || s->protocol != a->first);
}

/* ---- PPS, section 9.2 ---- */

static size_t
make_pps(const struct sst_ccid_slot *s, uint8_t fd, uint8_t out[PPS_MAX])
{
	size_t n = 0;
	uint8_t sum = 0;

	out[n++] = PPSS;
	out[n++] = (uint8_t)s->protocol;
	if (fd != SST_ATR_DEFAULT_FD) {
		out[1] |= PPS_HAS_PPS1;
		out[n++] = fd;
	}
	for (size_t i = 0; i < n; i++)
		sum ^= out[i];
	out[n++] = sum;
	return n;
}

/* true: agreed; a card may leave PPS1 out, which means 372 and 1. */
static bool
is_agreed(struct sst_span asked, struct sst_span got, uint8_t *fd)
{
	uint8_t sum = 0;

	if (sst_span_is_equal(asked, got))
		return true;
	if (got.n != 3 || got.p[0] != PPSS || got.p[1] != (asked.p[1] & 0x0F))
		return false;
	for (size_t i = 0; i < got.n; i++)
		sum ^= got.p[i];
	*fd = SST_ATR_DEFAULT_FD;
	return sum == 0;
}

static int
exchange_pps(struct sst_ccid_slot *s, struct choice *c, bool *renew,
    struct sst_err *err)
{
	uint8_t pps[PPS_MAX];
	const struct sst_ccid_command xfr = {
		.type = SST_CCID_XFR_BLOCK,
		.want = SST_CCID_DATA_BLOCK,
		.data = { pps, make_pps(s, c->fd, pps) },
	};
	struct sst_ccid_answer a;

	if (sst_ccid_message_call(s, &xfr, &a, err) < 0)
		return -1;
	if (!a.has_failed && is_agreed(xfr.data, a.data, &c->fd))
		return 0;
	*renew = a.icc != SST_CCID_ABSENT;
	if (a.has_failed)
		return sst_ccid_message_failed(&a, err);
	return sst_fail(err, SST_E_DEVICE, "the card does not agree to PPS");
}

/* ---- SetParameters, CCID rev 1.1 section 6.1.7 ---- */

static size_t
make_parameters(const struct sst_ccid_slot *s, uint8_t fd, uint8_t out[7])
{
	const struct sst_atr *a = &s->atr;
	uint8_t convention = s->atr_bytes[0] == 0x3F ? 0x02 : 0x00;
	uint8_t guard = value(a->tc1, 0);

	out[0] = fd;
	out[1] = convention;
	out[2] = guard;
	if (s->protocol == 0) {
		out[3] = value(a->wi, T0_DEFAULT_WI);
		out[4] = 0; /* the clock is not stopped */
		return 5;
	}
	out[1] |= a->is_crc ? 0x11 : 0x10;
	out[3] = value(a->bwi_cwi, T1_DEFAULT_BWI_CWI);
	out[4] = 0;
	out[5] = (uint8_t)s->t1.ifsc;
	out[6] = 0; /* NAD */
	return 7;
}

static int
set_parameters(struct sst_ccid_slot *s, uint8_t fd, struct sst_err *err)
{
	uint8_t bytes[7];
	const struct sst_ccid_command set = {
		.type = SST_CCID_SET_PARAMETERS,
		.want = SST_CCID_PARAMETERS,
		.own = { (uint8_t)s->protocol, 0, 0 },
		.data = { bytes, make_parameters(s, fd, bytes) },
	};
	struct sst_ccid_answer a;

	if (sst_ccid_message_call(s, &set, &a, err) < 0)
		return -1;
	/* A reader that has them fixed does not know the command. */
	if (a.has_failed && (a.error != 0 || a.icc == SST_CCID_ABSENT)) {
		(void)sst_ccid_message_failed(&a, err);
		return sst_within(err, "parameters");
	}
	return 0;
}

/* A reader that takes them from the answer to reset knows of no PPS of ours. */
static bool
needs_parameters(const struct sst_ccid_slot *s, const struct choice *c)
{
	if (does(s, SST_CCID_AUTO_NEGOTIATION))
		return false;
	return c->needs_pps || !does(s, SST_CCID_AUTO_PARAMETERS);
}

/* ---- waiting times ---- */

/*
 * T=0: WI x 960 x Fi clocks (section 10.2). T=1: 2^BWI x 960 x 372 clocks and
 * 11 etu (section 11.4.3).
 */
static void
take_unit(struct sst_ccid_slot *s, uint8_t fd)
{
	uint64_t khz = s->desc.clock_khz > 0 ? s->desc.clock_khz : 3580;
	uint64_t fi = fi_of[fd >> 4] > 0 ? fi_of[fd >> 4] : 372;
	unsigned bwi = value(s->atr.bwi_cwi, T1_DEFAULT_BWI_CWI) >> 4;
	uint64_t wi = value(s->atr.wi, T0_DEFAULT_WI);
	uint64_t clocks = wi * 960 * fi;

	if (s->protocol == 1)
		clocks =
		    (960ULL << (bwi < T1_BWI_MAX ? bwi : T1_BWI_MAX)) * 372 +
		    11 * fi;
	s->unit_ms = (unsigned)(clocks / khz + 1);
}

/* ---- T=1 ---- */

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

static void
begin_t1(struct sst_ccid_slot *s)
{
	const struct sst_t1_io io = { s, exchange_block };

	sst_t1_fini(&s->t1);
	sst_t1_init(&s->t1, &io, value(s->atr.ifsc, SST_T1_IFS), ifs_room(s));
	s->t1.is_crc = s->atr.is_crc;
}

static int
settle_ifsd(struct sst_ccid_slot *s, struct sst_err *err)
{
	size_t ifsd = ifs_room(s);

	if (s->desc.max_ifsd > 0 && s->desc.max_ifsd < ifsd)
		ifsd = s->desc.max_ifsd;
	if (does(s, SST_CCID_AUTO_IFSD)) {
		s->t1.ifsd = ifsd < SST_T1_INF ? ifsd : SST_T1_INF;
		return 0;
	}
	return ifsd <= SST_T1_IFS ? 0 : sst_t1_ifsd(&s->t1, ifsd, err);
}

int
sst_ccid_speed_settle(struct sst_ccid_slot *s, bool may_pps, bool *renew,
    struct sst_err *err)
{
	bool is_t1_ours;
	struct choice c;

	*renew = false;
	if (choose_protocol(s, may_pps, err) < 0)
		return -1;
	is_t1_ours = s->desc.level == SST_CCID_TPDU && s->protocol == 1;
	begin_t1(s);
	choose_speed(s, may_pps, &c);
	if (does(s, SST_CCID_AUTO_NEGOTIATION))
		c.needs_pps = false;
	if (c.needs_pps && exchange_pps(s, &c, renew, err) < 0)
		return -1;
	take_unit(s, c.fd);
	if (needs_parameters(s, &c) && set_parameters(s, c.fd, err) < 0)
		return -1;
	return is_t1_ours ? settle_ifsd(s, err) : 0;
}
