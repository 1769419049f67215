/* SPDX-License-Identifier: ISC */
/* model.c: what every device does: standard requests, halts, unplugging. */
#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <time.h>

#include "model.h"

/* USB 2.0, tables 9-4 and 9-5. */
enum { GET_STATUS = 0, CLEAR_FEATURE = 1, SET_FEATURE = 3 };
enum { GET_DESCRIPTOR = 6, GET_CONFIGURATION = 8, SET_CONFIGURATION = 9 };
enum { GET_INTERFACE = 10, SET_INTERFACE = 11 };
enum { DEVICE = 1, CONFIG = 2, STRING = 3, INTERFACE = 4 };

#define TO_ENDPOINT 0x02
#define ENDPOINT_HALT 0

struct standard {
	uint8_t type;
	uint8_t request;
	int (*answer)(struct usb_model *m, const uint8_t *setup, uint8_t *buf);
};

static uint32_t
halt_bit(uint8_t ep)
{
	unsigned bit = (ep & 0x0FU) + ((ep & USB_DIR_IN) != 0 ? 16U : 0U);

	return (uint32_t)1 << bit;
}

static int
string_descriptor(const struct usb_model *m, unsigned i, uint8_t *buf)
{
	const char *s;
	size_t n;
	size_t k;

	if (i == 0) {
		memcpy(buf, "\x04\x03\x09\x04", 4);
		return 4;
	}
	if (i >= USB_STRINGS_MAX || m->strings[i] == NULL)
		return -EPIPE;
	s = m->strings[i];
	n = strnlen(s, 126);
	buf[0] = (uint8_t)(2 + 2 * n);
	buf[1] = STRING;
	for (k = 0; k < n; k++) {
		buf[2 + 2 * k] = (uint8_t)s[k];
		buf[3 + 2 * k] = 0;
	}
	return buf[0];
}

/* The device qualifier is not here: a stall says "one speed only". */
static int
get_descriptor(struct usb_model *m, const uint8_t *setup, uint8_t *buf)
{
	if (setup[3] == DEVICE) {
		memcpy(buf, m->device, sizeof(m->device));
		return (int)sizeof(m->device);
	}
	if (setup[3] == CONFIG && setup[2] == 0) {
		memcpy(buf, m->config, m->config_n);
		return (int)m->config_n;
	}
	if (setup[3] == STRING)
		return string_descriptor(m, setup[2], buf);
	return -EPIPE;
}

static int
get_configuration(struct usb_model *m, const uint8_t *setup, uint8_t *buf)
{
	(void)setup;
	buf[0] = m->configuration;
	return 1;
}

static int
set_configuration(struct usb_model *m, const uint8_t *setup, uint8_t *buf)
{
	(void)buf;
	if (setup[2] > 1)
		return -EPIPE;
	m->configuration = setup[2];
	m->halted = 0;
	return 0;
}

static int
get_interface(struct usb_model *m, const uint8_t *setup, uint8_t *buf)
{
	(void)m;
	(void)setup;
	buf[0] = 0;
	return 1;
}

static int
set_interface(struct usb_model *m, const uint8_t *setup, uint8_t *buf)
{
	(void)m;
	(void)buf;
	return setup[2] == 0 ? 0 : -EPIPE;
}

static int
get_status(struct usb_model *m, const uint8_t *setup, uint8_t *buf)
{
	buf[0] = 0;
	buf[1] = 0;
	if ((setup[0] & 0x1F) == TO_ENDPOINT)
		buf[0] = (m->halted & halt_bit(setup[4])) != 0;
	return 2;
}

static int
clear_feature(struct usb_model *m, const uint8_t *setup, uint8_t *buf)
{
	(void)buf;
	if (setup[2] == ENDPOINT_HALT)
		usb_model_clear_halt(m, setup[4]);
	return 0;
}

