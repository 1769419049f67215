/* SPDX-License-Identifier: ISC */
/* cmd_sheet.c: simstow sheet. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <simstow/base/file.h>
#include <simstow/base/time.h>

#include "input.h"
#include "planning.h"
#include "print.h"
#include "say.h"
#include "sheet.h"
#include "signals.h"

#define DAY 10 /* characters of "2026-11-28" */

struct sheet_options {
	struct sst_planning_options planning;
	const char *output;
	bool with_codes;
	struct sst_open_args open;
};

#define AT(member) offsetof(struct sheet_options, member)

static const struct sst_option options[] = {
	{ 'o', "output", "FILE", SST_OPTION_TEXT, AT(output),
	    "write it there (default: simstow-sheet-DATE.html here); - is "
	    "standard output",
	    0, 0 },
	{ 0, "with-codes", NULL, SST_OPTION_FLAG, AT(with_codes),
	    "with activation codes whole, and as QR codes", 0, 0 },
};

static int
write_sheet(struct sst_planning *p, bool with_codes, struct sst_buf *out,
    struct sst_err *err)
{
	struct sst_sheet sheet = { .plan = &p->plan,
		.conceal = sst_planning_conceal(p),
		.with_codes = with_codes,
		.generator = SST_RUN_GENERATOR };

	if (sst_planning_load(p, err) < 0 ||
	    sst_planning_read_target(p, err) < 0 ||
	    sst_planning_make(p, p->all.v, p->all.names, p->all.n, err) < 0)
		return -1;
	if (with_codes && sheet.conceal == NULL)
		sst_say_warn(p->run, "the sheet has activation codes: keep it "
		                     "as you keep money");
	return sst_sheet_write(&sheet, out, err);
}

static const char *
default_name(struct sst_planning *p)
{
	char date[SST_TIME_SIZE];

	sst_time_format(p->run->now, date);
	return sst_arena_printf(&p->mem, "simstow-sheet-%.*s.html", DAY, date);
}

static int
report(const struct sst_planning *p, const char *path, struct sst_err *err)
{
	struct sst_json j;

	if (!p->run->common.json) {
		sst_say_line(stdout, "%s", path);
		return 0;
	}
	j = sst_print_document("sheet");
	sst_print_json_text(&j, "file", path);
	sst_json_int(&j, "lines", (int64_t)p->plan.lines.n);
	return sst_print_json(&j, err);
}

/* Before a secret is asked for; at the end the file's name says it again. */
static int
check_name(const char *path, struct sst_err *err)
{
	struct stat st;

	if (lstat(path, &st) < 0)
		return 0;
	sst_err_set(err, SST_E_EXISTS, "%s: is there already", path);
	sst_err_hint(err, "choose another name with --output");
	return -1;
}

static int
to_file(struct sst_planning *p, const char *path, bool with_codes,
    struct sst_buf *out, struct sst_err *err)
{
	int rc;

	if (path == NULL)
		path = default_name(p);
	if (path == NULL)
		return sst_arena_full(&p->mem, err);
	if (check_name(path, err) < 0 ||
	    write_sheet(p, with_codes, out, err) < 0)
		return -1;
	sst_signals_hold();
	rc = sst_file_save(path, sst_buf_span(out), 0600, err);
	sst_signals_release();
	return rc < 0 ? -1 : report(p, path, err);
}

static int
to_output(struct sst_planning *p, bool with_codes, struct sst_buf *out,
    struct sst_err *err)
{
	if (write_sheet(p, with_codes, out, err) < 0)
		return -1;
	(void)fwrite(out->p, 1, out->n, stdout);
	return 0;
}

static int
run_sheet(struct sst_run *run, struct sst_err *err)
{
	const struct sheet_options *o = run->options;
	struct sst_planning p;
	struct sst_buf out;
	bool is_standard;
	int rc;

	is_standard = o->output != NULL && sst_input_is_standard(o->output);
	if (is_standard && run->common.json)
		return sst_fail(err, SST_E_USAGE,
		    "sheet: --output - and --json");
	sst_buf_init(&out, SST_SHEET_MAX);
	rc = sst_planning_start(&p, run, &o->planning, &o->open, err);
	if (rc == 0 && is_standard)
		rc = to_output(&p, o->with_codes, &out, err);
	else if (rc == 0)
		rc = to_file(&p, o->output, o->with_codes, &out, err);
	sst_planning_fini(&p);
	sst_buf_fini(&out);
	return rc;
}

static const struct sst_option_group groups[] = {
	{ options, sizeof(options) / sizeof(options[0]), 0, "Options" },
	{ sst_planning_options, SST_PLANNING_OPTIONS, AT(planning),
	    "What is planned" },
	{ sst_open_args_options, SST_OPEN_ARGS_OPTIONS, AT(open),
	    "How archives are opened" },
};

const struct sst_command sst_cmd_sheet = {
	.name = "sheet",
	.help = "write the plan as a page to print and take along",
	.arguments = "[ARCHIVE...]",
	.about =
	    "Write the plan as one HTML file to print and take along: what to "
	    "do first, then each line with its numbers, whom to ask and the "
	    "steps. It needs no network and runs no script. Made from the "
	    "archives named, else from all of the vault.",
	.groups = groups,
	.group_n = SST_GROUP_COUNT(groups),
	.options_size = sizeof(struct sheet_options),
	.args_max = SST_ARGS_ANY,
	.needs_crypto = true,
	.run = run_sheet,
};
