/* SPDX-License-Identifier: ISC */
/* ffs.c: usb_ffs: the phone behind FunctionFS, as adbd is on a real one. */
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

#include <linux/usb/functionfs.h>

#include "model.h"

#define FFS "/dev/ffs"
#define UDC "/sys/kernel/config/usb_gadget/phone/UDC"
#define READ_MAX 16384
#define ENUMERATION_MS 10000
#define DESCRIPTOR_MAX 64

/* The last interface of the model, with two bulk endpoints. */
static struct {
	struct usb_model *model;
	pthread_mutex_t lock;
	pthread_cond_t news;
	uint8_t out;
	uint8_t in;
	int ep0;
	int wake[2];
} f = { .lock = PTHREAD_MUTEX_INITIALIZER, .news = PTHREAD_COND_INITIALIZER };

static int
open_file(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC);

	if (fd < 0)
		usb_die("%s: %s", path, strerror(errno));
	return fd;
}

static void
bind_to(const char *controller)
{
	int fd = open_file(UDC, O_WRONLY);

	if (write(fd, controller, strlen(controller)) < 0)
		usb_die(UDC ": %s", strerror(errno));
	close(fd);
}

static void
add32(struct usb_bytes *b, uint32_t v)
{
	uint8_t le[4] = { (uint8_t)v, (uint8_t)(v >> 8), (uint8_t)(v >> 16),
		(uint8_t)(v >> 24) };

	usb_bytes_add(b, le, sizeof(le));
}

/* The interface for one speed; the count of its descriptors. */
static uint32_t
add_interface(struct usb_bytes *b, unsigned mps)
{
	const struct usb_model *m = f.model;
	const uint8_t *d = usb_model_interface(m, m->config[4] - 1U);
	const uint8_t *end = m->config + m->config_n;
	uint8_t copy[DESCRIPTOR_MAX];
	uint32_t count = 0;

	for (; d < end; d += d[0]) {
		memcpy(copy, d, d[0]);
		if (d[1] == USB_DT_INTERFACE) {
			copy[2] = 0;
			copy[8] = 1;
		} else {
			copy[4] = (uint8_t)(mps & 0xFF);
			copy[5] = (uint8_t)(mps >> 8);
			*((d[2] & USB_DIR_IN) != 0 ? &f.in : &f.out) = d[2];
		}
		usb_bytes_add(b, copy, d[0]);
		count++;
	}
	return count;
}

static void
describe(void)
{
	static const char name[] = "ADB Interface";
	struct usb_bytes body = { 0 };
	struct usb_bytes b = { 0 };
	uint32_t full = add_interface(&body, 64);
	uint32_t high = add_interface(&body, 512);

	add32(&b, FUNCTIONFS_DESCRIPTORS_MAGIC_V2);
	add32(&b, (uint32_t)(20 + body.n));
	add32(&b, FUNCTIONFS_HAS_FS_DESC | FUNCTIONFS_HAS_HS_DESC);
	add32(&b, full);
	add32(&b, high);
	usb_bytes_add(&b, body.p, body.n);
	if (write(f.ep0, b.p, b.n) < 0)
		usb_die("descriptors: %s", strerror(errno));
	b.n = 0;
	add32(&b, FUNCTIONFS_STRINGS_MAGIC);
	add32(&b, (uint32_t)(16 + 2 + sizeof(name)));
	add32(&b, 1);
	add32(&b, 1);
	usb_bytes_add(&b, "\x09\x04", 2);
	usb_bytes_add(&b, name, sizeof(name));
	if (write(f.ep0, b.p, b.n) < 0)
		usb_die("strings: %s", strerror(errno));
	usb_bytes_free(&body);
	usb_bytes_free(&b);
}

static void
tell(void)
{
	pthread_cond_broadcast(&f.news);
	if (write(f.wake[1], "", 1) < 0)
		return; /* it is full, so it will be read */
}

/* A read ends with a short packet, which may have been an empty one. */
static void *
serve_out(void *path)
{
	static uint8_t buf[READ_MAX];
	int fd = open_file(path, O_RDONLY);
	size_t mps = usb_model_mps(f.model);
	ssize_t n;

	for (;;) {
		n = read(fd, buf, sizeof(buf));
		if (n < 0 && errno != EINTR && errno != ESHUTDOWN)
			usb_die("%s: %s", (char *)path, strerror(errno));
		if (n < 0)
			continue;
		pthread_mutex_lock(&f.lock);
		(void)usb_model_out(f.model, f.out, buf, (size_t)n);
		if (n > 0 && n < READ_MAX && (size_t)n % mps == 0)
			(void)usb_model_out(f.model, f.out, NULL, 0);
		tell();
		pthread_mutex_unlock(&f.lock);
	}
	return NULL;
}

