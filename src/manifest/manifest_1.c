/* SPDX-License-Identifier: ISC */
/* manifest_1.c: formats/manifest-1.schema.json as tables, in its order. */
#include "manifest_1_priv.h"

/* An enumeration begins with 1: 0 is unknown. */
_Static_assert(sizeof(enum sst_snapshot_kind) == sizeof(unsigned), "enum");
NAMES(snapshot_kinds, NULL, "device", "codes");
NAMES(device_kinds, NULL, "euicc", "uicc", "android", "iphone", "modem");
NAMES(forms, NULL, "euicc", "uicc");
NAMES(states, NULL, "disabled", "enabled");
NAMES(icon_types, NULL, "jpg", "png");
NAMES(classes, NULL, "test", "provisioning", "operational");

/* Bits of SGP.22 v2.5; UICCCapability is of the TCA profile package. */
NAMES(events, "notificationInstall", "notificationEnable",
    "notificationDisable", "notificationDelete");
NAMES(rules, "pprUpdateControl", "ppr1", "ppr2");
NAMES(rule_flags, "consentRequired");
NAMES(rsp_capability, "additionalProfile", "crlSupport", "rpmSupport",
    "testProfileSupport", "deviceInfoExtensibilitySupport",
    "serviceSpecificDataSupport");
NAMES(tre_properties, "isDiscrete", "isIntegrated", "usesRemoteMemory");
NAMES(uicc_capability, "contactlessSupport", "usimSupport", "isimSupport",
    "csimSupport", "akaMilenage", "akaCave", "akaTuak128", "akaTuak256",
    "usimTestAlgorithm", NULL, "gbaAuthenUsim", "gbaAuthenISim",
    "mbmsAuthenUsim", "eapClient", "javacard", "multos", "multipleUsimSupport",
    "multipleIsimSupport", "multipleCsimSupport", "berTlvFileSupport",
    "dfLinkSupport", "catTp", "getIdentity", "profile-a-x25519",
    "profile-b-p256", "suciCalculatorApi", "dns-resolution", "scp11ac",
    "scp11c-authorization-mechanism", "s16mode", "eaka", "iotminimal");

/* Members of lists at most. */
enum {
	MAX_EUICCS = 16,
	MAX_PROFILES = 1024,
	MAX_CODES = 4096,
	MAX_GAPS = 4096,
	MAX_NOTIFICATIONS = 1024,
	MAX_RULES = 64,
	MAX_OPERATORS = 64,
	MAX_NOTIFY = 64,
	MAX_KEYS = 64,
	MAX_IMEIS = 16,
	MAX_TYPES = 64,
	MAX_SETTINGS = 4096,
	MAX_CONFIGS = 8192,
	MAX_APNS = 4096,
	MAX_PACKAGES = 4096,
	MAX_POLICIES = 256
};

static const struct sst_codec_field owner_fields[] = {
	{ TEXT(sst_owner, mcc_mnc, "mccMnc") },
	{ TEXT(sst_owner, gid1, "gid1") },
	{ TEXT(sst_owner, gid2, "gid2") },
};
static const struct sst_codec_record owner = RECORD_OF(sst_owner, owner_fields);

static const struct sst_codec_field device_fields[] = {
	{ CHOICE(sst_device, kind, "kind", device_kinds) },
	{ TEXT(sst_device, label, "label") },
	{ TEXT(sst_device, make, "make") },
	{ TEXT(sst_device, model, "model") },
	{ TEXT(sst_device, os, "os") },
	{ TEXT(sst_device, build, "build") },
	{ TEXT(sst_device, serial, "serial") },
	{ NUM(sst_device, sdk, "sdk") },
	{ TEXT(sst_device, reached_by, "reachedBy") },
	{ TEXT(sst_device, way, "way") },
	{ TEXT(sst_device, atr, "atr") },
	{ TEXTS(sst_device, imeis, "imeis", MAX_IMEIS) },
};
static const struct sst_codec_record device =
    RECORD_OF(sst_device, device_fields);

static const struct sst_codec_field setting_fields[] = {
	{ TEXT(sst_setting, space, "namespace") },
	{ TEXT(sst_setting, key, "key") },
	{ TEXT(sst_setting, value, "value") },
	{ TEXT(sst_setting, restore, "restore") },
};
static const struct sst_codec_record setting =
    RECORD_OF(sst_setting, setting_fields);

