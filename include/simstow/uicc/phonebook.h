/* SPDX-License-Identifier: ISC */
/* phonebook.h: which files make up the phone book of a USIM (EF.PBR). */
#ifndef SIMSTOW_UICC_PHONEBOOK_H
#define SIMSTOW_UICC_PHONEBOOK_H

#include <simstow/base/arena.h>
#include <simstow/base/span.h>

#define SST_PHONEBOOK_SETS 16  /* records of EF.PBR */
#define SST_PHONEBOOK_FILES 32 /* files of one set */

/* The tags of EF.PBR, TS 31.102 section 4.4.2.1. */
enum sst_phonebook_kind {
	SST_PHONEBOOK_ADN = 0xC0,
	SST_PHONEBOOK_IAP,
	SST_PHONEBOOK_EXT1,
	SST_PHONEBOOK_SNE,
	SST_PHONEBOOK_ANR,
	SST_PHONEBOOK_PBC,
	SST_PHONEBOOK_GRP,
	SST_PHONEBOOK_AAS,
	SST_PHONEBOOK_GAS,
	SST_PHONEBOOK_UID,
	SST_PHONEBOOK_EMAIL,
	SST_PHONEBOOK_CCP1
};

struct sst_phonebook_file {
	enum sst_phonebook_kind kind;
	unsigned
	    type; /* 1: record by record (A8), 2: by IAP (A9), 3: linked (AA) */
	uint16_t fid;
	uint8_t sfi; /* 0: none */
	/* Type 2: which byte of an IAP record leads to it, from 0. */
	uint8_t iap_at;
};

struct sst_phonebook_set {
	struct sst_phonebook_file v[SST_PHONEBOOK_FILES];
	size_t n;
};

/*
 * sst_phonebook_pbr - one record of EF.PBR; 1 a set, 0 an empty record.
 * Errors: SST_E_FORMAT: damaged objects, no EF.ADN, more than the limits;
 * unknown tags are skipped.
 */
int sst_phonebook_pbr(struct sst_span record, struct sst_phonebook_set *out,
    struct sst_err *err) SST_MUST;

/* sst_phonebook_find - the at-th file (from 0) of a kind, or NULL. */
const struct sst_phonebook_file *
sst_phonebook_find(const struct sst_phonebook_set *s,
    enum sst_phonebook_kind kind, size_t at);

/* "ADN", "EMAIL", ... */
const char *sst_phonebook_kind_name(enum sst_phonebook_kind kind);

/*
 * sst_phonebook_email, _sne - text of a record and, for type 2 files, the ADN
 * record it belongs to (0 not told). 1 an entry, 0 empty.
 *   is_type_2  the last two bytes are the SFI and record of its EF.ADN
 * _email_encode, _sne_encode - back; *kept as sst_alpha_encode.
 * sst_phonebook_group - EF.GAS and EF.AAS: an alpha. 1 or 0.
 */
struct sst_phonebook_text {
	const char *text;
	uint8_t adn_sfi;
	uint8_t adn;
};
int sst_phonebook_email(struct sst_span record, bool is_type_2,
    struct sst_arena *mem, struct sst_phonebook_text *out,
    struct sst_err *err) SST_MUST;
int sst_phonebook_sne(struct sst_span record, bool is_type_2,
    struct sst_arena *mem, struct sst_phonebook_text *out,
    struct sst_err *err) SST_MUST;
int sst_phonebook_text_encode(const struct sst_phonebook_text *in,
    bool is_type_2, uint8_t *record, size_t n, size_t *kept,
    struct sst_err *err) SST_MUST;
int sst_phonebook_group(struct sst_span record, struct sst_arena *mem,
    const char **out, struct sst_err *err) SST_MUST;

#endif
