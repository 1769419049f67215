/* SPDX-License-Identifier: ISC */
/* cmd_know_carrier.c: simstow know carrier. */
#include <stdio.h>
#include <string.h>

#include "know_own.h"
#include "know_page.h"
#include "say.h"

struct carrier_options {
	const char *carriers;
};

static const struct sst_option options[] = {
	{ 0, "carriers", "FILE", SST_OPTION_TEXT,
	    offsetof(struct carrier_options, carriers), SST_KNOW_OWN_HELP, 0,
	    0 },
};

/* One question and its answer. */
struct answer {
	struct sst_arena mem;
	struct sst_know_book book;
	struct sst_know_found found;
};

#define CELL(label, member)                                          \
	{                                                            \
		label, #member, offsetof(struct sst_carrier, member) \
	}

static const struct sst_know_cell cells[] = {
	CELL("Id", id),
	CELL("Name", name),
	CELL("Other names", spn),
	CELL("Kind", kind),
	CELL("Country", country),
	CELL("MCC and MNC", mccmnc),
	CELL("GID1", gid1),
	CELL("Carrier id", aosp_carrier_id),
	CELL("ICCIDs begin", iin),
	CELL("SM-DP+", smdp_hosts),
	CELL("Same device", same_device_reinstall),
	CELL("New device", new_device_reinstall),
	CELL("Code used once", code_single_use),
	CELL("Downloads", max_downloads),
	CELL("Fee", fee),
	CELL("Needs", preconditions),
	CELL("Phone", support_phone),
	CELL("From its lines", support_short),
	CELL("E-mail", support_mail),
	CELL("Web", support_web),
	CELL("Support", support_note),
	CELL("Notes", notes),
	CELL("Confidence", confidence),
	CELL("Source", source),
	CELL("Source's date", source_date),
	CELL("Seen", seen),
	CELL("From", origin),
};

#define CELL_N (sizeof(cells) / sizeof(cells[0]))

/* Which cells the user's file gives: "fee, notes". */
static const char *
given_cells(struct answer *a, struct sst_err *err)
{
	const char *out = "";

	for (size_t i = 0; out != NULL && i < CELL_N; i++) {
		if (!sst_know_book_has_given(&a->book, a->found.row,
		        cells[i].key))
			continue;
		out = sst_arena_printf(&a->mem, "%s%s%s", out,
		    *out == '\0' ? "" : ", ", cells[i].key);
	}
	if (out == NULL)
		(void)sst_arena_full(&a->mem, err);
	return out;
}

static int
print_rows(const char *title, const struct sst_know_named *v, size_t n,
    struct sst_err *err)
{
	struct sst_table t;
	int rc;

	if (n == 0)
		return 0;
	(void)printf("\n%s:\n", title);
	sst_table_init(&t, 4);
	for (size_t i = 0; i < n; i++)
		sst_table_row(&t,
		    (const char *const[]){ v[i].row->id, v[i].row->name,
		        v[i].row->country, sst_know_match_name(v[i].by) });
	rc = sst_table_print(&t, 2, err);
	sst_table_fini(&t);
	return rc;
}

static int
print_page(struct answer *a, struct sst_err *err)
{
	const struct sst_know_found *f = &a->found;
	const struct sst_know_named network = { f->network, f->network_by };
	const char *given = "";

	if (f->row != NULL) {
		given = given_cells(a, err);
		if (given == NULL)
			return -1;
		sst_know_page_line("Found by", sst_know_match_name(f->by));
		sst_know_page_row(cells, CELL_N, f->row);
		sst_know_page_line("Your cells", given);
	} else {
		(void)puts("More than one fits.");
	}
	if (print_rows("Candidates", f->candidates, f->candidate_n, err) < 0 ||
	    print_rows("Whose numbers it has", &network, f->network != NULL,
	        err) < 0 ||
	    print_rows("Others that a hint names", f->others, f->n, err) < 0)
		return -1;
	if (f->is_cut)
		(void)puts("There are more than are shown.");
	return 0;
}

static void
json_rows(struct sst_json *j, const char *key, const struct sst_know_named *v,
    size_t n)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++) {
		struct sst_json e = { json_object(), false };

		sst_json_text(&e, "id", v[i].row->id);
		sst_json_text(&e, "name", v[i].row->name);
		sst_json_text(&e, "matchedBy", sst_know_match_name(v[i].by));
		sst_json_text(&e, "origin", v[i].row->origin);
		sst_print_append(j, list, &e);
	}
	sst_json_give_some(j, key, list);
}

static void
json_given(const struct answer *a, struct sst_json *j)
{
	json_t *list = json_array();

	for (size_t i = 0; i < CELL_N; i++) {
		if (sst_know_book_has_given(&a->book, a->found.row,
		        cells[i].key) &&
		    json_array_append_new(list, json_string(cells[i].key)) < 0)
			j->failed = true;
	}
	sst_json_give_some(j, "given", list);
}

static int
print_json(struct answer *a, const char *asked, struct sst_err *err)
{
	const struct sst_know_found *f = &a->found;
	struct sst_json j = sst_print_document("know");
	struct sst_json row = { json_object(), false };

	sst_json_text(&j, "table", "carriers");
	sst_print_json_text(&j, "asked", asked);
	if (f->row != NULL) {
		sst_json_text(&j, "matchedBy", sst_know_match_name(f->by));
		sst_know_page_json(&row, cells, CELL_N, f->row);
		json_given(a, &row);
	}
	j.failed = j.failed || row.failed;
	sst_json_give_some(&j, "row", row.v);
	json_rows(&j, "candidates", f->candidates, f->candidate_n);
	json_rows(&j, "network",
	    &(struct sst_know_named){ f->network, f->network_by },
	    f->network != NULL);
	json_rows(&j, "others", f->others, f->n);
	if (f->is_cut)
		sst_json_bool(&j, "cut", true);
	return sst_print_json(&j, err);
}

static int
answer(struct sst_run *run, struct answer *a, struct sst_err *err)
{
	const struct carrier_options *o = run->options;
	const char *asked = run->args.v[0];

	if (sst_know_own_load(o->carriers, &a->mem, &a->book, err) < 0)
		return -1;
	sst_know_ask(&a->book, asked, &a->found);
	if (a->found.row == NULL && a->found.candidate_n == 0)
		return sst_fail(err, SST_E_FAILED,
		    "%s: no carrier of the tables fits", asked);
	return run->common.json ? print_json(a, asked, err)
	                        : print_page(a, err);
}

static int
run_know_carrier(struct sst_run *run, struct sst_err *err)
{
	struct answer a = { 0 };
	int rc = answer(run, &a, err);

	sst_arena_fini(&a.mem);
	return rc;
}

static const struct sst_option_group groups[] = {
	{ options, sizeof(options) / sizeof(options[0]), 0, "Options" },
};

const struct sst_command sst_cmd_know_carrier = {
	.name = "carrier",
	.help = "show all that is known of a carrier",
	.arguments = "NAME|MCCMNC|ICCID|HOST",
	.about = "Show all that is known of a carrier, reseller or platform, "
	         "and where it is from. It is found by its id, its name or a "
	         "part of it, its MCC and MNC, an ICCID, its SM-DP+ address or "
	         "Android's carrier id. Where more than one fits, they are "
	         "listed.",
	.groups = groups,
	.group_n = SST_GROUP_COUNT(groups),
	.options_size = sizeof(struct carrier_options),
	.args_min = 1,
	.args_max = 1,
	.run = run_know_carrier,
};
