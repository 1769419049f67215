/* SPDX-License-Identifier: ISC */
/* t1_priv.h: T=1, the block protocol of ISO/IEC 7816-3 section 11. */
#ifndef SIMSTOW_LINK_T1_PRIV_H
#define SIMSTOW_LINK_T1_PRIV_H

#include <simstow/base/buf.h>

#define SST_T1_INF 254        /* bytes that a block carries at most */
#define SST_T1_BLOCK 259      /* NAD PCB LEN, INF, two of sum */
#define SST_T1_BLOCK_IN 65546 /* what a reader may hand on as a block */
#define SST_T1_IFS 32         /* section 11.4.2: what goes without saying */

/* The seam: one block out, one block in. */
struct sst_t1_io {
	void *ctx;
	/*
	 *   bwi  how many waiting times the card asked for, 0: one
	 *   in   emptied before
	 *
	 * 1 a block came, 0 none or a damaged one, -1 no more will come.
	 */
	int (*block)(void *ctx, struct sst_span out, uint8_t bwi,
	    struct sst_buf *in, struct sst_err *err);
};

/* { 0 } is closed. */
struct sst_t1 {
	struct sst_t1_io io;
	bool is_crc;       /* else LRC */
	uint8_t ns;        /* number of our next I-block */
	uint8_t nr;        /* number of the card's next */
	size_t ifsc;       /* bytes of INF that the card takes */
	size_t ifsd;       /* and we */
	size_t ifsc_first; /* after its reset */
	size_t ifsc_max;   /* that the reader can carry */
	bool is_astray;    /* an exchange failed: nobody knows where it is */
	struct sst_buf in;
};

/*
 * sst_t1_init - a card just powered up.
 *
 *   ifsc  from its answer to reset; 0 and more than SST_T1_INF mean the
 *         default
 *   room  bytes of INF that the link can carry, 1 at least
 */
void sst_t1_init(struct sst_t1 *t, const struct sst_t1_io *io, size_t ifsc,
    size_t room);

/* sst_t1_fini - wipe, leave *t as { 0 }. */
void sst_t1_fini(struct sst_t1 *t);

/*
 * sst_t1_ifsd - tell the card how long its blocks may be. A card that does
 * not answer to it keeps the default; only a broken link is an error.
 */
int sst_t1_ifsd(struct sst_t1 *t, size_t ifsd, struct sst_err *err) SST_MUST;

/*
 * sst_t1_exchange - one APDU, one answer; both in chains of blocks as long as
 * need be. resp is appended to, up to its limit.
 *
 * A block that is damaged or does not come is asked for SST_T1_TRIES times,
 * then both sides start afresh and the exchange has failed: whether the card
 * has obeyed is not known, so nothing is sent twice. After any other failure
 * they start afresh before the next exchange, so that what is left of an old
 * answer is never taken for a new one.
 * Errors: SST_E_DEVICE: no answer, aborted by the card; SST_E_FORMAT: a card
 * that breaks the protocol; what the link says.
 */
#define SST_T1_TRIES 3
int sst_t1_exchange(struct sst_t1 *t, struct sst_span cmd, struct sst_buf *resp,
    struct sst_err *err) SST_MUST;

#endif