/* Packet by packet: the driver would end no transfer of whole packets. */
static void *
serve_in(void *path)
{
	uint8_t packet[512];
	int fd = open_file(path, O_WRONLY);
	int n;

	for (;;) {
		pthread_mutex_lock(&f.lock);
		while ((n = usb_model_in(f.model, f.in, packet,
		            usb_model_mps(f.model))) < 0)
			pthread_cond_wait(&f.news, &f.lock);
		pthread_mutex_unlock(&f.lock);
		while (write(fd, packet, (size_t)n) < 0)
			if (errno != EINTR && errno != ESHUTDOWN)
				usb_die("%s: %s", (char *)path,
				    strerror(errno));
	}
	return NULL;
}

/* Events; a request for the interface is stalled by moving the wrong way. */
static void *
serve_control(void *unused)
{
	struct usb_functionfs_event e;
	uint8_t byte;
	ssize_t n;

	(void)unused;
	while (read(f.ep0, &e, sizeof(e)) == (ssize_t)sizeof(e)) {
		if (e.type != FUNCTIONFS_SETUP)
			continue;
		n = (e.u.setup.bRequestType & USB_DIR_IN) != 0
		        ? read(f.ep0, &byte, 0)
		        : write(f.ep0, &byte, 0);
		if (n >= 0)
			usb_log(f.model, "ODD control request");
	}
	return NULL;
}

static void
start_thread(void *(*does)(void *), void *arg)
{
	pthread_t thread;

	if (pthread_create(&thread, NULL, does, arg) != 0)
		usb_die("no thread");
	pthread_detach(thread);
}

static void
wait_for_host(void)
{
	long long start = usb_now_ms();
	glob_t found;
	int rc;

	do {
		usleep(20000);
		rc = glob("/sys/bus/usb/devices/[0-9]*-[1-9]*:1.0", 0, NULL,
		    &found);
		globfree(&found);
		if (usb_now_ms() - start > ENUMERATION_MS)
			usb_die("the kernel does not take the device");
	} while (rc != 0);
}

static bool
turn(int command_fd)
{
	struct pollfd fds[USB_FDS_MAX];
	char drain[64];
	int timeout_ms = -1;
	size_t n = 2;

	fds[0] = (struct pollfd){ command_fd, POLLIN, 0 };
	fds[1] = (struct pollfd){ f.wake[0], POLLIN, 0 };
	pthread_mutex_lock(&f.lock);
	if (!f.model->is_gone)
		n += f.model->ops->wait(f.model, fds + 2, USB_FDS_MAX - 2,
		    &timeout_ms);
	pthread_mutex_unlock(&f.lock);
	if (poll(fds, n, timeout_ms) < 0 && errno != EINTR)
		usb_die("poll: %s", strerror(errno));
	while (read(f.wake[0], drain, sizeof(drain)) > 0)
		continue;
	pthread_mutex_lock(&f.lock);
	f.model->ops->run(f.model);
	pthread_cond_broadcast(&f.news);
	pthread_mutex_unlock(&f.lock);
	return (fds[0].revents & POLLIN) == 0;
}

int
main(int argc, char **argv)
{
	static char out_path[] = FFS "/ep1";
	static char in_path[] = FFS "/ep2";
	struct usb_setup setup = { 0 };
	bool is_bound = true;
	int fd;

	if (usb_options_parse(&setup, argc, argv) < 0)
		return 2;
	f.model = setup.model;
	if (pipe(f.wake) < 0 || fcntl(f.wake[0], F_SETFL, O_NONBLOCK) < 0 ||
	    fcntl(f.wake[1], F_SETFL, O_NONBLOCK) < 0)
		usb_die("pipe: %s", strerror(errno));
	f.ep0 = open_file(FFS "/ep0", O_RDWR);
	describe();
	start_thread(serve_control, NULL);
	start_thread(serve_out, out_path);
	start_thread(serve_in, in_path);
	bind_to("dummy_udc.0\n");
	wait_for_host();
	fd = usb_command_start(f.model, setup.command);
	while (turn(fd))
		if (f.model->is_gone && is_bound) {
			bind_to("\n");
			is_bound = false;
		}
	return usb_command_status(fd);
}
