/* SPDX-License-Identifier: ISC */
/* notifications.c: what the eUICC still wants to tell the SM-DP+s. */
#include <simstow/base/digits.h>
#include <simstow/es10/notifications.h>

#include "es10_priv.h"

#define TAG_LIST 0xBF28
#define TAG_RETRIEVE 0xBF2B
#define TAG_METADATA 0xBF2F
#define TAG_RESULT 0xBF37      /* ProfileInstallationResult */
#define TAG_RESULT_DATA 0xBF27 /* what of it is signed */
#define TAG_SIGNED 0x30        /* OtherSignedNotification */
#define ADDRESS_MAX 1024

const struct sst_span sst_notifications_list = {
	(const uint8_t[]){ 0xBF, 0x28, 0x00 }, 3
};
const struct sst_span sst_notifications_retrieve = {
	(const uint8_t[]){ 0xBF, 0x2B, 0x00 }, 3
};

#define IN(m) offsetof(struct sst_notifications_entry, m)

/* NotificationMetadata, SGP.22 v2.5 section 5.7.9: two tags are universal. */
static const struct sst_es10_field fields[] = {
	{ 0x80, "seqNumber", sst_es10_field_uint, IN(seq), 0, 0, true },
	{ 0x81, "profileManagementOperation", sst_es10_field_bits, IN(events),
	    0, 0, false },
	{ 0x0C, "notificationAddress", sst_es10_field_span, IN(address), 0,
	    ADDRESS_MAX, false },
	{ 0x5A, "ICCID", sst_es10_field_span, IN(iccid), SST_ICCID_BYTES,
	    SST_ICCID_BYTES, false },
};

static int
find(struct sst_cur inside, uint32_t tag, struct sst_tlv *out,
    struct sst_err *err)
{
	int rc = sst_tlv_find(inside, tag, out, err);

	if (rc == 0)
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: %02X is not there", inside.at, tag);
	return rc < 0 ? -1 : 0;
}

static int
find_in_result(const struct sst_tlv *t, struct sst_tlv *out,
    struct sst_err *err)
{
	struct sst_tlv data;

	if (find(sst_tlv_enter(t), TAG_RESULT_DATA, &data, err) < 0)
		return -1;
	return find(sst_tlv_enter(&data), TAG_METADATA, out, err);
}

static int
find_in_signed(const struct sst_tlv *t, struct sst_tlv *out,
    struct sst_err *err)
{
	return find(sst_tlv_enter(t), TAG_METADATA, out, err);
}

static int
find_itself(const struct sst_tlv *t, struct sst_tlv *out, struct sst_err *err)
{
	(void)err;
	*out = *t;
	return 0;
}

/* Where the metadata are in each form of entry, and in which list it may be. */
static const struct {
	uint32_t list;
	uint32_t tag;
	int (*find)(const struct sst_tlv *t, struct sst_tlv *out,
	    struct sst_err *err);
} forms[] = {
	{ TAG_LIST, TAG_METADATA, find_itself },
	{ TAG_RETRIEVE, TAG_RESULT, find_in_result },
	{ TAG_RETRIEVE, TAG_SIGNED, find_in_signed },
};

/* A list while it is read. */
struct reading {
	uint32_t outer;
	struct sst_notifications list;
};

static int
find_metadata(uint32_t outer, const struct sst_tlv *t, struct sst_tlv *out,
    struct sst_err *err)
{
	for (size_t i = 0; i < SST_ES10_FIELDS_COUNT(forms); i++)
		if (forms[i].list == outer && forms[i].tag == t->tag)
			return forms[i].find(t, out, err);
	return sst_fail(err, SST_E_FORMAT,
	    "byte %zu: tag %02X found, a notification wanted", t->at, t->tag);
}

static int
read_entry(void *out, size_t at, const struct sst_tlv *t, struct sst_arena *mem,
    struct sst_err *err)
{
	struct reading *r = out;
	struct sst_notifications_entry in = { .raw = t->whole };
	struct sst_notifications_entry *v;
	struct sst_tlv metadata;

	(void)at;
	in.is_signed = r->outer == TAG_RETRIEVE;
	if (find_metadata(r->outer, t, &metadata, err) < 0 ||
	    sst_es10_field_all(sst_tlv_enter(&metadata), fields,
	        SST_ES10_FIELDS_COUNT(fields), &in, mem, err) < 0)
		return -1;
	v = sst_arena_grow(mem, r->list.v, r->list.n, sizeof(*v));
	if (v == NULL)
		return sst_arena_full(mem, err);
	v[r->list.n] = in;
	r->list.v = v;
	r->list.n++;
	return 0;
}

/*
 * 1: an empty list in the form of an error. 1 is noResultAvailable; cards
 * that have nothing to say answer undefinedError (127) as well.
 */
static int
is_nothing(struct sst_span answer, uint32_t outer, struct sst_err *err)
{
	uint64_t value;
	int rc;

	rc = sst_es10_list_get_error(answer, outer, &value, err);
	if (rc <= 0)
		return rc;
	if (value == 1 || value == 127)
		return 1;
	return sst_fail(err, SST_E_REFUSED,
	    "list of notifications refused: error %llu",
	    (unsigned long long)value);
}

int
sst_notifications_parse(struct sst_span answer, struct sst_arena *mem,
    struct sst_notifications *out, struct sst_err *err)
{
	struct reading in = { .outer = TAG_LIST };
	const struct sst_es10_list list = { .noun = "notification",
		.max = SST_NOTIFICATIONS_MAX,
		.read = read_entry,
		.out = &in,
		.faults = &in.list.faults };
	int rc;

	*out = (struct sst_notifications){ 0 };
	if (answer.n >= 2 && answer.p[0] == TAG_RETRIEVE >> 8 &&
	    answer.p[1] == (TAG_RETRIEVE & 0xFF))
		in.outer = TAG_RETRIEVE;
	rc = is_nothing(answer, in.outer, err);
	if (rc != 0)
		return rc < 0 ? -1 : 0;
	if (sst_es10_list_read(answer, in.outer, &list, mem, err) < 0)
		return -1;
	*out = in.list;
	return 0;
}
