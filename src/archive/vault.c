/* SPDX-License-Identifier: ISC */
/* vault.c: a plain folder of archives. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <simstow/archive/vault.h>
#include <simstow/base/file.h>
#include <simstow/base/time.h>

#define FOLDER_MODE 0700
#define SUM_MODE 0600
#define SUM_SUFFIX ".sha256"
#define SUM_FILE 4096 /* bytes of a checksum file */
#define STAMP 16      /* characters of "20261121T014108Z" */
#define SERIALS 9999  /* archives of one second and kind */

/* What an archive's name says. */
struct parts {
	const char *kind; /* inside the name */
	size_t kind_n;
	int64_t created;
	long serial; /* 1, or the number behind the kind */
};

/* One folder while it is read. */
struct listing {
	const char *path;
	DIR *dir;
	struct sst_arena *mem;
	struct sst_vault_list found;
};

/* One archive on its way into a vault. */
struct adding {
	const struct sst_vault_new *what;
	struct sst_arena *mem;
	const char *base; /* folder, moment and kind */
	const char *path;
	const char *sum_path;
	struct sst_archive_sum sum;
};

/* "20261121T014108Z" by way of the form that sst_time_parse takes. */
static int
parse_stamp(const char *name, int64_t *out)
{
	static const struct {
		size_t from;
		size_t n;
		size_t to;
	} pieces[] = {
		{ 0, 4, 0 },
		{ 4, 2, 5 },
		{ 6, 5, 8 },
		{ 11, 2, 14 },
		{ 13, 3, 17 },
	};
	char text[SST_TIME_SIZE] = "0000-00-00T00:00:00Z";
	struct sst_err ignored;

	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++)
		memcpy(text + pieces[i].to, name + pieces[i].from, pieces[i].n);
	return sst_time_parse(text, out, &ignored);
}

static void
format_stamp(int64_t t, char out[STAMP + 1])
{
	char text[SST_TIME_SIZE];
	size_t n = 0;

	sst_time_format(t, text);
	for (size_t i = 0; text[i] != '\0' && n < STAMP; i++) {
		if (text[i] != '-' && text[i] != ':')
			out[n++] = text[i];
	}
	out[n] = '\0';
}

static size_t
kind_length(const char *text)
{
	return strspn(text, "abcdefghijklmnopqrstuvwxyz");
}

/* "-2" and up, without leading zero: 1 for nothing, 0 for another text. */
static long
parse_serial(const char *text, size_t n)
{
	long v = 0;

	if (n == 0)
		return 1;
	if (n > 5 || text[0] != '-' || text[1] == '0')
		return 0;
	for (size_t i = 1; i < n; i++) {
		if (text[i] < '0' || text[i] > '9')
			return 0;
		v = 10 * v + (text[i] - '0');
	}
	return v > 1 ? v : 0;
}

static bool
has_suffix(const char *name)
{
	const size_t n = sizeof(SST_VAULT_SUFFIX) - 1;
	size_t len = strlen(name);

	return len > n && strcmp(name + len - n, SST_VAULT_SUFFIX) == 0;
}

/* False for a foreign name, which still ends with the suffix. */
static bool
parse_name(const char *name, struct parts *out)
{
	size_t n = strlen(name) - (sizeof(SST_VAULT_SUFFIX) - 1);

	*out = (struct parts){ 0 };
	if (n < STAMP + 2 || name[STAMP] != '-')
		return false;
	out->kind = name + STAMP + 1;
	out->kind_n = kind_length(out->kind);
	out->serial =
	    parse_serial(out->kind + out->kind_n, n - STAMP - 1 - out->kind_n);
	return out->kind_n > 0 && out->serial > 0 &&
	       parse_stamp(name, &out->created) == 0;
}

int
sst_vault_make(const char *dir, struct sst_err *err)
{
	struct stat st;

	if (mkdir(dir, FOLDER_MODE) == 0)
		return 0;
	if (errno != EEXIST)
		return sst_fail_sys(err, SST_E_FAILED, errno, "%s", dir);
	if (stat(dir, &st) < 0)
		return sst_fail_sys(err, SST_E_FAILED, errno, "%s", dir);
	if (!S_ISDIR(st.st_mode))
		return sst_fail(err, SST_E_FAILED, "%s is not a folder", dir);
	return 0;
}

static int
fill_entry(struct listing *l, const char *name, const struct stat *st,
    struct sst_vault_entry *out)
{
	struct parts parts;
	bool is_ours = parse_name(name, &parts);
	struct sst_span kind = { 0 };

	if (is_ours)
		kind = (struct sst_span){ (const uint8_t *)parts.kind,
			parts.kind_n };
	*out = (struct sst_vault_entry){
		.created = is_ours ? parts.created : (int64_t)st->st_mtime,
		.size = (uint64_t)st->st_size,
	};
	out->name = sst_arena_text(l->mem, name);
	if (out->name == NULL)
		return -1;
	out->path = sst_arena_printf(l->mem, "%s/%s", l->path, name);
	if (out->path == NULL)
		return -1;
	out->kind = (const char *)sst_arena_copy(l->mem, kind);
	return out->kind != NULL ? 0 : -1;
}

