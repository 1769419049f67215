/* SPDX-License-Identifier: ISC */
/* files_table.c: the card files that are worth keeping. */
#include <simstow/uicc/files.h>

#define T SST_FCP_TRANSPARENT
#define L SST_FCP_LINEAR
#define C SST_FCP_CYCLIC

#define USER SST_FILES_USER
#define PIN2 SST_FILES_PIN2
#define OPERATOR SST_FILES_OPERATOR
#define IDENTITY SST_FILES_IDENTITY

#define BASIC SST_FILES_BASIC
#define CONTACTS SST_FILES_CONTACTS
#define MESSAGES SST_FILES_MESSAGES

/* On any card; on a UICC, with a service of EF.UST; on a SIM before it, with
 * a service of EF.SST. */
#define MF(name, fid, clause, type, class)                                     \
	{                                                                      \
		"EF." name, "3F00/" fid, clause, type, class, BASIC, 0, false, \
		    false                                                      \
	}
#define USIM(name, place, clause, type, class, group, service)             \
	{                                                                  \
		"EF." name, "3F00/7FFF/" place, "TS 31.102 " clause, type, \
		    class, group, service, false, true                     \
	}
#define TELECOM(name, place, clause, type, class, group)                       \
	{                                                                      \
		"EF." name, "3F00/7F10/" place, clause, type, class, group, 0, \
		    false, true                                                \
	}
#define OLD(name, place, clause, type, class, group, service)                \
	{                                                                    \
		"EF." name, "3F00/" place, "TS 51.011 " clause, type, class, \
		    group, service, true, false                              \
	}

/*
 * In the order of directories, so that few are entered. EF.ARR comes first in
 * each: then no file is selected twice for the sake of its rule; then the
 * service table. A file that several services bring names none. EF.MSISDN is
 * who the line is, even where a PIN opens it. EF.FPLMN is the phone's: kept to
 * explain a line that does not work, never put back.
 */
