/* SPDX-License-Identifier: ISC */
/* identity_services.c: what the tables of services say, and their names. */
#include "identity_priv.h"

#define ACTIVE_2G 3U /* allocated and activated */
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* EF.UST, TS 31.102 section 4.2.8, in short words; gaps are reserved. */
static const char *const names[] = {
	[1] = "Local Phone Book",
	[2] = "Fixed Dialling Numbers",
	[3] = "FDN overflow (EXT2)",
	[4] = "Service Dialling Numbers",
	[5] = "SDN overflow (EXT3)",
	[6] = "Barred Dialling Numbers",
	[7] = "BDN overflow (EXT4)",
	[8] = "Outgoing call list",
	[9] = "Incoming call list",
	[10] = "SMS storage",
	[11] = "SMS status reports",
	[12] = "SMS parameters",
	[13] = "Advice of charge",
	[14] = "Capability parameters 2",
	[15] = "Cell broadcast messages",
	[16] = "Cell broadcast ranges",
	[17] = "Group identifier 1",
	[18] = "Group identifier 2",
	[19] = "Service Provider Name",
	[20] = "User's preferred networks",
	[21] = "Own number (MSISDN)",
	[22] = "Images",
	[23] = "Localised service areas",
	[24] = "Call priorities (eMLPP)",
	[25] = "Automatic answer for eMLPP",
	[27] = "GSM access",
	[28] = "Data download by SMS",
	[29] = "Data download by cell broadcast",
	[30] = "Call control",
	[31] = "Control of sent SMS",
	[32] = "RUN AT COMMAND",
	[34] = "Enabled services table",
	[35] = "APN control list",
	[36] = "Depersonalisation keys",
	[37] = "Co-operative networks",
	[38] = "GSM security context",
	[39] = "CPBCCH information",
	[40] = "Investigation scan",
	[41] = "MExE",
	[42] = "Operator's preferred networks",
	[43] = "Home networks with access technology",
	[44] = "MBDN overflow (EXT5)",
	[45] = "Network names (PNN)",
	[46] = "Operator network list (OPL)",
	[47] = "Mailbox numbers",
	[48] = "Message waiting status",
	[49] = "Call forwarding status",
	[51] = "Service provider display",
	[52] = "MMS",
	[53] = "MMS overflow (EXT8)",
	[54] = "Call control on GPRS",
	[55] = "User's MMS parameters",
	[56] = "Alerting indication",
	[57] = "Voice group calls",
	[58] = "Voice broadcast calls",
	[59] = "Pseudonym",
	[60] = "User's I-WLAN networks",
	[61] = "Operator's I-WLAN networks",
	[62] = "User's WLAN identifiers",
	[63] = "Operator's WLAN identifiers",
	[64] = "Voice group call security",
	[65] = "Voice broadcast security",
	[66] = "WLAN reauthentication",
	[67] = "MMS storage",
	[68] = "Generic bootstrapping (GBA)",
	[69] = "MBMS security",
	[70] = "USSD data download",
	[71] = "Equivalent home networks",
	[72] = "Later TERMINAL PROFILE",
	[73] = "Showing equivalent home networks",
	[74] = "Last network selection",
	[75] = "OMA BCAST",
	[76] = "GBA local keys",
	[77] = "Terminal applications",
	[78] = "Provider name icon",
	[79] = "Network name icon",
	[80] = "USIM IP connections",
	[81] = "Home I-WLAN identifiers",
	[82] = "Showing I-WLAN home networks",
	[83] = "I-WLAN home priority",
	[84] = "I-WLAN last network",
	[85] = "EPS mobility",
	[86] = "Allowed CSG lists",
	[87] = "Call control on EPS",
	[88] = "Home network direct access",
	[89] = "eCall data",
	[90] = "Operator's CSG lists",
	[91] = "SMS over IP",
	[92] = "CSG display control",
	[93] = "IMS communication control",
	[94] = "Extended terminal applications",
	[95] = "Card access to IMS",
	[96] = "NAS configuration",
	[97] = "Public warning configuration",
	[99] = "URI support",
	[100] = "Extended EARFCN",
	[101] = "ProSe",
	[102] = "USAT application pairing",
	[103] = "Media types",
	[104] = "IMS disconnection cause",
	[105] = "URI in control of sent SMS",
	[106] = "ePDG support",
	[107] = "ePDG configured",
	[108] = "ACDC",
	[109] = "Mission critical services",
	[110] = "Emergency ePDG support",
	[111] = "Emergency ePDG configured",
	[112] = "eCall over IMS",
	[113] = "URI in data download by SMS",
	[114] = "From Preferred",
	[115] = "IMS configuration",
	[116] = "TV configuration",
	[117] = "PS Data Off",
	[118] = "PS Data Off services",
	[119] = "V2X",
	[120] = "XCAP configuration",
	[121] = "EARFCN list for IoT",
	[122] = "5GS mobility",
	[123] = "5G security parameters",
	[124] = "SUCI",
	[125] = "SUCI by the USIM",
	[126] = "UAC access identities",
	[127] = "Steering of roaming expected",
	[128] = "Call control on PDU sessions",
	[129] = "5GS operator network list",
	[130] = "SUPI as NSI, GLI or GCI",
	[131] = "PS Data Off at home and abroad",
	[132] = "URSP",
	[133] = "5G security parameters, extended",
	[134] = "MuD and MiD configuration",
	[135] = "Trusted non-3GPP access",
	[136] = "Several NAS security contexts",
	[137] = "CAG list",
	[138] = "SOR-CMCI",
	[139] = "5G ProSe",
	[140] = "Disaster roaming",
	[141] = "eDRX parameters",
	[142] = "5G NSWO",
	[143] = "SNPN public warning",
	[144] = "Satellite search multiplier",
	[145] = "K_AUSF derivation",
	[146] = "SNPN network identifier",
};

