/* SPDX-License-Identifier: ISC */
/* fcp_2g.c: what a SIM from before the UICC sends of a selected file. */
#include "fcp_priv.h"

/* Bytes of the answer, TS 51.011 section 9.2.1, from 0. */
#define AT_SIZE 2
#define AT_FID 4
#define AT_TYPE 6
#define AT_ACCESS 8
#define AT_STATUS 11
#define AT_STRUCTURE 13
#define AT_RECORD 14
#define AT_FEATURES 13
#define AT_CHV1 18
#define AT_CHV2 20

#define HEAD 14 /* bytes that every answer has */

#define TYPE_MF 0x01
#define TYPE_DF 0x02
#define TYPE_EF 0x04

#define CHV1_DISABLED 0x80
#define CHV_SET_UP 0x80
#define CHV_TRIES 0x0F

static enum sst_fcp_access
of_nibble(unsigned v)
{
	static const enum sst_fcp_access rows[16] = {
		[0] = SST_FCP_ALWAYS,
		[1] = SST_FCP_PIN1,
		[2] = SST_FCP_PIN2,
		[3] = SST_FCP_UNKNOWN,
		[4] = SST_FCP_ADM,
		[5] = SST_FCP_ADM,
		[6] = SST_FCP_ADM,
		[7] = SST_FCP_ADM,
		[8] = SST_FCP_ADM,
		[9] = SST_FCP_ADM,
		[10] = SST_FCP_ADM,
		[11] = SST_FCP_ADM,
		[12] = SST_FCP_ADM,
		[13] = SST_FCP_ADM,
		[14] = SST_FCP_ADM,
		[15] = SST_FCP_NEVER,
	};

	return rows[v & 0x0F];
}

static uint8_t
tries_of(struct sst_span v, size_t at)
{
	if (at >= v.n || (v.p[at] & CHV_SET_UP) == 0)
		return SST_FCP_TRIES_UNKNOWN;
	return v.p[at] & CHV_TRIES;
}

static void
read_df(struct sst_span v, struct sst_fcp *f)
{
	f->type = SST_FCP_DF;
	f->pin1 = (v.p[AT_FEATURES] & CHV1_DISABLED) != 0 ? SST_FCP_PIN_DISABLED
	                                                  : SST_FCP_PIN_ENABLED;
	f->chv1_tries = tries_of(v, AT_CHV1);
	f->chv2_tries = tries_of(v, AT_CHV2);
}

static enum sst_fcp_type
type_of(uint8_t structure)
{
	static const struct {
		uint8_t value;
		enum sst_fcp_type type;
	} rows[] = {
		{ 0x00, SST_FCP_TRANSPARENT },
		{ 0x01, SST_FCP_LINEAR },
		{ 0x03, SST_FCP_CYCLIC },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (structure == rows[i].value)
			return rows[i].type;
	return SST_FCP_OTHER;
}

static int
read_ef(struct sst_span v, struct sst_fcp *f, struct sst_err *err)
{
	f->type = type_of(v.p[AT_STRUCTURE]);
	f->size = (uint32_t)(v.p[AT_SIZE] << 8 | v.p[AT_SIZE + 1]);
	f->read = of_nibble(v.p[AT_ACCESS] >> 4);
	f->update = of_nibble(v.p[AT_ACCESS]);
	f->is_deactivated = (v.p[AT_STATUS] & 0x01) == 0;
	if (f->type != SST_FCP_LINEAR && f->type != SST_FCP_CYCLIC)
		return 0;
	if (v.n <= AT_RECORD || v.p[AT_RECORD] == 0)
		return sst_fail(err, SST_E_FORMAT,
		    "byte %d: records of 0 bytes", AT_RECORD);
	f->record_size = v.p[AT_RECORD];
	return sst_fcp_check(f, err);
}

int
sst_fcp_parse_2g(struct sst_span answer, struct sst_fcp *out,
    struct sst_err *err)
{
	struct sst_fcp f = { .chv1_tries = SST_FCP_TRIES_UNKNOWN,
		.chv2_tries = SST_FCP_TRIES_UNKNOWN };
	uint8_t type;

	*out = (struct sst_fcp){ 0 };
	if (answer.n < HEAD)
		return sst_fail(err, SST_E_FORMAT,
		    "2G file description of %zu byte%s, at least %d wanted",
		    answer.n, answer.n == 1 ? "" : "s", HEAD);
	f.fid = (uint16_t)(answer.p[AT_FID] << 8 | answer.p[AT_FID + 1]);
	type = answer.p[AT_TYPE];
	if (type == TYPE_MF || type == TYPE_DF)
		read_df(answer, &f);
	else if (type != TYPE_EF)
		return sst_fail(err, SST_E_FORMAT,
		    "2G file description: byte %d: %02X is no type of file",
		    AT_TYPE, type);
	else if (read_ef(answer, &f, err) < 0)
		return sst_within(err, "2G file description");
	*out = f;
	return 0;
}
