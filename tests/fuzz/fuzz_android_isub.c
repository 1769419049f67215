/* SPDX-License-Identifier: ISC */
/* fuzz_android_isub.c: lines have ids and digits, masks are no numbers. */
#include <assert.h>
#include <string.h>

#include <simstow/android/subscription.h>

#include "android_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_span text = { data, size };
	struct sst_arena mem = { .max = CHECK_ARENA };
	struct sst_err err = { 0 };
	struct sst_subscriptions out;

	if (sst_subscription_parse_isub(text, &mem, &out, &err) < 0)
		check_failure(&err, out.n);
	check_subscriptions(&out);
	sst_arena_fini(&mem);
	return 0;
}
