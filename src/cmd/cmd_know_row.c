/* SPDX-License-Identifier: ISC */
/* cmd_know_row.c: simstow know host, ci, status, route, menu. */
#include <stdio.h>

#include <simstow/know/know.h>

#include "know_page.h"

/* The words that a row is asked for by; a missing one is NULL. */
struct key {
	const char *v[2];
};

/* A table of which rows are shown by key. */
struct view {
	const char *name; /* of the file in formats/ */
	const struct sst_know_cell *cells;
	size_t n;
	const void *(*find)(const struct key *k);
	const char *(*remark)(const struct key *k); /* without a row */
};

#define COUNT(cells) (sizeof(cells) / sizeof((cells)[0]))
#define CELL(label, type, member)                             \
	{                                                     \
		label, #member, offsetof(struct type, member) \
	}

static const struct sst_know_cell host_cells[] = {
	CELL("Host", sst_smdp_host, host),
	{ "Operator", "operator",
	    offsetof(struct sst_smdp_host, operator_name) },
	CELL("Country", sst_smdp_host, country),
	CELL("Known by", sst_smdp_host, basis),
	CELL("CI keys seen", sst_smdp_host, ci_pkids_seen),
	CELL("Source", sst_smdp_host, source),
};

static const struct sst_know_cell ci_cells[] = {
	CELL("Key", sst_ci, pkid),
	CELL("Name", sst_ci, name),
	CELL("Kind", sst_ci, kind),
	CELL("Owner", sst_ci, owner),
	CELL("Note", sst_ci, note),
	CELL("Not after", sst_ci, not_after),
	CELL("Source", sst_ci, source),
};

static const struct sst_know_cell status_cells[] = {
	CELL("Subject", sst_smdp_status, subject),
	CELL("Reason", sst_smdp_status, reason),
	CELL("Name", sst_smdp_status, machine_name),
	CELL("Functions", sst_smdp_status, functions),
	CELL("Class", sst_smdp_status, retry_class),
	CELL("Means", sst_smdp_status, user_meaning),
	CELL("Advice", sst_smdp_status, plan_advice),
	CELL("Confidence", sst_smdp_status, confidence),
	CELL("Source", sst_smdp_status, source),
};

static const struct sst_know_cell route_cells[] = {
	CELL("Id", sst_route, id),
	CELL("What", sst_route, what),
	CELL("Found by", sst_route, detect),
	CELL("Needs", sst_route, needs),
	CELL("Step", sst_route, plan_step),
	CELL("Order", sst_route, order),
	CELL("Source", sst_route, source),
};

static const struct sst_know_cell menu_cells[] = {
	CELL("Platform", sst_menu_path, platform),
	CELL("Since", sst_menu_path, since),
	CELL("Until", sst_menu_path, until),
	CELL("Task", sst_menu_path, task),
	CELL("Path", sst_menu_path, path),
	CELL("Note", sst_menu_path, note),
	CELL("Source", sst_menu_path, source),
	CELL("Seen", sst_menu_path, seen),
};

static const void *
find_host(const struct key *k)
{
	return sst_know_host(k->v[0]);
}

static const void *
find_ci(const struct key *k)
{
	return sst_know_ci(k->v[0]);
}

static const void *
find_status(const struct key *k)
{
	return sst_know_status(k->v[0], k->v[1]);
}

static const void *
find_route(const struct key *k)
{
	return sst_know_route(k->v[0]);
}

static const void *
find_menu(const struct key *k)
{
	return sst_know_menu_path(k->v[0], 0, k->v[1]);
}

/* What the reason alone is called. */
static const char *
remark_status(const struct key *k)
{
	const struct sst_smdp_reason *row = sst_know_reason(k->v[1]);

	return row == NULL ? NULL : row->name;
}

static int
print_json(const struct view *view, const void *row, struct sst_err *err)
{
	struct sst_json j = sst_print_document("know");
	struct sst_json in = { json_object(), false };

	sst_json_text(&j, "table", view->name);
	sst_know_page_json(&in, view->cells, view->n, row);
	j.failed = j.failed || in.failed;
	sst_json_give(&j, "row", in.v);
	return sst_print_json(&j, err);
}

