/* SPDX-License-Identifier: ISC */
/* fuzz_html.c: whatever the text, no tag, value or reference comes of it. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <simstow/base/html.h>
#include <simstow/base/text.h>

#define INPUT_MAX 65536

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Each reference begun is one of ours, and ended. */
static void
check_references(const char *html)
{
	static const char *const known[] = { "&amp;", "&lt;", "&gt;", "&quot;",
		"&#39;", "&#96;", "&#61;" };

	for (; (html = strchr(html, '&')) != NULL; html++) {
		size_t i = 0;

		while (strncmp(html, known[i], strlen(known[i])) != 0) {
			i++;
			assert(i < sizeof(known) / sizeof(known[0]));
		}
	}
}

static void
check(const char *text)
{
	struct sst_buf out = { .max = 64 * INPUT_MAX };
	struct sst_err err = { 0 };

	if (sst_html_put_text(&out, text, &err) == 0 &&
	    sst_buf_put_u8(&out, 0, &err) == 0) {
		const char *html = (const char *)out.p;

		assert(strlen(html) + 1 == out.n);
		assert(sst_text_is_utf8(sst_span_of_text(html)));
		assert(strpbrk(html, "<>\"'`=\n\r\t\x1B\x7F") == NULL);
		check_references(html);
	}
	sst_buf_fini(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text;

	if (size > INPUT_MAX)
		return 0;
	text = malloc(size + 1);
	if (text == NULL)
		return 0;
	if (size > 0)
		memcpy(text, data, size);
	text[size] = '\0';
	check(text);
	free(text);
	return 0;
}
