/* SPDX-License-Identifier: ISC */
/* text.h: UTF-8 that may be hostile, and how to show it. */
#ifndef SIMSTOW_BASE_TEXT_H
#define SIMSTOW_BASE_TEXT_H

#include <stdio.h>

#include <simstow/base/buf.h>

/*
 * sst_text_is_utf8 - well-formed UTF-8 (RFC 3629): no overlong form, no
 * surrogate, nothing beyond U+10FFFF. NUL is a character here.
 */
bool sst_text_is_utf8(struct sst_span s);

/*
 * sst_text_escape - append s to out so that a terminal shows it and obeys
 * nothing: C0, DEL, C1, line and paragraph separators, bidi controls, zero
 * width and byte order marks become \n, \t, \xHH or \u{HHHH}; bytes that are
 * no UTF-8 become \xHH; a backslash stays.
 */
int sst_text_escape(struct sst_buf *out, struct sst_span s,
    struct sst_err *err) SST_MUST;

/* sst_text_print - the same, to f. Write errors are left to ferror(f). */
void sst_text_print(FILE *f, const char *text);

/*
 * sst_text_width - columns that sst_text_print would use: 2 for East Asian
 * wide and emoji, 0 for combining marks, 1 for others.
 */
size_t sst_text_width(const char *text);

#endif
