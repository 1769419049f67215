/* SPDX-License-Identifier: ISC */
/* adb_script.h: a phone that follows a script, packet by packet. */
#ifndef UNIT_LINK_ADB_SCRIPT_H
#define UNIT_LINK_ADB_SCRIPT_H

#include <stdio.h>
#include <string.h>

#include "../../../src/link/adb_priv.h"

enum script_kind {
	HOST,   /* the host is to send this */
	PHONE,  /* the phone sends this */
	SILENCE /* nothing comes for arg0 milliseconds */
};

/* command 0: data is the bytes themselves. */
struct script_step {
	enum script_kind kind;
	uint32_t command;
	uint32_t arg0;
	uint32_t arg1;
	const char *data;
	size_t n;
};

/* clang-format off */
#define H(command, arg0, arg1, text) \
	{ HOST, SST_ADB_##command, arg0, arg1, text, sizeof(text) - 1 }
#define P(command, arg0, arg1, text) \
	{ PHONE, SST_ADB_##command, arg0, arg1, text, sizeof(text) - 1 }
#define BYTES(text) { PHONE, 0, 0, 0, text, sizeof(text) - 1 }
#define QUIET(ms) { SILENCE, 0, ms, 0, "", 0 }
/* clang-format on */

#define SCRIPT_BANNER "host::features=shell_v2,cmd"
#define SCRIPT_PHONE "device::ro.product.name=x;features=ls_v2,shell_v2"
/* clang-format off */
#define SCRIPT_HELLO \
	H(CNXN, 0x01000001, 1048576, SCRIPT_BANNER), \
	P(CNXN, 0x01000001, 1048576, SCRIPT_PHONE)
/* clang-format on */

#define SCRIPT_MARKER "0123456789abcdef"

struct script {
	const struct script_step *step;
	size_t n;
	size_t host;        /* the step that the host is to send, or later */
	size_t phone;       /* the step that the phone is to send, or later */
	size_t host_sent;   /* bytes of the one */
	size_t phone_sent;  /* bytes of the other */
	size_t piece;       /* bytes given at a time; 0: all of a step */
	uint64_t clock;     /* milliseconds */
	uint64_t quiet;     /* of a silence, gone by */
	const char *odd;    /* what the host did against the script */
	const char *marker; /* or NULL: SCRIPT_MARKER */
	unsigned confirmed;
	unsigned closed;
	unsigned stop_after; /* looks at is_stopped; 0: never stopped */
	bool is_recorded;    /* only each side's own order counts */
	bool is_lenient;     /* what the host sends does not count at all */
	bool has_bad_sums;   /* of what the phone sends */
};

/* Header and payload of a step, byte i. */
static inline uint8_t
script_byte(const struct script *s, const struct script_step *t, size_t i)
{
	uint8_t head[SST_ADB_HEADER];
	struct sst_adb_packet p = { t->command, t->arg0, t->arg1, 0,
		{ (const uint8_t *)t->data, t->n } };

	if (t->command == 0)
		return (uint8_t)t->data[i];
	if (i >= SST_ADB_HEADER)
		return (uint8_t)t->data[i - SST_ADB_HEADER];
	sst_adb_packet_head(&p, head);
	if (t->kind == PHONE && s->has_bad_sums)
		head[16] ^= 0x55;
	return head[i];
}

static inline size_t
script_size(const struct script_step *t)
{
	return t->command == 0 ? t->n : SST_ADB_HEADER + t->n;
}

/* Both sides pass over what is the other's. */
static inline void
script_turn(struct script *s)
{
	while (s->host < s->n && s->step[s->host].kind != HOST)
		s->host++;
	while (s->phone < s->n && s->step[s->phone].kind == HOST)
		s->phone++;
}

static inline uint64_t
script_now(void *ctx)
{
	return ((struct script *)ctx)->clock;
}

static inline int
script_odd(struct script *s, const char *what, struct sst_err *err)
{
	s->odd = what;
	return sst_fail(err, SST_E_DEVICE, "script: %s", what);
}

static inline int
script_send(void *ctx, struct sst_span data, const struct sst_adb_wait *w,
    struct sst_err *err)
{
	struct script *s = ctx;

	if (sst_adb_check_stop(w, err) < 0)
		return -1;
	for (size_t i = 0; !s->is_lenient && i < data.n; i++) {
		const struct script_step *t;

		script_turn(s);
		if (s->host == s->n)
			return script_odd(s, "the host says too much", err);
		t = &s->step[s->host];
		if (s->phone < s->host && !s->is_recorded)
			return script_odd(s, "the host does not wait", err);
		if (script_byte(s, t, s->host_sent) != data.p[i])
			return script_odd(s, "the host differs", err);
		if (++s->host_sent == script_size(t)) {
			s->host_sent = 0;
			s->host++;
		}
	}
	return 0;
}

static inline int
script_silence(struct script *s, unsigned ms)
{
	s->clock += ms;
	s->quiet += ms;
	if (s->quiet >= s->step[s->phone].arg0) {
		s->quiet = 0;
		s->phone++;
	}
	return 0;
}

static inline int
script_recv(void *ctx, size_t want, struct sst_buf *in, unsigned ms,
    struct sst_err *err)
{
	struct script *s = ctx;
	const struct script_step *t;
	size_t n;

	(void)want;
	script_turn(s);
	if (s->phone == s->n)
		return sst_fail(err, SST_E_DEVICE, "the script has ended");
	t = &s->step[s->phone];
	if (s->host < s->phone && !s->is_recorded && !s->is_lenient)
		return script_odd(s, "the host waits in vain", err);
	if (t->kind == SILENCE)
		return script_silence(s, ms);
	n = script_size(t) - s->phone_sent;
	if (s->piece != 0 && n > s->piece)
		n = s->piece;
	for (size_t i = 0; i < n; i++)
		if (sst_buf_put_u8(in, script_byte(s, t, s->phone_sent + i),
		        err) < 0)
			return -1;
	s->phone_sent += n;
	if (s->phone_sent == script_size(t)) {
		s->phone_sent = 0;
		s->phone++;
	}
	return 1;
}

static inline void
script_close(void *ctx)
{
	((struct script *)ctx)->closed++;
}

static inline bool
script_is_stopped(void *ctx)
{
	struct script *s = ctx;

	return s->stop_after != 0 && --s->stop_after == 0;
}

static inline void
script_confirm(void *ctx)
{
	((struct script *)ctx)->confirmed++;
}

/* The host did what is written, and said all of it. */
static inline bool
script_is_done(struct script *s)
{
	script_turn(s);
	if (s->odd != NULL)
		printf("steps %zu, %zu: %s\n", s->host, s->phone, s->odd);
	return s->odd == NULL && s->host == s->n;
}

static inline int
script_open(struct script *s, const struct sst_adb_keys *keys,
    struct sst_shell_link *l, struct sst_err *err)
{
	const struct sst_adb_transport to = { s, script_now, script_send,
		script_recv, script_close };
	const struct sst_adb_usb how = { .serial = "TEST",
		.keys = keys,
		.comment = "adb_run@test",
		.confirm = script_confirm,
		.is_stopped = script_is_stopped,
		.ctx = s };

	return sst_adb_session_open(&to, &how,
	    s->marker != NULL ? s->marker : SCRIPT_MARKER, l, err);
}

#define SCRIPT(steps)                                                  \
	{                                                              \
		.step = (steps), .n = sizeof(steps) / sizeof(*(steps)) \
	}

#endif
