/* SPDX-License-Identifier: ISC */
/* sms_text.c: the user data of a message and the text in it. */
#include "alpha_priv.h"
#include "sms_priv.h"

/* User data with everything that was found out about it. */
struct user_data {
	struct sst_span s;
	size_t units; /* as its length byte counts: septets or bytes */
	bool is_cut;  /* its last byte is not in the record */
	struct sst_sms_coding coding;
	struct sst_sms_header header;
};

static bool
is_packed(const struct user_data *u)
{
	return u->coding.alphabet == SST_SMS_GSM && !u->coding.is_compressed;
}

/*
 * TS 31.102 section 4.2.25: a longest message with a longest service centre
 * is one byte more than a record has, and that byte is not stored.
 */
static int
get_data(struct sst_cur *c, bool is_last_lost, struct user_data *u,
    struct sst_err *err)
{
	size_t at = c->at;
	uint8_t units;
	size_t n;

	if (sst_cur_get_u8(c, &units, err) < 0)
		return -1;
	n = is_packed(u) ? (7U * units + 7) / 8 : units;
	u->units = units;
	if (is_last_lost && n == c->left.n + 1 && n > 1) {
		n--;
		u->units = is_packed(u) ? 8 * n / 7 : n;
		u->is_cut = true;
	}
	if (n > c->left.n)
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: user data of %zu bytes, %zu left", at, n,
		    c->left.n);
	return sst_cur_get(c, n, &u->s, err);
}

/* Septets begin at a multiple of 7 bits, header included. */
static int
decode_packed(const struct user_data *u, struct sst_buf *text,
    struct sst_err *err)
{
	size_t bits = 8 * u->header.n;
	size_t before = (bits + 6) / 7;
	struct sst_alpha_packed in = { .skip = (unsigned)(7 * before - bits),
		.is_foreign = u->header.has_single_shift };

	if (before > u->units)
		return sst_fail(err, SST_E_FORMAT,
		    "header of %zu bytes in %zu septets", u->header.n,
		    u->units);
	in.bytes =
	    (struct sst_span){ u->s.p + u->header.n, u->s.n - u->header.n };
	in.septets = u->units - before;
	return sst_alpha_septets(&in, text, err);
}

static int
decode(const struct user_data *u, struct sst_buf *text, struct sst_err *err)
{
	size_t n = u->header.n;
	struct sst_span s = { u->s.p + n, u->s.n - n };

	if (u->coding.alphabet == SST_SMS_GSM)
		return decode_packed(u, text, err);
	if (u->is_cut)
		s.n -= s.n % 2;
	return sst_alpha_ucs2(s, text, err);
}

/*
 * Not decoded: compressed text, and the alphabets and extension tables of
 * languages (TS 23.038 annex A). With an alphabet of its own (locking shift)
 * every letter may be another one, so there is no text; with an extension
 * table (single shift) only the escaped characters are unknown.
 */
static bool
has_text(const struct user_data *u)
{
	if (u->coding.is_compressed || u->coding.alphabet == SST_SMS_8BIT)
		return false;
	return !(is_packed(u) && u->header.has_locking_shift);
}

int
sst_sms_text(struct sst_cur *c, const struct sst_sms_body *body,
    struct sst_arena *mem, struct sst_sms *out, struct sst_err *err)
{
	struct user_data u = { .coding = sst_sms_coding_of(body->dcs) };
	struct sst_buf text = { 0 };
	int rc;

	if (get_data(c, body->is_last_lost, &u, err) < 0)
		return -1;
	if (body->has_header &&
	    sst_sms_header(u.s, c->at - u.s.n, &u.header, err) < 0)
		return -1;
	out->data = u.s;
	out->reference = u.header.reference;
	out->part = u.header.part;
	out->parts = u.header.parts;
	if (!has_text(&u))
		return 0;
	rc = decode(&u, &text, err);
	if (rc == 0)
		rc = sst_alpha_keep(&text, mem, &out->text, err);
	sst_buf_fini(&text);
	return rc < 0 ? sst_within(err, "text") : 0;
}
