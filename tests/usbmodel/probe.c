/* SPDX-License-Identifier: ISC */
/* probe.c: usb_probe: a plain ADB host on libusb that knows the phone only. */
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libusb.h>

#define CNXN 0x4E584E43U
#define AUTH 0x48545541U
#define OPEN 0x4E45504FU
#define OKAY 0x59414B4FU
#define WRTE 0x45545257U
#define CLSE 0x45534C43U
#define MAX_DATA (1U << 20)
#define TIMEOUT_MS 700
#define TRIES 16

/* What the program ends with, when it is not the command's status. */
enum { NO_DEVICE = 100, NO_ACCESS, BUSY, GONE, SILENT, DAMAGED, REFUSED };
enum { WANTS_KEY = 107, NO_STATUS, TOO_BIG, OTHER };

static struct {
	libusb_context *ctx;
	libusb_device_handle *dev;
	uint8_t in;
	uint8_t out;
	int interface;
	unsigned mps;
	bool is_old;     /* announce the old version: sums both ways */
	bool no_zero;    /* leave the zero-length packets out */
	bool has_shell2; /* the phone said so */
	uint32_t max;
	uint32_t version;
} p;

static struct {
	uint32_t command;
	uint32_t arg0;
	uint32_t arg1;
	uint32_t n;
	uint8_t *data; /* MAX_DATA and room for a packet */
} m;

