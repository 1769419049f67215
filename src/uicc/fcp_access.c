/* SPDX-License-Identifier: ISC */
/* fcp_access.c: who may read and update a file: security attributes. */
#include "fcp_priv.h"

#define DEPTH_MAX 4 /* OR and AND templates in each other */

/* Bits of an access mode byte, ISO/IEC 7816-4 table 17, for EFs. */
#define MODE_READ 0x01
#define MODE_UPDATE 0x02
#define MODE_OWN 0x80 /* the other bits are the card maker's */

#define TAG_MODE 0x80
#define TAG_MODES_LAST 0x8F /* 81 to 8F: commands by their headers */
#define TAG_ALWAYS 0x90
#define TAG_NEVER 0x97
#define TAG_BYTE 0x9E
#define TAG_OR 0xA0
#define TAG_AUTH 0xA4
#define TAG_AND 0xAF
#define TAG_KEY 0x83

/* Bits of a security condition byte, ISO/IEC 7816-4 table 20. */
#define SC_ALL 0x80
#define SC_KEY 0x60  /* secure messaging, external authentication */
#define SC_USER 0x10 /* a PIN, as the security environment in b4 to b1 says */
#define SC_SE 0x0F
#define SE_USUAL 1 /* none, or that of TS 102 221 with PIN1 */

/* The condition for each access mode so far; is_seen: a rule was there. */
struct rules {
	enum sst_fcp_access read, update;
	bool is_seen;
};

/* TS 102 221 table 9.3: which key a reference means. */
static enum sst_fcp_access
of_key(uint8_t key)
{
	static const struct {
		uint8_t first, last;
		enum sst_fcp_access access;
	} rows[] = {
		{ 0x01, 0x08, SST_FCP_PIN1 },
		{ 0x11, 0x11, SST_FCP_PIN1 },
		{ 0x81, 0x88, SST_FCP_PIN2 },
		{ 0x0A, 0x0E, SST_FCP_ADM },
		{ 0x8A, 0x8E, SST_FCP_ADM },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (key >= rows[i].first && key <= rows[i].last)
			return rows[i].access;
	return SST_FCP_UNKNOWN;
}

/* One of two is enough: the milder; what is not understood opens nothing. */
static enum sst_fcp_access
either(enum sst_fcp_access a, enum sst_fcp_access b)
{
	if (a == SST_FCP_UNKNOWN || b == SST_FCP_UNKNOWN)
		return a > b ? a : b;
	return a < b ? a : b;
}

/* Both are needed: the stricter; with one not understood, nothing is known. */
static enum sst_fcp_access
both(enum sst_fcp_access a, enum sst_fcp_access b)
{
	if (a == SST_FCP_NEVER || b == SST_FCP_NEVER)
		return SST_FCP_NEVER;
	if (a == SST_FCP_UNKNOWN || b == SST_FCP_UNKNOWN)
		return SST_FCP_UNKNOWN;
	return a > b ? a : b;
}

static enum sst_fcp_access
of_byte(uint8_t sc)
{
	bool has_key = (sc & SC_KEY) != 0;
	bool has_user = (sc & SC_USER) != 0;

	if (sc == 0x00)
		return SST_FCP_ALWAYS;
	if (sc == 0xFF)
		return SST_FCP_NEVER;
	if (has_key && (!has_user || (sc & SC_ALL) != 0))
		return SST_FCP_ADM;
	if (has_user && (sc & SC_SE) <= SE_USUAL)
		return SST_FCP_PIN1;
	return SST_FCP_UNKNOWN;
}

/* A control reference template for authentication: 83 names the key. */
static int
of_auth(const struct sst_tlv *t, enum sst_fcp_access *out, struct sst_err *err)
{
	struct sst_tlv key;
	int rc;

	*out = SST_FCP_UNKNOWN;
	rc = sst_tlv_find(sst_tlv_enter(t), TAG_KEY, &key, err);
	if (rc < 0)
		return -1;
	if (rc > 0 && key.value.n == 1)
		*out = of_key(key.value.p[0]);
	return 0;
}

static int of_condition(const struct sst_tlv *t, unsigned depth,
    enum sst_fcp_access *out, struct sst_err *err);

static int
of_template(const struct sst_tlv *t, unsigned depth, enum sst_fcp_access *out,
    struct sst_err *err)
{
	struct sst_cur c = sst_tlv_enter(t);
	enum sst_fcp_access one, all = SST_FCP_UNKNOWN;
	struct sst_tlv inner;
	bool is_first = true;
	int rc;

	*out = SST_FCP_UNKNOWN;
	if (depth == DEPTH_MAX)
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: more than %d conditions in each other", t->at,
		    DEPTH_MAX);
	while ((rc = sst_tlv_next(&c, &inner, err)) > 0) {
		if (of_condition(&inner, depth + 1, &one, err) < 0)
			return -1;
		if (is_first)
			all = one;
		else
			all = t->tag == TAG_OR ? either(all, one)
			                       : both(all, one);
		is_first = false;
	}
	*out = all;
	return rc;
}

