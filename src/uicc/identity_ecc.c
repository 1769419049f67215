/* SPDX-License-Identifier: ISC */
/* identity_ecc.c: emergency numbers, EF.ECC. */
#include <string.h>

#include "alpha_priv.h"
#include "identity_priv.h"
#include "number_priv.h"

#define NUMBER_BYTES 3
#define LEAST (NUMBER_BYTES + 1) /* and the category, last */

/* TS 22.101 section 10.1, TS 24.008 section 10.5.4.33: flags, no numbers. */
static const struct {
	uint8_t bit;
	const char *name;
} categories[] = {
	{ 0x01, "police" },
	{ 0x02, "ambulance" },
	{ 0x04, "fire" },
	{ 0x08, "marine" },
	{ 0x10, "mountain" },
	{ 0x20, "manual eCall" },
	{ 0x40, "automatic eCall" },
};

int
sst_identity_ecc(struct sst_span record, struct sst_arena *mem,
    struct sst_identity_ecc *out, struct sst_err *err)
{
	struct sst_identity_ecc ecc = { 0 };
	struct sst_cur c = sst_cur_of(record);
	struct sst_span digits;
	struct sst_span alpha;

	*out = ecc;
	if (record.n < LEAST)
		return sst_fail(err, SST_E_FORMAT,
		    "record of %zu bytes, at least %d wanted", record.n, LEAST);
	if (sst_cur_get(&c, NUMBER_BYTES, &digits, err) < 0 ||
	    sst_cur_get(&c, record.n - LEAST, &alpha, err) < 0 ||
	    sst_number_unpack(digits, 2 * digits.n, ecc.number,
	        sizeof(ecc.number), err) < 0)
		return -1;
	if (ecc.number[0] == '\0')
		return 0;
	if (sst_alpha_text(alpha, mem, &ecc.name, err) < 0)
		return sst_within(err, "name");
	if (ecc.name[0] == '\0')
		ecc.name = NULL;
	ecc.category = record.p[record.n - 1];
	*out = ecc;
	return 1;
}

void
sst_identity_ecc_format(uint8_t category, char out[SST_IDENTITY_ECC_TEXT])
{
	const size_t n = sizeof(categories) / sizeof(categories[0]);

	out[0] = '\0';
	for (size_t i = 0; i < n; i++) {
		if ((category & categories[i].bit) != 0)
			sst_identity_join(out, SST_IDENTITY_ECC_TEXT,
			    categories[i].name);
	}
}
