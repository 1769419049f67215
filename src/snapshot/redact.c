/* SPDX-License-Identifier: ISC */
/* redact.c: a snapshot that may be shown to others. */
#include <string.h>

#include <simstow/base/digits.h>
#include <simstow/snapshot/conceal.h>

/* CLEAN: free text, which stays without the numbers that are in it. */
enum act { MASK, DROP, CLEAN };

/* One text of a struct, and what becomes of it. */
struct row {
	size_t at;
	enum act act;
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* What is being redacted, and the numbers that it told of. */
struct redacting {
	struct sst_arena *mem;
	struct sst_conceal numbers;
};

static const struct row euicc_rows[] = {
	{ offsetof(struct sst_euicc, eid), MASK },
	{ offsetof(struct sst_euicc, info2.additional_info), DROP },
	{ offsetof(struct sst_euicc, info2.iot_info), DROP },
};

static const struct row notification_rows[] = {
	{ offsetof(struct sst_notification, iccid), MASK },
	{ offsetof(struct sst_notification, member), DROP },
};

/* Of bytes that are kept as sent nobody knows what they tell. */
static const struct row profile_rows[] = {
	{ offsetof(struct sst_profile, iccid), MASK },
	{ offsetof(struct sst_profile, msisdn), MASK },
	{ offsetof(struct sst_profile, imsi), DROP },
	{ offsetof(struct sst_profile, iccid_raw), DROP },
	{ offsetof(struct sst_profile, eid), MASK },
	{ offsetof(struct sst_profile, icon), DROP },
	{ offsetof(struct sst_profile, dp_data), DROP },
	{ offsetof(struct sst_profile, service_data), DROP },
	{ offsetof(struct sst_profile, rpm), DROP },
	{ offsetof(struct sst_profile, lpr), DROP },
	{ offsetof(struct sst_profile, enterprise), DROP },
	{ offsetof(struct sst_profile, device_change.activation_code), DROP },
	{ offsetof(struct sst_profile, device_change.raw), DROP },
	{ offsetof(struct sst_profile, nickname), CLEAN },
	{ offsetof(struct sst_profile, provider), CLEAN },
	{ offsetof(struct sst_profile, name), CLEAN },
	{ offsetof(struct sst_profile, carrier_name), CLEAN },
	{ offsetof(struct sst_profile, description), CLEAN },
	{ offsetof(struct sst_profile, sim.spn), CLEAN },
};

/* Centres and numbers of services are the operator's; they stay. */
static const struct row entry_rows[] = {
	{ offsetof(struct sst_entry, number), MASK },
	{ offsetof(struct sst_entry, name), CLEAN },
};

/* Where messages go when no number is given is somebody's. */
static const struct row centre_rows[] = {
	{ offsetof(struct sst_sms_centre, destination), MASK },
	{ offsetof(struct sst_sms_centre, name), CLEAN },
};

static const struct row file_rows[] = {
	{ offsetof(struct sst_card_file, member), DROP },
};

static const struct row device_rows[] = {
	{ offsetof(struct sst_device, serial), MASK },
	{ offsetof(struct sst_device, label), CLEAN },
	{ offsetof(struct sst_device, make), CLEAN },
	{ offsetof(struct sst_device, model), CLEAN },
	{ offsetof(struct sst_device, reached_by), CLEAN },
};

static const struct row apn_rows[] = {
	{ offsetof(struct sst_apn, user), DROP },
	{ offsetof(struct sst_apn, password), DROP },
	{ offsetof(struct sst_apn, mvno_match), DROP },
	{ offsetof(struct sst_apn, name), CLEAN },
	{ offsetof(struct sst_apn, apn), CLEAN },
};

static const struct row setting_rows[] = {
	{ offsetof(struct sst_setting, value), CLEAN },
};

static const struct row config_rows[] = {
	{ offsetof(struct sst_config, value), CLEAN },
};

static const struct row policy_rows[] = {
	{ offsetof(struct sst_policy, subscriber), DROP },
};

static const struct row code_rows[] = {
	{ offsetof(struct sst_kept_code, text), DROP },
	{ offsetof(struct sst_kept_code, iccid), MASK },
	{ offsetof(struct sst_kept_code, confirmation_code), DROP },
	{ offsetof(struct sst_kept_code, note), DROP },
	{ offsetof(struct sst_kept_code, carrier), CLEAN },
};

/* Words about banks, contacts and other lines are the user's own affair. */
static const struct row told_rows[] = {
	{ offsetof(struct sst_told, iccid), MASK },
	{ offsetof(struct sst_told, told_eid), MASK },
	{ offsetof(struct sst_told, second_factor), DROP },
	{ offsetof(struct sst_told, contact), DROP },
	{ offsetof(struct sst_told, note), DROP },
	{ offsetof(struct sst_told, purpose), CLEAN },
	{ offsetof(struct sst_told, carrier), CLEAN },
	{ offsetof(struct sst_told, price), CLEAN },
};

static const struct row gap_rows[] = {
	{ offsetof(struct sst_gap, eid), MASK },
	{ offsetof(struct sst_gap, member), DROP },
	{ offsetof(struct sst_gap, what), CLEAN },
	{ offsetof(struct sst_gap, reason), CLEAN },
};

static int
mask(struct sst_arena *mem, const char **text, struct sst_err *err)
{
	char *out;

	if (*text == NULL)
		return 0;
	out = sst_arena_get(mem, strlen(*text) + 1);
	if (out == NULL)
		return sst_arena_full(mem, err);
	sst_digits_mask(*text, out);
	*text = out;
	return 0;
}

static int
clean(struct redacting *r, const char **text, struct sst_err *err)
{
	const char *was = *text;

	*text = sst_conceal_text(&r->numbers, was, r->mem);
	if (was != NULL && *text == NULL)
		return sst_arena_full(r->mem, err);
	return 0;
}

static int
redact(struct redacting *r, void *item, const struct row *rows, size_t n,
    struct sst_err *err)
{
	for (size_t i = 0; i < n; i++) {
		void *place = (uint8_t *)item + rows[i].at;
		const char **text = place;
		int rc = 0;

		if (rows[i].act == DROP)
			*text = NULL;
		else if (rows[i].act == MASK)
			rc = mask(r->mem, text, err);
		else
			rc = clean(r, text, err);
		if (rc < 0)
			return -1;
	}
	return 0;
}

static int
redact_euicc(struct redacting *r, struct sst_euicc *e, struct sst_err *err)
{
	for (size_t i = 0; i < e->pending.n; i++) {
		if (redact(r, &e->pending.v[i], notification_rows,
		        COUNT(notification_rows), err) < 0)
			return -1;
	}
	return redact(r, e, euicc_rows, COUNT(euicc_rows), err);
}

static int
redact_entries(struct redacting *r, struct sst_entries *list,
    struct sst_err *err)
{
	for (size_t i = 0; i < list->n; i++) {
		if (redact(r, &list->v[i], entry_rows, COUNT(entry_rows), err) <
		    0)
			return -1;
	}
	return 0;
}

static int
redact_settings(struct redacting *r, const struct sst_settings *list,
    struct sst_err *err)
{
	for (size_t i = 0; i < list->n; i++) {
		if (redact(r, &list->v[i], setting_rows, COUNT(setting_rows),
		        err) < 0)
			return -1;
	}
	return 0;
}

/* Other people's names and numbers go whole; a mailbox may name the line. */
static int
redact_sim(struct redacting *r, struct sst_sim *sim, struct sst_err *err)
{
	sim->contacts.v = NULL;
	sim->contacts.n = 0;
	sim->messages.v = NULL;
	sim->messages.n = 0;
	sim->fixed = (struct sst_entries){ 0 };
	for (size_t i = 0; i < sim->files.n; i++) {
		if (redact(r, &sim->files.v[i], file_rows, COUNT(file_rows),
		        err) < 0)
			return -1;
	}
	for (size_t i = 0; i < sim->sms_centres.n; i++) {
		if (redact(r, &sim->sms_centres.v[i], centre_rows,
		        COUNT(centre_rows), err) < 0)
			return -1;
	}
	if (redact_entries(r, &sim->own_numbers, err) < 0)
		return -1;
	return redact_entries(r, &sim->voicemail, err);
}

static int
redact_profile(struct redacting *r, struct sst_profile *p, struct sst_err *err)
{
	for (size_t i = 0; i < p->carrier_config.n; i++) {
		if (redact(r, &p->carrier_config.v[i], config_rows,
		        COUNT(config_rows), err) < 0)
			return -1;
	}
	if (redact_settings(r, &p->settings, err) < 0 ||
	    redact_sim(r, &p->sim, err) < 0)
		return -1;
	return redact(r, p, profile_rows, COUNT(profile_rows), err);
}

static int
redact_lines(struct redacting *r, struct sst_snapshot *s, struct sst_err *err)
{
	for (size_t i = 0; i < s->profiles.n; i++) {
		if (redact_profile(r, &s->profiles.v[i], err) < 0)
			return -1;
	}
	for (size_t i = 0; i < s->codes.n; i++) {
		if (redact(r, &s->codes.v[i], code_rows, COUNT(code_rows),
		        err) < 0)
			return -1;
	}
	for (size_t i = 0; i < s->told.n; i++) {
		s->told.v[i].codes_for = (struct sst_texts){ 0 };
		if (redact(r, &s->told.v[i], told_rows, COUNT(told_rows), err) <
		    0)
			return -1;
	}
	return 0;
}

/* The name by which a phone was reached is its serial number: "adb:...". */
static int
redact_name(struct sst_snapshot *s, struct sst_err *err)
{
	const char **name = &s->device.reached_by;
	const char *colon = *name == NULL ? NULL : strchr(*name, ':');
	const char *serial = colon == NULL ? NULL : colon + 1;

	if (s->device.kind != SST_DEVICE_ANDROID || serial == NULL)
		return 0;
	if (mask(&s->mem, &serial, err) < 0)
		return -1;
	*name = sst_arena_printf(&s->mem, "%.*s:%s", (int)(colon - *name),
	    *name, serial);
	return *name == NULL ? sst_arena_full(&s->mem, err) : 0;
}

/* What a phone tells of itself. Names of its applications stay. */
static int
redact_device(struct redacting *r, struct sst_snapshot *s, struct sst_err *err)
{
	s->device.imeis = (struct sst_texts){ 0 };
	if (redact_name(s, err) < 0 ||
	    redact(r, &s->device, device_rows, COUNT(device_rows), err) < 0 ||
	    redact_settings(r, &s->settings, err) < 0)
		return -1;
	for (size_t i = 0; i < s->apns.n; i++) {
		if (redact(r, &s->apns.v[i], apn_rows, COUNT(apn_rows), err) <
		    0)
			return -1;
	}
	for (size_t i = 0; i < s->network_policy.policies.n; i++) {
		if (redact(r, &s->network_policy.policies.v[i], policy_rows,
		        COUNT(policy_rows), err) < 0)
			return -1;
	}
	return 0;
}

static int
redact_all(struct redacting *r, struct sst_snapshot *s, struct sst_err *err)
{
	if (sst_conceal_add(&r->numbers, s, err) < 0 ||
	    redact_device(r, s, err) < 0)
		return -1;
	for (size_t i = 0; i < s->euiccs.n; i++) {
		if (redact_euicc(r, &s->euiccs.v[i], err) < 0)
			return -1;
	}
	for (size_t i = 0; i < s->gaps.n; i++) {
		if (redact(r, &s->gaps.v[i], gap_rows, COUNT(gap_rows), err) <
		    0)
			return -1;
	}
	return redact_lines(r, s, err);
}

int
sst_snapshot_redact(struct sst_snapshot *s, struct sst_err *err)
{
	struct redacting r = { .mem = &s->mem };
	int rc = redact_all(&r, s, err);

	sst_conceal_fini(&r.numbers);
	if (rc < 0)
		return -1;
	s->raws.n = 0;
	s->raws.v = NULL;
	return 0;
}
