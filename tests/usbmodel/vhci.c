/* SPDX-License-Identifier: ISC */
/* vhci.c: usb_vhci: the device behind the kernel's own USB stack (USB/IP). */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "model.h"

#define HOST "/sys/devices/platform/vhci_hcd.0"
#define PORT 0
#define DEVICE_ID (1 << 16 | 2)
#define HEADER 48
#define URBS 256
#define ZERO_PACKET 0x40
#define ENUMERATION_MS 10000

/* The protocol's words: all fields are 32 bits, big-endian. */
enum { CMD_SUBMIT = 1, CMD_UNLINK = 2, RET_SUBMIT = 3, RET_UNLINK = 4 };
enum { AT_COMMAND = 0, AT_SEQ = 4, AT_DIR = 12, AT_EP = 16, AT_FLAGS = 20 };
enum { AT_STATUS = 20, AT_UNLINKED = 20, AT_LENGTH = 24, AT_SETUP = 40 };

struct urb {
	bool is_used;
	uint32_t seq;
	uint8_t ep; /* with the direction */
	uint32_t flags;
	uint32_t n;
	uint8_t setup[8];
	uint8_t *data; /* n bytes */
};

struct vhci {
	struct usb_model *model;
	int sock;
	struct usb_bytes in;
	struct urb urbs[URBS]; /* in order of arrival */
	size_t urbs_n;
	bool is_attached;
};

static uint32_t
get32(const uint8_t *p)
{
	uint32_t v;

	memcpy(&v, p, sizeof(v));
	return ntohl(v);
}

static void
put32(uint8_t *p, uint32_t v)
{
	v = htonl(v);
	memcpy(p, &v, sizeof(v));
}

static void
write_all(int fd, const uint8_t *p, size_t n)
{
	ssize_t done;

	while (n > 0) {
		done = write(fd, p, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return; /* detached: the reader sees the end */
		p += done;
		n -= (size_t)done;
	}
}

static void
command_file(const char *name, const char *text)
{
	char path[128];
	int fd;

	snprintf(path, sizeof(path), HOST "/%s", name);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0 || write(fd, text, strlen(text)) < 0)
		usb_die("%s: %s", path, strerror(errno));
	close(fd);
}

static void
attach(struct vhci *v)
{
	char text[64];
	int pair[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0)
		usb_die("socketpair: %s", strerror(errno));
	snprintf(text, sizeof(text), "%d %d %d %d", PORT, pair[0], DEVICE_ID,
	    (int)v->model->speed);
	command_file("attach", text);
	close(pair[0]);
	v->sock = pair[1];
	v->is_attached = true;
}

static void
detach(struct vhci *v)
{
	char text[16];

	if (!v->is_attached)
		return;
	v->is_attached = false;
	snprintf(text, sizeof(text), "%d", PORT);
	command_file("detach", text);
	close(v->sock);
	v->sock = -1;
}

static void
drop_urb(struct vhci *v, size_t i)
{
	free(v->urbs[i].data);
	v->urbs_n--;
	memmove(&v->urbs[i], &v->urbs[i + 1],
	    (v->urbs_n - i) * sizeof(v->urbs[0]));
}

static void
answer_urb(struct vhci *v, const struct urb *u, int rc)
{
	uint8_t h[HEADER] = { 0 };

	put32(h + AT_COMMAND, RET_SUBMIT);
	put32(h + AT_SEQ, u->seq);
	put32(h + AT_STATUS, rc < 0 ? (uint32_t)rc : 0);
	put32(h + AT_LENGTH, rc < 0 ? 0 : (uint32_t)rc);
	write_all(v->sock, h, sizeof(h));
	if (rc > 0 && (u->ep & USB_DIR_IN) != 0)
		write_all(v->sock, u->data, (size_t)rc);
}

static int
run_urb(struct vhci *v, struct urb *u)
{
	int rc;

	if ((u->ep & 0x0F) == 0)
		return usb_model_control(v->model, u->setup, u->data, u->n);
	if ((u->ep & USB_DIR_IN) != 0)
		return usb_model_in(v->model, u->ep, u->data, u->n);
	rc = usb_model_out(v->model, u->ep, u->data, u->n);
	if (rc > 0 && (u->flags & ZERO_PACKET) != 0 &&
	    u->n % usb_model_mps(v->model) == 0)
		(void)usb_model_out(v->model, u->ep, NULL, 0);
	return rc;
}

/* How many have gone: one that went may be what another waits for. */
static size_t
run_urbs(struct vhci *v)
{
	size_t before = v->urbs_n;
	uint32_t waiting = 0;
	uint32_t bit;
	size_t i = 0;
	int rc;

	while (i < v->urbs_n && !v->model->is_gone) {
		struct urb *u = &v->urbs[i];

		bit = (uint32_t)1 << ((u->ep & 0x0F) +
		                      ((u->ep & USB_DIR_IN) != 0 ? 16 : 0));
		rc = (waiting & bit) != 0 ? -EAGAIN : run_urb(v, u);
		if (rc == -EAGAIN) {
			waiting |= bit;
			i++;
			continue;
		}
		if (v->model->is_gone)
			break;
		answer_urb(v, u, rc);
		drop_urb(v, i);
	}
	return before - v->urbs_n;
}

