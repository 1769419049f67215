/* SPDX-License-Identifier: ISC */
/* seal_speed.c: MiB a second through the age writer, to nowhere. */

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <simstow/archive/age.h>

enum { MIB = 256 };

static int
drop(void *ctx, struct sst_span s, struct sst_err *err)
{
	(void)ctx;
	(void)s;
	(void)err;
	return 0;
}

static int
seal(struct sst_span mib, struct sst_err *err)
{
	struct sst_sink nowhere = { drop, NULL };
	struct sst_age_writer *w = NULL;
	struct sst_identity id = { 0 };
	struct sst_seal to = { .to_n = 1 };
	int rc = -1, i;

	if (sst_key_new_identity(&id, err) < 0)
		return -1;
	to.to[0] = id.to;
	if (sst_age_write_open(&to, &nowhere, NULL, &w, err) < 0)
		goto out;
	for (i = 0; i < MIB; i++)
		if (sst_age_write(w, mib, err) < 0)
			goto out;
	rc = sst_age_write_close(w, err);
out:
	sst_age_write_free(&w);
	sst_identity_fini(&id);
	return rc;
}

int
main(void)
{
	static uint8_t block[1 << 20];
	struct timespec a, b;
	struct sst_err err = { 0 };
	bool locked;
	double s;

	if (sst_secret_start(&locked, &err) < 0)
		goto fail;
	clock_gettime(CLOCK_MONOTONIC, &a);
	if (seal(SST_SPAN(block), &err) < 0)
		goto fail;
	clock_gettime(CLOCK_MONOTONIC, &b);
	s = (double)(b.tv_sec - a.tv_sec) +
	    (double)(b.tv_nsec - a.tv_nsec) / 1e9;
	printf("%.0f\n", MIB / s);
	return 0;
fail:
	fprintf(stderr, "seal_speed: %s\n", err.msg);
	return 1;
}