static const struct sst_codec_field config_fields[] = {
	{ TEXT(sst_config, key, "key") },
	{ TEXT(sst_config, value, "value") },
	{ TEXT(sst_config, type, "type") },
	{ TEXT(sst_config, source, "source") },
	{ TRUE(sst_config, is_default, "isDefault") },
};
static const struct sst_codec_record config =
    RECORD_OF(sst_config, config_fields);

/* Columns of Android's table, by their own names. */
static const struct sst_codec_field apn_fields[] = {
	{ TEXT(sst_apn, name, "name") },
	{ TEXT(sst_apn, apn, "apn") },
	{ TEXT(sst_apn, numeric, "numeric") },
	{ TEXT(sst_apn, types, "type") },
	{ TEXT(sst_apn, protocol, "protocol") },
	{ TEXT(sst_apn, roaming_protocol, "roamingProtocol") },
	{ TEXT(sst_apn, proxy, "proxy") },
	{ TEXT(sst_apn, port, "port") },
	{ TEXT(sst_apn, mmsc, "mmsc") },
	{ TEXT(sst_apn, mms_proxy, "mmsProxy") },
	{ TEXT(sst_apn, mms_port, "mmsPort") },
	{ TEXT(sst_apn, user, "user") },
	{ TEXT(sst_apn, password, "password") },
	{ NUM(sst_apn, auth_type, "authType") },
	{ TEXT(sst_apn, mvno_type, "mvnoType") },
	{ TEXT(sst_apn, mvno_match, "mvnoMatchData") },
	{ TRUE(sst_apn, is_user_made, "userMade") },
	{ TRUE(sst_apn, is_preferred, "preferred") },
};
static const struct sst_codec_record apn = RECORD_OF(sst_apn, apn_fields);

static const struct sst_codec_field policy_fields[] = {
	{ TEXT(sst_policy, match, "match") },
	{ TEXT(sst_policy, subscriber, "subscriber") },
	{ TEXT(sst_policy, cycle, "cycle") },
	{ NUM(sst_policy, warning_bytes, "warningBytes") },
	{ NUM(sst_policy, limit_bytes, "limitBytes") },
};
static const struct sst_codec_record policy =
    RECORD_OF(sst_policy, policy_fields);

static const struct sst_codec_field network_policy_fields[] = {
	{ NUM(sst_network_policy, restrict_background, "restrictBackground") },
	{ TEXTS(sst_network_policy, allowed, "allowed", MAX_PACKAGES) },
	{ TEXTS(sst_network_policy, denied, "denied", MAX_PACKAGES) },
	{ LIST(sst_network_policy, policies.v, policies.n, "policies", policy,
	    MAX_POLICIES) },
};
static const struct sst_codec_record network_policy =
    RECORD_OF(sst_network_policy, network_policy_fields);

static const struct sst_codec_field info1_fields[] = {
	{ TEXT(sst_info1, svn, "svn") },
	{ TEXTS(sst_info1, verification, "euiccCiPKIdListForVerification",
	    MAX_KEYS) },
	{ TEXTS(sst_info1, signing, "euiccCiPKIdListForSigning", MAX_KEYS) },
	{ TEXT(sst_info1, highest_svn, "highestSvn") },
};
static const struct sst_codec_record info1 = RECORD_OF(sst_info1, info1_fields);

static const struct sst_codec_field resource_fields[] = {
	{ NUM(sst_resource, applications, "installedApplication") },
	{ NUM(sst_resource, nvm, "freeNonVolatileMemory") },
	{ NUM(sst_resource, ram, "freeVolatileMemory") },
	{ TEXT(sst_resource, raw, "raw") },
};
static const struct sst_codec_record resource =
    RECORD_OF(sst_resource, resource_fields);

static const struct sst_codec_field certification_fields[] = {
	{ TEXT(sst_info2, platform_label, "platformLabel") },
	{ TEXT(sst_info2, discovery_base_url, "discoveryBaseURL") },
};
static const struct sst_codec_record certification =
    RECORD_OF(sst_info2, certification_fields);

