/* SPDX-License-Identifier: ISC */
/* t1.c: T=1, the block protocol of ISO/IEC 7816-3 section 11. */
#include <string.h>

#include "t1_priv.h"

#define PROLOGUE 3 /* NAD PCB LEN */

/* PCB, section 11.3.2.2 */
#define I_NUMBER 0x40
#define I_MORE 0x20
#define R_BLOCK 0x80
#define R_NUMBER 0x10
#define R_EDC 0x01   /* redundancy code or parity */
#define R_OTHER 0x02 /* any other error */
#define S_BLOCK 0xC0
#define S_RESPONSE 0x20
#define S_KIND 0x1F

enum { RESYNCH = 0, IFS = 1, ABORT = 2, WTX = 3 }; /* of an S-block */

#define REQUESTS_MAX 64 /* of the card between two of our blocks */

/* What came. */
enum kind {
	DAMAGED, /* or nothing */
	WRONG,   /* whole, but it breaks the protocol */
	DATA,
	RECEIPT,
	SUPERVISION
};

struct block {
	enum kind kind;
	uint8_t pcb;
	struct sst_span inf; /* until the next block */
};

/* An exchange under way. */
struct run {
	struct sst_t1 *t;
	struct sst_span left; /* of the command, beginning with what is out */
	size_t out_n;         /* bytes of it in the I-block that is out */
	bool is_sending;      /* the command is not taken whole yet */
	struct sst_buf *resp;
	unsigned bad; /* blocks in a row that were of no use */
};

void
sst_t1_init(struct sst_t1 *t, const struct sst_t1_io *io, size_t ifsc,
    size_t room)
{
	*t = (struct sst_t1){ .io = *io, .ifsd = SST_T1_IFS };
	if (ifsc == 0 || ifsc > SST_T1_INF)
		ifsc = SST_T1_IFS;
	t->ifsc_max = room < SST_T1_INF ? room : SST_T1_INF;
	t->ifsc = ifsc < t->ifsc_max ? ifsc : t->ifsc_max;
	t->ifsc_first = t->ifsc;
	sst_buf_init(&t->in, SST_T1_BLOCK_IN);
}

void
sst_t1_fini(struct sst_t1 *t)
{
	sst_buf_fini(&t->in);
	*t = (struct sst_t1){ 0 };
}

/* ---- blocks ---- */

/* Polynomial 8408 from FFFF, the upper byte first, as readers' drivers do. */
static uint16_t
crc(struct sst_span s)
{
	uint16_t v = 0xFFFF;

	for (size_t i = 0; i < s.n; i++) {
		v = (uint16_t)(v ^ s.p[i]);
		for (int k = 0; k < 8; k++)
			v = (uint16_t)((v & 1) != 0 ? v >> 1 ^ 0x8408 : v >> 1);
	}
	return v;
}

/* The redundancy code of s; gives its length. */
static size_t
sum_of(const struct sst_t1 *t, struct sst_span s, uint8_t out[2])
{
	uint16_t v = t->is_crc ? crc(s) : 0;

	out[0] = (uint8_t)(v >> 8);
	out[1] = (uint8_t)v;
	if (t->is_crc)
		return 2;
	for (size_t i = 0; i < s.n; i++)
		out[0] ^= s.p[i];
	return 1;
}

static enum kind
kind_of(const struct sst_t1 *t, uint8_t pcb, size_t n)
{
	if ((pcb & R_BLOCK) == 0)
		return n <= t->ifsd ? DATA : WRONG;
	if ((pcb & S_BLOCK) == S_BLOCK)
		return SUPERVISION;
	return n == 0 ? RECEIPT : WRONG;
}

/* Section 11.6.3: length and sum first, then what the PCB says. */
static struct block
read_block(const struct sst_t1 *t)
{
	struct sst_span b = sst_buf_span(&t->in);
	size_t sum_n = t->is_crc ? 2 : 1;
	struct block out = { .kind = DAMAGED };
	uint8_t sum[2];

	if (b.n < PROLOGUE + sum_n || b.p[2] > SST_T1_INF ||
	    b.n != PROLOGUE + b.p[2] + sum_n)
		return out;
	out.inf = (struct sst_span){ b.p + PROLOGUE, b.p[2] };
	(void)sum_of(t, (struct sst_span){ b.p, b.n - sum_n }, sum);
	if (memcmp(sum, b.p + b.n - sum_n, sum_n) != 0)
		return out;
	out.pcb = b.p[1];
	out.kind = b.p[0] == 0 ? kind_of(t, out.pcb, out.inf.n) : WRONG;
	return out;
}

