/* SPDX-License-Identifier: ISC */
/* socket.c: the reader's end of the card: vpcd's protocol over TCP. */
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <string.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "fs.h"

#define GIVE_UP_MS 10000
#define RETRY_MS 5

static volatile sig_atomic_t is_ended, is_pulled, is_put, is_hup;

/* How a connection stands. */
struct wire {
	int fd;       /* -1: the card is out */
	bool is_away; /* until due_ms, or for good */
	long due_ms;
	long since_ms; /* of the first attempt to connect */
	struct vc_buf in, out;
};

static void
on_signal(int number)
{
	if (number == SIGUSR1)
		is_pulled = 1;
	else if (number == SIGUSR2)
		is_put = 1;
	else if (number == SIGHUP)
		is_hup = 1;
	else
		is_ended = 1;
}

/* Signals come only inside pselect, so that none is lost between. */
static void
catch_signals(sigset_t *open)
{
	static const int numbers[] = { SIGTERM, SIGINT, SIGHUP, SIGUSR1,
		SIGUSR2 };
	struct sigaction act = { .sa_handler = on_signal };
	sigset_t block;
	size_t i;

	sigemptyset(&block);
	for (i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		sigaction(numbers[i], &act, NULL);
		sigaddset(&block, numbers[i]);
	}
	sigprocmask(SIG_BLOCK, &block, open);
	signal(SIGPIPE, SIG_IGN);
}

static long
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Until fd can be read, or for ms; true when it can be read. */
static bool
wait_for(int fd, long ms, const sigset_t *open)
{
	struct timespec t = { ms / 1000, ms % 1000 * 1000000 };
	fd_set set;

	FD_ZERO(&set);
	if (fd >= 0)
		FD_SET(fd, &set);
	return pselect(fd + 1, fd < 0 ? NULL : &set, NULL, NULL,
	           ms < 0 ? NULL : &t, open) > 0;
}

static int
connect_once(const struct vc_place *place)
{
	struct addrinfo hints = { .ai_family = AF_INET,
		.ai_socktype = SOCK_STREAM };
	struct addrinfo *list = NULL;
	char port[8];
	int fd, one = 1;

	snprintf(port, sizeof(port), "%u", place->port);
	if (getaddrinfo(place->host, port, &hints, &list) != 0)
		vc_die("%s: no such host", place->host);
	fd = socket(list->ai_family, list->ai_socktype, 0);
	if (fd >= 0 && connect(fd, list->ai_addr, list->ai_addrlen) < 0) {
		close(fd);
		fd = -1;
	}
	freeaddrinfo(list);
	if (fd >= 0)
		setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	return fd;
}

/* vpcd sends length and bytes apart: with a delayed acknowledgement every
 * APDU takes 44 ms, and the option does not stick. */
static int
receive(int fd, uint8_t *p, size_t n)
{
	ssize_t got;
	int one = 1;

	for (; n > 0; p += got, n -= (size_t)got) {
		setsockopt(fd, IPPROTO_TCP, TCP_QUICKACK, &one, sizeof(one));
		got = recv(fd, p, n, 0);
		if (got < 0 && errno == EINTR)
			got = 0;
		else if (got <= 0)
			return -1;
	}
	return 0;
}

static int
send_message(int fd, const uint8_t *p, size_t n)
{
	struct vc_buf b = { 0 };
	ssize_t sent;

	if (n > VC_APDU)
		vc_die("a reply of %zu bytes", n);
	vc_put_byte(&b, n >> 8 & 0xFF);
	vc_put_byte(&b, n & 0xFF);
	vc_put(&b, p, n);
	sent = send(fd, b.p, b.n, 0);
	n = b.n;
	vc_free(&b);
	return sent == (ssize_t)n ? 0 : -1;
}

static int
control(struct vc_run *r, int fd, unsigned what)
{
	enum { OFF, ON, RESET, ATR = 4 };

	if (what == ATR)
		return send_message(fd, r->card->atr.p, r->card->atr.n);
	if (what == ON || what == RESET)
		vc_card_reset(r, what == ON);
	vc_log(r, what == ON ? "POWER" : what == RESET ? "RESET" : "OFF");
	return 0;
}

/* One message; -1 when the connection is over. */
static int
one_message(struct vc_run *r, struct wire *w)
{
	struct vc_bytes cmd;
	uint8_t head[2];
	size_t n;

	if (receive(w->fd, head, 2) < 0)
		return -1;
	n = (size_t)head[0] << 8 | head[1];
	vc_clear(&w->in);
	vc_put_noise(&w->in, n + 1, 0);
	if (receive(w->fd, w->in.p, n) < 0)
		return -1;
	if (n == 0)
		return 0;
	if (n == 1)
		return control(r, w->fd, w->in.p[0]);
	cmd = (struct vc_bytes){ w->in.p, n };
	if (vc_card_apdu(r, cmd, &w->out) < 0)
		return -1;
	return send_message(w->fd, w->out.p, w->out.n);
}

static void
pull(struct vc_run *r, struct wire *w, long return_ms)
{
	if (w->fd >= 0) {
		close(w->fd);
		vc_log(r, "PULLED");
	}
	w->fd = -1;
	w->is_away = true;
	w->due_ms = return_ms == VC_NEVER ? VC_NEVER : now_ms() + return_ms;
}

static int
try_insert(struct vc_run *r, struct wire *w, const struct vc_place *place)
{
	w->fd = connect_once(place);
	if (w->fd >= 0) {
		vc_log(r, "INSERTED");
		vc_card_reset(r, true);
		w->since_ms = 0;
		return 0;
	}
	if (w->since_ms == 0)
		w->since_ms = now_ms();
	return now_ms() - w->since_ms > GIVE_UP_MS ? -1 : 0;
}

static void
obey_signals(struct vc_run *r, struct wire *w)
{
	if (is_pulled)
		pull(r, w, VC_NEVER);
	if (is_put)
		w->is_away = false;
	if (is_hup && !vc_fs_save(r))
		is_ended = 1;
	is_pulled = 0;
	is_put = 0;
	is_hup = 0;
}

static void
wait_outside(struct wire *w, const sigset_t *open)
{
	long ms = RETRY_MS;

	if (w->is_away && w->due_ms == VC_NEVER)
		ms = -1;
	else if (w->is_away)
		ms = w->due_ms > now_ms() ? w->due_ms - now_ms() : 0;
	wait_for(-1, ms, open);
	if (w->is_away && w->due_ms != VC_NEVER && now_ms() >= w->due_ms)
		w->is_away = false;
}

int
vc_socket_serve(struct vc_run *r, const struct vc_place *place)
{
	struct wire w = { .fd = -1,
		.is_away = place->is_out,
		.due_ms = VC_NEVER };
	sigset_t open;
	int rc = 0;

	catch_signals(&open);
	while (!is_ended && rc == 0) {
		if (w.fd >= 0) {
			if (wait_for(w.fd, -1, &open) && one_message(r, &w) < 0)
				pull(r, &w, place->return_ms);
		} else {
			if (!w.is_away)
				rc = try_insert(r, &w, place);
			if (w.fd < 0)
				wait_outside(&w, &open);
		}
		obey_signals(r, &w);
	}
	if (w.fd >= 0)
		close(w.fd);
	vc_free(&w.in);
	vc_free(&w.out);
	return rc;
}
