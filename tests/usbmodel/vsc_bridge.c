/* SPDX-License-Identifier: ISC */
/* vsc_bridge.c: usb_vsc_bridge SOCKET COMMAND...: a card program, which speaks
 * vpcd's protocol, in the reader of QEMU, which speaks VSC. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#define WAIT_MS 10000
#define NAP_MS 20
#define APDU_MAX 65535
#define NOBODY 0xFFFFFFFFU
#define GET_ATR 4
#define POWER_ON 1

/* libcacard's vscard_common.h. */
enum { INIT = 1, ERROR, READER_ADD, READER_REMOVE, ATR, CARD_REMOVE, APDU };

static struct {
	int qemu;
	int listener;
	int card; /* -1: none */
	uint32_t reader;
	bool is_atr_due; /* the card's next reply is its ATR */
	pid_t child;
} b = { -1, -1, -1, 0, false, 0 };

static void __attribute__((format(printf, 1, 2), noreturn))
stop(const char *fmt, ...)
{
	va_list ap;

	fputs("usb_vsc_bridge: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	if (b.child > 0)
		kill(b.child, SIGTERM);
	exit(1);
}

static void
put32(uint8_t *p, uint32_t v)
{
	v = htonl(v);
	memcpy(p, &v, sizeof(v));
}

static uint32_t
get32(const uint8_t *p)
{
	uint32_t v;

	memcpy(&v, p, sizeof(v));
	return ntohl(v);
}

/* false: the other end has gone. */
static bool
receive(int fd, uint8_t *p, size_t n)
{
	ssize_t got;

	for (; n > 0; p += got, n -= (size_t)got) {
		got = recv(fd, p, n, 0);
		if (got < 0 && errno == EINTR)
			got = 0;
		else if (got <= 0)
			return false;
	}
	return true;
}

static void
tell_qemu(uint32_t type, uint32_t reader, const uint8_t *p, size_t n)
{
	static uint8_t buf[12 + APDU_MAX];

	put32(buf, type);
	put32(buf + 4, reader);
	put32(buf + 8, (uint32_t)n);
	memcpy(buf + 12, p, n);
	if (send(b.qemu, buf, 12 + n, MSG_NOSIGNAL) != (ssize_t)(12 + n))
		stop("QEMU takes no message");
}

static void
lose_card(void)
{
	close(b.card);
	b.card = -1;
	tell_qemu(CARD_REMOVE, b.reader, (const uint8_t *)"", 0);
}

static void
tell_card(const uint8_t *p, size_t n)
{
	static uint8_t buf[2 + APDU_MAX];

	if (b.card < 0 || n > APDU_MAX)
		return;
	buf[0] = (uint8_t)(n >> 8);
	buf[1] = (uint8_t)(n & 0xFF);
	memcpy(buf + 2, p, n);
	if (send(b.card, buf, 2 + n, MSG_NOSIGNAL) != (ssize_t)(2 + n))
		lose_card();
}

static void
insert_card(void)
{
	static const uint8_t on = POWER_ON;
	static const uint8_t get_atr = GET_ATR;
	int fd = accept(b.listener, NULL, NULL);
	int one = 1;

	if (fd < 0 || b.card >= 0) {
		close(fd);
		return;
	}
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	b.card = fd;
	tell_card(&on, 1);
	tell_card(&get_atr, 1);
	b.is_atr_due = true;
}

static void
card_says(void)
{
	static uint8_t buf[2 + APDU_MAX];
	size_t n;

	if (!receive(b.card, buf, 2)) {
		lose_card();
		return;
	}
	n = (size_t)buf[0] << 8 | buf[1];
	if (!receive(b.card, buf + 2, n)) {
		lose_card();
		return;
	}
	tell_qemu(b.is_atr_due ? ATR : APDU, b.reader, buf + 2, n);
	b.is_atr_due = false;
}

/* false: QEMU has ended. Errors with code 0 are its way to say yes. */
static bool
qemu_says(void)
{
	uint8_t head[12];
	static uint8_t data[APDU_MAX];
	uint32_t n;

	if (!receive(b.qemu, head, sizeof(head)))
		return false;
	n = get32(head + 8);
	if (n > sizeof(data))
		stop("QEMU sends %u bytes", n);
	if (!receive(b.qemu, data, n))
		return false;
	if (get32(head) == APDU)
		tell_card(data, n);
	if (get32(head) == ERROR && n >= 4 && get32(data) != 0)
		stop("QEMU says error %u", get32(data));
	return true;
}

static void
open_qemu(const char *path)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	int tries = WAIT_MS / NAP_MS;

	if (strlen(path) >= sizeof(a.sun_path))
		stop("%s is too long", path);
	strncpy(a.sun_path, path, sizeof(a.sun_path) - 1);
	b.qemu = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	while (connect(b.qemu, (struct sockaddr *)&a, sizeof(a)) < 0) {
		if (tries-- == 0)
			stop("%s: %s", path, strerror(errno));
		usleep(NAP_MS * 1000);
	}
}

/* The first messages: version 2, no capabilities; then a reader. */
static void
greet(void)
{
	uint8_t init[12] = { 'V', 'S', 'C', 'D', 0, 0, 0, 2 };
	static const uint8_t name[] = "vcard";

	tell_qemu(INIT, NOBODY, init, sizeof(init));
	if (!qemu_says())
		stop("QEMU does not answer");
	tell_qemu(READER_ADD, NOBODY, name, sizeof(name));
	if (!qemu_says())
		stop("QEMU adds no reader");
}

static unsigned
open_listener(void)
{
	struct sockaddr_in a = { .sin_family = AF_INET };
	socklen_t n = sizeof(a);

	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	b.listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (bind(b.listener, (struct sockaddr *)&a, n) < 0 ||
	    listen(b.listener, 1) < 0 ||
	    getsockname(b.listener, (struct sockaddr *)&a, &n) < 0)
		stop("socket: %s", strerror(errno));
	return ntohs(a.sin_port);
}

/* The card program finds the port in its last two arguments. */
static void
start_card(char **command, int n, unsigned port)
{
	char number[8];
	char **words = calloc((size_t)n + 3, sizeof(*words));
	char option[] = "--port";
	int i;

	if (words == NULL)
		stop("no memory");
	for (i = 0; i < n; i++)
		words[i] = command[i];
	snprintf(number, sizeof(number), "%u", port);
	words[n] = option;
	words[n + 1] = number;
	b.child = fork();
	if (b.child == 0) {
		execvp(words[0], words);
		stop("%s: %s", words[0], strerror(errno));
	}
	free(words);
	if (b.child < 0)
		stop("fork: %s", strerror(errno));
}

static bool
turn(void)
{
	struct pollfd fds[3] = { { b.qemu, POLLIN, 0 },
		{ b.listener, POLLIN, 0 }, { b.card, POLLIN, 0 } };

	if (poll(fds, 3, 1000) < 0 && errno != EINTR)
		stop("poll: %s", strerror(errno));
	if (fds[2].revents != 0)
		card_says();
	if (fds[1].revents != 0)
		insert_card();
	if (fds[0].revents != 0 && !qemu_says())
		return false;
	return waitpid(b.child, NULL, WNOHANG) == 0;
}

int
main(int argc, char **argv)
{
	unsigned port;

	if (argc < 3) {
		fputs("usage: usb_vsc_bridge SOCKET COMMAND...\n", stderr);
		return 2;
	}
	open_qemu(argv[1]);
	greet();
	port = open_listener();
	start_card(argv + 2, argc - 2, port);
	while (turn())
		continue;
	kill(b.child, SIGTERM);
	return 0;
}
