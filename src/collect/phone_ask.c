/* SPDX-License-Identifier: ISC */
/* phone_ask.c: puts the questions that are possible, and hears the answers. */
#include <stdio.h>
#include <string.h>

#include "phone_priv.h"

#define JOBS_MAX 64
#define LEAF_MAX 64

/* A question on its way. */
struct asked {
	const struct sst_phone_question *q;
	int argument;
};

struct round {
	struct sst_shell_job *jobs;
	struct asked asked[JOBS_MAX];
	size_t n;
};

static uint64_t
bit_of(const struct sst_phone_question *q)
{
	return UINT64_C(1) << (q - sst_phone_table);
}

bool
sst_phone_ask_done(const struct sst_phone_run *r, const char *name)
{
	bool is_known = false;

	for (size_t i = 0; i < sst_phone_table_n; i++) {
		const struct sst_phone_question *q = &sst_phone_table[i];
		bool is_out =
		    (q->since > r->sdk) || (q->until != 0 && q->until < r->sdk);

		if (strcmp(q->name, name) != 0)
			continue;
		if ((r->asked & bit_of(q)) == 0 && !is_out)
			return false;
		is_known = true;
	}
	return is_known;
}

static bool
is_ready(const struct sst_phone_run *r, const struct sst_phone_question *q)
{
	if ((r->asked & bit_of(q)) != 0)
		return false;
	if (q->since != 0 &&
	    (r->sdk < q->since || (q->until != 0 && r->sdk > q->until)))
		return false;
	return q->when == NULL || q->when(r);
}

/* "Android 14 refused: ..."; the phone's words and ours fit one line. */
static int
gap(struct sst_phone_run *r, const struct sst_phone_question *q,
    const char *member, const char *lead, const char *why, struct sst_err *err)
{
	const char *after = q->hint == NULL ? "" : "; ";
	struct sst_err e;

	sst_err_set(&e, SST_E_REFUSED, "%s %s%s%s%s%s", r->android, lead,
	    why[0] == '\0' ? "" : ": ", why, after,
	    q->hint == NULL ? "" : q->hint);
	if (r->refusal.code == SST_OK)
		r->refusal = e;
	return sst_phone_gap_note(r, q->name, member, &e, err);
}

static int
add_job(struct sst_phone_run *r, struct round *x,
    const struct sst_phone_question *q, int argument, struct sst_err *err)
{
	const char *command = q->command;

	if (x->n == JOBS_MAX)
		return 0;
	if (command == NULL && q->build != NULL)
		command = q->build(r, argument);
	if (command == NULL)
		return gap(r, q, NULL,
		    q->build == NULL ? "gives this to no shell"
		                     : "is not known well enough to ask it",
		    "", err);
	x->jobs[x->n].command = command;
	x->asked[x->n++] = (struct asked){ q, argument };
	return 0;
}

static int
collect_jobs(struct sst_phone_run *r, struct round *x, struct sst_err *err)
{
	uint64_t taken = 0;

	for (size_t i = 0; i < sst_phone_table_n; i++) {
		const struct sst_phone_question *q = &sst_phone_table[i];
		int list[SST_PHONE_ARGUMENTS] = { q->argument };
		size_t n = 1;

		if (!is_ready(r, q))
			continue;
		if (q->list != NULL)
			n = q->list(r, list);
		for (size_t k = 0; k < n; k++) {
			if (add_job(r, x, q, list[k], err) < 0)
				return -1;
		}
		taken |= bit_of(q);
	}
	r->asked |= taken;
	return 0;
}

static int
keep_raw(struct sst_phone_run *r, const struct asked *a,
    const struct sst_shell_job *j, const char **name, struct sst_err *err)
{
	struct sst_span text = sst_buf_span(&j->out);
	char leaf[LEAF_MAX];

	*name = NULL;
	if (a->q->leaf == NULL || text.n == 0)
		return 0;
	if (a->q->take == sst_phone_device_props && !r->how->imei &&
	    sst_phone_raw_clean(text, &r->scratch, &text, err) < 0)
		return -1;
	(void)snprintf(leaf, sizeof(leaf), "%s", a->q->leaf);
	if (a->q->list != NULL)
		(void)snprintf(leaf, sizeof(leaf), "%s-%d", a->q->leaf,
		    a->argument);
	return sst_phone_raw_keep(r, leaf, j->command, text, name, err);
}

static int
take(struct sst_phone_run *r, const struct asked *a, const char *member,
    const struct sst_shell_job *j, struct sst_err *err)
{
	struct sst_phone_answer answer = { a->q->name, member,
		sst_buf_span(&j->out), a->argument };

	if (a->q->take == NULL || a->q->take(r, &answer, err) == 0) {
		r->answers++;
		return 0;
	}
	if (err->code == SST_E_FAILED)
		return -1;
	return gap(r, a->q, member,
	    err->code == SST_E_REFUSED ? "refused" : "answered", err->msg, err);
}

/* One answer: taken, or a gap that says why not. */
static int
settle(struct sst_phone_run *r, const struct asked *a,
    const struct sst_shell_job *j, struct sst_err *err)
{
	struct sst_span out = sst_buf_span(&j->out);
	const char *member, *why;
	char status[32];
	int rc;

	if (keep_raw(r, a, j, &member, err) < 0)
		return -1;
	if (j->fault.code != SST_OK)
		return gap(r, a->q, member, "gave no whole answer",
		    j->fault.msg, err);
	rc = sst_android_refusal(out,
	    j->is_merged ? out : sst_buf_span(&j->err_out), &r->scratch, &why,
	    err);
	if (rc < 0)
		return -1;
	if (rc > 0)
		return gap(r, a->q, member, "refused", why, err);
	if (j->has_status && j->status != 0) {
		(void)snprintf(status, sizeof(status), "exit status %d",
		    j->status);
		return gap(r, a->q, member, "refused", status, err);
	}
	return take(r, a, member, j, err);
}

static void
tell(const struct sst_phone_run *r)
{
	if (r->how->progress == NULL)
		return;
	r->how->progress(r->how->progress_ctx,
	    (r->asked & 1) == 0 ? "properties, lines and settings"
	                        : "what this version tells besides");
}

int
sst_phone_ask_round(struct sst_phone_run *r, bool *any, struct sst_err *err)
{
	struct round x = { 0 };
	int rc = 0;

	*any = false;
	x.jobs = sst_arena_get_array(&r->scratch, JOBS_MAX, sizeof(*x.jobs));
	if (x.jobs == NULL)
		return sst_arena_full(&r->scratch, err);
	tell(r);
	if (collect_jobs(r, &x, err) < 0)
		return -1;
	*any = x.n > 0;
	if (x.n > 0)
		rc = sst_shell_link_run(r->link, x.jobs, x.n, err);
	for (size_t i = 0; rc == 0 && i < x.n; i++)
		rc = settle(r, &x.asked[i], &x.jobs[i], err);
	for (size_t i = 0; i < x.n; i++)
		sst_shell_job_fini(&x.jobs[i]);
	return rc;
}