static int
set_feature(struct usb_model *m, const uint8_t *setup, uint8_t *buf)
{
	(void)buf;
	if (setup[0] == TO_ENDPOINT && setup[2] == ENDPOINT_HALT)
		m->halted |= halt_bit(setup[4]);
	return 0;
}

static const struct standard standards[] = {
	{ 0x80, GET_DESCRIPTOR, get_descriptor },
	{ 0x80, GET_CONFIGURATION, get_configuration },
	{ 0x00, SET_CONFIGURATION, set_configuration },
	{ 0x81, GET_INTERFACE, get_interface },
	{ 0x01, SET_INTERFACE, set_interface },
	{ 0x80, GET_STATUS, get_status },
	{ 0x81, GET_STATUS, get_status },
	{ 0x82, GET_STATUS, get_status },
	{ 0x00, CLEAR_FEATURE, clear_feature },
	{ 0x02, CLEAR_FEATURE, clear_feature },
	{ 0x00, SET_FEATURE, set_feature },
	{ 0x02, SET_FEATURE, set_feature },
};

/* buf has room for cap bytes, and holds them for an OUT request. */
int
usb_model_control(struct usb_model *m, const uint8_t setup[8], uint8_t *buf,
    size_t cap)
{
	uint8_t answer[USB_CONFIG_MAX + 2];
	size_t i;
	int n;

	if (m->is_gone)
		return -ENODEV;
	if ((setup[0] & 0x60) != 0)
		return m->ops->control(m, setup, buf, cap);
	for (i = 0; i < sizeof(standards) / sizeof(standards[0]); i++) {
		if (standards[i].type != setup[0] ||
		    standards[i].request != setup[1])
			continue;
		n = standards[i].answer(m, setup, answer);
		if (n < 0 || (setup[0] & USB_DIR_IN) == 0)
			return n;
		if ((size_t)n > cap)
			n = (int)cap;
		memcpy(buf, answer, (size_t)n);
		return n;
	}
	return -EPIPE;
}

static int
halt(struct usb_model *m, uint8_t ep)
{
	m->halted |= halt_bit(ep);
	usb_log(m, "STALL %02x", ep);
	return -EPIPE;
}

static bool
is_unplugged_now(struct usb_model *m)
{
	if (m->unplug_at == 0 || m->transfers + 1 < m->unplug_at)
		return false;
	usb_model_unplug(m, "by request");
	return true;
}

int
usb_model_out(struct usb_model *m, uint8_t ep, const uint8_t *buf, size_t n)
{
	int rc;

	if (m->is_gone || is_unplugged_now(m))
		return -ENODEV;
	if ((m->halted & halt_bit(ep)) != 0)
		return -EPIPE;
	if (m->outs + 1 == m->stall_out_at) {
		m->stall_out_at = 0;
		return halt(m, ep);
	}
	rc = m->ops->out(m, ep, buf, n);
	if (rc == -EPIPE)
		return halt(m, ep);
	if (rc >= 0) {
		m->transfers++;
		m->outs++;
	}
	return rc;
}

/* The unplugging transfer is one that had something to carry. */
int
usb_model_in(struct usb_model *m, uint8_t ep, uint8_t *buf, size_t cap)
{
	int rc;

	if (m->is_gone)
		return -ENODEV;
	if ((m->halted & halt_bit(ep)) != 0)
		return -EPIPE;
	if (ep != 0 && ep == m->uncounted)
		return m->ops->in(m, ep, buf, cap);
	if (m->ins + 1 == m->stall_in_at) {
		m->stall_in_at = 0;
		return halt(m, ep);
	}
	rc = m->ops->in(m, ep, buf, cap);
	if (rc == -EPIPE)
		return halt(m, ep);
	if (rc < 0)
		return rc;
	if (is_unplugged_now(m))
		return -ENODEV;
	m->transfers++;
	m->ins++;
	return rc;
}

void
usb_model_clear_halt(struct usb_model *m, uint8_t ep)
{
	m->halted &= ~halt_bit(ep);
}

