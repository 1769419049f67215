/* SPDX-License-Identifier: ISC */
/* reader_probe.c: usb_reader_probe: says to a reader what it is told to, and
 * prints what the reader says: one step, one line. */
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libusb.h>

#define HEADER 10
#define ROOM 70000
#define TIMEOUT_MS 400

/* What the program ends with. */
enum { NO_DEVICE = 100, NO_ACCESS, BUSY, OTHER = 110 };

static struct {
	libusb_context *ctx;
	libusb_device_handle *dev;
	uint8_t in;
	uint8_t out;
	uint8_t interrupt;
	uint8_t slot;
	uint8_t seq; /* of the next message */
} p;

static uint8_t message[ROOM];
static uint8_t answer[ROOM];

static void __attribute__((format(printf, 2, 3), noreturn))
stop(int status, const char *fmt, ...)
{
	va_list ap;

	fputs("usb_reader_probe: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	if (p.dev != NULL)
		libusb_close(p.dev);
	if (p.ctx != NULL)
		libusb_exit(p.ctx);
	exit(status);
}

static size_t
hex(const char *s, uint8_t *out, size_t room)
{
	size_t n = 0;
	unsigned v;

	for (; *s != '\0'; s += 2) {
		if (n == room || sscanf(s, "%2x", &v) != 1 || s[1] == '\0')
			stop(2, "bad hex %s", s);
		out[n++] = (uint8_t)v;
	}
	return n;
}

static uint32_t
length_of(const uint8_t *b)
{
	return b[1] | (uint32_t)b[2] << 8 | (uint32_t)b[3] << 16 |
	       (uint32_t)b[4] << 24;
}

static void
print_answer(int n)
{
	int i;

	if (n < HEADER) {
		printf("%d bytes\n", n);
		return;
	}
	printf("%02X %02X %02X %02X", answer[0], answer[7], answer[8],
	    answer[9]);
	if (n > HEADER)
		putchar(' ');
	for (i = HEADER; i < n; i++)
		printf("%02X", answer[i]);
	if (length_of(answer) != (uint32_t)n - HEADER)
		printf(" length %X", length_of(answer));
	if (answer[5] != p.slot)
		printf(" slot %u", answer[5]);
	if (answer[6] != (uint8_t)(p.seq - 1))
		printf(" seq %d", (int8_t)(answer[6] - (p.seq - 1)));
	putchar('\n');
}

static void
print_error(int rc)
{
	static const struct {
		int rc;
		const char *word;
	} rows[] = {
		{ LIBUSB_ERROR_TIMEOUT, "timeout" },
		{ LIBUSB_ERROR_PIPE, "stall" },
		{ LIBUSB_ERROR_NO_DEVICE, "gone" },
	};
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].rc == rc)
			break;
	puts(i < sizeof(rows) / sizeof(rows[0]) ? rows[i].word
	                                        : libusb_error_name(rc));
}

static void
receive(void)
{
	int n = 0;
	int rc = libusb_bulk_transfer(p.dev, p.in, answer, sizeof(answer), &n,
	    TIMEOUT_MS);

	if (rc == LIBUSB_ERROR_PIPE)
		libusb_clear_halt(p.dev, p.in);
	if (rc != 0)
		print_error(rc);
	else
		print_answer(n);
}

static bool
transmit(size_t n)
{
	int done;
	int rc = libusb_bulk_transfer(p.dev, p.out, message, (int)n, &done,
	    TIMEOUT_MS);

	if (rc == LIBUSB_ERROR_PIPE)
		libusb_clear_halt(p.dev, p.out);
	if (rc != 0)
		print_error(rc);
	return rc == 0;
}

static void
ask(uint8_t type, unsigned field, size_t n)
{
	size_t i;

	message[0] = type;
	for (i = 0; i < 4; i++)
		message[1 + i] = (uint8_t)(n >> (8 * i));
	message[5] = p.slot;
	message[6] = p.seq++;
	for (i = 0; i < 3; i++)
		message[7 + i] = (uint8_t)(field >> (8 * i));
	if (transmit(HEADER + n))
		receive();
}

static void
say(uint8_t type, unsigned field, const char *data)
{
	ask(type, field, hex(data, message + HEADER, ROOM - HEADER));
}

/* A block of T=1 with its LRC: PCB, then the bytes. */
static void
block(uint8_t type, unsigned field, const char *data)
{
	uint8_t *b = message + HEADER;
	size_t n = hex(data, b + 2, 256);
	size_t i;

	b[0] = 0;
	b[1] = b[2];
	b[2] = (uint8_t)(n - 1);
	b[n + 2] = 0;
	for (i = 0; i < n + 2; i++)
		b[n + 2] ^= b[i];
	ask(type, field, n + 3);
}

static void
raw(uint8_t type, unsigned field, const char *data)
{
	size_t n = hex(data, message, ROOM);

	(void)type;
	(void)field;
	p.seq = (uint8_t)(message[6] + 1);
	if (transmit(n))
		receive();
}

/* The control request and the message; the answers to both commands. */
static void
give_up(uint8_t type, unsigned field, const char *data)
{
	int rc = libusb_control_transfer(p.dev, 0x21, 0x01,
	    (uint16_t)(p.slot | p.seq << 8), 0, NULL, 0, TIMEOUT_MS);

	(void)data;
	if (rc < 0)
		print_error(rc);
	ask(type, field, 0);
}

