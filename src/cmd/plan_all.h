/* SPDX-License-Identifier: ISC */
/* plan_all.h: every backup planned by itself, one after another. */
#ifndef SIMSTOW_CMD_PLAN_ALL_H
#define SIMSTOW_CMD_PLAN_ALL_H

#include "plan_page.h"
#include "planning.h"

/*
 * sst_plan_all - a plan of each backup named, else of each of the vault, with
 * the codes and words of the vault in each; printed as it is made. With
 * --json one document, format "simstow-plans". Memory is that of one plan. A
 * backup that cannot be planned is a gap; when none can, the first fault is
 * the error.
 */
int sst_plan_all(struct sst_planning *p, struct sst_plan_page *page,
    struct sst_err *err) SST_MUST;

/* sst_plan_all_document - the plan as JSON, cleaned with --redact. */
int sst_plan_all_document(const struct sst_planning *p, bool with_codes,
    json_t **out, struct sst_err *err) SST_MUST;

#endif
