/* SPDX-License-Identifier: ISC */
/* html.h: foreign text inside HTML, where it can do nothing. */
#ifndef SIMSTOW_BASE_HTML_H
#define SIMSTOW_BASE_HTML_H

#include <simstow/base/buf.h>

/*
 * sst_html_put_text - append s as text of an element or as the value of a
 * quoted attribute.
 *
 * & < > " ' ` = become references: neither a tag, nor an end of a quoted
 * value, nor a reference can come of them. Control and bidi characters and
 * bytes that are no UTF-8 are shown as sst_text_escape shows them, a line end
 * as a blank. Nothing is appended after a failure.
 * Errors: those of sst_buf_put.
 */
int sst_html_put_text(struct sst_buf *out, const char *text,
    struct sst_err *err) SST_MUST;

#endif
