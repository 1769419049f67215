/* SPDX-License-Identifier: ISC */
/* phonebook.c: records of EF.PBR. */
#include <simstow/base/tlv.h>
#include <simstow/uicc/phonebook.h>

/* TS 31.102 section 4.4.2.1: how the files of a group are reached. */
#define TAG_TYPE_1 0xA8
#define TAG_TYPE_2 0xA9
#define TAG_TYPE_3 0xAA

#define FID_BYTES 2
#define SFI_MAX 30

static const char *const names[] = { "ADN", "IAP", "EXT1", "SNE", "ANR", "PBC",
	"GRP", "AAS", "GAS", "UID", "EMAIL", "CCP1" };

static bool
is_kind(uint32_t tag)
{
	return tag >= SST_PHONEBOOK_ADN && tag <= SST_PHONEBOOK_CCP1;
}

static int
put_file(struct sst_phonebook_set *set, const struct sst_tlv *t, unsigned type,
    uint8_t iap_at, struct sst_err *err)
{
	struct sst_phonebook_file *f = &set->v[set->n];

	if (t->value.n != FID_BYTES && t->value.n != FID_BYTES + 1)
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: file reference of %zu bytes, want %d or %d",
		    t->value_at, t->value.n, FID_BYTES, FID_BYTES + 1);
	if (set->n == SST_PHONEBOOK_FILES)
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: more than %d files", t->at, SST_PHONEBOOK_FILES);
	*f = (struct sst_phonebook_file){ .kind = t->tag, .type = type };
	f->fid = (uint16_t)(t->value.p[0] << 8 | t->value.p[1]);
	/* Cards write 00 or FF where there is none. */
	if (t->value.n > FID_BYTES && t->value.p[FID_BYTES] <= SFI_MAX)
		f->sfi = t->value.p[FID_BYTES];
	f->iap_at = type == 2 ? iap_at : 0;
	set->n++;
	return 0;
}

/* A byte of an IAP record belongs to each object of A9, known or not. */
static int
read_group(struct sst_phonebook_set *set, const struct sst_tlv *group,
    unsigned type, struct sst_err *err)
{
	struct sst_cur c = sst_tlv_enter(group);
	struct sst_tlv t;
	int rc;

	for (unsigned at = 0; (rc = sst_tlv_next(&c, &t, err)) > 0; at++) {
		if (is_kind(t.tag) &&
		    put_file(set, &t, type, (uint8_t)(at & 0xFF), err) < 0)
			return -1;
	}
	return rc;
}

int
sst_phonebook_pbr(struct sst_span record, struct sst_phonebook_set *out,
    struct sst_err *err)
{
	struct sst_cur c = sst_cur_of(record);
	struct sst_phonebook_set set = { .n = 0 };
	bool is_empty = true;
	struct sst_tlv t;
	int rc;

	*out = set;
	while ((rc = sst_tlv_next_padded(&c, &t, err)) > 0) {
		is_empty = false;
		if (t.tag < TAG_TYPE_1 || t.tag > TAG_TYPE_3)
			continue;
		if (read_group(&set, &t, t.tag - TAG_TYPE_1 + 1, err) < 0)
			return -1;
	}
	if (rc < 0)
		return -1;
	if (is_empty)
		return 0;
	if (sst_phonebook_find(&set, SST_PHONEBOOK_ADN, 0) == NULL)
		return sst_fail(err, SST_E_FORMAT, "EF.ADN (%02X) is missing",
		    SST_PHONEBOOK_ADN);
	*out = set;
	return 1;
}

const struct sst_phonebook_file *
sst_phonebook_find(const struct sst_phonebook_set *s,
    enum sst_phonebook_kind kind, size_t at)
{
	for (size_t i = 0; i < s->n; i++) {
		if (s->v[i].kind != kind)
			continue;
		if (at == 0)
			return &s->v[i];
		at--;
	}
	return NULL;
}

const char *
sst_phonebook_kind_name(enum sst_phonebook_kind kind)
{
	return is_kind(kind) ? names[kind - SST_PHONEBOOK_ADN] : "unknown";
}
