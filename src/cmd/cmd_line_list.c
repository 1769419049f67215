/* SPDX-License-Identifier: ISC */
/* cmd_line_list.c: simstow line list. */
#include <stdio.h>

#include <simstow/base/time.h>
#include <simstow/snapshot/merge.h>

#include "load.h"
#include "print.h"
#include "say.h"

struct line_list_options {
	struct sst_open_args open;
};

#define AT(member) offsetof(struct line_list_options, member)

/* All that one list is made from. */
struct listing {
	struct sst_run *run;
	struct sst_opener opener;
	struct sst_load_all all;
	struct sst_snapshot known;
};

static const char *
join(struct sst_arena *mem, const struct sst_texts *t)
{
	const char *out = "";

	for (size_t i = 0; i < t->n && out != NULL; i++)
		out = sst_arena_printf(mem, "%s%s%s", out, i == 0 ? "" : ", ",
		    t->v[i]);
	return out;
}

static int
print_table(const struct sst_told_list *told, struct sst_err *err)
{
	struct sst_table t;
	int rc;

	sst_table_init(&t, 5);
	sst_table_row(&t, (const char *const[]){ "ICCID", "PURPOSE",
	                      "CODES FOR", "SECOND FACTOR", "EXPIRES" });
	for (size_t i = 0; i < told->n; i++) {
		const struct sst_told *one = &told->v[i];

		sst_table_row(&t,
		    (const char *const[]){ one->iccid, one->purpose,
		        join(&t.mem, &one->codes_for), one->second_factor,
		        one->expires });
	}
	rc = sst_table_print(&t, 0, err);
	sst_table_fini(&t);
	return rc;
}

static json_t *
json_texts(struct sst_json *j, const struct sst_texts *t)
{
	json_t *list = json_array();

	for (size_t i = 0; i < t->n; i++)
		if (json_array_append_new(list, json_string(t->v[i])) < 0)
			j->failed = true;
	return list;
}

static void
json_told(struct sst_json *j, json_t *list, const struct sst_told *one)
{
	struct sst_json e = { json_object(), false };
	char date[SST_TIME_SIZE];

	sst_time_format(one->set, date);
	sst_json_text(&e, "iccid", one->iccid);
	sst_json_text(&e, "purpose", one->purpose);
	if (one->codes_for.v != NULL)
		sst_json_give(&e, "codesFor", json_texts(&e, &one->codes_for));
	sst_json_text(&e, "secondFactor", one->second_factor);
	sst_json_text(&e, "carrier", one->carrier);
	sst_json_text(&e, "expires", one->expires);
	sst_json_text(&e, "price", one->price);
	sst_json_text(&e, "contact", one->contact);
	sst_json_text(&e, "toldEid", one->told_eid);
	sst_json_text(&e, "note", one->note);
	sst_json_text(&e, "set", date);
	sst_print_append(j, list, &e);
}

static int
print_json(const struct sst_told_list *told, struct sst_err *err)
{
	struct sst_json j = sst_print_document("lines");
	json_t *list = json_array();

	for (size_t i = 0; i < told->n; i++)
		json_told(&j, list, &told->v[i]);
	sst_json_give(&j, "lines", list);
	return sst_print_json(&j, err);
}

static int
list_lines(struct listing *l, struct sst_err *err)
{
	struct sst_err why = { 0 };

	if (sst_load_words(&l->opener, &l->all, &why, err) < 0)
		return -1;
	if (l->all.n == 0 && why.code != SST_OK) {
		*err = why;
		return -1;
	}
	if (sst_merge(l->all.v, l->all.names, l->all.n, &l->known, err) < 0)
		return -1;
	if (l->run->common.redact && sst_snapshot_redact(&l->known, err) < 0)
		return -1;
	if (l->run->common.json)
		return print_json(&l->known.told, err);
	return print_table(&l->known.told, err);
}

static int
run_line_list(struct sst_run *run, struct sst_err *err)
{
	const struct line_list_options *o = run->options;
	struct listing l = { .run = run };
	int rc = -1;

	sst_snapshot_init(&l.known);
	if (sst_opener_init(&l.opener, run, &o->open, err) == 0)
		rc = list_lines(&l, err);
	sst_snapshot_fini(&l.known);
	sst_load_all_fini(&l.all);
	sst_opener_fini(&l.opener);
	return rc;
}

static const struct sst_option_group groups[] = {
	{ sst_open_args_options, SST_OPEN_ARGS_OPTIONS, AT(open),
	    "How archives are opened" },
};

const struct sst_command sst_cmd_line_list = {
	.name = "list",
	.help = "list what was said of lines",
	.arguments = "",
	.about = "Open the archives of the vault that hold your own words, and "
	         "list for each line what was said of it last.",
	.groups = groups,
	.group_n = SST_GROUP_COUNT(groups),
	.options_size = sizeof(struct line_list_options),
	.needs_crypto = true,
	.run = run_line_list,
};
