/* SPDX-License-Identifier: ISC */
/* plan_page.c: a plan as text for a person. */
#include <stdio.h>
#include <string.h>

#include <simstow/base/digits.h>
#include <simstow/base/time.h>

#include "page.h"
#include "plan_page.h"
#include "print.h"
#include "say.h"

#define NUMBER_MAX 32

/* What an outcome means, in plain words. */
static const struct {
	const char *words;
	enum sst_print_colour colour;
} outcomes[] = {
	[SST_PLAN_PRESENT] = { "it is there already", SST_GREEN },
	[SST_PLAN_AUTOMATIC] = { "simstow can do it", SST_GREEN },
	[SST_PLAN_WITH_CODE] = { "you can do it with what you have",
	    SST_GREEN },
	[SST_PLAN_WITH_CARRIER] = { "the carrier has to act first",
	    SST_YELLOW },
	[SST_PLAN_BLOCKED] = { "no way back is known", SST_RED },
};

/* What is being written, and the memory for it, wiped after each line. */
struct writing {
	const struct sst_plan_page *page;
	const struct sst_plan *plan;
	struct sst_arena mem;
};

static void
mask_number(char *text, const char *number)
{
	size_t n = number == NULL ? 0 : strlen(number);

	if (n == 0)
		return;
	while ((text = strstr(text, number)) != NULL) {
		char after = text[n];

		sst_digits_mask(number, text);
		text[n] = after;
		text += n;
	}
}

/* Text in which no ICCID and EID of the plan is left, with --redact. */
static const char *
shown(struct writing *w, const char *text)
{
	const struct sst_plan *p = w->plan;
	char *copy;

	if (text == NULL || !w->page->run->common.redact)
		return text;
	copy = sst_arena_text(&w->mem, text);
	if (copy == NULL)
		return "?";
	for (size_t i = 0; i < p->lines.n; i++) {
		const struct sst_plan_line *l = &p->lines.v[i];

		if (l->profile != NULL) {
			mask_number(copy, l->profile->iccid);
			mask_number(copy, l->profile->eid);
		}
		if (l->code != NULL)
			mask_number(copy, l->code->iccid);
	}
	return copy;
}

static void
print_text(struct writing *w, const char *first, const char *text)
{
	sst_print_wrapped(first, shown(w, text));
}

static void
print_list(struct writing *w, const char *title, const struct sst_texts *t,
    const char *mark)
{
	if (t->n == 0)
		return;
	(void)printf("%s\n", title);
	for (size_t i = 0; i < t->n; i++)
		print_text(w, mark, t->v[i]);
}

static const char *
line_title(const struct sst_plan_line *l)
{
	if (l->profile != NULL)
		return sst_snapshot_title(l->profile);
	if (l->code != NULL && l->code->carrier != NULL)
		return l->code->carrier;
	return "activation code";
}

static void
print_step(struct writing *w, size_t i, const struct sst_plan_step *s)
{
	char first[NUMBER_MAX];
	const char *needs = "";
	const char *text;

	(void)snprintf(first, sizeof(first), "  %2zu. ", i + 1);
	for (size_t k = 0; k < s->needs.n && needs != NULL; k++)
		needs = sst_arena_printf(&w->mem, "%s%s%s", needs,
		    k == 0 ? " Needs: " : ", ", s->needs.v[k]);
	text = sst_arena_printf(&w->mem, "%s: %s%s%s",
	    sst_plan_actor_name(s->who), s->text, needs == NULL ? "" : needs,
	    s->needs.n == 0 ? "" : ".");
	print_text(w, first, text == NULL ? s->text : text);
}

static void
print_route(struct writing *w, const char *first,
    const struct sst_plan_route *r, bool with_why)
{
	const char *text = r->what;

	if (with_why && r->why != NULL)
		text = sst_arena_printf(&w->mem, "%s (%s)", r->what, r->why);
	print_text(w, first, text == NULL ? r->what : text);
}