/* The conditions that are one object each. */
static enum sst_fcp_access
of_plain(const struct sst_tlv *t)
{
	static const struct {
		uint32_t tag;
		enum sst_fcp_access access;
	} rows[] = {
		{ TAG_ALWAYS, SST_FCP_ALWAYS },
		{ TAG_NEVER, SST_FCP_NEVER },
		/* secure messaging: somebody's keys */
		{ 0xB4, SST_FCP_ADM },
		{ 0xB6, SST_FCP_ADM },
		{ 0xB8, SST_FCP_ADM },
	};

	if (t->tag == TAG_BYTE && t->value.n > 0)
		return of_byte(t->value.p[0]);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].tag == t->tag)
			return rows[i].access;
	return SST_FCP_UNKNOWN;
}

static int
of_condition(const struct sst_tlv *t, unsigned depth, enum sst_fcp_access *out,
    struct sst_err *err)
{
	if (t->tag == TAG_OR || t->tag == TAG_AND)
		return of_template(t, depth, out, err);
	if (t->tag == TAG_AUTH)
		return of_auth(t, out, err);
	*out = of_plain(t);
	return 0;
}

static void
take(struct rules *r, uint8_t mode, enum sst_fcp_access a)
{
	if ((mode & MODE_OWN) != 0)
		return;
	if ((mode & MODE_READ) != 0)
		r->read = either(r->read, a);
	if ((mode & MODE_UPDATE) != 0)
		r->update = either(r->update, a);
}

/* Access modes, each with the conditions behind it: one is enough. */
static int
read_rules(struct sst_cur c, struct rules *r, struct sst_err *err)
{
	enum sst_fcp_access a;
	uint8_t mode = 0, named = 0;
	struct sst_tlv t;
	int rc;

	while ((rc = sst_tlv_next_padded(&c, &t, err)) > 0) {
		if (t.tag >= TAG_MODE && t.tag <= TAG_MODES_LAST) {
			mode = 0;
			if (t.tag == TAG_MODE && t.value.n > 0)
				mode = t.value.p[0];
			named |= (mode & MODE_OWN) != 0 ? 0 : mode;
			r->is_seen = true;
			continue;
		}
		if (of_condition(&t, 0, &a, err) < 0)
			return -1;
		take(r, mode, a);
	}
	if (rc < 0)
		return -1;
	/* What no rule names is not allowed: ISO/IEC 7816-4 section 5.4.3. */
	if (r->is_seen && (named & MODE_READ) == 0)
		r->read = SST_FCP_NEVER;
	if (r->is_seen && (named & MODE_UPDATE) == 0)
		r->update = SST_FCP_NEVER;
	return 0;
}

static bool
is_settled(const struct sst_fcp *f)
{
	return f->arr_fid != 0 || f->read != SST_FCP_UNKNOWN ||
	       f->update != SST_FCP_UNKNOWN;
}

int
sst_fcp_parse_arr(struct sst_span record, enum sst_fcp_access *read,
    enum sst_fcp_access *update, struct sst_err *err)
{
	struct rules r = { 0 };

	*read = *update = SST_FCP_UNKNOWN;
	if (read_rules(sst_cur_of(record), &r, err) < 0)
		return sst_within(err, "access rule");
	*read = r.read;
	*update = r.update;
	return 0;
}

int
sst_fcp_read_expanded(const struct sst_tlv *t, struct sst_fcp *f,
    struct sst_err *err)
{
	struct rules r = { 0 };

	if (is_settled(f))
		return 0;
	if (read_rules(sst_tlv_enter(t), &r, err) < 0)
		return -1;
	f->read = r.read;
	f->update = r.update;
	return 0;
}

/*
 * An identifier and a record number, or pairs of a security environment and
 * a record number: the environment 01 counts, else the first pair.
 */
int
sst_fcp_read_reference(const struct sst_tlv *t, struct sst_fcp *f,
    struct sst_err *err)
{
	struct sst_span v = t->value;

	if (v.n != 3 && (v.n < 4 || v.n % 2 != 0))
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: %zu byte%s, 3 wanted, or pairs", t->value_at,
		    v.n, v.n == 1 ? "" : "s");
	if (is_settled(f))
		return 0;
	f->arr_fid = (uint16_t)(v.p[0] << 8 | v.p[1]);
	f->arr_record = v.n == 3 ? v.p[2] : v.p[3];
	for (size_t i = 2; v.n > 3 && i + 1 < v.n; i += 2) {
		if (v.p[i] != 0x01)
			continue;
		f->arr_record = v.p[i + 1];
		break;
	}
	return 0;
}

/* A mode byte, then a condition byte for each of its bits from b7 down. */
int
sst_fcp_read_compact(const struct sst_tlv *t, struct sst_fcp *f,
    struct sst_err *err)
{
	struct sst_cur c = sst_tlv_enter(t);
	struct rules r = { 0 };
	uint8_t mode, sc;

	if (is_settled(f))
		return 0;
	if (sst_cur_get_u8(&c, &mode, err) < 0)
		return -1;
	if ((mode & MODE_OWN) != 0)
		return 0;
	for (unsigned bit = 0x40; bit != 0; bit >>= 1) {
		if ((mode & bit) == 0)
			continue;
		if (sst_cur_get_u8(&c, &sc, err) < 0)
			return -1;
		take(&r, (uint8_t)bit, of_byte(sc));
	}
	f->read = (mode & MODE_READ) != 0 ? r.read : SST_FCP_NEVER;
	f->update = (mode & MODE_UPDATE) != 0 ? r.update : SST_FCP_NEVER;
	return 0;
}
