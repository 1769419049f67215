/* SPDX-License-Identifier: ISC */
/* fuzz_zst.c: a frame is refused, or what it holds can be packed again. */
#include <stdlib.h>
#include <string.h>

#include <simstow/archive/zst.h>

#define LIMIT ((size_t)1 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(int holds)
{
	if (!holds)
		abort();
}

static int
unpack(struct sst_span in, struct sst_buf *out)
{
	struct sst_source src = sst_source_of_span(&in);
	struct sst_err err;

	sst_buf_init(out, LIMIT);
	if (sst_zst_unpack(&src, out, &err) < 0) {
		must(err.code == SST_E_FORMAT && err.msg[0] != '\0');
		must(out->n == 0);
		return -1;
	}
	must(in.n == 0);
	return 0;
}

static void
check_again(struct sst_span content)
{
	struct sst_buf packed, again;
	struct sst_sink sink = sst_sink_to_buf(&packed);
	struct sst_err err;

	sst_buf_init(&packed, 2 * LIMIT);
	must(sst_zst_pack(content, &sink, &err) == 0);
	must(unpack(sst_buf_span(&packed), &again) == 0);
	must(sst_span_is_equal(sst_buf_span(&again), content));
	sst_buf_fini(&packed);
	sst_buf_fini(&again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_buf out;

	if (unpack((struct sst_span){ data, size }, &out) == 0)
		check_again(sst_buf_span(&out));
	sst_buf_fini(&out);
	return 0;
}