/* EF.SST, TS 51.011 section 10.3.7. */
static const char *const names_2g[] = {
	[1] = "CHV1 may be disabled",
	[2] = "Abbreviated Dialling Numbers",
	[3] = "Fixed Dialling Numbers",
	[4] = "SMS storage",
	[5] = "Advice of charge",
	[6] = "Capability parameters",
	[7] = "Preferred networks",
	[9] = "Own number (MSISDN)",
	[10] = "ADN overflow (EXT1)",
	[11] = "FDN overflow (EXT2)",
	[12] = "SMS parameters",
	[13] = "Last number dialled",
	[14] = "Cell broadcast messages",
	[15] = "Group identifier 1",
	[16] = "Group identifier 2",
	[17] = "Service Provider Name",
	[18] = "Service Dialling Numbers",
	[19] = "SDN overflow (EXT3)",
	[21] = "Voice group calls",
	[22] = "Voice broadcast calls",
	[23] = "Call priorities (eMLPP)",
	[24] = "Automatic answer for eMLPP",
	[25] = "Data download by cell broadcast",
	[26] = "Data download by SMS",
	[27] = "Menu selection",
	[28] = "Call control",
	[29] = "Proactive SIM",
	[30] = "Cell broadcast ranges",
	[31] = "Barred Dialling Numbers",
	[32] = "BDN overflow (EXT4)",
	[33] = "Depersonalisation keys",
	[34] = "Co-operative networks",
	[35] = "SMS status reports",
	[36] = "Alerting indication",
	[37] = "Control of sent SMS",
	[38] = "GPRS",
	[39] = "Images",
	[40] = "Localised service areas",
	[41] = "USSD in call control",
	[42] = "RUN AT COMMAND",
	[43] = "User's preferred networks",
	[44] = "Operator's preferred networks",
	[45] = "Home networks with access technology",
	[46] = "CPBCCH information",
	[47] = "Investigation scan",
	[48] = "Extended capability parameters",
	[49] = "MExE",
	[50] = "Last network's technology",
	[51] = "Network names (PNN)",
	[52] = "Operator network list (OPL)",
	[53] = "Mailbox numbers",
	[54] = "Message waiting status",
	[55] = "Call forwarding status",
	[56] = "Service provider display",
	[57] = "MMS",
	[58] = "MMS overflow (EXT8)",
	[59] = "User's MMS parameters",
};

/* EF.EST, TS 31.102 section 4.2.47. */
static const char *const names_enabled[] = {
	[1] = "Fixed Dialling Numbers",
	[2] = "Barred Dialling Numbers",
	[3] = "APN control list",
};

/* The value of a field of so many bits; services are counted from 1. */
static unsigned
get(struct sst_span file, unsigned service, unsigned bits)
{
	size_t at;

	if (service == 0)
		return 0;
	at = (size_t)(service - 1) * bits;
	if (at / 8 >= file.n)
		return 0;
	return (unsigned)file.p[at / 8] >> at % 8 & ((1U << bits) - 1);
}

bool
sst_identity_has_service(struct sst_span file, unsigned service)
{
	return get(file, service, 1) != 0;
}

bool
sst_identity_has_service_2g(struct sst_span file, unsigned service)
{
	return get(file, service, 2) == ACTIVE_2G;
}

const char *
sst_identity_service_name(unsigned service)
{
	return service < COUNT(names) ? names[service] : NULL;
}

const char *
sst_identity_service_name_2g(unsigned service)
{
	return service < COUNT(names_2g) ? names_2g[service] : NULL;
}

const char *
sst_identity_service_name_enabled(unsigned service)
{
	return service < COUNT(names_enabled) ? names_enabled[service] : NULL;
}
