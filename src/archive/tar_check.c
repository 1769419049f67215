/* SPDX-License-Identifier: ISC */
/* tar_check.c: the gate: every header block by our own rules. */
#include <stdlib.h>
#include <string.h>

#include "tar_priv.h"

/* IEEE Std 1003.1, pax, ustar Interchange Format: where things are. */
#define SIZE_AT 124
#define SIZE_LEN 12
#define SUM_AT 148
#define SUM_LEN 8

struct gate {
	struct sst_cur c;
	const char **names; /* into the tar */
	size_t n;
};

static bool
is_zero(struct sst_span s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != 0)
			return false;
	}
	return true;
}

static int
check_zero(struct sst_span f, struct sst_err *err)
{
	if (!is_zero(f))
		return sst_fail(err, SST_E_FORMAT, "not empty");
	return 0;
}

static int
read_number(struct sst_span f, uint64_t *out, struct sst_err *err)
{
	size_t i = 0;

	*out = 0;
	for (; i < f.n && f.p[i] >= '0' && f.p[i] <= '7'; i++)
		*out = *out << 3 | (uint64_t)(f.p[i] - '0');
	if (i == 0 || i == f.n)
		return sst_fail(err, SST_E_FORMAT,
		    "begins with %02X, want octal digits and a blank or NUL",
		    f.p[0]);
	for (; i < f.n; i++) {
		if (f.p[i] != ' ' && f.p[i] != 0)
			return sst_fail(err, SST_E_FORMAT,
			    "%02X behind the digits", f.p[i]);
	}
	return 0;
}

static int
check_number(struct sst_span f, struct sst_err *err)
{
	uint64_t n;

	return read_number(f, &n, err);
}

static int
check_device(struct sst_span f, struct sst_err *err)
{
	return is_zero(f) ? 0 : check_number(f, err);
}

static int
check_magic(struct sst_span f, struct sst_err *err)
{
	static const uint8_t magic[] = { 'u', 's', 't', 'a', 'r', 0, '0', '0' };

	if (!sst_span_is_equal(f, SST_SPAN(magic)))
		return sst_fail(err, SST_E_FORMAT, "not ustar, version 00");
	return 0;
}

static int
check_type(struct sst_span f, struct sst_err *err)
{
	if (f.p[0] != '0')
		return sst_fail(err, SST_E_FORMAT,
		    "type %02X, want 30, a regular file", f.p[0]);
	return 0;
}

/* Text that ends with a NUL or with the field; only NULs behind the first. */
static int
check_ascii(struct sst_span f, struct sst_err *err)
{
	size_t n = 0;

	while (n < f.n && f.p[n] >= ' ' && f.p[n] <= '~')
		n++;
	if (!is_zero((struct sst_span){ f.p + n, f.n - n }))
		return sst_fail(err, SST_E_FORMAT,
		    "%02X is no printable ASCII, or stands behind a NUL",
		    f.p[n]);
	return 0;
}

static int
check_name(struct sst_span f, struct sst_err *err)
{
	char name[SST_MEMBER_NAME_MAX + 1] = { 0 };

	if (check_ascii(f, err) < 0)
		return -1;
	memcpy(name, f.p, SST_MEMBER_NAME_MAX);
	if (!sst_member_is_name(name))
		return sst_fail(err, SST_E_FORMAT,
		    "\"%s\" is not allowed as the name of a member", name);
	return 0;
}

static int
check_sum(struct sst_span block, struct sst_err *err)
{
	struct sst_span f = { block.p + SUM_AT, SUM_LEN };
	uint64_t wanted = 0;
	uint64_t found;

	for (size_t i = 0; i < block.n; i++) {
		bool is_own = i >= SUM_AT && i < SUM_AT + SUM_LEN;

		wanted += is_own ? ' ' : block.p[i];
	}
	if (read_number(f, &found, err) < 0)
		return -1;
	if (found != wanted)
		return sst_fail(err, SST_E_FORMAT,
		    "says %llu, the block has %llu", (unsigned long long)found,
		    (unsigned long long)wanted);
	return 0;
}

/* The fields in the order in which a fault is told. */
static const struct {
	const char *name;
	size_t at;
	size_t n;
	int (*check)(struct sst_span f, struct sst_err *err);
} fields[] = {
	{ "magic", 257, 8, check_magic },
	{ "typeflag", 156, 1, check_type },
	{ "name", 0, 100, check_name },
	{ "mode", 100, 8, check_number },
	{ "uid", 108, 8, check_number },
	{ "gid", 116, 8, check_number },
	{ "size", SIZE_AT, SIZE_LEN, check_number },
	{ "mtime", 136, 12, check_number },
	{ "linkname", 157, 100, check_zero },
	{ "uname", 265, 32, check_ascii },
	{ "gname", 297, 32, check_ascii },
	{ "devmajor", 329, 8, check_device },
	{ "devminor", 337, 8, check_device },
	{ "prefix", 345, 155, check_zero },
	{ "spare", 500, 12, check_zero },
};

