/* SPDX-License-Identifier: ISC */
/*
 * fuzz_ccid_message.c: a reader that answers anything to power, speed and
 * APDUs. Two bytes choose its level and features; then each answer is a byte
 * that says how, a length, and bytes: 1 puts a right header before them but
 * for status, error and chain, 2 is silence, 4 lets a minute pass.
 */
#include <stdlib.h>
#include <string.h>

#include "../../src/link/ccid_priv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define TURNS_MAX 200000 /* far more than any bound allows */

struct reader {
	struct sst_cur c;
	uint8_t asked; /* the type of the last message */
	uint8_t seq;
	uint64_t now;
	unsigned turns;
	bool is_closed;
};

static uint64_t
now(void *ctx)
{
	return ((struct reader *)ctx)->now;
}

static int
take(void *ctx, struct sst_span s, unsigned ms, struct sst_err *err)
{
	struct reader *r = ctx;

	(void)ms;
	(void)err;
	if (s.n < SST_CCID_HEADER || s.p[5] != 0 ||
	    s.n != SST_CCID_HEADER + (s.p[1] | (size_t)s.p[2] << 8))
		abort();
	r->asked = s.p[0];
	r->seq = s.p[6];
	return 0;
}

/* Which message answers which. */
static uint8_t
type_of(uint8_t asked)
{
	if (asked == SST_CCID_POWER_ON || asked == SST_CCID_XFR_BLOCK)
		return SST_CCID_DATA_BLOCK;
	return asked == SST_CCID_SET_PARAMETERS ? SST_CCID_PARAMETERS
	                                        : SST_CCID_SLOT_STATUS;
}

static int
put_header(const struct reader *r, struct sst_span s, struct sst_buf *in,
    struct sst_err *err)
{
	const uint8_t head[] = { type_of(r->asked), (uint8_t)(s.n - 3), 0, 0, 0,
		0, r->seq, s.p[0], s.p[1], s.p[2] };

	if (sst_buf_put(in, SST_SPAN(head), err) < 0)
		return -1;
	return sst_buf_put(in, (struct sst_span){ s.p + 3, s.n - 3 }, err);
}

static int
give(void *ctx, struct sst_buf *in, unsigned ms, struct sst_err *err)
{
	struct reader *r = ctx;
	uint8_t how, n;
	struct sst_span s;
	int rc;

	if (++r->turns > TURNS_MAX)
		abort();
	if (sst_cur_get_u8(&r->c, &how, err) < 0)
		return sst_fail(err, SST_E_DEVICE, "gone");
	if ((how & 4) != 0)
		r->now += 60000;
	if ((how & 2) != 0) {
		r->now += ms;
		return 0;
	}
	if (sst_cur_get_u8(&r->c, &n, err) < 0 ||
	    sst_cur_get(&r->c, n, &s, err) < 0)
		return sst_fail(err, SST_E_DEVICE, "gone");
	if ((how & 1) != 0 && s.n >= 3)
		rc = put_header(r, s, in, err);
	else
		rc = sst_buf_put(in, s, err);
	return rc < 0 ? -1 : 1;
}

static int
control(void *ctx, enum sst_ccid_request request, uint16_t value,
    struct sst_buf *in, struct sst_err *err)
{
	struct reader *r = ctx;
	struct sst_span s;

	(void)value;
	if (in == NULL)
		return 0;
	if (request != SST_CCID_GET_DATA_RATES ||
	    sst_cur_get(&r->c, 8, &s, err) < 0)
		return sst_fail(err, SST_E_DEVICE, "stalled");
	return sst_buf_put(in, s, err);
}

static void
let_go(void *ctx)
{
	struct reader *r = ctx;

	if (r->is_closed)
		abort();
	r->is_closed = true;
}

static struct sst_ccid_desc
choose(uint8_t level, uint8_t features)
{
	return (struct sst_ccid_desc){
		.voltages = features & 7,
		.protocols = 3,
		.clock_khz = 4000,
		.rate = 1,
		.max_rate = 4000000,
		.rate_n = level >> 7,
		.max_ifsd = 254,
		.features = (features & 0xCAU) | (level & 0x40 ? 0x400U : 0),
		.max_message = (level & 0x20) != 0 ? 30 : 271,
		.level = (enum sst_ccid_level)(SST_CCID_TPDU + level % 3),
	};
}

static int
exchange(struct sst_ccid_slot *slot, size_t n, struct sst_err *err)
{
	static const uint8_t zeros[64];
	struct sst_buf resp = { .max = 4096 };
	int rc = sst_ccid_apdu_exchange(slot, (struct sst_span){ zeros, n },
	    &resp, err);

	sst_buf_fini(&resp);
	return rc;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct reader r = { .c = sst_cur_of((struct sst_span){ data, size }) };
	const struct sst_ccid_io io = { &r, now, take, give, control, let_go };
	struct sst_ccid_desc d;
	struct sst_err err = { 0 };
	struct sst_ccid_slot slot;
	enum sst_ccid_icc icc;
	struct sst_span s;

	if (sst_cur_get(&r.c, 2, &s, &err) < 0)
		return 0;
	d = choose(s.p[0], s.p[1]);
	sst_ccid_slot_init(&slot, &io, &d, 0);
	if (sst_ccid_slot_look(&slot, &icc, &err) == 0 &&
	    sst_ccid_slot_power(&slot, &err) == 0)
		for (size_t n = 5; n < 64; n += 29)
			if (exchange(&slot, n, &err) < 0 && err.code == SST_OK)
				abort();
	sst_ccid_slot_fini(&slot);
	if (!r.is_closed)
		abort();
	return 0;
}
