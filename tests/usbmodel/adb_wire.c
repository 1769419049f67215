/* SPDX-License-Identifier: ISC */
/* adb_wire.c: messages as USB transfers, as a phone's daemon reads them. */
#include <stdarg.h>
#include <string.h>

#include "adb.h"

uint32_t
adb_le32(const uint8_t *p)
{
	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
	       (uint32_t)p[3] << 24;
}

void
adb_put_le32(uint8_t *p, uint32_t v)
{
	unsigned i;

	for (i = 0; i < 4; i++)
		p[i] = (uint8_t)(v >> (8 * i));
}

static uint32_t
sum_of(const uint8_t *p, size_t n)
{
	uint32_t sum = 0;

	while (n-- > 0)
		sum += *p++;
	return sum;
}

static void
log_message(struct adb_phone *p, char way, const struct adb_message *m)
{
	char name[5];

	adb_put_le32((uint8_t *)name, m->command);
	name[4] = '\0';
	usb_log(&p->base, "%c %s %u %u %u", way, name, m->arg0, m->arg1, m->n);
}

/* What the host did is against the protocol: a real daemon hangs up. */
void
adb_wire_bad(struct adb_phone *p, const char *fmt, ...)
{
	char why[128];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(why, sizeof(why), fmt, ap);
	va_end(ap);
	usb_log(&p->base, "BAD %s", why);
	usb_model_unplug(&p->base, "protocol error");
}

/* Before the versions are agreed upon, sums are checked, and still sent. */
static bool
has_sums(const struct adb_phone *p)
{
	return p->version < ADB_V_NO_SUMS;
}

void
adb_send(struct adb_phone *p, uint32_t command, uint32_t arg0, uint32_t arg1,
    struct usb_bytes data)
{
	struct adb_message m = { command, arg0, arg1, (uint32_t)data.n, 0,
		data.p };
	uint8_t h[ADB_HEADER];
	unsigned long n = p->sent + 1;

	if (p->is_mute || adb_fault_is(p, FAULT_MUTE, n)) {
		p->is_mute = true;
		return;
	}
	p->sent = n;
	log_message(p, '<', &m);
	if (has_sums(p))
		m.sum = sum_of(data.p, data.n);
	if (adb_fault_is(p, FAULT_BAD_SUM, n))
		m.sum ^= 0x11;
	if (adb_fault_is(p, FAULT_OVERSIZE, n))
		m.n = p->use_max + 1;
	adb_put_le32(h, command);
	adb_put_le32(h + 4, arg0);
	adb_put_le32(h + 8, arg1);
	adb_put_le32(h + 12, m.n);
	adb_put_le32(h + 16, m.sum);
	adb_put_le32(h + 20, command ^ 0xFFFFFFFFU);
	if (adb_fault_is(p, FAULT_BAD_MAGIC, n))
		h[20] ^= 0x40;
	usb_pipe_put(&p->to_host, h,
	    adb_fault_is(p, FAULT_SHORT_HEADER, n) ? ADB_HEADER - 1
	                                           : ADB_HEADER);
	if (data.n > 0)
		usb_pipe_put(&p->to_host, data.p, data.n);
}

static void
deliver(struct adb_phone *p)
{
	const uint8_t *h = p->header;
	struct adb_message m = { adb_le32(h), adb_le32(h + 4), adb_le32(h + 8),
		adb_le32(h + 12), adb_le32(h + 16), p->payload.p };

	p->has_header = false;
	log_message(p, '>', &m);
	if (has_sums(p) && m.sum != sum_of(m.data, m.n)) {
		adb_wire_bad(p, "checksum %u of %u bytes, want %u", m.sum, m.n,
		    sum_of(m.data, m.n));
		return;
	}
	adb_session_take(p, &m);
	p->payload.n = 0;
}

static void
take_header(struct adb_phone *p, const uint8_t *block, size_t n)
{
	uint32_t length;

	if (n != ADB_HEADER) {
		adb_wire_bad(p,
		    "a header of %zu bytes (after a transfer of whole packets "
		    "a zero-length packet must come)",
		    n);
		return;
	}
	if (adb_le32(block) != ~adb_le32(block + 20)) {
		adb_wire_bad(p, "magic");
		return;
	}
	length = adb_le32(block + 12);
	if (length > (p->connects == 0 ? ADB_OLD_MAX : p->use_max)) {
		adb_wire_bad(p, "%u bytes of data", length);
		return;
	}
	memcpy(p->header, block, ADB_HEADER);
	p->has_header = true;
	if (length == 0)
		deliver(p);
}

static void
take_payload(struct adb_phone *p, const uint8_t *block, size_t n)
{
	uint32_t length = adb_le32(p->header + 12);

	if (n > length - p->payload.n) {
		adb_wire_bad(p, "%zu bytes, %zu wanted", n,
		    length - p->payload.n);
		return;
	}
	usb_bytes_add(&p->payload, block, n);
	if (p->payload.n == length)
		deliver(p);
}

/* An empty block is the end of a transfer of whole packets. */
static void
take_block(struct adb_phone *p)
{
	size_t n = p->block_n;

	p->block_n = 0;
	if (n == 0 || p->base.is_gone)
		return;
	if (p->has_header)
		take_payload(p, p->block, n);
	else
		take_header(p, p->block, n);
}

/*
 * The daemon's reads are 16 KiB each; one ends when it is full, or with a
 * packet that is short. A host that leaves out the zero-length packet thus
 * has its next header glued to the payload before it.
 */
void
adb_wire_write(struct adb_phone *p, const uint8_t *buf, size_t n)
{
	bool is_short = n % usb_model_mps(&p->base) != 0 || n == 0;
	size_t room;

	while (n > 0) {
		room = ADB_BLOCK - p->block_n;
		if (room > n)
			room = n;
		memcpy(p->block + p->block_n, buf, room);
		p->block_n += room;
		buf += room;
		n -= room;
		if (p->block_n == ADB_BLOCK)
			take_block(p);
	}
	if (is_short)
		take_block(p);
}
