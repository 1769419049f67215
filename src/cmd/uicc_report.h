/* SPDX-License-Identifier: ISC */
/* uicc_report.h: changes to a card, before and after they are made. */
#ifndef SIMSTOW_CMD_UICC_REPORT_H
#define SIMSTOW_CMD_UICC_REPORT_H

#include <simstow/restore/uicc_write.h>

#include "run.h"

struct sst_uicc_report {
	const char *from; /* ICCID of the archive's line, or NULL; masked */
	const char *to;   /* of the card */
	bool is_copy;     /* they differ */
	bool is_dry;
	const struct sst_uicc_write_card *card;
	const struct sst_uicc_write_plan *plan;
	size_t done; /* changes that were made, and proven */
};

/*
 * sst_uicc_report_show - every change as a line, what is left out as gaps, a
 * summary. With --json the lines go to standard error.
 * sst_uicc_report_done - the changes that were made before a failure.
 * sst_uicc_report_json - the document, with --json.
 */
void sst_uicc_report_show(struct sst_run *run, const struct sst_uicc_report *r);
void sst_uicc_report_done(struct sst_run *run, const struct sst_uicc_report *r);
int sst_uicc_report_json(const struct sst_uicc_report *r,
    struct sst_err *err) SST_MUST;

#endif