void
usb_model_unplug(struct usb_model *m, const char *why)
{
	if (!m->is_gone)
		usb_log(m, "GONE %s, after %lu transfers", why, m->transfers);
	m->is_gone = true;
}

/* Appends descriptors to the configuration and corrects its two counts. */
void
usb_model_describe(struct usb_model *m, const uint8_t *part, size_t n)
{
	if (n > USB_CONFIG_MAX - m->config_n)
		usb_die("configuration is over %d bytes", USB_CONFIG_MAX);
	memcpy(m->config + m->config_n, part, n);
	m->config_n += n;
	m->config[2] = (uint8_t)(m->config_n & 0xFF);
	m->config[3] = (uint8_t)(m->config_n >> 8);
	m->config[4] = 0;
	while (usb_model_interface(m, m->config[4]) != NULL)
		m->config[4]++;
}

/* The i-th interface descriptor, or NULL. */
const uint8_t *
usb_model_interface(const struct usb_model *m, unsigned i)
{
	size_t at;

	for (at = 0; at + 9 <= m->config_n && m->config[at] >= 2;
	     at += m->config[at])
		if (m->config[at + 1] == INTERFACE && i-- == 0)
			return m->config + at;
	return NULL;
}

/* The packet size of bulk endpoints. */
unsigned
usb_model_mps(const struct usb_model *m)
{
	return m->speed == USB_HIGH ? 512 : 64;
}

static const struct {
	const char *name;
	size_t at;
	const char *help;
} counters[] = {
	{ "unplug", offsetof(struct usb_model, unplug_at),
	    "gone at the N-th bulk transfer, both directions" },
	{ "stall-in", offsetof(struct usb_model, stall_in_at),
	    "the N-th IN transfer stalls, until the halt is cleared" },
	{ "stall-out", offsetof(struct usb_model, stall_out_at),
	    "the N-th OUT transfer stalls" },
};

static const struct {
	const char *name;
	size_t at;
	const char *help;
} flags[] = {
	{ "busy", offsetof(struct usb_model, is_busy),
	    "another program holds the interfaces (usb_mock)" },
	{ "forbidden", offsetof(struct usb_model, is_forbidden),
	    "the node cannot be opened (usb_mock)" },
	{ "no-gather", offsetof(struct usb_model, is_plain),
	    "libusb has to split transfers at 16 KiB (usb_mock)" },
};

/* 1: taken, 0: unknown. */
int
usb_model_fault(struct usb_model *m, const char *name, unsigned long n)
{
	size_t i;

	for (i = 0; i < sizeof(counters) / sizeof(counters[0]); i++) {
		if (strcmp(counters[i].name, name) != 0)
			continue;
		memcpy((char *)m + counters[i].at, &n, sizeof(n));
		return 1;
	}
	for (i = 0; i < sizeof(flags) / sizeof(flags[0]); i++) {
		if (strcmp(flags[i].name, name) != 0)
			continue;
		*((bool *)((char *)m + flags[i].at)) = true;
		return 1;
	}
	return 0;
}

void
usb_model_faults(FILE *f)
{
	size_t i;

	for (i = 0; i < sizeof(counters) / sizeof(counters[0]); i++)
		fprintf(f, "  %-18s %s\n", counters[i].name, counters[i].help);
	for (i = 0; i < sizeof(flags) / sizeof(flags[0]); i++)
		fprintf(f, "  %-18s %s\n", flags[i].name, flags[i].help);
}

void
usb_model_free(struct usb_model *m)
{
	if (m->log != NULL)
		fclose(m->log);
	m->log = NULL;
	m->ops->free(m);
}

void
usb_log(struct usb_model *m, const char *fmt, ...)
{
	va_list ap;

	if (m->log == NULL)
		return;
	va_start(ap, fmt);
	vfprintf(m->log, fmt, ap);
	va_end(ap);
	fputc('\n', m->log);
	fflush(m->log);
}

long long
usb_now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}
