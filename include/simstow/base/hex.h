/* SPDX-License-Identifier: ISC */
/* hex.h: bytes as hexadecimal digits, and back. */
#ifndef SIMSTOW_BASE_HEX_H
#define SIMSTOW_BASE_HEX_H

#include <simstow/base/arena.h>

/*
 * sst_hex_format - upper-case digits of s and a NUL into out, which has room
 * for 2 * s.n + 1.
 */
void sst_hex_format(struct sst_span s, char *out);

/* sst_hex_text - the same in the arena, or NULL. */
char *sst_hex_text(struct sst_arena *a, struct sst_span s);

/*
 * sst_hex_parse - digits of either case to bytes.
 *
 *   out  room for cap bytes
 *   n    bytes written
 *
 * Errors: SST_E_FORMAT: odd number of digits, a foreign character (with its
 * position from 0), more than cap bytes.
 */
int sst_hex_parse(const char *text, uint8_t *out, size_t cap, size_t *n,
    struct sst_err *err) SST_MUST;

#endif
