/* SPDX-License-Identifier: ISC */
/* phone_profile.c: each line of a phone as a profile, each EID as an eUICC. */
#include <stdio.h>
#include <string.h>

#include <simstow/base/digits.h>

#include "phone_priv.h"

#define CARRIER_UNKNOWN (-1)

/* What a text of a row is in a profile. */
static const struct {
	size_t from; /* in struct sst_subscription */
	size_t to;   /* in struct sst_profile */
} texts[] = {
	{ offsetof(struct sst_subscription, carrier_name),
	    offsetof(struct sst_profile, carrier_name) },
	{ offsetof(struct sst_subscription, country),
	    offsetof(struct sst_profile, country) },
	{ offsetof(struct sst_subscription, number),
	    offsetof(struct sst_profile, msisdn) },
	{ offsetof(struct sst_subscription, imsi),
	    offsetof(struct sst_profile, imsi) },
};

static int
keep_euiccs(struct sst_phone_run *r, struct sst_err *err)
{
	struct sst_phone_line l;

	for (size_t i = 0; sst_phone_lines_at(r, i, &l); i++) {
		const char *eid = sst_phone_iccid_card_of(r, &l);

		if (eid != NULL && sst_phone_lines_installed(&l) &&
		    sst_phone_iccid_add_eid(r, eid, err) < 0)
			return -1;
	}
	for (size_t i = 0; i < r->eids.n; i++) {
		struct sst_euicc *e = sst_snapshot_add_euicc(r->snap);

		if (e == NULL)
			return sst_arena_full(&r->snap->mem, err);
		if (sst_phone_copy(r, r->eids.v[i], &e->eid, err) < 0)
			return -1;
	}
	return 0;
}

static struct sst_num
known(int v)
{
	if (v == SST_SUBSCRIPTION_UNKNOWN)
		return (struct sst_num){ 0 };
	return (struct sst_num){ true, v };
}

static struct sst_num
at_least_0(int v)
{
	return known(v < 0 ? SST_SUBSCRIPTION_UNKNOWN : v);
}

/* SubscriptionManager.NAME_SOURCE_USER_INPUT, as number and as word. */
static bool
is_user_named(const struct sst_phone_line *l)
{
	const char *source = SST_LINE_TEXT(l, name_source);

	return source != NULL &&
	       (strcmp(source, "2") == 0 || strcmp(source, "USER_INPUT") == 0);
}

static int
keep_texts(struct sst_phone_run *r, const struct sst_phone_line *l,
    struct sst_profile *p, struct sst_err *err)
{
	const char *name = SST_LINE_TEXT(l, display_name);

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		const char **to = (void *)((char *)p + texts[i].to);

		if (sst_phone_copy(r, sst_phone_lines_text(l, texts[i].from),
		        to, err) < 0)
			return -1;
	}
	return sst_phone_copy(r, name,
	    is_user_named(l) ? &p->nickname : &p->name, err);
}

/*
 * Android 9 keeps codes as numbers. Three digits of an MNC are the rule in
 * North and South America (MCC 3.. and 7..), two elsewhere; there it stays
 * unknown what 1 stands for.
 */
static const char *
pad_owner(struct sst_phone_run *r, const char *mcc, const char *mnc)
{
	size_t n = strlen(mnc);

	if (strlen(mcc) > 3 || n > 3 || n == 0)
		return NULL;
	if (n < 3 && strlen(mcc) == 3 && (mcc[0] == '3' || mcc[0] == '7'))
		return NULL;
	return sst_arena_printf(&r->snap->mem, "%.*s%s%s%s",
	    (int)(3 - strlen(mcc)), "000", mcc, n == 1 ? "0" : "", mnc);
}

/* Five or six digits, and nothing else that a phone may print there. */
static bool
is_code(struct sst_span s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	}
	return s.n == 5 || s.n == 6;
}

