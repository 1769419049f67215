/* SPDX-License-Identifier: ISC */
/* sheet_line.c: the card about one line. */
#include <string.h>

#include "page.h"
#include "sheet_priv.h"

static const char *const weights[] = {
	[SST_PLAN_SAFE] = "safe",
	[SST_PLAN_CARE] = "care",
	[SST_PLAN_GRAVE] = "grave",
};

static void
term(struct sst_sheet_out *w, const char *label)
{
	sst_sheet_raw(w, "<dt>");
	sst_sheet_text(w, label);
	sst_sheet_raw(w, "</dt>");
}

static void
fact(struct sst_sheet_out *w, const char *label, const char *text)
{
	if (text == NULL || *text == '\0')
		return;
	term(w, label);
	sst_sheet_in(w, "dd", NULL, text);
}

static void
number(struct sst_sheet_out *w, const char *label, const char *text)
{
	if (text == NULL || *text == '\0')
		return;
	term(w, label);
	sst_sheet_raw(w, "<dd>");
	sst_sheet_number(w, text);
	sst_sheet_raw(w, "</dd>\n");
}

static void
put_head(struct sst_sheet_out *w, size_t i, const struct sst_plan_line *l)
{
	const struct sst_plan_words *o = sst_plan_words_outcome(l);
	const char *purpose = l->told == NULL ? NULL : l->told->purpose;

	sst_sheet_raw(w, "<article class=\"card ");
	sst_sheet_raw(w, weights[o->weight]);
	sst_sheet_raw(w, "\">\n<header><span class=\"place\">");
	sst_sheet_text(w, sst_arena_printf(&w->mem, "%zu", i + 1));
	sst_sheet_raw(w, "</span><div class=\"name\">");
	sst_sheet_in(w, "h3", NULL, sst_plan_words_title(l));
	if (purpose != NULL && *purpose != '\0')
		sst_sheet_in(w, "p", NULL, purpose);
	sst_sheet_raw(w, "</div>");
	sst_sheet_in(w, "span", "badge", o->badge);
	sst_sheet_raw(w, "</header>\n");
}

/* A whole address of the web and nothing else may be followed. */
static bool
is_address(const struct sst_plan_contact *c)
{
	return c->is_link && strncmp(c->value, "https://", 8) == 0 &&
	       strpbrk(c->value, " ;,") == NULL;
}

static void
put_contact(struct sst_sheet_out *w, const struct sst_plan_contact *c)
{
	term(w, c->label);
	if (!is_address(c)) {
		sst_sheet_in(w, "dd", c->is_own ? "own" : NULL, c->value);
		return;
	}
	sst_sheet_raw(w, "<dd><a rel=\"noreferrer\" href=\"");
	sst_sheet_text(w, c->value);
	sst_sheet_raw(w, "\">");
	sst_sheet_text(w, c->value);
	sst_sheet_raw(w, "</a></dd>\n");
}

static void
put_contacts(struct sst_sheet_out *w, const struct sst_plan_line *l)
{
	struct sst_plan_contact c[SST_PLAN_CONTACTS];
	size_t n = sst_plan_words_contacts(l, c);
	const char *seen = sst_plan_words_contact_date(l);

	for (size_t i = 0; i < n; i++)
		put_contact(w, &c[i]);
	if (l->carrier != NULL && n > 0 && !c[n - 1].is_own && seen != NULL)
		fact(w, "as of",
		    sst_arena_printf(&w->mem, "%s; %s", seen,
		        l->carrier->source));
}

