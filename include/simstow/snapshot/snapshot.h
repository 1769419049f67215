/* SPDX-License-Identifier: ISC */
/* snapshot.h: everything worth keeping that a device told, as plain structs. */
#ifndef SIMSTOW_SNAPSHOT_SNAPSHOT_H
#define SIMSTOW_SNAPSHOT_SNAPSHOT_H

#include <simstow/base/arena.h>
#include <simstow/snapshot/sim.h>
#include <simstow/snapshot/told.h>

enum sst_snapshot_kind {
	SST_SNAPSHOT_DEVICE = 1, /* read from a device */
	SST_SNAPSHOT_CODES = 2   /* codes and words about lines, of the user */
};

enum sst_device_kind {
	SST_DEVICE_EUICC = 1,
	SST_DEVICE_UICC,
	SST_DEVICE_ANDROID,
	SST_DEVICE_IPHONE,
	SST_DEVICE_MODEM
};

enum sst_profile_form { SST_FORM_EUICC = 1, SST_FORM_UICC };
enum sst_profile_state { SST_STATE_DISABLED = 1, SST_STATE_ENABLED };
enum sst_profile_class {
	SST_CLASS_TEST = 1,
	SST_CLASS_PROVISIONING,
	SST_CLASS_OPERATIONAL
};
enum sst_icon_type { SST_ICON_JPEG = 1, SST_ICON_PNG };

/* NotificationEvent, SGP.22 v2.5 section 2.4a.1.5 and its users. */
#define SST_EVENT_INSTALL 0x1u
#define SST_EVENT_ENABLE 0x2u
#define SST_EVENT_DISABLE 0x4u
#define SST_EVENT_DELETE 0x8u

/* pprIds: bit 0 update control, 1 PPR1, 2 PPR2. */
#define SST_PPR_NO_DISABLE 0x2u
#define SST_PPR_NO_DELETE 0x4u

struct sst_device {
	enum sst_device_kind kind;
	const char *label; /* the user's word for it */
	const char *make;
	const char *model;
	const char *os;
	const char *build;
	const char *serial;     /* of a phone: its own, else its link's */
	struct sst_num sdk;     /* Android's API level */
	const char *reached_by; /* "pcsc:READER", "ccid:1-2" */
	const char *way;        /* "adb server", "libusb"; how it was reached */
	const char *atr;
	struct sst_texts imeis; /* only on request */
};

/* A value that a phone keeps, with what may be done with it. */
struct sst_setting {
	const char *space;   /* "global", "secure", "system" */
	const char *key;     /* as the phone has it, but "[ICCID]" for the
	                      subscription id of a line */
	const char *value;   /* NULL: the phone says null */
	const char *restore; /* "safe", "ask", "user", "never" */
};

struct sst_settings {
	struct sst_setting *v;
	size_t n;
};

/* A carrier configuration value of a line, effective on the phone. */
struct sst_config {
	const char *key;
	const char *value;
	const char *type;   /* "bool", "int", "string", "int[]", "string[]" */
	const char *source; /* the section that it came from */
	bool is_default;
};

struct sst_configs {
	struct sst_config *v;
	size_t n;
};

/* An access point; user and password are secrets. */
struct sst_apn {
	const char *name;
	const char *apn;
	const char *numeric; /* MCC and MNC */
	const char *types;
	const char *protocol;
	const char *roaming_protocol;
	const char *proxy;
	const char *port;
	const char *mmsc;
	const char *mms_proxy;
	const char *mms_port;
	const char *user;
	const char *password;
	struct sst_num auth_type;
	const char *mvno_type;
	const char *mvno_match;
	bool is_user_made;
	bool is_preferred;
};

struct sst_apns {
	struct sst_apn *v;
	size_t n;
};

/* Limits of metered networks. */
struct sst_policy {
	const char *match;      /* "MOBILE" */
	const char *subscriber; /* IMSI prefix as printed: a secret */
	const char *cycle;
	struct sst_num warning_bytes;
	struct sst_num limit_bytes;
};

struct sst_network_policy {
	bool is_there;
	struct sst_num restrict_background; /* 0 or 1 */
	struct sst_texts allowed; /* packages that may use data all the same */
	struct sst_texts denied;
	struct {
		struct sst_policy *v;
		size_t n;
	} policies;
};

struct sst_owner {
	const char *mcc_mnc; /* "310260"; '?' for a wildcard digit */
	const char *gid1;
	const char *gid2;
};

struct sst_operators {
	struct sst_owner *v;
	size_t n;
};

struct sst_rule {
	struct sst_bits ppr_ids;
	struct sst_operators allowed;
	struct sst_bits flags; /* bit 0: consentRequired */
};

