/* SPDX-License-Identifier: ISC */
/* iccid_arg.c: an ICCID as a person types it. */
#include "iccid_arg.h"
#include "say.h"

int
sst_iccid_arg(struct sst_run *run, const char *noun, const char *text,
    char out[SST_ICCID_MAX + 1], struct sst_err *err)
{
	size_t n = 0;

	for (const char *p = text; *p != '\0'; p++) {
		if (*p == ' ' || *p == '-')
			continue;
		if (n < SST_ICCID_MAX)
			out[n] = *p;
		n++;
	}
	out[n < SST_ICCID_MAX ? n : SST_ICCID_MAX] = '\0';
	if (n > SST_ICCID_MAX || !sst_iccid_is_plain(out))
		return sst_fail(err, SST_E_USAGE, "%s: want %d to %d digits",
		    noun, SST_ICCID_MIN, SST_ICCID_MAX);
	if (!sst_iccid_has_luhn(out))
		sst_say_warn(run, "the last digit of the ICCID does not fit "
		                  "the others; taken as given");
	return 0;
}
