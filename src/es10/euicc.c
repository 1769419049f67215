/* SPDX-License-Identifier: ISC */
/* euicc.c: what an eUICC says of itself: EID, info, addresses, rules. */
#include <simstow/base/digits.h>

#include "es10_priv.h"

#define TAG_EID 0xBF3E
#define TAG_INFO1 0xBF20
#define TAG_INFO2 0xBF22
#define TAG_ADDRESSES 0xBF3C
#define TAG_RAT 0xBF43
#define VERSION_MAX 16 /* 3 in the specification; kept as sent */
#define INTEGER_MAX 9
#define TEXT_MAX_N 1024 /* an address or a name */
#define RAW_MAX 65535   /* a member that is kept as sent */
#define INT_BYTES 8

const struct sst_span sst_euicc_get_eid = {
	(const uint8_t[]){ 0xBF, 0x3E, 0x03, 0x5C, 0x01, 0x5A }, 6
};
const struct sst_span sst_euicc_get_info1 = {
	(const uint8_t[]){ 0xBF, 0x20, 0x00 }, 3
};
const struct sst_span sst_euicc_get_info2 = {
	(const uint8_t[]){ 0xBF, 0x22, 0x00 }, 3
};
const struct sst_span sst_euicc_get_addresses = {
	(const uint8_t[]){ 0xBF, 0x3C, 0x00 }, 3
};
const struct sst_span sst_euicc_get_rat = {
	(const uint8_t[]){ 0xBF, 0x43, 0x00 }, 3
};

/* The members of an answer, its outermost object taken off. */
static int
enter(struct sst_span answer, uint32_t tag, struct sst_cur *out,
    struct sst_err *err)
{
	struct sst_tlv t;
	size_t extra;

	if (sst_es10_enter(answer, tag, &t, &extra, err) < 0)
		return -1;
	*out = sst_tlv_enter(&t);
	return 0;
}

int
sst_euicc_parse_eid(struct sst_span answer, struct sst_span *eid,
    struct sst_err *err)
{
	struct sst_cur c;
	struct sst_tlv t;
	int rc;

	*eid = (struct sst_span){ 0 };
	if (enter(answer, TAG_EID, &c, err) < 0)
		return -1;
	rc = sst_tlv_find(c, 0x5A, &t, err);
	if (rc < 0)
		return -1;
	/* For the words of the error: which tag is there instead. */
	if (rc == 0)
		return sst_tlv_get(&c, 0x5A, &t, err);
	if (t.value.n != SST_EID_BYTES)
		return sst_fail(err, SST_E_FORMAT,
		    "EID (5A) has %zu byte%s, want %d", t.value.n,
		    t.value.n == 1 ? "" : "s", SST_EID_BYTES);
	*eid = t.value;
	return 0;
}

#define IN1(m) offsetof(struct sst_euicc_info1, m)

/* EUICCInfo1, SGP.22 v2.5 section 5.7.8; 93 since v3. */
static const struct sst_es10_field info1_fields[] = {
	{ 0x82, "svn", sst_es10_field_span, IN1(svn), 0, VERSION_MAX, false },
	{ 0xA9, "euiccCiPKIdListForVerification", sst_es10_field_keys,
	    IN1(verification), 0, 0, false },
	{ 0xAA, "euiccCiPKIdListForSigning", sst_es10_field_keys, IN1(signing),
	    0, 0, false },
	{ 0x93, "highestSvn", sst_es10_field_span, IN1(highest_svn), 0,
	    VERSION_MAX, false },
};

int
sst_euicc_parse_info1(struct sst_span answer, struct sst_arena *mem,
    struct sst_euicc_info1 *out, struct sst_err *err)
{
	struct sst_euicc_info1 in = { 0 };
	struct sst_cur c;

	*out = in;
	if (enter(answer, TAG_INFO1, &c, err) < 0 ||
	    sst_es10_field_all(c, info1_fields,
	        SST_ES10_FIELDS_COUNT(info1_fields), &in, mem, err) < 0)
		return -1;
	*out = in;
	return 0;
}

/* These numbers have no sign, and cards pad them: ETSI TS 102 226. */
static bool
get_amount(struct sst_span s, uint64_t *out)
{
	*out = 0;
	if (s.n == 0)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (*out >> (8 * (INT_BYTES - 1)) != 0)
			return false;
		*out = *out << 8 | s.p[i];
	}
	return true;
}

