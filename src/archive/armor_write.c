/* SPDX-License-Identifier: ISC */
/* armor_write.c: age's text form of a sealed file, written. */
#include <stdlib.h>
#include <string.h>

#include <simstow/base/base64.h>

#include "armor_priv.h"

#define FLUSH 8192 /* characters kept before the sink gets them */

struct sst_armor_writer {
	struct sst_sink out;
	struct sst_buf text;
	uint8_t line[SST_ARMOR_LINE]; /* bytes that do not fill a line yet */
	size_t n;
};

static int
flush(struct sst_armor_writer *w, struct sst_err *err)
{
	if (w->out.write(w->out.ctx, sst_buf_span(&w->text), err) < 0)
		return -1;
	sst_buf_clear(&w->text);
	return 0;
}

static int
put_line(struct sst_armor_writer *w, struct sst_span s, struct sst_err *err)
{
	if (sst_base64_put(&w->text, s, SST_BASE64_PADDED, err) < 0 ||
	    sst_buf_put_u8(&w->text, '\n', err) < 0)
		return -1;
	return w->text.n >= FLUSH ? flush(w, err) : 0;
}

static int
write_binary(void *ctx, struct sst_span s, struct sst_err *err)
{
	struct sst_armor_writer *w = ctx;

	while (s.n > 0) {
		size_t room = SST_ARMOR_LINE - w->n;
		size_t n = s.n < room ? s.n : room;

		memcpy(w->line + w->n, s.p, n);
		w->n += n;
		s.p += n;
		s.n -= n;
		if (w->n < SST_ARMOR_LINE)
			break;
		if (put_line(w, SST_SPAN(w->line), err) < 0)
			return -1;
		w->n = 0;
	}
	return 0;
}

int
sst_armor_write_open(const struct sst_sink *out, struct sst_armor_writer **res,
    struct sst_err *err)
{
	struct sst_armor_writer *w;

	*res = NULL;
	w = calloc(1, sizeof(*w));
	if (w == NULL)
		return sst_fail(err, SST_E_FAILED, "no memory for armor");
	w->out = *out;
	if (sst_buf_put_text(&w->text, SST_ARMOR_FIRST "\n", err) < 0) {
		sst_armor_write_free(&w);
		return -1;
	}
	*res = w;
	return 0;
}

struct sst_sink
sst_armor_sink(struct sst_armor_writer *w)
{
	return (struct sst_sink){ write_binary, w };
}

int
sst_armor_write_close(struct sst_armor_writer *w, struct sst_err *err)
{
	/* A full last line is the last: no empty one after it. */
	if (w->n > 0 &&
	    put_line(w, (struct sst_span){ w->line, w->n }, err) < 0)
		return -1;
	w->n = 0;
	if (sst_buf_put_text(&w->text, SST_ARMOR_LAST "\n", err) < 0)
		return -1;
	return flush(w, err);
}

void
sst_armor_write_free(struct sst_armor_writer **w)
{
	if (*w != NULL) {
		sst_buf_fini(&(*w)->text);
		free(*w);
	}
	*w = NULL;
}
