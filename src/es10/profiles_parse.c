/* SPDX-License-Identifier: ISC */
/* profiles_parse.c: ProfileInfo objects as entries of a list. */
#include <simstow/base/digits.h>

#include "profiles_priv.h"

#define TAG_ENTRY 0xE3
#define AID_MIN 5
#define AID_MAX 16
#define INTEGER_MAX 9
#define NAME_MAX_N 256 /* 64 characters, of which cards count bytes */
#define ADDRESS_MAX 1024
#define RAW_MAX 65535 /* a member that is kept as sent, an icon too */
#define NOTIFY_MAX 64

/* NotificationConfigurationInformation, SGP.22 v2.5 RSPDefinitions. */
static const struct sst_es10_field notify_fields[] = {
	{ 0x80, "profileManagementOperation", sst_es10_field_bits,
	    offsetof(struct sst_profiles_notify, events), 0, 0, false },
	{ 0x81, "notificationAddress", sst_es10_field_span,
	    offsetof(struct sst_profiles_notify, address), 0, ADDRESS_MAX,
	    false },
};

static int
put_notify(struct sst_profiles_entry *p, const struct sst_tlv *t,
    struct sst_arena *mem, struct sst_err *err)
{
	struct sst_profiles_notify *v;

	if (t->tag != 0x30)
		return 0;
	if (p->notify_n == NOTIFY_MAX)
		return sst_fail(err, SST_E_FORMAT, "more than %d addresses",
		    NOTIFY_MAX);
	v = sst_arena_grow(mem, p->notify, p->notify_n, sizeof(*v));
	if (v == NULL)
		return sst_arena_full(mem, err);
	p->notify = v;
	p->notify_n++;
	return sst_es10_field_all(sst_tlv_enter(t), notify_fields,
	    SST_ES10_FIELDS_COUNT(notify_fields), &v[p->notify_n - 1], mem,
	    err);
}

static int
read_notify(const struct sst_es10_field *f, const struct sst_tlv *t,
    void *member, struct sst_arena *mem, struct sst_err *err)
{
	struct sst_cur c = sst_tlv_enter(t);
	struct sst_tlv one;
	int rc;

	while ((rc = sst_tlv_next(&c, &one, err)) > 0) {
		rc = put_notify(member, &one, mem, err);
		if (rc < 0)
			break;
	}
	return rc < 0 ? sst_within(err, "%s (%02X)", f->name, f->tag) : 0;
}

static int
read_owner(const struct sst_es10_field *f, const struct sst_tlv *t,
    void *member, struct sst_arena *mem, struct sst_err *err)
{
	struct sst_profiles_entry *p = member;

	p->has_owner = true;
	return sst_es10_field_owner(f, t, &p->owner, mem, err);
}

/* DpProprietaryData: an identifier, then whatever the SM-DP+ put there. */
static int
read_dp_data(const struct sst_es10_field *f, const struct sst_tlv *t,
    void *member, struct sst_arena *mem, struct sst_err *err)
{
	struct sst_profiles_entry *p = member;
	struct sst_tlv oid;

	(void)mem;
	if (sst_tlv_find(sst_tlv_enter(t), 0x80, &oid, err) < 0)
		return sst_within(err, "%s (%02X)", f->name, f->tag);
	p->dp_data = t->value;
	p->dp_oid = oid.value;
	return 0;
}

#define IN(m) offsetof(struct sst_profiles_entry, m)
#define SPAN(tag, name, m, min, max)                                   \
	{                                                              \
		tag, name, sst_es10_field_span, IN(m), min, max, false \
	}

/*
 * ProfileInfo, SGP.22 v2.5 section 5.7.15; from BA on v3, and BF76 of
 * Android's UICC carrier privileges. No member is mandatory, not even 5A.
 */
static const struct sst_es10_field fields[] = {
	SPAN(0x5A, "ICCID", iccid, SST_ICCID_BYTES, SST_ICCID_BYTES),
	SPAN(0x4F, "isdpAid", isdp_aid, AID_MIN, AID_MAX),
	SPAN(0x9F70, "profileState", state, 1, INTEGER_MAX),
	SPAN(0x90, "profileNickname", nickname, 0, NAME_MAX_N),
	SPAN(0x91, "serviceProviderName", provider, 0, NAME_MAX_N),
	SPAN(0x92, "profileName", name, 0, NAME_MAX_N),
	SPAN(0x93, "iconType", icon_type, 1, INTEGER_MAX),
	SPAN(0x94, "icon", icon, 0, RAW_MAX),
	SPAN(0x95, "profileClass", profile_class, 1, INTEGER_MAX),
	{ 0xB6, "notificationConfigurationInfo", read_notify, 0, 0, 0, false },
	{ 0xB7, "profileOwner", read_owner, 0, 0, 0, false },
	{ 0xB8, "dpProprietaryData", read_dp_data, 0, 0, 0, false },
	{ 0x99, "profilePolicyRules", sst_es10_field_bits, IN(rules), 0, 0,
	    false },
	SPAN(0xBF22, "serviceSpecificDataStoredInEuicc", service_data, 0,
	    RAW_MAX),
	SPAN(0xBA, "rpmConfiguration", rpm, 0, RAW_MAX),
	SPAN(0x9B, "hriServerAddress", hri_server, 0, ADDRESS_MAX),
	SPAN(0xBC, "lprConfiguration", lpr, 0, RAW_MAX),
	SPAN(0xBD, "enterpriseConfiguration", enterprise, 0, RAW_MAX),
	SPAN(0x9F1F, "serviceDescription", description, 0, RAW_MAX),
	SPAN(0xBF20, "deviceChangeConfiguration", device_change, 0, RAW_MAX),
	SPAN(0x9F24, "enabledOnEsimPort", port, 1, INTEGER_MAX),
	SPAN(0x9F25, "profileSize", size, 1, INTEGER_MAX),
	SPAN(0xBF76, "carrier privilege rules", privileges, 0, RAW_MAX),
};

static int
read_entry(void *out, size_t at, const struct sst_tlv *t, struct sst_arena *mem,
    struct sst_err *err)
{
	struct sst_profiles *list = out;
	struct sst_profiles_entry p = { .at = at, .raw = t->whole };
	struct sst_profiles_entry *v;

	if (t->tag != TAG_ENTRY)
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: tag %02X found, %02X wanted", t->at, t->tag,
		    TAG_ENTRY);
	if (sst_es10_field_all(sst_tlv_enter(t), fields,
	        SST_ES10_FIELDS_COUNT(fields), &p, mem, err) < 0)
		return -1;
	v = sst_arena_grow(mem, list->v, list->n, sizeof(*v));
	if (v == NULL)
		return sst_arena_full(mem, err);
	v[list->n] = p;
	list->v = v;
	list->n++;
	return 0;
}

int
sst_profiles_parse(struct sst_span answer, struct sst_arena *mem,
    struct sst_profiles *out, struct sst_err *err)
{
	struct sst_profiles in = { 0 };
	const struct sst_es10_list list = { .noun = "profile",
		.max = SST_PROFILES_MAX,
		.read = read_entry,
		.out = &in,
		.faults = &in.faults };
	bool is_about_list;

	*out = in;
	if (sst_profiles_check_refusal(answer, &is_about_list, err) < 0 ||
	    sst_es10_list_read(answer, SST_PROFILES_TAG, &list, mem, err) < 0)
		return -1;
	*out = in;
	return 0;
}
