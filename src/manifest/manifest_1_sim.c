/* SPDX-License-Identifier: ISC */
/* manifest_1_sim.c: the tables of what the files of a SIM say. */
#include "manifest_1_priv.h"

/* The category byte of EF.ECC, TS 31.102 section 4.2.21. */
NAMES(emergencies, "police", "ambulance", "fire", "marine", "mountain",
    "manualEcall", "automaticEcall");

static const struct sst_codec_field file_fields[] = {
	{ TEXT(sst_card_file, path, "path") },
	{ TEXT(sst_card_file, name, "name") },
	{ TEXT(sst_card_file, type, "type") },
	{ TEXT(sst_card_file, restore, "restore") },
	{ TEXT(sst_card_file, read, "read") },
	{ TEXT(sst_card_file, update, "update") },
	{ NUM(sst_card_file, size, "size") },
	{ NUM(sst_card_file, record_size, "recordSize") },
	{ MEMBER(sst_card_file, member, "member") },
};
static const struct sst_codec_record file =
    RECORD_OF(sst_card_file, file_fields);

static const struct sst_codec_field network_fields[] = {
	{ TEXT(sst_network, mcc_mnc, "mccMnc") },
	{ TEXT(sst_network, access, "access") },
};
static const struct sst_codec_record network =
    RECORD_OF(sst_network, network_fields);

static const struct sst_codec_field entry_fields[] = {
	{ TEXT(sst_entry, name, "name") },
	{ TEXT(sst_entry, number, "number") },
};
static const struct sst_codec_record entry = RECORD_OF(sst_entry, entry_fields);

static const struct sst_codec_field centre_fields[] = {
	{ TEXT(sst_sms_centre, name, "name") },
	{ TEXT(sst_sms_centre, centre, "centre") },
	{ TEXT(sst_sms_centre, destination, "destination") },
	{ NUM(sst_sms_centre, pid, "pid") },
	{ NUM(sst_sms_centre, dcs, "dcs") },
	{ NUM(sst_sms_centre, validity, "validity") },
};
static const struct sst_codec_record centre =
    RECORD_OF(sst_sms_centre, centre_fields);

static const struct sst_codec_field emergency_fields[] = {
	{ TEXT(sst_emergency, number, "number") },
	{ TEXT(sst_emergency, name, "name") },
	{ BITS(sst_emergency, category, "category", emergencies) },
};
static const struct sst_codec_record emergency =
    RECORD_OF(sst_emergency, emergency_fields);

static const struct sst_codec_field name_fields[] = {
	{ TEXT(sst_network_name, full, "full") },
	{ TEXT(sst_network_name, brief, "short") },
};
static const struct sst_codec_record name =
    RECORD_OF(sst_network_name, name_fields);

static const struct sst_codec_field place_fields[] = {
	{ TEXT(sst_network_place, mcc_mnc, "mccMnc") },
	{ NUM(sst_network_place, lac_first, "lacFirst") },
	{ NUM(sst_network_place, lac_last, "lacLast") },
	{ NUM(sst_network_place, name, "name") },
};
static const struct sst_codec_record place =
    RECORD_OF(sst_network_place, place_fields);

static const struct sst_codec_field number_fields[] = {
	{ TEXT(sst_contact_number, kind, "kind") },
	{ TEXT(sst_contact_number, number, "number") },
};
static const struct sst_codec_record number =
    RECORD_OF(sst_contact_number, number_fields);

static const struct sst_codec_field contact_fields[] = {
	{ TEXT(sst_contact, name, "name") },
	{ TEXT(sst_contact, second_name, "secondName") },
	{ LIST(sst_contact, numbers.v, numbers.n, "numbers", number,
	    SST_SIM_CONTACT_ITEMS) },
	{ TEXTS(sst_contact, emails, "emails", SST_SIM_CONTACT_ITEMS) },
	{ TEXTS(sst_contact, groups, "groups", SST_SIM_CONTACT_ITEMS) },
	{ TEXT(sst_contact, place, "place") },
};
static const struct sst_codec_record contact =
    RECORD_OF(sst_contact, contact_fields);

static const struct sst_codec_field message_fields[] = {
	{ TEXT(sst_message, status, "status") },
	{ TEXT(sst_message, centre, "centre") },
	{ TEXT(sst_message, peer, "peer") },
	{ TEXT(sst_message, text, "text") },
	{ TEXT(sst_message, time, "time") },
	{ NUM(sst_message, reference, "reference") },
	{ NUM(sst_message, part, "part") },
	{ NUM(sst_message, parts, "parts") },
	{ NUM(sst_message, record, "record") },
	{ MEMBER(sst_message, member, "member") },
};
static const struct sst_codec_record message =
    RECORD_OF(sst_message, message_fields);

#define NETWORKS(items, counter, word) \
	LIST(sst_sim, items, counter, word, network, SST_SIM_NETWORKS)
#define ENTRIES(items, counter, word, what) \
	LIST(sst_sim, items, counter, word, what, SST_SIM_ENTRIES)

static const struct sst_codec_field sim_fields[] = {
	{ TEXT(sst_sim, application, "application") },
	{ NUM(sst_sim, pin1_enabled, "pin1Enabled") },
	{ NUM(sst_sim, pin1_tries, "pin1Tries") },
	{ NUM(sst_sim, pin2_tries, "pin2Tries") },
	{ TEXT(sst_sim, spn, "serviceProviderName") },
	{ TEXTS(sst_sim, services, "services", SST_SIM_SERVICES) },
	{ ENTRIES(names.v, names.n, "networkNames", name) },
	{ ENTRIES(places.v, places.n, "networkPlaces", place) },
	{ NETWORKS(user_networks.v, user_networks.n, "userNetworks") },
	{ NETWORKS(operator_networks.v, operator_networks.n,
	    "operatorNetworks") },
	{ NETWORKS(home_networks.v, home_networks.n, "homeNetworks") },
	{ NETWORKS(equivalent_home.v, equivalent_home.n,
	    "equivalentHomeNetworks") },
	{ NETWORKS(forbidden_networks.v, forbidden_networks.n,
	    "forbiddenNetworks") },
	{ ENTRIES(sms_centres.v, sms_centres.n, "smsCentres", centre) },
	{ ENTRIES(emergency.v, emergency.n, "emergencyNumbers", emergency) },
	{ ENTRIES(own_numbers.v, own_numbers.n, "ownNumbers", entry) },
	{ ENTRIES(voicemail.v, voicemail.n, "voicemail", entry) },
	{ ENTRIES(fixed.v, fixed.n, "fixedNumbers", entry) },
	{ ENTRIES(service_numbers.v, service_numbers.n, "serviceNumbers",
	    entry) },
	{ TEXT(sst_sim, languages, "languages") },
	{ LIST(sst_sim, files.v, files.n, "files", file, SST_SIM_FILES) },
	{ LIST(sst_sim, contacts.v, contacts.n, "contacts", contact,
	    SST_SIM_CONTACTS) },
	{ LIST(sst_sim, messages.v, messages.n, "messages", message,
	    SST_SIM_MESSAGES) },
};
const struct sst_codec_record sst_manifest_1_sim =
    RECORD_OF(sst_sim, sim_fields);
