/* SPDX-License-Identifier: ISC */
/* secret_source.h: where a secret is: "file:PATH", "fd:N", "cmd:COMMAND". */
#ifndef SIMSTOW_CMD_SECRET_SOURCE_H
#define SIMSTOW_CMD_SECRET_SOURCE_H

#include <simstow/base/secret.h>

#define SST_SECRET_SOURCE "file:PATH|fd:N|cmd:COMMAND"

/*
 * sst_secret_source_check - is text such a source? Nothing is opened.
 * sst_secret_source_get - its first line.
 *
 * Errors: SST_E_USAGE (another form; empty), SST_E_FAILED. What was given in
 * place of a source is never in a message: it may be the secret.
 */
int sst_secret_source_check(const char *text, struct sst_err *err) SST_MUST;
int sst_secret_source_get(const char *text, struct sst_secret *out,
    struct sst_err *err) SST_MUST;

#endif
