/* SPDX-License-Identifier: ISC */
/*
 * pcsc_connect.c: SCardConnect with an end to its waiting. The service blocks
 * the call for as long as another program has a transaction, and no call can
 * cut it short; so a thread of its own makes it, which is left behind when
 * the time is up and then clears up after itself.
 */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "pcsc_priv.h"

#define RETRY_MS 100

enum job_state {
	JOB_RUNS,
	JOB_DONE,
	JOB_LEFT /* nobody waits: the thread frees the job */
};

/* Shared by the two threads; on the heap because either may outlive. */
struct job {
	pthread_mutex_t lock;
	pthread_cond_t done;
	enum job_state state; /* under lock, like all below it */
	LONG code;
	struct sst_pcsc_held held;
	unsigned wait_ms;
	char reader[MAX_READERNAME + 1];
};

static void
job_free(struct job *j)
{
	if (j->held.card != 0)
		(void)SCardDisconnect(j->held.card, SCARD_LEAVE_CARD);
	if (j->held.ctx != 0)
		(void)SCardReleaseContext(j->held.ctx);
	(void)pthread_cond_destroy(&j->done);
	(void)pthread_mutex_destroy(&j->lock);
	free(j);
}

/* The deadline is on the monotonic clock: nobody sets that one. */
static int
cond_init(pthread_cond_t *cond)
{
	pthread_condattr_t attr;
	int rc;

	if (pthread_condattr_init(&attr) != 0)
		return -1;
	rc = pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	if (rc == 0)
		rc = pthread_cond_init(cond, &attr);
	(void)pthread_condattr_destroy(&attr);
	return rc == 0 ? 0 : -1;
}

static struct job *
job_new(const char *reader, unsigned wait_ms)
{
	struct job *j = calloc(1, sizeof(*j));

	if (j == NULL)
		return NULL;
	(void)snprintf(j->reader, sizeof(j->reader), "%s", reader);
	j->wait_ms = wait_ms;
	if (pthread_mutex_init(&j->lock, NULL) != 0)
		goto no_lock;
	if (cond_init(&j->done) < 0)
		goto no_cond;
	return j;
no_cond:
	(void)pthread_mutex_destroy(&j->lock);
no_lock:
	free(j);
	return NULL;
}

/* Answers after which a narrower choice of protocols may still do. */
static bool
is_about_protocol(LONG code)
{
	return code == SCARD_E_PROTO_MISMATCH ||
	       code == SCARD_E_NOT_TRANSACTED || code == SCARD_W_UNPOWERED_CARD;
}

static LONG
connect_once(const char *reader, struct sst_pcsc_held *h)
{
	static const DWORD asks[] = { SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1,
		SCARD_PROTOCOL_T0, SCARD_PROTOCOL_T1 };
	LONG first = SCARD_S_SUCCESS;

	for (size_t i = 0; i < sizeof(asks) / sizeof(asks[0]); i++) {
		LONG rc = SCardConnect(h->ctx, reader, SCARD_SHARE_EXCLUSIVE,
		    asks[i], &h->card, &h->protocol);

		h->asked = asks[i];
		if (rc == SCARD_S_SUCCESS || !is_about_protocol(rc))
			return rc;
		h->card = 0;
		if (i == 0)
			first = rc;
	}
	return first;
}

static bool
is_left(struct job *j)
{
	bool left;

	(void)pthread_mutex_lock(&j->lock);
	left = j->state == JOB_LEFT;
	(void)pthread_mutex_unlock(&j->lock);
	return left;
}

static LONG
connect_patiently(struct job *j, struct sst_pcsc_held *h)
{
	static const struct timespec pause = { 0, RETRY_MS * 1000000L };
	unsigned waited = 0;
	LONG rc;

	rc = SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &h->ctx);
	if (rc != SCARD_S_SUCCESS)
		return rc;
	for (;;) {
		rc = connect_once(j->reader, h);
		if (rc != SCARD_E_SHARING_VIOLATION)
			return rc;
		h->card = 0;
		if (waited >= j->wait_ms || is_left(j))
			return rc;
		(void)nanosleep(&pause, NULL);
		waited += RETRY_MS;
	}
}

static void *
work(void *arg)
{
	struct job *j = arg;
	struct sst_pcsc_held h = { 0 };
	LONG rc = connect_patiently(j, &h);
	bool left;

	if (rc != SCARD_S_SUCCESS)
		h.card = 0;
	(void)pthread_mutex_lock(&j->lock);
	j->code = rc;
	j->held = h;
	left = j->state == JOB_LEFT;
	j->state = left ? JOB_LEFT : JOB_DONE;
	(void)pthread_cond_signal(&j->done);
	(void)pthread_mutex_unlock(&j->lock);
	if (left)
		job_free(j);
	return NULL;
}

/* Signals are the main thread's: it restores the terminal, if need be. */
static int
start(struct job *j)
{
	sigset_t all, old;
	pthread_t id;
	int rc;

	(void)sigfillset(&all);
	if (pthread_sigmask(SIG_SETMASK, &all, &old) != 0)
		return -1;
	rc = pthread_create(&id, NULL, work, j);
	(void)pthread_sigmask(SIG_SETMASK, &old, NULL);
	if (rc != 0)
		return -1;
	(void)pthread_detach(id);
	return 0;
}

static struct timespec
deadline(unsigned ms)
{
	struct timespec t = { 0 };

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	t.tv_sec += (time_t)(ms / 1000);
	t.tv_nsec += (long)(ms % 1000) * 1000000L;
	if (t.tv_nsec >= 1000000000L) {
		t.tv_sec++;
		t.tv_nsec -= 1000000000L;
	}
	return t;
}

/* true: the job is ours again; false: the thread has it for good. */
static bool
wait_for(struct job *j, unsigned ms)
{
	struct timespec until = deadline(ms);
	bool is_done;

	(void)pthread_mutex_lock(&j->lock);
	while (j->state == JOB_RUNS &&
	       pthread_cond_timedwait(&j->done, &j->lock, &until) == 0)
		;
	is_done = j->state == JOB_DONE;
	if (!is_done)
		j->state = JOB_LEFT;
	(void)pthread_mutex_unlock(&j->lock);
	return is_done;
}

LONG
sst_pcsc_connect_card(const char *reader, unsigned wait_ms, unsigned grace_ms,
    struct sst_pcsc_held *out)
{
	struct job *j;
	LONG code;

	*out = (struct sst_pcsc_held){ 0 };
	if (strlen(reader) > MAX_READERNAME)
		return SCARD_E_UNKNOWN_READER;
	j = job_new(reader, wait_ms);
	if (j == NULL)
		return SCARD_E_NO_MEMORY;
	if (start(j) < 0) {
		job_free(j);
		return SCARD_E_NO_MEMORY;
	}
	if (!wait_for(j, wait_ms + grace_ms))
		return SCARD_E_SHARING_VIOLATION;
	code = j->code;
	if (code == SCARD_S_SUCCESS) {
		*out = j->held;
		j->held = (struct sst_pcsc_held){ 0 };
	}
	job_free(j);
	return code;
}
