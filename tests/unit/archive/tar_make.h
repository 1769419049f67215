/* SPDX-License-Identifier: ISC */
/* tar_make.h: tar archives by hand, right and wrong ones. */
#ifndef SIMSTOW_TESTS_TAR_MAKE_H
#define SIMSTOW_TESTS_TAR_MAKE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include <simstow/archive/tar.h>

#define BLOCK 512
#define MTIME 1795225268 /* 2026-11-21T01:41:08Z */

/* A tar of hand-made headers. */
struct tar {
	uint8_t b[24 * BLOCK];
	size_t n;
};

static inline void
put_octal(uint8_t *p, size_t n, unsigned long v)
{
	for (size_t i = n - 1; i > 0; i--, v >>= 3)
		p[i - 1] = (uint8_t)('0' + (v & 7));
	p[n - 1] = ' ';
}

static inline void
put_sum(uint8_t *head)
{
	unsigned long sum = 0;

	memset(head + 148, ' ', 8);
	for (size_t i = 0; i < BLOCK; i++)
		sum += head[i];
	put_octal(head + 148, 7, sum);
	head[154] = 0;
}

static inline void
put_head(uint8_t *head, const char *name, unsigned long size)
{
	memset(head, 0, BLOCK);
	memcpy(head, name, strlen(name) < 100 ? strlen(name) : 100);
	memcpy(head + 100, "000600 ", 7);
	memcpy(head + 108, "000000 ", 7);
	memcpy(head + 116, "000000 ", 7);
	put_octal(head + 124, 12, size);
	put_octal(head + 136, 12, MTIME);
	head[156] = '0';
	memcpy(head + 257, "ustar\00000", 8);
	memcpy(head + 329, "000000 ", 7);
	memcpy(head + 337, "000000 ", 7);
	put_sum(head);
}

static inline void
add(struct tar *t, const char *name, const char *data)
{
	size_t n = strlen(data);

	assert_true(t->n + BLOCK + n + BLOCK <= sizeof(t->b));
	put_head(t->b + t->n, name, n);
	t->n += BLOCK;
	memcpy(t->b + t->n, data, n);
	t->n += (n + BLOCK - 1) / BLOCK * BLOCK;
}

static inline void
add_zero(struct tar *t, size_t blocks)
{
	assert_true(t->n + blocks * BLOCK <= sizeof(t->b));
	memset(t->b + t->n, 0, blocks * BLOCK);
	t->n += blocks * BLOCK;
}

static inline struct sst_span
span(const struct tar *t)
{
	return (struct sst_span){ t->b, t->n };
}

static inline void
refused(struct sst_span tar, const char *message)
{
	struct sst_err err = { 0 };
	struct sst_arena mem = { 0 };
	struct sst_members found;

	assert_int_equal(sst_tar_check(tar, &err), -1);
	assert_string_equal(err.msg, message);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_int_equal(sst_tar_unpack(tar, &mem, &found, &err), -1);
	assert_string_equal(err.msg, message);
	assert_null(found.v);
	assert_int_equal(found.n, 0);
	assert_int_equal(mem.used, 0);
}

#endif
