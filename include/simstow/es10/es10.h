/* SPDX-License-Identifier: ISC */
/* es10.h: one ES10 function call: STORE DATA out, one answer object back. */
#ifndef SIMSTOW_ES10_ES10_H
#define SIMSTOW_ES10_ES10_H

#include <simstow/base/arena.h>
#include <simstow/base/tlv.h>
#include <simstow/card/card.h>

#define SST_ES10_BLOCK 255     /* data bytes in one STORE DATA */
#define SST_ES10_COMMAND 65280 /* 256 blocks of 255 bytes */

/* One entry of a list that could not be read; the others were kept. */
struct sst_es10_fault {
	size_t at;           /* position in the list, from 1 */
	struct sst_span raw; /* the entry as sent, or what was left of it */
	const char *text;    /* why: the text of the error */
};

struct sst_es10_faults {
	struct sst_es10_fault *v;
	size_t n;
};

/*
 * sst_es10_call - one function: command object out, answer object back.
 *
 *   card  open, ISD-R selected; borrowed
 *   name  the function's name for messages: "ES10c.GetEID"
 *   cmd   one DER object, at most SST_ES10_COMMAND bytes
 *   resp  emptied first; the whole answer as sent, from its outermost tag
 *         on, without status word; bytes behind the outermost object are
 *         kept. After SST_E_FORMAT for the tag: what came instead
 *
 * Blocks of 255 bytes; on 6700 or 6C00 for the first block of the first
 * command with several, 254, 128, 120, 63 are tried. 6985, 6F00 and 6581 are
 * answered by one reset, a new SELECT and one repetition.
 * The answer's outermost tag must be that of the command. Whether the object
 * is whole is left to the parsers: a list that is cut has its first entries.
 * Errors: SST_E_REFUSED (err->sw), SST_E_DEVICE, SST_E_FORMAT (wrong tag,
 * data after a middle block).
 * Cost: T=0: 1 command per 255 bytes, 1 GET RESPONSE per 256 of the answer.
 * Spec: SGP.22 v2.5 section 5.7.2, GlobalPlatform Card section 11.11.
 */
struct sst_es10 {
	struct sst_card *card; /* borrowed */
	uint8_t aid[16];       /* of the ISD-R that is selected */
	size_t aid_n;
	size_t block;   /* 0 means SST_ES10_BLOCK */
	bool restarted; /* the one reset of this session is used up */
};

int sst_es10_call(struct sst_es10 *e, const char *name, struct sst_span cmd,
    struct sst_buf *resp, struct sst_err *err) SST_MUST;

/*
 * sst_es10_enter - the outermost object of an answer, which must have tag.
 * Bytes behind it are let pass: *extra says how many.
 */
int sst_es10_enter(struct sst_span answer, uint32_t tag, struct sst_tlv *out,
    size_t *extra, struct sst_err *err) SST_MUST;

#endif
