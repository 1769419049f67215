/* SPDX-License-Identifier: ISC */
/* fuzz_android_phone.c: the smaller answers; the first byte picks one. */
#include <assert.h>
#include <string.h>

#include <simstow/android/phone.h>
#include <simstow/base/digits.h>

#include "android_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
read_eid(struct sst_span text, struct sst_arena *mem)
{
	struct sst_err err = { 0 };
	struct sst_phone_eids out;

	if (sst_phone_parse_eid(text, mem, &out, &err) < 0)
		check_failure(&err, out.n);
	assert(out.n <= SST_PHONE_EIDS);
	for (size_t i = 0; i < out.n; i++)
		assert(sst_eid_is_plain(out.v[i]));
}

static void
read_restrict(struct sst_span text, struct sst_arena *mem)
{
	struct sst_err err = { 0 };
	struct sst_phone_uids out;
	bool is_on;

	if (sst_phone_parse_restrict(text, &is_on, &err) < 0)
		check_failure(&err, is_on);
	if (sst_phone_parse_uids(text, mem, &out, &err) < 0)
		check_failure(&err, out.n);
}

static void
read_packages(struct sst_span text, struct sst_arena *mem)
{
	struct sst_err err = { 0 };
	struct sst_pairs out;

	if (sst_phone_parse_packages(text, mem, &out, &err) < 0)
		check_failure(&err, out.n);
	check_pairs(&out);
	check_faults(&out.faults);
}

static void
read_policies(struct sst_span text, struct sst_arena *mem)
{
	struct sst_err err = { 0 };
	struct sst_phone_policies out;

	if (sst_phone_parse_policies(text, mem, &out, &err) < 0)
		check_failure(&err, out.n);
	check_faults(&out.faults);
	for (size_t i = 0; i < out.n; i++) {
		assert(out.v[i].match[0] != '\0');
		check_text(out.v[i].match);
		check_text(out.v[i].subscriber);
		check_text(out.v[i].cycle);
	}
}

static void
read_network_types(struct sst_span text, struct sst_arena *mem)
{
	struct sst_err err = { 0 };
	struct sst_phone_names out;

	if (sst_phone_parse_network_types(text, mem, &out, &err) < 0)
		check_failure(&err, out.n);
	assert(out.n <= SST_PHONE_NAMES);
	for (size_t i = 1; i < out.n; i++)
		assert(strcmp(out.v[i - 1], out.v[i]) < 0);
}

static void (*const readers[])(struct sst_span text,
    struct sst_arena *mem) = { read_eid, read_restrict, read_packages,
	read_policies, read_network_types };

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_arena mem = { .max = CHECK_ARENA };
	size_t pick;

	if (size == 0)
		return 0;
	pick = data[0] % (sizeof(readers) / sizeof(readers[0]));
	readers[pick]((struct sst_span){ data + 1, size - 1 }, &mem);
	sst_arena_fini(&mem);
	return 0;
}
