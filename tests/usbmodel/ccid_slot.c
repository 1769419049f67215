/* SPDX-License-Identifier: ISC */
/* ccid_slot.c: a slot's power, its state, and giving up on a command. */
#include <string.h>

#include "ccid.h"

#define ATR_MAX 64

/* bStatus, bits 0 and 1: active, inactive, none. */
uint8_t
ccid_slot_icc(const struct ccid_slot *s)
{
	if (s->fd < 0)
		return 2;
	return s->is_powered ? 0 : 1;
}

/* What ends with the card's power. */
void
ccid_slot_forget(struct ccid_slot *s)
{
	s->is_powered = false;
	s->is_chaining = false;
	usb_bytes_free(&s->apdu);
	usb_bytes_free(&s->answer);
	s->answer_at = 0;
	usb_bytes_free(&s->t1.in);
	usb_bytes_free(&s->t1.out);
}

static size_t
spoil_atr(struct ccid *c, uint8_t *atr, size_t n)
{
	if (ccid_fault_at(c, CCID_F_BAD_ATR, c->power_ons) != NULL)
		atr[0] = 0;
	if (ccid_fault_at(c, CCID_F_SHORT_ATR, c->power_ons) != NULL)
		n = n > 3 ? 3 : n;
	if (ccid_fault_at(c, CCID_F_LONG_ATR, c->power_ons) != NULL) {
		memset(atr + n, 0x5A, ATR_MAX - n);
		n = 40;
	}
	return n;
}

static void
take_atr(struct ccid *c, struct ccid_slot *s, const uint8_t *p, size_t n)
{
	uint8_t atr[ATR_MAX];

	if (p == NULL || n == 0 || n > 33) {
		ccid_answer_fail(c, s, CCID_MUTE);
		return;
	}
	s->is_powered = true;
	s->is_fresh = true;
	if (ccid_atr_parse(p, n, &s->atr) < 0)
		usb_log(&c->base, "ODD ATR of %zu bytes", n);
	s->card_protocol = s->atr.first;
	s->card_fidi = s->atr.is_specific ? s->atr.fidi : 0x11;
	ccid_parameters_default(c, s);
	memcpy(atr, p, n);
	ccid_answer_data(c, s, atr, spoil_atr(c, atr, n));
}

/* bPowerSelect: -1 when the reader cannot do it. */
static int
choose_voltage(const struct ccid *c, uint8_t select)
{
	if (select == 0)
		return (c->features & CCID_AUTO_VOLTAGE) != 0 ? 0 : -1;
	if (select > 3 || (c->voltages >> (select - 1) & 1) == 0)
		return -1;
	return (c->card_voltages >> (select - 1) & 1) != 0 ? 0 : 1;
}

void
ccid_slot_power_on(struct ccid *c, struct ccid_slot *s)
{
	int choice = choose_voltage(c, s->command.field[0]);
	bool is_warm = s->is_powered;

	c->power_ons++;
	if (choice < 0) {
		ccid_bad(c, "bPowerSelect %u", s->command.field[0]);
		ccid_answer_fail(c, s, CCID_AT_7);
		return;
	}
	ccid_slot_forget(s);
	if (s->fd < 0 || choice > 0 ||
	    ccid_fault_at(c, CCID_F_MUTE_POWER_ON, c->power_ons) != NULL) {
		ccid_answer_fail(c, s, CCID_MUTE);
		return;
	}
	ccid_card_control(c, s, is_warm ? CCID_CARD_RESET : CCID_CARD_ON, NULL);
	if (s->fd < 0)
		ccid_answer_fail(c, s, CCID_MUTE);
	else
		ccid_card_control(c, s, CCID_CARD_ATR, take_atr);
}

void
ccid_slot_power_off(struct ccid *c, struct ccid_slot *s)
{
	if (s->is_powered)
		ccid_card_control(c, s, CCID_CARD_OFF, NULL);
	ccid_slot_forget(s);
	ccid_answer_done(c, s);
}

void
ccid_slot_status(struct ccid *c, struct ccid_slot *s)
{
	ccid_answer_done(c, s);
}

/* The control request comes first, then the message with the same bSeq. */
int
ccid_slot_abort_control(struct ccid *c, unsigned slot, uint8_t seq)
{
	struct ccid_slot *s;

	usb_log(&c->base, "> CONTROL ABORT slot %u seq %u", slot, seq);
	if (slot >= c->slots_n) {
		ccid_bad(c, "ABORT of slot %u", slot);
		return -1;
	}
	s = &c->slots[slot];
	s->is_aborting = true;
	s->abort_seq = seq;
	return 0;
}

void
ccid_slot_abort(struct ccid *c, struct ccid_slot *s)
{
	if (!s->is_aborting || s->abort_seq != s->command.seq) {
		ccid_bad(c, "Abort %u without its control request",
		    s->command.seq);
		ccid_answer_fail(c, s, CCID_NOT_SUPPORTED);
		return;
	}
	s->is_aborting = false;
	s->is_chaining = false;
	usb_bytes_free(&s->apdu);
	usb_bytes_free(&s->answer);
	s->answer_at = 0;
	ccid_answer_done(c, s);
}
