/* SPDX-License-Identifier: ISC */
/* cmd_code_list.c: simstow code list. */
#include <stdio.h>
#include <string.h>

#include <simstow/base/time.h>
#include <simstow/snapshot/activation_code.h>

#include "load.h"
#include "page.h"
#include "print.h"

struct code_list_options {
	bool with_codes;
	struct sst_open_args open;
};

#define AT(member) offsetof(struct code_list_options, member)

static const struct sst_option options[] = {
	{ 0, "with-codes", NULL, SST_OPTION_FLAG, AT(with_codes),
	    "print the codes whole", 0, 0 },
};

/* The name at the end of a path. */
static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

static void
table_row(struct sst_table *t, const struct sst_kept_code *c, bool whole)
{
	const char *code = sst_page_code(c->text, whole, &t->mem);
	char date[SST_TIME_SIZE];

	if (code == NULL)
		t->failed = true;
	sst_time_format(c->added, date);
	sst_table_row(t,
	    (const char *const[]){ code, c->iccid, c->carrier, date });
}

static int
print_table(const struct sst_load_all *all, bool whole, struct sst_err *err)
{
	struct sst_table t;
	int rc;

	sst_table_init(&t, 4);
	sst_table_row(&t,
	    (const char *const[]){ "CODE", "ICCID", "CARRIER", "ADDED" });
	for (size_t i = 0; i < all->n; i++)
		for (size_t k = 0; k < all->v[i]->codes.n; k++)
			table_row(&t, &all->v[i]->codes.v[k], whole);
	rc = sst_table_print(&t, 0, err);
	sst_table_fini(&t);
	return rc;
}

static void
json_code(struct sst_json *j, json_t *list, const char *path,
    const struct sst_kept_code *c, bool whole)
{
	struct sst_json e = { json_object(), false };
	struct sst_arena mem = { 0 };
	const char *code = sst_page_code(c->text, whole, &mem);
	char date[SST_TIME_SIZE];

	e.failed = code == NULL;
	sst_time_format(c->added, date);
	sst_json_text(&e, "code", code);
	if (whole)
		sst_json_text(&e, "confirmation_code", c->confirmation_code);
	sst_json_text(&e, "iccid", c->iccid);
	sst_json_text(&e, "carrier", c->carrier);
	sst_json_text(&e, "note", c->note);
	sst_json_text(&e, "added", date);
	sst_print_json_text(&e, "archive", base_name(path));
	sst_print_append(j, list, &e);
	sst_arena_fini(&mem);
}

static int
print_json(const struct sst_load_all *all, bool whole, struct sst_err *err)
{
	struct sst_json j = sst_print_document("codes");
	json_t *list = json_array();

	for (size_t i = 0; i < all->n; i++)
		for (size_t k = 0; k < all->v[i]->codes.n; k++)
			json_code(&j, list, all->names[i],
			    &all->v[i]->codes.v[k], whole);
	sst_json_give(&j, "codes", list);
	return sst_print_json(&j, err);
}

static int
redact_all(struct sst_load_all *all, struct sst_err *err)
{
	for (size_t i = 0; i < all->n; i++)
		if (sst_snapshot_redact(all->own[i], err) < 0)
			return -1;
	return 0;
}

static int
list_codes(struct sst_run *run, struct sst_opener *o, struct sst_load_all *all,
    struct sst_err *err)
{
	const struct code_list_options *opt = run->options;
	struct sst_err why = { 0 };

	if (sst_load_words(o, all, &why, err) < 0)
		return -1;
	if (all->n == 0 && why.code != SST_OK) {
		*err = why;
		return -1;
	}
	if (run->common.redact && redact_all(all, err) < 0)
		return -1;
	if (run->common.json)
		return print_json(all, opt->with_codes, err);
	return print_table(all, opt->with_codes, err);
}

static int
run_code_list(struct sst_run *run, struct sst_err *err)
{
	const struct code_list_options *o = run->options;
	struct sst_load_all all = { 0 };
	struct sst_opener opener;
	int rc = -1;

	if (sst_opener_init(&opener, run, &o->open, err) == 0)
		rc = list_codes(run, &opener, &all, err);
	sst_load_all_fini(&all);
	sst_opener_fini(&opener);
	return rc;
}

static const struct sst_option_group groups[] = {
	{ options, sizeof(options) / sizeof(options[0]), 0, "Options" },
	{ sst_open_args_options, SST_OPEN_ARGS_OPTIONS, AT(open),
	    "How archives are opened" },
};

const struct sst_command sst_cmd_code_list = {
	.name = "list",
	.help = "list the codes that are kept",
	.arguments = "",
	.about = "Open the archives of codes in the vault and list the codes, "
	         "masked but for their host and, of long ones, the last four "
	         "characters.",
	.groups = groups,
	.group_n = SST_GROUP_COUNT(groups),
	.options_size = sizeof(struct code_list_options),
	.needs_crypto = true,
	.run = run_code_list,
};
