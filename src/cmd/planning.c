/* SPDX-License-Identifier: ISC */
/* planning.c: from options, archives and a target to a plan. */
#include <stdio.h>
#include <string.h>

#include <simstow/base/digits.h>
#include <simstow/collect/collect.h>

#include "gaps.h"
#include "handset.h"
#include "know_own.h"
#include "planning.h"
#include "say.h"

#define WAIT_S 10
#define AT(member) offsetof(struct sst_planning_options, member)

const struct sst_option sst_planning_options[SST_PLANNING_OPTIONS] = {
	{ 's', "situation", "trip|move|lost|damaged|reset", SST_OPTION_TEXT,
	    AT(situation),
	    "what happened, or may: trip (default): nothing yet; move: the old "
	    "device works and is in hand; lost; damaged; reset: the same "
	    "device after a reset",
	    0, 0 },
	{ 0, "of", "DEVICE", SST_OPTION_TEXT, AT(of),
	    "the one of several devices that it happened to: its label, "
	    "model, serial number or EID (default: all of them)",
	    0, 0 },
	{ 't', "target", "TARGET", SST_OPTION_TEXT, AT(target),
	    "where the lines shall be: new: any new device (default); same: "
	    "the same one (default of reset); android[:VERSION], "
	    "iphone[:VERSION], card, eid:EID: a device in your words; "
	    "unknown; or a device such as pcsc:READER, which is read now",
	    0, 0 },
	{ 0, "target-model", "TEXT", SST_OPTION_TEXT, AT(target_model),
	    "its model, such as \"Pixel 8\"", 0, 0 },
	{ 0, "target-locked", "CARRIER|yes|no", SST_OPTION_TEXT,
	    AT(target_locked), "whether it is locked to a carrier", 0, 0 },
	{ 0, "target-country", "CC", SST_OPTION_TEXT, AT(target_country),
	    "where it was sold: two letters, such as CN, HK, US", 0, 0 },
	{ 0, "carriers", "FILE", SST_OPTION_TEXT, AT(carriers),
	    SST_KNOW_OWN_HELP, 0, 0 },
	{ 0, "probe-acr", NULL, SST_OPTION_FLAG, AT(probe_acr),
	    "offer Activation Code Retrieval as a first try", 0, 0 },
};

static int
choose_situation(struct sst_planning *p, struct sst_err *err)
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
	    "%s: --situation \"%s\": want trip, move, lost, damaged or reset",
	    p->run->name, word);
}

int
sst_planning_start(struct sst_planning *p, struct sst_run *run,
    const struct sst_planning_options *o, const struct sst_open_args *open,
    struct sst_err *err)
{
	*p = (struct sst_planning){ .run = run, .o = o };
	sst_snapshot_init(&p->known);
	sst_snapshot_init(&p->live);
	sst_snapshot_init(&p->in_hand);
	if (choose_situation(p, err) < 0 || sst_planning_target(p, err) < 0 ||
	    sst_know_own_load(o->carriers, &p->mem, &p->book, err) < 0)
		return -1;
	p->input.book = &p->book;
	p->input.now = run->now;
	p->input.probe_acr = o->probe_acr;
	return sst_opener_init(&p->opener, run, open, err);
}

static int
load_named(struct sst_planning *p, struct sst_err *why, struct sst_err *err)
{
	const struct sst_args *a = &p->run->args;

	for (size_t i = 0; i < a->n; i++)
		if (sst_load_add(&p->opener, &p->all, a->v[i], why, err) < 0)
			return -1;
	return 0;
}

static int
load_vault(struct sst_planning *p, struct sst_err *why, struct sst_err *err)
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

int
sst_planning_load(struct sst_planning *p, struct sst_err *err)
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
read_card(struct sst_planning *p, struct sst_err *err)
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

	if (sst_device_open(p->run, &p->device, WAIT_S, &d, err) < 0)
		return -1;
	rc = sst_collect_card(&d.link, &how, &p->live, err);
	sst_device_close(p->run, &d);
	return rc;
}

int
sst_planning_read_target(struct sst_planning *p, struct sst_err *err)
{
	struct sst_handset_want want = { .serial = p->device.serial };
	int rc = 0;

	if (p->device.reader != NULL || p->device.ccid != NULL)
		rc = read_card(p, err);
	else if (want.serial != NULL)
		rc = sst_handset_read(p->run, &want, &p->live, err);
	if (rc < 0)
		return -1;
	sst_gaps_say(p->run, &p->live);
	return 0;
}

/* Every snapshot by itself: the merger has not all that they told. */
static int
fill_numbers(struct sst_planning *p, const struct sst_snapshot *const *in,
    size_t n, struct sst_err *err)
{
	if (!p->run->common.redact)
		return 0;
	for (size_t i = 0; i < n; i++)
		if (sst_conceal_add(&p->numbers, in[i], err) < 0)
			return -1;
	return sst_conceal_add(&p->numbers, &p->live, err);
}

/* Banks, shops and contacts are the user's own affair; that they are is not. */
static int
hide_words(struct sst_planning *p, struct sst_err *err)
{
	struct sst_arena *mem = &p->known.mem;

	for (size_t i = 0; i < p->known.told.n; i++) {
		struct sst_told *t = &p->known.told.v[i];
		struct sst_texts *list = &t->codes_for;
		const char **v = sst_arena_get_array(mem, list->n, sizeof(*v));

		if (v == NULL)
			return sst_arena_full(mem, err);
		for (size_t k = 0; k < list->n; k++)
			v[k] = sst_iccid_is_plain(list->v[k]) ? list->v[k]
			                                      : "a sender";
		if (list->v != NULL)
			list->v = v;
		t->contact = NULL;
		t->note = NULL;
	}
	return 0;
}

int
sst_planning_make(struct sst_planning *p, const struct sst_snapshot *const *in,
    const char *const *names, size_t n, struct sst_err *err)
{
	if (fill_numbers(p, in, n, err) < 0 ||
	    sst_planning_merge(p, in, names, n, err) < 0)
		return -1;
	if (p->run->common.redact && hide_words(p, err) < 0)
		return -1;
	p->input.known = &p->known;
	return sst_plan_make(&p->input, &p->plan, err);
}

void
sst_planning_drop(struct sst_planning *p)
{
	sst_plan_fini(&p->plan);
	sst_snapshot_fini(&p->known);
	sst_snapshot_init(&p->known);
	sst_snapshot_fini(&p->in_hand);
	sst_snapshot_init(&p->in_hand);
}

const struct sst_conceal *
sst_planning_conceal(const struct sst_planning *p)
{
	return p->run->common.redact ? &p->numbers : NULL;
}

void
sst_planning_fini(struct sst_planning *p)
{
	sst_planning_drop(p);
	sst_conceal_fini(&p->numbers);
	sst_snapshot_fini(&p->known);
	sst_snapshot_fini(&p->live);
	sst_snapshot_fini(&p->in_hand);
	sst_load_all_fini(&p->all);
	sst_opener_fini(&p->opener);
	sst_arena_fini(&p->mem);
}
