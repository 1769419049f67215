/* SPDX-License-Identifier: ISC */
/* sheet_qr.c: a QR code as SVG, sharp at every size. */
#include "qr.h"
#include "sheet_priv.h"

/* One run of dark modules in row y: "M4 4h7v1h-7z". */
static size_t
put_run(struct sst_sheet_out *w, const struct sst_qr *q, size_t x, size_t y)
{
	size_t n = 0;

	while (sst_qr_is_dark(q, x + n, y))
		n++;
	if (n > 0 && !w->failed &&
	    sst_buf_printf(w->out, &w->err, "M%zu %zuh%zuv1h-%zuz", x, y, n,
	        n) < 0)
		w->failed = true;
	return n == 0 ? 1 : n;
}

void
sst_sheet_qr(struct sst_sheet_out *w, const char *text)
{
	struct sst_qr q;
	size_t n;

	if (w->failed)
		return;
	if (sst_qr_make(text, &q, &w->err) < 0) {
		w->failed = true;
		return;
	}
	n = q.width + 2 * (size_t)SST_QR_QUIET;
	if (sst_buf_printf(w->out, &w->err,
	        "<svg class=\"qr\" viewBox=\"0 0 %zu %zu\" role=\"img\" "
	        "shape-rendering=\"crispEdges\" "
	        "aria-label=\"QR code of the activation code\">"
	        "<rect width=\"%zu\" height=\"%zu\" fill=\"#fff\"/>"
	        "<path fill=\"#000\" d=\"",
	        n, n, n, n) < 0)
		w->failed = true;
	for (size_t y = 0; y < n; y++)
		for (size_t x = 0; x < n;)
			x += put_run(w, &q, x, y);
	sst_sheet_raw(w, "\"/></svg>\n");
	sst_qr_fini(&q);
}
