/* SPDX-License-Identifier: ISC */
/* adb_server_run.c: commands through an adb server, several sockets at once. */
#include <poll.h>
#include <stdio.h>
#include <string.h>

#include "adb_server_priv.h"

/* A command on its way; states in their order. */
enum state { WANT_PHONE, WANT_SHELL, HAS_SHELL, STATES };

struct talk {
	struct sst_adb_smart c;
	struct sst_shell_job *job; /* NULL: a free place */
	struct sst_adb_shell shell;
	enum state state;
	uint64_t until;
};

struct run {
	struct sst_shell_link *l;
	const struct sst_adb_server *server;
	struct sst_adb_wait wait;
	struct sst_shell_job *jobs;
	size_t n;
	size_t next;
	struct talk talk[SST_SHELL_LINK_STREAMS];
	bool has_sent;    /* since we last waited */
	bool is_doubtful; /* a stream ended as if the phone were gone */
};

static void
finish(struct talk *t)
{
	sst_adb_smart_close(&t->c);
	t->job = NULL;
}

static int
ask_phone(struct run *r, struct talk *t, struct sst_err *err)
{
	char ask[SST_ADB_SERIAL + 32];

	(void)snprintf(ask, sizeof(ask), "host:transport:%s",
	    r->server->serial);
	r->has_sent = true;
	return sst_adb_smart_ask(&t->c, sst_span_of_text(ask), err);
}

static int
begin(struct run *r, struct talk *t, struct sst_shell_job *j,
    struct sst_err *err)
{
	int rc = sst_adb_smart_open(&r->server->at, &r->wait, &t->c, err);

	if (rc == 0)
		return sst_adb_server_gone(&r->server->at, err);
	if (rc < 0)
		return -1;
	t->job = j;
	t->state = WANT_PHONE;
	t->until = sst_adb_now() + sst_adb_job_ms(r->l, j);
	r->l->count.commands++;
	return ask_phone(r, t, err);
}

static int
fill(struct run *r, struct sst_err *err)
{
	for (size_t i = 0; i < SST_SHELL_LINK_STREAMS && r->next < r->n; i++) {
		if (r->talk[i].job != NULL)
			continue;
		if (begin(r, &r->talk[i], &r->jobs[r->next], err) < 0)
			return -1;
		r->next++;
	}
	return 0;
}

/* A command that the server cannot carry costs that command. */
static int
ask_shell(struct run *r, struct talk *t)
{
	const char *marker = r->server->has_shell_v2 ? NULL : r->server->marker;
	struct sst_buf name = { .max = SST_ADB_SMART_ASK };
	struct sst_err *fault = &t->job->fault;

	sst_adb_shell_begin(&t->shell, t->job, marker);
	if (sst_adb_shell_service(t->job->command, marker, &name, fault) < 0 ||
	    sst_adb_smart_ask(&t->c, sst_buf_span(&name), fault) < 0) {
		sst_err_prefix(fault, "command");
		finish(t);
	}
	sst_buf_fini(&name);
	t->state = WANT_SHELL;
	r->has_sent = true;
	return 0;
}

/* A state's work: 1 go on with the next, 0 wait, -1 the link is broken. */
static int
on_phone(struct run *r, struct talk *t, struct sst_err *err)
{
	int rc = sst_adb_smart_reply(&t->c, err);

	if (rc < 0)
		return sst_adb_server_judge(err);
	return rc > 0 ? ask_shell(r, t) : 0;
}

static int
on_shell(struct run *r, struct talk *t, struct sst_err *err)
{
	struct sst_err *fault = &t->job->fault;
	int rc = sst_adb_smart_reply(&t->c, fault);

	(void)err;
	if (rc == 0)
		return 0;
	if (rc < 0) {
		fault->code = SST_E_REFUSED;
		sst_err_prefix(fault, "the phone refused to run a command");
		r->is_doubtful = true;
		finish(t);
		return 0;
	}
	t->state = HAS_SHELL;
	return 1;
}

static int
on_stream(struct run *r, struct talk *t, struct sst_err *err)
{
	struct sst_err *fault = &t->job->fault;
	int rc;

	(void)err;
	rc = sst_adb_shell_feed(&t->shell, sst_buf_span(&t->c.in), fault);
	sst_buf_clear(&t->c.in);
	if (rc == 0 && !t->c.is_ended)
		return 0;
	if (rc == 0 && sst_adb_shell_end(&t->shell, fault) < 0)
		r->is_doubtful = true;
	finish(t);
	return 0;
}

static int (*const works[STATES])(struct run *r, struct talk *t,
    struct sst_err *err) = {
	[WANT_PHONE] = on_phone,
	[WANT_SHELL] = on_shell,
	[HAS_SHELL] = on_stream,
};

static int
step(struct run *r, struct talk *t, struct sst_err *err)
{
	int rc;

	if (sst_adb_smart_step(&t->c, &r->l->count, err) < 0)
		return -1;
	do
		rc = works[t->state](r, t, err);
	while (rc > 0);
	return rc;
}

