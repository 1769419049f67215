/* SPDX-License-Identifier: ISC */
/* fuzz_tlv.c: objects of any bytes stay inside them, and come back whole. */
#include <assert.h>

#include <simstow/base/buf.h>
#include <simstow/base/tlv.h>

#define DEPTH_MAX 16

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
read_values(const struct sst_tlv *t)
{
	struct sst_err err = { 0 };
	uint64_t number;
	uint32_t bits;

	if (sst_tlv_get_uint(t, &number, &err) < 0)
		assert(err.code == SST_E_FORMAT && number == 0);
	if (sst_tlv_get_bits(t, &bits, &err) < 0)
		assert(err.code == SST_E_FORMAT && bits == 0);
}

/* What is written again reads the same: tag and value. */
static void
write_again(const struct sst_tlv *t)
{
	struct sst_buf b = { 0 };
	struct sst_err err = { 0 };
	struct sst_cur c;
	struct sst_tlv back;
	int rc;

	if (sst_buf_put_tlv(&b, t->tag, t->value, &err) == 0) {
		c = sst_cur_of(sst_buf_span(&b));
		rc = sst_tlv_next(&c, &back, &err);
		assert(rc == 1 && back.tag == t->tag);
		assert(sst_span_is_equal(back.value, t->value));
		assert(b.n <= t->whole.n);
	}
	sst_buf_fini(&b);
}

static void
walk(struct sst_cur c, int depth)
{
	struct sst_err err = { 0 };
	struct sst_cur before = c;
	struct sst_tlv t, found;
	int rc;

	while ((rc = sst_tlv_next(&c, &t, &err)) > 0) {
		assert(t.at == before.at && t.whole.p == before.left.p);
		assert(t.value.p + t.value.n == t.whole.p + t.whole.n);
		assert(c.at == t.at + t.whole.n);
		assert(c.left.n == before.left.n - t.whole.n);
		assert(sst_tlv_find(before, t.tag, &found, &err) == 1);
		assert(found.at == t.at);
		read_values(&t);
		write_again(&t);
		if (depth < DEPTH_MAX)
			walk(sst_tlv_enter(&t), depth + 1);
		before = c;
	}
	assert(rc == 0 ? c.left.n == 0 : err.code == SST_E_FORMAT);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_cur c = sst_cur_of((struct sst_span){ data, size });
	struct sst_err err = { 0 };
	struct sst_tlv t;
	int rc;

	walk(c, 0);
	while ((rc = sst_tlv_next_padded(&c, &t, &err)) > 0)
		assert(t.tag != 0 && t.at + t.whole.n == c.at);
	assert(rc == 0 || err.code == SST_E_FORMAT);
	return 0;
}
