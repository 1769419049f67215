/* SPDX-License-Identifier: ISC */
/* adb_smart.c: the adb server's smart sockets: one request, OKAY or FAIL. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "adb_server_priv.h"

#define WORD 4         /* OKAY, FAIL, and a length in digits */
#define CHUNK 65536    /* bytes of one recv */
#define FAIL_SHOWN 160 /* bytes of the server's words */

union place {
	struct sockaddr any;
	struct sockaddr_in in;
	struct sockaddr_in6 in6;
	struct sockaddr_un un;
};

static socklen_t
place_of(const struct sst_adb_address *at, union place *p)
{
	memset(p, 0, sizeof(*p));
	if (at->is_path) {
		p->un.sun_family = AF_UNIX;
		(void)snprintf(p->un.sun_path, sizeof(p->un.sun_path), "%s",
		    at->text);
		return sizeof(p->un);
	}
	if (inet_pton(AF_INET6, at->text, &p->in6.sin6_addr) == 1) {
		p->in6.sin6_family = AF_INET6;
		p->in6.sin6_port = htons((uint16_t)at->port);
		return sizeof(p->in6);
	}
	(void)inet_pton(AF_INET, at->text, &p->in.sin_addr);
	p->in.sin_family = AF_INET;
	p->in.sin_port = htons((uint16_t)at->port);
	return sizeof(p->in);
}

/* poll in slices: 1 something, 0 the time is up, -1 stopped. */
static int
wait_for(int fd, short events, const struct sst_adb_wait *w, uint64_t until,
    struct sst_err *err)
{
	for (;;) {
		struct pollfd p = { fd, events, 0 };
		uint64_t now = sst_adb_now();
		int ms = SST_ADB_SLICE_MS;

		if (sst_adb_check_stop(w, err) < 0)
			return -1;
		if (now >= until)
			return 0;
		if (until - now < (uint64_t)ms)
			ms = (int)(until - now);
		if (poll(&p, 1, ms) > 0)
			return 1;
	}
}

static int
fail_late(const struct sst_adb_wait *w, struct sst_err *err)
{
	sst_err_set(err, SST_E_DEVICE,
	    "no answer of the adb server within %u ms", w->ms);
	sst_err_hint(err, "look whether 'adb devices' answers");
	return -1;
}

/* errno's value of a connection, 0 when it stands, or -1 a fault. */
static int
settle(int fd, const struct sst_adb_wait *w, struct sst_err *err)
{
	socklen_t n = sizeof(int);
	int why = 0;
	int rc = wait_for(fd, POLLOUT, w, sst_adb_now() + w->ms, err);

	if (rc <= 0)
		return rc < 0 ? -1 : fail_late(w, err);
	if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &why, &n) < 0)
		return errno;
	return why;
}