static int
check_head(struct sst_span block, size_t at, struct sst_err *err)
{
	if (check_sum(block, err) < 0)
		return sst_within(err, "byte %zu: chksum", at + SUM_AT);
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		struct sst_span f = { block.p + fields[i].at, fields[i].n };

		if (fields[i].check(f, err) < 0)
			return sst_within(err, "byte %zu: %s",
			    at + fields[i].at, fields[i].name);
	}
	return 0;
}

static int
pass_data(struct gate *g, struct sst_span block, struct sst_err *err)
{
	struct sst_span f = { block.p + SIZE_AT, SIZE_LEN };
	size_t at = g->c.at - SST_TAR_BLOCK + SIZE_AT;
	struct sst_span data;
	uint64_t size;

	if (read_number(f, &size, err) < 0)
		return -1;
	if (size > SST_TAR_MEMBER)
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: size: %llu bytes, the limit is %zu", at,
		    (unsigned long long)size, SST_TAR_MEMBER);
	if (sst_cur_get(&g->c, (size_t)size, &data, err) < 0)
		return -1;
	at = g->c.at;
	if (sst_cur_get(&g->c, sst_tar_padding(data.n), &data, err) < 0)
		return -1;
	if (!is_zero(data))
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: padding: not zero", at);
	return 0;
}

static int
check_end(struct gate *g, struct sst_err *err)
{
	struct sst_span block;

	do {
		size_t at = g->c.at;

		if (sst_cur_get(&g->c, SST_TAR_BLOCK, &block, err) < 0)
			return -1;
		if (!is_zero(block))
			return sst_fail(err, SST_E_FORMAT,
			    "byte %zu: not zero, behind the end", at);
	} while (g->c.left.n > 0);
	return 0;
}

static int
check_members(struct gate *g, struct sst_err *err)
{
	for (;;) {
		struct sst_span block;
		size_t at = g->c.at;

		if (sst_cur_get(&g->c, SST_TAR_BLOCK, &block, err) < 0)
			return -1;
		if (is_zero(block))
			return check_end(g, err);
		if (g->n == SST_TAR_MEMBERS)
			return sst_fail(err, SST_E_FORMAT,
			    "byte %zu: more than %d members", at,
			    SST_TAR_MEMBERS);
		if (check_head(block, at, err) < 0 ||
		    pass_data(g, block, err) < 0)
			return -1;
		g->names[g->n++] = (const char *)block.p;
	}
}

static int
check_twice(struct gate *g, struct sst_span tar, struct sst_err *err)
{
	const char *name = sst_tar_find_twice(g->names, g->n);

	if (name == NULL)
		return 0;
	return sst_fail(err, SST_E_FORMAT, "byte %zu: name: \"%.*s\" is twice",
	    (size_t)((const uint8_t *)name - tar.p), SST_MEMBER_NAME_MAX, name);
}

size_t
sst_tar_padding(size_t n)
{
	return (SST_TAR_BLOCK - n % SST_TAR_BLOCK) % SST_TAR_BLOCK;
}

static int
compare_names(const void *a, const void *b)
{
	const char *x = *(const char *const *)a;
	const char *y = *(const char *const *)b;
	int diff = strncmp(x, y, SST_MEMBER_NAME_MAX);

	/* qsort is not stable: by address, to tell always the same one. */
	if (diff == 0)
		return ((uintptr_t)x > (uintptr_t)y) -
		       ((uintptr_t)x < (uintptr_t)y);
	return diff;
}

const char *
sst_tar_find_twice(const char **names, size_t n)
{
	if (n < 2)
		return NULL;
	qsort(names, n, sizeof(*names), compare_names);
	for (size_t i = 1; i < n; i++) {
		if (strncmp(names[i - 1], names[i], SST_MEMBER_NAME_MAX) == 0)
			return names[i];
	}
	return NULL;
}

int
sst_tar_check(struct sst_span tar, struct sst_err *err)
{
	struct gate g = { .c = sst_cur_of(tar) };
	int rc = -1;

	if (tar.n > SST_TAR_TOTAL)
		return sst_fail(err, SST_E_FORMAT,
		    "tar: %zu bytes, the limit is %zu", tar.n, SST_TAR_TOTAL);
	g.names = calloc(SST_TAR_MEMBERS, sizeof(*g.names));
	if (g.names == NULL)
		return sst_fail(err, SST_E_FAILED, "tar: no memory for names");
	if (check_members(&g, err) < 0 || check_twice(&g, tar, err) < 0)
		sst_err_prefix(err, "tar");
	else
		rc = 0;
	free(g.names);
	return rc;
}
