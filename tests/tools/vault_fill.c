/* SPDX-License-Identifier: ISC */
/* vault_fill.c: many backups of made devices into a vault. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <simstow/archive/vault.h>
#include <simstow/manifest/manifest.h>

#define FIRST 1767225600 /* 2026-01-01T00:00:00Z; a backup each minute */
#define ARCHIVES_MAX 10000
#define PROFILES_MAX 99

/* Carriers that the tables know in part, and some that nobody knows. */
static const struct {
	const char *provider;
	const char *mcc_mnc;
	const char *host;
} carriers[] = {
	{ "Airalo", NULL, "rsp.truphone.com" },
	{ "T-Mobile", "310260", "t-mobile.gdsb.net" },
	{ "Vodafone", "26202", "smdp.example.com" },
	{ "Jazz", "41001", "smdp.example.net" },
	{ "Example Mobile", "99970", "smdp.example.org" },
};

static int
add_profile(struct sst_snapshot *s, size_t archive, size_t i,
    struct sst_err *err)
{
	size_t which = (archive + i) % (sizeof(carriers) / sizeof(carriers[0]));
	struct sst_profile *p = sst_snapshot_add_profile(s);
	struct sst_notify *notify = sst_arena_get(&s->mem, sizeof(*notify));

	if (p == NULL || notify == NULL)
		return sst_arena_full(&s->mem, err);
	*notify = (struct sst_notify){ { true, SST_EVENT_DELETE },
		carriers[which].host };
	*p = (struct sst_profile){
		.iccid =
		    sst_arena_printf(&s->mem, "899999%07zu%06zu", archive, i),
		.eid = s->euiccs.v[0].eid,
		.form = SST_FORM_EUICC,
		.state = i == 0 ? SST_STATE_ENABLED : SST_STATE_DISABLED,
		.nickname = sst_arena_printf(&s->mem, "Line %zu", i),
		.provider = carriers[which].provider,
		.profile_class = SST_CLASS_OPERATIONAL,
		.notify = { notify, 1 },
		.has_owner = carriers[which].mcc_mnc != NULL,
		.owner = { .mcc_mnc = carriers[which].mcc_mnc },
	};
	if (p->iccid == NULL || p->nickname == NULL)
		return sst_arena_full(&s->mem, err);
	return 0;
}

/* A device of its own: nothing of one archive is in another. */
static int
make(struct sst_snapshot *s, size_t archive, size_t profiles,
    struct sst_err *err)
{
	struct sst_euicc *chip = sst_snapshot_add_euicc(s);

	if (chip == NULL)
		return sst_arena_full(&s->mem, err);
	s->kind = SST_SNAPSHOT_DEVICE;
	s->created = FIRST + (int64_t)archive * 60;
	s->generator = "vault_fill";
	s->device.kind = SST_DEVICE_EUICC;
	chip->eid =
	    sst_arena_printf(&s->mem, "890490320000010000%014zu", archive);
	if (chip->eid == NULL)
		return sst_arena_full(&s->mem, err);
	for (size_t i = 0; i < profiles; i++)
		if (add_profile(s, archive, i, err) < 0)
			return -1;
	return 0;
}

static int
add(const char *dir, const struct sst_seal *seal, const struct sst_snapshot *s,
    struct sst_err *err)
{
	struct sst_arena mem = { 0 };
	struct sst_members members;
	struct sst_vault_new what = { .dir = dir,
		.kind = "device",
		.now = s->created,
		.seal = seal,
		.members = &members };
	const char *path;
	int rc = sst_manifest_pack(s, &mem, &members, err);

	if (rc == 0)
		rc = sst_vault_add(&what, &mem, &path, NULL, err);
	sst_arena_fini(&mem);
	return rc;
}

static int
fill(const char *dir, size_t from, size_t to, size_t profiles,
    struct sst_err *err)
{
	struct sst_seal seal = { 0 };
	bool locked;
	int rc = 0;

	if (sst_secret_start(&locked, err) < 0 ||
	    sst_vault_seal(dir, &seal, err) < 0)
		return -1;
	for (size_t i = from; rc == 0 && i < to; i++) {
		struct sst_snapshot s;

		sst_snapshot_init(&s);
		rc = make(&s, i, profiles, err);
		if (rc == 0)
			rc = add(dir, &seal, &s, err);
		sst_snapshot_fini(&s);
	}
	sst_seal_fini(&seal);
	return rc;
}

/* A decimal number up to max, or max + 1. */
static size_t
number(const char *text, size_t max)
{
	char *end;
	unsigned long n = strtoul(text, &end, 10);

	return *text == '\0' || *end != '\0' || n > max ? max + 1 : n;
}

/* vault_fill DIR FROM TO PROFILES: backups FROM up to TO, without TO. */
int
main(int argc, char **argv)
{
	struct sst_err err = { 0 };
	size_t from, to, profiles;

	if (argc != 5)
		goto usage;
	from = number(argv[2], ARCHIVES_MAX);
	to = number(argv[3], ARCHIVES_MAX);
	profiles = number(argv[4], PROFILES_MAX);
	if (from > ARCHIVES_MAX || to > ARCHIVES_MAX || profiles > PROFILES_MAX)
		goto usage;
	if (fill(argv[1], from, to, profiles, &err) == 0)
		return 0;
	fprintf(stderr, "vault_fill: %s\n", err.msg);
	return 1;
usage:
	fprintf(stderr, "usage: vault_fill DIR FROM TO PROFILES\n");
	return 2;
}
