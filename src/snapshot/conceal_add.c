/* SPDX-License-Identifier: ISC */
/* conceal_add.c: the numbers of a snapshot. */
#include <string.h>

#include <simstow/snapshot/activation_code.h>

#include "conceal_priv.h"

typedef int take(struct sst_conceal *c, const char *text, struct sst_err *err);

/* One text of a struct, and what kind of number it is. */
struct row {
	size_t at;
	take *take;
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* The matching id of a code; a text that is no code is a secret whole. */
static int
take_code(struct sst_conceal *c, const char *text, struct sst_err *err)
{
	struct sst_arena mem = { 0 };
	struct sst_ac ac;
	struct sst_err fault = { 0 };
	int rc;

	if (text == NULL)
		return 0;
	if (sst_ac_parse(sst_span_of_text(text), &mem, &ac, NULL, &fault) < 0)
		rc = sst_conceal_secret(c, text, err);
	else
		rc = sst_conceal_secret(c, ac.matching_id, err);
	sst_arena_fini(&mem);
	return rc;
}

static const struct row device_rows[] = {
	{ offsetof(struct sst_device, serial), sst_conceal_secret },
};

static const struct row euicc_rows[] = {
	{ offsetof(struct sst_euicc, eid), sst_conceal_number },
};

static const struct row profile_rows[] = {
	{ offsetof(struct sst_profile, iccid), sst_conceal_number },
	{ offsetof(struct sst_profile, eid), sst_conceal_number },
	{ offsetof(struct sst_profile, imsi), sst_conceal_secret },
	{ offsetof(struct sst_profile, msisdn), sst_conceal_phone },
	{ offsetof(struct sst_profile, device_change.activation_code),
	    take_code },
};

static const struct row code_rows[] = {
	{ offsetof(struct sst_kept_code, iccid), sst_conceal_number },
	{ offsetof(struct sst_kept_code, text), take_code },
	{ offsetof(struct sst_kept_code, confirmation_code),
	    sst_conceal_secret },
};

static const struct row told_rows[] = {
	{ offsetof(struct sst_told, iccid), sst_conceal_number },
	{ offsetof(struct sst_told, told_eid), sst_conceal_number },
};

static const struct row notification_rows[] = {
	{ offsetof(struct sst_notification, iccid), sst_conceal_number },
};

static int
take_rows(struct sst_conceal *c, const void *item, const struct row *rows,
    size_t n, struct sst_err *err)
{
	for (size_t i = 0; i < n; i++) {
		const void *place = (const uint8_t *)item + rows[i].at;
		const char *const *text = place;

		if (rows[i].take(c, *text, err) < 0)
			return -1;
	}
	return 0;
}

static int
take_profile(struct sst_conceal *c, const struct sst_profile *p,
    struct sst_err *err)
{
	for (size_t i = 0; i < p->sim.own_numbers.n; i++)
		if (sst_conceal_phone(c, p->sim.own_numbers.v[i].number, err) <
		    0)
			return -1;
	return take_rows(c, p, profile_rows, COUNT(profile_rows), err);
}

static int
take_euicc(struct sst_conceal *c, const struct sst_euicc *e,
    struct sst_err *err)
{
	for (size_t i = 0; i < e->pending.n; i++)
		if (take_rows(c, &e->pending.v[i], notification_rows,
		        COUNT(notification_rows), err) < 0)
			return -1;
	return take_rows(c, e, euicc_rows, COUNT(euicc_rows), err);
}

static int
take_words(struct sst_conceal *c, const struct sst_snapshot *s,
    struct sst_err *err)
{
	for (size_t i = 0; i < s->codes.n; i++)
		if (take_rows(c, &s->codes.v[i], code_rows, COUNT(code_rows),
		        err) < 0)
			return -1;
	for (size_t i = 0; i < s->told.n; i++)
		if (take_rows(c, &s->told.v[i], told_rows, COUNT(told_rows),
		        err) < 0)
			return -1;
	return 0;
}

static int
take_all(struct sst_conceal *c, const struct sst_snapshot *s,
    struct sst_err *err)
{
	const struct sst_network_policy *policy = &s->network_policy;

	for (size_t i = 0; i < s->device.imeis.n; i++)
		if (sst_conceal_secret(c, s->device.imeis.v[i], err) < 0)
			return -1;
	for (size_t i = 0; i < s->euiccs.n; i++)
		if (take_euicc(c, &s->euiccs.v[i], err) < 0)
			return -1;
	for (size_t i = 0; i < s->profiles.n; i++)
		if (take_profile(c, &s->profiles.v[i], err) < 0)
			return -1;
	for (size_t i = 0; i < policy->policies.n; i++)
		if (sst_conceal_secret(c, policy->policies.v[i].subscriber,
		        err) < 0)
			return -1;
	if (take_rows(c, &s->device, device_rows, COUNT(device_rows), err) < 0)
		return -1;
	return take_words(c, s, err);
}

int
sst_conceal_add(struct sst_conceal *c, const struct sst_snapshot *s,
    struct sst_err *err)
{
	if (take_all(c, s, err) < 0)
		return -1;
	sst_conceal_sort(c);
	return 0;
}
