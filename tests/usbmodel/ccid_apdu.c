/* SPDX-License-Identifier: ISC */
/* ccid_apdu.c: XfrBlock of a reader that takes whole APDUs. */
#include <string.h>

#include "ccid.h"

#define SHORT_MAX 261
#define SHORT_DATA_MAX 256
/* As much as the card program's protocol carries. */
#define APDU_MAX 65535

static void take(struct ccid *c, struct ccid_slot *s, const uint8_t *p,
    size_t n);

static unsigned
level_parameter(const struct ccid_slot *s)
{
	return s->command.field[1] | (unsigned)s->command.field[2] << 8;
}

/* The next part of s->answer, as much as a message holds. */
static void
send_part(struct ccid *c, struct ccid_slot *s)
{
	size_t left = s->answer.n - s->answer_at;
	size_t room = c->max_message - CCID_HEADER;
	bool is_last;
	struct ccid_answer a = { .data = s->answer.p + s->answer_at };

	s->parts++;
	is_last = left <= room &&
	          !ccid_fault_since(c, CCID_F_CHAIN_ENDLESS, s->parts);
	a.n = left < room ? left : room;
	if (s->parts == 1)
		a.last = is_last ? 0 : 1;
	else
		a.last = is_last ? 2 : 3;
	if (ccid_fault_at(c, CCID_F_CHAIN_WRONG, s->parts) != NULL)
		a.last = 5;
	if (is_last || left > room)
		s->answer_at += a.n;
	s->is_answering = !is_last;
	ccid_answer(c, s, &a);
}

/* T=0, ISO/IEC 7816-3, section 12.2: what a driver would do with 61xx and
 * 6Cxx, when this reader does it. A short APDU has 256 bytes of answer at most:
 * when more waits, the host is told so. */
static bool
go_on(struct ccid *c, struct ccid_slot *s)
{
	uint8_t *sw = s->answer.p + s->answer.n - 2;
	uint8_t get[] = { 0, 0xC0, 0, 0, 0 };
	size_t waits;

	if (!c->has_get_response || s->card_protocol != 0 || s->answer.n < 2)
		return false;
	if (sw[0] != 0x61 && (sw[0] != 0x6C || s->answer.n != 2))
		return false;
	if (s->answer.n > APDU_MAX - 256)
		return false;
	waits = sw[1] != 0 ? sw[1] : 256;
	if (c->level == CCID_SHORT && s->answer.n - 2 + waits > SHORT_DATA_MAX)
		return false;
	get[4] = sw[1];
	s->answer.n -= 2;
	if (sw[0] == 0x6C) {
		memcpy(get, s->apdu.p, 4);
	} else {
		get[0] = (s->apdu.p[0] & 0x40) != 0 ? s->apdu.p[0] & 0x4F
		                                    : s->apdu.p[0] & 0x03;
	}
	ccid_card_apdu(c, s, get, sizeof(get), take);
	return true;
}

static void
take(struct ccid *c, struct ccid_slot *s, const uint8_t *p, size_t n)
{
	if (p == NULL) {
		ccid_answer_fail(c, s, CCID_MUTE);
		return;
	}
	if (c->level == CCID_SHORT && n > 258) {
		ccid_answer_fail(c, s, CCID_OVERRUN);
		return;
	}
	usb_bytes_add(&s->answer, p, n);
	if (go_on(c, s))
		return;
	s->answer_at = 0;
	s->parts = 0;
	if (c->level == CCID_EXTENDED)
		send_part(c, s);
	else
		ccid_answer_data(c, s, s->answer.p, s->answer.n);
}

/* On T=0's wire the command of case 4 has no Le. */
static size_t
without_le(const struct ccid_slot *s)
{
	const uint8_t *p = s->apdu.p;
	size_t n = s->apdu.n;

	if (s->card_protocol == 0 && n > 5 && p[4] != 0 && n == 6U + p[4])
		return n - 1;
	return n;
}

static void
run_apdu(struct ccid *c, struct ccid_slot *s)
{
	if (ccid_parameters_check(c, s) < 0)
		return;
	usb_bytes_free(&s->answer);
	s->is_answering = false;
	ccid_card_apdu(c, s, s->apdu.p, without_le(s), take);
}

static void
keep(struct ccid_slot *s)
{
	if (!s->is_chaining)
		usb_bytes_free(&s->apdu);
	usb_bytes_add(&s->apdu, s->command.data, s->command.n);
}

void
ccid_apdu_short(struct ccid *c, struct ccid_slot *s)
{
	const struct ccid_command *m = &s->command;

	if (level_parameter(s) != 0) {
		ccid_bad(c, "wLevelParameter %x", level_parameter(s));
		ccid_answer_fail(c, s, CCID_AT_8);
	} else if (m->n < 4 || m->n > SHORT_MAX) {
		ccid_bad(c, "a short APDU of %zu bytes", m->n);
		ccid_answer_fail(c, s, CCID_AT_LENGTH);
	} else {
		keep(s);
		run_apdu(c, s);
	}
}

static void
refuse_level(struct ccid *c, struct ccid_slot *s, const char *why)
{
	ccid_bad(c, "wLevelParameter %x %s", level_parameter(s), why);
	ccid_answer_fail(c, s, CCID_AT_8);
}

static void
whole(struct ccid *c, struct ccid_slot *s)
{
	if (s->is_chaining)
		refuse_level(c, s, "within a chain");
	else if (s->command.n < 4) {
		ccid_bad(c, "an APDU of %zu bytes", s->command.n);
		ccid_answer_fail(c, s, CCID_AT_LENGTH);
	} else {
		keep(s);
		run_apdu(c, s);
	}
}

/* Each part but the last is answered with an empty one. */
static void
part(struct ccid *c, struct ccid_slot *s)
{
	bool is_first = level_parameter(s) == 1;
	bool is_last = level_parameter(s) == 2;

	if (s->is_chaining == is_first) {
		refuse_level(c, s, "out of order");
		return;
	}
	if (s->apdu.n + s->command.n > APDU_MAX && !is_first) {
		ccid_bad(c, "a chain of over %d bytes", APDU_MAX);
		ccid_answer_fail(c, s, CCID_OVERRUN);
		return;
	}
	keep(s);
	s->is_chaining = !is_last;
	if (is_last)
		run_apdu(c, s);
	else
		ccid_answer(c, s, &(struct ccid_answer){ .last = 0x10 });
}

static void
more(struct ccid *c, struct ccid_slot *s)
{
	if (!s->is_answering)
		refuse_level(c, s, "and there is no more");
	else if (s->command.n != 0) {
		ccid_bad(c, "%zu bytes ask for the next part", s->command.n);
		ccid_answer_fail(c, s, CCID_AT_LENGTH);
	} else {
		send_part(c, s);
	}
}

/* CCID rev 1.1, section 6.1.4: wLevelParameter. */
void
ccid_apdu_extended(struct ccid *c, struct ccid_slot *s)
{
	static const struct {
		unsigned level;
		void (*run)(struct ccid *c, struct ccid_slot *s);
	} rows[] = {
		{ 0x00, whole },
		{ 0x01, part },
		{ 0x02, part },
		{ 0x03, part },
		{ 0x10, more },
	};
	size_t i;

	if (s->is_answering && level_parameter(s) != 0x10) {
		usb_log(&c->base, "ODD the rest of an answer is not fetched");
		s->is_answering = false;
	}
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (rows[i].level != level_parameter(s))
			continue;
		rows[i].run(c, s);
		return;
	}
	refuse_level(c, s, "is unknown");
}
