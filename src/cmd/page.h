/* SPDX-License-Identifier: ISC */
/* page.h: a snapshot as a page for a person. */
#ifndef SIMSTOW_CMD_PAGE_H
#define SIMSTOW_CMD_PAGE_H

#include "page_sim.h"

struct sst_page_want {
	bool codes; /* whole; else they are masked */
	struct sst_page_sim_want sim;
};

/* sst_page_print - on standard output. */
int sst_page_print(const char *name, const struct sst_snapshot *s,
    const struct sst_page_want *want, struct sst_err *err) SST_MUST;

/*
 * sst_page_code - a kept code as it may be shown: whole or masked. NULL when
 * mem is full; text that is no activation code becomes stars.
 */
const char *sst_page_code(const char *text, bool whole, struct sst_arena *mem);

#endif
