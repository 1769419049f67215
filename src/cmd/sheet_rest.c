/* SPDX-License-Identifier: ISC */
/* sheet_rest.c: settings, what does not come back, where the archives are. */
#include <string.h>

#include "sheet_priv.h"

#define NEVER_MAX 40    /* named one by one */
#define ARCHIVES_MAX 12 /* the same */

static const char *const grades[] = {
	[SST_PLAN_READY] = "safe",
	[SST_PLAN_MEND] = "care",
	[SST_PLAN_DANGER] = "grave",
};

void
sst_sheet_fixes(struct sst_sheet_out *w)
{
	const struct sst_plan *p = w->plan;

	if (p->situation != SST_PLAN_TRIP || p->fixes.n + p->first.n == 0)
		return;
	sst_sheet_raw(w, "<section class=\"fixes\">\n<h2>Before you go</h2>\n"
	                 "<ul>\n");
	for (size_t i = 0; i < p->fixes.n; i++) {
		const struct sst_plan_fix *f = &p->fixes.v[i];

		sst_sheet_raw(w, "<li class=\"");
		sst_sheet_raw(w, grades[f->grade]);
		sst_sheet_raw(w, "\">");
		sst_sheet_text(w, f->text);
		if (f->command != NULL)
			sst_sheet_in(w, "code", NULL, f->command);
		sst_sheet_raw(w, "</li>\n");
	}
	for (size_t i = 0; i < p->first.n; i++)
		sst_sheet_in(w, "li", NULL, p->first.v[i]);
	sst_sheet_raw(w, "</ul>\n</section>\n");
}

static void
put_setting(struct sst_sheet_out *w, const struct sst_plan_setting *s)
{
	sst_sheet_raw(w, "<li>");
	if (s->iccid != NULL)
		sst_sheet_in(w, "b", NULL,
		    sst_plan_words_line(w->plan, s->iccid));
	sst_sheet_text(w, s->what);
	if (s->value != NULL) {
		sst_sheet_raw(w, " <span class=\"needs\">was ");
		sst_sheet_text(w, s->value);
		sst_sheet_raw(w, "</span>");
	}
	if (s->path != NULL)
		sst_sheet_in(w, "span", "menu", s->path);
	sst_sheet_raw(w, "</li>\n");
}

static void
put_way(struct sst_sheet_out *w, const char *title,
    enum sst_plan_setting_way way)
{
	const struct sst_plan *p = w->plan;

	if (sst_plan_words_settings(p, way) == 0)
		return;
	sst_sheet_in(w, "h3", NULL, title);
	sst_sheet_raw(w, "<ul class=\"settings\">\n");
	for (size_t i = 0; i < p->settings.n; i++)
		if (p->settings.v[i].way == way)
			put_setting(w, &p->settings.v[i]);
	sst_sheet_raw(w, "</ul>\n");
}

static void
put_never(struct sst_sheet_out *w)
{
	const struct sst_plan *p = w->plan;
	size_t n = sst_plan_words_settings(p, SST_PLAN_SET_NEVER), put = 0;

	sst_sheet_raw(w, "<section>\n<h2>What never comes back</h2>\n"
	                 "<p>A profile&#8217;s secrets are not in here and "
	                 "cannot be copied: "
	                 "carriers re-issue.</p>\n");
	if (n > 0)
		sst_sheet_raw(w, "<p>These settings belong to the old device "
		                 "or network:</p>\n<ul class=\"never\">\n");
	for (size_t i = 0; i < p->settings.n && put < NEVER_MAX; i++) {
		if (p->settings.v[i].way != SST_PLAN_SET_NEVER)
			continue;
		sst_sheet_in(w, "li", NULL, p->settings.v[i].what);
		put++;
	}
	if (n > NEVER_MAX)
		sst_sheet_in(w, "li", NULL,
		    sst_arena_printf(&w->mem, "and %zu more", n - NEVER_MAX));
	sst_sheet_raw(w, n > 0 ? "</ul>\n</section>\n" : "</section>\n");
}

void
sst_sheet_settings(struct sst_sheet_out *w)
{
	if (sst_plan_words_settings(w->plan, SST_PLAN_SET_BY_YOU) +
	        sst_plan_words_settings(w->plan, SST_PLAN_SET_BY_SIMSTOW) >
	    0) {
		sst_sheet_raw(w, "<section>\n<h2>Settings</h2>\n");
		put_way(w, "You make them again", SST_PLAN_SET_BY_YOU);
		put_way(w, "simstow can write them back",
		    SST_PLAN_SET_BY_SIMSTOW);
		sst_sheet_raw(w, "</section>\n");
	}
	put_never(w);
}

static bool
is_named(const char *const *names, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* The archives that the lines are from, each once. */
static void
put_names(struct sst_sheet_out *w)
{
	const char *names[ARCHIVES_MAX];
	size_t n = 0;

	sst_sheet_raw(w, "<ul class=\"files\">\n");
	for (size_t i = 0; i < w->plan->lines.n; i++) {
		const struct sst_profile *p = w->plan->lines.v[i].profile;

		if (p == NULL || p->archive == NULL || n == ARCHIVES_MAX ||
		    is_named(names, n, p->archive))
			continue;
		names[n++] = p->archive;
		sst_sheet_raw(w, "<li>");
		sst_sheet_in(w, "code", NULL, p->archive);
		sst_sheet_raw(w, "<span class=\"needs\">read ");
		sst_sheet_day(w, p->seen);
		sst_sheet_raw(w, "</span></li>\n");
	}
	sst_sheet_raw(w, "</ul>\n");
}

void
sst_sheet_archives(struct sst_sheet_out *w)
{
	sst_sheet_raw(w, "<section>\n<h2>Where the archives are</h2>\n");
	put_names(w);
	sst_sheet_raw(w,
	    "<p>Without simstow, on any machine with age, zstd and tar "
	    "(<code>-i</code> names the identity; an archive that is sealed "
	    "with a passphrase asks for it instead):</p>\n"
	    "<pre>age -d -i identity.txt ARCHIVE.simstow | zstd -dc | "
	    "tar -xf -\nless manifest.json</pre>\n</section>\n");
}
