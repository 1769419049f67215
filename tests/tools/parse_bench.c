/* SPDX-License-Identifier: ISC */
/* parse_bench.c: one parser over one file, for callgrind to count. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <simstow/android/carrier_config.h>
#include <simstow/android/parcel.h>
#include <simstow/android/phone.h>
#include <simstow/base/file.h>

/* What callgrind collects: --toggle-collect=parse_once. */
int parse_once(const char *name, struct sst_span text, struct sst_err *err);

static int
getprop(struct sst_span text, struct sst_arena *mem, struct sst_err *err)
{
	struct sst_pairs out;

	return sst_pairs_getprop(text, mem, &out, err);
}

static int
settings(struct sst_span text, struct sst_arena *mem, struct sst_err *err)
{
	struct sst_pairs out;

	return sst_pairs_settings(text, mem, &out, err);
}

static int
isub(struct sst_span text, struct sst_arena *mem, struct sst_err *err)
{
	struct sst_subscriptions out;

	return sst_subscription_parse_isub(text, mem, &out, err);
}

static int
siminfo(struct sst_span text, struct sst_arena *mem, struct sst_err *err)
{
	const struct sst_span pieces[SST_SIMINFO_PIECES] = { text };
	struct sst_subscriptions out;

	return sst_siminfo_parse(pieces, mem, &out, err);
}

static int
parcel(struct sst_span text, struct sst_arena *mem, struct sst_err *err)
{
	struct sst_parcel_found out;

	return sst_parcel_numbers(text, mem, &out, err);
}

static int
carrier_config(struct sst_span text, struct sst_arena *mem, struct sst_err *err)
{
	struct sst_carrier_configs out;

	return sst_carrier_config_parse(text, mem, &out, err);
}

static int
netpolicy(struct sst_span text, struct sst_arena *mem, struct sst_err *err)
{
	struct sst_phone_policies out;

	return sst_phone_parse_policies(text, mem, &out, err);
}

static const struct {
	const char *name;
	int (*parse)(struct sst_span text, struct sst_arena *mem,
	    struct sst_err *err);
} parsers[] = {
	{ "getprop", getprop },
	{ "settings", settings },
	{ "isub", isub },
	{ "siminfo", siminfo },
	{ "parcel", parcel },
	{ "carrier_config", carrier_config },
	{ "netpolicy", netpolicy },
};

__attribute__((noinline)) int
parse_once(const char *name, struct sst_span text, struct sst_err *err)
{
	struct sst_arena mem = { 0 };
	int rc = -1;

	for (size_t i = 0; i < sizeof(parsers) / sizeof(parsers[0]); i++)
		if (strcmp(parsers[i].name, name) == 0)
			rc = parsers[i].parse(text, &mem, err);
	sst_arena_fini(&mem);
	return rc;
}

/* parse_bench PARSER FILE */
int
main(int argc, char **argv)
{
	struct sst_err err = { 0 };
	struct sst_buf file;
	int rc = 1;

	sst_buf_init(&file, (size_t)16 << 20);
	if (argc == 3 && sst_file_read(argv[2], &file, &err) == 0 &&
	    parse_once(argv[1], sst_buf_span(&file), &err) == 0)
		rc = 0;
	if (rc != 0)
		fprintf(stderr, "parse_bench: %s\n", err.msg);
	sst_buf_fini(&file);
	return rc;
}
