/* SPDX-License-Identifier: ISC */
/* signals.h: SIGINT, SIGTERM, SIGHUP; the echo comes back first. */
#ifndef SIMSTOW_CMD_SIGNALS_H
#define SIMSTOW_CMD_SIGNALS_H

#include <termios.h>

#include <simstow/base/err.h>

/* sst_signals_start - take them over, once. One that is ignored stays so. */
void sst_signals_start(void);

/*
 * sst_signals_hold - from here on there is something to clean up: a signal
 * is remembered. A second one ends the program all the same.
 * sst_signals_release - cleaned up: a remembered one is raised again.
 * The two nest.
 */
void sst_signals_hold(void);
void sst_signals_release(void);

/* sst_signals_check - -1 and "interrupted" when one is remembered. */
int sst_signals_check(struct sst_err *err) SST_MUST;

/*
 * sst_signals_keep_echo - a terminal's settings, given back by a signal;
 * before its settings are changed. sst_signals_drop_echo - no longer.
 */
void sst_signals_keep_echo(int fd, const struct termios *was);
void sst_signals_drop_echo(void);

#endif
