/* SPDX-License-Identifier: ISC */
/* identity_networks.c: lists of networks and their access technologies. */
#include <stdio.h>
#include <string.h>

#include "alpha_priv.h"
#include "identity_priv.h"

#define ACT_BYTES 2
#define DIGITS 6
#define ANY 0x0D  /* a digit that stands for any */
#define NONE 0x0F /* no third digit of the MNC */

/* Where the digits are, as byte and shift: MCC 1 2 3, MNC 1 2 3. */
static const struct {
	uint8_t byte;
	uint8_t shift;
} places[DIGITS] = { { 0, 0 }, { 0, 4 }, { 1, 0 }, { 2, 0 }, { 2, 4 },
	{ 1, 4 } };

/*
 * TS 31.102 section 4.2.5: some technologies need several bits, and cards older
 * than these leave the further ones 0.
 */
static const struct {
	uint16_t mask;
	uint16_t value;
	const char *name;
} technologies[] = {
	{ 0x008C, 0x0080, "GERAN" },
	{ 0x008C, 0x0084, "GERAN" },
	{ 0x008C, 0x0088, "EC-GSM-IoT" },
	{ 0x008C, 0x008C, "GERAN, EC-GSM-IoT" },
	{ 0x0040, 0x0040, "GSM COMPACT" },
	{ 0x8000, 0x8000, "UTRAN" },
	{ 0x7000, 0x4000, "E-UTRAN" },
	{ 0x7000, 0x7000, "E-UTRAN" },
	{ 0x7000, 0x6000, "E-UTRAN WB" },
	{ 0x7000, 0x5000, "E-UTRAN NB" },
	{ 0x0800, 0x0800, "NG-RAN" },
	{ 0x0020, 0x0020, "HRPD" },
	{ 0x0010, 0x0010, "1xRTT" },
	{ 0x0400, 0x0400, "satellite NG-RAN" },
	{ 0x0200, 0x0200, "satellite E-UTRAN" },
	{ 0x0100, 0x0100, "satellite NB-IoT" },
};

int
sst_identity_plmn(const uint8_t p[SST_IDENTITY_PLMN], size_t at, char out[7],
    struct sst_err *err)
{
	char text[DIGITS + 1] = { 0 };

	out[0] = '\0';
	for (size_t i = 0; i < DIGITS; i++) {
		unsigned v = p[places[i].byte] >> places[i].shift & 0x0F;

		if (v == NONE && i == DIGITS - 1)
			break;
		if (v > 9 && v != ANY)
			return sst_fail(err, SST_E_FORMAT,
			    "byte %zu: digit %zu of MCC and MNC is %X",
			    at + places[i].byte, i + 1, v);
		text[i] = v == ANY ? '?' : (char)('0' + v);
	}
	memcpy(out, text, sizeof(text));
	return 0;
}

int
sst_identity_plmn_encode(const char *text, uint8_t p[SST_IDENTITY_PLMN],
    struct sst_err *err)
{
	size_t n = strlen(text);

	memset(p, 0xFF, SST_IDENTITY_PLMN);
	if (n != DIGITS && n != DIGITS - 1)
		return sst_fail(err, SST_E_FORMAT,
		    "MCC and MNC of %zu digits, want %d or %d", n, DIGITS - 1,
		    DIGITS);
	for (size_t i = 0; i < n; i++) {
		unsigned v = text[i] == '?' ? ANY : (unsigned)(text[i] - '0');
		unsigned shift = places[i].shift;
		uint8_t *byte = &p[places[i].byte];

		if (v > 9 && v != ANY)
			return sst_fail(err, SST_E_FORMAT,
			    "character %zu of MCC and MNC is no digit", i + 1);
		*byte = (uint8_t)((*byte & ~(0x0FU << shift)) | v << shift);
	}
	return 0;
}

void
sst_identity_join(char *list, size_t n, const char *name)
{
	size_t used = strlen(list);

	(void)snprintf(list + used, n - used, "%s%s", used > 0 ? ", " : "",
	    name);
}

void
sst_identity_act_format(uint16_t act, char out[SST_IDENTITY_ACT_TEXT])
{
	const size_t n = sizeof(technologies) / sizeof(technologies[0]);

	out[0] = '\0';
	for (size_t i = 0; i < n; i++) {
		if ((act & technologies[i].mask) == technologies[i].value)
			sst_identity_join(out, SST_IDENTITY_ACT_TEXT,
			    technologies[i].name);
	}
}

static int
put_network(struct sst_identity_networks *list, struct sst_cur *c,
    bool with_act, struct sst_arena *mem, struct sst_err *err)
{
	struct sst_identity_network one = { .has_act = with_act };
	struct sst_identity_network *v;
	size_t at = c->at;
	struct sst_span s;

	if (sst_cur_get(c, SST_IDENTITY_PLMN + (with_act ? ACT_BYTES : 0), &s,
	        err) < 0)
		return -1;
	if (sst_alpha_is_blank((struct sst_span){ s.p, SST_IDENTITY_PLMN }))
		return 0;
	if (sst_identity_plmn(s.p, at, one.plmn, err) < 0)
		return -1;
	if (with_act)
		one.act = (uint16_t)(s.p[3] << 8 | s.p[4]);
	v = sst_arena_grow(mem, list->v, list->n, sizeof(*v));
	if (v == NULL)
		return sst_arena_full(mem, err);
	v[list->n] = one;
	list->v = v;
	list->n++;
	return 0;
}

int
sst_identity_networks(struct sst_span file, bool with_act,
    struct sst_arena *mem, struct sst_identity_networks *out,
    struct sst_err *err)
{
	struct sst_identity_networks list = { 0 };
	struct sst_cur c = sst_cur_of(file);

	*out = list;
	/* What is FF to the end is padding, whatever its length. */
	while (!sst_alpha_is_blank(c.left)) {
		if (put_network(&list, &c, with_act, mem, err) < 0)
			return -1;
	}
	*out = list;
	return 0;
}

static int
encode_network(const struct sst_identity_network *in, bool with_act, uint8_t *p,
    struct sst_err *err)
{
	if (in->plmn[0] == '\0')
		return 0;
	if (sst_identity_plmn_encode(in->plmn, p, err) < 0)
		return -1;
	if (!with_act)
		return 0;
	if (!in->has_act)
		return sst_fail(err, SST_E_FORMAT,
		    "access technologies are missing");
	p[SST_IDENTITY_PLMN] = (uint8_t)(in->act >> 8);
	p[SST_IDENTITY_PLMN + 1] = (uint8_t)in->act;
	return 0;
}

int
sst_identity_networks_encode(const struct sst_identity_networks *in,
    bool with_act, uint8_t *file, size_t n, struct sst_err *err)
{
	const size_t size = SST_IDENTITY_PLMN + (with_act ? ACT_BYTES : 0U);

	if (n > 0)
		memset(file, 0xFF, n);
	if (in->n > n / size)
		return sst_fail(err, SST_E_FORMAT,
		    "%zu networks, of which %zu fit", in->n, n / size);
	for (size_t i = 0; i < in->n; i++) {
		if (encode_network(&in->v[i], with_act, file + i * size, err) <
		    0)
			return sst_within(err, "network %zu", i + 1);
	}
	return 0;
}
