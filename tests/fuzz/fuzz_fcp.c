/* SPDX-License-Identifier: ISC */
/* fuzz_fcp.c: the first byte picks UICC or 2G, the rest is what SELECT said. */
#include <stdlib.h>

#include <simstow/uicc/fcp.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int
has_records(const struct sst_fcp *f)
{
	return f->type == SST_FCP_LINEAR || f->type == SST_FCP_CYCLIC;
}

static void
check(const struct sst_fcp *f, struct sst_span answer)
{
	if (f->type < SST_FCP_DF || f->type > SST_FCP_OTHER)
		abort();
	if (f->size > 65535 || f->sfi > 31 || f->aid.n > answer.n)
		abort();
	if (f->read > SST_FCP_NEVER || f->update > SST_FCP_NEVER)
		abort();
	if (!has_records(f))
		return;
	if (f->record_size == 0 || f->record_count > 254 ||
	    (uint32_t)f->record_size * f->record_count > f->size)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_err err = { 0 };
	struct sst_span answer;
	struct sst_fcp f;
	int rc;

	if (size == 0)
		return 0;
	answer = (struct sst_span){ data + 1, size - 1 };
	rc = (data[0] & 1) != 0 ? sst_fcp_parse_2g(answer, &f, &err)
	                        : sst_fcp_parse(answer, &f, &err);
	if (rc == 0)
		check(&f, answer);
	else if (err.code != SST_E_FORMAT || f.type != 0)
		abort();
	return 0;
}
