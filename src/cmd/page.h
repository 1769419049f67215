/* SPDX-License-Identifier: ISC */
/* page.h: a snapshot as a page for a person. */
#ifndef SIMSTOW_CMD_PAGE_H
#define SIMSTOW_CMD_PAGE_H

#include <simstow/snapshot/snapshot.h>

/* sst_page_print - on standard output. Codes are masked unless with_codes. */
int sst_page_print(const char *name, const struct sst_snapshot *s,
    bool with_codes, struct sst_err *err) SST_MUST;

/*
 * sst_page_code - a kept code as it may be shown: whole or masked. NULL when
 * mem is full; text that is no activation code becomes stars.
 */
const char *sst_page_code(const char *text, bool whole, struct sst_arena *mem);

#endif
