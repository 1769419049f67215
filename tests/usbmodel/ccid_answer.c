/* SPDX-License-Identifier: ISC */
/* ccid_answer.c: what the host is told, and how a faulty reader says it. */
#include <string.h>

#include "ccid.h"

#define DATA 0x80
#define SLOT_STATUS 0x81
#define PARAMETERS 0x82
#define ESCAPE 0x83

/* A message on its way: which one of the host's it is for. */
struct reply {
	uint8_t head[CCID_HEADER];
	const uint8_t *data;
	size_t n;
	unsigned long number;
};

static const struct {
	uint8_t type;
	uint8_t reply;
} replies[] = {
	{ 0x62, DATA },
	{ 0x6F, DATA },
	{ 0x61, PARAMETERS },
	{ 0x6C, PARAMETERS },
	{ 0x6D, PARAMETERS },
	{ 0x6B, ESCAPE },
};

static uint8_t
reply_type(uint8_t type)
{
	size_t i;

	for (i = 0; i < sizeof(replies) / sizeof(replies[0]); i++)
		if (replies[i].type == type)
			return replies[i].reply;
	return SLOT_STATUS;
}

static void
log_reply(struct ccid *c, const struct reply *r)
{
	static const char *const names[] = { "DATA", "SLOT", "PARAMETERS",
		"ESCAPE" };
	const uint8_t *h = r->head;

	usb_log(&c->base,
	    "< %s slot %u seq %u status %02x error %02x chain %02x bytes %zu",
	    names[h[0] & 3], h[5], h[6], h[7], h[8], h[9], r->n);
}

static void
put(struct ccid *c, const struct reply *r, size_t n)
{
	struct usb_bytes b = { 0 };

	usb_bytes_add(&b, r->head, sizeof(r->head));
	usb_bytes_add(&b, r->data, r->n);
	log_reply(c, r);
	if (n < b.n)
		b.n = n;
	usb_pipe_put(&c->to_host, b.p, b.n);
	if (b.n % usb_model_mps(&c->base) == 0 &&
	    ccid_fault_at(c, CCID_F_NO_ZERO_PACKET, 0) == NULL) {
		usb_pipe_put(&c->to_host, NULL, 0);
		if (ccid_fault_at(c, CCID_F_ZERO_PACKET, 0) != NULL)
			usb_pipe_put(&c->to_host, NULL, 0);
	}
	usb_bytes_free(&b);
}

static bool
has(const struct ccid *c, enum ccid_fault_kind kind, const struct reply *r)
{
	return ccid_fault_at(c, kind, r->number) != NULL;
}

static void
spoil_length(struct ccid *c, struct reply *r)
{
	uint32_t length = (uint32_t)r->n;

	if (has(c, CCID_F_LENGTH_MORE, r))
		length += 5;
	if (has(c, CCID_F_LENGTH_HUGE, r))
		length = 0xFFFFFFFFU;
	if (has(c, CCID_F_LENGTH_LESS, r) && length > 0)
		length--;
	else if (has(c, CCID_F_LENGTH_LESS, r)) {
		r->data = (const uint8_t *)"";
		r->n = 1;
	}
	ccid_put32(r->head + 1, length);
}

/* An answer to the message before, as one that came after its time-out. */
static void
put_stale(struct ccid *c, const struct reply *r)
{
	struct reply old = { .number = 0 };

	memcpy(old.head, r->head, sizeof(old.head));
	old.head[6]--;
	ccid_put32(old.head + 1, 0);
	put(c, &old, CCID_HEADER);
}

static void
send(struct ccid *c, struct reply *r)
{
	if (ccid_fault_since(c, CCID_F_SILENT, r->number) ||
	    has(c, CCID_F_SILENT_ONCE, r))
		return;
	if (has(c, CCID_F_NO_DATA, r)) {
		r->n = 0;
		r->head[7] &= 3;
		r->head[8] = 0;
	}
	if (has(c, CCID_F_STALE, r))
		put_stale(c, r);
	spoil_length(c, r);
	if (has(c, CCID_F_WRONG_TYPE, r))
		r->head[0] = r->head[0] == ESCAPE ? DATA : ESCAPE;
	if (has(c, CCID_F_WRONG_SLOT, r))
		r->head[5]++;
	if (has(c, CCID_F_WRONG_SEQ, r))
		r->head[6]++;
	if (has(c, CCID_F_BAD_STATUS, r))
		r->head[7] |= 0x3C;
	if (has(c, CCID_F_BAD_COMMAND, r))
		r->head[7] |= 0xC0;
	put(c, r, has(c, CCID_F_SHORT_FRAME, r) ? 7 : SIZE_MAX);
}

void
ccid_answer_refuse(struct ccid *c, const struct ccid_command *m, uint8_t error)
{
	struct reply r = { .number = m->number };

	r.head[0] = reply_type(m->type);
	r.head[5] = m->slot;
	r.head[6] = m->seq;
	r.head[7] =
	    CCID_FAILED |
	    (m->slot < c->slots_n ? ccid_slot_icc(&c->slots[m->slot]) : 2);
	r.head[8] = error;
	send(c, &r);
}

/* The card wants more time; the same bSeq, and the command stays. */
void
ccid_answer_extend(struct ccid *c, struct ccid_slot *s)
{
	const struct ccid_command *m = &s->command;
	struct reply r = { .number = m->number };

	r.head[0] = reply_type(m->type);
	r.head[5] = m->slot;
	r.head[6] = m->seq;
	r.head[7] = CCID_EXTENSION | ccid_slot_icc(s);
	r.head[8] = 1;
	if (!ccid_fault_since(c, CCID_F_SILENT, r.number))
		put(c, &r, SIZE_MAX);
}

void
ccid_answer(struct ccid *c, struct ccid_slot *s, const struct ccid_answer *a)
{
	const struct ccid_command *m = &s->command;
	const struct ccid_fault *f = ccid_fault_at(c, CCID_F_EXTEND, 0);
	struct reply r = { .data = a->data, .n = a->n, .number = m->number };
	unsigned long i;

	if (!s->is_busy)
		return; /* it was aborted */
	if (m->type == 0x6F &&
	    ccid_fault_at(c, CCID_F_EXTEND_ENDLESS, c->transfers) != NULL)
		return;
	for (i = 0; f != NULL && m->type == 0x6F && i < f->n; i++)
		ccid_answer_extend(c, s);
	r.head[0] = reply_type(m->type);
	r.head[5] = m->slot;
	r.head[6] = m->seq;
	r.head[7] = a->status | ccid_slot_icc(s);
	r.head[8] = a->error;
	r.head[9] = a->last;
	s->is_busy = false;
	s->extend_at_ms = 0;
	send(c, &r);
}

void
ccid_answer_done(struct ccid *c, struct ccid_slot *s)
{
	ccid_answer(c, s, &(struct ccid_answer){ 0 });
}

void
ccid_answer_data(struct ccid *c, struct ccid_slot *s, const uint8_t *p,
    size_t n)
{
	ccid_answer(c, s, &(struct ccid_answer){ .data = p, .n = n });
}

void
ccid_answer_fail(struct ccid *c, struct ccid_slot *s, uint8_t error)
{
	ccid_answer(c, s,
	    &(struct ccid_answer){ .status = CCID_FAILED, .error = error });
}
