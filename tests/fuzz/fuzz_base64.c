/* SPDX-License-Identifier: ISC */
/* fuzz_base64.c: what parses is the one text that its bytes have. */
#include <assert.h>

#include <simstow/base/base64.h>
#include <simstow/base/hex.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_text(struct sst_span text, enum sst_base64_pad pad)
{
	struct sst_buf bytes = { 0 }, back = { 0 };
	struct sst_err err = { 0 };

	if (sst_base64_parse(text, pad, &bytes, &err) < 0)
		assert(bytes.n == 0 && err.msg[0] != '\0');
	else if (sst_base64_put(&back, sst_buf_span(&bytes), pad, &err) == 0)
		assert(sst_span_is_equal(sst_buf_span(&back), text));
	sst_buf_fini(&bytes);
	sst_buf_fini(&back);
}

static void
check_bytes(struct sst_span bytes, enum sst_base64_pad pad)
{
	struct sst_buf text = { 0 }, back = { 0 };
	struct sst_err err = { 0 };

	if (sst_base64_put(&text, bytes, pad, &err) == 0) {
		int rc =
		    sst_base64_parse(sst_buf_span(&text), pad, &back, &err);

		assert(rc == 0);
		assert(sst_span_is_equal(sst_buf_span(&back), bytes));
	}
	sst_buf_fini(&text);
	sst_buf_fini(&back);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_span s = { data, size };

	check_text(s, SST_BASE64_RAW);
	check_text(s, SST_BASE64_PADDED);
	check_bytes(s, SST_BASE64_RAW);
	check_bytes(s, SST_BASE64_PADDED);
	return 0;
}
