/* SPDX-License-Identifier: ISC */
/* age_feed.c: the bytes of a header as lines, kept; then the rest. */
#include <stdlib.h>
#include <string.h>

#include "age_priv.h"

#define STEP 4096 /* read at once while the end of the header is unknown */

int
sst_age_feed_init(struct sst_age_feed *f, const struct sst_source *in,
    struct sst_err *err)
{
	*f = (struct sst_age_feed){ .in = *in };
	f->p = malloc(SST_AGE_HEADER);
	if (f->p == NULL)
		return sst_fail(err, SST_E_FAILED, "no memory for a header");
	return 0;
}

void
sst_age_feed_fini(struct sst_age_feed *f)
{
	free(f->p);
	*f = (struct sst_age_feed){ 0 };
}

static int
fetch(struct sst_age_feed *f, struct sst_err *err)
{
	size_t room = SST_AGE_HEADER - f->n;
	size_t n;

	if (f->in.read(f->in.ctx, f->p + f->n, room < STEP ? room : STEP, &n,
	        err) < 0) {
		f->has_failed = true;
		return -1;
	}
	f->is_end = n == 0;
	f->n += n;
	return 0;
}

int
sst_age_feed_line(struct sst_age_feed *f, size_t max, struct sst_span *line,
    struct sst_err *err)
{
	size_t seen = 0;

	*line = (struct sst_span){ 0 };
	for (;;) {
		const uint8_t *from = f->p + f->at;
		size_t left = f->n - f->at;
		const uint8_t *lf = memchr(from + seen, '\n', left - seen);

		if (lf != NULL && (size_t)(lf - from) < max) {
			*line = (struct sst_span){ from, (size_t)(lf - from) };
			f->at += line->n + 1;
			return 0;
		}
		seen = left;
		if (seen >= max)
			return sst_fail(err, SST_E_FORMAT,
			    "no line end in %zu bytes", max);
		if (f->n == SST_AGE_HEADER)
			return sst_fail(err, SST_E_FORMAT, "more than %d bytes",
			    SST_AGE_HEADER);
		if (f->is_end)
			return sst_fail(err, SST_E_FORMAT,
			    "cut: the end of the file comes first");
		if (fetch(f, err) < 0)
			return -1;
	}
}

static int
read_rest(void *ctx, uint8_t *p, size_t cap, size_t *n, struct sst_err *err)
{
	struct sst_age_feed *f = ctx;

	*n = f->n - f->at < cap ? f->n - f->at : cap;
	if (*n > 0) {
		memcpy(p, f->p + f->at, *n);
		f->at += *n;
		return 0;
	}
	if (f->is_end)
		return 0;
	if (f->in.read(f->in.ctx, p, cap, n, err) < 0) {
		f->has_failed = true;
		return -1;
	}
	f->is_end = *n == 0;
	return 0;
}

struct sst_source
sst_age_feed_source(struct sst_age_feed *f)
{
	return (struct sst_source){ read_rest, f };
}
