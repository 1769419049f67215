/* SPDX-License-Identifier: ISC */
/* fuzz_fcp_arr.c: a record of EF.ARR. */
#include <stdlib.h>

#include <simstow/uicc/fcp.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	enum sst_fcp_access read, update;
	struct sst_err err = { 0 };
	int rc;

	rc = sst_fcp_parse_arr((struct sst_span){ data, size }, &read, &update,
	    &err);
	if (read > SST_FCP_NEVER || update > SST_FCP_NEVER)
		abort();
	if (rc < 0 && (err.code != SST_E_FORMAT || read != SST_FCP_UNKNOWN ||
	                  update != SST_FCP_UNKNOWN))
		abort();
	return 0;
}
