/* SPDX-License-Identifier: ISC */
/* number.c: ADN records and the overflow records behind them. */
#include <string.h>

#include "alpha_priv.h"
#include "number_priv.h"

#define EXTEND_BYTES 13
#define EXTEND_DIGITS 0x02 /* record of additional data, not a subaddress */
#define PART_MAX (SST_NUMBER_BCD + 1) /* TON/NPI and digits */

/* Records are counted from 1: neither 00 nor FF is one. */
static uint8_t
record_or_none(uint8_t record)
{
	return record == 0 ? SST_NUMBER_NONE : record;
}

int
sst_number_get_part(struct sst_cur *c, struct sst_number *out,
    struct sst_err *err)
{
	struct sst_number number = { .extension = SST_NUMBER_NONE,
		.capability = SST_NUMBER_NONE };
	size_t at = c->at;
	struct sst_span s;
	unsigned n;

	*out = number;
	if (sst_cur_get(c, SST_NUMBER_FIXED, &s, err) < 0)
		return -1;
	n = s.p[0] == 0xFF ? 0 : s.p[0];
	if (n > PART_MAX)
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: number of %u bytes, at most %d wanted", at, n,
		    PART_MAX);
	number.ton_npi = s.p[1];
	number.capability = record_or_none(s.p[SST_NUMBER_FIXED - 2]);
	number.extension = record_or_none(s.p[SST_NUMBER_FIXED - 1]);
	sst_number_plus(s.p[1], number.text);
	if (n > 0 &&
	    sst_number_unpack((struct sst_span){ s.p + 2, n - 1 },
	        SST_NUMBER_DIGITS, number.text, sizeof(number.text), err) < 0)
		return -1;
	if (strcmp(number.text, "+") == 0)
		number.text[0] = '\0';
	*out = number;
	return 0;
}

int
sst_number_put_part(const struct sst_number *in, uint8_t part[SST_NUMBER_FIXED],
    size_t *used, struct sst_err *err)
{
	size_t first = in->text[0] == '+' ? 1 : 0;
	size_t n;

	*used = 0;
	memset(part, 0xFF, SST_NUMBER_FIXED);
	if (sst_number_check(in->text, err) < 0)
		return -1;
	n = strlen(in->text) - first;
	if (n == 0)
		return 0;
	if (n > SST_NUMBER_DIGITS)
		n = SST_NUMBER_DIGITS;
	part[0] = (uint8_t)(1 + (n + 1) / 2);
	part[1] = sst_number_ton(in->text, in->ton_npi);
	sst_number_pack(in->text + first, n, part + 2, SST_NUMBER_BCD);
	part[SST_NUMBER_FIXED - 2] = record_or_none(in->capability);
	part[SST_NUMBER_FIXED - 1] = record_or_none(in->extension);
	*used = first + n;
	return 0;
}

int
sst_number_adn(struct sst_span record, struct sst_arena *mem,
    struct sst_number_adn *out, struct sst_err *err)
{
	struct sst_cur c = sst_cur_of(record);
	struct sst_number_adn adn = { 0 };
	struct sst_span alpha;

	*out = adn;
	if (record.n < SST_NUMBER_FIXED)
		return sst_fail(err, SST_E_FORMAT,
		    "record of %zu bytes, at least %d wanted", record.n,
		    SST_NUMBER_FIXED);
	if (sst_cur_get(&c, record.n - SST_NUMBER_FIXED, &alpha, err) < 0 ||
	    sst_number_get_part(&c, &adn.number, err) < 0)
		return -1;
	if (sst_alpha_text(alpha, mem, &adn.name, err) < 0)
		return sst_within(err, "name");
	*out = adn;
	return adn.name[0] != '\0' || adn.number.text[0] != '\0' ? 1 : 0;
}

int
sst_number_extend(struct sst_span record, struct sst_number *number,
    struct sst_err *err)
{
	struct sst_span digits;
	uint8_t n;

	if (record.n != EXTEND_BYTES)
		return sst_fail(err, SST_E_FORMAT,
		    "overflow record of %zu bytes, want %d", record.n,
		    EXTEND_BYTES);
	if (record.p[0] != EXTEND_DIGITS)
		return sst_fail(err, SST_E_FORMAT,
		    "byte 0: overflow record of type %02X, want %02X",
		    record.p[0], EXTEND_DIGITS);
	n = record.p[1];
	if (n > SST_NUMBER_BCD)
		return sst_fail(err, SST_E_FORMAT,
		    "byte 1: %u bytes of digits, at most %d wanted", n,
		    SST_NUMBER_BCD);
	digits = (struct sst_span){ record.p + 2, n };
	if (sst_number_unpack(digits, SST_NUMBER_DIGITS, number->text,
	        sizeof(number->text), err) < 0)
		return -1;
	number->extension = record_or_none(record.p[EXTEND_BYTES - 1]);
	return 0;
}

int
sst_number_adn_encode(const char *name, const char *text, uint8_t *record,
    size_t n, struct sst_number_fit *fit, struct sst_err *err)
{
	struct sst_number number = { 0 };
	size_t alpha;

	*fit = (struct sst_number_fit){ 0 };
	if (n < SST_NUMBER_FIXED)
		return sst_fail(err, SST_E_FORMAT,
		    "record of %zu bytes, at least %d wanted", n,
		    SST_NUMBER_FIXED);
	if (sst_number_check(text, err) < 0)
		return -1;
	memcpy(number.text, text, strlen(text) + 1);
	alpha = n - SST_NUMBER_FIXED;
	if (sst_alpha_encode(name, record, alpha, &fit->name, err) < 0)
		return sst_within(err, "name");
	return sst_number_put_part(&number, record + alpha, &fit->text, err);
}

int
sst_number_extend_encode(const char *text, size_t *used, uint8_t next,
    uint8_t record[13], struct sst_err *err)
{
	size_t all = strlen(text);
	size_t n;

	memset(record, 0xFF, EXTEND_BYTES);
	if (sst_number_check(text, err) < 0)
		return -1;
	if (*used >= all || text[*used] == '+')
		return sst_fail(err, SST_E_FORMAT,
		    "no digit is left for an overflow record");
	n = all - *used;
	if (n > SST_NUMBER_DIGITS)
		n = SST_NUMBER_DIGITS;
	record[0] = EXTEND_DIGITS;
	record[1] = (uint8_t)((n + 1) / 2);
	sst_number_pack(text + *used, n, record + 2, SST_NUMBER_BCD);
	record[EXTEND_BYTES - 1] = record_or_none(next);
	*used += n;
	return 0;
}
