/* SPDX-License-Identifier: ISC */
/* bytes.h: what the tests of card files share. cmocka was included before. */
#ifndef SIMSTOW_TESTS_UICC_BYTES_H
#define SIMSTOW_TESTS_UICC_BYTES_H

#include <stdlib.h>
#include <string.h>

#include <simstow/base/buf.h>
#include <simstow/base/text.h>

#include "unit/fake_link.h"

/* bytes - digits as bytes, valid until the fourth call after this one. */
static inline struct sst_span
bytes(const char *hex)
{
	static uint8_t room[4][1024];
	static size_t turn;
	uint8_t *p = room[turn++ % 4];
	size_t n = fake_hex(hex, p, sizeof(room[0]));

	assert_true(n > 0 || hex[0] == '\0');
	return (struct sst_span){ p, n };
}

/* padded - the same with FF behind, n bytes in all. */
static inline struct sst_span
padded(const char *hex, size_t n)
{
	static uint8_t room[1024];
	struct sst_span s = bytes(hex);

	assert_true(s.n <= n && n <= sizeof(room));
	memset(room, 0xFF, n);
	if (s.n > 0)
		memcpy(room, s.p, s.n);
	return (struct sst_span){ room, n };
}

static inline void
assert_bytes(const uint8_t *p, size_t n, const char *hex)
{
	struct sst_span want = bytes(hex);

	assert_int_equal(n, want.n);
	assert_memory_equal(p, want.p, n);
}

/* assert_refused - the class is damage, and the message is this one. */
static inline void
assert_refused(int rc, const struct sst_err *err, const char *msg)
{
	assert_int_equal(rc, -1);
	assert_string_equal(err->msg, msg);
	assert_int_equal(err->code, SST_E_FORMAT);
}

static inline void
assert_done(int rc, const struct sst_err *err, int want)
{
	assert_string_equal(rc < 0 ? err->msg : "", "");
	assert_int_equal(rc, want);
}

/* assert_text - well-formed UTF-8, as all that comes from a card must be. */
static inline void
assert_text(const char *text)
{
	if (text != NULL)
		assert_true(sst_text_is_utf8(sst_span_of_text(text)));
}

/*
 * each_damage - call take with every beginning of s and with every byte of it
 * replaced by a few values, each in memory of exactly that size.
 */
static inline void
each_damage(struct sst_span s, void (*take)(struct sst_span s))
{
	static const uint8_t values[] = { 0x00, 0x01, 0x7F, 0x80, 0x81, 0x82,
		0xFE, 0xFF };
	uint8_t *copy;

	for (size_t n = 0; n <= s.n; n++) {
		copy = malloc(n + 1);
		assert_non_null(copy);
		/* One byte more at the front: n may be 0. */
		memcpy(copy + 1, s.p, n);
		take((struct sst_span){ copy + 1, n });
		free(copy);
	}
	copy = malloc(s.n);
	assert_non_null(copy);
	for (size_t i = 0; i < s.n * sizeof(values); i++) {
		memcpy(copy, s.p, s.n);
		copy[i / sizeof(values)] = values[i % sizeof(values)];
		take((struct sst_span){ copy, s.n });
	}
	free(copy);
}

/* chance - the next of a fixed sequence of numbers, below limit. */
static inline uint32_t
chance(uint32_t limit)
{
	static uint32_t x = 2463534242U;

	x ^= x << 13;
	x ^= x >> 17;
	x ^= x << 5;
	return x % limit;
}

#endif
