/* SPDX-License-Identifier: ISC */
/* ccid_pps.c: a card and its host agree on speed, ISO/IEC 7816-3 section 9. */
#include "ccid_priv.h"

#define PPSS 0xFF
#define PPS_HAS_PPS1 0x10
#define PPS_MAX 4

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
	if (sum == 0)
		*fd = SST_ATR_DEFAULT_FD;
	return sum == 0;
}

int
sst_ccid_pps_exchange(struct sst_ccid_slot *s, uint8_t *fd, bool *renew,
    struct sst_err *err)
{
	uint8_t pps[PPS_MAX];
	const struct sst_ccid_command xfr = {
		.type = SST_CCID_XFR_BLOCK,
		.want = SST_CCID_DATA_BLOCK,
		.data = { pps, make_pps(s, *fd, pps) },
	};
	struct sst_ccid_answer a;

	if (sst_ccid_message_call(s, &xfr, &a, err) < 0)
		return -1;
	if (!a.has_failed && is_agreed(xfr.data, a.data, fd))
		return 0;
	*renew = a.icc != SST_CCID_ABSENT;
	if (a.has_failed)
		return sst_ccid_message_failed(&a, err);
	return sst_fail(err, SST_E_DEVICE, "the card does not agree to PPS");
}
