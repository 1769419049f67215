/* SPDX-License-Identifier: ISC */
/* ccid_message.c: a command to a reader, and the answer that belongs to it. */
#include "ccid_priv.h"

#define ANSWER_MS 10000U /* for an answer, besides what the card takes */
#define SEND_MS 2000U    /* for a command to be taken */
#define ABORT_MS 2000U   /* for the answer to an abort */
#define TOTAL_MS 60000U  /* for an exchange, whatever the reader wishes */
#define STALE_MAX_N 16   /* answers to others that are dropped */

#define STATUS_ICC 0x03
#define STATUS_SHIFT 6
#define STATUS_FAILED 1
#define STATUS_MORE_TIME 2

#define MORE_TIME_MAX_N 600 /* wishes for more time for one command */

/* Table 6.2-2. */
static const struct {
	uint8_t error;
	const char *text;
	const char *hint; /* or NULL */
} errors[] = {
	{ 0xFF, "the command was aborted", NULL },
	{ SST_CCID_ERROR_MUTE, "the card is mute",
	    "clean the contacts, check which way round the card is" },
	{ SST_CCID_ERROR_PARITY, "parity errors from the card",
	    "clean the contacts" },
	{ 0xFC, "the card sent more than the reader could take", NULL },
	{ 0xFB, "the reader reports a hardware fault: too much current?",
	    NULL },
	{ 0xF8, "the reader does not understand the answer to reset", NULL },
	{ 0xF7, "the reader does not understand the answer to reset", NULL },
	{ 0xF6, "the reader does not know the card's protocol", NULL },
	{ 0xF5, "the reader does not know the command's class", NULL },
	{ 0xF4, "the card broke the T=0 protocol", NULL },
	{ 0xF3, "the reader took the power from the card", NULL },
	{ 0xF2, "the reader is busy with the card", NULL },
	{ 0xE0, "the slot is busy", NULL },
	{ 0x00, "the reader does not know the command", NULL },
};

/* The answers that are looked for, and what was met on the way. */
struct search {
	enum sst_ccid_in want;
	uint8_t seq;
	bool is_abort; /* what is no message is dropped too */
	unsigned stale;
	unsigned more_time;
	uint64_t until;
};

static int
fail_gone(struct sst_err *err)
{
	sst_err_set(err, SST_E_DEVICE, "no card in the reader");
	sst_err_hint(err, "insert the card, then try again");
	return -1;
}

int
sst_ccid_message_failed(const struct sst_ccid_answer *a, struct sst_err *err)
{
	if (a->icc == SST_CCID_ABSENT)
		return fail_gone(err);
	for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]); i++) {
		if (errors[i].error != a->error)
			continue;
		sst_err_set(err, SST_E_DEVICE, "%s", errors[i].text);
		if (errors[i].hint != NULL)
			sst_err_hint(err, "%s", errors[i].hint);
		return -1;
	}
	if (a->error < 0x80)
		return sst_fail(err, SST_E_DEVICE,
		    "the reader refuses byte %u of the command", a->error);
	return sst_fail(err, SST_E_DEVICE, "error %02X of the reader",
	    a->error);
}

void
sst_ccid_message_begin(struct sst_ccid_slot *s)
{
	s->until = s->io.now(s->io.ctx) + TOTAL_MS;
}

static int
send(struct sst_ccid_slot *s, const struct sst_ccid_command *c,
    struct search *w, struct sst_err *err)
{
	size_t n = c->data.n;
	const uint8_t head[SST_CCID_HEADER] = { (uint8_t)c->type, (uint8_t)n,
		(uint8_t)(n >> 8), (uint8_t)(n >> 16), (uint8_t)(n >> 24),
		s->number, s->seq, c->own[0], c->own[1], c->own[2] };

