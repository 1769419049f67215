/* SPDX-License-Identifier: ISC */
/*
 * fuzz_shell_v2.c: any bytes as a command's output. Input: one byte (bit 0: an
 * old daemon with a marker; the rest: where the bytes are split), then bytes.
 */
#include <stdlib.h>

#include "../../src/link/adb_priv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int
feed(struct sst_adb_shell *sh, struct sst_span s, size_t split,
    struct sst_err *err)
{
	int rc = 0;

	while (rc == 0 && s.n > 0) {
		struct sst_span part = { s.p, s.n < split ? s.n : split };

		rc = sst_adb_shell_feed(sh, part, err);
		s.p += part.n;
		s.n -= part.n;
	}
	return rc;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_shell_job j = { 0 };
	struct sst_adb_shell sh;
	struct sst_err err = { 0 };
	int rc;

	if (size == 0)
		return 0;
	sst_adb_shell_begin(&sh, &j, (data[0] & 1) != 0 ? "mark" : NULL);
	rc = feed(&sh, (struct sst_span){ data + 1, size - 1 },
	    (size_t)(data[0] >> 1) + 1, &err);
	if (rc == 0)
		rc = sst_adb_shell_end(&sh, &err);
	if (rc >= 0 && !j.has_status)
		abort();
	if (rc < 0 && err.code == SST_OK)
		abort();
	if (j.out.n + j.err_out.n > size || j.status < 0 || j.status > 999)
		abort();
	sst_shell_job_fini(&j);
	return 0;
}
