/* SPDX-License-Identifier: ISC */
/* plan_page_priv.h: what the parts of the page share. */
#ifndef SIMSTOW_CMD_PLAN_PAGE_PRIV_H
#define SIMSTOW_CMD_PLAN_PAGE_PRIV_H

#include "plan_page.h"
#include "plan_words.h"
#include "print.h"

/* What is being written; mem is wiped after each part. */
struct sst_plan_writing {
	const struct sst_plan_page *page;
	const struct sst_plan *plan;
	struct sst_arena mem;
	bool failed; /* memory was out */
};

/* Text as it may be shown: with --redact without numbers. "?" for none. */
const char *sst_plan_page_shown(struct sst_plan_writing *w, const char *text);

/* Text in lines of 80 columns behind first; nothing for NULL. */
void sst_plan_page_text(struct sst_plan_writing *w, const char *first,
    const char *text);

/* "  1. TEXT" */
void sst_plan_page_numbered(struct sst_plan_writing *w, size_t n,
    const char *text);

/* sst_plan_page_line - a line's block, with its number in the order. */
void sst_plan_page_line(struct sst_plan_writing *w, size_t i);

/* What stands behind the lines, and before them for a trip. */
void sst_plan_page_fixes(struct sst_plan_writing *w);
void sst_plan_page_settings(struct sst_plan_writing *w);
void sst_plan_page_questions(struct sst_plan_writing *w);

#endif
