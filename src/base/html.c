/* SPDX-License-Identifier: ISC */
/* html.c: foreign text inside HTML, where it can do nothing. */
#include <string.h>

#include <simstow/base/html.h>
#include <simstow/base/text.h>

/* The Living Standard, 13.1.2.3: what may end a value, quoted or not. */
static const struct {
	char c;
	const char *reference;
} references[] = {
	{ '&', "&amp;" },
	{ '<', "&lt;" },
	{ '>', "&gt;" },
	{ '"', "&quot;" },
	{ '\'', "&#39;" },
	{ '`', "&#96;" },
	{ '=', "&#61;" },
};

static const char *
reference_of(char c)
{
	for (size_t i = 0; i < sizeof(references) / sizeof(references[0]); i++)
		if (references[i].c == c)
			return references[i].reference;
	return NULL;
}

/* Text that sst_text_escape has been at. */
static int
put_escaped(struct sst_buf *out, struct sst_span s, struct sst_err *err)
{
	for (size_t i = 0; i < s.n; i++) {
		const char *reference = reference_of((char)s.p[i]);
		int rc = reference == NULL
		             ? sst_buf_put_u8(out, s.p[i], err)
		             : sst_buf_put_text(out, reference, err);

		if (rc < 0)
			return -1;
	}
	return 0;
}

/* Lines are one here; all else that is no character to see is an escape. */
static int
put_lines(struct sst_buf *harmless, const char *text, struct sst_err *err)
{
	while (*text != '\0') {
		size_t n = strcspn(text, "\r\n\t");
		struct sst_span line = { (const uint8_t *)text, n };

		if (sst_text_escape(harmless, line, err) < 0)
			return -1;
		text += n;
		if (*text != '\0' && sst_buf_put_u8(harmless, ' ', err) < 0)
			return -1;
		text += strspn(text, "\r\n\t");
	}
	return 0;
}

int
sst_html_put_text(struct sst_buf *out, const char *text, struct sst_err *err)
{
	struct sst_buf harmless = { .max = out->max };
	struct sst_buf all = { .max = out->max };
	int rc = -1;

	if (put_lines(&harmless, text, err) == 0 &&
	    put_escaped(&all, sst_buf_span(&harmless), err) == 0)
		rc = sst_buf_put(out, sst_buf_span(&all), err);
	sst_buf_fini(&harmless);
	sst_buf_fini(&all);
	return rc;
}
