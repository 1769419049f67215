/* SPDX-License-Identifier: ISC */
/* bech32.h: the text form of age keys. */
#ifndef SIMSTOW_ARCHIVE_BECH32_H
#define SIMSTOW_ARCHIVE_BECH32_H

#include <simstow/base/secret.h>

#define SST_BECH32_PART 32 /* characters of the longest human-readable part */
#define SST_BECH32_DATA 64 /* bytes of the longest value we take */

/*
 * sst_bech32_parse - text to its human-readable part and bytes.
 *
 *   text  may be a secret; is not copied
 *   hrp   lower case, with NUL
 *   data  room for SST_BECH32_DATA bytes; wiped on failure
 *   n     bytes in data
 *
 * Upper or lower case, never mixed; the checksum constant is 1; left-over
 * bits are zero and fewer than 5. Errors: SST_E_FORMAT, without the text.
 * Spec: BIP 173 without its limit of 90 characters.
 */
int sst_bech32_parse(struct sst_span text, char hrp[SST_BECH32_PART + 1],
    uint8_t data[SST_BECH32_DATA], size_t *n, struct sst_err *err) SST_MUST;

/*
 * sst_bech32_format - bytes to text of lower or, with is_upper, upper case.
 * out holds the characters, without NUL, in secure memory.
 */
int sst_bech32_format(const char *hrp, struct sst_span data, bool is_upper,
    struct sst_secret *out, struct sst_err *err) SST_MUST;

#endif
