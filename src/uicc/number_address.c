/* SPDX-License-Identifier: ISC */
/* number_address.c: addresses of messages and of service centres. */
#include <string.h>

#include "alpha_priv.h"
#include "number_priv.h"

/* Reads what follows TON/NPI. */
static int
read_digits(struct sst_span s, uint8_t ton_npi, size_t count,
    char out[SST_NUMBER_TEXT], struct sst_err *err)
{
	sst_number_plus(ton_npi, out);
	if (sst_number_unpack(s, count, out, SST_NUMBER_TEXT, err) < 0)
		return -1;
	if (strcmp(out, "+") == 0)
		out[0] = '\0';
	return 0;
}

static int
read_name(struct sst_span s, size_t count, char out[SST_NUMBER_TEXT],
    struct sst_err *err)
{
	struct sst_buf text = { 0 };
	int rc = sst_alpha_unpack(s, 4 * count / 7, 0, &text, err);

	/* 11 characters of at most 3 bytes. */
	if (rc == 0 && text.n >= SST_NUMBER_TEXT)
		rc =
		    sst_fail(err, SST_E_FORMAT, "address of %zu bytes", text.n);
	else if (rc == 0 && text.n > 0)
		memcpy(out, text.p, text.n);
	if (rc == 0)
		out[text.n] = '\0';
	sst_buf_fini(&text);
	return rc;
}

/* A length byte as digits; -1 for more than an address can have. */
static int
read_length(struct sst_cur *c, bool in_bytes, size_t *digits,
    struct sst_err *err)
{
	size_t at = c->at;
	uint8_t n;

	if (sst_cur_get_u8(c, &n, err) < 0)
		return -1;
	if (in_bytes && n > SST_NUMBER_BCD + 1)
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: address of %u bytes, at most %d wanted", at, n,
		    SST_NUMBER_BCD + 1);
	if (!in_bytes && n > SST_NUMBER_DIGITS)
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: address of %u digits, at most %d wanted", at, n,
		    SST_NUMBER_DIGITS);
	*digits = n;
	if (in_bytes && n > 0)
		*digits = 2 * ((size_t)n - 1);
	return 0;
}

int
sst_number_address(struct sst_cur *c, bool in_bytes, char out[SST_NUMBER_TEXT],
    struct sst_err *err)
{
	struct sst_cur at = *c;
	size_t count = 0;
	struct sst_span s;
	uint8_t ton_npi;
	int rc;

	out[0] = '\0';
	if (read_length(&at, in_bytes, &count, err) < 0)
		return -1;
	/* A service centre may be absent; then it has no TON/NPI either. */
	if (in_bytes && c->left.p[0] == 0) {
		*c = at;
		return 0;
	}
	if (sst_cur_get_u8(&at, &ton_npi, err) < 0 ||
	    sst_cur_get(&at, (count + 1) / 2, &s, err) < 0)
		return -1;
	if ((ton_npi & SST_NUMBER_TON) == SST_NUMBER_ALPHANUMERIC)
		rc = read_name(s, count, out, err);
	else
		rc = read_digits(s, ton_npi, count, out, err);
	if (rc == 0)
		*c = at;
	return rc;
}
