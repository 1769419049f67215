/* SPDX-License-Identifier: ISC */
/* ccid_describe.c: the reader's descriptors, from its options. */
#include <string.h>

#include "ccid.h"

static void
put16(uint8_t *p, unsigned v)
{
	p[0] = (uint8_t)(v & 0xFF);
	p[1] = (uint8_t)(v >> 8);
}

/* CCID rev 1.1, section 5.1. */
static void
class_descriptor(const struct ccid *c, uint8_t d[54])
{
	static const uint32_t levels[] = { 0, 0x10000, 0x20000, 0x40000 };

	memset(d, 0, 54);
	d[0] = 54;
	d[1] = 0x21;
	put16(d + 2, 0x0110);
	d[4] = (uint8_t)(c->slots_n - 1);
	d[5] = (uint8_t)c->voltages;
	ccid_put32(d + 6, c->protocols);
	ccid_put32(d + 10, CCID_CLOCK_KHZ);
	ccid_put32(d + 14, CCID_CLOCK_KHZ);
	ccid_put32(d + 19, 12903);
	ccid_put32(d + 23, 412903);
	ccid_put32(d + 28, (uint32_t)c->ifsd);
	ccid_put32(d + 40, c->features | levels[c->level]);
	ccid_put32(d + 44, (uint32_t)c->max_message);
	d[48] = 0xFF;
	d[49] = 0xFF;
	d[53] = 1;
}

static void
endpoint(struct ccid *c, uint8_t address, uint8_t type, unsigned size)
{
	uint8_t d[7] = { 7, 5, address, type, 0, 0, 0 };

	put16(d + 4, size);
	d[6] = type == 3 ? 16 : 0;
	usb_model_describe(&c->base, d, sizeof(d));
}

void
ccid_describe(struct ccid *c)
{
	static const uint8_t config[] = { 9, 2, 0, 0, 0, 1, 0, 0x80, 50 };
	uint8_t interface[] = { 9, 4, 0, 0, 3, 0x0B, 0, 0, 0 };
	uint8_t class[54];
	unsigned mps = usb_model_mps(&c->base);
	size_t i;

	if (c->has_no_interrupt)
		interface[4] = 2;
	if (c->is_class_ff)
		interface[5] = 0xFF;
	class_descriptor(c, class);
	for (i = 0; i < c->patches_n; i++)
		class[c->patches[i].at] = c->patches[i].value;
	usb_model_describe(&c->base, config, sizeof(config));
	usb_model_describe(&c->base, interface, sizeof(interface));
	usb_model_describe(&c->base, class, sizeof(class));
	endpoint(c, CCID_EP_OUT, 2, mps);
	endpoint(c, CCID_EP_IN, 2, mps);
	if (!c->has_no_interrupt)
		endpoint(c, CCID_EP_INTERRUPT, 3, 8);
}
