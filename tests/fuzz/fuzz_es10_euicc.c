/* SPDX-License-Identifier: ISC */
/* fuzz_es10_euicc.c: the first byte picks a parser, the rest is its answer. */
#include <stdlib.h>

#include <simstow/es10/euicc.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
eid(struct sst_span answer, struct sst_arena *mem)
{
	struct sst_err err = { 0 };
	struct sst_span out;

	(void)mem;
	if (sst_euicc_parse_eid(answer, &out, &err) == 0 && out.n != 16)
		abort();
}

static void
info1(struct sst_span answer, struct sst_arena *mem)
{
	struct sst_err err = { 0 };
	struct sst_euicc_info1 out;

	if (sst_euicc_parse_info1(answer, mem, &out, &err) == 0 &&
	    out.signing.n > SST_EUICC_KEYS)
		abort();
}

static void
info2(struct sst_span answer, struct sst_arena *mem)
{
	struct sst_err err = { 0 };
	struct sst_euicc_info2 out;

	if (sst_euicc_parse_info2(answer, mem, &out, &err) == 0 &&
	    out.verification.n > SST_EUICC_KEYS)
		abort();
}

static void
addresses(struct sst_span answer, struct sst_arena *mem)
{
	struct sst_err err = { 0 };
	struct sst_euicc_addresses out;

	(void)mem;
	if (sst_euicc_parse_addresses(answer, &out, &err) == 0 &&
	    out.root_ds.n > answer.n)
		abort();
}

static void
rat(struct sst_span answer, struct sst_arena *mem)
{
	struct sst_err err = { 0 };
	struct sst_euicc_rat out;

	if (sst_euicc_parse_rat(answer, mem, &out, &err) == 0 &&
	    out.n > SST_EUICC_RULES)
		abort();
}

static void (*const parsers[])(struct sst_span answer,
    struct sst_arena *mem) = { eid, info1, info2, addresses, rat };

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_arena mem = { 0 };

	if (size == 0)
		return 0;
	sst_arena_init(&mem, (size_t)1 << 20);
	parsers[data[0] % (sizeof(parsers) /
	                      sizeof(parsers[0]))]((struct sst_span){ data + 1,
	                                               size - 1 },
	    &mem);
	sst_arena_fini(&mem);
	return 0;
}