static const struct sst_codec_field info2_fields[] = {
	{ TEXT(sst_info2, profile_version, "profileVersion") },
	{ TEXT(sst_info2, svn, "svn") },
	{ TEXT(sst_info2, firmware, "euiccFirmwareVer") },
	{ RECORD(sst_info2, resource, "extCardResource", resource) },
	{ BITS(sst_info2, uicc_capability, "uiccCapability", uicc_capability) },
	{ TEXT(sst_info2, ts102241_version, "ts102241Version") },
	{ TEXT(sst_info2, globalplatform_version, "globalplatformVersion") },
	{ BITS(sst_info2, rsp_capability, "rspCapability", rsp_capability) },
	{ TEXTS(sst_info2, verification, "euiccCiPKIdListForVerification",
	    MAX_KEYS) },
	{ TEXTS(sst_info2, signing, "euiccCiPKIdListForSigning", MAX_KEYS) },
	{ NUM(sst_info2, category, "euiccCategory") },
	{ BITS(sst_info2, forbidden_rules, "forbiddenProfilePolicyRules",
	    rules) },
	{ TEXT(sst_info2, pp_version, "ppVersion") },
	{ TEXT(sst_info2, sas_number, "sasAcreditationNumber") },
	{ PART("certificationDataObject", certification) },
	{ BITS(sst_info2, tre_properties, "treProperties", tre_properties) },
	{ TEXT(sst_info2, tre_product, "treProductReference") },
	{ TEXT(sst_info2, additional_versions,
	    "additionalEuiccProfilePackageVersions") },
	{ NUM(sst_info2, lpa_mode, "lpaMode") },
	{ TEXT(sst_info2, signing_v3, "euiccCiPKIdListForSigningV3") },
	{ TEXT(sst_info2, additional_info, "additionalEuiccInfo") },
	{ TEXT(sst_info2, highest_svn, "highestSvn") },
	{ TEXT(sst_info2, iot_info, "iotSpecificInfo") },
	{ TEXT(sst_info2, security_level, "securityLevel") },
};
static const struct sst_codec_record info2 = RECORD_OF(sst_info2, info2_fields);

static const struct sst_codec_field address_fields[] = {
	{ TEXT(sst_addresses, default_dp, "defaultDpAddress") },
	{ TEXT(sst_addresses, root_ds, "rootDsAddress") },
};
static const struct sst_codec_record addresses =
    RECORD_OF(sst_addresses, address_fields);

static const struct sst_codec_field rule_fields[] = {
	{ BITS(sst_rule, ppr_ids, "pprIds", rules) },
	{ LIST(sst_rule, allowed.v, allowed.n, "allowedOperators", owner,
	    MAX_OPERATORS) },
	{ BITS(sst_rule, flags, "pprFlags", rule_flags) },
};
static const struct sst_codec_record rule = RECORD_OF(sst_rule, rule_fields);

static const struct sst_codec_field notification_fields[] = {
	{ NUM(sst_notification, seq, "seqNumber") },
	{ BITS(sst_notification, events, "profileManagementOperation",
	    events) },
	{ TEXT(sst_notification, address, "notificationAddress") },
	{ TEXT(sst_notification, iccid, "iccid") },
	{ MEMBER(sst_notification, member, "member") },
};
static const struct sst_codec_record notification =
    RECORD_OF(sst_notification, notification_fields);

static const struct sst_codec_field euicc_fields[] = {
	{ TEXT(sst_euicc, eid, "eid") },
	{ TEXT(sst_euicc, isdr_aid, "isdrAid") },
	{ TEXT(sst_euicc, isdr_vendor, "isdrVendor") },
	{ TEXT(sst_euicc, profile_list, "profileList") },
	{ RECORD(sst_euicc, info1, "euiccInfo1", info1),
	    FLAG(sst_euicc, info1.is_there) },
	{ RECORD(sst_euicc, info2, "euiccInfo2", info2),
	    FLAG(sst_euicc, info2.is_there) },
	{ RECORD(sst_euicc, addresses, "euiccConfiguredAddresses", addresses),
	    FLAG(sst_euicc, addresses.is_there) },
	{ LIST(sst_euicc, rules.v, rules.n, "rulesAuthorisationTable", rule,
	      MAX_RULES),
	    FLAG(sst_euicc, rules.is_there) },
	{ LIST(sst_euicc, pending.v, pending.n, "notifications", notification,
	      MAX_NOTIFICATIONS),
	    FLAG(sst_euicc, pending.is_there) },
};
static const struct sst_codec_record euicc = RECORD_OF(sst_euicc, euicc_fields);

