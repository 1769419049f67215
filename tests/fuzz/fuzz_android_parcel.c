/* SPDX-License-Identifier: ISC */
/* fuzz_android_parcel.c: words give bytes; numbers in them are plain. */
#include <assert.h>
#include <string.h>

#include <simstow/android/parcel.h>
#include <simstow/base/digits.h>

#include "android_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
read_bytes(struct sst_span text)
{
	struct sst_buf bytes = { 0 };
	struct sst_err err = { 0 };

	if (sst_parcel_parse(text, &bytes, &err) < 0)
		check_failure(&err, bytes.n);
	assert(bytes.n % 4 == 0 && bytes.n <= SST_PARCEL_BYTES);
	sst_buf_fini(&bytes);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_span text = { data, size };
	struct sst_arena mem = { .max = CHECK_ARENA };
	struct sst_err err = { 0 };
	struct sst_parcel_found found;
	const char *out;
	int rc;

	read_bytes(text);
	rc = sst_parcel_text(text, &mem, &out, &err);
	assert((rc == 1) == (out != NULL));
	check_text(out);
	if (sst_parcel_numbers(text, &mem, &found, &err) < 0)
		check_failure(&err, found.n);
	for (size_t i = 0; i < found.n; i++) {
		const struct sst_pair *p = &found.v[i];

		if (strcmp(p->key, "eid") == 0)
			assert(sst_eid_has_check(p->value));
		else
			assert(sst_iccid_is_plain(p->value));
	}
	sst_arena_fini(&mem);
	return 0;
}
