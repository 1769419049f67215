/* SPDX-License-Identifier: ISC */
/* ccid_message.c: the host's messages, checked and handed on. */
#include <stdarg.h>
#include <string.h>

#include "ccid.h"

uint32_t
ccid_get32(const uint8_t *p)
{
	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
	       (uint32_t)p[3] << 24;
}

void
ccid_put32(uint8_t *p, uint32_t v)
{
	int i;

	for (i = 0; i < 4; i++)
		p[i] = (uint8_t)(v >> (8 * i));
}

/* What a host must not do. */
void
ccid_bad(struct ccid *c, const char *fmt, ...)
{
	char text[256];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	usb_log(&c->base, "BAD %s", text);
}

static void
not_supported(struct ccid *c, struct ccid_slot *s)
{
	ccid_answer_fail(c, s, CCID_NOT_SUPPORTED);
}

static void
character(struct ccid *c, struct ccid_slot *s)
{
	ccid_bad(c, "XfrBlock to a reader of the character level");
	ccid_answer_fail(c, s, CCID_NOT_SUPPORTED);
}

static void
transfer(struct ccid *c, struct ccid_slot *s)
{
	static void (*const levels[])(struct ccid *, struct ccid_slot *) = {
		[CCID_CHARACTER] = character,
		[CCID_TPDU] = ccid_tpdu,
		[CCID_SHORT] = ccid_apdu_short,
		[CCID_EXTENDED] = ccid_apdu_extended,
	};

	c->transfers++;
	if (s->fd >= 0 && !s->is_powered)
		ccid_bad(c, "XfrBlock without power");
	if (!s->is_powered ||
	    ccid_fault_at(c, CCID_F_MUTE_XFR, c->transfers) != NULL) {
		ccid_answer_fail(c, s, CCID_MUTE);
		return;
	}
	if (ccid_fault_at(c, CCID_F_EXTEND_ENDLESS, c->transfers) != NULL)
		s->extend_at_ms = usb_now_ms() + CCID_EXTEND_MS;
	else if (c->extend_after_ms != 0)
		s->extend_at_ms = usb_now_ms() + (long long)c->extend_after_ms;
	levels[c->level](c, s);
}

static void
log_power(struct ccid *c, const struct ccid_command *m, const char *name)
{
	usb_log(&c->base, "> %s slot %u seq %u select %u", name, m->slot,
	    m->seq, m->field[0]);
}

static void
log_transfer(struct ccid *c, const struct ccid_command *m, const char *name)
{
	char bwi[16] = "";

	if (m->field[0] != 0)
		snprintf(bwi, sizeof(bwi), " bwi %u", m->field[0]);
	usb_log(&c->base, "> %s slot %u seq %u level %x bytes %zu%s", name,
	    m->slot, m->seq, m->field[1] | (unsigned)m->field[2] << 8, m->n,
	    bwi);
}

static void
log_set(struct ccid *c, const struct ccid_command *m, const char *name)
{
	usb_log(&c->base, "> %s slot %u seq %u protocol %u bytes %zu", name,
	    m->slot, m->seq, m->field[0], m->n);
}

static void
log_plain(struct ccid *c, const struct ccid_command *m, const char *name)
{
	usb_log(&c->base, "> %s slot %u seq %u bytes %zu", name, m->slot,
	    m->seq, m->n);
}

/* CCID rev 1.1, section 6.1. */
static const struct {
	uint8_t type;
	bool has_data;
	const char *name;
	void (*log)(struct ccid *, const struct ccid_command *, const char *);
	void (*run)(struct ccid *, struct ccid_slot *);
} rows[] = {
	{ 0x62, false, "POWERON", log_power, ccid_slot_power_on },
	{ 0x63, false, "POWEROFF", log_plain, ccid_slot_power_off },
	{ 0x65, false, "STATUS", log_plain, ccid_slot_status },
	{ 0x6F, true, "XFR", log_transfer, transfer },
	{ 0x6C, false, "GETPARAMETERS", log_plain, ccid_parameters_get },
	{ 0x6D, false, "RESETPARAMETERS", log_plain, ccid_parameters_reset },
	{ 0x61, true, "SETPARAMETERS", log_set, ccid_parameters_set },
	{ 0x6B, true, "ESCAPE", log_plain, not_supported },
	{ 0x6E, false, "CLOCK", log_plain, ccid_answer_done },
	{ 0x72, false, "ABORT", log_plain, ccid_slot_abort },
	{ 0x00, true, "UNKNOWN", log_plain, not_supported },
};

