/* SPDX-License-Identifier: ISC */
/* utf8_priv.h: one character of UTF-8: its number, its danger, its width. */
#ifndef SIMSTOW_BASE_UTF8_PRIV_H
#define SIMSTOW_BASE_UTF8_PRIV_H

#include <simstow/base/span.h>

/*
 * sst_utf8_next - the bytes of the first character of s, or 0 when s is
 * empty or does not begin with a well-formed one (RFC 3629). *code is its
 * number, the bare byte when it is not well-formed, 0 when s is empty.
 */
size_t sst_utf8_next(struct sst_span s, uint32_t *code);

/*
 * sst_utf8_is_hidden - a control, separator, bidi or invisible character: a
 * terminal would obey it, or show nothing for it.
 */
bool sst_utf8_is_hidden(uint32_t code);

/* sst_utf8_width - columns of a character that is not hidden: 0, 1 or 2. */
size_t sst_utf8_width(uint32_t code);

#endif
