/* SPDX-License-Identifier: ISC */
/* archive.c: members sealed into one file, and a file opened to members. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gcrypt.h>

#include <simstow/archive/archive.h>
#include <simstow/archive/zst.h>
#include <simstow/base/file.h>

#define MODE 0600

/* A source that counts and hashes what passes. */
struct tee {
	struct sst_source in;
	gcry_md_hd_t md;
	uint64_t size;
};

/* An archive on its way to disk. */
struct saving {
	const struct sst_seal *seal;
	const struct sst_members *members;
	struct sst_file file;
	struct sst_age_witness witness;
};

static int
read_tee(void *ctx, uint8_t *p, size_t cap, size_t *n, struct sst_err *err)
{
	struct tee *tee = ctx;

	if (tee->in.read(tee->in.ctx, p, cap, n, err) < 0)
		return -1;
	gcry_md_write(tee->md, p, *n);
	tee->size += *n;
	return 0;
}

static int
tee_init(struct tee *tee, struct sst_source in, struct sst_err *err)
{
	*tee = (struct tee){ .in = in };
	if (gcry_md_open(&tee->md, GCRY_MD_SHA256, 0) != 0) {
		tee->md = NULL;
		return sst_fail(err, SST_E_FAILED, "no memory for SHA-256");
	}
	return 0;
}

static void
tee_fini(struct tee *tee)
{
	gcry_md_close(tee->md);
	*tee = (struct tee){ 0 };
}

static void
tee_sum(const struct tee *tee, struct sst_archive_sum *sum)
{
	static const char digits[] = "0123456789abcdef";
	const uint8_t *hash = gcry_md_read(tee->md, GCRY_MD_SHA256);

	for (size_t i = 0; i < SST_SHA256_BYTES; i++) {
		sum->sha256[2 * i] = digits[hash[i] >> 4];
		sum->sha256[2 * i + 1] = digits[hash[i] & 0x0F];
	}
	sum->sha256[SST_SHA256_TEXT - 1] = '\0';
	sum->size = tee->size;
}

static int
write_file(void *ctx, struct sst_span s, struct sst_err *err)
{
	return sst_file_write(ctx, s, err);
}

static int
write_age(void *ctx, struct sst_span s, struct sst_err *err)
{
	return sst_age_write(ctx, s, err);
}

static int
write_sealed(struct saving *s, struct sst_span tar, struct sst_err *err)
{
	struct sst_sink out = { write_file, &s->file };
	bool by_witness = s->seal->to_n > 0;
	struct sst_age_writer *w = NULL;
	struct sst_sink plain;
	int rc = -1;

	if (sst_age_write_open(s->seal, &out, by_witness ? &s->witness : NULL,
	        &w, err) < 0)
		goto out;
	plain = (struct sst_sink){ write_age, w };
	if (sst_zst_pack(tar, &plain, err) < 0 ||
	    sst_age_write_close(w, err) < 0)
		goto out;
	rc = 0;
out:
	sst_age_write_free(&w);
	return rc;
}

static int
write_members(struct saving *s, const char *path, int64_t mtime,
    struct sst_err *err)
{
	struct sst_buf tar;
	int rc = -1;

	sst_buf_init(&tar, SST_TAR_TOTAL);
	if (sst_tar_pack(s->members, mtime, &tar, err) < 0 ||
	    sst_file_open_new(&s->file, path, MODE, err) < 0 ||
	    write_sealed(s, sst_buf_span(&tar), err) < 0 ||
	    sst_file_settle(&s->file, err) < 0)
		goto out;
	rc = 0;
out:
	sst_buf_fini(&tar);
	return rc;
}

/* The plaintext of r to its authenticated end. */
static int
unpack(struct sst_age_reader *r, struct sst_arena *mem, struct sst_members *out,
    struct sst_err *err)
{
	struct sst_source plain = sst_age_source(r);
	struct sst_buf tar;
	int rc = -1;

	sst_buf_init(&tar, SST_TAR_TOTAL);
	if (sst_zst_unpack(&plain, &tar, err) < 0 ||
	    sst_tar_unpack(sst_buf_span(&tar), mem, out, err) < 0)
		goto out;
	rc = 0;
out:
	sst_buf_fini(&tar);
	return rc;
}

static int
compare(const struct sst_members *found, const struct sst_members *given,
    struct sst_err *err)
{
	if (found->n != given->n)
		return sst_fail(err, SST_E_FORMAT,
		    "%zu members found, %zu given", found->n, given->n);
	for (size_t i = 0; i < given->n; i++) {
		const struct sst_member *a = &found->v[i];
		const struct sst_member *b = &given->v[i];

		if (strcmp(a->name, b->name) != 0 ||
		    !sst_span_is_equal(a->data, b->data))
			return sst_fail(err, SST_E_FORMAT,
			    "member %s is not what was given", b->name);
	}
	return 0;
}

