/* SPDX-License-Identifier: ISC */
/* span.c: borrowed bytes, and a reading position that cannot pass the end. */
#include <string.h>

#include <simstow/base/span.h>

struct sst_span
sst_span_of_text(const char *text)
{
	return (struct sst_span){ (const uint8_t *)text, strlen(text) };
}

bool
sst_span_is_equal(struct sst_span a, struct sst_span b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

struct sst_cur
sst_cur_of(struct sst_span s)
{
	return (struct sst_cur){ s, 0 };
}

int
sst_cur_get(struct sst_cur *c, size_t n, struct sst_span *out,
    struct sst_err *err)
{
	*out = (struct sst_span){ 0 };
	if (n > c->left.n)
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: %zu byte%s wanted, %zu left", c->at, n,
		    n == 1 ? "" : "s", c->left.n);
	if (n == 0) {
		out->p = c->left.p;
		return 0;
	}
	*out = (struct sst_span){ c->left.p, n };
	c->left.p += n;
	c->left.n -= n;
	c->at += n;
	return 0;
}

int
sst_cur_get_u8(struct sst_cur *c, uint8_t *out, struct sst_err *err)
{
	struct sst_span s;

	*out = 0;
	if (sst_cur_get(c, 1, &s, err) < 0)
		return -1;
	*out = s.p[0];
	return 0;
}
