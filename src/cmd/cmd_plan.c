/* SPDX-License-Identifier: ISC */
/* cmd_plan.c: simstow plan. */
#include <string.h>

#include "iccid_arg.h"
#include "plan_all.h"
#include "print.h"
#include "qr.h"
#include "say.h"

struct plan_options {
	struct sst_planning_options planning;
	bool all;
	bool why;
	bool with_codes;
	const char *qr;
	struct sst_open_args open;
};

#define AT(member) offsetof(struct plan_options, member)

static const struct sst_option options[] = {
	{ 0, "all", NULL, SST_OPTION_FLAG, AT(all),
	    "plan every backup by itself, one after another", 0, 0 },
	{ 0, "why", NULL, SST_OPTION_FLAG, AT(why),
	    "show other routes, and what every claim rests on", 0, 0 },
	{ 0, "with-codes", NULL, SST_OPTION_FLAG, AT(with_codes),
	    "print activation codes whole", 0, 0 },
	{ 0, "qr", "ICCID", SST_OPTION_TEXT, AT(qr),
	    "draw the QR code of the line's kept activation code instead; it "
	    "is a secret",
	    0, 0 },
};

static int
print_plan(struct sst_planning *p, struct sst_plan_page *page,
    struct sst_err *err)
{
	struct sst_json j = { 0 };

	if (!p->run->common.json)
		return sst_plan_page_print(page, &p->plan, err);
	if (sst_plan_all_document(p, page->with_codes, &j.v, err) < 0)
		return -1;
	return sst_print_json(&j, err);
}

static int
plan_once(struct sst_planning *p, struct sst_plan_page *page,
    struct sst_err *err)
{
	if (sst_planning_load(p, err) < 0 ||
	    sst_planning_read_target(p, err) < 0 ||
	    sst_planning_make(p, p->all.v, p->all.names, p->all.n, err) < 0)
		return -1;
	return print_plan(p, page, err);
}

/* The newest code that was kept for the line. */
static const struct sst_kept_code *
code_of(const struct sst_snapshot *known, const char *iccid)
{
	const struct sst_kept_code *found = NULL;

	for (size_t i = 0; i < known->codes.n; i++) {
		const struct sst_kept_code *c = &known->codes.v[i];

		if (c->iccid == NULL || c->text == NULL ||
		    strcmp(c->iccid, iccid) != 0)
			continue;
		if (found == NULL || c->added >= found->added)
			found = c;
	}
	return found;
}

static int
draw(struct sst_planning *p, const char *iccid, struct sst_err *err)
{
	const struct sst_kept_code *code;
	struct sst_qr qr;

	if (sst_planning_load(p, err) < 0 ||
	    sst_planning_make(p, p->all.v, p->all.names, p->all.n, err) < 0)
		return -1;
	code = code_of(&p->known, iccid);
	if (code == NULL) {
		sst_err_set(err, SST_E_FAILED,
		    "%s: no activation code of it is kept", iccid);
		sst_err_hint(err, "simstow code list");
		return -1;
	}
	sst_say_warn(p->run, "the square is a secret: who photographs it can "
	                     "take the line");
	if (sst_qr_make(code->text, &qr, err) < 0)
		return -1;
	sst_qr_print(p->run, &qr);
	sst_qr_fini(&qr);
	return 0;
}

static int
draw_word(struct sst_planning *p, const char *word, struct sst_err *err)
{
	char iccid[SST_ICCID_MAX + 1];

	if (sst_iccid_arg(p->run, "plan: --qr", word, iccid, err) < 0)
		return -1;
	return draw(p, iccid, err);
}

static int
plan(struct sst_planning *p, const struct plan_options *o, struct sst_err *err)
{
	struct sst_plan_page page = { p->run, sst_planning_conceal(p), o->why,
		o->with_codes };

	if (o->all && o->planning.of != NULL)
		return sst_fail(err, SST_E_USAGE,
		    "plan: --all plans every backup by itself: not with --of");
	if (o->qr != NULL)
		return draw_word(p, o->qr, err);
	if (!o->all)
		return plan_once(p, &page, err);
	if (sst_planning_read_target(p, err) < 0)
		return -1;
	return sst_plan_all(p, &page, err);
}

/* A drawing is no document, and cannot be masked. */
static int
check(const struct sst_run *run, const struct plan_options *o,
    struct sst_err *err)
{
	const struct sst_common *c = &run->common;

	if (o->qr != NULL && (c->redact || c->json || o->all))
		return sst_fail(err, SST_E_USAGE, "plan: --qr and --%s",
		    c->redact ? "redact"
		    : c->json ? "json"
		              : "all");
	return 0;
}

static int
run_plan(struct sst_run *run, struct sst_err *err)
{
	const struct plan_options *o = run->options;
	struct sst_planning p;
	int rc;

	if (check(run, o, err) < 0)
		return -1;
	rc = sst_planning_start(&p, run, &o->planning, &o->open, err);
	if (rc == 0)
		rc = plan(&p, o, err);
	sst_planning_fini(&p);
	return rc;
}

static const struct sst_option_group groups[] = {
	{ sst_planning_options, SST_PLANNING_OPTIONS, AT(planning),
	    "What is planned" },
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
