/* SPDX-License-Identifier: ISC */
/* flip-all.c: every bit flip and every cut of an archive must be refused. */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <simstow/archive/archive.h>
#include <simstow/base/file.h>
#include <simstow/base/json.h>

struct tally {
	size_t tried;
	size_t opened;
	size_t unclear;
	size_t by_code[16];
};

static void
try(struct sst_span s, const struct sst_keys *keys, const char *what,
    struct tally *t)
{
	struct sst_source in = sst_source_of_span(&s);
	struct sst_arena mem = { 0 };
	struct sst_members members;
	struct sst_err err = { 0 };

	t->tried++;
	if (sst_archive_open_source(&in, keys, &mem, &members, &err) == 0) {
		t->opened++;
		printf("opened: %s\n", what);
	} else if (err.msg[0] == '\0' || err.code == SST_OK ||
	           err.code == SST_E_FAILED || members.n != 0 ||
	           strcmp(err.msg, "wrong passphrase") == 0) {
		t->unclear++;
		printf("unclear: %s: %s\n", what, err.msg);
	} else {
		t->by_code[err.code & 15]++;
	}
	sst_arena_fini(&mem);
}

static void
flip(struct sst_buf *file, const struct sst_keys *keys, struct tally *t)
{
	char what[64];
	size_t i;
	unsigned bit;

	for (i = 0; i < file->n; i++) {
		for (bit = 0; bit < 8; bit++) {
			snprintf(what, sizeof(what), "byte %zu bit %u", i, bit);
			file->p[i] ^= (uint8_t)(1u << bit);
			try(sst_buf_span(file), keys, what, t);
			file->p[i] ^= (uint8_t)(1u << bit);
		}
	}
}

static void
cut(const struct sst_buf *file, const struct sst_keys *keys, struct tally *t)
{
	char what[64];
	size_t i;

	for (i = 0; i < file->n; i++) {
		snprintf(what, sizeof(what), "cut to %zu bytes", i);
		try((struct sst_span){ file->p, i }, keys, what, t);
	}
}

static int
load_keys(char **argv, struct sst_keys *keys, struct sst_err *err)
{
	struct sst_buf id = { 0 };
	int rc;

	if (strcmp(argv[1], "-p") == 0)
		return sst_file_read_secret(argv[2], &keys->passphrase, err);
	rc = sst_file_read(argv[2], &id, err);
	if (rc == 0)
		rc = sst_key_read_identities(sst_buf_span(&id), keys, err);
	sst_buf_fini(&id);
	return rc;
}

static int
report(const char *name, size_t size, const struct tally *t)
{
	size_t i;

	printf("%s: %zu bytes, %zu damaged copies:", name, size, t->tried);
	for (i = 0; i < 16; i++)
		if (t->by_code[i] > 0)
			printf(" %zu %s", t->by_code[i],
			    sst_err_name((enum sst_code)i));
	printf(", %zu opened, %zu unclear\n", t->opened, t->unclear);
	return t->opened == 0 && t->unclear == 0 ? 0 : 1;
}

/* flip-all -i IDENTITY-FILE|-p PASSPHRASE-FILE ARCHIVE */
int
main(int argc, char **argv)
{
	struct sst_err err = { 0 };
	struct sst_keys keys = { 0 };
	struct sst_buf file = { 0 };
	struct tally whole = { 0 }, t = { 0 };
	bool locked;
	int rc = 2;

	sst_json_start();
	if (argc != 4 || sst_secret_start(&locked, &err) < 0 ||
	    load_keys(argv, &keys, &err) < 0 ||
	    sst_file_read(argv[3], &file, &err) < 0) {
		fprintf(stderr, "flip-all: %s\n", err.msg);
		goto out;
	}
	try(sst_buf_span(&file), &keys, "the archive itself", &whole);
	if (whole.opened != 1)
		goto out;
	flip(&file, &keys, &t);
	cut(&file, &keys, &t);
	if (sst_buf_put_u8(&file, 0, &err) == 0)
		try(sst_buf_span(&file), &keys, "one byte more", &t);
	rc = report(argv[3], file.n - 1, &t);
out:
	sst_buf_fini(&file);
	sst_keys_fini(&keys);
	return rc;
}