static const struct sst_codec_field notify_fields[] = {
	{ BITS(sst_notify, events, "profileManagementOperation", events) },
	{ TEXT(sst_notify, address, "notificationAddress") },
};
static const struct sst_codec_record notify =
    RECORD_OF(sst_notify, notify_fields);

static const struct sst_codec_field dp_fields[] = {
	{ TEXT(sst_profile, dp_oid, "dpOid") },
	{ TEXT(sst_profile, dp_data, "raw") },
};
static const struct sst_codec_record dp = RECORD_OF(sst_profile, dp_fields);

static const struct sst_codec_field request_fields[] = {
	{ TEXT(sst_device_change, smdp_address, "smdpAddressForDc") },
	{ TRUE(sst_device_change, eid_required, "eidRequired") },
	{ TRUE(sst_device_change, tac_required, "tacRequired") },
};
static const struct sst_codec_record request =
    RECORD_OF(sst_device_change, request_fields);

static const struct sst_codec_field stored_fields[] = {
	{ TEXT(sst_device_change, activation_code, "activationCodeForDc") },
	{ TRUE(sst_device_change, delete_old, "deleteOldProfile") },
};
static const struct sst_codec_record stored =
    RECORD_OF(sst_device_change, stored_fields);

static const struct sst_codec_field change_fields[] = {
	{ PART("requestToDp", request) },
	{ PART("usingStoredAc", stored) },
	{ TEXT(sst_device_change, raw, "raw") },
};
static const struct sst_codec_record change =
    RECORD_OF(sst_device_change, change_fields);

static const struct sst_codec_field profile_fields[] = {
	{ TEXT(sst_profile, iccid, "iccid") },
	{ TEXT(sst_profile, iccid_raw, "iccidRaw") },
	{ TEXT(sst_profile, eid, "eid") },
	{ CHOICE(sst_profile, form, "form", forms) },
	{ TEXT(sst_profile, isdp_aid, "isdpAid") },
	{ CHOICE(sst_profile, state, "profileState", states) },
	{ TEXT(sst_profile, nickname, "profileNickname") },
	{ TEXT(sst_profile, provider, "serviceProviderName") },
	{ TEXT(sst_profile, name, "profileName") },
	{ CHOICE(sst_profile, icon_type, "iconType", icon_types) },
	{ MEMBER(sst_profile, icon, "icon") },
	{ CHOICE(sst_profile, profile_class, "profileClass", classes) },
	{ LIST(sst_profile, notify.v, notify.n, "notificationConfigurationInfo",
	    notify, MAX_NOTIFY) },
	{ RECORD(sst_profile, owner, "profileOwner", owner),
	    FLAG(sst_profile, has_owner) },
	{ PART("dpProprietaryData", dp) },
	{ BITS(sst_profile, rules, "profilePolicyRules", rules) },
	{ TEXT(sst_profile, service_data, "serviceSpecificDataStoredInEuicc") },
	{ TEXT(sst_profile, rpm, "rpmConfiguration") },
	{ TEXT(sst_profile, hri_server, "hriServerAddress") },
	{ TEXT(sst_profile, lpr, "lprConfiguration") },
	{ TEXT(sst_profile, enterprise, "enterpriseConfiguration") },
	{ TEXT(sst_profile, description, "serviceDescription") },
	{ RECORD(sst_profile, device_change, "deviceChangeConfiguration",
	      change),
	    FLAG(sst_profile, device_change.is_there) },
	{ NUM(sst_profile, port, "enabledOnEsimPort") },
	{ NUM(sst_profile, size, "profileSize") },
	{ TEXT(sst_profile, privileges, "carrierPrivilegeRules") },
	{ TEXT(sst_profile, iccid_prefix, "iccidPrefix") },
	{ TEXT(sst_profile, msisdn, "msisdn") },
	{ TEXT(sst_profile, imsi, "imsi") },
	{ NUM(sst_profile, subscription, "subscriptionId") },
	{ NUM(sst_profile, slot, "slot") },
	{ NUM(sst_profile, port_index, "portIndex") },
	{ NUM(sst_profile, carrier_id, "carrierId") },
	{ TEXT(sst_profile, carrier_name, "carrierName") },
	{ TEXT(sst_profile, country, "country") },
	{ NUM(sst_profile, data_roaming, "dataRoaming") },
	{ TEXTS(sst_profile, network_types, "allowedNetworkTypes", MAX_TYPES) },
	{ LIST(sst_profile, settings.v, settings.n, "settings", setting,
	    MAX_SETTINGS) },
	{ LIST(sst_profile, carrier_config.v, carrier_config.n, "carrierConfig",
	    config, MAX_CONFIGS) },
	{ NUM(sst_profile, is_default_data, "defaultForData") },
	{ NUM(sst_profile, is_default_voice, "defaultForCalls") },
	{ NUM(sst_profile, is_default_sms, "defaultForMessages") },
	{ RECORD(sst_profile, sim, "sim", sst_manifest_1_sim),
	    FLAG(sst_profile, sim.is_there) },
	{ TRUE(sst_profile, is_untrusted, "untrusted") },
};
static const struct sst_codec_record profile =
    RECORD_OF(sst_profile, profile_fields);

