/* SPDX-License-Identifier: ISC */
/* ask.h: secrets typed at the terminal, unseen; questions, seen. */
#ifndef SIMSTOW_CMD_ASK_H
#define SIMSTOW_CMD_ASK_H

#include <simstow/base/secret.h>

#include "run.h"

#define SST_ASK_MAX 1024 /* bytes of an answer */

/*
 * sst_ask_secret - prompt and read one line at /dev/tty with the echo off.
 *
 *   hint  what to do where there is no terminal
 *
 * Errors: SST_E_USAGE: no terminal, an empty answer, one that is too long.
 */
int sst_ask_secret(struct sst_run *run, const char *prompt, const char *hint,
    struct sst_secret *out, struct sst_err *err) SST_MUST;

/*
 * sst_ask_new_passphrase - the same, twice, for something that is made.
 * sst_ask_check_passphrase - warn of characters that another keyboard may
 * not have.
 */
int sst_ask_new_passphrase(struct sst_run *run, const char *prompt,
    struct sst_secret *out, struct sst_err *err) SST_MUST;
void sst_ask_check_passphrase(struct sst_run *run, const struct sst_secret *s);

/*
 * sst_ask_yes - "question [y/N] " at /dev/tty; anything but y and yes is no.
 *
 *   hint  what to do where there is no terminal
 *
 * Errors: SST_E_USAGE: no terminal; SST_E_FAILED.
 */
int sst_ask_yes(struct sst_run *run, const char *question, const char *hint,
    bool *yes, struct sst_err *err) SST_MUST;

#endif
