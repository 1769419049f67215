/* SPDX-License-Identifier: ISC */
/* identity.h: who a line is: IMSI, operator, names, services. */
#ifndef SIMSTOW_UICC_IDENTITY_H
#define SIMSTOW_UICC_IDENTITY_H

#include <simstow/base/arena.h>
#include <simstow/base/span.h>

#define SST_IMSI_DIGITS 15
#define SST_IDENTITY_SERVICES 256 /* services of EF.UST that have a name */

/*
 * sst_identity_imsi - EF.IMSI as 6 to 15 digits. Errors: SST_E_FORMAT, which
 * never holds the digits. An unwritten file (all FF) gives "".
 * Spec: TS 31.102 section 4.2.2, TS 24.008 section 10.5.1.4.
 */
int sst_identity_imsi(struct sst_span file, char out[SST_IMSI_DIGITS + 1],
    struct sst_err *err) SST_MUST;

/* sst_identity_mnc_digits - of EF.AD: 2 or 3; 0 where it does not say. */
unsigned sst_identity_mnc_digits(struct sst_span file);

struct sst_identity_spn {
	const char *name;    /* in mem */
	bool show_plmn;      /* in the home network its name must be shown */
	bool hide_elsewhere; /* the name need not be shown when roaming */
};

/* sst_identity_spn - EF.SPN, TS 31.102 section 4.2.12. */
int sst_identity_spn(struct sst_span file, struct sst_arena *mem,
    struct sst_identity_spn *out, struct sst_err *err) SST_MUST;

/* A record of EF.PNN, TS 31.102 section 4.2.58; names NULL when absent. */
struct sst_identity_pnn {
	const char *full;
	const char *brief;
};
/* 1 a name, 0 an empty record. */
int sst_identity_pnn(struct sst_span record, struct sst_arena *mem,
    struct sst_identity_pnn *out, struct sst_err *err) SST_MUST;

/* A record of EF.OPL, TS 31.102 section 4.2.59. */
struct sst_identity_opl {
	char plmn[7];       /* '?' for a wildcard digit */
	uint16_t lac_first; /* 0000 to FFFE: every one */
	uint16_t lac_last;
	uint8_t pnn; /* record of EF.PNN, from 1; 0: other sources */
};
/* 1 an entry, 0 an empty record. */
int sst_identity_opl(struct sst_span record, struct sst_identity_opl *out,
    struct sst_err *err) SST_MUST;

/*
 * sst_identity_has_service - bit n-1 of EF.UST or EF.EST. For EF.SST of a 2G
 * card use sst_identity_has_service_2g (2 bits each: allocated and activated).
 * sst_identity_service_name - "Local Phone Book", in short words what TS 31.102
 * section 4.2.8 lists, or NULL; _2g of EF.SST, _enabled of EF.EST.
 */
bool sst_identity_has_service(struct sst_span file, unsigned service);
bool sst_identity_has_service_2g(struct sst_span file, unsigned service);
const char *sst_identity_service_name(unsigned service);
const char *sst_identity_service_name_2g(unsigned service);
const char *sst_identity_service_name_enabled(unsigned service);

/* A network with what may be used there; plmn "" for an empty entry. */
struct sst_identity_network {
	char plmn[7];
	bool has_act;
	uint16_t act; /* as sent, TS 31.102 section 4.2.5 */
};

struct sst_identity_networks {
	struct sst_identity_network *v;
	size_t n; /* empty entries are left out */
};

/*
 * sst_identity_networks - EF.PLMNwAcT and its kin (with_act: 5 bytes each) or
 * EF.FPLMN, EF.EHPLMN, EF.PLMNsel (3 bytes each).
 * sst_identity_act_format - "GERAN, UTRAN, E-UTRAN, NG-RAN" for the bits.
 * sst_identity_networks_encode - back, n_entries entries, FF for the rest.
 */
int sst_identity_networks(struct sst_span file, bool with_act,
    struct sst_arena *mem, struct sst_identity_networks *out,
    struct sst_err *err) SST_MUST;
#define SST_IDENTITY_ACT_TEXT 128
void sst_identity_act_format(uint16_t act, char out[SST_IDENTITY_ACT_TEXT]);
int sst_identity_networks_encode(const struct sst_identity_networks *in,
    bool with_act, uint8_t *file, size_t n, struct sst_err *err) SST_MUST;

/* A record of EF.ECC (3G), TS 31.102 section 4.2.21. 1 a number, 0 empty. */
struct sst_identity_ecc {
	char number[7];
	const char *name; /* or NULL */
	uint8_t category; /* bits: 01 police, 02 ambulance, 04 fire, ... */
};
int sst_identity_ecc(struct sst_span record, struct sst_arena *mem,
    struct sst_identity_ecc *out, struct sst_err *err) SST_MUST;
/* "police, fire" */
#define SST_IDENTITY_ECC_TEXT 96
void sst_identity_ecc_format(uint8_t category, char out[SST_IDENTITY_ECC_TEXT]);

/*
 * sst_identity_languages - EF.LI or EF.PL (2 letters each), "de,en", in mem.
 */
int sst_identity_languages(struct sst_span file, struct sst_arena *mem,
    const char **out, struct sst_err *err) SST_MUST;

#endif
