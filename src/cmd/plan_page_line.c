/* SPDX-License-Identifier: ISC */
/* plan_page_line.c: the page's block about one line. */
#include <stdio.h>
#include <string.h>

#include "page.h"
#include "plan_page_priv.h"
#include "say.h"

#define LABEL_AT 13 /* column of a fact */
#define FIRST_MAX 48
#define NEEDS "              needs: "

static const enum sst_print_colour colours[] = {
	[SST_PLAN_SAFE] = SST_GREEN,
	[SST_PLAN_CARE] = SST_YELLOW,
	[SST_PLAN_GRAVE] = SST_RED,
};

/* "   ICCID     TEXT" */
static void
fact(struct sst_plan_writing *w, const char *label, const char *text)
{
	char first[FIRST_MAX];

	(void)snprintf(first, sizeof(first), "   %-*s", LABEL_AT - 3, label);
	sst_plan_page_text(w, first, text);
}

static void
print_title(struct sst_plan_writing *w, size_t i, const struct sst_plan_line *l)
{
	const struct sst_plan_words *o = sst_plan_words_outcome(l);
	const char *purpose = l->told == NULL ? NULL : l->told->purpose;
	bool has_purpose = purpose != NULL && *purpose != '\0';
	const char *title = sst_arena_printf(&w->mem, "%zu. %s%s%s%s", i + 1,
	    sst_plan_words_title(l), has_purpose ? " (" : "",
	    has_purpose ? purpose : "", has_purpose ? ")" : "");

	(void)putchar('\n');
	sst_print_strong(w->page->run, sst_plan_page_shown(w, title));
	(void)fputs("   ", stdout);
	sst_print_word(w->page->run, colours[o->weight],
	    sst_plan_outcome_name(l->outcome));
	(void)printf(": %s\n", o->words);
}

static void
print_code(struct sst_plan_writing *w, const struct sst_plan_line *l)
{
	bool whole = w->page->with_codes && w->page->conceal == NULL;
	const char *code = sst_plan_words_code(l);

	if (code != NULL || l->code != NULL)
		fact(w, "Code", sst_page_code(code, whole, &w->mem));
}

static void
print_contacts(struct sst_plan_writing *w, const struct sst_plan_line *l)
{
	struct sst_plan_contact c[SST_PLAN_CONTACTS];
	size_t n = sst_plan_words_contacts(l, c);
	const char *seen = sst_plan_words_contact_date(l);

	if (l->outcome == SST_PLAN_PRESENT)
		return;
	if (l->carrier != NULL)
		fact(w, "Ask", l->carrier->name);
	for (size_t i = 0; i < n; i++)
		fact(w, l->carrier == NULL && i == 0 ? "Ask" : "",
		    sst_arena_printf(&w->mem, "%s: %s", c[i].label,
		        c[i].value));
	if (n > 0 && !c[n - 1].is_own && seen != NULL)
		fact(w, "",
		    sst_arena_printf(&w->mem, "(table of %s: check it)", seen));
}

static void
print_facts(struct sst_plan_writing *w, const struct sst_plan_line *l)
{
	const struct sst_profile *p = l->profile;

	fact(w, "ICCID", l->iccid);
	if (p != NULL && p->is_older)
		fact(w, "Only in",
		    p->archive == NULL ? "an older archive" : p->archive);
	if (l->expires != NULL)
		fact(w, l->is_expired ? "Lapsed" : "Lapses", l->expires);
	for (size_t i = 0; i < l->after.n; i++)
		fact(w, i == 0 ? "After" : "",
		    sst_plan_words_line(w->plan, l->after.v[i]));
	print_contacts(w, l);
	print_code(w, l);
}

static void
print_steps(struct sst_plan_writing *w, const struct sst_plan_line *l)
{
	enum sst_plan_when last = SST_PLAN_NOW;
	char first[FIRST_MAX];

	for (size_t i = 0; i < l->steps.n; i++) {
		const struct sst_plan_step *s = &l->steps.v[i];

		if (s->when != last && s->when != SST_PLAN_NOW)
			(void)printf("   %s:\n",
			    sst_plan_words_heading(s->when));
		last = s->when;
		(void)snprintf(first, sizeof(first), "  %2zu. %-8s", i + 1,
		    sst_plan_actor_name(s->who));
		sst_plan_page_text(w, first, s->text);
		sst_plan_page_text(w, NEEDS,
		    sst_plan_words_needs(w->plan, s, &w->mem));
	}
}

/* Behind --why: other routes, looks at the target, what claims rest on. */
static void
print_route(struct sst_plan_writing *w, const char *first,
    const struct sst_plan_route *r)
{
	sst_plan_page_text(w, first,
	    r->why == NULL
	        ? r->what
	        : sst_arena_printf(&w->mem, "%s (%s)", r->what, r->why));
}

static void
print_basis(struct sst_plan_writing *w, const struct sst_plan_basis *b)
{
	const char *text = b->where == NULL ? "" : b->where;

	if (b->source != NULL)
		text = sst_arena_printf(&w->mem, "%s; %s", text, b->source);
	if (b->date != NULL && text != NULL)
		text = sst_arena_printf(&w->mem, "%s (seen %s)", text, b->date);
	sst_plan_page_text(w, "   because: ", b->claim);
	sst_plan_page_text(w, "            ", text);
}

static void
print_why(struct sst_plan_writing *w, const struct sst_plan_line *l)
{
	(void)putchar('\n');
	if (l->carrier != NULL)
		sst_plan_page_text(w, "   carrier: ",
		    sst_arena_printf(&w->mem, "%s, by its %s", l->carrier->name,
		        sst_know_match_name(l->match)));
	sst_plan_page_text(w, "   place: ", l->why_here);
	if (l->route.id != NULL)
		print_route(w, "   route: ", &l->route);
	for (size_t i = 0; i < l->alternatives.n; i++)
		print_route(w, "   or: ", &l->alternatives.v[i]);
	for (size_t i = 0; i < l->checks.n; i++) {
		const struct sst_plan_check *c = &l->checks.v[i];

		sst_plan_page_text(w, "   check: ",
		    sst_arena_printf(&w->mem, "%s: %s%s%s", c->id,
		        sst_plan_result_name(c->result),
		        c->text == NULL ? "" : ": ",
		        c->text == NULL ? "" : c->text));
	}
	for (size_t i = 0; i < l->basis.n; i++)
		print_basis(w, &l->basis.v[i]);
}

void
sst_plan_page_line(struct sst_plan_writing *w, size_t i)
{
	const struct sst_plan_line *l = &w->plan->lines.v[i];

	print_title(w, i, l);
	print_facts(w, l);
	(void)putchar('\n');
	sst_plan_page_text(w, "   ", l->summary);
	print_steps(w, l);
	for (size_t k = 0; k < l->risks.n; k++)
		sst_plan_page_text(w, "   ! ", l->risks.v[k]);
	if (w->page->why)
		print_why(w, l);
}