static const struct sst_codec_field code_fields[] = {
	{ TEXT(sst_kept_code, text, "activationCode") },
	{ TEXT(sst_kept_code, iccid, "iccid") },
	{ TEXT(sst_kept_code, confirmation_code, "confirmationCode") },
	{ TEXT(sst_kept_code, carrier, "carrier") },
	{ TEXT(sst_kept_code, note, "note") },
	{ TIME(sst_kept_code, added, "added") },
};
static const struct sst_codec_record code =
    RECORD_OF(sst_kept_code, code_fields);

static const struct sst_codec_field gap_fields[] = {
	{ TEXT(sst_gap, what, "what") },
	{ TEXT(sst_gap, eid, "eid") },
	{ TEXT(sst_gap, sw, "sw") },
	{ TEXT(sst_gap, reason, "reason") },
	{ MEMBER(sst_gap, member, "member") },
};
static const struct sst_codec_record gap = RECORD_OF(sst_gap, gap_fields);

static const struct sst_codec_field member_fields[] = {
	{ FIELD(sst_manifest_member, name, "name", SST_CODEC_MEMBER), ALWAYS },
	{ TEXT(sst_manifest_member, what, "what") },
	{ FIELD(sst_manifest_member, size, "size", SST_CODEC_NUM), ALWAYS },
	{ FIELD(sst_manifest_member, sha256, "sha256", SST_CODEC_TEXT),
	    ALWAYS },
};
static const struct sst_codec_record member =
    RECORD_OF(sst_manifest_member, member_fields);

static const struct sst_codec_field head_fields[] = {
	{ FIELD(sst_manifest_page, format, "format", SST_CODEC_TEXT), ALWAYS },
	{ FIELD(sst_manifest_page, version, "version", SST_CODEC_NUM), ALWAYS },
};
const struct sst_codec_record sst_manifest_1_head =
    RECORD_OF(sst_manifest_page, head_fields);

static const struct sst_codec_field snapshot_fields[] = {
	{ FIELD(sst_snapshot, kind, "kind", SST_CODEC_CHOICE), ALWAYS,
	    .names = &snapshot_kinds },
	{ TIME(sst_snapshot, created, "created") },
	{ TEXT(sst_snapshot, generator, "generator") },
	{ RECORD(sst_snapshot, device, "device", device) },
	{ LIST(sst_snapshot, euiccs.v, euiccs.n, "euiccs", euicc, MAX_EUICCS),
	    ALWAYS },
	{ LIST(sst_snapshot, profiles.v, profiles.n, "profiles", profile,
	      MAX_PROFILES),
	    ALWAYS },
	{ LIST(sst_snapshot, settings.v, settings.n, "settings", setting,
	    MAX_SETTINGS) },
	{ LIST(sst_snapshot, apns.v, apns.n, "apns", apn, MAX_APNS) },
	{ RECORD(sst_snapshot, network_policy, "networkPolicy", network_policy),
	    FLAG(sst_snapshot, network_policy.is_there) },
	{ LIST(sst_snapshot, codes.v, codes.n, "codes", code, MAX_CODES),
	    ALWAYS },
	{ LIST(sst_snapshot, gaps.v, gaps.n, "gaps", gap, MAX_GAPS), ALWAYS },
};
const struct sst_codec_record sst_manifest_1_snapshot =
    RECORD_OF(sst_snapshot, snapshot_fields);

static const struct sst_codec_field page_fields[] = {
	{ LIST(sst_manifest_page, members.v, members.n, "members", member,
	      SST_MANIFEST_MEMBERS),
	    ALWAYS },
};
const struct sst_codec_record sst_manifest_1_members =
    RECORD_OF(sst_manifest_page, page_fields);
