/* SPDX-License-Identifier: ISC */
/* fcp.c: the FCP template that a UICC sends of a selected file. */
#include <simstow/base/tlv.h>

#include "fcp_priv.h"

#define TAG_FCP 0x62
#define SIZE_MAX_N 65535
#define RECORDS_MAX 254 /* record FF is for future use */

/* ETSI TS 102 221 table 11.5: b7 says shareable, b8 is for future use. */
#define KIND_MASK 0xBF
#define KIND_DF 0x38
#define KIND_INTERNAL 0x08

#define KEY_PIN1_FIRST 0x01
#define KEY_PIN1_LAST 0x08
#define KEY_UNIVERSAL 0x11
#define KEY_PIN2_FIRST 0x81
#define KEY_PIN2_LAST 0x88
#define USAGE_VERIFY 0x08

static const char *const access_names[] = { "unknown", "always", "pin1", "pin2",
	"adm", "never" };
static const char *const type_names[] = { "unknown", "df", "transparent",
	"linear", "cyclic", "other" };

const char *
sst_fcp_access_name(enum sst_fcp_access a)
{
	size_t n = sizeof(access_names) / sizeof(access_names[0]);

	return access_names[(size_t)a < n ? a : SST_FCP_UNKNOWN];
}

const char *
sst_fcp_type_name(enum sst_fcp_type t)
{
	size_t n = sizeof(type_names) / sizeof(type_names[0]);

	return type_names[(size_t)t < n ? t : 0];
}

static enum sst_fcp_type
type_of(uint8_t descriptor)
{
	static const struct {
		uint8_t value;
		enum sst_fcp_type type;
	} rows[] = {
		{ KIND_DF, SST_FCP_DF },
		{ 0x01, SST_FCP_TRANSPARENT },
		{ 0x02, SST_FCP_LINEAR },
		{ 0x06, SST_FCP_CYCLIC },
	};
	uint8_t v = descriptor & KIND_MASK;

	if (v != KIND_DF)
		v &= (uint8_t)~KIND_INTERNAL;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (v == rows[i].value)
			return rows[i].type;
	return SST_FCP_OTHER;
}

static int
too_short(const struct sst_tlv *t, size_t want, struct sst_err *err)
{
	return sst_fail(err, SST_E_FORMAT,
	    "byte %zu: object %02X has %zu byte%s, %zu wanted", t->at, t->tag,
	    t->value.n, t->value.n == 1 ? "" : "s", want);
}

/* File descriptor: kind, data coding, and of records their size and number. */
static int
read_descriptor(const struct sst_tlv *t, struct sst_fcp *f, struct sst_err *err)
{
	const uint8_t *p = t->value.p;

	if (t->value.n < 1)
		return too_short(t, 2, err);
	f->type = type_of(p[0]);
	if (f->type != SST_FCP_LINEAR && f->type != SST_FCP_CYCLIC)
		return 0;
	if (t->value.n < 4)
		return too_short(t, 5, err);
	f->record_size = (uint16_t)(p[2] << 8 | p[3]);
	f->record_count = t->value.n > 4 ? p[4] : 0;
	if (f->record_size == 0)
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: records of 0 bytes", t->value_at + 2);
	return 0;
}

static int
read_size(const struct sst_tlv *t, struct sst_fcp *f, struct sst_err *err)
{
	struct sst_span v = t->value;
	uint32_t size = 0;

	if (v.n == 0)
		return too_short(t, 2, err);
	for (size_t i = 0; i < v.n; i++) {
		size = size << 8 | v.p[i];
		if (size > SIZE_MAX_N)
			return sst_fail(err, SST_E_FORMAT,
			    "byte %zu: file of more than %d bytes", t->value_at,
			    SIZE_MAX_N);
	}
	f->size = size;
	return 0;
}

static int
read_fid(const struct sst_tlv *t, struct sst_fcp *f, struct sst_err *err)
{
	if (t->value.n != 2)
		return too_short(t, 2, err);
	f->fid = (uint16_t)(t->value.p[0] << 8 | t->value.p[1]);
	return 0;
}

static int
read_aid(const struct sst_tlv *t, struct sst_fcp *f, struct sst_err *err)
{
	(void)err;
	f->aid = t->value;
	return 0;
}

/* An empty object says that there is none: TS 102 221 section 11.1.1.4.8. */
static int
read_sfi(const struct sst_tlv *t, struct sst_fcp *f, struct sst_err *err)
{
	(void)err;
	f->sfi = t->value.n > 0 ? t->value.p[0] >> 3 : 0;
	return 0;
}

/* TS 102 221 table 11.7b: 0000 01x0 deactivated, 0000 11xx terminated. */
static int
read_life_cycle(const struct sst_tlv *t, struct sst_fcp *f, struct sst_err *err)
{
	uint8_t v;

	if (t->value.n < 1)
		return too_short(t, 1, err);
	v = t->value.p[0];
	f->is_deactivated = (v & 0xFD) == 0x04 || (v & 0xFC) == 0x0C;
	return 0;
}

/* What the PIN status template says so far. */
struct pins {
	struct sst_span enabled; /* a bit for each key reference, first b8 */
	size_t at;               /* key references seen */
	uint8_t usage;           /* of the next key reference; 95 or FF */
};

