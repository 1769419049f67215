/* SPDX-License-Identifier: ISC */
/* ccid_card.c: the card: a program that connects, as to vpcd. */
#define _GNU_SOURCE /* accept4 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "ccid.h"

void
ccid_card_listen(struct ccid *c, struct ccid_slot *s)
{
	struct sockaddr_in a = { .sin_family = AF_INET };
	unsigned port = (unsigned)c->port + s->number;
	int one = 1;

	s->fd = -1;
	s->listener =
	    socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	a.sin_port = htons((uint16_t)port);
	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (s->listener < 0 ||
	    setsockopt(s->listener, SOL_SOCKET, SO_REUSEADDR, &one,
	        sizeof(one)) < 0 ||
	    bind(s->listener, (struct sockaddr *)&a, sizeof(a)) < 0 ||
	    listen(s->listener, 1) < 0)
		usb_die("port %u: %s", port, strerror(errno));
}

static void
let_go(struct ccid_slot *s)
{
	if (s->fd >= 0)
		close(s->fd);
	s->fd = -1;
	usb_bytes_drop(&s->from_card, s->from_card.n);
	usb_bytes_drop(&s->to_card, s->to_card.n);
	s->skip = 0;
}

void
ccid_card_close(struct ccid_slot *s)
{
	let_go(s);
	if (s->listener >= 0)
		close(s->listener);
	s->listener = -1;
	usb_bytes_free(&s->from_card);
	usb_bytes_free(&s->to_card);
}

static void
insert(struct ccid *c, struct ccid_slot *s)
{
	int one = 1;
	int fd = accept4(s->listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);

	if (fd < 0)
		return;
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	s->fd = fd;
	s->is_changed = true;
	usb_log(&c->base, "CARD %u in", s->number);
}

/* Who waits for a reply hears that there will be none. */
void
ccid_card_remove(struct ccid *c, struct ccid_slot *s)
{
	ccid_then *then = s->then;

	if (s->fd < 0)
		return;
	let_go(s);
	s->then = NULL;
	s->is_changed = true;
	ccid_slot_forget(s);
	usb_log(&c->base, "CARD %u out", s->number);
	if (then != NULL)
		then(c, s, NULL, 0);
}

static void
flush(struct ccid *c, struct ccid_slot *s)
{
	ssize_t n;

	if (s->fd < 0 || s->to_card.n == 0)
		return;
	n = send(s->fd, s->to_card.p, s->to_card.n, MSG_NOSIGNAL);
	if (n > 0)
		usb_bytes_drop(&s->to_card, (size_t)n);
	else if (n < 0 && errno != EAGAIN && errno != EINTR)
		ccid_card_remove(c, s);
}

static void
put(struct ccid_slot *s, const uint8_t *p, size_t n)
{
	uint8_t head[2] = { (uint8_t)(n >> 8), (uint8_t)(n & 0xFF) };

	usb_bytes_add(&s->to_card, head, sizeof(head));
	usb_bytes_add(&s->to_card, p, n);
}

/* then is NULL for what has no reply. */
void
ccid_card_control(struct ccid *c, struct ccid_slot *s, uint8_t what,
    ccid_then *then)
{
	put(s, &what, 1);
	s->then = then;
	flush(c, s);
}

/* One byte would be a control message to the program: what is too short to
 * be a command never gets there, and has the answer that it would get. */
void
ccid_card_apdu(struct ccid *c, struct ccid_slot *s, const uint8_t *p, size_t n,
    ccid_then *then)
{
	static const uint8_t wrong_length[] = { 0x67, 0x00 };

	s->is_fresh = false;
	if (n < 4 || n > 0xFFFF) {
		then(c, s, wrong_length, sizeof(wrong_length));
		return;
	}
	put(s, p, n);
	s->then = then;
	flush(c, s);
}

static void
one_reply(struct ccid *c, struct ccid_slot *s, size_t n)
{
	struct usb_bytes reply = { 0 };
	ccid_then *then = s->then;

	usb_bytes_add(&reply, s->from_card.p + 2, n);
	usb_bytes_drop(&s->from_card, 2 + n);
	if (s->skip > 0) {
		s->skip--;
	} else if (then == NULL) {
		usb_log(&c->base, "ODD %zu bytes of the card %u", n, s->number);
	} else {
		s->then = NULL;
		then(c, s, n == 0 ? (const uint8_t *)"" : reply.p, n);
	}
	usb_bytes_free(&reply);
}

void
ccid_card_run(struct ccid *c, struct ccid_slot *s)
{
	uint8_t buf[4096];
	ssize_t n = 1;
	size_t want;

	if (s->fd < 0)
		insert(c, s);
	flush(c, s);
	while (s->fd >= 0 && (n = recv(s->fd, buf, sizeof(buf), 0)) > 0)
		usb_bytes_add(&s->from_card, buf, (size_t)n);
	while (s->fd >= 0 && s->from_card.n >= 2) {
		want = (size_t)s->from_card.p[0] << 8 | s->from_card.p[1];
		if (s->from_card.n - 2 < want)
			break;
		one_reply(c, s, want);
	}
	if (s->fd >= 0 && (n == 0 || (n < 0 && errno != EAGAIN)))
		ccid_card_remove(c, s);
}
