/* SPDX-License-Identifier: ISC */
/* run.c: which of two exit statuses is the worse one. */
#include "run.h"

/* From harmless to grave; damage is what a user must not overlook. */
static const enum sst_code grades[] = { SST_OK, SST_E_PARTIAL, SST_E_USAGE,
	SST_E_EXISTS, SST_E_DEVICE, SST_E_REFUSED, SST_E_NEWER, SST_E_KEY,
	SST_E_FAILED, SST_E_FORMAT };

static size_t
grade(enum sst_code code)
{
	size_t n = sizeof(grades) / sizeof(grades[0]);

	for (size_t i = 0; i < n; i++)
		if (grades[i] == code)
			return i;
	return n;
}

void
sst_run_worse(struct sst_run *run, enum sst_code code)
{
	if (grade(code) > grade(run->status))
		run->status = code;
}