static size_t
find(uint8_t type)
{
	size_t i = 0;

	while (rows[i].type != 0 && rows[i].type != type)
		i++;
	return i;
}

/* What a busy slot takes: the message that its control request announced. */
static bool
is_abort_of(const struct ccid_slot *s, const struct ccid_command *m)
{
	return rows[find(m->type)].run == ccid_slot_abort &&
	       s->number == m->slot && s->is_aborting && s->abort_seq == m->seq;
}

/* The bError of a message that no slot can take, or -1. */
static int
refusal(struct ccid *c, const struct ccid_command *m, uint32_t length)
{
	size_t row = find(m->type);
	size_t i;

	if (m->slot >= c->slots_n) {
		ccid_bad(c, "slot %u of %lu", m->slot, c->slots_n);
		return CCID_AT_SLOT;
	}
	if (length != m->n || (length != 0 && !rows[row].has_data) ||
	    length + CCID_HEADER > c->max_message) {
		ccid_bad(c, "dwLength %u of %s, %zu bytes", length,
		    rows[row].name, m->n);
		return CCID_AT_LENGTH;
	}
	for (i = 0; i < c->slots_n; i++) {
		if (!c->slots[i].is_busy || is_abort_of(&c->slots[i], m))
			continue;
		ccid_bad(c, "%s before slot %zu has answered", rows[row].name,
		    i);
		return CCID_SLOT_BUSY;
	}
	return -1;
}

static void
run_on(struct ccid *c, struct ccid_slot *s, const struct ccid_command *m)
{
	const struct ccid_fault *f = ccid_fault_at(c, CCID_F_ERROR, m->number);

	if (s->is_busy) {
		/* it is aborted by this message: nobody waits for it now */
		if (s->then != NULL)
			s->skip++;
		s->then = NULL;
	}
	s->command = *m;
	s->is_busy = true;
	s->extend_at_ms = 0;
	if (ccid_fault_at(c, CCID_F_REMOVED, m->number) != NULL)
		ccid_card_remove(c, s);
	if (f != NULL)
		ccid_answer_fail(c, s, f->error);
	else if (s->is_aborting && rows[find(m->type)].run != ccid_slot_abort)
		ccid_answer_fail(c, s, CCID_ABORTED);
	else
		rows[find(m->type)].run(c, s);
	s->command.data = NULL;
}

static void
one_message(struct ccid *c, const uint8_t *p, size_t n)
{
	struct ccid_command m = { 0 };
	int error;

	c->messages++;
	if (n < CCID_HEADER) {
		ccid_bad(c, "a message of %zu bytes", n);
		return;
	}
	m.type = p[0];
	m.slot = p[5];
	m.seq = p[6];
	memcpy(m.field, p + 7, sizeof(m.field));
	m.data = p + CCID_HEADER;
	m.n = n - CCID_HEADER;
	m.number = c->messages;
	rows[find(m.type)].log(c, &m, rows[find(m.type)].name);
	error = refusal(c, &m, ccid_get32(p + 1));
	if (error < 0)
		run_on(c, &c->slots[m.slot], &m);
	else
		ccid_answer_refuse(c, &m, (uint8_t)error);
}

/* A message ends with a short packet, or where dwLength says so. */
void
ccid_message_out(struct ccid *c, const uint8_t *p, size_t n)
{
	struct usb_bytes whole;
	struct usb_bytes *b = &c->from_host;
	bool is_short = n % usb_model_mps(&c->base) != 0 || n == 0;

	usb_bytes_add(b, p, n);
	c->bytes_out += n;
	if (b->n == 0)
		return;
	if (!is_short &&
	    (b->n < CCID_HEADER || b->n - CCID_HEADER < ccid_get32(b->p + 1)))
		return;
	whole = *b;
	*b = (struct usb_bytes){ 0 };
	one_message(c, whole.p, whole.n);
	usb_bytes_free(&whole);
}