static int
no_row(const struct view *view, const struct key *k, struct sst_err *err)
{
	const char *remark = view->remark == NULL ? NULL : view->remark(k);

	sst_err_set(err, SST_E_FAILED, "%s%s%s: not in formats/%s.tsv", k->v[0],
	    k->v[1] == NULL ? "" : " ", k->v[1] == NULL ? "" : k->v[1],
	    view->name);
	if (remark != NULL)
		sst_err_hint(err, "the reason alone is called %s", remark);
	return -1;
}

static int
run_view(struct sst_run *run, const struct view *view, struct sst_err *err)
{
	struct key k = { { 0 } };
	const void *row;

	for (size_t i = 0; i < run->args.n && i < COUNT(k.v); i++)
		k.v[i] = run->args.v[i];
	row = view->find(&k);
	if (row == NULL)
		return no_row(view, &k, err);
	if (run->common.json)
		return print_json(view, row, err);
	sst_know_page_row(view->cells, view->n, row);
	(void)printf("From:             formats/%s.tsv\n", view->name);
	return 0;
}

static int
run_know_host(struct sst_run *run, struct sst_err *err)
{
	static const struct view view = { "smdp_hosts", host_cells,
		COUNT(host_cells), find_host, NULL };

	return run_view(run, &view, err);
}

static int
run_know_ci(struct sst_run *run, struct sst_err *err)
{
	static const struct view view = { "ci_pkids", ci_cells, COUNT(ci_cells),
		find_ci, NULL };

	return run_view(run, &view, err);
}

static int
run_know_status(struct sst_run *run, struct sst_err *err)
{
	static const struct view view = { "smdp_status_codes", status_cells,
		COUNT(status_cells), find_status, remark_status };

	return run_view(run, &view, err);
}

static int
run_know_route(struct sst_run *run, struct sst_err *err)
{
	static const struct view view = { "routes", route_cells,
		COUNT(route_cells), find_route, NULL };

	return run_view(run, &view, err);
}

static int
run_know_menu(struct sst_run *run, struct sst_err *err)
{
	static const struct view view = { "menu_paths", menu_cells,
		COUNT(menu_cells), find_menu, NULL };

	return run_view(run, &view, err);
}

const struct sst_command sst_cmd_know_host = {
	.name = "host",
	.help = "show whose an SM-DP+ address is",
	.arguments = "HOST",
	.about = "Show whose an SM-DP+ or SM-DS address is, and which "
	         "certificate issuers were seen there.",
	.args_min = 1,
	.args_max = 1,
	.run = run_know_host,
};

const struct sst_command sst_cmd_know_ci = {
	.name = "ci",
	.help = "show a certificate issuer by the identifier of its key",
	.arguments = "KEY",
	.about = "Show a certificate issuer by the identifier of its public "
	         "key, as cards and servers list it.",
	.args_min = 1,
	.args_max = 1,
	.run = run_know_ci,
};

const struct sst_command sst_cmd_know_status = {
	.name = "status",
	.help = "show what an SM-DP+ means by a pair of codes",
	.arguments = "SUBJECT REASON",
	.about = "Show what an SM-DP+ means by a pair of codes such as 8.2.6 "
	         "3.8, and what to do then.",
	.args_min = 2,
	.args_max = 2,
	.run = run_know_status,
};

const struct sst_command sst_cmd_know_route = {
	.name = "route",
	.help = "show a way by which a line comes back",
	.arguments = "ID",
	.about = "Show a way by which a line comes back, by the id that a "
	         "plan has for it.",
	.args_min = 1,
	.args_max = 1,
	.run = run_know_route,
};

const struct sst_command sst_cmd_know_menu = {
	.name = "menu",
	.help = "show where the menus of a phone have a task",
	.arguments = "PLATFORM TASK",
	.about = "Show where the menus of a phone have a task. Platforms are "
	         "ios, android, pixel and samsung; tasks are those of "
	         "formats/menu_paths.tsv, such as add-esim-qr.",
	.args_min = 2,
	.args_max = 2,
	.run = run_know_menu,
};
