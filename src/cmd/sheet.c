/* SPDX-License-Identifier: ISC */
/* sheet.c: a plan on paper: its head, what to do first, its parts in order. */
#include <simstow/base/time.h>

#include "sheet_priv.h"

#define DAY_SECONDS 86400

static const char *const verdicts[] = {
	[SST_PLAN_READY] = "verdict safe",
	[SST_PLAN_MEND] = "verdict care",
	[SST_PLAN_DANGER] = "verdict grave",
};

/* Nothing is fetched and nothing runs, whatever got into the page. */
static void
put_start(struct sst_sheet_out *w)
{
	sst_sheet_raw(w,
	    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n"
	    "<meta http-equiv=\"Content-Security-Policy\" "
	    "content=\"default-src 'none'; style-src 'unsafe-inline'; "
	    "base-uri 'none'; form-action 'none'\">\n"
	    "<meta name=\"viewport\" "
	    "content=\"width=device-width, initial-scale=1\">\n"
	    "<meta name=\"referrer\" content=\"no-referrer\">\n"
	    "<meta name=\"color-scheme\" content=\"light dark\">\n"
	    "<title>How your lines come back</title>\n");
	sst_sheet_style(w);
	sst_sheet_raw(w, "</head>\n<body>\n<main>\n");
}

static void
put_head(struct sst_sheet_out *w)
{
	const struct sst_plan *p = w->plan;

	sst_sheet_raw(w, "<header class=\"top\">\n"
	                 "<h1>How your lines come back</h1>\n");
	sst_sheet_in(w, "p", NULL, sst_plan_words_situation(p->situation));
	sst_sheet_raw(w, "<p class=\"dates\">For ");
	sst_sheet_text(w, sst_plan_words_target(p->target));
	sst_sheet_raw(w, ". Made ");
	sst_sheet_day(w, p->now);
	sst_sheet_raw(w, ". Make a new one when a line or a device changes, "
	                 "and by ");
	sst_sheet_day(w, p->now + (int64_t)SST_SHEET_DAYS * DAY_SECONDS);
	sst_sheet_raw(w, ".</p>\n</header>\n");
	if (p->verdict_text != NULL)
		sst_sheet_in(w, "p", verdicts[p->verdict], p->verdict_text);
	sst_sheet_in(w, "p", "total", sst_plan_words_summary(p, &w->mem));
}

static void
put_first(struct sst_sheet_out *w, const struct sst_plan_line *l)
{
	const char *step = sst_plan_words_step(w->plan, l);

	if (step == NULL)
		return;
	sst_sheet_raw(w, "<li>");
	sst_sheet_in(w, "b", NULL, sst_plan_words_title(l));
	sst_sheet_text(w, step);
	sst_sheet_raw(w, "</li>\n");
}

/* What to do when there is no time to read more. */
static void
put_emergency(struct sst_sheet_out *w)
{
	const struct sst_plan *p = w->plan;
	bool is_trip = p->situation == SST_PLAN_TRIP;

	sst_sheet_raw(w, "<section class=\"emergency\">\n");
	sst_sheet_in(w, "h2", NULL, sst_plan_words_list(p->situation));
	sst_sheet_raw(w,
	    p->lines.n == 0 ? "<p>Nothing: no line is known.</p>\n" : "<ol>\n");
	for (size_t i = 0; !is_trip && i < p->first.n && p->lines.n > 0; i++)
		sst_sheet_in(w, "li", NULL, p->first.v[i]);
	for (size_t i = 0; i < p->lines.n; i++)
		put_first(w, &p->lines.v[i]);
	sst_sheet_raw(w, p->lines.n == 0 ? "" : "</ol>\n");
	if (p->warnings.n > 0)
		sst_sheet_raw(w, "<ul class=\"risks\">\n");
	for (size_t i = 0; i < p->warnings.n; i++)
		sst_sheet_in(w, "li", NULL, p->warnings.v[i]);
	sst_sheet_raw(w,
	    p->warnings.n > 0 ? "</ul>\n</section>\n" : "</section>\n");
}

static void
put_foot(struct sst_sheet_out *w)
{
	sst_sheet_raw(w, "<footer>");
	if (w->sheet->with_codes && w->sheet->conceal == NULL)
		sst_sheet_raw(w, "This sheet has activation codes: keep it as "
		                 "you keep money. ");
	sst_sheet_raw(w, "Advice about carriers is as old as its dates: check "
	                 "a number before you trust it. Made by ");
	sst_sheet_text(w, w->sheet->generator);
	sst_sheet_raw(w, ".</footer>\n</main>\n</body>\n</html>\n");
}

int
sst_sheet_write(const struct sst_sheet *s, struct sst_buf *out,
    struct sst_err *err)
{
	struct sst_sheet_out w = { .sheet = s, .plan = s->plan, .out = out };

	put_start(&w);
	put_head(&w);
	put_emergency(&w);
	sst_sheet_fixes(&w);
	if (s->plan->lines.n > 0)
		sst_sheet_raw(&w, "<h2>Line by line</h2>\n");
	for (size_t i = 0; i < s->plan->lines.n && !w.failed; i++) {
		sst_sheet_line(&w, i);
		sst_arena_fini(&w.mem);
	}
	sst_sheet_settings(&w);
	sst_sheet_archives(&w);
	put_foot(&w);
	sst_arena_fini(&w.mem);
	if (!w.failed)
		return 0;
	*err = w.err;
	return -1;
}