/* Before the phone was found it is the server that is silent. */
static int
expire(struct run *r, struct talk *t, struct sst_err *err)
{
	if (sst_adb_now() < t->until)
		return 0;
	if (t->state == WANT_PHONE)
		return sst_fail(err, SST_E_DEVICE,
		    "no answer of the adb server within %u ms",
		    sst_adb_job_ms(r->l, t->job));
	(void)sst_adb_job_late(r->l, t->job, &t->job->fault);
	finish(t);
	return 0;
}

/* Milliseconds to the first deadline, at most a slice; -1: all is done. */
static int
patience(const struct run *r)
{
	uint64_t now = sst_adb_now();
	uint64_t least = SST_ADB_SLICE_MS;
	bool is_any = false;

	for (size_t i = 0; i < SST_SHELL_LINK_STREAMS; i++) {
		const struct talk *t = &r->talk[i];

		if (t->job == NULL)
			continue;
		is_any = true;
		if (t->until <= now)
			least = 0;
		else if (t->until - now < least)
			least = t->until - now;
	}
	return is_any ? (int)least : -1;
}

/* 1 some were served, 0 none is left, -1 the link is broken. */
static int
turn(struct run *r, struct sst_err *err)
{
	struct pollfd fds[SST_SHELL_LINK_STREAMS];
	int ms = patience(r);

	if (ms < 0)
		return 0;
	for (size_t i = 0; i < SST_SHELL_LINK_STREAMS; i++) {
		const struct talk *t = &r->talk[i];

		fds[i] = (struct pollfd){ t->job != NULL ? t->c.fd : -1,
			sst_adb_smart_events(&t->c), 0 };
	}
	if (r->has_sent)
		r->l->count.roundtrips++;
	r->has_sent = false;
	if (sst_adb_check_stop(&r->wait, err) < 0)
		return -1;
	/* Interrupted is as good as nothing: revents stay 0. */
	(void)poll(fds, SST_SHELL_LINK_STREAMS, ms);
	for (size_t i = 0; i < SST_SHELL_LINK_STREAMS; i++) {
		struct talk *t = &r->talk[i];

		if (fds[i].revents != 0 && step(r, t, err) < 0)
			return -1;
		if (t->job != NULL && expire(r, t, err) < 0)
			return -1;
	}
	return 1;
}

/* The server says nothing of a phone that left: its streams just end. */
static int
check_phone(struct run *r, struct sst_err *err)
{
	char ask[SST_ADB_SERIAL + 32];
	struct sst_buf state = { .max = SST_ADB_SMART_ASK };
	int rc;

	(void)snprintf(ask, sizeof(ask), "host-serial:%s:get-state",
	    r->server->serial);
	rc = sst_adb_smart_query(&r->server->at, ask, &r->wait, &r->l->count,
	    &state, err);
	if (rc < 0)
		rc = sst_adb_server_judge(err);
	else if (rc == 0)
		rc = sst_adb_server_gone(&r->server->at, err);
	else if (!sst_span_is_equal(sst_buf_span(&state),
	             sst_span_of_text("device")))
		rc = sst_fail(err, SST_E_DEVICE, "the phone is %.*s now",
		    (int)state.n, state.n > 0 ? (const char *)state.p : "");
	sst_buf_fini(&state);
	return rc < 0 ? -1 : 0;
}

/* What had not ended well has the fault of the link. */
static void
spread(struct run *r, const struct sst_err *err)
{
	for (size_t i = 0; i < SST_SHELL_LINK_STREAMS; i++) {
		if (r->talk[i].job == NULL)
			continue;
		r->talk[i].job->fault = *err;
		finish(&r->talk[i]);
	}
	for (size_t i = 0; i < r->n; i++) {
		struct sst_err *fault = &r->jobs[i].fault;

		if (i >= r->next || fault->code == SST_E_FAILED ||
		    fault->code == SST_E_REFUSED)
			*fault = *err;
	}
}

int
sst_adb_server_run(struct sst_shell_link *l, struct sst_shell_job *jobs,
    size_t n, struct sst_err *err)
{
	struct run r = { .l = l,
		.server = l->impl,
		.wait = { SST_ADB_ANSWER_MS, l->is_stopped, l->stop_ctx },
		.jobs = jobs,
		.n = n };
	int rc;

	for (size_t i = 0; i < SST_SHELL_LINK_STREAMS; i++)
		r.talk[i].c.fd = -1;
	do {
		rc = fill(&r, err);
		if (rc == 0)
			rc = turn(&r, err);
	} while (rc > 0);
	if (rc == 0 && r.is_doubtful)
		rc = check_phone(&r, err);
	if (rc == 0)
		return 0;
	if (err->code == SST_E_FORMAT)
		err->code = SST_E_DEVICE;
	spread(&r, err);
	return -1;
}
