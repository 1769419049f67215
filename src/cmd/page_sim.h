/* SPDX-License-Identifier: ISC */
/* page_sim.h: what the files of a SIM say, for a person. */
#ifndef SIMSTOW_CMD_PAGE_SIM_H
#define SIMSTOW_CMD_PAGE_SIM_H

#include <simstow/snapshot/snapshot.h>

/* What is shown besides; without these, only how many there are. */
struct sst_page_sim_want {
	bool contacts;
	bool messages;
	bool files;
};

/* sst_page_sim - a part for each line that has files. */
int sst_page_sim(const struct sst_snapshot *s,
    const struct sst_page_sim_want *want, struct sst_err *err) SST_MUST;

#endif
