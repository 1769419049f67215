/* SPDX-License-Identifier: ISC */
/* sw.c: status words and what they mean. */
#include <stddef.h>

#include <simstow/card/sw.h>

/*
 * ISO/IEC 7816-4 section 5.6, ETSI TS 102 221 section 10.2, GlobalPlatform
 * Card section 11.1.3, 3GPP TS 51.011 section 9.4. The first row that fits
 * counts.
 */
static const struct {
	uint16_t mask;
	uint16_t value;
	const char *name;
} rows[] = {
	{ 0xFFFF, 0x9000, "done" },
	{ 0xFF00, 0x9100, "done, a proactive command waits" },
	{ 0xFF00, 0x6100, "an answer waits" },
	{ 0xFF00, 0x6C00, "wrong length of the answer wanted" },
	{ 0xFFFF, 0x6200, "warning, nothing changed" },
	{ 0xFFFF, 0x6281, "part of the data may be damaged" },
	{ 0xFFFF, 0x6282, "end of file before the length wanted" },
	{ 0xFFFF, 0x6283, "file or application is invalidated" },
	{ 0xFFFF, 0x6285, "application is terminated" },
	{ 0xFFFF, 0x6310, "more data waits" },
	{ 0xFFF0, 0x63C0, "wrong value, tries are counted" },
	{ 0xFFFF, 0x6400, "failed, nothing changed" },
	{ 0xFFFF, 0x6500, "failed, memory may have changed" },
	{ 0xFFFF, 0x6581, "memory problem" },
	{ 0xFFFF, 0x6700, "wrong length" },
	{ 0xFFFF, 0x6881, "logical channel not supported" },
	{ 0xFFFF, 0x6882, "secure messaging not supported" },
	{ 0xFFFF, 0x6883, "last command of the chain expected" },
	{ 0xFFFF, 0x6884, "command chaining not supported" },
	{ 0xFFFF, 0x6900, "command not allowed" },
	{ 0xFFFF, 0x6981, "command does not fit the file" },
	{ 0xFFFF, 0x6982, "security status not satisfied" },
	{ 0xFFFF, 0x6983, "authentication method blocked" },
	{ 0xFFFF, 0x6984, "referenced data invalidated" },
	{ 0xFFFF, 0x6985, "conditions of use not satisfied" },
	{ 0xFFFF, 0x6986, "command not allowed, no file selected" },
	{ 0xFFFF, 0x6999, "application could not be selected" },
	{ 0xFFFF, 0x6A80, "wrong data" },
	{ 0xFFFF, 0x6A81, "function not supported" },
	{ 0xFFFF, 0x6A82, "file or application not found" },
	{ 0xFFFF, 0x6A83, "record not found" },
	{ 0xFFFF, 0x6A84, "no room left" },
	{ 0xFFFF, 0x6A86, "wrong parameters P1 P2" },
	{ 0xFFFF, 0x6A87, "length does not fit P1 P2" },
	{ 0xFFFF, 0x6A88, "referenced data not found" },
	{ 0xFFFF, 0x6B00, "wrong parameters P1 P2, outside the file" },
	{ 0xFFFF, 0x6D00, "command not known" },
	{ 0xFFFF, 0x6E00, "class not known" },
	{ 0xFFFF, 0x6F00, "failed without a reason" },
	{ 0xFFFF, 0x9240, "memory problem" },
	{ 0xFFFF, 0x9300, "card toolkit is busy" },
	{ 0xFFFF, 0x9400, "no file selected" },
	{ 0xFFFF, 0x9402, "wrong address, outside the file" },
	{ 0xFFFF, 0x9404, "file not found" },
	{ 0xFFFF, 0x9408, "command does not fit the file" },
	{ 0xFFFF, 0x9802, "no PIN is set up" },
	{ 0xFFFF, 0x9804, "access conditions not fulfilled or wrong PIN" },
	{ 0xFFFF, 0x9808, "contradicts the state of the PIN" },
	{ 0xFFFF, 0x9810, "contradicts the state of invalidation" },
	{ 0xFFFF, 0x9840, "wrong PIN, or PIN blocked" },
	{ 0xFFFF, 0x9850, "value is at its maximum" },
	{ 0xFFFF, 0x9862, "authentication failed" },
	{ 0xFF00, 0x9F00, "an answer waits" },
};

const char *
sst_sw_name(uint16_t sw)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if ((sw & rows[i].mask) == rows[i].value)
			return rows[i].name;
	return "unknown status word";
}

bool
sst_sw_is_ok(uint16_t sw)
{
	return sw == 0x9000 || (sw & 0xFF00) == 0x9100;
}

bool
sst_sw_is_more(uint16_t sw)
{
	return (sw & 0xFF00) == 0x6100;
}

bool
sst_sw_is_more_2g(uint16_t sw)
{
	return sst_sw_is_more(sw) || (sw & 0xFF00) == 0x9F00;
}
