/* SPDX-License-Identifier: ISC */
/* pcsc_error.c: the codes of a PC/SC service in words. */
#include "pcsc_priv.h"

#define HINT_SERVICE                                                         \
	"start the PC/SC service: \"systemctl start pcscd.socket\", or run " \
	"pcscd"
#define HINT_HELD                                                             \
	"end the program that uses the card (often scdaemon, a browser or a " \
	"card middleware), or wait longer"
#define HINT_INSERT "insert the card, then try again"
#define HINT_READER "plug the reader in again, then try again"
#define HINT_CONTACT "clean the contacts, check which way round the card is"
#define HINT_AGAIN "try again; nothing on the card was changed"
#define HINT_POLICY                                                          \
	"the system's policy keeps you from the reader: run it in your own " \
	"session at the machine, or have polkit allow access to pcscd"

/* PC/SC part 5, error codes, as far as pcscd gives them to a client. */
static const struct {
	LONG value;
	enum sst_code code;
	const char *words;
	const char *hint; /* or NULL */
} rows[] = {
	{ SCARD_E_NO_SERVICE, SST_E_DEVICE, "no PC/SC service is running",
	    HINT_SERVICE },
	{ SCARD_E_SERVICE_STOPPED, SST_E_DEVICE,
	    "the PC/SC service has stopped", HINT_SERVICE },
	{ SCARD_P_SHUTDOWN, SST_E_DEVICE, "the PC/SC service is shutting down",
	    HINT_SERVICE },
	{ SCARD_F_COMM_ERROR, SST_E_DEVICE,
	    "the connection to the PC/SC service broke", HINT_SERVICE },
	{ SCARD_E_NO_READERS_AVAILABLE, SST_E_DEVICE,
	    "no card reader is attached", HINT_READER },
	{ SCARD_E_UNKNOWN_READER, SST_E_DEVICE, "no such reader", NULL },
	{ SCARD_E_READER_UNAVAILABLE, SST_E_DEVICE, "the reader is gone",
	    HINT_READER },
	{ SCARD_E_NO_SMARTCARD, SST_E_DEVICE, "no card in the reader",
	    HINT_INSERT },
	{ SCARD_W_REMOVED_CARD, SST_E_DEVICE, "the card was removed",
	    HINT_INSERT },
	{ SCARD_E_NOT_TRANSACTED, SST_E_DEVICE,
	    "the card is gone or does not answer any more", HINT_INSERT },
	{ SCARD_W_UNRESPONSIVE_CARD, SST_E_DEVICE,
	    "the card is mute: no answer to reset", HINT_CONTACT },
	{ SCARD_W_UNSUPPORTED_CARD, SST_E_DEVICE,
	    "the reader cannot work with this card", HINT_CONTACT },
	{ SCARD_W_UNPOWERED_CARD, SST_E_DEVICE, "the card has no power",
	    HINT_CONTACT },
	{ SCARD_E_PROTO_MISMATCH, SST_E_DEVICE,
	    "the card and the reader have no protocol in common (T=0, T=1)",
	    HINT_CONTACT },
	{ SCARD_E_SHARING_VIOLATION, SST_E_DEVICE,
	    "the card is held by another program", HINT_HELD },
	{ SCARD_W_RESET_CARD, SST_E_DEVICE, "reset by another program",
	    HINT_HELD },
	{ SCARD_W_SECURITY_VIOLATION, SST_E_DEVICE,
	    "the PC/SC service denies access", HINT_POLICY },
	{ SCARD_E_TIMEOUT, SST_E_DEVICE, "no answer within the time allowed",
	    HINT_AGAIN },
	{ SCARD_E_INSUFFICIENT_BUFFER, SST_E_FORMAT,
	    "the answer is longer than any card may give", NULL },
	{ SCARD_E_NO_MEMORY, SST_E_FAILED, "out of memory", NULL },
};

int
sst_pcsc_error_set(struct sst_err *err, LONG code)
{
	size_t n = sizeof(rows) / sizeof(rows[0]);

	for (size_t i = 0; i < n; i++) {
		if (rows[i].value != code)
			continue;
		sst_err_set(err, rows[i].code, "%s", rows[i].words);
		if (rows[i].hint != NULL)
			sst_err_hint(err, "%s", rows[i].hint);
		return -1;
	}
	return sst_fail(err, SST_E_DEVICE, "PC/SC error %08lX",
	    (unsigned long)code & 0xFFFFFFFFUL);
}
