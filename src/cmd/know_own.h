/* SPDX-License-Identifier: ISC */
/* know_own.h: the user's own rows of the carrier table. */
#ifndef SIMSTOW_CMD_KNOW_OWN_H
#define SIMSTOW_CMD_KNOW_OWN_H

#include <simstow/know/know.h>

#define SST_KNOW_OWN_HELP                                  \
	"rows that go before the built-in ones (default: " \
	"$XDG_CONFIG_HOME/simstow/carriers.tsv, else "     \
	"~/.config/simstow/carriers.tsv, where one of them is there)"

/*
 * sst_know_own_load - read the user's file.
 *
 *   given  its path, or NULL for the default, which need not be there
 *   mem    owns everything in out
 *   out    { 0 } without a file
 *
 * Errors: those of sst_know_book_read; SST_E_FAILED when the file is there
 * and cannot be read.
 */
int sst_know_own_load(const char *given, struct sst_arena *mem,
    struct sst_know_book *out, struct sst_err *err) SST_MUST;

#endif