/* Of a line in a slot the properties say it, digit for digit. */
static void
keep_owner(struct sst_phone_run *r, const struct sst_phone_line *l,
    struct sst_profile *p)
{
	static const char key[] = "gsm.sim.operator.numeric";
	const char *mcc = SST_LINE_TEXT(l, mcc);
	const char *mnc = SST_LINE_TEXT(l, mnc);
	int slot = SST_LINE_INT(l, slot);
	struct sst_span code;

	if (slot >= 0 && sst_phone_device_slot(r, key, (size_t)slot, &code) &&
	    is_code(code))
		p->owner.mcc_mnc =
		    (const char *)sst_arena_copy(&r->snap->mem, code);
	else if (mcc != NULL && mnc != NULL && r->sdk > 28)
		p->owner.mcc_mnc =
		    sst_arena_printf(&r->snap->mem, "%s%s", mcc, mnc);
	else if (mcc != NULL && mnc != NULL)
		p->owner.mcc_mnc = pad_owner(r, mcc, mnc);
	if (p->owner.mcc_mnc != NULL &&
	    !is_code(sst_span_of_text(p->owner.mcc_mnc)))
		p->owner.mcc_mnc = NULL;
	p->has_owner = p->owner.mcc_mnc != NULL;
}

static void
keep_numbers(const struct sst_phone_run *r, const struct sst_phone_line *l,
    struct sst_profile *p)
{
	int carrier = SST_LINE_INT(l, carrier_id);
	int class = SST_LINE_INT(l, profile_class);

	p->subscription = known(l->id);
	p->slot = known(SST_LINE_INT(l, slot));
	p->port_index = at_least_0(SST_LINE_INT(l, port));
	p->data_roaming = at_least_0(SST_LINE_INT(l, data_roaming));
	if (carrier != CARRIER_UNKNOWN)
		p->carrier_id = known(carrier);
	/* SubscriptionManager.PROFILE_CLASS_...: ours, less 1. */
	if (class >= 0 && class < SST_CLASS_OPERATIONAL)
		p->profile_class = (enum sst_profile_class)(class + 1);
	if (class == SST_CLASS_OPERATIONAL - 1)
		p->profile_class = SST_CLASS_OPERATIONAL;
	(void)r;
}

static struct sst_num
is_default(const struct sst_phone_run *r, int chosen, int id)
{
	if (!r->has_isub || chosen == SST_SUBSCRIPTION_UNKNOWN)
		return (struct sst_num){ 0 };
	return (struct sst_num){ true, chosen == id };
}

static void
keep_state(const struct sst_phone_run *r, const struct sst_phone_line *l,
    struct sst_profile *p)
{
	const struct sst_subscriptions *list = &r->isub;

	p->on = SST_DEVICE_ANDROID;
	p->form =
	    SST_LINE_INT(l, is_embedded) == 1 ? SST_FORM_EUICC : SST_FORM_UICC;
	p->state =
	    SST_LINE_INT(l, slot) >= 0 ? SST_STATE_ENABLED : SST_STATE_DISABLED;
	p->is_untrusted = (l->isub != NULL && l->isub->is_untrusted) ||
	                  (l->info != NULL && l->info->is_untrusted);
	p->is_default_data = is_default(r, list->default_data, l->id);
	p->is_default_voice = is_default(r, list->default_voice, l->id);
	p->is_default_sms = is_default(r, list->default_sms, l->id);
}

static int
keep_types(struct sst_phone_run *r, struct sst_profile *p, struct sst_err *err)
{
	const struct sst_phone_names *names;
	size_t slot;

	if (!sst_phone_slot(p, &slot) || !r->has_types[slot])
		return 0;
	names = &r->types[slot];
	p->network_types.v = sst_arena_get_array(&r->snap->mem, names->n,
	    sizeof(*p->network_types.v));
	if (p->network_types.v == NULL)
		return sst_arena_full(&r->snap->mem, err);
	for (size_t i = 0; i < names->n; i++) {
		if (sst_phone_copy(r, names->v[i], &p->network_types.v[i],
		        err) < 0)
			return -1;
	}
	p->network_types.n = names->n;
	return 0;
}