	if (n > s->desc.max_message - SST_CCID_HEADER)
		return sst_fail(err, SST_E_FAILED,
		    "%zu bytes for the card, the reader takes %zu", n,
		    s->desc.max_message - SST_CCID_HEADER);
	sst_buf_clear(&s->out);
	if (sst_buf_put(&s->out, SST_SPAN(head), err) < 0 ||
	    sst_buf_put(&s->out, c->data, err) < 0)
		return -1;
	*w = (struct search){ .want = c->want,
		.seq = s->seq++,
		.is_abort = c->type == SST_CCID_ABORT_COMMAND };
	s->is_unanswered = true;
	return s->io.send(s->io.ctx, sst_buf_span(&s->out), SEND_MS, err);
}

/* Is it a message, with all its bytes and no others? */
static int
check_length(struct sst_span m, struct sst_err *err)
{
	size_t said;

	if (m.n < SST_CCID_HEADER)
		return sst_fail(err, SST_E_FORMAT,
		    "the reader's answer has %zu bytes, want %d at least", m.n,
		    SST_CCID_HEADER);
	said = (size_t)m.p[1] | (size_t)m.p[2] << 8 | (size_t)m.p[3] << 16 |
	       (size_t)m.p[4] << 24;
	if (said != m.n - SST_CCID_HEADER)
		return sst_fail(err, SST_E_FORMAT,
		    "the reader's answer has %zu bytes of data, dwLength "
		    "says %zu",
		    m.n - SST_CCID_HEADER, said);
	return 0;
}

/*
 * 1 it answers the command that is waited for, 0 another one: what an older
 * session left behind, maybe with this session's very first number.
 */
static int
check_address(const struct sst_ccid_slot *s, const struct search *w,
    const uint8_t *p, struct sst_err *err)
{
	if (p[5] != s->number || p[6] != w->seq)
		return 0;
	if (p[0] == w->want)
		return 1;
	if (!s->has_talked)
		return 0;
	return sst_fail(err, SST_E_FORMAT,
	    "the reader's answer is a message %02X, want %02X", p[0],
	    (unsigned)w->want);
}

