/* SPDX-License-Identifier: ISC */
/* ccid_desc.c: the class descriptor of a reader, CCID rev 1.1 section 5.1. */
#include "ccid_priv.h"

#define PROTOCOLS 3U /* T=0 and T=1 */

/* Longest message: an answer, or a command, in one piece. */
#define MESSAGE_MAX ((size_t)SST_CCID_HEADER + SST_CARD_LINK_COMMAND)
#define MESSAGE_MIN ((size_t)SST_CCID_HEADER + 9) /* TPDU of some use */

#define LEVEL_SHIFT 16
#define LEVEL_MASK 7U

/* dwFeatures bits 16 to 18. */
static const enum sst_ccid_level levels[] = {
	[0] = SST_CCID_CHARACTER,
	[1] = SST_CCID_TPDU,
	[2] = SST_CCID_SHORT,
	[4] = SST_CCID_EXTENDED,
	[7] = (enum sst_ccid_level)0,
};

static uint32_t
get_u32(const uint8_t *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
	       (uint32_t)p[3] << 24;
}

static int
read_desc(const uint8_t *p, struct sst_ccid_desc *out, struct sst_err *err)
{
	uint32_t longest = get_u32(p + 44);

	out->max_slot = p[4];
	out->voltages = p[5];
	out->protocols = get_u32(p + 6);
	out->clock_khz = get_u32(p + 10);
	out->rate = get_u32(p + 19);
	out->max_rate = get_u32(p + 23);
	out->rate_n = p[27];
	out->max_ifsd = get_u32(p + 28);
	out->features = get_u32(p + 40);
	out->max_message = longest < MESSAGE_MAX ? longest : MESSAGE_MAX;
	out->level = levels[out->features >> LEVEL_SHIFT & LEVEL_MASK];
	if (out->level == 0)
		return sst_fail(err, SST_E_FORMAT,
		    "class descriptor: unknown level of exchange %u",
		    (unsigned)(out->features >> LEVEL_SHIFT & LEVEL_MASK));
	if (longest < MESSAGE_MIN)
		return sst_fail(err, SST_E_FORMAT,
		    "class descriptor: messages of %u bytes, want %zu at least",
		    (unsigned)longest, MESSAGE_MIN);
	if ((out->protocols & PROTOCOLS) == 0)
		return sst_fail(err, SST_E_FORMAT,
		    "class descriptor: neither T=0 nor T=1");
	return 0;
}

int
sst_ccid_desc_parse(struct sst_span extra, struct sst_ccid_desc *out,
    struct sst_err *err)
{
	struct sst_cur c = sst_cur_of(extra);
	struct sst_span d;

	*out = (struct sst_ccid_desc){ 0 };
	while (c.left.n >= 2 && c.left.p[0] >= 2) {
		uint8_t type = c.left.p[1];
		size_t n = c.left.p[0];

		if (sst_cur_get(&c, n, &d, err) < 0)
			return sst_within(err, "class descriptor");
		if (type != SST_CCID_DESC_TYPE || n != SST_CCID_DESC)
			continue;
		if (read_desc(d.p, out, err) == 0)
			return 1;
		*out = (struct sst_ccid_desc){ 0 };
		return -1;
	}
	return 0;
}
