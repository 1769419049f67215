/* SPDX-License-Identifier: ISC */
/* fuzz_android_getprop.c: properties are text, faults have lines. */
#include <assert.h>
#include <string.h>

#include <simstow/android/text.h>

#include "android_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_span text = { data, size };
	struct sst_arena mem = { .max = CHECK_ARENA };
	struct sst_err err = { 0 };
	struct sst_pairs out;

	if (sst_pairs_getprop(text, &mem, &out, &err) < 0)
		check_failure(&err, out.n);
	assert(out.n <= SST_PAIRS_MAX);
	check_pairs(&out);
	check_faults(&out.faults);
	sst_arena_fini(&mem);
	return 0;
}
