/* SPDX-License-Identifier: ISC */
/* bech32.c: the text form of age keys. */
#include <assert.h>
#include <string.h>

#include "bech32_priv.h"

#define CHECK 6     /* characters of the checksum */
#define CONSTANT 1U /* BIP 173; bech32m has another */

static const char alphabet[32] = { 'q', 'p', 'z', 'r', 'y', '9', 'x', '8', 'g',
	'f', '2', 't', 'v', 'd', 'w', '0', 's', '3', 'j', 'n', '5', '4', 'k',
	'h', 'c', 'e', '6', 'm', 'u', 'a', '7', 'l' };

static bool
is_upper_case(uint8_t c)
{
	return c >= 'A' && c <= 'Z';
}

static bool
is_lower_case(uint8_t c)
{
	return c >= 'a' && c <= 'z';
}

static uint8_t
lower(uint8_t c)
{
	return is_upper_case(c) ? (uint8_t)(c + ('a' - 'A')) : c;
}

/* One step of the BCH code over GF(32) of BIP 173. */
static uint32_t
step(uint32_t sum, unsigned value)
{
	static const uint32_t generator[] = { 0x3B6A57B2, 0x26508E6D,
		0x1EA119FA, 0x3D4233DD, 0x2A1462B3 };
	uint32_t top = sum >> 25;

	sum = (sum & 0x1FFFFFF) << 5 ^ value;
	for (size_t i = 0; i < sizeof(generator) / sizeof(generator[0]); i++)
		if ((top >> i & 1) != 0)
			sum ^= generator[i];
	return sum;
}

static uint32_t
sum_of_hrp(const char *hrp)
{
	uint32_t sum = 1;

	for (const char *c = hrp; *c != '\0'; c++)
		sum = step(sum, (uint8_t)*c >> 5);
	sum = step(sum, 0);
	for (const char *c = hrp; *c != '\0'; c++)
		sum = step(sum, (uint8_t)*c & 31);
	return sum;
}

static int
check_case(struct sst_span text, struct sst_err *err)
{
	bool has_upper = false;
	bool has_lower = false;

	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] < 33 || text.p[i] > 126)
			return sst_fail(err, SST_E_FORMAT,
			    "character %zu is not printable ASCII", i + 1);
		has_upper = has_upper || is_upper_case(text.p[i]);
		has_lower = has_lower || is_lower_case(text.p[i]);
	}
	if (has_upper && has_lower)
		return sst_fail(err, SST_E_FORMAT,
		    "upper and lower case are mixed");
	return 0;
}

/* The separator is the last '1': the part before it may hold others. */
static int
split(struct sst_span text, size_t *hrp_n, struct sst_err *err)
{
	size_t n = text.n;
	size_t data_n;

	while (n > 0 && text.p[n - 1] != '1')
		n--;
	if (n == 0)
		return sst_fail(err, SST_E_FORMAT, "no separator 1");
	*hrp_n = n - 1;
	data_n = text.n - n;
	if (*hrp_n == 0 || *hrp_n > SST_BECH32_PART)
		return sst_fail(err, SST_E_FORMAT,
		    "%zu characters before the separator, want 1 to %d", *hrp_n,
		    SST_BECH32_PART);
	if (data_n < CHECK)
		return sst_fail(err, SST_E_FORMAT,
		    "%zu characters after the separator, want at least %d",
		    data_n, CHECK);
	/* data_n * 5 / 8 without a product that could overflow */
	if (data_n - CHECK > (SST_BECH32_DATA * 8 + 4) / 5)
		return sst_fail(err, SST_E_FORMAT, "more than %d bytes",
		    SST_BECH32_DATA);
	return 0;
}

struct values {
	struct sst_span text; /* after the separator, with the checksum */
	size_t at;            /* characters before it */
	uint32_t sum;
};