static int
open_again(const struct saving *s, const struct sst_source *in,
    struct sst_age_reader **r, struct sst_err *err)
{
	/* Borrowed, so without fini; the work was already done once. */
	struct sst_keys keys = { .passphrase = s->seal->passphrase,
		.max_logn = SST_KEY_LOGN_LIMIT };

	if (s->seal->to_n > 0)
		return sst_age_open_again(in, &s->witness, r, err);
	return sst_age_open(in, &keys, r, err);
}

static int
read_back(struct saving *s, struct sst_archive_sum *sum, struct sst_err *err)
{
	struct sst_arena mem = { 0 };
	struct sst_age_reader *r = NULL;
	struct sst_members found;
	struct sst_source in;
	struct tee tee;
	int rc = -1;

	if (tee_init(&tee, sst_source_of_fd(&s->file.fd), err) < 0)
		return -1;
	in = (struct sst_source){ read_tee, &tee };
	if (open_again(s, &in, &r, err) < 0 ||
	    unpack(r, &mem, &found, err) < 0 ||
	    compare(&found, s->members, err) < 0)
		goto out;
	tee_sum(&tee, sum);
	rc = 0;
out:
	sst_age_free(&r);
	sst_arena_fini(&mem);
	tee_fini(&tee);
	return rc;
}

/* Whatever is wrong with it: it is our file, and it does not exist. */
static int
fail_back(const char *path, struct sst_err *err)
{
	sst_err_set(err, SST_E_FAILED,
	    "%s: what was written does not read back: %s", path, err->msg);
	sst_err_hint(err,
	    "nothing was kept; try another disk, this one may be faulty");
	return -1;
}

int
sst_archive_save(const char *path, const struct sst_seal *seal,
    const struct sst_members *members, int64_t mtime,
    struct sst_archive_sum *sum, struct sst_err *err)
{
	struct saving s = { .seal = seal, .members = members };
	struct sst_archive_sum found = { 0 };
	int rc = -1;

	if (sum != NULL)
		*sum = (struct sst_archive_sum){ 0 };
	if (write_members(&s, path, mtime, err) < 0)
		goto out;
	if (read_back(&s, &found, err) < 0) {
		fail_back(path, err);
		goto out;
	}
	if (sst_file_publish(&s.file, err) < 0)
		goto out;
	if (sum != NULL)
		*sum = found;
	rc = 0;
out:
	sst_file_abandon(&s.file);
	sst_age_witness_fini(&s.witness);
	return rc;
}

int
sst_archive_open_source(const struct sst_source *in,
    const struct sst_keys *keys, struct sst_arena *mem, struct sst_members *out,
    struct sst_err *err)
{
	struct sst_age_reader *r = NULL;
	int rc = -1;

	*out = (struct sst_members){ 0 };
	if (sst_age_open(in, keys, &r, err) < 0 || unpack(r, mem, out, err) < 0)
		goto out;
	rc = 0;
out:
	sst_age_free(&r);
	return rc;
}

static int
open_file(const char *path, struct sst_err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	struct stat st;

	if (fd < 0)
		return sst_fail_sys(err, SST_E_FAILED, errno, "%s", path);
	if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
		(void)close(fd);
		return sst_fail(err, SST_E_FAILED,
		    "%s is a folder, want an archive", path);
	}
	return fd;
}

int
sst_archive_open(const char *path, const struct sst_keys *keys,
    struct sst_arena *mem, struct sst_members *out, struct sst_err *err)
{
	int fd = open_file(path, err);
	struct sst_source in = sst_source_of_fd(&fd);
	int rc;

	*out = (struct sst_members){ 0 };
	if (fd < 0)
		return -1;
	rc = sst_archive_open_source(&in, keys, mem, out, err);
	if (rc < 0)
		sst_err_prefix(err, "%s", path);
	(void)close(fd);
	return rc;
}

int
sst_archive_look(const char *path, struct sst_age_look *look,
    struct sst_archive_sum *sum, struct sst_err *err)
{
	int fd = open_file(path, err);
	struct sst_source in;
	struct tee tee = { 0 };
	int rc = -1;

	*look = (struct sst_age_look){ 0 };
	*sum = (struct sst_archive_sum){ 0 };
	if (fd < 0)
		return -1;
	if (tee_init(&tee, sst_source_of_fd(&fd), err) < 0)
		goto out;
	in = (struct sst_source){ read_tee, &tee };
	if (sst_age_look(&in, look, err) < 0)
		goto out;
	tee_sum(&tee, sum);
	rc = 0;
out:
	if (rc < 0)
		sst_err_prefix(err, "%s", path);
	tee_fini(&tee);
	(void)close(fd);
	return rc;
}
