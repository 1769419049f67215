/* SPDX-License-Identifier: ISC */
/* cmd_plan.c: simstow plan. */
#include <stdio.h>
#include <string.h>

#include <simstow/collect/collect.h>
#include <simstow/plan/plan.h>
#include <simstow/snapshot/merge.h>

#include "device.h"
#include "handset.h"
#include "load.h"
#include "plan_page.h"
#include "print.h"
#include "say.h"

#define WAIT_S 10

struct plan_options {
	const char *situation;
	const char *target;
	bool why;
	bool with_codes;
	struct sst_open_args open;
};

#define AT(member) offsetof(struct plan_options, member)

static const struct sst_option options[] = {
	{ 's', "situation", "trip|move|lost|damaged|reset", SST_OPTION_TEXT,
	    AT(situation),
	    "what happened, or may: trip (default): nothing yet; move: the old "
	    "device works and is in hand; lost; damaged; reset: the same "
	    "device after a reset",
	    0, 0 },
	{ 't', "target", "new|same|DEVICE", SST_OPTION_TEXT, AT(target),
	    "where the lines shall be: on any new device (default), on the "
	    "same one (default of reset), or on pcsc:READER or adb:SERIAL, "
	    "which is read now",
	    0, 0 },
	{ 0, "why", NULL, SST_OPTION_FLAG, AT(why),
	    "show what every claim rests on", 0, 0 },
	{ 0, "with-codes", NULL, SST_OPTION_FLAG, AT(with_codes),
	    "print activation codes whole", 0, 0 },
};

/* All that one plan is made from. */
struct planning {
	struct sst_run *run;
	const struct plan_options *o;
	struct sst_arena mem;
	struct sst_opener opener;
	struct sst_device_choice device; /* a live target */
	struct sst_load_all all;
	struct sst_snapshot known;
	struct sst_snapshot live;
	struct sst_plan_input input;
	struct sst_plan plan;
};

static int
choose_situation(struct planning *p, struct sst_err *err)
{
	const char *word = p->o->situation;

	p->input.situation = SST_PLAN_TRIP;
	if (word == NULL)
		return 0;
	for (int i = SST_PLAN_TRIP; i <= SST_PLAN_RESET; i++)
		if (strcmp(word, sst_plan_situation_name(
		                     (enum sst_plan_situation)i)) == 0) {
			p->input.situation = (enum sst_plan_situation)i;
			return 0;
		}
	return sst_fail(err, SST_E_USAGE,
	    "plan: --situation \"%s\": want trip, move, lost, damaged or reset",
	    word);
}

static int
choose_target(struct planning *p, struct sst_err *err)
{
	const char *word = p->o->target;
	struct sst_plan_target *t = &p->input.target;

	t->kind =
	    p->input.situation == SST_PLAN_RESET ? SST_PLAN_SAME : SST_PLAN_ANY;
	if (word == NULL)
		return 0;
	if (strcmp(word, "new") == 0 || strcmp(word, "same") == 0) {
		t->kind = word[0] == 'n' ? SST_PLAN_ANY : SST_PLAN_SAME;
		return 0;
	}
	t->kind = SST_PLAN_LIVE;
	t->live = &p->live;
	if (!sst_device_is_name(word))
		return sst_fail(err, SST_E_USAGE,
		    "plan: --target \"%s\": want new, same, pcsc:READER or "
		    "adb:SERIAL",
		    word);
	return sst_device_find(p->run, word, &p->mem, &p->device, err);
}

static int
load_named(struct planning *p, struct sst_err *why, struct sst_err *err)
{
	const struct sst_args *a = &p->run->args;

	for (size_t i = 0; i < a->n; i++)
		if (sst_load_add(&p->opener, &p->all, a->v[i], why, err) < 0)
			return -1;
	return 0;
}

static int
load_vault(struct planning *p, struct sst_err *why, struct sst_err *err)
{
	struct sst_vault_list list;
	const char *dir;

	if (sst_opener_vault(&p->opener, &dir, err) < 0)
		return -1;
	if (sst_vault_list(dir, &p->mem, &list, err) < 0) {
		sst_err_hint(err, "simstow backup makes a vault");
		return -1;
	}
	if (list.n == 0) {
		sst_err_set(err, SST_E_FAILED, "%s: no archive in it", dir);
		sst_err_hint(err, "simstow backup, or simstow code add");
		return -1;
	}
	for (size_t i = 0; i < list.n; i++)
		if (sst_load_add(&p->opener, &p->all, list.v[i].path, why,
		        err) < 0)
			return -1;
	return 0;
}

