/* SPDX-License-Identifier: ISC */
/* fuzz_es10_profiles.c: any bytes as the answer to GetProfilesInfo. */
#include <stdlib.h>

#include <simstow/es10/device_change.h>
#include <simstow/es10/profiles.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A span of the result lies in the answer, or is absent. */
static void
check(struct sst_span s, struct sst_span answer)
{
	if (s.p == NULL && s.n == 0)
		return;
	if (s.p < answer.p || s.n > answer.n ||
	    (size_t)(s.p - answer.p) > answer.n - s.n)
		abort();
}

static void
check_entry(const struct sst_profiles_entry *p, struct sst_span answer)
{
	struct sst_device_change_info d;
	struct sst_err err = { 0 };

	check(p->raw, answer);
	check(p->iccid, answer);
	check(p->name, answer);
	check(p->icon, answer);
	check(p->dp_oid, answer);
	check(p->owner.gid2, answer);
	for (size_t i = 0; i < p->notify_n; i++)
		check(p->notify[i].address, answer);
	if (p->iccid.p != NULL && p->iccid.n != 10)
		abort();
	if (sst_device_change_parse(p->device_change, &d, &err) == 0)
		check(d.smdp_address, answer);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_span answer = { data, size };
	struct sst_arena mem = { 0 };
	struct sst_profiles list;
	struct sst_err err = { 0 };

	sst_arena_init(&mem, (size_t)1 << 20);
	if (sst_profiles_parse(answer, &mem, &list, &err) < 0 && list.n != 0)
		abort();
	for (size_t i = 0; i < list.n; i++)
		check_entry(&list.v[i], answer);
	for (size_t i = 0; i < list.faults.n; i++)
		check(list.faults.v[i].raw, answer);
	if (list.n > SST_PROFILES_MAX)
		abort();
	sst_arena_fini(&mem);
	return 0;
}