int
sst_adb_smart_open(const struct sst_adb_address *at,
    const struct sst_adb_wait *w, struct sst_adb_smart *c, struct sst_err *err)
{
	union place p;
	socklen_t n = place_of(at, &p);
	int why = 0;

	*c = (struct sst_adb_smart){ .fd = -1 };
	c->out.max = WORD + SST_ADB_SMART_ASK;
	c->in.max = CHUNK + 2 * WORD;
	c->fd = socket(p.any.sa_family,
	    SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (c->fd < 0)
		return sst_fail_sys(err, SST_E_FAILED, errno, "socket");
	if (connect(c->fd, &p.any, n) < 0)
		why = errno == EINPROGRESS || errno == EINTR
		          ? settle(c->fd, w, err)
		          : errno;
	if (why == 0)
		return 1;
	sst_adb_smart_close(c);
	if (why < 0)
		return -1;
	if (why == ECONNREFUSED || why == ENOENT)
		return 0;
	return sst_fail_sys(err, SST_E_DEVICE, why, "adb server at %s",
	    at->text);
}

void
sst_adb_smart_close(struct sst_adb_smart *c)
{
	if (c->fd >= 0)
		(void)close(c->fd);
	sst_buf_fini(&c->out);
	sst_buf_fini(&c->in);
	*c = (struct sst_adb_smart){ .fd = -1 };
}

int
sst_adb_smart_ask(struct sst_adb_smart *c, struct sst_span service,
    struct sst_err *err)
{
	sst_buf_clear(&c->out);
	c->sent = 0;
	if (service.n > SST_ADB_SMART_ASK)
		return sst_fail(err, SST_E_FORMAT,
		    "%zu bytes, the adb server takes %d", service.n,
		    SST_ADB_SMART_ASK);
	if (sst_buf_printf(&c->out, err, "%04zx", service.n) < 0)
		return -1;
	return sst_buf_put(&c->out, service, err);
}

short
sst_adb_smart_events(const struct sst_adb_smart *c)
{
	return c->sent < c->out.n ? POLLIN | POLLOUT : POLLIN;
}

static bool
is_end(ssize_t n)
{
	return n == 0 || (errno != EAGAIN && errno != EINTR);
}

/* What cannot be sent is let go: recv sees the end, and words before it. */
static void
push(struct sst_adb_smart *c, struct sst_shell_link_count *count)
{
	ssize_t n;

	if (c->sent == c->out.n)
		return;
	n = send(c->fd, c->out.p + c->sent, c->out.n - c->sent, MSG_NOSIGNAL);
	if (n > 0) {
		c->sent += (size_t)n;
		count->bytes_out += (uint64_t)n;
	} else if (is_end(n)) {
		c->sent = c->out.n;
	}
}

int
sst_adb_smart_step(struct sst_adb_smart *c, struct sst_shell_link_count *count,
    struct sst_err *err)
{
	size_t room = c->in.max - c->in.n;
	uint8_t *p;
	ssize_t n;

	push(c, count);
	if (room > CHUNK)
		room = CHUNK;
	if (room == 0)
		return 0;
	if (sst_buf_reserve(&c->in, room, &p, err) < 0)
		return -1;
	n = recv(c->fd, p, room, 0);
	if (n > 0) {
		sst_buf_commit(&c->in, (size_t)n);
		count->bytes_in += (uint64_t)n;
	} else if (is_end(n)) {
		c->is_ended = true;
	}
	return 0;
}

/* Forget the first n bytes. */
static void
take(struct sst_buf *b, size_t n)
{
	if (n > 0 && n < b->n)
		memmove(b->p, b->p + n, b->n - n);
	b->n -= n;
}

static int
fail_foreign(const struct sst_adb_smart *c, struct sst_err *err)
{
	if (c->in.n == 0)
		return sst_fail(err, SST_E_FORMAT,
		    "the adb server hung up instead of an answer");
	return sst_fail(err, SST_E_FORMAT,
	    "no adb server: '%.*s' found, OKAY or FAIL wanted",
	    (int)(c->in.n < WORD ? c->in.n : WORD), (const char *)c->in.p);
}

static int
digit(uint8_t c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = c != 0 ? strchr(digits, c | 0x20) : NULL;

	return at != NULL ? (int)(at - digits) : -1;
}

/*
 * A length of 4 digits at byte at, and so many bytes after it: 1 all there,
 * 0 not yet, -1 SST_E_FORMAT.
 */
static int
text_at(const struct sst_adb_smart *c, size_t at, struct sst_span *out,
    struct sst_err *err)
{
	size_t n = 0;

	*out = (struct sst_span){ 0 };
	if (c->in.n < at + WORD)
		return c->is_ended ? fail_foreign(c, err) : 0;
	for (size_t i = at; i < at + WORD; i++) {
		int d = digit(c->in.p[i]);

		if (d < 0)
			return sst_fail(err, SST_E_FORMAT,
			    "no adb server: a length of 4 digits wanted");
		n = 16 * n + (size_t)d;
	}
	if (c->in.n - at - WORD < n)
		return c->is_ended ? fail_foreign(c, err) : 0;
	*out = (struct sst_span){ c->in.p + at + WORD, n };
	return 1;
}

/* The first line of the server's words. */
static int
take_fail(const struct sst_adb_smart *c, struct sst_err *err)
{
	struct sst_span words;
	size_t n = 0;
	int rc = text_at(c, WORD, &words, err);

	if (rc <= 0)
		return rc;
	while (n < words.n && n < FAIL_SHOWN && words.p[n] != '\n')
		n++;
	return sst_fail(err, SST_E_REFUSED, "%.*s", (int)n,
	    (const char *)words.p);
}

int
sst_adb_smart_reply(struct sst_adb_smart *c, struct sst_err *err)
{
	if (c->in.n < WORD)
		return c->is_ended ? fail_foreign(c, err) : 0;
	if (memcmp(c->in.p, "FAIL", WORD) == 0)
		return take_fail(c, err);
	if (memcmp(c->in.p, "OKAY", WORD) != 0)
		return fail_foreign(c, err);
	take(&c->in, WORD);
	return 1;
}

/* 1 all of it is in out, 0 more must come. */
static int
take_answer(struct sst_adb_smart *c, bool *has_okay, struct sst_buf *out,
    struct sst_err *err)
{
	struct sst_span text;
	int rc;

	if (!*has_okay) {
		rc = sst_adb_smart_reply(c, err);
		if (rc <= 0)
			return rc;
		*has_okay = true;
	}
	rc = text_at(c, 0, &text, err);
	if (rc <= 0)
		return rc;
	return sst_buf_put(out, text, err) < 0 ? -1 : 1;
}

static int
converse(struct sst_adb_smart *c, const struct sst_adb_wait *w,
    struct sst_shell_link_count *count, struct sst_buf *out,
    struct sst_err *err)
{
	uint64_t until = sst_adb_now() + w->ms;
	bool has_okay = false;
	int rc;

	count->roundtrips++;
	for (;;) {
		rc = wait_for(c->fd, sst_adb_smart_events(c), w, until, err);
		if (rc < 0)
			return -1;
		if (rc == 0)
			return fail_late(w, err);
		if (sst_adb_smart_step(c, count, err) < 0)
			return -1;
		rc = take_answer(c, &has_okay, out, err);
		if (rc != 0)
			return rc;
	}
}

int
sst_adb_smart_query(const struct sst_adb_address *at, const char *service,
    const struct sst_adb_wait *w, struct sst_shell_link_count *count,
    struct sst_buf *out, struct sst_err *err)
{
	struct sst_adb_smart c;
	int rc = sst_adb_smart_open(at, w, &c, err);

	if (rc <= 0)
		return rc;
	if (sst_adb_smart_ask(&c, sst_span_of_text(service), err) < 0 ||
	    converse(&c, w, count, out, err) < 0)
		rc = -1;
	sst_adb_smart_close(&c);
	return rc;
}
