/* SPDX-License-Identifier: ISC */
/* plan_page.c: a plan as text for a person: what to do, and in which order. */
#include <stdio.h>
#include <string.h>

#include <simstow/base/time.h>

#include "plan_page_priv.h"
#include "say.h"

#define NUMBER_MAX 32

static const enum sst_print_colour verdicts[] = {
	[SST_PLAN_READY] = SST_GREEN,
	[SST_PLAN_MEND] = SST_YELLOW,
	[SST_PLAN_DANGER] = SST_RED,
};

const char *
sst_plan_page_shown(struct sst_plan_writing *w, const char *text)
{
	if (text != NULL && w->page->conceal != NULL)
		text = sst_conceal_text(w->page->conceal, text, &w->mem);
	if (text != NULL)
		return text;
	w->failed = true;
	return "?";
}

void
sst_plan_page_text(struct sst_plan_writing *w, const char *first,
    const char *text)
{
	if (text != NULL)
		sst_print_wrapped(first, sst_plan_page_shown(w, text));
}

void
sst_plan_page_numbered(struct sst_plan_writing *w, size_t n, const char *text)
{
	char first[NUMBER_MAX];

	(void)snprintf(first, sizeof(first), "  %2zu. ", n);
	sst_plan_page_text(w, first, text);
}

static void
print_head(struct sst_plan_writing *w)
{
	const struct sst_plan *p = w->plan;
	char date[SST_TIME_SIZE];

	sst_time_format(p->now, date);
	sst_print_strong(w->page->run, sst_plan_words_situation(p->situation));
	(void)printf("Plan for %s, made %s\n\n",
	    sst_plan_words_target(p->target), date);
	if (p->verdict_text != NULL) {
		sst_print_word(w->page->run, verdicts[p->verdict],
		    sst_plan_page_shown(w, p->verdict_text));
		(void)putchar('\n');
	}
	sst_plan_page_text(w, "", sst_plan_words_summary(p, &w->mem));
}

/* Across the lines: what comes before them all, then the first thing of each
 * that is not there yet. */
static void
print_order(struct sst_plan_writing *w)
{
	const struct sst_plan *p = w->plan;
	bool is_trip = p->situation == SST_PLAN_TRIP;
	size_t n = 0;

	(void)printf("\n%s:\n", sst_plan_words_list(p->situation));
	for (size_t i = 0; !is_trip && i < p->first.n; i++)
		sst_plan_page_numbered(w, ++n, p->first.v[i]);
	for (size_t i = 0; i < p->lines.n; i++) {
		const struct sst_plan_line *l = &p->lines.v[i];
		const char *step = sst_plan_words_step(p, l);
		const char *text;

		if (step == NULL)
			continue;
		text = sst_arena_printf(&w->mem, "%s: %s",
		    sst_plan_words_title(l), step);
		w->failed = w->failed || text == NULL;
		sst_plan_page_numbered(w, ++n, text);
	}
	if (n == 0)
		(void)puts("   nothing");
}

static void
print_mind(struct sst_plan_writing *w)
{
	const struct sst_texts *t = &w->plan->warnings;

	if (t->n > 0)
		(void)puts("\nMind:");
	for (size_t i = 0; i < t->n; i++)
		sst_plan_page_text(w, "   ! ", t->v[i]);
}

int
sst_plan_page_print(const struct sst_plan_page *page, const struct sst_plan *p,
    struct sst_err *err)
{
	struct sst_plan_writing w = { page, p, { 0 }, false };

	print_head(&w);
	sst_plan_page_fixes(&w);
	if (p->lines.n > 0)
		print_order(&w);
	print_mind(&w);
	for (size_t i = 0; i < p->lines.n; i++) {
		sst_plan_page_line(&w, i);
		sst_arena_fini(&w.mem);
	}
	sst_plan_page_settings(&w);
	sst_plan_page_questions(&w);
	sst_arena_fini(&w.mem);
	if (w.failed)
		return sst_fail(err, SST_E_FAILED,
		    "the page of the plan: memory is out");
	return 0;
}
