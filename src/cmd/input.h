/* SPDX-License-Identifier: ISC */
/* input.h: a small file, or standard input by the name "-". */
#ifndef SIMSTOW_CMD_INPUT_H
#define SIMSTOW_CMD_INPUT_H

#include <simstow/base/buf.h>

/* sst_input_is_standard - the path is "-". */
bool sst_input_is_standard(const char *path);

/* sst_input_name - the path, or "standard input". */
const char *sst_input_name(const char *path);

/* sst_input_read - append all of it to b, within b's limit. */
int sst_input_read(const char *path, struct sst_buf *b,
    struct sst_err *err) SST_MUST;

#endif