static int
add_entry(struct listing *l, const char *name, const struct stat *st,
    struct sst_err *err)
{
	struct sst_vault_list *found = &l->found;
	struct sst_vault_entry *v;

	if (found->n == SST_VAULT_ARCHIVES)
		return sst_fail(err, SST_E_FAILED, "%s: more than %d archives",
		    l->path, SST_VAULT_ARCHIVES);
	v = sst_arena_grow(l->mem, found->v, found->n, sizeof(*v));
	if (v == NULL || fill_entry(l, name, st, &v[found->n]) < 0) {
		(void)sst_arena_full(l->mem, err);
		return sst_within(err, "%s", l->path);
	}
	found->v = v;
	found->n++;
	return 0;
}

/* 1 an archive was added or a file passed over, 0 the end. */
static int
next_entry(struct listing *l, struct sst_err *err)
{
	const struct dirent *d;
	struct stat st;

	errno = 0;
	d = readdir(l->dir);
	if (d == NULL && errno != 0)
		return sst_fail_sys(err, SST_E_FAILED, errno, "%s", l->path);
	if (d == NULL)
		return 0;
	if (d->d_name[0] == '.' || !has_suffix(d->d_name))
		return 1;
	if (fstatat(dirfd(l->dir), d->d_name, &st, 0) < 0) {
		/* Removed since, or a link that leads nowhere. */
		if (errno == ENOENT || errno == ELOOP)
			return 1;
		return sst_fail_sys(err, SST_E_FAILED, errno, "%s/%s", l->path,
		    d->d_name);
	}
	if (S_ISREG(st.st_mode) && add_entry(l, d->d_name, &st, err) < 0)
		return -1;
	return 1;
}

/* By time; of one second the later number is the later archive. */
static int
compare_entries(const void *a, const void *b)
{
	const struct sst_vault_entry *x = a;
	const struct sst_vault_entry *y = b;
	struct parts p, q;

	if (x->created != y->created)
		return x->created < y->created ? -1 : 1;
	(void)parse_name(x->name, &p);
	(void)parse_name(y->name, &q);
	if (p.serial != q.serial)
		return p.serial < q.serial ? -1 : 1;
	return strcmp(x->name, y->name);
}

int
sst_vault_list(const char *dir, struct sst_arena *mem,
    struct sst_vault_list *out, struct sst_err *err)
{
	struct listing l = { .path = dir, .mem = mem };
	int rc;

	*out = (struct sst_vault_list){ 0 };
	l.dir = opendir(dir);
	if (l.dir == NULL)
		return sst_fail_sys(err, SST_E_FAILED, errno, "%s", dir);
	while ((rc = next_entry(&l, err)) > 0)
		continue;
	(void)closedir(l.dir);
	if (rc < 0)
		return -1;
	if (l.found.n > 1)
		qsort(l.found.v, l.found.n, sizeof(*l.found.v),
		    compare_entries);
	*out = l.found;
	return 0;
}

static int
fail_no_recipients(const char *path, struct sst_err *err)
{
	sst_err_set(err, SST_E_USAGE, "%s: no recipients to seal to", path);
	sst_err_hint(err, "make an identity: simstow key new");
	return -1;
}

int
sst_vault_seal(const char *dir, struct sst_seal *out, struct sst_err *err)
{
	struct sst_arena mem = { 0 };
	struct sst_buf text;
	char *path = sst_arena_printf(&mem, "%s/" SST_VAULT_RECIPIENTS, dir);
	int rc = -1;

	sst_buf_init(&text, SST_KEY_FILE);
	if (path == NULL) {
		sst_arena_full(&mem, err);
		goto out;
	}
	if (sst_file_read(path, &text, err) < 0) {
		if (err->sys == ENOENT)
			fail_no_recipients(path, err);
		goto out;
	}
	if (sst_key_read_recipients(sst_buf_span(&text), out, err) < 0) {
		sst_err_prefix(err, "%s", path);
		goto out;
	}
	rc = 0;
out:
	sst_buf_fini(&text);
	sst_arena_fini(&mem);
	return rc;
}

/* 1 nothing has that name, 0 something has. */
static int
is_free(const char *path, struct sst_err *err)
{
	struct stat st;

	if (lstat(path, &st) == 0)
		return 0;
	if (errno == ENOENT)
		return 1;
	return sst_fail_sys(err, SST_E_FAILED, errno, "%s", path);
}

static const char *
last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

static int
save_checksum(const struct adding *a, struct sst_err *err)
{
	struct sst_buf text = { 0 };
	int rc = -1;

	if (sst_buf_printf(&text, err, "%s  %s\n", a->sum.sha256,
	        last_part(a->path)) < 0 ||
	    sst_file_save(a->sum_path, sst_buf_span(&text), SUM_MODE, err) < 0)
		goto out;
	rc = 0;
out:
	sst_buf_fini(&text);
	if (rc < 0)
		sst_err_prefix(err, "%s is saved, its checksum is not",
		    a->path);
	return rc;
}