/* A resource that cannot be understood is kept raw: it is advice, no more. */
static int
read_resource(const struct sst_es10_field *f, const struct sst_tlv *t,
    void *member, struct sst_arena *mem, struct sst_err *err)
{
	struct sst_euicc_resource *out = member;
	struct sst_err unused = { 0 };
	struct sst_cur c = sst_tlv_enter(t);
	struct sst_tlv n;

	(void)f;
	(void)mem;
	(void)err;
	out->raw = t->value;
	while (sst_tlv_next(&c, &n, &unused) > 0) {
		if (n.tag == 0x81 && !out->has_applications)
			out->has_applications =
			    get_amount(n.value, &out->applications);
		if (n.tag == 0x82 && !out->has_nvm)
			out->has_nvm = get_amount(n.value, &out->nvm);
		if (n.tag == 0x83 && !out->has_ram)
			out->has_ram = get_amount(n.value, &out->ram);
	}
	return 0;
}

#define IN2(m) offsetof(struct sst_euicc_info2, m)

/* CertificationDataObject, SGP.22 v2.5 section 5.7.8. */
static const struct sst_es10_field certification_fields[] = {
	{ 0x80, "platformLabel", sst_es10_field_span, IN2(platform_label), 0,
	    TEXT_MAX_N, false },
	{ 0x81, "discoveryBaseURL", sst_es10_field_span,
	    IN2(discovery_base_url), 0, TEXT_MAX_N, false },
};

static int
read_certification(const struct sst_es10_field *f, const struct sst_tlv *t,
    void *member, struct sst_arena *mem, struct sst_err *err)
{
	if (sst_es10_field_all(sst_tlv_enter(t), certification_fields,
	        SST_ES10_FIELDS_COUNT(certification_fields), member, mem,
	        err) < 0)
		return sst_within(err, "%s (%02X)", f->name, f->tag);
	return 0;
}

#define SPAN2(tag, name, m, max)                                      \
	{                                                             \
		tag, name, sst_es10_field_span, IN2(m), 0, max, false \
	}
#define BITS2(tag, name, m)                                         \
	{                                                           \
		tag, name, sst_es10_field_bits, IN2(m), 0, 0, false \
	}

/* EUICCInfo2, SGP.22 v2.5 section 5.7.8; B1, 93, B4, 95 since v3. */
static const struct sst_es10_field info2_fields[] = {
	SPAN2(0x81, "profileVersion", profile_version, VERSION_MAX),
	SPAN2(0x82, "svn", svn, VERSION_MAX),
	SPAN2(0x83, "euiccFirmwareVer", firmware, VERSION_MAX),
	{ 0x84, "extCardResource", read_resource, IN2(resource), 0, 0, false },
	BITS2(0x85, "uiccCapability", uicc_capability),
	SPAN2(0x86, "ts102241Version", ts102241_version, VERSION_MAX),
	SPAN2(0x87, "globalplatformVersion", globalplatform_version,
	    VERSION_MAX),
	BITS2(0x88, "rspCapability", rsp_capability),
	{ 0xA9, "euiccCiPKIdListForVerification", sst_es10_field_keys,
	    IN2(verification), 0, 0, false },
	{ 0xAA, "euiccCiPKIdListForSigning", sst_es10_field_keys, IN2(signing),
	    0, 0, false },
	SPAN2(0x8B, "euiccCategory", category, INTEGER_MAX),
	BITS2(0x99, "forbiddenProfilePolicyRules", forbidden_rules),
	SPAN2(0x04, "ppVersion", pp_version, VERSION_MAX),
	SPAN2(0x0C, "sasAcreditationNumber", sas_number, TEXT_MAX_N),
	{ 0xAC, "certificationDataObject", read_certification, 0, 0, 0, false },
	BITS2(0x8D, "treProperties", tre_properties),
	SPAN2(0x8E, "treProductReference", tre_product, TEXT_MAX_N),
	SPAN2(0xAF, "additionalEuiccProfilePackageVersions",
	    additional_versions, RAW_MAX),
	SPAN2(0x90, "lpaMode", lpa_mode, INTEGER_MAX),
	SPAN2(0xB1, "euiccCiPKIdListForSigningV3", signing_v3, RAW_MAX),
	SPAN2(0x92, "additionalEuiccInfo", additional_info, RAW_MAX),
	SPAN2(0x93, "highestSvn", highest_svn, VERSION_MAX),
	SPAN2(0xB4, "iotSpecificInfo", iot_info, RAW_MAX),
	SPAN2(0x95, "minimumSecurityLevel", security_level, RAW_MAX),
};

int
sst_euicc_parse_info2(struct sst_span answer, struct sst_arena *mem,
    struct sst_euicc_info2 *out, struct sst_err *err)
{
	struct sst_euicc_info2 in = { 0 };
	struct sst_cur c;

	*out = in;
	if (enter(answer, TAG_INFO2, &c, err) < 0 ||
	    sst_es10_field_all(c, info2_fields,
	        SST_ES10_FIELDS_COUNT(info2_fields), &in, mem, err) < 0)
		return -1;
	*out = in;
	return 0;
}

