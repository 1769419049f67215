/* SPDX-License-Identifier: ISC */
/* span.h: borrowed bytes, and a reading position that cannot pass the end. */
#ifndef SIMSTOW_BASE_SPAN_H
#define SIMSTOW_BASE_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <simstow/base/err.h>

/* Bytes that belong to somebody else. */
struct sst_span {
	const uint8_t *p;
	size_t n;
};

/* A reading position; at counts the bytes before it, for messages. */
struct sst_cur {
	struct sst_span left;
	size_t at;
};

/* A span over an array whose size the compiler knows. */
#define SST_SPAN(array) ((struct sst_span){ (array), sizeof(array) })

/* sst_span_of_text - the bytes of a string, without its NUL. */
struct sst_span sst_span_of_text(const char *text);

/* sst_span_is_equal - same length, same bytes. Not for secrets. */
bool sst_span_is_equal(struct sst_span a, struct sst_span b);

/* sst_cur_of - a position at the first byte of s. */
struct sst_cur sst_cur_of(struct sst_span s);

/*
 * sst_cur_get - take n bytes; sst_cur_get_u8 - take one byte.
 * The cursor moves only on success. Error: SST_E_FORMAT, "byte 5: 9 bytes
 * wanted, 1 left".
 */
int sst_cur_get(struct sst_cur *c, size_t n, struct sst_span *out,
    struct sst_err *err) SST_MUST;
int sst_cur_get_u8(struct sst_cur *c, uint8_t *out,
    struct sst_err *err) SST_MUST;

#endif
