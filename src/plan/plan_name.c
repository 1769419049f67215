/* SPDX-License-Identifier: ISC */
/* plan_name.c: the words of a plan's enumerations. */
#include <simstow/plan/plan.h>

struct name {
	int v;
	const char *name;
};

static const struct name outcomes[] = {
	{ SST_PLAN_PRESENT, "present" },
	{ SST_PLAN_AUTOMATIC, "automatic" },
	{ SST_PLAN_WITH_CODE, "with-code" },
	{ SST_PLAN_WITH_CARRIER, "with-carrier" },
	{ SST_PLAN_BLOCKED, "blocked" },
	{ 0, NULL },
};

static const struct name situations[] = {
	{ SST_PLAN_TRIP, "trip" },
	{ SST_PLAN_MOVE, "move" },
	{ SST_PLAN_LOST, "lost" },
	{ SST_PLAN_DAMAGED, "damaged" },
	{ SST_PLAN_RESET, "reset" },
	{ 0, NULL },
};

static const struct name targets[] = {
	{ SST_PLAN_ANY, "any" },
	{ SST_PLAN_SAME, "same" },
	{ SST_PLAN_LIVE, "live" },
	{ SST_PLAN_DESCRIBED, "described" },
	{ SST_PLAN_UNKNOWN, "unknown" },
	{ 0, NULL },
};

static const struct name actors[] = {
	{ SST_PLAN_SIMSTOW, "simstow" },
	{ SST_PLAN_YOU, "you" },
	{ SST_PLAN_CARRIER, "carrier" },
	{ 0, NULL },
};

static const struct name results[] = {
	{ SST_PLAN_FITS, "fits" },
	{ SST_PLAN_NOT_KNOWN, "not known" },
	{ SST_PLAN_DOUBTFUL, "doubtful" },
	{ SST_PLAN_REFUSED, "refused" },
	{ 0, NULL },
};

static const struct name whens[] = {
	{ SST_PLAN_NOW, "now" },
	{ SST_PLAN_BEFORE, "before" },
	{ SST_PLAN_LATER, "later" },
	{ 0, NULL },
};

static const struct name grades[] = {
	{ SST_PLAN_READY, "ready" },
	{ SST_PLAN_MEND, "mend" },
	{ SST_PLAN_DANGER, "danger" },
	{ 0, NULL },
};

static const struct name ways[] = {
	{ SST_PLAN_SET_BY_SIMSTOW, "simstow" },
	{ SST_PLAN_SET_BY_YOU, "you" },
	{ SST_PLAN_SET_NEVER, "never" },
	{ 0, NULL },
};

static const char *
name_of(const struct name *row, int v)
{
	while (row->name != NULL && row->v != v)
		row++;
	return row->name;
}

const char *
sst_plan_outcome_name(enum sst_plan_outcome o)
{
	return name_of(outcomes, (int)o);
}

const char *
sst_plan_situation_name(enum sst_plan_situation s)
{
	return name_of(situations, (int)s);
}

const char *
sst_plan_target_name(enum sst_plan_target_kind t)
{
	return name_of(targets, (int)t);
}

const char *
sst_plan_actor_name(enum sst_plan_actor a)
{
	return name_of(actors, (int)a);
}

const char *
sst_plan_result_name(enum sst_plan_result r)
{
	return name_of(results, (int)r);
}

const char *
sst_plan_when_name(enum sst_plan_when w)
{
	return name_of(whens, (int)w);
}

const char *
sst_plan_grade_name(enum sst_plan_grade g)
{
	return name_of(grades, (int)g);
}

const char *
sst_plan_setting_way_name(enum sst_plan_setting_way w)
{
	return name_of(ways, (int)w);
}
