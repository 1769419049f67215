/* SPDX-License-Identifier: ISC */
/* page_phone.h: what a phone's snapshot has besides that of a card. */
#ifndef SIMSTOW_CMD_PAGE_PHONE_H
#define SIMSTOW_CMD_PAGE_PHONE_H

#include <simstow/snapshot/snapshot.h>

/* sst_page_phone_lines - the table of lines, in place of that of profiles. */
int sst_page_phone_lines(const struct sst_snapshot *s,
    struct sst_err *err) SST_MUST;

/* sst_page_phone_rest - settings, access points, network policy. */
int sst_page_phone_rest(const struct sst_snapshot *s,
    struct sst_err *err) SST_MUST;

#endif
