/* SPDX-License-Identifier: ISC */
/* ccid_script.h: a reader that plays a script instead of being on USB. */
#ifndef SIMSTOW_TESTS_CCID_SCRIPT_H
#define SIMSTOW_TESTS_CCID_SCRIPT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../../src/link/ccid_priv.h"
#include "unit/fake_link.h"

/*
 * out is the message that has to come, in hexadecimal digits, NULL for any;
 * "C01 0203" is a class request and its value. in is what is then read: one
 * or more messages with '|' between, "+500" lets so many milliseconds pass
 * before the next, "gone" is a device that was unplugged. When it is used up
 * nothing comes until the time is up.
 */
struct ccid_step {
	const char *out;
	const char *in;
};

struct ccid_script {
	const struct ccid_step *steps;
	size_t n;
	size_t at;
	const char *left; /* to be read */
	uint64_t now;
	unsigned closed;
	char wrong[1200]; /* what differed */
};

#define CCID_STEPS(array) (array), sizeof(array) / sizeof((array)[0])

static inline uint64_t
ccid_script_now(void *ctx)
{
	return ((struct ccid_script *)ctx)->now;
}

static inline const struct ccid_step *
ccid_script_step(struct ccid_script *s, const char *got)
{
	if (s->at == s->n) {
		(void)snprintf(s->wrong, sizeof(s->wrong), "more: %s", got);
		return NULL;
	}
	return &s->steps[s->at++];
}

static inline int
ccid_script_send(void *ctx, struct sst_span m, unsigned ms, struct sst_err *err)
{
	struct ccid_script *s = ctx;
	char got[600] = "";
	uint8_t want[600];
	const struct ccid_step *step;
	size_t n;

	(void)ms;
	for (size_t i = 0; i < m.n && i < 299; i++)
		(void)snprintf(got + 2 * i, 3, "%02X", m.p[i]);
	step = ccid_script_step(s, got);
	if (step == NULL)
		return sst_fail(err, SST_E_USAGE, "script: %s", s->wrong);
	s->left = step->in;
	if (step->out == NULL)
		return 0;
	n = fake_hex(step->out, want, sizeof(want));
	if (n == m.n && memcmp(want, m.p, n) == 0)
		return 0;
	(void)snprintf(s->wrong, sizeof(s->wrong), "%s, want %s", got,
	    step->out);
	return sst_fail(err, SST_E_USAGE, "script: %s", s->wrong);
}

static inline int
ccid_script_recv(void *ctx, struct sst_buf *in, unsigned ms,
    struct sst_err *err)
{
	struct ccid_script *s = ctx;
	char hex[1400];
	uint8_t bytes[700];
	size_t n;

	while (s->left != NULL && *s->left == '+') {
		s->now += strtoul(s->left + 1, NULL, 10);
		s->left = strchr(s->left, '|');
		s->left += s->left != NULL ? 1 : 0;
	}
	if (s->left == NULL) {
		s->now += ms;
		return 0;
	}
	n = strcspn(s->left, "|");
	(void)snprintf(hex, sizeof(hex), "%.*s", (int)n, s->left);
	s->left = s->left[n] == '|' ? s->left + n + 1 : NULL;
	if (strcmp(hex, "gone") == 0)
		return sst_fail(err, SST_E_DEVICE, "unplugged");
	n = fake_hex(hex, bytes, sizeof(bytes));
	return sst_buf_put(in, (struct sst_span){ bytes, n }, err) < 0 ? -1 : 1;
}

static inline int
ccid_script_control(void *ctx, enum sst_ccid_request request, uint16_t value,
    struct sst_buf *in, struct sst_err *err)
{
	struct ccid_script *s = ctx;
	const struct ccid_step *step;
	uint8_t bytes[64];
	char got[32];

	(void)snprintf(got, sizeof(got), "C%02X %04X", (unsigned)request,
	    value);
	step = ccid_script_step(s, got);
	if (step == NULL || step->out == NULL || strcmp(step->out, got) != 0) {
		(void)snprintf(s->wrong, sizeof(s->wrong), "%s", got);
		return sst_fail(err, SST_E_USAGE, "script: %s", s->wrong);
	}
	if (step->in == NULL)
		return in == NULL ? 0 : sst_fail(err, SST_E_DEVICE, "stalled");
	return sst_buf_put(in,
	    (struct sst_span){ bytes,
	        fake_hex(step->in, bytes, sizeof(bytes)) },
	    err);
}

static inline void
ccid_script_close(void *ctx)
{
	((struct ccid_script *)ctx)->closed++;
}

/* A reader of a level that does everything by itself. */
static inline struct sst_ccid_desc
ccid_script_desc(enum sst_ccid_level level)
{
	return (struct sst_ccid_desc){
		.voltages = 7,
		.protocols = 3,
		.clock_khz = 4000,
		.rate = 10752,
		.max_rate = 344086,
		.max_ifsd = 254,
		.features = SST_CCID_AUTO_PARAMETERS | SST_CCID_AUTO_VOLTAGE |
		            SST_CCID_AUTO_PPS | SST_CCID_AUTO_IFSD,
		.max_message = 271,
		.level = level,
	};
}

static inline void
ccid_script_begin(struct ccid_script *s, const struct ccid_step *steps,
    size_t n, const struct sst_ccid_desc *desc, struct sst_ccid_slot *slot)
{
	const struct sst_ccid_io io = { s, ccid_script_now, ccid_script_send,
		ccid_script_recv, ccid_script_control, ccid_script_close };

	*s = (struct ccid_script){ .steps = steps, .n = n, .now = 1000 };
	sst_ccid_slot_init(slot, &io, desc, 0);
}

/* Everything was played, nothing else. */
static inline void
ccid_script_end(struct ccid_script *s, struct sst_ccid_slot *slot)
{
	slot->is_powered = false;
	sst_ccid_slot_fini(slot);
	assert_string_equal(s->wrong, "");
	assert_int_equal(s->at, s->n);
	assert_int_equal(s->closed, 1);
}

#endif