static int
set_paths(struct adding *a, int serial, struct sst_err *err)
{
	a->path = serial == 1
	              ? sst_arena_printf(a->mem, "%s" SST_VAULT_SUFFIX, a->base)
	              : sst_arena_printf(a->mem, "%s-%d" SST_VAULT_SUFFIX,
	                    a->base, serial);
	if (a->path == NULL)
		return sst_arena_full(a->mem, err);
	a->sum_path = sst_arena_printf(a->mem, "%s" SUM_SUFFIX, a->path);
	if (a->sum_path == NULL)
		return sst_arena_full(a->mem, err);
	return 0;
}

/*
 * 1 saved, 0 the name is taken. A checksum that was left behind takes a name
 * as well: beside a new archive it would call it damaged.
 */
static int
try_name(struct adding *a, struct sst_err *err)
{
	int rc = is_free(a->path, err);

	if (rc > 0)
		rc = is_free(a->sum_path, err);
	if (rc <= 0)
		return rc;
	if (sst_archive_save(a->path, a->what->seal, a->what->members,
	        a->what->now, &a->sum, err) < 0)
		return err->code == SST_E_EXISTS ? 0 : -1;
	return save_checksum(a, err) < 0 ? -1 : 1;
}

static int
set_base(struct adding *a, struct sst_err *err)
{
	const struct sst_vault_new *what = a->what;
	char stamp[STAMP + 1];
	int64_t check;

	if (what->kind[0] == '\0' ||
	    what->kind[kind_length(what->kind)] != '\0')
		return sst_fail(err, SST_E_USAGE,
		    "\"%s\" is no kind of archive, want a-z", what->kind);
	format_stamp(what->now, stamp);
	if (parse_stamp(stamp, &check) < 0 || check != what->now)
		return sst_fail(err, SST_E_USAGE,
		    "the time %lld is outside of 1970 to 9999",
		    (long long)what->now);
	a->base =
	    sst_arena_printf(a->mem, "%s/%s-%s", what->dir, stamp, what->kind);
	return a->base != NULL ? 0 : sst_arena_full(a->mem, err);
}

int
sst_vault_add(const struct sst_vault_new *what, struct sst_arena *mem,
    const char **path, struct sst_archive_sum *sum, struct sst_err *err)
{
	struct adding a = { .what = what, .mem = mem };
	int rc = 0;

	*path = NULL;
	if (sum != NULL)
		*sum = (struct sst_archive_sum){ 0 };
	if (set_base(&a, err) < 0)
		return -1;
	for (int i = 1; i <= SERIALS && rc == 0; i++) {
		if (set_paths(&a, i, err) < 0)
			return -1;
		rc = try_name(&a, err);
	}
	if (rc < 0)
		return -1;
	if (rc == 0)
		return sst_fail(err, SST_E_EXISTS,
		    "%s: %d archives of one second", a.base, SERIALS);
	*path = a.path;
	if (sum != NULL)
		*sum = a.sum;
	return 0;
}

/* 64 digits, two blanks, the name of the archive, perhaps a line end. */
static int
parse_checksum(struct sst_span text, const char *name,
    char out[SST_SHA256_TEXT], struct sst_err *err)
{
	const size_t digits = SST_SHA256_TEXT - 1;
	struct sst_cur c = sst_cur_of(text);
	struct sst_span sum, gap;

	if (sst_cur_get(&c, digits, &sum, err) < 0 ||
	    sst_cur_get(&c, 2, &gap, err) < 0)
		return -1;
	for (size_t i = 0; i < digits; i++) {
		if (sum.p[i] == 0 ||
		    strchr("0123456789abcdef", sum.p[i]) == NULL)
			return sst_fail(err, SST_E_FORMAT,
			    "byte %zu: %02X is no digit 0-9 a-f", i, sum.p[i]);
	}
	if (gap.p[0] != ' ' || (gap.p[1] != ' ' && gap.p[1] != '*'))
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: no blanks between digits and name", digits);
	if (c.left.n > 0 && c.left.p[c.left.n - 1] == '\n')
		c.left.n--;
	if (!sst_span_is_equal(c.left, sst_span_of_text(name)))
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: it names another file than %s", c.at, name);
	memcpy(out, sum.p, digits);
	out[digits] = '\0';
	return 0;
}

int
sst_vault_checksum(const char *path, char out[SST_SHA256_TEXT],
    struct sst_err *err)
{
	struct sst_arena mem = { 0 };
	struct sst_buf text;
	char *sum_path = sst_arena_printf(&mem, "%s" SUM_SUFFIX, path);
	int rc = -1;

	out[0] = '\0';
	sst_buf_init(&text, SUM_FILE);
	if (sum_path == NULL) {
		sst_arena_full(&mem, err);
		goto out;
	}
	if (sst_file_read(sum_path, &text, err) < 0) {
		rc = err->sys == ENOENT ? 0 : -1;
		goto out;
	}
	if (parse_checksum(sst_buf_span(&text), last_part(path), out, err) <
	    0) {
		sst_err_prefix(err, "%s", sum_path);
		goto out;
	}
	rc = 1;
out:
	sst_buf_fini(&text);
	sst_arena_fini(&mem);
	return rc;
}