static void __attribute__((format(printf, 2, 3), noreturn))
stop(int status, const char *fmt, ...)
{
	va_list ap;

	fputs("usb_probe: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	if (p.dev != NULL)
		libusb_close(p.dev);
	if (p.ctx != NULL)
		libusb_exit(p.ctx);
	free(m.data);
	exit(status);
}

static uint32_t
get32(const uint8_t *b)
{
	return b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 |
	       (uint32_t)b[3] << 24;
}

static void
put32(uint8_t *b, uint32_t v)
{
	int i;

	for (i = 0; i < 4; i++)
		b[i] = (uint8_t)(v >> (8 * i));
}

static uint32_t
sum(const uint8_t *b, size_t n)
{
	uint32_t s = 0;

	while (n-- > 0)
		s += *b++;
	return s;
}

/* One transfer; a halted endpoint is cleared and tried once more. */
static int
transfer(uint8_t ep, uint8_t *buf, size_t n)
{
	int done = 0;
	int rc =
	    libusb_bulk_transfer(p.dev, ep, buf, (int)n, &done, TIMEOUT_MS);

	if (rc == LIBUSB_ERROR_PIPE) {
		fprintf(stderr, "usb_probe: endpoint %02x stalls\n", ep);
		libusb_clear_halt(p.dev, ep);
		rc = libusb_bulk_transfer(p.dev, ep, buf, (int)n, &done,
		    TIMEOUT_MS);
	}
	if (rc == LIBUSB_ERROR_NO_DEVICE)
		stop(GONE, "the phone is gone");
	if (rc == LIBUSB_ERROR_TIMEOUT)
		stop(SILENT, "endpoint %02x: time-out", ep);
	if (rc != 0)
		stop(OTHER, "endpoint %02x: %s", ep, libusb_error_name(rc));
	return done;
}

static void
send(uint32_t command, uint32_t arg0, uint32_t arg1, const void *data, size_t n)
{
	uint8_t h[24];
	uint8_t *copy;

	put32(h, command);
	put32(h + 4, arg0);
	put32(h + 8, arg1);
	put32(h + 12, (uint32_t)n);
	put32(h + 16, sum(data, n));
	put32(h + 20, ~command);
	transfer(p.out, h, sizeof(h));
	if (n == 0)
		return;
	copy = malloc(n);
	if (copy == NULL)
		stop(OTHER, "no memory");
	memcpy(copy, data, n);
	transfer(p.out, copy, n);
	if (n % p.mps == 0 && !p.no_zero)
		transfer(p.out, copy, 0);
	free(copy);
}

/* The next header; before CNXN everything else is an old session's. */
static void
receive_header(bool is_first)
{
	uint8_t h[512];
	int n;
	int i;

	for (i = 0; i < TRIES; i++) {
		n = transfer(p.in, h, sizeof(h));
		m.command = get32(h);
		if (n == 24 && m.command == ~get32(h + 20))
			break;
		if (!is_first && n != 0)
			stop(DAMAGED, "%d bytes are no header", n);
	}
	if (i == TRIES)
		stop(DAMAGED, "no header among the garbage");
	m.arg0 = get32(h + 4);
	m.arg1 = get32(h + 8);
	m.n = get32(h + 12);
	if (m.n > p.max)
		stop(TOO_BIG, "%u bytes announced, at most %u", m.n, p.max);
	put32(m.data, get32(h + 16));
}

static void
receive(bool is_first)
{
	uint32_t want;
	size_t have = 0;
	size_t n;

	receive_header(is_first);
	want = get32(m.data);
	while (have < m.n) {
		n = (m.n - have + p.mps - 1) / p.mps * p.mps;
		have += (size_t)transfer(p.in, m.data + have, n);
		if (have > m.n)
			stop(DAMAGED, "%zu bytes, %u announced", have, m.n);
	}
	if (p.version == 0x01000000 && want != sum(m.data, m.n))
		stop(DAMAGED, "checksum of %u bytes", m.n);
}

static bool
take_interface(const struct libusb_interface_descriptor *d)
{
	int i;

	if (d->bInterfaceClass != 0xFF || d->bInterfaceSubClass != 0x42 ||
	    d->bInterfaceProtocol != 1)
		return false;
	p.interface = d->bInterfaceNumber;
	for (i = 0; i < d->bNumEndpoints; i++) {
		uint8_t ep = d->endpoint[i].bEndpointAddress;

		if ((ep & 0x80) != 0)
			p.in = ep;
		else
			p.out = ep;
		p.mps = d->endpoint[i].wMaxPacketSize;
	}
	return true;
}

static bool
is_phone(libusb_device *dev)
{
	struct libusb_config_descriptor *c;
	bool is_found = false;
	int i;

	if (libusb_get_active_config_descriptor(dev, &c) != 0)
		return false;
	for (i = 0; i < c->bNumInterfaces && !is_found; i++)
		is_found = take_interface(&c->interface[i].altsetting[0]);
	libusb_free_config_descriptor(c);
	return is_found;
}

static void
open_phone(void)
{
	libusb_device **list = NULL;
	ssize_t n;
	ssize_t i;
	int rc = LIBUSB_ERROR_NOT_FOUND;

	if (libusb_init(&p.ctx) != 0)
		stop(OTHER, "libusb_init");
	n = libusb_get_device_list(p.ctx, &list);
	for (i = 0; i < n; i++) {
		if (!is_phone(list[i]))
			continue;
		rc = libusb_open(list[i], &p.dev);
		break;
	}
	libusb_free_device_list(list, 1);
	if (rc == LIBUSB_ERROR_ACCESS)
		stop(NO_ACCESS, "no permission");
	if (rc != 0)
		stop(NO_DEVICE, "no phone: %s", libusb_error_name(rc));
	rc = libusb_claim_interface(p.dev, p.interface);
	if (rc != 0)
		stop(rc == LIBUSB_ERROR_BUSY ? BUSY : OTHER, "claim: %s",
		    libusb_error_name(rc));
	libusb_clear_halt(p.dev, p.in);
	libusb_clear_halt(p.dev, p.out);
}

static void
connect_phone(void)
{
	static const char banner[] = "host::features=shell_v2,cmd";
	char text[2048];
	size_t n;
	int i;

	p.max = MAX_DATA;
	p.version = p.is_old ? 0x01000000 : 0x01000001;
	send(CNXN, p.version, MAX_DATA, banner, sizeof(banner) - 1);
	for (i = 0; i < TRIES; i++) {
		receive(true);
		if (m.command == CNXN || m.command == AUTH)
			break;
	}
	if (m.command != CNXN)
		stop(WANTS_KEY, "%s",
		    m.command == AUTH ? "the phone wants a key" : "no CNXN");
	if (m.arg0 < p.version)
		p.version = m.arg0;
	if (m.arg1 < p.max)
		p.max = m.arg1;
	n = m.n < sizeof(text) ? m.n : sizeof(text) - 1;
	memcpy(text, m.data, n);
	text[n] = '\0';
	p.has_shell2 = strstr(text, "shell_v2") != NULL;
	fprintf(stderr, "usb_probe: %08x %u %s\n", m.arg0, m.arg1, text);
}

/* Shell packets as far as they are here; -1, or the command's status. */
static int
take_packets(uint8_t *b, size_t *have)
{
	size_t n;
	uint8_t id;

	while (*have >= 5 && *have - 5 >= (n = get32(b + 1))) {
		id = b[0];
		if (id == 3 && n == 1)
			return b[5];
		if (id == 1 || id == 2)
			fwrite(b + 5, 1, n, id == 1 ? stdout : stderr);
		*have -= 5 + n;
		memmove(b, b + 5 + n, *have);
	}
	if (*have >= 5 && get32(b + 1) > MAX_DATA)
		stop(TOO_BIG, "a shell packet of %u bytes", get32(b + 1));
	return -1;
}

static int
take_data(uint8_t *all, size_t *have)
{
	if (!p.has_shell2) {
		fwrite(m.data, 1, m.n, stdout);
		return -1;
	}
	if (m.n > 3 * (size_t)MAX_DATA - *have)
		stop(TOO_BIG, "a shell packet that does not end");
	memcpy(all + *have, m.data, m.n);
	*have += m.n;
	return take_packets(all, have);
}

/* status -1: the stream is closed, and there was none. */
static int
run(const char *command, uint32_t id, uint8_t *all)
{
	char service[8192];
	uint32_t peer = 0;
	size_t have = 0;
	int status = -1;

	snprintf(service, sizeof(service), "%s:%s",
	    p.has_shell2 ? "shell,v2,raw" : "shell", command);
	send(OPEN, id, 0, service, strlen(service) + 1);
	for (;;) {
		receive(false);
		if (m.arg1 != id)
			continue;
		if (m.command == OKAY)
			peer = m.arg0;
		if (m.command == CLSE)
			break;
		if (m.command != WRTE || m.arg0 != peer)
			continue;
		status = take_data(all, &have);
		send(OKAY, id, peer, NULL, 0);
	}
	if (peer == 0)
		stop(REFUSED, "the service is refused");
	send(CLSE, id, peer, NULL, 0);
	if (have > 0 && status < 0)
		stop(DAMAGED, "closed within a shell packet");
	return status;
}

int
main(int argc, char **argv)
{
	uint8_t *all = malloc(3 * (size_t)MAX_DATA);
	int status = 0;
	int i = 1;
	uint32_t id = 1;

	m.data = malloc(MAX_DATA + 1024);
	if (all == NULL || m.data == NULL)
		stop(OTHER, "no memory");
	for (; i < argc && argv[i][0] == '-'; i++) {
		p.is_old = p.is_old || strcmp(argv[i], "--old") == 0;
		p.no_zero = p.no_zero || strcmp(argv[i], "--no-zero") == 0;
	}
	open_phone();
	connect_phone();
	for (; i < argc; i++) {
		status = run(argv[i], id++, all);
		if (status < 0 && p.has_shell2)
			stop(NO_STATUS, "no status");
	}
	libusb_release_interface(p.dev, p.interface);
	libusb_close(p.dev);
	libusb_exit(p.ctx);
	free(m.data);
	free(all);
	return status < 0 ? 0 : status;
}
