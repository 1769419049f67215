/* SPDX-License-Identifier: ISC */
/* signed.c: pending notifications: real in shape, with noise for crypto. */
#include "vcard.h"

#define USUAL_SIZE 1250 /* of an OtherSignedNotification on real cards */

static const struct vc_buf *
value(const struct vc_note *n, uint32_t tag)
{
	static const struct vc_buf nothing;
	const struct vc_member *m = vc_member_find(&n->meta, tag);

	return m == NULL ? &nothing : &m->v;
}

static uint32_t
seed_of(const struct vc_note *n)
{
	const struct vc_buf *seq = value(n, 0x80);

	return seq->n == 0 ? 0 : seq->p[seq->n - 1];
}

static void
put_meta(struct vc_buf *b, const struct vc_note *n)
{
	size_t start = b->n;

	if (n->raw_meta.n != 0) {
		vc_put(b, n->raw_meta.p, n->raw_meta.n);
		return;
	}
	vc_put_object(b, &n->meta);
	vc_wrap(b, start, 0xBF2F);
}

static void
put_noise(struct vc_buf *b, uint32_t tag, size_t n, uint32_t seed)
{
	size_t start = b->n;

	vc_put_noise(b, n, seed);
	vc_wrap(b, start, tag);
}

/* Certificate ::= SEQUENCE { tbs, algorithm, signature }, body bytes in tbs. */
static void
put_certificate(struct vc_buf *b, size_t body, uint32_t seed)
{
	static const uint8_t head[] = { 0xA0, 0x03, 0x02, 0x01, 0x02, 0x02,
		0x01, 0x01 };
	static const uint8_t ecdsa_sha256[] = { 0x06, 0x08, 0x2A, 0x86, 0x48,
		0xCE, 0x3D, 0x04, 0x03, 0x02 };
	size_t start = b->n, bits;

	vc_put(b, head, sizeof(head));
	put_noise(b, 0x04, body, seed);
	vc_wrap(b, start, 0x30);
	vc_put_tlv(b, 0x30, ecdsa_sha256, sizeof(ecdsa_sha256));
	bits = b->n;
	vc_put_byte(b, 0);
	vc_put_noise(b, 70, seed + 1);
	vc_wrap(b, bits, 0x03);
	vc_wrap(b, start, 0x30);
}

/* tbsOtherNotification, its signature, the certificates of eUICC and EUM. */
static void
put_other(struct vc_buf *b, const struct vc_note *n, size_t body)
{
	size_t start = b->n;

	put_meta(b, n);
	put_noise(b, 0x5F37, 64, seed_of(n));
	put_certificate(b, 420, 0xE0);
	put_certificate(b, body, 0xEA);
	vc_wrap(b, start, 0x30);
}

/* The second certificate takes what is missing from the wanted size. */
static void
put_other_sized(struct vc_buf *b, const struct vc_note *n)
{
	size_t want = n->signed_size != 0 ? n->signed_size : USUAL_SIZE;
	size_t start = b->n, body = 256, got, i;

	for (i = 0; i < 4; i++) {
		b->n = start;
		put_other(b, n, body);
		got = b->n - start;
		if (got == want || want + body < got)
			break;
		body = body + want - got;
	}
}

/* ProfileInstallationResult, SGP.22 v2.5 section 2.5.6. */
static void
put_install(struct vc_buf *b, const struct vc_note *n)
{
	static const uint8_t oid[] = { 0x06, 0x03, 0x88, 0x37, 0x0A };
	static const uint8_t done[] = { 0xA2, 0x1D, 0xA0, 0x1B, 0x4F, 0x10,
		0xA0, 0x00, 0x00, 0x05, 0x59, 0x10, 0x10, 0xFF, 0xFF, 0xFF,
		0xFF, 0x89, 0x00, 0x00, 0x10, 0x00, 0x04, 0x07, 0x30, 0x05,
		0xA0, 0x03, 0x80, 0x01, 0x00 };
	size_t start = b->n;

	put_noise(b, 0x80, 16, seed_of(n) + 0x100);
	put_meta(b, n);
	vc_put(b, oid, sizeof(oid));
	vc_put(b, done, sizeof(done));
	vc_wrap(b, start, 0xBF27);
	put_noise(b, 0x5F37, 64, seed_of(n));
	vc_wrap(b, start, 0xBF37);
}

void
vc_signed_put(struct vc_buf *b, const struct vc_note *n)
{
	const struct vc_buf *events = value(n, 0x81);

	if (n->raw_signed.n != 0)
		vc_put(b, n->raw_signed.p, n->raw_signed.n);
	else if (events->n > 1 && (events->p[1] & 0x80) != 0)
		put_install(b, n);
	else
		put_other_sized(b, n);
}