/* Was a question that could have told it refused? Then that is the gap. */
static bool
is_refused(const struct sst_phone_run *r, const char *const *sources, size_t n)
{
	if (r->sdk == 0)
		return true;
	for (size_t i = 0; i < r->snap->gaps.n; i++) {
		for (size_t k = 0; k < n; k++) {
			if (strcmp(r->snap->gaps.v[i].what, sources[k]) == 0)
				return true;
		}
	}
	return false;
}

static int
hidden(struct sst_phone_run *r, const char *what, const char *hint,
    struct sst_err *err)
{
	struct sst_err why;

	sst_err_set(&why, SST_E_REFUSED, "%s hides it; %s", r->android, hint);
	return sst_phone_gap_note(r, what, NULL, &why, err);
}

static int
keep_iccid(struct sst_phone_run *r, const struct sst_phone_line *l,
    struct sst_profile *p, struct sst_err *err)
{
	static const char *const sources[] = { "service call isub",
		"service call iphonesubinfo", "content query siminfo" };
	const char *iccid = sst_phone_iccid_of(r, l);
	char what[48];

	if (iccid != NULL)
		return sst_phone_copy(r, iccid, &p->iccid, err);
	if (sst_phone_copy(r, sst_phone_iccid_prefix(l), &p->iccid_prefix,
	        err) < 0)
		return -1;
	if (is_refused(r, sources, sizeof(sources) / sizeof(sources[0])))
		return 0;
	(void)snprintf(what, sizeof(what), "ICCID of subscription %d", l->id);
	return hidden(r, what,
	    "it stands in Settings > About phone > SIM status", err);
}

static bool
is_masked(const struct sst_phone_line *l, const char *key, const char *found)
{
	const char *text =
	    l->isub == NULL ? NULL : sst_pairs_get(&l->isub->other, key);

	return found == NULL && text != NULL && strchr(text, '*') != NULL;
}

/* Things of a line that this version prints as stars. */
static int
note_masked(struct sst_phone_run *r, const struct sst_phone_line *l,
    const struct sst_profile *p, struct sst_err *err)
{
	static const char *const sources[] = { "content query siminfo" };

	if (is_refused(r, sources, 1))
		return 0;
	if (is_masked(l, "number", p->msisdn) &&
	    hidden(r, "phone number", "note it yourself", err) < 0)
		return -1;
	if (is_masked(l, "imsi", p->imsi) &&
	    hidden(r, "IMSI", "it comes back with the profile", err) < 0)
		return -1;
	return 0;
}

static int
keep_line(struct sst_phone_run *r, const struct sst_phone_line *l,
    struct sst_err *err)
{
	struct sst_profile *p = sst_snapshot_add_profile(r->snap);

	if (p == NULL)
		return sst_arena_full(&r->snap->mem, err);
	keep_state(r, l, p);
	keep_numbers(r, l, p);
	keep_owner(r, l, p);
	if (keep_iccid(r, l, p, err) < 0 || keep_texts(r, l, p, err) < 0 ||
	    keep_types(r, p, err) < 0 ||
	    sst_phone_copy(r, sst_phone_iccid_card_of(r, l), &p->eid, err) < 0)
		return -1;
	return note_masked(r, l, p, err);
}

static int
note_eid(struct sst_phone_run *r, struct sst_err *err)
{
	static const char *const sources[] = { "dumpsys TelephonyDebugService",
		"service call econtroller", "service call isub" };

	if (r->eids.n > 0 || !sst_phone_when_euicc(r) ||
	    is_refused(r, sources, sizeof(sources) / sizeof(sources[0])))
		return 0;
	return hidden(r, "EID", "it stands in Settings > About phone", err);
}

int
sst_phone_profile_keep(struct sst_phone_run *r, struct sst_err *err)
{
	struct sst_phone_line l;

	if (keep_euiccs(r, err) < 0)
		return -1;
	for (size_t i = 0; sst_phone_lines_at(r, i, &l); i++) {
		if (sst_phone_lines_installed(&l) && keep_line(r, &l, err) < 0)
			return -1;
	}
	return note_eid(r, err);
}
