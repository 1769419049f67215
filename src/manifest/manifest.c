/* SPDX-License-Identifier: ISC */
/* manifest.c: a snapshot as manifest.json and raw members, and back. */
#include <inttypes.h>
#include <string.h>

#include <simstow/base/hash.h>
#include <simstow/manifest/manifest.h>

#include "codec_priv.h"

#define FORMAT "simstow"

static int
list_member(const struct sst_raw *raw, struct sst_arena *mem,
    struct sst_manifest_member *out, struct sst_err *err)
{
	char *text = sst_arena_get(mem, SST_SHA256_TEXT);

	if (text == NULL)
		return sst_arena_full(mem, err);
	sst_hash_text(raw->data, text);
	*out = (struct sst_manifest_member){ .name = raw->name,
		.what = raw->what,
		.size = { true, (int64_t)raw->data.n },
		.sha256 = text };
	return 0;
}

/* What is to be packed: the manifest's place is first, still without data. */
static int
list_members(const struct sst_snapshot *s, struct sst_arena *mem,
    struct sst_members *out, struct sst_manifest_page *page,
    struct sst_err *err)
{
	size_t n = s->raws.n;

	if (n > SST_MANIFEST_MEMBERS)
		return sst_fail(err, SST_E_FORMAT,
		    "%zu raw members found, at most %d wanted", n,
		    SST_MANIFEST_MEMBERS);
	out->v = sst_arena_get_array(mem, n + 1, sizeof(*out->v));
	page->members.v = sst_arena_get_array(mem, n, sizeof(*page->members.v));
	if (out->v == NULL || page->members.v == NULL)
		return sst_arena_full(mem, err);
	out->n = n + 1;
	page->members.n = n;
	out->v[0].name = SST_MANIFEST_NAME;
	for (size_t i = 0; i < n; i++) {
		out->v[i + 1].name = s->raws.v[i].name;
		out->v[i + 1].data = s->raws.v[i].data;
		if (list_member(&s->raws.v[i], mem, &page->members.v[i], err) <
		    0)
			return -1;
	}
	return 0;
}

static int
write_json(const json_t *root, struct sst_arena *mem, struct sst_member *out,
    struct sst_err *err)
{
	struct sst_buf text;
	int rc = -1;

	sst_buf_init(&text, SST_MANIFEST_MAX);
	if (sst_json_put(root, &text, err) < 0) {
		sst_err_prefix(err, SST_MANIFEST_NAME);
		goto out;
	}
	out->data.p = sst_arena_copy(mem, sst_buf_span(&text));
	if (out->data.p == NULL) {
		(void)sst_arena_full(mem, err);
		goto out;
	}
	out->data.n = text.n;
	rc = 0;
out:
	sst_buf_fini(&text);
	return rc;
}

int
sst_manifest_pack(const struct sst_snapshot *s, struct sst_arena *mem,
    struct sst_members *out, struct sst_err *err)
{
	struct sst_manifest_page page = { .format = FORMAT,
		.version = { true, SST_MANIFEST_VERSION } };
	struct sst_codec_index index = { 0 };
	struct sst_codec_place top = { .index = &index, .mem = mem };
	json_t *root = json_object();
	int rc = -1;

	*out = (struct sst_members){ 0 };
	if (root == NULL) {
		(void)sst_fail(err, SST_E_FAILED, "no memory for the manifest");
		goto out;
	}
	if (list_members(s, mem, out, &page, err) < 0 ||
	    sst_index_new(out, mem, &index, err) < 0 ||
	    sst_encode_record(&sst_manifest_1_head, &page, &top, root, err) <
	        0 ||
	    sst_encode_record(&sst_manifest_1_snapshot, s, &top, root, err) <
	        0 ||
	    sst_encode_record(&sst_manifest_1_members, &page, &top, root, err) <
	        0 ||
	    write_json(root, mem, &out->v[0], err) < 0)
		goto out;
	rc = 0;
out:
	if (rc < 0)
		*out = (struct sst_members){ 0 };
	json_decref(root);
	return rc;
}

/* A version is decoded by its own tables; later ones bring it up to ours. */
static const struct {
	const struct sst_codec_record *snapshot;
	const struct sst_codec_record *members;
} versions[SST_MANIFEST_VERSION + 1] = {
	[1] = { &sst_manifest_1_snapshot, &sst_manifest_1_members },
};

