/* SPDX-License-Identifier: ISC */
/* fuzz_atr.c: any bytes as an answer to reset. */
#include <stdlib.h>

#include <simstow/link/atr.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(const struct sst_atr *a, struct sst_span in)
{
	struct sst_span h;
	struct sst_err err = { 0 };

	if (a->historical.n > SST_ATR_HISTORICAL || a->first > 14 ||
	    (a->protocols >> a->first & 1) == 0)
		abort();
	/* The lenient reader agrees with the strict one. */
	if (sst_atr_historical(in, &h, &err) < 0 || h.p != a->historical.p ||
	    h.n != a->historical.n)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_span in = { data, size };
	struct sst_err err = { 0 };
	struct sst_span h;
	struct sst_atr a;

	if (sst_atr_parse(in, &a, &err) == 0)
		check(&a, in);
	else if (err.code != SST_E_FORMAT || a.protocols != 0 ||
	         a.historical.n != 0)
		abort();
	if (sst_atr_historical(in, &h, &err) < 0 && h.n != 0)
		abort();
	return 0;
}
