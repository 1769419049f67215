/* SPDX-License-Identifier: ISC */
/* plan_page.h: a plan as text for a person. */
#ifndef SIMSTOW_CMD_PLAN_PAGE_H
#define SIMSTOW_CMD_PLAN_PAGE_H

#include <simstow/plan/plan.h>
#include <simstow/snapshot/conceal.h>

#include "run.h"

struct sst_plan_page {
	const struct sst_run *run;
	const struct sst_conceal *conceal; /* what no text may tell */
	bool why;        /* show what claims rest on, and other routes */
	bool with_codes; /* show codes whole */
};

/* sst_plan_page_print - on standard output. */
int sst_plan_page_print(const struct sst_plan_page *page,
    const struct sst_plan *p, struct sst_err *err) SST_MUST;

#endif
