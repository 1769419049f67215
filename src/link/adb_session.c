/* SPDX-License-Identifier: ISC */
/* adb_session.c: packets to and from a daemon, over any transport. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "adb_priv.h"

/* A packet, and what a transport may give beyond it. */
#define IN_MAX (SST_ADB_HEADER + (size_t)SST_ADB_PAYLOAD + 131072)

uint64_t
sst_adb_now(void)
{
	struct timespec t = { 0 };

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

int
sst_adb_check_stop(const struct sst_adb_wait *w, struct sst_err *err)
{
	if (w->is_stopped != NULL && w->is_stopped(w->ctx))
		return sst_fail(err, SST_E_FAILED, "stopped");
	return 0;
}

unsigned
sst_adb_job_ms(const struct sst_shell_link *l, const struct sst_shell_job *j)
{
	if (j->wait_ms != 0)
		return j->wait_ms;
	return l->wait_ms != 0 ? l->wait_ms : SST_ADB_COMMAND_MS;
}

int
sst_adb_job_late(const struct sst_shell_link *l, const struct sst_shell_job *j,
    struct sst_err *err)
{
	return sst_fail(err, SST_E_FAILED, "the command took longer than %u ms",
	    sst_adb_job_ms(l, j));
}

/*
 * Header and payload are transfers of their own: a daemon on USB reads them
 * so.
 */
int
sst_adb_session_send(struct sst_adb_session *s, const struct sst_adb_packet *p,
    struct sst_err *err)
{
	uint8_t head[SST_ADB_HEADER];

	sst_adb_packet_head(p, head);
	s->has_sent = true;
	if (s->to.send(s->to.ctx, SST_SPAN(head), &s->wait, err) < 0)
		return -1;
	s->link->count.bytes_out += SST_ADB_HEADER;
	if (p->data.n == 0)
		return 0;
	if (s->to.send(s->to.ctx, p->data, &s->wait, err) < 0)
		return -1;
	s->link->count.bytes_out += p->data.n;
	return 0;
}

/* Forget the packet that was given out. */
static void
drop(struct sst_adb_session *s)
{
	size_t left = s->in.n - s->taken;

	if (s->taken > 0 && left > 0)
		memmove(s->in.p, s->in.p + s->taken, left);
	s->in.n = left;
	s->taken = 0;
}

/*
 * The packet that in begins with, if it is whole. Before their CNXN there may
 * be remains of an older session, cut anywhere: those are passed over.
 */
static int
parse(struct sst_adb_session *s, struct sst_adb_packet *out, size_t *n,
    struct sst_err *err)
{
	int rc = sst_adb_packet_next(sst_buf_span(&s->in), out, n, err);

	if (rc < 0 && s->version == 0) {
		sst_buf_clear(&s->in);
		*n = SST_ADB_HEADER;
		return 0;
	}
	if (rc <= 0)
		return rc;
	if (s->version == SST_ADB_VERSION_SUMS && !sst_adb_packet_has_sum(out))
		return sst_fail(err, SST_E_FORMAT,
		    "packet %08X: the sum of its payload is wrong",
		    (unsigned)out->command);
	s->taken = *n;
	return 1;
}

/* Wait for more, at most until, in slices between looks at is_stopped. */
static int
receive(struct sst_adb_session *s, size_t want, uint64_t until,
    struct sst_err *err)
{
	uint64_t now = s->to.now(s->to.ctx);
	size_t before = s->in.n;
	unsigned ms = SST_ADB_SLICE_MS;
	int rc;

	if (sst_adb_check_stop(&s->wait, err) < 0)
		return -1;
	if (now >= until)
		return 0;
	if (until - now < ms)
		ms = (unsigned)(until - now);
	if (s->has_sent)
		s->link->count.roundtrips++;
	s->has_sent = false;
	rc = s->to.recv(s->to.ctx, want, &s->in, ms, err);
	s->link->count.bytes_in += s->in.n - before;
	return rc < 0 ? -1 : 1;
}

int
sst_adb_session_next(struct sst_adb_session *s, uint64_t until,
    struct sst_adb_packet *out, struct sst_err *err)
{
	int rc;

	drop(s);
	do {
		size_t n;

		rc = parse(s, out, &n, err);
		if (rc == 1)
			s->heard = s->to.now(s->to.ctx);
		if (rc != 0)
			return rc;
		rc = receive(s, n, until, err);
	} while (rc > 0);
	return rc;
}

static void
session_close(struct sst_shell_link *l)
{
	struct sst_adb_session *s = l->impl;

	if (s == NULL)
		return;
	s->to.close(s->to.ctx);
	sst_buf_fini(&s->in);
	free(s);
	l->impl = NULL;
}

static const struct sst_shell_link_ops session_ops = {
	.run = sst_adb_streams_run,
	.close = session_close,
};

static void
session_begin(struct sst_adb_session *s, const struct sst_adb_usb *how,
    const char *marker, struct sst_shell_link *l)
{
	sst_buf_init(&s->in, IN_MAX);
	s->max = SST_ADB_PAYLOAD_OLD;
	s->wait =
	    (struct sst_adb_wait){ how->wait_ms, how->is_stopped, how->ctx };
	if (s->wait.ms == 0)
		s->wait.ms = SST_ADB_ANSWER_MS;
	(void)snprintf(s->marker, sizeof(s->marker), "%s", marker);
	s->link = l;
	l->ops = &session_ops;
	l->impl = s;
	l->wait_ms = SST_ADB_COMMAND_MS;
	l->is_stopped = how->is_stopped;
	l->stop_ctx = how->ctx;
	(void)snprintf(l->name, sizeof(l->name), "adb:%s", how->serial);
}

int
sst_adb_session_open(const struct sst_adb_transport *to,
    const struct sst_adb_usb *how, const char *marker,
    struct sst_shell_link *out, struct sst_err *err)
{
	struct sst_adb_session *s = calloc(1, sizeof(*s));

	*out = (struct sst_shell_link){ 0 };
	if (s == NULL) {
		to->close(to->ctx);
		return sst_fail(err, SST_E_FAILED, "no memory");
	}
	s->to = *to;
	session_begin(s, how, marker, out);
	if (sst_adb_greet(s, how, err) < 0) {
		sst_shell_link_close(out);
		return -1;
	}
	return 0;
}
