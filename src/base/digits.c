/* SPDX-License-Identifier: ISC */
/* digits.c: the numbers of the field: BCD, ICCID, EID, MCC and MNC. */
#include <string.h>

#include <simstow/base/digits.h>

#define MASK_HEAD 6
#define MASK_TAIL 2
#define MASK_LEAST 12
#define PLMN_BYTES 3

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_digits(const char *text, size_t min, size_t max)
{
	size_t n = strlen(text);

	for (size_t i = 0; i < n; i++) {
		if (!is_digit(text[i]))
			return false;
	}
	return n >= min && n <= max;
}

void
sst_bcd_swapped(struct sst_span s, char *out)
{
	static const char digits[] = "0123456789abcdef";
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		out[n++] = digits[s.p[i] & 0x0F];
		out[n++] = digits[s.p[i] >> 4];
	}
	while (n > 0 && out[n - 1] == 'f')
		n--;
	out[n] = '\0';
}

int
sst_bcd_swap(const char *digits, uint8_t *out, size_t n, struct sst_err *err)
{
	size_t count = strlen(digits);

	for (size_t i = 0; i < count; i++) {
		if (!is_digit(digits[i]))
			return sst_fail(err, SST_E_FORMAT,
			    "character %zu is no digit", i);
	}
	if (count / 2 + count % 2 > n)
		return sst_fail(err, SST_E_FORMAT,
		    "%zu digits found, at most %zu wanted", count, 2 * n);
	memset(out, 0xFF, n);
	for (size_t i = 0; i < count; i++) {
		unsigned v = (unsigned)(digits[i] - '0');
		unsigned old = out[i / 2];

		out[i / 2] = (uint8_t)(i % 2 == 0 ? (old & 0xF0) | v
		                                  : (old & 0x0F) | v << 4);
	}
	return 0;
}

bool
sst_iccid_is_plain(const char *iccid)
{
	return is_digits(iccid, SST_ICCID_MIN, SST_ICCID_MAX);
}

bool
sst_iccid_has_luhn(const char *iccid)
{
	size_t n = strlen(iccid);
	unsigned sum = 0;

	if (!is_digits(iccid, 2, SIZE_MAX))
		return false;
	for (size_t i = 0; i < n; i++) {
		unsigned v = (unsigned)(iccid[n - 1 - i] - '0');

		if (i % 2 == 1)
			v = v < 5 ? 2 * v : 2 * v - 9;
		sum = (sum + v) % 10;
	}
	return sum == 0;
}

bool
sst_eid_is_plain(const char *eid)
{
	return is_digits(eid, SST_EID_DIGITS, SST_EID_DIGITS);
}

bool
sst_eid_has_check(const char *eid)
{
	unsigned rest = 0;

	if (!sst_eid_is_plain(eid))
		return false;
	for (size_t i = 0; i < SST_EID_DIGITS; i++)
		rest = (10 * rest + (unsigned)(eid[i] - '0')) % 97;
	return rest == 1;
}

int
sst_plmn_format(struct sst_span s, char out[7], struct sst_err *err)
{
	/* Where the digits are, as byte and shift: MCC 1 2 3, MNC 1 2 3. */
	static const struct {
		uint8_t byte;
		uint8_t shift;
	} places[] = { { 0, 0 }, { 0, 4 }, { 1, 0 }, { 2, 0 }, { 2, 4 },
		{ 1, 4 } };
	const size_t last = sizeof(places) / sizeof(places[0]) - 1;
	char text[7] = { 0 };

	out[0] = '\0';
	if (s.n != PLMN_BYTES)
		return sst_fail(err, SST_E_FORMAT,
		    "MCC and MNC have %zu bytes, want %d", s.n, PLMN_BYTES);
	for (size_t i = 0; i <= last; i++) {
		unsigned v = s.p[places[i].byte] >> places[i].shift & 0x0F;

		if (v == 0x0F && i == last)
			break;
		if (v > 9 && v != 0x0E)
			return sst_fail(err, SST_E_FORMAT,
			    "digit %zu of MCC and MNC is %X", i + 1, v);
		text[i] = v == 0x0E ? '?' : (char)('0' + v);
	}
	memcpy(out, text, sizeof(text));
	return 0;
}

void
sst_digits_mask(const char *text, char *out)
{
	size_t n = strlen(text);

	for (size_t i = 0; i < n; i++) {
		bool is_kept =
		    n >= MASK_LEAST && (i < MASK_HEAD || i >= n - MASK_TAIL);

		out[i] = is_kept ? text[i] : '*';
	}
	out[n] = '\0';
}
