/* SPDX-License-Identifier: ISC */
/* adb_packet.c: 24 bytes of header, then the payload. */
#include "adb_priv.h"

static uint32_t
get_u32(const uint8_t *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
	       (uint32_t)p[3] << 24;
}

static void
put_u32(uint8_t *p, uint32_t v)
{
	for (unsigned i = 0; i < 4; i++)
		p[i] = (uint8_t)(v >> (8 * i) & 0xFF);
}

/* No CRC, whatever the field was called once: the plain sum of the bytes. */
static uint32_t
sum_of(struct sst_span s)
{
	uint32_t sum = 0;

	for (size_t i = 0; i < s.n; i++)
		sum += s.p[i];
	return sum;
}

void
sst_adb_packet_head(const struct sst_adb_packet *p, uint8_t out[SST_ADB_HEADER])
{
	put_u32(out, p->command);
	put_u32(out + 4, p->arg0);
	put_u32(out + 8, p->arg1);
	put_u32(out + 12, (uint32_t)p->data.n);
	put_u32(out + 16, sum_of(p->data));
	put_u32(out + 20, p->command ^ 0xFFFFFFFFU);
}

bool
sst_adb_packet_has_sum(const struct sst_adb_packet *p)
{
	return p->sum == sum_of(p->data);
}

int
sst_adb_packet_next(struct sst_span in, struct sst_adb_packet *out, size_t *n,
    struct sst_err *err)
{
	const uint8_t *p = in.p;
	uint32_t length, magic;

	*out = (struct sst_adb_packet){ 0 };
	*n = SST_ADB_HEADER - in.n;
	if (in.n < SST_ADB_HEADER)
		return 0;
	*out = (struct sst_adb_packet){ get_u32(p), get_u32(p + 4),
		get_u32(p + 8), get_u32(p + 16), { 0 } };
	length = get_u32(p + 12);
	magic = get_u32(p + 20);
	*n = 0;
	if (magic != (out->command ^ 0xFFFFFFFFU))
		return sst_fail(err, SST_E_FORMAT,
		    "packet %08X: magic %08X found, %08X wanted",
		    (unsigned)out->command, (unsigned)magic,
		    (unsigned)(out->command ^ 0xFFFFFFFFU));
	if (length > SST_ADB_PAYLOAD)
		return sst_fail(err, SST_E_FORMAT,
		    "packet %08X: payload of %u bytes, at most %u wanted",
		    (unsigned)out->command, (unsigned)length, SST_ADB_PAYLOAD);
	if (in.n - SST_ADB_HEADER < length) {
		*n = length - (in.n - SST_ADB_HEADER);
		return 0;
	}
	out->data = (struct sst_span){ p + SST_ADB_HEADER, length };
	*n = SST_ADB_HEADER + (size_t)length;
	return 1;
}
