/* SPDX-License-Identifier: ISC */
/* fuzz_adb_packet.c: any bytes as packets, one after the other. */
#include <stdlib.h>
#include <string.h>

#include "../../src/link/adb_priv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What was read is written again: the same header, but for the sum. */
static void
check(const struct sst_adb_packet *p, const uint8_t *bytes)
{
	uint8_t head[SST_ADB_HEADER];

	sst_adb_packet_head(p, head);
	if (memcmp(head, bytes, 16) != 0 ||
	    memcmp(head + 20, bytes + 20, 4) != 0)
		abort();
	if ((memcmp(head + 16, bytes + 16, 4) == 0) !=
	    sst_adb_packet_has_sum(p))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_span in = { data, size };
	struct sst_adb_packet p;
	struct sst_err err = { 0 };
	size_t n;
	int rc;

	while ((rc = sst_adb_packet_next(in, &p, &n, &err)) > 0) {
		if (n > in.n || n != SST_ADB_HEADER + p.data.n)
			abort();
		check(&p, in.p);
		in.p += n;
		in.n -= n;
	}
	if (rc == 0 && (n == 0 || n > SST_ADB_PAYLOAD))
		abort();
	if (rc < 0 && err.code != SST_E_FORMAT)
		abort();
	return 0;
}
