/* SPDX-License-Identifier: ISC */
/* card.c: the card below ES10: APDUs, channels, blocks, GET RESPONSE. */
#include <stdarg.h>
#include <string.h>
#include <time.h>

#include "fs.h"

#define OK 0x9000
#define WRONG_LENGTH 0x6700
#define NO_CHANNEL 0x6881
#define WRONG_ORDER 0x6985
#define NOT_FOUND 0x6A82
#define NO_MORE_CHANNELS 0x6A81
#define WRONG_P1P2 0x6A86
#define WRONG_INS 0x6D00
#define WRONG_CLASS 0x6E00
#define LAST_BLOCK 0x91
#define MORE_BLOCKS 0x11
#define STORE_MAX 65280

void
vc_log(struct vc_run *r, const char *fmt, ...)
{
	va_list ap;

	if (r->log == NULL)
		return;
	va_start(ap, fmt);
	vfprintf(r->log, fmt, ap);
	va_end(ap);
	fprintf(r->log, "\n");
	fflush(r->log);
}

/* The body of VERIFY and of what else takes a PIN is in no log. */
static bool
is_pin(struct vc_bytes cmd, size_t i)
{
	return i >= 5 && cmd.p[1] >= 0x20 && cmd.p[1] <= 0x2C;
}

static void
log_apdu(struct vc_run *r, struct vc_bytes cmd, const struct vc_buf *reply)
{
	size_t i;

	if (r->log == NULL)
		return;
	fprintf(r->log, "%lu ", r->count);
	for (i = 0; i < cmd.n; i++)
		fprintf(r->log, is_pin(cmd, i) ? "**" : "%02X", cmd.p[i]);
	fprintf(r->log, reply == NULL ? " -" : " ");
	for (i = 0; reply != NULL && i < reply->n; i++)
		fprintf(r->log, "%02X", reply->p[i]);
	vc_log(r, "%s", "");
}

void
vc_card_reset(struct vc_run *r, bool is_cold)
{
	struct vc_fault *f = vc_fault_get(r, VC_LEAKED);
	struct vc_channel *c;
	size_t i;

	for (i = 0; i < VC_CHANNELS; i++) {
		c = &r->channel[i];
		c->is_open = i == 0 || (is_cold && f != NULL && i <= f->n);
		c->isdr = NULL;
		c->block = 0;
		vc_clear(&c->store);
	}
	vc_clear(&r->answer);
	r->taken = 0;
	r->function = 0;
	vc_fs_reset(r);
}

void
vc_card_free(struct vc_run *r)
{
	size_t i;

	for (i = 0; i < VC_CHANNELS; i++)
		vc_free(&r->channel[i].store);
	vc_free(&r->answer);
}

/* ISO/IEC 7816-4, the four cases with short lengths. */
static int
parse(struct vc_bytes cmd, struct vc_apdu *a)
{
	if (cmd.n < 4)
		return -1;
	*a = (struct vc_apdu){ cmd.p[0], cmd.p[1], cmd.p[2], cmd.p[3], { 0 },
		-1, 0, (cmd.p[0] & 0x80) != 0 };
	a->channel = a->cla & 0x40 ? 4 + (a->cla & 0x0F) : a->cla & 3;
	if (cmd.n == 4)
		return 0;
	if (cmd.n == 5) {
		a->le = cmd.p[4] == 0 ? 256 : cmd.p[4];
		return 0;
	}
	a->data = (struct vc_bytes){ cmd.p + 5, cmd.p[4] };
	if (a->data.n == 0 || cmd.n < 5 + a->data.n || cmd.n > 6 + a->data.n)
		return -1;
	if (cmd.n == 6 + a->data.n)
		a->le = cmd.p[cmd.n - 1] == 0 ? 256 : cmd.p[cmd.n - 1];
	return 0;
}

