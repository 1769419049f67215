/* SPDX-License-Identifier: ISC */
/* adb_shell.c: shell:, shell,v2: and exec: as a child's input and output. */
#include <string.h>
#include <unistd.h>

#include "adb.h"

/* Shell protocol version 2: what a packet is. */
enum { SHELL_STDIN = 0, SHELL_STDOUT = 1, SHELL_STDERR = 2 };
enum { SHELL_EXIT = 3, SHELL_CLOSE_STDIN = 4, SHELL_WINDOW = 5 };

#define SHELL_HEADER 5
/* No more is read from a child while this much waits for the host. */
#define QUEUE_MAX (128U << 10)

/* One of the words between "shell" and the colon. */
static bool
has_word(const char *list, size_t n, const char *word)
{
	size_t at = 0;
	size_t len;

	while (at < n) {
		len = strcspn(list + at, ",:");
		if (len == strlen(word) && memcmp(list + at, word, len) == 0)
			return true;
		at += len + 1;
	}
	return false;
}

static void
put_packet(struct adb_stream *s, uint8_t id, const uint8_t *data, size_t n)
{
	uint8_t h[SHELL_HEADER] = { id };

	adb_put_le32(h + 1, (uint32_t)n);
	usb_bytes_add(&s->queue, h, sizeof(h));
	usb_bytes_add(&s->queue, data, n);
}

static void
put_lines(struct adb_stream *s, const uint8_t *data, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (s->is_crlf && data[i] == '\n')
			usb_bytes_add(&s->queue, "\r", 1);
		usb_bytes_add(&s->queue, data + i, 1);
	}
}

/* 0: the service is one of ours and runs. */
int
adb_shell_start(struct adb_phone *p, struct adb_stream *s, const char *service)
{
	const char *command = strchr(service, ':');
	bool is_exec = strncmp(service, "exec:", 5) == 0;
	size_t n;

	if (command == NULL || (strncmp(service, "shell", 5) != 0 && !is_exec))
		return -1;
	n = (size_t)(command - service);
	if (!is_exec && n > 5 && service[5] != ',')
		return -1;
	s->is_v2 = has_word(service, n, "v2");
	if (s->is_v2 && p->is_old)
		return -1;
	s->is_crlf = p->is_old && !is_exec;
	usb_log(&p->base, "RUN %s", service);
	if (adb_fault_is(p, FAULT_HUGE, s->number)) {
		put_packet(s, SHELL_STDOUT, (const uint8_t *)"", 0);
		memset(s->queue.p + 1, 0xFF, 4);
		s->is_ended = true;
		return 0;
	}
	return adb_child_start(&s->child, p->path, command + 1, s->is_v2);
}

static void
take_packet(struct adb_stream *s, uint8_t id, const uint8_t *data, size_t n)
{
	if (id == SHELL_STDIN)
		usb_bytes_add(&s->to_child, data, n);
	else if (id == SHELL_CLOSE_STDIN)
		s->is_input_over = true;
}

/* Host packets come cut and joined as well. */
static void
take_packets(struct adb_phone *p, struct adb_stream *s)
{
	struct usb_bytes *b = &s->from_host;
	uint32_t n;

	while (b->n >= SHELL_HEADER) {
		n = adb_le32(b->p + 1);
		if (n > p->use_max) {
			adb_wire_bad(p, "a shell packet of %u bytes", n);
			return;
		}
		if (b->n - SHELL_HEADER < n)
			return;
		if (b->p[0] > SHELL_WINDOW)
			usb_log(&p->base, "ODD shell packet %u", b->p[0]);
		take_packet(s, b->p[0], b->p + SHELL_HEADER, n);
		usb_bytes_drop(b, SHELL_HEADER + n);
	}
}

void
adb_shell_input(struct adb_phone *p, struct adb_stream *s, const uint8_t *data,
    size_t n)
{
	if (!s->is_v2) {
		usb_bytes_add(&s->to_child, data, n);
		return;
	}
	usb_bytes_add(&s->from_host, data, n);
	take_packets(p, s);
}

bool
adb_shell_wants_input(const struct adb_stream *s)
{
	return s->to_child.n < QUEUE_MAX;
}

/* What the child wrote, in packets of any size. */
static void
read_child(struct adb_phone *p, struct adb_stream *s, int *fd, uint8_t id)
{
	uint8_t buf[8192];
	size_t at;
	size_t part;
	ssize_t n;

	while (*fd >= 0 && s->queue.n < QUEUE_MAX) {
		n = adb_child_read(fd, buf, sizeof(buf));
		if (n <= 0)
			return;
		if (!s->is_v2)
			put_lines(s, buf, (size_t)n);
		for (at = 0; s->is_v2 && at < (size_t)n; at += part) {
			part = adb_pick(p, (size_t)n - at);
			put_packet(s, id, buf + at, part);
		}
	}
}

static void
end(struct adb_phone *p, struct adb_stream *s)
{
	uint8_t status = (uint8_t)s->child.status;

	s->is_ended = true;
	usb_log(&p->base, "EXIT %u", status);
	if (!s->is_v2)
		return;
	if (adb_fault_is(p, FAULT_CUT, s->number)) {
		put_packet(s, SHELL_STDOUT, (const uint8_t *)"cut off here",
		    12);
		s->queue.n -= 9;
	} else if (!adb_fault_is(p, FAULT_NO_EXIT, s->number)) {
		put_packet(s, SHELL_EXIT, &status, 1);
	}
}

void
adb_shell_run(struct adb_phone *p, struct adb_stream *s)
{
	struct adb_child *c = &s->child;

	if (s->to_child.n > 0)
		adb_child_write(c, &s->to_child);
	if (s->is_input_over && s->to_child.n == 0 && c->in >= 0) {
		close(c->in);
		c->in = -1;
	}
	if (s->is_ended)
		return;
	read_child(p, s, &c->out, SHELL_STDOUT);
	read_child(p, s, &c->err, SHELL_STDERR);
	if (c->out < 0 && c->err < 0 && adb_child_reap(c) == 1)
		end(p, s);
}

size_t
adb_shell_wait(const struct adb_stream *s, struct pollfd *fds)
{
	const struct adb_child *c = &s->child;
	bool has_room = s->queue.n < QUEUE_MAX;
	size_t n = 0;

	if (s->is_ended)
		return 0;
	if (c->in >= 0 && s->to_child.n > 0)
		fds[n++] = (struct pollfd){ c->in, POLLOUT, 0 };
	if (c->out >= 0 && has_room)
		fds[n++] = (struct pollfd){ c->out, POLLIN, 0 };
	if (c->err >= 0 && has_room)
		fds[n++] = (struct pollfd){ c->err, POLLIN, 0 };
	if (c->out < 0 && c->err < 0 && c->pid > 0)
		fds[n++] = (struct pollfd){ c->pid_fd, POLLIN, 0 };
	return n;
}
