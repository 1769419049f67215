/* SPDX-License-Identifier: ISC */
/* ccid_reader.c: a smart card reader as a USB device. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "ccid.h"

#define CLASS_OUT 0x21
#define CLASS_IN 0xA1
#define ABORT 0x01
#define GET_CLOCK_FREQUENCIES 0x02
#define GET_DATA_RATES 0x03

static struct ccid *
reader_of(struct usb_model *m)
{
	return (struct ccid *)m;
}

static int
list(uint8_t *buf, size_t n, const uint32_t *values, size_t values_n)
{
	size_t i;

	for (i = 0; i < values_n && n >= 4 * (i + 1); i++)
		ccid_put32(buf + 4 * i, values[i]);
	return (int)(4 * i);
}

/* CCID rev 1.1, section 5.3. */
static int
control(struct usb_model *m, const uint8_t setup[8], uint8_t *buf, size_t n)
{
	static const uint32_t clocks[] = { CCID_CLOCK_KHZ };
	static const uint32_t rates[] = { 12903, 25806, 51612, 103225, 150000,
		206451, 300000, 412903 };

	if (setup[0] == CLASS_OUT && setup[1] == ABORT)
		return ccid_slot_abort_control(reader_of(m), setup[2],
		           setup[3]) < 0
		           ? -EPIPE
		           : 0;
	if (setup[0] == CLASS_IN && setup[1] == GET_CLOCK_FREQUENCIES)
		return list(buf, n, clocks, 1);
	if (setup[0] == CLASS_IN && setup[1] == GET_DATA_RATES)
		return list(buf, n, rates, sizeof(rates) / sizeof(rates[0]));
	return -EPIPE;
}

static void
say_total(struct ccid *c)
{
	if (c->is_over)
		return;
	c->is_over = true;
	usb_log(&c->base,
	    "TOTAL transfers %lu out %lu bytes %lu in %lu "
	    "bytes %lu",
	    c->base.transfers, c->base.outs, c->bytes_out, c->base.ins,
	    c->bytes_in);
}

static void
extend(struct ccid *c, struct ccid_slot *s)
{
	long long every = (long long)c->extend_after_ms;

	if (every == 0)
		every = CCID_EXTEND_MS;
	if (!s->is_busy || s->extend_at_ms == 0 ||
	    usb_now_ms() < s->extend_at_ms)
		return;
	s->extend_at_ms = usb_now_ms() + every;
	ccid_answer_extend(c, s);
}

static void
run(struct usb_model *m)
{
	struct ccid *c = reader_of(m);
	size_t i;

	if (m->is_gone) {
		say_total(c);
		return;
	}
	for (i = 0; i < c->slots_n; i++) {
		ccid_card_run(c, &c->slots[i]);
		extend(c, &c->slots[i]);
	}
}

static int
out(struct usb_model *m, uint8_t ep, const uint8_t *buf, size_t n)
{
	if (ep != CCID_EP_OUT)
		return -EAGAIN;
	ccid_message_out(reader_of(m), buf, n);
	return (int)n;
}

/* RDR_to_PC_NotifySlotChange, section 6.3.1. */
static int
notify(struct ccid *c, uint8_t *buf, size_t cap)
{
	uint8_t message[2] = { 0x50, 0 };
	bool is_news = false;
	size_t i;

	for (i = 0; i < c->slots_n; i++) {
		struct ccid_slot *s = &c->slots[i];

		if (s->fd >= 0)
			message[1] |= (uint8_t)(1U << 2 * i);
		if (s->is_changed)
			message[1] |= (uint8_t)(2U << 2 * i);
		is_news = is_news || s->is_changed;
	}
	if (!is_news)
		return -EAGAIN;
	if (cap < sizeof(message))
		return -EOVERFLOW;
	for (i = 0; i < c->slots_n; i++)
		c->slots[i].is_changed = false;
	memcpy(buf, message, sizeof(message));
	usb_log(&c->base, "< NOTIFY %02x", message[1]);
	return (int)sizeof(message);
}

