/* SPDX-License-Identifier: ISC */
/* number_anr.c: a second number of a phone book entry. */
#include <string.h>

#include "number_priv.h"

/* TS 31.102 section 4.4.2.9: a kind, the number; type 2 also its entry. */
#define TYPE_1 (1 + SST_NUMBER_FIXED)
#define TYPE_2 (TYPE_1 + 2)

/* A reference to a record; FF is none, as 0 is. */
static uint8_t
reference(uint8_t byte)
{
	return byte == 0xFF ? 0 : byte;
}

static uint8_t
or_padding(uint8_t v)
{
	return v == 0 ? 0xFF : v;
}

int
sst_number_anr(struct sst_span record, struct sst_number_anr *out,
    struct sst_err *err)
{
	struct sst_cur c = sst_cur_of(record);
	struct sst_number_anr anr = { 0 };
	uint8_t kind;

	*out = anr;
	if (sst_cur_get_u8(&c, &kind, err) < 0 ||
	    sst_number_get_part(&c, &anr.number, err) < 0)
		return -1;
	if (anr.number.text[0] == '\0')
		return 0;
	anr.kind = reference(kind);
	if (record.n >= TYPE_2) {
		anr.adn_sfi = reference(record.p[TYPE_1]);
		anr.adn = reference(record.p[TYPE_1 + 1]);
	}
	*out = anr;
	return 1;
}

int
sst_number_anr_encode(const struct sst_number_anr *in, uint8_t *record,
    size_t n, struct sst_err *err)
{
	size_t used;

	if (n != TYPE_1 && n != TYPE_2)
		return sst_fail(err, SST_E_FORMAT,
		    "record of %zu bytes, want %d or %d", n, TYPE_1, TYPE_2);
	memset(record, 0xFF, n);
	if (sst_number_put_part(&in->number, record + 1, &used, err) < 0)
		return -1;
	if (used == 0)
		return 0;
	if (in->number.text[used] != '\0' &&
	    record[TYPE_1 - 1] == SST_NUMBER_NONE) {
		memset(record, 0xFF, n);
		return sst_fail(err, SST_E_FORMAT,
		    "number of %zu characters without an overflow record, at "
		    "most %zu wanted",
		    strlen(in->number.text), used);
	}
	record[0] = in->kind;
	if (n == TYPE_2) {
		record[TYPE_1] = or_padding(in->adn_sfi);
		record[TYPE_1 + 1] = or_padding(in->adn);
	}
	return 0;
}