static int
swap(struct sst_t1 *t, uint8_t pcb, struct sst_span inf, uint8_t bwi,
    struct block *in, struct sst_err *err)
{
	uint8_t b[SST_T1_BLOCK] = { 0, pcb, (uint8_t)inf.n };
	struct sst_span out = { b, PROLOGUE + inf.n };
	int rc;

	if (inf.p != NULL)
		memcpy(b + PROLOGUE, inf.p, inf.n);
	out.n += sum_of(t, out, b + out.n);
	sst_buf_clear(&t->in);
	rc = t->io.block(t->io.ctx, out, bwi, &t->in, err);
	explicit_bzero(b, sizeof(b));
	if (rc < 0)
		return -1;
	*in = (struct block){ .kind = DAMAGED };
	if (rc > 0)
		*in = read_block(t);
	return 0;
}

/* ---- S-blocks ---- */

static int
fail_aborted(struct sst_err *err)
{
	return sst_fail(err, SST_E_DEVICE, "the card aborted the exchange");
}

/* What a request of the card asks for; false: it breaks the protocol. */
static bool
obey(struct sst_t1 *t, const struct block *b, uint8_t *bwi)
{
	uint8_t n = b->inf.n > 0 ? b->inf.p[0] : 0;

	*bwi = 0;
	/* A response to nothing, or RESYNCH, which only we may ask for. */
	if ((b->pcb & S_RESPONSE) != 0)
		return false;
	if ((b->pcb & S_KIND) == ABORT)
		return b->inf.n == 0;
	if (b->inf.n != 1 || n == 0)
		return false;
	if ((b->pcb & S_KIND) == WTX) {
		*bwi = n;
		return true;
	}
	if ((b->pcb & S_KIND) != IFS || n > SST_T1_INF)
		return false;
	t->ifsc = n < t->ifsc_max ? n : t->ifsc_max;
	return true;
}

/*
 * A block of ours, and the card's I- or R-block for it: what it asks for in
 * between is answered. DAMAGED and WRONG are handed on.
 */
static int
talk(struct sst_t1 *t, uint8_t pcb, struct sst_span inf, struct block *in,
    struct sst_err *err)
{
	uint8_t copy[SST_T1_INF], bwi;

	if (swap(t, pcb, inf, 0, in, err) < 0)
		return -1;
	for (unsigned i = 0; in->kind == SUPERVISION; i++) {
		struct sst_span same = { copy, in->inf.n };
		uint8_t ask = in->pcb;

		if (i == REQUESTS_MAX)
			return sst_fail(err, SST_E_FORMAT,
			    "the card asks for something %d times in a row",
			    REQUESTS_MAX);
		if (!obey(t, in, &bwi)) {
			in->kind = WRONG;
			return 0;
		}
		if (same.n > 0)
			memcpy(copy, in->inf.p, same.n);
		if (swap(t, ask | S_RESPONSE, same, bwi, in, err) < 0)
			return -1;
		if ((ask & S_KIND) == ABORT)
			return fail_aborted(err);
	}
	return 0;
}

/* 1 the card has confirmed, 0 it has not, -1 the link is broken. */
static int
request(struct sst_t1 *t, uint8_t what, struct sst_span inf,
    struct sst_err *err)
{
	for (int i = 0; i < SST_T1_TRIES; i++) {
		struct block in;

		if (swap(t, S_BLOCK | what, inf, 0, &in, err) < 0)
			return -1;
		if (in.kind == SUPERVISION &&
		    in.pcb == (S_BLOCK | S_RESPONSE | what) &&
		    sst_span_is_equal(in.inf, inf))
			return 1;
	}
	return 0;
}

int
sst_t1_ifsd(struct sst_t1 *t, size_t ifsd, struct sst_err *err)
{
	const uint8_t n = (uint8_t)(ifsd < SST_T1_INF ? ifsd : SST_T1_INF);
	int rc = request(t, IFS, (struct sst_span){ &n, 1 }, err);

	if (rc > 0)
		t->ifsd = n;
	return rc < 0 ? -1 : 0;
}

/* ---- an exchange ---- */

/* Section 11.6.2.3: 1 both sides do, 0 the card has not confirmed it. */
static int
start_afresh(struct sst_t1 *t, struct sst_err *err)
{
	static const struct sst_span none = { 0 };
	int rc = request(t, RESYNCH, none, err);

	if (rc < 0)
		return -1;
	t->ns = 0;
	t->nr = 0;
	t->ifsc = t->ifsc_first;
	t->is_astray = rc == 0;
	return rc;
}

