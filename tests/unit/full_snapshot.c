/* SPDX-License-Identifier: ISC */
/* full_snapshot.c: a snapshot in which every field says something. */
#include <string.h>

#include <unit/full_sim.h>
#include <unit/full_snapshot.h>

#define EID "89049032000001000000000000000152"

static const char *verification1[] = {
	"81370F5125D0B1D408D4C3B232E6D25E795BEBFB",
	"F54172BDF98A95D65CBEB88A38A1C11D800A85C3"
};
static const char *signing1[] = { "81370F5125D0B1D408D4C3B232E6D25E795BEBFB" };
static const char *verification2[] = { "AA01" };

/* Present and empty. */
static const char *nothing[1];

static struct sst_owner owners[] = {
	{ "310260", "0A", "0B" },
	{ "???01", NULL, NULL },
};

static struct sst_rule rules[] = {
	{ { true, 6 }, { owners, 2 }, { true, 1 } },
	{ { true, 0 }, { NULL, 0 }, { false, 0 } },
};

static const struct sst_notification pending[] = {
	{ { true, 0 }, { true, SST_EVENT_INSTALL }, "smdp.example.com",
	    "8944476500001224158", "raw/euicc-1/notification-0.der" },
	{ { true, 128 }, { true, 0x80000008 }, "", NULL, NULL },
	{ { false, 0 }, { false, 0 }, NULL, NULL, NULL },
};

static struct sst_notify notify[] = {
	{ { true, 15 }, "smdp.example.com" },
	{ { true, 0 }, NULL },
};

static struct sst_setting settings[] = {
	{ "global", "private_dns_mode", "opportunistic", "safe" },
	{ "secure", "location_mode", NULL, "never" },
};

static struct sst_setting line_settings[] = {
	{ "global", "data_roaming[ICCID]", "1", "safe" },
	{ NULL, NULL, NULL, NULL },
};

static struct sst_config configs[] = {
	{ "carrier_name_string", "Example, Inc.", "string",
	    "mConfigFromCarrierApp", false },
	{ "carrier_volte_available_bool", NULL, "bool", "Default Values",
	    true },
};

static const struct sst_apn apns[] = {
	{ "Internet", "internet", "310260", "default,supl", "IPV4V6", "IP",
	    "10.0.0.1", "8080", "http://mms.example.com", "10.0.0.2", "80",
	    "apn-user", "apn-secret", { true, 3 }, "gid", "A1", true, true },
	{ .apn = "" },
};

static const struct sst_policy policies[] = {
	{ "MOBILE", "310260...", "P1M", { true, 2147483648 }, { true, -1 } },
	{ NULL, NULL, NULL, { false, 0 }, { false, 0 } },
};

static const char *allowed[] = { "com.example.maps" };
static const char *imeis[] = { "490154203237518" };
static const char *types[] = { "LTE", "NR" };

static const uint8_t payload[] = { 0x30, 0x03, 0xBF, 0x2F, 0x00 };
static const uint8_t spn[] = { 0x00, 'E', 'x', 'a', 'm', 'p', 'l', 'e' };
static const uint8_t icon[] = { 0x89, 'P', 'N', 'G' };

static const struct sst_info1 info1 = {
	.is_there = true,
	.svn = "2.2.2",
	.verification = { verification1, 2 },
	.signing = { signing1, 1 },
	.highest_svn = "3.1.0",
};

static const struct sst_info2 info2 = {
	.is_there = true,
	.profile_version = "2.3.1",
	.svn = "2.2.1",
	.firmware = "4.6.0",
	.resource = { { true, 0 }, { true, 294484 }, { true, 18402 },
	    "8101008204" },
	.uicc_capability = { true, 0x00000367 },
	.ts102241_version = "9.2.0",
	.globalplatform_version = "2.3.0",
	.rsp_capability = { true, 0x49 },
	.verification = { verification2, 1 },
	.signing = { nothing, 0 },
	.category = { true, 2 },
	.forbidden_rules = { true, 2 },
	.pp_version = "0.0.1",
	.sas_number = "EX-AM-PL-0001",
	.platform_label = "Platform",
	.discovery_base_url = "https://dloa.example.com",
	.tre_properties = { true, 5 },
	.tre_product = "TRE-7",
	.additional_versions = "0403020100",
	.lpa_mode = { true, 1 },
	.signing_v3 = "B10401020304",
	.additional_info = "9201FF",
	.highest_svn = "3.0.0",
	.iot_info = "B400",
	.security_level = "950101",
};

