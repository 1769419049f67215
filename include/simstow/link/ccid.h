/* SPDX-License-Identifier: ISC */
/* ccid.h: smart-card readers on libusb, without a PC/SC service. */
#ifndef SIMSTOW_LINK_CCID_H
#define SIMSTOW_LINK_CCID_H

#include <simstow/base/arena.h>
#include <simstow/link/card_link.h>

#define SST_CCID_READERS 64 /* slots listed at most */

/* At which level a reader exchanges, dwFeatures bits 16 to 18. */
enum sst_ccid_level {
	SST_CCID_CHARACTER = 1, /* refused by name */
	SST_CCID_TPDU,
	SST_CCID_SHORT,   /* APDUs of at most 261 bytes */
	SST_CCID_EXTENDED /* short and extended APDUs, chained */
};

enum sst_ccid_state {
	SST_CCID_EMPTY = 1,
	SST_CCID_CARD,
	SST_CCID_BUSY, /* another program (pcscd, a kernel driver) has it */
	SST_CCID_FORBIDDEN,   /* no right to open the device node */
	SST_CCID_UNSUPPORTED, /* character level, or a broken descriptor */
	SST_CCID_UNKNOWN      /* it did not answer */
};

/* One slot of a reader. */
struct sst_ccid_reader {
	const char *name;   /* "1-2.4", or "1-2.4#1" for the second slot */
	const char *label;  /* manufacturer and product as the device says */
	const char *serial; /* or NULL */
	uint8_t bus;
	uint8_t address;
	uint16_t vendor;
	uint16_t product;
	enum sst_ccid_level level; /* 0: not known */
	enum sst_ccid_state state;
	const char *why; /* for UNSUPPORTED and UNKNOWN, or NULL */
};

struct sst_ccid_readers {
	struct sst_ccid_reader *v;
	size_t n;
};

/* sst_ccid_state_name - "empty", "card", "in use", "no permission", ... */
const char *sst_ccid_state_name(enum sst_ccid_state state);
const char *sst_ccid_level_name(enum sst_ccid_level level);

/*
 * sst_ccid_list - every slot of every reader on the bus, by bus and port.
 *
 *   look  claim each reader for a moment and ask its slots whether they hold
 *         a card; else state is UNKNOWN where it would have to be asked.
 *         No card is powered or reset by it
 *
 * A reader is an interface of class 0B, or of class FF with the class
 * descriptor of CCID (54 bytes, type 21).
 * Errors: SST_E_FAILED: libusb cannot start.
 */
int sst_ccid_list(struct sst_arena *mem, bool look,
    struct sst_ccid_readers *out, struct sst_err *err) SST_MUST;

/*
 * sst_ccid_open - claim a reader and power its card up.
 *
 *   name     as sst_ccid_list gives it, without "ccid:"
 *   wait_ms  how long to wait for a reader that another program holds
 *   out      open; sst_card_link_close powers the card down and lets go.
 *            Its protocol is SST_CARD_T0 when T=0 TPDUs travel
 *
 * Voltages: the reader's own choice, else 1.8 V, 3 V, 5 V as far as it offers
 * them. PPS and SetParameters only where the reader does neither.
 * Errors: SST_E_DEVICE: no such reader, no card, mute card, held by another
 * program (hint: pcsc:READER), no permission (hint: the udev rule), level
 * of characters ("character level is not supported"), gone; SST_E_FORMAT:
 * answers that break the protocol.
 * Spec: CCID rev 1.1; ISO/IEC 7816-3 sections 9, 10 (T=0), 11 (T=1).
 */
int sst_ccid_open(const char *name, unsigned wait_ms, struct sst_card_link *out,
    struct sst_err *err) SST_MUST;

#endif
