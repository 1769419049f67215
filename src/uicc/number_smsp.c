/* SPDX-License-Identifier: ISC */
/* number_smsp.c: what a phone needs to send messages, EF.SMSP. */
#include <string.h>

#include "alpha_priv.h"
#include "number_priv.h"

/* TS 31.102 section 4.2.27: places behind the alpha. */
#define AT_DESTINATION 1
#define AT_CENTRE 13
#define AT_PID 25
#define AT_DCS 26
#define AT_VALIDITY 27
#define FIXED 28
#define ADDRESS 12 /* bytes of each address */

/* A 0 says that the parameter is there; the bits above are 1. */
#define HAS_DESTINATION 0x01U
#define HAS_CENTRE 0x02U
#define HAS_PID 0x04U
#define HAS_DCS 0x08U
#define HAS_VALIDITY 0x10U

/* TS 23.040 section 9.2.3.12.1. */
static const struct {
	uint8_t last;  /* value */
	uint8_t less;  /* is taken from it */
	uint16_t unit; /* minutes */
	uint16_t more; /* minutes */
} validity[] = {
	{ 143, 0, 5, 5 },
	{ 167, 143, 30, 12 * 60 },
	{ 196, 166, 24 * 60, 0 },
	{ 255, 192, 7 * 24 * 60, 0 },
};

unsigned
sst_number_validity_minutes(uint8_t v)
{
	size_t i = 0;

	while (v > validity[i].last)
		i++;
	return (unsigned)(v - validity[i].less) * validity[i].unit +
	       validity[i].more;
}

/* Cards also say that an address is there and leave it FF. */
static int
read_address(struct sst_span fixed, size_t from, bool in_bytes,
    char out[SST_NUMBER_TEXT], struct sst_err *err)
{
	struct sst_cur c = { { fixed.p + from, ADDRESS }, from };

	if (c.left.p[0] == 0xFF)
		return 0;
	if (sst_number_address(&c, in_bytes, out, err) < 0)
		return sst_within(err, in_bytes ? "centre" : "destination");
	return 0;
}

int
sst_number_smsp(struct sst_span record, struct sst_arena *mem,
    struct sst_number_smsp *out, struct sst_err *err)
{
	struct sst_number_smsp p = { .pid = -1, .dcs = -1, .validity = -1 };
	struct sst_cur c = sst_cur_of(record);
	struct sst_span alpha;
	struct sst_span s;
	unsigned there;

	*out = p;
	if (record.n < FIXED)
		return sst_fail(err, SST_E_FORMAT,
		    "record of %zu bytes, at least %d wanted", record.n, FIXED);
	if (sst_alpha_is_blank(record))
		return 0;
	if (sst_cur_get(&c, record.n - FIXED, &alpha, err) < 0 ||
	    sst_cur_get(&c, FIXED, &s, err) < 0)
		return -1;
	there = ~(unsigned)s.p[0];
	if ((there & HAS_DESTINATION) != 0 &&
	    read_address(s, AT_DESTINATION, false, p.destination, err) < 0)
		return -1;
	if ((there & HAS_CENTRE) != 0 &&
	    read_address(s, AT_CENTRE, true, p.centre, err) < 0)
		return -1;
	p.pid = (there & HAS_PID) != 0 ? s.p[AT_PID] : -1;
	p.dcs = (there & HAS_DCS) != 0 ? s.p[AT_DCS] : -1;
	p.validity = (there & HAS_VALIDITY) != 0 ? s.p[AT_VALIDITY] : -1;
	if (sst_alpha_text(alpha, mem, &p.name, err) < 0)
		return sst_within(err, "name");
	*out = p;
	return 1;
}

static int
put_address(const char *text, bool in_bytes, uint8_t out[ADDRESS],
    struct sst_err *err)
{
	size_t first = text[0] == '+' ? 1 : 0;
	size_t n = strlen(text) - first;

	if (sst_number_check(text, err) < 0)
		return -1;
	if (n > SST_NUMBER_DIGITS)
		return sst_fail(err, SST_E_FORMAT,
		    "number of %zu digits, at most %d wanted", n,
		    SST_NUMBER_DIGITS);
	if (n == 0)
		return 0;
	out[0] = (uint8_t)(in_bytes ? 1 + (n + 1) / 2 : n);
	out[1] = sst_number_ton(text, 0);
	sst_number_pack(text + first, n, out + 2, SST_NUMBER_BCD);
	return 0;
}

/* -1 is absent: the byte stays FF and its bit 1. */
static int
put_byte(int v, unsigned bit, uint8_t *out, unsigned *there,
    struct sst_err *err)
{
	if (v < -1 || v > 0xFF)
		return sst_fail(err, SST_E_FORMAT,
		    "parameter %d, at most 255 wanted", v);
	if (v < 0)
		return 0;
	*out = (uint8_t)v;
	*there |= bit;
	return 0;
}

int
sst_number_smsp_encode(const struct sst_number_smsp *in, uint8_t *record,
    size_t n, struct sst_err *err)
{
	const char *name = in->name == NULL ? "" : in->name;
	unsigned there = 0;
	uint8_t *p;
	size_t kept;

	if (n < FIXED)
		return sst_fail(err, SST_E_FORMAT,
		    "record of %zu bytes, at least %d wanted", n, FIXED);
	memset(record, 0xFF, n);
	p = record + n - FIXED;
	if (sst_alpha_encode(name, record, n - FIXED, &kept, err) < 0)
		return sst_within(err, "name");
	if (name[kept] != '\0')
		return sst_fail(err, SST_E_FORMAT,
		    "name of %zu bytes, of which %zu fit", strlen(name), kept);
	if (put_address(in->destination, false, p + AT_DESTINATION, err) < 0)
		return sst_within(err, "destination");
	if (put_address(in->centre, true, p + AT_CENTRE, err) < 0)
		return sst_within(err, "centre");
	if (put_byte(in->pid, HAS_PID, p + AT_PID, &there, err) < 0 ||
	    put_byte(in->dcs, HAS_DCS, p + AT_DCS, &there, err) < 0 ||
	    put_byte(in->validity, HAS_VALIDITY, p + AT_VALIDITY, &there, err) <
	        0)
		return -1;
	there |= in->destination[0] != '\0' ? HAS_DESTINATION : 0;
	there |= in->centre[0] != '\0' ? HAS_CENTRE : 0;
	p[0] = (uint8_t)~there;
	return 0;
}
