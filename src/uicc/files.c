/* SPDX-License-Identifier: ISC */
/* files.c: what is never read from a card, whoever asks. */
#include <simstow/uicc/files.h>

#include "uicc_priv.h"

#define TELECOM 0x7F10
#define GSM_ACCESS 0x5F3B
#define PHONEBOOK 0x5F3A
#define WLAN 0x5F40
#define FIVE_GS 0x5FC0

/*
 * Keys, counters of keys, temporary identities, and what a phone keeps on the
 * card for its own book-keeping: of no use on another card, harmful on the
 * same. By the directory that holds the file. Clauses: TS 31.102 for 7FFF and
 * what is below it, TS 51.011 for 7F20 and 7F10.
 */
static const struct {
	uint16_t dir;
	uint16_t fid;
} forbidden[] = {
	{ SST_UICC_ADF, 0x6F08 }, /* EF.Keys, 4.2.3 */
	{ SST_UICC_ADF, 0x6F09 }, /* EF.KeysPS, 4.2.4 */
	{ SST_UICC_ADF, 0x6F2C }, /* EF.DCK, 4.2.49 */
	{ SST_UICC_ADF, 0x6F43 }, /* EF.SMSS, 4.2.28 */
	{ SST_UICC_ADF, 0x6F47 }, /* EF.SMSR, 4.2.32 */
	{ SST_UICC_ADF, 0x6F5B }, /* EF.START-HFN, 4.2.51 */
	{ SST_UICC_ADF, 0x6F5C }, /* EF.THRESHOLD, 4.2.52 */
	{ SST_UICC_ADF, 0x6F73 }, /* EF.PSLOCI, 4.2.23 */
	{ SST_UICC_ADF, 0x6F7E }, /* EF.LOCI, 4.2.17 */
	{ SST_UICC_ADF, 0x6FC3 }, /* EF.Hiddenkey, 4.2.42 */
	{ SST_UICC_ADF, 0x6FC4 }, /* EF.NETPAR, 4.2.57 */
	{ SST_UICC_ADF, 0x6FCA }, /* EF.MWIS, 4.2.63 */
	{ SST_UICC_ADF, 0x6FCB }, /* EF.CFIS, 4.2.64 */
	{ SST_UICC_ADF, 0x6FCC }, /* EF.EXT7, of CFIS, 4.2.65 */
	{ SST_UICC_ADF, 0x6FD6 }, /* EF.GBABP, 4.2.79 */
	{ SST_UICC_ADF, 0x6FD7 }, /* EF.MSK, 4.2.80 */
	{ SST_UICC_ADF, 0x6FD8 }, /* EF.MUK, 4.2.81 */
	{ SST_UICC_ADF, 0x6FDA }, /* EF.GBANL, 4.2.83 */
	{ SST_UICC_ADF, 0x6FE3 }, /* EF.EPSLOCI, 4.2.91 */
	{ SST_UICC_ADF, 0x6FE4 }, /* EF.EPSNSC, 4.2.92 */
	{ GSM_ACCESS, 0x4F20 },   /* EF.Kc, 4.4.3.1 */
	{ GSM_ACCESS, 0x4F52 },   /* EF.KcGPRS, 4.4.3.2 */
	{ PHONEBOOK, 0x4F22 },    /* EF.PSC, 4.4.2.12.2 */
	{ PHONEBOOK, 0x4F23 },    /* EF.CC, 4.4.2.12.3 */
	{ PHONEBOOK, 0x4F24 },    /* EF.PUID, 4.4.2.12.4 */
	{ WLAN, 0x4F41 },         /* EF.Pseudo, 4.4.5 */
	{ WLAN, 0x4F46 },         /* EF.WRI, 4.4.5 */
	{ FIVE_GS, 0x4F01 },      /* EF.5GS3GPPLOCI, 4.4.11.2 */
	{ FIVE_GS, 0x4F02 },      /* EF.5GSN3GPPLOCI, 4.4.11.3 */
	{ FIVE_GS, 0x4F03 },      /* EF.5GS3GPPNSC, 4.4.11.4 */
	{ FIVE_GS, 0x4F04 },      /* EF.5GSN3GPPNSC, 4.4.11.5 */
	{ FIVE_GS, 0x4F05 },      /* EF.5GAUTHKEYS, 4.4.11.6 */
	{ SST_UICC_GSM, 0x6F20 }, /* EF.Kc, 10.3.3 */
	{ SST_UICC_GSM, 0x6F2C }, /* EF.DCK, 10.3.29 */
	{ SST_UICC_GSM, 0x6F52 }, /* EF.KcGPRS, 10.3.32 */
	{ SST_UICC_GSM, 0x6F53 }, /* EF.LOCIGPRS, 10.3.33 */
	{ SST_UICC_GSM, 0x6F7E }, /* EF.LOCI, 10.3.17 */
	{ SST_UICC_GSM, 0x6FCA }, /* EF.MWIS, 10.3.45 */
	{ SST_UICC_GSM, 0x6FCB }, /* EF.CFIS, 10.3.46 */
	{ SST_UICC_GSM, 0x6FCC }, /* EF.EXT7, of CFIS, 10.3.49 */
	{ TELECOM, 0x6F43 },      /* EF.SMSS, 10.5.7 */
	{ TELECOM, 0x6F47 },      /* EF.SMSR, 10.5.15 */
};

/*
 * A USIM's directory has an identifier of its own on some cards, 7FF0 and up,
 * and DCS 1800 shares DF.GSM's files under 7F21: the same files in disguise.
 */
static uint16_t
plain_dir(uint16_t fid)
{
	if (fid >= 0x7FF0)
		return SST_UICC_ADF;
	return fid == 0x7F21 ? SST_UICC_GSM : fid;
}

bool
sst_files_is_forbidden(const struct sst_uicc_path *path)
{
	uint16_t dir;

	if (path->n < 2)
		return false;
	dir = plain_dir(path->fid[path->n - 2]);
	for (size_t i = 0; i < sizeof(forbidden) / sizeof(forbidden[0]); i++)
		if (forbidden[i].dir == dir &&
		    forbidden[i].fid == path->fid[path->n - 1])
			return true;
	return false;
}

const char *
sst_files_class_name(enum sst_files_class c)
{
	static const char *const names[] = { "unknown", "user", "pin2",
		"operator", "identity", "secret" };
	size_t n = sizeof(names) / sizeof(names[0]);

	return names[(size_t)c < n ? c : 0];
}
