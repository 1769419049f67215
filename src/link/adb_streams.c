/* SPDX-License-Identifier: ISC */
/* adb_streams.c: commands as streams of a session, several at once. */
#include "adb_priv.h"

struct stream {
	uint32_t id;   /* 0: a free place */
	uint32_t peer; /* 0: not accepted yet */
	struct sst_shell_job *job;
	struct sst_adb_shell shell;
	uint64_t since;
	uint64_t until;
};

struct run {
	struct sst_adb_session *s;
	struct sst_shell_job *jobs;
	size_t n;
	size_t next; /* the job to begin next */
	struct stream stream[SST_SHELL_LINK_STREAMS];
};

static int
send_empty(struct run *r, uint32_t command, const struct stream *st,
    struct sst_err *err)
{
	const struct sst_adb_packet p = { command, st->id, st->peer, 0, { 0 } };

	return sst_adb_session_send(r->s, &p, err);
}

/* End a stream of ours; the answer comes later, and is not waited for. */
static int
leave(struct run *r, struct stream *st, struct sst_err *err)
{
	int rc = send_empty(r, SST_ADB_CLSE, st, err);

	*st = (struct stream){ 0 };
	return rc;
}

/* Ids are never used twice, so what comes late means nobody. */
static uint32_t
new_id(struct sst_adb_session *s)
{
	if (++s->last_id == 0)
		s->last_id = 1;
	return s->last_id;
}

/* 1 begun, 0 a fault of the job alone. */
static int
begin(struct run *r, struct stream *st, struct sst_shell_job *j,
    struct sst_err *err)
{
	const char *marker = r->s->has_shell_v2 ? NULL : r->s->marker;
	struct sst_adb_packet p = { .command = SST_ADB_OPEN };
	struct sst_buf name = { .max = r->s->max };
	int rc = -1;

	if (sst_adb_shell_service(j->command, marker, &name, &j->fault) < 0 ||
	    sst_buf_put_u8(&name, '\0', &j->fault) < 0) {
		sst_err_prefix(&j->fault, "command");
		rc = 0;
		goto out;
	}
	*st = (struct stream){ .id = new_id(r->s), .job = j };
	st->since = r->s->to.now(r->s->to.ctx);
	st->until = st->since + sst_adb_job_ms(r->s->link, j);
	sst_adb_shell_begin(&st->shell, j, marker);
	p.arg0 = st->id;
	p.data = sst_buf_span(&name);
	r->s->link->count.commands++;
	if (sst_adb_session_send(r->s, &p, err) < 0)
		goto out;
	rc = 1;
out:
	sst_buf_fini(&name);
	return rc;
}

/* Every free place gets a command, while there are some. */
static int
fill(struct run *r, struct sst_err *err)
{
	for (size_t i = 0; i < SST_SHELL_LINK_STREAMS; i++) {
		struct stream *st = &r->stream[i];

		while (st->id == 0 && r->next < r->n) {
			struct sst_shell_job *j = &r->jobs[r->next];
			int rc = begin(r, st, j, err);

			if (rc < 0)
				return -1;
			r->next++;
		}
	}
	return 0;
}

static struct stream *
find(struct run *r, uint32_t id)
{
	for (size_t i = 0; id != 0 && i < SST_SHELL_LINK_STREAMS; i++)
		if (r->stream[i].id == id)
			return &r->stream[i];
	return NULL;
}

static int
on_okay(struct run *r, const struct sst_adb_packet *p, struct sst_err *err)
{
	struct stream *st = find(r, p->arg1);

	(void)err;
	if (st == NULL)
		return 0;
	r->s->is_used = true;
	if (st->peer == 0)
		st->peer = p->arg0;
	return 0;
}

static int
on_write(struct run *r, const struct sst_adb_packet *p, struct sst_err *err)
{
	struct stream *st = find(r, p->arg1);
	int rc;

	if (st == NULL || st->peer == 0 || st->peer != p->arg0)
		return 0;
	rc = sst_adb_shell_feed(&st->shell, p->data, &st->job->fault);
	if (rc < 0)
		return leave(r, st, err);
	if (send_empty(r, SST_ADB_OKAY, st, err) < 0)
		return -1;
	return rc > 0 ? leave(r, st, err) : 0;
}

/*
 * Before OKAY it means refused. After it, old daemons say 0 for their own id
 * at the ordinary end. Nobody answers a CLSE.
 */
