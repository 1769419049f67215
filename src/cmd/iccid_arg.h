/* SPDX-License-Identifier: ISC */
/* iccid_arg.h: an ICCID as a person types it. */
#ifndef SIMSTOW_CMD_ICCID_ARG_H
#define SIMSTOW_CMD_ICCID_ARG_H

#include <simstow/base/digits.h>

#include "run.h"

/*
 * sst_iccid_arg - digits, in groups with blanks or dashes, into out.
 *
 *   noun  what it is, for messages: "code add: --iccid"
 *
 * A check digit that does not fit is a warning.
 * Error: SST_E_USAGE.
 */
int sst_iccid_arg(struct sst_run *run, const char *noun, const char *text,
    char out[SST_ICCID_MAX + 1], struct sst_err *err) SST_MUST;

#endif
