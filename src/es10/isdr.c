/* SPDX-License-Identifier: ISC */
/* isdr.c: the ISD-R of an eUICC, by which application identifiers found. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include <simstow/base/hex.h>
#include <simstow/card/sw.h>
#include <simstow/es10/isdr.h>

#define STANDARD 0 /* the row of the standard AID */

/*
 * SGP.02 v4.2 section 2.2.3 for the first; the others as the lists of public
 * LPA programs have them (openeuicc, EasyLPAC, NekokoLPA, sigmo). A new card
 * is a new row. Rows of one pair are two eUICCs on one card.
 */
static const struct {
	const char *vendor;
	unsigned pair; /* 0: none */
	struct sst_isdr_aid aid;
} rows[] = {
	[STANDARD] = { "GSMA", 0,
	    { { 0xA0, 0x00, 0x00, 0x05, 0x59, 0x10, 0x10, 0xFF, 0xFF, 0xFF,
	          0xFF, 0x89, 0x00, 0x00, 0x01, 0x00 },
	        16 } },
	{ "5ber", 0,
	    { { 0xA0, 0x00, 0x00, 0x05, 0x59, 0x10, 0x10, 0xFF, 0xFF, 0xFF,
	          0xFF, 0x89, 0x00, 0x05, 0x05, 0x00 },
	        16 } },
	{ "eSIM.me", 0,
	    { { 0xA0, 0x00, 0x00, 0x05, 0x59, 0x10, 0x10, 0x00, 0x00, 0x00,
	          0x00, 0x89, 0x00, 0x00, 0x03, 0x00 },
	        16 } },
	{ "Xesim", 0,
	    { { 0xA0, 0x00, 0x00, 0x05, 0x59, 0x10, 0x10, 0xFF, 0xFF, 0xFF,
	          0xFF, 0x89, 0x00, 0x00, 0x01, 0x77 },
	        16 } },
	{ "LinksField", 0,
	    { { 0xA0, 0x00, 0x00, 0x05, 0x59, 0x10, 0x4C, 0x69, 0x6E, 0x6B,
	          0x73, 0x66, 0x69, 0x65, 0x6C, 0x64 },
	        16 } },
	{ "eSTK.me SE0", 1,
	    { { 0xA0, 0x65, 0x73, 0x74, 0x6B, 0x6D, 0x65, 0xFF, 0xFF, 0x49,
	          0x53, 0x44, 0x2D, 0x52, 0x20, 0x30 },
	        16 } },
	{ "eSTK.me SE1", 1,
	    { { 0xA0, 0x65, 0x73, 0x74, 0x6B, 0x6D, 0x65, 0xFF, 0xFF, 0x49,
	          0x53, 0x44, 0x2D, 0x52, 0x20, 0x31 },
	        16 } },
	{ "eSTK.me", 0,
	    { { 0xA0, 0x65, 0x73, 0x74, 0x6B, 0x6D, 0x65, 0xFF, 0xFF, 0xFF,
	          0xFF, 0x49, 0x53, 0x44, 0x2D, 0x52 },
	        16 } },
};

#define ROWS (sizeof(rows) / sizeof(rows[0]))

static struct sst_span
span_of(const struct sst_isdr_aid *aid)
{
	return (struct sst_span){ aid->b, aid->n };
}

const char *
sst_isdr_vendor(struct sst_span aid)
{
	for (size_t i = 0; i < ROWS; i++)
		if (sst_span_is_equal(aid, span_of(&rows[i].aid)))
			return rows[i].vendor;
	return NULL;
}

/* 1 it answered and is in out, 0 not here or no room, -1 the link failed */
static int
try_aid(struct sst_card *card, const struct sst_isdr_aid *aid,
    struct sst_isdr_found *out, struct sst_err *err)
{
	uint16_t sw;

	if (out->n == SST_ISDR_FOUND)
		return 0;
	assert(aid->n >= SST_ISDR_AID_MIN && aid->n <= SST_ISDR_AID_MAX);
	if (sst_card_select(card, span_of(aid), &sw, err) < 0)
		return -1;
	if (!sst_sw_is_ok(sw) && !sst_sw_is_more(sw)) {
		out->last_sw = sw;
		return 0;
	}
	out->aid[out->n] = *aid;
	out->n++;
	return 1;
}

static int
try_extra(struct sst_card *card, const struct sst_isdr_aid *extra,
    size_t extra_n, struct sst_isdr_found *out, struct sst_err *err)
{
	for (size_t i = 0; i < extra_n; i++)
		if (try_aid(card, &extra[i], out, err) < 0)
			return -1;
	return 0;
}

int
sst_isdr_find(struct sst_card *card, const struct sst_isdr_aid *extra,
    size_t extra_n, struct sst_isdr_found *out, struct sst_err *err)
{
	struct sst_isdr_found in = { 0 };
	unsigned pair = 0;

	*out = in;
	if (try_extra(card, extra, extra_n, &in, err) < 0)
		return -1;
	for (size_t i = 0; i < ROWS; i++) {
		if (in.n > 0 && (pair == 0 || rows[i].pair != pair))
			break;
		if (try_aid(card, &rows[i].aid, &in, err) < 0)
			return -1;
		pair = rows[i].pair;
	}
	*out = in;
	return 0;
}

int
sst_isdr_find_all(struct sst_card *card, const struct sst_isdr_aid *extra,
    size_t extra_n, struct sst_isdr_found *out, struct sst_err *err)
{
	struct sst_isdr_found in = { 0 };
	bool has_pair = false;
	int rc;

	*out = in;
	if (try_extra(card, extra, extra_n, &in, err) < 0)
		return -1;
	for (size_t i = STANDARD + 1; i < ROWS; i++) {
		rc = try_aid(card, &rows[i].aid, &in, err);
		if (rc < 0)
			return -1;
		has_pair = has_pair || (rc > 0 && rows[i].pair != 0);
	}
	if (!has_pair && try_aid(card, &rows[STANDARD].aid, &in, err) < 0)
		return -1;
	*out = in;
	return 0;
}

static int
refused(struct sst_err *err, uint16_t sw, const struct sst_isdr_aid *aid)
{
	char hex[2 * SST_ISDR_AID_MAX + 1];
	char what[sizeof(hex) + 16];

	sst_hex_format(span_of(aid), hex);
	(void)snprintf(what, sizeof(what), "SELECT ISD-R %s", hex);
	return sst_card_refused(err, sw, what);
}

int
sst_isdr_select(struct sst_card *card, const struct sst_isdr_aid *aid,
    bool is_selected, struct sst_es10 *out, struct sst_err *err)
{
	uint16_t sw = 0x9000;

	assert(aid->n >= SST_ISDR_AID_MIN && aid->n <= SST_ISDR_AID_MAX);
	*out = (struct sst_es10){ 0 };
	if (!is_selected && sst_card_select(card, span_of(aid), &sw, err) < 0)
		return -1;
	if (!sst_sw_is_ok(sw) && !sst_sw_is_more(sw))
		return refused(err, sw, aid);
	out->card = card;
	memcpy(out->aid, aid->b, aid->n);
	out->aid_n = aid->n;
	return 0;
}
