/* SPDX-License-Identifier: ISC */
/* age-seal.c: seal stdin to recipients or a passphrase, for tests. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <simstow/archive/age.h>
#include <simstow/base/file.h>

static const char usage[] =
    "usage: age-seal [-r RECIPIENT]... [-p FD] [-n LOGN] [-a] <plain >sealed\n";

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
take_recipient(const char *text, struct sst_seal *seal, struct sst_err *err)
{
	struct sst_recipient r;

	if (sst_key_parse_recipient(text, &r, err) < 0)
		return -1;
	return sst_key_add_recipient(seal, &r, err);
}

static int
take_option(int opt, struct sst_seal *seal, struct sst_err *err)
{
	int n = 0;

	if (opt == 'r')
		return take_recipient(optarg, seal, err);
	if (opt == 'a') {
		seal->is_armored = true;
		return 0;
	}
	if (opt != 'p' && opt != 'n')
		return fail_usage(err);
	if (number(optarg, &n, err) < 0)
		return -1;
	if (opt == 'n') {
		seal->logn = (unsigned)n;
		return 0;
	}
	sst_secret_fini(&seal->passphrase);
	return sst_file_read_secret_fd(n, &seal->passphrase, err);
}

static int
take_options(int argc, char **argv, struct sst_seal *seal, struct sst_err *err)
{
	int opt;

	while ((opt = getopt(argc, argv, "r:p:n:a")) != -1)
		if (take_option(opt, seal, err) < 0)
			return -1;
	return optind < argc ? fail_usage(err) : 0;
}

static int
copy(struct sst_age_writer *w, struct sst_err *err)
{
	static uint8_t block[SST_AGE_CHUNK];
	int fd = STDIN_FILENO;
	struct sst_source in = sst_source_of_fd(&fd);
	size_t n;

	do {
		if (in.read(in.ctx, block, sizeof(block), &n, err) < 0 ||
		    sst_age_write(w, (struct sst_span){ block, n }, err) < 0)
			return -1;
	} while (n > 0);
	return sst_age_write_close(w, err);
}

int
main(int argc, char **argv)
{
	struct sst_seal seal = { 0 };
	struct sst_err err = { 0 };
	struct sst_age_writer *w = NULL;
	int fd = STDOUT_FILENO;
	struct sst_sink out = sst_sink_to_fd(&fd);
	bool locked;
	int rc = -1;

	if (sst_secret_start(&locked, &err) < 0 ||
	    take_options(argc, argv, &seal, &err) < 0 ||
	    sst_age_write_open(&seal, &out, NULL, &w, &err) < 0)
		goto out;
	rc = copy(w, &err);
out:
	sst_age_write_free(&w);
	sst_seal_fini(&seal);
	if (rc < 0)
		(void)fprintf(stderr, "age-seal: %s\n", err.msg);
	return rc < 0 ? 1 : 0;
}