static unsigned
select_isdr(struct vc_run *r, struct vc_apdu *a, struct vc_euicc *e)
{
	static const uint8_t gp[] = { 0x9F, 0x65, 0x01, 0xFF };
	struct vc_channel *c = &r->channel[a->channel];
	struct vc_member *svn;
	size_t start;

	if (a->channel != 0 && vc_fault_get(r, VC_BASIC_ONLY) != NULL)
		return NO_CHANNEL;
	c->isdr = e;
	vc_fs_start(r, c);
	c->block = 0;
	vc_clear(&c->store);
	vc_put_tlv(&r->answer, 0x84, a->data.p, a->data.n);
	vc_put_tlv(&r->answer, 0xA5, gp, sizeof(gp));
	svn = e == NULL ? NULL : vc_member_find(&e->info2, 0x82);
	if (svn != NULL) {
		start = r->answer.n;
		vc_put_tlv(&r->answer, 0x82, svn->v.p, svn->v.n);
		vc_wrap(&r->answer, start, 0xE0);
	}
	vc_wrap(&r->answer, 0, 0x6F);
	if (a->p2 == 0x0C)
		vc_clear(&r->answer);
	return OK;
}

static bool
is_named(const struct vc_buf *aid, struct vc_bytes name)
{
	return aid->n == name.n && memcmp(aid->p, name.p, name.n) == 0;
}

static unsigned
other_file(struct vc_run *r, struct vc_apdu *a)
{
	return r->card->fs == NULL ? NOT_FOUND : vc_fs_select(r, a);
}

static unsigned
select_file(struct vc_run *r, struct vc_apdu *a)
{
	struct vc_fault *f = vc_fault_get(r, VC_SELECT_SW);
	struct vc_card *card = r->card;
	size_t i, k;

	if (a->p1 != 0x04)
		return other_file(r, a);
	if (card->fs == NULL && a->p2 != 0x00 && a->p2 != 0x04 && a->p2 != 0x0C)
		return WRONG_P1P2;
	if (f != NULL)
		return f->sw;
	for (i = 0; i < card->euicc_n; i++)
		for (k = 0; k < card->euicc[i].aid_n; k++)
			if (is_named(&card->euicc[i].aid[k], a->data))
				return select_isdr(r, a, &card->euicc[i]);
	for (i = 0; i < card->applet_n; i++)
		if (is_named(&card->applet[i], a->data))
			return select_isdr(r, a, NULL);
	return other_file(r, a);
}

static unsigned
open_channel(struct vc_run *r, struct vc_apdu *a)
{
	unsigned i;

	if (vc_fault_get(r, VC_NO_CHANNELS) != NULL)
		return NO_CHANNEL;
	if (a->p2 != 0)
		return WRONG_P1P2;
	for (i = 1; i < VC_CHANNELS; i++)
		if (!r->channel[i].is_open)
			break;
	if (i == VC_CHANNELS)
		return NO_MORE_CHANNELS;
	if (a->le != 1 && !(r->is_t1 && a->le == 256))
		return 0x6C01;
	r->channel[i].is_open = true;
	r->channel[i].isdr = NULL;
	vc_fs_start(r, &r->channel[i]);
	vc_put_byte(&r->answer, i);
	return OK;
}

static unsigned
manage_channel(struct vc_run *r, struct vc_apdu *a)
{
	if (a->p1 == 0x00)
		return open_channel(r, a);
	if (a->p1 != 0x80)
		return WRONG_P1P2;
	if (a->p2 == 0 || a->p2 >= VC_CHANNELS || !r->channel[a->p2].is_open)
		return NO_CHANNEL;
	r->channel[a->p2].is_open = false;
	return OK;
}

static unsigned
terminal_capability(struct vc_run *r, struct vc_apdu *a)
{
	(void)r;
	return a->data.n == 0 ? WRONG_LENGTH : OK;
}

