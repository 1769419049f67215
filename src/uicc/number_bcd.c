/* SPDX-License-Identifier: ISC */
/* number_bcd.c: the digits of dialling numbers, 4 bits each. */
#include <string.h>

#include "number_priv.h"

#define DIGIT_END 0x0F
#define TON_UNKNOWN 0x81 /* with the telephone numbering plan */
#define TON_ABROAD 0x91

/* TS 31.102 table 4.4: A to E are no decimal digits. */
static const char digits[] = "0123456789*#p?e";

static bool
is_international(uint8_t ton_npi)
{
	return (ton_npi & SST_NUMBER_TON) == SST_NUMBER_INTERNATIONAL;
}

int
sst_number_unpack(struct sst_span bcd, size_t count, char *text, size_t cap,
    struct sst_err *err)
{
	size_t n = strlen(text);
	size_t added = 0;

	for (; added < count && added / 2 < bcd.n; added++) {
		unsigned v =
		    (unsigned)bcd.p[added / 2] >> 4 * (added % 2) & 0x0F;

		if (v == DIGIT_END)
			break;
		if (n + added + 1 >= cap) {
			text[n] = '\0';
			return sst_fail(err, SST_E_FORMAT,
			    "number of more than %zu characters", cap - 1);
		}
		text[n + added] = digits[v];
	}
	text[n + added] = '\0';
	return 0;
}

void
sst_number_plus(uint8_t ton_npi, char *text)
{
	text[0] = is_international(ton_npi) ? '+' : '\0';
	text[1] = '\0';
}

int
sst_number_check(const char *text, struct sst_err *err)
{
	size_t n = strlen(text);
	size_t first = text[0] == '+' ? 1 : 0;

	if (n >= SST_NUMBER_TEXT)
		return sst_fail(err, SST_E_FORMAT,
		    "number of %zu characters, at most %d wanted", n,
		    SST_NUMBER_TEXT - 1);
	if (n == 1 && first == 1)
		return sst_fail(err, SST_E_FORMAT, "number without digits");
	for (size_t i = first; i < n; i++) {
		if (strchr(digits, text[i]) == NULL)
			return sst_fail(err, SST_E_FORMAT,
			    "character %zu of the number is no digit", i + 1);
	}
	return 0;
}

void
sst_number_pack(const char *text, size_t count, uint8_t *out, size_t n)
{
	memset(out, 0xFF, n);
	for (size_t i = 0; i < count; i++) {
		const char *at = strchr(digits, text[i]);
		unsigned v = at == NULL ? DIGIT_END : (unsigned)(at - digits);
		unsigned old = out[i / 2];

		out[i / 2] = (uint8_t)(i % 2 == 0 ? (old & 0xF0) | v
		                                  : (old & 0x0F) | v << 4);
	}
}

uint8_t
sst_number_ton(const char *text, uint8_t wanted)
{
	bool has_plus = text[0] == '+';

	/* 00 is what nobody filled in, FF is padding. */
	if (wanted != 0 && wanted != 0xFF &&
	    is_international(wanted) == has_plus)
		return wanted;
	return has_plus ? TON_ABROAD : TON_UNKNOWN;
}
