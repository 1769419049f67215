/* SPDX-License-Identifier: ISC */
/* bech32_priv.h: bech32 into memory that the caller has. */
#ifndef SIMSTOW_ARCHIVE_BECH32_PRIV_H
#define SIMSTOW_ARCHIVE_BECH32_PRIV_H

#include <simstow/archive/bech32.h>

/* sst_bech32_length - characters that sst_bech32_write makes, without NUL. */
size_t sst_bech32_length(const char *hrp, size_t n);

/* sst_bech32_write - the characters of sst_bech32_format, without NUL. */
void sst_bech32_write(const char *hrp, struct sst_span data, bool is_upper,
    char *out);

#endif
