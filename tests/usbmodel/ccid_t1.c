/* SPDX-License-Identifier: ISC */
/* ccid_t1.c: the card's end of T=1; ISO/IEC 7816-3, section 11. */
#include <string.h>

#include "ccid.h"

#define R_BLOCK 0x80
#define R_EDC 1
#define R_OTHER 2
#define S_RESYNCH 0xC0
#define S_IFS 0xC1
#define S_ABORT 0xC2
#define S_WTX 0xC3
#define S_RESPONSE 0x20
#define MORE 0x20
#define NEW_IFSC 16
#define WTX_FACTOR 2

void
ccid_t1_reset(struct ccid *c, struct ccid_slot *s)
{
	struct ccid_t1 *t = &s->t1;

	usb_bytes_free(&t->in);
	usb_bytes_free(&t->out);
	*t = (struct ccid_t1){ 0 };
	t->ifsc = s->atr.ifsc;
	t->ifsd = 32;
	if ((c->features & CCID_AUTO_IFSD) != 0)
		t->ifsd = (uint8_t)c->ifsd;
	t->is_crc = c->is_crc || s->atr.has_crc;
}

static bool
is_i(const struct ccid_block *b)
{
	return b->n != 0 && (b->p[1] & 0x80) == 0;
}

static bool
is_s(const struct ccid_block *b)
{
	return (b->p[1] & 0xC0) == 0xC0;
}

/* A block in the place of another one, which waits. */
static bool
ask_first(struct ccid *c, struct ccid_slot *s, struct ccid_block *b)
{
	static const struct {
		enum ccid_fault_kind kind;
		uint8_t pcb;
		uint8_t value;
		uint8_t n;
	} rows[] = {
		{ CCID_F_T1_WTX, S_WTX, WTX_FACTOR, 1 },
		{ CCID_F_T1_IFS, S_IFS, NEW_IFSC, 1 },
		{ CCID_F_T1_ABORT, S_ABORT, 0, 0 },
	};
	struct ccid_t1 *t = &s->t1;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (is_s(b) || ccid_fault_at(c, rows[i].kind, t->sent) == NULL)
			continue;
		t->held = *b;
		t->asked = rows[i].pcb;
		t->asked_value = rows[i].value;
		ccid_block_make(b, t->is_crc, rows[i].pcb, &rows[i].value,
		    rows[i].n);
		return true;
	}
	return false;
}

static void
answer_r(struct ccid_block *b, const struct ccid_t1 *t, uint8_t error)
{
	ccid_block_make(b, t->is_crc, (uint8_t)(R_BLOCK | t->nr << 4 | error),
	    NULL, 0);
}

/* Faults of one block; the clean one is kept for another try. */
static void
spoil(struct ccid *c, struct ccid_slot *s, struct ccid_block *b)
{
	struct ccid_t1 *t = &s->t1;
	struct ccid_block before = t->last;

	if (ccid_fault_since(c, CCID_F_T1_ENDLESS_R, t->sent) ||
	    (ccid_fault_since(c, CCID_F_T1_RESYNC, t->sent) &&
	        !t->is_resynced && !is_s(b))) {
		answer_r(b, t, R_OTHER);
		t->last = *b;
		return;
	}
	(void)ask_first(c, s, b);
	t->last = *b;
	if (ccid_fault_at(c, CCID_F_T1_DUP, t->sent) != NULL && before.n != 0)
		*b = before;
	if (ccid_fault_at(c, CCID_F_T1_WRONG_SEQ, t->sent) != NULL) {
		b->p[1] ^= is_i(b) ? 0x40 : 0x10;
		ccid_block_seal(b, t->is_crc);
	}
	if (ccid_fault_at(c, CCID_F_T1_BAD_LRC, t->sent) != NULL)
		b->p[b->n - 1] ^= 0xFF;
}

static void
send(struct ccid *c, struct ccid_slot *s, const struct ccid_block *clean)
{
	struct ccid_block b = *clean;

	s->t1.sent++;
	spoil(c, s, &b);
	if (ccid_fault_at(c, CCID_F_T1_DROP, s->t1.sent) != NULL) {
		ccid_answer_fail(c, s, CCID_MUTE);
		return;
	}
	ccid_block_log(c, '<', &b);
	ccid_answer_data(c, s, b.p, b.n);
}

