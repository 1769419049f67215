/* SPDX-License-Identifier: ISC */
/* pcsc_place.c: where on the bus a reader is that a PC/SC service holds. */
#include <reader.h>

#include "pcsc_priv.h"

#define CHANNEL_USB 0x0020 /* upper half of the channel; then bus, address */

/* Without the card: SCARD_SHARE_DIRECT neither powers nor resets it. */
static bool
ask_channel(SCARDCONTEXT ctx, const char *reader, uint32_t *channel)
{
	SCARDHANDLE handle;
	DWORD protocol, n = sizeof(*channel);
	LONG rc;

	if (SCardConnect(ctx, reader, SCARD_SHARE_DIRECT, 0, &handle,
	        &protocol) != SCARD_S_SUCCESS)
		return false;
	rc = SCardGetAttrib(handle, SCARD_ATTR_CHANNEL_ID, (uint8_t *)channel,
	    &n);
	(void)SCardDisconnect(handle, SCARD_LEAVE_CARD);
	return rc == SCARD_S_SUCCESS && n == sizeof(*channel);
}

bool
sst_pcsc_place(const struct sst_pcsc_reader *r, uint8_t *bus, uint8_t *address)
{
	SCARDCONTEXT ctx;
	uint32_t channel = 0;
	bool is_known;

	/* The service would block while another's transaction lasts. */
	if (r->state == SST_PCSC_SHARED || r->state == SST_PCSC_EXCLUSIVE ||
	    SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &ctx) !=
	        SCARD_S_SUCCESS)
		return false;
	is_known =
	    ask_channel(ctx, r->name, &channel) && channel >> 16 == CHANNEL_USB;
	(void)SCardReleaseContext(ctx);
	*bus = (uint8_t)(channel >> 8);
	*address = (uint8_t)channel;
	return is_known;
}