static void
put_facts(struct sst_sheet_out *w, const struct sst_plan_line *l)
{
	const struct sst_profile *p = l->profile;

	sst_sheet_raw(w, "<dl>\n");
	number(w, "ICCID", l->iccid);
	if (p != NULL) {
		number(w, "EID", p->eid);
		if (w->sheet->conceal == NULL)
			fact(w, "number", p->msisdn);
	}
	if (l->carrier != NULL)
		fact(w, "carrier", l->carrier->name);
	put_contacts(w, l);
	fact(w, l->is_expired ? "lapsed" : "lapses", l->expires);
	for (size_t i = 0; i < l->after.n; i++)
		fact(w, "after", sst_plan_words_line(w->plan, l->after.v[i]));
	if (p != NULL && p->is_older)
		fact(w, "only in",
		    p->archive == NULL ? "an older archive" : p->archive);
	sst_sheet_raw(w, "</dl>\n");
}

static void
put_code(struct sst_sheet_out *w, const struct sst_plan_line *l)
{
	bool whole = w->sheet->with_codes && w->sheet->conceal == NULL;
	const char *code = sst_plan_words_code(l);
	const char *confirmation = NULL;

	if (code == NULL && l->code == NULL)
		return;
	if (l->code != NULL && whole)
		confirmation = l->code->confirmation_code;
	sst_sheet_raw(w, whole ? "<figure>\n" : "<figure class=\"masked\">\n");
	if (whole && code != NULL)
		sst_sheet_qr(w, code);
	sst_sheet_raw(w, "<figcaption>");
	sst_sheet_in(w, "span", "label", "activation code");
	sst_sheet_in(w, "code", NULL, sst_page_code(code, whole, &w->mem));
	if (confirmation != NULL) {
		sst_sheet_in(w, "span", "label", "confirmation code");
		sst_sheet_in(w, "code", NULL, confirmation);
	}
	sst_sheet_raw(w, "</figcaption>\n</figure>\n");
}

static void
put_step(struct sst_sheet_out *w, const struct sst_plan_step *s)
{
	const char *needs = sst_plan_words_needs(w->plan, s, &w->mem);
	const char *who = sst_plan_actor_name(s->who);

	sst_sheet_raw(w, "<li>");
	if (s->who != SST_PLAN_YOU)
		sst_sheet_in(w, "b", "who", who);
	sst_sheet_text(w, s->text);
	if (needs != NULL) {
		sst_sheet_raw(w, " <span class=\"needs\">needs ");
		sst_sheet_text(w, needs);
		sst_sheet_raw(w, "</span>");
	}
	sst_sheet_raw(w, "</li>\n");
}

static void
put_steps(struct sst_sheet_out *w, const struct sst_plan_line *l)
{
	enum sst_plan_when last = SST_PLAN_NOW;

	if (l->steps.n == 0)
		return;
	for (size_t i = 0; i < l->steps.n; i++) {
		enum sst_plan_when when = l->steps.v[i].when;

		if (i == 0 || when != last) {
			sst_sheet_raw(w, i == 0 ? "" : "</ol>\n");
			if (when != SST_PLAN_NOW)
				sst_sheet_in(w, "h4", NULL,
				    sst_plan_words_heading(when));
			sst_sheet_raw(w, "<ol>\n");
		}
		last = when;
		put_step(w, &l->steps.v[i]);
	}
	sst_sheet_raw(w, "</ol>\n");
}

static void
put_risks(struct sst_sheet_out *w, const struct sst_plan_line *l)
{
	if (l->risks.n == 0)
		return;
	sst_sheet_raw(w, "<ul class=\"risks\">\n");
	for (size_t i = 0; i < l->risks.n; i++)
		sst_sheet_in(w, "li", NULL, l->risks.v[i]);
	sst_sheet_raw(w, "</ul>\n");
}

void
sst_sheet_line(struct sst_sheet_out *w, size_t i)
{
	const struct sst_plan_line *l = &w->plan->lines.v[i];

	put_head(w, i, l);
	sst_sheet_raw(w, "<div class=\"body\"><div class=\"facts\">\n");
	put_facts(w, l);
	put_code(w, l);
	sst_sheet_raw(w, "</div><div class=\"way\">\n");
	sst_sheet_in(w, "p", "sum", l->summary);
	put_steps(w, l);
	put_risks(w, l);
	sst_sheet_raw(w, "</div></div>\n</article>\n");
}