/* EuiccConfiguredAddressesResponse, SGP.22 v2.5 section 5.7.3. */
static const struct sst_es10_field address_fields[] = {
	{ 0x80, "defaultDpAddress", sst_es10_field_span,
	    offsetof(struct sst_euicc_addresses, default_dp), 0, TEXT_MAX_N,
	    false },
	{ 0x81, "rootDsAddress", sst_es10_field_span,
	    offsetof(struct sst_euicc_addresses, root_ds), 0, TEXT_MAX_N,
	    false },
};

int
sst_euicc_parse_addresses(struct sst_span answer,
    struct sst_euicc_addresses *out, struct sst_err *err)
{
	struct sst_euicc_addresses in = { 0 };
	struct sst_cur c;

	*out = in;
	if (enter(answer, TAG_ADDRESSES, &c, err) < 0 ||
	    sst_es10_field_all(c, address_fields,
	        SST_ES10_FIELDS_COUNT(address_fields), &in, NULL, err) < 0)
		return -1;
	*out = in;
	return 0;
}

static int
put_owner(struct sst_euicc_rule *out, const struct sst_tlv *t,
    struct sst_arena *mem, struct sst_err *err)
{
	static const struct sst_es10_field owner = { .tag = 0x30,
		.name = "OperatorId" };
	struct sst_euicc_owner *v;

	if (t->tag != owner.tag)
		return 0;
	if (out->owner_n == SST_EUICC_OWNERS)
		return sst_fail(err, SST_E_FORMAT, "more than %d operators",
		    SST_EUICC_OWNERS);
	v = sst_arena_grow(mem, out->owners, out->owner_n, sizeof(*v));
	if (v == NULL)
		return sst_arena_full(mem, err);
	out->owners = v;
	if (sst_es10_field_owner(&owner, t, &v[out->owner_n], mem, err) < 0)
		return -1;
	out->owner_n++;
	return 0;
}

static int
read_owners(const struct sst_es10_field *f, const struct sst_tlv *t,
    void *member, struct sst_arena *mem, struct sst_err *err)
{
	struct sst_cur c = sst_tlv_enter(t);
	struct sst_tlv owner;
	int rc;

	while ((rc = sst_tlv_next(&c, &owner, err)) > 0) {
		rc = put_owner(member, &owner, mem, err);
		if (rc < 0)
			break;
	}
	return rc < 0 ? sst_within(err, "%s (%02X)", f->name, f->tag) : 0;
}

/* ProfilePolicyAuthorisationRule, SGP.22 v2.5 section 5.7.22. */
static const struct sst_es10_field rule_fields[] = {
	{ 0x80, "pprIds", sst_es10_field_bits,
	    offsetof(struct sst_euicc_rule, rules), 0, 0, false },
	{ 0xA1, "allowedOperators", read_owners, 0, 0, 0, false },
	{ 0x82, "pprFlags", sst_es10_field_bits,
	    offsetof(struct sst_euicc_rule, flags), 0, 0, false },
};

static int
put_rule(struct sst_euicc_rat *out, const struct sst_tlv *t,
    struct sst_arena *mem, struct sst_err *err)
{
	struct sst_euicc_rule *v;

	if (t->tag != 0x30)
		return 0;
	if (out->n == SST_EUICC_RULES)
		return sst_fail(err, SST_E_FORMAT, "more than %d rules",
		    SST_EUICC_RULES);
	v = sst_arena_grow(mem, out->v, out->n, sizeof(*v));
	if (v == NULL)
		return sst_arena_full(mem, err);
	out->v = v;
	out->n++;
	if (sst_es10_field_all(sst_tlv_enter(t), rule_fields,
	        SST_ES10_FIELDS_COUNT(rule_fields), &v[out->n - 1], mem,
	        err) < 0)
		return sst_within(err, "rule %zu", out->n);
	return 0;
}

int
sst_euicc_parse_rat(struct sst_span answer, struct sst_arena *mem,
    struct sst_euicc_rat *out, struct sst_err *err)
{
	struct sst_euicc_rat in = { 0 };
	struct sst_cur c;
	struct sst_tlv t;
	int rc;

	*out = in;
	if (enter(answer, TAG_RAT, &c, err) < 0 ||
	    sst_tlv_get(&c, 0xA0, &t, err) < 0)
		return -1;
	c = sst_tlv_enter(&t);
	while ((rc = sst_tlv_next(&c, &t, err)) > 0)
		if (put_rule(&in, &t, mem, err) < 0)
			return -1;
	if (rc < 0)
		return -1;
	*out = in;
	return 0;
}
