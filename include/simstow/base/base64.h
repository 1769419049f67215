/* SPDX-License-Identifier: ISC */
/* base64.h: strict base64 of RFC 4648 section 4, padded or not. */
#ifndef SIMSTOW_BASE_BASE64_H
#define SIMSTOW_BASE_BASE64_H

#include <simstow/base/buf.h>

enum sst_base64_pad {
	SST_BASE64_RAW,   /* no '=' at all: age headers */
	SST_BASE64_PADDED /* '=' to a multiple of 4: armor, JSON */
};

/* sst_base64_put - append the characters for s to out, one line. */
int sst_base64_put(struct sst_buf *out, struct sst_span s,
    enum sst_base64_pad pad, struct sst_err *err) SST_MUST;

/*
 * sst_base64_parse - append the bytes that text stands for to out.
 *
 * Canonical only. Errors: SST_E_FORMAT: a length that cannot be, a foreign
 * character (CR, LF, blank and '=' in the wrong place are foreign), left-over
 * bits that are not zero. out is unchanged after a failure.
 */
int sst_base64_parse(struct sst_span text, enum sst_base64_pad pad,
    struct sst_buf *out, struct sst_err *err) SST_MUST;

#endif
