/* SPDX-License-Identifier: ISC */
/* plan_page_rest.c: what the page says besides the lines. */
#include <stdio.h>

#include "plan_page_priv.h"

#define INDENT "      "

static const struct {
	const char *word;
	enum sst_print_colour colour;
} grades[] = {
	[SST_PLAN_READY] = { "fine", SST_GREEN },
	[SST_PLAN_MEND] = { "mend", SST_YELLOW },
	[SST_PLAN_DANGER] = { "danger", SST_RED },
};

static void
command(struct sst_plan_writing *w, const char *text)
{
	if (text != NULL)
		sst_plan_page_text(w, INDENT "$ ", text);
}

void
sst_plan_page_fixes(struct sst_plan_writing *w)
{
	const struct sst_plan *p = w->plan;
	size_t n = 0;

	if (p->situation != SST_PLAN_TRIP || p->fixes.n + p->first.n == 0)
		return;
	(void)puts("\nBefore you go:");
	for (size_t i = 0; i < p->fixes.n; i++) {
		const struct sst_plan_fix *f = &p->fixes.v[i];

		(void)printf("  %2zu. ", ++n);
		sst_print_word(w->page->run, grades[f->grade].colour,
		    grades[f->grade].word);
		(void)putchar('\n');
		sst_plan_page_text(w, INDENT, f->text);
		command(w, f->command);
	}
	for (size_t i = 0; i < p->first.n; i++)
		sst_plan_page_numbered(w, ++n, p->first.v[i]);
}

static void
print_setting(struct sst_plan_writing *w, const struct sst_plan_setting *s)
{
	const char *title = "";
	const char *text;

	if (s->iccid != NULL)
		title = sst_plan_words_line(w->plan, s->iccid);
	text = sst_arena_printf(&w->mem, "%s%s%s", title,
	    *title == '\0' ? "" : ": ", s->what);
	w->failed = w->failed || text == NULL;
	sst_plan_page_text(w, "   - ", text);
	sst_plan_page_text(w, "     was: ", s->value);
	sst_plan_page_text(w, "     menu: ", s->path);
	if (w->page->why)
		sst_plan_page_text(w, "     because: ", s->basis);
}

static void
print_way(struct sst_plan_writing *w, const char *title,
    enum sst_plan_setting_way way)
{
	const struct sst_plan *p = w->plan;

	if (sst_plan_words_settings(p, way) == 0)
		return;
	(void)printf("\n%s:\n", title);
	for (size_t i = 0; i < p->settings.n; i++)
		if (p->settings.v[i].way == way)
			print_setting(w, &p->settings.v[i]);
}

void
sst_plan_page_settings(struct sst_plan_writing *w)
{
	size_t never = sst_plan_words_settings(w->plan, SST_PLAN_SET_NEVER);

	print_way(w, "Settings that you make again", SST_PLAN_SET_BY_YOU);
	print_way(w, "What simstow can write back", SST_PLAN_SET_BY_SIMSTOW);
	if (never > 0)
		(void)printf("\n%zu setting%s not come back: %s to the old "
		             "device or network.\n",
		    never, never == 1 ? " does" : "s do",
		    never == 1 ? "it belongs" : "they belong");
}

void
sst_plan_page_questions(struct sst_plan_writing *w)
{
	const struct sst_plan *p = w->plan;

	if (p->questions.n > 0)
		(void)puts("\nTell me, and the plan gets better:");
	for (size_t i = 0; i < p->questions.n; i++) {
		sst_plan_page_text(w, "   ? ", p->questions.v[i].text);
		command(w, p->questions.v[i].command);
	}
}
