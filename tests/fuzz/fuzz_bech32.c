/* SPDX-License-Identifier: ISC */
/* fuzz_bech32.c: what parses has one text; every value has a text. */
#include <assert.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <simstow/archive/bech32.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
has_upper(struct sst_span s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] >= 'A' && s.p[i] <= 'Z')
			return true;
	return false;
}

static void
check_text(struct sst_span text)
{
	uint8_t data[SST_BECH32_DATA];
	char hrp[SST_BECH32_PART + 1];
	struct sst_secret back = { 0 };
	struct sst_err err = { 0 };
	size_t n;

	if (sst_bech32_parse(text, hrp, data, &n, &err) < 0) {
		assert(err.code == SST_E_FORMAT && n == 0);
		return;
	}
	if (sst_bech32_format(hrp, (struct sst_span){ data, n },
	        has_upper(text), &back, &err) < 0)
		return;
	assert(back.n == text.n && memcmp(back.p, text.p, text.n) == 0);
	sst_secret_fini(&back);
}

static void
check_value(struct sst_span value)
{
	uint8_t data[SST_BECH32_DATA];
	char hrp[SST_BECH32_PART + 1];
	struct sst_secret text = { 0 };
	struct sst_err err = { 0 };
	size_t n;
	int rc;

	if (value.n > SST_BECH32_DATA ||
	    sst_bech32_format("age1x", value, false, &text, &err) < 0)
		return;
	rc = sst_bech32_parse((struct sst_span){ text.p, text.n }, hrp, data,
	    &n, &err);
	assert(rc == 0 && strcmp(hrp, "age1x") == 0);
	assert(sst_span_is_equal((struct sst_span){ data, n }, value));
	sst_secret_fini(&text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_err err = { 0 };
	bool locked;

	if (sst_secret_start(&locked, &err) < 0)
		abort();
	check_text((struct sst_span){ data, size });
	check_value((struct sst_span){ data, size });
	return 0;
}
