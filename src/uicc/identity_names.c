/* SPDX-License-Identifier: ISC */
/* identity_names.c: names of networks and where they are shown. */
#include <simstow/base/tlv.h>

#include "alpha_priv.h"
#include "identity_priv.h"

#define TAG_FULL 0x43
#define TAG_BRIEF 0x45
#define OPL_BYTES 8

/* TS 24.008 section 10.5.3.5a: the byte before a name. */
#define CODING_GSM 0
#define CODING_UCS2 1
#define CODING(byte) ((byte) >> 4 & 0x07)
#define SPARE(byte) ((byte)&0x07U)

/* How many septets are in n bytes of which the last has spare bits. */
static size_t
count_septets(struct sst_span s, unsigned spare)
{
	size_t n = s.n == 0 ? 0 : (8 * s.n - spare) / 7;

	/*
	 * 0 also means that nobody says how many bits are spare. Seven bytes
	 * then hold 8 septets, or 7 and a filling that reads as "@".
	 */
	if (spare == 0 && s.n > 0 && s.n % 7 == 0 && s.p[s.n - 1] >> 1 == 0)
		n--;
	return n;
}

static int
decode_name(struct sst_span s, uint8_t coding, struct sst_buf *out,
    struct sst_err *err)
{
	if (CODING(coding) == CODING_UCS2)
		return sst_alpha_ucs2(s, out, err);
	if (CODING(coding) == CODING_GSM)
		return sst_alpha_unpack(s, count_septets(s, SPARE(coding)), 0,
		    out, err);
	return sst_fail(err, SST_E_FORMAT, "coding scheme %d is unknown",
	    CODING(coding));
}

/* A name that is empty is none: cards write 43 00. */
static int
read_name(struct sst_span record, uint32_t tag, struct sst_arena *mem,
    const char **out, struct sst_err *err)
{
	struct sst_cur c = sst_cur_of(record);
	struct sst_buf text = { 0 };
	struct sst_tlv t;
	int rc;

	*out = NULL;
	while ((rc = sst_tlv_next_padded(&c, &t, err)) > 0 && t.tag != tag)
		;
	if (rc <= 0 || t.value.n == 0)
		return rc < 0 ? -1 : 0;
	rc = decode_name((struct sst_span){ t.value.p + 1, t.value.n - 1 },
	    t.value.p[0], &text, err);
	if (rc == 0 && text.n > 0)
		rc = sst_alpha_keep(&text, mem, out, err);
	sst_buf_fini(&text);
	return rc < 0 ? sst_within(err, "name (%02X)", tag) : 0;
}

int
sst_identity_pnn(struct sst_span record, struct sst_arena *mem,
    struct sst_identity_pnn *out, struct sst_err *err)
{
	struct sst_identity_pnn pnn = { 0 };

	*out = pnn;
	if (read_name(record, TAG_FULL, mem, &pnn.full, err) < 0 ||
	    read_name(record, TAG_BRIEF, mem, &pnn.brief, err) < 0)
		return -1;
	*out = pnn;
	return pnn.full != NULL || pnn.brief != NULL ? 1 : 0;
}

int
sst_identity_opl(struct sst_span record, struct sst_identity_opl *out,
    struct sst_err *err)
{
	struct sst_identity_opl opl = { 0 };
	struct sst_cur c = sst_cur_of(record);
	struct sst_span s;

	*out = opl;
	if (sst_cur_get(&c, OPL_BYTES, &s, err) < 0)
		return -1;
	if (sst_alpha_is_blank((struct sst_span){ s.p, SST_IDENTITY_PLMN }))
		return 0;
	if (sst_identity_plmn(s.p, 0, opl.plmn, err) < 0)
		return -1;
	opl.lac_first = (uint16_t)(s.p[3] << 8 | s.p[4]);
	opl.lac_last = (uint16_t)(s.p[5] << 8 | s.p[6]);
	opl.pnn = s.p[7];
	*out = opl;
	return 1;
}