static unsigned
next_block(struct vc_run *r, struct vc_channel *c, struct vc_apdu *a)
{
	struct vc_fault *f = vc_fault_get(r, VC_BLOCKS_MAX);

	if (a->data.n == 0 || (f != NULL && a->data.n > f->n))
		return WRONG_LENGTH;
	if (a->p1 != MORE_BLOCKS && a->p1 != LAST_BLOCK)
		return WRONG_P1P2;
	if (a->p2 == 0) {
		c->block = 0;
		vc_clear(&c->store);
	}
	if (a->p2 != c->block || c->store.n + a->data.n > STORE_MAX)
		return WRONG_ORDER;
	vc_put(&c->store, a->data.p, a->data.n);
	c->block++;
	return OK;
}

/* SGP.22 v2.5 section 5.7.2: blocks from 00, the last one is answered. */
static unsigned
store_data(struct vc_run *r, struct vc_apdu *a)
{
	struct vc_channel *c = &r->channel[a->channel];
	struct vc_bytes cmd;
	unsigned sw;

	if (c->isdr == NULL)
		return WRONG_ORDER;
	sw = next_block(r, c, a);
	if (sw != OK)
		return sw;
	if (a->p1 == MORE_BLOCKS) {
		if (vc_fault_get(r, VC_MIDDLE_DATA) != NULL)
			vc_put(&r->answer, "\xBF\x7F\x00", 3);
		return OK;
	}
	cmd = (struct vc_bytes){ c->store.p, c->store.n };
	sw = vc_isdr_call(r, c->isdr, cmd, &r->answer);
	c->block = 0;
	vc_clear(&c->store);
	return sw;
}

#define INTER 1 /* class byte 0x */
#define GP 2    /* class byte 8x */

static const struct {
	unsigned ins, classes;
	unsigned (*run)(struct vc_run *r, struct vc_apdu *a);
} commands[] = {
	{ 0x70, INTER, manage_channel },
	{ 0xA4, INTER, select_file },
	{ 0xAA, GP, terminal_capability },
	{ 0xE2, GP, store_data },
};

static unsigned
execute(struct vc_run *r, struct vc_apdu *a)
{
	size_t i, n = sizeof(commands) / sizeof(commands[0]);

	if (vc_fs_is_2g(r))
		return vc_fs_run(r, a);
	for (i = 0; i < n; i++)
		if (commands[i].ins == a->ins)
			break;
	if (i == n)
		return r->card->fs == NULL ? WRONG_INS : vc_fs_run(r, a);
	if ((commands[i].classes & (a->is_gp ? GP : INTER)) == 0)
		return WRONG_CLASS;
	return commands[i].run(r, a);
}

/* ---- answers on their way ---- */

static void
put_sw(struct vc_buf *out, unsigned sw)
{
	vc_put_byte(out, sw >> 8 & 0xFF);
	vc_put_byte(out, sw & 0xFF);
}

static void
put_waiting(struct vc_run *r, struct vc_buf *out)
{
	size_t left = r->answer.n - r->taken;
	unsigned waiting = left > 255 ? 0 : (unsigned)left;

	if (left == 0 || (vc_fs_is_2g(r) && r->taken != 0))
		put_sw(out, r->sw);
	else
		put_sw(out, (vc_fs_is_2g(r) ? 0x9F00 : 0x6100) | waiting);
}

static void
take(struct vc_run *r, size_t want, struct vc_buf *out)
{
	size_t left = r->answer.n - r->taken;
	size_t n = want < left ? want : left;

	vc_put(out, r->answer.p + r->taken, n);
	r->taken += n;
	put_waiting(r, out);
}

/* GET RESPONSE faults of the function that is being answered. */
static int
spoil_response(struct vc_run *r, struct vc_buf *out)
{
	struct vc_fault *f;

	r->rounds++;
	if (r->function == 0)
		return 0;
	f = vc_fault_for(r, VC_GONE_AFTER, r->function);
	if (f != NULL && f->n == r->rounds)
		return -1;
	if (vc_fault_for(r, VC_ENDLESS61, r->function) != NULL) {
		vc_put_noise(out, 256, (uint32_t)r->rounds);
		put_sw(out, 0x6100);
	} else if (vc_fault_for(r, VC_EMPTY61, r->function) != NULL) {
		put_sw(out, 0x6110);
	}
	return 0;
}

