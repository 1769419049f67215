/* SPDX-License-Identifier: ISC */
/* tar.c: plain ustar of regular files, through libarchive. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <archive.h>
#include <archive_entry.h>

#include "tar_priv.h"

#define MODE 0600
#define MTIME_MAX 077777777777 /* eleven octal digits */

/* Where libarchive's writer puts its bytes: room for exactly what comes. */
struct place {
	uint8_t *p;
	size_t n;
	size_t used;
};

static int
fail_in_libarchive(struct archive *a, enum sst_code class, struct sst_err *err)
{
	const char *text = archive_error_string(a);

	if (archive_errno(a) == ENOMEM)
		class = SST_E_FAILED;
	return sst_fail(err, class, "tar: libarchive: %s",
	    text != NULL ? text : "no reason given");
}

static int
check_new(const struct sst_members *m, struct sst_err *err)
{
	if (m->n > SST_TAR_MEMBERS)
		return sst_fail(err, SST_E_USAGE,
		    "%zu members, the limit is %d", m->n, SST_TAR_MEMBERS);
	for (size_t i = 0; i < m->n; i++) {
		const struct sst_member *one = &m->v[i];

		if (!sst_member_is_name(one->name))
			return sst_fail(err, SST_E_USAGE,
			    "member %zu: \"%s\" is not allowed as a name",
			    i + 1, one->name);
		if (one->data.n > SST_TAR_MEMBER)
			return sst_fail(err, SST_E_USAGE,
			    "member %s: %zu bytes, the limit is %zu", one->name,
			    one->data.n, SST_TAR_MEMBER);
	}
	return 0;
}

static int
check_names(const struct sst_members *m, struct sst_err *err)
{
	const char **names = calloc(m->n + 1, sizeof(*names));
	const char *twice;

	if (names == NULL)
		return sst_fail(err, SST_E_FAILED, "tar: no memory for names");
	for (size_t i = 0; i < m->n; i++)
		names[i] = m->v[i].name;
	twice = sst_tar_find_twice(names, m->n);
	free(names);
	if (twice != NULL)
		return sst_fail(err, SST_E_USAGE, "member %s is there twice",
		    twice);
	return 0;
}

/* Counts and sizes were checked: the sum cannot overflow. */
static int
measure(const struct sst_members *m, size_t *total, struct sst_err *err)
{
	*total = SST_TAR_END;
	for (size_t i = 0; i < m->n; i++) {
		size_t n = m->v[i].data.n;

		*total += SST_TAR_BLOCK + n + sst_tar_padding(n);
		if (*total > SST_TAR_TOTAL)
			return sst_fail(err, SST_E_USAGE,
			    "member %s: more than %zu bytes in all",
			    m->v[i].name, SST_TAR_TOTAL);
	}
	return 0;
}

static la_ssize_t
take(struct archive *a, void *ctx, const void *p, size_t n)
{
	struct place *place = ctx;

	if (n > place->n - place->used) {
		archive_set_error(a, EFBIG,
		    "more than the %zu bytes that were computed", place->n);
		return -1;
	}
	memcpy(place->p + place->used, p, n);
	place->used += n;
	return (la_ssize_t)n;
}

static int
write_member(struct archive *a, const struct sst_member *one, int64_t mtime,
    struct sst_err *err)
{
	struct archive_entry *e = archive_entry_new2(a);
	int rc;

	if (e == NULL)
		return sst_fail(err, SST_E_FAILED, "tar: no memory");
	archive_entry_set_pathname(e, one->name);
	archive_entry_set_filetype(e, AE_IFREG);
	archive_entry_set_perm(e, MODE);
	archive_entry_set_size(e, (la_int64_t)one->data.n);
	archive_entry_set_mtime(e, mtime, 0);
	rc = archive_write_header(a, e);
	archive_entry_free(e);
	if (rc != ARCHIVE_OK)
		return fail_in_libarchive(a, SST_E_FAILED, err);
	if (one->data.n == 0)
		return 0;
	if (archive_write_data(a, one->data.p, one->data.n) !=
	    (la_ssize_t)one->data.n)
		return fail_in_libarchive(a, SST_E_FAILED, err);
	return 0;
}

static int
write_all(struct archive *a, const struct sst_members *m, int64_t mtime,
    struct place *place, struct sst_err *err)
{
	if (archive_write_set_format_ustar(a) != ARCHIVE_OK ||
	    archive_write_set_bytes_in_last_block(a, 1) != ARCHIVE_OK ||
	    archive_write_open(a, place, NULL, take, NULL) != ARCHIVE_OK)
		return fail_in_libarchive(a, SST_E_FAILED, err);
	for (size_t i = 0; i < m->n; i++) {
		if (write_member(a, &m->v[i], mtime, err) < 0)
			return -1;
	}
	if (archive_write_close(a) != ARCHIVE_OK)
		return fail_in_libarchive(a, SST_E_FAILED, err);
	if (place->used != place->n)
		return sst_fail(err, SST_E_FAILED,
		    "tar: libarchive wrote %zu bytes, want %zu", place->used,
		    place->n);
	return 0;
}