struct sst_notify {
	struct sst_bits events;
	const char *address;
};

struct sst_notification {
	struct sst_num seq;
	struct sst_bits events;
	const char *address;
	const char *iccid;
	const char *member; /* the signed payload, byte for byte */
};

struct sst_resource {
	struct sst_num applications; /* installed */
	struct sst_num nvm;          /* free bytes */
	struct sst_num ram;
	const char *raw;
};

struct sst_info1 {
	bool is_there;
	const char *svn;
	struct sst_texts verification; /* CI key identifiers, hexadecimal */
	struct sst_texts signing;
	const char *highest_svn;
};

struct sst_info2 {
	bool is_there;
	const char *profile_version;
	const char *svn;
	const char *firmware;
	struct sst_resource resource;
	struct sst_bits uicc_capability;
	const char *ts102241_version;
	const char *globalplatform_version;
	struct sst_bits rsp_capability; /* bit 0: additionalProfile */
	struct sst_texts verification;
	struct sst_texts signing;
	struct sst_num category;
	struct sst_bits forbidden_rules;
	const char *pp_version;
	const char *sas_number;
	const char *platform_label;
	const char *discovery_base_url;
	struct sst_bits tre_properties;
	const char *tre_product;
	const char *additional_versions; /* as sent */
	struct sst_num lpa_mode;
	const char *signing_v3;
	const char *additional_info;
	const char *highest_svn;
	const char *iot_info;
	const char *security_level;
};

struct sst_addresses {
	bool is_there;
	const char *default_dp; /* NULL absent, "" empty: different facts */
	const char *root_ds;
};

struct sst_rules {
	struct sst_rule *v;
	size_t n;
	bool is_there;
};

struct sst_pending {
	struct sst_notification *v;
	size_t n;
	bool is_there;
};

struct sst_euicc {
	const char *eid;
	const char *isdr_aid;
	const char *isdr_vendor;
	const char *profile_list; /* tag list that worked: "full", ... */
	struct sst_info1 info1;
	struct sst_info2 info2;
	struct sst_addresses addresses;
	struct sst_rules rules; /* rules authorisation table */
	struct sst_pending pending;
};

/* DeviceChangeConfiguration of SGP.22 v3. */
struct sst_device_change {
	bool is_there;
	const char *smdp_address; /* requestToDp.smdpAddressForDc */
	bool eid_required;
	bool tac_required;
	const char *activation_code; /* usingStoredAc: a secret */
	bool delete_old;             /* usingStoredAc.deleteOldProfile */
	const char *raw;
};

/* Where a field is from that an older archive told; archive NULL: no other. */
struct sst_origin {
	const char *archive;
	int64_t seen; /* when that was read from the device */
};

struct sst_profile {
	const char *iccid;     /* digits; may hold letters a..f of odd cards */
	const char *iccid_raw; /* the 10 bytes */
	const char *eid;       /* of the eUICC it lies on */
	enum sst_profile_form form;
	const char *isdp_aid;
	enum sst_profile_state state;
	const char *nickname;
	const char *provider;
	const char *name;
	enum sst_icon_type icon_type;
	const char *icon; /* a member */
	enum sst_profile_class profile_class;
	struct {
		struct sst_notify *v;
		size_t n;
	} notify;
	bool has_owner;
	struct sst_owner owner;
	const char *dp_oid;
	const char *dp_data;
	struct sst_bits rules;
	const char *service_data;
	const char *rpm;
	const char *hri_server;
	const char *lpr;
	const char *enterprise;
	const char *description;
	struct sst_device_change device_change;
	struct sst_num port;
	struct sst_num size;
	const char *privileges;
	/* of a phone's subscription */
	const char *iccid_prefix; /* when the phone masks the rest */
	const char *msisdn;
	const char *imsi;            /* a secret */
	struct sst_num subscription; /* the phone's own number for the line */
	struct sst_num slot;         /* -1: in no slot */
	struct sst_num port_index;
	struct sst_num carrier_id; /* Android's carrier id */
	const char *carrier_name;
	const char *country;
	struct sst_num data_roaming;
	struct sst_texts network_types; /* allowed by the user */
	struct sst_settings settings;   /* of this line alone */
	struct sst_configs carrier_config;
	struct sst_num is_default_data; /* 0 or 1; voice and SMS likewise */
	struct sst_num is_default_voice;
	struct sst_num is_default_sms;
	struct sst_sim sim; /* its files, where they could be read */
	bool is_untrusted;  /* its free text may have forged other fields */
	enum sst_device_kind on; /* not in the manifest: the device's kind */
	/* not in the manifest: filled when archives are put together */
	const char *archive; /* which archive said so */
	int64_t seen;        /* when it was read from the device */
	bool is_older;       /* a newer archive of this device lacks it */
	struct sst_origin provider_from; /* and carrier_name */
	struct sst_origin name_from;
	struct sst_origin notify_from;
	struct sst_origin owner_from;
	struct sst_origin carrier_from; /* carrier_id */
};

