/* SPDX-License-Identifier: ISC */
/* t1_script.h: a card of T=1 that plays a script. */
#ifndef SIMSTOW_TESTS_T1_SCRIPT_H
#define SIMSTOW_TESTS_T1_SCRIPT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "../../../src/link/t1_priv.h"
#include "unit/fake_link.h"

/*
 * Blocks in hexadecimal digits, without their sum, which the script adds; an
 * answer with '!' before it is handed on as it is, NULL is none, "gone" a
 * broken link. A command NULL stands for any.
 */
struct step {
	const char *out;
	const char *in;
	uint8_t bwi;
};

struct peer {
	const struct step *steps;
	size_t n;
	size_t at;
	bool is_crc;
	char wrong[600];
};

#define STEPS(array) (array), sizeof(array) / sizeof((array)[0])

/* Worked out by hand for the blocks of one test; else LRC. */
static inline size_t
t1_script_seal(const struct peer *p, uint8_t *b, size_t n)
{
	uint8_t sum = 0;

	if (p->is_crc) {
		uint16_t v = 0xFFFF;

		for (size_t i = 0; i < 8 * n; i++) {
			unsigned bit = (v ^ b[i / 8] >> i % 8) & 1;

			v = (uint16_t)(v >> 1 ^ (bit != 0 ? 0x8408 : 0));
		}
		b[n] = (uint8_t)(v >> 8);
		b[n + 1] = (uint8_t)v;
		return n + 2;
	}
	for (size_t i = 0; i < n; i++)
		sum ^= b[i];
	b[n] = sum;
	return n + 1;
}

static inline int
t1_script_play(void *ctx, struct sst_span out, uint8_t bwi, struct sst_buf *in,
    struct sst_err *err)
{
	struct peer *p = ctx;
	const struct step *step = &p->steps[p->at];
	uint8_t b[300];
	size_t n;

	if (p->at == p->n) {
		(void)snprintf(p->wrong, sizeof(p->wrong), "more: PCB %02X",
		    out.p[1]);
		return sst_fail(err, SST_E_USAGE, "script");
	}
	p->at++;
	n = step->out != NULL
	        ? t1_script_seal(p, b, fake_hex(step->out, b, 290))
	        : out.n;
	if (step->out != NULL &&
	    (n != out.n || memcmp(b, out.p, n) != 0 || bwi != step->bwi)) {
		(void)snprintf(p->wrong, sizeof(p->wrong),
		    "step %zu: PCB %02X LEN %02X bwi %u, want %s", p->at,
		    out.p[1], out.p[2], bwi, step->out);
		return sst_fail(err, SST_E_USAGE, "script");
	}
	if (step->in == NULL)
		return 0;
	if (strcmp(step->in, "gone") == 0)
		return sst_fail(err, SST_E_DEVICE, "unplugged");
	n = step->in[0] == '!'
	        ? fake_hex(step->in + 1, b, sizeof(b))
	        : t1_script_seal(p, b, fake_hex(step->in, b, 290));
	return sst_buf_put(in, (struct sst_span){ b, n }, err) < 0 ? -1 : 1;
}

static inline void
begin(struct peer *p, const struct step *steps, size_t n, size_t ifsc,
    struct sst_t1 *t)
{
	const struct sst_t1_io io = { p, t1_script_play };

	*p = (struct peer){ .steps = steps, .n = n };
	sst_t1_init(t, &io, ifsc, 254);
}

static inline void
end(struct peer *p, struct sst_t1 *t)
{
	sst_t1_fini(t);
	assert_string_equal(p->wrong, "");
	assert_int_equal(p->at, p->n);
}

static inline int
exchange(struct sst_t1 *t, const char *cmd, struct sst_buf *resp,
    struct sst_err *err)
{
	uint8_t b[64];
	size_t n = fake_hex(cmd, b, sizeof(b));

	sst_buf_clear(resp);
	return sst_t1_exchange(t, (struct sst_span){ b, n }, resp, err);
}

static inline void
check(const struct sst_buf *b, const char *hex)
{
	uint8_t want[64];
	size_t n = fake_hex(hex, want, sizeof(want));

	assert_int_equal(b->n, n);
	assert_memory_equal(b->p, want, n);
}

/* One exchange of 00A4 that ends with 9000 after the steps given. */
static inline void
ends_well(const struct step *steps, size_t n)
{
	struct sst_buf resp = { 0 };
	struct sst_err err = { 0 };
	struct sst_t1 t;
	struct peer p;

	begin(&p, steps, n, 32, &t);
	assert_int_equal(exchange(&t, "00A4", &resp, &err), 0);
	check(&resp, "9000");
	sst_buf_fini(&resp);
	end(&p, &t);
}

/* And one that fails with the message given. */
static inline void
ends_badly(const struct step *steps, size_t n, const char *msg)
{
	struct sst_buf resp = { .max = 16 };
	struct sst_err err = { 0 };
	struct sst_t1 t;
	struct peer p;

	begin(&p, steps, n, 32, &t);
	assert_int_equal(exchange(&t, "00A4", &resp, &err), -1);
	assert_string_equal(err.msg, msg);
	sst_buf_fini(&resp);
	end(&p, &t);
}

#define I_OUT "00000200A4" /* the command, N(S) = 0 */
#define I_IN "0000029000"  /* the answer, N(S) = 0 */
#define R0_EDC "008100"
#define R0_OTHER "008200"
#define RESYNCH "00C000"
#define RESYNCHED "00E000"

#endif