/* The head never changes: any version can tell which one it is. */
static int
read_head(const json_t *root, const struct sst_codec_place *top,
    struct sst_manifest_page *page, struct sst_err *err)
{
	if (!json_is_object(root))
		return sst_fail(err, SST_E_FORMAT,
		    SST_MANIFEST_NAME ": no JSON object");
	if (sst_decode_record(&sst_manifest_1_head, root, top, page, err) < 0)
		return -1;
	if (strcmp(page->format, FORMAT) != 0)
		return sst_fail(err, SST_E_FORMAT,
		    "format: not \"" FORMAT "\"");
	if (page->version.v < 1)
		return sst_fail(err, SST_E_FORMAT,
		    "version: %" PRId64 " found, at least 1 wanted",
		    page->version.v);
	if (page->version.v > SST_MANIFEST_VERSION) {
		sst_err_set(err, SST_E_NEWER,
		    "manifest version %" PRId64 ", this simstow reads up to %d",
		    page->version.v, SST_MANIFEST_VERSION);
		sst_err_hint(err, "a newer simstow reads it");
		return -1;
	}
	return 0;
}

static int
take_member(const struct sst_manifest_member *listed,
    const struct sst_codec_index *index, struct sst_snapshot *out,
    struct sst_err *err)
{
	const struct sst_member *m = sst_index_find(index, listed->name);
	char sha256[SST_SHA256_TEXT];
	struct sst_raw *raw;

	if (listed->size.v < 0 || (uint64_t)listed->size.v != m->data.n)
		return sst_fail(err, SST_E_FORMAT,
		    "%s: %zu bytes found, %" PRId64 " wanted", m->name,
		    m->data.n, listed->size.v);
	sst_hash_text(m->data, sha256);
	if (strcmp(listed->sha256, sha256) != 0)
		return sst_fail(err, SST_E_FORMAT,
		    "%s: its SHA-256 is not the one in the manifest", m->name);
	raw = sst_snapshot_add_raw(out);
	if (raw == NULL)
		return sst_arena_full(&out->mem, err);
	raw->name = listed->name;
	raw->what = listed->what;
	raw->data.p = sst_arena_copy(&out->mem, m->data);
	raw->data.n = m->data.n;
	return raw->data.p != NULL ? 0 : sst_arena_full(&out->mem, err);
}

/*
 * Every listed name is a member (the codec saw to that), so with as many
 * names as members, and none twice, all are named.
 */
static int
take_members(const struct sst_manifest_page *page,
    const struct sst_members *members, const struct sst_codec_index *index,
    struct sst_snapshot *out, struct sst_err *err)
{
	struct sst_codec_index listed = { 0 };
	struct sst_members names = { NULL, page->members.n };

	names.v = sst_arena_get_array(&out->mem, names.n, sizeof(*names.v));
	if (names.v == NULL)
		return sst_arena_full(&out->mem, err);
	for (size_t i = 0; i < names.n; i++)
		names.v[i].name = page->members.v[i].name;
	if (sst_index_new(&names, &out->mem, &listed, err) < 0)
		return sst_within(err, "members");
	for (size_t i = 1; i < members->n; i++) {
		if (sst_index_find(&listed, members->v[i].name) == NULL)
			return sst_fail(err, SST_E_FORMAT,
			    "member %s is not in the manifest",
			    members->v[i].name);
	}
	for (size_t i = 0; i < names.n; i++) {
		if (take_member(&page->members.v[i], index, out, err) < 0)
			return -1;
	}
	return 0;
}

static int
unpack(const json_t *root, const struct sst_members *members,
    struct sst_snapshot *out, struct sst_err *err)
{
	struct sst_manifest_page page = { 0 };
	struct sst_codec_index index = { 0 };
	struct sst_codec_place top = { .index = &index, .mem = &out->mem };
	size_t version;

	if (read_head(root, &top, &page, err) < 0)
		return -1;
	version = (size_t)page.version.v;
	if (sst_index_new(members, &out->mem, &index, err) < 0 ||
	    sst_decode_record(versions[version].snapshot, root, &top, out,
	        err) < 0 ||
	    sst_decode_record(versions[version].members, root, &top, &page,
	        err) < 0)
		return -1;
	return take_members(&page, members, &index, out, err);
}

int
sst_manifest_unpack(const struct sst_members *members, struct sst_snapshot *out,
    struct sst_err *err)
{
	json_t *root = NULL;
	int rc = -1;

	if (members->n == 0 ||
	    strcmp(members->v[0].name, SST_MANIFEST_NAME) != 0) {
		(void)sst_fail(err, SST_E_FORMAT,
		    "the first member is not " SST_MANIFEST_NAME);
		goto out;
	}
	if (members->v[0].data.n > SST_MANIFEST_MAX) {
		(void)sst_fail(err, SST_E_FORMAT,
		    SST_MANIFEST_NAME ": %zu bytes found, at most %zu wanted",
		    members->v[0].data.n, SST_MANIFEST_MAX);
		goto out;
	}
	if (sst_json_parse(members->v[0].data, &root, err) < 0) {
		sst_err_prefix(err, SST_MANIFEST_NAME);
		goto out;
	}
	rc = unpack(root, members, out, err);
out:
	json_decref(root);
	if (rc < 0) {
		sst_snapshot_fini(out);
		sst_snapshot_init(out);
	}
	return rc;
}