int
sst_tar_pack(const struct sst_members *members, int64_t mtime,
    struct sst_buf *out, struct sst_err *err)
{
	struct place place = { 0 };
	struct archive *a = NULL;
	int rc = -1;

	if (mtime < 0 || mtime > MTIME_MAX)
		return sst_fail(err, SST_E_USAGE,
		    "mtime %lld is outside of 1970 to 2242", (long long)mtime);
	if (check_new(members, err) < 0 || check_names(members, err) < 0 ||
	    measure(members, &place.n, err) < 0 ||
	    sst_buf_reserve(out, place.n, &place.p, err) < 0)
		return -1;
	a = archive_write_new();
	if (a == NULL) {
		sst_err_set(err, SST_E_FAILED, "tar: no memory");
		goto out;
	}
	if (write_all(a, members, mtime, &place, err) < 0)
		goto out;
	sst_buf_commit(out, place.n);
	rc = 0;
out:
	if (rc < 0)
		explicit_bzero(place.p, place.used);
	/* Freed without this, a failed writer closes and writes once more. */
	if (a != NULL && rc < 0)
		archive_write_fail(a);
	archive_write_free(a);
	return rc;
}

static int
read_data(struct archive *a, uint8_t *p, size_t n, struct sst_err *err)
{
	size_t done = 0;
	uint8_t more;

	while (done < n) {
		la_ssize_t got = archive_read_data(a, p + done, n - done);

		if (got < 0)
			return fail_in_libarchive(a, SST_E_FORMAT, err);
		if (got == 0)
			return sst_fail(err, SST_E_FORMAT,
			    "tar: libarchive gave %zu bytes, want %zu", done,
			    n);
		done += (size_t)got;
	}
	if (archive_read_data(a, &more, 1) != 0)
		return sst_fail(err, SST_E_FORMAT,
		    "tar: libarchive gave more than %zu bytes", n);
	return 0;
}

/* One member behind its header, which the gate has seen too. */
static int
read_member(struct archive *a, struct archive_entry *e, struct sst_arena *mem,
    struct sst_member *out, struct sst_err *err)
{
	const char *name = archive_entry_pathname(e);
	la_int64_t size = archive_entry_size(e);
	uint8_t *p;

	if (name == NULL || !sst_member_is_name(name) || size < 0 ||
	    size > (la_int64_t)SST_TAR_MEMBER ||
	    archive_entry_filetype(e) != AE_IFREG)
		return sst_fail(err, SST_E_FORMAT,
		    "tar: libarchive does not agree with the gate");
	out->name = sst_arena_text(mem, name);
	if (out->name == NULL)
		return sst_arena_full(mem, err);
	/* One more for a NUL that is not counted, as sst_arena_copy does. */
	p = sst_arena_get(mem, (size_t)size + 1);
	if (p == NULL)
		return sst_arena_full(mem, err);
	out->data = (struct sst_span){ p, (size_t)size };
	if (read_data(a, p, (size_t)size, err) < 0)
		return sst_within(err, "member %s", out->name);
	return 0;
}

/* Every code but OK and EOF is fatal: WARN can come without a name. */
static int
read_all(struct archive *a, struct sst_arena *mem, struct sst_members *out,
    struct sst_err *err)
{
	struct archive_entry *e;
	int code;

	while ((code = archive_read_next_header(a, &e)) == ARCHIVE_OK) {
		struct sst_member *v =
		    sst_arena_grow(mem, out->v, out->n, sizeof(*v));

		if (v == NULL)
			return sst_arena_full(mem, err);
		out->v = v;
		if (read_member(a, e, mem, &v[out->n], err) < 0)
			return -1;
		out->n++;
	}
	if (code != ARCHIVE_EOF)
		return fail_in_libarchive(a, SST_E_FORMAT, err);
	return 0;
}

int
sst_tar_unpack(struct sst_span tar, struct sst_arena *mem,
    struct sst_members *out, struct sst_err *err)
{
	struct sst_members found = { 0 };
	struct archive *a = NULL;
	int rc = -1;

	*out = (struct sst_members){ 0 };
	if (sst_tar_check(tar, err) < 0)
		return -1;
	a = archive_read_new();
	if (a == NULL) {
		sst_err_set(err, SST_E_FAILED, "tar: no memory");
		goto out;
	}
	if (archive_read_support_format_tar(a) != ARCHIVE_OK ||
	    archive_read_open_memory(a, tar.p, tar.n) != ARCHIVE_OK) {
		fail_in_libarchive(a, SST_E_FORMAT, err);
		goto out;
	}
	if (read_all(a, mem, &found, err) < 0)
		goto out;
	*out = found;
	rc = 0;
out:
	archive_read_free(a);
	return rc;
}
