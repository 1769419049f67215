/* SPDX-License-Identifier: ISC */
/* fuzz_armor.c: armor that is read is the one armor of its bytes. */
#include <assert.h>
#include <string.h>

#include <simstow/archive/armor.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int
read_armor(struct sst_span text, struct sst_buf *out, bool *is_armored)
{
	struct sst_source in = sst_source_of_span(&text);
	struct sst_armor_reader *r = NULL;
	struct sst_err err = { 0 };
	struct sst_source binary;
	int rc;

	if (sst_armor_open(&in, &r, is_armored, &err) < 0)
		return -1;
	binary = sst_armor_source(r);
	rc = sst_source_all(&binary, out, &err);
	/* A span does not fail, so a fault is one of the armor. */
	assert(rc == 0 || out->n == SST_BUF_MAX || sst_armor_has_fault(r));
	sst_armor_free(&r);
	return rc;
}

static int
write_armor(struct sst_span s, struct sst_buf *out)
{
	struct sst_sink text = sst_sink_to_buf(out);
	struct sst_armor_writer *w = NULL;
	struct sst_err err = { 0 };
	struct sst_sink sink;
	int rc;

	if (sst_armor_write_open(&text, &w, &err) < 0)
		return -1;
	sink = sst_armor_sink(w);
	rc = sink.write(sink.ctx, s, &err);
	if (rc == 0)
		rc = sst_armor_write_close(w, &err);
	sst_armor_write_free(&w);
	return rc;
}

static bool
is_blank(uint8_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The text without CR and without white space around it, and one LF. */
static int
normalize(struct sst_span text, struct sst_buf *out)
{
	struct sst_err err = { 0 };

	while (text.n > 0 && is_blank(text.p[0])) {
		text.p++;
		text.n--;
	}
	while (text.n > 0 && is_blank(text.p[text.n - 1]))
		text.n--;
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] != '\r' &&
		    sst_buf_put_u8(out, text.p[i], &err) < 0)
			return -1;
	return sst_buf_put_u8(out, '\n', &err);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_span text = { data, size };
	struct sst_buf bytes = { 0 };
	struct sst_buf back = { 0 };
	struct sst_buf plain = { 0 };
	bool is_armored;

	if (read_armor(text, &bytes, &is_armored) < 0)
		goto out;
	if (!is_armored)
		assert(sst_span_is_equal(sst_buf_span(&bytes), text));
	else if (write_armor(sst_buf_span(&bytes), &back) == 0 &&
	         normalize(text, &plain) == 0)
		assert(sst_span_is_equal(sst_buf_span(&back),
		    sst_buf_span(&plain)));
out:
	sst_buf_fini(&plain);
	sst_buf_fini(&back);
	sst_buf_fini(&bytes);
	return 0;
}
