/* SPDX-License-Identifier: ISC */
/* secret_priv.h: the first line of something as a secret. */
#ifndef SIMSTOW_BASE_SECRET_PRIV_H
#define SIMSTOW_BASE_SECRET_PRIV_H

#include <simstow/base/secret.h>

/* The longest line that is taken, without its end. */
#define SST_SECRET_LINE 4096

/*
 * sst_secret_line - the bytes of s up to the first LF or CRLF, or all.
 * Errors: SST_E_USAGE: none, or more than SST_SECRET_LINE.
 */
int sst_secret_line(struct sst_secret *out, struct sst_span s,
    struct sst_err *err) SST_MUST;

#endif
