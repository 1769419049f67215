/* SPDX-License-Identifier: ISC */
/*
 * fuzz_tar.c: what the gate lets through, libarchive reads to the members
 * that stand in the headers; packed again they are the same members.
 */
#include <stdlib.h>
#include <string.h>

#include <simstow/archive/tar.h>

#define BLOCK 512
#define FUZZ_LIMIT ((size_t)1 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(int holds)
{
	if (!holds)
		abort();
}

/*
 * A checksum is no obstacle to a forger, only to a fuzzer: each block that
 * has a magic gets the right one.
 */
static void
put_sums(uint8_t *tar, size_t n)
{
	for (; n >= BLOCK; n -= BLOCK, tar += BLOCK) {
		unsigned sum = 8 * ' ';

		if (memcmp(tar + 257, "ustar", 5) != 0)
			continue;
		for (size_t i = 0; i < BLOCK; i++)
			sum += i < 148 || i >= 156 ? tar[i] : 0;
		for (size_t i = 6; i > 0; i--, sum >>= 3)
			tar[148 + i - 1] = (uint8_t)('0' + (sum & 7));
		tar[154] = 0;
		tar[155] = ' ';
	}
}

static size_t
size_of(const uint8_t *head)
{
	size_t n = 0;

	for (size_t i = 124; head[i] >= '0' && head[i] <= '7'; i++)
		n = n * 8 + (size_t)(head[i] - '0');
	return n;
}

static void
check_members(const uint8_t *tar, size_t size, const struct sst_members *m)
{
	size_t at = 0;

	for (size_t i = 0; i < m->n; i++) {
		const struct sst_member *one = &m->v[i];

		must(at + BLOCK <= size);
		must(sst_member_is_name(one->name));
		must(strncmp((const char *)tar + at, one->name, 100) == 0);
		must(one->data.n == size_of(tar + at));
		at += BLOCK;
		must(at + one->data.n <= size);
		must(memcmp(tar + at, one->data.p, one->data.n) == 0);
		at += (one->data.n + BLOCK - 1) / BLOCK * BLOCK;
	}
	must(at + 2 * BLOCK <= size);
	for (; at < size; at++)
		must(tar[at] == 0);
}

static void
check_again(const struct sst_members *m)
{
	struct sst_arena mem = { 0 };
	struct sst_members again;
	struct sst_buf tar;
	struct sst_err err;

	sst_buf_init(&tar, SST_TAR_TOTAL);
	must(sst_tar_pack(m, 0, &tar, &err) == 0);
	must(sst_tar_unpack(sst_buf_span(&tar), &mem, &again, &err) == 0);
	must(again.n == m->n);
	check_members(tar.p, tar.n, m);
	sst_arena_fini(&mem);
	sst_buf_fini(&tar);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_arena mem = { 0 };
	struct sst_members found;
	struct sst_err err;
	uint8_t *tar = malloc(size > 0 ? size : 1);
	int gate;

	if (tar == NULL || size > FUZZ_LIMIT) {
		free(tar);
		return 0;
	}
	memcpy(tar, data, size);
	put_sums(tar, size);
	gate = sst_tar_check((struct sst_span){ tar, size }, &err);
	must(gate == 0 || err.code == SST_E_FORMAT);
	must(sst_tar_unpack((struct sst_span){ tar, size }, &mem, &found,
	         &err) == gate);
	if (gate == 0) {
		check_members(tar, size, &found);
		check_again(&found);
	}
	sst_arena_fini(&mem);
	free(tar);
	return 0;
}