static int
get_values(struct values *v, uint8_t *data, size_t *n, struct sst_err *err)
{
	uint32_t acc = 0;
	unsigned bits = 0;

	for (size_t i = 0; i < v->text.n; i++) {
		const char *c =
		    memchr(alphabet, lower(v->text.p[i]), sizeof(alphabet));
		unsigned value;

		if (c == NULL)
			return sst_fail(err, SST_E_FORMAT,
			    "character %zu is not of the bech32 alphabet",
			    v->at + i + 1);
		value = (unsigned)(c - alphabet);
		v->sum = step(v->sum, value);
		if (i >= v->text.n - CHECK)
			continue;
		acc = acc << 5 | value;
		bits += 5;
		if (bits >= 8) {
			bits -= 8;
			data[(*n)++] = (uint8_t)(acc >> bits);
			acc &= (1U << bits) - 1;
		}
	}
	if (v->sum != CONSTANT)
		return sst_fail(err, SST_E_FORMAT, "the checksum is wrong");
	if (bits >= 5 || acc != 0)
		return sst_fail(err, SST_E_FORMAT,
		    "the left-over bits are not fewer than 5 zeros");
	return 0;
}

int
sst_bech32_parse(struct sst_span text, char hrp[SST_BECH32_PART + 1],
    uint8_t data[SST_BECH32_DATA], size_t *n, struct sst_err *err)
{
	struct values v = { 0 };
	size_t hrp_n;
	int rc = -1;

	hrp[0] = '\0';
	*n = 0;
	if (check_case(text, err) < 0 || split(text, &hrp_n, err) < 0)
		goto out;
	for (size_t i = 0; i < hrp_n; i++)
		hrp[i] = (char)lower(text.p[i]);
	hrp[hrp_n] = '\0';
	v.at = hrp_n + 1;
	v.text = (struct sst_span){ text.p + v.at, text.n - v.at };
	v.sum = sum_of_hrp(hrp);
	rc = get_values(&v, data, n, err);
out:
	if (rc < 0) {
		explicit_bzero(data, SST_BECH32_DATA);
		hrp[0] = '\0';
		*n = 0;
	}
	return rc;
}

size_t
sst_bech32_length(const char *hrp, size_t n)
{
	return strlen(hrp) + 1 + (n * 8 + 4) / 5 + CHECK;
}

static char *
put(char *out, char c, bool is_upper)
{
	*out = is_upper && c >= 'a' && c <= 'z' ? (char)(c - ('a' - 'A')) : c;
	return out + 1;
}

void
sst_bech32_write(const char *hrp, struct sst_span data, bool is_upper,
    char *out)
{
	uint32_t sum = sum_of_hrp(hrp);
	uint32_t acc = 0;
	unsigned bits = 0;

	for (const char *c = hrp; *c != '\0'; c++)
		out = put(out, *c, is_upper);
	out = put(out, '1', is_upper);
	for (size_t i = 0; i < data.n || bits > 0;) {
		if (bits < 5 && i < data.n) {
			acc = acc << 8 | data.p[i++];
			bits += 8;
		} else if (bits < 5) {
			acc <<= 5 - bits;
			bits = 5;
		}
		bits -= 5;
		sum = step(sum, acc >> bits & 31);
		out = put(out, alphabet[acc >> bits & 31], is_upper);
		acc &= (1U << bits) - 1;
	}
	for (size_t i = 0; i < CHECK; i++)
		sum = step(sum, 0);
	sum ^= CONSTANT;
	for (size_t i = 0; i < CHECK; i++)
		out = put(out, alphabet[sum >> 5 * (CHECK - 1 - i) & 31],
		    is_upper);
}

int
sst_bech32_format(const char *hrp, struct sst_span data, bool is_upper,
    struct sst_secret *out, struct sst_err *err)
{
	assert(data.n <= SST_BECH32_DATA);
	if (sst_secret_new(out, sst_bech32_length(hrp, data.n), err) < 0)
		return -1;
	sst_bech32_write(hrp, data, is_upper, (char *)out->p);
	return 0;
}
