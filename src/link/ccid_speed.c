/* SPDX-License-Identifier: ISC */
/*
 * ccid_speed.c: a card's protocol and speed: what the reader does not find
 * out by itself is told to it (SetParameters) and to the card (PPS).
 */
#include "ccid_priv.h"

#define SPECIFIC_IMPLICIT 0x10 /* TA2 b5: speed is not what TA1 says */

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
	uint8_t offered = sst_atr_value(a->ta1, SST_ATR_DEFAULT_FD);

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
	unsigned bwi =
	    sst_atr_value(s->atr.bwi_cwi, SST_ATR_DEFAULT_BWI_CWI) >> 4;
	uint64_t wi = sst_atr_value(s->atr.wi, SST_ATR_DEFAULT_WI);
	uint64_t clocks = wi * 960 * fi;

	if (s->protocol == 1)
		clocks =
		    (960ULL << (bwi < T1_BWI_MAX ? bwi : T1_BWI_MAX)) * 372 +
		    11 * fi;
	s->unit_ms = (unsigned)(clocks / khz + 1);
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
	sst_ccid_block_begin(s);
	choose_speed(s, may_pps, &c);
	if (does(s, SST_CCID_AUTO_NEGOTIATION))
		c.needs_pps = false;
	if (c.needs_pps && sst_ccid_pps_exchange(s, &c.fd, renew, err) < 0)
		return -1;
	take_unit(s, c.fd);
	if (needs_parameters(s, &c) &&
	    sst_ccid_parameters_set(s, c.fd, err) < 0)
		return -1;
	return is_t1_ours ? sst_ccid_block_settle(s, err) : 0;
}
