/* SPDX-License-Identifier: ISC */
/*
 * fuzz_t1.c: a card of T=1 that answers anything. Each block is a byte that
 * says how, a length, and bytes: 1 gives it a right number and sum, 4 is none.
 * The first byte is of the session.
 */
#include <stdlib.h>
#include <string.h>

#include "../../src/link/t1_priv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define COMMAND_N 600
#define ANSWER_N 4096

struct card {
	struct sst_cur c;
	struct sst_t1 t;
	size_t blocks;
};

static void
check_out(const struct card *k, struct sst_span out)
{
	size_t sum_n = k->t.is_crc ? 2 : 1;

	if (out.n < 3 + sum_n || out.n > SST_T1_BLOCK || out.p[0] != 0 ||
	    out.p[2] != out.n - 3 - sum_n)
		abort();
	if ((out.p[1] & 0x80) == 0 && out.p[2] > SST_T1_INF)
		abort();
}

static void
seal(const struct card *k, uint8_t *b, size_t n)
{
	if (n < 4)
		return;
	b[0] = 0;
	b[2] = (uint8_t)(n - 4);
	if ((b[1] & 0x80) == 0)
		b[1] = (uint8_t)((b[1] & 0xBF) | k->t.nr << 6);
	b[n - 1] = 0;
	for (size_t i = 0; i + 1 < n; i++)
		b[n - 1] ^= b[i];
}

static int
answer(void *ctx, struct sst_span out, uint8_t bwi, struct sst_buf *in,
    struct sst_err *err)
{
	struct card *k = ctx;
	struct sst_span s;
	uint8_t how, n, b[256];

	(void)bwi;
	check_out(k, out);
	/* Every exchange comes to an end by itself. */
	if (++k->blocks > 100000)
		abort();
	if (sst_cur_get_u8(&k->c, &how, err) < 0)
		return sst_fail(err, SST_E_DEVICE, "gone");
	if ((how & 4) != 0)
		return 0;
	if (sst_cur_get_u8(&k->c, &n, err) < 0 ||
	    sst_cur_get(&k->c, n, &s, err) < 0)
		return sst_fail(err, SST_E_DEVICE, "gone");
	memcpy(b, s.p, s.n);
	if ((how & 1) != 0)
		seal(k, b, s.n);
	return sst_buf_put(in, (struct sst_span){ b, s.n }, err) < 0 ? -1 : 1;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const uint8_t zeros[COMMAND_N];
	struct card k = { .c = sst_cur_of((struct sst_span){ data, size }) };
	const struct sst_t1_io io = { &k, answer };
	struct sst_buf resp = { .max = ANSWER_N };
	struct sst_err err = { 0 };
	uint8_t kind;
	int rc = 0;

	if (sst_cur_get_u8(&k.c, &kind, &err) < 0)
		return 0;
	sst_t1_init(&k.t, &io, kind, 254);
	k.t.is_crc = kind == 0xFF;
	if ((kind & 1) != 0)
		rc = sst_t1_ifsd(&k.t, 254, &err);
	for (size_t n = 4; n <= COMMAND_N && rc == 0; n += 298) {
		sst_buf_clear(&resp);
		rc = sst_t1_exchange(&k.t, (struct sst_span){ zeros, n }, &resp,
		    &err);
		if (resp.n > ANSWER_N || (rc < 0 && err.code == SST_OK))
			abort();
	}
	sst_buf_fini(&resp);
	sst_t1_fini(&k.t);
	return 0;
}