static void
read_more(uint8_t type, unsigned field, const char *data)
{
	(void)type;
	(void)field;
	(void)data;
	receive();
}

static void
use_slot(uint8_t type, unsigned field, const char *data)
{
	(void)type;
	(void)data;
	p.slot = (uint8_t)field;
}

static void
listen_for_news(uint8_t type, unsigned field, const char *data)
{
	int n = 0;
	int rc = libusb_interrupt_transfer(p.dev, p.interrupt, answer, 8, &n,
	    TIMEOUT_MS);
	int i;

	(void)type;
	(void)field;
	(void)data;
	if (rc != 0) {
		print_error(rc);
		return;
	}
	for (i = 0; i < n; i++)
		printf("%02X", answer[i]);
	putchar('\n');
}

static const struct {
	const char *name;
	uint8_t type;
	void (*run)(uint8_t type, unsigned field, const char *data);
	const char *help;
} rows[] = {
	{ "on", 0x62, say, "IccPowerOn; @ bPowerSelect" },
	{ "off", 0x63, say, "IccPowerOff" },
	{ "status", 0x65, say, "GetSlotStatus" },
	{ "xfr", 0x6F, say, "XfrBlock; @ wLevelParameter and bBWI" },
	{ "block", 0x6F, block, "XfrBlock of a T=1 block: PCB, bytes" },
	{ "get", 0x6C, say, "GetParameters" },
	{ "reset", 0x6D, say, "ResetParameters" },
	{ "set", 0x61, say, "SetParameters; @ bProtocolNum" },
	{ "escape", 0x6B, say, "Escape" },
	{ "abort", 0x72, give_up, "the control request, then Abort" },
	{ "lone-abort", 0x72, say, "Abort alone" },
	{ "raw", 0, raw, "a transfer of these bytes" },
	{ "read", 0, read_more, "an answer without a question" },
	{ "notify", 0, listen_for_news, "the interrupt endpoint" },
	{ "slot", 0, use_slot, "@ the slot of what follows" },
};

#define ROWS (sizeof(rows) / sizeof(rows[0]))

/* NAME[@HEX][:HEX]; of bytes 7 to 9 of a message, @ gives the first one,
 * but of XfrBlock the second and third, and then the first. */
static void
step(const char *s)
{
	size_t n = strcspn(s, "@:");
	unsigned field = 0;
	const char *data = strchr(s, ':');
	size_t i;

	for (i = 0; i < ROWS; i++)
		if (strlen(rows[i].name) == n &&
		    strncmp(rows[i].name, s, n) == 0)
			break;
	if (i == ROWS || (s[n] == '@' && sscanf(s + n, "@%x", &field) != 1))
		stop(2, "bad step %s", s);
	if (rows[i].type == 0x6F)
		field = (field & 0xFFFF) << 8 | field >> 16;
	rows[i].run(rows[i].type, field, data == NULL ? "" : data + 1);
	fflush(stdout);
}

static void
take_endpoints(const struct libusb_interface_descriptor *d)
{
	int i;

	for (i = 0; i < d->bNumEndpoints; i++) {
		uint8_t ep = d->endpoint[i].bEndpointAddress;

		if (d->endpoint[i].bmAttributes == 3)
			p.interrupt = ep;
		else if ((ep & 0x80) != 0)
			p.in = ep;
		else
			p.out = ep;
	}
}

/* A reader has the class descriptor, whatever its class says. */
static bool
is_reader(libusb_device *dev)
{
	const struct libusb_interface_descriptor *d;
	struct libusb_config_descriptor *c;
	bool is_found;

	if (libusb_get_active_config_descriptor(dev, &c) != 0)
		return false;
	d = &c->interface[0].altsetting[0];
	is_found = d->extra_length >= 54 && d->extra[1] == 0x21;
	if (is_found)
		take_endpoints(d);
	libusb_free_config_descriptor(c);
	return is_found;
}

static void
open_reader(void)
{
	libusb_device **list = NULL;
	ssize_t n;
	ssize_t i;
	int rc = LIBUSB_ERROR_NOT_FOUND;

	if (libusb_init(&p.ctx) != 0)
		stop(OTHER, "libusb_init");
	n = libusb_get_device_list(p.ctx, &list);
	for (i = 0; i < n; i++) {
		if (!is_reader(list[i]))
			continue;
		rc = libusb_open(list[i], &p.dev);
		break;
	}
	libusb_free_device_list(list, 1);
	if (rc == LIBUSB_ERROR_ACCESS)
		stop(NO_ACCESS, "no permission");
	if (rc != 0)
		stop(NO_DEVICE, "no reader: %s", libusb_error_name(rc));
	rc = libusb_claim_interface(p.dev, 0);
	if (rc != 0)
		stop(rc == LIBUSB_ERROR_BUSY ? BUSY : OTHER, "claim: %s",
		    libusb_error_name(rc));
}

static int
usage(void)
{
	size_t i;

	puts("usage: usb_reader_probe STEP[@HEX][:HEX]...");
	for (i = 0; i < ROWS; i++)
		printf("  %-12s %s\n", rows[i].name, rows[i].help);
	return 0;
}

int
main(int argc, char **argv)
{
	int i;

	if (argc == 2 && strcmp(argv[1], "--help") == 0)
		return usage();
	open_reader();
	for (i = 1; i < argc; i++)
		step(argv[i]);
	libusb_release_interface(p.dev, 0);
	libusb_close(p.dev);
	libusb_exit(p.ctx);
	return 0;
}
