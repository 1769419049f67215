/* SPDX-License-Identifier: ISC */
/* tlv.h: BER-TLV objects, read one by one; the end is not a fault. */
#ifndef SIMSTOW_BASE_TLV_H
#define SIMSTOW_BASE_TLV_H

#include <simstow/base/span.h>

struct sst_tlv {
	uint32_t tag;          /* as sent: 0x5A, 0xBF2D, 0xDF8101 */
	struct sst_span value; /* borrowed */
	struct sst_span whole; /* tag, length and value; borrowed */
	size_t at;             /* bytes before the tag */
	size_t value_at;       /* bytes before the value */
};

/*
 * sst_tlv_next - read the next object: 1 read, 0 nothing left, -1 damaged.
 *
 * Tags of 1 to 3 bytes; definite lengths of 1 to 5 bytes (00..7F, 81..84);
 * the indefinite form is refused. c moves only on 1.
 * Errors: SST_E_FORMAT, with the offset: "byte 5: 9 bytes wanted, 1 left",
 * "byte 2: indefinite length", "byte 0: tag of more than 3 bytes".
 * Spec: ISO/IEC 7816-4 section 5.2.2, X.690 section 8.1.
 */
int sst_tlv_next(struct sst_cur *c, struct sst_tlv *out,
    struct sst_err *err) SST_MUST;

/*
 * sst_tlv_next_padded - the same for card files, which are padded: bytes 00
 * and FF in place of a tag are skipped. ES10 answers are never padded.
 */
int sst_tlv_next_padded(struct sst_cur *c, struct sst_tlv *out,
    struct sst_err *err) SST_MUST;

/* sst_tlv_enter - a cursor over t's value that goes on counting offsets. */
struct sst_cur sst_tlv_enter(const struct sst_tlv *t);

/*
 * sst_tlv_get - read the next object and demand its tag.
 * Error: SST_E_FORMAT, "byte 0: tag 81 found, BF2D wanted", or "byte 0:
 * nothing found, BF2D wanted".
 */
int sst_tlv_get(struct sst_cur *c, uint32_t tag, struct sst_tlv *out,
    struct sst_err *err) SST_MUST;

/*
 * sst_tlv_find - the first object with this tag in inside, which is a copy
 * and so does not move: 1 found, 0 not there, -1 damaged before it.
 */
int sst_tlv_find(struct sst_cur inside, uint32_t tag, struct sst_tlv *out,
    struct sst_err *err) SST_MUST;

/*
 * sst_tlv_get_uint - a DER INTEGER's value bytes as a number.
 * Accepts 1 to 9 bytes of which the first may be 00; redundant leading
 * zeros are accepted. Errors: SST_E_FORMAT for an empty, a negative
 * and a too large value.
 */
int sst_tlv_get_uint(const struct sst_tlv *t, uint64_t *out,
    struct sst_err *err) SST_MUST;

/*
 * sst_tlv_get_bits - a BIT STRING of at most 32 bits: bit 0 of out is the
 * first bit of the string, as named bits are numbered in ASN.1.
 * Non-minimal forms are accepted. Errors: SST_E_FORMAT for an empty value,
 * more than 7 unused bits, or a set bit beyond the 32nd.
 */
int sst_tlv_get_bits(const struct sst_tlv *t, uint32_t *out,
    struct sst_err *err) SST_MUST;

#endif
