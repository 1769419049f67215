/* SPDX-License-Identifier: ISC */
/* qr.c: a QR code as a square of modules, and on a terminal. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <qrencode.h>

#include "qr.h"

/* Of the 256 colours, which no theme changes: 16 is black, 231 white. */
#define BLACK_ON_WHITE "\033[38;5;16;48;5;231m"
#define PLAIN "\033[0m"

static int
copy(const QRcode *code, struct sst_qr *out, struct sst_err *err)
{
	size_t width = (size_t)code->width;

	out->dark = malloc(width * width);
	if (out->dark == NULL)
		return sst_fail(err, SST_E_FAILED, "QR code: memory is out");
	for (size_t i = 0; i < width * width; i++)
		out->dark[i] = code->data[i] & 1;
	out->width = width;
	return 0;
}

int
sst_qr_make(const char *text, struct sst_qr *out, struct sst_err *err)
{
	QRcode *code;
	int rc;

	*out = (struct sst_qr){ 0 };
	if (*text == '\0')
		return sst_fail(err, SST_E_FAILED, "QR code: of no text");
	errno = 0;
	code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	if (code == NULL)
		return sst_fail(err, SST_E_FAILED, "QR code: %s",
		    errno == ERANGE ? "the text is too long" : "memory is out");
	rc = copy(code, out, err);
	explicit_bzero(code->data, (size_t)code->width * (size_t)code->width);
	QRcode_free(code);
	return rc;
}

void
sst_qr_fini(struct sst_qr *q)
{
	if (q->dark != NULL)
		explicit_bzero(q->dark, q->width * q->width);
	free(q->dark);
	*q = (struct sst_qr){ 0 };
}

bool
sst_qr_is_dark(const struct sst_qr *q, size_t x, size_t y)
{
	if (x < SST_QR_QUIET || y < SST_QR_QUIET ||
	    x - SST_QR_QUIET >= q->width || y - SST_QR_QUIET >= q->width)
		return false;
	return q->dark[(y - SST_QR_QUIET) * q->width + x - SST_QR_QUIET] != 0;
}

void
sst_qr_print(const struct sst_run *run, const struct sst_qr *q)
{
	/* by upper and lower half */
	static const char *const blocks[2][2] = {
		{ " ", "\xE2\x96\x84" },
		{ "\xE2\x96\x80", "\xE2\x96\x88" },
	};
	size_t n = q->width + 2 * (size_t)SST_QR_QUIET;

	for (size_t y = 0; y < n; y += 2) {
		if (run->has_colour)
			(void)fputs(BLACK_ON_WHITE, stdout);
		for (size_t x = 0; x < n; x++)
			(void)fputs(blocks[sst_qr_is_dark(q, x, y)]
			                  [sst_qr_is_dark(q, x, y + 1)],
			    stdout);
		if (run->has_colour)
			(void)fputs(PLAIN, stdout);
		(void)putchar('\n');
	}
}
