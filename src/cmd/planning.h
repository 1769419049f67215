/* SPDX-License-Identifier: ISC */
/* planning.h: from options, archives and a target to a plan. */
#ifndef SIMSTOW_CMD_PLANNING_H
#define SIMSTOW_CMD_PLANNING_H

#include <simstow/plan/plan.h>
#include <simstow/snapshot/conceal.h>

#include "device.h"
#include "load.h"

struct sst_planning_options {
	const char *situation;
	const char *of;
	const char *target;
	const char *target_model;
	const char *target_locked;
	const char *target_country;
	const char *carriers;
	bool probe_acr;
};

#define SST_PLANNING_OPTIONS 8
extern const struct sst_option sst_planning_options[SST_PLANNING_OPTIONS];

/* All that one plan is made from, and the plan. */
struct sst_planning {
	struct sst_run *run;
	const struct sst_planning_options *o;
	struct sst_arena mem;
	struct sst_opener opener;
	struct sst_know_book book;
	struct sst_device_choice device; /* a live target */
	struct sst_load_all all;
	struct sst_snapshot known;
	struct sst_snapshot live;
	struct sst_snapshot in_hand; /* the devices that --of does not name */
	struct sst_conceal numbers;  /* filled with --redact */
	struct sst_plan_input input;
	struct sst_plan plan;
};

/*
 * sst_planning_start - read the options, the user's carrier rows, the words
 * of the target, the keys. sst_planning_fini - after it, also when it failed.
 * Errors: SST_E_USAGE; those of sst_opener_init, sst_know_own_load.
 */
int sst_planning_start(struct sst_planning *p, struct sst_run *run,
    const struct sst_planning_options *o, const struct sst_open_args *open,
    struct sst_err *err) SST_MUST;
void sst_planning_fini(struct sst_planning *p);

/*
 * sst_planning_load - the archives named, else all of the vault. When not
 * one opens, the first fault is the error.
 */
int sst_planning_load(struct sst_planning *p, struct sst_err *err) SST_MUST;

/* sst_planning_read_target - what it is now, when it is a device. */
int sst_planning_read_target(struct sst_planning *p,
    struct sst_err *err) SST_MUST;

/*
 * sst_planning_make - the plan of n snapshots; p->known is their merger.
 * With --redact the user's contacts, notes and senders are left out.
 * sst_planning_drop - wipe that plan, so that another can be made; numbers
 * stay, to be hidden in it too.
 */
int sst_planning_make(struct sst_planning *p,
    const struct sst_snapshot *const *in, const char *const *names, size_t n,
    struct sst_err *err) SST_MUST;
void sst_planning_drop(struct sst_planning *p);

/*
 * sst_planning_merge - planning_of.c: to p->known and, with --of, p->in_hand.
 * Error: SST_E_USAGE when no device is meant (hint: those there are).
 */
int sst_planning_merge(struct sst_planning *p,
    const struct sst_snapshot *const *in, const char *const *names, size_t n,
    struct sst_err *err) SST_MUST;

/* sst_planning_conceal - what no text may tell, or NULL without --redact. */
const struct sst_conceal *sst_planning_conceal(const struct sst_planning *p);

/*
 * sst_planning_target - "new", "android:14", "eid:...", "pcsc:READER" and
 * the options about it to p->input.target and p->device.
 */
int sst_planning_target(struct sst_planning *p, struct sst_err *err) SST_MUST;

#endif
