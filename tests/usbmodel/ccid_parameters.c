/* SPDX-License-Identifier: ISC */
/* ccid_parameters.c: protocol and its values, of the reader and the card. */
#include <string.h>

#include "ccid.h"

#define FIDI_DEFAULT 0x11

static size_t
parameters_n(const struct ccid_slot *s)
{
	return s->protocol == 1 ? 7 : 5;
}

/* CCID rev 1.1, sections 6.1.7 and 6.2.3. */
static void
fill(struct ccid_slot *s, uint8_t protocol, uint8_t fidi)
{
	const struct ccid_atr *a = &s->atr;

	memset(s->parameters, 0, sizeof(s->parameters));
	s->protocol = protocol;
	s->parameters[0] = fidi;
	s->parameters[1] = protocol == 1 ? 0x10 : 0;
	s->parameters[2] = a->guard;
	if (protocol == 0) {
		s->parameters[3] = a->wi;
		return;
	}
	if (a->has_crc)
		s->parameters[1] |= 1;
	s->parameters[3] = a->waiting;
	s->parameters[5] = a->ifsc;
}

static bool
is_automatic(const struct ccid *c)
{
	return (c->features & (CCID_AUTO_PARAMETERS | CCID_AUTO_NEGOTIATION)) !=
	       0;
}

static bool
has_own_pps(const struct ccid *c)
{
	return (c->features & (CCID_AUTO_PPS | CCID_AUTO_NEGOTIATION)) != 0;
}

/* After the ATR: what the reader takes from it, and what it agrees upon. */
void
ccid_parameters_default(struct ccid *c, struct ccid_slot *s)
{
	if (has_own_pps(c) && is_automatic(c))
		s->card_fidi = s->atr.fidi;
	if (is_automatic(c))
		fill(s, s->card_protocol, s->card_fidi);
	else
		fill(s, 0, FIDI_DEFAULT);
	ccid_t1_reset(c, s);
}

static void
answer(struct ccid *c, struct ccid_slot *s)
{
	ccid_answer(c, s,
	    &(struct ccid_answer){ .last = s->protocol,
	        .data = s->parameters,
	        .n = parameters_n(s) });
}

/* false: answered. */
static bool
is_ready(struct ccid *c, struct ccid_slot *s)
{
	if (s->is_powered)
		return true;
	ccid_answer_fail(c, s, CCID_MUTE);
	return false;
}

void
ccid_parameters_get(struct ccid *c, struct ccid_slot *s)
{
	if (is_ready(c, s))
		answer(c, s);
}

void
ccid_parameters_reset(struct ccid *c, struct ccid_slot *s)
{
	if (!is_ready(c, s))
		return;
	fill(s, is_automatic(c) ? s->card_protocol : 0,
	    is_automatic(c) ? s->card_fidi : FIDI_DEFAULT);
	answer(c, s);
}

/* Which field is wrong, or 0. */
static uint8_t
check_set(struct ccid *c, struct ccid_slot *s)
{
	const struct ccid_command *m = &s->command;
	uint8_t protocol = m->field[0];

	if (protocol > 1 || (c->protocols >> protocol & 1) == 0 ||
	    (s->atr.offered >> protocol & 1) == 0) {
		ccid_bad(c, "SetParameters for protocol %u", protocol);
		return CCID_AT_7;
	}
	if (m->n != (protocol == 1 ? 7U : 5U)) {
		ccid_bad(c, "SetParameters of %zu bytes", m->n);
		return CCID_AT_LENGTH;
	}
	if (protocol == 1 && (m->data[5] == 0 || m->data[5] == 255)) {
		ccid_bad(c, "SetParameters with IFSC %u", m->data[5]);
		return CCID_AT_DATA + 5;
	}
	return 0;
}

void
ccid_parameters_set(struct ccid *c, struct ccid_slot *s)
{
	const struct ccid_command *m = &s->command;
	uint8_t wrong;

	if (!is_ready(c, s))
		return;
	wrong = check_set(c, s);
	if (wrong != 0) {
		ccid_answer_fail(c, s, wrong);
		return;
	}
	s->protocol = m->field[0];
	memcpy(s->parameters, m->data, m->n);
	if (has_own_pps(c) && s->is_fresh && !s->atr.is_specific) {
		s->card_protocol = s->protocol;
		s->card_fidi = s->parameters[0];
	}
	usb_log(&c->base, "SET T=%u FiDi %02x", s->protocol, s->parameters[0]);
	answer(c, s);
}

/* ISO/IEC 7816-3, section 9: the card says the same again. */
static bool
is_pps(const struct ccid_command *m)
{
	size_t n = 3;
	uint8_t sum = 0;
	size_t i;

	if (m->n < 3)
		return false;
	for (i = 4; i < 7; i++)
		n += m->data[1] >> i & 1;
	for (i = 0; i < m->n; i++)
		sum ^= m->data[i];
	return m->n == n && sum == 0;
}

static const char *
pps_fault(const struct ccid *c, const struct ccid_slot *s)
{
	const struct ccid_command *m = &s->command;
	uint8_t protocol;

	if (has_own_pps(c))
		return "to a reader that does it itself";
	if (!s->is_fresh)
		return "after a command";
	if (s->atr.is_specific)
		return "in specific mode";
	if (!is_pps(m))
		return "that is malformed";
	protocol = m->data[1] & 0x0F;
	if (protocol > 1 || (s->atr.offered >> protocol & 1) == 0)
		return "for a protocol that the card has not";
	return NULL;
}

int
ccid_parameters_pps(struct ccid *c, struct ccid_slot *s)
{
	const struct ccid_command *m = &s->command;
	const char *fault;

	if (m->n == 0 || m->data[0] != 0xFF)
		return 0;
	fault = pps_fault(c, s);
	if (fault != NULL)
		ccid_bad(c, "PPS %s", fault);
	if (fault != NULL || ccid_fault_at(c, CCID_F_PPS_MUTE, 0) != NULL) {
		ccid_answer_fail(c, s, CCID_MUTE);
		return 1;
	}
	s->is_fresh = false;
	s->card_protocol = m->data[1] & 0x0F;
	s->card_fidi = (m->data[1] & 0x10) != 0 ? m->data[2] : FIDI_DEFAULT;
	usb_log(&c->base, "PPS T=%u FiDi %02x", s->card_protocol, s->card_fidi);
	ccid_answer_data(c, s, m->data, m->n);
	return 1;
}

int
ccid_parameters_check(struct ccid *c, struct ccid_slot *s)
{
	if ((c->protocols >> s->protocol & 1) == 0 ||
	    s->protocol != s->card_protocol) {
		ccid_bad(c, "the reader is set to T=%u, the card has T=%u",
		    s->protocol, s->card_protocol);
		ccid_answer_fail(c, s, CCID_BAD_PROTOCOL);
		return -1;
	}
	if (s->parameters[0] != s->card_fidi) {
		ccid_bad(c, "the reader is set to FiDi %02x, the card has %02x",
		    s->parameters[0], s->card_fidi);
		ccid_answer_fail(c, s, CCID_MUTE);
		return -1;
	}
	return 0;
}
