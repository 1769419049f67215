/* SPDX-License-Identifier: ISC */
/* sheet_put.c: markup, and foreign text inside it. */
#include <stdio.h>
#include <string.h>

#include <simstow/base/html.h>
#include <simstow/base/time.h>

#include "sheet_priv.h"

#define GROUP 4
#define DAY 10 /* characters of "2026-11-28" */

void
sst_sheet_lost(struct sst_sheet_out *w)
{
	if (!w->failed)
		sst_err_set(&w->err, SST_E_FAILED, "sheet: memory is out");
	w->failed = true;
}

void
sst_sheet_raw(struct sst_sheet_out *w, const char *markup)
{
	if (!w->failed && sst_buf_put_text(w->out, markup, &w->err) < 0)
		w->failed = true;
}

void
sst_sheet_text(struct sst_sheet_out *w, const char *text)
{
	if (text != NULL && w->sheet->conceal != NULL)
		text = sst_conceal_text(w->sheet->conceal, text, &w->mem);
	if (text == NULL)
		sst_sheet_lost(w);
	else if (!w->failed && sst_html_put_text(w->out, text, &w->err) < 0)
		w->failed = true;
}

void
sst_sheet_in(struct sst_sheet_out *w, const char *tag, const char *class,
    const char *text)
{
	if (text == NULL)
		return;
	sst_sheet_raw(w, "<");
	sst_sheet_raw(w, tag);
	if (class != NULL) {
		sst_sheet_raw(w, " class=\"");
		sst_sheet_raw(w, class);
		sst_sheet_raw(w, "\"");
	}
	sst_sheet_raw(w, ">");
	sst_sheet_text(w, text);
	sst_sheet_raw(w, "</");
	sst_sheet_raw(w, tag);
	sst_sheet_raw(w, ">\n");
}

/* Masked first: a number in pieces would not be found. */
void
sst_sheet_number(struct sst_sheet_out *w, const char *number)
{
	if (w->sheet->conceal != NULL)
		number = sst_conceal_text(w->sheet->conceal, number, &w->mem);
	if (number == NULL) {
		sst_sheet_lost(w);
		return;
	}
	sst_sheet_raw(w, "<span class=\"number\">");
	while (*number != '\0') {
		char piece[GROUP + 1] = { 0 };
		size_t n = strnlen(number, GROUP);

		memcpy(piece, number, n);
		sst_sheet_raw(w, "<i>");
		sst_sheet_text(w, piece);
		sst_sheet_raw(w, "</i>");
		number += n;
	}
	sst_sheet_raw(w, "</span>");
}

void
sst_sheet_day(struct sst_sheet_out *w, int64_t t)
{
	char date[SST_TIME_SIZE];

	sst_time_format(t, date);
	date[DAY] = '\0';
	sst_sheet_raw(w, date);
}
