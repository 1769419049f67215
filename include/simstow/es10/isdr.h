/* SPDX-License-Identifier: ISC */
/* isdr.h: the ISD-R of an eUICC, by which application identifiers found. */
#ifndef SIMSTOW_ES10_ISDR_H
#define SIMSTOW_ES10_ISDR_H

#include <simstow/es10/es10.h>

#define SST_ISDR_AID_MIN 5
#define SST_ISDR_AID_MAX 16
#define SST_ISDR_EXTRA 8 /* --aid at most */
#define SST_ISDR_FOUND 4 /* eUICCs on one card at most */

struct sst_isdr_aid {
	uint8_t b[SST_ISDR_AID_MAX];
	size_t n;
};

/* What answered on this card. */
struct sst_isdr_found {
	struct sst_isdr_aid aid[SST_ISDR_FOUND];
	size_t n;
	uint16_t last_sw; /* of the last AID that did not answer */
};

/*
 * sst_isdr_find - which ISD-Rs a card has.
 *
 *   extra    AIDs given by the user, tried before the table
 *   out      n = 0 when none answered: no eUICC, which is no error here
 *
 * An AID of extra that answers ends the search, and so does the standard one,
 * which answers on nearly every card. The vendors' AIDs come after it; of
 * those that mean two eUICCs on one card both are tried and kept. The last
 * AID that answered stays selected.
 * Cost: 1 command on a standard card.
 * Spec: SGP.02 v4.2 section 2.2.3; vendors' AIDs: table in isdr.c.
 */
int sst_isdr_find(struct sst_card *card, const struct sst_isdr_aid *extra,
    size_t extra_n, struct sst_isdr_found *out, struct sst_err *err) SST_MUST;

/*
 * sst_isdr_find_all - the same, every AID of the table: for a card with two
 * eUICCs of which one answers to the standard AID.
 *
 * The standard AID comes last, and is left out when an AID of a pair
 * answered. One ISD-R may answer to two AIDs: the caller compares EIDs.
 * Cost: 1 command for each AID.
 */
int sst_isdr_find_all(struct sst_card *card, const struct sst_isdr_aid *extra,
    size_t extra_n, struct sst_isdr_found *out, struct sst_err *err) SST_MUST;

/*
 * sst_isdr_select - select aid (nothing is sent when it is selected already)
 * and begin a session on it.
 * Error: SST_E_REFUSED (err->sw) when it does not answer.
 */
int sst_isdr_select(struct sst_card *card, const struct sst_isdr_aid *aid,
    bool is_selected, struct sst_es10 *out, struct sst_err *err) SST_MUST;

/* sst_isdr_vendor - who uses that AID ("GSMA", "5ber", ...), or NULL. */
const char *sst_isdr_vendor(struct sst_span aid);

#endif
