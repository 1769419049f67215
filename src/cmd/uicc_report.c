/* SPDX-License-Identifier: ISC */
/* uicc_report.c: changes to a card, before and after they are made. */
#include <stdio.h>

#include "print.h"
#include "say.h"
#include "uicc_report.h"

static void
tell_copy(struct sst_run *run, const struct sst_uicc_report *r)
{
	if (!r->is_copy)
		return;
	sst_say_warn(run,
	    "the card is another one than the archive's: ICCID %s, not %s",
	    r->to, r->from == NULL ? "known" : r->from);
	sst_say_warn(run, "this copies user data of that line to a new card");
}

static void
summarize(struct sst_run *run, const struct sst_uicc_report *r)
{
	const struct sst_uicc_write_plan *p = r->plan;

	if (p->contacts_new + p->contacts_there + p->contacts_left_out > 0)
		sst_say_info(run,
		    "contacts: %zu new, %zu on the card already, %zu left out",
		    p->contacts_new, p->contacts_there, p->contacts_left_out);
	if (p->n == 0)
		sst_say_info(run, "nothing to write");
	else
		sst_say_info(run, "%zu record%s to write%s", p->n,
		    p->n == 1 ? "" : "s", r->is_dry ? "; nothing written" : "");
}

static void
tell_remarks(struct sst_run *run, const struct sst_uicc_write_remarks *all)
{
	for (size_t i = 0; i < all->n; i++)
		sst_say_gap(run, all->v[i].what, all->v[i].why);
}

void
sst_uicc_report_show(struct sst_run *run, const struct sst_uicc_report *r)
{
	FILE *f = run->common.json ? stderr : stdout;
	char place[SST_UICC_WRITE_PLACE];

	tell_copy(run, r);
	sst_say_progress(run, NULL);
	for (size_t i = 0; i < r->plan->n; i++) {
		const struct sst_uicc_write_change *c = &r->plan->v[i];

		sst_uicc_write_place(r->card, c, place);
		sst_say_line(f, "%s: %s -> %s", place, c->was, c->becomes);
	}
	tell_remarks(run, &r->card->faults);
	tell_remarks(run, &r->plan->remarks);
	summarize(run, r);
}

void
sst_uicc_report_done(struct sst_run *run, const struct sst_uicc_report *r)
{
	char place[SST_UICC_WRITE_PLACE];

	for (size_t i = 0; i < r->done; i++) {
		sst_uicc_write_place(r->card, &r->plan->v[i], place);
		sst_say_info(run, "written: %s", place);
	}
	sst_say_info(run, "%zu of %zu records written and read back", r->done,
	    r->plan->n);
}

static void
add_change(struct sst_json *j, json_t *list, const struct sst_uicc_report *r,
    size_t at)
{
	const struct sst_uicc_write_change *c = &r->plan->v[at];
	const struct sst_uicc_write_file *f = &r->card->v[c->file];
	struct sst_json e = { json_object(), false };
	char path[SST_UICC_PATH_TEXT];

	sst_uicc_path_format(&f->path, path);
	sst_json_text(&e, "file", f->name);
	sst_json_text(&e, "path", path);
	if (c->record != 0)
		sst_json_int(&e, "record", c->record);
	sst_print_json_text(&e, "was", c->was);
	sst_print_json_text(&e, "becomes", c->becomes);
	sst_json_bool(&e, "written", at < r->done);
	sst_print_append(j, list, &e);
}

static void
add_remarks(struct sst_json *j, json_t *list,
    const struct sst_uicc_write_remarks *all)
{
	for (size_t i = 0; i < all->n; i++) {
		struct sst_json e = { json_object(), false };

		sst_print_json_text(&e, "what", all->v[i].what);
		sst_print_json_text(&e, "why", all->v[i].why);
		sst_print_append(j, list, &e);
	}
}

int
sst_uicc_report_json(const struct sst_uicc_report *r, struct sst_err *err)
{
	struct sst_json j = sst_print_document("uicc-write");
	struct sst_json contacts = { json_object(), false };
	json_t *changes = json_array();
	json_t *remarks = json_array();

	sst_json_bool(&j, "dry_run", r->is_dry);
	sst_json_text(&j, "archive_iccid", r->from);
	sst_json_text(&j, "card_iccid", r->to);
	sst_json_bool(&j, "is_copy", r->is_copy);
	for (size_t i = 0; i < r->plan->n; i++)
		add_change(&j, changes, r, i);
	sst_json_give(&j, "changes", changes);
	add_remarks(&j, remarks, &r->card->faults);
	add_remarks(&j, remarks, &r->plan->remarks);
	sst_json_give(&j, "remarks", remarks);
	sst_json_int(&contacts, "new", (int64_t)r->plan->contacts_new);
	sst_json_int(&contacts, "there", (int64_t)r->plan->contacts_there);
	sst_json_int(&contacts, "left_out",
	    (int64_t)r->plan->contacts_left_out);
	j.failed = j.failed || contacts.failed;
	sst_json_give(&j, "contacts", contacts.v);
	sst_json_int(&j, "written", (int64_t)r->done);
	return sst_print_json(&j, err);
}
