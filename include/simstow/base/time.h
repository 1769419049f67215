/* SPDX-License-Identifier: ISC */
/* time.h: moments as RFC 3339 text in UTC; the clock is somebody else's. */
#ifndef SIMSTOW_BASE_TIME_H
#define SIMSTOW_BASE_TIME_H

#include <stdint.h>

#include <simstow/base/err.h>

#define SST_TIME_SIZE 21

/*
 * sst_time_format - seconds since 1970 as "2026-11-21T01:41:08Z". Years 1970
 * to 9999; others give "0000-00-00T00:00:00Z".
 */
void sst_time_format(int64_t t, char out[SST_TIME_SIZE]);

/*
 * sst_time_parse - that form only, and only real dates.
 * Error: SST_E_FORMAT.
 */
int sst_time_parse(const char *text, int64_t *out,
    struct sst_err *err) SST_MUST;

#endif