static uint64_t
earlier(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

static int
drop(struct search *w, const uint8_t *p, struct sst_err *err)
{
	if (++w->stale <= STALE_MAX_N)
		return 0;
	return sst_fail(err, SST_E_FORMAT,
	    "%u answers of the reader belong to other commands, the last to "
	    "slot %u, number %u, want number %u",
	    w->stale, p[5], p[6], w->seq);
}

static int
fail_silent(const struct search *w, struct sst_err *err)
{
	sst_err_set(err, SST_E_DEVICE, "no answer of the reader in time%s",
	    w->stale > 0 ? ", but answers to other commands" : "");
	sst_err_hint(err, "unplug the reader and plug it in again");
	return -1;
}

/* Bytes that answer nothing are like an answer to nobody. */
static int
drop_bytes(struct search *w, struct sst_err *err)
{
	static const uint8_t none[SST_CCID_HEADER] = { 0 };

	return drop(w, none, err);
}

/* The next message that is one: 1 it is wanted, 0 it is for the bin. */
static int
take(struct sst_ccid_slot *s, struct search *w, struct sst_err *err)
{
	uint64_t now = s->io.now(s->io.ctx);
	int rc;

	if (now >= w->until)
		return fail_silent(w, err);
	sst_buf_clear(&s->in);
	rc = s->io.recv(s->io.ctx, &s->in, (unsigned)(w->until - now), err);
	if (rc < 0)
		return -1;
	if (rc == 0)
		return fail_silent(w, err);
	/* The end of a transfer of whole packets, come too late. */
	if (s->in.n == 0)
		return drop_bytes(w, err);
	/* The rest of an answer that was longer than we read comes as more. */
	if (check_length(sst_buf_span(&s->in), err) < 0)
		return w->is_abort ? drop_bytes(w, err) : -1;
	rc = check_address(s, w, s->in.p, err);
	return rc == 0 ? drop(w, s->in.p, err) : rc;
}

/* Section 6.2.6: bError is then how many waiting times it takes. */
static int
grant_time(struct sst_ccid_slot *s, struct search *w, struct sst_err *err)
{
	unsigned times = s->in.p[8] > 0 ? s->in.p[8] : 1;
	uint64_t until =
	    s->io.now(s->io.ctx) + ANSWER_MS + (uint64_t)times * s->unit_ms;

	if (++w->more_time > MORE_TIME_MAX_N)
		return sst_fail(err, SST_E_FORMAT,
		    "the reader asks for more time %u times", w->more_time);
	w->until = earlier(until, s->until);
	return 0;
}

/* Bits 2 to 5 are reserved and not looked at. */
static int
check_status(uint8_t status, struct sst_err *err)
{
	if ((status & STATUS_ICC) <= SST_CCID_ABSENT &&
	    status >> STATUS_SHIFT <= STATUS_MORE_TIME)
		return 0;
	return sst_fail(err, SST_E_FORMAT,
	    "the reader's answer has bStatus %02X, which is reserved", status);
}

static int
await(struct sst_ccid_slot *s, struct search *w, struct sst_ccid_answer *out,
    struct sst_err *err)
{
	for (;;) {
		int rc = take(s, w, err);
		const uint8_t *p = s->in.p;

		if (rc < 0)
			return -1;
		if (rc == 0)
			continue;
		s->has_talked = true;
		if (check_status(p[7], err) < 0)
			return -1;
		if (p[7] >> STATUS_SHIFT == STATUS_MORE_TIME) {
			if (grant_time(s, w, err) < 0)
				return -1;
			continue;
		}
		*out = (struct sst_ccid_answer){
			.icc = (enum sst_ccid_icc)(p[7] & STATUS_ICC),
			.has_failed = p[7] >> STATUS_SHIFT == STATUS_FAILED,
			.error = p[8],
			.own = p[9],
			.data = { p + SST_CCID_HEADER,
			    s->in.n - SST_CCID_HEADER },
		};
		return 0;
	}
}

/*
 * Section 5.3.1: the control request, the command with the same number, and
 * everything is thrown away until its answer comes.
 */
static int
abort_last(struct sst_ccid_slot *s, struct sst_err *err)
{
	static const struct sst_ccid_command abort_it = {
		.type = SST_CCID_ABORT_COMMAND,
		.want = SST_CCID_SLOT_STATUS,
	};
	struct sst_ccid_answer unread;
	struct search w;

	/* Not every reader knows the request: the command decides. */
	(void)s->io.control(s->io.ctx, SST_CCID_ABORT,
	    (uint16_t)(s->seq << 8 | s->number), NULL, err);
	if (send(s, &abort_it, &w, err) < 0)
		return -1;
	w.until = s->io.now(s->io.ctx) + ABORT_MS;
	if (await(s, &w, &unread, err) < 0)
		return -1;
	s->is_unanswered = false;
	return 0;
}

/*
 * Section 6.1.4: of a block the reader itself waits the card's waiting time,
 * as many times as bBWI says, and asks for nothing in between.
 */
static unsigned
answer_ms(const struct sst_ccid_slot *s, const struct sst_ccid_command *c)
{
	unsigned times = c->own[0] > 0 ? c->own[0] : 1;

	return c->type == SST_CCID_XFR_BLOCK ? ANSWER_MS + times * s->unit_ms
	                                     : ANSWER_MS;
}

int
sst_ccid_message_call(struct sst_ccid_slot *s, const struct sst_ccid_command *c,
    struct sst_ccid_answer *out, struct sst_err *err)
{
	struct search w;

	*out = (struct sst_ccid_answer){ 0 };
	if (s->is_unanswered && abort_last(s, err) < 0)
		return sst_within(err, "abort");
	if (send(s, c, &w, err) < 0)
		return -1;
	w.until = earlier(s->io.now(s->io.ctx) + answer_ms(s, c), s->until);
	if (await(s, &w, out, err) < 0)
		return -1;
	s->is_unanswered = false;
	return 0;
}
