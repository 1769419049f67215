/* SPDX-License-Identifier: ISC */
/* fuzz_es10_notifications.c: any bytes as a list of notifications. */
#include <stdlib.h>

#include <simstow/es10/notifications.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(struct sst_span s, struct sst_span answer)
{
	if (s.p == NULL && s.n == 0)
		return;
	if (s.p < answer.p || s.n > answer.n ||
	    (size_t)(s.p - answer.p) > answer.n - s.n)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_span answer = { data, size };
	struct sst_arena mem = { 0 };
	struct sst_notifications list;
	struct sst_err err = { 0 };

	sst_arena_init(&mem, (size_t)1 << 20);
	if (sst_notifications_parse(answer, &mem, &list, &err) < 0 &&
	    list.n != 0)
		abort();
	for (size_t i = 0; i < list.n; i++) {
		check(list.v[i].raw, answer);
		check(list.v[i].address, answer);
		check(list.v[i].iccid, answer);
	}
	for (size_t i = 0; i < list.faults.n; i++)
		check(list.faults.v[i].raw, answer);
	sst_arena_fini(&mem);
	return 0;
}