static size_t
take_submit(struct vhci *v, const uint8_t *h, size_t have)
{
	bool is_in = get32(h + AT_DIR) != 0;
	uint32_t n = get32(h + AT_LENGTH);
	size_t whole = HEADER + (is_in ? 0 : n);
	struct urb *u;

	if (n > USB_TRANSFER_MAX || v->urbs_n == URBS)
		usb_die("the kernel asks for %u bytes, %zu URBs", n, v->urbs_n);
	if (have < whole)
		return 0;
	u = &v->urbs[v->urbs_n++];
	*u = (struct urb){ 0 };
	u->seq = get32(h + AT_SEQ);
	u->ep = (uint8_t)(get32(h + AT_EP) | (is_in ? USB_DIR_IN : 0));
	u->flags = get32(h + AT_FLAGS);
	u->n = n;
	memcpy(u->setup, h + AT_SETUP, sizeof(u->setup));
	u->data = malloc(n + 1);
	if (u->data == NULL)
		usb_die("no memory");
	if (!is_in)
		memcpy(u->data, h + HEADER, n);
	return whole;
}

static size_t
take_unlink(struct vhci *v, const uint8_t *h)
{
	uint8_t r[HEADER] = { 0 };
	uint32_t seq = get32(h + AT_UNLINKED);
	int status = 0;
	size_t i;

	for (i = 0; i < v->urbs_n; i++) {
		if (v->urbs[i].seq != seq)
			continue;
		drop_urb(v, i);
		status = -ECONNRESET;
		break;
	}
	put32(r + AT_COMMAND, RET_UNLINK);
	put32(r + AT_SEQ, get32(h + AT_SEQ));
	put32(r + AT_STATUS, (uint32_t)status);
	write_all(v->sock, r, sizeof(r));
	return HEADER;
}

/* false: the kernel has let go of the device. */
static bool
read_socket(struct vhci *v)
{
	uint8_t buf[8192];
	ssize_t n = read(v->sock, buf, sizeof(buf));
	size_t used = 1;

	if (n <= 0)
		return n < 0 && errno == EINTR;
	usb_bytes_add(&v->in, buf, (size_t)n);
	while (v->in.n >= HEADER && used > 0) {
		if (get32(v->in.p + AT_COMMAND) == CMD_UNLINK)
			used = take_unlink(v, v->in.p);
		else
			used = take_submit(v, v->in.p, v->in.n);
		usb_bytes_drop(&v->in, used);
	}
	return true;
}

/* The node is there as well once the last interface is in sysfs. */
static bool
is_visible(const struct vhci *v)
{
	char pattern[64];
	glob_t found;
	bool is_there;

	if (v->model->configuration == 0)
		return false;
	snprintf(pattern, sizeof(pattern), "/sys/bus/usb/devices/*:1.%d",
	    v->model->config[4] - 1);
	is_there = glob(pattern, 0, NULL, &found) == 0;
	globfree(&found);
	return is_there;
}

/* One round; command_fd may be -1: it was not started yet. */
static bool
turn(struct vhci *v, int command_fd)
{
	struct pollfd fds[USB_FDS_MAX];
	int timeout_ms = command_fd < 0 ? 20 : -1;
	size_t n = 2;

	if (!v->model->is_gone)
		n += v->model->ops->wait(v->model, fds + 2, USB_FDS_MAX - 2,
		    &timeout_ms);
	fds[0] = (struct pollfd){ command_fd, POLLIN, 0 };
	fds[1] = (struct pollfd){ v->sock, POLLIN, 0 };
	if (poll(fds, n, timeout_ms) < 0) {
		if (errno != EINTR)
			usb_die("poll: %s", strerror(errno));
		return true;
	}
	if (v->is_attached && fds[1].revents != 0 && !read_socket(v))
		usb_model_unplug(v->model, "let go by the kernel");
	v->model->ops->run(v->model);
	while (run_urbs(v) > 0)
		continue;
	if (v->model->is_gone)
		detach(v);
	return (fds[0].revents & POLLIN) == 0;
}

int
main(int argc, char **argv)
{
	static struct vhci v;
	struct usb_setup setup = { 0 };
	long long start = usb_now_ms();
	int fd;

	if (usb_options_parse(&setup, argc, argv) < 0)
		return 2;
	v.model = setup.model;
	attach(&v);
	while (!is_visible(&v)) {
		(void)turn(&v, -1);
		if (usb_now_ms() - start > ENUMERATION_MS)
			usb_die("the kernel does not take the device");
	}
	fd = usb_command_start(v.model, setup.command);
	while (turn(&v, fd))
		continue;
	usb_model_unplug(v.model, "the command has ended");
	v.model->ops->run(v.model);
	detach(&v);
	while (v.urbs_n > 0)
		drop_urb(&v, 0);
	usb_bytes_free(&v.in);
	usb_model_free(v.model);
	return usb_command_status(fd);
}
