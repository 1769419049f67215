/* SPDX-License-Identifier: ISC */
/* sim.h: what the files of a SIM or USIM say, as plain structs. */
#ifndef SIMSTOW_SNAPSHOT_SIM_H
#define SIMSTOW_SNAPSHOT_SIM_H

#include <simstow/snapshot/value.h>

/* Members of lists at most; what a card has beyond is a gap. */
enum {
	SST_SIM_SERVICES = 1024,
	SST_SIM_NETWORKS = 1024, /* of one list */
	SST_SIM_ENTRIES = 254,   /* records of one file */
	SST_SIM_FILES = 1024,
	SST_SIM_CONTACTS = 4096,
	SST_SIM_CONTACT_ITEMS = 64, /* numbers, or emails, or groups of one */
	SST_SIM_MESSAGES = 508      /* EF.SMS of two directories */
};

/* A file of a SIM or USIM as it was read; the content is a raw member. */
struct sst_card_file {
	const char *path;    /* "3F00/7FFF/6F46" */
	const char *name;    /* "EF.SPN" */
	const char *type;    /* "transparent", "linear", "cyclic" */
	const char *restore; /* "user", "pin2", "operator", "identity" */
	const char *read;    /* "always", "pin1", "pin2", "adm", "never" */
	const char *update;
	struct sst_num size;        /* bytes */
	struct sst_num record_size; /* bytes; unknown for transparent files */
	const char *member;
};

/* A network with the access technologies wanted there. */
struct sst_network {
	const char *mcc_mnc; /* '?' for a wildcard digit */
	const char *access;  /* "E-UTRAN, NG-RAN", or NULL: the list has none */
};

struct sst_networks {
	struct sst_network *v;
	size_t n;
};

/* A name and a number of a list on the card. */
struct sst_entry {
	const char *name;
	const char *number;
};

struct sst_entries {
	struct sst_entry *v;
	size_t n;
};

/* How messages are sent, a record of EF.SMSP. */
struct sst_sms_centre {
	const char *name;
	const char *centre;
	const char *destination;
	struct sst_num pid;
	struct sst_num dcs;
	struct sst_num validity; /* as coded, 0 to 255 */
};

struct sst_emergency {
	const char *number;
	const char *name;
	struct sst_bits category; /* EF.ECC: police, ambulance, fire, ... */
};

/* EF.PNN: what a network is called. EF.OPL: where. */
struct sst_network_name {
	const char *full;
	const char *brief;
};

struct sst_network_place {
	const char *mcc_mnc;
	struct sst_num lac_first;
	struct sst_num lac_last;
	struct sst_num name; /* record of EF.PNN, from 1; 0: other sources */
};

struct sst_contact_number {
	const char *kind; /* what EF.AAS calls it, or NULL */
	const char *number;
};

/* A person of the card's phone book. */
struct sst_contact {
	const char *name;
	const char *second_name; /* EF.SNE */
	struct {
		struct sst_contact_number *v;
		size_t n;
	} numbers; /* that of EF.ADN first */
	struct sst_texts emails;
	struct sst_texts groups;
	const char *place; /* file and record: "3F00/7F10/6F3A:12" */
};

/* A message kept on the card. */
struct sst_message {
	const char *status; /* "read", "unread", "sent", "to send" */
	const char *centre;
	const char *peer;
	const char *text; /* NULL: not text, or not decoded: see member */
	const char *time; /* ISO 8601 with the sender's zone, or NULL */
	struct sst_num reference; /* of a part of a longer message */
	struct sst_num part;
	struct sst_num parts;
	struct sst_num record;
	const char *member; /* its file: the record is one of it */
};

/* What the files of a SIM or USIM say, decoded. */
struct sst_sim {
	bool is_there;
	const char *application;     /* AID of the USIM; NULL for a 2G card */
	struct sst_num pin1_enabled; /* 0 or 1 */
	struct sst_num pin1_tries;   /* left when it was read */
	struct sst_num pin2_tries;
	const char *spn;           /* service provider name */
	struct sst_texts services; /* of EF.UST by name, "service 140" */
	struct {
		struct sst_network_name *v;
		size_t n;
	} names;
	struct {
		struct sst_network_place *v;
		size_t n;
	} places;
	struct sst_networks user_networks;      /* EF.PLMNwAcT */
	struct sst_networks operator_networks;  /* EF.OPLMNwAcT */
	struct sst_networks home_networks;      /* EF.HPLMNwAcT */
	struct sst_networks equivalent_home;    /* EF.EHPLMN */
	struct sst_networks forbidden_networks; /* EF.FPLMN */
	struct {
		struct sst_sms_centre *v;
		size_t n;
	} sms_centres;
	struct {
		struct sst_emergency *v;
		size_t n;
	} emergency;
	struct sst_entries own_numbers;     /* EF.MSISDN; the first is msisdn */
	struct sst_entries voicemail;       /* EF.MBDN */
	struct sst_entries fixed;           /* EF.FDN */
	struct sst_entries service_numbers; /* EF.SDN */
	const char *languages;              /* "de,en" */
	struct {
		struct sst_card_file *v;
		size_t n;
	} files;
	/* Only when asked for; v NULL: was not. */
	struct {
		struct sst_contact *v;
		size_t n;
	} contacts;
	struct {
		struct sst_message *v;
		size_t n;
	} messages;
	/*
	 * Not in the manifest: filled when archives are put together, where it
	 * is another than that of the profile. Members are in that archive.
	 */
	const char *archive;          /* of all but the next two */
	const char *contacts_archive; /* of contacts */
	const char *messages_archive; /* of messages */
	/* of lists that the newest reading lacks, as one without the PIN does;
	 * of several archives the oldest */
	const char *lists_archive;
};

#endif
