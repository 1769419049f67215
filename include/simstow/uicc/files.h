/* SPDX-License-Identifier: ISC */
/* files.h: the card files that are worth keeping, and those that never are. */
#ifndef SIMSTOW_UICC_FILES_H
#define SIMSTOW_UICC_FILES_H

#include <simstow/uicc/uicc.h>

/* What may be done with a file's content on a card. */
enum sst_files_class {
	SST_FILES_USER = 1, /* the holder's own: may be written back by PIN */
	SST_FILES_PIN2,     /* the holder's, behind PIN2: kept, not written */
	SST_FILES_OPERATOR, /* written by the operator alone: kept */
	SST_FILES_IDENTITY, /* who the line is: kept, compared, never written */
	SST_FILES_SECRET /* keys, temporary identities: never even selected */
};

/* Kept only when the user asks for it. */
enum sst_files_group {
	SST_FILES_BASIC,    /* always */
	SST_FILES_CONTACTS, /* --contacts */
	SST_FILES_MESSAGES  /* --sms */
};

struct sst_files_file {
	const char *name;   /* "EF.SPN" */
	const char *place;  /* "3F00/7FFF/6F46", as sst_uicc_path_format */
	const char *clause; /* "TS 31.102 4.2.12" */
	enum sst_fcp_type type;
	enum sst_files_class restore;
	enum sst_files_group group;
	/* Service of EF.UST (EF.SST of a 2G card) that says it exists, or 0. */
	uint8_t service;
	bool is_2g_only;
	bool is_3g_only;
};

/* The wanted files, in the order in which they are read (few DF changes). */
const struct sst_files_file *sst_files_wanted(size_t *n);

/*
 * sst_files_is_forbidden - a file that is never selected, whoever asks: keys,
 * counters of keys and temporary identities, by identifier within its
 * directory. The wanted table never names one, and so says a test.
 */
bool sst_files_is_forbidden(const struct sst_uicc_path *path);

/* "user", "pin2", "operator", "identity", "secret" */
const char *sst_files_class_name(enum sst_files_class c);

#endif