static void
print_basis(struct writing *w, const struct sst_plan_line *l)
{
	for (size_t i = 0; i < l->basis.n; i++) {
		const struct sst_plan_basis *b = &l->basis.v[i];

		print_text(w, "  because: ", b->claim);
		sst_say_line(stdout, "           %s%s%s%s%s%s",
		    b->where == NULL ? "" : shown(w, b->where),
		    b->source == NULL ? "" : "; ",
		    b->source == NULL ? "" : b->source,
		    b->date == NULL ? "" : " (seen ",
		    b->date == NULL ? "" : b->date, b->date == NULL ? "" : ")");
	}
}

/* What is known of the line itself, under its title. */
static int
print_facts(struct writing *w, const struct sst_plan_line *l,
    struct sst_err *err)
{
	const char *iccid = NULL;
	const char *code;

	if (l->profile != NULL)
		iccid = l->profile->iccid;
	else if (l->code != NULL)
		iccid = l->code->iccid;
	if (iccid != NULL)
		sst_say_line(stdout, "  ICCID %s", shown(w, iccid));
	if (l->carrier != NULL)
		sst_say_line(stdout, "  carrier %s, by its %s",
		    l->carrier->name, sst_know_match_name(l->match));
	if (l->profile != NULL && l->profile->is_older)
		sst_say_line(stdout, "  only in an older archive: %s",
		    l->profile->archive == NULL ? "?" : l->profile->archive);
	if (l->code == NULL)
		return 0;
	code = sst_page_code(l->code->text,
	    w->page->with_codes && !w->page->run->common.redact, &w->mem);
	if (code == NULL)
		return sst_arena_full(&w->mem, err);
	sst_say_line(stdout, "  code %s", code);
	return 0;
}

static int
print_line(struct writing *w, const struct sst_plan_line *l,
    struct sst_err *err)
{
	const struct sst_plan_page *page = w->page;

	sst_say_line(stdout, "%s", line_title(l));
	(void)fputs("  ", stdout);
	sst_print_word(page->run, outcomes[l->outcome].colour,
	    sst_plan_outcome_name(l->outcome));
	(void)printf(": %s\n", outcomes[l->outcome].words);
	if (print_facts(w, l, err) < 0)
		return -1;
	if (l->summary != NULL)
		print_text(w, "  ", l->summary);
	if (l->route.id != NULL)
		print_route(w, "  route: ", &l->route, page->why);
	for (size_t i = 0; i < l->steps.n; i++)
		print_step(w, i, &l->steps.v[i]);
	for (size_t i = 0; i < l->risks.n; i++)
		print_text(w, "  risk: ", l->risks.v[i]);
	for (size_t i = 0; i < l->alternatives.n; i++)
		print_route(w, "  or: ", &l->alternatives.v[i], true);
	if (page->why)
		print_basis(w, l);
	(void)putchar('\n');
	return 0;
}

int
sst_plan_page_print(const struct sst_plan_page *page, const struct sst_plan *p,
    struct sst_err *err)
{
	struct writing w = { page, p, { 0 } };
	char date[SST_TIME_SIZE];
	int rc = 0;

	sst_time_format(p->now, date);
	sst_say_line(stdout, "Plan of %s: situation %s, target %s, %zu line%s",
	    date, sst_plan_situation_name(p->situation),
	    sst_plan_target_name(p->target), p->lines.n,
	    p->lines.n == 1 ? "" : "s");
	(void)putchar('\n');
	print_list(&w, "Mind:", &p->warnings, "  ! ");
	print_list(&w, "First:", &p->first, "  - ");
	if (p->warnings.n + p->first.n > 0)
		(void)putchar('\n');
	for (size_t i = 0; rc == 0 && i < p->lines.n; i++) {
		rc = print_line(&w, &p->lines.v[i], err);
		sst_arena_fini(&w.mem);
	}
	return rc;
}