static void
send_r(struct ccid *c, struct ccid_slot *s, uint8_t error)
{
	struct ccid_block b;

	answer_r(&b, &s->t1, error);
	send(c, s, &b);
}

static void
send_again(struct ccid *c, struct ccid_slot *s)
{
	struct ccid_block b = s->t1.last;

	if (b.n == 0)
		send_r(c, s, 0);
	else
		send(c, s, &b);
}

/* The next part of the answer. */
static void
send_i(struct ccid *c, struct ccid_slot *s)
{
	struct ccid_t1 *t = &s->t1;
	uint8_t inf[256] = { 0 };
	size_t left = t->out.n - t->out_at;
	size_t n = left < t->ifsd ? left : t->ifsd;
	bool is_more = left > n;
	struct ccid_block b;

	if (ccid_fault_since(c, CCID_F_T1_ENDLESS_CHAIN, t->sent + 1))
		is_more = true;
	if (n > 0)
		memcpy(inf, t->out.p + t->out_at, n);
	t->out_at += n;
	if (n == 0)
		n = t->ifsd; /* a chain without an end */
	if (ccid_fault_at(c, CCID_F_T1_LONG, t->sent + 1) != NULL)
		n = t->ifsd + 1U;
	ccid_block_make(&b, t->is_crc,
	    (uint8_t)(t->ns << 6 | (is_more ? MORE : 0)), inf, n);
	t->ns ^= 1;
	t->is_more = is_more;
	send(c, s, &b);
}

static void
take_reply(struct ccid *c, struct ccid_slot *s, const uint8_t *p, size_t n)
{
	struct ccid_t1 *t = &s->t1;

	if (p == NULL) {
		ccid_answer_fail(c, s, CCID_MUTE);
		return;
	}
	usb_bytes_free(&t->out);
	usb_bytes_add(&t->out, p, n);
	t->out_at = 0;
	send_i(c, s);
}

static void
take_i(struct ccid *c, struct ccid_slot *s, const struct ccid_block *b)
{
	struct ccid_t1 *t = &s->t1;
	struct usb_bytes command = { 0 };

	if (t->asked != 0)
		ccid_bad(c, "an I-block, the card waits for S %02x", t->asked);
	if ((b->p[1] >> 6 & 1) != t->nr) {
		usb_log(&c->base, "ODD N(S) once more");
		send_again(c, s);
		return;
	}
	if (t->in.n + b->p[2] > 0xFFFF) {
		ccid_bad(c, "a command of over 65535 bytes");
		send_r(c, s, R_OTHER);
		return;
	}
	usb_bytes_add(&t->in, b->p + 3, b->p[2]);
	t->nr ^= 1;
	if ((b->p[1] & MORE) != 0) {
		send_r(c, s, 0);
		return;
	}
	command = t->in;
	t->in = (struct usb_bytes){ 0 };
	ccid_card_apdu(c, s, command.p, command.n, take_reply);
	usb_bytes_free(&command);
}

/* N(R) is the next that the host wants: a new one, or the last once more. */
static void
take_r(struct ccid *c, struct ccid_slot *s, const struct ccid_block *b)
{
	struct ccid_t1 *t = &s->t1;
	bool is_next = (b->p[1] >> 4 & 1) == t->ns;

	if (!is_i(&t->last) || !is_next) {
		send_again(c, s);
	} else if (t->is_more) {
		send_i(c, s);
	} else {
		ccid_bad(c, "R after the last block of an answer");
		send_again(c, s);
	}
}

static void
reply_s(struct ccid *c, struct ccid_slot *s, const struct ccid_block *b)
{
	struct ccid_block r;

	ccid_block_make(&r, s->t1.is_crc, b->p[1] | S_RESPONSE, b->p + 3,
	    b->p[2]);
	send(c, s, &r);
}

static void
take_resynch(struct ccid *c, struct ccid_slot *s, const struct ccid_block *b)
{
	struct ccid_t1 *t = &s->t1;

	t->ns = 0;
	t->nr = 0;
	t->asked = 0;
	t->is_more = false;
	t->is_resynced = true;
	usb_bytes_free(&t->in);
	usb_bytes_free(&t->out);
	t->out_at = 0;
	reply_s(c, s, b);
}