static int
on_close(struct run *r, const struct sst_adb_packet *p, struct sst_err *err)
{
	struct stream *st = find(r, p->arg1);
	int rc;

	(void)err;
	if (st == NULL ||
	    (st->peer != 0 && p->arg0 != 0 && st->peer != p->arg0))
		return 0;
	r->s->is_used = true;
	rc = st->peer == 0 ? sst_fail(&st->job->fault, SST_E_REFUSED,
	                         "the phone refused to run a command")
	                   : sst_adb_shell_end(&st->shell, &st->job->fault);
	(void)rc; /* the job's alone */
	*st = (struct stream){ 0 };
	return 0;
}

/*
 * A CNXN that an older session had asked for comes before ours, and ours
 * then here; but once a stream was answered it means that all are gone.
 */
static int
on_connect(struct run *r, const struct sst_adb_packet *p, struct sst_err *err)
{
	if (!r->s->is_used)
		return sst_adb_greet_accept(r->s, p, err);
	return sst_fail(err, SST_E_DEVICE, "the phone began a new session");
}

static int
on_auth(struct run *r, const struct sst_adb_packet *p, struct sst_err *err)
{
	(void)r;
	(void)p;
	sst_err_set(err, SST_E_DEVICE, "the phone wants a key again");
	sst_err_hint(err, "look whether it still allows USB debugging");
	return -1;
}

static const struct {
	uint32_t command;
	int (*take)(struct run *r, const struct sst_adb_packet *p,
	    struct sst_err *err);
} takes[] = {
	{ SST_ADB_OKAY, on_okay },
	{ SST_ADB_WRTE, on_write },
	{ SST_ADB_CLSE, on_close },
	{ SST_ADB_CNXN, on_connect },
	{ SST_ADB_AUTH, on_auth },
};

static int
take(struct run *r, const struct sst_adb_packet *p, struct sst_err *err)
{
	for (size_t i = 0; i < sizeof(takes) / sizeof(takes[0]); i++)
		if (takes[i].command == p->command)
			return takes[i].take(r, p, err);
	return 0;
}

/* The first moment at which a stream is late, or 0 when none is open. */
static uint64_t
first_end(const struct run *r)
{
	uint64_t until = 0;

	for (size_t i = 0; i < SST_SHELL_LINK_STREAMS; i++) {
		const struct stream *st = &r->stream[i];

		if (st->id != 0 && (until == 0 || st->until < until))
			until = st->until;
	}
	return until;
}

/* A phone that said nothing at all meanwhile is no longer there. */
static int
expire(struct run *r, struct sst_err *err)
{
	uint64_t now = r->s->to.now(r->s->to.ctx);

	for (size_t i = 0; i < SST_SHELL_LINK_STREAMS; i++) {
		struct stream *st = &r->stream[i];

		if (st->id == 0 || now < st->until)
			continue;
		if (r->s->heard <= st->since && st->peer == 0) {
			sst_err_set(err, SST_E_DEVICE, "no answer within %u ms",
			    sst_adb_job_ms(r->s->link, st->job));
			sst_err_hint(err,
			    "unplug the phone and plug it in again");
			return -1;
		}
		(void)sst_adb_job_late(r->s->link, st->job, &st->job->fault);
		if (leave(r, st, err) < 0)
			return -1;
	}
	return 0;
}

static int
run(struct run *r, struct sst_err *err)
{
	for (;;) {
		struct sst_adb_packet p;
		uint64_t until;
		int rc;

		if (fill(r, err) < 0)
			return -1;
		until = first_end(r);
		if (until == 0)
			return 0;
		rc = sst_adb_session_next(r->s, until, &p, err);
		if (rc > 0)
			rc = take(r, &p, err);
		if (rc < 0 || expire(r, err) < 0)
			return -1;
	}
}

/* Every job that has not ended has the fault of the link. */
static void
spread(struct run *r, const struct sst_err *err)
{
	for (size_t i = 0; i < SST_SHELL_LINK_STREAMS; i++)
		if (r->stream[i].id != 0)
			r->stream[i].job->fault = *err;
	for (; r->next < r->n; r->next++)
		r->jobs[r->next].fault = *err;
}

int
sst_adb_streams_run(struct sst_shell_link *l, struct sst_shell_job *jobs,
    size_t n, struct sst_err *err)
{
	struct sst_adb_session *s = l->impl;
	struct run r = { .s = s, .jobs = jobs, .n = n };
	int rc = -1;

	/* The owner may have moved the link, and changed its mind. */
	s->link = l;
	s->wait.is_stopped = l->is_stopped;
	s->wait.ctx = l->stop_ctx;
	if (s->is_broken)
		sst_err_set(err, SST_E_DEVICE, "the link was lost before");
	else
		rc = run(&r, err);
	if (rc == 0)
		return 0;
	if (err->code == SST_E_FORMAT)
		err->code = SST_E_DEVICE;
	s->is_broken = true;
	spread(&r, err);
	return -1;
}
