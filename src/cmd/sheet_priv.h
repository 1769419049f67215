/* SPDX-License-Identifier: ISC */
/* sheet_priv.h: what the parts of the sheet share. */
#ifndef SIMSTOW_CMD_SHEET_PRIV_H
#define SIMSTOW_CMD_SHEET_PRIV_H

#include "plan_words.h"
#include "sheet.h"

/* A sheet on its way: after the first failure nothing more is put. */
struct sst_sheet_out {
	const struct sst_sheet *sheet;
	const struct sst_plan *plan;
	struct sst_buf *out;
	struct sst_arena mem;
	struct sst_err err;
	bool failed;
};

/* sst_sheet_raw - markup of our own, never foreign text. */
void sst_sheet_raw(struct sst_sheet_out *w, const char *markup);

/* sst_sheet_text - foreign text, escaped, with --redact without numbers;
 * NULL is memory that was out. */
void sst_sheet_text(struct sst_sheet_out *w, const char *text);

/* sst_sheet_in - <tag class="class">text</tag>; nothing for NULL. */
void sst_sheet_in(struct sst_sheet_out *w, const char *tag, const char *class,
    const char *text);

/* sst_sheet_number - digits in groups of four that are copied as one. */
void sst_sheet_number(struct sst_sheet_out *w, const char *number);

/* sst_sheet_day - "2026-11-28" of a moment. */
void sst_sheet_day(struct sst_sheet_out *w, int64_t t);

/* sst_sheet_lost - memory was out. */
void sst_sheet_lost(struct sst_sheet_out *w);

/* The parts. */
void sst_sheet_style(struct sst_sheet_out *w);
void sst_sheet_line(struct sst_sheet_out *w, size_t i);
void sst_sheet_qr(struct sst_sheet_out *w, const char *text);
void sst_sheet_fixes(struct sst_sheet_out *w);
void sst_sheet_settings(struct sst_sheet_out *w);
void sst_sheet_archives(struct sst_sheet_out *w);

#endif