/* When not one archive opens, the first fault is that of the command. */
static int
load(struct planning *p, struct sst_err *err)
{
	struct sst_err why = { 0 };
	int rc;

	rc = p->run->args.n > 0 ? load_named(p, &why, err)
	                        : load_vault(p, &why, err);
	if (rc < 0)
		return -1;
	if (p->all.n > 0)
		return 0;
	*err = why;
	return -1;
}

static void
progress(void *ctx, const char *what)
{
	char line[128];

	(void)snprintf(line, sizeof(line), "reading %s", what);
	sst_say_progress(ctx, line);
}

static int
read_card(struct planning *p, struct sst_err *err)
{
	struct sst_collect how = {
		.no_payloads = true,
		.no_files = true,
		.now = p->run->now,
		.generator = SST_RUN_GENERATOR,
		.progress = progress,
		.progress_ctx = p->run,
	};
	struct sst_device_link d;
	int rc;

	if (sst_device_open(p->run, p->device.reader, WAIT_S, &d, err) < 0)
		return -1;
	rc = sst_collect_card(&d.link, &how, &p->live, err);
	sst_device_close(p->run, &d);
	return rc;
}

static int
read_target(struct planning *p, struct sst_err *err)
{
	struct sst_handset_want want = { .serial = p->device.serial };
	int rc = 0;

	if (p->device.reader != NULL)
		rc = read_card(p, err);
	else if (want.serial != NULL)
		rc = sst_handset_read(p->run, &want, &p->live, err);
	if (rc < 0)
		return -1;
	for (size_t i = 0; i < p->live.gaps.n; i++)
		sst_say_gap(p->run, p->live.gaps.v[i].what,
		    p->live.gaps.v[i].reason);
	return 0;
}

static int
print_json(struct planning *p, struct sst_err *err)
{
	struct sst_json j = { 0 };

	if (sst_plan_json(&p->plan, p->o->with_codes, p->run->common.redact,
	        &j.v, err) < 0)
		return -1;
	return sst_print_json(&j, err);
}

static int
plan(struct planning *p, struct sst_err *err)
{
	struct sst_plan_page page = { p->run, p->o->why, p->o->with_codes };

	if (choose_situation(p, err) < 0 || choose_target(p, err) < 0 ||
	    sst_opener_init(&p->opener, p->run, &p->o->open, err) < 0 ||
	    load(p, err) < 0 || read_target(p, err) < 0)
		return -1;
	if (sst_merge(p->all.v, p->all.names, p->all.n, &p->known, err) < 0)
		return -1;
	p->input.known = &p->known;
	p->input.now = p->run->now;
	if (sst_plan_make(&p->input, &p->plan, err) < 0)
		return -1;
	if (p->run->common.json)
		return print_json(p, err);
	return sst_plan_page_print(&page, &p->plan, err);
}

static int
run_plan(struct sst_run *run, struct sst_err *err)
{
	struct planning p = { .run = run, .o = run->options };
	int rc;

	sst_snapshot_init(&p.known);
	sst_snapshot_init(&p.live);
	rc = plan(&p, err);
	sst_plan_fini(&p.plan);
	sst_snapshot_fini(&p.known);
	sst_snapshot_fini(&p.live);
	sst_load_all_fini(&p.all);
	sst_opener_fini(&p.opener);
	sst_arena_fini(&p.mem);
	return rc;
}

static const struct sst_option_group groups[] = {
	{ options, sizeof(options) / sizeof(options[0]), 0, "Options" },
	{ sst_open_args_options, SST_OPEN_ARGS_OPTIONS, AT(open),
	    "How archives are opened" },
};

const struct sst_command sst_cmd_plan = {
	.name = "plan",
	.help = "tell for each line how it comes back, and what to do first",
	.arguments = "[ARCHIVE...]",
	.about =
	    "Tell for each line how it comes back: by which route, in which "
	    "steps, who has to act, and what can go wrong. Made from the "
	    "archives named, else from all of the vault. Advice about "
	    "carriers is dated; --why shows its source.",
	.groups = groups,
	.group_n = SST_GROUP_COUNT(groups),
	.options_size = sizeof(struct plan_options),
	.args_max = SST_ARGS_ANY,
	.needs_crypto = true,
	.run = run_plan,
};
