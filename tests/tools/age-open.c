/* SPDX-License-Identifier: ISC */
/* age-open.c: open an age file on stdin; the exit status says why it fails. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <simstow/archive/age.h>
#include <simstow/base/file.h>

static const char usage[] =
    "usage: age-open [-i IDENTITY-FILE]... [-p FD] [-w LOGN] <sealed >plain\n"
    "exit: 0 opened, 1 header, 2 no secret fits, 3 MAC, 4 payload, 5 armor,\n"
    "      6 input, output or usage\n";

static int
add_identities(const char *path, struct sst_keys *keys, struct sst_err *err)
{
	struct sst_buf file;
	struct sst_span s;
	int rc = -1;

	sst_buf_init(&file, SST_KEY_FILE);
	if (sst_file_read(path, &file, err) < 0)
		goto out;
	s = sst_buf_span(&file);
	rc = sst_key_is_sealed(s) ? sst_age_open_identities(s, keys, err)
	                          : sst_key_read_identities(s, keys, err);
	if (rc < 0)
		rc = sst_within(err, "%s", path);
out:
	sst_buf_fini(&file);
	return rc;
}

static int
fail_usage(struct sst_err *err)
{
	(void)fputs(usage, stderr);
	return sst_fail(err, SST_E_USAGE, "wrong usage");
}

static int
number(const char *text, int *out, struct sst_err *err)
{
	char *end;
	long n = strtol(text, &end, 10);

	if (end == text || *end != '\0' || n < 0 || n > 1000)
		return fail_usage(err);
	*out = (int)n;
	return 0;
}

static int
take_option(int opt, struct sst_keys *keys, struct sst_err *err)
{
	int n = 0;

	if (opt == 'i')
		return add_identities(optarg, keys, err);
	if (opt != 'p' && opt != 'w')
		return fail_usage(err);
	if (number(optarg, &n, err) < 0)
		return -1;
	if (opt == 'w') {
		keys->max_logn = (unsigned)n;
		return 0;
	}
	sst_secret_fini(&keys->passphrase);
	return sst_file_read_secret_fd(n, &keys->passphrase, err);
}

static int
take_options(int argc, char **argv, struct sst_keys *keys, struct sst_err *err)
{
	int opt;

	while ((opt = getopt(argc, argv, "i:p:w:")) != -1)
		if (take_option(opt, keys, err) < 0)
			return -1;
	return optind < argc ? fail_usage(err) : 0;
}

/* What was authentic is written before a fault behind it is known. */
static int
copy(const struct sst_source *from, const struct sst_sink *to,
    struct sst_err *err)
{
	static uint8_t block[SST_AGE_CHUNK];
	size_t n;

	do {
		if (from->read(from->ctx, block, sizeof(block), &n, err) < 0)
			return -1;
		if (to->write(to->ctx, (struct sst_span){ block, n }, err) < 0)
			return -1;
	} while (n > 0);
	return 0;
}

static int
open_all(const struct sst_keys *keys, struct sst_err *err)
{
	struct sst_age_reader *r = NULL;
	int in_fd = STDIN_FILENO;
	int out_fd = STDOUT_FILENO;
	struct sst_source in = sst_source_of_fd(&in_fd);
	struct sst_sink out = sst_sink_to_fd(&out_fd);
	enum sst_age_fault fault;
	struct sst_source plain;
	int rc = sst_age_open(&in, keys, &r, err);

	if (rc == 0) {
		plain = sst_age_source(r);
		rc = copy(&plain, &out, err);
	}
	fault = sst_age_fault(r);
	sst_age_free(&r);
	if (rc < 0 && fault == SST_AGE_OPENED)
		return SST_AGE_INPUT_FAULT;
	return (int)fault;
}

int
main(int argc, char **argv)
{
	struct sst_keys keys = { 0 };
	struct sst_err err = { 0 };
	int status = SST_AGE_INPUT_FAULT;
	bool locked;

	if (sst_secret_start(&locked, &err) == 0 &&
	    take_options(argc, argv, &keys, &err) == 0)
		status = open_all(&keys, &err);
	sst_keys_fini(&keys);
	if (status != 0)
		(void)fprintf(stderr, "age-open: %s\n", err.msg);
	if (status != 0 && err.hint[0] != '\0')
		(void)fprintf(stderr, "hint: %s\n", err.hint);
	return status;
}
