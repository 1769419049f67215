/* SPDX-License-Identifier: ISC */
/* ccid_slot.c: a slot: from no power to a card that takes commands. */
#include <string.h>

#include "ccid_priv.h"

#define MESSAGE_MAX ((size_t)SST_CCID_HEADER + SST_CARD_LINK_COMMAND)
#define UNIT_MS 1000U /* waiting time of a card that says none */
#define OFF_MS 3000U  /* for the end of a session */
#define AUTOMATIC 0   /* bPowerSelect */

/* bPowerSelect and its bit in bVoltageSupport: the lowest first. */
static const struct {
	uint8_t bit;
	uint8_t select;
} voltages[] = {
	{ 0x04, 3 }, /* 1.8 V */
	{ 0x02, 2 }, /* 3 V */
	{ 0x01, 1 }, /* 5 V */
};

void
sst_ccid_slot_init(struct sst_ccid_slot *s, const struct sst_ccid_io *io,
    const struct sst_ccid_desc *desc, uint8_t number)
{
	*s = (struct sst_ccid_slot){ .io = *io,
		.desc = *desc,
		.number = number,
		.unit_ms = UNIT_MS };
	sst_buf_init(&s->out, MESSAGE_MAX);
	sst_buf_init(&s->in, MESSAGE_MAX);
	sst_ccid_message_begin(s);
}

static int
power_off(struct sst_ccid_slot *s, struct sst_err *err)
{
	static const struct sst_ccid_command off = {
		.type = SST_CCID_POWER_OFF,
		.want = SST_CCID_SLOT_STATUS,
	};
	struct sst_ccid_answer unread;

	s->is_powered = false;
	return sst_ccid_message_call(s, &off, &unread, err);
}

void
sst_ccid_slot_fini(struct sst_ccid_slot *s)
{
	struct sst_err unused;

	s->until = s->io.now(s->io.ctx) + OFF_MS;
	if (s->is_powered)
		(void)power_off(s, &unused);
	s->io.close(s->io.ctx);
	sst_t1_fini(&s->t1);
	sst_buf_fini(&s->out);
	sst_buf_fini(&s->in);
	explicit_bzero(s, sizeof(*s));
}

int
sst_ccid_slot_look(struct sst_ccid_slot *s, enum sst_ccid_icc *out,
    struct sst_err *err)
{
	static const struct sst_ccid_command look = {
		.type = SST_CCID_GET_SLOT_STATUS,
		.want = SST_CCID_SLOT_STATUS,
	};
	struct sst_ccid_answer a;

	*out = SST_CCID_ABSENT;
	if (sst_ccid_message_call(s, &look, &a, err) < 0)
		return -1;
	/* A reader may call "no card" a failure (FE): it has answered. */
	if (a.has_failed && a.icc != SST_CCID_ABSENT &&
	    a.error != SST_CCID_ERROR_MUTE)
		return sst_ccid_message_failed(&a, err);
	*out = a.icc;
	return 0;
}

static int
take_atr(struct sst_ccid_slot *s, const struct sst_ccid_answer *a,
    struct sst_err *err)
{
	if (sst_atr_parse(a->data, &s->atr, err) < 0)
		return -1;
	s->atr_n =
	    a->data.n < sizeof(s->atr_bytes) ? a->data.n : sizeof(s->atr_bytes);
	memcpy(s->atr_bytes, a->data.p, s->atr_n);
	return sst_atr_parse((struct sst_span){ s->atr_bytes, s->atr_n },
	    &s->atr, err);
}

/* 1 the card has answered, 0 not at this voltage, -1 a fault. */
static int
try_voltage(struct sst_ccid_slot *s, uint8_t select, struct sst_err *err)
{
	const struct sst_ccid_command on = {
		.type = SST_CCID_POWER_ON,
		.want = SST_CCID_DATA_BLOCK,
		.own = { select, 0, 0 },
	};
	struct sst_ccid_answer a;

	s->is_powered = true;
	if (sst_ccid_message_call(s, &on, &a, err) < 0)
		return -1;
	if (!a.has_failed && a.icc != SST_CCID_ABSENT)
		return take_atr(s, &a, err) < 0 ? -1 : 1;
	(void)sst_ccid_message_failed(&a, err);
	return a.icc == SST_CCID_ABSENT ? -1 : 0;
}

/*
 * ISO/IEC 7816-3 section 6.2.3: the lowest class first, and no power in
 * between. What the last one failed with is the error.
 */
static int
step_voltages(struct sst_ccid_slot *s, struct sst_err *err)
{
	uint8_t offered = s->desc.voltages & 0x07;
	bool is_first = true;

	/* A descriptor that names none: what every reader has. */
	if (offered == 0)
		offered = 0x01;
	for (size_t i = 0; i < sizeof(voltages) / sizeof(voltages[0]); i++) {
		int rc;

		if ((offered & voltages[i].bit) == 0)
			continue;
		if (!is_first && power_off(s, err) < 0)
			return -1;
		is_first = false;
		rc = try_voltage(s, voltages[i].select, err);
		if (rc != 0)
			return rc < 0 ? -1 : 0;
	}
	return -1;
}

static int
power_on(struct sst_ccid_slot *s, struct sst_err *err)
{
	s->unit_ms = UNIT_MS;
	sst_ccid_message_begin(s);
	if (s->is_powered && power_off(s, err) < 0)
		return -1;
	if ((s->desc.features & SST_CCID_AUTO_VOLTAGE) == 0)
		return step_voltages(s, err);
	return try_voltage(s, AUTOMATIC, err) == 1 ? 0 : -1;
}

int
sst_ccid_slot_power(struct sst_ccid_slot *s, struct sst_err *err)
{
	bool renew = false;

	if (power_on(s, err) < 0)
		return -1;
	if (sst_ccid_speed_settle(s, true, &renew, err) == 0)
		return 0;
	if (!renew || power_on(s, err) < 0)
		return -1;
	return sst_ccid_speed_settle(s, false, &renew, err);
}

bool
sst_ccid_slot_is_t0(const struct sst_ccid_slot *s)
{
	return s->desc.level == SST_CCID_TPDU && s->protocol == 0;
}
