/* SPDX-License-Identifier: ISC */
/* fuzz_json.c: what parses is within the limits, and its text parses too. */
#include <assert.h>

#include <simstow/base/json.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Values in v and how deep they lie; jansson bounds the recursion. */
static size_t
count(json_t *v, int depth)
{
	size_t n = 1;
	size_t i;
	const char *key;
	json_t *child;

	assert(depth <= SST_JSON_DEPTH + 1);
	json_array_foreach(v, i, child) n += count(child, depth + 1);
	json_object_foreach(v, key, child) n += count(child, depth + 1);
	return n;
}

/* Numbers with a fraction may change their last digit on the way. */
static void
write_again(const json_t *v)
{
	struct sst_buf once = { .max = 16 << 20 };
	struct sst_buf twice = { .max = 16 << 20 };
	struct sst_err err = { 0 };
	json_t *back = NULL;

	if (sst_json_put(v, &once, &err) < 0)
		goto out;
	for (size_t i = 0; i < once.n; i++)
		assert(once.p[i] == '\n' ||
		       (once.p[i] >= 0x20 && once.p[i] < 0x7F));
	if (sst_json_parse(sst_buf_span(&once), &back, &err) < 0)
		assert(err.code == SST_E_FAILED);
	else if (sst_json_put(back, &twice, &err) == 0)
		assert(sst_span_is_equal(sst_buf_span(&once),
		    sst_buf_span(&twice)));
out:
	json_decref(back);
	sst_buf_fini(&once);
	sst_buf_fini(&twice);
}

static void
read_members(const json_t *v)
{
	struct sst_arena mem = { .max = 1 << 20 };
	struct sst_err err = { 0 };
	struct sst_span bytes;
	const json_t *child;
	const char *text;
	int64_t n;
	bool b;
	int rc = 0;

	rc |= sst_json_get_text(v, "a", &mem, &text, &err);
	rc |= sst_json_get_int(v, "a", -9, 9, &n, &err);
	rc |= sst_json_get_bool(v, "a", &b, &err);
	rc |= sst_json_get_hex(v, "a", &mem, &bytes, &err);
	rc |= sst_json_get_array(v, "a", &child, &err);
	rc |= sst_json_get_object(v, "a", &child, &err);
	/* No value has all the types: some reader must complain. */
	assert(rc == 0 || err.code == SST_E_FORMAT);
	sst_arena_fini(&mem);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_span s = { data, size };
	struct sst_err err = { 0 };
	json_t *v;

	sst_json_start();
	if (sst_json_parse(s, &v, &err) < 0) {
		assert(v == NULL && err.msg[0] != '\0');
		return 0;
	}
	assert(count(v, 1) <= SST_JSON_VALUES);
	read_members(v);
	write_again(v);
	json_decref(v);
	return 0;
}
