/* SPDX-License-Identifier: ISC */
/* card.c: a conversation with a smart card: its begin, end and channels. */
#include <assert.h>

#include <simstow/card/sw.h>

#include "card_priv.h"

#define BASIC_ONLY 4 /* channels with the first form of CLA */
#define LEAKED_MAX 3 /* channels that an earlier run may have left open */

#define INS_MANAGE_CHANNEL 0x70
#define INS_SELECT 0xA4

/*
 * ETSI TS 102 221 section 11.1.19: extended logical channels, UICC-CLF
 * interface, and an LPA with LUId, LPDd and LSDd in the device.
 */
static const uint8_t terminal_capability[] = { 0x80, 0xAA, 0x00, 0x00, 0x0A,
	0xA9, 0x08, 0x81, 0x00, 0x82, 0x01, 0x01, 0x83, 0x01, 0x07 };

uint8_t
sst_card_class(uint8_t cla, unsigned channel)
{
	assert(channel < SST_CARD_CHANNELS);
	if (channel < BASIC_ONLY)
		return (uint8_t)(cla | channel);
	return (uint8_t)(cla | 0x40 | (channel - BASIC_ONLY));
}

int
sst_card_open(struct sst_card *c, struct sst_card_link *link,
    struct sst_err *err)
{
	struct sst_buf unread = { 0 };
	int rc;

	*c = (struct sst_card){ 0 };
	/* Cards answer this with all sorts of status words; none matters. */
	rc = sst_card_link_exchange(link, SST_SPAN(terminal_capability),
	    &unread, err);
	sst_buf_fini(&unread);
	if (rc < 0)
		return -1;
	c->link = link;
	/* ISO/IEC 7816-3 section 12.2: T=0 has no extended fields; long
	 * commands need ENVELOPE there, which few cards know. */
	c->extended =
	    link->protocol == SST_CARD_T1 && !link->is_short &&
	    sst_atr_has_extended((struct sst_span){ link->atr, link->atr_n });
	return 0;
}

static int
manage_channel(struct sst_card *c, uint8_t p1, unsigned channel,
    struct sst_buf *resp, uint16_t *sw, struct sst_err *err)
{
	struct sst_apdu a = { .ins = INS_MANAGE_CHANNEL,
		.p1 = p1,
		.p2 = (uint8_t)channel };

	a.ne = p1 == 0 ? 1 : 0;
	return sst_card_send(c, &a, resp, sw, err);
}

/* Only the link can fail here; what the card says does not matter. */
static int
close_channel(struct sst_card *c, unsigned channel, struct sst_err *err)
{
	struct sst_card basic = *c;
	struct sst_buf resp = { 0 };
	uint16_t sw;
	int rc;

	basic.channel = 0;
	rc = manage_channel(&basic, 0x80, channel, &resp, &sw, err);
	sst_buf_fini(&resp);
	return rc;
}

void
sst_card_close(struct sst_card *c)
{
	struct sst_err unused = { 0 };

	/* A card that is gone has closed its channels itself. */
	if (c->link != NULL && c->channel != 0)
		(void)close_channel(c, c->channel, &unused);
	*c = (struct sst_card){ 0 };
}

int
sst_card_restart(struct sst_card *c, struct sst_err *err)
{
	struct sst_card_link *link = c->link;

	c->channel = 0;
	if (sst_card_link_reset(link, err) < 0)
		return -1;
	if (sst_card_open(c, link, err) < 0) {
		c->link = link;
		return -1;
	}
	return 0;
}

/* *channel is 0 when the card gave none. */
static int
ask_channel(struct sst_card *c, unsigned *channel, uint16_t *sw,
    struct sst_err *err)
{
	struct sst_buf resp = { 0 };
	int rc;

	*channel = 0;
	rc = manage_channel(c, 0x00, 0, &resp, sw, err);
	if (rc == 0 && sst_sw_is_ok(*sw) && resp.n == 1 &&
	    resp.p[0] < SST_CARD_CHANNELS)
		*channel = resp.p[0];
	sst_buf_fini(&resp);
	return rc;
}

int
sst_card_open_channel(struct sst_card *c, struct sst_err *err)
{
	unsigned channel;
	uint16_t sw;

	if (c->channel != 0)
		return 0;
	if (ask_channel(c, &channel, &sw, err) < 0)
		return -1;
	if (sw == 0x6A81 || sw == 0x6881) {
		for (unsigned i = 1; i <= LEAKED_MAX; i++)
			if (close_channel(c, i, err) < 0)
				return -1;
		if (ask_channel(c, &channel, &sw, err) < 0)
			return -1;
	}
	c->channel = channel;
	return 0;
}

int
sst_card_select(struct sst_card *c, struct sst_span aid, uint16_t *sw,
    struct sst_err *err)
{
	const struct sst_apdu a = { .ins = INS_SELECT,
		.p1 = 0x04,
		.data = aid,
		.ne = 256,
		.leave = true };
	struct sst_buf unread = { 0 };
	int rc;

	rc = sst_card_send(c, &a, &unread, sw, err);
	/* Cards are on record that have the ISD-R on channel 0 alone. */
	if (rc == 0 && c->channel != 0 && (*sw == 0x6881 || *sw == 0x6882)) {
		rc = close_channel(c, c->channel, err);
		c->channel = 0;
		if (rc == 0)
			rc = sst_card_send(c, &a, &unread, sw, err);
	}
	sst_buf_fini(&unread);
	return rc;
}

int
sst_card_refused(struct sst_err *err, uint16_t sw, const char *what)
{
	sst_err_set(err, SST_E_REFUSED, "%s: %04X: %s", what, sw,
	    sst_sw_name(sw));
	sst_err_set_sw(err, sw);
	return -1;
}