/* An activation code that the user gave. All of it is a secret. */
struct sst_kept_code {
	const char *text;              /* "LPA:1$...", normalised */
	const char *iccid;             /* the profile it belongs to, or NULL */
	const char *confirmation_code; /* kept only when the user said so */
	const char *carrier;           /* the user's word for it */
	const char *note;
	int64_t added;       /* seconds since 1970 */
	const char *archive; /* not in the manifest */
};

/* What could not be read. */
struct sst_gap {
	const char *what;   /* "ES10b.GetEUICCInfo2", "profile 2" */
	const char *eid;    /* the eUICC, when known */
	const char *sw;     /* status word "6A88", or NULL */
	const char *reason; /* one line */
	const char *member; /* its raw bytes, or NULL */
};

/* A raw answer, a member beside the manifest. */
struct sst_raw {
	const char *name; /* "raw/euicc-0/BF22.der" */
	const char *what; /* "ES10b.GetEUICCInfo2" */
	struct sst_span data;
};

struct sst_snapshot {
	struct sst_arena mem; /* owns everything below */
	enum sst_snapshot_kind kind;
	int64_t created;
	const char *generator; /* "simstow 0.1.0" */
	struct sst_device device;
	struct {
		struct sst_euicc *v;
		size_t n;
	} euiccs;
	struct {
		struct sst_profile *v;
		size_t n;
	} profiles;
	struct sst_settings settings; /* of the device */
	struct sst_apns apns;
	struct sst_network_policy network_policy;
	struct {
		struct sst_kept_code *v;
		size_t n;
	} codes;
	struct sst_told_list told;
	struct {
		struct sst_gap *v;
		size_t n;
	} gaps;
	struct {
		struct sst_raw *v;
		size_t n;
	} raws;
};

#define SST_SNAPSHOT_MEMORY ((size_t)128 << 20) /* limit of the arena */

/* sst_snapshot_init - empty; sst_snapshot_fini - wipe and free it all. */
void sst_snapshot_init(struct sst_snapshot *s);
void sst_snapshot_fini(struct sst_snapshot *s);

/*
 * sst_snapshot_add_* - one more member of a list, zeroed, or NULL when the
 * arena is full. A pointer given before may have moved.
 */
struct sst_euicc *sst_snapshot_add_euicc(struct sst_snapshot *s);
struct sst_profile *sst_snapshot_add_profile(struct sst_snapshot *s);
struct sst_kept_code *sst_snapshot_add_code(struct sst_snapshot *s);
struct sst_told *sst_snapshot_add_told(struct sst_snapshot *s);
struct sst_gap *sst_snapshot_add_gap(struct sst_snapshot *s);
struct sst_raw *sst_snapshot_add_raw(struct sst_snapshot *s);

/*
 * sst_snapshot_note_gap - a gap from an error: its text, its status word.
 * Copies what and eid. Error: SST_E_FAILED when the arena is full.
 */
int sst_snapshot_note_gap(struct sst_snapshot *s, const char *what,
    const char *eid, const struct sst_err *why, struct sst_err *err) SST_MUST;

/*
 * sst_snapshot_key - what a profile is known by: its ICCID, else its
 * isdpAid (which is its own only on its eUICC), else NULL.
 */
const char *sst_snapshot_key(const struct sst_profile *p);

/*
 * sst_snapshot_title - nickname, else name, else provider, else the carrier's
 * name, else "unnamed".
 */
const char *sst_snapshot_title(const struct sst_profile *p);

/* sst_snapshot_smdp - the address most of its notifications go to, or NULL. */
const char *sst_snapshot_smdp(const struct sst_profile *p);

/*
 * sst_snapshot_redact - mask ICCIDs, EIDs, phone numbers and the serial of a
 * phone, drop IMSIs, IMEIs, users and passwords of access points, contacts,
 * messages and fixed numbers of a SIM, activation and confirmation codes,
 * notes about codes, raw members, and bytes that are kept as sent and could
 * hold any of these; in place. Names that the user and the carrier gave stay,
 * without such numbers in them (conceal.h).
 */
int sst_snapshot_redact(struct sst_snapshot *s, struct sst_err *err) SST_MUST;

/* Names of enumerations, spelled as in the manifest; NULL for 0. */
const char *sst_snapshot_state_name(enum sst_profile_state state);
const char *sst_snapshot_class_name(enum sst_profile_class c);
const char *sst_snapshot_device_name(enum sst_device_kind kind);

#endif
