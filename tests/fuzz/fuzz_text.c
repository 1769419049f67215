/* SPDX-License-Identifier: ISC */
/* fuzz_text.c: whatever the bytes, a terminal gets harmless UTF-8. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <simstow/base/text.h>

#define INPUT_MAX 65536

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Text is a string here: escape and print agree, and width bounds it. */
static void
check_string(const char *text)
{
	struct sst_buf b = { 0 };
	struct sst_err err = { 0 };
	char *printed = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&printed, &n);

	if (f == NULL)
		return;
	sst_text_print(f, text);
	if (fclose(f) == 0 &&
	    sst_text_escape(&b, sst_span_of_text(text), &err) == 0) {
		assert(b.n == n);
		assert(n == 0 || memcmp(b.p, printed, n) == 0);
		assert(sst_text_width(text) <= n);
	}
	free(printed);
	sst_buf_fini(&b);
}

static void
check_message(const char *text)
{
	struct sst_err err = { 0 };

	sst_err_set(&err, SST_E_FORMAT, "%s", text);
	sst_err_prefix(&err, "%s", text);
	sst_err_hint(&err, "%s", text);
	assert(strlen(err.msg) < sizeof(err.msg));
	assert(sst_text_is_utf8(sst_span_of_text(err.msg)));
	assert(sst_text_is_utf8(sst_span_of_text(err.hint)));
	assert(strpbrk(err.msg, "\n\r\x1B\x7F") == NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_span s = { data, size };
	struct sst_buf once = { .max = 16 * INPUT_MAX };
	struct sst_buf twice = { .max = 16 * INPUT_MAX };
	struct sst_err err = { 0 };
	char *text;

	if (size > INPUT_MAX)
		return 0;
	if (sst_text_escape(&once, s, &err) == 0 &&
	    sst_text_escape(&twice, sst_buf_span(&once), &err) == 0) {
		assert(sst_text_is_utf8(sst_buf_span(&once)));
		/* Nothing that is left needs an escape. */
		assert(sst_span_is_equal(sst_buf_span(&once),
		    sst_buf_span(&twice)));
	}
	text = malloc(size + 1);
	if (text != NULL) {
		if (size > 0)
			memcpy(text, data, size);
		text[size] = '\0';
		check_string(text);
		check_message(text);
	}
	free(text);
	sst_buf_fini(&once);
	sst_buf_fini(&twice);
	return 0;
}