static void
take_ifs(struct ccid *c, struct ccid_slot *s, const struct ccid_block *b)
{
	if (b->p[2] != 1 || b->p[3] == 0 || b->p[3] == 255) {
		ccid_bad(c, "S(IFS request) is malformed");
		send_r(c, s, R_OTHER);
		return;
	}
	s->t1.ifsd = b->p[3];
	reply_s(c, s, b);
}

static void
take_abort(struct ccid *c, struct ccid_slot *s, const struct ccid_block *b)
{
	usb_bytes_free(&s->t1.in);
	usb_bytes_free(&s->t1.out);
	s->t1.out_at = 0;
	s->t1.is_more = false;
	reply_s(c, s, b);
}

static void
take_response(struct ccid *c, struct ccid_slot *s, const struct ccid_block *b)
{
	struct ccid_t1 *t = &s->t1;
	struct ccid_block held = t->held;

	if (t->asked == 0 || b->p[1] != (t->asked | S_RESPONSE) ||
	    (b->p[2] != 0 && b->p[3] != t->asked_value) ||
	    b->p[2] != (t->asked == S_ABORT ? 0 : 1)) {
		ccid_bad(c, "an S response %02x that was not asked for",
		    b->p[1]);
		send_again(c, s);
		return;
	}
	if (t->asked == S_IFS)
		t->ifsc = NEW_IFSC;
	if (t->asked == S_WTX && s->command.field[0] != WTX_FACTOR)
		usb_log(&c->base, "ODD bBWI %u after WTX %u",
		    s->command.field[0], WTX_FACTOR);
	if (t->asked == S_ABORT) {
		usb_bytes_free(&t->in);
		usb_bytes_free(&t->out);
		t->is_more = false;
		t->ns ^= is_i(&held) ? 1 : 0; /* it was never sent */
		answer_r(&held, t, 0);
	}
	t->asked = 0;
	send(c, s, &held);
}

static void
take_s(struct ccid *c, struct ccid_slot *s, const struct ccid_block *b)
{
	static const struct {
		uint8_t pcb;
		void (*run)(struct ccid *, struct ccid_slot *,
		    const struct ccid_block *);
	} rows[] = {
		{ S_RESYNCH, take_resynch },
		{ S_IFS, take_ifs },
		{ S_ABORT, take_abort },
	};
	size_t i;

	if ((b->p[1] & S_RESPONSE) != 0) {
		take_response(c, s, b);
		return;
	}
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (rows[i].pcb != b->p[1])
			continue;
		rows[i].run(c, s, b);
		return;
	}
	ccid_bad(c, "S %02x of the host", b->p[1]);
	send_r(c, s, R_OTHER);
}

/* R's error number, or -1: the block is sound. */
static int
check(struct ccid *c, const struct ccid_slot *s, const struct ccid_block *b)
{
	const struct ccid_t1 *t = &s->t1;

	if (!ccid_block_is_sealed(b, t->is_crc)) {
		ccid_bad(c, "%s of a block", t->is_crc ? "CRC" : "LRC");
		return R_EDC;
	}
	if (b->p[0] != 0) {
		ccid_bad(c, "NAD %02x", b->p[0]);
		return R_OTHER;
	}
	if (b->p[2] > t->ifsc) {
		ccid_bad(c, "LEN %u of a block, IFSC is %u", b->p[2], t->ifsc);
		return R_OTHER;
	}
	return -1;
}

void
ccid_t1_block(struct ccid *c, struct ccid_slot *s)
{
	const struct ccid_command *m = &s->command;
	size_t frame = s->t1.is_crc ? 5 : 4;
	struct ccid_block b;
	int error;

	if (m->n < frame || m->n > sizeof(b.p) || m->n != frame + m->data[2]) {
		ccid_bad(c, "a T=1 block of %zu bytes", m->n);
		ccid_answer_fail(c, s, CCID_AT_LENGTH);
		return;
	}
	memcpy(b.p, m->data, m->n);
	b.n = m->n;
	s->is_fresh = false;
	ccid_block_log(c, '>', &b);
	error = check(c, s, &b);
	if (error >= 0)
		send_r(c, s, (uint8_t)error);
	else if ((b.p[1] & 0x80) == 0)
		take_i(c, s, &b);
	else if ((b.p[1] & 0x40) == 0)
		take_r(c, s, &b);
	else
		take_s(c, s, &b);
}
