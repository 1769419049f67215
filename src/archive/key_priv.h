/* SPDX-License-Identifier: ISC */
/* key_priv.h: what other files of this folder ask of keys. */
#ifndef SIMSTOW_ARCHIVE_KEY_PRIV_H
#define SIMSTOW_ARCHIVE_KEY_PRIV_H

#include <simstow/archive/key.h>

/* sst_key_take_recipient - sst_key_parse_recipient on a span. */
int sst_key_take_recipient(struct sst_span text, struct sst_recipient *out,
    struct sst_err *err) SST_MUST;

/*
 * sst_key_add_identity - append one to keys, which owns it then, and leave id
 * as { 0 }; a repeated one is not added again. Error: SST_E_USAGE, beyond
 * SST_KEY_MAX.
 */
int sst_key_add_identity(struct sst_keys *keys, struct sst_identity *id,
    struct sst_err *err) SST_MUST;

/* sst_key_cut - keep the first n identities of keys, wipe the others. */
void sst_key_cut(struct sst_keys *keys, size_t n);

#endif
