/* SPDX-License-Identifier: ISC */
/* fuzz_uicc_alpha.c: any bytes as text of a card, any text as such bytes. */
#include <simstow/uicc/alpha.h>

#include "fuzz/uicc_check.h"

#define FIELD 300

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What was written is read as it was, as far as it was kept. */
static void
check_encoder(const char *text, size_t n)
{
	uint8_t field[FIELD];
	struct sst_buf back = { 0 };
	struct sst_err err = { 0 };
	size_t kept = 0;
	int rc = sst_alpha_encode(text, field, n, &kept, &err);

	check_result(rc, &err);
	if (rc == 0 &&
	    sst_alpha_decode((struct sst_span){ field, n }, &back, &err) == 0) {
		assert(kept <= strlen(text));
		assert(back.n == kept);
		assert(kept == 0 || memcmp(back.p, text, kept) == 0);
	}
	sst_buf_fini(&back);
}

static void
check_all_sizes(const char *text)
{
	static const size_t sizes[] = { 0, 1, 2, 3, 4, 5, 8, 14, 17, 40, 241,
		FIELD };

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
		check_encoder(text, sizes[i]);
}

static void
check_decoder(struct sst_span s)
{
	struct sst_buf out = { 0 };
	struct sst_err err = { 0 };

	check_result(sst_alpha_decode(s, &out, &err), &err);
	check_bytes(sst_buf_span(&out));
	if (sst_buf_put_u8(&out, 0, &err) == 0)
		check_all_sizes((const char *)out.p);
	sst_buf_fini(&out);
}

static void
check_packed(struct sst_span s)
{
	struct sst_buf out = { 0 };
	struct sst_err err = { 0 };

	for (unsigned skip = 0; skip < 7 && s.n > 0; skip++) {
		struct sst_span rest = { s.p + 1, s.n - 1 };

		check_result(sst_alpha_unpack(rest, s.p[0], skip, &out, &err),
		    &err);
		check_bytes(sst_buf_span(&out));
		sst_buf_clear(&out);
	}
	check_result(sst_alpha_ucs2(s, &out, &err), &err);
	check_bytes(sst_buf_span(&out));
	sst_buf_fini(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_span s = { data, size };
	struct sst_arena mem = { 0 };
	const char *text;

	if (size > CHECK_INPUT)
		return 0;
	text = (const char *)sst_arena_copy(&mem, s);
	if (text != NULL)
		check_all_sizes(text);
	check_decoder(s);
	check_packed(s);
	sst_arena_fini(&mem);
	return 0;
}