static int
give_up(struct run *r, struct sst_err *err)
{
	int rc = start_afresh(r->t, err);

	if (rc < 0)
		return -1;
	return sst_fail(err, SST_E_DEVICE,
	    "T=1: %d blocks of the card in a row were damaged or did not "
	    "come%s",
	    SST_T1_TRIES + 1, rc > 0 ? "" : "; it does not start afresh");
}

static int
send_data(struct run *r, struct block *in, struct sst_err *err)
{
	struct sst_t1 *t = r->t;
	struct sst_span inf = r->left;
	uint8_t pcb = t->ns != 0 ? I_NUMBER : 0;

	if (inf.n > t->ifsc) {
		inf.n = t->ifsc;
		pcb |= I_MORE;
	}
	r->out_n = inf.n;
	return talk(t, pcb, inf, in, err);
}

static int
send_receipt(struct run *r, uint8_t error, struct block *in,
    struct sst_err *err)
{
	static const struct sst_span none = { 0 };
	uint8_t number = r->t->nr != 0 ? R_NUMBER : 0;

	return talk(r->t, (uint8_t)(R_BLOCK | number | error), none, in, err);
}

/* A block of no use: ask for it again, a bounded number of times. */
static int
again(struct run *r, uint8_t error, struct block *in, struct sst_err *err)
{
	if (++r->bad > SST_T1_TRIES)
		return give_up(r, err);
	return send_receipt(r, error, in, err);
}

/* An R-block: the next part, or the same once more. */
static int
on_receipt(struct run *r, struct block *in, struct sst_err *err)
{
	uint8_t next = (in->pcb & R_NUMBER) != 0 ? 1 : 0;
	bool has_more = r->is_sending && r->left.n > r->out_n;

	if (has_more && next != r->t->ns) {
		r->left.p += r->out_n;
		r->left.n -= r->out_n;
		r->t->ns ^= 1;
		r->bad = 0;
		return send_data(r, in, err);
	}
	if (!r->is_sending || next != r->t->ns)
		return again(r, 0, in, err);
	if (++r->bad > SST_T1_TRIES)
		return give_up(r, err);
	return send_data(r, in, err);
}

/* An I-block: 1 it was the last one, 0 go on with *in. */
static int
on_data(struct run *r, struct block *in, struct sst_err *err)
{
	uint8_t number = (in->pcb & I_NUMBER) != 0 ? 1 : 0;
	bool has_more = r->is_sending && r->left.n > r->out_n;

	if (has_more || number != r->t->nr)
		return again(r, R_OTHER, in, err);
	/* It is the receipt for our last one as well. */
	if (r->is_sending)
		r->t->ns ^= 1;
	r->is_sending = false;
	r->t->nr ^= 1;
	r->bad = 0;
	if (sst_buf_put(r->resp, in->inf, err) < 0)
		return -1;
	if ((in->pcb & I_MORE) == 0)
		return 1;
	if (in->inf.n == 0)
		return sst_fail(err, SST_E_FORMAT,
		    "T=1: the card's chain goes on without data");
	return send_receipt(r, 0, in, err);
}

static int
on_damaged(struct run *r, struct block *in, struct sst_err *err)
{
	return again(r, R_EDC, in, err);
}

static int
on_wrong(struct run *r, struct block *in, struct sst_err *err)
{
	return again(r, R_OTHER, in, err);
}

static int (*const handlers[])(struct run *r, struct block *in,
    struct sst_err *err) = {
	[DAMAGED] = on_damaged,
	[WRONG] = on_wrong,
	[DATA] = on_data,
	[RECEIPT] = on_receipt,
};

int
sst_t1_exchange(struct sst_t1 *t, struct sst_span cmd, struct sst_buf *resp,
    struct sst_err *err)
{
	struct run r = { .t = t,
		.left = cmd,
		.is_sending = true,
		.resp = resp };
	struct block in;
	int rc = t->is_astray ? start_afresh(t, err) : 1;

	if (rc == 0)
		return sst_fail(err, SST_E_DEVICE,
		    "T=1: the card does not start afresh");
	if (rc < 0)
		return -1;
	t->is_astray = true;
	rc = send_data(&r, &in, err);
	while (rc == 0)
		rc = handlers[in.kind](&r, &in, err);
	sst_buf_clear(&t->in);
	if (rc < 0)
		return -1;
	t->is_astray = false;
	return 0;
}
