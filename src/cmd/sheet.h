/* SPDX-License-Identifier: ISC */
/* sheet.h: a plan on paper: one HTML file that needs nothing else. */
#ifndef SIMSTOW_CMD_SHEET_H
#define SIMSTOW_CMD_SHEET_H

#include <simstow/plan/plan.h>
#include <simstow/snapshot/conceal.h>

struct sst_sheet {
	const struct sst_plan *plan;
	const struct sst_conceal *conceal; /* with --redact, else NULL */
	bool with_codes;                   /* codes whole, and as QR codes */
	const char *generator;             /* "simstow 0.1.0" */
};

#define SST_SHEET_MAX ((size_t)64 << 20) /* bytes of a sheet */
#define SST_SHEET_DAYS 90                /* after which to make a new one */

/*
 * sst_sheet_write - append the sheet to out. Pure: the same plan gives the
 * same bytes. No script, nothing fetched; foreign text is only ever text.
 * Errors: SST_E_FAILED; SST_E_FORMAT beyond out's limit.
 */
int sst_sheet_write(const struct sst_sheet *s, struct sst_buf *out,
    struct sst_err *err) SST_MUST;

#endif
