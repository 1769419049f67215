/* SPDX-License-Identifier: ISC */
/* fuzz_ccid_descriptor.c: any bytes behind the descriptor of an interface. */
#include <stdlib.h>

#include "../../src/link/ccid_priv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_ccid_desc d;
	struct sst_err err = { 0 };
	int rc = sst_ccid_desc_parse((struct sst_span){ data, size }, &d, &err);

	if ((rc > 0) != (d.level != 0))
		abort();
	if (rc > 0 &&
	    (d.level > SST_CCID_EXTENDED || d.max_message < 19 ||
	        d.max_message > SST_CCID_HEADER + SST_CARD_LINK_COMMAND ||
	        (d.protocols & 3) == 0))
		abort();
	if (rc < 0 && err.code != SST_E_FORMAT)
		abort();
	return 0;
}
