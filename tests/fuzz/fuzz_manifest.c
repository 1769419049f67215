/* SPDX-License-Identifier: ISC */
/* fuzz_manifest.c: any manifest without members; packed again it is stable. */
#include <stdlib.h>

#include <simstow/base/json.h>
#include <simstow/base/secret.h>
#include <simstow/manifest/manifest.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
start(void)
{
	static bool is_started;
	struct sst_err err = { 0 };
	bool locked;

	if (is_started)
		return;
	sst_json_start();
	if (sst_secret_start(&locked, &err) < 0)
		abort();
	is_started = true;
}

/*
 * What was read can be written, and that read, and the bytes are then the
 * same. Indented it may be larger than the limit of a manifest.
 */
static void
check(const struct sst_snapshot *s, struct sst_arena *mem)
{
	struct sst_members first;
	struct sst_members second;
	struct sst_snapshot again;
	struct sst_err err = { 0 };

	if (sst_manifest_pack(s, mem, &first, &err) < 0) {
		if (err.code != SST_E_FORMAT)
			abort();
		return;
	}
	sst_snapshot_init(&again);
	if (sst_manifest_unpack(&first, &again, &err) < 0 ||
	    sst_manifest_pack(&again, mem, &second, &err) < 0)
		abort();
	if (!sst_span_is_equal(first.v[0].data, second.v[0].data))
		abort();
	sst_snapshot_fini(&again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_member m = { SST_MANIFEST_NAME, { data, size } };
	const struct sst_members members = { &m, 1 };
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };
	struct sst_snapshot s;

	start();
	sst_snapshot_init(&s);
	if (sst_manifest_unpack(&members, &s, &err) == 0)
		check(&s, &mem);
	else if (err.msg[0] == '\0')
		abort();
	sst_snapshot_fini(&s);
	sst_arena_fini(&mem);
	return 0;
}
