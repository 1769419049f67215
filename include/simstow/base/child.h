/* SPDX-License-Identifier: ISC */
/* child.h: run another program without a shell. */
#ifndef SIMSTOW_BASE_CHILD_H
#define SIMSTOW_BASE_CHILD_H

#include <simstow/base/buf.h>
#include <simstow/base/secret.h>

/*
 * sst_child_run - run argv[0] (looked up on PATH) and wait.
 *
 *   argv   ends with NULL
 *   in     given on its standard input; { 0 } means /dev/null
 *   out    its standard output is appended, within out's limit
 *   wait_s it is killed after that many seconds; 0 means no limit
 *
 * Standard error is inherited. No other descriptor is.
 * Errors: SST_E_FAILED: not found, ended by a signal, too slow, exit status
 * not 0 ("COMMAND ended with status 3"); SST_E_FORMAT: too much output.
 */
int sst_child_run(const char *const *argv, struct sst_span in,
    struct sst_buf *out, unsigned wait_s, struct sst_err *err) SST_MUST;

/*
 * sst_child_secret - run a command line split at blanks (single and double
 * quotes group, a backslash takes the next character as it is; no other
 * shell syntax) and take the first line of its output as a secret.
 */
int sst_child_secret(const char *command, struct sst_secret *out,
    struct sst_err *err) SST_MUST;

#endif