static const struct sst_profile profile = {
	.iccid = "8944476500001224158",
	.iccid_raw = "984474560000214251F8",
	.eid = EID,
	.form = SST_FORM_EUICC,
	.isdp_aid = "A0000005591010FFFFFFFF8900001100",
	.state = SST_STATE_ENABLED,
	.nickname = "Travel \xE2\x9C\x88",
	.provider = "Example Mobile",
	.name = "",
	.icon_type = SST_ICON_PNG,
	.icon = "icons/euicc-1/1.png",
	.profile_class = SST_CLASS_OPERATIONAL,
	.notify = { notify, 2 },
	.has_owner = true,
	.owner = { "24405", "FF01", "FF02" },
	.dp_oid = "2B06010401",
	.dp_data = "80052B06010401",
	.rules = { true, SST_PPR_NO_DELETE },
	.service_data = "A100",
	.rpm = "A200",
	.hri_server = "hri.example.com",
	.lpr = "A300",
	.enterprise = "A400",
	.description = "A500",
	.device_change = { true, "dc.example.com", true, true,
	    "LPA:1$dc.example.com$STORED", true, "A600" },
	.port = { true, 1 },
	.size = { true, 51200 },
	.privileges = "E200",
	.iccid_prefix = "894447650",
	.msisdn = "+447700900123",
	.imsi = "310260000000001",
	.subscription = { true, 3 },
	.slot = { true, -1 },
	.port_index = { true, 0 },
	.carrier_id = { true, 1839 },
	.carrier_name = "Example",
	.country = "us",
	.data_roaming = { true, 0 },
	.network_types = { types, 2 },
	.settings = { line_settings, 2 },
	.carrier_config = { configs, 2 },
	.is_default_data = { true, 1 },
	.is_default_voice = { true, 0 },
	.is_default_sms = { true, 1 },
	.is_untrusted = true,
};

static const struct sst_network_policy policy = {
	.is_there = true,
	.restrict_background = { true, 1 },
	.allowed = { allowed, 1 },
	.denied = { nothing, 0 },
};

static const struct sst_kept_code code = {
	.text = "LPA:1$smdp.example.com$04386-AGYFT-A74Y8-3F815",
	.iccid = "8944476500001224158",
	.confirmation_code = "123456",
	.carrier = "Example",
	.note = "from the mail of May",
	.added = 1760000000,
};

static const struct sst_gap gap = {
	.what = "ES10b.GetRAT",
	.eid = EID,
	.sw = "6A88",
	.reason = "the card refused it: 6A88",
	.member = "raw/euicc-1/notification-0.der",
};

static int
add_euiccs(struct sst_snapshot *s)
{
	struct sst_euicc *e = sst_snapshot_add_euicc(s);

	if (e == NULL)
		return -1;
	e->eid = EID;
	e->isdr_aid = "A0000005591010FFFFFFFF8900000100";
	e->isdr_vendor = "GSMA";
	e->profile_list = "full";
	e->info1 = info1;
	e->info2 = info2;
	e->addresses = (struct sst_addresses){ true, "", "lpa.ds.example.com" };
	e->rules = (struct sst_rules){ rules, 2, true };
	e->pending.v = sst_arena_get(&s->mem, sizeof(pending));
	if (e->pending.v == NULL)
		return -1;
	memcpy(e->pending.v, pending, sizeof(pending));
	e->pending.n = 3;
	e->pending.is_there = true;
	return sst_snapshot_add_euicc(s) != NULL ? 0 : -1;
}

static int
add_lines(struct sst_snapshot *s)
{
	struct sst_profile *p = sst_snapshot_add_profile(s);
	struct sst_kept_code *c = sst_snapshot_add_code(s);
	struct sst_gap *g = sst_snapshot_add_gap(s);

	if (p == NULL || c == NULL || g == NULL)
		return -1;
	*p = profile;
	if (full_sim(&s->mem, &p->sim) < 0)
		return -1;
	*c = code;
	*g = gap;
	if (sst_snapshot_add_profile(s) == NULL ||
	    sst_snapshot_add_code(s) == NULL || sst_snapshot_add_gap(s) == NULL)
		return -1;
	return 0;
}

static int
add_raw(struct sst_snapshot *s, const char *name, const char *what,
    struct sst_span data)
{
	struct sst_raw *raw = sst_snapshot_add_raw(s);

	if (raw == NULL)
		return -1;
	*raw = (struct sst_raw){ name, what, data };
	return 0;
}

/* Copies: to redact a snapshot changes them. */
static int
add_network(struct sst_snapshot *s)
{
	s->apns.v = sst_arena_get(&s->mem, sizeof(apns));
	s->network_policy.policies.v = sst_arena_get(&s->mem, sizeof(policies));
	if (s->apns.v == NULL || s->network_policy.policies.v == NULL)
		return -1;
	memcpy(s->apns.v, apns, sizeof(apns));
	memcpy(s->network_policy.policies.v, policies, sizeof(policies));
	s->apns.n = 2;
	s->network_policy.policies.n = 2;
	return 0;
}

int
full_snapshot(struct sst_snapshot *s)
{
	s->kind = SST_SNAPSHOT_DEVICE;
	s->created = 1763689268;
	s->generator = "simstow 0.1.0";
	s->device = (struct sst_device){ SST_DEVICE_EUICC, "travel card",
		"Example", "Card 9", "OS 1", "1.2.3", "SER1AL0001",
		{ true, 35 }, "pcsc:Reader 0", "libusb 1-4",
		"3B9F96801FC78031E073FE211B57AA866016010001BA", { imeis, 1 } };
	s->settings = (struct sst_settings){ settings, 2 };
	s->network_policy = policy;
	if (add_network(s) < 0)
		return -1;
	if (add_euiccs(s) < 0 || add_lines(s) < 0)
		return -1;
	if (add_raw(s, "raw/euicc-1/notification-0.der",
	        "ES10b.RetrieveNotificationsList", SST_SPAN(payload)) < 0 ||
	    add_raw(s, "icons/euicc-1/1.png", "icon", SST_SPAN(icon)) < 0 ||
	    add_raw(s, FULL_SIM_MEMBER, "EF.SPN", SST_SPAN(spn)) < 0)
		return -1;
	return add_raw(s, "raw/empty.der", NULL, (struct sst_span){ 0 });
}