static int
get_response(struct vc_run *r, struct vc_apdu *a, struct vc_buf *out)
{
	size_t left = r->answer.n - r->taken;

	if (left == 0 || a->channel != r->owner) {
		put_sw(out, WRONG_ORDER);
		return 0;
	}
	if (a->le < 0 || a->data.n != 0) {
		put_sw(out, WRONG_LENGTH);
		return 0;
	}
	if (spoil_response(r, out) < 0)
		return -1;
	if (out->n != 0)
		return 0;
	if ((size_t)a->le > left && !r->is_t1)
		put_sw(out,
		    (vc_fs_is_2g(r) ? 0x6700 : 0x6C00) | (unsigned)left);
	else
		take(r, (size_t)a->le, out);
	return 0;
}

/* T=0 has no answer to a command with data but 61xx; T=1 gives Le bytes. */
static void
first_part(struct vc_run *r, struct vc_apdu *a, struct vc_buf *out)
{
	if (r->answer.n != 0 && a->le > 0 && (r->is_t1 || a->data.n == 0))
		take(r, (size_t)a->le, out);
	else
		put_waiting(r, out);
}

/* TS 51.011 knows A0 and nothing else. */
static bool
is_class(const struct vc_run *r, unsigned cla)
{
	if (vc_fs_is_2g(r))
		return cla == 0xA0;
	return (cla & 0x40) == 0 ? (cla & 0x7C) == 0 : (cla & 0x30) == 0;
}

static int
run_command(struct vc_run *r, struct vc_bytes cmd, struct vc_buf *out)
{
	struct vc_apdu a = { 0 };
	struct vc_fault *f;

	if (parse(cmd, &a) < 0) {
		put_sw(out, WRONG_LENGTH);
		return 0;
	}
	if (!is_class(r, a.cla)) {
		put_sw(out, WRONG_CLASS);
		return 0;
	}
	if (a.channel >= VC_CHANNELS || !r->channel[a.channel].is_open) {
		put_sw(out, NO_CHANNEL);
		return 0;
	}
	if (a.ins == 0xC0)
		return get_response(r, &a, out);
	vc_clear(&r->answer);
	r->taken = 0;
	r->owner = a.channel;
	r->function = 0;
	r->is_gone = false;
	if (!r->is_t1 && a.data.n != 0 && a.le >= 0)
		r->sw = WRONG_LENGTH;
	else
		r->sw = execute(r, &a);
	f = r->function == 0 ? NULL
	                     : vc_fault_for(r, VC_GONE_AFTER, r->function);
	if ((f != NULL && f->n == 0) || r->is_gone)
		return -1;
	first_part(r, &a, out);
	return 0;
}

static void
wait_ms(unsigned long ms)
{
	struct timespec t = { (time_t)(ms / 1000),
		(long)(ms % 1000) * 1000000 };

	nanosleep(&t, NULL);
}

int
vc_card_apdu(struct vc_run *r, struct vc_bytes cmd, struct vc_buf *out)
{
	struct vc_fault *f = vc_fault_get(r, VC_SLOW);
	int rc = 0;

	r->count++;
	vc_clear(out);
	if (f != NULL)
		wait_ms(f->n);
	if (vc_fault_at(r, VC_GONE, r->count) != NULL) {
		rc = -1;
	} else if (vc_fault_at(r, VC_REPLY1, r->count) != NULL) {
		vc_put_byte(out, 0x90);
	} else if ((f = vc_fault_at(r, VC_SW_AT, r->count)) != NULL) {
		put_sw(out, f->sw);
	} else {
		rc = run_command(r, cmd, out);
	}
	log_apdu(r, cmd, rc < 0 ? NULL : out);
	return rc;
}
