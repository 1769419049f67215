/* SPDX-License-Identifier: ISC */
/* tlv.c: BER-TLV objects, read one by one; the end is not a fault. */
#include <simstow/base/tlv.h>

#define TAG_BYTES_MAX 3
#define LENGTH_BYTES_MAX 4 /* after the first, which counts them */
#define UINT_BYTES_MAX 9
#define BITS_MAX 32

/* X.690 section 8.1.2: five ones say that more bytes of the tag follow. */
static int
get_tag(struct sst_cur *c, uint32_t *tag, struct sst_err *err)
{
	size_t at = c->at;
	uint8_t b;

	if (sst_cur_get_u8(c, &b, err) < 0)
		return -1;
	*tag = b;
	if ((b & 0x1F) != 0x1F)
		return 0;
	for (int i = 1; i < TAG_BYTES_MAX; i++) {
		if (sst_cur_get_u8(c, &b, err) < 0)
			return -1;
		*tag = *tag << 8 | b;
		if ((b & 0x80) == 0)
			return 0;
	}
	return sst_fail(err, SST_E_FORMAT,
	    "byte %zu: tag of more than %d bytes", at, TAG_BYTES_MAX);
}

static int
get_length(struct sst_cur *c, size_t *n, struct sst_err *err)
{
	size_t at = c->at;
	uint8_t b;
	int count;

	if (sst_cur_get_u8(c, &b, err) < 0)
		return -1;
	*n = b;
	if (b < 0x80)
		return 0;
	if (b == 0x80)
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: indefinite length", at);
	count = b & 0x7F;
	if (count > LENGTH_BYTES_MAX)
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: length of %d bytes, at most %d wanted", at,
		    count, LENGTH_BYTES_MAX);
	*n = 0;
	for (int i = 0; i < count; i++) {
		if (sst_cur_get_u8(c, &b, err) < 0)
			return -1;
		*n = *n << 8 | b;
	}
	return 0;
}

int
sst_tlv_next(struct sst_cur *c, struct sst_tlv *out, struct sst_err *err)
{
	struct sst_cur at = *c;
	struct sst_tlv t = { 0 };
	size_t n = 0;

	*out = t;
	if (at.left.n == 0)
		return 0;
	t.at = at.at;
	if (get_tag(&at, &t.tag, err) < 0 || get_length(&at, &n, err) < 0)
		return -1;
	t.value_at = at.at;
	if (sst_cur_get(&at, n, &t.value, err) < 0)
		return -1;
	t.whole = (struct sst_span){ c->left.p, at.at - c->at };
	*c = at;
	*out = t;
	return 1;
}

int
sst_tlv_next_padded(struct sst_cur *c, struct sst_tlv *out, struct sst_err *err)
{
	struct sst_cur at = *c;
	int rc;

	while (at.left.n > 0 && (*at.left.p == 0 || *at.left.p == 0xFF)) {
		at.left.p++;
		at.left.n--;
		at.at++;
	}
	rc = sst_tlv_next(&at, out, err);
	if (rc == 1)
		*c = at;
	return rc;
}

struct sst_cur
sst_tlv_enter(const struct sst_tlv *t)
{
	return (struct sst_cur){ t->value, t->value_at };
}

int
sst_tlv_get(struct sst_cur *c, uint32_t tag, struct sst_tlv *out,
    struct sst_err *err)
{
	struct sst_cur at = *c;
	struct sst_tlv t;
	int rc;

	*out = (struct sst_tlv){ 0 };
	rc = sst_tlv_next(&at, &t, err);
	if (rc < 0)
		return -1;
	if (rc == 0)
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: nothing found, %02X wanted", c->at, tag);
	if (t.tag != tag)
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: tag %02X found, %02X wanted", t.at, t.tag, tag);
	*c = at;
	*out = t;
	return 0;
}

int
sst_tlv_find(struct sst_cur inside, uint32_t tag, struct sst_tlv *out,
    struct sst_err *err)
{
	struct sst_tlv t;
	int rc;

	*out = (struct sst_tlv){ 0 };
	while ((rc = sst_tlv_next(&inside, &t, err)) > 0) {
		if (t.tag != tag)
			continue;
		*out = t;
		return 1;
	}
	return rc;
}

int
sst_tlv_get_uint(const struct sst_tlv *t, uint64_t *out, struct sst_err *err)
{
	struct sst_span s = t->value;
	uint64_t v = 0;

	*out = 0;
	if (s.n == 0)
		return sst_fail(err, SST_E_FORMAT, "byte %zu: empty number",
		    t->value_at);
	if ((s.p[0] & 0x80) != 0)
		return sst_fail(err, SST_E_FORMAT, "byte %zu: negative number",
		    t->value_at);
	if (s.n > UINT_BYTES_MAX || (s.n == UINT_BYTES_MAX && s.p[0] != 0))
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: number of %zu bytes is too large", t->value_at,
		    s.n);
	for (size_t i = 0; i < s.n; i++)
		v = v << 8 | s.p[i];
	*out = v;
	return 0;
}

/* X.690 section 8.6: the first byte counts the unused bits of the last. */
int
sst_tlv_get_bits(const struct sst_tlv *t, uint32_t *out, struct sst_err *err)
{
	struct sst_span s = t->value;
	uint32_t v = 0;
	size_t bits;

	*out = 0;
	if (s.n == 0)
		return sst_fail(err, SST_E_FORMAT, "byte %zu: empty bit string",
		    t->value_at);
	if (s.p[0] > 7)
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: %u unused bits, at most 7 wanted", t->value_at,
		    s.p[0]);
	bits = s.n == 1 ? 0 : 8 * (s.n - 1) - s.p[0];
	for (size_t i = 0; i < bits; i++) {
		if ((s.p[1 + i / 8] & (0x80U >> i % 8)) == 0)
			continue;
		if (i >= BITS_MAX)
			return sst_fail(err, SST_E_FORMAT,
			    "byte %zu: bit %zu is set, at most %d known",
			    t->value_at + 1 + i / 8, i, BITS_MAX);
		v |= (uint32_t)1 << i;
	}
	*out = v;
	return 0;
}