/* Of several the first counts, or the first that is in force. */
static void
take_pin(enum sst_fcp_pin *pin, uint8_t *key, bool is_on, uint8_t found)
{
	if (*pin == SST_FCP_PIN_ENABLED || (*key != 0 && !is_on))
		return;
	*pin = is_on ? SST_FCP_PIN_ENABLED : SST_FCP_PIN_DISABLED;
	*key = found;
}

static void
take_key(struct pins *p, uint8_t key, struct sst_fcp *f)
{
	bool is_on = p->at / 8 < p->enabled.n &&
	             (p->enabled.p[p->at / 8] & (0x80 >> p->at % 8)) != 0;
	bool is_own = key >= KEY_PIN1_FIRST && key <= KEY_PIN1_LAST;
	bool is_universal =
	    key == KEY_UNIVERSAL && is_on && p->usage == USAGE_VERIFY;

	if (is_own || is_universal)
		take_pin(&f->pin1, &f->pin1_key, is_on, key);
	else if (key >= KEY_PIN2_FIRST && key <= KEY_PIN2_LAST)
		take_pin(&f->pin2, &f->pin2_key, is_on, key);
	p->at++;
	p->usage = 0;
}

/* TS 102 221 sections 9.5.2 and 11.1.1.4.10: 90, then 83s with a 95 before. */
static int
read_pins(const struct sst_tlv *t, struct sst_fcp *f, struct sst_err *err)
{
	struct sst_cur c = sst_tlv_enter(t);
	struct pins p = { 0 };
	struct sst_tlv one;
	int rc;

	while ((rc = sst_tlv_next_padded(&c, &one, err)) > 0) {
		if (one.tag == 0x90 && p.enabled.n == 0)
			p.enabled = one.value;
		else if (one.tag == 0x95 && one.value.n > 0)
			p.usage = one.value.p[0];
		else if (one.tag == 0x83 && one.value.n > 0)
			take_key(&p, one.value.p[0], f);
	}
	return rc;
}

/* The objects of an FCP template, TS 102 221 section 11.1.1.3. */
static const struct {
	uint32_t tag;
	const char *name;
	int (*read)(const struct sst_tlv *t, struct sst_fcp *f,
	    struct sst_err *err);
} fields[] = {
	{ 0x82, "file descriptor", read_descriptor },
	{ 0x83, "file identifier", read_fid },
	{ 0x84, "application identifier", read_aid },
	{ 0x8A, "life cycle", read_life_cycle },
	{ 0x8B, "security attributes", sst_fcp_read_reference },
	{ 0x8C, "security attributes", sst_fcp_read_compact },
	{ 0xAB, "security attributes", sst_fcp_read_expanded },
	{ 0xC6, "PIN status", read_pins },
	{ 0x80, "file size", read_size },
	{ 0x88, "short file identifier", read_sfi },
};

#define FIELDS (sizeof(fields) / sizeof(fields[0]))

static int
read_object(const struct sst_tlv *t, unsigned *seen, struct sst_fcp *f,
    struct sst_err *err)
{
	for (size_t i = 0; i < FIELDS; i++) {
		if (fields[i].tag != t->tag || (*seen & 1U << i) != 0)
			continue;
		*seen |= 1U << i;
		if (fields[i].read(t, f, err) < 0)
			return sst_within(err, "%s (%02X)", fields[i].name,
			    fields[i].tag);
	}
	return 0;
}

int
sst_fcp_check(struct sst_fcp *f, struct sst_err *err)
{
	uint32_t want;

	if (f->type != SST_FCP_LINEAR && f->type != SST_FCP_CYCLIC)
		return 0;
	if (f->record_count == 0)
		f->record_count = (uint16_t)(f->size / f->record_size);
	want = (uint32_t)f->record_count * f->record_size;
	if (f->size == 0)
		f->size = want;
	if (f->record_count > RECORDS_MAX)
		return sst_fail(err, SST_E_FORMAT,
		    "%u records, at most %d wanted", f->record_count,
		    RECORDS_MAX);
	if (want > f->size || want > SIZE_MAX_N)
		return sst_fail(err, SST_E_FORMAT,
		    "%u records of %u bytes in a file of %u bytes",
		    f->record_count, f->record_size, (unsigned)f->size);
	return 0;
}

static int
read_template(struct sst_cur c, struct sst_fcp *f, struct sst_err *err)
{
	unsigned seen = 0;
	struct sst_tlv t;
	int rc;

	while ((rc = sst_tlv_next_padded(&c, &t, err)) > 0)
		if (read_object(&t, &seen, f, err) < 0)
			return -1;
	if (rc < 0)
		return -1;
	if (f->type == 0)
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: no file descriptor (82)", c.at);
	return sst_fcp_check(f, err);
}

int
sst_fcp_parse(struct sst_span answer, struct sst_fcp *out, struct sst_err *err)
{
	struct sst_cur c = sst_cur_of(answer);
	struct sst_fcp f = { .chv1_tries = SST_FCP_TRIES_UNKNOWN,
		.chv2_tries = SST_FCP_TRIES_UNKNOWN };
	struct sst_tlv t;

	*out = (struct sst_fcp){ 0 };
	if (sst_tlv_get(&c, TAG_FCP, &t, err) < 0 ||
	    read_template(sst_tlv_enter(&t), &f, err) < 0)
		return sst_within(err, "FCP");
	*out = f;
	return 0;
}