static int
in(struct usb_model *m, uint8_t ep, uint8_t *buf, size_t cap)
{
	struct ccid *c = reader_of(m);
	int n;

	if (ep == CCID_EP_INTERRUPT && !c->has_no_interrupt)
		return notify(c, buf, cap);
	if (ep != CCID_EP_IN)
		return -EAGAIN;
	n = usb_pipe_take(&c->to_host, usb_model_mps(m), buf, cap);
	if (n > 0)
		c->bytes_in += (unsigned long)n;
	return n;
}

static size_t
wait_for(struct usb_model *m, struct pollfd *fds, size_t max, int *timeout_ms)
{
	struct ccid *c = reader_of(m);
	size_t n = 0;
	size_t i;

	for (i = 0; i < c->slots_n && n < max; i++) {
		struct ccid_slot *s = &c->slots[i];
		long long left = s->extend_at_ms - usb_now_ms();
		short what = POLLIN;

		if (s->to_card.n != 0)
			what |= POLLOUT;
		fds[n++] =
		    (struct pollfd){ s->fd < 0 ? s->listener : s->fd, what, 0 };
		if (s->extend_at_ms == 0)
			continue;
		if (left < 0)
			left = 0;
		if (*timeout_ms < 0 || *timeout_ms > left)
			*timeout_ms = (int)left;
	}
	return n;
}

static void
release(struct usb_model *m)
{
	struct ccid *c = reader_of(m);
	size_t i;

	for (i = 0; i < c->slots_n; i++) {
		ccid_card_close(&c->slots[i]);
		ccid_slot_forget(&c->slots[i]);
	}
	usb_bytes_free(&c->from_host);
	usb_pipe_free(&c->to_host);
	free(c);
}

static const struct usb_model_ops ops = { control, out, in, wait_for, run,
	release };

static const uint8_t device[18] = { 18, 1, 0x00, 0x02, 0, 0, 0, 64,
	/* vendor, product, release */ 0xE6, 0x04, 0x16, 0x51, 0x01, 0x02,
	/* maker, product, serial, configurations */ 1, 2, 3, 1 };

static struct usb_model *
make(void)
{
	struct ccid *c = calloc(1, sizeof(*c));

	if (c == NULL)
		usb_die("no memory");
	c->base.ops = &ops;
	c->base.speed = USB_FULL;
	c->base.uncounted = CCID_EP_INTERRUPT;
	memcpy(c->base.device, device, sizeof(device));
	c->base.strings[1] = "Virtual";
	c->base.strings[2] = "Virtual Reader";
	c->base.strings[3] = "VREADER01";
	c->level = CCID_SHORT;
	c->slots_n = 1;
	c->port = 40000;
	c->features = CCID_AUTO_PARAMETERS | CCID_AUTO_VOLTAGE |
	              CCID_AUTO_CLOCK | CCID_AUTO_BAUD | CCID_AUTO_PPS;
	c->protocols = 3;
	c->voltages = 7;
	c->card_voltages = 7;
	c->ifsd = 254;
	return &c->base;
}

static int
ready(struct usb_model *m)
{
	struct ccid *c = reader_of(m);
	size_t i;

	if (c->max_message == 0)
		c->max_message = c->level == CCID_EXTENDED ? 65556 : 271;
	if (c->level != CCID_EXTENDED && c->max_message < 271)
		usb_die("--max-message: at least 271 without chaining");
	ccid_describe(c);
	for (i = 0; i < c->slots_n; i++) {
		c->slots[i].number = (unsigned)i;
		ccid_card_listen(c, &c->slots[i]);
	}
	return 0;
}

const struct usb_kind ccid_kind = { "ccid", make, ccid_options, ccid_fault_add,
	ccid_fault_list, ready };
