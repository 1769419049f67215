/* SPDX-License-Identifier: ISC */
/* qr.h: a QR code as a square of modules, and on a terminal. */
#ifndef SIMSTOW_CMD_QR_H
#define SIMSTOW_CMD_QR_H

#include <stdint.h>

#include "run.h"

#define SST_QR_QUIET 4 /* light modules around it, ISO/IEC 18004 */

struct sst_qr {
	uint8_t *dark; /* width * width, row by row: 0 or 1 */
	size_t width;
};

/*
 * sst_qr_make - of a text, error correction M. Wiped by sst_qr_fini; what
 * libqrencode keeps meanwhile is not.
 * Errors: SST_E_FAILED: it is too long for one, or memory is out.
 */
int sst_qr_make(const char *text, struct sst_qr *out,
    struct sst_err *err) SST_MUST;
void sst_qr_fini(struct sst_qr *q);

/* sst_qr_is_dark - x and y count from the quiet zone's corner. */
bool sst_qr_is_dark(const struct sst_qr *q, size_t x, size_t y);

/*
 * sst_qr_print - two rows of modules a line, by half blocks; black on white
 * where colours are, else dark is the colour of text.
 */
void sst_qr_print(const struct sst_run *run, const struct sst_qr *q);

#endif
