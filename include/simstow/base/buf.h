/* SPDX-License-Identifier: ISC */
/* buf.h: bytes that grow up to a limit, wiped before they are freed. */
#ifndef SIMSTOW_BASE_BUF_H
#define SIMSTOW_BASE_BUF_H

#include <simstow/base/span.h>

/* { 0 } is an empty buffer with the limit SST_BUF_MAX. */
struct sst_buf {
	uint8_t *p;
	size_t n;   /* bytes in use */
	size_t cap; /* bytes allocated */
	size_t max; /* limit of n; 0 means SST_BUF_MAX */
};

#define SST_BUF_MAX ((size_t)1 << 20)

/* sst_buf_init - empty, with a limit in bytes. */
void sst_buf_init(struct sst_buf *b, size_t max);

/* sst_buf_fini - wipe, free, leave b as { 0 }. */
void sst_buf_fini(struct sst_buf *b);

/* sst_buf_clear - forget the content (wiped), keep memory and limit. */
void sst_buf_clear(struct sst_buf *b);

/* sst_buf_span - the content; valid until the next change of b. */
struct sst_span sst_buf_span(const struct sst_buf *b);

/*
 * sst_buf_put and its kin append. Growth moves the bytes to new memory and
 * wipes the old. Errors: SST_E_FORMAT beyond the limit ("more than N
 * bytes"), SST_E_FAILED without memory. b is unchanged after a failure.
 */
int sst_buf_put(struct sst_buf *b, struct sst_span s,
    struct sst_err *err) SST_MUST;
int sst_buf_put_u8(struct sst_buf *b, uint8_t v, struct sst_err *err) SST_MUST;
int sst_buf_put_text(struct sst_buf *b, const char *text,
    struct sst_err *err) SST_MUST;
int sst_buf_printf(struct sst_buf *b, struct sst_err *err, const char *fmt, ...)
    SST_FMT(3, 4) SST_MUST;

/*
 * sst_buf_reserve - make room for n more bytes and give their place in out;
 * sst_buf_commit - count n of them as written (n at most what was reserved).
 */
int sst_buf_reserve(struct sst_buf *b, size_t n, uint8_t **out,
    struct sst_err *err) SST_MUST;
void sst_buf_commit(struct sst_buf *b, size_t n);

/*
 * sst_buf_put_tlv - append one primitive object, DER length.
 */
int sst_buf_put_tlv(struct sst_buf *b, uint32_t tag, struct sst_span value,
    struct sst_err *err) SST_MUST;

/*
 * sst_buf_open_tlv - begin a constructed object; *mark remembers where.
 * sst_buf_close_tlv - end it: the length, in DER form, is put in its place.
 * Objects nest: close in the reverse order.
 */
int sst_buf_open_tlv(struct sst_buf *b, uint32_t tag, size_t *mark,
    struct sst_err *err) SST_MUST;
int sst_buf_close_tlv(struct sst_buf *b, size_t mark,
    struct sst_err *err) SST_MUST;

#endif
