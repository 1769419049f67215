/* SPDX-License-Identifier: ISC */
/* key_print.h: public keys on standard output. */
#ifndef SIMSTOW_CMD_KEY_PRINT_H
#define SIMSTOW_CMD_KEY_PRINT_H

#include <simstow/archive/key.h>

#include "run.h"

/* sst_key_print_all - a key a line, or "simstow-recipients" as JSON. */
int sst_key_print_all(const struct sst_run *run, const struct sst_recipient *to,
    size_t n, struct sst_err *err) SST_MUST;

#endif