static const struct sst_files_file wanted[] = {
	{ "EF.ARR", "3F00/2F06", "TS 102 221 13.4", L, OPERATOR, BASIC, 0,
	    false, true },
	MF("ICCID", "2FE2", "TS 102 221 13.2", T, IDENTITY),
	MF("PL", "2F05", "TS 102 221 13.3", T, USER),
	{ "EF.DIR", "3F00/2F00", "TS 102 221 13.1", L, OPERATOR, BASIC, 0,
	    false, true },

	USIM("ARR", "6F06", "4.2.55", L, OPERATOR, BASIC, 0),
	USIM("UST", "6F38", "4.2.8", T, OPERATOR, BASIC, 0),
	USIM("EST", "6F56", "4.2.47", T, PIN2, BASIC, 0),
	USIM("IMSI", "6F07", "4.2.2", T, IDENTITY, BASIC, 0),
	USIM("AD", "6FAD", "4.2.18", T, OPERATOR, BASIC, 0),
	USIM("LI", "6F05", "4.2.1", T, USER, BASIC, 0),
	USIM("ACC", "6F78", "4.2.15", T, OPERATOR, BASIC, 0),
	USIM("SPN", "6F46", "4.2.12", T, OPERATOR, BASIC, 19),
	USIM("GID1", "6F3E", "4.2.10", T, OPERATOR, BASIC, 17),
	USIM("GID2", "6F3F", "4.2.11", T, OPERATOR, BASIC, 18),
	USIM("PNN", "6FC5", "4.2.58", L, OPERATOR, BASIC, 45),
	USIM("OPL", "6FC6", "4.2.59", L, OPERATOR, BASIC, 46),
	USIM("SPDI", "6FCD", "4.2.66", T, OPERATOR, BASIC, 51),
	USIM("MSISDN", "6F40", "4.2.26", L, IDENTITY, BASIC, 21),
	USIM("SMSP", "6F42", "4.2.27", L, USER, BASIC, 12),
	USIM("PLMNwAcT", "6F60", "4.2.5", T, USER, BASIC, 20),
	USIM("OPLMNwAcT", "6F61", "4.2.53", T, OPERATOR, BASIC, 42),
	USIM("HPLMNwAcT", "6F62", "4.2.54", T, OPERATOR, BASIC, 43),
	USIM("EHPLMN", "6FD9", "4.2.84", T, OPERATOR, BASIC, 71),
	USIM("HPPLMN", "6F31", "4.2.6", T, OPERATOR, BASIC, 0),
	USIM("FPLMN", "6F7B", "4.2.16", T, OPERATOR, BASIC, 0),
	USIM("ECC", "6FB7", "4.2.21", L, OPERATOR, BASIC, 0),
	USIM("SDN", "6F49", "4.2.29", L, OPERATOR, BASIC, 0),
	USIM("EXT3", "6F4C", "4.2.31", L, OPERATOR, BASIC, 5),
	USIM("MBDN", "6FC7", "4.2.60", L, USER, BASIC, 47),
	USIM("EXT6", "6FC8", "4.2.61", L, USER, BASIC, 47),
	USIM("MBI", "6FC9", "4.2.62", L, USER, BASIC, 47),
	USIM("CBMI", "6F45", "4.2.14", T, USER, BASIC, 15),
	USIM("CBMIR", "6F50", "4.2.22", T, USER, BASIC, 16),
	USIM("CBMID", "6F48", "4.2.20", T, OPERATOR, BASIC, 29),
	USIM("MMSICP", "6FD0", "4.2.69", T, OPERATOR, BASIC, 52),
	USIM("MMSUP", "6FD1", "4.2.70", L, USER, BASIC, 52),
	USIM("ACL", "6F57", "4.2.48", T, PIN2, BASIC, 35),
	USIM("FDN", "6F3B", "4.2.24", L, PIN2, CONTACTS, 0),
	USIM("EXT2", "6F4B", "4.2.30", L, PIN2, CONTACTS, 3),
	USIM("BDN", "6F4D", "4.2.44", L, PIN2, CONTACTS, 6),
	USIM("EXT4", "6F55", "4.2.45", L, PIN2, CONTACTS, 7),
	USIM("ICI", "6F80", "4.2.33", C, USER, CONTACTS, 9),
	USIM("OCI", "6F81", "4.2.34", C, USER, CONTACTS, 8),
	USIM("EXT5", "6F4E", "4.2.37", L, USER, CONTACTS, 44),
	USIM("SMS", "6F3C", "4.2.25", L, USER, MESSAGES, 10),
	USIM("SUCI_Calc_Info", "5FC0/4F07", "4.4.11.8", T, OPERATOR, BASIC,
	    124),
	USIM("Routing_Indicator", "5FC0/4F0A", "4.4.11.11", T, OPERATOR, BASIC,
	    124),
	USIM("PBR", "5F3A/4F30", "4.4.2.1", L, OPERATOR, CONTACTS, 1),

	TELECOM("ARR", "6F06", "TS 102 221 13.4", L, OPERATOR, BASIC),
	TELECOM("ADN", "6F3A", "TS 31.102 4.4.2.3", L, USER, CONTACTS),
	TELECOM("EXT1", "6F4A", "TS 31.102 4.4.2.4", L, USER, CONTACTS),
	TELECOM("PBR", "5F3A/4F30", "TS 31.102 4.4.2.1", L, OPERATOR, CONTACTS),

	OLD("SST", "7F20/6F38", "10.3.7", T, OPERATOR, BASIC, 0),
	OLD("IMSI", "7F20/6F07", "10.3.2", T, IDENTITY, BASIC, 0),
	OLD("AD", "7F20/6FAD", "10.3.18", T, OPERATOR, BASIC, 0),
	OLD("LP", "7F20/6F05", "10.3.1", T, USER, BASIC, 0),
	OLD("ACC", "7F20/6F78", "10.3.15", T, OPERATOR, BASIC, 0),
	OLD("SPN", "7F20/6F46", "10.3.11", T, OPERATOR, BASIC, 17),
	OLD("GID1", "7F20/6F3E", "10.3.9", T, OPERATOR, BASIC, 15),
	OLD("GID2", "7F20/6F3F", "10.3.10", T, OPERATOR, BASIC, 16),
	OLD("PNN", "7F20/6FC5", "10.3.41", L, OPERATOR, BASIC, 51),
	OLD("OPL", "7F20/6FC6", "10.3.42", L, OPERATOR, BASIC, 52),
	OLD("SPDI", "7F20/6FCD", "10.3.50", T, OPERATOR, BASIC, 56),
	OLD("PLMNsel", "7F20/6F30", "10.3.4", T, USER, BASIC, 7),
	OLD("PLMNwAcT", "7F20/6F60", "10.3.35", T, USER, BASIC, 43),
	OLD("OPLMNwAcT", "7F20/6F61", "10.3.36", T, OPERATOR, BASIC, 44),
	OLD("HPLMNwAcT", "7F20/6F62", "10.3.37", T, OPERATOR, BASIC, 45),
	OLD("HPPLMN", "7F20/6F31", "10.3.5", T, OPERATOR, BASIC, 0),
	OLD("FPLMN", "7F20/6F7B", "10.3.16", T, OPERATOR, BASIC, 0),
	OLD("ECC", "7F20/6FB7", "10.3.27", T, OPERATOR, BASIC, 0),
	OLD("MBDN", "7F20/6FC7", "10.3.43", L, USER, BASIC, 53),
	OLD("EXT6", "7F20/6FC8", "10.3.48", L, USER, BASIC, 53),
	OLD("MBI", "7F20/6FC9", "10.3.44", L, USER, BASIC, 53),
	OLD("CBMI", "7F20/6F45", "10.3.13", T, USER, BASIC, 14),
	OLD("CBMIR", "7F20/6F50", "10.3.28", T, USER, BASIC, 30),
	OLD("CBMID", "7F20/6F48", "10.3.26", T, OPERATOR, BASIC, 25),
	OLD("MMSICP", "7F20/6FD0", "10.3.53", T, OPERATOR, BASIC, 57),
	OLD("MMSUP", "7F20/6FD1", "10.3.54", L, USER, BASIC, 57),

	OLD("MSISDN", "7F10/6F40", "10.5.5", L, IDENTITY, BASIC, 9),
	OLD("SMSP", "7F10/6F42", "10.5.6", L, USER, BASIC, 12),
	OLD("SDN", "7F10/6F49", "10.5.9", L, OPERATOR, BASIC, 18),
	OLD("EXT3", "7F10/6F4C", "10.5.12", L, OPERATOR, BASIC, 19),
	OLD("ADN", "7F10/6F3A", "10.5.1", L, USER, CONTACTS, 2),
	OLD("EXT1", "7F10/6F4A", "10.5.10", L, USER, CONTACTS, 10),
	OLD("FDN", "7F10/6F3B", "10.5.2", L, PIN2, CONTACTS, 3),
	OLD("EXT2", "7F10/6F4B", "10.5.11", L, PIN2, CONTACTS, 11),
	OLD("BDN", "7F10/6F4D", "10.5.13", L, PIN2, CONTACTS, 31),
	OLD("EXT4", "7F10/6F55", "10.5.14", L, PIN2, CONTACTS, 32),
	OLD("SMS", "7F10/6F3C", "10.5.3", L, USER, MESSAGES, 4),
};

const struct sst_files_file *
sst_files_wanted(size_t *n)
{
	*n = sizeof(wanted) / sizeof(wanted[0]);
	return wanted;
}
