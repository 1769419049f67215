/* SPDX-License-Identifier: ISC */
/* card_hold.c: holds the first card exclusively for a number of seconds. */

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <winscard.h>

/* card_hold SECONDS: prints "held" when it has the card. */
int
main(int argc, char **argv)
{
	SCARDCONTEXT context;
	SCARDHANDLE card;
	DWORD protocol, n;
	char readers[4096];
	struct timespec wait = { argc > 1 ? strtol(argv[1], NULL, 10) : 1, 0 };

	n = sizeof(readers);
	if (SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &context) !=
	        SCARD_S_SUCCESS ||
	    SCardListReaders(context, NULL, readers, &n) != SCARD_S_SUCCESS ||
	    SCardConnect(context, readers, SCARD_SHARE_EXCLUSIVE,
	        SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, &card,
	        &protocol) != SCARD_S_SUCCESS) {
		fprintf(stderr, "card_hold: no card\n");
		return 1;
	}
	puts("held");
	fflush(stdout);
	nanosleep(&wait, NULL);
	SCardDisconnect(card, SCARD_LEAVE_CARD);
	SCardReleaseContext(context);
	return 0;
}
