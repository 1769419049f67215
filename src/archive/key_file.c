/* SPDX-License-Identifier: ISC */
/* key_file.c: files of identities or recipients, one a line. */
#include <string.h>

#include "armor_priv.h"
#include "key_priv.h"

/* A line without its end and the blanks before that. */
static bool
next_line(struct sst_span *file, struct sst_span *line)
{
	const uint8_t *lf;
	size_t used = file->n;

	if (file->n == 0)
		return false;
	lf = memchr(file->p, '\n', file->n);
	*line = *file;
	if (lf != NULL) {
		line->n = (size_t)(lf - file->p);
		used = line->n + 1;
	}
	file->p += used;
	file->n -= used;
	while (line->n > 0 && strchr(" \t\r", line->p[line->n - 1]) != NULL &&
	       line->p[line->n - 1] != '\0')
		line->n--;
	return true;
}

static int
add_identity(void *ctx, struct sst_span line, struct sst_err *err)
{
	struct sst_identity id;
	int rc;

	if (sst_key_parse_identity(line, &id, err) < 0)
		return -1;
	rc = sst_key_add_identity(ctx, &id, err);
	sst_identity_fini(&id);
	return rc;
}

static int
add_recipient(void *ctx, struct sst_span line, struct sst_err *err)
{
	struct sst_recipient r;

	if (sst_key_take_recipient(line, &r, err) < 0)
		return -1;
	return sst_key_add_recipient(ctx, &r, err);
}

struct reader {
	int (*add)(void *ctx, struct sst_span line, struct sst_err *err);
	void *ctx;
	const char *what;
};

static int
read_lines(struct sst_span file, const struct reader *to, struct sst_err *err)
{
	struct sst_span line;
	size_t number = 0;
	size_t found = 0;

	if (file.n > SST_KEY_FILE)
		return sst_fail(err, SST_E_FORMAT,
		    "a file of %s of %zu bytes, at most %d wanted", to->what,
		    file.n, SST_KEY_FILE);
	while (next_line(&file, &line)) {
		number++;
		if (line.n == 0 || line.p[0] == '#')
			continue;
		if (to->add(to->ctx, line, err) < 0) {
			if (err->code == SST_E_USAGE)
				err->code = SST_E_FORMAT;
			return sst_within(err, "line %zu", number);
		}
		found++;
	}
	if (found == 0)
		return sst_fail(err, SST_E_FORMAT, "no %s in %zu line%s",
		    to->what, number, number == 1 ? "" : "s");
	return 0;
}

bool
sst_key_is_sealed(struct sst_span file)
{
	static const char *const begins[] = { SST_ARMOR_FIRST,
		"age-encryption.org/v" };
	size_t blank = sst_armor_blank(file);

	for (size_t i = 0; i < sizeof(begins) / sizeof(begins[0]); i++) {
		size_t n = strlen(begins[i]);

		if (file.n - blank >= n &&
		    memcmp(file.p + blank, begins[i], n) == 0)
			return true;
	}
	return false;
}

int
sst_key_read_identities(struct sst_span file, struct sst_keys *keys,
    struct sst_err *err)
{
	const struct reader to = { add_identity, keys, "identities" };
	size_t before = keys->id_n;

	if (sst_key_is_sealed(file))
		return sst_fail(err, SST_E_FORMAT,
		    "the identity file is sealed itself, not plain");
	if (read_lines(file, &to, err) < 0) {
		sst_key_cut(keys, before);
		return -1;
	}
	return 0;
}

int
sst_key_read_recipients(struct sst_span file, struct sst_seal *out,
    struct sst_err *err)
{
	const struct reader to = { add_recipient, out, "recipients" };
	size_t before = out->to_n;

	if (read_lines(file, &to, err) < 0) {
		out->to_n = before;
		return -1;
	}
	return 0;
}
